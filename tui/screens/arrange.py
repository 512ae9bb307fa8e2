"""The menu that sorts and filters one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tearline.briefs.board.arrangement import ORDERS, PLAIN, Arrangement, Aspect, ListName, told
from tearline.tui.safe import assemble, content
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.options import Options

_KINDS: Mapping[ListName, str] = {"actors": "Type", "quotes": "Form", "claims": "Kind", "articles": "Kind"}
_ITSELF: Mapping[ListName, str] = {
    "actors": "weightiest first",
    "quotes": "article by article, newest first",
    "claims": "strongest first",
    "articles": "newest first",
}
_NAME_WIDTH = 44


class ArrangeScreen(Modal[Arrangement | None]):
    """What a list can be sorted and filtered by; ● is chosen.

    Gives the arrangement, None where nothing changed. `choices` gives each aspect's values with how many rows
    have them (`arranging.offered`).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,F", "close", "Close"),
        Binding("space", "choose", "Choose and stay"),
        Binding("j", "cursor(1)", "Down"),
        Binding("k", "cursor(-1)", "Up"),
        Binding("backspace,delete", "clear", "Show all"),
    ]

    def __init__(
        self,
        name: ListName,
        title: str,
        arrangement: Arrangement,
        choices: Mapping[Aspect, Sequence[tuple[str, int]]],
    ) -> None:
        super().__init__()
        self._name_of_list = name
        self._title = title
        self._before = self._now = arrangement
        self._choices = choices
        self._offered: list[tuple[Aspect, str] | None] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet -small") as sheet:
            sheet.border_title = content(f"Sort and filter: {self._title}")
            sheet.border_subtitle = Content(
                "Enter chooses · Space goes on choosing · ⌫ shows all · Esc closes"
            )
            yield Options(classes="sheet--list")

    def on_mount(self) -> None:
        shown = self.query_one(OptionList)
        self._fill()
        first = next((n for n, one in enumerate(self._offered) if one and self._has(*one)), 1)
        shown.highlighted = first
        shown.focus()

    def _has(self, aspect: Aspect, value: str) -> bool:
        return bool(getattr(self._now, aspect) == value)

    def _fill(self) -> None:
        shown = self.query_one(OptionList)
        at = shown.highlighted
        shown.clear_options()
        self._offered = []
        options: list[Option] = []

        def heading(words: str) -> None:
            self._offered.append(None)
            options.append(Option(Content.styled(words, "bold underline"), disabled=True))

        def entry(aspect: Aspect, value: str, words: str, count: str = "") -> None:
            self._offered.append((aspect, value))
            sign = "●" if self._has(aspect, value) else "○"
            options.append(Option(assemble(f" {sign} {words}", (f"  {count}", "dim"))))

        heading("Order")
        entry("order", "", f"{_ITSELF[self._name_of_list]} (usual)")
        for order, words in ORDERS[self._name_of_list].items():
            entry("order", order, words)
        sections: tuple[tuple[Aspect, str], ...] = (
            ("review", "Only what is"),
            ("kind", _KINDS[self._name_of_list]),
            ("outlet", "Outlet"),
            ("published", "Published"),
        )
        for aspect, words in sections:
            if values := self._choices.get(aspect):
                heading(words)
                for value, count in values:
                    name = told(self._name_of_list, aspect, value)
                    shorter = name if len(name) <= _NAME_WIDTH else name[: _NAME_WIDTH - 1] + "…"
                    entry(aspect, value, shorter, f"{count:,}")
        shown.add_options(options)
        shown.highlighted = at

    def _choose(self, place: int | None) -> None:
        if place is not None and (one := self._offered[place]) is not None:
            self._now = self._now.toggled(*one)
            self._fill()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)
        self._leave()

    def _leave(self) -> None:
        self.dismiss(None if self._now == self._before else self._now)

    def action_choose(self) -> None:
        self._choose(self.query_one(OptionList).highlighted)

    def action_clear(self) -> None:
        self._now = PLAIN
        self._leave()

    def action_cursor(self, step: int) -> None:
        shown = self.query_one(OptionList)
        shown.action_cursor_down() if step > 0 else shown.action_cursor_up()

    def action_close(self) -> None:
        self._leave()
