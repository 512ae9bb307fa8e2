"""What the actions of reading an article do."""

from __future__ import annotations

from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.rows import citation


class Reading(LinkedScreen):
    """Reads the article at hand."""

    def action_next_finding(self) -> None:
        if not self.panes.reader.go_to_finding(1):
            self._tell(Said("No further finding in this article."))

    def action_previous_finding(self) -> None:
        if not self.panes.reader.go_to_finding(-1):
            self._tell(Said("No earlier finding in this article."))

    def action_copy(self) -> None:
        reader = self.panes.reader
        article, card = self.contents.article(reader.text_id), self.contents.card(reader.text_id)
        if article is None or card is None or not reader.highlighted:
            self._tell(
                Said("Choose a quote, a claim or an actor first: its words are what is copied.", "warning")
            )
            return
        words = " … ".join(article.text[start:end] for start, end in reader.highlighted)
        self.app.copy_to_clipboard(citation(words, card))
        self._tell(Said("Copied the passage with its citation."))
