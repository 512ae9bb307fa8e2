"""The command palette, which can be left and paged at any time."""

from __future__ import annotations

from textual.command import Command, CommandList, CommandPalette

from tearline.tui.screens.steady import LeftOnce


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's palette trusts its list to be there: before a key is pressed, and after it has been left."""

    @property
    def _has_list(self) -> bool:
        return bool(self.query(CommandList))

    def _action_command_list(self, action: str) -> None:
        # Lines that are not laid out yet cannot be looked up.
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def _refresh_command_list(
        self, command_list: CommandList, commands: list[Command], clear_current: bool
    ) -> None:
        if self._has_list:
            super()._refresh_command_list(command_list, commands, clear_current)

    def _watch__list_visible(self) -> None:
        if self._has_list:
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        if self._has_list:
            await super()._watch__show_busy()
