"""What the actions on the desk itself do."""

from __future__ import annotations

from tearline.tui.open_brief import Said
from tearline.tui.safe import content
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.themes import DARK, LIGHT


class Running(LinkedScreen):
    """Reads the folder again, shows help, leaves."""

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
        self.desk_app.choose_theme(LIGHT.name if self.app.current_theme.dark else DARK.name)

    def action_choose_theme(self) -> None:
        from tearline.tui.screens.theme import ThemeScreen

        self.app.push_screen(ThemeScreen(self.desk_app))

    def action_help(self) -> None:
        from tearline.tui.screens.help import help_text
        from tearline.tui.screens.text import TextScreen, sheet_width

        self.app.push_screen(TextScreen("Help", help_text(self, sheet_width(self.size.width))))

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_leave(self) -> None:
        self.workspace.keep_session(self.session_now())
        if self.contents.cards and self.last is None:
            self.workspace.keep_screen(self.screen_now())
        self.app.exit()
