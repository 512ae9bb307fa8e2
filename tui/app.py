"""The Textual app: one desk on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from tearline.tui.open_brief import OpenBrief
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.session import load_session
from tearline.tui.themes import DARK, LIGHT
from tearline.tui.workspace import Workspace

if TYPE_CHECKING:
    from textual.command import Provider


def _commands() -> type[Provider]:
    """The palette's entries, imported when it is first opened: the first paint does not wait for them."""
    from tearline.tui.commands import ActionCommands

    return ActionCommands


class TearlineApp(App[None]):
    """Opens `root` as a desk, with the brief of that name, or the one of the last session."""

    CSS_PATH = ["tearline.tcss", "views.tcss"]  # noqa: RUF012 - Textual's declaration
    TITLE = "tearline"
    COMMANDS = {_commands}  # noqa: RUF012 - Textual's declaration
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, root: Path, brief: str | None = None) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self._session = load_session(root)
        self.theme = self._session.theme if self._session.theme in (DARK.name, LIGHT.name) else DARK.name
        self.workspace = Workspace(root, OpenBrief(root, brief or self._session.brief or None))

    def get_default_screen(self) -> DeskScreen:
        return DeskScreen(self.workspace, self._session)

    def on_unmount(self) -> None:
        self.workspace.close()


def run_app(root: Path, brief: str | None = None) -> None:
    """Open the app on the desk at `root` and return when the user leaves it."""
    TearlineApp(root, brief).run()
