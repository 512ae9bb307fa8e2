"""Reads a desk in from a process of its own, so that whoever looks at it meanwhile need not wait.

What is read is in the catalogue and the index for every process. Run as a module, this is that process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from tearline.index.apart import Apart, begun_apart
from tearline.index.errors import TearlineError
from tearline.index.private_state import DeskError
from tearline.index.sync import DeskBusy, DeskFull, Progress, SyncReport

_TOLD_EVERY = 0.05  # seconds
_ASKED_EVERY = 0.05
_ERRORS = {kind.__name__: kind for kind in (DeskBusy, DeskFull, DeskError, TearlineError)}


def sync_apart(root: Path, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> SyncReport:
    """What `Desk.sync` does, in another process. Raises what it raises.

    Once `cancelled` it is back within a fraction of a second, with a report of nothing but that; the process
    keeps what it has read so far and ends.
    """
    with ExitStack() as held:
        reader = Apart("tearline.index.sync_apart", [str(root)])
        held.callback(reader.end)
        while not cancelled():
            if not reader.connection.poll(_ASKED_EVERY):
                continue
            try:
                kind, value = reader.connection.recv()
            except (EOFError, OSError):
                raise DeskError(
                    f"{root}: reading it in ended unexpectedly. Sync again: nothing already read is lost."
                ) from None
            if kind == "progress":
                progress(value)
            elif kind == "done":
                return value  # type: ignore[no-any-return]
            else:
                raise _ERRORS.get(kind, DeskError)(value)
        held.pop_all()
        reader.leave()
    return SyncReport(cancelled=True)


def main() -> None:
    """Read the desk in, telling how far it is, until it is done or anything is said."""
    from tearline.index.desk import Desk

    connection, (root,) = begun_apart()
    told = 0.0

    def tell(now: Progress) -> None:
        nonlocal told
        if (moment := time.monotonic()) - told > _TOLD_EVERY:
            told = moment
            send("progress", now)

    def send(kind: str, value: Any) -> None:
        # Where nobody listens any more, `poll` says so too, and the reading stops.
        with suppress(OSError):
            connection.send((kind, value))

    try:
        with Desk(Path(root)) as desk:
            send("done", desk.sync(tell, connection.poll))
    except TearlineError as error:
        send(type(error).__name__, str(error))


if __name__ == "__main__":
    main()
