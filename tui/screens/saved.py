"""The searches kept on the desk: narrows to one, keeps the one at hand under a name, forgets one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tearline.briefs.saved_searches import SavedSearch, forget_search, save_search, saved_searches
from tearline.index.errors import TearlineError
from tearline.tui.actions import key_of
from tearline.tui.safe import assemble, content, visible
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.options import Options


class SavedScreen(Modal[tuple[str, str] | None]):
    """Gives the name and the query of the search to narrow to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", priority=True),
        Binding("delete,x", "forget", "Forget"),
    ]

    def __init__(self, root: Path, query: str) -> None:
        super().__init__()
        self._root = root
        self._query = query
        self._saved: tuple[SavedSearch, ...] = ()
        self._options: list[tuple[SavedSearch, Option]] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content("Saved searches")
            sheet.border_subtitle = Content("Enter narrows · x forgets · Tab to the name · Esc closes")
            yield Options(id="saved-list")
            yield Static("", id="saved-none")
            if self._query:
                yield Static(assemble("Keep ", (self._query, "bold"), " as"), id="saved-query")
                yield _Name(placeholder="a name, as in gas talks", id="saved-name")
            yield Static("", id="saved-error")

    def on_mount(self) -> None:
        self._show()
        if self._saved or not self._query:
            self.query_one(OptionList).focus()
        else:
            self.query_one(Input).focus()

    def _show(self) -> None:
        shown = self.query_one(OptionList)
        try:
            self._saved = saved_searches(self._root)
        except TearlineError as error:
            self._refuse(str(error))
        shown.clear_options()
        self._options = [(one, Option(assemble((one.name, "bold"), "   ", one.query))) for one in self._saved]
        shown.add_options(option for _, option in self._options)
        shown.display = bool(self._saved)
        if self._saved:
            shown.highlighted = 0
        none = "" if self._saved else "No search is saved on this desk yet."
        if none and not self._query:
            none += f" Type one after {key_of('search')}, then press {key_of('saved_searches')} there."
        self.query_one("#saved-none", Static).update(content(none))

    def _refuse(self, words: str) -> None:
        self.query_one("#saved-error", Static).update(content(visible(words)))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        # Another key may have been faster, and the list another by now.
        one = next((one for one, option in self._options if option is event.option), None)
        if one is not None:
            self.dismiss((one.name, one.query))

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        name = " ".join(event.value.split())
        if not name:
            return
        try:
            save_search(self._root, name, self._query)
        except TearlineError as error:
            self._refuse(str(error))
        else:
            self.dismiss((name, self._query))

    def action_forget(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is None or not self._saved:
            return
        try:
            gone = forget_search(self._root, self._saved[place].name)
        except TearlineError as error:
            self._refuse(str(error))
        else:
            self._show()
            self._refuse(f"Forgot {gone.name}: {gone.query}")

    def action_close(self) -> None:
        self.dismiss(None)


class _Name(Input):
    """What is pasted goes through the door as well."""

    def validate_value(self, value: str) -> str:
        return visible(value)
