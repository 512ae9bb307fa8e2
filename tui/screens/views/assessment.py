"""The bottom line and the gaps: read, written and mended, each beside what `tearline check` says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from tearline.briefs.export.scales import PERCENT
from tearline.briefs.overviews.bottom_line import Assessment, GapLine, ProblemLine, StatementLine, assessment
from tearline.briefs.problems import Problem
from tearline.tui.actions import Place, bindings, key_of
from tearline.tui.open_brief import Said
from tearline.tui.output import plural
from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.views.base import Cancelled, Heading, ViewScreen, words_of
from tearline.tui.screens.views.forms import Asked, GapScreen, Stated, StatementScreen
from tearline.tui.screens.views.leaving import ReadWords
from tearline.tui.widgets.detail import shortened
from tearline.tui.widgets.row_list import Look, RowList
from tearline.tui.workspace import Contents

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.briefs.document.brief_file import BriefFile


@dataclass(frozen=True, slots=True)
class _Line:
    row: Heading | StatementLine | GapLine | ProblemLine

    @property
    def id(self) -> str:
        return self.row.id


def _lines(made: Assessment) -> Iterator[_Line]:
    parts: tuple[tuple[str, Sequence[StatementLine | GapLine | ProblemLine]], ...] = (
        ("Bottom line", made.statements),
        ("Open questions", made.gaps),
        ("To mend elsewhere in the brief", made.problems),
    )
    for name, rows in parts:
        if rows:
            yield _Line(Heading(f"heading {name}", f"{name} · {len(rows):,}"))
            yield from (_Line(row) for row in rows)


def _graded(row: StatementLine) -> str:
    """What stands under a statement: what it is, how likely, how sure, on how much it rests."""
    parts: list[str] = [row.kind]
    if row.likelihood:
        low, high = PERCENT[row.likelihood]
        parts.append(f"{row.likelihood} ({low}–{high} %)")
    if row.confidence:
        parts.append(f"{row.confidence} confidence")
    parts.append(f"rests on {len(row.because)}" if row.because else "rests on nothing")
    return " · ".join(parts)


def _where(problem: Problem) -> str:
    return f"{Path(problem.file).name}:{problem.line}"


def _said(problem: Problem) -> str:
    """A problem in a line, without its file."""
    return f"{problem.message}; expected {problem.expected}" if problem.expected else problem.message


def _draw(line: _Line, look: Look) -> Sequence[Content]:
    dim = look.style("row--dim")
    match line.row:
        case Heading(words=words):
            return (Content(""), assemble((fit(f"— {words}", look.width), look.style("row--strong"))))
        case StatementLine() as row:
            first = assemble((fit(f"{row.place}. {row.words}", look.width), look.style("row--plain")))
            return (
                first,
                assemble((fit(f"   {_graded(row)}", look.width - 6), dim)) + _warned(row.problems, look),
            )
        case GapLine() as row:
            why = f"   {row.why}" if row.why else "   (why it matters is not said)"
            return (assemble(fit(f"? {row.question}", look.width)), assemble((fit(why, look.width), dim)))
        case ProblemLine(problem=problem):
            sign = "✕" if problem.severity == "error" else "!"
            style = look.style("row--rejected" if problem.severity == "error" else "row--match")
            lead = assemble((f"{sign} ", style))
            key = fit(f"{_where(problem)}  {problem.key}", look.width - 2)
            return (lead + assemble((key, dim)), assemble(fit(f"  {_said(problem)}", look.width)))


def _warned(problems: Sequence[Problem], look: Look) -> Content:
    return assemble("  ", (f"! {len(problems)}", look.style("row--match"))) if problems else Content("")


class AssessmentView(ViewScreen):
    """Statements, gaps, and what else there is to mend. Everything can be changed in place."""

    PLACE: ClassVar[Place] = "assessment"
    TITLE_WORDS = "Bottom line and gaps"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("assessment"))

    def body(self) -> Sequence[Widget]:
        lines: RowList[_Line] = RowList(_draw, lambda line: line.id, lines=2, id="assessment")
        lines.add_class("pane", "first")
        return (lines,)

    def make(self, contents: Contents, cancelled: Cancelled) -> Assessment:  # noqa: ARG002 - nothing to stop at
        workspace = self.desk.workspace
        problems = workspace.problems()
        brief = workspace.brief.brief
        return assessment(brief, problems) if brief is not None else Assessment()

    def show(self, made: Assessment) -> None:
        brief = self.brief
        warned = sum(len(row.problems) for row in made.statements)
        warned += sum(len(row.problems) for row in made.gaps)
        counts = f"{plural(len(made.statements), 'statement')}, {plural(len(made.gaps), 'open question')}"
        mend = f" · {warned + len(made.problems)} to mend" if warned or made.problems else ""
        self.name_view(f"{counts}{mend} · {brief.title}" if brief else "no brief yet")
        empty = (
            "Nothing is concluded yet, and nothing asked.",
            f"{key_of('add_statement')} writes a statement of the bottom line, "
            f"{key_of('add_gap')} an open question.",
        )
        self.fill(self.first, list(_lines(made)), empty)

    def tell_of_row(self) -> Sequence[Content]:
        line: _Line | None = self.first.current
        match line.row if line else None:
            case StatementLine() as row:
                told = [content(shortened(row.words)), content(_graded(row))]
                told += [_reason(one.id, one.kind, one.words) for one in row.because]
                return [*told, *_problems(row.problems)]
            case GapLine() as row:
                why = (
                    content(f"Why it matters: {shortened(row.why)}")
                    if row.why
                    else content(f"{key_of('edit', place='assessment')} says why it matters.")
                )
                return [content(shortened(row.question)), why, *_problems(row.problems)]
            case ProblemLine(problem=problem):
                return [content(f"{_where(problem)}: {problem.key}"), content(shortened(_said(problem)))]
            case _:
                return ()

    def words_at_hand(self) -> ReadWords | None:
        """The words of the first thing that a statement rests on, or of the item that wants mending."""
        line: _Line | None = self.first.current
        if line is None or self.board is None:
            return None
        match line.row:
            case StatementLine(because=because):
                return next(filter(None, (words_of(self.board.item(one.id)) for one in because)), None)
            case ProblemLine(item=item):
                return words_of(self.board.item(item))
            case _:
                return None

    # Changing

    def action_add_statement(self) -> None:
        self._write(Stated("judgement", "", None, None, ()), None)

    def action_add_gap(self) -> None:
        self.app.push_screen(GapScreen(Asked("", "")), self._asked)

    def action_edit(self) -> None:
        line: _Line | None = self.first.current
        match line.row if line else None:
            case StatementLine() as row:
                because = tuple(one.id for one in row.because)
                self._write(Stated(row.kind, row.words, row.likelihood, row.confidence, because), row.place)
            case GapLine() as row:
                place = row.place
                self.app.push_screen(
                    GapScreen(Asked(row.question, row.why)), lambda asked: self._asked(asked, place)
                )
            case _:
                writes = f"{key_of('add_statement')} writes a new statement"
                self.tell(Said(f"Go to a statement or a question to edit it; {writes}."))

    def action_remove(self) -> None:
        from tearline.briefs.curation.assessing import close, withdraw

        line: _Line | None = self.first.current
        match line.row if line else None:
            case StatementLine(place=place):

                def withdrawn(file: BriefFile) -> str:
                    withdraw(file, place)
                    return f"Took statement {place} out; {key_of('undo')} brings it back."

                self.change(f"withdrew statement {place}", withdrawn)
            case GapLine(place=place):

                def closed(file: BriefFile) -> str:
                    close(file, place)
                    return f"Took question {place} out; {key_of('undo')} brings it back."

                self.change(f"closed gap {place}", closed)
            case _:
                self.tell(Said("Go to a statement or a question to take it out."))

    def _write(self, now: Stated, place: int | None) -> None:
        from tearline.briefs.board.rows import Board

        board = self.board or Board()

        def stated(given: Stated | None) -> None:
            if given is not None and given != now:
                name = f"changed statement {place}" if place else "added a statement"
                self.change(name, lambda file: _state(file, board, given, place))

        self.app.push_screen(StatementScreen(board, self.brief, now), stated)

    def _asked(self, given: Asked | None, place: int | None = None) -> None:
        if given is not None:
            name = f"changed question {place}" if place else "added a question"
            self.change(name, lambda file: _ask(file, given, place))


def _reason(item_id: str, kind: str, words: str) -> Content:
    return content(f"  {item_id} {kind}{f': {shortened(words)}' if words else ''}")


def _problems(problems: Sequence[Problem]) -> list[Content]:
    return [content(f"! {_where(one)}: {_said(one)}") for one in problems]


def _state(file: BriefFile, board: Board, given: Stated, place: int | None) -> str:
    from tearline.briefs.curation.assessing import restate

    at = restate(
        file,
        board,
        given.words,
        kind=given.kind,
        likelihood=given.likelihood,
        confidence=given.confidence,
        because=given.because,
        at=place,
    )
    return f"Statement {at} {'changed' if place else 'added'}."


def _ask(file: BriefFile, given: Asked, place: int | None) -> str:
    from tearline.briefs.curation.assessing import ask, reask

    if place is None:
        return f"Question {ask(file, given.question, given.why)} added."
    reask(file, place, given.question, given.why)
    return f"Question {place} changed."
