"""What the actions of reading an article do."""

from __future__ import annotations

from functools import partial

from textual import on

from tearline.tui import jobs, messages
from tearline.tui.actions import key_of
from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.find_bar import FindBar, FindInput
from tearline.tui.widgets.rows import citation

# Places of an article that are marked; of words that stand in more, nobody looks at them all.
MOST_MATCHES = 10_000


class Reading(LinkedScreen):
    """Reads the article at hand."""

    def action_next_finding(self) -> None:
        self._go_on(1, "No further finding in this article.")

    def action_previous_finding(self) -> None:
        self._go_on(-1, "No earlier finding in this article.")

    def _go_on(self, step: int, none: str) -> None:
        if self.find_bar.words:
            self._go_to_match(step)
        elif not self.panes.reader.go_to_finding(step):
            self._tell(Said(none))

    def action_copy(self) -> None:
        reader = self.panes.reader
        article, card = self.contents.article(reader.text_id), self.contents.card(reader.text_id)
        spans = [reader.selected] if reader.selected else reader.highlighted
        if article is None or card is None or not spans:
            first = (
                f"Choose a quote, a claim or an actor first, or select words with {key_of('select_words')}"
            )
            self._tell(Said(f"{first}: they are what is copied.", "warning"))
            return
        words = " … ".join(article.text[start:end] for start, end in spans)
        self.app.copy_to_clipboard(citation(words, card))
        self._tell(Said("Copied the passage with its citation."))

    # Finding words

    def action_find_in_text(self) -> None:
        if not self.panes.reader.text:
            self._tell(Said("Open an article first, to find words in it."))
            return
        if self.panes.zoomed not in (None, "reader"):
            self.panes.zoom("reader")
        self.panes.reader.stop_selecting()
        self.find_bar.open()
        self._find(self.find_bar.words)

    @on(FindBar.Changed)
    def _words_changed(self, message: FindBar.Changed) -> None:
        self._find(message.words)

    def _find(self, words: str) -> None:
        """Mark where the words stand; the first place from what is in sight on is gone to."""
        reader = self.panes.reader
        folded = self.folded.get(reader.text_id)
        if folded is None:
            self.find_bar.show_count("…" if words else "")
            # One text at a time: of a long one, what is compared takes as much room as the text itself.
            self._in_thread(jobs.fold_text, reader.text_id, reader.text, group="finding")
            return
        reader.show_matches(folded.find(words, MOST_MATCHES))
        reader.go_to_match(0, start=reader.top_place)
        self._count_matches()

    @on(messages.TextFolded)
    def _text_folded(self, message: messages.TextFolded) -> None:
        if message.text_id == self.panes.reader.text_id:
            self.folded = {message.text_id: message.folded}
            if self.find_bar.words:
                self._find(self.find_bar.words)

    @on(FindInput.Step)
    def _step_asked(self, message: FindInput.Step) -> None:
        self._go_to_match(message.step)

    def _go_to_match(self, step: int) -> None:
        if not self.panes.reader.matches:
            # Another article was opened since, or its words are still being looked at.
            self._find(self.find_bar.words)
        else:
            self.panes.reader.go_to_match(step)
            self._count_matches()

    def _count_matches(self) -> None:
        reader = self.panes.reader
        count = len(reader.matches)
        if not self.find_bar.words:
            words = ""
        elif not count:
            words = "not in this article"
        else:
            more = "+" if count == MOST_MATCHES else ""
            words = f"{reader.match_at_hand + 1:,} of {count:,}{more}"
        self.find_bar.show_count(words)

    # The original

    def action_open_original(self) -> None:
        card = self.contents.card(self.panes.reader.text_id)
        if card is None:
            self._tell(Said("Open an article first: it is its file that is opened."))
            return
        self._in_thread(jobs.tell, partial(self._open_file, card.path), group="opening")

    def _open_file(self, path: str) -> Said:
        from tearline.tui.opening import file_to_open, open_with_system

        open_with_system(file_to_open(self.workspace.root, path))
        return Said(f"Opened {path}.")

    def action_open_address(self) -> None:
        article = self.contents.article(self.panes.reader.text_id)
        if article is None:
            self._tell(Said("Open an article first: it is its page that is opened."))
            return
        self._in_thread(jobs.tell, partial(_open_page, article.url), group="opening")


def _open_page(url: str | None) -> Said:
    from tearline.tui.opening import address_to_open, open_with_system

    address = address_to_open(url)
    open_with_system(address)
    return Said(f"Opened {address}.")
