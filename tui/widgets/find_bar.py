"""The line under the Reader for words to find in the article at hand, and how many places there are."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tearline.tui.actions import bindings
from tearline.tui.safe import content, visible


class FindInput(Input):
    """The box itself: what is pasted into it goes through the door as well."""

    BINDINGS = list(bindings("find"))  # noqa: RUF012 - Textual's declaration

    class Step(Message):
        """Go to the next place (1) or the one before (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__(placeholder="words of this article", compact=True, id="find-words")

    def validate_value(self, value: str) -> str:
        return visible(value)

    def action_keep_find(self) -> None:
        # At once rather than by a message: the next key goes to the text.
        self.screen.set_focus(self.screen.query_one("#reader"), scroll_visible=False)

    def action_next_match(self) -> None:
        self.post_message(self.Step(1))

    def action_previous_match(self) -> None:
        self.post_message(self.Step(-1))

    async def action_end_find(self) -> None:
        await self.screen.run_action("widen")


class FindBar(Horizontal):
    """Hidden until words are looked for."""

    class Changed(Message):
        """Other words are looked for."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def compose(self) -> ComposeResult:
        yield Static("find", id="find-label")
        yield FindInput()
        yield Static("", id="find-count")

    @property
    def input(self) -> FindInput:
        return self.query_one(FindInput)

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    @property
    def words(self) -> str:
        return self.input.value.strip() if self.is_open else ""

    def open(self) -> None:
        """Show the line, with the words looked for last, which typing replaces."""
        self.add_class("-open")
        self.screen.set_focus(self.input, scroll_visible=False)
        self.input.action_select_all()

    def end(self) -> None:
        self.remove_class("-open")

    def show_count(self, words: str) -> None:
        self.query_one("#find-count", Static).update(content(words))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(event.value.strip()))
