"""Chooses the brief to work on, or starts one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tearline.tui.safe import content, visible
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.options import Options


class BriefScreen(Modal[str | None]):
    """The desk's briefs as a list, and a line for the name of a new one. Gives the name, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close")]

    def __init__(self, names: Sequence[str], current: str) -> None:
        super().__init__()
        self._names = names
        self._current = current

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content("Briefs")
            sheet.border_subtitle = Content("Enter opens · Tab to the name of a new one · Esc closes")
            if self._names:
                options = [
                    Option(content(f"{'●' if name == self._current else ' '} {name}")) for name in self._names
                ]
                yield Options(*options, id="brief-list")
            else:
                yield Static(Content("No briefs in this desk yet."))
            yield Input(placeholder="name of a new brief, as in moscow-beijing", id="brief-name")
            yield Static(id="brief-error")

    def on_mount(self) -> None:
        self.query_one("#brief-list" if self._names else "#brief-name").focus()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[event.option_index])

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        from pathlib import Path

        from tearline.briefs.document.shelf import BriefNameError, brief_path

        event.stop()
        name = event.value.strip()
        if not name:
            return
        try:
            brief_path(Path(), name)
        except BriefNameError as error:
            self.query_one("#brief-error", Static).update(content(visible(str(error))))
        else:
            self.dismiss(name)

    def action_close(self) -> None:
        self.dismiss(None)
