"""The panel of the tour, under the panes; what the desk has to say shows above it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static
from textual.widgets._toast import ToastRack

from tearline.tui.safe import assemble


class TourPanel(Static):
    """Says what there is to see, and what to press."""

    ALLOW_SELECT = False

    def say(self, words: str, press: str, place: str) -> None:
        """Show a step, or with no key to press the end; `place` is "1 of 8"."""
        self.border_title = Content(f"Tour, {place}" if place else "Tour")
        self.border_subtitle = Content("Esc ends")
        self.update(assemble(words, *((" ", (press, "bold")) if press else ())))

    def on_resize(self) -> None:
        self._lift_messages(self.outer_size.height)

    def on_unmount(self) -> None:
        self._lift_messages(0)

    def _lift_messages(self, lines: int) -> None:
        """Messages stand above the line of keys, and above so many lines more."""
        for rack in self.screen.query(ToastRack):
            rack.styles.margin = (0, 0, 1 + lines, 0)
