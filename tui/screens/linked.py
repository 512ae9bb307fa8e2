"""The panes linked to each other: what is chosen in one, or found by a worker, shows in the others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from tearline.index.article import Article, Span
from tearline.tui import jobs, messages
from tearline.tui.actions import Place, key_of
from tearline.tui.last_screen import ROWS as LAST_ROWS
from tearline.tui.last_screen import LastScreen, last_screen
from tearline.tui.narrowing import Found, Shown, found_words
from tearline.tui.open_brief import Said
from tearline.tui.safe import content, visible
from tearline.tui.screens import states
from tearline.tui.screens.steady import Steady
from tearline.tui.session import Session
from tearline.tui.view import Step, View
from tearline.tui.widgets.completion_list import CompletionList
from tearline.tui.widgets.find_bar import FindBar, FindInput
from tearline.tui.widgets.head_line import Head, HeadLine
from tearline.tui.widgets.key_bar import KeyBar
from tearline.tui.widgets.panes import LISTS, PANES, SMALLEST, Panes, Tabs
from tearline.tui.widgets.passages import Passage
from tearline.tui.widgets.reader import Reader
from tearline.tui.widgets.row_list import RowList
from tearline.tui.widgets.rows import describe, outlet_and_date, status_glyph
from tearline.tui.widgets.search_bar import Chip, QueryInput, SearchBar
from tearline.tui.widgets.text_view import TextView
from tearline.tui.workspace import Contents, Progress, Workspace

if TYPE_CHECKING:
    from tearline.index.text_search import FoldedText
    from tearline.tui.app import TearlineApp

STAYS = 4.0  # seconds that a message stays; what went wrong is longer, and stays longer
MOST_TOLD = 4  # lines of a message
LOOK_EVERY = 2.0  # seconds between two looks at the brief on disk, and between two notes of the session


class LinkedScreen(Steady[None]):
    """Everything on one screen; each pane is linked to the others by what the desk is narrowed to."""

    AUTO_FOCUS = ""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = session
        self.contents = Contents()
        self.view = session.view()
        self.shown = Shown()
        self.found: Found | None = None
        self.progress: Progress | None = None
        self.reading = True
        self.stopped = False  # what the user stopped, or what failed, goes on when asked to and not by itself
        self.trouble = ""
        self.folded: dict[str, FoldedText] = {}  # the one article that words were last found in, by its id
        self.last: LastScreen | None = None  # what is shown, while it is what was left last
        self._kept: Shown | None = None
        self._styled = False
        self._alone = False  # in a process of its own, which began without looking for garbage
        self._pane_before = "actors"

    @property
    def desk_app(self) -> TearlineApp:
        """The app that this is the screen of."""
        return cast("TearlineApp", self.app)

    def compose(self) -> ComposeResult:
        yield HeadLine(id="head")
        yield SearchBar(self.leave_search)
        yield Tabs(id="tabs")
        yield Panes(self.session.pane)
        yield KeyBar(id="keys")
        yield CompletionList(id="completions")
        yield Static(id="search-error")
        yield Static(id="too-small")

    def update_node_styles(self, animate: bool = True) -> None:
        """Style the screen anew, but for the first time that it comes up, as it then has just been styled."""
        if animate or self._styled:
            super().update_node_styles(animate)
        self._styled = self._styled or not animate

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

    def on_resize(self, event: events.Resize) -> None:
        self.panes.fit_to(event.size)
        self.query_one("#too-small", Static).update(
            states.too_small(event.size.width, event.size.height, SMALLEST.width, SMALLEST.height)
        )

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
            shown, len(self.contents.cards), article.id, name, article.text, _readable(article), passages
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
            self.last, self.shown = None, Shown()
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

    # What is on screen

    def _tell(self, said: Said) -> None:
        if said.words:
            first, *more = said.words.splitlines()[:MOST_TOLD]
            lines = [visible(line) for line in (first, *more)]
            if (untold := len(said.words.splitlines()) - len(lines)) > 0:
                lines.append(f"… and {untold} more; `tearline check` lists all.")
            stays = STAYS if said.severity == "information" else 3 * STAYS
            self.notify("\n".join(lines), severity=said.severity, timeout=stays, markup=False)

    def _show_rows(self) -> None:
        empty = states.empty_lists(
            self.contents, self.shown, self.view, reading=self.reading, trouble=self.trouble
        )
        self.panes.show(self.shown, self.view, empty)
        self.search_bar.show_view(self.view)
        count = ""
        if self.found:
            count = f"{len(self.shown.articles):,} of {self.shown.totals.get('articles', 0):,} articles"
        self.search_bar.show_count(count)
        self._show_state()
        if not self.panes.reader.text_id and not self._open_first_article():
            lines = states.reader_lines(
                self.workspace.root, self.contents, reading=self.reading, trouble=self.trouble
            )
            self.panes.reader.show_nothing(lines)

    def _open_first_article(self) -> bool:
        return bool(self.shown.articles) and self._open_article(self.shown.articles[0].card.id)

    def _show_state(self) -> None:
        brief, progress = self.workspace.brief.brief, self.progress
        reviews = [item.review for items in (brief.quotes, brief.claims) for item in items] if brief else []
        totals = self.shown.totals
        self.query_one(HeadLine).show(
            Head(
                desk=self.workspace.root.resolve().name,
                brief=brief.title if brief else "",
                unopened=self.workspace.brief.unopened,
                state=brief.status if brief else "",
                accepted=sum(review != "draft" for review in reviews),
                drafted=reviews.count("draft"),
                articles=len(self.contents.cards) or (self.last.articles if self.last else 0),
                actors=totals.get("actors", 0),
                quotes=totals.get("quotes", 0),
                claims=totals.get("claims", 0),
                doing=self._doing,
                done=progress.done if progress else 0,
                total=progress.total if progress else 0,
                rate=progress.rate if progress else 0.0,
                left=progress.left if progress else None,
                stoppable=self.reading,
                in_hand=self.contents.in_hand,
                unreadable=len(self.contents.unreadable),
            )
        )
        self._show_keys()

    @property
    def _doing(self) -> str:
        if self.last is not None and self.reading:
            return "as of last time, opening"
        return self.progress.doing if self.progress else "reading" if self.reading else ""

    def _show_keys(self) -> None:
        self.query_one(KeyBar).show(self._place, reading=self.reading)
        counts = {pane: f"{len(getattr(self.shown, pane)):,}" for pane in LISTS}
        self.query_one(Tabs).show(self.panes.focused_pane or self.panes.here, counts)

    @property
    def _place(self) -> Place:
        if isinstance(self.focused, QueryInput):
            return "search"
        if isinstance(self.focused, FindInput):
            return "find"
        if isinstance(self.focused, Chip):
            return "chip"
        if isinstance(self.focused, Reader) and self.contents.cards:
            return "selecting" if self.panes.reader.selecting else "reader"
        return "list" if self.contents.cards or self.reading else "empty"

    def on_descendant_focus(self) -> None:
        self._show_keys()

    def _open_article(self, article_id: str) -> bool:
        article, card = self.contents.article(article_id), self.contents.card(article_id)
        if article is None:
            return False
        passages = self._passages(article_id, article)
        self.panes.reader.show_text(article_id, article.text, passages, _readable(article))
        self.panes.name_article(f"{card.title or card.path} · {outlet_and_date(card)}" if card else "")
        return True

    def _passages(self, article_id: str, article: Article) -> list[Passage]:
        """What is marked in an article: its quotes and claims, the actor at hand, the words searched for."""
        found = self.contents.passages(article_id)
        hidden = {"rejected"} if not self.view.show_rejected else set()
        if not self.view.show_weak:
            hidden.add("weak")
        passages = [one for one in found if one.status not in hidden]
        zones = tuple((zone.start, zone.end) for zone in article.zones)
        passages.append(Passage("", "zone", zones))
        actor = self.view.value("actor")
        if actor is None and self.panes.focused_pane == "actors":
            actor = self.panes.rows("actors").current_id
        row = self.contents.board.actor(actor) if self.contents.board is not None and actor else None
        if row is not None:
            passages.append(Passage(row.id, "mention", row.spans.get(article_id, ())))
        if self.found:
            passages.append(Passage("", "hit", found_words(self.found.query, article.text)))
        return passages

    def _mark_article(self) -> None:
        """Mark the article at hand anew; nothing scrolls."""
        shown = self.panes.reader.text_id
        if article := self.contents.article(shown):
            self.panes.reader.show_text(shown, article.text, self._passages(shown, article))
            self._name_finding()

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

    def _name_finding(self) -> None:
        """Say at the text which finding is highlighted: its words alone may be those of several."""
        from tearline.briefs.trust import is_weak

        if self.panes.reader.selecting:
            self.panes.name_finding(selection_told(self.panes.reader.selected))
            return
        found = self.panes.reader.current_finding
        item = self.contents.board.item(found) if self.contents.board is not None and found else None
        words = ""
        if item is not None:
            place, count = self.panes.reader.place_of_finding
            state = "weaker suggestion" if is_weak(item) else item.status
            where = f"{place} of {count}" if item.spans else "words not found here"
            words = f"{status_glyph(item)} {describe(item)} · {state} · {where}"
        self.panes.name_finding(words)

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


def selection_told(selected: Span | None) -> str:
    """What the Reader says of itself while words are selected."""
    if selected is None:
        return "Selecting: go to the first word, v begins there"
    many = selected[1] - selected[0]
    return f"Selected: {many:,} character{'' if many == 1 else 's'}"


def _readable(article: Article) -> tuple[Span, ...] | None:
    """The parts of an article to read: of its front matter the title alone, as the pane tells the rest."""
    if not article.zones or article.zones[0].kind != "front-matter":
        return None
    end = article.zones[0].end
    title = article.text.find(article.title, 0, end) if article.title else -1
    head = ((title, title + len(article.title or "")),) if title >= 0 else ()
    return (*head, (end, len(article.text)))
