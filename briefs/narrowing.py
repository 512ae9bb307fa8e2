"""Narrowing the board to what one asks about: an actor, an article, the words in the search box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tearline.briefs.rows import ActorRow, ArticleRow, Board, ClaimRow, EventRow, QuoteRow
from tearline.index.query import Query, matches


@dataclass(frozen=True, slots=True)
class Focus:
    """What the panes are narrowed to; what is None does not narrow.

    `actor` and `article` are ids. `query` is what was searched for, and `hits` the ids of the articles that
    answer its part that concerns articles (`query.article_part`).
    """

    actor: str | None = None
    article: str | None = None
    query: Query | None = None
    hits: frozenset[str] | None = None


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
    tell = _Telling(board, focus.query)
    quotes, claims, events = board.quotes, board.claims, board.events
    if only is not None:
        quotes = tuple(row for row in quotes if row.article in only)
        claims = tuple(row for row in claims if row.article in only)
        events = tuple(row for row in events if row.article in only)
    actor = focus.actor
    if actor is not None:
        quotes = tuple(row for row in quotes if _concerns_quote(row, actor))
        claims = tuple(row for row in claims if actor in (row.by, row.content_of) or actor in row.about)
        events = tuple(row for row in events if actor in row.actors)
    if focus.query is not None:
        quotes = tuple(row for row in quotes if matches(focus.query, tell.quote(row)))
        claims = tuple(row for row in claims if matches(focus.query, tell.claim(row)))
        events = tuple(row for row in events if matches(focus.query, tell.event(row)))
    kept = _Rows(quotes, claims, events)
    return replace(
        board,
        actors=_actors(board, focus, kept, tell),
        quotes=quotes,
        claims=claims,
        events=events,
        articles=_articles(board, focus, kept),
    )


def _concerns_quote(row: QuoteRow, actor: str) -> bool:
    return (
        row.speaker == actor or actor in row.about or actor in row.via_actors or row.audience_actor == actor
    )


def _actors(board: Board, focus: Focus, rows: _Rows, tell: _Telling) -> tuple[ActorRow, ...]:
    actors = board.actors
    if focus.article is not None:
        actors = tuple(row for row in actors if focus.article in row.articles)
    if focus.query is not None:
        figuring = rows.actors()
        return tuple(row for row in actors if row.id in figuring or matches(focus.query, tell.actor(row)))
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


class _Telling:
    """Rows as records that a query is held against, by the fields of the query language."""

    def __init__(self, board: Board, query: Query | None) -> None:
        self._board = board
        self._articles: dict[str, dict[str, str]] = {}
        self._names: dict[str | None, str] = {None: ""}
        # Words looked for anywhere are not looked for in the title of a finding's article: they would bring
        # up everything that stands under it.
        self._with_title = query is not None and "title:" in query.text.casefold()

    def actor(self, row: ActorRow) -> Mapping[str, str]:
        names = self._named(row.id)
        text = " · ".join((names, *row.roles))
        return {"text": text, "actor": names, "kind": row.type, "status": row.status}

    def quote(self, row: QuoteRow) -> Mapping[str, str]:
        about = self._all_named(row.about)
        passing = " · ".join((*row.via, row.audience))
        return {
            **self._article(row.article),
            "text": " · ".join((row.words, row.speaker_name, passing)),
            "kind": row.form,
            "speaker": f"{row.speaker_name} · {self._named(row.speaker)}",
            "about": about,
            "actor": " · ".join((row.speaker_name, self._named(row.speaker), passing, about)),
            "status": row.status,
        }

    def claim(self, row: ClaimRow) -> Mapping[str, str]:
        about = self._all_named(row.about)
        asserting = " · ".join((row.by_name, self._named(row.by), row.content_of_name))
        return {
            **self._article(row.article),
            "text": f"{row.words} · {row.by_name} · {row.content_of_name}",
            "kind": row.kind,
            "speaker": asserting,
            "about": about,
            "actor": f"{asserting} · {about}",
            "status": row.status,
        }

    def event(self, row: EventRow) -> Mapping[str, str]:
        named = self._all_named(row.actors)
        return {
            **self._article(row.article),
            "text": row.words,
            "date": row.when or "",
            "kind": "event",
            "about": named,
            "actor": named,
            "status": row.status,
        }

    def _article(self, article_id: str) -> dict[str, str]:
        if article_id not in self._articles:
            article = self._board.texts.get(article_id)
            self._articles[article_id] = {
                "title": (article.title or "") if article and self._with_title else "",
                "outlet": (article.outlet or "") if article else "",
                "author": (article.author or "") if article else "",
                "date": (article.published or "") if article else "",
            }
        return self._articles[article_id]

    def _named(self, actor_id: str | None) -> str:
        """All the names of an actor."""
        if actor_id not in self._names:
            row = self._board.actor(actor_id) if actor_id else None
            self._names[actor_id] = " · ".join((row.name, *row.aliases)) if row else ""
        return self._names[actor_id]

    def _all_named(self, actor_ids: Iterable[str]) -> str:
        return " · ".join(map(self._named, actor_ids))
