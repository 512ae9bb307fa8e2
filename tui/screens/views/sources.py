"""The sources of the brief: grades, families of copies, what rests on each, and how its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from tearline.briefs.export.wording import RELIABILITY
from tearline.briefs.overviews.source_sheet import SourceRow, differences, source_sheet
from tearline.tui import messages
from tearline.tui.actions import Place, bindings, key_of
from tearline.tui.open_brief import Said
from tearline.tui.output import plural
from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.views.base import Cancelled, ViewScreen
from tearline.tui.screens.views.forms import Graded, GradeScreen
from tearline.tui.screens.views.leaving import ReadWords
from tearline.tui.widgets.detail import shortened
from tearline.tui.widgets.row_list import Look, RowList
from tearline.tui.workspace import Contents

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.index.similar import Copy

_MOST_COPIES = 12  # of a family, so many are compared and told of
_MOST_SENTENCES = 3  # of what a copy has of its own


@dataclass(frozen=True)
class _Made:
    """The rows; how the copies of a family differ is worked out for the one at hand, and kept."""

    rows: tuple[SourceRow, ...]
    compared: dict[str, dict[str, Copy]] = field(default_factory=dict)


def _draw(row: SourceRow, look: Look) -> Sequence[Content]:
    dim = look.style("row--dim")
    grade = assemble(
        (f"{row.reliability or '–'} ", look.style("row--in-brief" if row.reliability else "row--dim"))
    )
    mark = (
        assemble(("! ", look.style("row--rejected")))
        if row.troubled
        else Content("● " if row.in_brief else "○ ")
    )
    counts = f"{row.rests:>4} rest " if row.in_brief else ""
    copies = f"{len(row.family)}≡ " if len(row.family) > 1 else ""
    tail = f" {copies}{counts}" if look.width >= 50 else ""
    date = assemble((fit(row.published or "undated", 11), dim))
    told = " · ".join(part for part in (row.outlet or "outlet unknown", row.title or row.file) if part)
    rest = look.width - 4 - 11 - len(tail)
    weight = look.style("row--strong" if row.in_brief else "row--plain")
    return (mark + grade + date + assemble((fit(told, rest), weight), (tail, dim)),)


class SourcesView(ViewScreen):
    """The brief's sources, and when asked for the other articles of the desk too."""

    PLACE: ClassVar[Place] = "sources"
    TITLE_WORDS = "Sources"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("sources"))

    def body(self) -> Sequence[Widget]:
        rows: RowList[SourceRow] = RowList(_draw, lambda row: row.key, id="sources")
        rows.add_class("pane", "first")
        return (rows,)

    def make(self, contents: Contents, cancelled: Cancelled) -> _Made:  # noqa: ARG002 - nothing to stop at
        from tearline.briefs.board.rows import Board
        from tearline.briefs.sources import article_of

        workspace = self.desk.workspace
        article = article_of(workspace.desk, following=True)
        return _Made(source_sheet(contents.board or Board(), workspace.brief.brief, article))

    def show(self, made: _Made) -> None:
        everything = self.kept.get("shape") == "all"
        own = [row for row in made.rows if row.in_brief]
        ungraded = sum(not row.reliability for row in own)
        troubled = sum(row.troubled for row in own)
        parts = [
            f"{len(own):,} of the brief"
            + (f" and {plural(len(made.rows) - len(own), 'other article')}" if everything else ""),
            f"{ungraded:,} without a grade" if ungraded else "",
            f"{troubled:,} to mend" if troubled else "",
        ]
        self.name_view(" · ".join(part for part in parts if part))
        empty = (
            "The brief has no sources yet: they come in with the first quote or claim that you accept.",
            f"{key_of('next_shape')} lists all articles of the desk; grading one makes it a source.",
        )
        self.fill(self.first, made.rows if everything else own, empty)

    def action_next_shape(self) -> None:
        self.kept["shape"] = "" if self.kept.get("shape") == "all" else "all"
        if self.made is not None:
            self.show(self.made)
            self.show_detail()

    def words_at_hand(self) -> ReadWords | None:
        row: SourceRow | None = self.first.current
        return ReadWords(row.article) if row is not None and row.article else None

    def copied(self) -> str:
        row: SourceRow | None = self.first.current
        if row is None:
            return ""
        parts = (
            row.outlet or "outlet unknown",
            row.author,
            f"“{row.title}”" if row.title else "",
            row.published,
        )
        return f"{', '.join(part for part in parts if part)} ({row.file})"

    # What is told of a source

    def tell_of_row(self) -> Sequence[Content]:
        row: SourceRow | None = self.first.current
        if row is None:
            return ()
        by = " · ".join(part for part in (row.outlet or "outlet unknown", row.author, row.published) if part)
        told = [row.title or row.file, by, f"{row.key} · {row.file}"]
        if row.reliability:
            given = f", graded by {row.reliability_by}" if row.reliability_by else ""
            why = f": {row.reliability_why}" if row.reliability_why else ""
            told.append(f"{row.reliability}, {RELIABILITY[row.reliability]}{given}{why}")
        else:
            told.append(f"No grade yet: {key_of('grade')} gives one.")
        if row.in_brief:
            counts = ((row.quotes, "quote"), (row.claims, "claim"), (row.events, "event"))
            told.append(f"On it rest: {', '.join(plural(count, noun) for count, noun in counts)}.")
            told += _anchors(row)
        told += [f"{key} worked out from {basis}" for key, basis in row.inferred.items()]
        told += [f"note: {row.note}"] if row.note else []
        return [*(content(shortened(line)) for line in told), *self._family(row)]

    def _family(self, row: SourceRow) -> list[Content]:
        """Which outlets carry the same text, and what each has of its own."""
        board = self.board
        if len(row.family) < 2 or board is None:
            return []
        compared = self.made.compared.get(row.origin)
        if compared is None:
            self._compare(row, board)
        lines = [content(f"One origin of {len(row.family)} articles:")]
        for one in row.family[:_MOST_COPIES]:
            article = board.texts.get(one)
            if article is None:
                continue
            by = ", ".join(part for part in (article.outlet or article.path, article.published) if part)
            copy = compared.get(one) if compared else None
            first = " (the first)" if one == row.origin else ""
            here = "▌ " if one == row.article else "  "
            counts = f": {len(copy.own)} sentences of its own, {len(copy.dropped)} left out" if copy else ""
            lines.append(content(f"{here}{by}{first}{counts}"))
            for start, end in copy.own[:_MOST_SENTENCES] if copy else ():
                lines.append(
                    content(f"      + {' '.join(article.text[start : min(end, start + 300)].split())}")
                )
        if len(row.family) > _MOST_COPIES:
            lines.append(Content(f"  … and {len(row.family) - _MOST_COPIES} more"))
        return lines

    def _compare(self, row: SourceRow, board: Board) -> None:
        made: _Made = self.made

        def run() -> None:
            some = SourceRow(
                row.key, row.article, row.in_brief, origin=row.origin, family=row.family[:_MOST_COPIES]
            )
            made.compared[row.origin] = differences(board, some)
            self.post_message(messages.CopiesCompared())

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False, group="comparing copies")

    @on(messages.CopiesCompared)
    def _compared(self) -> None:
        self.show_detail()

    # Changing

    def action_grade(self) -> None:
        row: SourceRow | None = self.first.current
        board = self.board
        if row is None or board is None:
            self.tell(Said("There is no source to grade yet."))
            return
        about = " · ".join(part for part in (row.outlet or "outlet unknown", row.title or row.file) if part)
        # Whoever grades one source mostly grades the next one too.
        by = row.reliability_by or self.kept.get("by", "")

        def graded(given: Graded | None) -> None:
            if given is not None:
                self.kept["by"] = given.by or self.kept.get("by", "")
                self.change(f"graded {row.key}", lambda file: _grade(file, board, row, given))

        self.app.push_screen(GradeScreen(about, row.reliability, by, row.reliability_why), graded)

    def action_repair(self) -> None:
        rows: tuple[SourceRow, ...] = self.made.rows if self.made is not None else ()
        if not any(row.moved or row.changed for row in rows):
            self.tell(Said("No words of the brief have moved for certain."))
            return
        workspace = self.desk.workspace

        def repaired(file: BriefFile) -> str:
            from tearline.briefs.anchoring.reanchoring import repair
            from tearline.briefs.sources import article_of

            report = repair(file, article_of(workspace.desk, following=True))
            left = f" {report.left} are left for you: `tearline check` names them." if report.left else ""
            return f"Followed {len(report.moved)} anchors to where their words stand now.{left}"

        self.change("repair anchors", repaired)


def _anchors(row: SourceRow) -> list[str]:
    """How the words of a source stand, and what to press where they do not."""
    if not row.article:
        return ["! Its article is not on this desk: put the file back, or name its new place in the brief."]
    told = []
    if row.changed:
        told.append("! The text has changed since the words were anchored.")
    if row.moved:
        told.append(
            f"! {row.moved:,} of {_all(row):,} anchored stretches of words have moved: "
            f"{key_of('repair')} follows them."
        )
    if row.uncertain:
        told.append(
            f"! {row.uncertain} stand in it, but nothing proves where: `tearline check` shows the places."
        )
    if row.lost:
        told.append(
            f"! {row.lost} are nowhere in it now: take them out, or find the words that replaced them."
        )
    if not told and _all(row):
        told.append(f"Its anchored words, {_all(row):,} in all, stand where they stood.")
    return told


def _all(row: SourceRow) -> int:
    return row.same + row.moved + row.uncertain + row.lost


def _grade(file: BriefFile, board: Board, row: SourceRow, given: Graded) -> str:
    from tearline.briefs.curation.assessing import grade_source

    source = row.key if row.in_brief else row.file
    key = grade_source(file, board, source, given.reliability, by=given.by or None, why=given.why or None)
    return f"{key} graded {given.reliability}." if given.reliability else f"Took the grade of {key} away."
