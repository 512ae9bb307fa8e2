"""The embedded search engine: Whoosh's commits, segments and dictionary around plain posting arrays."""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import os
import shutil
import threading
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tearline.index.article import Article
from tearline.index.engine import Completion, EngineAnswer, EngineDamaged, EngineStats, Order
from tearline.index.query_matching import day_range, positions_of
from tearline.index.query_tree import Query
from tearline.index.whoosh_codec import ArrayCodec, Postings
from tearline.index.whoosh_search import ID_BYTES, SegmentView, Snapshot
from tearline.index.words import fold, words_of
from whoosh.columns import FixedBytesColumn, NumericColumn
from whoosh.fields import COLUMN, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

_INDEX = "MAIN"
# Changes whenever an index written before must not be read: other fields, other words, another layout.
_FORMAT = "1"
# No phrase or NEAR reaches from one field into the next where all of them are indexed as one.
_FIELD_GAP = 1000

_SCHEMA = Schema(
    id=COLUMN(FixedBytesColumn(ID_BYTES)),
    words=COLUMN(NumericColumn("I")),
    first_day=COLUMN(NumericColumn("I")),
    last_day=COLUMN(NumericColumn("I")),
)


class WhooshEngine:
    """An Engine in a folder of its own. Reading is safe from many threads; see Engine for writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._adding: dict[str, Article] = {}
        self._removing: set[str] = set()
        self._lock = threading.Lock()
        self._views: dict[str, SegmentView] = {}
        self._snapshot = Snapshot(())
        self._generation = -1
        self._format = folder / "format"

    # Writing

    def add(self, article: Article) -> None:
        self._adding[article.id] = article

    def remove(self, ids: Iterable[str]) -> None:
        for article_id in ids:
            self._adding.pop(article_id, None)
            self._removing.add(article_id)

    def commit(self) -> str:
        if not self._adding and not self._removing and self._exists():
            return self.stamp()
        with self._readable():
            if not self._exists():
                self._create()
            writer = ArrayWriter(FileIndex(FileStorage(str(self.folder)), schema=_SCHEMA, indexname=_INDEX))
            try:
                for article_id in sorted(self._removing | self._adding.keys()):
                    writer.delete_article(article_id)
                for article in self._adding.values():
                    writer.add_article(article)
                writer.commit(merge=False)
            finally:
                if not writer.is_closed:
                    writer.cancel()
        self._adding, self._removing = {}, set()
        return self.stamp()

    def rollback(self) -> None:
        self._adding, self._removing = {}, set()

    def clear(self) -> None:
        with self._lock:
            self._close_views()
            self._snapshot = Snapshot(())
            self._generation = -1
            self._adding, self._removing = {}, set()
            if self.folder.exists():
                shutil.rmtree(self.folder)

    def tidy(self) -> None:
        """Nothing to do yet: segments stay as they were written."""

    def _exists(self) -> bool:
        return self._latest() >= 0

    def _create(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        TOC.create(FileStorage(str(self.folder)), _SCHEMA, _INDEX)
        self._format.write_text(_FORMAT, encoding="ascii")

    # Reading

    def stamp(self) -> str:
        latest = self._latest()
        if latest < 0:
            return ""
        toc = self.folder / TOC._filename(_INDEX, latest)
        with self._readable():
            return f"{latest}-{zlib.crc32(toc.read_bytes()):08x}"

    def search(self, query: Query, limit: int | None = None, order: Order = "relevance") -> EngineAnswer:
        with self._current() as snapshot:
            return snapshot.search(query, limit, order)

    def ids(self) -> frozenset[str]:
        with self._current() as snapshot:
            return frozenset(
                view.id(number)
                for view in snapshot.views
                for number in range(view.size)
                if number not in view.deleted
            )

    def complete(self, begun: str, limit: int = 10) -> tuple[Completion, ...]:
        folded = fold(begun)
        with self._current() as snapshot:
            return snapshot.complete(folded, limit) if folded else ()

    def stats(self) -> EngineStats:
        with self._current() as snapshot:
            size = sum(path.stat().st_size for path in self.folder.glob("*")) if self.folder.exists() else 0
            return EngineStats(snapshot.live, len(snapshot.views), size)

    def close(self) -> None:
        with self._lock:
            self._close_views()
            self._snapshot = Snapshot(())
            self._generation = -1

    def _latest(self) -> int:
        latest: int = TOC._latest_generation(FileStorage(str(self.folder)), _INDEX)
        return latest

    @contextmanager
    def _current(self) -> Iterator[Snapshot]:
        """The newest committed state, held so that no other thread replaces it meanwhile."""
        with self._lock, self._readable():
            latest = self._latest()
            if latest != self._generation:
                self._open(latest)
            yield self._snapshot

    def _open(self, latest: int) -> None:
        # A writer in another process may replace files just as they are opened; then a newer state is there.
        for attempt in range(10):
            try:
                self._open_once(latest)
                return
            except FileNotFoundError:
                newer = self._latest()
                if newer == latest and attempt:
                    raise
                latest = newer

    def _open_once(self, latest: int) -> None:
        if latest < 0:
            self._close_views()
            self._snapshot, self._generation = Snapshot(()), latest
            return
        if self._format.read_text(encoding="ascii") != _FORMAT:
            raise EngineDamaged("The search index was made by another version of tearline.")
        toc = TOC.read(FileStorage(str(self.folder)), _INDEX, gen=latest, schema=_SCHEMA)
        views = {}
        for segment in toc.segments:
            name = segment.segment_id()
            view = self._views.get(name) or SegmentView(self.folder, segment)
            view.deleted = frozenset(segment.deleted_docs())
            views[name] = view
        for name in self._views.keys() - views.keys():
            self._views[name].close()
        self._views = views
        self._snapshot, self._generation = Snapshot(tuple(views.values())), latest

    def _close_views(self) -> None:
        for view in self._views.values():
            view.close()
        self._views = {}

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Whatever a damaged file makes Whoosh or the codec raise is the one thing callers know how to
        mend.
        """
        try:
            yield
        except (EngineDamaged, OSError, MemoryError):
            raise
        except Exception as error:
            raise EngineDamaged(f"The search index is damaged ({type(error).__name__}: {error}).") from error


class ArrayWriter(SegmentWriter):
    """Writes one new segment and the list of all segments, durably."""

    def __init__(self, index: FileIndex) -> None:
        # Whoever calls holds the desk's own lock, which the kernel frees when its process dies.
        super().__init__(index, codec=ArrayCodec(), compound=False, _lk=False)
        self._fields: dict[str, dict[bytes, Postings]] = {}
        self._numbers: dict[str, int] | None = None

    def add_article(self, article: Article) -> None:
        """Index one article; one with the same id is not replaced."""
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
        self._post("id", number, {article.id: [0]})
        days = day_range(article.published or "") or (0, 0)
        columns: dict[str, object] = {
            "id": bytes.fromhex(article.id),
            "words": sum(map(len, every.values())),
            "first_day": days[0],
            "last_day": days[1],
        }
        documents = self.perdocwriter
        documents.start_doc(number)
        for column, stored in columns.items():
            documents.add_column_value(column, _SCHEMA[column].column_type, stored)
        documents.finish_doc()
        self._added = True
        self.docnum += 1

    def _post(self, field: str, number: int, places: dict[str, list[int]]) -> None:
        terms = self._fields.setdefault(field, {})
        for word, positions in places.items():
            key = word.encode()
            postings = terms.get(key)
            if postings is None:
                terms[key] = postings = Postings(array("I"), array("I"), array("I"))
            postings.articles.append(number)
            postings.counts.append(len(positions))
            postings.places.fromlist(positions)

    def delete_article(self, article_id: str) -> None:
        """Mark an article of an earlier segment as deleted, if it is there."""
        if self._numbers is None:
            self._numbers = {}
            for view, base in zip(self._open_views(), self._doc_offsets, strict=True):
                self._numbers.update(
                    (view.id(number), base + number)
                    for number in range(view.size)
                    if number not in view.deleted
                )
        number = self._numbers.get(article_id)
        if number is not None:
            self.delete_document(number)

    def _open_views(self) -> Iterator[SegmentView]:
        for segment in self.segments:
            view = SegmentView(Path(self.storage.folder), segment)
            yield view
            view.close()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for field in sorted(self._fields):
            self.fieldwriter.write_field(field, sorted(self._fields[field].items()))
        self.fieldwriter.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        # The order that survives a power cut: the new files, then the list that names them, then the clean-
        # up.
        folder = Path(self.storage.folder)
        for path in folder.glob(f"{self.newsegment.segment_id()}.*"):
            _sync(path)
        toc = TOC(self.schema, segments, self.generation)
        toc.write(self.storage, self.indexname)
        _sync(folder / TOC._filename(self.indexname, self.generation))
        _sync(folder)
        clean_files(self.storage, self.indexname, self.generation, segments)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
