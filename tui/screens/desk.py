"""The desk: what each action of the registry does there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from tearline.tui.actions import bindings
from tearline.tui.open_brief import Said
from tearline.tui.safe import content
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.themes import DARK, LIGHT
from tearline.tui.widgets.key_bar import KeyBar
from tearline.tui.widgets.panes import LISTS, PANES, Tabs
from tearline.tui.widgets.rows import citation
from tearline.tui.widgets.search_bar import QueryInput


class DeskScreen(LinkedScreen):
    """Everything on one screen."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("desk"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """In the search box, keys that are also letters are letters."""
        return not (action in ("search", "focus_pane") and isinstance(self.focused, QueryInput))

    # Going

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

    # Narrowing

    def action_search(self) -> None:
        self._pane_before = self.panes.focused_pane or self._pane_before
        self.set_focus(self.search_bar.input, scroll_visible=False)

    def action_widen(self) -> None:
        if isinstance(self.focused, QueryInput):
            self._widen("query")
            self.panes.focus_pane(self._pane_before)
        elif self.panes.zoomed is not None:
            self.panes.zoom(None)
        elif self.view.last is not None:
            self._widen(self.view.last.kind)

    def action_toggle_rejected(self) -> None:
        self._set_view(replace(self.view, show_rejected=not self.view.show_rejected))
        self._tell(Said(f"Rejected findings are {'shown' if self.view.show_rejected else 'hidden'}."))

    def action_toggle_weak(self) -> None:
        self._set_view(replace(self.view, show_weak=not self.view.show_weak))
        now = "shown again, marked ?" if self.view.show_weak else "off; the corners count them"
        self._tell(Said(f"Weaker suggestions are {now}."))

    # Reading

    def action_next_finding(self) -> None:
        if not self.panes.reader.go_to_finding(1):
            self._tell(Said("No further finding in this article."))

    def action_previous_finding(self) -> None:
        if not self.panes.reader.go_to_finding(-1):
            self._tell(Said("No earlier finding in this article."))

    def action_copy(self) -> None:
        reader = self.panes.reader
        article, card = self.contents.article(reader.text_id), self.contents.card(reader.text_id)
        if article is None or card is None or not reader.highlighted:
            self._tell(
                Said("Choose a quote, a claim or an actor first: its words are what is copied.", "warning")
            )
            return
        words = " … ".join(article.text[start:end] for start, end in reader.highlighted)
        self.app.copy_to_clipboard(citation(words, card))
        self._tell(Said("Copied the passage with its citation."))

    # The brief

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

    # The desk

    def action_read_again(self) -> None:
        if self.reading:
            self._tell(Said("The folder is being read already."))
        else:
            self._read()

    def action_stop_reading(self) -> None:
        if self.reading:
            self.workers.cancel_group(self, "reading")
        else:
            self._tell(Said("Nothing is being read."))

    def action_show_unreadable(self) -> None:
        if not self.contents.unreadable:
            self._tell(Said("Every file could be read."))
            return
        from tearline.tui.screens.text import TextScreen

        lines = [content("")]
        for bad in self.contents.unreadable:
            lines += [
                content(str(bad.path)),
                content(f"    {bad.reason}"),
                content(f"    {bad.advice}"),
                content(""),
            ]
        self.app.push_screen(TextScreen("What could not be read", lines))

    def action_switch_theme(self) -> None:
        self.app.theme = LIGHT.name if self.app.current_theme.dark else DARK.name

    def action_help(self) -> None:
        from tearline.tui.screens.help import help_text
        from tearline.tui.screens.text import TextScreen, sheet_width

        self.app.push_screen(TextScreen("Help", help_text(self, sheet_width(self.size.width))))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_leave(self) -> None:
        self.workspace.keep_session(self.session_now())
        self.app.exit()
