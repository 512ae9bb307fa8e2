"""A sheet of text over the desk: help, and lists to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tearline.tui.safe import content
from tearline.tui.screens.steady import Modal

# Cells that a sheet's border and padding take, and the widest it gets.
_FRAME, _WIDEST = 8, 96


def sheet_width(window: int) -> int:
    """Cells for text in a sheet over a window that wide."""
    return min(_WIDEST, window * 94 // 100) - _FRAME


class TextScreen(Modal[None]):
    """Lines to read and scroll; Esc, q or Enter closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,f1", "close", "Close"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
        Binding("space,pagedown,ctrl+d", "scroll(12)", "Page down"),
        Binding("b,pageup,ctrl+u", "scroll(-12)", "Page up"),
        Binding("g,home", "scroll(-1000000)", "Start"),
        Binding("G,end", "scroll(1000000)", "End"),
    ]

    def __init__(self, title: str, lines: Sequence[Content]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        sheet = VerticalScroll(
            Static(Content("\n").join(self._lines), classes="sheet--text"), classes="sheet"
        )
        sheet.border_title = content(self._title)
        sheet.border_subtitle = Content("Esc closes")
        sheet.can_focus = False
        yield sheet

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        self.dismiss()
