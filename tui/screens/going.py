"""What the actions of going from pane to pane do."""

from __future__ import annotations

from textual import on

from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.key_bar import KeyBar
from tearline.tui.widgets.panes import PANES, Tabs


class Going(LinkedScreen):
    """Goes from pane to pane."""

    def action_focus_pane(self, pane: str) -> None:
        if self.panes.focused_pane == pane:
            self.panes.zoom(None if self.panes.zoomed else pane)
        else:
            self.panes.focus_pane(pane)

    def _go(self, step: int) -> None:
        here = self.panes.focused_pane or self._pane_before
        self.panes.focus_pane(PANES[(PANES.index(here) + step) % len(PANES)])

    def action_next_pane(self) -> None:
        self._go(1)

    def action_previous_pane(self) -> None:
        self._go(-1)

    @on(Tabs.Picked)
    def _tab_picked(self, message: Tabs.Picked) -> None:
        self.panes.focus_pane(message.pane)

    @on(KeyBar.Pressed)
    async def _key_pressed(self, message: KeyBar.Pressed) -> None:
        await (self.focused or self).run_action(message.action.target)
