"""The command palette, which can be left and paged at any time."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette

from tearline.tui.screens.steady import LeftOnce


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's palette looks up lines that it has not laid out yet where a page key is faster than it."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
