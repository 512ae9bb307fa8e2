"""Chooses what a statement rests on: claims, quotes and events, marked one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tearline.briefs.board.rows import Board, ClaimRow, EventRow, Item, QuoteRow
from tearline.briefs.model import Brief
from tearline.briefs.names import fold
from tearline.tui.safe import assemble, fit, visible
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.passages import IN_BRIEF
from tearline.tui.widgets.row_list import Look, RowList
from tearline.tui.widgets.rows import status_glyph


class EvidenceScreen(Modal[tuple[str, ...] | None]):
    """What is in the brief first, then suggestions, which are taken in when chosen. Gives ids, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", priority=True),
        Binding("ctrl+s", "take", "Take", priority=True),
        Binding("enter", "take", "Take", priority=True),
        Binding("down", "move(1)", "Down", priority=True),
        Binding("up", "move(-1)", "Up", priority=True),
        Binding("tab", "mark", "Mark", priority=True),
    ]

    def __init__(self, board: Board, brief: Brief | None, chosen: Sequence[str]) -> None:
        super().__init__()
        rows: list[Item] = [*board.claims, *board.quotes, *board.events]
        kept = [row for row in rows if row.status != "rejected"]
        kept.sort(key=lambda row: (row.id not in chosen, row.status not in IN_BRIEF))
        self._rows = kept
        self._known = {row.id for row in kept}
        self._chosen = dict.fromkeys(chosen)
        self._brief = brief

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content("What it rests on")
            sheet.border_subtitle = Content("↑↓ choose · Tab marks · Enter takes the marked · Esc closes")
            yield Input(placeholder="words of a claim, quote or event", id="evidence-words")
            evidence: RowList[Item] = RowList(self._draw, lambda row: row.id, id="evidence-list")
            yield evidence

    @property
    def _list(self) -> RowList[Item]:
        return self.query_one(RowList)

    def on_mount(self) -> None:
        self._list.can_focus = False
        self._offer("")
        self.query_one(Input).focus()

    def _draw(self, row: Item, look: Look) -> Sequence[Content]:
        mark = "[x] " if row.id in self._chosen else "[ ] "
        kind = {ClaimRow: "§", QuoteRow: "“", EventRow: "◷"}[type(row)]
        strong = look.style("row--strong" if row.id in self._chosen else "row--plain")
        lead = f"{mark}{status_glyph(row)} {kind} "
        return (assemble((fit(lead, 8), look.style("row--dim")), (fit(row.words, look.width - 8), strong)),)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    def _offer(self, typed: str) -> None:
        words = fold(visible(typed)).split()
        rows = (
            [row for row in self._rows if all(word in fold(row.words) for word in words)]
            if words
            else self._rows
        )
        self._list.set_rows(rows, ("Nothing says so.", "What has words in an article can be chosen."))

    @on(RowList.Chosen)
    def _clicked(self, message: RowList.Chosen) -> None:
        message.stop()
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the row at hand, or unmark it, and go on to the next."""
        row = self._list.current_id
        if row is None:
            return
        if row in self._chosen:
            del self._chosen[row]
        else:
            self._chosen[row] = None
        self._list.redraw()
        self._list.action_row_down()

    def action_move(self, step: int) -> None:
        (self._list.action_row_down if step > 0 else self._list.action_row_up)()

    def action_take(self) -> None:
        """The marked ones; where none is marked, the one at hand."""
        if not self._chosen and self._list.current_id is not None:
            self.dismiss((self._list.current_id,))
            return
        self.dismiss(tuple(self._chosen))

    def action_close(self) -> None:
        self.dismiss(None)
