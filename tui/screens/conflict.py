"""Asks whose version is to stand where the user and another program changed one place of the brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tearline.tui.safe import content, visible
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.options import Options

Choice = Literal["mine", "theirs"]
_CHOICES: tuple[tuple[Choice | None, str], ...] = (
    ("mine", "Keep mine: my change stands there"),
    ("theirs", "Keep theirs: what the file says stands there, the rest of my change is made"),
    (None, "Cancel: my change is not made"),
)
_MOST_SHOWN = 8


class ConflictScreen(Modal[Choice | None]):
    """The places that both changed, with both values, and what can be done. Esc cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Cancel")]

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content("Both changed one place")
            sheet.border_subtitle = Content("Enter chooses · Esc cancels")
            lines = [content(visible(place)) for place in self._places[:_MOST_SHOWN]]
            if len(self._places) > _MOST_SHOWN:
                lines.append(Content(f"… and {len(self._places) - _MOST_SHOWN} more"))
            yield Static(Content("\n").join(lines))
            yield Options(*(Option(Content(words)) for _, words in _CHOICES), id="conflict-choices")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(_CHOICES[event.option_index][0])

    def action_close(self) -> None:
        self.dismiss(None)
