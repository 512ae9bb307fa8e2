"""The search box, what the desk is narrowed to as removable chips, and how much is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from tearline.tui.actions import bindings
from tearline.tui.safe import content, fit, visible
from tearline.tui.view import Step, View
from tearline.tui.widgets.completion_list import CompletionList, Line

PLACEHOLDER = 'search: words, "a phrase", speaker:name, date:2021..2022'
DEBOUNCE = 0.12  # seconds without a key before a search starts


class QueryInput(Input):
    """The box itself: what is pasted into it goes through the door as well."""

    BINDINGS = list(bindings("search"))  # noqa: RUF012 - Textual's declaration

    class Emptied(Message):
        """Backspace was pressed where there is nothing more to take away."""

    def __init__(self, bar: SearchBar, leave: Callable[[], None]) -> None:
        super().__init__(placeholder=PLACEHOLDER, compact=True, id="query")
        self._bar = bar
        self._leave = leave

    def validate_value(self, value: str) -> str:
        return visible(value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Without anything to complete, Tab goes to the next pane."""
        return action != "take_completion" or bool(self._bar.completions.lines)

    def action_take_completion(self) -> None:
        lines = self._bar.completions
        if lines.lines:
            self._bar.complete(lines.at_hand or lines.lines[0])

    def action_keep_search(self) -> None:
        line = self._bar.completions.at_hand
        if line is not None:
            self._bar.complete(line)
            return
        self._bar.keep()
        self._leave()

    def action_search_down(self) -> None:
        """Into the completions, back to newer searches, or on to what was found."""
        if not self._bar.completions.go(1) and not self._bar.browse(-1):
            self.action_keep_search()

    def action_search_up(self) -> None:
        """Back out of the completions, or to the search made before."""
        if self._bar.completions.at_hand is None:
            self._bar.browse(1)
        else:
            self._bar.completions.go(-1)

    def action_delete_left(self) -> None:
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())

    def on_blur(self) -> None:
        self._bar.completions.show((), 0, 0)


class Chip(Static, can_focus=True):
    """A narrowing; a click takes it back, and so does a key while it has the focus."""

    BINDINGS = list(bindings("chip"))  # noqa: RUF012 - Textual's declaration

    class Removed(Message):
        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    def __init__(self, step: Step, width: int) -> None:
        self.step = step
        kind = "in" if step.kind == "article" else step.filters or step.kind
        words = f"{kind}: {visible(step.label)}"
        super().__init__(content(f"⟨{words if cell_len(words) <= width else fit(words, width)} ✕⟩"))

    def on_click(self) -> None:
        self.action_remove_chip()

    def action_remove_chip(self) -> None:
        self.post_message(self.Removed(self.step))

    def action_next_chip(self) -> None:
        self._go(1)

    def action_previous_chip(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        chips = list(self.screen.query(Chip))
        self.screen.set_focus(chips[(chips.index(self) + step) % len(chips)])


class SearchBar(Horizontal):
    """Tells of a new query once typing pauses; typing never waits for a search."""

    class Changed(Message):
        """The query is now this."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Typed(Message):
        """The user typed: what may complete the text at the cursor?"""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor

    class Kept(Message):
        """The user went on with what a query found."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__(id="search")
        self._leave = leave
        self._pause: Timer | None = None
        self._said = ""
        # The searches made before, newest first, and which of them is in the box: -1 is what was typed.
        self.history: tuple[str, ...] = ()
        self._browsed = -1
        self._typed_before = ""

    def compose(self) -> ComposeResult:
        yield Static("⌕", id="search-glyph")
        yield QueryInput(self, self._leave)
        yield Horizontal(id="chips")
        yield Static("", id="search-count")

    @property
    def input(self) -> QueryInput:
        return self.query_one(QueryInput)

    @property
    def completions(self) -> CompletionList:
        return self.screen.query_one(CompletionList)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._browsed < 0 or event.value != self.history[self._browsed]:
            self._browsed = -1
            self.post_message(self.Typed(event.value, self.input.cursor_position))
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

    def keep(self) -> None:
        """Tell that the user goes on with what the query found."""
        self._browsed = -1
        if query := self.input.value.strip():
            self.post_message(self.Kept(query))

    def set_query(self, query: str) -> None:
        """Put a query in the box without telling of it."""
        self._said = query
        self._browsed = -1
        with self.prevent(Input.Changed):
            self.input.value = query

    # Completions and searches made before

    def offer(self, text: str, lines: Sequence[Line], meant: str = "") -> None:
        """Show what may complete this text, below where it is begun; `meant` is a query that finds more."""
        box = self.input
        if text != box.value or not box.has_focus or self._browsed >= 0:
            return  # typing went on, and the answer to that is on its way
        shown = list(lines)
        if meant:
            shown.insert(0, Line(meant, "did you mean?", meant, len(meant)))
        begun = min((self._alike(text, line.query) for line in lines), default=0)
        self.completions.show(shown, self.cell_of(begun) - 1, self.region.bottom)

    @staticmethod
    def _alike(text: str, other: str) -> int:
        """Where the word begins in which two queries part."""
        place = 0
        while place < min(len(text), len(other)) and text[place] == other[place]:
            place += 1
        return text.rfind(" ", 0, place) + 1

    def cell_of(self, place: int) -> int:
        """The screen's column of a character of the query."""
        box = self.input
        return max(box.region.x, box.region.x + cell_len(box.value[:place]) - int(box.scroll_x))

    def pointing(self, trouble: str, place: int | None) -> tuple[str, int]:
        """What is wrong with the query, with a mark under its place, and the column that it is shown from."""
        if not trouble or place is None:
            return trouble, 3
        column, room = self.cell_of(place), self.screen.size.width
        if column + cell_len(trouble) + 5 <= room:
            return f"▲ {trouble}", max(0, column - 1)
        return f"{trouble} ▲", max(0, column - cell_len(trouble) - 2)

    def complete(self, line: Line) -> None:
        """Put a completion into the box; typing goes on behind it."""
        self.input.value = line.query
        self.input.cursor_position = line.cursor
        self.completions.show((), 0, 0)
        self.screen.set_focus(self.input, scroll_visible=False)

    def browse(self, step: int) -> bool:
        """Put the search made before (step 1), or a newer one (-1), in the box; False where there is none."""
        place = self._browsed + step
        if not -1 <= place < len(self.history):
            return False
        if self._browsed < 0:
            self._typed_before = self.input.value
        self._browsed = place
        self.completions.show((), 0, 0)
        self.input.value = self.history[place] if place >= 0 else self._typed_before
        self.input.cursor_position = len(self.input.value)
        return True

    # What the desk is narrowed to

    def show_view(self, view: View) -> None:
        """The chips for what the desk is narrowed to, beside the query itself."""
        chips = self.query_one("#chips", Horizontal)
        wanted = [step for step in view.steps if step.kind != "query"]
        if [chip.step for chip in chips.query(Chip)] != wanted:
            chips.remove_children()
            # Together they leave a third of the line to the box.
            width = self.app.size.width * 2 // 3 // max(1, len(wanted)) - 5
            chips.mount_all([Chip(step, max(4, min(32, width))) for step in wanted])
        self.set_class(bool(wanted), "-narrowed")

    def show_count(self, words: str) -> None:
        self.query_one("#search-count", Static).update(content(words))
