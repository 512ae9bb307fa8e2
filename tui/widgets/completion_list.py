"""The few lines under the search box that offer how to go on; typing never waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tearline.tui.safe import assemble, fit
from tearline.tui.widgets.component_style import component_style

_WIDEST = 44


@dataclass(frozen=True, slots=True)
class Line:
    """A completion: its `words`, what is told of it, the query it makes, and where the cursor then stands."""

    words: str
    told: str
    query: str
    cursor: int


class CompletionList(Widget):
    """Lines over the panes, one of them at hand or none."""

    COMPONENT_CLASSES = {"completion--at-hand", "completion--told", "completion--words"}  # noqa: RUF012
    ALLOW_SELECT = False

    class Picked(Message):
        """A line was clicked."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self.lines: tuple[Line, ...] = ()
        self._at_hand: int | None = None

    @property
    def at_hand(self) -> Line | None:
        """The line gone to, None where none is."""
        return self.lines[self._at_hand] if self._at_hand is not None else None

    def show(self, lines: Sequence[Line], x: int, y: int) -> None:
        """Offer these lines from the cell (x, y) of the screen on; none hide the list."""
        self.lines, self._at_hand = tuple(lines), None
        self.set_class(bool(lines), "-shown")
        if lines:
            room = self.screen.size.width
            width = min(_WIDEST, room, 5 + max(cell_len(line.words) + cell_len(line.told) for line in lines))
            self.styles.width, self.styles.height = width, len(lines)
            self.styles.offset = (max(0, min(x, room - width)), y)
            self.refresh()

    def go(self, step: int) -> bool:
        """Go to the next line or the one before; beyond the first, none is at hand. False where it stays."""
        if not self.lines:
            return False
        place = (-1 if self._at_hand is None else self._at_hand) + step
        before = self._at_hand
        self._at_hand = None if place < 0 else min(place, len(self.lines) - 1)
        self.refresh()
        return before is not None or self._at_hand is not None

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        line, here = self.lines[y], y == self._at_hand
        base = component_style(self, "completion--at-hand") if here else self.visual_style
        room = max(4, width - 4 - cell_len(line.told))
        told = fit(line.told, max(0, width - 3 - room))
        words = fit(line.words, room)
        drawn = assemble(
            "▌" if here else " ",
            (words, self.get_visual_style("completion--words", partial=True)),
            " ",
            (told, self.get_visual_style("completion--told", partial=True)),
        )
        return Strip(drawn.render_segments(base)).adjust_cell_length(width, base.rich_style)

    def on_click(self, event: events.Click) -> None:
        if 0 <= event.y < len(self.lines):
            event.stop()
            self.post_message(self.Picked(self.lines[event.y]))
