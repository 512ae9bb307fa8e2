"""What each pane shows: the board as far as the view, the search and the states of findings allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tearline.index.article import Span
from tearline.tui.view import View
from tearline.tui.widgets.passages import Passage
from tearline.tui.widgets.rows import ArticleLine

if TYPE_CHECKING:
    from tearline.briefs.board import Board
    from tearline.briefs.rows import ActorRow, ClaimRow, QuoteRow
    from tearline.index.desk import ArticleCard, Hit
    from tearline.index.query import Query


# Code points of an article in which words searched for are marked: more than anybody scrolls through.
_LOOKED_THROUGH = 200_000


@dataclass(frozen=True)
class Found:
    """What a query found: its text, the query as parsed, and its hits by article id, best first."""

    text: str
    query: Query
    hits: Mapping[str, Hit]


@dataclass(frozen=True)
class Shown:
    """The rows of the four lists, and how many of each there are without any narrowing."""

    actors: Sequence[ActorRow] = ()
    quotes: Sequence[QuoteRow] = ()
    claims: Sequence[ClaimRow] = ()
    articles: Sequence[ArticleLine] = ()
    totals: Mapping[str, int] = field(default_factory=dict)


def what_shows(
    board: Board, cards: Sequence[ArticleCard], view: View, found: Found | None, sources: frozenset[str]
) -> Shown:
    """The rows to show. Narrowing to an actor leaves the actors' list whole: another can be chosen there."""
    from tearline.briefs.board import Focus, narrow
    from tearline.index.query import asks_for_findings

    actor, article = view.value("actor"), view.value("article")
    query = found.query if found else None
    hits = frozenset(found.hits) if found else None
    narrowed = narrow(board, Focus(actor=actor, article=article, query=query, hits=hits))
    actors = (
        narrow(board, Focus(actor=None, article=article, query=query, hits=hits)) if actor else narrowed
    ).actors
    quotes, claims = narrowed.quotes, narrowed.claims
    if not view.show_rejected:
        actors, quotes, claims = (
            tuple(row for row in rows if row.status != "rejected") for rows in (actors, quotes, claims)
        )
    within = _articles_of(board, actor)
    if found is not None:
        with_findings = (
            {row.article for row in (*quotes, *claims)} if asks_for_findings(found.query) else None
        )
        within = set(found.hits) & (with_findings or set(found.hits)) & (within or set(found.hits))
    articles = [
        ArticleLine(
            card, card.id in sources, found.hits[card.id].snippet if found and card.id in found.hits else None
        )
        for card in cards
        if within is None or card.id in within
    ]
    totals = {
        "actors": _count(board.actors, view),
        "quotes": _count(board.quotes, view),
        "claims": _count(board.claims, view),
        "articles": len(cards),
    }
    return Shown(actors, quotes, claims, articles, totals)


def _count(rows: Sequence[ActorRow] | Sequence[QuoteRow] | Sequence[ClaimRow], view: View) -> int:
    return sum(1 for row in rows if view.show_rejected or row.status != "rejected")


def passages_of(board: Board, article: str, actor: str | None, hits: Sequence[Span]) -> list[Passage]:
    """What is marked in an article: its quotes and claims, mentions of `actor`, the words searched for."""
    passages = [
        Passage(row.id, kind, tuple(row.spans), row.status)
        for kind, rows in (("quote", board.quotes), ("claim", board.claims))
        for row in rows
        if row.article == article
    ]
    if actor is not None:
        spans = next((row.spans.get(article, ()) for row in board.actors if row.id == actor), ())
        passages.append(Passage(actor, "mention", tuple(spans)))
    if hits:
        passages.append(Passage("", "hit", tuple(hits)))
    return passages


def found_words(query: Query, text: str) -> tuple[Span, ...]:
    """Where a query's words and phrases stand in an article; only in its beginning where it is very long."""
    from tearline.index.query import sought
    from tearline.index.query_matching import positions_of, stretches
    from tearline.index.query_tree import Near
    from tearline.index.words import word_spans

    words = list(word_spans(text[:_LOOKED_THROUGH]))
    places = positions_of([word for word, _, _ in words])
    leaves = [
        leaf
        for part in sought(query)
        for leaf in ((*part.left, *part.right) if isinstance(part, Near) else (part,))
        if not leaf.field
    ]
    found = {stretch for leaf in leaves for stretch in stretches(leaf, places)}
    return tuple(sorted((words[first][1], words[last][2]) for first, last in found))


def _articles_of(board: Board, actor: str | None) -> set[str] | None:
    if actor is None:
        return None
    return next((set(row.articles) for row in board.actors if row.id == actor), set())
