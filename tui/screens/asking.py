"""Asks before something large is done, or after something went wrong: yes with Enter, no with Esc."""

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


class AskScreen(Modal[bool]):
    """`lines` of a question, and what Enter does. Gives whether to do it."""

    DEFAULT_CSS = "AskScreen { align: center middle; background: $background 60%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "Yes"),
        Binding("escape,n,q", "answer(False)", "No"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
    ]

    def __init__(self, title: str, lines: Sequence[str], enter: str) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._enter = enter

    def compose(self) -> ComposeResult:
        sheet = VerticalScroll(
            Static(Content("\n").join(content(line) for line in self._lines), classes="sheet--text"),
            classes="sheet",
        )
        sheet.border_title = content(self._title)
        sheet.border_subtitle = content(f"Enter {self._enter} · Esc leaves it")
        sheet.can_focus = False
        yield sheet

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
