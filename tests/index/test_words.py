from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.words import LONGEST_WORD, fold, word_spans, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Xi’s U-turn", ["xi", "s", "u", "turn"]),
        ("don't", ["don", "t"]),
        ("café cafe\u0301 CAFÉ", ["cafe", "cafe", "cafe"]),
        ("Erdoğan, Łódź, Øre, straße", ["erdogan", "lodz", "ore", "strasse"]),
        ("北京，と", ["北", "京", "と"]),
        ("gas😀price", ["gas", "😀", "price"]),
        ("a_b/c.d", ["a", "b", "c", "d"]),
        ("हिन्दी", ["हिन्दी"]),
        ("\ud800 \x00\x1b[31m!", ["31m"]),
        ("", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text())
def test_words_and_their_places_agree(text: str) -> None:
    words, places = word_spans(text)
    assert words == words_of(text) == [fold(place.group()) for place in places]
    assert all(left.end() <= right.start() for left, right in pairwise(places))


@given(st.text(min_size=1))
def test_what_is_around_a_word_does_not_change_it(text: str) -> None:
    assert words_of(f"é {text} é")[1:-1] == words_of(f" {text} ")


def test_what_is_left_of_a_very_long_word_is_passed_over() -> None:
    assert words_of("x" * 5_000_000) == ["x" * LONGEST_WORD]
    assert words_of("é" * 1_000) == ["e" * LONGEST_WORD]
