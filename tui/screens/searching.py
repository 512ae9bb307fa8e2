"""What the search box does on the desk: completions, searches made before, saved ones, what was meant."""

from __future__ import annotations

from textual import on

from tearline.tui import jobs, messages
from tearline.tui.completing import Completer
from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.view import Step
from tearline.tui.widgets.completion_list import CompletionList
from tearline.tui.widgets.search_bar import Chip, QueryInput, SearchBar


class Searching(LinkedScreen):
    """Helps with typing a search, and keeps those made."""

    completer: Completer | None = None
    # A query that finds next to nothing, and what it may have meant.
    _meant = ("", "")

    @on(SearchBar.Typed)
    def _typed_in_box(self, message: SearchBar.Typed) -> None:
        if self.completer is None:
            self.completer = Completer(self.workspace)
        self._in_thread(
            jobs.complete_query,
            self.completer,
            self.contents,
            message.text,
            message.cursor,
            group="completing",
        )

    @on(messages.Completed)
    def _completed(self, message: messages.Completed) -> None:
        meant = self._meant[1] if self._meant[0] == message.text.strip() else ""
        self.search_bar.offer(message.text, message.lines, meant)

    @on(CompletionList.Picked)
    def _completion_picked(self, message: CompletionList.Picked) -> None:
        self.search_bar.complete(message.line)

    @on(messages.Suggested)
    def _suggested(self, message: messages.Suggested) -> None:
        """What was meant stands first among the completions, or where the box was left, is told."""
        self._meant = message.query, message.meant
        if self.view.value("query") != message.query:
            return
        if isinstance(self.focused, QueryInput):
            self.search_bar.offer(self.search_bar.input.value, (), message.meant)
        else:
            self._tell(Said(f"Did you mean {message.meant}? ~ searches for it."))

    def action_take_meant(self) -> None:
        query, meant = self._meant
        if not meant or self.view.value("query") != query:
            self._tell(Said("There is no other spelling to search for."))
            return
        self.search_bar.set_query(meant)
        self._set_view(self.view.narrowed(Step("query", meant, meant)))

    # Searches made before

    @on(SearchBar.Kept)
    def _search_kept(self, message: SearchBar.Kept) -> None:
        self._in_thread(
            jobs.remember_search, self.workspace, message.query, group="remembering", exclusive=False
        )

    @on(messages.HistoryRead)
    def _history_read(self, message: messages.HistoryRead) -> None:
        self.search_bar.history = message.history

    # Saved searches

    def action_saved_searches(self) -> None:
        from tearline.tui.screens.saved import SavedScreen

        query = self.search_bar.input.value.strip()

        def chosen(name_and_query: tuple[str, str] | None) -> None:
            if name_and_query is not None:
                name, wanted = name_and_query
                self.search_bar.set_query("")
                self._set_view(self.view.widened("query").narrowed(Step("saved", wanted, name)))

        self.app.push_screen(SavedScreen(self.workspace.root, query), chosen)

    # Narrowings

    @on(QueryInput.Emptied)
    def _nothing_to_delete(self) -> None:
        """Backspace in an empty box takes back the narrowing beside it."""
        chips = list(self.search_bar.query(Chip))
        if chips:
            self._widen(chips[-1].step)

    def action_choose_narrowing(self) -> None:
        chips = list(self.search_bar.query(Chip))
        if chips:
            self._pane_before = self.panes.focused_pane or self._pane_before
            self.set_focus(chips[-1], scroll_visible=False)
        elif self.view.value("query"):
            self._drop_query()
        else:
            self._tell(Said("The desk is not narrowed to anything."))
