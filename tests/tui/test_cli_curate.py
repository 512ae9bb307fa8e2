"""Working on a brief from the command line: ids in, the brief changed and saved, and said so."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.model import Brief
from tearline.tui.cli import main as cli
from tearline.tui.curating import complete_actor, complete_article, complete_id

DOCS = Path(__file__).parents[2] / "docs"
HARBOUR = """Harbour talks stall

Velmara's port minister, Ilse Korvath, said on Tuesday that the talks had failed.

“We will not sign a blank page,” Korvath told the Tarn Gazette. “They know that.”

Officials in Ostrel denied it on 4 May 2031.
"""
OTHER = "Mr Korvath said that Velmara would wait.\n"
THIRD = "Ida Korvath, a pilot, called it “a leap”.\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="run")
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    desk = tmp_path / "desk"
    (desk / "briefs").mkdir(parents=True)
    (desk / "harbour.txt").write_text(HARBOUR)
    (desk / "other.txt").write_text(OTHER)
    (desk / "third.txt").write_text(THIRD)
    (desk / "briefs" / "morning.yaml").write_text("tearline: 1\ntitle: Morning # mine\n")
    monkeypatch.chdir(desk)

    def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def brief() -> Brief:
    return BriefFile.load(Path("briefs/morning.yaml")).brief


def listed(run: Run, *words: str) -> list[str]:
    code, out, _ = run("list", "morning", *words)
    assert code == 0
    return [line.split()[0] for line in out.splitlines()]


def test_what_is_listed_is_accepted_rejected_and_restored(run: Run) -> None:
    ids = listed(run)
    assert ids
    code, out, err = run("accept", "morning", *ids[:2], "q-nothing")
    assert (code, out.split()) == (1, ids[:2])
    assert "q-nothing is neither among the suggestions nor in the brief" in err
    assert "2 items accepted, 1 refused." in err
    assert set(listed(run, "--status", "accepted")) == set(ids[:2])
    _, suggested, _ = run("list", "morning", "--status", "suggested")
    code, out, _ = run("reject", "morning", "-", stdin=suggested)
    assert (code, set(out.split())) == (0, set(ids[2:]))
    assert listed(run, "--status", "suggested") == []
    assert run("restore", "morning", ids[2])[0] == 0
    assert listed(run, "--status", "suggested") == [ids[2]]
    assert Path("briefs/morning.yaml").read_text().startswith("tearline: 1\ntitle: Morning # mine\n")


def test_keys_are_set_and_cleared(run: Run) -> None:
    (found,) = [
        one for one in listed(run, "quotes") if "blank page" in json.dumps(run("list", "morning")[1])
    ][:1]
    assert run("set", "morning", found, "note", "Seen twice.")[0] == 0
    assert run("set", "morning", found, "note", "--clear")[0] == 0
    assert brief().quotes[0].note is None
    assert run("set", "morning", "brief", "tags", "ports", "ice")[0] == 0
    assert run("set", "morning", "brief", "title", "The harbour")[0] == 0
    assert (brief().tags, brief().title) == (("ports", "ice"), "The harbour")
    assert run("set", "morning", found, "said", "We shall sign")[0] == 2
    assert run("set", "morning", found, "said")[0] == 2
    code, _, err = run("set", "morning", found, "mood", "glum")
    assert (code, "it may have speaker" in err) == (2, True)


def test_words_are_added_and_attributed(run: Run) -> None:
    code, out, err = run("quote", "morning", "harbour.txt", "They know that", "--speaker", "Ilse Korvath")
    assert (code, err) == (0, "Quote added.\n")
    quote = out.strip()
    assert brief().quotes[0].speaker == "ilse-korvath"
    code, out, err = run("quote", "morning", "harbour", "They know that")
    assert (code, out.strip(), "in the brief already" in err) == (0, quote, True)
    assert run("attribute", "morning", quote, "described: a clerk", "--via", "Ilse Korvath")[0] == 0
    assert brief().quotes[0].via == ("ilse-korvath",)
    assert run("attribute", "morning", quote, "nobody", "--no-via")[0] == 0
    assert (brief().quotes[0].speaker, brief().quotes[0].via) == (None, ())
    code, out, _ = run("claim", "morning", "harbour.txt", "the talks had failed", "--as", "The talks failed.")
    assert (code, brief().claims[0].claim) == (0, "The talks failed.")
    assert run("claim", "morning", "--on", quote, "They will not sign.", "--kind", "forecast")[0] == 0
    assert run("event", "morning", "harbour.txt", "the talks had failed", "--when", "2031-05-03")[0] == 0
    assert [event.when for event in brief().timeline] == ["2031-05-03"]
    assert run("quote", "morning", "harbour.txt", "no such words")[0] == 2
    assert run("claim", "morning", "harbour.txt")[0] == 2
    assert run("check", "morning")[0] == 0


def test_actors_are_merged_after_a_dry_run(run: Run) -> None:
    run("accept", "morning", *listed(run, "quotes"))
    _, out, _ = run("actors", "morning", "--conflicts")
    assert "tearline merge morning" in out or "tearline forbid morning" in out
    _, out, _ = run("actors", "morning", "--json")
    bare = next((row["id"] for row in json.loads(out) if row["name"] == "Korvath"), None)
    assert bare is not None, out
    before = Path("briefs/morning.yaml").read_text()
    code, out, err = run("merge", "morning", bare, "Ilse Korvath", "--dry-run")
    assert (code, Path("briefs/morning.yaml").read_text()) == (0, before)
    assert "Nothing is changed yet. This would be: merged Korvath into Ilse Korvath" in err
    assert run("merge", "morning", bare, "Ilse Korvath")[1] == out
    assert brief().actors["ilse-korvath"].merged == (bare,)
    assert run("rename", "morning", "ilse-korvath", "Dame Ilse Korvath")[0] == 0
    assert run("forbid", "morning", "ilse-korvath", "Ida Korvath")[0] == 0
    code, _, err = run("merge", "morning", "Ida Korvath", "ilse-korvath")
    assert (code, "lift that first" in err) == (2, True)
    assert run("split", "morning", "ilse-korvath", bare, "--name", "Korvath the Elder")[0] == 0
    assert brief().actors["ilse-korvath"].merged == ()
    code, out, _ = run("undo", "morning")
    assert code == 0
    assert brief().actors["ilse-korvath"].merged == (bare,)


def test_grades_links_and_judgements_are_written(run: Run) -> None:
    claims = [
        run("claim", "morning", "harbour.txt", words)[1].strip()
        for words in ("the talks had failed", "Officials in Ostrel denied it")
    ]
    assert run("grade", "morning", claims[0], "3")[0] == 0
    assert run("grade", "morning", "harbour.txt", "b", "--by", "me", "--why", "own eyes")[0] == 0
    assert run("link", "morning", claims[1], "contradicts", claims[0], "--independent")[0] == 0
    now = brief()
    assert now.claims[0].credibility == 3
    assert [source.reliability for source in now.sources.values()] == ["B"]
    assert (now.relations[0].kind, now.relations[0].independent) == ("contradicts", True)
    assert run("cite", "morning", claims[0], *listed(run, "quotes")[:1])[0] == 0
    assert run("unlink", "morning", claims[0], claims[1])[0] == 0
    words = ["judge", "morning", "Talks will fail.", "--likelihood", "Very  Likely", "--because", claims[0]]
    assert run(*words)[0] == 0
    assert run("judge", "morning", "--at", "1", "--confidence", "low")[0] == 0
    [statement] = brief().bottom_line
    assert (statement.judgement, statement.likelihood, statement.confidence) == (
        "Talks will fail.",
        "very likely",
        "low",
    )
    assert run("judge", "morning", "x", "--likelihood", "maybe")[0] == 2
    assert run("judge", "morning", "--withdraw", "1")[0] == 0
    assert run("gap", "morning", "Who paid?", "--why", "The ledger is blank.")[0] == 0
    assert run("gap", "morning", "--close", "2")[0] == 2
    assert run("gap", "morning", "--close", "1")[0] == 0
    assert (brief().bottom_line, brief().gaps, brief().relations) == ((), (), ())


def test_a_brief_that_is_none_is_told_with_its_line(run: Run) -> None:
    Path("briefs/morning.yaml").write_text("tearline: 1\n")
    code, _, err = run("gap", "morning", "Who?")
    assert (code, "morning.yaml:1:" in err) == (1, True)
    assert run("accept", "evening", "q-1")[0] == 2


def test_nothing_that_a_brief_or_an_article_holds_moves_the_terminal(run: Run) -> None:
    text = Path("briefs/morning.yaml")
    text.write_text(
        "tearline: 1\ntitle: Morning\nactors:\n"
        '  "\\e[2Jx": {name: "\\e]0;own\\a", type: person, aliases: ["\\u202eevil"]}\n'
        "quotes:\n"
        '  - {id: "\\e[31mq", form: direct, said: "\\e[5mwords", at: {source: s, start: 0, end: 5}}\n'
        'rejected: ["\\e[1mr"]\n'
    )
    said = ""
    for words in (
        ["list", "morning"],
        ["actors", "morning"],
        ["accept", "morning", "\x1b[31mq", "\x1b[2Kno"],
        ["rename", "morning", "\x1b[2Jx", "New \x1b[7m", "--dry-run"],
        ["merge", "morning", "\x1b[2Jx", "\x1b[9m"],
        ["restore", "morning", "\x1b[1mr"],
        ["quote", "morning", "harbour.txt", "\x1b[4m"],
    ):
        _, out, err = run(*words)
        said += out + err
    assert not [char for char in said if not char.isprintable() and char != "\n"]
    ctx: Any = type("Context", (), {"params": {"brief": "morning", "desk_path": Path()}})()
    param: Any = None
    assert all(one.value.isprintable() for one in complete_id(ctx, param, ""))


def test_ids_actors_and_articles_are_completed(run: Run) -> None:
    run("accept", "morning", *listed(run))
    ctx: Any = type("Context", (), {"params": {"brief": "morning", "desk_path": Path()}})()
    param: Any = None
    ids = [one.value for one in complete_id(ctx, param, "q-")]
    assert ids == [quote.id for quote in brief().quotes]
    assert "ilse-korvath" in [one.value for one in complete_actor(ctx, param, "il")]
    assert [one.value for one in complete_article(ctx, param, "h")] == ["harbour.txt"]
    ctx.params["brief"] = "evening"
    assert complete_id(ctx, param, "") == complete_actor(ctx, param, "") == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("list", ["morning"]),
        ("accept", ["morning", "q-nothing"]),
        ("quote", ["morning", "harbour.txt", "They know that"]),
        ("set", ["morning", "brief", "status", "review"]),
        ("judge", ["morning", "Ice is cold.", "--fact"]),
        ("actors", ["morning"]),
        ("merge", ["morning", "Ida Korvath", "Ilse Korvath"]),
    ],
)
def test_json_has_the_keys_of_the_guide(run: Run, command: str, words: list[str]) -> None:
    page = (DOCS / "command-line.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| [^|\n]*`{command} --json`[^|]* \| (.*) \|$", page, re.M)
    printed = json.loads(run(command, *words, "--json")[1])
    top = printed[0] if isinstance(printed, list) else printed
    assert list(top) == re.findall(r"`([^`]+)`", row)


def test_every_example_of_the_guide_is_understood() -> None:
    page = (DOCS / "curating.md").read_text(encoding="utf-8")
    lines = re.findall(
        r"^(?:.*\| )?tearline ([a-z]+ .*)$", "\n".join(re.findall(r"```\n(.*?)```", page, re.S)), re.M
    )
    assert len(lines) > 25
    for line in lines:
        words = shlex.split(re.split(r"\s{3,}", line)[0].split(" | ")[0])
        context = cli.tearline.commands[words[0]].make_context(words[0], words[1:])
        assert context.params["brief"] == "morning", line


def test_help_shows_an_example_of_every_command() -> None:
    for name in sorted(filter(None, cli.ON_A_BRIEF)):
        shown = CliRunner().invoke(cli.tearline, [name, "--help"]).output
        assert f"tearline {name} morning" in shown, name
