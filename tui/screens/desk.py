"""The desk: the linked panes, with what each group of actions does there."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tearline.tui.actions import bindings
from tearline.tui.screens.arranging import Arranging
from tearline.tui.screens.curating import Curating
from tearline.tui.screens.going import Going
from tearline.tui.screens.naming import Naming
from tearline.tui.screens.narrowing import Narrowing
from tearline.tui.screens.reading import Reading
from tearline.tui.screens.running import Running
from tearline.tui.screens.searching import Searching
from tearline.tui.screens.selecting import Selecting
from tearline.tui.screens.touring import Touring
from tearline.tui.screens.viewing import Viewing
from tearline.tui.widgets.search_bar import QueryInput


class DeskScreen(
    Going, Arranging, Touring, Narrowing, Searching, Reading, Selecting, Viewing, Curating, Naming, Running
):
    """Everything on one screen."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("desk"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a box to type in, keys that are also letters are letters, and Tab takes what completes."""
        if not self.is_mounted:
            return False
        if action == "next_pane" and isinstance(self.focused, QueryInput):
            return not self.search_bar.completions.lines
        if action == "select_words" and self.panes.reader.selecting and self.panes.focused_pane == "reader":
            return False  # there, the same key begins the selection
        typed = ("search", "focus_pane", "find_in_text", "select_words")
        if action in typed and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)
