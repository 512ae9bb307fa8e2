"""The process that reads files which may take too long or too much memory, so that the desk need not.

`pool` starts it as `python -P -m tearline.index.worker SOCKET ROOT`. It takes lists of paths from the socket
and sends back None once it is ready for them, then Pieces. It opens no connection of its own, whatever a
library in it would like to.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from tearline.index.article import Article
from tearline.index.errors import Unreadable
from tearline.index.formats import formats
from tearline.index.parts import TOO_LONG, TookTooLong, Unfolding
from tearline.index.pool import MOST_MEMORY, SECONDS, Piece
from tearline.index.reading import read_articles

# What has been found in a file is sent once it is so much or so old.
_CHARS_AT_ONCE, _FOUND_AT_ONCE, _SENT_AFTER = 500_000, 500, 0.2
# A process that has grown so large ends once its files are read; another takes its place.
_GROWN = 700 * 1024 * 1024  # bytes
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind")


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    connection, root = Connection(int(sys.argv[1])), Path(sys.argv[2])
    # Ctrl+C is the desk's to answer: it ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _stop)
    _limit(resource.RLIMIT_AS, MOST_MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_stay_offline)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        # What takes its time to import is not to count as time of the first file.
        formats()
        connection.send(None)
        while True:
            for path in connection.recv():
                for piece in _pieces(root, path):
                    connection.send(piece)
            if _peak() > _GROWN:
                break


def _pieces(root: Path, path: str) -> Iterator[Piece]:
    """What is in a file, sent on as it is found; only the last piece is `done`."""
    unfolding = Unfolding()
    found: list[Article | Unreadable] = []
    chars, since = 0, time.monotonic()
    for each in _in_time(path, read_articles(root, path, unfolding)):
        found.append(each)
        # The hash of its text is the article's name from here on: it is worked out here, not at the desk.
        chars += len(each.text) + len(each.id) if isinstance(each, Article) else 0
        now = time.monotonic()
        if chars > _CHARS_AT_ONCE or len(found) >= _FOUND_AT_ONCE or now - since > _SENT_AFTER:
            yield Piece(path, tuple(found), False, unfolding.versions(), unfolding.read)
            found, chars, since = [], 0, now
    yield Piece(path, tuple(found), True, unfolding.versions(), unfolding.read)


def _in_time(path: str, found: Iterator[Article | Unreadable]) -> Iterator[Article | Unreadable]:
    """What is found in a file, up to where one article takes too long."""
    while True:
        # Where a library that never comes back to Python keeps the alarm from being heard, this ends it.
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 2 * SECONDS)
        # Repeated every second, lest a library takes the first for an error of its own.
        signal.setitimer(signal.ITIMER_REAL, SECONDS, 1.0)
        try:
            each = next(found, None)
        except TookTooLong:
            each = None
            yield Unreadable(path, TOO_LONG, "split it, or save its text in a .txt file")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if each is None:
            return
        yield each


def _stop(*_: object) -> None:
    raise TookTooLong


def _stay_offline(event: str, _: tuple[object, ...]) -> None:
    if event in _NETWORK:
        raise PermissionError("reading an article opens no connection")


def _limit(what: int, most: int) -> None:
    # Some systems have no such limit, and where the user's own is lower, that one counts.
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _peak() -> int:
    """The most memory that this process has taken so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
