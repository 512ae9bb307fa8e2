"""What is new since the desk was left, or since the last commit: in the brief, and among the articles."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from tearline.briefs.differences.change import Change
from tearline.briefs.differences.diff_text import described, heading_of
from tearline.briefs.differences.last_time import NewArticle, Since
from tearline.tui.actions import Place, bindings, key_of
from tearline.tui.output import plural
from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.views.base import Cancelled, Heading, ViewScreen, words_of
from tearline.tui.screens.views.leaving import ReadWords
from tearline.tui.widgets.detail import shortened
from tearline.tui.widgets.row_list import Look, RowList
from tearline.tui.workspace import Contents


@dataclass(frozen=True)
class _Made:
    """`told` says since when; `trouble` why there is nothing to hold the brief against."""

    since: Since
    told: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    n: int
    row: Change | NewArticle | Heading

    @property
    def id(self) -> str:
        match self.row:
            case NewArticle(row=article):
                return article.id
            case Change() as change:
                return f"{change.section} {change.item} {change.field} {change.kind} {self.n}"
            case heading:
                return heading.words


def _lines(since: Since) -> Iterator[_Line]:
    rows: list[Change | NewArticle | Heading] = []
    for heading, group in groupby(since.changes, heading_of):
        changes = list(group)
        rows += [Heading("", f"{heading} · {len(changes):,}"), *changes]
    if since.came:
        rows += [Heading("", f"Articles that have come · {len(since.came):,}"), *since.came]
    yield from (_Line(n, row) for n, row in enumerate(rows))


def _draw(line: _Line, look: Look) -> Sequence[Content]:
    match line.row:
        case Heading(words=words):
            return (assemble((fit(f"— {words}", look.width), look.style("row--strong"))),)
        case NewArticle(row=article) as new:
            found = f"{new.quotes}“ {new.claims}§ "
            told = " · ".join(part for part in (article.outlet, article.title or article.path) if part)
            date = assemble((fit(article.published or "undated", 11), look.style("row--dim")))
            rest = look.width - 11 - len(found)
            return (date + assemble(fit(told, rest), (found, look.style("row--dim"))),)
        case change:
            width = min(36, max(24, look.width // 3))
            what = fit(described(change), width)
            said = what.rstrip()
            name = " ".join(change.title.split()) or change.item
            return (
                assemble(
                    (said, look.style("row--match")),
                    what[len(said) :] + " ",
                    fit(name, look.width - width - 1),
                ),
            )


class ChangesView(ViewScreen):
    """Changes of the brief by section, as `tearline diff` has them, and the articles that have come."""

    PLACE: ClassVar[Place] = "changes"
    TITLE_WORDS = "Differences"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("changes"))

    def body(self) -> Sequence[Widget]:
        lines: RowList[_Line] = RowList(_draw, lambda line: line.id, id="changes")
        lines.add_class("pane", "first")
        return (lines,)

    def make(self, contents: Contents, cancelled: Cancelled) -> _Made:  # noqa: ARG002 - comparing is quick
        from tearline.briefs.board.rows import Board
        from tearline.briefs.differences.last_time import since
        from tearline.briefs.document.revisions import RevisionError, brief_at
        from tearline.briefs.document.shelf import brief_path

        workspace, board = self.desk.workspace, contents.board or Board()
        brief, name = workspace.brief.brief, workspace.brief.name
        before = workspace.last_time()
        articles = before.articles if before is not None else None
        if self.kept.get("shape") == "commit":
            if not name:
                return _Made(Since(), "the last commit", "There is no brief yet.")
            path = brief_path(workspace.root, name)
            try:
                old = brief_at(path, "HEAD", f"{name}@HEAD")
            except RevisionError as error:
                return _Made(Since(), "the last commit", str(error))
            return _Made(since(board, brief, old, None), "the last commit")
        if before is None:
            told = "This desk has not been left before: next time, what is new since now stands here."
            return _Made(Since(), "last time", told)
        moment = datetime.datetime.fromtimestamp(before.when, datetime.UTC).astimezone()
        return _Made(since(board, brief, before.brief, articles), f"{moment:%Y-%m-%d %H:%M}")

    def show(self, made: _Made) -> None:
        count, came = len(made.since.changes), len(made.since.came)
        went = f", {made.since.went:,} gone" if made.since.went else ""
        self.name_view(f"since {made.told} · {count:,} in the brief · {plural(came, 'new article')}{went}")
        other = "since the last commit" if self.kept.get("shape") != "commit" else "since last time"
        empty = (
            made.trouble or f"Nothing has changed since {made.told}.",
            f"{key_of('next_shape')} shows what has changed {other}.",
        )
        self.fill(self.first, list(_lines(made.since)), empty)

    def action_next_shape(self) -> None:
        self.kept["shape"] = "" if self.kept.get("shape") == "commit" else "commit"
        self.renew()

    def tell_of_row(self) -> Sequence[Content]:
        line: _Line | None = self.first.current
        match line.row if line else None:
            case Change() as change:
                parts = (
                    shortened(" ".join(change.title.split()) or change.item),
                    change.item,
                    shortened(described(change)),
                    f"before: {shortened(change.before)}" if change.before else "",
                    f"now: {shortened(change.after)}" if change.after else "",
                )
                return [content(part) for part in parts if part]
            case NewArticle(row=article) as new:
                brought = f"{new.quotes} quotes, {new.claims} claims, {new.events} events suggested"
                by = " · ".join(part for part in (article.outlet, article.author, article.published) if part)
                return [content(part) for part in (article.title or article.path, by, brought) if part]
            case _:
                return ()

    def words_at_hand(self) -> ReadWords | None:
        line: _Line | None = self.first.current
        match line.row if line else None:
            case NewArticle(row=article):
                return ReadWords(article.id)
            case Change(section="sources", item=item):
                return self._source(item)
            case Change(item=item) if self.board is not None:
                return words_of(self.board.item(item.split()[0] if item else ""))
            case _:
                return None

    def _source(self, key: str) -> ReadWords | None:
        rows = self.board.articles if self.board is not None else ()
        return next((ReadWords(row.id) for row in rows if row.source == key and row.in_brief), None)
