"""How the index lies on disk: Whoosh's segments and term dictionary, with posting lists as plain arrays.

Whoosh's own posting blocks are pickled and compressed tuples that cost tens of microseconds per 128
articles to open. Here a term's articles, frequencies and positions are three arrays in a row, read with
three copies.
"""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import heapq
import mmap
import os
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.filedb.filetables import OrderedHashReader
from whoosh.filedb.structfile import BufferFile

# Articles, where the arrays begin, and the type codes of frequencies and positions.
_TERM = struct.Struct("<IQcc")
_FIELD_KEY = struct.Struct("!H")


class Postings(NamedTuple):
    """Where one word stands: article numbers in order, how often in each, and every position, article by
    article.
    """

    articles: array[int]
    counts: array[int]
    places: array[int]


class TermEntry(NamedTuple):
    """What the dictionary knows of a word: in how many articles it stands, and where its arrays lie."""

    articles: int
    offset: int
    count_type: str
    place_type: str


class ArrayCodec(W3Codec):
    """Whoosh's codec with its posting lists replaced."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> TermsWriter:
        return TermsWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        folder = Path(storage.folder)
        return TermsReader(
            folder / segment.make_filename(self.TERMS_EXT), folder / segment.make_filename(self.POSTS_EXT)
        )


class TermsWriter(W3FieldWriter):
    """Writes a segment's dictionary and posting lists, fields and words in order."""

    def write_field(self, name: str, terms: Iterable[tuple[bytes, Postings]]) -> None:
        """Write all words of a field, in order of their bytes."""
        number = self._fieldmap.setdefault(name, len(self._fieldmap))
        key, file, dictionary = _FIELD_KEY.pack(number), self._postfile.raw_file(), self._tindex
        offset = file.tell()
        for word, (articles, counts, places) in terms:
            if counts.itemsize != 1 and max(counts) < 256:
                counts = array("B", counts)
            if places.itemsize != 2 and (not places or max(places) < 65536):
                places = array("H", places)
            entry = _TERM.pack(len(articles), offset, counts.typecode.encode(), places.typecode.encode())
            dictionary.add(key + word, entry)
            block = articles.tobytes() + counts.tobytes() + places.tobytes()
            file.write(block)
            offset += len(block)


class TermsReader:
    """A segment's dictionary in memory and its posting lists mapped from disk."""

    def __init__(self, terms: Path, postings: Path) -> None:
        data = terms.read_bytes()
        self._dictionary = OrderedHashReader(BufferFile(data, name=terms.name), len(data))
        self._numbers: dict[str, int] = self._dictionary.extras["fieldmap"]
        with postings.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # An empty file cannot be mapped.
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else None

    def entry(self, field: str, word: str) -> TermEntry | None:
        """The dictionary's entry for a word, None where the segment does not hold it."""
        number = self._numbers.get(field)
        if number is None:
            return None
        data = self._dictionary.get(_FIELD_KEY.pack(number) + word.encode())
        return None if data is None else _entry(data)

    def entries(self, field: str, begun: str = "") -> Iterator[tuple[str, TermEntry]]:
        """The words of a field that begin so, with their entries, in order."""
        number = self._numbers.get(field)
        if number is None:
            return
        start = _FIELD_KEY.pack(number) + begun.encode()
        for key, data in self._dictionary.items_from(start):
            if not key.startswith(start):
                return
            yield key[_FIELD_KEY.size :].decode(), _entry(data)

    def fields(self) -> frozenset[str]:
        """The fields that hold any word."""
        return frozenset(self._numbers)

    def articles(self, entry: TermEntry) -> array[int]:
        """The numbers of the articles that hold the word, in order."""
        return self._read("I", entry.offset, entry.articles)

    def postings(self, entry: TermEntry) -> Postings:
        """Everything about where a word stands."""
        articles = self._read("I", entry.offset, entry.articles)
        offset = entry.offset + 4 * entry.articles
        counts = self._read(entry.count_type, offset, entry.articles)
        offset += counts.itemsize * entry.articles
        return Postings(articles, counts, self._read(entry.place_type, offset, sum(counts)))

    def _read(self, typecode: str, offset: int, items: int) -> array[int]:
        values = array(typecode)
        end = offset + items * values.itemsize
        if self._map is None or end > len(self._map):
            raise ValueError("a posting list ends beyond its file")
        values.frombytes(self._map[offset:end])
        return values

    def close(self) -> None:
        """Let go of the files."""
        self._dictionary.close()
        if self._map is not None:
            self._map.close()


def _entry(data: bytes) -> TermEntry:
    articles, offset, count_type, place_type = _TERM.unpack(data)
    return TermEntry(articles, offset, count_type.decode(), place_type.decode())


def merged_terms(
    field: str, sources: Sequence[tuple[TermsReader, Sequence[int | None]]]
) -> Iterator[tuple[bytes, Postings]]:
    """The words of a field over several segments, in order, each with all its postings.

    With each segment comes the number that each of its articles has from now on, None for articles left out;
    numbers rise from segment to segment and within each. One word is held in memory at a time.
    """

    def words(number: int) -> Iterator[tuple[bytes, int, TermEntry]]:
        # Whoosh orders words as bytes.
        return ((word.encode(), number, entry) for word, entry in sources[number][0].entries(field))

    heads = heapq.merge(*(words(number) for number in range(len(sources))))
    for word, same in groupby(heads, key=itemgetter(0)):
        articles, counts, places = array("I"), array("I"), array("I")
        for _, number, entry in same:
            reader, numbers = sources[number]
            found = reader.postings(entry)
            if None in numbers:
                at = 0
                for article, count in zip(found.articles, found.counts, strict=True):
                    new = numbers[article]
                    if new is not None:
                        articles.append(new)
                        counts.append(count)
                        places.extend(array("I", found.places[at : at + count]))
                    at += count
            else:
                # Nothing is left out, so the segment's articles keep their distances.
                shift = numbers[0] or 0
                articles.extend(array("I", [article + shift for article in found.articles]))
                counts.extend(array("I", found.counts))
                places.extend(array("I", found.places))
        if articles:
            yield word, Postings(articles, counts, places)
