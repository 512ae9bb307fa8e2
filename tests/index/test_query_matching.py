from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index import query_matching
from tearline.index.query_matching import are_near, day_range, in_a_row, positions_of

_texts = st.lists(st.sampled_from("abc"), max_size=30)


@pytest.mark.parametrize("limit", [0, 50_000])
@given(text=_texts, phrase=st.lists(st.sampled_from("abc"), min_size=1, max_size=5), begun=st.booleans())
def test_words_in_a_row_are_found_wherever_they_stand(
    limit: int, text: list[str], phrase: list[str], begun: bool
) -> None:
    places = positions_of(text)
    row = [places.get(word, ()) for word in phrase]
    if begun:
        # The last word only begun: it may stand where any of two words does.
        row[-1] = sorted([*places.get("a", ()), *places.get("b", ())])
    ends = {"a", "b"} if begun else {phrase[-1]}
    size = len(phrase)
    expected = [
        (at, at + size - 1)
        for at in range(len(text) - size + 1)
        if text[at : at + size - 1] == phrase[:-1] and text[at + size - 1] in ends
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query_matching, "_MANY_COMPARISONS", limit)
        assert in_a_row(row) == expected


def test_a_long_phrase_in_a_text_that_almost_matches_everywhere_is_looked_for_once() -> None:
    places = positions_of(["a", "b"] * 100_000)
    row = [places["a"], places["b"]] * 2_000 + [places["a"], places["a"]]
    assert in_a_row(row) == []


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2)), max_size=6),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2)), max_size=6),
    st.integers(0, 5),
)
def test_near_means_apart_by_few_words(
    left: list[tuple[int, int]], right: list[tuple[int, int]], distance: int
) -> None:
    one = sorted((start, start + more) for start, more in left)
    other = sorted((start, start + more) for start, more in right)
    expected = any(
        0 <= max(b[0] - a[1], a[0] - b[1]) - 1 <= distance and (a[1] < b[0] or b[1] < a[0])
        for a in one
        for b in other
    )
    assert are_near(one, other, distance) is expected


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2031", (20310101, 20311231)),
        ("2032-02", (20320201, 20320229)),
        ("2031-02-03", (20310203, 20310203)),
        ("2031-13", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_stands_for_its_days(date: str, days: tuple[int, int] | None) -> None:
    assert day_range(date) == days
