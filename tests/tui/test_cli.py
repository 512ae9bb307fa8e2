"""The command line, run as its users run it: words in, stdout, stderr and an exit code out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ARTICLE = """Harbour talks stall

Velmara's port minister, Ilse Korvath, said on Tuesday that the talks had failed.

“We will not sign a blank page,” Korvath told the Tarn Gazette. “They know that.”

Officials in Ostrel denied it.
"""


MAIN = "from tearline.tui.cli.main import main; main()"


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


Tearline = Callable[..., Run]


@pytest.fixture
def tearline(tmp_path: Path) -> Tearline:
    """Runs the command in a process of its own, with a home folder of its own."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_DATA_HOME": str(home / "data"),
    }

    def run(*words: str, cwd: Path | None = None, stdin: str = "") -> Run:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            cwd=cwd or tmp_path,
            env=environment,
            input=stdin.encode("utf-8", "surrogatepass"),
            capture_output=True,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "desk"
    root.mkdir()
    (root / "harbour.txt").write_text(ARTICLE)
    return root


def test_help_names_every_command_and_the_exit_codes(tearline: Tearline) -> None:
    shown = tearline("--help")
    assert shown.code == 0
    for command in [
        "open",
        "add",
        "sync",
        "search",
        "extract",
        "draft",
        "check",
        "export",
        "status",
        "demo",
        "completion",
    ]:
        assert command in shown.out
    assert "Exit codes: 0 done, 1 something to mend was found, 2 wrong use" in shown.out


def test_a_word_that_is_neither_command_nor_folder_is_answered_with_the_nearest_command(
    tearline: Tearline,
) -> None:
    shown = tearline("serch")
    assert shown.code == 2
    assert "neither a command nor a folder" in shown.err
    assert "`search`" in shown.err


@pytest.mark.parametrize("words", [(), (".",), ("open", ".")])
def test_the_app_without_a_terminal_says_what_does_its_work(
    tearline: Tearline, words: tuple[str, ...]
) -> None:
    shown = tearline(*words)
    assert shown.code == 2
    assert "needs a terminal" in shown.err
    assert shown.out == ""


def test_from_a_folder_to_an_exported_brief(tearline: Tearline, desk: Path) -> None:
    drafted = tearline("draft", "morning", cwd=desk)
    assert drafted.code == 0, drafted.err
    assert (desk / "briefs" / "morning.yaml").is_file()
    checked = tearline("check", "morning", cwd=desk)
    assert checked.code == 0, checked.out
    exported = tearline("export", "morning", cwd=desk)
    assert exported.code == 0
    assert "**Ilse Korvath**" in exported.out
    assert "We will not sign a blank page" in exported.out
    assert "harbour.txt, characters" in exported.out
    written = tearline("export", "morning", "-o", "morning.md", cwd=desk)
    assert written.code == 0
    assert (desk / "morning.md").read_text() == exported.out


def test_an_export_inside_the_desk_is_no_article(tearline: Tearline, desk: Path) -> None:
    tearline("draft", "morning", cwd=desk)
    tearline("export", "morning", "-o", "morning.md", cwd=desk)
    found = json.loads(tearline("search", "--json", "korvath", cwd=desk).out)
    assert [hit["card"]["path"] for hit in found["hits"]] == ["harbour.txt"]


def test_altered_words_are_found_at_their_line_and_never_exported(tearline: Tearline, desk: Path) -> None:
    tearline("draft", "morning", cwd=desk)
    brief = desk / "briefs" / "morning.yaml"
    text = brief.read_text()
    brief.write_text(text.replace("a blank page", "a blank cheque"))
    lines = brief.read_text().splitlines()
    altered = next(n for n, line in enumerate(lines, 1) if "said:" in line and "blank cheque" in line)
    checked = tearline("check", "morning", cwd=desk)
    assert checked.code == 1
    assert f"briefs/morning.yaml:{altered}: quotes.q-" in checked.out
    exported = tearline("export", "morning", cwd=desk)
    assert exported.code == 1
    assert exported.out == ""
    assert "q-" in exported.err


def test_an_export_replaces_an_earlier_one_and_nothing_else(tearline: Tearline, desk: Path) -> None:
    tearline("draft", "morning", cwd=desk)
    for _ in range(2):
        assert tearline("export", "morning", "-o", "morning.md", cwd=desk).code == 0
    refused = tearline("export", "morning", "-o", "harbour.txt", cwd=desk)
    assert refused.code == 2
    assert "harbour.txt is there already" in refused.err
    assert (desk / "harbour.txt").read_text() == ARTICLE


def test_search_prints_where_the_words_stand(tearline: Tearline, desk: Path) -> None:
    shown = tearline("search", "blank", "page", cwd=desk)
    assert shown.code == 0
    assert shown.out.startswith("harbour.txt")
    assert "sign a blank page" in shown.out
    assert "1 article found" in shown.err


def test_a_query_for_findings_prints_quotes_and_claims(tearline: Tearline, desk: Path) -> None:
    shown = tearline("search", "speaker:korvath", "page", cwd=desk)
    assert shown.code == 0, shown.err
    assert shown.out.startswith("Ilse Korvath: We will not sign a blank page")
    found = json.loads(tearline("search", "--json", "speaker:korvath", "page", cwd=desk).out)
    assert [quote["speaker"] for quote in found["quotes"]] == ["ilse-korvath"]
    assert tearline("search", "speaker:nobody", cwd=desk).out == ""


def test_a_query_that_cannot_be_read_is_one_sentence(tearline: Tearline, desk: Path) -> None:
    shown = tearline("search", "date:yesterdayish", cwd=desk)
    assert shown.code == 2
    assert shown.err.startswith("query, character 6: A date is written")
    assert "Traceback" not in shown.err


def test_a_misspelled_query_is_answered_with_what_was_meant(tearline: Tearline, desk: Path) -> None:
    shown = tearline("search", "blank", "korvaht", cwd=desk)
    assert (shown.code, shown.out) == (0, "")
    assert "Did you mean: blank korvath" in shown.err
    assert json.loads(tearline("search", "--json", "korvaht", cwd=desk).out)["suggestion"] == "korvath"


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(tearline: Tearline, desk: Path) -> None:
    (desk / "broken.txt").write_bytes(b"\x00\x01\x02" * 400)
    synced = tearline("sync", "--json", cwd=desk)
    assert synced.code == 1
    report = json.loads(synced.out)
    assert report["added"] == 1
    assert [unreadable["path"] for unreadable in report["unreadable"]] == ["broken.txt"]
    status = tearline("status", cwd=desk)
    assert status.code == 1
    assert "broken.txt" in status.out


def test_a_search_says_in_one_line_that_files_cannot_be_read(tearline: Tearline, desk: Path) -> None:
    for number in range(25):
        (desk / f"broken-{number:02}.txt").write_bytes(b"\x00\x01\x02" * 400)
    for _ in range(2):
        found = tearline("search", "harbour", cwd=desk)
        assert found.err.splitlines() == [
            "25 could not be read: `tearline status` says what, and what to do.",
            "1 article found.",
        ]
    lines = tearline("status", cwd=desk).out.splitlines()
    heading = next(line for line in lines if line.startswith("25 for the same reason: it is not a text file"))
    assert lines[lines.index(heading) + 1] == "  broken-00.txt"
    assert lines[-1] == "  … and 5 more, which --json lists"


def test_of_what_is_added_all_that_cannot_be_read_is_named(
    tearline: Tearline, desk: Path, tmp_path: Path
) -> None:
    (desk / "broken.txt").write_bytes(b"\x00\x01\x02" * 400)
    with zipfile.ZipFile(tmp_path / "new.zip", "w") as archive:
        archive.writestr("sound.txt", "The harbour is open again.")
        archive.writestr("spoilt.txt", b"\x00\x01\x02" * 500)
    added = tearline("add", str(tmp_path / "new.zip"), cwd=desk)
    assert "articles/new.zip!/spoilt.txt: it is not a text file" in added.err
    assert "broken.txt" not in added.err


def test_extract_prints_one_json_object_a_line(tearline: Tearline, desk: Path) -> None:
    shown = tearline("extract", "--json", str(desk / "harbour.txt"))
    assert shown.code == 0, shown.err
    record = json.loads(shown.out)
    assert record["chars"] == len(ARTICLE)
    assert "Ilse Korvath" in [actor["name"] for actor in record["actors"]]
    direct = next(quote for quote in record["quotes"] if quote["form"] == "direct")
    (start, end), *_ = direct["content"]
    assert ARTICLE[start:end].startswith("We will not sign")
    assert direct["speaker"]["actor"] == "ilse-korvath"


def test_extract_reads_json_lines_and_names_the_line_that_is_none(tearline: Tearline) -> None:
    lines = (
        json.dumps({"id": 7, "text": ARTICLE}) + "\n{]\n" + json.dumps({"id": "b", "text": "\ud800 x"}) + "\n"
    )
    shown = tearline("extract", "--jsonl", "-", stdin=lines)
    assert shown.code == 2
    assert [json.loads(line)["id"] for line in shown.out.splitlines()] == ["7", "b"]
    assert "-:2:" in shown.err


def test_extract_and_draft_say_of_an_article_that_it_is_not_in_english(
    tearline: Tearline, tmp_path: Path
) -> None:
    (tmp_path / "hafen.txt").write_text(
        "„Wir werden keine leere Seite unterschreiben“, sagte Ministerin Ilse Korvath am Montag. Die Reeder "
        "hatten zuvor vor langen Schlangen gewarnt. Die Gewerkschaft der Lotsen will ihre Forderungen bis "
        "zum Ende der Woche vorlegen, hieß es gestern Abend aus ihrem Umfeld.",
        encoding="utf-8",
    )
    assert "Not in English" in tearline("extract", "hafen.txt", cwd=tmp_path).out
    assert "One article is not in English" in tearline("draft", "week", cwd=tmp_path).err


def test_extract_names_a_missing_file_and_goes_on(tearline: Tearline, desk: Path) -> None:
    shown = tearline("extract", "--json", "nowhere.txt", str(desk / "harbour.txt"))
    assert shown.code == 2
    assert "nowhere.txt" in shown.err
    assert len(shown.out.splitlines()) == 1


def test_add_copies_articles_into_the_desk(tearline: Tearline, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text(
        "Ostrel answers\n\nOstrel's envoy, Pell Amari, said the page was never blank.\n"
    )
    added = tearline("add", str(tmp_path / "more.txt"), "--desk", str(desk))
    assert added.code == 0, added.err
    assert (desk / "articles" / "more.txt").is_file()
    assert "1 file added" in added.err
    again = tearline("add", str(tmp_path / "more.txt"), "--desk", str(desk))
    assert "already" in again.err


def test_hostile_text_reaches_no_terminal_from_any_command(tearline: Tearline, desk: Path) -> None:
    payload = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m\u202eevil\u2066"
    (desk / "evil.txt").write_text(f"Evil {payload} title\n\nIlse Korvath said “we {payload} sign”.\n")
    for words in (
        ["search", "evil"],
        ["search", "--json", "evil"],
        ["extract", "evil.txt"],
        ["extract", "--json", "evil.txt"],
    ):
        shown = tearline(*words, cwd=desk)
        assert shown.code == 0, shown.err
        assert not set("\x1b\x07\x9b\u202e\u2066") & set(shown.out + shown.err), words


def test_the_demo_without_a_terminal_prints_its_brief(tearline: Tearline) -> None:
    shown = tearline("demo")
    assert shown.code == 0, shown.err
    assert shown.out.startswith("# ")
    assert "**Bottom line.**" in shown.out
    assert "tearline demo" in shown.err


def test_completion_prints_a_script(tearline: Tearline) -> None:
    assert "_TEARLINE_COMPLETE" in tearline("completion", "bash").out


def test_a_reader_of_the_pipe_that_goes_away_is_no_error(tearline: Tearline, tmp_path: Path) -> None:
    lines = json.dumps({"id": 1, "text": ARTICLE * 50}) + "\n"
    (tmp_path / "many.jsonl").write_text(lines * 20)
    shown = subprocess.run(
        f"{sys.executable} -c '{MAIN}' extract --jsonl many.jsonl | head -c 10",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert shown.stderr == ""
