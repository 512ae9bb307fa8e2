"""Words are found in a text whatever their case, accents, marks and line breaks, where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.text_search import FoldedText


def found(text: str, words: str, most: int = 100) -> list[str]:
    return [text[start:end] for start, end in FoldedText(text).find(words, most)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Ferry sails", "ferry", ["Ferry"]),
        ("a “naïve” plan", '"naive"', ["“naïve”"]),
        ("cafe\u0301 Cafés", "CAFÉ", ["cafe\u0301", "Café"]),
        ("the ferry\n  of Port   Ansel", "ferry of port ansel", ["ferry\n  of Port   Ansel"]),
        ("Straße und Strasse", "strasse", ["Straße", "Strasse"]),
        ("Straße", "s", ["S", "ß"]),
        ("co\u00adoper\u00adate", "cooperate", ["co\u00adoper\u00adate"]),
        ("a\u200bb", "ab", ["a\u200bb"]),
        ("twenty–five", "twenty-five", ["twenty–five"]),
        ("北京支持莫斯科", "支持", ["支持"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "   ", []),
        ("anything", "", []),
        ("", "any", []),
        ("ferry", " ferry ", ["ferry"]),
        ("a\x00b [/]", "[/]", ["[/]"]),
    ],
)
def test_what_is_found(text: str, words: str, expected: list[str]) -> None:
    assert found(text, words) == expected


def test_no_more_are_given_than_are_asked_for() -> None:
    assert len(found("a b " * 50, "a", 7)) == 7


def test_offsets_hold_across_a_long_text() -> None:
    text = "é" * 70_000 + "  \n" * 30_000 + "ﬁ" * 10 + " the end"
    assert found(text, "THE end") == ["the end"]
    assert found(text, "fi") == ["ﬁ"] * 10


@given(st.text(st.sampled_from('abß éE\u0301“" \n\u00adﬁ北\x00\ud800'), max_size=60), st.data())
def test_any_stretch_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = FoldedText(text).find(text[start:end], 1000)
    wanted = FoldedText(text[start:end]).folded.strip()
    if wanted:
        assert spans
    assert all(0 <= first < last <= len(text) for first, last in spans)
    assert all(wanted in FoldedText(text[first:last]).folded for first, last in spans)
