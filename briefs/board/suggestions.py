"""One article's findings as rows: what the machine proposes, before any brief has its say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from tearline.briefs.board.rows import GAP, ClaimRow, EventRow, QuoteRow
from tearline.briefs.findings import Claim, Event, Findings, Party, Quote
from tearline.briefs.ids import finding_id, source_key
from tearline.index.article import Article, Span


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one article, each kind in the order of its findings."""

    quotes: tuple[QuoteRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    events: tuple[EventRow, ...] = ()

    @property
    def items(self) -> tuple[QuoteRow | ClaimRow | EventRow, ...]:
        return (*self.quotes, *self.claims, *self.events)


@dataclass(frozen=True, slots=True)
class Suggesting:
    """What turns findings into rows: who the article's actors are on the board, and which ids are free.

    `id_of` gives the board's id of an actor of this article, `name_of` the name of a board's id, `is_taken`
    whether an id belongs to something else, `origins_of` counts the independent origins of a claim's words.
    """

    article: Article
    findings: Findings
    id_of: Callable[[str], str | None]
    name_of: Callable[[str], str]
    is_taken: Callable[[str], bool]
    origins_of: Callable[[Claim], int]

    def block(self) -> Block:
        """All findings of the article as rows."""
        ids = _Ids(source_key(self.article), self.is_taken)
        mentions, attributions = self._mentions(), _Attributions(self.findings.quotes)
        return Block(
            tuple(self._quote(quote, ids) for quote in self.findings.quotes),
            tuple(self._claim(claim, ids, mentions, attributions) for claim in self.findings.claims),
            tuple(self._event(event, ids) for event in self.findings.events),
        )

    def _quote(self, quote: Quote, ids: _Ids) -> QuoteRow:
        words = self._words(quote.content)
        speaker, speaker_name = self._party(quote.speaker)
        audience, audience_name = self._party(quote.audience)
        relay = [self._party(party) for party in quote.relay]
        finding = ids.take("q", words)
        return QuoteRow(
            id=finding,
            article=self.article.id,
            words=words,
            form=quote.form,
            spans=quote.content,
            speaker=speaker,
            speaker_name=speaker_name,
            via=tuple(name for _, name in relay),
            via_actors=tuple(actor for actor, _ in relay),
            audience=audience_name,
            audience_actor=audience,
            about=self._actors(quote.about),
            cue=self.article.text[slice(*quote.cue)] if quote.cue else "",
            rule=quote.rule,
            precision=quote.precision,
            finding=finding,
        )

    def _claim(self, claim: Claim, ids: _Ids, mentions: _Mentions, attributions: _Attributions) -> ClaimRow:
        words = self._words(claim.span)
        by = self.id_of(claim.by) if claim.by else None
        of = self.id_of(claim.content_of) if claim.content_of else None
        finding = ids.take("c", words)
        return ClaimRow(
            id=finding,
            article=self.article.id,
            words=words,
            kind=claim.kind,
            spans=claim.span,
            by=by,
            by_name=self.name_of(by) if by else claim.by_text or "",
            content_of=of,
            content_of_name=self.name_of(of) if of else "",
            condition=self.article.text[slice(*claim.condition)] if claim.condition else "",
            denied=claim.denied,
            origins=self.origins_of(claim),
            about=tuple(actor for actor in mentions.within(claim.span) if actor != by),
            rule=claim.rule,
            score=claim.score,
            precision=attributions.precision_of(claim),
            finding=finding,
        )

    def _event(self, event: Event, ids: _Ids) -> EventRow:
        words = self.article.text[slice(*event.span)]
        finding = ids.take("t", words)
        return EventRow(
            id=finding,
            article=self.article.id,
            words=words,
            when=event.when,
            spans=(event.span,),
            actors=self._actors(event.actors),
            basis=event.basis,
            rule=event.rule,
            finding=finding,
        )

    def _words(self, spans: Sequence[Span]) -> str:
        return GAP.join(self.article.text[start:end] for start, end in spans)

    def _party(self, party: Party | None) -> tuple[str | None, str]:
        if party is None:
            return None, ""
        actor = self.id_of(party.actor) if party.actor else None
        return actor, self.name_of(actor) if actor else party.described

    def _actors(self, local: Sequence[str]) -> tuple[str, ...]:
        found = (self.id_of(one) for one in local)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _mentions(self) -> _Mentions:
        found = [
            (span[0], actor_id)
            for actor in self.findings.actors
            if (actor_id := self.id_of(actor.id)) is not None
            for span in actor.mentions
        ]
        return _Mentions(sorted(found))


class _Mentions:
    """Where the article names which actor, to look up by stretch of text."""

    def __init__(self, starts: list[tuple[int, str]]) -> None:
        self._starts = starts

    def within(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The actors named in the spans, each once, in the order of the text."""
        found: dict[str, None] = {}
        for start, end in spans:
            place = bisect_left(self._starts, (start, ""))
            while place < len(self._starts) and self._starts[place][0] < end:
                found[self._starts[place][1]] = None
                place += 1
        return tuple(found)


# So many stretches of quotes are looked at before a place.
_NEAR = 32


class _Attributions:
    """How sure it is who said what, to look up by stretch of text."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._said = sorted((start, end, quote.precision) for quote in quotes for start, end in quote.content)
        self._starts = [start for start, _, _ in self._said]
        # How far the stretches up to each one reach: where to stop looking back.
        self._reach = list(accumulate((end for _, end, _ in self._said), max))

    def precision_of(self, claim: Claim) -> float:
        """That of the surest quote which most of the claim's words are in, 1 where nobody asserts it."""
        if claim.by is None and claim.by_text is None:
            return 1.0
        found: list[float] = []
        for start, end in claim.span:
            last_place = place = bisect_left(self._starts, end)
            # A quote around a whole long text must not have every claim look at all of it.
            while place > max(0, last_place - _NEAR) and self._reach[place - 1] > start:
                place -= 1
                first, last, precision = self._said[place]
                if 2 * (min(end, last) - max(start, first)) > end - start:
                    found.append(precision)
        return max(found, default=1.0)


class _Ids:
    """Gives each finding of an article its id: by its words, and by its turn where words come twice."""

    def __init__(self, source: str, is_taken: Callable[[str], bool]) -> None:
        self._source = source
        self._is_taken = is_taken
        self._given: set[str] = set()
        self._turns: dict[str, int] = {}

    def take(self, kind: Literal["q", "c", "t"], words: str) -> str:
        first = finding_id(kind, self._source, words)
        # Words that stand in a text ten thousand times do not try all turns before their own each time.
        nth = self._turns.get(first, 0)
        while True:
            one = finding_id(kind, self._source, words, nth)
            nth += 1
            if one not in self._given and not self._is_taken(one):
                self._given.add(one)
                self._turns[first] = nth
                return one
