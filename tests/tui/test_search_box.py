"""The search box helps with typing: completions, searches made before, saved ones, what was meant, errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tearline.tui.search_history import FILE_NAME, MOST, load_history, remember
from tearline.tui.view import Step
from tearline.tui.widgets.panes import LISTS
from tearline.tui.widgets.search_bar import Chip


def offered(it: Any) -> list[str]:
    return [line.words for line in it.screen.search_bar.completions.lines]


def box(it: Any) -> str:
    return str(it.screen.search_bar.input.value)


# Completions


async def test_names_and_values_of_the_desk_complete_what_is_typed(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("outlet:")
        assert offered(it) == ["The Ansel Courier", "Veldan Wire"]
        await it.type("vel")
        assert offered(it) == ["Veldan Wire"]
        await it.press("tab")
        assert box(it) == 'outlet:"Veldan Wire" '
        await it.until(
            lambda: [one.card.title for one in it.screen.shown.articles] == ["Crews plan a strike"]
        )
        assert offered(it) == []


async def test_down_goes_into_the_completions_and_enter_takes_one(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("status:")
        await it.press("down", "down", "up", "down", "enter")
        assert box(it) == "status:draft "
        assert it.screen.focused is it.screen.search_bar.input


async def test_a_word_typed_out_and_enter_are_never_changed(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("stri")
        assert offered(it) == ["strike"]
        await it.press("enter")
        assert box(it) == "stri"
        assert it.screen.focused is not it.screen.search_bar.input
        assert offered(it) == []


async def test_without_completions_tab_goes_to_the_next_pane(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "slash", "tab")
        assert it.screen.panes.focused_pane == "claims"


async def test_a_click_takes_a_completion(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("speaker:os")
        assert offered(it) == ["Osk Varga"]
        await it.pilot.click("#completions", offset=(3, 0))
        await it.settled()
        assert box(it) == 'speaker:"Osk Varga" '


# What is wrong, and what was meant


async def test_what_is_wrong_is_said_under_its_place(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        it.screen.search_bar.input.value = "ferry date:soon"
        it.screen.search_bar.flush()
        await it.settled()
        error = it.screen.query_one("#search-error")
        assert error.has_class("-shown")
        row = error.render_line(0).text
        column = error.content_region.x + row.index("▲")
        assert column == it.screen.search_bar.input.region.x + len("ferry date:")


async def test_what_was_meant_is_taken_with_tab(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("contarct ")
        await it.until(lambda: offered(it) == ["contract"])
        await it.press("tab")
        assert box(it) == "contract"


async def test_what_was_meant_is_taken_in_the_panes_with_one_key(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        it.screen.search_bar.input.value = "contarct "
        await it.press("enter")
        await it.until(lambda: any("Did you mean contract?" in one for one in it.said))
        await it.press("tilde")
        assert box(it) == "contract"
        await it.until(lambda: it.screen.found and it.screen.found.text == "contract")
        await it.press("tilde")
        assert "no other spelling" in it.said[-1]


# Searches made before


async def test_searches_made_before_come_back_with_up_and_over_a_restart(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk) as it:
        for query in ("wages", "harbour", "wages"):
            await it.press("slash")
            it.screen.search_bar.input.value = query
            await it.press("enter", "escape", "escape")
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        it.screen.search_bar.input.value = "zz"
        await it.press("up")
        assert box(it) == "wages"
        await it.press("up", "up")
        assert box(it) == "harbour"
        await it.press("down", "down")
        assert box(it) == "zz"


def test_the_history_is_bounded_and_without_doubles(tmp_path: Path) -> None:
    for number in range(MOST + 20):
        remember(tmp_path, f"query {number}")
    remember(tmp_path, "query  50")
    history = load_history(tmp_path)
    assert len(history) == MOST
    assert history[0] == "query 50"
    assert history.count("query 50") == 1


@pytest.mark.parametrize(
    "stored", [b"", b"{}", b'[1, null, [], "ok"]', b"\xff", b"[" * 100_000, b'["\\ud800 x"]']
)
def test_a_damaged_history_is_no_reason_to_stop(tmp_path: Path, stored: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(stored)
    assert set(load_history(tmp_path)) <= {"ok", "\ud800 x"}


# Saved searches and narrowings


async def test_a_search_is_saved_narrowed_to_and_taken_back(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("strike ")
        await it.press("ctrl+s")
        await it.type("crews")
        await it.press("enter")
        assert (ferry_desk / "searches.yaml").read_text().endswith("crews: 'strike'\n")
        assert [chip.step.label for chip in it.screen.query(Chip)] == ["crews"]
        assert box(it) == ""
        await it.until(
            lambda: [one.card.title for one in it.screen.shown.articles] == ["Crews plan a strike"]
        )
        await it.press("slash")
        await it.type("wages ")
        assert len(it.screen.shown.articles) == 1
        await it.press("enter", "backspace", "backspace")
        assert not it.screen.query(Chip)
        await it.press("escape", "ctrl+s", "enter")
        assert it.screen.view.value("saved") == "strike"


async def test_a_saved_search_is_forgotten(ferry_desk: Path, open_desk: Any) -> None:
    (ferry_desk / "searches.yaml").write_text("crews: strike\n")
    async with open_desk(ferry_desk) as it:
        await it.press("ctrl+s", "x")
        assert (ferry_desk / "searches.yaml").read_text() == ""
        await it.press("escape")
        assert it.app.screen is it.screen


async def test_a_saved_search_that_is_forgotten_at_once_is_not_narrowed_to(
    ferry_desk: Path, open_desk: Any
) -> None:
    (ferry_desk / "searches.yaml").write_text("crews: strike\n")
    async with open_desk(ferry_desk) as it:
        await it.press("ctrl+s")
        screen = it.app.screen
        screen.query_one("#saved-list").action_select()
        screen.action_forget()
        await it.settled()
        assert it.app.screen is screen
        await it.press("escape")
        assert it.screen.view.value("saved") is None


async def test_what_cannot_be_saved_or_read_is_said(ferry_desk: Path, open_desk: Any) -> None:
    (ferry_desk / "searches.yaml").write_text("[/] \x1b: [")
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("strike ")
        await it.press("ctrl+s")
        assert "searches.yaml" in str(it.app.screen.query_one("#saved-error").content)
        await it.type("a/b")
        await it.press("enter", "escape")
        assert it.app.screen is it.screen


async def test_any_of_several_narrowings_is_taken_back_by_key(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("1", "g", "enter", "4", "g", "enter")
        assert [chip.step.kind for chip in it.screen.query(Chip)] == ["actor", "article"]
        await it.press("backspace", "left", "backspace")
        assert [chip.step.kind for chip in it.screen.query(Chip)] == ["article"]
        assert it.screen.panes.focused_pane == "articles"
        await it.press("backspace", "right", "escape")
        assert it.screen.panes.focused_pane == "articles"
        await it.press("slash", "backspace")
        assert not it.screen.query(Chip)


async def test_nothing_to_take_back_is_said(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("backspace")
        assert "not narrowed" in it.said[-1]


async def test_hostile_values_complete_as_words(ferry_desk: Path, open_desk: Any) -> None:
    outlet = "[/] [@click=app.bell]x \\u009b7m \\u202e"
    (ferry_desk / "evil.md").write_text(f'---\noutlet: "{outlet}"\n---\nThe ferry sails.\n')
    async with open_desk(ferry_desk) as it:
        await it.press("slash")
        await it.type("outlet:x")
        assert len(offered(it)) == 1
        drawn = it.screen.query_one("#completions").render_line(0).text
        assert "[@click=app.bell]" in drawn
        assert not any(character in drawn for character in "\x9b\u202e")
        await it.press("tab")
        assert "\x9b" not in box(it)


async def test_many_narrowings_leave_room_for_the_box(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        view = it.screen.view
        for name in LISTS:
            view = view.narrowed(Step("filter", f"{name} outlet", f"The Very Long {name} Courier"))
        it.screen.search_bar.show_view(view)
        await it.settled()
        chips = list(it.screen.search_bar.query(Chip))
        assert len(chips) == 4
        assert chips[-1].region.right <= 80
        assert [chip.render().plain[:5] for chip in chips] == ["⟨acto", "⟨quot", "⟨clai", "⟨arti"]
        assert it.screen.search_bar.input.size.width >= 20
