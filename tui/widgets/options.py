"""A short list to choose from that can be paged from the moment it is there."""

from __future__ import annotations

from textual.widgets import OptionList


class Options(OptionList):
    """Textual's list looks up lines that it has not laid out yet where a page key is faster than it."""

    def action_page_down(self) -> None:
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]
