"""The corroboration matrix: claims by origins, and the proposed relations of claims to decide upon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from tearline.briefs.board.rows import Board, ClaimRow, RelationRow
from tearline.briefs.corroboration.matrix import Matrix, matrix_of
from tearline.briefs.curation.relation_verdicts import accept_relation, reject_relation, to_decide
from tearline.tui import messages
from tearline.tui.actions import Place, bindings, key_of
from tearline.tui.open_brief import Said
from tearline.tui.output import plural
from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.views.base import Cancelled, ViewScreen, words_of
from tearline.tui.screens.views.leaving import ReadWords
from tearline.tui.widgets.detail import shortened
from tearline.tui.widgets.head_line import time_left
from tearline.tui.widgets.matrix_grid import MARKS, MatrixGrid
from tearline.tui.widgets.passages import IN_BRIEF
from tearline.tui.widgets.row_list import Look, RowList
from tearline.tui.widgets.rows import STATUS_GLYPHS
from tearline.tui.workspace import Contents, Progress

if TYPE_CHECKING:
    from tearline.briefs.document.brief_file import BriefFile

_LEGEND = "● says it  ◐ has it via another  ✕ differs  ↻ updates  · silent"
_BEARINGS = {
    "says": "says it",
    "relays": "has it",
    "differs": "differs",
    "updates": "updates",
    "silent": "is silent",
}


@dataclass(frozen=True)
class _Made:
    matrix: Matrix
    relations: tuple[RelationRow, ...]
    board: Board
    claims: dict[str, ClaimRow]
    of_brief: bool


@dataclass(frozen=True, slots=True)
class _Proposed:
    """A relation with the words of its two claims."""

    row: RelationRow
    claim: str
    to: str


def _draw(one: _Proposed, look: Look) -> Sequence[Content]:
    row = one.row
    style = look.style("row--in-brief" if row.status in IN_BRIEF else "row--suggested")
    status = assemble((f"{STATUS_GLYPHS[row.status]} ", style))
    against = row.kind == "contradicts"
    kind = fit(f"{'✕ ' if against else '  '}{row.kind}", 15)
    half = max(8, (look.width - 2 - 15 - 3) // 2)
    named = assemble((kind, look.style("row--rejected" if against else "row--dim")))
    return (
        status + named + assemble(fit(one.claim, half), (" ↔ ", look.style("row--dim")), fit(one.to, half)),
    )


class MatrixView(ViewScreen):
    """The matrix above, the relations below; Tab goes between them."""

    PLACE: ClassVar[Place] = "matrix"
    TITLE_WORDS = "Corroboration"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("matrix"))

    def body(self) -> Sequence[Widget]:
        grid = MatrixGrid(id="grid")
        grid.add_class("pane", "first")
        grid.border_title = Content("Claims by origins")
        grid.border_subtitle = Content(_LEGEND)
        relations: RowList[_Proposed] = RowList(_draw, lambda one: one.row.id, id="relations")
        relations.add_class("pane")
        relations.border_title = Content("What claims are to each other")
        return grid, relations

    @property
    def first(self) -> RowList[Any]:
        return self.query_one("#relations", RowList)

    @property
    def _grid(self) -> MatrixGrid:
        return self.query_one(MatrixGrid)

    def make(self, contents: Contents, cancelled: Cancelled) -> _Made:
        workspace = self.desk.workspace
        brief = workspace.brief.brief
        # In the brief's order, as the lines that are equal otherwise stand in.
        own = dict.fromkeys(claim.id for claim in brief.claims) if brief is not None else {}
        of_brief = bool(own) and self.kept.get("shape") != "desk"

        def tell(progress: Progress) -> None:
            self.post_message(messages.ViewProgress(progress))

        contents, families = workspace.relate(own.keys() if of_brief else None, tell, cancelled)
        board = contents.board or Board()
        if not of_brief:
            families = tuple(one for one in families if len(one.claims) > 1 or one.differing)
        # Those that somebody contradicts first: they want a decision.
        families = tuple(sorted(families, key=lambda one: not one.differing))
        relations = to_decide(board.relations, own.keys() if of_brief else None)
        claims = {row.id: row for row in board.claims}
        return _Made(matrix_of(board, families), relations, board, claims, of_brief)

    @on(messages.ViewProgress)
    def _progress(self, message: messages.ViewProgress) -> None:
        now = message.progress
        left = f" · {time_left(now.left)}" if now.left is not None and now.left >= 1 else ""
        words = f"comparing claims · {now.done:,} of {now.total:,}{left} · {key_of('close_view')} stops"
        self.name_view(words)

    def show(self, made: _Made) -> None:
        matrix = made.matrix
        whose = "claims of the brief" if made.of_brief else "shared or contested claims of the desk"
        proposed = sum(row.status == "suggested" for row in made.relations)
        told = (plural(len(matrix.columns), "origin"), plural(proposed, "proposed relation"))
        self.name_view(f"{len(matrix.lines):,} {whose} · {' · '.join(told)}")
        lines = (
            "No claim of these articles is shared or contested by another.",
            f"{key_of('next_shape')} goes between brief and desk.",
        )
        self._grid.show(matrix, lines)
        if claim := self.kept.pop("claim", ""):
            self._grid.put_cursor(claim, self.kept.pop("origin", ""))
        rows = [_Proposed(row, self._words(row.claim), self._words(row.to)) for row in made.relations]
        empty = ("Nothing in these articles seems to agree or to differ.",)
        self.fill(self.first, rows, empty)
        accept, reject = key_of("accept", place="matrix"), key_of("reject", place="matrix")
        counts = f"{proposed:,} proposed · {accept} accepts, {reject} rejects" if proposed else ""
        self.first.border_subtitle = Content(counts)

    def _words(self, claim: str) -> str:
        row = self.made.claims.get(claim) if self.made is not None else None
        return " ".join(row.words.split()) if row is not None else f"{claim}, in no article at hand"

    def action_next_shape(self) -> None:
        self.kept["shape"] = "" if self.kept.get("shape") == "desk" else "desk"
        self.renew()

    # The row or cell at hand

    @property
    def _in_grid(self) -> bool:
        return isinstance(self.focused, MatrixGrid)

    def on_descendant_focus(self) -> None:
        if self.made is not None:
            self.show_detail()

    @on(MatrixGrid.Moved)
    def _cell_moved(self) -> None:
        self.show_detail()

    @on(MatrixGrid.Opened)
    def _cell_opened(self) -> None:
        self.open_row()

    def words_at_hand(self) -> ReadWords | None:
        if self.made is None:
            return None
        if not self._in_grid:
            one: _Proposed | None = self.first.current
            return words_of(self.made.claims.get(one.row.claim)) if one is not None else None
        cell, line, origin = self._grid.cell, self._grid.line, self._grid.origin
        if cell is None or line is None or origin is None or not cell.claims:
            return None
        self.kept["claim"], self.kept["origin"] = line.claim, origin.origin
        return words_of(self.made.claims.get(cell.claims[0]))

    def tell_of_row(self) -> Sequence[Content]:
        if self.made is None:
            return ()
        return self._tell_of_cell() if self._in_grid else self._tell_of_relation()

    def _tell_of_cell(self) -> list[Content]:
        line, origin, cell = self._grid.line, self._grid.origin, self._grid.cell
        if line is None or origin is None or cell is None:
            return []
        outlets = ", ".join(origin.outlets[:6])
        copies = f" ({len(origin.articles)} articles, one text)" if len(origin.articles) > 1 else ""
        via = f", through {cell.via}" if cell.via else ""
        bears = f"{MARKS[cell.bearing]} {_BEARINGS[cell.bearing]}{via}"
        told = [content(f"{self._grid.column + 1} {outlets}{copies} {bears}")]
        told += [content(f"  “{shortened(self._words(claim))}”") for claim in cell.claims]
        independent = plural(line.origins, "independent origin")
        told.append(content(f"Claim {line.claim}, {independent}: {shortened(' '.join(line.words.split()))}"))
        return told

    def _tell_of_relation(self) -> list[Content]:
        one: _Proposed | None = self.first.current
        if one is None:
            return []
        row = one.row
        voice = {True: "independent origins", False: "one voice or origin", None: ""}[row.independent]
        facts = ", ".join(part for part in (row.kind, voice, f"{row.score:.2f} alike", row.status) if part)
        told = [content(facts), content(row.why) if row.why else Content("")]
        for claim, words in ((row.claim, one.claim), (row.to, one.to)):
            told.append(content(f"{claim} {self._where(claim)}: {shortened(words)}"))
        return told

    def _where(self, claim: str) -> str:
        row = self.made.claims.get(claim)
        card = self.desk.contents.card(row.article) if row is not None else None
        return (
            f"{card.outlet or 'outlet unknown'}, {card.published or 'undated'}" if card is not None else "—"
        )

    # Deciding

    def action_accept(self) -> None:
        self._decide("accepted")

    def action_reject(self) -> None:
        self._decide("rejected")

    def _decide(self, verdict: str) -> None:
        one: _Proposed | None = self.first.current
        if self._in_grid or one is None or self.made is None:
            self.tell(Said("Go to a relation to decide upon it: Tab goes to the list of them."))
            return
        board: Board = self.made.board
        row = one.row
        self.first.action_row_down()

        def decided(file: BriefFile) -> str:
            (accept_relation if verdict == "accepted" else reject_relation)(file, board, row.id)
            return f"{verdict.capitalize()}: {row.claim} {row.kind} {row.to}."

        self.change(f"{verdict} {row.id}", decided)
