"""Ranks statements by how much they tell of what an article is about, each by what it adds to those before.

Summaries by people are made of words that an article repeats, that it brings in early, that stand in its
title and that name someone; each of their statements says a new thing.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from tearline.briefs.drafting.claim_words import FIRST_PERSON, HOUSEKEEPING, PLEDGE, POINTING, WEIGHING
from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.statements import Statement, is_heading
from tearline.briefs.drafting.word_facts import FIGURE, WEIGHS
from tearline.briefs.findings import Actor

# What a content word counts.
_ONCE = 0.5  # taken from how often it stands in the text: a word that stands once says little
_OFTEN = 5  # and from here on more is the same
_IN_TITLE = 4.0  # as if it stood so often more
_IN_NAME = 1.0  # of an actor: so much more again
_FADES = 4.0  # sentences from the head after which a word that is new there counts half
_LATE = 0.4  # and what is left of one that is new at the end
_TOLD = 0.1  # what is left of a word once a better claim has told it
_SENTENCES = 40  # beyond these every word is late

# What is left of a word that is new in the sentence of that number.
_NEW = [_LATE + (1 - _LATE) / (1 + (number / _FADES) ** 2) for number in range(_SENTENCES + 1)]

# What a statement is worth by its place and make.
_SHORT = 3  # content words; keeps a statement of few words from ranking by one of them
_FAR = 0.5  # at an article's end, of 1 at its head
_DECAY = 0.3
_QUOTED = 0.85
_POINTS_BACK = 0.7
_LEADS = 1.3  # what the reporter says first
_PERSONAL = 0.85
_FIGURES = 1.05
_COMMITS = 1.1
_SLIGHT = 0.8  # of fewer content words than _SLIGHTEST
_SLIGHTEST = 6
_FEWEST_CONTENT_WORDS = 3

_FEWEST, _MOST = 5, 24
_SHARE = 0.75  # of an article's statements are offered at most
_EASED = 2 / 3  # power of the scores, which else fall too fast to be told apart


@dataclass(slots=True)
class _Candidate:
    """A statement with its content words, how long it counts, and what it is worth by place and make."""

    statement: Statement
    stems: frozenset[str]
    length: int
    worth: float


def rank(
    document: Document, statements: Sequence[Statement], title: Set[str], actors: Sequence[Actor]
) -> list[tuple[Statement, float]]:
    """The statements worth offering, best first, with their scores, of which the first is 1.

    `title` are the title's content words, as stems.
    Those that say next to nothing, or tell how the outlet worked, are left out.
    """
    places = _places(document)
    candidates = [
        found
        for statement in statements
        if (found := _weigh(document, statement, places[statement.sentence]))
    ]
    return _in_order(candidates, _weights(document, places, title, actors))


def _places(document: Document) -> list[int]:
    """For each sentence how many stand before it: headings, bylines and labels are none."""
    places, place = [], 0
    for first, last in document.sentences:
        places.append(place)
        place += not is_heading(document, first, last)
    return places


def _weigh(document: Document, statement: Statement, place: int) -> _Candidate | None:
    content = list(filter(None, statement.of(document.stems)))
    if len(content) < _FEWEST_CONTENT_WORDS:
        return None
    worth = _FAR + (1 - _FAR) / (1 + _DECAY * place)
    if len(content) < _SLIGHTEST:
        worth *= _SLIGHT
    if statement.rule == "quoted":
        worth *= _QUOTED
    if document.lowers[statement.tokens[0][0]] in POINTING:
        worth *= _POINTS_BACK
    if place == 0:
        worth *= _LEADS
    lowers = statement.lowers(document) if statement.traits & WEIGHS else []
    if not WEIGHING.isdisjoint(lowers):
        if any(map(" ".join(lowers).__contains__, HOUSEKEEPING)):
            return None
        if not FIRST_PERSON.isdisjoint(lowers):
            worth *= _PERSONAL
        if not PLEDGE.isdisjoint(lowers):
            worth *= _COMMITS
    if statement.traits & FIGURE and any(stem[0].isdecimal() for stem in content):
        worth *= _FIGURES
    return _Candidate(statement, frozenset(content), len(content) + _SHORT, worth)


def _weights(
    document: Document, places: Sequence[int], title: Set[str], actors: Sequence[Actor]
) -> dict[str, float]:
    """What each content word of the article counts."""
    stems = document.stems
    names = _name_stems(document, stems, actors)
    new: dict[str, float] = {}
    early = bisect_left(places, _SENTENCES)
    for place, (first, last) in reversed(list(zip(places, document.sentences[:early], strict=False))):
        new.update(dict.fromkeys(stems[first:last], _NEW[place]))
    times = Counter(stems)
    late = _NEW[_SENTENCES]
    weights = {
        stem: ((count if count < _OFTEN else _OFTEN) - _ONCE) * new.get(stem, late)
        for stem, count in times.items()
    }
    for stem in names | (title & times.keys()):
        weight = min(times[stem], _OFTEN) - _ONCE + _IN_TITLE * (stem in title)
        weights[stem] = weight * (1 + _IN_NAME * (stem in names)) * new.get(stem, late)
    return weights


def _name_stems(document: Document, stems: Sequence[str], actors: Sequence[Actor]) -> Set[str]:
    found: set[str] = set()
    for actor in actors:
        for start, end in actor.mentions:
            first, last = document.tokens_in(start, end)
            found.update(stems[first:last])
    return found


def _in_order(
    candidates: Sequence[_Candidate], weights: Mapping[str, float]
) -> list[tuple[Statement, float]]:
    weight = weights.__getitem__
    # Sets of words are read in another order by each process: only an exact sum is the same in all of them.
    wholes = [math.fsum(map(weight, candidate.stems)) for candidate in candidates]
    heap = [
        (-whole / candidate.length * candidate.worth, number, 0)
        for number, (whole, candidate) in enumerate(zip(wholes, candidates, strict=True))
    ]
    heapq.heapify(heap)
    most = min(_MOST, max(_FEWEST, math.ceil(_SHARE * len(candidates))))
    ranked: list[tuple[Statement, float]] = []
    told: set[str] = set()
    # What a candidate adds only ever shrinks, so the first in the heap whose gain is up to date is the best.
    while heap and len(ranked) < most:
        loss, number, before = heapq.heappop(heap)
        candidate = candidates[number]
        if before < len(ranked):
            fresh = wholes[number] - (1 - _TOLD) * math.fsum(map(weight, candidate.stems & told))
            heapq.heappush(heap, (-fresh / candidate.length * candidate.worth, number, len(ranked)))
            continue
        ranked.append((candidate.statement, -loss))
        told |= candidate.stems
    best = ranked[0][1] if ranked else 1.0
    return [(statement, round((gain / best) ** _EASED, 3)) for statement, gain in ranked]
