"""Undo and redo of a brief in a desk: over saves, restarts, other processes and other programs."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearline.briefs.document import brief_file, history, journal
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.problems import EditError, SaveError
from tearline.index.private_state import private_state

TEXT = """\
# By hand.
tearline: 1
title: The dam at Orlo
actors:
  ada-veld: {name: Ada Veld, type: person}
quotes:
  - id: q-1     # the first
    form: direct
    said: shut the gates
    at: {source: gazette, start: 0, end: 14}
gaps:
  - Who pays?
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    private_state(tmp_path)
    place = tmp_path / "briefs" / "orlo.yaml"
    place.parent.mkdir()
    place.write_text(TEXT)
    return place


def quote(n: int) -> dict[str, object]:
    return {
        "id": f"q-x{n}",
        "form": "direct",
        "said": f"words {n}",
        "at": {"source": "g", "start": n, "end": n + 1},
    }


def saved(path: Path, n: int) -> str:
    file = BriefFile.load(path)
    file.add_item("quotes", quote(n))
    file.save()
    return file.text


def history_file(path: Path) -> Path:
    return private_state(path.parent.parent).folder / "history.sqlite"


def test_undo_and_redo_reach_over_restarts_and_say_what_they_did(path: Path) -> None:
    texts = [TEXT, *(saved(path, n) for n in range(5))]
    for n in range(4, -1, -1):
        file = BriefFile.load(path)
        assert file.undo() == f"added q-x{n}"
        file.save()
        assert path.read_text() == texts[n]
    assert BriefFile.load(path).undo() is None
    for n in range(5):
        file = BriefFile.load(path)
        assert file.redo() == f"added q-x{n}"
        file.save()
        assert path.read_text() == texts[n + 1]
    assert BriefFile.load(path).redo() is None


def test_a_step_made_together_is_one_and_has_its_name(path: Path) -> None:
    file = BriefFile.load(path)
    with file.together("took in 2 quotes"):
        file.add_item("quotes", quote(1))
        file.add_item("quotes", quote(2))
    with file.together():
        file.set_field("title", "The dam")
        file.remove_item("q-x1")
    file.save()
    file = BriefFile.load(path)
    assert file.undo() == "changed the title, and 1 more"
    assert file.undo() == "took in 2 quotes"
    assert file.text == TEXT


def test_a_new_change_after_undo_ends_what_can_be_made_again(path: Path) -> None:
    for n in range(3):
        saved(path, n)
    file = BriefFile.load(path)
    file.undo()
    file.undo()
    file.set_field("title", "Another way")
    file.save()
    file = BriefFile.load(path)
    assert file.redo() is None
    assert [file.undo(), file.undo(), file.undo()] == ["changed the title", "added q-x0", None]
    assert file.text == TEXT


def test_a_change_made_outside_is_a_step_of_its_own(path: Path) -> None:
    saved(path, 1)
    by_hand = path.read_text().replace("# By hand.", "# By hand, in an editor.").replace("Who pays?", "Who?")
    path.write_text(by_hand)
    after = saved(path, 2)
    file = BriefFile.load(path)
    assert file.undo() == "added q-x2"
    assert file.text == by_hand
    assert file.undo() == history.OUTSIDE
    assert file.undo() == "added q-x1"
    assert file.text == TEXT
    assert [file.redo() for _ in range(4)] == ["added q-x1", history.OUTSIDE, "added q-x2", None]
    assert file.text == after


def test_an_earlier_version_checked_out_is_a_change_too(path: Path) -> None:
    texts = [saved(path, n) for n in range(3)]
    path.write_text(texts[0])
    file = BriefFile.load(path)
    assert file.undo() == history.OUTSIDE
    assert file.text == texts[2]


def test_what_the_journal_cannot_explain_begins_a_new_history(path: Path) -> None:
    saved(path, 1)
    with sqlite3.connect(history_file(path)) as connection:
        connection.execute("DELETE FROM whole")
    connection.close()
    by_hand = path.read_text() + "  - What now?\n"
    path.write_text(by_hand)
    file = BriefFile.load(path)
    assert file.undo() is None
    file.set_field("title", "Anew")
    file.save()
    file = BriefFile.load(path)
    assert file.undo() == "changed the title"
    assert (file.text, file.undo()) == (by_hand, None)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_damaged_history_is_put_aside_and_the_brief_is_saved(path: Path, content: bytes) -> None:
    saved(path, 1)
    history_file(path).write_bytes(content)
    saved(path, 2)
    file = BriefFile.load(path)
    assert (file.undo(), file.undo()) == ("added q-x2", None)


def test_a_history_that_cannot_be_written_costs_no_work(path: Path) -> None:
    history_file(path).mkdir()
    saved(path, 1)
    assert "q-x1" in path.read_text()
    with pytest.raises(EditError, match=r"what was done before can't be read: .*history\.sqlite"):
        BriefFile.load(path).undo()


def test_a_brief_outside_a_desk_remembers_while_it_is_open(tmp_path: Path) -> None:
    place = tmp_path / "orlo.yaml"
    place.write_text(TEXT)
    file = BriefFile.load(place)
    file.set_field("title", "x")
    file.save()
    assert file.undo() == "changed the title"
    file.save()
    assert place.read_text() == TEXT
    assert os.listdir(tmp_path) == ["orlo.yaml"]  # noqa: PTH208


def test_long_histories_keep_a_whole_text_now_and_then(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_STEPS_TO_A_WHOLE", 4)
    file = BriefFile.load(path)
    texts = [TEXT]
    for n in range(11):
        file.set_field("title", f"title {n}")
        file.save()
        texts.append(file.text)
    kept = journal.Journal(history_file(path).parent, path.name)
    assert [kept.text(n) for n in range(12)] == texts
    with sqlite3.connect(history_file(path)) as connection:
        assert connection.execute("SELECT n FROM whole ORDER BY n").fetchall() == [(0,), (4,), (8,)]
    connection.close()


def test_a_save_that_fails_leaves_the_history_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = saved(path, 1)
    file = BriefFile.load(path)
    file.add_item("quotes", quote(2))

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(brief_file, "write_durably", full)
        with pytest.raises(SaveError, match="No space left"):
            file.save()
    other = BriefFile.load(path)
    assert other.text == first
    assert other.undo() == "added q-x1"
    assert other.redo() == "added q-x1"
    assert other.redo() == "added q-x2"
    file.save()
    assert BriefFile.load(path).undo() == "added q-x2"


def test_two_at_one_brief_keep_each_others_work_and_share_its_history(path: Path) -> None:
    one, other = BriefFile.load(path), BriefFile.load(path)
    one.add_item("quotes", quote(1))
    one.save()
    other.set_field("title", "Two of us")
    other.save()
    assert "q-x1" in other.text
    one.set_value("q-1", "note", "three")
    one.save()
    file = BriefFile.load(path)
    assert (file.brief.title, len(file.brief.quotes), file.brief.quotes[0].note) == ("Two of us", 2, "three")
    names = [file.undo() for _ in range(4)]
    assert names == ["changed q-1: note", "changed the title", "added q-x1", None]
    assert file.text == TEXT


BUSY = """
import sys
from pathlib import Path
from tearline.briefs.document.brief_file import BriefFile
path, who = Path(sys.argv[1]), sys.argv[2]
for n in range(int(sys.argv[3])):
    file = BriefFile.load(path)
    place = {"source": "g", "start": n, "end": n + 1}
    file.add_item("quotes", {"id": f"q-{who}{n}", "form": "direct", "said": f"{who} {n}", "at": place})
    if n % 5 == 4:
        file.undo()
    file.save()
    print(n, flush=True)
"""


def busy(path: Path, who: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUSY, str(path), who, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_lose_nothing(path: Path) -> None:
    running = [busy(path, who, 15) for who in "ab"]
    for process in running:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    file = BriefFile.load(path)
    assert len(file.brief.quotes) == 1 + 24
    while file.undo():
        pass
    assert file.text == TEXT


def test_a_process_killed_at_any_moment_leaves_a_brief_and_its_history(path: Path) -> None:
    for turn in range(6):
        process = busy(path, f"k{turn}-", 10_000)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.013 * turn)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        file = BriefFile.load(path)
        now = file.text
        steps = 0
        while file.undo():
            steps += 1
        assert file.text == TEXT
        while file.redo() and file.text != now:
            pass
        assert file.text == now
    assert steps > 0


@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_was_done_and_undone_every_state_is_found_again(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("desk")
    private_state(root)
    place = root / "briefs" / "orlo.yaml"
    place.parent.mkdir()
    place.write_text(TEXT)
    file = BriefFile.load(place)
    past: list[str] = [TEXT]
    future: list[str] = []
    recorded = False
    for n in range(data.draw(st.integers(1, 14))):
        match data.draw(
            st.sampled_from(["title", "add", "gap", "remove", "undo", "undo", "redo", "save", "open", "hand"])
        ):
            case "title":
                file.set_field("title", f"title {n}")
            case "add":
                file.add_item("quotes", quote(n))
            case "gap":
                file.add_item("gaps", f"what {n}?")
            case "remove" if file.brief.gaps:
                file.remove_item("gaps[0]")
            case "undo":
                assert (file.undo() is not None) == (len(past) > 1)
                if len(past) > 1:
                    future.append(past.pop())
            case "redo":
                assert (file.redo() is not None) == bool(future)
                if future:
                    past.append(future.pop())
            case "save" | "open" | "hand" as what:
                file.save()
                recorded = recorded or len(past) + len(future) > 1
                if what == "hand":
                    place.write_text(f"# by hand {n}\n" + file.text)
                if what != "save":
                    file = BriefFile.load(place)
                if not recorded:
                    # What the brief was before Tearline first changed it, nobody has kept.
                    past = [file.text]
        if file.text != past[-1]:
            past.append(file.text)
            future = []
        assert file.text == past[-1]
        assert file.brief == BriefFile(place, file.text, None).brief
