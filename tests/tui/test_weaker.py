"""Weaker suggestions: marked, last, and turned off and on with a key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.briefs import trust
from tearline.briefs.board.rows import Board, ClaimRow, QuoteRow
from tearline.tui.app import TearlineApp
from tearline.tui.narrowing import what_shows
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.view import Step, View
from tearline.tui.widgets.rows import status_glyph
from tests.tui.conftest import until

SURE = QuoteRow("q-1", "x", "we sail", "direct", (), "dolan", "Mira Dolan", precision=0.9)
WEAK = QuoteRow("q-2", "x", "to sail", "indirect", (), "varga", "Osk Varga", precision=0.6)
TAKEN = QuoteRow("q-3", "x", "in May", "scare", (), precision=0.1, status="accepted")
DULL = ClaimRow("c-1", "x", "the fog lifted", "fact", (), score=0.1)
BOARD = Board(quotes=(SURE, WEAK, TAKEN), claims=(DULL,))


def test_weak_suggestions_show_unless_they_are_turned_off_and_what_was_taken_in_always_does() -> None:
    assert what_shows(BOARD, (), View(), None).quotes == (SURE, WEAK, TAKEN)
    off = what_shows(BOARD, (), View(show_weak=False), None)
    assert (off.quotes, off.claims) == ((SURE, TAKEN), ())
    assert off.weak == {"quotes": 1, "claims": 1}
    assert (off.totals["quotes"], off.totals["claims"]) == (2, 0)


def test_only_what_would_show_is_counted_as_turned_off() -> None:
    view = View((Step("actor", "dolan", "Mira Dolan"),), show_weak=False)
    assert what_shows(BOARD, (), view, None).weak == {"quotes": 0, "claims": 0}


def test_a_weak_suggestion_has_a_sign_of_its_own() -> None:
    assert [status_glyph(row) for row in (SURE, WEAK, TAKEN, DULL)] == ["○", "?", "●", "?"]


async def test_one_key_turns_them_off_and_on_and_the_next_session_remembers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(trust, "SURE", 1.01)  # no rule is as sure as that
    root = tmp_path / "desk"
    root.mkdir()
    (root / "ferry.txt").write_text("Ferry talks\n\n“The ferry will sail in May,” said Mira Dolan.\n")

    def desk(app: TearlineApp) -> DeskScreen:
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        return screen

    app = TearlineApp(root)
    async with app.run_test(size=(160, 45)) as pilot:
        quotes = desk(app).panes.rows("quotes")
        await until(pilot, lambda: not desk(app).reading and quotes.rows)
        await pilot.press("w")
        await until(pilot, lambda: not quotes.rows)
        assert "1 weaker off (w)" in str(quotes.border_subtitle)
        await pilot.press("w")
        await until(pilot, lambda: quotes.rows)
        await pilot.press("w", "q")
    again = TearlineApp(root)
    async with again.run_test(size=(160, 45)) as pilot:
        await until(pilot, lambda: not desk(again).reading and desk(again).shown.weak)
        assert not desk(again).panes.rows("quotes").rows
