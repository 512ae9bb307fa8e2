"""Words chosen by hand: who says them is named, and they come into the brief."""

from __future__ import annotations

from pathlib import Path
from typing import Any


async def test_the_speaker_of_a_quote_is_named_with_a_few_letters(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        quotes = it.screen.panes.rows("quotes")
        await it.press("2", "g")
        while quotes.current.speaker_name != "Mira Dolan":
            await it.press("j")
        await it.press("s")
        await it.type("varg")
        await it.press("enter")
        await it.until(lambda: quotes.current.status == "edited")
        assert quotes.current.speaker_name == "Osk Varga"
        assert "speaker: osk-varga" in it.brief


async def test_giving_up_changes_nothing(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "s", "escape")
        assert not (ferry_desk / "briefs").exists()


async def test_an_actor_has_no_speaker(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("1", "s")
        assert "Go to a quote or a claim" in it.said[-1]


# Selecting words with the keyboard and the mouse


def selected(it: Any) -> str:
    span = it.reader.selected
    return it.reader.text[slice(*span)] if span else ""


async def caret_to(it: Any, words: str) -> None:
    """Put the caret on the first letter of some words."""
    place = it.reader.text.index(words)
    await it.press("v", "v", "v") if not it.reader.selecting else None
    if it.reader.selected:
        await it.press("v")
    it.reader._select(type(it.reader._selection)(place))
    await it.pilot.pause()


async def test_words_are_selected_with_the_keyboard(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "The bridge")
        await it.press("v", "w", "e")
        assert selected(it) == "The bridge"
        await it.press("l")
        await it.press("h", "h")
        assert selected(it) == "The bridg"
        await it.press("o", "w")
        assert selected(it) == "bridg"
        await it.press("s")
        assert selected(it).startswith("The bridge at Tarn was closed")
        assert selected(it).endswith("northern pier.")
        await it.press("escape")
        assert not it.reader.selecting


async def test_lines_and_the_whole_text_are_gone_over(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "Mira Dolan, transport")
        await it.press("v", "dollar_sign")
        first = selected(it)
        await it.press("j", "0", "k", "0")
        assert len(selected(it)) == 1
        await it.press("G")
        assert selected(it).startswith("Mira Dolan, transport")
        assert selected(it).endswith("northern pier.")
        assert first.startswith("Mira Dolan, transport")
        await it.press("g", "right_curly_bracket", "left_curly_bracket", "b", "ctrl+d", "ctrl+u", "p")
        assert selected(it)


async def test_what_is_highlighted_is_selected_first(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "j", "v")
        assert selected(it) == it.reader.text[slice(*it.reader.highlighted[0])]
        assert it.screen.panes.focused_pane == "reader"


async def test_words_are_selected_with_the_mouse(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        line = it.reader._layout.line_of(it.reader.text.index("The bridge")) - it.reader.scroll_offset.y + 1
        await it.pilot.mouse_down(it.reader, offset=(4, line))
        await it.pilot.hover(it.reader, offset=(7, line))
        await it.pilot.hover(it.reader, offset=(13, line))
        await it.pilot.mouse_up(it.reader, offset=(13, line))
        await it.settled()
        assert selected(it) == "The bridge"
        await it.pilot.click(it.reader, offset=(10, line), times=2)
        assert selected(it) == "bridge"
        await it.pilot.click(it.reader, offset=(10, line))
        assert not it.reader.selecting


async def test_a_drag_may_begin_on_an_empty_line(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        line = it.reader._layout.line_of(it.reader.text.index("The bridge")) - it.reader.scroll_offset.y + 1
        await it.pilot.mouse_down(it.reader, offset=(9, line - 1))
        await it.pilot.hover(it.reader, offset=(13, line))
        await it.pilot.mouse_up(it.reader, offset=(13, line))
        await it.settled()
        assert selected(it).strip() == "The bridge"


async def test_the_reader_says_how_much_is_selected_and_what_to_press(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "The bridge")
        await it.press("v", "e")
        assert "Selected: 3 characters" in it.reader.border_title
        keys = it.screen.query_one("#keys").render_line(0).text
        assert "Enter add quote" in keys
        assert "Esc stop" in keys


async def test_the_selection_is_copied_with_its_citation(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "The bridge")
        await it.press("v", "e", "w", "e", "y")
        assert it.app.clipboard.startswith("“The bridge” (The Ansel Courier, Lio Marsh")


async def test_the_caret_and_the_place_found_are_reversed_so_that_no_colour_is_needed(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "The bridge")

        def reversed_words() -> list[str]:
            lines = [it.reader.render_line(y) for y in range(it.reader.size.height)]
            return [part.text for line in lines for part in line if part.style and part.style.reverse]

        assert reversed_words() == ["T"]
        await it.press("escape", "f")
        await it.type("harbour")
        assert reversed_words() == ["harbour"]


# Adding them to the brief


async def test_selected_words_become_a_claim_of_the_brief(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "The bridge")
        await it.press("s", "c", "enter")
        assert it.app.screen.query("#picker-list"), "Enter on a person opens the picker"
        await it.type("dol")
        await it.press("enter", "ctrl+s")
        await it.until(lambda: it.app.screen is it.screen)
        await it.settled()
        assert "claims:" in it.brief
        assert "The bridge at Tarn was closed in March" in it.brief
        assert "by: mira-dolan" in it.brief
        assert it.reader.current_finding in it.brief
        assert not it.reader.selecting


async def test_selected_words_become_a_quote_with_form_relay_and_cue(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "an engineer saw cracks")
        await it.press("v", "e", "w", "e", "enter")
        await it.press("shift+tab", "right", "right", "tab")
        await it.type("v")
        await it.press("enter", "tab")
        await it.type("a harbour pilot")
        await it.press("enter", "tab")
        await it.type("warned")
        await it.press("ctrl+s")
        await it.until(lambda: it.app.screen is it.screen)
        brief = it.brief
        assert "said: an engineer" in brief
        assert "form: mixed" in brief
        assert "cue: warned" in brief
        assert "a harbour pilot" in brief


async def test_what_cannot_be_added_is_said_in_the_form(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, ". “The harbour")
        await it.press("v", "enter", "ctrl+s")
        await it.until(lambda: it.app.screen.query_one("#adding-error").content)
        assert "no words" in str(it.app.screen.query_one("#adding-error").content)
        await it.press("escape")
        assert it.app.screen is it.screen
        assert it.reader.selecting


async def test_nothing_is_added_before_anything_is_selected(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.open_article("Ferry talks resume")
        await caret_to(it, "The bridge")
        await it.press("enter")
        assert it.app.screen is it.screen
