"""A short list to choose from: paged too early, squeezed to nothing, clicked too late, it lives on."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.widgets import OptionList

_PADDING = 4  # cells at most, left and right of an option


class Options(OptionList):
    """Textual's list fails where a page key is faster than its layout, where no letter has room, and where a
    click meets a list that has become shorter since it was drawn.
    """

    DEFAULT_CSS = "Options { min-width: 6; }"

    def action_page_down(self) -> None:
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    async def _on_click(self, event: events.Click) -> None:
        if event.style.meta.get("option", 0) >= self.option_count:
            # What was clicked is gone; Textual's own handler would look for it.
            event.prevent_default()
            event.stop()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, max(width, _PADDING + 1))
