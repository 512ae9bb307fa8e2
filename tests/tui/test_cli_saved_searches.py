"""Saved searches on the command line: kept, listed, run, narrowed, forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tearline.tui.cli.main import main


class Result(NamedTuple):
    stdout: str
    stderr: str


Run = Callable[..., Result]


@pytest.fixture
def run(ferry_desk: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `tearline search` on a desk of two articles."""

    def search(*words: str) -> Result:
        with suppress(SystemExit):
            main(["search", *words, "--desk", str(ferry_desk)])
        return Result(*capsys.readouterr())

    return search


def test_a_search_is_saved_and_run_by_its_name(run: Run, ferry_desk: Path) -> None:
    assert "Saved as crews" in run("--save", "crews", "outlet:veldan", "strike").stderr
    assert (ferry_desk / "searches.yaml").read_text().endswith("crews: 'outlet:veldan strike'\n")
    again = run("--saved", "crews")
    assert "strike.md" in again.stdout
    assert "ferry.md" not in again.stdout
    narrower = run("--saved", "crews", "zeppelin")
    assert "0 articles found" in narrower.stderr


def test_alternatives_of_a_saved_search_stay_together(run: Run) -> None:
    run("--save", "either", "bridge OR wages")
    found = run("--saved", "either", "contract")
    assert "ferry.md" in found.stdout
    assert "strike.md" not in found.stdout


def test_saved_searches_are_listed_and_forgotten(run: Run) -> None:
    assert "--save NAME keeps one" in run("--list").stderr
    run("--save", "crews", "strike")
    assert run("--list").stdout == "crews: strike\n"
    assert json.loads(run("--list", "--json").stdout) == {"crews": "strike"}
    assert "Forgot crews." in run("--forget", "crews").stderr
    assert run("--list").stdout == ""


def test_what_is_not_there_or_makes_no_sense_is_refused_in_words(run: Run) -> None:
    assert "there are none" in run("--saved", "crews").stderr
    assert "Give a query" in run().stderr
    run("--save", "a", "ferry")
    assert "leave --saved away" in run("--saved", "a", "--save", "b", "c").stderr
