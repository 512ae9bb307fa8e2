"""A process of our own beside this one, with a connection: for work that would keep a screen waiting."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

# -P: what lies in the folder one is in, the desk perhaps, is not imported.
_PROGRAM = ("-P", "-m")
_NICE = 10  # keys come first, where there are too few cores for all


class Apart:
    """A module run as a process, which gets a connection and the words given; it ends with this object."""

    def __init__(self, module: str, words: Sequence[str]) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, and words that no shell sees
                [sys.executable, *_PROGRAM, module, str(theirs.fileno()), *words],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self.connection = Connection(ours.detach())

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def send(self, what: Any) -> None:
        """Send it something; that it has ended is noticed when it is listened to."""
        with suppress(OSError):
            self.connection.send(what)

    def leave(self) -> None:
        """Have it notice that nobody listens any more, and end by itself."""
        self.connection.close()
        threading.Thread(target=self._process.wait, daemon=True).start()

    def end(self) -> None:
        """End it now, if it has not ended."""
        self.connection.close()
        self._process.kill()
        self._process.wait()


def begun_apart() -> tuple[Connection, list[str]]:
    """In such a process: the connection, and the words it was given."""
    import os

    # Ctrl+C is for the screen to answer: it ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.nice(_NICE)
    return Connection(int(sys.argv[1])), sys.argv[2:]
