"""Every theme is legible: enough contrast, or none but what the terminal has; never colour alone."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import OptionList

from tearline.tui.screens.theme import ThemeScreen
from tearline.tui.themes import DARK, LIGHT, MONO, TERMINAL, THEMES
from tests.tui.conftest import DeskDriver, Opening

# Each text colour with the grounds that it stands on.
GROUNDS = ("background", "surface", "panel", "row", "row-blurred")
TEXTS = ("foreground", "primary", "accent", "warning", "error", "success", "dim")
ENOUGH = 4.5  # WCAG 2.1, 1.4.3 (AA) for text


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [part / 255 for part in (color.r, color.g, color.b)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_stands_out_from_every_ground(theme: object, ground: str, text: str) -> None:
    colours = {**vars(theme), **theme.variables}  # type: ignore[attr-defined]
    assert contrast(Color.parse(colours[text]), Color.parse(colours[ground])) >= ENOUGH


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_marked_words_stand_out(theme: object) -> None:
    colours = {**vars(theme), **theme.variables}  # type: ignore[attr-defined]
    assert contrast(Color.parse(colours["foreground"]), Color.parse(colours["mark"])) >= ENOUGH


@pytest.mark.parametrize("theme", [TERMINAL, MONO], ids=lambda theme: theme.name)
def test_these_name_no_colour_of_their_own(theme: object) -> None:
    named = [value for value in (*vars(theme).values(), *theme.variables.values()) if isinstance(value, str)]  # type: ignore[attr-defined]
    assert not [value for value in named if value.startswith("#")]


def drawn(it: DeskDriver) -> list[str]:
    """The escape sequences of colour and weight on screen, as they go to the terminal."""
    strips = it.app.screen._compositor.render_strips()
    filters = it.app.get_line_filters()
    background = it.app.screen.background_colors[1]
    styles = set()
    for strip in strips:
        for line_filter in filters:
            strip = strip.apply_filter(line_filter, background)
        styles |= {str(segment.style) for segment in strip if segment.style is not None}
    return sorted(styles)


async def test_with_no_color_no_colour_is_drawn_and_the_theme_is_kept(
    ferry_desk: Path, open_desk: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_desk(ferry_desk) as it:
        await it.press("2", "j")
        assert not [
            style for style in drawn(it) if re.search(r"#|red|green|blue|yellow|magenta|cyan|color\(", style)
        ]
        assert any("reverse" in style for style in drawn(it))
        await it.press("T", "j", "enter")
        assert it.app.theme == MONO.name
        await it.press("q")
    monkeypatch.delenv("NO_COLOR")
    async with open_desk(ferry_desk) as it:
        assert it.app.theme == LIGHT.name


async def test_the_terminal_s_own_colours_are_left_to_it(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        it.app.choose_theme(TERMINAL.name)
        await it.press("2", "j")
        assert not [style for style in drawn(it) if "#" in style]
        assert any("color(4)" in style for style in drawn(it))  # blue, whatever that is there


@pytest.mark.parametrize("theme", list(THEMES))
async def test_what_is_at_hand_is_seen_without_colour(
    ferry_desk: Path, open_desk: Opening, theme: str
) -> None:
    async with open_desk(ferry_desk) as it:
        it.app.choose_theme(theme)
        await it.press("2", "j")
        rows = it.screen.panes.rows("quotes")
        lines = [rows.render_line(y).text for y in range(2 * rows.row_lines)]
        assert [line[0] for line in lines] == [" "] * rows.row_lines + ["▌"] * rows.row_lines


async def test_each_theme_is_shown_while_one_goes_through_them_and_esc_goes_back(
    ferry_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("T")
        assert isinstance(it.app.screen, ThemeScreen)
        seen = [it.app.theme]
        for _ in list(pairwise(THEMES)):
            await it.press("j")
            seen.append(it.app.theme)
        assert seen == list(THEMES)
        await it.press("escape")
        assert it.app.theme == DARK.name
        await it.press("T", "k", "j", "j", "enter", "q")
    async with open_desk(ferry_desk) as it:
        assert it.app.theme == TERMINAL.name


async def test_a_theme_is_chosen_with_the_mouse(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("T")
        await it.pilot.click(OptionList, offset=(4, 1))
        await it.settled()
        assert it.app.theme == LIGHT.name


async def test_help_and_menus_open_in_every_theme(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        for theme in THEMES:
            it.app.choose_theme(theme)
            for keys in (("question_mark", "escape"), ("F", "escape"), ("ctrl+p", "escape"), ("B", "escape")):
                await it.press(*keys)
        assert it.app.screen is it.screen
