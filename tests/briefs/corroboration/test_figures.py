"""Figures are read from digits and words, with what they count, and compared as a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.corroboration.figures import Figure, find_figures


def figure(words: str) -> Figure:
    found = find_figures(words.split())[0]
    assert len(found) == 1, words
    return found[0]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("about 40,000 troops", 40_000),
        ("forty thousand troops", 40_000),
        ("twenty seven miners", 27),
        ("two hundred and ten ships", 210),
        ("a hundred people", 100),
        ("three dozen eggs", 36),
        ("3.2 billion crowns", 3_200_000_000),
        ("$ 2 m", 2_000_000),
        ("9.5 per cent", 9.5),
    ],
)
def test_numbers_in_digits_and_in_words_are_one(words: str, value: float) -> None:
    assert figure(words).value == value


@pytest.mark.parametrize(
    "words", ["on march 14", "14 march", "in 2031", "at 5 am", "at 5.40 a m", "one of them", "and not 27"]
)
def test_days_years_hours_and_what_is_not_are_no_figures(words: str) -> None:
    assert find_figures(words.split())[0] == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("90,000 troops", "ninety thousand soldiers"),
        ("six people", "six workers"),
        ("more than 300 cases", "320 cases"),
        ("about 1,000 ships", "1,050 ships"),
        ("9 per cent", "nine percent"),
    ],
)
def test_the_same_figure_in_other_words(one: str, other: str) -> None:
    assert figure(one).is_same(figure(other))
    assert figure(other).is_same(figure(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40,000 troops", "40,000 tonnes"),
        ("six soldiers", "six nurses"),
        ("nine people killed", "nine people injured"),
        ("nine per cent", "nine ships"),
        ("nine people killed", "nine passengers"),
        ("more than 300 cases", "900 cases"),
        ("1,000 ships", "1,050 ships"),
    ],
)
def test_other_figures_or_figures_of_other_things(one: str, other: str) -> None:
    assert not figure(one).is_same(figure(other))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "an",
                "and",
                "six",
                "forty",
                "hundred",
                "thousand",
                "million",
                "7",
                "40,000",
                "%",
                "per",
                "cent",
                "of",
                "men",
                "not",
            ]
        )
    )
)
def test_any_words_are_read_without_an_error(tokens: list[str]) -> None:
    found, used = find_figures(tokens)
    assert used <= set(range(len(tokens)))
    assert all(one.value >= 0 for one in found)
