"""One segment of the index, open for reading, and which of its articles match a query."""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import cached_property
from itertools import accumulate, filterfalse
from pathlib import Path
from typing import Any, TypeVar

from tearline.index.query_matching import Stretch, are_near, in_a_row
from tearline.index.query_tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)
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

ID_BYTES = 32
# About how many numbers one segment may keep at hand between queries.
_CACHE_NUMBERS = 2_000_000
# So many articles are looked at between two looks whether anybody still waits for the answer.
_ROWS_PER_CHECK = 64

T = TypeVar("T")
Articles = frozenset[int] | set[int]


class Listed:
    """The articles that hold one word, looked up in its list, without those deleted since."""

    def __init__(self, articles: array[int], deleted: Articles) -> None:
        self._articles = articles
        self._deleted = deleted
        self._count = len(articles) - sum(map(self._holds, deleted))

    def _holds(self, number: int) -> bool:
        at = bisect_left(self._articles, number)
        return at < len(self._articles) and self._articles[at] == number

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return (
            iter(self._articles)
            if not self._deleted
            else filterfalse(self._deleted.__contains__, self._articles)
        )

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self._holds(number) and number not in self._deleted


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
    """One segment of the index, open for reading. Article numbers count from 0 in each segment."""

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
        return self.ids[number * ID_BYTES : (number + 1) * ID_BYTES].hex()

    def everything(self) -> Articles:
        return self._kept(("everything",), self.size, lambda: frozenset(range(self.size)))

    def values(self, facet: str) -> Sequence[str]:
        """The values that articles of this segment have; the first is "", for having none."""
        return self.terms.values[facet]

    def months(self) -> Sequence[int]:
        """For each article the month it was published in as 203104, 203100 for a year, 0 for no date."""

        def make() -> list[int]:
            days = zip(self.first_days, self.last_days, strict=True)
            return [
                first // 100 if first // 100 == last // 100 else first // 10000 * 100 for first, last in days
            ]

        return self._kept(("months",), self.size, make)

    def newest_first(self) -> Sequence[int]:
        """All articles, by the day they were published on."""
        days = self.first_days
        return self._kept(
            ("newest",), self.size, lambda: sorted(range(self.size), key=days.__getitem__, reverse=True)
        )

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

    def postings(self, field: str, word: str) -> Postings | None:
        words = self.field(field)
        index = words.index(word)
        return None if index is None else self._postings(field, index)

    def _postings(self, field: str, index: int) -> Postings:
        words = self.field(field)
        weight = words.frequency(index) * 4
        return self._kept(("postings", field, index), weight, lambda: self.terms.postings(words, index))

    def holding(self, field: str, word: str) -> Articles:
        """The articles that hold a word."""
        index = self.field(field).index(word)
        return frozenset() if index is None else self._holding(field, range(index, index + 1))

    def listed(self, field: str, word: str) -> Listed:
        """The articles that hold a word and are not deleted, at less cost than `holding` has."""
        words = self.field(field)
        index = words.index(word)
        articles = array("I") if index is None else self.terms.articles(words, range(index, index + 1))
        return Listed(articles, self.deleted)

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
        ends = self._kept(("ends", field, index), len(counts), lambda: array("Q", accumulate(counts)))

        def of(number: int) -> Sequence[int]:
            at = bisect_left(articles, number)
            if at == len(articles) or articles[at] != number:
                return ()
            return places[ends[at] - counts[at] : ends[at]]

        return of

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


class Matching:
    """Finds the articles of one segment that match a query, deleted ones included.

    `check` is called again and again meanwhile; what it raises ends the work.
    """

    def __init__(self, view: SegmentView, check: Callable[[], None]) -> None:
        self.view = view
        self.check = check

    def find(self, node: Node) -> Articles:
        """The numbers of the articles that match."""
        self.check()
        view = self.view
        match node:
            case Words((word,), field):
                return view.holding(field, word)
            case Words() | Prefix():
                return self._in_a_row(node)
            case Fuzzy():
                return view.holding_any(node)
            case And(parts):
                return self._all(parts)
            case Or(parts):
                found: set[int] = set()
                return found.union(*map(self.find, parts))
            case Not(part):
                return view.everything() - self.find(part)
            case Near():
                return self._near(node)
            case Dated(first, last):
                days = zip(view.first_days, view.last_days, strict=True)
                return {
                    number
                    for number, (begin, end) in enumerate(days)
                    if begin <= last and first <= end and end
                }
            case Everything():
                return view.everything()
            case _:
                return frozenset()

    def _all(self, parts: Sequence[Node]) -> Articles:
        """What all parts find, the rarest word first, so that nothing is read where nothing can be found."""
        view = self.view

        def cost(part: Node) -> int:
            match part:
                case Words(words, field):
                    return min(view.frequency(field, word) for word in words) + len(words) - 1
                case Not():
                    return view.size * 3
                case _:
                    return view.size * (1 if isinstance(part, Dated) else 2)

        found: Articles | None = None
        for part in sorted(parts, key=cost):
            if isinstance(part, Not):
                found = (view.everything() if found is None else found) - self.find(part.part)
            else:
                matching = self.find(part)
                found = matching if found is None else found & matching
            if not found:
                break
        return found or frozenset()

    def _in_a_row(self, leaf: Words | Prefix) -> Articles:
        words, field = leaf.words, leaf.field
        if isinstance(leaf, Prefix) and len(words) == 1:
            return self.view.holding_any(leaf)
        whole = words[:-1] if isinstance(leaf, Prefix) else words
        found = self._all([Words((word,), field) for word in dict.fromkeys(whole)])
        if found and isinstance(leaf, Prefix):
            found = found & self.view.holding_any(leaf)
        if not found:
            return frozenset()
        return {number for number, row in self._rows(leaf, found) if in_a_row(row)}

    def _rows(self, leaf: Leaf, wanted: Articles) -> Iterator[tuple[int, list[Sequence[int]]]]:
        """The places of each word of a leaf, for each of the wanted articles; the same word, the same
        object.
        """
        view = self.view
        whole = () if isinstance(leaf, Fuzzy) else leaf.words if isinstance(leaf, Words) else leaf.words[:-1]
        places = {word: view.places(leaf.field, word) for word in whole}
        last = None if isinstance(leaf, Words) else view.places_of_any(leaf, wanted)
        for seen, number in enumerate(wanted):
            if seen % _ROWS_PER_CHECK == 0:
                self.check()
            standing = {word: of(number) for word, of in places.items()}
            row = [standing[word] for word in whole]
            if last is not None:
                row.append(last.get(number, ()))
            yield number, row

    def _near(self, near: Near) -> Articles:
        found = self.find(Or(tuple(near.left))) & self.find(Or(tuple(near.right)))
        left, right = self._stretches(near.left, found), self._stretches(near.right, found)
        return {number for number in found if are_near(left[number], right[number], near.distance)}

    def _stretches(self, leaves: Sequence[Leaf], wanted: Articles) -> dict[int, list[Stretch]]:
        """Where any of the leaves is found in each of the wanted articles, in order."""
        found: dict[int, list[Stretch]] = {number: [] for number in wanted}
        for leaf in leaves:
            for number, row in self._rows(leaf, wanted):
                found[number] += in_a_row(row)
        return found if len(leaves) == 1 else {number: sorted(set(each)) for number, each in found.items()}
