"""Rows held against a query: what `query.matches` says of each, fast enough to follow the typing.

A row's words are folded once, into one string with a space on either side of every word, and kept with the
board. A word, a phrase or the beginning of a word is then one substring; what is no substring, such as a word
spelled nearly so, goes to `query.matches`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache, partial
from typing import TypeVar

from tearline.briefs.board.held import Held
from tearline.briefs.board.rows import ActorRow, Board, ClaimRow, EventRow, QuoteRow
from tearline.index.query import Query, day_range, matches
from tearline.index.query_tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Prefix,
    Words,
)
from tearline.index.words import words_of

RowT = TypeVar("RowT", ActorRow, QuoteRow, ClaimRow, EventRow)
Test = Callable[[RowT], bool]
# What a row says under a field of the query language; nothing under a field that it does not have.
Says = Callable[[RowT, str], tuple[str, ...]]

# What words without a field look at. The title of an article is left out: it would bring up everything that
# stands under it.
_ANYWHERE = ("text", "outlet", "author")
# Between two values: no word, so that no phrase runs on from one into the next.
_BREAK = " \n "


class RowSearch:
    """Tests for the rows of a board: each method gives what tells whether the query finds a row."""

    def __init__(self, board: Board, held: Held | None = None) -> None:
        self._board = board
        self._held = held or {}
        self._called: dict[str, tuple[str, ...]] = {}

    def of_actors(self, query: Query) -> Test[ActorRow]:
        """Actors by name, role, type (`kind:`) and status."""
        return self._test(query.root, self._actor)

    def of_quotes(self, query: Query) -> Test[QuoteRow]:
        """Quotes by their words, who speaks, relays and is spoken to, form (`kind:`) and article."""
        return self._test(query.root, self._quote)

    def of_claims(self, query: Query) -> Test[ClaimRow]:
        """Claims by their words, who asserts them or is relayed (`speaker:`), kind and article."""
        return self._test(query.root, self._claim)

    def of_events(self, query: Query) -> Test[EventRow]:
        """Events by their words, who acts, when they happened (`date:`) and article; `kind:` is event."""
        return self._test(query.root, self._event)

    # ---- what rows say ----

    def _actor(self, row: ActorRow, field: str) -> tuple[str, ...]:
        match field:
            case "text":
                return (row.name, *row.aliases, *row.roles)
            case "actor":
                return (row.name, *row.aliases)
            case "kind":
                return (row.type,)
            case "status":
                return (row.status,)
            case "in":
                return self._held.get(row.id, ())
        return ()

    def _quote(self, row: QuoteRow, field: str) -> tuple[str, ...]:
        match field:
            case "text":
                return (row.words, row.speaker_name, *row.via, row.audience)
            case "speaker":
                return (row.speaker_name, *self._names(row.speaker))
            case "about":
                return self._names(*row.about)
            case "actor":
                involved = self._names(row.speaker, *row.via_actors, row.audience_actor, *row.about)
                return (row.speaker_name, *row.via, row.audience, *involved)
            case "kind":
                return (row.form, "quote")
            case "status":
                return (row.status,)
            case "in":
                return self._held.get(row.id, ())
        return self._article(row.article, field)

    def _claim(self, row: ClaimRow, field: str) -> tuple[str, ...]:
        match field:
            case "text":
                return (row.words, row.by_name, row.content_of_name)
            case "speaker":
                return (row.by_name, row.content_of_name, *self._names(row.by, row.content_of))
            case "about":
                return self._names(*row.about)
            case "actor":
                return (row.by_name, row.content_of_name, *self._names(row.by, row.content_of, *row.about))
            case "kind":
                return (row.kind, "claim")
            case "status":
                return (row.status,)
            case "in":
                return self._held.get(row.id, ())
        return self._article(row.article, field)

    def _event(self, row: EventRow, field: str) -> tuple[str, ...]:
        match field:
            case "text":
                return (row.words,)
            case "date":
                return (row.when or "",)
            case "about" | "actor":
                return self._names(*row.actors)
            case "kind":
                return ("event",)
            case "status":
                return (row.status,)
            case "in":
                return self._held.get(row.id, ())
        return self._article(row.article, field)

    def _names(self, *actor_ids: str | None) -> tuple[str, ...]:
        """All the names of these actors."""
        found: tuple[str, ...] = ()
        for one in actor_ids:
            if one is None:
                continue
            names = self._called.get(one)
            if names is None:
                row = self._board.actor(one)
                # In one string, as names are folded for searching.
                names = self._called[one] = (
                    (_BREAK.join((row.name, *row.aliases)),) if row is not None else ()
                )
            found += names
        return found

    def _article(self, article_id: str, field: str) -> tuple[str, ...]:
        article = self._board.texts.get(article_id)
        if article is None:
            return ()
        match field:
            case "title":
                return (article.title or "",)
            case "outlet":
                return (article.outlet or "",)
            case "author":
                return (article.author or "",)
            case "date":
                return (article.published or "",)
        return ()

    # ---- from a query's tree to a test ----

    def _test(self, node: Node, says: Says[RowT]) -> Test[RowT]:
        match node:
            case And(parts):
                every = [self._test(part, says) for part in parts]
                return lambda row: all(test(row) for test in every)
            case Or(parts):
                either = [self._test(part, says) for part in parts]
                return lambda row: any(test(row) for test in either)
            case Not(part):
                test = self._test(part, says)
                return lambda row: not test(row)
            case Words(words, field):
                return self._holds(f" {' '.join(words)} ", field, says)
            case Prefix(words, field):
                return self._holds(f" {' '.join(words)}", field, says)
            case Dated():
                return partial(_overlaps, node, says)
            case Everything():
                return lambda _: True
            case Nothing():
                return lambda _: False
            case Fuzzy() | Near():
                return partial(_stands_in_one, node, says)

    def _holds(self, needle: str, field: str, says: Says[RowT]) -> Test[RowT]:
        """Whether a run of words stands in a field, or for an empty field, in anything that a row says."""
        if field:
            return lambda row: any(needle in _folded(value) for value in says(row, field))
        kept = self._board.folded

        def anywhere(row: RowT) -> bool:
            entry = kept.get(row.id)
            # A row that has changed is another row under the same id.
            if entry is None or entry[0] is not row:
                values = [value for name in _ANYWHERE for value in says(row, name)]
                entry = kept[row.id] = (row, _fold(values))
            return needle in entry[1]

        return anywhere


def _fold(values: Iterable[str]) -> str:
    parts = (part for value in values for part in value.split(_BREAK) if part)
    return _BREAK.join(f" {' '.join(words_of(part))} " for part in parts)


@lru_cache(maxsize=1 << 14)
def _folded(value: str) -> str:
    """A value that many rows share: a name, a kind, an outlet."""
    return _fold((value,))


def _overlaps(wanted: Dated, says: Says[RowT], row: RowT) -> bool:
    days = [day_range(value) for value in says(row, "date")]
    return any(one is not None and one[0] <= wanted.last and wanted.first <= one[1] for one in days)


def _stands_in_one(wanted: Fuzzy | Near, says: Says[RowT], row: RowT) -> bool:
    """Whether one of the values that a row has under a field, by itself, is what the query finds."""
    alone = Query("", replace(wanted, field="text"))
    return any(
        matches(alone, {"text": part})
        for name in ((wanted.field,) if wanted.field else _ANYWHERE)
        for value in says(row, name)
        for part in value.split(_BREAK)
    )
