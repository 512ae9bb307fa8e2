"""The Textual app: one desk on one screen."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.notifications import Notify, SeverityLevel

from tearline.tui.actions import use_keys
from tearline.tui.keymap import load_keymap
from tearline.tui.open_brief import OpenBrief
from tearline.tui.passing import Passing
from tearline.tui.safe import visible
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.session import load_session
from tearline.tui.themes import DARK, MONO, THEMES
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

    def __init__(self, root: Path, brief: str | None = None, *, tour: bool = False) -> None:
        # NO_COLOR asks for no colour at all, which Textual keeps to where colours are the terminal's own.
        colourless = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if colourless else None)
        for theme, _ in THEMES.values():
            self.register_theme(theme)
        self._session = load_session(root)
        # The theme to come back to, which is not the one on screen where there may be no colour.
        self.chosen_theme = self._session.theme if self._session.theme in THEMES else DARK.name
        self.theme = MONO.name if colourless else self.chosen_theme
        self.keymap = load_keymap()
        use_keys(self.keymap.keys)
        self.set_keymap({full_id: ",".join(keys) for full_id, keys in self.keymap.keys.items()})
        self._tour = tour
        self.workspace = Workspace(root, OpenBrief(root, brief or self._session.brief or None))
        # The style sheets are read with the colours of this theme, rather than with others and then again.
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew, unless that would change nothing, as when the first theme is announced."""
        colours = self.get_css_variables()
        if colours == self._colours and not self._is_mounted:
            return
        self._colours = colours
        super().refresh_css(animate)

    def choose_theme(self, name: str) -> None:
        """Show a theme and come back with it; where NO_COLOR is set, only come back with it."""
        self.chosen_theme = name
        if not self.no_color:
            self.theme = name

    def on_mount(self) -> None:
        if self._tour:
            self.call_after_refresh(self.run_action, "screen.tour")
        if self.keymap.problems:
            first, *more = self.keymap.problems
            others = f"\n{len(more)} more: `tearline keys --check` lists them." if more else ""
            # A line that is wrong is left out; the app starts with the others.
            self.notify(visible(str(first)) + others, severity="warning", timeout=20, markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a message for `timeout` seconds, five where it is None."""
        stays = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Passing(message, title, severity, stays, markup)))

    def action_command_palette(self) -> None:
        from tearline.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_default_screen(self) -> DeskScreen:
        return DeskScreen(self.workspace, self._session)

    def on_unmount(self) -> None:
        self.workspace.close()


def run_app(root: Path, brief: str | None = None, *, tour: bool = False) -> None:
    """Open the app on the desk at `root`, beginning with the `tour`, and return when the user leaves it."""
    # A thread at work lets go after so many seconds: five times as often as usual, for the sake of the keys.
    sys.setswitchinterval(0.001)
    # What is made until the first frame stays: looking through it for garbage meanwhile is time lost.
    gc.disable()
    TearlineApp(root, brief, tour=tour).run()
