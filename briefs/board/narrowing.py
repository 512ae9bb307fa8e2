"""Narrowing the board to what one asks about: an actor, an article, the words in the search box."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tearline.briefs.board.held import Held
from tearline.briefs.board.row_search import RowSearch
from tearline.briefs.board.rows import ActorRow, ArticleRow, Board, ClaimRow, EventRow, QuoteRow
from tearline.index.query import Query


@dataclass(frozen=True, slots=True)
class Focus:
    """What the panes are narrowed to; what is None does not narrow.

    `actor` and `article` are ids. `query` is what was searched for, and `hits` the ids of the articles that
    answer its part that concerns articles (`query.article_part`). `held` is what briefs hold (`held_by`).
    """

    actor: str | None = None
    article: str | None = None
    query: Query | None = None
    hits: frozenset[str] | None = None
    held: Held = field(default_factory=dict, hash=False)


def narrow(board: Board, focus: Focus) -> Board:
    """The board with the rows that the focus asks for, in their order.

    An actor keeps the quotes by, about, through and to it, the claims it asserts or figures in, the events
    and articles that name it; the actors themselves stay, to choose another. An article keeps what stands in
    it. A query keeps quotes, claims and events that match it in one of the articles that were hit, the actors
    that match it by name or role or speak or figure in what is kept, and the articles with either.
    """
    if focus == Focus():
        return board
    only = focus.hits
    if focus.article is not None:
        only = frozenset((focus.article,)) & (only if only is not None else {focus.article})
    search = RowSearch(board, focus.held)
    quotes, claims, events = board.quotes, board.claims, board.events
    if only is not None:
        if focus.article is None:
            # What stands in no article at hand is in the brief: its own words answer the query.
            only |= {""}
        quotes = tuple(row for row in quotes if row.article in only)
        claims = tuple(row for row in claims if row.article in only)
        events = tuple(row for row in events if row.article in only)
    actor = focus.actor
    if actor is not None:
        quotes = tuple(
            row
            for row in quotes
            if row.speaker == actor
            or actor in row.about
            or actor in row.via_actors
            or row.audience_actor == actor
        )
        claims = tuple(row for row in claims if actor in (row.by, row.content_of) or actor in row.about)
        events = tuple(row for row in events if actor in row.actors)
    if focus.query is not None:
        quotes = tuple(filter(search.of_quotes(focus.query), quotes))
        claims = tuple(filter(search.of_claims(focus.query), claims))
        events = tuple(filter(search.of_events(focus.query), events))
    kept = _Rows(quotes, claims, events)
    return replace(
        board,
        actors=_actors(board, focus, kept, search),
        quotes=quotes,
        claims=claims,
        events=events,
        articles=_articles(board, focus, kept),
    )


def _actors(board: Board, focus: Focus, rows: _Rows, search: RowSearch) -> tuple[ActorRow, ...]:
    actors = board.actors
    if focus.article is not None:
        actors = tuple(row for row in actors if focus.article in row.articles)
    if focus.query is not None:
        figuring = rows.actors()
        matching = search.of_actors(focus.query)
        return tuple(row for row in actors if row.id in figuring or matching(row))
    if focus.hits is not None:
        return tuple(row for row in actors if not focus.hits.isdisjoint(row.articles))
    return actors


def _articles(board: Board, focus: Focus, rows: _Rows) -> tuple[ArticleRow, ...]:
    if focus.query is None and focus.hits is None and focus.actor is None:
        return board.articles
    kept = rows.articles()
    if focus.actor is not None:
        actor = board.actor(focus.actor)
        named = actor.articles if actor else frozenset()
        kept |= named & focus.hits if focus.hits is not None else named
    elif focus.hits is not None:
        kept |= focus.hits
    return tuple(row for row in board.articles if row.id in kept)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that a focus has left."""

    quotes: tuple[QuoteRow, ...]
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]

    def actors(self) -> set[str | None]:
        """Who speaks, asserts, acts or is named in them."""
        found: set[str | None] = set()
        for quote in self.quotes:
            found.update((quote.speaker, quote.audience_actor, *quote.via_actors, *quote.about))
        for claim in self.claims:
            found.update((claim.by, claim.content_of, *claim.about))
        for event in self.events:
            found.update(event.actors)
        return found

    def articles(self) -> set[str]:
        """Where they stand."""
        found = {row.article for row in self.quotes}
        found.update(row.article for row in self.claims)
        found.update(row.article for row in self.events)
        return found
