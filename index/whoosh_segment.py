"""One segment of the index, open for reading."""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import cached_property
from itertools import accumulate, filterfalse, islice
from operator import neg
from pathlib import Path
from typing import Any, TypeVar

from tearline.index.query_tree import Fuzzy, Prefix, Words
from tearline.index.spelling import words_spelled_like
from tearline.index.whoosh_codec import (
    BEGUN,
    BEGUN_LETTERS,
    FACETS,
    ArrayCodec,
    Field,
    Postings,
    TermsReader,
)
from tearline.index.words import words_of

ID_BYTES = 32
# About how many numbers one segment may keep at hand between queries.
_CACHE_NUMBERS = 2_000_000
# Looking a number up in a list takes about as long as putting so many into a set.
BISECTIONS = 8

T = TypeVar("T")
Articles = frozenset[int] | set[int]


class Listed:
    """The articles that hold one word, as its list has them, without those deleted since."""

    def __init__(self, terms: TermsReader, field: Field, index: int, deleted: Articles) -> None:
        self._terms, self._field, self._index = terms, field, index
        self._deleted = deleted

    def __len__(self) -> int:
        listed = self._field.frequency(self._index)
        return listed - sum(map(self._deleted.__contains__, self._all())) if self._deleted else listed

    def __iter__(self) -> Iterator[int]:
        return filterfalse(self._deleted.__contains__, self._all()) if self._deleted else iter(self._all())

    def first(self, most: int) -> list[int]:
        """The first of them, at most so many."""
        if self._deleted:
            return list(islice(self, most))
        return self._terms.first_articles(self._field, self._index, most).tolist()

    def _all(self) -> array[int]:
        return self._terms.articles(self._field, range(self._index, self._index + 1))


class Cache:
    """What was worked out before, by key; begun anew where it grows too large. Safe for many threads."""

    def __init__(self) -> None:
        self._values: dict[tuple[object, ...], Any] = {}
        self._numbers = 0

    def __call__(self, key: tuple[object, ...], numbers: int, make: Callable[[], T]) -> T:
        """The value of a key, made when missing. It holds about so many numbers."""
        value: T | None = self._values.get(key)
        if value is None:
            if self._numbers > _CACHE_NUMBERS:
                self._values.clear()
                self._numbers = 0
            self._values[key] = value = make()
            self._numbers += numbers + 8
        return value

    def known(self, key: tuple[object, ...]) -> Any:
        """The value of a key, None where it is missing."""
        return self._values.get(key)


def ids_of(folder: Path, segment: Any) -> bytes:
    """The ids of a segment's articles in one string of bytes."""
    ids = _column(folder, segment, "id")
    if len(ids) != segment.doc_count_all() * ID_BYTES:
        raise ValueError(f"the ids of {segment.segment_id()} are cut short")
    return ids


def _column(folder: Path, segment: Any, name: str) -> bytes:
    path: Path = folder / ArrayCodec.column_filename(segment, name)
    return path.read_bytes()


class SegmentView:
    """One segment of the index, open for reading. Article numbers count from 0 in each segment: the newest
    comes first, of one day that with the smallest id.
    """

    def __init__(self, folder: Path, segment: Any) -> None:
        def numbers(name: str) -> array[int]:
            values = array("I", _column(folder, segment, name))
            if sys.byteorder == "little":
                values.byteswap()
            # Whoosh leaves out the last values where they are zero.
            values.extend([0] * (self.size - len(values)))
            return values

        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.deleted: Articles = frozenset(segment.deleted_docs())
        self.ids = ids_of(folder, segment)
        self.lengths = numbers("words")
        # Deleted articles included.
        self.words = sum(self.lengths)
        self.first_days = numbers("first_day")
        self.last_days = numbers("last_day")
        # For each article, which of the `values` of each facet it has.
        self.codes = {name: numbers(name) for name in FACETS}
        self._folder = folder
        self._kept = Cache()
        self._value_words: dict[tuple[str, int], str] = {}

    @cached_property
    def terms(self) -> TermsReader:
        """The words of the segment, opened when first asked for."""
        return TermsReader(self._folder, self.name)

    def opened(self) -> SegmentView:
        """With all its files open, so that a writer may delete them."""
        _ = self.terms
        return self

    def without(self, deleted: Articles) -> SegmentView:
        """The same segment, sharing all that was read, where these articles are deleted."""
        other = copy(self)
        other.deleted = deleted
        return other

    def id(self, number: int) -> str:
        return self.id_bytes(number).hex()

    def id_bytes(self, number: int) -> bytes:
        return self.ids[number * ID_BYTES : (number + 1) * ID_BYTES]

    def everything(self) -> Articles:
        return self._kept(("everything",), self.size, lambda: frozenset(range(self.size)))

    def values(self, facet: str) -> Sequence[str]:
        """The values that articles of this segment have; the first is "", for having none."""
        return self.terms.values[facet]

    def value_words(self, facet: str, code: int) -> str:
        """The words of one of the `values`, each with a space on either side."""
        known = self._value_words.get((facet, code))
        if known is None:
            known = f" {' '.join(words_of(self.values(facet)[code]))} "
            self._value_words[facet, code] = known
        return known

    def named_by(self, leaf: Words | Prefix) -> array[int]:
        """Articles among which are all whose outlet or author has words in a row: those with the rarest."""
        whole = leaf.words[:-1] if isinstance(leaf, Prefix) else leaf.words
        words = self.field(leaf.field)
        indices = [words.index(word) for word in whole]
        known = [index for index in indices if index is not None]
        if len(known) < len(indices):
            return array("I")
        rarest = min(known, key=words.frequency)
        return self.terms.articles(words, range(rarest, rarest + 1))

    def having(self, leaf: Words | Prefix) -> frozenset[int]:
        """Which of the `values` of an outlet or author have words in a row."""

        def make() -> frozenset[int]:
            row = f" {' '.join(leaf.words)}{' ' if isinstance(leaf, Words) else ''}"
            named = set(map(self.codes[leaf.field].__getitem__, self.named_by(leaf)))
            return frozenset(code for code in named if row in self.value_words(leaf.field, code))

        return self._kept(("having", leaf), 50, make)

    def standing_in(self, first: int, last: int) -> tuple[int, int]:
        """From which number up to which other all articles stand that were published on these days."""
        # A date is no longer than a year.
        year = max(1, first // 10000 * 10000)
        days = self.first_days
        return bisect_right(days, -last - 1, key=neg), bisect_right(days, -year, key=neg)

    def months(self) -> Sequence[int]:
        """For each article the month it was published in as 203104, 203100 for a year, 0 for no date."""

        def make() -> list[int]:
            days = zip(self.first_days, self.last_days, strict=True)
            return [
                first // 100 if first // 100 == last // 100 else first // 10000 * 100 for first, last in days
            ]

        return self._kept(("months",), self.size, make)

    def field(self, name: str) -> Field:
        """The words of a field; "" is all fields together."""
        return self.terms.field(name or "all")

    def frequency(self, field: str, word: str) -> int:
        """In how many articles a word stands, deleted ones included."""
        words = self.field(field)
        index = words.index(word)
        return 0 if index is None else words.frequency(index)

    def matching(self, leaf: Prefix | Fuzzy) -> Sequence[int]:
        """The words that are begun so, or spelled almost so."""
        field = self.field(leaf.field)
        if isinstance(leaf, Prefix):
            return field.begun(leaf.words[-1])
        word, distance = leaf.word, leaf.distance
        return self._kept(("alike", leaf), 50, lambda: words_spelled_like(word, field.words, distance))

    def counted(self, field: str, word: str) -> tuple[array[int], array[int]] | None:
        """The articles that hold a word, in order, and how often each does, deleted ones included."""
        words = self.field(field)
        index = words.index(word)
        if index is None:
            return None
        weight = words.frequency(index) * 2
        return self._kept(("counted", field, index), weight, lambda: self.terms.counted(words, index))

    def _postings(self, field: str, index: int) -> Postings:
        words = self.field(field)
        weight = words.frequency(index) * 4
        return self._kept(("postings", field, index), weight, lambda: self.terms.postings(words, index))

    def holding(self, field: str, word: str) -> Articles:
        """The articles that hold a word."""
        index = self.field(field).index(word)
        return frozenset() if index is None else self._holding(field, range(index, index + 1))

    def holding_among(self, field: str, word: str, among: Articles) -> Articles:
        """Those of some articles that hold a word."""
        words = self.field(field)
        index = words.index(word)
        if index is None:
            return frozenset()
        if len(among) * BISECTIONS > words.frequency(index):
            return among & self._holding(field, range(index, index + 1))
        articles = self.terms.articles(words, range(index, index + 1))
        size = len(articles)
        return {
            number
            for number in among
            if (at := bisect_left(articles, number)) < size and articles[at] == number
        }

    def listed(self, field: str, word: str) -> Listed | None:
        """The articles that hold a word and are not deleted; None where none ever did."""
        words = self.field(field)
        index = words.index(word)
        return None if index is None else Listed(self.terms, words, index, self.deleted)

    def _holding(self, field: str, indices: range) -> Articles:
        if not indices:
            return frozenset()
        words = self.field(field)
        weight = 8 * (words.article_starts[indices.stop] - words.article_starts[indices.start])
        return self._kept(
            ("holding", field, indices), weight, lambda: frozenset(self.terms.articles(words, indices))
        )

    def holding_any(self, leaf: Prefix | Fuzzy) -> Articles:
        """The articles that hold any word begun so, or spelled almost so."""
        if isinstance(leaf, Prefix) and not leaf.field and len(leaf.words[-1]) <= BEGUN_LETTERS:
            return self.holding(BEGUN, leaf.words[-1])
        indices = self.matching(leaf)
        if isinstance(indices, range):
            return self._holding(leaf.field, indices)
        return frozenset().union(*(self._holding(leaf.field, range(at, at + 1)) for at in indices))

    def places(self, field: str, word: str) -> Callable[[int], Sequence[int]]:
        """Where a word stands in an article, given the article's number."""
        index = self.field(field).index(word)
        return self.places_of(field, index) if index is not None else lambda _: ()

    def places_of(self, field: str, index: int) -> Callable[[int], Sequence[int]]:
        """Where a word, given by its index, stands in an article, given the article's number."""
        articles, counts, places = self._postings(field, index)
        ends = self._ends(field, index)

        def of(number: int) -> Sequence[int]:
            at = bisect_left(articles, number)
            if at == len(articles) or articles[at] != number:
                return ()
            return places[ends[at] - counts[at] : ends[at]]

        return of

    def _ends(self, field: str, index: int) -> Sequence[int]:
        """Where a word's places in each article end among all its places."""
        articles, counts, places = self._postings(field, index)
        if len(places) == len(articles):
            return range(1, len(articles) + 1)
        return self._kept(("ends", field, index), len(counts), lambda: array("Q", accumulate(counts)))

    def standing(self, field: str, word: str, start: int, end: int) -> Postings:
        """Where a word stands in the articles from one number up to another."""
        index = self.field(field).index(word)
        if index is None:
            return Postings(array("I"), array("I"), array("I"))
        articles, counts, places = self._postings(field, index)
        ends = self._ends(field, index)
        first, last = bisect_left(articles, start), bisect_left(articles, end)
        of = slice(ends[first - 1] if first else 0, ends[last - 1] if last else 0)
        return Postings(articles[first:last], counts[first:last], places[of])

    def places_of_any(self, leaf: Prefix | Fuzzy, wanted: Articles) -> dict[int, list[int]]:
        """Where any word begun so, or spelled almost so, stands in each of the wanted articles, in order."""
        places: dict[int, list[int]] = {}
        words = self.field(leaf.field)
        for index in self.matching(leaf):
            holding = wanted.intersection(self.terms.articles(words, range(index, index + 1)))
            if holding:
                of = self.places_of(leaf.field, index)
                for number in holding:
                    places.setdefault(number, []).extend(of(number))
        for standing in places.values():
            standing.sort()
        return places
