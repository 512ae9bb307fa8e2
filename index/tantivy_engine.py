"""The engine for large desks: tantivy's index, whose words are those of our own query language."""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from tearline.index.article import Article
from tearline.index.engine import (
    Cancelled,
    Completion,
    EngineAnswer,
    EngineDamaged,
    EngineStats,
    Facets,
    Order,
    never,
)
from tearline.index.errors import TearlineError
from tearline.index.query_tree import Fuzzy, Query
from tearline.index.tantivy_documents import document_of, new_index, with_analyzers
from tearline.index.tantivy_search import Snapshot
from tearline.index.words import fold

# Changes whenever an index written before must not be read: other fields, other words.
_FORMAT = "1"
# One thread for building segments makes one segment a commit; merging has threads of its own.
_WRITER_BYTES, _WRITER_THREADS = 128_000_000, 1
# A disk with less than this many bytes left is full.
_LITTLE_ROOM = 32_000_000
_SEGMENT_NAME = re.compile("[0-9a-f]{32}")
_ATTEMPTS = 10
_WAIT_SECONDS = 3.0
# What the operating system says is wrong, as tantivy passes it on.
_SYSTEM_ERROR = re.compile(r"(?:os error |code: )(\d{1,4})")


class _State(NamedTuple):
    """Tells committed states apart, also those of an index that was cleared and begun anew."""

    inode: int
    mtime_ns: int
    size: int


_NOTHING = _State(0, 0, 0)


class TantivyEngine:
    """An Engine in a folder of its own. Reading is safe from many threads; see Engine for writing.

    Segments are merged in threads of tantivy's own while articles are added; `tidy` waits for them and lets
    go of the writer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writer: tantivy.IndexWriter | None = None
        self._changed = False
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._state = _NOTHING
        # The index that was opened last, and its birth: what it holds open serves the next commit too.
        self._index: tuple[tantivy.Index, str] | None = None
        self._format = folder / "format"
        self._meta = folder / "meta.json"
        self._meta_path = str(self._meta)

    # Writing

    def add(self, article: Article) -> None:
        with self._writable():
            writer = self._writing()
            writer.delete_documents_by_term("id", article.id)
            writer.add_document(document_of(article))
        self._changed = True

    def remove(self, ids: Iterable[str]) -> None:
        with self._writable():
            for article_id in ids:
                if self._writer is None and not self._meta.exists():
                    return
                self._writing().delete_documents_by_term("id", article_id)
                self._changed = True

    def commit(self) -> str:
        if not self._changed and self._meta.exists():
            return self.stamp()
        with self._writable():
            self._writing().commit()
            _sync(self.folder)
        self._changed = False
        return self.stamp()

    def rollback(self) -> None:
        self._let_go()

    def clear(self) -> None:
        self._let_go()
        with self._lock:
            self._forget()
            if self.folder.exists():
                shutil.rmtree(self.folder)

    def tidy(self, most: int | None = None, cancelled: Cancelled = never) -> None:
        """Wait for the merging that is under way, unless that can wait or nobody does."""
        if most != 0 and self._writer is not None and not self._changed and not cancelled():
            with self._writable():
                self._writer.wait_merging_threads()
            self._writer = None

    @contextmanager
    def _writable(self) -> Iterator[None]:
        """Whatever goes wrong with a writer, it is of no more use."""
        try:
            with _readable():
                yield
        except BaseException as error:
            self._let_go()
            # A thread of tantivy's that finds the disk full ends without saying so.
            if isinstance(error, EngineDamaged) and shutil.disk_usage(self.folder.parent).free < _LITTLE_ROOM:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            raise

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._sweep()
            index = self._opened() if self._meta.exists() else self._created()
            until = time.monotonic() + _WAIT_SECONDS
            while self._writer is None:
                try:
                    self._writer = index.writer(_WRITER_BYTES, _WRITER_THREADS)
                except ValueError as error:
                    # The writer of a process that was just ended holds its lock for a moment.
                    if "LockBusy" not in str(error) or time.monotonic() > until:
                        raise
                    time.sleep(0.02)
        return self._writer

    def _sweep(self) -> None:
        """Remove what a writer that was stopped left behind: files of segments that are not in the list."""
        if self._meta.exists():
            kept = {segment["segment_id"].replace("-", "") for segment in self._listed()["segments"]}
            for path in self.folder.iterdir():
                name = path.name.partition(".")[0]
                if _SEGMENT_NAME.fullmatch(name) and name not in kept:
                    path.unlink(missing_ok=True)

    def _let_go(self) -> None:
        # What was not committed goes with it; merging that is under way is dropped.
        self._writer = None
        self._changed = False

    def _created(self) -> tantivy.Index:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._format.write_text(f"{_FORMAT} {secrets.token_hex(8)}", encoding="ascii")
        return new_index(self.folder)

    # Reading

    def stamp(self) -> str:
        with self._current() as snapshot:
            return snapshot.stamp if snapshot else ""

    def search(
        self,
        query: Query,
        limit: int | None = None,
        order: Order = "relevance",
        cancelled: Cancelled = never,
    ) -> EngineAnswer:
        with self._current() as snapshot:
            return snapshot.search(query, limit, order, cancelled) if snapshot else EngineAnswer(0, ())

    def ids(self) -> frozenset[str]:
        with self._current() as snapshot:
            return snapshot.ids() if snapshot else frozenset()

    def complete(self, begun: str, limit: int = 10) -> tuple[Completion, ...]:
        folded = fold(begun)
        with self._current() as snapshot:
            return tuple(snapshot.vocabulary.commonest("", folded, limit)) if snapshot and folded else ()

    def spelled_like(self, word: Fuzzy, limit: int = 10) -> tuple[Completion, ...]:
        with self._current() as snapshot:
            return tuple(snapshot.vocabulary.spelled(word)[:limit]) if snapshot else ()

    def facets(self, query: Query, cancelled: Cancelled = never) -> Facets:
        with self._current() as snapshot:
            return snapshot.facets(query, cancelled) if snapshot else Facets()

    def stats(self) -> EngineStats:
        with self._current() as snapshot:
            if snapshot is None:
                return EngineStats(0, 0, 0)
            searcher = snapshot.searcher
            return EngineStats(searcher.num_docs, searcher.num_segments, _size_of(self.folder))

    def close(self) -> None:
        self._let_go()
        with self._lock:
            self._forget()

    @contextmanager
    def _current(self) -> Iterator[Snapshot | None]:
        """The newest committed state. It answers as long as it is held, whatever is committed meanwhile."""
        with _readable():
            with self._lock:
                latest = self._latest()
                if latest != self._state:
                    self._open(latest)
                snapshot = self._snapshot
            yield snapshot

    def _latest(self) -> _State:
        try:
            # Asked at every keystroke.
            status = os.stat(self._meta_path)  # noqa: PTH116
        except FileNotFoundError:
            return _NOTHING
        return _State(status.st_ino, status.st_mtime_ns, status.st_size)

    def _open(self, latest: _State) -> None:
        # A writer in another process may replace files just as they are opened; then a newer state is there.
        for attempt in range(_ATTEMPTS):
            try:
                self._snapshot = None if latest == _NOTHING else Snapshot(self._reopened(), self._stamp())
                self._state = latest
                return
            except (ValueError, OSError):
                self._forget()
                if attempt == _ATTEMPTS - 1 or self._latest() == latest:
                    raise
                time.sleep(0.01)
                latest = self._latest()

    def _reopened(self) -> tantivy.Index:
        """The index as it is now."""
        birth = self._birth()
        if self._index is None or self._index[1] != birth:
            self._index = (self._opened(), birth)
        else:
            self._index[0].reload()
        return self._index[0]

    def _opened(self) -> tantivy.Index:
        self._birth()
        return with_analyzers(tantivy.Index.open(str(self.folder)))

    def _birth(self) -> str:
        made, _, birth = self._format.read_text(encoding="ascii").partition(" ")
        if made != _FORMAT:
            raise EngineDamaged("The search index was made by another version of tearline.")
        return birth

    def _stamp(self) -> str:
        """Merging leaves the count of operations as it is."""
        operations: int = self._listed()["opstamp"]
        return f"{self._birth()}-{operations}" if operations else ""

    def _listed(self) -> Any:
        """The list of segments, as JSON."""
        return json.loads(self._meta.read_bytes())

    def _forget(self) -> None:
        self._snapshot, self._state, self._index = None, _NOTHING, None


def _size_of(folder: Path) -> int:
    """The bytes of the files in a folder. A writer may replace files while they are counted."""
    size = 0
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):
            size += path.stat().st_size
    return size


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _readable() -> Iterator[None]:
    """What tantivy cannot do is an error of the disk's, or else the index is damaged."""
    try:
        yield
    except FileNotFoundError as error:
        raise EngineDamaged(f"The search index is damaged ({error.filename} is missing).") from error
    except (TearlineError, OSError, MemoryError):
        raise
    except (ValueError, LookupError, TypeError) as error:
        raise _explained(error) from error
    except BaseException as error:
        # What tantivy does not expect of a file, it panics at; that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _explained(error) from error


def _explained(error: BaseException) -> Exception:
    said = " ".join(str(error).split())
    found = _SYSTEM_ERROR.search(said)
    number = int(found.group(1)) if found else 0
    if number and number != errno.ENOENT:
        return OSError(number, os.strerror(number))
    return EngineDamaged(f"The search index is damaged ({said[:200]}).")
