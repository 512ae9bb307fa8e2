"""Draws counts over time as bars of block characters, one of them at hand."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tearline.briefs.overviews.coverage import Bar, Coverage

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_WIDEST = 7  # cells of a bar with the space after it
_BELOW = 3  # lines: the events, the axis, its dates
_NO_DATES = (
    "No dates to draw: nothing here states one.",
    "`date: 2031-04-02` in an article's front matter, or in a sidecar beside it, gives one.",
)
_MARK_APART = 3  # cells between two dates of the axis at least


class Histogram(Widget, can_focus=True):
    """Articles as bars, events as numbers under them, dates below; scrolls where there are more than fit.

    The bar at hand is marked with ▲ on the axis, so that it shows without colour.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "histogram--bar",
        "histogram--here",
        "histogram--axis",
    }
    ALLOW_SELECT = False

    cursor: reactive[int] = reactive(0)

    class Chosen(Message):
        """A bar was chosen, with Enter or by clicking on the one at hand."""

    class Moved(Message):
        """The user went to another bar."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id, classes="pane")
        self._coverage = Coverage("day")
        self._left = 0

    # What is shown

    def show(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self.cursor = max(0, min(self.cursor, len(coverage.bars) - 1))
        self.refresh()

    @property
    def current(self) -> Bar | None:
        bars = self._coverage.bars
        return bars[self.cursor] if self.cursor < len(bars) else None

    @property
    def room(self) -> int:
        """How many bars fit at most."""
        return max(1, self.content_size.width - self._margin)

    def put_cursor(self, place: int) -> None:
        """Go to a bar without telling anybody."""
        self.cursor = max(0, min(place, len(self._coverage.bars) - 1))

    def move(self, step: int) -> None:
        before = self.cursor
        self.put_cursor(self.cursor + step)
        if self.cursor != before:
            self.post_message(self.Moved())

    # Drawing

    @property
    def _margin(self) -> int:
        """Cells for the scale on the left."""
        return len(f"{self._most:,}") + 2

    @property
    def _most(self) -> int:
        return max((bar.articles for bar in self._coverage.bars), default=0)

    @property
    def _bar_width(self) -> int:
        """Cells from one bar to the next."""
        bars = max(1, len(self._coverage.bars))
        return max(1, min(_WIDEST, (self.content_size.width - self._margin) // bars))

    def _in_sight(self) -> tuple[int, int]:
        """The first bar drawn and the one after the last; the one at hand is among them."""
        fits = max(1, (self.content_size.width - self._margin) // self._bar_width)
        if self.cursor < self._left:
            self._left = self.cursor
        elif self.cursor >= self._left + fits:
            self._left = self.cursor - fits + 1
        self._left = max(0, min(self._left, len(self._coverage.bars) - fits))
        return self._left, min(len(self._coverage.bars), self._left + fits)

    def render_line(self, y: int) -> Strip:
        width, height = self.content_size.width, self.content_size.height
        if not self._coverage.bars:
            line = Content(f" {_NO_DATES[y]}" if y < len(_NO_DATES) else "")
        elif y < height - _BELOW:
            line = self._level(height - _BELOW - 1 - y, max(1, height - _BELOW))
        else:
            line = (self._events, self._axis, self._dates)[y - (height - _BELOW)]()
        return Strip(line.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)

    def _level(self, level: int, levels: int) -> Content:
        """A line of the bars, counted from the axis upwards."""
        most = self._most
        scale = f"{most:,}" if level == levels - 1 and most else "0" if level == 0 and levels > 1 else ""
        axis = self.get_visual_style("histogram--axis", partial=True)
        line = Content.styled(
            f"{scale:>{self._margin - 2}} │" if scale else " " * (self._margin - 1) + "│", axis
        )
        first, end = self._in_sight()
        body = max(1, self._bar_width - (self._bar_width > 1))
        for n in range(first, end):
            count = self._coverage.bars[n].articles
            eighths = -(-count * levels * 8 // most) if most else 0
            block = _EIGHTHS[max(0, min(8, eighths - level * 8))]
            name = "histogram--here" if n == self.cursor else "histogram--bar"
            bar = (block * body).ljust(self._bar_width)
            line += Content.styled(bar, self.get_visual_style(name, partial=True))
        return line

    def _events(self) -> Content:
        """How many events fall under each bar; + where the number has more digits than there is room."""
        line = Content(" " * self._margin)
        first, end = self._in_sight()
        for n in range(first, end):
            count = self._coverage.bars[n].events
            told = f"{count}" if count else ""
            if len(told) > max(1, self._bar_width - 1):
                told = "+"
            line += Content(told.ljust(self._bar_width))
        return line

    def _axis(self) -> Content:
        axis = self.get_visual_style("histogram--axis", partial=True)
        line = Content.styled(" " * (self._margin - 1) + "└", axis)
        first, end = self._in_sight()
        body = max(1, self._bar_width - (self._bar_width > 1))
        for n in range(first, end):
            if n == self.cursor:
                here = self.get_visual_style("histogram--here", partial=True)
                line += Content.styled(("▲" * body).ljust(self._bar_width, "─"), here)
            else:
                line += Content.styled("─" * self._bar_width, axis)
        return line

    def _dates(self) -> Content:
        """Dates under the bars, as many as there is room for."""
        first, end = self._in_sight()
        width = self.content_size.width
        drawn = " " * self._margin
        for n in range(first, end):
            at = self._margin + (n - first) * self._bar_width
            label = self._coverage.bars[n].label
            free = at >= len(drawn.rstrip()) + _MARK_APART or n == first
            if free and at + len(label) <= width:
                drawn = drawn.ljust(at) + label
        return Content.styled(drawn, self.get_visual_style("histogram--axis", partial=True))

    # The mouse, and Enter

    def key_enter(self, event: events.Key) -> None:
        event.stop()
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.x < self._margin:
            return
        first, end = self._in_sight()
        place = first + (offset.x - self._margin) // self._bar_width
        if place >= end:
            return
        if place == self.cursor:
            self.post_message(self.Chosen())
        else:
            self.move(place - self.cursor)
