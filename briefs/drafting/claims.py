"""Picks an article's key claims: the statements that a summary would keep, with who makes them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tearline.briefs.drafting.claim_kinds import condition_in, is_affirmed, is_pledged, kind_of
from tearline.briefs.drafting.document import Document, read_document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.statements import Statement, find_statements
from tearline.briefs.findings import Actor, Claim, Party, Quote
from tearline.index.article import Article

_EMPTY = words("claims", "empty")
_POINTING = words("claims", "pointing")
_HOUSEKEEPING = tuple(sorted(words("claims", "housekeeping")))
_SUFFIX = re.compile(r"(?:['’]s?|ies|ing|ed|es|s)$")

# How claims are ranked. Summaries by people are made of words that the title and the first sentences share
# with much of the article, and of names; each of their statements says a new thing in few words.
_IN_TITLE = 3.0
_IN_NAME = 0.6
_LEADING = 0.15  # for words of the first `_LEAD` candidates that come again
_LEAD = 3
_REPEATED = 0.4  # what is left of a word's weight once a better claim has told it
_SHORT = 2  # content words; keeps a claim of few words from ranking by one of them
_FAR = 0.4  # what place is worth at an article's end, of 1 at its head
_DECAY = 0.3
_QUOTED = 0.85
_POINTS_BACK = 0.8
_FIGURES = 0.1
_COMMITS = 0.2
_SALIENCE = 0.3
_FEWEST_CONTENT_WORDS = 3

_MOST = 24
_SHARE = 0.75  # of an article's statements are offered at most


def find_claims(
    article: Article, actors: Sequence[Actor], quotes: Sequence[Quote], document: Document | None = None
) -> tuple[Claim, ...]:
    """The key claims of an article, most important first; `document` saves reading the article again."""
    document = document or read_document(article)
    candidates = [
        candidate
        for statement in find_statements(document, quotes)
        if (candidate := _weigh(document, statement)) is not None
    ]
    _add_salience(document, candidates, actors)
    names = {
        stem(document.lowers[i])
        for first, last in document.sentences
        for i in range(first + 1, last)
        if document.words[i][0].isupper()
    }
    title = {
        word
        for zone in article.zones
        if zone.kind == "title"
        for word in _stems(article.text[zone.start : zone.end])
    }
    return tuple(_claim(document, candidate, score) for candidate, score in _ranked(candidates, title, names))


@dataclass(slots=True)
class _Candidate:
    statement: Statement
    stems: frozenset[str]
    size: int
    points: bool
    figures: bool
    commits: bool
    salience: float = 0.0


def stem(word: str) -> str:
    """A word without its ending, so that "pledged" and "pledges" are the same."""
    short = _SUFFIX.sub("", word)
    return short if len(short) > 2 else word


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"\w[\w’'-]*", text.lower()) if word not in _EMPTY}


def _weigh(document: Document, statement: Statement) -> _Candidate | None:
    """A statement with what counts for its rank; None for a bare condition and an outlet on its own work."""
    lowers = [document.lowers[i] for i in statement.indices()]
    said = " ".join(lowers)
    if any(phrase in said for phrase in _HOUSEKEEPING):
        return None
    condition = condition_in(document, statement)
    if condition and condition == document.span(*statement.tokens[0]):
        return None
    content = [word for word in lowers if word not in _EMPTY and word[0].isalnum()]
    if len(content) < _FEWEST_CONTENT_WORDS:
        return None
    return _Candidate(
        statement,
        frozenset(map(stem, content)),
        len(content),
        points=lowers[0] in _POINTING,
        figures=any(word[0].isdigit() for word in content),
        commits=kind_of(document, statement) == "pledge",
    )


def _add_salience(document: Document, candidates: Sequence[_Candidate], actors: Sequence[Actor]) -> None:
    """To each candidate the salience of the actors named in it."""
    named: dict[int, set[int]] = {}
    for number, actor in enumerate(actors):
        for start, end in actor.mentions:
            token, _ = document.tokens_in(start, end)
            named.setdefault(token, set()).add(number)
    if named:
        for candidate in candidates:
            present = set().union(*(named.get(i, ()) for i in candidate.statement.indices()))
            candidate.salience = min(1.0, sum(actors[number].salience for number in present))


def _ranked(
    candidates: Sequence[_Candidate], title: set[str], names: set[str]
) -> list[tuple[_Candidate, float]]:
    """The candidates worth offering, best first, with their scores, of which the first is 1.

    Each is judged by what it adds to those before.
    """
    counts = Counter(word for candidate in candidates for word in candidate.stems)
    lead = {word for candidate in candidates[:_LEAD] for word in candidate.stems}
    weight = {
        word: math.log1p(count)
        * (
            1
            + _IN_TITLE * (word in title)
            + _IN_NAME * (word in names)
            + _LEADING * (word in lead and count > 1)
        )
        for word, count in counts.items()
    }
    static = {id(c): _static(c) for c in candidates}

    def gain(candidate: _Candidate, told: set[str]) -> float:
        fresh = sum(weight[word] * (_REPEATED if word in told else 1) for word in candidate.stems)
        return fresh / (candidate.size + _SHORT) * static[id(candidate)]

    most = min(_MOST, max(5, math.ceil(_SHARE * len(candidates))))
    pool = sorted(candidates, key=lambda c: -gain(c, set()))[: 4 * _MOST]
    ranked: list[tuple[_Candidate, float]] = []
    told: set[str] = set()
    while pool and len(ranked) < most:
        best = max(pool, key=lambda c: gain(c, told))
        ranked.append((best, gain(best, told)))
        pool.remove(best)
        told |= best.stems
    top = ranked[0][1] if ranked else 1.0
    return [(candidate, round(score / top, 3) if top else 0.0) for candidate, score in ranked]


def _static(candidate: _Candidate) -> float:
    """What a candidate is worth by its place and make, whatever it says."""
    worth = _FAR + (1 - _FAR) / (1 + _DECAY * candidate.statement.sentence)
    worth *= _QUOTED if candidate.statement.rule == "quoted" else 1
    worth *= _POINTS_BACK if candidate.points else 1
    worth *= 1 + _FIGURES * candidate.figures + _COMMITS * candidate.commits
    return worth * (1 + _SALIENCE * candidate.salience)


def _claim(document: Document, candidate: _Candidate, score: float) -> Claim:
    statement = candidate.statement
    by, content_of = _asserted(document, statement)
    return Claim(
        span=tuple(document.span(*part) for part in statement.tokens),
        score=score,
        kind=kind_of(document, statement),
        rule=statement.rule,
        by=by.actor if by else None,
        by_text=by.text if by and by.actor is None and by.text.lower() not in _POINTING else None,
        content_of=content_of,
        condition=condition_in(document, statement),
        polarity=is_affirmed(document, statement),
    )


def _asserted(document: Document, statement: Statement) -> tuple[Party | None, str | None]:
    """Who asserts a statement, and whose content it is where that party relays it."""
    parties = [
        party for quote in statement.quotes for party in (*reversed(quote.relay), quote.speaker) if party
    ]
    # Whoever commits themselves in the reporter's own words is who makes the pledge.
    parties += [quote.speaker for quote in statement.inside if quote.speaker and is_pledged(document, quote)][
        :1
    ]
    if not parties:
        return None, None
    by, origin = parties[0], parties[-1].actor
    return by, origin if origin != by.actor else None
