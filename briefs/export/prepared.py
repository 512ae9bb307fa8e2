"""A brief made ready for export: quoted words verified, names resolved, footnotes numbered, all in order.

Every exporter starts from here and reads no brief by itself, so that what may be printed is decided once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from tearline.briefs.export.wording import widest
from tearline.briefs.model import (
    Actor,
    Brief,
    Claim,
    Event,
    Quote,
    Relation,
    Source,
    Statement,
)
from tearline.index.article import Article, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand verbatim in a source, at the code points [start, end) of its text.

    `source` is the source's key. `before` and `after` are what stands around the words in their paragraph, at
    most some forty words on either side; `cut_before` and `cut_after` say that the paragraph goes on.
    `prefix` and `suffix` are the context that the brief remembers, empty where it does not stand there.
    """

    source: str
    start: int
    end: int
    words: str
    before: str
    after: str
    cut_before: bool
    cut_after: bool
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, counted from 1, and the passages that it cites, in order, each once."""

    number: int
    passages: tuple[Passage, ...]

    def spans(self) -> dict[str, list[Span]]:
        """The places cited, by the key of their source, without one that is part of another."""
        found: dict[str, list[Span]] = {}
        for passage in self.passages:
            found.setdefault(passage.source, []).append((passage.start, passage.end))
        return {source: widest(spans) for source, spans in found.items()}


@dataclass(frozen=True, slots=True)
class Who:
    """Someone a brief speaks of. `key` and `actor` are None for one who is only described.

    `name` is what to call them; `affiliation` the name of the first body they belong to, or empty.
    """

    key: str | None
    name: str
    actor: Actor | None = None
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class PreparedStatement:
    """A sentence of the bottom line. `rests_on` has the passages of each item that it names."""

    statement: Statement
    rests_on: tuple[tuple[Passage, ...], ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedRelation:
    """How another claim bears on this one: `verb` is said of this claim, as in "Corroborated by"."""

    relation: Relation
    verb: str
    other: Claim
    passages: tuple[Passage, ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedClaim:
    """A claim, whoever it names, and the passages it rests on, also by way of quotes and other claims."""

    claim: Claim
    by: Who | None
    content_of: Who | None
    about: tuple[Who, ...]
    passages: tuple[Passage, ...]
    relations: tuple[PreparedRelation, ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedQuote:
    """A quote, whoever it names, and its passages in step with its stretches."""

    quote: Quote
    speaker: Who | None
    via: tuple[Who, ...]
    audience: Who | None
    about: tuple[Who, ...]
    passages: tuple[Passage, ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedEvent:
    """An event, whoever it names, and the passages it rests on."""

    event: Event
    actors: tuple[Who, ...]
    passages: tuple[Passage, ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an export is made of. Rejected items are in none of it, nor in `brief`.

    Claims are in the brief's order, quotes by speaker in the order in which the brief first quotes each (the
    unattributed last), events by date. Notes are numbered in the order in which the bottom line, the claims,
    the quotes and the timeline call for them; `notes[n - 1]` is note n, and what calls for none is
    unsourced. `actors`, `sources` and `articles` are by key; a source whose article is not on the desk has
    no article, and nothing rests on it.
    """

    brief: Brief
    bottom_line: tuple[PreparedStatement, ...]
    claims: tuple[PreparedClaim, ...]
    quotes: tuple[PreparedQuote, ...]
    timeline: tuple[PreparedEvent, ...]
    notes: tuple[Note, ...]
    actors: Mapping[str, Who]
    sources: Mapping[str, Source]
    articles: Mapping[str, Article]

    def selected(
        self,
        *,
        bottom_line: Iterable[PreparedStatement] = (),
        claims: Iterable[PreparedClaim] = (),
        quotes: Iterable[PreparedQuote] = (),
        timeline: Iterable[PreparedEvent] = (),
        order: Sequence[str] = ("bottom_line", "claims", "quotes", "timeline"),
    ) -> Prepared:
        """Only these items, with footnotes numbered anew in this order, and only the sources cited."""
        part = replace(
            self,
            bottom_line=tuple(bottom_line),
            claims=tuple(claims),
            quotes=tuple(quotes),
            timeline=tuple(timeline),
        )
        part = numbered(part, order)
        used = {passage.source for note in part.notes for passage in note.passages}
        return replace(part, sources={key: source for key, source in self.sources.items() if key in used})


_Item = TypeVar("_Item", PreparedStatement, PreparedClaim, PreparedQuote, PreparedEvent)


def numbered(
    prepared: Prepared, order: Sequence[str] = ("bottom_line", "claims", "quotes", "timeline")
) -> Prepared:
    """The same items with their footnotes, in the order in which the sections call for them."""
    numbers: dict[tuple[Passage, ...], Note] = {}

    def notes(*groups: tuple[Passage, ...]) -> tuple[int, ...]:
        called: dict[int, None] = {}
        for passages in groups:
            if passages:
                called.setdefault(numbers.setdefault(passages, Note(len(numbers) + 1, passages)).number)
        return tuple(called)

    def noted(item: _Item) -> _Item:
        if isinstance(item, PreparedStatement):
            return replace(item, notes=notes(*item.rests_on))
        item = replace(item, notes=notes(item.passages))
        if isinstance(item, PreparedClaim):
            related = tuple(replace(each, notes=notes(each.passages)) for each in item.relations)
            item = replace(item, relations=related)
        return item

    sections: dict[str, tuple[Any, ...]] = {
        section: tuple(map(noted, getattr(prepared, section))) for section in order
    }
    return replace(
        prepared,
        bottom_line=sections.get("bottom_line", ()),
        claims=sections.get("claims", ()),
        quotes=sections.get("quotes", ()),
        timeline=sections.get("timeline", ()),
        notes=tuple(numbers.values()),
    )
