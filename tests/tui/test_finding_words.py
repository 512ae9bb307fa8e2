"""Words are found in the article at hand while they are typed, and gone over one place after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def count(it: Any) -> str:
    return str(it.screen.query_one("#find-count").content)


def places(it: Any) -> list[str]:
    return [it.reader.text[start:end] for start, end in it.reader.matches]


@pytest.mark.parametrize("key", ["f", "ctrl+f"])
async def test_words_are_marked_and_counted_as_they_are_typed(
    ferry_desk: Path, open_desk: Any, key: str
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press(key)
        await it.type("dolan")
        assert places(it) == ["Dolan"] * 3
        assert count(it) == "1 of 3"


async def test_n_and_shift_n_go_round_the_places_and_esc_ends(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("f")
        await it.type("the")
        total = len(it.reader.matches)
        await it.press("enter", "n")
        assert it.screen.panes.focused_pane == "reader"
        assert count(it) == f"2 of {total}"
        await it.press("N", "N")
        assert count(it) == f"{total} of {total}"
        await it.press("escape")
        assert it.reader.matches == ()
        assert not it.screen.find_bar.is_open
        await it.press("n")
        assert it.reader.current_finding


async def test_arrows_in_the_box_go_from_place_to_place(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("f")
        await it.type("dolan")
        await it.press("down")
        assert count(it) == "2 of 3"
        await it.press("up", "up")
        assert count(it) == "3 of 3"
        await it.press("escape")
        assert it.screen.panes.focused_pane == "reader"


async def test_case_accents_marks_and_line_breaks_do_not_count(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("f")
        it.screen.find_bar.input.value = '"THE HARBOÜR is open." osk'
        await it.settled()
        assert places(it) == ["“The harbour is open.”\nOsk"]


async def test_what_is_not_there_is_said(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("f")
        await it.type("zeppelin")
        assert count(it) == "not in this article"
        await it.press("enter", "n")
        assert it.app.is_running


async def test_letters_and_numbers_are_typed_rather_than_done(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("f")
        await it.press("f", "1", "slash", "q", "n")
        assert it.screen.find_bar.words == "f1/qn"


async def test_another_article_is_looked_through_on_the_next_step(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await it.press("f")
        await it.type("dolan")
        await it.press("enter")
        await it.open_article("Crews plan a strike")
        await it.press("n")
        assert places(it) == ["Dolan"]
        assert count(it) == "1 of 1"


async def test_the_find_box_stands_under_a_reader_that_has_the_window(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await it.open_article("Ferry talks resume")
        await it.press("5", "f")
        assert it.screen.find_bar.region.area > 0
        await it.press("escape")
        assert it.screen.find_bar.region.area == 0
        assert it.screen.panes.zoomed == "reader"


async def test_a_small_screen_names_the_finding_at_hand(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await it.press("2", "g", "j", "k")
        assert "quote, " in it.reader.border_title
        assert it.reader.border_title.endswith(" of 5")
        await it.pilot.resize_terminal(160, 45)
        await it.settled()
        assert "quote, " not in it.reader.border_title
        assert "quote, " in it.reader.border_subtitle
