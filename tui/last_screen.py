"""What the desk showed when it was left, on screen again before anything is opened."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tearline.index.article import Span
from tearline.index.private_state import DeskError, private_state
from tearline.tui.narrowing import Shown
from tearline.tui.widgets.passages import Passage
from tearline.tui.widgets.rows import ArticleLine

FILE_NAME = "last-screen.json"
_LONGEST = 2_000_000  # bytes
ROWS = 60  # of each list: more than a window has
_CHARS = 30_000  # code points; a longer article is not kept
_LISTS = ("actors", "quotes", "claims", "articles")
# What a row is drawn with has no need of these, which can be large.
_LEFT_OUT = frozenset(("roles_in", "articles", "inferred", "paths"))


@dataclass(frozen=True)
class LastScreen:
    """The rows that stood in the lists, how many articles there were, and the article that was open.

    `name` is what the Reader's border said of it, `parts` what of its text was shown, None for all; `article`
    is empty where none was open.
    """

    shown: Shown
    articles: int = 0
    article: str = ""
    name: str = ""
    text: str = ""
    parts: tuple[Span, ...] | None = None
    passages: tuple[Passage, ...] = ()


def keep_screen(state: Path, screen: LastScreen) -> None:
    """Keep it in a desk's private folder; where that can't be written, the next start shows none."""
    plain = {
        "shape": _shape(),
        "shown": {pane: [_plain(row) for row in getattr(screen.shown, pane)[:ROWS]] for pane in _LISTS},
        "totals": dict(screen.shown.totals),
        "articles": screen.articles,
        "article": screen.article if len(screen.text) <= _CHARS else "",
        "name": screen.name,
        "text": screen.text if len(screen.text) <= _CHARS else "",
        "parts": screen.parts,
        "passages": [[one.id, one.kind, one.spans, one.status] for one in screen.passages],
    }
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=state, prefix=FILE_NAME)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
                json.dump(plain, file)
            Path(name).replace(state / FILE_NAME)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def last_screen(root: Path) -> LastScreen | None:
    """What was kept of the desk at `root`; None where there is nothing, or nothing of this version."""
    try:
        with (private_state(root).folder / FILE_NAME).open("rb") as file:
            stored = json.loads(file.read(_LONGEST))
        if stored["shape"] != _shape():
            return None
        rows: dict[str, Any] = {
            pane: tuple(_row(pane, row) for row in stored["shown"][pane]) for pane in _LISTS
        }
        passages = tuple(Passage(*_frozen(one)) for one in stored["passages"])
        return LastScreen(
            Shown(**rows, totals=stored["totals"]),
            stored["articles"],
            stored["article"],
            stored["name"],
            stored["text"],
            _frozen(stored["parts"]),
            passages,
        )
    except (DeskError, OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _kinds() -> dict[str, Any]:
    from tearline.briefs.board.rows import ActorRow, ClaimRow, QuoteRow
    from tearline.index.catalog_rows import ArticleCard

    return {"actors": ActorRow, "quotes": QuoteRow, "claims": ClaimRow, "articles": ArticleCard}


def _shape() -> list[list[str]]:
    """The fields of the rows, as they are in this version."""
    return [[one.name for one in fields(kind)] for kind in _kinds().values()]


def _plain(row: Any) -> dict[str, Any]:
    if isinstance(row, ArticleLine):
        return {**_plain(row.card), "in_brief": row.in_brief, "english": row.english}
    kept = (one.name for one in fields(row) if one.name not in _LEFT_OUT)
    # Of an actor, the places of its names in a thousand articles are not drawn.
    return {name: getattr(row, name) for name in kept if not isinstance(getattr(row, name), Mapping)}


def _row(pane: str, stored: dict[str, Any]) -> Any:
    given = {name: _frozen(value) for name, value in stored.items()}
    if pane != "articles":
        return _kinds()[pane](**given)
    in_brief, english = given.pop("in_brief"), given.pop("english")
    card = _kinds()[pane](**given, paths=(given["path"],), inferred={})
    return ArticleLine(card, in_brief, english=english)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
