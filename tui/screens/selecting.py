"""What the actions on words chosen by hand do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.panes import LISTS
from tearline.tui.widgets.rows import quoted

if TYPE_CHECKING:
    from tearline.briefs.board import Board
    from tearline.briefs.brief_file import BriefFile


class Selecting(LinkedScreen):
    """Names speakers, and adds words of an article to the brief."""

    def _finding_at_hand(self) -> str | None:
        """The finding that the Reader highlights, or the one under the cursor of the list in focus."""
        pane = self.panes.focused_pane
        if pane in LISTS:
            return self.panes.rows(pane).current_id if pane in ("quotes", "claims") else None
        return self.panes.reader.current_finding

    def action_attribute(self) -> None:
        from tearline.briefs.rows import ClaimRow, QuoteRow
        from tearline.tui.screens.picker import ActorPicker

        board, found = self.contents.board, self._finding_at_hand()
        row = board.item(found) if board is not None and found else None
        if board is None or not isinstance(row, QuoteRow | ClaimRow):
            self._tell(Said("Go to a quote or a claim to say whose words it is."))
            return
        about = quoted(row.words, row.form) if isinstance(row, QuoteRow) else row.words
        title = "Who says this?" if isinstance(row, QuoteRow) else "Who asserts this?"
        shown = f"{about[:239]}…" if len(about) > 240 else about

        def chosen(who: str | None) -> None:
            if who is not None:
                change = partial(_attribute, board=board, item_id=row.id, who=who)
                self._change_brief(partial(self.workspace.brief.change, "named the speaker", change))

        self.app.push_screen(ActorPicker(board, title, shown, unnamed=True), chosen)


def _attribute(file: BriefFile, board: Board, item_id: str, who: str) -> str:
    from tearline.briefs.editing import attribute
    from tearline.briefs.who import name_of, who_of

    attribute(file, board, item_id, who_of(who))
    return f"{item_id}: said by {name_of(file.brief, board, who).removeprefix('described: ')}."
