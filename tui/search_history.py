"""The searches that were made on a desk, newest first, kept in its private folder."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

FILE_NAME = "searches.json"
MOST = 100
_LONGEST = 500  # characters of a query worth keeping
_LARGEST = 4 * MOST * (_LONGEST + 10)  # bytes


def load_history(state: Path) -> tuple[str, ...]:
    """The queries kept in a desk's private folder, newest first; none where they can't be read."""
    try:
        with (state / FILE_NAME).open("rb") as file:
            stored = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(stored, list):
        return ()
    return _tidy([one for one in stored if isinstance(one, str)])


def remember(state: Path, query: str) -> tuple[str, ...]:
    """The history with a query as its newest, kept as far as the disk allows; so are another window's."""
    history = _tidy([query, *load_history(state)])
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=state, prefix=FILE_NAME)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(history, file)
            Path(name).replace(state / FILE_NAME)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    return history


def _tidy(queries: Sequence[str]) -> tuple[str, ...]:
    """Each query once, none that is empty or too long, and no more than are worth keeping."""
    short = (" ".join(one.split()) for one in queries if len(one) <= _LONGEST)
    return tuple(dict.fromkeys(one for one in short if one))[:MOST]
