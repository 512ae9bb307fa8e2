"""Panes made larger and smaller, sorted and filtered, and all of it there again the next time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import OptionList

from tearline.briefs.board.arrangement import Arrangement
from tearline.tui import jobs
from tearline.tui.screens.arrange import ArrangeScreen
from tearline.tui.widgets.panes import LISTS, PANES
from tearline.tui.widgets.room import grown, moved, shares
from tearline.tui.widgets.search_bar import Chip
from tests.tui.conftest import DeskDriver, Opening

SIZES = [(160, 45), (110, 34), (80, 24)]


def room(it: DeskDriver, pane: str) -> int:
    return it.screen.query_one(f"#{pane}").region.area


def at_top(it: DeskDriver, pane: str) -> str:
    title = it.screen.panes.rows(pane)._border_title
    assert title is not None
    return title.plain


# Shares


@given(
    st.integers(0, 400),
    st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.2, 6)), min_size=1, max_size=4),
    st.integers(0, 30),
)
@settings(max_examples=100)
def test_shares_are_whole_and_add_up(length: int, parts: list[tuple[float, float]], least: int) -> None:
    divided = shares(length, [share for share, _ in parts], [factor for _, factor in parts], least)
    assert sum(divided) == length
    assert min(divided) >= min(least, length // len(parts)) - 1


@given(st.lists(st.integers(1, 100), min_size=2, max_size=4), st.data(), st.integers(-50, 500))
@settings(max_examples=100)
def test_a_border_moves_between_its_neighbours_alone(
    lengths: list[int], data: st.DataObject, to: int
) -> None:
    border = data.draw(st.integers(0, len(lengths) - 2))
    now = moved(lengths, border, to, 5)
    assert sum(now) == sum(lengths)
    assert now[:border] == lengths[:border]
    assert now[border + 2 :] == lengths[border + 2 :]
    assert min(now) >= min(5, min(lengths) // 2, (lengths[border] + lengths[border + 1]) // 2)


def test_growing_and_shrinking_as_often_is_as_before() -> None:
    once = grown({}, ["a"], 1.25)
    assert grown(once, ["a"], 1 / 1.25) == {}
    for _ in range(50):
        once = grown(once, ["a"], 1.25)
    assert once["a"] <= 6


# Resizing


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", PANES)
async def test_plus_and_minus_resize_the_pane_at_hand_and_equals_undoes_it(
    ferry_desk: Path, open_desk: Opening, size: tuple[int, int], pane: str
) -> None:
    async with open_desk(ferry_desk, size) as it:
        it.screen.panes.focus_pane(pane)
        await it.settled()
        usual = room(it, pane)
        await it.press("plus", "plus")
        grown_to = room(it, pane)
        assert grown_to > usual
        await it.press("minus", "minus", "minus")
        assert room(it, pane) < usual
        await it.press("equals_sign")
        assert room(it, pane) == usual
        assert it.screen.panes.focused_pane == pane


@pytest.mark.parametrize("size", SIZES)
async def test_no_pane_vanishes_however_often_it_is_made_smaller(
    ferry_desk: Path, open_desk: Opening, size: tuple[int, int]
) -> None:
    async with open_desk(ferry_desk, size) as it:
        await it.press("2", *["plus"] * 30)
        shown = [pane for pane in PANES if it.screen.query_one(f"#{pane}").display]
        assert all(it.screen.query_one(f"#{pane}").size.height >= 1 for pane in shown)
        assert all(it.screen.query_one(f"#{pane}").size.width >= 10 for pane in shown)
        await it.pilot.resize_terminal(61, 15)
        await it.pilot.pause()
        assert it.screen.panes.reader.size.height >= 1


async def test_while_a_pane_has_the_window_it_says_how_to_get_the_others_back(
    ferry_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("3", "3", "plus")
        assert "whole window" in it.said[-1]


async def test_a_letter_typed_into_the_search_box_resizes_nothing(
    ferry_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash", "plus", "equals_sign", "minus", "F", "T")
        assert it.screen.search_bar.input.value == "+=-FT"
        assert it.screen.panes.borders.factors == {}


@pytest.mark.parametrize(
    ("size", "start", "end", "grows"),
    [
        ((160, 45), (44, 20), (60, 20), "actors"),
        ((160, 45), (43, 20), (60, 20), "actors"),
        ((110, 34), (49, 10), (70, 10), "actors"),
        ((80, 24), (40, 12), (40, 16), "actors"),
    ],
)
async def test_a_border_is_dragged_with_the_mouse(
    ferry_desk: Path,
    open_desk: Opening,
    size: tuple[int, int],
    start: tuple[int, int],
    end: tuple[int, int],
    grows: str,
) -> None:
    async with open_desk(ferry_desk, size) as it:
        usual = room(it, grows)
        await it.pilot.mouse_down(offset=start)
        await it.pilot.hover(offset=end)
        await it.pilot.mouse_up(offset=end)
        await it.pilot.pause()
        assert room(it, grows) > usual
        now = room(it, grows)
        await it.pilot.hover(offset=start)
        await it.pilot.pause()
        assert room(it, grows) == now, "let go, it stays"


# Sorting and filtering


def place_of(listed: OptionList, words: str) -> int:
    """Where the entry stands that begins with these words, behind its sign."""
    prompts = [str(listed.get_option_at_index(n).prompt).strip() for n in range(listed.option_count)]
    return next(n for n, prompt in enumerate(prompts) if prompt[2:].startswith(words))


async def choose(it: DeskDriver, pane: str, words: str, *, key: str = "enter") -> None:
    """Open a pane's menu and choose the entry that has these words."""
    it.screen.panes.focus_pane(pane)
    await it.press("F")
    menu = it.app.screen
    assert isinstance(menu, ArrangeScreen)
    listed = menu.query_one(OptionList)
    listed.highlighted = place_of(listed, words)
    await it.press(key)


async def test_a_pane_is_sorted_by_its_menu_which_its_title_tells(
    ferry_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(ferry_desk) as it:
        await choose(it, "articles", "oldest first")
        titles = [row.card.title for row in it.screen.panes.rows("articles").rows]
        assert titles == ["Ferry talks resume", "Crews plan a strike"]
        assert at_top(it, "articles") == "4 Articles ⟨oldest first ✕⟩"
        await choose(it, "articles", "newest first (usual)")
        assert at_top(it, "articles") == "4 Articles"


async def test_a_pane_shows_only_what_is_suggested_or_in_the_brief(
    ferry_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "a")
        await choose(it, "quotes", "in the brief")
        assert [row.status for row in it.screen.panes.rows("quotes").rows] == ["accepted"]
        await it.press("F", "backspace")
        assert len(it.screen.panes.rows("quotes").rows) > 1


async def test_rejected_rows_show_where_they_are_asked_for(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "x")
        await choose(it, "quotes", "rejected")
        assert [row.status for row in it.screen.panes.rows("quotes").rows] == ["rejected"]


async def test_several_filters_are_chosen_with_the_space_bar(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await choose(it, "quotes", "direct", key="space")
        assert isinstance(it.app.screen, ArrangeScreen)
        listed = it.app.screen.query_one(OptionList)
        listed.highlighted = place_of(listed, "Veldan Wire")
        await it.press("space", "escape")
        assert it.screen.view.arrangement("quotes") == Arrangement(kind="direct", outlet="Veldan Wire")
        assert "⟨direct ✕⟩ ⟨Veldan Wire ✕⟩" in at_top(it, "quotes")
        assert {row.form for row in it.screen.panes.rows("quotes").rows} == {"direct"}


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_chip_in_the_border_takes_it_back(
    ferry_desk: Path, open_desk: Opening, size: tuple[int, int]
) -> None:
    async with open_desk(ferry_desk, size) as it:
        await choose(it, "quotes", "direct")
        await it.pilot.pause()
        line = it.screen.panes.rows("quotes").region
        drawn = "".join(
            segment.text for segment in it.app.screen._compositor.render_strips()[line.y] if segment.text
        )
        x = drawn.index("⟨direct", line.x) + 2
        await it.pilot.click(offset=(x, line.y))
        await it.settled()
        assert it.screen.view.arrangements == {}


async def test_esc_takes_filters_back_in_turn_with_other_steps(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await choose(it, "quotes", "direct")
        it.screen.panes.focus_pane("actors")
        await it.press("enter")
        await choose(it, "articles", "Veldan Wire")
        chips = [chip.render().plain for chip in it.screen.search_bar.query(Chip)]
        assert [chip.partition(":")[0] for chip in chips] == ["⟨quotes", "⟨actor", "⟨articles"]
        for left in (2, 1, 0):
            await it.press("escape")
            assert len(it.screen.view.steps) == left
        assert it.screen.view.arrangements == {}


async def test_the_menu_shows_hostile_names_as_text(ferry_desk: Path, open_desk: Opening) -> None:
    evil = "Evil [@click=app.bell]wire[/] [/] \\x1b]2;x\\x07"
    (ferry_desk / "evil.md").write_text(f'---\noutlet: "{evil}"\n---\nOsk Varga said the ferry would sail.\n')
    async with open_desk(ferry_desk) as it:
        await choose(it, "articles", "Evil")
        assert "⟨Evil [@click=app.bell]wire[/]" in at_top(it, "articles")
        assert "\x1b" not in at_top(it, "articles")
        assert len(it.screen.panes.rows("articles").rows) == 1


async def test_a_filter_that_leaves_nothing_says_what_to_press(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        it.screen._set_view(it.screen.view.arranged("quotes", Arrangement(outlet="Nobody's")))
        await it.settled()
        lines = [it.screen.panes.rows("quotes").render_line(y).text for y in range(6)]
        assert any("F changes the filter" in line for line in lines)


# The session


async def test_all_of_it_is_there_again_the_next_time(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("j", "enter")
        actor = it.screen.view.value("actor")
        await choose(it, "quotes", "by speaker")
        await it.press("4", "j", "plus", "2", "2", "R")
        at_hand = {pane: it.screen.panes.rows(pane).current_id for pane in LISTS}
        factors = it.screen.panes.borders.factors
        await it.press("q")
    async with open_desk(ferry_desk) as it:
        assert it.screen.view.value("actor") == actor
        assert it.screen.view.show_rejected
        assert it.screen.view.arrangement("quotes").order == "speaker"
        assert it.screen.panes.zoomed == "quotes"
        assert it.screen.panes.borders.factors == factors != {}
        assert {pane: it.screen.panes.rows(pane).current_id for pane in LISTS} == at_hand


async def test_rows_at_hand_stay_so_where_the_lists_are_slower_than_the_reading(
    ferry_desk: Path, open_desk: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("j", "4", "j")
        at_hand = {pane: it.screen.panes.rows(pane).current_id for pane in LISTS}
        await it.press("q")
    narrow = jobs.narrow_desk

    def narrow_late(*given: Any) -> None:
        screen = given[-2].__self__  # whose messages the job posts
        while screen.reading:
            time.sleep(0.005)
        narrow(*given)

    monkeypatch.setattr(jobs, "narrow_desk", narrow_late)
    async with open_desk(ferry_desk) as it:
        assert {pane: it.screen.panes.rows(pane).current_id for pane in LISTS} == at_hand


async def test_a_search_is_there_again(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash", *"harbour", "enter")
        await it.press("q")
    async with open_desk(ferry_desk) as it:
        assert it.screen.search_bar.input.value == "harbour"
        assert len(it.screen.shown.articles) == 1


async def test_two_windows_on_one_desk_keep_the_last_one_s_place(
    ferry_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(ferry_desk) as one, open_desk(ferry_desk) as other:
        await one.press("2")
        await other.press("3")
        await one.press("q")
        await other.press("q")
    async with open_desk(ferry_desk) as it:
        assert it.screen.panes.focused_pane == "claims"
