"""Searching on the command line: what words mean there, a full disk, and what a brief holds, by `in:` and
`status:`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tearline.index.desk import Desk, DeskFull
from tearline.tui.cli.main import main

Found = Callable[..., Any]


@pytest.fixture(name="found")
def search(ferry_desk: Path, capsys: pytest.CaptureFixture[str]) -> Found:
    """The claims and quotes that a query finds, by id, on a desk of two articles; what is said where none."""

    def run(command: str, *words: str) -> str:
        with suppress(SystemExit):
            main([command, *words, "--desk", str(ferry_desk)])
        output = capsys.readouterr()
        return output.out or output.err

    def found(query: str) -> Any:
        said = run("search", query, "--json")
        if not said.startswith("{"):
            return said
        answer = json.loads(said)
        return {row["id"]: row["status"] for row in (*answer["quotes"], *answer["claims"])}

    found.run = run  # type: ignore[attr-defined]
    return found


def test_in_finds_what_the_brief_holds_as_it_stands_there(found: Found) -> None:
    everything = found("kind:quote OR kind:claim")
    assert set(everything.values()) == {"suggested"}
    assert (
        found("in:morning")
        == "tearline: in: names no brief of this desk; `tearline draft NAME` writes one.\n"
    )
    found.run("draft", "morning")
    held = found("in:morning")
    assert set(held.values()) == {"draft"}
    assert held.keys() <= everything.keys()
    assert found("in:morning status:accepted") == {}
    one = min(held)
    found.run("accept", "morning", one)
    assert found("in:morning status:accepted") == {one: "accepted"}
    # The only brief there is need not be named.
    assert found("status:accepted") == {one: "accepted"}


def test_what_a_brief_rejected_it_does_not_hold(found: Found) -> None:
    found.run("draft", "morning")
    one = min(found("in:morning"))
    found.run("reject", "morning", one)
    assert one not in found("in:morning")


def test_a_brief_is_called_by_its_name_or_its_title(found: Found, ferry_desk: Path) -> None:
    found.run("draft", "morning")
    path = ferry_desk / "briefs" / "morning.yaml"
    path.write_text(path.read_text().replace("title: ", "title: Bridges and wages, ", 1))
    assert found('in:"bridges and wages"') == found("in:morning") != {}
    assert found("NOT in:morning (kind:quote OR kind:claim)").keys().isdisjoint(found("in:morning"))


def test_a_status_is_asked_of_one_brief(found: Found) -> None:
    found.run("draft", "morning")
    found.run("draft", "evening")
    assert "say in which with in:NAME; the desk has evening, morning." in found("status:draft")
    assert "in: names no brief of this desk; it has evening, morning." in found("in:noon")
    assert set(found("in:evening status:draft").values()) == {"draft"}


def test_on_a_full_disk_what_was_read_before_is_searched(
    found: Found, ferry_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found.run("sync")

    def full(*_: object, **__: object) -> None:
        raise DeskFull("no room")

    monkeypatch.setattr(Desk, "sync", full)
    assert "strike.md" in found.run("search", "wages")
    assert found.run("sync") == "tearline: no room\n"


def test_a_word_left_out_is_no_option(found: Found, ferry_desk: Path) -> None:
    found.run("sync")
    with Desk(ferry_desk) as desk:
        expected = {each.card.path for each in desk.search("-strike").hits}
    assert expected
    assert {
        each["card"]["path"] for each in json.loads(found.run("search", "-strike", "--json"))["hits"]
    } == expected
    assert json.loads(found.run("search", "ferry", "-ferry", "--json"))["total"] == 0
    found.run("search", "--save", "calm", "-strike")
    assert "calm: '-strike'" in (ferry_desk / "searches.yaml").read_text()
    assert "--facets" in found.run("search", "-h")
