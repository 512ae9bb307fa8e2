"""One of a few choices on a line: arrows, a first letter or the mouse change it, no list need be opened."""

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

from tearline.tui.safe import assemble, content


class OneOf(Widget, can_focus=True):
    """The choices beside each other, the one taken in brackets; where there is no room, that one alone.

    `choices` are (value, words), or words that are their own value.
    """

    COMPONENT_CLASSES = {"one-of--taken", "one-of--other"}  # noqa: RUF012 - Textual's declaration
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,plus,space", "turn(1)", "The next choice"),
        Binding("left,minus", "turn(-1)", "The choice before"),
    ]
    DEFAULT_CSS = "OneOf { height: 1; width: 1fr; }"

    class Changed(Message):
        """Another choice was taken."""

        def __init__(self, one_of: OneOf, value: str) -> None:
            super().__init__()
            self.one_of = one_of
            self.value = value

    def __init__(
        self,
        choices: Sequence[str | tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._regions: list[Region] = []
        self._put(choices, value)

    def _put(self, choices: Sequence[str | tuple[str, str]], value: str) -> None:
        self._choices = [(one, one) if isinstance(one, str) else one for one in choices]
        values = [one for one, _ in self._choices]
        self._taken = values.index(value) if value in values else 0

    @property
    def value(self) -> str:
        return self._choices[self._taken][0]

    def offer(self, choices: Sequence[str | tuple[str, str]]) -> None:
        """Other choices, the first of them taken."""
        self._put(choices, "")
        self.refresh()

    def _take(self, place: int) -> None:
        if place != self._taken:
            self._taken = place
            self.refresh()
            self.post_message(self.Changed(self, self.value))

    def action_turn(self, step: int) -> None:
        self._take((self._taken + step) % len(self._choices))

    def on_key(self, event: events.Key) -> None:
        """A letter or digit goes to the next choice that begins with it."""
        letter = event.character.casefold() if event.character and event.character.isalnum() else ""
        count = len(self._choices)
        for place in (*range(self._taken + 1, count), *range(self._taken + 1)):
            if letter and self._choices[place][1].casefold().startswith(letter):
                event.stop()
                self._take(place)
                return

    def on_click(self, event: events.Click) -> None:
        if not self._regions:
            self.action_turn(1)
        for place, region in enumerate(self._regions):
            if region.contains(event.x, event.y):
                self._take(place)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        line = self._all_beside()
        if line.cell_length > width:
            line = self._alone()
        return Strip(line.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)

    def _all_beside(self) -> Content:
        line, self._regions = self._mark(), []
        for place, (_, words) in enumerate(self._choices):
            taken = place == self._taken
            style = self.get_visual_style("one-of--taken" if taken else "one-of--other", partial=True)
            shown = assemble((f"[{words}]" if taken else f" {words} ", style))
            self._regions.append(Region(line.cell_length, 0, shown.cell_length, 1))
            line += shown
        return line

    def _alone(self) -> Content:
        self._regions = []
        words, many = self._choices[self._taken][1], len(self._choices)
        return self._mark() + assemble(f"‹ {words} ›", (f"  {self._taken + 1} of {many}", "dim"))

    def _mark(self) -> Content:
        return content("▌" if self.has_focus else " ")
