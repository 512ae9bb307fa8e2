"""What there is to tell of the row at hand, to read and scroll beside a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

# Of words longer than this the beginning is shown; the Reader has them all.
LONGEST = 2_000


class Detail(VerticalScroll, can_focus=True):
    """Lines about one row. Scrolls with the arrow keys once it has the focus."""

    def __init__(self) -> None:
        super().__init__(id="detail", classes="pane")

    def compose(self) -> ComposeResult:
        yield Static(id="detail-text")

    def show(self, lines: Sequence[Content]) -> None:
        self.query_one("#detail-text", Static).update(Content("\n").join(lines))
        self.scroll_home(animate=False)


def shortened(words: str) -> str:
    """As much of some words as a detail shows."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
