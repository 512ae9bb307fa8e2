"""The findings of a desk's articles, kept between runs: drafted once a text and version of the rules."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tearline.briefs.drafting import draft_article, extractor_version
from tearline.briefs.findings import Findings
from tearline.briefs.findings_json import StoredFindingsError, findings_from_json, findings_to_json
from tearline.index.article import Article

FILE_NAME = "findings.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS findings (
    article TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    given TEXT NOT NULL,
    findings BLOB NOT NULL
) WITHOUT ROWID
"""


class FindingsCache:
    """A desk's findings in one SQLite file; safe to delete, and safe to share between threads and windows.

    `state` is the desk's private folder. A file there that is no such cache, or is damaged, is begun anew:
    everything in it can be drafted again. Where the file can't be written, findings are drafted and not kept.
    """

    def __init__(self, state: Path, draft: Callable[[Article], Findings] = draft_article) -> None:
        self._draft = draft
        self._version = extractor_version()
        self._lock = threading.Lock()
        self._connection = _open(state / FILE_NAME)

    def __enter__(self) -> FindingsCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def has(self, article_id: str) -> bool:
        """Whether findings of this text, by the rules as they are now, are kept."""
        return self._row(article_id) is not None

    def lacking(self, article_ids: Iterable[str]) -> list[str]:
        """Those of these articles, in their order, of which `has` is false."""
        left = dict.fromkeys(article_ids)
        query = "SELECT article FROM findings WHERE version = ?"
        with self._lock, _ignoring_disk_trouble():
            for (one,) in self._connection.execute(query, (self._version,)):
                left.pop(one, None)
        return list(left)

    def stored(self, article: Article) -> Findings | None:
        """The kept findings of the article, or None where there are none that still hold."""
        row = self._row(article.id)
        if row is None or row[0] != _given(article):
            return None
        try:
            return findings_from_json(zlib.decompress(row[1]).decode("ascii"))
        except (StoredFindingsError, zlib.error, UnicodeDecodeError, TypeError):
            return None

    def findings(self, article: Article) -> Findings:
        """The findings of the article: the kept ones, or newly drafted ones, which are then kept."""
        kept = self.stored(article)
        if kept is not None:
            return kept
        drafted = self._draft(article)
        self.keep(article, drafted)
        return drafted

    def keep(self, article: Article, findings: Findings) -> None:
        """Keep findings that were drafted elsewhere, as by a pool of processes."""
        stored = zlib.compress(findings_to_json(findings).encode("ascii"), 3)
        row = (article.id, self._version, _given(article), stored)
        # A full or read-only disk costs a later run its time, never this one its findings.
        with self._lock, _ignoring_disk_trouble():
            self._connection.execute("INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _row(self, article_id: str) -> tuple[str, bytes] | None:
        query = "SELECT given, findings FROM findings WHERE article = ? AND version = ?"
        with self._lock, _ignoring_disk_trouble():
            row = self._connection.execute(query, (article_id, self._version)).fetchone()
            return row if row is None else (str(row[0]), bytes(row[1]))
        return None


def _given(article: Article) -> str:
    """What the rules are given beside the text: a date or zone stated anew asks for a new draft."""
    zones = ";".join(f"{zone.kind},{zone.start},{zone.end}" for zone in article.zones)
    stated = (article.title, article.outlet, article.author, article.published, article.language, zones)
    return hashlib.sha256(repr(stated).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@contextmanager
def _ignoring_disk_trouble() -> Iterator[None]:
    """Lets a failed read or write of the cache pass: every finding can be drafted again."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a closed connection is a fault of the caller, not of the disk
    except sqlite3.DatabaseError:
        pass


# What SQLite says of a file that is damaged, no database, or has other tables.
_NO_CACHE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _open(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        # Busy, full or read-only: the file may serve another window, so it is left alone.
        if error.sqlite_errorcode not in _NO_CACHE:
            return _connect(":memory:")
    try:
        # Write-ahead files left beside a damaged file would be read into the new one.
        for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            name.unlink(missing_ok=True)
        return _connect(path)
    except (sqlite3.DatabaseError, OSError):
        return _connect(":memory:")


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    try:
        # Write-ahead logging without a sync a row: a crash can lose the last findings, not damage others.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
        connection.execute("SELECT article, version, given, findings FROM findings LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
