"""Under each field the desk's own values complete what is typed."""

from __future__ import annotations

import pytest

from tearline.briefs.board.rows import ActorRow, Board
from tearline.briefs.completing import offers
from tearline.briefs.curation.picking import candidates
from tearline.index.engine import Completion, Facet, Facets
from tearline.index.query_completion import begun_at

BOARD = Board(
    actors=(
        ActorRow("osk-varga", "Osk Varga", "person", quotes=3),
        ActorRow("oskal", "Oskal", "place"),
    )
)
FACETS = Facets(
    outlet=(Facet("Veldan Wire", 5), Facet("The Ansel Courier", 1)),
    author=(Facet("Lio Marsh", 1),),
    month=(Facet("2031-04", 4), Facet("2030", 1)),
)
WORDS = (Completion("ferry", 9), Completion("ferries", 2))


def values(query: str) -> list[str]:
    begun = begun_at(query, len(query))
    if begun is None:
        return []
    known = candidates(BOARD)
    found = offers(
        begun,
        words=lambda typed, limit: [one for one in WORDS if one.word.startswith(typed)][:limit],
        facets=FACETS,
        actors=known,
        briefs=("ferry-deal", "strike"),
    )
    return [one.value for one in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("outlet:", ["Veldan Wire", "The Ansel Courier"]),
        ("outlet:cour", ["The Ansel Courier"]),
        ("author:l", ["Lio Marsh"]),
        ("speaker:o", ["Osk Varga"]),
        ("actor:osk", ["Osk Varga", "Oskal"]),
        ('about:"osk v', ["Osk Varga"]),
        ("kind:al", ["allegation"]),
        ("status:re", ["rejected"]),
        ("status:rejected", []),
        ("in:f", ["ferry-deal"]),
        ("date:2031", ["2031-04"]),
        ("fer", ["ferry", "ferries"]),
        ("sp", ["speaker:"]),
        ("f", []),
        ("title:ferri", ["ferries"]),
        ("ferry", []),
    ],
)
def test_what_is_offered(query: str, expected: list[str]) -> None:
    assert values(query) == expected
