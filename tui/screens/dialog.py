"""What dialogs that change the brief share: they change it in a thread and hear what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from tearline.tui import jobs, messages
from tearline.tui.open_brief import Said
from tearline.tui.safe import visible
from tearline.tui.screens.steady import Modal

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.tui.open_brief import OpenBrief
    from tearline.tui.screens.linked import LinkedScreen

Result = TypeVar("Result")


class Words(Input):
    """A line to type in; what is pasted goes through the door as well."""

    def on_mount(self) -> None:
        # Several lines stand below each other: one that blinks draws the eye from what is wrong with another.
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        return visible(value)


class Dialog(Modal[Result]):
    """A sheet over the desk. `heard` gets what a change has to tell, unless the desk has to ask about it."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog RowList { background: $surface; }
    Dialog Input { width: 1fr; background: $surface; }
    Dialog Input:focus { background: $boost; }
    """

    def __init__(self, desk: LinkedScreen) -> None:
        super().__init__()
        self.desk = desk

    @property
    def brief(self) -> OpenBrief:
        return self.desk.workspace.brief

    @property
    def board(self) -> Board | None:
        """The board as the last change left it, which the desk may not show yet."""
        return self.desk.workspace.contents.board

    def heard(self, said: Said) -> None:
        """A change was made, or could not be."""

    def change(self, change: Callable[[], Said]) -> None:
        """Make a change in a thread. Changes wait for each other; none is dropped."""
        workspace = self.desk.workspace
        turn = workspace.brief.in_turn(change)
        run = partial(jobs.change_brief, workspace, turn, self._hear, lambda: False)
        self.run_worker(run, thread=True, exit_on_error=False, group="brief")

    def ask(self, work: Callable[[], Message], group: str) -> None:
        """Work something out in a thread; the message that it gives comes to this dialog."""

        def run() -> None:
            self.post_message(work())

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False, group=group)

    def _hear(self, message: Message) -> bool:
        if isinstance(message, messages.BriefChanged) and self.post_message(message):
            return True
        return self.desk.post_message(message)

    @on(messages.BriefChanged)
    def _changed(self, message: messages.BriefChanged) -> None:
        message.stop()
        if message.said.conflicts:
            # The desk asks whose version is to stand.
            self.desk.post_message(messages.BriefChanged(message.said))
        self.heard(message.said)

    @on(Worker.StateChanged)
    def _work_failed(self, event: Worker.StateChanged) -> None:
        """A fault of ours in a worker is told rather than swallowed."""
        if event.state is WorkerState.ERROR:
            event.stop()
            fault = f"Internal fault while {event.worker.group}. "
            fault += f"{type(event.worker.error).__name__}: {event.worker.error}"
            self.desk.post_message(messages.BriefChanged(Said(fault, "error")))
