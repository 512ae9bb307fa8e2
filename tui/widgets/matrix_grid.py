"""Draws claims by origins as a grid that scrolls both ways; only the cells in sight are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tearline.briefs.corroboration.matrix import Bearing, Cell, Column, Line, Matrix
from tearline.tui.actions import bindings
from tearline.tui.safe import assemble, fit
from tearline.tui.widgets.notice import folded

MARKS: dict[Bearing, str] = {"says": "●", "relays": "◐", "differs": "✕", "updates": "↻", "silent": "·"}
_CELL = 4  # cells of the terminal for one of the grid
_HEAD = 1


class MatrixGrid(Widget, can_focus=True):
    """A claim a line, an origin a column, a sign in each cell; the cell at hand stands in brackets."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("grid"))
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--cursor",
        "grid--head",
        "grid--says",
        "grid--relays",
        "grid--differs",
        "grid--updates",
        "grid--silent",
    }
    ALLOW_SELECT = False

    class Moved(Message):
        """The user went to another cell."""

    class Opened(Message):
        """The user asked for the words of the cell at hand."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._matrix = Matrix((), ())
        self._empty: tuple[str, ...] = ()
        self.row = self.column = 0
        self._top = self._left = 0

    def show(self, matrix: Matrix, empty: Sequence[str]) -> None:
        """Show a matrix; the cursor stays on its claim and its origin where these are still there."""
        claim, origin = self.line.claim if self.line else "", self.origin.origin if self.origin else ""
        self._matrix, self._empty = matrix, tuple(empty)
        if not claim and matrix.lines:
            # At first, on what the first claim rests on.
            cells = enumerate(matrix.lines[0].cells)
            self.column = next((n for n, cell in cells if cell.bearing == "says"), 0)
        self.put_cursor(claim, origin)

    def put_cursor(self, claim: str, origin: str) -> None:
        """Go to a claim and an origin; what is not there leaves the cursor as near as it was."""
        lines, columns = self._matrix.lines, self._matrix.columns
        near = max(0, min(self.row, len(lines) - 1))
        self.row = next((n for n, line in enumerate(lines) if line.claim == claim), near)
        near = max(0, min(self.column, len(columns) - 1))
        self.column = next((n for n, column in enumerate(columns) if column.origin == origin), near)
        self._keep_in_sight()

    @property
    def line(self) -> Line | None:
        lines = self._matrix.lines
        return lines[self.row] if self.row < len(lines) else None

    @property
    def origin(self) -> Column | None:
        columns = self._matrix.columns
        return columns[self.column] if self.column < len(columns) else None

    @property
    def cell(self) -> Cell | None:
        line = self.line
        return line.cells[self.column] if line is not None and self.column < len(line.cells) else None

    # Room

    @property
    def _label(self) -> int:
        """Cells for the words of a claim."""
        width = self.content_size.width
        return max(min(24, width // 2), width - _CELL * len(self._matrix.columns) - 1)

    @property
    def _columns(self) -> int:
        return max(1, (self.content_size.width - self._label) // _CELL)

    @property
    def _rows(self) -> int:
        return max(1, self.content_size.height - _HEAD)

    def _keep_in_sight(self) -> None:
        if not self.content_size.width:
            return
        self._top = max(min(self._top, self.row), self.row - self._rows + 1, 0)
        self._left = max(min(self._left, self.column), self.column - self._columns + 1, 0)
        self.refresh()

    def on_resize(self) -> None:
        self._keep_in_sight()

    # Drawing

    def _style(self, name: str) -> Style:
        return self.get_visual_style(name, partial=True)

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        if not self._matrix.lines:
            notice = folded(self._empty, width)
            line = notice[y] if y < len(notice) else Content("")
        elif y < _HEAD:
            line = self._heads()
        elif self._top + y - _HEAD < len(self._matrix.lines):
            line = self._drawn(self._top + y - _HEAD)
        else:
            line = Content("")
        return Strip(line.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)

    def _heads(self) -> Content:
        more_left = "‹" if self._left else " "
        line = assemble((fit(" origins  claim", self._label - 1) + more_left, self._style("grid--head")))
        last = min(len(self._matrix.columns), self._left + self._columns)
        for n in range(self._left, last):
            number = f"{n + 1}"
            shown = f"[{number}]" if n == self.column else f" {number} "
            name = "grid--cursor" if n == self.column else "grid--head"
            line += assemble((f"{shown:^{_CELL}}"[:_CELL], self._style(name)))
        return line + (Content("›") if last < len(self._matrix.columns) else Content(""))

    def _drawn(self, row: int) -> Content:
        line = self._matrix.lines[row]
        here = row == self.row
        gutter = "▌" if here and self.has_focus else " "
        words = fit(f"{gutter}{line.origins:>3}  {' '.join(line.words[:400].split())}", self._label)
        drawn = assemble((words, self._style("grid--cursor"))) if here else assemble(words)
        for n in range(self._left, min(len(line.cells), self._left + self._columns)):
            bearing = line.cells[n].bearing
            at_hand = here and n == self.column
            mark = f"[{MARKS[bearing]}]" if at_hand else f" {MARKS[bearing]} "
            drawn += assemble((f"{mark:^{_CELL}}", self._style(f"grid--{bearing}")))
        return drawn

    # Moving

    def _go(self, row: int, column: int) -> None:
        before = (self.row, self.column)
        self.row = max(0, min(row, len(self._matrix.lines) - 1))
        self.column = max(0, min(column, len(self._matrix.columns) - 1))
        self._keep_in_sight()
        if before != (self.row, self.column):
            self.post_message(self.Moved())

    def action_row_down(self) -> None:
        self._go(self.row + 1, self.column)

    def action_row_up(self) -> None:
        self._go(self.row - 1, self.column)

    def action_row_first(self) -> None:
        self._go(0, self.column)

    def action_row_last(self) -> None:
        self._go(len(self._matrix.lines) - 1, self.column)

    def action_page_of_rows_down(self) -> None:
        self._go(self.row + self._rows - 1, self.column)

    def action_page_of_rows_up(self) -> None:
        self._go(self.row - self._rows + 1, self.column)

    def action_column_left(self) -> None:
        self._go(self.row, self.column - 1)

    def action_column_right(self) -> None:
        self._go(self.row, self.column + 1)

    def action_open_cell(self) -> None:
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y < _HEAD:
            return
        row = self._top + offset.y - _HEAD
        column = self._left + (offset.x - self._label) // _CELL if offset.x >= self._label else self.column
        if row >= len(self._matrix.lines) or column >= len(self._matrix.columns):
            return
        if (row, column) == (self.row, self.column):
            self.post_message(self.Opened())
        else:
            self._go(row, column)

    def on_mouse_scroll_down(self) -> None:
        self._go(self.row + 3, self.column)

    def on_mouse_scroll_up(self) -> None:
        self._go(self.row - 3, self.column)
