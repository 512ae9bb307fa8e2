"""Writes the search index: one new segment at a time, durably, and merges segments that are there.

Within each segment articles are numbered by the day they were published on, the newest first, and on one day
by id: so the first of any list of numbers are the newest.
"""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.columns import FixedBytesColumn, NumericColumn
from whoosh.fields import COLUMN, Schema
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from tearline.index.article import Article
from tearline.index.engine import Cancelled, never
from tearline.index.query_matching import day_range, positions_of
from tearline.index.whoosh_codec import BEGUN, FACETS, ArrayCodec, Postings, merged_terms
from tearline.index.whoosh_segment import ID_BYTES, SegmentView, ids_of
from tearline.index.words import words_of

# No phrase or NEAR reaches from one field into the next where all of them are indexed as one.
_FIELD_GAP = 1000
_SYNCING_THREADS = 8
# So many words are merged between two looks whether to go on.
_WORDS_PER_CHECK = 1000
# So many ids are sooner looked for one by one than all ids of a segment are looked at.
_FEW_IDS = 8

SCHEMA = Schema(
    id=COLUMN(FixedBytesColumn(ID_BYTES)),
    words=COLUMN(NumericColumn("I")),
    first_day=COLUMN(NumericColumn("I")),
    last_day=COLUMN(NumericColumn("I")),
    outlet=COLUMN(NumericColumn("I")),
    author=COLUMN(NumericColumn("I")),
)


class Stopped(Exception):  # noqa: N818
    """Merging was cancelled."""


class ArrayWriter(SegmentWriter):
    """Writes one new segment and the list of all segments, durably."""

    def __init__(self, index: FileIndex) -> None:
        # Whoever calls holds the desk's own lock, which the kernel frees when its process dies.
        super().__init__(index, codec=ArrayCodec(), compound=False, _lk=False)
        self._fields: dict[str, dict[str, Postings]] = {}
        self._most_often = self._longest = 0
        self._merged: list[tuple[SegmentView, list[int]]] = []
        self._cancelled = never

    def add_articles(self, articles: Iterable[Article]) -> None:
        """Index articles, all that come into the new segment; those with the same ids are not replaced."""
        dated = [(day_range(article.published or "") or (0, 0), article) for article in articles]
        for days, article in sorted(dated, key=lambda each: (-each[0][0], each[1].id)):
            self._add(article, *days)

    def _add(self, article: Article, first_day: int, last_day: int) -> None:
        number = self.docnum
        every: dict[str, list[int]] = {}
        base = 0
        for name, value in (
            ("", article.text),
            ("title", article.title),
            ("outlet", article.outlet),
            ("author", article.author),
        ):
            if not value:
                continue
            words = words_of(value)
            places = positions_of(words)
            if name:
                self._post(name, number, places)
                for word, positions in places.items():
                    every.setdefault(word, []).extend([base + at for at in positions])
            else:
                every = places
            base += len(words) + _FIELD_GAP
        self._post("all", number, every)
        self._most_often = max(self._most_often, max(map(len, every.values()), default=0))
        self._longest = max(self._longest, base)
        self._write_columns(
            {
                "id": bytes.fromhex(article.id),
                "words": sum(map(len, every.values())),
                "first_day": first_day,
                "last_day": last_day,
            },
            {"outlet": article.outlet or "", "author": article.author or ""},
        )

    def _write_columns(self, values: dict[str, int | bytes], facets: dict[str, str]) -> None:
        documents = self.perdocwriter
        documents.start_doc(self.docnum)
        for facet, stated in facets.items():
            values[facet] = self.fieldwriter.number_of(facet, stated)
        for name, value in values.items():
            documents.add_column_value(name, SCHEMA[name].column_type, value)
        documents.finish_doc()
        self._added = True
        self.docnum += 1

    def _post(self, field: str, number: int, places: dict[str, list[int]]) -> None:
        terms = self._fields.setdefault(field, {})
        for word, positions in places.items():
            postings = terms.get(word)
            if postings is None:
                terms[word] = postings = Postings(array("I"), array("I"), array("I"))
            postings.articles.append(number)
            postings.counts.append(len(positions))
            postings.places.fromlist(positions)

    def delete_articles(self, article_ids: Iterable[str]) -> None:
        """Mark articles of earlier segments as deleted; ids that are not there are no error."""
        unwanted = {bytes.fromhex(article_id) for article_id in article_ids}
        for segment in self.segments if unwanted else ():
            for number in _numbers_of(unwanted, ids_of(Path(self.storage.folder), segment)):
                segment.delete_document(number)

    def merge_segments(self, names: frozenset[str], cancelled: Cancelled = never) -> None:
        """Write what segments of these names hold, without what was deleted, into the new one, and commit.

        Raises Stopped, and leaves everything as it is, once `cancelled` says so.
        """
        self._cancelled = cancelled
        folder = Path(self.storage.folder)
        views = [SegmentView(folder, each) for each in self.segments if each.segment_id() in names]
        self._merged = [(view, [-1] * view.size) for view in views]
        ages = (
            (-view.first_days[number], view.id_bytes(number), which, number)
            for which, view in enumerate(views)
            for number in range(view.size)
            if number not in view.deleted
        )
        for first_day, article_id, which, number in sorted(ages):
            view, numbers = self._merged[which]
            numbers[number] = self.docnum
            self._write_columns(
                {
                    "id": article_id,
                    "words": view.lengths[number],
                    "first_day": -first_day,
                    "last_day": view.last_days[number],
                },
                {name: view.values(name)[view.codes[name][number]] for name in FACETS},
            )
        self.commit(mergetype=lambda _, segments: [s for s in segments if s.segment_id() not in names])

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        sources = [(view.terms, numbers) for view, numbers in self._merged]
        needed = [terms.types_needed() for terms, _ in sources] or [(self._most_often, self._longest)]
        self.fieldwriter.choose_types(*map(max, zip(*needed, strict=True)))
        fields = set(self._fields).union(*(terms.fields() for terms, _ in sources))
        fields -= {BEGUN}
        self.fieldwriter.write_fields(
            (
                (
                    field,
                    self._unless_cancelled(merged_terms(field, sources))
                    if sources
                    else sorted(self._fields[field].items()),
                )
                for field in sorted(fields)
            ),
            every="all",
        )
        self.fieldwriter.close()

    def _unless_cancelled(self, terms: Iterable[tuple[str, Postings]]) -> Iterator[tuple[str, Postings]]:
        for passed, term in enumerate(terms):
            if passed % _WORDS_PER_CHECK == 0 and self._cancelled():
                raise Stopped
            yield term

    def _cleanup_on_error(self) -> None:
        # Whoosh leaves the files open. The next commit deletes them: they are of no segment in the list.
        with suppress(OSError):
            self._close_segment()
        super()._cleanup_on_error()

    def _commit_toc(self, segments: list[Any]) -> None:
        # The order that survives a power cut: the new files, then the list that names them, then the clean-
        # up.
        folder = Path(self.storage.folder)
        # At once, so that the file system writes its journal once for all of them.
        with ThreadPoolExecutor(_SYNCING_THREADS) as pool:
            list(pool.map(_sync, folder.glob(f"{self.newsegment.segment_id()}.*")))
        toc = TOC(self.schema, segments, self.generation)
        toc.write(self.storage, self.indexname)
        _sync(folder / TOC._filename(self.indexname, self.generation))
        _sync(folder)
        clean_files(self.storage, self.indexname, self.generation, segments)


def _numbers_of(unwanted: Collection[bytes], ids: bytes) -> Iterator[int]:
    """Where ids stand among those of a segment."""
    if len(unwanted) > _FEW_IDS:
        starts = range(0, len(ids), ID_BYTES)
        yield from (at // ID_BYTES for at in starts if ids[at : at + ID_BYTES] in unwanted)
        return
    for each in unwanted:
        at = ids.find(each)
        # Where one id ends and the next begins, the bytes of a third may stand by chance.
        while at >= 0 and at % ID_BYTES:
            at = ids.find(each, at + 1)
        if at >= 0:
            yield at // ID_BYTES


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
