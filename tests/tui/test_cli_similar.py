"""Copies and counts on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tearline.tui.cli.main import main

STORY = "".join(
    f"Ward {n} of Korvath voted {n * 7} to {n * 3}, clerk number {n} of the harbour board said on Monday.\n"
    for n in range(12)
)


class Result(NamedTuple):
    stdout: str
    stderr: str


@pytest.fixture
def run(ferry_desk: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    (ferry_desk / "wire.md").write_text(f"---\noutlet: Kest Wire\ndate: 2031-04-07\n---\n{STORY}")
    (ferry_desk / "post.md").write_text(f"---\noutlet: The Post\ndate: 2031-04-08\n---\n{STORY}It rained.\n")

    def called(*words: str) -> Result:
        with suppress(SystemExit):
            main([*words, "--desk", str(ferry_desk)])
        return Result(*capsys.readouterr())

    return called


def test_similar_lists_copies_with_what_they_add(run: Callable[..., Result]) -> None:
    shown = run("similar", "post.md")
    assert shown.stdout.splitlines() == [
        "wire.md · Kest Wire · 2031-04-07",
        "post.md · The Post · 2031-04-08",
        "    adds: It rained.",
    ]
    assert "2 articles of one origin in 2 outlets" in shown.stderr
    found = json.loads(run("similar", "--json", "wire.md").stdout)
    assert (found["first"]["path"], found["outlets"]) == ("wire.md", ["Kest Wire", "The Post"])
    alone = run("similar", "strike.md")
    assert (alone.stdout, alone.stderr) == ("", "strike.md has no copies on this desk.\n")
    assert "No article here is called" in run("similar", "nothing of the kind").stderr
    assert "may be" in run("similar", ".md").stderr


def test_search_shows_a_story_once_and_tells_who_else_carries_it(run: Callable[..., Result]) -> None:
    run("similar", "wire.md")
    shown = run("search", "korvath clerk")
    assert next(line for line in shown.stdout.splitlines() if line.startswith("    +")) in (
        "    +1 copy: The Post",
        "    +1 copy: Kest Wire",
    )
    assert sum(".md" in line for line in shown.stdout.splitlines()) == 1
    assert "2 articles found" in shown.stderr


def test_what_is_found_is_counted(run: Callable[..., Result]) -> None:
    assert "outlet\n        1  Kest Wire\n" in run("search", "--facets", "korvath").stdout
    counted = json.loads(run("search", "--facets", "--json", "clerk korvath").stdout)
    assert counted["outlet"] == {"Kest Wire": 1, "The Post": 1}
    assert counted["month"] == {"2031-04": 2}
    assert set(counted) == {"outlet", "author", "month", "actor", "speaker", "kind"}
    assert counted["kind"]
    quotes = json.loads(run("search", "--facets", "--json", "kind:quote").stdout)["kind"]
    assert not {"fact", "event", "pledge"} & set(quotes)


def test_findings_come_with_how_many_there_are(run: Callable[..., Result]) -> None:
    found = json.loads(run("search", "--json", "--limit", "1", "kind:quote").stdout)
    assert found["total"]["claims"] == 0
    assert found["total"]["quotes"] >= len(found["quotes"]) == 1
