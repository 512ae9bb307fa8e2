"""Finds the dated happenings of an article: which sentence, when, and which actors stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tearline.briefs.drafting.document import Document, read_document
from tearline.briefs.drafting.time_words import DATING_WORDS, TimeWords, Vantage, find_time_words
from tearline.briefs.findings import Actor, Event
from tearline.index.article import Article, Span

_MOST_IN_A_SENTENCE = 3
_INFLECTION = re.compile(r"['’]?s$|\.$")


def find_events(
    article: Article, actors: Sequence[Actor], document: Document | None = None
) -> tuple[Event, ...]:
    """The dated sentences of an article, in its order; `document` saves reading the article again.

    Relative dates are resolved against `article.published` as far as that is known. A sentence that gives
    several dates is an event for each of them.
    """
    document = document or read_document(article)
    vantage = Vantage.of(article.published)
    mentions = sorted((span[0], span[1], actor.id) for actor in actors for span in actor.mentions)
    events: list[Event] = []
    for first, last in _dated_sentences(document):
        span = document.span(first, last)
        if zone := article.zone_at(*span):
            if zone.kind == "title":
                continue
            span = max(span[0], zone.end) if zone.start <= span[0] else span[0], span[1]
        quoted = _quoted_spans(document, first, last)
        found = _distinct(find_time_words(article.text, *span, vantage, quoted))
        present = _actors_in(mentions, span) if found else ()
        events += [Event(span, time.when, time.span, time.basis, time.rule, present) for time in found]
    return tuple(events)


def _dated_sentences(document: Document) -> Iterator[Span]:
    """The sentences that hold a word by which they may be dated, as ranges of tokens."""
    for first, last in document.sentences:
        lowers = document.lowers[first:last]
        if not DATING_WORDS.isdisjoint(lowers) or any(map(_may_date, lowers)):
            yield first, last


def _may_date(word: str) -> bool:
    if word[0].isdigit():
        return len(word) >= 4
    return word[-1] in ".s" and _INFLECTION.sub("", word) in DATING_WORDS


def _quoted_spans(document: Document, first: int, last: int) -> list[Span]:
    numbers = sorted({document.run_of[i] for i in range(first, last)} - {-1})
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
