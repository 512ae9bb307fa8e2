"""What the actions on the brief do."""

from __future__ import annotations

from functools import partial

from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.panes import LISTS


class Curating(LinkedScreen):
    """Decides what the brief holds."""

    def _at_hand(self) -> list[str]:
        """The findings to accept or reject: the list's marked or current rows, or the reader's finding."""
        pane = self.panes.focused_pane
        if pane == "reader":
            return [found] if (found := self.panes.reader.current_finding) else []
        return self.panes.rows(pane).chosen_ids if pane in LISTS and pane != "articles" else []

    def _decide(self, accepting: bool) -> None:
        board, ids = self.contents.board, self._at_hand()
        if board is None or not ids:
            what = "accept" if accepting else "reject"
            self._tell(
                Said(f"Go to an actor, a quote or a claim to {what} it. Articles come in as its source.")
            )
            return
        brief = self.workspace.brief
        if self.panes.focused_pane in LISTS:
            self.panes.rows(str(self.panes.focused_pane)).clear_marks()
        self._change_brief(partial(brief.accept if accepting else brief.reject, board, ids))
        if not accepting and self.panes.focused_pane in LISTS:
            # The row goes once the brief is saved; the cursor goes on now, so that x x x rejects three.
            self.panes.rows(str(self.panes.focused_pane)).action_row_down()

    def action_accept(self) -> None:
        self._decide(accepting=True)

    def action_reject(self) -> None:
        self._decide(accepting=False)

    def action_undo(self) -> None:
        self._change_brief(self.workspace.brief.undo)

    def action_redo(self) -> None:
        self._change_brief(self.workspace.brief.redo)

    def action_export(self) -> None:
        self._change_brief(self.workspace.export)

    def action_choose_brief(self) -> None:
        from tearline.tui.screens.brief import BriefScreen

        brief = self.workspace.brief

        def opened(name: str | None) -> None:
            if name:
                self._change_brief(partial(brief.open, name))

        self.app.push_screen(BriefScreen(brief.names(), brief.name), opened)
