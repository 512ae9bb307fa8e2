"""A brief held open: its layout is the analyst's, its saves are whole, and nobody's work is written over."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.problems import BriefError, ChangedOnDisk, EditError, SaveError

TEXT = """\
# Kept by hand.
tearline: 1   # the version
title: 'The dam at Orlo'
sources:
    gazette-0a1b: {file: articles/orlo.txt}
actors:
  ada-veld:   # the minister
    name: Ada Veld
    type: person

quotes:   # in order of weight
  # the first one
  - id: q-1
    speaker: ada-veld
    form: direct
    said: "the gates stay shut"   # her words
    at: {source: gazette-0a1b, start: 40, end: 59}
    review: draft

  # the second one
  - {id: q-2, form: direct, said: 'we will not pay', at: {source: gazette-0a1b, start: 80, end: 95}}
# nothing is rejected yet
rejected: []
"""
PLACE = {"source": "gazette-0a1b", "start": 1, "end": 4}


def opened(text: str = TEXT) -> BriefFile:
    return BriefFile(Path("orlo.yaml"), text, text.encode())


def after(change: Any, text: str = TEXT) -> str:
    file = opened(text)
    change(file)
    return file.text


def test_a_value_changes_in_its_line_and_its_comment_stays() -> None:
    assert after(lambda file: file.set_value("q-1", "said", "the gates open")) == TEXT.replace(
        '"the gates stay shut"   # her words', "the gates open   # her words"
    )
    assert after(lambda file: file.set_value("q-1", "review", "accepted")) == TEXT.replace(
        "review: draft", "review: accepted"
    )
    assert after(lambda file: file.set_value("q-2", "review", "edited")) == TEXT.replace(
        "end: 95}}", "end: 95}, review: edited}"
    )


def test_a_new_key_stands_where_the_schema_has_it() -> None:
    assert after(lambda file: file.set_value("q-1", "via", ["ada-veld"])) == TEXT.replace(
        "    speaker: ada-veld\n", "    speaker: ada-veld\n    via: [ada-veld]\n"
    )


def test_a_key_is_taken_away_with_its_line() -> None:
    assert after(lambda file: file.set_value("q-1", "speaker", None)) == TEXT.replace(
        "    speaker: ada-veld\n", ""
    )


def test_new_items_stand_below_the_last_and_read_well() -> None:
    quote = {
        "id": "q-3",
        "speaker": {"described": "a clerk"},
        "via": ["ada-veld"],
        "form": "direct",
        "said": "no: never",
        "at": {**PLACE, "before": "She said “", "after": "”"},
    }
    assert after(lambda file: file.add_item("quotes", quote)) == TEXT.replace(
        "end: 95}}\n",
        "end: 95}}\n\n"
        "  - id: q-3\n"
        "    speaker: {described: a clerk}\n"
        "    via: [ada-veld]\n"
        "    form: direct\n"
        '    said: "no: never"\n'
        "    at: {source: gazette-0a1b, start: 1, end: 4, before: She said “, after: ”}\n",
    )


def test_sources_and_actors_are_added_under_their_keys() -> None:
    def change(file: BriefFile) -> None:
        file.add_source("herald-9f", {"file": "articles/herald.txt", "published": "2031"})
        file.add_actor("lenn", {"name": "Lenn", "type": "place", "not": ["Lenna"]})

    assert after(change) == TEXT.replace(
        "orlo.txt}\n", 'orlo.txt}\n    herald-9f:\n      file: articles/herald.txt\n      published: "2031"\n'
    ).replace(
        "    type: person\n", "    type: person\n  lenn:\n    name: Lenn\n    type: place\n    not: [Lenna]\n"
    )


def test_rejecting_takes_an_item_out_and_keeps_its_id() -> None:
    file = opened()
    file.reject("q-2")
    start = TEXT.index("  - {id: q-2")
    end = TEXT.index("# nothing is rejected")
    assert file.text == (TEXT[:start] + TEXT[end:]).replace("rejected: []", "rejected:\n  - q-2")
    assert file.brief.rejected == ("q-2",)
    file.reject("q-2")
    file.reject("c-never-there")
    assert file.brief.rejected == ("c-never-there", "q-2")
    assert file.undo()
    assert file.undo()
    assert file.text == TEXT


def test_the_last_item_leaves_an_empty_list_and_the_comments() -> None:
    def change(file: BriefFile) -> None:
        file.remove_item("q-1")
        file.remove_item("q-2")

    text = after(change)
    assert "# in order of weight" in text
    assert "# the first one" in text
    assert opened(text).brief.quotes == ()


def test_a_missing_section_is_put_where_the_schema_has_it() -> None:
    claim = {"id": "c-1", "claim": "The gates stay shut.", "kind": "pledge", "evidence": ["q-1"]}
    text = after(lambda file: file.add_item("claims", claim))
    assert text == TEXT.replace(
        "# nothing is rejected yet\n",
        "claims:\n  - id: c-1\n    claim: The gates stay shut.\n    kind: pledge\n    evidence: [q-1]\n"
        "# nothing is rejected yet\n",
    )


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_byte_order_mark_and_missing_last_line_end_survive(ends: str, mark: str) -> None:
    text = mark + TEXT.removesuffix("\n").replace("\n", ends)
    file = opened(text)
    file.add_item("gaps", "Who pays?")
    file.set_value("q-1", "note", "two\nlines")
    file.add_actor("lenn", {"name": "Lenn", "type": "place"})
    assert file.text.startswith(mark + "# Kept")
    assert file.text.replace(ends, "").isprintable() or mark
    assert "\n" not in file.text.replace(ends, "")
    assert file.brief.quotes[0].note == "two\nlines"
    assert not file.text.endswith(("\n", "\r"))


AWKWARD = [
    "tearline: 1\ntitle: x\ngaps:\n  - |+\n    why?\n\n\n# below\ntags: [a]\n",
    "tearline: 1\ntitle: x\ngaps:\n- >-\n  a folded\n  question\n",
    "tearline: 1\ntitle: x\n? gaps\n: - one\n  - two\n? tags\n: [a]\n",
    "tearline: 1\ntitle: x\ngaps: !!seq\n- !!str one\n- &anchor two\n",
    "%YAML 1.1\n---\ntearline: 1\ntitle: x\ngaps:\n-\n  one\n-    two\n...\n",
    "{tearline: 1, title: x, gaps: [one, # remark\n two,],}\n",
    '{"tearline": 1,\n "title": "x",\n "gaps": []\n}',
    "tearline: 1\ntitle: x\ngaps: # remark\n  [one,\n   two] # tail\n",
    "tearline: 1\ntitle: x\ngaps: !!null null\n",
    "gaps:\n  - plain words\n    go on here\n  - 'single\n\n    quoted'\ntearline: 1\ntitle: x",
    "tearline: 1\ntitle: x\ngaps:\n  - question: |\n      why?\n\n    why: it\n      matters\n",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_unusual_layouts_are_edited_in_place(text: str) -> None:
    file = opened(text)
    before = [gap if isinstance(gap, str) else gap.question for gap in file.brief.gaps]
    file.add_item("gaps", {"question": "new: one", "why": "yes"})
    file.set_field("marking", "[internal]")
    file.set_field("tags", ["a", "b"])
    again = opened(file.text).brief
    assert again == file.brief
    assert [gap if isinstance(gap, str) else gap.question for gap in again.gaps] == [*before, "new: one"]
    assert (again.marking, again.tags) == ("[internal]", ("a", "b"))
    for _ in before:
        file.remove_item("gaps[0]")
    file.set_value("gaps[0]", "why", None)
    file.set_field("tags", None)
    assert opened(file.text).brief == file.brief
    assert file.brief.tags == ()
    while file.undo():
        pass
    assert file.text == text


def test_what_cannot_be_written_without_changing_a_neighbour_is_refused() -> None:
    # Any line below would give this text, which ends without a line end, another last character.
    text = "tearline: 1\ntitle: x\ngaps:\n  - |\n    why?"
    file = opened(text)
    with pytest.raises(EditError, match="laid out so that this cannot be changed in place"):
        file.add_item("gaps", "new")
    assert file.text == text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda file: file.set_value("q-9", "review", "draft"), "q-9 is not in this brief"),
        (lambda file: file.set_value("q-1", "review", "fine"), "“fine” is not one of its values"),
        (lambda file: file.set_value("q-1", "said", None), "said: is missing"),
        (
            lambda file: file.add_item("quotes", {"id": "q-1", "form": "direct", "said": "x", "at": PLACE}),
            "q-1 is in",
        ),
        (lambda file: file.add_item("quotes", {"id": "q-3", "form": "direct"}), "q-3: said: is missing"),
        (lambda file: file.add_item("sources", {}), "sources is no list of a brief"),
        (
            lambda file: file.add_actor("ada-veld", {"name": "A", "type": "person"}),
            "ada-veld is in this brief already",
        ),
        (lambda file: file.set_field("title", None), "title: is missing"),
        (lambda file: file.set_value("q-1", "note", "\ud800"), "surrogate"),
    ],
)
def test_a_change_that_would_leave_no_brief_is_refused_and_changes_nothing(change: Any, words: str) -> None:
    file = opened()
    brief = file.brief
    with pytest.raises(EditError, match=words):
        change(file)
    assert file.text == TEXT
    assert file.brief is brief
    assert not file.undo()


def test_changes_made_together_are_undone_together_and_an_exception_takes_all_back() -> None:
    file = opened()
    with file.together():
        file.set_value("q-1", "review", "accepted")
        file.reject("q-2")
    done = file.text
    assert file.undo()
    assert file.text == TEXT
    assert file.redo()
    assert file.text == done
    with pytest.raises(EditError), file.together():  # noqa: PT012 - what is done before it must be undone
        file.set_value("q-1", "review", "edited")
        file.remove_item("q-2")
    assert file.text == done


def test_a_comment_between_two_entries_stays_there_through_undo_and_redo() -> None:
    text = (
        "tearline: 1\ntitle: x\nactors:\n  a: {name: A, type: person}\n  b:\n    name: B\n    type: person\n"
        "  # about c\n  c: {name: C, type: person}\n"
    )
    file = BriefFile(Path("x.yaml"), text, text.encode())
    file.remove_item("b")
    without = file.text
    file.undo()
    assert file.text == text
    file.redo()
    assert (file.text, list(file.brief.actors)) == (without, ["a", "c"])


def test_actors_and_sources_that_are_lists_are_told_about() -> None:
    with pytest.raises(BriefError, match="actors: a list does not belong here"):
        BriefFile(Path("x.yaml"), "tearline: 1\ntitle: x\nactors: [x]\n", None)


def test_a_new_change_ends_what_can_be_made_again() -> None:
    file = opened()
    file.set_value("q-1", "review", "accepted")
    file.undo()
    file.set_value("q-1", "review", "edited")
    assert not file.redo()


def test_setting_what_is_there_changes_nothing() -> None:
    file = opened()
    file.set_value("q-1", "review", "draft")
    file.set_value("q-2", "at", {"source": "gazette-0a1b", "start": 80, "end": 95})
    assert not file.changed
    assert not file.undo()


def test_an_actor_and_a_source_with_one_key_are_told_apart() -> None:
    file = opened()
    file.add_actor("gazette-0a1b", {"name": "The Gazette", "type": "media"})
    with pytest.raises(EditError, match="stands in this brief more than once"):
        file.set_value("gazette-0a1b", "note", "x")
    file.set_value("actors.gazette-0a1b", "note", "the paper")
    assert file.brief.actors["gazette-0a1b"].note == "the paper"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "orlo.yaml"
    path.write_bytes(TEXT.encode())
    return path


def test_opening_and_saving_writes_nothing(saved: Path) -> None:
    before = saved.stat()
    BriefFile.load(saved).save()
    assert (saved.stat().st_mtime_ns, saved.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_save_keeps_the_permissions_and_leaves_nothing_behind(saved: Path) -> None:
    saved.chmod(0o640)
    file = BriefFile.load(saved)
    file.set_value("q-1", "review", "accepted")
    file.save()
    assert saved.read_text() == file.text
    assert stat.S_IMODE(saved.stat().st_mode) == 0o640
    assert os.listdir(saved.parent) == ["orlo.yaml"]  # noqa: PTH208
    assert not file.changed
    file.set_value("q-1", "review", "edited")
    file.save()


def test_a_file_changed_by_an_editor_is_not_written_over(saved: Path) -> None:
    file = BriefFile.load(saved)
    file.set_value("q-1", "review", "accepted")
    saved.write_text(TEXT + "# added in an editor\n")
    file.save()
    assert saved.read_text() == file.text
    assert file.text.endswith("# added in an editor\n")
    assert file.brief.quotes[0].review == "accepted"
    file.set_value("q-1", "review", "edited")
    saved.write_text("tearline: 1\ntitle: [broken\n")
    with pytest.raises(ChangedOnDisk, match="can't be read as a brief now"):
        file.save()
    assert saved.read_text().endswith("[broken\n")
    assert file.changed
    saved.unlink()
    with pytest.raises(ChangedOnDisk):
        file.save()


def test_a_failed_save_leaves_the_file_and_no_remains(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = BriefFile.load(saved)
    file.set_value("q-1", "review", "accepted")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="not saved: No space left on device"):
        file.save()
    monkeypatch.undo()
    assert saved.read_text() == TEXT
    assert os.listdir(saved.parent) == ["orlo.yaml"]  # noqa: PTH208
    file.save()
    assert saved.read_text() == file.text


def test_a_link_stays_a_link(saved: Path) -> None:
    link = saved.parent / "link.yaml"
    link.symlink_to(saved)
    file = BriefFile.load(link)
    file.set_value("q-1", "review", "accepted")
    file.save()
    assert link.is_symlink()
    assert saved.read_text() == file.text


def test_a_new_brief_is_written_when_saved_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "briefs" / "new.yaml"
    file = BriefFile.new(path, "2031: the dam")
    other = BriefFile.new(path, "another")
    assert not path.exists()
    file.save()
    assert BriefFile.load(path).brief.title == "2031: the dam"
    with pytest.raises(ChangedOnDisk):
        other.save()
    with pytest.raises(EditError, match="is there already"):
        BriefFile.new(path, "again")
    (tmp_path / "dangling.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(EditError, match="is there already"):
        BriefFile.new(tmp_path / "dangling.yaml", "x")
    with pytest.raises(EditError, match="needs a title"):
        BriefFile.new(tmp_path / "untitled.yaml", " ")
