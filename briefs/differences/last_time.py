"""What has changed on a desk since it was left: its brief as it was then, and the articles there were."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tearline.briefs.board.rows import ArticleRow, Board, Item
from tearline.briefs.differences.change import Change
from tearline.briefs.differences.diff import diff_briefs
from tearline.briefs.document.brief_text import read_brief
from tearline.briefs.model import Brief
from tearline.briefs.problems import BriefError

_FOLDER = "last-time"
_ARTICLES = "articles.txt"
# Of an article's id, enough to tell it from a hundred thousand others.
_DIGITS = 20
_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class LastTime:
    """A desk as it was left: its brief, if there was one, the articles by the beginning of their ids.

    `when` is the moment it was left, in seconds since the epoch.
    """

    brief: Brief | None
    articles: frozenset[str]
    when: float


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that has come, and how many suggestions it brought."""

    row: ArticleRow
    quotes: int
    claims: int
    events: int


@dataclass(frozen=True, slots=True)
class Since:
    """What is otherwise now: changes of the brief, articles that came, how many went."""

    changes: tuple[Change, ...] = ()
    came: tuple[NewArticle, ...] = ()
    went: int = 0


def leave(state: Path, name: str, text: str | None, articles: Iterable[str]) -> None:
    """Keep a desk as it is left: the text of its brief of that name, if there is one, and its articles.

    `state` is the desk's private folder. Where nothing can be written there, nothing is kept.
    """
    folder = state / _FOLDER
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        if text is not None and name:
            _write(folder / f"{name}.yaml", text)
        _write(folder / _ARTICLES, "".join(f"{one[:_DIGITS]}\n" for one in sorted(articles)))


def last_time(state: Path, name: str) -> LastTime | None:
    """The desk as it was left; None where it never was, or what was kept can't be read."""
    folder = state / _FOLDER
    try:
        with (folder / _ARTICLES).open(encoding="ascii") as file:
            when = os.fstat(file.fileno()).st_mtime
            articles = frozenset(file.read(_MOST_BYTES).split())
    except (OSError, UnicodeDecodeError):
        return None
    return LastTime(_brief(folder / f"{name}.yaml") if name else None, articles, when)


def since(board: Board, brief: Brief | None, before: Brief | None, articles: frozenset[str] | None) -> Since:
    """What has changed: the brief against `before`, the articles against `articles`, if these are known.

    A brief that was not there before is all new.
    """
    changes: tuple[Change, ...] = ()
    if brief is not None:
        old = before if before is not None else Brief(tearline=1, title=brief.title, status=brief.status)
        changes = diff_briefs(old, brief)
    if articles is None:
        return Since(changes)
    new = [row for row in board.articles if row.id[:_DIGITS] not in articles]
    went = len(articles - {row.id[:_DIGITS] for row in board.articles})
    return Since(changes, _counted(board, new), went)


def _counted(board: Board, rows: Sequence[ArticleRow]) -> tuple[NewArticle, ...]:
    counts = {row.id: [0, 0, 0] for row in rows}
    kinds: tuple[tuple[Item, ...], ...] = (board.quotes, board.claims, board.events)
    for n, kind in enumerate(kinds):
        for item in kind:
            if item.article in counts and item.status == "suggested":
                counts[item.article][n] += 1
    return tuple(NewArticle(row, *counts[row.id]) for row in rows)


def _brief(path: Path) -> Brief | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        return read_brief(str(path), path.read_text(encoding="utf-8")).brief
    except (OSError, UnicodeDecodeError, BriefError):
        return None


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
