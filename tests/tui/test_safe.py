"""Whatever an article holds, what reaches a widget is harmless and stands at the same offsets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.style import Style

from tearline.tui.safe import assemble, content, fit, marked, visible

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=200)

HOSTILE = [
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2J\x9d2;title\x9c\x90q\x9c",
    "\x00\x08\x7f\r\n\t\x0b\x0c\x85\u2028\u2029",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200e\u200f\u061c",
    "in\u200bvis\u2060ible\ufeff\u180e",
    "\ud800lone\udfff",
    "".join(chr(0xE0000 + ord(letter)) for letter in "hidden"),
]


@given(ANY_TEXT)
def test_one_code_point_is_shown_for_each(text: str) -> None:
    assert len(visible(text)) == len(text)


@given(ANY_TEXT)
def test_nothing_that_a_terminal_obeys_or_hides_is_left(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp"), hex(ord(character))
        assert character not in "\u200b\u200e\u200f\u061c\u2060\ufeff\u00ad"
        assert not 0x202A <= ord(character) <= 0x202E
        assert not 0x2066 <= ord(character) <= 0x2069
        assert not 0xE0000 <= ord(character) <= 0xE0FFF


@given(ANY_TEXT)
def test_making_safe_twice_changes_nothing_more(text: str) -> None:
    once = visible(text)
    assert visible(once) == once


@given(ANY_TEXT)
def test_a_line_is_as_wide_as_its_characters(text: str) -> None:
    shown = visible(text).replace("\u200d", "")
    assert cell_len(shown) == sum(cell_len(character) for character in shown)


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_payload_is_shown_not_sent(payload: str) -> None:
    assert content(payload).plain == visible(payload)
    assert not set("\x1b\x9b\x9d\x07\x00\u202e\u2066") & set(visible(payload))


@pytest.mark.parametrize(
    "text", ["[/]", "[@click=app.bell]x[/]", "[b]", "[link=http://x.invalid]", "\\[", "$name"]
)
def test_markup_is_only_words(text: str) -> None:
    shown = assemble(("before ", "bold"), text)
    assert shown.plain == "before " + text
    assert all(not str(span.style).startswith("@") for span in shown.spans[1:])


def test_ordinary_writing_is_left_alone() -> None:
    for text in (
        "“Curly” — naïve, 3 °C…",
        "Москва и Пекин",
        "北京",
        "نص عربي",
        "نمی‌خواهم",
        "नमस्ते",
        "Cafe\u0301",
    ):
        assert visible(text) == text


def test_tabs_and_line_ends_are_one_space_each() -> None:
    assert visible("a\tb\nc\r\nd") == "a b c  d"


def test_a_flood_of_marks_does_not_paint_over_its_neighbours() -> None:
    shown = visible("Z" + "\u0335" * 5000 + "x")
    assert len(shown) == 5002
    assert shown.count("\u0335") == 4


@given(ANY_TEXT, st.integers(0, 60))
def test_fit_gives_exactly_the_width_asked_for(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_fit_tells_that_words_are_missing() -> None:
    assert fit("a rather long title", 10).rstrip().endswith("…")
    assert fit("short", 10) == "short     "


def test_marks_that_reach_past_the_text_are_cut_to_it() -> None:
    shown = marked("abc", [(-2, 1), (2, 9), (3, 3)], Style(bold=True))
    assert [(span.start, span.end) for span in shown.spans] == [(0, 1), (2, 3)]
