"""Picks an article's key claims: the statements that a summary would keep, with who makes them."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from tearline.briefs.drafting.claim_kinds import Sort, is_pledged, sort_of
from tearline.briefs.drafting.document import Document, read_document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.statements import Statement, find_statements
from tearline.briefs.findings import Actor, Claim, Party, Quote
from tearline.index.article import Article

_EMPTY = words("claims", "empty")
_POINTING = words("claims", "pointing")
_HOUSEKEEPING = words("claims", "housekeeping")
_HOUSEKEEPING_ENDS = frozenset(phrase.split()[-1] for phrase in _HOUSEKEEPING)
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

_FEWEST, _MOST = 5, 24
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
    """A statement with its content words, and what it is worth by its place and make."""

    statement: Statement
    sort: Sort
    stems: frozenset[str]
    size: int
    worth: float


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """A word without its ending, so that "pledged" and "pledges" are the same."""
    short = _SUFFIX.sub("", word)
    return short if len(short) > 2 else word


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"\w[\w’'-]*", text.lower()) if word not in _EMPTY}


def _weigh(document: Document, statement: Statement) -> _Candidate | None:
    """A statement with what counts for its rank; None for a bare condition and an outlet on its own work."""
    lowers = statement.lowers(document)
    if not _HOUSEKEEPING_ENDS.isdisjoint(lowers) and any(map(" ".join(lowers).__contains__, _HOUSEKEEPING)):
        return None
    content = [word for word in lowers if word not in _EMPTY and word[0].isalnum()]
    sort = sort_of(document, statement)
    if len(content) < _FEWEST_CONTENT_WORDS or sort.condition == document.span(*statement.tokens[0]):
        return None
    worth = _FAR + (1 - _FAR) / (1 + _DECAY * statement.sentence)
    worth *= _QUOTED if statement.rule == "quoted" else 1
    worth *= _POINTS_BACK if lowers[0] in _POINTING else 1
    worth *= 1 + _FIGURES * any(word[0].isdigit() for word in content) + _COMMITS * (sort.kind == "pledge")
    return _Candidate(statement, sort, frozenset(map(stem, content)), len(content), worth)


def _add_salience(document: Document, candidates: Sequence[_Candidate], actors: Sequence[Actor]) -> None:
    """Makes each candidate worth more by the salience of the actors named in it."""
    named: dict[int, set[int]] = {}
    for number, actor in enumerate(actors):
        for start, end in actor.mentions:
            token, _ = document.tokens_in(start, end)
            named.setdefault(token, set()).add(number)
    for candidate in candidates:
        present = set().union(*[named[i] for i in candidate.statement.indices() if i in named])
        salience = min(1.0, sum(actors[number].salience for number in present))
        candidate.worth *= 1 + _SALIENCE * salience


def _ranked(
    candidates: Sequence[_Candidate], title: Set[str], names: Set[str]
) -> list[tuple[_Candidate, float]]:
    """The candidates worth offering, best first, with their scores, of which the first is 1.

    Each is judged by what it adds to those before.
    """
    weights = _weights(candidates, title, names)
    told: set[str] = set()

    def gain(candidate: _Candidate) -> float:
        fresh = sum([weights[word] * (_REPEATED if word in told else 1) for word in candidate.stems])
        return fresh / (candidate.size + _SHORT) * candidate.worth

    # What a candidate adds only ever shrinks, so the first in the heap whose gain is up to date is the best.
    heap = [(-gain(candidate), number) for number, candidate in enumerate(candidates)]
    heapq.heapify(heap)
    most = min(_MOST, max(_FEWEST, math.ceil(_SHARE * len(candidates))))
    ranked: list[tuple[_Candidate, float]] = []
    while heap and len(ranked) < most:
        before, number = heapq.heappop(heap)
        now = gain(candidates[number])
        if now < -before:
            heapq.heappush(heap, (-now, number))
            continue
        ranked.append((candidates[number], now))
        told |= candidates[number].stems
    top = ranked[0][1] if ranked else 0
    return [(candidate, round(score / top, 3) if top else 0.0) for candidate, score in ranked]


def _weights(candidates: Sequence[_Candidate], title: Set[str], names: Set[str]) -> dict[str, float]:
    """What each content word counts: more where more candidates hold it, or title, names or head do."""
    counts = Counter(word for candidate in candidates for word in candidate.stems)
    lead = {word for candidate in candidates[:_LEAD] for word in candidate.stems if counts[word] > 1}
    return {
        word: math.log1p(count)
        * (1 + _IN_TITLE * (word in title) + _IN_NAME * (word in names) + _LEADING * (word in lead))
        for word, count in counts.items()
    }


def _claim(document: Document, candidate: _Candidate, score: float) -> Claim:
    statement = candidate.statement
    by, content_of = _asserted(document, statement)
    return Claim(
        span=tuple(document.span(*part) for part in statement.tokens),
        score=score,
        kind=candidate.sort.kind,
        rule=statement.rule,
        by=by.actor if by else None,
        by_text=by.text if by and by.actor is None and by.text.lower() not in _POINTING else None,
        content_of=content_of,
        condition=candidate.sort.condition,
        polarity=candidate.sort.affirms,
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
