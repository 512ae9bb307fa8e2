"""What a query may have meant, given words that the index holds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.engine import Completion
from tearline.index.query import QueryError, parse
from tearline.index.query_tree import Fuzzy
from tearline.index.spelling import spelled_like
from tearline.index.suggestion import suggest

HELD = {"harbour": 300, "harbours": 20, "velmora": 80, "kordel": 5, "korden": 90, "title": 3, "orlan": 40}


def held(word: Fuzzy) -> Sequence[Completion]:
    alike = [
        Completion(each, count)
        for each, count in HELD.items()
        if spelled_like(word.word, each, word.distance)
    ]
    return sorted(alike, key=lambda each: -each.articles)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("habrour", "harbour"),
        ("harbur velmora", "harbour velmora"),
        ('"Velmoar harbour" OR (outlet:kordel)', '"velmora harbour" OR (outlet:kordel)'),
        ("title:titel", "title:title"),
        ("velmora NEAR/3 habour", "velmora NEAR/3 harbour"),
        # Two letters off only in a long word; the nearest word before the commonest.
        ("harbuor strike", "harbour strike"),
        ("harboors", "harbours"),
        # Another word is likelier only where it is very much commoner.
        ("kordel", None),
        ("harbour", None),
        # Nothing is known of short words, numbers, beginnings and what is left out.
        ("haar", None),
        ("2o31", None),
        ("habrou*", None),
        ("harbour -velmoar", None),
        ("speaker:orlen", None),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_words_that_hardly_occur_are_spelled_as_the_index_has_them(typed: str, meant: str | None) -> None:
    assert suggest(parse(typed), held) == meant


@given(st.text(alphabet="velmora harbu \"'()-*~:ORANDtitle.’é", max_size=40))
def test_any_query_may_be_asked_about(typed: str) -> None:
    try:
        query = parse(typed)
    except QueryError:
        return
    suggestion = suggest(query, held)
    assert suggestion != typed
