"""What the actions of narrowing and widening do."""

from __future__ import annotations

from dataclasses import replace

from tearline.tui import jobs
from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.find_bar import FindInput
from tearline.tui.widgets.search_bar import Chip, QueryInput


class Narrowing(LinkedScreen):
    """Narrows every pane, and widens again."""

    def action_search(self) -> None:
        self._pane_before = self.panes.focused_pane or self._pane_before
        self.set_focus(self.search_bar.input, scroll_visible=False)
        self._in_thread(jobs.remember_search, self.workspace, "", group="remembering", exclusive=False)

    def action_widen(self) -> None:
        if isinstance(self.focused, QueryInput):
            self._drop_query()
            self.panes.focus_pane(self._pane_before)
        elif isinstance(self.focused, Chip):
            self.panes.focus_pane(self._pane_before)
        elif self.find_bar.is_open:
            self.find_bar.end()
            self.panes.reader.show_matches(())
            if isinstance(self.focused, FindInput):
                self.panes.focus_pane("reader")
        elif self.panes.reader.selecting:
            self.panes.reader.stop_selecting()
        elif self.panes.zoomed is not None:
            self.panes.zoom(None)
        elif self.view.last is not None:
            self._widen(self.view.last)

    def action_toggle_rejected(self) -> None:
        self._set_view(replace(self.view, show_rejected=not self.view.show_rejected))
        self._tell(Said(f"Rejected findings are {'shown' if self.view.show_rejected else 'hidden'}."))

    def action_toggle_weak(self) -> None:
        self._set_view(replace(self.view, show_weak=not self.view.show_weak))
        now = "shown again, marked ?" if self.view.show_weak else "off; the corners count them"
        self._tell(Said(f"Weaker suggestions are {now}."))
