"""What of a desk has been read, in one SQLite file: articles with their text, and where each file stood."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from tearline.index.article import Article, Zone
from tearline.index.catalog_rows import (
    CARD_COLUMNS,
    ORPHANED,
    ArticleCard,
    CatalogWriter,
    KnownFile,
    article_from,
    card_from,
    inflated,
    places_by_article,
    zones_from,
)
from tearline.index.errors import TearlineError, Unreadable

_VERSION = 2
_SCHEMA = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT, outlet TEXT, author TEXT, published TEXT, url TEXT, language TEXT,
        updated TEXT, section TEXT,
        chars INTEGER NOT NULL,
        details TEXT NOT NULL,      -- JSON: inferred, zones, notes
        text BLOB NOT NULL,         -- UTF-8 with lone surrogates, deflated
        gone INTEGER NOT NULL,      -- 1: no file holds it any more
        unindexed INTEGER NOT NULL  -- 1: the engine does not have it as it is here
    )""",
    """CREATE TABLE file (
        number INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,  -- bytes, as file names are
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,  -- -1: not all of it was read, or it may have changed since
        beside TEXT NOT NULL,       -- what its sidecar looked like
        rules TEXT NOT NULL,        -- the versions of the readers that it was read by
        reading INTEGER NOT NULL,   -- counts how often it was read
        gone INTEGER NOT NULL
    )""",
    # Where articles stand: a file that is one article, or a part of one that holds several.
    """CREATE TABLE place (
        path BLOB PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES file,
        article INTEGER REFERENCES article,
        reason TEXT, advice TEXT,   -- why it cannot be read
        reading INTEGER NOT NULL,   -- the reading of the file that it was last seen in
        gone INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX place_file ON place (file)",
    "CREATE INDEX place_article ON place (article)",
    "CREATE INDEX article_unindexed ON article (number) WHERE unindexed",
    f"PRAGMA user_version = {_VERSION}",
)
# Tells a file from another that has come to stand in its place; None where there is none.
_FileId = tuple[int, int] | None
# SQLite's limit on the parameters of a statement is higher on every supported version.
_CHUNK = 500
_MOST_MOVES = 100  # of one file that are followed


class CatalogFull(TearlineError):  # noqa: N818
    """The disk has no room for what the catalogue is to hold."""


class CatalogDamaged(TearlineError):  # noqa: N818
    """The catalogue cannot be read: `what` says why. The next sync builds it anew from the articles."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Sync the desk, and it is built anew.")
        self.what = what


class Catalog:
    """The catalogue file. Any thread may read at any time; one thread of one process writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[tuple[sqlite3.Connection, _FileId]] = []
        self._lock = threading.Lock()
        self._closed = False

    # Opening

    @contextmanager
    def _connected(self, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection for one thread's use; in a transaction when writing."""
        connection, file = self._take_idle(writing)
        try:
            if connection is None:
                connection = self._connect()
                file = _file_id(self.path)
            if writing:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
            else:
                yield connection
        except sqlite3.OperationalError as error:
            if connection is not None:
                connection.close()
                connection = None
            raise _explained(self.path, error) from error
        except sqlite3.DatabaseError as error:
            if connection is not None:
                connection.close()
                connection = None
            raise CatalogDamaged(f"{self.path} is damaged ({error}).") from error
        finally:
            if connection is not None:
                with self._lock:
                    if self._closed:
                        connection.close()
                    else:
                        self._idle.append((connection, file))

    def _take_idle(self, writing: bool) -> tuple[sqlite3.Connection | None, _FileId]:
        """A connection that was used before, unless the file is another one by now."""
        with self._lock:
            now = _file_id(self.path) if self._idle else None
            while self._idle:
                connection, file = self._idle.pop()
                if file == now:
                    return connection, file
                connection.close()
                if writing:
                    raise CatalogDamaged(f"{self.path} was removed while it was written.")
        return None, None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            if _version(connection) == 0:
                _create(connection)
            if _version(connection) != _VERSION:
                raise CatalogDamaged(f"{self.path} was made by another version of tearline.")
        except BaseException:
            connection.close()
            raise
        return connection

    def clear(self) -> None:
        """Begin anew with an empty catalogue."""
        with self._lock:
            self._drop_idle()
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._closed = True
            self._drop_idle()

    def _drop_idle(self) -> None:
        for connection, _ in self._idle:
            connection.close()
        self._idle = []

    # Notes of sync

    def note(self, key: str) -> str:
        """A note kept with the catalogue, "" where there is none."""
        with self._connected() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def set_note(self, key: str, value: str) -> None:
        with self._connected(writing=True) as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def set_moved(self, moved: Mapping[str, str]) -> None:
        """Note where files stand now that stood elsewhere, by the paths that they had."""
        noted = [(f"moved {os.fsencode(old).hex()}", os.fsencode(path).hex()) for old, path in moved.items()]
        with self._connected(writing=True) as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", noted)
            # Who is back where it was before leads no further.
            connection.executemany(
                "DELETE FROM meta WHERE key = ?", [(f"moved {path}",) for _, path in noted]
            )

    def moved_to(self, path: str) -> str:
        """Where the file that had this path stands now, as far as its moves were seen; else the path."""
        for _ in range(_MOST_MOVES):
            place = self.note(f"moved {os.fsencode(path).hex()}")
            if not place:
                break
            path = os.fsdecode(bytes.fromhex(place))
        return path

    # Reading

    def revision(self) -> str:
        """Changes with everything that changes what the catalogue answers."""
        return self.note("revision")

    def files(self) -> dict[str, KnownFile]:
        """Every file ever read, by its path."""
        return dict(self.each_file())

    def each_file(self) -> Iterator[tuple[str, KnownFile]]:
        """Every file ever read, with its path, one by one: of a large desk they need not all be in memory."""
        with self._connected() as connection:
            rows = connection.execute("SELECT path, size, mtime_ns, beside, rules, gone FROM file")
            for path, *rest in rows:
                yield os.fsdecode(path), KnownFile(*rest)

    def no_articles(self) -> tuple[Unreadable, ...]:
        """The files of the desk, and the parts of files, that cannot be read as articles, by path."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT path, reason, advice FROM place WHERE NOT gone AND article IS NULL ORDER BY path"
            )
            return tuple(Unreadable(os.fsdecode(path), reason, advice) for path, reason, advice in rows)

    def notes(self) -> tuple[tuple[str, str], ...]:
        """What is noted on articles of the desk, each with the path of its article, by path."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT place.path, article.details FROM place JOIN article ON article.number = place.article"
                " WHERE NOT place.gone AND instr(article.details, '\"notes\": []') = 0 ORDER BY place.path"
            )
            return tuple(
                (os.fsdecode(path), note) for path, details in rows for note in json.loads(details)["notes"]
            )

    def count(self) -> int:
        """How many articles the desk holds now."""
        with self._connected() as connection:
            count: int = connection.execute("SELECT count(*) FROM article WHERE NOT gone").fetchone()[0]
        return count

    def count_places(self) -> int:
        """How many places of the desk an article stands at now."""
        with self._connected() as connection:
            count: int = connection.execute(
                "SELECT count(*) FROM place WHERE NOT gone AND article IS NOT NULL"
            ).fetchone()[0]
        return count

    def live_ids(self) -> frozenset[str]:
        """The ids of all articles that the desk holds now."""
        with self._connected() as connection:
            return frozenset(row[0] for row in connection.execute("SELECT id FROM article WHERE NOT gone"))

    def ids_standing(self, paths: Set[str]) -> set[str]:
        """The ids of the articles that stand in these files, as they were last read."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT file.path, article.id FROM file JOIN place ON place.file = file.number"
                " JOIN article ON article.number = place.article WHERE NOT place.gone"
            )
            return {article for path, article in rows if os.fsdecode(path) in paths}

    def unindexed_ids(self) -> frozenset[str]:
        """The ids of articles, present or gone, that the engine does not have as they are here."""
        with self._connected() as connection:
            return frozenset(row[0] for row in connection.execute("SELECT id FROM article WHERE unindexed"))

    def cards(self, ids: Sequence[str] | None = None) -> dict[str, ArticleCard]:
        """Cards by article id: of the ids asked for, gone ones included, or of all articles in the desk."""
        cards: dict[str, ArticleCard] = {}
        with self._connected() as connection:
            if ids is None:
                columns = ", ".join(f"article.{column}" for column in CARD_COLUMNS.split(", "))
                # One article after the other, so that nothing but the cards is in memory.
                rows = connection.execute(
                    f"SELECT place.path, {columns} FROM article LEFT JOIN place"  # noqa: S608
                    " ON place.article = article.number AND NOT place.gone"
                    " WHERE NOT article.gone ORDER BY article.number, place.path"
                )
                for _, group in groupby(rows, key=itemgetter(1)):
                    found_rows = list(group)
                    paths = [os.fsdecode(row[0]) for row in found_rows if row[0] is not None]
                    card = card_from(found_rows[0][1:], paths)
                    cards[card.id] = card
                return cards
            for start in range(0, len(ids), _CHUNK):
                chunk = ids[start : start + _CHUNK]
                marks = ", ".join("?" * len(chunk))
                found = connection.execute(
                    f"SELECT {CARD_COLUMNS} FROM article WHERE id IN ({marks})",  # noqa: S608
                    chunk,
                ).fetchall()
                numbers = [row[0] for row in found]
                marks = ", ".join("?" * len(numbers))
                # Where an article stands now; of one that is gone, where it stood.
                places = places_by_article(
                    connection.execute(
                        "SELECT number, path FROM article JOIN place ON place.article = number"  # noqa: S608
                        f" WHERE number IN ({marks}) AND place.gone = article.gone ORDER BY path",
                        numbers,
                    )
                )
                cards.update((row[1], card_from(row, places.get(row[0], []))) for row in found)
        return cards

    def texts(self, ids: Sequence[str]) -> dict[str, tuple[str, tuple[Zone, ...]]]:
        """The texts and zones of articles by id; ids that were never read are left out."""
        texts: dict[str, tuple[str, tuple[Zone, ...]]] = {}
        with self._connected() as connection:
            for start in range(0, len(ids), _CHUNK):
                chunk = ids[start : start + _CHUNK]
                marks = ", ".join("?" * len(chunk))
                rows = connection.execute(
                    f"SELECT id, text, details FROM article WHERE id IN ({marks})",  # noqa: S608
                    chunk,
                )
                texts.update((row[0], (inflated(row[1]), zones_from(row[2]))) for row in rows)
        return texts

    def has_orphans(self) -> bool:
        """Whether an article counts as present that no file holds any more."""
        with self._connected() as connection:
            found = connection.execute(f"SELECT 1 FROM article WHERE {ORPHANED} LIMIT 1")  # noqa: S608
            return found.fetchone() is not None

    def articles(self, ids: Sequence[str]) -> Iterator[Article]:
        """Articles as they were read, in the order asked for; ids that were never read are passed over."""
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            cards = self.cards(chunk)
            for article_id in chunk:
                card = cards.get(article_id)
                if card is None:
                    continue
                with self._connected() as connection:
                    row = connection.execute(
                        "SELECT url, updated, section, details, text FROM article WHERE id = ?", (article_id,)
                    ).fetchone()
                yield article_from(card, *row)

    def article_at(self, path: str) -> str | None:
        """The id of the article that stands at a path, or stood there when the file was last seen."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT article.id FROM place JOIN article ON article.number = place.article WHERE path = ?",
                (os.fsencode(path),),
            ).fetchone()
        return row[0] if row else None

    # Writing

    @contextmanager
    def writing(self) -> Iterator[CatalogWriter]:
        """One transaction: everything in it is kept, or nothing."""
        with self._connected(writing=True) as connection:
            connection.execute(
                "INSERT INTO meta VALUES ('revision', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"
            )
            yield CatalogWriter(connection)


def _file_id(path: Path) -> _FileId:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _create(connection: sqlite3.Connection) -> None:
    """Make the tables, unless another connection is just making them."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) == 0:
            for statement in _SCHEMA:
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _explained(path: Path, error: sqlite3.OperationalError) -> TearlineError:
    """Operational errors are the disk's, the lock's or the file's."""
    if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return CatalogDamaged(f"{path} is damaged ({error}).")
    if not path.parent.is_dir():
        return CatalogDamaged(f"{path.parent} was removed.")
    kind = CatalogFull if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL else TearlineError
    return kind(f"{path} cannot be used ({error}). Check the disk's space and the folder's permissions.")
