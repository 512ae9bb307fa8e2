"""The panel of the tour, under the panes."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tearline.tui.safe import assemble


class TourPanel(Static):
    """Says what there is to see, and what to press."""

    ALLOW_SELECT = False

    def say(self, words: str, press: str, place: str) -> None:
        """Show a step, or with no key to press the end; `place` is "1 of 8"."""
        self.border_title = Content(f"Tour, {place}" if place else "Tour")
        self.border_subtitle = Content("Esc ends")
        self.update(assemble(words, *((" ", (press, "bold")) if press else ())))
