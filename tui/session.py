"""Where the user left off in a desk: read before the first paint, written on leaving."""

from __future__ import annotations

import contextlib
import json
import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from tearline.briefs.board.arrangement import PLAIN, Arrangement, ListName, readable
from tearline.index.private_state import DeskError, private_state
from tearline.tui.view import Kind, Step, View
from tearline.tui.widgets.room import LARGEST, LEAST

_LONGEST = 64_000  # bytes; a session is far smaller, so a larger file is none
_LONGEST_WORDS = 4_000  # characters of one thing remembered, as of a query
FILE_NAME = "screen.json"
_LISTS: tuple[ListName, ...] = ("actors", "quotes", "claims", "articles")


@dataclass(frozen=True, slots=True)
class Session:
    """The open brief's name, the pane in focus, the article at hand, the theme; empty where unknown.

    `zoom` is the pane that had the whole window. `rows` gives the id of the row at hand in each list, `sizes`
    what each pane's room was changed by (`widgets.room`). `weak` is "off" where weaker suggestions are turned
    off, `rejected` "on" where rejected findings show. `steps` and `arrangements` are those of the view.
    """

    brief: str = ""
    pane: str = "actors"
    article: str = ""
    theme: str = ""
    weak: str = ""
    rejected: str = ""
    zoom: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, float] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    arrangements: Mapping[ListName, Arrangement] = field(default_factory=dict)

    def view(self) -> View:
        """What the desk was narrowed to."""
        steps = tuple(step for step in self.steps if step.kind != "filter" or step.filters in _LISTS)
        view = View(steps, self.rejected == "on", self.weak != "off")
        for name in _LISTS:
            # A filter and its step go together, whatever was in the file.
            view = view.arranged(name, self.arrangements.get(name, PLAIN))
        return view


def load_session(root: Path) -> Session:
    """The session kept in the private folder of the desk at `root`, or a new one where there is none.

    What is in the file and can't have been kept there is left out.
    """
    try:
        with (private_state(root).folder / FILE_NAME).open("rb") as file:
            stored = json.loads(file.read(_LONGEST))
    except (DeskError, OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(stored, dict):
        return Session()
    plain = {name.name for name in fields(Session) if name.type == "str"}
    return Session(
        **{key: value for key, value in stored.items() if key in plain and _is_words(value)},
        rows={key: value for key, value in _items(stored.get("rows")) if _is_words(value)},
        sizes={key: float(value) for key, value in _items(stored.get("sizes")) if _is_factor(value)},
        steps=_steps(stored.get("steps")),
        arrangements=_arrangements(stored.get("arrangements")),
    )


def _is_words(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_WORDS


def _is_factor(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and LEAST <= value <= LARGEST  # type: ignore[arg-type,operator]


def _items(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _steps(stored: object) -> tuple[Step, ...]:
    view = View()
    for step in stored if isinstance(stored, list) else ():
        if isinstance(step, dict) and all(_is_words(step.get(key)) for key in ("kind", "value", "label")):
            kind = step["kind"]
            if kind in get_args(Kind):
                view = view.narrowed(Step(kind, step["value"], step["label"]))
    return view.steps


def _arrangements(stored: object) -> dict[ListName, Arrangement]:
    held = dict(_items(stored))
    read = {name: readable(name, dict(_items(held.get(name)))) for name in _LISTS}
    return {name: arrangement for name, arrangement in read.items() if arrangement != Arrangement()}


def save_session(state: Path, session: Session) -> None:
    """Keep the session in a desk's private folder; where that can't be written, the next one is new.

    The file is replaced as a whole: of two windows on one desk, the one that writes last is remembered.
    """
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=state, prefix=FILE_NAME)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(session), file)
            Path(name).replace(state / FILE_NAME)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
