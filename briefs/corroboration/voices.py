"""Whom a claim rests on, so that many reports of one person's word are not taken for many persons' word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tearline.briefs.corroboration.stems import is_empty, stem
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.findings import Claim, Findings, Party, Quote
from tearline.index.article import Article, Span

_WORD = re.compile(r"[^\W\d_]+")
# What tells, at a statement's end, who says all of it.
_TAIL = 120
_TELLER = re.compile(
    r",\s+[^,.“”]{2,60},?\s+(?:said|told [^\s,]+|announced|reported|confirmed|show|showed)\b[^,]{0,30}\Z"
)
# Words for whoever speaks for somebody, which say nothing of who that is.
_ANYONE = frozenset(stem(word) for word in words("relations", "anyone"))


@dataclass(frozen=True, slots=True)
class Voice:
    """Who stands between a fact and the reader: the last that all of it comes through.

    `actor` is the board's id, None where nobody is named; `text` are the words or the name, empty where the
    article itself speaks. `words` are their stems with those of the actor's roles in the article, less words
    for just anyone ("a source").
    """

    actor: str | None = None
    text: str = ""
    words: frozenset[str] = frozenset()

    @property
    def is_article(self) -> bool:
        """Whether the article speaks for itself."""
        return self.actor is None and not self.text

    def may_be(self, other: Voice) -> bool:
        """Whether the two may be one: by identity, by words in common, or because one is just anyone."""
        if self.is_article or other.is_article:
            return False
        if self.actor is not None and other.actor is not None:
            return self.actor == other.actor
        if not self.words or not other.words:
            return True
        return self.words <= other.words or other.words <= self.words


def voice_of(
    article: Article,
    findings: Findings,
    claim: Claim,
    id_of: Callable[[str], str | None],
    name_of: Callable[[str], str],
) -> Voice:
    """Whom a claim rests on: whoever asserts or passes it on, who may also be named in its own words."""
    local, text = claim.by, claim.by_text
    if local is None and text is None:
        party = _told_by(claim, findings.quotes)
        if party is not None:
            local, text = party.actor, party.described if party.actor is None else None
        else:
            local, text = _named_in(article, findings, teller_in(article, claim))
        if local is None and text is None:
            return Voice()
    if local is None:
        return Voice(None, text or "", _stems(text or ""))
    roles = [role.text for actor in findings.actors if actor.id == local for role in actor.roles]
    actor_id = id_of(local)
    name = name_of(actor_id) if actor_id else local
    return Voice(actor_id, name, _stems(" ".join((name, *roles))))


def _told_by(claim: Claim, quotes: Sequence[Quote]) -> Party | None:
    """Who tells what a statement says that names its own teller: "…, an aide said", "X told reporters …"."""
    for quote in quotes:
        if quote.speaker is None or quote.cue is None or not _lies_in(quote.cue, claim.span):
            continue
        said = sum(max(0, min(b, d) - max(a, c)) for a, b in quote.content for c, d in claim.span)
        if 2 * said > sum(end - start for start, end in claim.span):
            return (quote.speaker, *quote.relay)[-1]
    return None


def teller_in(article: Article, claim: Claim) -> Span | None:
    """The words at a statement's end that say who states it: ", an aide said on Wednesday"."""
    start, end = claim.span[-1]
    teller = _TELLER.search(article.text, max(start, end - _TAIL), end)
    return teller.span() if teller else None


def _named_in(article: Article, findings: Findings, span: Span | None) -> tuple[str | None, str | None]:
    """The actor whom words name, or the words."""
    if span is None:
        return None, None
    for actor in findings.actors:
        if any(_lies_in(mention, (span,)) for mention in actor.mentions):
            return actor.id, None
    return None, article.text[slice(*span)]


def _lies_in(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _stems(text: str) -> frozenset[str]:
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in found if not is_empty(word)) - _ANYONE
