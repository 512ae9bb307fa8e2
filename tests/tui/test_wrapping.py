"""Lines of the reader: none too wide, no word lost, and every offset found again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tearline.tui.widgets.wrapping import lay_out

TEXTS = st.text(
    st.one_of(st.sampled_from("ab -—\n北京é\u0301\x1b\u202e😀"), st.characters(codec=None, categories=None)),
    max_size=300,
)


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_the_room(text: str, width: int) -> None:
    layout = lay_out(text, width)
    for line in range(len(layout)):
        start, end = layout.span(line)
        assert cell_len(layout.shown[start:end]) <= width


@given(TEXTS, st.integers(2, 40))
def test_every_character_but_spaces_is_on_one_line_in_order(text: str, width: int) -> None:
    layout = lay_out(text, width)
    shown = "".join(layout.shown[slice(*layout.span(line))] for line in range(len(layout)))
    assert "".join(shown.split()) == "".join(layout.shown.split())
    spans = [layout.span(line) for line in range(len(layout))]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS, st.integers(2, 40))
def test_the_line_of_an_offset_shows_it(text: str, width: int) -> None:
    layout = lay_out(text, width)
    for line in range(len(layout)):
        start, end = layout.span(line)
        for offset in range(start, end):
            assert layout.line_of(offset) == line


def test_lines_break_at_spaces_and_after_dashes() -> None:
    layout = lay_out("one two three four—five", 10)
    lines = [layout.shown[slice(*layout.span(line))] for line in range(len(layout))]
    assert lines == ["one two", "three", "four—five"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    layout = lay_out("x" * 25, 10)
    assert [layout.span(line) for line in range(len(layout))] == [(0, 10), (10, 20), (20, 25)]


def test_text_without_spaces_breaks_between_wide_characters() -> None:
    layout = lay_out("北京支持莫斯科", 6)
    lines = [layout.shown[slice(*layout.span(line))] for line in range(len(layout))]
    assert lines == ["北京支", "持莫斯", "科"]


def test_an_empty_line_stands_between_paragraphs() -> None:
    layout = lay_out("one\ntwo\r\nthree", 10)
    lines = [layout.shown[slice(*layout.span(line))] for line in range(len(layout))]
    assert lines == ["one", "", "two", "", "three"]


def test_a_text_with_empty_lines_keeps_its_own() -> None:
    layout = lay_out("title: x\ndate: y\n\none\n\ntwo", 10)
    lines = [layout.shown[slice(*layout.span(line))] for line in range(len(layout))]
    assert lines == ["title: x", "date: y", "", "one", "", "two"]


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_a_text_without_words_has_no_lines(text: str) -> None:
    assert len(lay_out(text, 20)) == 0


@given(TEXTS, st.integers(2, 40), st.integers(0, 300))
def test_the_beginning_of_a_text_is_laid_out_alone(text: str, width: int, upto: int) -> None:
    layout, cut = lay_out(text, width, upto=upto), text[:upto]
    assert layout.text == text
    assert len(layout.shown) == len(cut)
    assert all(layout.span(line)[1] <= upto for line in range(len(layout)))


def test_a_long_text_is_made_safe_across_its_pieces() -> None:
    text = "x\u0335" * 120_000 + "\n" + "\u0335" * 9
    layout = lay_out(text, 80)
    assert len(layout.shown) == len(text)
    assert layout.shown.endswith("\u0335" * 4 + "\N{REPLACEMENT CHARACTER}" * 5)
