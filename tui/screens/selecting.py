"""What the actions on words chosen by hand do."""

from __future__ import annotations

from textual import on

from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.panes import LISTS
from tearline.tui.widgets.reader import Reader

LONGEST_SHOWN = 240  # characters of words that a dialog repeats


class Selecting(LinkedScreen):
    """Names speakers, and adds words of an article to the brief."""

    def _finding_at_hand(self) -> str | None:
        """The finding that the Reader highlights, or the one under the cursor of the list in focus."""
        pane = self.panes.focused_pane
        if pane in LISTS:
            return self.panes.rows(pane).current_id if pane in ("quotes", "claims") else None
        return self.panes.reader.current_finding

    def action_select_words(self) -> None:
        """Put the caret into the article, the words highlighted there selected at first."""
        reader = self.panes.reader
        one = reader.highlighted[0] if reader.highlighted else None
        if not reader.start_selecting(one):
            self._tell(Said("Open an article first, to select words in it."))
            return
        if self.panes.zoomed not in (None, "reader"):
            self.panes.zoom("reader")
        self.panes.focus_pane("reader")

    @on(Reader.AddAsked)
    def _add_asked(self, message: Reader.AddAsked) -> None:
        from tearline.tui.screens.adding import AddScreen, ToAdd

        board, reader = self.contents.board, self.panes.reader
        if board is None:
            return
        start, end = message.span
        words = reader.text[start : min(end, start + LONGEST_SHOWN)] + (
            "…" if end - start > LONGEST_SHOWN else ""
        )

        def added(item_id: str | None) -> None:
            if item_id is not None:
                reader.stop_selecting()
                reader.highlight([message.span], item_id)

        to_add = ToAdd("claim" if message.kind == "claim" else "quote", reader.text_id, message.span)
        self.app.push_screen(AddScreen(self.workspace, board, to_add, words), added)

    def action_attribute(self) -> None:
        from tearline.briefs.board.rows import ClaimRow, QuoteRow
        from tearline.tui.screens.speaking import ask_speaker

        board, found = self.contents.board, self._finding_at_hand()
        row = board.item(found) if board is not None and found else None
        if board is None or not isinstance(row, QuoteRow | ClaimRow):
            self._tell(Said("Go to a quote or a claim to say whose words it is."))
            return
        ask_speaker(self.app, self.workspace.brief, board, row, self._change_brief)
