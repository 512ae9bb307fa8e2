from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.spelling import spelled_like, words_spelled_like

_words = st.text(alphabet="abc", min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("other", "distance", "like"),
    [
        ("kremlin", 1, True),
        ("kremln", 1, True),
        ("kremmlin", 1, True),
        ("krelmin", 1, True),
        ("kramlin", 1, True),
        ("kramln", 1, False),
        ("kramln", 2, True),
        ("gremlin", 2, False),
    ],
)
def test_letters_added_lost_changed_or_swapped_count_one(other: str, distance: int, like: bool) -> None:
    assert spelled_like("kremlin", other, distance) is like


@given(_words, st.sets(_words), st.integers(1, 2))
def test_a_whole_list_is_searched_as_each_word_would_be(word: str, others: set[str], distance: int) -> None:
    ordered = sorted(others)
    expected = [at for at, other in enumerate(ordered) if spelled_like(word, other, distance)]
    assert words_spelled_like(word, ordered, distance) == expected


@given(_words, _words, st.integers(1, 2))
def test_it_does_not_matter_which_word_is_the_misspelling(one: str, other: str, distance: int) -> None:
    assert spelled_like(one, other, distance) == spelled_like(other, one, distance)
