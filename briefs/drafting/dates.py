"""Finds the dated happenings of an article: which sentence, when, and which actors stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.time_words import TimeWords, Vantage, find_time_words
from tearline.briefs.drafting.word_facts import DATES, OPENS_DATING
from tearline.briefs.findings import Actor, Event
from tearline.index.article import Span

_MOST_IN_A_SENTENCE = 3
_WORDS_BEFORE = 3  # of a dating before its month, year or unit: "on 3 of May", "from 1990 to 1995"


def find_events(document: Document, actors: Sequence[Actor], published: str | None) -> tuple[Event, ...]:
    """The dated sentences of an article, in its order.

    Relative dates are resolved against `published`, an ISO date, as far as that is known. A sentence that
    gives several dates is an event for each of them.
    """
    vantage = Vantage.of(published)
    mentions = sorted((span[0], span[1], actor.id) for actor in actors for span in actor.mentions)
    events: list[Event] = []
    for first, last, starts in _dated_sentences(document):
        span = document.span(first, last)
        quoted = _quoted_spans(document, first, last)
        found = _distinct(find_time_words(document.text, span, starts, vantage, quoted))
        present = _actors_in(mentions, span) if found else ()
        events += [Event(span, time.when, time.span, time.basis, time.rule, present) for time in found]
    return tuple(events)


def _dated_sentences(document: Document) -> Iterator[tuple[int, int, list[int]]]:
    """The sentences that hold a word by which they may be dated, as ranges of tokens, with the offsets at
    which the dating may begin.
    """
    begins: dict[int, set[int]] = {}
    for i in document.noted:
        if document.traits[i] & DATES:
            number = document.sentence_at(i)
            first = max(document.sentences[number][0], i - _WORDS_BEFORE)
            opening = [j for j in range(first, i + 1) if document.traits[j] & OPENS_DATING]
            begins.setdefault(number, set()).update(opening)
    for number, tokens in begins.items():
        yield *document.sentences[number], [document.starts[i] for i in sorted(tokens)]


def _quoted_spans(document: Document, first: int, last: int) -> list[Span]:
    numbers = sorted({*document.run_of[first:last]} - {-1})
    return [(document.runs[number].start, document.runs[number].end) for number in numbers]


def _distinct(times: Iterator[TimeWords]) -> list[TimeWords]:
    """One dating for each date; those without a calendar date only where the sentence has no other."""
    by_date: dict[str | None, TimeWords] = {}
    for time in times:
        by_date.setdefault(time.when, time)
    if len(by_date) > 1:
        by_date.pop(None, None)
    return list(by_date.values())[:_MOST_IN_A_SENTENCE]


def _actors_in(mentions: Sequence[tuple[int, int, str]], span: Span) -> tuple[str, ...]:
    """The actors named in a span, by their first mention there."""
    present: dict[str, None] = {}
    for start, end, actor in mentions[bisect_left(mentions, (span[0],)) :]:
        if start >= span[1]:
            break
        if end <= span[1]:
            present.setdefault(actor)
    return tuple(present)
