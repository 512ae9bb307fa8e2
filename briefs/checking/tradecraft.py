"""Warn where the statements of a brief say more than they rest on, or say it so that it can be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from tearline.briefs.checking.evidence import places_of
from tearline.briefs.checking.wording import (
    says_confidence,
    says_likelihood,
    says_other_likelihood,
    sentences,
    vague_likelihood,
)
from tearline.briefs.document.schema_problems import Path
from tearline.briefs.drafting.lexicon import sections
from tearline.briefs.model import Actor, Brief, Claim, Place, Quote, Source, Statement

# Code, where, what is wrong, what was expected.
Warned = tuple[str, Path, str, str]

# Attribution in the reporter's own sentence, where it is nothing else: “insurance claims rose” and
# “said to be the oldest” attribute nothing.
_ATTRIBUTED = re.compile(
    r"\baccording to (?!plan\b|schedule\b|(?:the )?law\b|custom\b)"
    r"|\b(?:said|says|claimed|alleged|alleges|asserted|asserts|insisted|insists) (?:on \w+ |in \w+ )?that\b"
    r"|[,”\"] (?:[\w'’-]+ ){1,5}(?:said|says|claimed|alleged)(?=[.,]| (?:on|in|at|after|before|yesterday)\b)"
    r"|[,”\"] (?:said|says) (?!to\b)\w"
)
# Kings and popes are named by one name.
_OF_ONE_NAME = frozenset(
    "King Queen Prince Princess Pope Emperor Empress Sultan Emir Saint Shah Tsar Patriarch".split()  # noqa: SIM905
)


def tradecraft_warnings(brief: Brief) -> Iterator[Warned]:
    """Each weak statement with what would mend it, by the standards of ICD 203 and the Admiralty code."""
    for n, statement in enumerate(brief.bottom_line):
        yield from _statement(statement, ("bottom_line", n))
    quotes = {quote.id: quote for quote in brief.quotes}
    places = places_of(brief)
    for n, claim in enumerate(brief.claims):
        yield from _claim(claim, ("claims", n), quotes, places(claim.id))
    for n, event in enumerate(brief.timeline):
        if not event.evidence:
            yield "T05", ("timeline", n), "rests on nothing", "evidence: a quote or the words of a source"
    for key, source in brief.sources.items():
        yield from _source(source, ("sources", key))
    for key, actor in brief.actors.items():
        if _is_half_named(actor):
            yield "T06", ("actors", key, "name"), f"{actor.name} is named by one name alone", "the full name"


def _statement(statement: Statement, path: Path) -> Iterator[Warned]:
    each = sentences(statement.words)
    if any(says_confidence(one) and (says_likelihood(one) or statement.likelihood) for one in each):
        what = "gives likelihood and confidence in one sentence"
        yield "T01", path, what, "`confidence` as a key of its own"
    if statement.judgement is not None and not statement.because:
        yield "T02", path, "this judgement rests on nothing", "because: the ids of what it rests on"
    elif statement.fact is not None and not statement.because:
        yield "T05", path, "this fact rests on nothing", "because: the ids of what it rests on"
    if statement.judgement is None:
        return
    if vague := next(filter(None, map(vague_likelihood, each)), None):
        what = f"“{vague}” can be read as many likelihoods"
        yield "T07", path, what, "`likelihood`, one of the words of ICD 203, and a sentence without it"
    if statement.likelihood is not None:
        others = (says_other_likelihood(one, statement.likelihood) for one in each)
        if other := next(filter(None, others), None):
            what = f"the sentence says “{other}”, its likelihood says “{statement.likelihood}”"
            yield "T09", path, what, "one of the two"


def _claim(
    claim: Claim, path: Path, quotes: Mapping[str, Quote], places: tuple[Place, ...]
) -> Iterator[Warned]:
    if not claim.evidence:
        yield "T05", path, "rests on nothing", "evidence: a quote or the words of a source"
    # Several sources may still share one origin, but one source is one origin for certain.
    origins = claim.origins or (1 if len({place.source for place in places}) == 1 else None)
    if claim.credibility == 1 and origins == 1:
        what = "is confirmed (1), yet one origin alone says so"
        yield "T03", (*path, "credibility"), what, "2 or weaker"
    if claim.kind == "fact" and origins == 1 and _is_attributed(claim, quotes):
        what = "stands as a fact, yet it rests only on what someone says"
        yield "T04", (*path, "kind"), what, "allegation, or evidence from another origin"


def _is_attributed(claim: Claim, quotes: Mapping[str, Quote]) -> bool:
    """Whether somebody asserts the claim, or all that it rests on are words of somebody's."""
    if claim.by is not None:
        return True
    return bool(claim.evidence) and all(
        bool(_ATTRIBUTED.search(rest.exact or ""))
        if isinstance(rest, Place)
        else rest in quotes and quotes[rest].speaker is not None
        for rest in claim.evidence
    )


def _source(source: Source, path: Path) -> Iterator[Warned]:
    # F says that nothing can be judged, so there is nothing to give reasons for.
    if source.reliability in (None, "F"):
        return
    missing = [
        key
        for key, value in (
            ("reliability_by", source.reliability_by),
            ("reliability_why", source.reliability_why),
        )
        if value is None
    ]
    if missing:
        told = " and ".join(
            {"reliability_by": "who gave it", "reliability_why": "why"}[key] for key in missing
        )
        what = f"the grade {source.reliability} does not say {told}"
        yield "T08", (*path, "reliability"), what, " and ".join(missing)


def _is_half_named(actor: Actor) -> bool:
    """Whether a person has a surname and at most a title; a note says why there is no more."""
    if actor.type != "person" or actor.note is not None:
        return False
    words = actor.name.split()
    return words[0] not in _OF_ONE_NAME and sum(word not in _titles() for word in words) <= 1


@cache
def _titles() -> frozenset[str]:
    """The words that stand before a surname and name nobody further."""
    titles = sections("titles")
    lines = (*titles["honorific"], *titles["title"], *titles["modifier"])
    return frozenset(word.strip() for line in lines for word in line.split(","))
