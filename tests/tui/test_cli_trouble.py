"""The command line where something is wrong: what it says, that nothing is lost, and the exit code."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ARTICLE = """Harbour talks stall

Velmara's port minister, Ilse Korvath, said on Tuesday that the talks had failed.

“We will not sign a blank page,” Korvath told the Tarn Gazette. “They know that.”

Officials in Ostrel denied it.
"""
OTHER = "Rain in Tarn\n\nThe river rose by a metre, the mayor, Pell Amari, said on Monday.\n"


Tearline = Callable[..., Any]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "desk"
    root.mkdir()
    (root / "harbour.txt").write_text(ARTICLE)
    monkeypatch.chdir(root)
    return root


def test_a_file_or_no_name_is_no_desk(tearline: Tearline) -> None:
    given_a_file = tearline("sync", "--desk", "harbour.txt")
    assert (given_a_file.code, "is no folder" in given_a_file.err) == (2, True)
    for words in (["status", "--desk", ""], ["add", ""], ["open", ""]):
        nameless = tearline(*words)
        assert (nameless.code, "the name is empty" in nameless.err) == (2, True)


@pytest.mark.parametrize("command", ["check", "export"])
def test_a_brief_that_is_not_there_is_told_apart_from_one_with_errors(
    tearline: Tearline, command: str
) -> None:
    tearline("draft", "morning")
    missing = tearline(command, "mornign")
    assert missing.code == 2
    assert "there is no such brief; perhaps morning?" in missing.err
    assert "`tearline draft mornign` writes one" in missing.err


def test_a_brief_may_be_named_by_the_path_of_its_file(tearline: Tearline) -> None:
    tearline("draft", "morning")
    for words in (["check", "briefs/morning.yaml"], ["export", "./briefs/morning.yaml"]):
        assert tearline(*words).code == 0
    assert "Nothing new" in tearline("draft", "briefs/morning.yaml").err
    assert tearline("check", "../morning.yaml").code == 2
    assert "1 brief:" in tearline("check", "morning", "morning").err


def test_a_name_with_another_ending_makes_no_second_file(tearline: Tearline, desk: Path) -> None:
    refused = tearline("draft", "morning.yml")
    assert (refused.code, "ends in .yaml" in refused.err) == (2, True)
    assert not (desk / "briefs").exists()


@pytest.mark.parametrize("command", ["draft", "check", "export"])
def test_a_broken_brief_is_something_to_mend_with_its_lines(
    tearline: Tearline, desk: Path, command: str
) -> None:
    (desk / "briefs").mkdir()
    broken = desk / "briefs" / "morning.yaml"
    broken.write_text("tearline: 1\ntitle: Morning\nstatus: dreft\nquotes:\n  - {id: q-1}\n")
    run = tearline(command, "morning")
    assert run.code == 1
    said = run.out + run.err
    assert "briefs/morning.yaml:3: status" in said
    assert "briefs/morning.yaml:5: quotes.q-1" in said
    assert broken.read_text().startswith("tearline: 1\ntitle: Morning\nstatus: dreft\n")


@pytest.mark.parametrize("command", ["draft", "check", "export"])
def test_a_brief_that_cannot_be_read_at_all_is_unreadable_input(
    tearline: Tearline, desk: Path, command: str
) -> None:
    (desk / "briefs" / "morning.yaml").mkdir(parents=True)
    run = tearline(command, "morning")
    assert run.code == 2
    assert "cannot be read" in run.out + run.err


def test_where_there_is_nothing_to_draft_no_file_is_named(tearline: Tearline, desk: Path) -> None:
    (desk / "harbour.txt").write_text("and so on\n")
    run = tearline("draft", "morning")
    assert (run.code, run.out) == (0, "")
    assert "Nothing to draft" in run.err
    assert json.loads(tearline("draft", "morning", "--json").out)["created"] is False


def test_a_draft_goes_on_with_a_brief_that_another_wrote_meanwhile(
    tearline: Tearline, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tearline.briefs.document.brief_file import BriefFile

    save = BriefFile.save
    begun = "tearline: 1\ntitle: By hand\n"

    def late(file: BriefFile) -> None:
        if not file.path.exists():
            file.path.write_text(begun)
        save(file)

    monkeypatch.setattr(BriefFile, "save", late)
    run = tearline("draft", "morning")
    assert run.code == 0, run.err
    text = (desk / "briefs" / "morning.yaml").read_text()
    assert text.startswith(begun)
    assert "We will not sign a blank page" in text


def test_an_export_goes_to_stdout_or_a_file_and_over_nothing_else(tearline: Tearline, desk: Path) -> None:
    tearline("draft", "morning")
    shown = tearline("export", "morning", "-o", "-")
    assert (shown.code, shown.out.startswith("# Morning")) == (0, True)
    assert not (desk / "-").exists()
    assert tearline("export", "morning", "-o", "new/out.md").code == 0
    assert (desk / "new" / "out.md").read_text() == shown.out
    for place in ("harbour.txt", ".", "/dev/null"):
        refused = tearline("export", "morning", "-o", place)
        assert (refused.code, "no exported brief" in refused.err) == (2, True)
    refused = tearline("export", "morning", "-o", "harbour.txt/out.md")
    assert refused.code == 2
    assert "name a file in a folder that you may write to" in refused.err


def test_a_refused_export_says_where_to_look(tearline: Tearline, desk: Path) -> None:
    tearline("draft", "morning")
    brief = desk / "briefs" / "morning.yaml"
    brief.write_text(brief.read_text().replace("a blank page", "a blank cheque"))
    assert "`tearline check morning`" in tearline("export", "morning").err


def test_json_lines_are_read_or_told_of_one_by_one(tearline: Tearline, desk: Path) -> None:
    lines = [
        b"\xef\xbb\xbf" + json.dumps({"id": 1, "text": ARTICLE}).encode(),
        b'{"text": "no id"}',
        b'{"id": null, "text": "x"}',
        b'{"id": 2.5}',
        b"[1]",
        b'{"id": "a", "text": "caf\xe9"}',
        b'{"id": "a", "text"',
        b"[" * 100_000,
        b"",
        b'{"id": "last", "text": ""}\r',
    ]
    (desk / "in.jsonl").write_bytes(b"\n".join(lines))
    run = tearline("extract", "--jsonl", "in.jsonl")
    assert run.code == 2
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == ["1", "last"]
    told = run.err.splitlines()
    assert [line.split(":")[1] for line in told] == ["2", "3", "4", "5", "6", "7", "8"]
    assert "not UTF-8" in told[4]
    assert all('expected {"id": a string or number, "text": a string}' in line for line in told)


def test_what_points_at_a_moved_article_goes_with_it(tearline: Tearline, desk: Path) -> None:
    tearline("draft", "morning")
    (desk / "old").mkdir()
    (desk / "harbour.txt").rename(desk / "old" / "talks.txt")
    (desk / "harbour.txt").write_text(OTHER)
    checked = tearline("check", "morning")
    assert checked.code == 0, checked.out
    assert "in another file than harbour.txt now; expected file: old/talks.txt" in checked.out
    assert tearline("export", "morning").code == 0


def test_a_deleted_article_holds_up_nothing_whatever_the_index_remembers(
    tearline: Tearline, desk: Path
) -> None:
    tearline("draft", "morning")
    (desk / "harbour.txt").unlink()
    checked = tearline("check", "morning")
    assert checked.code == 1
    assert "harbour.txt is not among the articles of this desk" in checked.out
    refused = tearline("export", "morning")
    assert (refused.code, refused.out) == (1, "")


def test_an_altered_article_is_checked_as_it_is_now(tearline: Tearline, desk: Path) -> None:
    tearline("draft", "morning")
    (desk / "harbour.txt").write_text("A new first line.\n\n" + ARTICLE)
    moved = tearline("check", "morning")
    assert moved.code == 1
    assert "the words have moved from characters" in moved.out
    assert "expected start: " in moved.out
    (desk / "harbour.txt").write_text(ARTICLE.replace("stall", "stull"))
    harmless = tearline("check", "morning")
    assert harmless.code == 0, harmless.out
    assert "has changed since its words were anchored" in harmless.out


def test_a_sync_that_another_holds_up_has_not_been_done(
    tearline: Tearline, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tearline("sync")
    monkeypatch.setattr("tearline.index.sync._WAIT_SECONDS", 0.0)
    (lock,) = (desk / ".tearline").glob("*/lock")
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        busy = tearline("sync", "--json")
        assert (busy.code, busy.out) == (2, "")
        assert "sync again when it is done" in busy.err
        assert tearline("search", "page").code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_status_names_folders_that_cannot_be_opened(tearline: Tearline, desk: Path) -> None:
    (desk / "closed").mkdir(mode=0)
    status = tearline("status")
    assert (status.code, "closed/: this folder cannot be opened" in status.out) == (1, True)


def test_a_demo_that_cannot_be_laid_out_says_how_else(tearline: Tearline) -> None:
    refused = tearline("demo", "--desk", "harbour.txt/inside")
    assert refused.code == 2
    assert "tearline demo --desk FOLDER" in refused.err


def test_a_full_disk_is_told_with_advice(tearline: Tearline, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tearline.tui.cli.desk.print_json", full)
    run = tearline("sync", "--json")
    assert (run.code, "Make room" in run.err) == (2, True)


def test_ctrl_c_is_one_sentence_and_130(tearline: Tearline, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tearline.index.sync.read_files", stopped)
    run = tearline("sync")
    assert (run.code, run.out) == (130, "")
    assert "goes on from here" in run.err


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("tearline sea", ["plain,search"]),
        ("tearline exp", ["plain,export"]),
        ("tearline my-des", ["dir,my-des"]),
        ("tearline check mor", ["plain,morning"]),
        ("tearline export --desk . mor", ["plain,morning"]),
        ("tearline add har", ["file,har"]),
        ("tearline search --des", ["plain,--desk"]),
    ],
)
def test_the_shell_completes_commands_briefs_and_paths(
    tearline: Tearline, monkeypatch: pytest.MonkeyPatch, words: str, offered: list[str]
) -> None:
    tearline("draft", "morning")
    monkeypatch.setenv("_TEARLINE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    assert tearline().out.splitlines() == offered
