"""Reads files: short plain text here, all other formats in processes that are ended where they take too much.

A file can hang a library, or make it take all memory there is, and only a process can be stopped from that.
The processes are started when there is something for them, one for each core.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from tearline.index.article import Article
from tearline.index.errors import Unreadable
from tearline.index.formats import TEXT, format_named
from tearline.index.parts import TOO_LONG, NotHere, Unfolding
from tearline.index.reading import read_articles, rules_for

SECONDS = 60  # that one article may take to be read
MOST_MEMORY = 2 * 1024**3  # bytes of address space that a process may take
# -P: what lies in the folder one is in, the desk perhaps, is not imported.
_PROGRAM = ("-P", "-m", "tearline.index.worker")
_MOST_WORKERS = 8
# A process that has not been heard of for so much longer than an article may take is not waited for.
_GRACE = 15
_STARTED_WITHIN = 120  # seconds
# All of a file may take the time of two articles, and of one more for every so many bytes of it.
_BYTES_EACH = 1024 * 1024
# So many files, or bytes of them, are given to a process at once: enough that it never waits for work.
_AT_ONCE, _BYTES_AT_ONCE = 16, 1024 * 1024
_READ_HERE = 256 * 1024  # bytes; a text that is larger may take longer than one waits for an answer


class Piece(NamedTuple):
    """Some of what is in a file, in its order; `done` with the last of it.

    `rules` are the versions of the readers that had a part in it, "" where it could not be opened. `read`
    is how many of its bytes have been read.
    """

    path: str
    found: tuple[Article | Unreadable, ...]
    done: bool
    rules: str
    read: int


def read_files(
    root: Path, files: Iterable[tuple[str, int]], cancelled: Callable[[], bool] = lambda: False
) -> Iterator[Piece]:
    """What is in files of the desk at `root`, given by path and bytes: plain text first and in order.

    Ends early, within a fraction of a second, once `cancelled` says so. Raises nothing that a file can be
    the cause of.
    """
    with Pool(root) as pool:
        here: list[tuple[str, int]] = []
        for path, size in files:
            named = format_named(path)
            if named is not None and named.name == TEXT and size <= _READ_HERE:
                here.append((path, size))
            else:
                pool.put(path, size)
        for path, size in here:
            if cancelled():
                return
            try:
                yield _read_here(root, path, size)
            except NotHere:
                # Its name says text, but that is not what it begins with.
                pool.put(path, size)
            yield from pool.pieces(0)
        while pool.busy:
            if cancelled():
                return
            yield from pool.pieces(0.05)


def read_file(path: Path, pool: Pool | None = None) -> Iterator[Piece]:
    """What is in one file, wherever it stands; its name is the path of what is found.

    For several files after one another `pool` is one of "/", from where the paths then are: its processes
    are kept for the next file. Who needs no more of a file stops early.
    """
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    if pool is None:
        yield from read_files(path.parent, [(path.name, size)])
        return
    place = os.fspath(path.absolute()).lstrip("/")
    named = format_named(place)
    if named is not None and named.name == TEXT and size <= _READ_HERE:
        with suppress(NotHere):
            yield _read_here(Path("/"), place, size)
            return
    pool.put(place, size)
    try:
        while pool.busy:
            yield from pool.pieces(0.05)
    finally:
        pool.drop()


def _read_here(root: Path, path: str, size: int) -> Piece:
    unfolding = Unfolding(only=TEXT)
    found = tuple(read_articles(root, path, unfolding))
    return Piece(path, found, True, unfolding.versions(), size)


@dataclass
class _Worker:
    """A process, and the files it has been given and has not finished, the one it reads first.

    It says when it is `ready`: on a busy machine its start may take longer than a file is given.
    """

    process: subprocess.Popen[bytes]
    connection: Connection
    paths: deque[str]
    heard: float
    begun: float = field(default_factory=time.monotonic)
    ready: bool = False


class Pool:
    """Processes that read files; all of them end with it."""

    def __init__(self, root: Path, most: int = 0) -> None:
        self._root = root
        self._most = most or min(_MOST_WORKERS, len(os.sched_getaffinity(0)))
        self._waiting: deque[tuple[str, int]] = deque()
        self._sizes: dict[str, int] = {}
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in [*self._workers]:
            self._end(worker)

    @property
    def busy(self) -> bool:
        """Whether files that were put have not been read yet."""
        return bool(self._waiting) or any(worker.paths for worker in self._workers)

    def put(self, path: str, size: int) -> None:
        """Have a file of so many bytes read."""
        self._waiting.append((path, size))

    def drop(self) -> None:
        """Read no more of what was put and is not read yet."""
        self._waiting.clear()
        for worker in [worker for worker in self._workers if worker.paths]:
            self._end(worker)

    def pieces(self, seconds: float) -> Iterator[Piece]:
        """What has been read; where that is nothing yet, what is within so many seconds."""
        if not self.busy:
            return
        self._hand_out()
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(by_connection, seconds):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                piece: Piece | None = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._ended(worker)
                continue
            worker.heard = time.monotonic()
            if piece is None:
                worker.ready, worker.begun = True, worker.heard
                continue
            if piece.done:
                worker.paths.popleft()
                worker.begun = worker.heard
                self._sizes.pop(piece.path, None)
            yield piece
        yield from self._overdue()

    def _hand_out(self) -> None:
        """Give each process that has nothing to read some of the files that wait."""
        while self._waiting:
            worker = next((worker for worker in self._workers if not worker.paths), None)
            if worker is None:
                if len(self._workers) >= self._most:
                    return
                worker = self._start()
            # At the end, what is left is shared out.
            most = max(1, min(_AT_ONCE, len(self._waiting) // self._most))
            given: list[str] = []
            total = 0
            while self._waiting and len(given) < most and total < _BYTES_AT_ONCE:
                path, size = self._waiting.popleft()
                self._sizes[path] = size
                given.append(path)
                total += size
            worker.paths.extend(given)
            worker.heard = worker.begun = time.monotonic()
            # One that has just ended is noticed when it is listened to.
            with suppress(OSError):
                worker.connection.send(given)

    def _start(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own program, and paths that no shell sees
                [sys.executable, *_PROGRAM, str(theirs.fileno()), str(self._root)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        worker = _Worker(process, Connection(ours.detach()), deque(), time.monotonic())
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker) -> int:
        """End a process; what it ended with by itself, or -9."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        return worker.process.wait()

    def _ended(self, worker: _Worker) -> Iterator[Piece]:
        """Lists the file in which a process ended, and has another process read the rest."""
        # It closes its end before it is gone.
        with suppress(subprocess.TimeoutExpired):
            worker.process.wait(1)
        code = self._end(worker)
        failed = worker.paths.popleft() if code and worker.paths else None
        self._put_back(worker.paths)
        if failed is not None:
            yield self._given_up(failed, "reading it takes too much memory, or fails badly")

    def _put_back(self, paths: Iterable[str]) -> None:
        """Have files read by another process before all that wait."""
        self._waiting.extendleft((path, self._sizes[path]) for path in reversed([*paths]))

    def _overdue(self) -> Iterator[Piece]:
        now = time.monotonic()
        for worker in [*self._workers]:
            if not worker.paths:
                continue
            if not worker.ready and now - worker.begun < _STARTED_WITHIN:
                continue
            path = worker.paths[0]
            allowed = SECONDS * (2 + self._sizes[path] / _BYTES_EACH)
            if now - worker.heard > SECONDS + _GRACE or now - worker.begun > allowed + _GRACE:
                self._end(worker)
                self._put_back([*worker.paths][1:])
                yield self._given_up(path, TOO_LONG)

    def _given_up(self, path: str, reason: str) -> Piece:
        size = self._sizes.pop(path, 0)
        error = Unreadable(path, reason, "split it, or save its text in a .txt file")
        return Piece(path, (error,), True, rules_for(self._root, Path(path)), size)
