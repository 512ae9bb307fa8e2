"""Chooses the theme, showing each on the desk behind while one goes through the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tearline.tui.screens.steady import Modal
from tearline.tui.themes import THEMES
from tearline.tui.widgets.options import Options

if TYPE_CHECKING:
    from tearline.tui.app import TearlineApp

_NO_COLOUR = "NO_COLOR is set, so there is no colour now. What you choose is shown when it is not."


class ThemeScreen(Modal[None]):
    """The themes; Enter keeps the one at hand, Esc goes back to the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close"),
        Binding("j", "move(1)", "Down"),
        Binding("k", "move(-1)", "Up"),
    ]

    def __init__(self, desk_app: TearlineApp) -> None:
        super().__init__()
        self._desk_app = desk_app
        self._before = desk_app.chosen_theme
        self._names = list(THEMES)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet -small") as sheet:
            sheet.border_title = Content("Theme")
            sheet.border_subtitle = Content("Enter keeps · Esc goes back")
            yield Options(*(Option(Content(words)) for _, words in THEMES.values()), classes="sheet--list")
            if self._desk_app.no_color:
                yield Static(Content(_NO_COLOUR), classes="sheet--note")

    def on_mount(self) -> None:
        shown = self.query_one(OptionList)
        shown.highlighted = self._names.index(self._before)
        shown.focus()

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        self._desk_app.choose_theme(self._names[event.option_index])

    @on(OptionList.OptionSelected)
    def _kept(self, event: OptionList.OptionSelected) -> None:
        self._desk_app.choose_theme(self._names[event.option_index])
        self.dismiss()

    def action_move(self, step: int) -> None:
        shown = self.query_one(OptionList)
        shown.highlighted = max(0, min((shown.highlighted or 0) + step, len(self._names) - 1))

    def action_close(self) -> None:
        self._desk_app.choose_theme(self._before)
        self.dismiss()
