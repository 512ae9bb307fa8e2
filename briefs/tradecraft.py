"""Warn where the statements of a brief say more than they rest on, or say it so that it can be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from tearline.briefs.model import Brief, Claim, Likelihood, Place, Quote
from tearline.briefs.schema_problems import Path

# Where, what is wrong, what was expected.
Warned = tuple[Path, str, str]

_LIKELY_WORDS = "|".join((*get_args(Likelihood), "almost certainly", "probably"))
_LIKELIHOOD = re.compile(rf"\b(?:{_LIKELY_WORDS})\b", re.IGNORECASE)
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def tradecraft_warnings(brief: Brief) -> Iterator[Warned]:
    """Each weak statement with what would mend it, by the standards of ICD 203 and the Admiralty code."""
    yield from _bottom_line(brief)
    quotes = {quote.id: quote for quote in brief.quotes}
    for n, claim in enumerate(brief.claims):
        yield from _claim(claim, ("claims", n), quotes)
    for n, event in enumerate(brief.timeline):
        if not event.evidence:
            yield ("timeline", n), "rests on nothing", "evidence: a quote or the words of a source"
    for key, actor in brief.actors.items():
        if actor.type == "person" and len(actor.name.split()) == 1:
            yield ("actors", key, "name"), f"{actor.name} is named by one name alone", "the full name"


def _bottom_line(brief: Brief) -> Iterator[Warned]:
    for n, statement in enumerate(brief.bottom_line):
        path = ("bottom_line", n)
        for sentence in _SENTENCE_END.split(statement.words):
            if _CONFIDENCE.search(sentence) and (_LIKELIHOOD.search(sentence) or statement.likelihood):
                yield (
                    path,
                    "gives likelihood and confidence in one sentence",
                    "`confidence` as a key of its own",
                )
                break
        if statement.assumption is None and not statement.because:
            kind = "judgement" if statement.judgement is not None else "fact"
            yield path, f"this {kind} rests on nothing", "because: the ids of what it rests on"


def _claim(claim: Claim, path: Path, quotes: dict[str, Quote]) -> Iterator[Warned]:
    if not claim.evidence:
        yield path, "rests on nothing", "evidence: a quote or the words of a source"
    origins = claim.origins
    if origins is None:
        places = [rest for rest in claim.evidence if isinstance(rest, Place)]
        places += [place for rest in claim.evidence if rest in quotes for place in quotes[str(rest)].places]
        # Several sources may still share one origin, but one source is one origin for certain.
        origins = 1 if len({place.source for place in places}) == 1 else None
    if claim.credibility == 1 and origins == 1:
        yield (*path, "credibility"), "is confirmed (1), yet one origin alone says so", "2 or weaker"
    if claim.kind == "fact" and origins == 1 and _is_attributed(claim, quotes):
        what = "stands as a fact, yet it rests only on what someone says"
        yield (*path, "kind"), what, "allegation, or evidence from another origin"


def _is_attributed(claim: Claim, quotes: dict[str, Quote]) -> bool:
    if claim.by is not None:
        return True
    named = [quotes.get(rest) if isinstance(rest, str) else None for rest in claim.evidence]
    return bool(named) and all(quote is not None and quote.speaker is not None for quote in named)
