"""What the desk's screen shows of what is known: head, lists, Reader and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.widgets import Static

from tearline.index.article import Article, Span
from tearline.tui.actions import Place, key_of
from tearline.tui.last_screen import LastScreen
from tearline.tui.narrowing import Found, Shown, found_words
from tearline.tui.open_brief import Said
from tearline.tui.safe import visible
from tearline.tui.screens import states
from tearline.tui.screens.steady import Steady
from tearline.tui.session import Session
from tearline.tui.widgets.find_bar import FindBar, FindInput
from tearline.tui.widgets.head_line import Head, HeadLine
from tearline.tui.widgets.key_bar import KeyBar
from tearline.tui.widgets.panes import LISTS, SMALLEST, Panes, Tabs
from tearline.tui.widgets.passages import Passage
from tearline.tui.widgets.reader import Reader
from tearline.tui.widgets.rows import describe, outlet_and_date, status_glyph
from tearline.tui.widgets.search_bar import Chip, QueryInput, SearchBar
from tearline.tui.workspace import Contents, Progress, Workspace

if TYPE_CHECKING:
    from tearline.index.text_search import FoldedText
    from tearline.tui.app import TearlineApp

STAYS = 4.0  # seconds that a message stays; what went wrong is longer, and stays longer
MOST_TOLD = 4  # lines of a message


class ShownScreen(Steady[None]):
    """Everything on one screen, as far as it is known; what is shown follows from these fields."""

    AUTO_FOCUS = ""
    # The widgets that are on it for good, from when it is mounted.
    panes: Panes
    search_bar: SearchBar
    find_bar: FindBar

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

    def update_node_styles(self, animate: bool = True) -> None:
        """Style the screen anew, but for the first time that it comes up, as it then has just been styled."""
        if animate or self._styled:
            super().update_node_styles(animate)
        self._styled = self._styled or not animate

    def on_resize(self, event: events.Resize) -> None:
        self.panes.fit_to(event.size)
        self.query_one("#too-small", Static).update(
            states.too_small(event.size.width, event.size.height, SMALLEST.width, SMALLEST.height)
        )

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
        self.panes.reader.show_text(article_id, article.text, passages, readable_parts(article))
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


def selection_told(selected: Span | None) -> str:
    """What the Reader says of itself while words are selected."""
    if selected is None:
        return f"Selecting: go to the first word, {key_of('hold')} begins there"
    many = selected[1] - selected[0]
    return f"Selected: {many:,} character{'' if many == 1 else 's'}"


def readable_parts(article: Article) -> tuple[Span, ...] | None:
    """The parts of an article to read: of its front matter the title alone, as the pane tells the rest."""
    if not article.zones or article.zones[0].kind != "front-matter":
        return None
    end = article.zones[0].end
    title = article.text.find(article.title, 0, end) if article.title else -1
    head = ((title, title + len(article.title or "")),) if title >= 0 else ()
    return (*head, (end, len(article.text)))
