"""Answers queries from the segments of one committed state of the index: sets of articles first, scores
after.
"""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import heapq
import math
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

from tearline.index.engine import Completion, EngineAnswer, EngineHit, Order
from tearline.index.query import sought
from tearline.index.query_matching import Stretch, are_near, in_a_row, spelled_like
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
    Query,
    Words,
)
from tearline.index.whoosh_codec import ArrayCodec, Postings, TermEntry, TermsReader

ID_BYTES = 32
# BM25 as usual: how soon another occurrence stops counting, and how much a long article is held against it.
_SATURATION, _LENGTH_WEIGHT = 1.2, 0.75
# A word that is only begun is scored by its commonest completions; all of them count as found.
_SCORED_COMPLETIONS = 8
# About how many numbers one segment may keep at hand between queries.
_CACHE_NUMBERS = 4_000_000

T = TypeVar("T")
Articles = frozenset[int] | set[int]


class SegmentView:
    """One segment of the index, open for reading. Article numbers count from 0 in each segment."""

    def __init__(self, folder: Path, segment: Any) -> None:
        def column(name: str) -> bytes:
            path = folder / ArrayCodec.column_filename(segment, name)
            return path.read_bytes() if path.exists() else b""

        def numbers(name: str) -> array[int]:
            values = array("I", column(name))
            if sys.byteorder == "little":
                values.byteswap()
            # Whoosh leaves out the last values where they are zero.
            values.extend([0] * (self.size - len(values)))
            return values

        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.deleted: Articles = frozenset(segment.deleted_docs())
        self.ids = column("id")
        self.lengths = numbers("words")
        self.first_days = numbers("first_day")
        self.last_days = numbers("last_day")
        self.terms: TermsReader = segment.codec().terms_reader(_Folder(folder), segment)
        self._cache: dict[tuple[object, ...], Any] = {}
        self._cached = 0

    def close(self) -> None:
        self.terms.close()

    def id(self, number: int) -> str:
        return self.ids[number * ID_BYTES : (number + 1) * ID_BYTES].hex()

    def number_of(self, article_id: str) -> int | None:
        """The number of the article with this id, None where it is not here or was deleted."""
        entry = self.terms.entry("id", article_id)
        if entry is None:
            return None
        return next((number for number in self.terms.articles(entry) if number not in self.deleted), None)

    def everything(self) -> Articles:
        return self._kept(("everything",), self.size, lambda: frozenset(range(self.size)))

    def _kept(self, key: tuple[object, ...], weight: int, make: Callable[[], T]) -> T:
        if key not in self._cache:
            if self._cached > _CACHE_NUMBERS:
                self._cache.clear()
                self._cached = 0
            self._cache[key] = make()
            self._cached += weight + 8
        value: T = self._cache[key]
        return value

    def entry(self, field: str, word: str) -> TermEntry | None:
        return self._kept(("entry", field, word), 1, lambda: self.terms.entry(field or "all", word))

    def begun(self, field: str, begun: str) -> list[tuple[str, TermEntry]]:
        """The words that begin so."""
        return self._kept(
            ("begun", field, begun), 50, lambda: list(self.terms.entries(field or "all", begun))
        )

    def alike(self, leaf: Fuzzy) -> list[tuple[str, TermEntry]]:
        """The words that are spelled almost so."""
        return self._kept(
            ("alike", leaf),
            50,
            lambda: [
                (word, entry)
                for word, entry in self.begun(leaf.field, leaf.word[0])
                if spelled_like(leaf.word, word, leaf.distance)
            ],
        )

    def postings(self, field: str, word: str) -> Postings | None:
        entry = self.entry(field, word)
        if entry is None:
            return None
        return self._kept(("postings", field, word), entry.articles * 4, lambda: self.terms.postings(entry))

    def holding(self, field: str, word: str) -> Articles:
        """The articles that hold a word."""
        entry = self.entry(field, word)
        if entry is None:
            return frozenset()
        return self._kept(
            ("holding", field, word), entry.articles * 4, lambda: frozenset(self.terms.articles(entry))
        )

    def holding_any(self, key: object, entries: Iterable[tuple[str, TermEntry]]) -> Articles:
        """The articles that hold any of the words."""

        def unite() -> Articles:
            found: set[int] = set()
            for _, entry in entries:
                found.update(self.terms.articles(entry))
                if len(found) == self.size:
                    break
            return frozenset(found)

        return self._kept(("any", key), self.size, unite)

    def places(self, field: str, word: str) -> Callable[[int], Sequence[int]]:
        """Where a word stands in an article, given the article's number."""
        found = self.postings(field, word)
        if found is None:
            return lambda _: ()
        articles, counts, places = found
        ends = self._kept(("ends", field, word), len(counts), lambda: array("Q", accumulate(counts)))

        def of(number: int) -> Sequence[int]:
            at = bisect_left(articles, number)
            if at == len(articles) or articles[at] != number:
                return ()
            return places[ends[at] - counts[at] : ends[at]]

        return of


class _Folder:
    """What a codec wants to know of a storage: where its files are."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)


def find(view: SegmentView, node: Node) -> Articles:
    """The articles of a segment that match, deleted ones included."""
    match node:
        case Words((word,), field):
            return view.holding(field, word)
        case Words() | Prefix():
            return _in_a_row(view, node)
        case Fuzzy():
            return view.holding_any(node, view.alike(node))
        case And(parts):
            return _all(view, parts)
        case Or(parts):
            found: set[int] = set()
            return found.union(*(find(view, part) for part in parts))
        case Not(part):
            return view.everything() - find(view, part)
        case Near():
            return _near(view, node)
        case Dated(first, last):
            days = zip(view.first_days, view.last_days, strict=True)
            return {
                number for number, (begin, end) in enumerate(days) if begin <= last and first <= end and end
            }
        case Everything():
            return view.everything()
        case _:
            return frozenset()


def _all(view: SegmentView, parts: Sequence[Node]) -> Articles:
    """What all parts find, the rarest word first, so that nothing is read where nothing can be found."""

    def cost(part: Node) -> int:
        match part:
            case Words(words, field):
                entries = [view.entry(field, word) for word in words]
                return min(entry.articles if entry else 0 for entry in entries) + len(words) - 1
            case Not():
                return view.size * 3
            case _:
                return view.size * (1 if isinstance(part, Dated) else 2)

    found: Articles | None = None
    for part in sorted(parts, key=cost):
        if isinstance(part, Not):
            found = (view.everything() if found is None else found) - find(view, part.part)
        else:
            matching = find(view, part)
            found = matching if found is None else found & matching
        if not found:
            break
    return found or frozenset()


def _in_a_row(view: SegmentView, leaf: Words | Prefix) -> Articles:
    words, field = leaf.words, leaf.field
    begun = view.begun(field, words[-1]) if isinstance(leaf, Prefix) else []
    if isinstance(leaf, Prefix) and len(words) == 1:
        return view.holding_any(leaf, begun)
    whole = words[:-1] if isinstance(leaf, Prefix) else words
    found = _all(view, [Words((word,), field) for word in dict.fromkeys(whole)])
    if found and isinstance(leaf, Prefix):
        found = found & view.holding_any(Prefix(words[-1:], field), begun)
    if not found:
        return frozenset()
    places = [view.places(field, word) for word in whole]
    last = [view.places(field, word) for word, _ in begun] if isinstance(leaf, Prefix) else None
    matching = set()
    for number in found:
        row = [of(number) for of in places]
        if last is not None:
            row.append([at for of in last for at in of(number)])
        if in_a_row(row):
            matching.add(number)
    return matching


def _near(view: SegmentView, near: Near) -> Articles:
    left, right = Or(tuple(near.left)), Or(tuple(near.right))
    found = find(view, left) & find(view, right)
    return {
        number
        for number in found
        if are_near(_stretches(view, near.left, number), _stretches(view, near.right, number), near.distance)
    }


def _stretches(view: SegmentView, leaves: Sequence[Leaf], number: int) -> list[Stretch]:
    found: set[Stretch] = set()
    for leaf in leaves:
        match leaf:
            case Words(words, field):
                found.update(in_a_row([view.places(field, word)(number) for word in words]))
            case Prefix(words, field):
                row = [view.places(field, word)(number) for word in words[:-1]]
                ends = [
                    at for word, _ in view.begun(field, words[-1]) for at in view.places(field, word)(number)
                ]
                found.update(in_a_row([*row, sorted(ends)]))
            case Fuzzy():
                for word, _ in view.alike(leaf):
                    found.update((at, at) for at in view.places(leaf.field, word)(number))
    return sorted(found)


class Snapshot:
    """One committed state of the index."""

    def __init__(self, views: Sequence[SegmentView]) -> None:
        self.views = tuple(views)
        self.size = sum(view.size for view in views)
        self.live = self.size - sum(len(view.deleted) for view in views)
        self._mean_length = max(1.0, sum(sum(view.lengths) for view in views) / max(1, self.size))
        self._scores: dict[tuple[str, str, str], dict[int, float]] = {}
        self._scored = 0

    def search(self, query: Query, limit: int | None, order: Order) -> EngineAnswer:
        """The best matches, all of them where `limit` is None."""
        found = [(view, find(view, query.root) - view.deleted) for view in self.views]
        total = sum(len(articles) for _, articles in found)
        if limit is not None and limit <= 0:
            return EngineAnswer(total, ())
        scored = self._by_date(found) if order == "date" else self._by_score(found, query)
        if limit is not None and limit < total:
            # Only what reaches the last place worth having is put in order.
            bar = heapq.nlargest(limit, (score for _, _, score in scored))[-1]
            scored = [hit for hit in scored if hit[2] >= bar]
        keyed = sorted((-score, -view.first_days[at], view.id(at)) for view, at, score in scored)
        return EngineAnswer(total, tuple(EngineHit(name, -score) for score, _, name in keyed[:limit]))

    def _by_date(self, found: Sequence[tuple[SegmentView, Articles]]) -> list[tuple[SegmentView, int, float]]:
        return [(view, at, view.first_days[at]) for view, articles in found for at in articles]

    def _by_score(
        self, found: Sequence[tuple[SegmentView, Articles]], query: Query
    ) -> list[tuple[SegmentView, int, float]]:
        words = self._scoring_words(query)
        scored: list[tuple[SegmentView, int, float]] = []
        for view, articles in found:
            if not articles:
                continue
            tables = [table for field, word in words if (table := self._table(view, field, word))]
            if len(tables) == 1:
                score = tables[0].get
                scored += [(view, at, score(at, 0.0)) for at in articles]
            elif tables:
                scored += [(view, at, sum([table.get(at, 0.0) for table in tables])) for at in articles]
            else:
                scored += [(view, at, 0.0) for at in articles]
        return scored

    def _scoring_words(self, query: Query) -> list[tuple[str, str]]:
        """The words that make an article rank higher, as pairs of field and word."""
        words: dict[tuple[str, str], None] = {}

        def take(leaf: Leaf) -> None:
            match leaf:
                case Words(all_words, field):
                    words.update(dict.fromkeys((field, word) for word in all_words))
                case Prefix(all_words, field):
                    words.update(dict.fromkeys((field, word) for word in all_words[:-1]))
                    self._take_commonest(
                        words, field, [view.begun(field, all_words[-1]) for view in self.views]
                    )
                case Fuzzy():
                    self._take_commonest(words, leaf.field, [view.alike(leaf) for view in self.views])

        for part in sought(query):
            for leaf in (*part.left, *part.right) if isinstance(part, Near) else (part,):
                take(leaf)
        return list(words)

    def _take_commonest(
        self, words: dict[tuple[str, str], None], field: str, entries: Sequence[list[tuple[str, TermEntry]]]
    ) -> None:
        for completion in commonest(entries, _SCORED_COMPLETIONS):
            words[field, completion.word] = None

    def _table(self, view: SegmentView, field: str, word: str) -> dict[int, float]:
        """What a word adds to the score of each article of a segment."""
        key = (view.name, field, word)
        if key not in self._scores:
            if self._scored > _CACHE_NUMBERS:
                self._scores.clear()
                self._scored = 0
            self._scores[key] = table = self._score(view, field, word)
            self._scored += 8 * len(table) + 8
        return self._scores[key]

    def _score(self, view: SegmentView, field: str, word: str) -> dict[int, float]:
        found = view.postings(field, word)
        if found is None:
            return {}
        holding = sum(entry.articles for each in self.views if (entry := each.entry(field, word)))
        rarity = math.log(1 + (self.size - holding + 0.5) / (holding + 0.5))
        if field:
            return {
                at: rarity * n * 2.2 / (n + _SATURATION)
                for at, n in zip(found.articles, found.counts, strict=True)
            }
        base = _SATURATION * (1 - _LENGTH_WEIGHT)
        slope = _SATURATION * _LENGTH_WEIGHT / self._mean_length
        top = rarity * (_SATURATION + 1)
        lengths = view.lengths
        return {
            at: top * n / (n + base + slope * lengths[at])
            for at, n in zip(found.articles, found.counts, strict=True)
        }

    def complete(self, begun: str, limit: int) -> tuple[Completion, ...]:
        """The commonest words that begin so."""
        return commonest([view.begun("", begun) for view in self.views], limit)


def commonest(entries: Sequence[list[tuple[str, TermEntry]]], limit: int) -> tuple[Completion, ...]:
    """The words that stand in the most articles, over all segments; equally common ones in alphabetical
    order.
    """
    if len(entries) == 1:
        counted = {word: entry.articles for word, entry in entries[0]}
    else:
        counted = Counter()
        for segment in entries:
            counted.update({word: entry.articles for word, entry in segment})
    best = heapq.nsmallest(limit, counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Completion(word, articles) for word, articles in best)
