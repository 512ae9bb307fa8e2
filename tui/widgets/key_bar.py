"""The footer: the keys that matter where the focus is, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tearline.tui.actions import Action, Place, first_key, footer


class KeyBar(Widget):
    """One line of keys and labels from the registry; a click does what the key does."""

    COMPONENT_CLASSES = {"key-bar--key", "key-bar--label"}  # noqa: RUF012 - Textual's declaration
    ALLOW_SELECT = False

    class Pressed(Message):
        """A label was clicked: do its action."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._place: Place = "list"
        self._reading = False
        self._regions: list[tuple[Region, Action]] = []

    def show(self, place: Place, *, reading: bool) -> None:
        """The keys of a place; while the desk is being read, the key that stops it as well."""
        if (place, reading) != (self._place, self._reading):
            self._place, self._reading = place, reading
            self.refresh()

    def _fitting(self, width: int) -> Sequence[Action]:
        """The actions that fit, those of the lowest rank first, in the registry's order."""
        offered = [action for action in footer(self._place) if self._reading or action.id != "stop_reading"]
        kept: set[str] = set()
        room = width
        for action in sorted(offered, key=lambda action: action.rank):
            need = cell_len(first_key(action)) + len(action.label) + 4
            if need <= room:
                kept.add(action.target)
                room -= need
        return [action for action in offered if action.target in kept]

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's signature, one line only
        width = self.size.width
        key = self.get_visual_style("key-bar--key", partial=True)
        label = self.get_visual_style("key-bar--label", partial=True)
        line, x, self._regions = Content(" "), 1, []
        for action in self._fitting(width - 1):
            item = Content.assemble((first_key(action), key), " ", (action.label, label))
            self._regions.append((Region(x, 0, item.cell_length, 1), action))
            line, x = line + item + "   ", x + item.cell_length + 3
        return Strip(line.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        for region, action in self._regions:
            if region.contains(event.x, event.y):
                self.post_message(self.Pressed(action))
