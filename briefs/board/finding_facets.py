"""What was found, counted: who is named, who speaks, and what kind it is of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tearline.briefs.board.rows import Board
from tearline.index.desk import Desk
from tearline.index.engine import Facet, Facets, commonest_first
from tearline.index.query import Query, asks_for_findings


@dataclass(frozen=True, slots=True)
class FindingFacets:
    """Articles by outlet, author and month, and by the actors that they name; quotes and claims by who says
    them; quotes, claims and events by kind. The commonest come first, months the newest first.
    """

    outlet: tuple[Facet, ...] = ()
    author: tuple[Facet, ...] = ()
    month: tuple[Facet, ...] = ()
    actor: tuple[Facet, ...] = ()
    speaker: tuple[Facet, ...] = ()
    kind: tuple[Facet, ...] = ()


def finding_facets(desk: Desk, query: Query, board: Board) -> FindingFacets:
    """What a query finds on a desk, counted, given the board that it narrowed.

    Of a query that asks for findings, the articles counted are those that hold any of them; of another, those
    that match.
    """
    if asks_for_findings(query):
        held = {row.article for row in board.quotes} | {row.article for row in board.claims}
        held |= {row.article for row in board.events}
        articles = _articles(desk, held)
    else:
        held = {*desk.matching(query)}
        articles = desk.facets(query)
    actors: Counter[str] = Counter()
    for row in board.actors:
        actors[row.name] += len(row.articles & held)
    speakers = Counter(row.speaker_name for row in board.quotes)
    speakers.update(row.by_name for row in board.claims)
    del speakers[""]
    kinds: Counter[str] = Counter(row.form for row in board.quotes)
    kinds.update(row.kind for row in board.claims)
    kinds["event"] = len(board.events)
    return FindingFacets(
        articles.outlet, articles.author, articles.month, *map(commonest_first, (+actors, speakers, +kinds))
    )


def _articles(desk: Desk, ids: set[str]) -> Facets:
    cards = [card for card in desk.articles() if card.id in ids]
    months = Counter(card.published[:7] for card in cards if card.published)
    return Facets(
        commonest_first(Counter(card.outlet for card in cards if card.outlet)),
        commonest_first(Counter(card.author for card in cards if card.author)),
        tuple(Facet(month, count) for month, count in sorted(months.items(), reverse=True)),
    )
