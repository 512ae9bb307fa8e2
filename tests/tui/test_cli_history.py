"""`tearline undo` and `tearline redo`: what they take back, what they say, how they exit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

STORY = """The harbour closes

Ostrel's harbour minister, Ada Veld, said on Monday that the gates would stay shut.

“We will not open them before spring,” Veld told the Orlo Gazette. “Nobody asked us.”
"""


Tearline = Callable[..., Any]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "harbour.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path / "desk")


def test_what_a_command_did_is_taken_back_and_made_again(tearline: Tearline) -> None:
    assert tearline("draft", "morning").code == 0
    path = Path("briefs/morning.yaml")
    drafted = path.read_text()
    path.write_text(drafted.replace("title: Morning", "title: Mine"))
    back = tearline("undo", "morning")
    assert (back.code, back.out, back.err) == (0, "", "Undid: a change made outside Tearline.\n")
    assert path.read_text() == drafted
    back = tearline("undo", "briefs/morning.yaml", "--json")
    assert json.loads(back.out)["undone"].startswith("drafted: ")
    assert "quotes" not in path.read_text()
    nothing = tearline("undo", "morning")
    assert (nothing.code, nothing.err) == (1, "Nothing to undo.\n")
    again = tearline("redo", "morning")
    assert (again.code, again.err.startswith("Did again: drafted: ")) == (0, True)
    assert path.read_text() == drafted
    tearline("redo", "morning")
    assert "title: Mine" in path.read_text()
    assert tearline("redo", "morning").code == 1
    assert json.loads(tearline("redo", "morning", "--json").out) == {"redone": None}


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_a_brief_that_is_not_there_or_is_broken_is_named(tearline: Tearline, command: str) -> None:
    missing = tearline(command, "evening")
    assert (missing.code, "there is no such brief" in missing.err) == (2, True)
    Path("briefs").mkdir()
    Path("briefs/evening.yaml").write_text("title: [x\n")
    broken = tearline(command, "evening")
    assert (broken.code, "briefs/evening.yaml:1:" in broken.err) == (1, True)


def test_the_driver_for_git_merges_or_names_what_it_cannot(tearline: Tearline) -> None:
    base = "tearline: 1\ntitle: One\ngaps:\n  - Who?\n"
    Path("base").write_text(base)
    Path("mine").write_text(base + "  - Why?\n")
    Path("theirs").write_text(base.replace("One", "Two") + "  - When?\n")
    merged = tearline("merge-driver", "base", "mine", "theirs", "briefs/a.yaml")
    assert (merged.code, merged.out, merged.err) == (0, "", "")
    assert Path("mine").read_text() == base.replace("One", "Two") + "  - When?\n  - Why?\n"
    Path("mine").write_text(base.replace("One", "Three"))
    refused = tearline("merge-driver", "base", "mine", "theirs", "briefs/a.yaml")
    assert refused.code == 1
    assert refused.err == "briefs/a.yaml: title: here “Three”, there “Two”, before “One”\n"
    assert "<<<<<<< ours" in Path("mine").read_text()


def test_the_driver_is_set_up_in_a_repository_only(tearline: Tearline) -> None:
    assert tearline("merge-driver", "--set-up").code == 2
    assert tearline("merge-driver", "base", "mine").code == 2
    assert tearline("merge-driver", "a", "b", "c").code == 2
