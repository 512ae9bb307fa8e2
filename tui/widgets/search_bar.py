"""The search box, what the desk is narrowed to as removable chips, and how much is left."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from tearline.tui.actions import bindings
from tearline.tui.safe import content, fit, visible
from tearline.tui.view import Step, View

PLACEHOLDER = 'search: words, "a phrase", speaker:name, date:2021..2022'
DEBOUNCE = 0.12  # seconds without a key before a search starts


class QueryInput(Input):
    """The box itself: what is pasted into it goes through the door as well."""

    BINDINGS = list(bindings("search"))  # noqa: RUF012 - Textual's declaration

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__(placeholder=PLACEHOLDER, compact=True, id="query")
        self._leave = leave

    def validate_value(self, value: str) -> str:
        return visible(value)

    def action_keep_search(self) -> None:
        self._leave()


class Chip(Static):
    """A narrowing; a click takes it back."""

    class Removed(Message):
        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    def __init__(self, step: Step) -> None:
        self.step = step
        kind = "in" if step.kind == "article" else step.kind
        label = step.label if len(step.label) <= 24 else fit(step.label, 24)
        super().__init__(content(f"⟨{kind}: {label} ✕⟩"))

    def on_click(self) -> None:
        self.post_message(self.Removed(self.step))


class SearchBar(Horizontal):
    """Tells of a new query once typing pauses; typing never waits for a search."""

    class Changed(Message):
        """The query is now this."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__(id="search")
        self._leave = leave
        self._pause: Timer | None = None
        self._said = ""

    def compose(self) -> ComposeResult:
        yield Static("⌕", id="search-glyph")
        yield QueryInput(self._leave)
        yield Horizontal(id="chips")
        yield Static("", id="search-count")

    @property
    def input(self) -> QueryInput:
        return self.query_one(QueryInput)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(DEBOUNCE, self._say)

    def _say(self) -> None:
        query = self.input.value.strip()
        if query != self._said:
            self._said = query
            self.post_message(self.Changed(query))

    def flush(self) -> None:
        """Tell of what was typed without waiting for the pause."""
        if self._pause is not None:
            self._pause.stop()
        self._say()

    def set_query(self, query: str) -> None:
        """Put a query in the box without telling of it."""
        self._said = query
        with self.prevent(Input.Changed):
            self.input.value = query

    def show_view(self, view: View) -> None:
        """The chips for what the desk is narrowed to, beside the query itself."""
        chips = self.query_one("#chips", Horizontal)
        wanted = [step for step in view.steps if step.kind != "query"]
        if [chip.step for chip in chips.query(Chip)] != wanted:
            chips.remove_children()
            chips.mount_all([Chip(step) for step in wanted])
        self.set_class(bool(wanted), "-narrowed")

    def show_count(self, words: str) -> None:
        self.query_one("#search-count", Static).update(content(words))
