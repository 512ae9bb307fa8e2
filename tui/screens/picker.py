"""Chooses an actor by typing a few letters: for speakers, relays, merges, and wherever one is asked for."""

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

from tearline.briefs.board.rows import ActorRow, Board
from tearline.briefs.curation.picking import Candidate, candidates, pick_actors
from tearline.tui import messages
from tearline.tui.safe import assemble, content, visible
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.options import Options
from tearline.tui.widgets.rows import STATUS_GLYPHS

NOBODY = "nobody"


class ActorPicker(Modal[str | None]):
    """The actors of a board, narrowed as a name is typed.

    Gives what `who.who_of` reads: an actor's id, with `unnamed` also "nobody" or "described: a Kremlin aide";
    None where the user gave up. `title` says what is asked, `about` the words that it is asked of,
    and `typed` what the name begins with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up", "move(-1)", "Up", priority=True),
        Binding("pagedown", "move(8)", "Page down", priority=True),
        Binding("pageup", "move(-8)", "Page up", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
    ]

    def __init__(
        self, board: Board, title: str, about: str = "", *, unnamed: bool = False, typed: str = ""
    ) -> None:
        super().__init__()
        self._board = board
        self._title = title
        self._about = about
        self._unnamed = unnamed
        self._begun = typed
        self._known: tuple[Candidate, ...] | None = None
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet picker") as sheet:
            sheet.border_title = content(self._title)
            sheet.border_subtitle = Content("type a name · ↑↓ choose · Enter takes · Esc closes")
            if self._about:
                yield Static(content(self._about), classes="picker--about")
            yield _Typed(
                self._begun, placeholder="a name, or part of one", id="picker-typed", select_on_focus=False
            )
            yield Options(id="picker-list")

    def on_mount(self) -> None:
        self.query_one("#picker-list").can_focus = False
        self.query_one(Input).focus()
        self.run_worker(self._gather, thread=True, exclusive=True, exit_on_error=False, group="picking")

    def _gather(self) -> None:
        self.post_message(messages.ActorsGathered(candidates(self._board)))

    @on(messages.ActorsGathered)
    def _gathered(self, message: messages.ActorsGathered) -> None:
        self._known = message.known
        self._offer()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer()

    def _offer(self) -> None:
        if self._known is None:
            return
        typed = " ".join(self.query_one(Input).value.split())
        found = pick_actors(self._known, typed)
        options = [(row.id, _drawn(row)) for row in found]
        if self._unnamed and typed and typed.casefold() != NOBODY:
            words = typed.removeprefix("described:").strip()
            options.append((f"described: {words}", assemble("  someone unnamed: “", words, "”")))
        if self._unnamed and NOBODY.startswith(typed.casefold()):
            options.append((NOBODY, Content("  nobody")))
        shown = self.query_one(OptionList)
        shown.clear_options()
        self._offered = [one for one, _ in options]
        shown.add_options(Option(words) for _, words in options)
        if not options:
            shown.add_option(Option(Content("  Nobody here is called so."), disabled=True))
        shown.highlighted = 0 if options else None

    def _take(self, place: int | None) -> None:
        if place is not None and place < len(self._offered):
            self.dismiss(self._offered[place])

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(event.option_index)

    def action_move(self, step: int) -> None:
        shown = self.query_one(OptionList)
        if self._offered:
            at = (shown.highlighted or 0) + step
            shown.highlighted = max(0, min(at, len(self._offered) - 1))

    def action_complete(self) -> None:
        """Put the name at hand into the box."""
        place = self.query_one(OptionList).highlighted
        row = self._board.actor(self._offered[place]) if place is not None and self._offered else None
        if row is not None:
            box = self.query_one(Input)
            box.value = visible(row.name)
            box.cursor_position = len(box.value)

    def action_close(self) -> None:
        self.dismiss(None)


class _Typed(Input):
    """What is pasted goes through the door as well."""

    def validate_value(self, value: str) -> str:
        return visible(value)


def _drawn(row: ActorRow) -> Content:
    told: Sequence[str] = [row.type, *row.roles[:1]]
    return assemble(f"{STATUS_GLYPHS[row.status]} ", row.name, (f"   {' · '.join(told)}", "dim"))
