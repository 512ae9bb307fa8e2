"""Where the user left off in a desk: read before the first paint, written on leaving."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from tearline.index.private_state import DeskError, private_state

_LONGEST = 64_000  # bytes; a session is far smaller, so a larger file is none
FILE_NAME = "screen.json"


@dataclass(frozen=True, slots=True)
class Session:
    """The open brief's name, the pane in focus, the article at hand, the theme; empty where unknown.

    `weak` is "off" where weaker suggestions are turned off.
    """

    brief: str = ""
    pane: str = "actors"
    article: str = ""
    theme: str = ""
    weak: str = ""


def load_session(root: Path) -> Session:
    """The session kept in the private folder of the desk at `root`, or a new one where there is none."""
    try:
        with (private_state(root).folder / FILE_NAME).open("rb") as file:
            stored = json.loads(file.read(_LONGEST))
    except (DeskError, OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(stored, dict):
        return Session()
    known = {field.name for field in fields(Session)}
    return Session(**{key: value for key, value in stored.items() if key in known and isinstance(value, str)})


def save_session(state: Path, session: Session) -> None:
    """Keep the session in a desk's private folder; where that can't be written, the next one is new."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=state, prefix=FILE_NAME)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(session), file)
            Path(name).replace(state / FILE_NAME)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
