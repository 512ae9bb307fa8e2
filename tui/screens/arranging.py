"""What the actions of arranging panes and rows do."""

from __future__ import annotations

from typing import cast

from textual import on

from tearline.briefs.board.arrangement import Arrangement, ListName
from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.panes import LISTS, TITLES, Panes
from tearline.tui.widgets.room import STEP


class Arranging(LinkedScreen):
    """Resizes panes, sorts and filters their rows."""

    def _resize(self, times: float) -> None:
        pane = self.panes.focused_pane
        if self.panes.zoomed is not None:
            self._tell(Said("This pane has the whole window; its number gives the others room again."))
        elif pane is not None:
            self.panes.resize(pane, times)

    def action_grow_pane(self) -> None:
        self._resize(STEP)

    def action_shrink_pane(self) -> None:
        self._resize(1 / STEP)

    def action_even_panes(self) -> None:
        self.panes.even()

    def action_arrange_rows(self) -> None:
        pane = self.panes.focused_pane if self.panes.focused_pane in LISTS else self.panes.here
        board = self.contents.board
        if board is None:
            self._tell(Said("Nothing to sort yet: articles are still being read."))
            return
        from tearline.briefs.board.arranging import offered
        from tearline.tui.screens.arrange import ArrangeScreen

        name = cast(ListName, pane)
        rows = self.contents.cards if name == "articles" else getattr(board, name)
        choices = offered(name, rows, self.contents.card)
        if name == "articles":
            sources = sum(row.in_brief for row in board.articles)
            choices["review"] = [("in-brief", sources), ("suggested", len(rows) - sources)]
        menu = ArrangeScreen(name, TITLES[name], self.view.arrangement(name), choices)
        self.app.push_screen(menu, lambda chosen: self._arrange(name, chosen))

    def _arrange(self, name: ListName, chosen: Arrangement | None) -> None:
        if chosen is not None:
            self._set_view(self.view.arranged(name, chosen))

    @on(Panes.Unarranged)
    def _unarranged(self, message: Panes.Unarranged) -> None:
        arrangement = self.view.arrangement(message.pane)
        value = getattr(arrangement, message.aspect)
        self._arrange(message.pane, arrangement.toggled(message.aspect, value))
