"""What was done to the briefs of a desk, kept beside its index, so that undo reaches back over restarts.

Every step is kept as the places in which two texts differ, and under the digests of both, so that it is never
carried out on a text that it was not made for. A whole text stands at the beginning of a brief's steps and
again after every so many: from there any state can be worked out.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import weakref
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from tearline.briefs.document.steps import Step, applied, packed, unpacked
from tearline.index.private_state import FOLDER, DeskError, private_state

_FILE = "history.sqlite"
_VERSION = 1
_SCHEMA = (
    """CREATE TABLE step (
        brief TEXT NOT NULL, n INTEGER NOT NULL, name TEXT NOT NULL,
        before BLOB NOT NULL, after BLOB NOT NULL, changes BLOB NOT NULL,
        PRIMARY KEY (brief, n))""",
    """CREATE TABLE whole (
        brief TEXT NOT NULL, n INTEGER NOT NULL, text BLOB NOT NULL,
        PRIMARY KEY (brief, n))""",
    """CREATE TABLE place (
        brief TEXT PRIMARY KEY, turn INTEGER NOT NULL,
        at INTEGER NOT NULL, digest BLOB NOT NULL,      -- where the file stands, once it is written
        was_at INTEGER, was BLOB)                       -- and where it stood before""",
    f"PRAGMA user_version = {_VERSION}",
)
_T = TypeVar("_T")
# After so many steps a whole text is kept again: each costs its compression, and the steps between two
# must be gone through to work out a text.
_STEPS_TO_A_WHOLE = 250


@dataclass(frozen=True, slots=True)
class Place:
    """Where a brief stands among its steps: after step `at` of `last`, numbered from 1.

    `turn` counts what was recorded. Where a file could not be written after that, it stands at `was_at`.
    """

    turn: int
    at: int
    last: int
    digest: bytes
    was_at: int | None = None
    was: bytes | None = None


class Stated(Protocol):
    """A text and its digest."""

    @property
    def text(self) -> str: ...
    @property
    def digest(self) -> bytes: ...


class Journal:
    """The steps of one brief. One thread at a time may use it; other processes may record meanwhile."""

    def __init__(self, folder: Path, brief: str) -> None:
        self._path = folder / _FILE
        self._brief = brief
        self._held: sqlite3.Connection | None = None
        self._closing: weakref.finalize[[], Journal] | None = None
        self._file: tuple[int, int] | None = None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from writing the desk's briefs; the end of the process lets them."""
        descriptor = os.open(f"{self._path}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def place(self) -> Place | None:
        """Where the brief stands, None where nothing was recorded yet. Raises OSError."""
        query = """SELECT turn, at, (SELECT ifnull(max(n), 0) FROM step WHERE brief = ?1), digest, was_at, was
            FROM place WHERE brief = ?1"""
        row = self._with(lambda connection: connection.execute(query, (self._brief,)).fetchone())
        return Place(*row) if row else None

    def step(self, n: int) -> Step | None:
        """The n-th step, None where it is not kept. Raises OSError."""
        return self._with(lambda connection: self._steps(connection, n, n)).get(n)

    def text(self, n: int) -> str | None:
        """The text after the n-th step, None where it can't be worked out. Raises OSError."""
        query = "SELECT n, text FROM whole WHERE brief = ? AND n <= ? ORDER BY n DESC LIMIT 1"

        def read(connection: sqlite3.Connection) -> tuple[int, bytes, dict[int, Step]] | None:
            row = connection.execute(query, (self._brief, n)).fetchone()
            return (*row, self._steps(connection, row[0] + 1, n)) if row else None

        found = self._with(read)
        if found is None:
            return None
        start, whole, steps = found
        try:
            text = zlib.decompress(whole).decode()
            for between in range(start + 1, n + 1):
                text = applied(text, steps[between].changes)
        except (zlib.error, ValueError, KeyError):
            return None
        return text

    def record(
        self, keep: int, steps: Sequence[Step], at: int, now: Stated, base: Stated, base_at: int | None
    ) -> int:
        """Forget the steps after the `keep`-th, add `steps`, and note that the brief stands after step `at`.

        `now` is the text that the file is about to hold, `base` the one that it holds, after step `base_at`,
        None where that was forgotten. The turn is returned. Raises OSError.
        """
        brief = self._brief
        rows = [
            (brief, n, step.name, step.before, step.after, packed(step.changes))
            for n, step in enumerate(steps, keep + 1)
        ]
        was = base.digest if base_at is not None else None

        def write(connection: sqlite3.Connection) -> int:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM step WHERE brief = ? AND n > ?", (brief, keep))
            connection.execute("DELETE FROM whole WHERE brief = ? AND n > ?", (brief, keep))
            connection.executemany("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?)", rows)
            last = connection.execute("SELECT max(n) FROM whole WHERE brief = ?", (brief,)).fetchone()[0]
            whole = None
            if base_at is not None and (last is None or keep == base_at == 0):
                whole = (base_at, base.text)
            elif at >= (last or 0) + _STEPS_TO_A_WHOLE:
                whole = (at, now.text)
            if whole is not None:
                row = (brief, whole[0], zlib.compress(whole[1].encode(), 1))
                connection.execute("INSERT OR REPLACE INTO whole VALUES (?, ?, ?)", row)
            turn = connection.execute("SELECT turn + 1 FROM place WHERE brief = ?", (brief,)).fetchone()
            place = (brief, turn[0] if turn else 1, at, now.digest, base_at, was)
            connection.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?)", place)
            connection.execute("COMMIT")
            return int(place[1])

        return self._with(write)

    def _steps(self, connection: sqlite3.Connection, first: int, last: int) -> dict[int, Step]:
        rows = connection.execute(
            "SELECT n, name, before, after, changes FROM step WHERE brief = ? AND n BETWEEN ? AND ?",
            (self._brief, first, last),
        )
        try:
            return {
                n: Step(name, before, after, unpacked(changes)) for n, name, before, after, changes in rows
            }
        except ValueError:
            return {}

    def _with(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """What comes of some work on the file. One that is damaged is put aside, and another begun."""
        for again in (True, False):
            try:
                connection = self._connection()
                try:
                    return work(connection)
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
            except sqlite3.OperationalError as error:
                self._let_go()
                raise OSError(0, f"{self._path} can't be used ({error})") from error
            except sqlite3.DatabaseError as error:
                self._let_go()
                if not again:
                    raise OSError(0, f"{self._path} is damaged ({error})") from error
                self._put_aside()
        raise AssertionError

    def _connection(self) -> sqlite3.Connection:
        """The connection that is held, unless the file is another by now, as where the index was deleted."""
        if self._held is not None and self._file != _file_id(self._path):
            self._let_go()
        if self._held is None:
            self._held = self._connect()
            self._file = _file_id(self._path)
            # A connection is part of a cycle, so it would stay open until the collector comes round.
            self._closing = weakref.finalize(self, self._held.close)
        return self._held

    def _let_go(self) -> None:
        if self._held is not None and self._closing is not None:
            self._closing()
            self._held = self._closing = None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            # Each record is there whole or not at all whatever ends the process. A power cut may cost the
            # last ones, never the file: flushing each to the disk would cost more than all the rest.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                connection.execute("BEGIN IMMEDIATE")
                if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in _SCHEMA:
                        connection.execute(statement)
                connection.execute("COMMIT")
            elif version != _VERSION:
                raise sqlite3.DatabaseError("made by another version of tearline")
        except BaseException:
            connection.close()
            raise
        return connection

    def _put_aside(self) -> None:
        self._path.replace(self._path.with_suffix(".damaged"))
        for suffix in ("-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)


def _file_id(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def journal_of(path: Path) -> Journal | None:
    """The journal of the brief at `path`; None where it lies in no desk that was ever opened."""
    root = path.absolute().parent.parent
    if path.absolute().parent.name != "briefs" or not (root / FOLDER).is_dir():
        return None
    try:
        return Journal(private_state(root).folder, path.name)
    except DeskError:
        return None
