"""The embedded search engine: Whoosh's commits, segments and dictionary around plain posting arrays."""

# Whoosh is only partly typed.
# mypy: allow-untyped-calls

from __future__ import annotations

import os
import pickle
import shutil
import struct
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import FileFormatError
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex
from whoosh.index import IndexError as ListOfSegmentsError

from tearline.index.article import Article
from tearline.index.engine import (
    Cancelled,
    Completion,
    EngineAnswer,
    EngineDamaged,
    EngineStats,
    Facets,
    Order,
    SearchDropped,
    never,
)
from tearline.index.query_tree import Fuzzy, Prefix, Query
from tearline.index.whoosh_search import Snapshot
from tearline.index.whoosh_segment import SegmentView
from tearline.index.whoosh_writer import SCHEMA, ArrayWriter, Stopped
from tearline.index.words import fold

_INDEX = "MAIN"
_DAMAGE = (
    ValueError,
    LookupError,
    EOFError,
    struct.error,
    pickle.UnpicklingError,
    ListOfSegmentsError,
    FileFormatError,
)
# Changes whenever an index written before must not be read: other fields, other words, another layout.
_FORMAT = "5"
# Each segment makes every search slower: more than a few are merged where that rewrites few articles, more
# than most in any case.
_FEW_SEGMENTS, _MOST_SEGMENTS = 2, 10
_ATTEMPTS = 10


class _State(NamedTuple):
    """Tells committed states apart, also those of an index that was cleared and begun anew."""

    generation: int
    inode: int
    mtime_ns: int


_NOTHING = _State(-1, 0, 0)


class WhooshEngine:
    """An Engine in a folder of its own. Reading is safe from many threads; see Engine for writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._adding: dict[str, Article] = {}
        self._removing: set[str] = set()
        self._lock = threading.Lock()
        self._views: dict[str, SegmentView] = {}
        self._snapshot = Snapshot(())
        self._state = _NOTHING
        self._format = folder / "format"
        self._prefix = f"{folder}{os.sep}"

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
        with _readable():
            if not self._exists():
                self._create()
            with self._writer() as writer:
                writer.delete_articles(self._removing | self._adding.keys())
                writer.add_articles(self._adding.values())
                writer.commit(merge=False)
        self._adding, self._removing = {}, set()
        return self.stamp()

    def rollback(self) -> None:
        self._adding, self._removing = {}, set()

    def clear(self) -> None:
        with self._lock:
            self._forget()
            self._adding, self._removing = {}, set()
            if self.folder.exists():
                shutil.rmtree(self.folder)

    def tidy(self, most: int | None = None, cancelled: Cancelled = never) -> None:
        """Merge small segments where there are many, and those of which much was deleted."""
        with self._current() as snapshot:
            sizes = sorted((view.size - len(view.deleted), view.name) for view in snapshot.views)
            wasteful = {view.name for view in snapshot.views if len(view.deleted) * 3 > view.size}
        many = len(sizes) > _MOST_SEGMENTS
        chosen: set[str] = set()
        taken = 0
        for size, name in sizes:
            # As long as none is much larger than all before it, each article is merged few times in its life.
            alike = size <= taken * 2 if taken else len(sizes) > _FEW_SEGMENTS
            few_enough = most is None or many or taken + size <= most
            too_many = many and len(sizes) - len(chosen) >= _MOST_SEGMENTS
            if too_many or (few_enough and (alike or name in wasteful)):
                chosen.add(name)
                taken += size
        if len(chosen) > 1 or chosen & wasteful:
            with _readable(), self._writer() as writer, suppress(Stopped):
                writer.merge_segments(frozenset(chosen), cancelled)

    @contextmanager
    def _writer(self) -> Iterator[ArrayWriter]:
        writer = ArrayWriter(FileIndex(FileStorage(str(self.folder)), schema=SCHEMA, indexname=_INDEX))
        try:
            yield writer
        finally:
            if not writer.is_closed:
                writer.cancel()

    def _exists(self) -> bool:
        return self._latest() != _NOTHING

    def _create(self) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._format.write_text(_FORMAT, encoding="ascii")
        TOC.create(FileStorage(str(self.folder)), SCHEMA, _INDEX)

    # Reading

    def stamp(self) -> str:
        latest = self._latest()
        if latest == _NOTHING:
            return ""
        toc = self.folder / TOC._filename(_INDEX, latest.generation)
        return f"{latest.generation}-{zlib.crc32(toc.read_bytes()):08x}"

    def search(
        self,
        query: Query,
        limit: int | None = None,
        order: Order = "relevance",
        cancelled: Cancelled = never,
    ) -> EngineAnswer:
        with self._current() as snapshot:
            return snapshot.search(query, limit, order, cancelled)

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
            return snapshot.commonest(Prefix((folded,)), limit) if folded else ()

    def spelled_like(self, word: Fuzzy, limit: int = 10) -> tuple[Completion, ...]:
        with self._current() as snapshot:
            return snapshot.commonest(word, limit)

    def facets(self, query: Query, cancelled: Cancelled = never) -> Facets:
        with self._current() as snapshot:
            return snapshot.facets(query, cancelled)

    def stats(self) -> EngineStats:
        with self._current() as snapshot:
            return EngineStats(snapshot.live, len(snapshot.views), _size_of(self.folder))

    def close(self) -> None:
        with self._lock:
            self._forget()

    def _latest(self) -> _State:
        generation: int = TOC._latest_generation(FileStorage(str(self.folder)), _INDEX)
        if generation < 0:
            return _NOTHING
        # Where it is missing, a writer was faster: whatever is there now is newer.
        return self._state_of(generation) or self._latest()

    def _state_of(self, generation: int) -> _State | None:
        """The state that was committed as this generation, None where that is not there."""
        try:
            # Asked at every keystroke.
            status = os.stat(self._prefix + TOC._filename(_INDEX, generation))  # noqa: PTH116
        except FileNotFoundError:
            return None
        return _State(generation, status.st_ino, status.st_mtime_ns)

    def _is_latest(self, state: _State) -> bool:
        """Whether nothing was committed since. Each commit is the generation after the one before."""
        return (
            state != _NOTHING
            and self._state_of(state.generation) == state
            and self._state_of(state.generation + 1) is None
        )

    @contextmanager
    def _current(self) -> Iterator[Snapshot]:
        """The newest committed state. It answers as long as it is held, whatever is committed meanwhile."""
        with _readable():
            with self._lock:
                if not self._is_latest(self._state) and (latest := self._latest()) != self._state:
                    # Unpickling a damaged list of segments can raise anything.
                    with _readable((Exception,)):
                        self._open(latest)
                snapshot = self._snapshot
            yield snapshot

    def _open(self, latest: _State) -> None:
        # A writer in another process may replace files just as they are opened; then a newer state is there.
        for _ in range(_ATTEMPTS):
            try:
                self._open_once(latest)
                return
            except FileNotFoundError:
                time.sleep(0.01)
                latest = self._latest()
        self._open_once(latest)

    def _open_once(self, latest: _State) -> None:
        if latest == _NOTHING:
            self._forget()
            return
        if self._format.read_text(encoding="ascii") != _FORMAT:
            raise EngineDamaged("The search index was made by another version of tearline.")
        toc = TOC.read(_FilesInMemory(self.folder), _INDEX, gen=latest.generation, schema=SCHEMA)
        views = {}
        for segment in toc.segments:
            name = segment.segment_id()
            view = self._views.get(name) or SegmentView(self.folder, segment).opened()
            views[name] = view.without(frozenset(segment.deleted_docs()))
        self._views = views
        self._snapshot, self._state = Snapshot(tuple(views.values())), latest

    def _forget(self) -> None:
        self._views = {}
        self._snapshot, self._state = Snapshot(()), _NOTHING


class _FilesInMemory:
    """Gives Whoosh a file's content instead of the file, which it would leave open where that is damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open_file(self, name: str) -> StructFile:
        return StructFile(BytesIO((self._folder / name).read_bytes()), name=name)


def _size_of(folder: Path) -> int:
    """The bytes of the files in a folder. A writer may replace files while they are counted."""
    size = 0
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):
            size += path.stat().st_size
    return size


@contextmanager
def _readable(errors: tuple[type[Exception], ...] = _DAMAGE) -> Iterator[None]:
    """Whatever damaged files make Whoosh or the codec raise is the one thing that callers can mend."""
    try:
        yield
    except FileNotFoundError as error:
        raise EngineDamaged(f"The search index is damaged ({error.filename} is missing).") from error
    except (EngineDamaged, SearchDropped, OSError, MemoryError):
        raise
    except errors as error:
        raise EngineDamaged(f"The search index is damaged ({type(error).__name__}: {error}).") from error
