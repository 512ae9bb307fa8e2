"""One line that offers one of a few choices: arrows or a first letter change it, no list need be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tearline.tui.safe import assemble


class ChoiceLine(Widget, can_focus=True):
    """Shows the choice at hand as ‹ words ›; `choices` are (value, words), of which it gives the value."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,minus", "change(-1)", "The choice before"),
        Binding("right,plus,space", "change(1)", "The next choice"),
    ]
    chosen: reactive[int] = reactive(0)

    class Changed(Message):
        """Another choice was made."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = choices
        found = (n for n, (one, _) in enumerate(choices) if one == value)
        self.set_reactive(ChoiceLine.chosen, next(found, 0))

    @property
    def value(self) -> str:
        return self._choices[self.chosen][0]

    def render(self) -> Content:
        words = self._choices[self.chosen][1]
        mark = "▌" if self.has_focus else " "
        return assemble(f"{mark}‹ {words} ›", (f"  {self.chosen + 1} of {len(self._choices)}", "dim"))

    def action_change(self, step: int) -> None:
        self._choose((self.chosen + step) % len(self._choices))

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next choice that begins with it."""
        letter = event.character.casefold() if event.character and event.character.isalnum() else ""
        count = len(self._choices)
        for n in (*range(self.chosen + 1, count), *range(self.chosen + 1)):
            if letter and self._choices[n][1].casefold().startswith(letter):
                event.stop()
                self._choose(n)
                return

    def on_click(self) -> None:
        self.action_change(1)

    def _choose(self, place: int) -> None:
        if place != self.chosen:
            self.chosen = place
            self.post_message(self.Changed())
