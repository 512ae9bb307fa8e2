"""A short list to choose from: paged before it is laid out, squeezed until no cell is left, it lives on."""

from __future__ import annotations

from textual.geometry import Size
from textual.widgets import OptionList

_PADDING = 4  # cells at most, left and right of an option


class Options(OptionList):
    """Textual's list fails where a page key is faster than its layout, and where no letter has room."""

    DEFAULT_CSS = "Options { min-width: 6; }"

    def action_page_down(self) -> None:
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, max(width, _PADDING + 1))
