"""One of a few words to choose, on a line: the arrow keys, the space bar or the mouse change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tearline.tui.safe import assemble


class OneOf(Widget, can_focus=True):
    """The choices beside each other, the one taken in brackets."""

    COMPONENT_CLASSES = {"one-of--taken", "one-of--other"}  # noqa: RUF012 - Textual's declaration
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "turn(1)", "Next"),
        Binding("left,h", "turn(-1)", "Before"),
    ]
    DEFAULT_CSS = "OneOf { height: 1; width: 1fr; }"

    class Changed(Message):
        """Another choice was taken."""

        def __init__(self, one_of: OneOf, taken: str) -> None:
            super().__init__()
            self.one_of = one_of
            self.taken = taken

    def __init__(self, choices: Sequence[str], taken: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._taken = self._choices.index(taken) if taken else 0
        self._regions: list[Region] = []

    @property
    def taken(self) -> str:
        return self._choices[self._taken]

    def offer(self, choices: Sequence[str]) -> None:
        """Other choices, the first of them taken."""
        self._choices, self._taken = tuple(choices), 0
        self.refresh()

    def _take(self, place: int) -> None:
        self._taken = place % len(self._choices)
        self.refresh()
        self.post_message(self.Changed(self, self.taken))

    def action_turn(self, step: int) -> None:
        self._take(self._taken + step)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        line, self._regions = Content("▌" if self.has_focus else " "), []
        for place, choice in enumerate(self._choices):
            taken = place == self._taken
            style = self.get_visual_style("one-of--taken" if taken else "one-of--other", partial=True)
            shown = assemble((f"[{choice}]" if taken else f" {choice} ", style))
            self._regions.append(Region(line.cell_length, 0, shown.cell_length, 1))
            line += shown
        # Where there is no room for all, what is taken and what stands before it is in sight.
        hidden = max(0, self._regions[self._taken].right + 1 - width)
        if hidden:
            self._regions = [region.translate((-hidden, 0)) for region in self._regions]
            line = line[hidden:] if line.cell_length == len(line) else line
        return Strip(line.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        for place, region in enumerate(self._regions):
            if region.contains(event.x, event.y):
                self._take(place)
