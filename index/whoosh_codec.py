"""How the index lies on disk: Whoosh's segments, with words and posting lists as plain arrays.

Whoosh's own posting blocks are pickled and deflated tuples, slow to open. Here all words of a field are one
sorted list, and what stands behind them three arrays in the same order, so that the articles of a word, or of
all words that begin alike, are one slice of a file. Measured at 10,000 articles, with the same hits as
Whoosh's own: indexing 7 times faster, a word begun with three letters 18 times, with two letters over 1,000
times, a word 2 times, a phrase 6 times (tests/bench/search.py --sizes 10000).
"""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import json
import mmap
import os
import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, repeat
from operator import itemgetter, lt, sub
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import W3Codec

_ARTICLES, _COUNTS, _PLACES, _WORDS = ".articles", ".counts", ".places", ".words"
# A field of its own: what words begin with, up to so many letters, and the articles that hold any such word.
BEGUN, BEGUN_LETTERS = "begun", 2
# Whose values are numbered in each segment, so that counting them is counting numbers.
FACETS = ("outlet", "author")
_LAST_CHARACTER = "\U0010ffff"
# Of so many words at most a field keeps in mind where they are.
_MOST_INDICES = 1000


class Postings(NamedTuple):
    """Where one word stands: article numbers in order, how often in each, and every position, by article."""

    articles: array[int]
    counts: array[int]
    places: array[int]


class ArrayCodec(W3Codec):
    """Whoosh's codec with its dictionary and posting lists replaced."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> TermsWriter:
        return TermsWriter(Path(storage.folder), segment.segment_id())


class TermsWriter:
    """Writes the words of a segment, field by field.

    The file of words begins with a line of JSON: the type codes of the other files, the values of each facet
    in the order of their numbers, and for each field how many words it has and in how many bytes. Then
    follow, field by field, the words with line feeds between them, and where each word's articles and places
    begin, counted in items from the start of their files.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._files = [(folder / f"{name}{suffix}").open("wb") for suffix in (_ARTICLES, _COUNTS, _PLACES)]
        self._types: dict[str, str] = {}
        self._fields: dict[str, tuple[int, int]] = {}
        self._dictionary: list[bytes] = []
        self._articles = self._places = 0
        self.values: dict[str, list[str]] = {name: [""] for name in FACETS}
        self._numbers: dict[str, dict[str, int]] = {name: {"": 0} for name in FACETS}
        self.is_closed = False

    def number_of(self, facet: str, value: str) -> int:
        """The number of a facet's value in this segment, given when it first comes."""
        numbers = self._numbers[facet]
        if value not in numbers:
            numbers[value] = len(numbers)
            self.values[facet].append(value)
        return numbers[value]

    def choose_types(self, most_often: int, longest: int) -> None:
        """Called first: how often a word stands in an article at most, and the highest place of any."""
        self._types = {
            "counts": "H" if most_often < 1 << 16 else "I",
            "places": "H" if longest < 1 << 16 else "I",
        }

    def write_fields(self, fields: Iterable[tuple[str, Iterable[tuple[str, Postings]]]], every: str) -> None:
        """Write fields with their words in order, and what the words of the field `every` begin with."""
        beginnings = _Beginnings()
        for field, terms in fields:
            self._write_field(field, beginnings.noting(terms) if field == every else terms)
        # Last, since it has no counts: those of other fields stand where their articles do.
        self._write_field(BEGUN, beginnings.terms())

    def _write_field(self, field: str, terms: Iterable[tuple[str, Postings]]) -> None:
        count_type, place_type = self._types["counts"], self._types["places"]
        articles_file, counts_file, places_file = self._files
        words: list[str] = []
        article_starts, place_starts = array("Q", [self._articles]), array("Q", [self._places])
        for word, (articles, counts, places) in terms:
            words.append(word)
            articles_file.write(articles)
            counts_file.write(counts if counts.typecode == count_type else array(count_type, counts))
            places_file.write(places if places.typecode == place_type else array(place_type, places))
            self._articles += len(articles)
            self._places += len(places)
            article_starts.append(self._articles)
            place_starts.append(self._places)
        encoded = "\n".join(words).encode()
        self._fields[field] = (len(words), len(encoded))
        self._dictionary += [encoded, article_starts.tobytes(), place_starts.tobytes()]

    def close(self) -> None:
        for file in self._files:
            file.close()
        with (self._folder / f"{self._name}{_WORDS}").open("wb") as file:
            head = {"types": self._types, "fields": self._fields, "values": self.values}
            file.write(json.dumps(head).encode() + b"\n")
            file.writelines(self._dictionary)
        self.is_closed = True


class _Beginnings:
    """The articles that hold any of the words that begin alike, gathered while the words pass in order."""

    def __init__(self) -> None:
        self._open: list[tuple[str, set[int]]] = []
        self._closed: list[tuple[str, array[int]]] = []

    def noting(self, terms: Iterable[tuple[str, Postings]]) -> Iterator[tuple[str, Postings]]:
        """Pass words on, noting what they begin with."""
        for word, postings in terms:
            while self._open and not word.startswith(self._open[-1][0]):
                self._close()
            for letters in range(len(self._open) + 1, min(len(word), BEGUN_LETTERS) + 1):
                self._open.append((word[:letters], set()))
            for _, articles in self._open:
                articles.update(postings.articles)
            yield word, postings
        while self._open:
            self._close()

    def _close(self) -> None:
        begun, articles = self._open.pop()
        self._closed.append((begun, array("I", sorted(articles))))

    def terms(self) -> Iterator[tuple[str, Postings]]:
        """What words begin with, in order."""
        nothing = array("H")
        for begun, articles in sorted(self._closed):
            yield begun, Postings(articles, nothing, nothing)


class Field:
    """The words of one field of a segment, in order, each known by its index."""

    def __init__(self, words: list[str], article_starts: array[int], place_starts: array[int]) -> None:
        self.words = words
        self.article_starts = article_starts
        self.place_starts = place_starts
        self._indices: dict[str, int | None] = {}

    def index(self, word: str) -> int | None:
        """The index of a word, None where it does not occur."""
        index = self._indices.get(word, -1)
        # One query asks for the same word again and again.
        if index == -1:
            at = bisect_left(self.words, word)
            index = at if at < len(self.words) and self.words[at] == word else None
            if len(self._indices) >= _MOST_INDICES:
                self._indices.clear()
            self._indices[word] = index
        return index

    def begun(self, begun: str) -> range:
        """The indices of the words that begin so."""
        return range(bisect_left(self.words, begun), bisect_left(self.words, begun + _LAST_CHARACTER))

    def frequency(self, index: int) -> int:
        """In how many articles a word stands."""
        return self.article_starts[index + 1] - self.article_starts[index]

    def places(self, word: str) -> int:
        """In how many places a word stands in all articles together."""
        index = self.index(word)
        return 0 if index is None else self.place_starts[index + 1] - self.place_starts[index]

    def frequencies(self, indices: Sequence[int]) -> dict[str, int]:
        """In how many articles each of these words stands."""
        if isinstance(indices, range):
            starts = self.article_starts[indices.start : indices.stop + 1]
            return dict(
                zip(self.words[indices.start : indices.stop], map(sub, starts[1:], starts), strict=True)
            )
        return {self.words[index]: self.frequency(index) for index in indices}


class TermsReader:
    """A segment's words, read when first asked for, and its posting lists, mapped from disk.

    The files are let go of with the last reference, so that no query loses them while it runs.
    """

    def __init__(self, folder: Path, name: str) -> None:
        data = (folder / f"{name}{_WORDS}").read_bytes()
        head, at = json.loads(data[: data.index(b"\n")]), data.index(b"\n") + 1
        self._count_type, self._place_type = head["types"]["counts"], head["types"]["places"]
        self.values: dict[str, list[str]] = head["values"]
        self._unread: dict[str, tuple[bytes, bytes, bytes]] = {}
        for field, (words, size) in head["fields"].items():
            cuts = (at, at + size, at + size + 8 * (words + 1), at + size + 16 * (words + 1))
            if cuts[-1] > len(data):
                raise ValueError(f"the words of {name} are cut short")
            self._unread[field] = (data[cuts[0] : cuts[1]], data[cuts[1] : cuts[2]], data[cuts[2] : cuts[3]])
            at = cuts[-1]
        self._fields: dict[str, Field] = {}
        self._decoding = threading.Lock()
        self._maps = [_mapped(folder / f"{name}{suffix}") for suffix in (_ARTICLES, _COUNTS, _PLACES)]

    def fields(self) -> frozenset[str]:
        """The fields that hold any word."""
        return frozenset(self._unread) | self._fields.keys()

    def field(self, name: str) -> Field:
        """A field's words; none where the segment does not have the field."""
        known = self._fields.get(name)
        if known is not None:
            return known
        with self._decoding:
            if name not in self._fields:
                words, *starts = self._unread.pop(name, (b"", b"\0" * 8, b"\0" * 8))
                self._fields[name] = Field(
                    words.decode().split("\n") if words else [], *(array("Q", start) for start in starts)
                )
            return self._fields[name]

    def types_needed(self) -> tuple[int, int]:
        """What `TermsWriter.choose_types` must be told to hold what is here."""
        return tuple((1 << 16) - (code == "H") for code in (self._count_type, self._place_type))

    def articles(self, field: Field, words: range) -> array[int]:
        """The numbers of the articles that hold the words: in order where it is one word."""
        return self._slice(0, "I", field.article_starts[words.start], field.article_starts[words.stop])

    def first_articles(self, field: Field, index: int, most: int) -> array[int]:
        """The first of the numbers of the articles that hold a word."""
        start, end = field.article_starts[index : index + 2]
        return self._slice(0, "I", start, min(end, start + most))

    def counted(self, field: Field, index: int) -> tuple[array[int], array[int]]:
        """The numbers of the articles that hold a word, in order, and how often each does."""
        start, end = field.article_starts[index : index + 2]
        return self._slice(0, "I", start, end), self._slice(1, self._count_type, start, end)

    def postings(self, field: Field, index: int) -> Postings:
        """Everything about where a word stands."""
        start, end = field.place_starts[index : index + 2]
        return Postings(*self.counted(field, index), self._slice(2, self._place_type, start, end))

    def _slice(self, file: int, typecode: str, start: int, end: int) -> array[int]:
        values = array(typecode)
        mapped, size = self._maps[file], values.itemsize
        if end * size > len(mapped):
            raise ValueError("a posting list ends beyond its file")
        values.frombytes(mapped[start * size : end * size])
        return values


def _mapped(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        # An empty file cannot be mapped.
        return (
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.fstat(file.fileno()).st_size else b""
        )


def merged_terms(
    name: str, sources: Sequence[tuple[TermsReader, Sequence[int]]]
) -> Iterator[tuple[str, Postings]]:
    """The words of a field over several segments, in order, each with all its postings.

    With each segment comes the number that each of its articles has from now on, -1 for articles left out;
    within a segment numbers rise. One word's postings are held in memory at a time.
    """
    merging = [_Merging(reader, name, numbers) for reader, numbers in sources]
    every_word: set[str] = set()
    for source in merging:
        every_word.update(source.field.words)
    for word in sorted(every_word):
        found = [source.passed_on() for source in merging if source.next_word == word]
        kept = [postings for postings in found if postings.articles]
        if kept:
            yield word, kept[0] if len(kept) == 1 else _united(kept)


class _Merging:
    """One segment whose words are passed on in order."""

    def __init__(self, reader: TermsReader, name: str, numbers: Sequence[int]) -> None:
        self.field = reader.field(name)
        self._reader = reader
        self._numbers = numbers
        self._left_out = -1 in numbers
        self._at = 0
        self.next_word = self.field.words[0] if self.field.words else None

    def passed_on(self) -> Postings:
        """The postings of the next word, by the numbers that articles have from now on."""
        found = self._reader.postings(self.field, self._at)
        self._at += 1
        self.next_word = self.field.words[self._at] if self._at < len(self.field.words) else None
        new = list(map(self._numbers.__getitem__, found.articles))
        if not self._left_out:
            return Postings(array("I", new), found.counts, found.places)
        kept = [number >= 0 for number in new]
        places = compress(found.places, chain.from_iterable(map(repeat, kept, found.counts)))
        return Postings(
            array("I", compress(new, kept)),
            array(found.counts.typecode, compress(found.counts, kept)),
            array(found.places.typecode, places),
        )


def _united(found: Sequence[Postings]) -> Postings:
    """The postings of one word in several segments."""
    ordered = sorted(found, key=lambda postings: postings.articles[0])
    articles, counts, places = map(_joined, zip(*ordered, strict=True))
    if all(map(lt, (one.articles[-1] for one in ordered), (one.articles[0] for one in ordered[1:]))):
        return Postings(articles, counts, places)
    order = sorted(range(len(articles)), key=articles.__getitem__)
    # The fastest there is; here are two at least.
    pick = itemgetter(*order)
    if len(places) == len(articles):
        moved = array(places.typecode, pick(places))
    else:
        ends = list(accumulate(counts))
        rows = list(map(slice, map(sub, ends, counts), ends))
        moved = array(places.typecode, b"".join(map(places.__getitem__, pick(rows))))
    return Postings(array("I", pick(articles)), array(counts.typecode, pick(counts)), moved)


def _joined(arrays: Sequence[array[int]]) -> array[int]:
    """All numbers in one array, which has room for the largest of them."""
    widest = max(numbers.typecode for numbers in arrays)
    joined = array(widest)
    for numbers in arrays:
        joined.extend(numbers if numbers.typecode == widest else array(widest, numbers))
    return joined
