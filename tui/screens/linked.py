"""The panes linked to each other: what is chosen in one, or found by a worker, shows in the others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from tearline.tui import jobs, messages
from tearline.tui.actions import key_of
from tearline.tui.last_screen import ROWS as LAST_ROWS
from tearline.tui.last_screen import LastScreen, last_screen
from tearline.tui.narrowing import Shown, found_words
from tearline.tui.open_brief import Said
from tearline.tui.safe import content
from tearline.tui.screens import states
from tearline.tui.screens.shown import ShownScreen, readable_parts
from tearline.tui.session import Session
from tearline.tui.view import Step, View
from tearline.tui.widgets.completion_list import CompletionList
from tearline.tui.widgets.find_bar import FindBar
from tearline.tui.widgets.head_line import HeadLine
from tearline.tui.widgets.key_bar import KeyBar
from tearline.tui.widgets.panes import LISTS, PANES, Panes, Tabs
from tearline.tui.widgets.reader import Reader
from tearline.tui.widgets.row_list import RowList
from tearline.tui.widgets.search_bar import Chip, SearchBar
from tearline.tui.widgets.text_view import TextView

LOOK_EVERY = 2.0  # seconds between two looks at the brief on disk, and between two notes of the session


class LinkedScreen(ShownScreen):
    """Each pane is linked to the others by what the desk is narrowed to; workers tell what is to be shown."""

    def compose(self) -> ComposeResult:
        yield HeadLine(id="head")
        yield SearchBar(self.leave_search)
        yield Tabs(id="tabs")
        yield Panes(self.session.pane)
        yield KeyBar(id="keys")
        yield CompletionList(id="completions")
        yield Static(id="search-error")
        yield Static(id="too-small")

    def on_mount(self) -> None:
        self.panes = self.query_one(Panes)
        self.search_bar = self.query_one(SearchBar)
        self.find_bar = self.query_one(FindBar)
        self.panes.borders.factors = dict(self.session.sizes)
        self.panes.fit_to(self.app.size)
        self.search_bar.set_query(self.view.value("query") or "")
        for pane, row_id in self.session.rows.items():
            if pane in LISTS:
                self.panes.rows(pane).await_row(row_id)
        self.panes.focus_pane(self.session.pane if self.session.pane in PANES else "actors")
        if self.session.zoom in PANES:
            self.panes.zoom(self.session.zoom)
        self._show_rows()
        # What was shown last is drawn with the first frames; whatever is heavy comes after them.
        self.call_later(self._begin)
        self.set_interval(LOOK_EVERY, self._look_round)

    # Work beside the screen

    def _in_thread(self, job: Callable[..., None], *given: Any, group: str, exclusive: bool = True) -> None:
        """Run a job of `jobs` in a thread; its last two arguments are how to post, and whether to stop."""

        def run() -> None:
            worker = get_current_worker()
            job(*given, self.post_message, lambda: worker.is_cancelled)

        self.run_worker(run, thread=True, exclusive=exclusive, exit_on_error=False, group=group)

    @on(Worker.StateChanged)
    def _work_failed(self, event: Worker.StateChanged) -> None:
        """A fault of ours in a worker is told rather than swallowed, and the rest of the screen goes on."""
        if event.state is WorkerState.ERROR:
            fault = f"{type(event.worker.error).__name__}: {event.worker.error}"
            self._tell(Said(f"Internal fault while {event.worker.group}. {fault}", "error"))
            if event.worker.group == "reading":
                self.post_message(messages.ReadingEnded(trouble=fault))

    def _begin(self) -> None:
        """Show what is known, then begin to work."""
        if not gc.isenabled():
            gc.enable()
            self._alone = True
            self._spare_what_stays()
        self._recall()
        # A thread that imports and reads files would take its share of the time from the first frames.
        self.call_after_refresh(self._read)

    def _spare_what_stays(self) -> None:
        """Let what the program and the board consist of never be looked through for garbage.

        Of a large desk that takes a third of a second, at any key. What is let go of is still freed, as
        nothing of it refers to itself.
        """
        if self._alone:
            gc.collect(1)
            gc.freeze()

    def _recall(self) -> None:
        """Show what the desk showed when it was left, until it has been opened."""
        self.last = last = last_screen(self.workspace.root)
        if last is None:
            return
        self.shown = last.shown
        if last.article:
            self.panes.reader.show_text(last.article, last.text, last.passages, last.parts)
            self.panes.name_article(last.name)
        self._show_rows()

    def screen_now(self) -> LastScreen:
        """What is on screen, to begin with next time."""
        here: dict[str, Any] = {}
        for pane in LISTS:
            rows = self.panes.rows(pane)
            start = max(0, rows.cursor - LAST_ROWS // 2)
            here[pane] = rows.rows[start : start + LAST_ROWS]
        shown = replace(self.shown, **here)
        if (article := self.contents.article(self.panes.reader.text_id)) is None:
            return LastScreen(shown, len(self.contents.cards))
        passages = tuple(self._passages(article.id, article))
        name = self.panes.article_name
        return LastScreen(
            shown, len(self.contents.cards), article.id, name, article.text, readable_parts(article), passages
        )

    def _read(self) -> None:
        self.reading, self.trouble, self.progress = True, "", None
        self._in_thread(jobs.read_desk, self.workspace, bool(self.contents.cards), group="reading")
        self._show_state()

    def _narrow(self) -> None:
        self._in_thread(
            jobs.narrow_desk, self.workspace, self.contents, self.view, self.found, group="narrowing"
        )

    def _change_brief(self, change: Callable[[], Said]) -> None:
        # Not exclusive: no change that the user made may be dropped. The brief itself takes one at a time.
        turn = self.workspace.brief.in_turn(change)
        self._in_thread(jobs.change_brief, self.workspace, turn, group="brief", exclusive=False)

    def _look_round(self) -> None:
        if not self.reading:
            self._change_brief(self.workspace.brief.reload_if_changed)
            if not self.stopped:
                self._in_thread(jobs.watch_desk, self.workspace, group="watching", exclusive=False)
        self._in_thread(jobs.keep_session, self.workspace, self.session_now(), group="session")
        if not self.reading and self.last is None and self.shown is not self._kept:
            self._kept = self.shown
            self._in_thread(jobs.keep_screen, self.workspace, self.screen_now(), group="screen")

    @on(messages.ProgressMade)
    def _progress_made(self, message: messages.ProgressMade) -> None:
        self.progress = message.progress
        self._show_state()

    @on(messages.ContentsChanged)
    def _contents_changed(self, message: messages.ContentsChanged) -> None:
        first = not self.contents.cards
        self.contents = message.contents
        if self.last is None or self.contents.recalled:
            # Until then the lists stand as they were left, rather than fill once more.
            self._narrow()
        self._show_state()
        if first and self.contents.article(self.session.article):
            self._open_article(self.session.article)

    @on(messages.DeskStirred)
    def _desk_stirred(self) -> None:
        if not self.reading and not self.stopped:
            self._read()

    @on(messages.ReadingEnded)
    def _reading_ended(self, message: messages.ReadingEnded) -> None:
        self.reading, self.progress, self.stopped = False, None, message.stopped or bool(message.trouble)
        if self.last is not None:
            if not self.contents.cards:
                self.last, self.shown = None, Shown()
            # Else what was left stays in the lists, and their cursors with it, until its like is there.
            self._narrow()
        self._spare_what_stays()
        self.trouble = message.trouble if not self.contents.cards else ""
        if message.trouble and self.contents.cards:
            self._tell(Said(message.trouble, "error"))
        elif message.stopped:
            self._tell(Said(f"Stopped. What was read so far is kept; {key_of('read_again')} goes on."))
        self._show_rows()

    @on(messages.BriefChanged)
    def _brief_changed(self, message: messages.BriefChanged) -> None:
        if message.said.conflicts:
            self._ask_whose_stands(message.said.conflicts)
        self._tell(message.said)
        self._show_state()

    def _ask_whose_stands(self, places: Sequence[str]) -> None:
        from tearline.tui.screens.conflict import Choice, ConflictScreen

        def chosen(choice: Choice | None) -> None:
            self._change_brief(partial(self.workspace.brief.settle, choice))

        self.app.push_screen(ConflictScreen(places), chosen)

    @on(messages.Narrowed)
    def _narrowed(self, message: messages.Narrowed) -> None:
        if message.view != self.view:
            return  # the answer to what was asked before; the next one is on its way
        error = self.query_one("#search-error", Static)
        error.set_class(bool(message.trouble), "-shown")
        words, place = self.search_bar.pointing(message.trouble, message.position)
        error.update(content(words))
        error.styles.offset = (place, 2)
        if message.shown is not None:
            self.shown, self.found, self.last = message.shown, message.found, None
            self._show_rows()
            self._mark_article()

    # From the lists to the reader and back

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        self._show_in_reader(message.rows)

    def _show_in_reader(self, rows: RowList[Any]) -> None:
        row = rows.current
        if row is None or (self.last is not None and not self.contents.cards):
            return
        if rows.id == "articles":
            if self._open_article(row.card.id) and self.found:
                text = self.panes.reader.text
                self.panes.reader.highlight(found_words(self.found.query, text)[:1])
        elif rows.id == "actors":
            self._mark_article()
        elif self._open_article(row.article):
            self.panes.reader.highlight(row.spans, row.id)
        else:
            self.panes.reader.show_nothing(states.lost_words(row, self.workspace.brief.name), row.id)
            self.panes.name_article("not found")
        self._name_finding()

    @on(TextView.Selecting)
    def _selection_changed(self) -> None:
        self._show_keys()
        self._name_finding()

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        rows, row = message.rows, message.rows.current
        if row is None:
            return
        if rows.id == "actors":
            self._set_view(self.view.toggled(Step("actor", row.id, row.name)))
            self._show_actor(row)
        elif rows.id == "articles":
            self._show_in_reader(rows)
            self._set_view(self.view.toggled(Step("article", row.card.id, row.card.title or row.card.path)))
        else:
            self._show_in_reader(rows)
            self.panes.focus_pane("reader")

    def _show_actor(self, row: Any) -> None:
        """Highlight where the actor is first named, in the article at hand if it is named there."""
        here = self.panes.reader.text_id
        article = here if here in row.spans else next(iter(row.spans), None)
        if article is not None and row.spans[article] and self._open_article(article):
            self._mark_article()
            self.panes.reader.highlight(row.spans[article][:1])

    @on(Reader.Found)
    def _found_in_text(self, message: Reader.Found) -> None:
        """The lists follow the reader: their cursors stand on the finding, the focus stays."""
        for pane in ("quotes", "claims"):
            self.panes.rows(pane).put_cursor(message.passage_id)
        self._name_finding()

    def session_now(self) -> Session:
        """Where the user is, to come back to."""
        return Session(
            brief=self.workspace.brief.name,
            pane=self.panes.focused_pane or self._pane_before,
            article=self.panes.reader.text_id,
            theme=self.desk_app.chosen_theme,
            weak="" if self.view.show_weak else "off",
            rejected="on" if self.view.show_rejected else "",
            zoom=self.panes.zoomed or "",
            rows={pane: row_id for pane in LISTS if (row_id := self.panes.rows(pane).current_id)},
            sizes=dict(self.panes.borders.factors),
            steps=self.view.steps,
            arrangements=dict(self.view.arrangements),
        )

    # Narrowing

    def _set_view(self, view: View) -> None:
        self.view = view
        self.search_bar.show_view(view)
        self._narrow()

    @on(SearchBar.Changed)
    def _query_changed(self, message: SearchBar.Changed) -> None:
        step = Step("query", message.query, message.query)
        self._set_view(self.view.narrowed(step) if message.query else self.view.widened("query"))

    @on(Chip.Removed)
    def _chip_removed(self, message: Chip.Removed) -> None:
        if isinstance(self.focused, Chip):
            self.panes.focus_pane(self._pane_before)
        self._widen(message.step)

    def _widen(self, step: Step) -> None:
        """Take back one narrowing."""
        if step.kind == "query":
            self.search_bar.set_query("")
        self._set_view(self.view.without(step))

    def _drop_query(self) -> None:
        self.search_bar.set_query("")
        self._set_view(self.view.widened("query"))

    def leave_search(self) -> None:
        """Keep the search and go to what it found, the first of it in the Reader.

        That is the list it was begun from, if anything is in it; else, or from the actors, the first list
        with what was said.
        """
        self.search_bar.flush()
        filled = [pane for pane in ("quotes", "claims", "articles", "actors") if getattr(self.shown, pane)]
        before = self._pane_before
        stay = before == "reader" or not filled or (before in filled and before != "actors")
        pane = before if stay else filled[0]
        self.panes.focus_pane(pane)
        if pane != "reader":
            self._show_in_reader(self.panes.rows(pane))
