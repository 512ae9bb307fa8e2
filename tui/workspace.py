"""The desk as the screen works with it. Everything here may take long: it is called from worker threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tearline.index.errors import TearlineError
from tearline.tui.last_screen import LastScreen, keep_screen
from tearline.tui.narrowing import Found
from tearline.tui.search_history import load_history, remember
from tearline.tui.session import Session, save_session
from tearline.tui.widgets.passages import Passage

if TYPE_CHECKING:
    from tearline.briefs.board import Board, LiveBoard
    from tearline.briefs.corroboration.families import ClaimFamily
    from tearline.briefs.findings_cache import FindingsCache
    from tearline.briefs.last_time import LastTime
    from tearline.briefs.problems import Problem
    from tearline.index.article import Article
    from tearline.index.desk import ArticleCard, Desk
    from tearline.index.reading import Unreadable
    from tearline.tui.open_brief import OpenBrief, Said

HELD = 256  # articles held in memory with their text and findings; all others are read again when needed
TELL_EVERY = 0.25  # seconds between two states of the desk while it is being read
AT_ONCE = 24  # articles drafted while others are still read in: as many as a first look takes in
SHORT = 40_000  # code points; a longer article is not drafted before all others are read in
RELATED_AT_ONCE = 10  # articles whose claims are compared before others may have the board
LOOKED_UP = 100  # articles whose words a search shows in the list; nobody scrolls through more


class DeskClosed(TearlineError):  # noqa: N818 - it says what happened
    """Work was still going on when the desk was closed."""


@dataclass(frozen=True)
class Contents:
    """What the desk holds so far: its articles, the board of what was found in them, what can't be read.

    `texts` gives any article of the desk by its id. `recalled` says whether all is on the board that was kept
    of an earlier session.
    """

    cards: tuple[ArticleCard, ...] = ()
    board: Board | None = None
    unreadable: tuple[Unreadable, ...] = ()
    recalled: bool = False
    texts: Mapping[str, Article] = field(default_factory=dict, repr=False)

    def article(self, article_id: str) -> Article | None:
        """The article of that id, None where there is none."""
        found = self.board.texts.get(article_id) if self.board is not None else None
        return found or self.texts.get(article_id)

    def card(self, article_id: str) -> ArticleCard | None:
        return self._cards.get(article_id)

    @cached_property
    def _cards(self) -> dict[str, ArticleCard]:
        return {card.id: card for card in self.cards}

    def passages(self, article_id: str) -> list[Passage]:
        """The quotes and claims of an article, as they are marked in it."""
        if article_id not in self._passages:
            found = self._passages[article_id] = []
            if self.board is not None:
                from tearline.briefs.trust import is_weak

                # One article at a time: most are never opened, and a board is soon followed by another.
                for kind, rows in (("quote", self.board.quotes), ("claim", self.board.claims)):
                    for row in rows:
                        if row.article == article_id:
                            status = "weak" if is_weak(row) else row.status
                            found.append(Passage(row.id, kind, row.spans, status))
        return self._passages[article_id]

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        return {}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: "reading" or "drafting", `done` of `total` articles."""

    doing: str
    done: int
    total: int


Tell = Callable[[Progress], object]
Show = Callable[[Contents], object]


class Workspace:
    """One desk held open, with its findings and its open brief."""

    def __init__(self, root: Path, brief: OpenBrief) -> None:
        self.root = root
        self.brief = brief
        self.contents = Contents()
        self._held = ExitStack()
        self._opening = threading.Lock()
        self._closed = False
        self._session: Session | None = None
        # The desk as it was left last, by the name of the brief that was open.
        self._left: dict[str, LastTime | None] = {}
        self._desk: Desk | None = None
        self._cache: FindingsCache | None = None
        # The board is for one thread at a time; reading and every change to the brief come to it.
        self._board_lock = threading.Lock()
        self._board: LiveBoard | None = None
        # Where the articles on the board stand, by id.
        self._on_board: dict[str, str] = {}

    # Opening

    def open(self) -> None:
        """Open the desk; raises TearlineError where the folder is no desk or can't be one."""
        with self._opening:
            if self._desk is not None or self._closed:
                return
            from tearline.briefs.board import LiveBoard
            from tearline.briefs.findings_cache import FindingsCache
            from tearline.briefs.recalled import Recalled
            from tearline.index.desk import Desk

            desk = self._held.enter_context(Desk(self.root))
            self._cache = cache = self._held.enter_context(FindingsCache(desk.state))
            articles = Recalled(_article_of(desk), HELD)
            findings = Recalled(lambda one: cache.findings(articles[one]), HELD)
            self._board = LiveBoard(articles=articles, findings=findings)
            self.contents = replace(self.contents, texts=Recalled(_article_of(desk), HELD, any_id=True))
            self._desk = desk

    @property
    def is_open(self) -> bool:
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """The desk, opened when it is not yet."""
        self.open()
        if self._desk is None:
            raise DeskClosed("The desk was closed meanwhile.")
        return self._desk

    def close(self) -> None:
        with self._opening:
            if self._desk is not None and self.contents.cards:
                from tearline.briefs.last_time import leave

                ids = (card.id for card in self.contents.cards)
                leave(self._desk.state, self.brief.name, self.brief.text, ids)
            self._closed = True
            self._desk = self._cache = None
            self._held.close()

    # Reading

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user should know about where the desk keeps its index."""
        return self.desk.status().messages

    def read(self, tell: Tell, show: Show, cancelled: Callable[[], bool]) -> None:
        """Bring the desk up to date with its folder, then draft what is new, showing what there is meanwhile.

        `tell` hears of progress, `show` gets the contents every so often and once at the end.
        """
        desk = self.desk
        if not self.contents.cards and desk.articles():
            # What an earlier run found is on screen before the folder has been looked through.
            self._gather(tell, show, cancelled, only_kept=True)
        with self._board_lock:
            self.contents = replace(self.contents, recalled=True)
        show(self._update())

        shown_at, pause = time.monotonic(), TELL_EVERY

        def tell_reading(done: int, total: int) -> None:
            nonlocal shown_at, pause
            tell(Progress("reading", done, total))
            started = time.monotonic()
            if started - shown_at > pause:
                self._show_begun(show, cancelled)
                shown_at = time.monotonic()
                pause = max(TELL_EVERY, 4 * (shown_at - started))

        try:
            report = desk.sync(lambda now: tell_reading(now.done, now.total), cancelled)
            with self._board_lock:
                self.contents = replace(self.contents, unreadable=tuple(report.unreadable))
        finally:
            # Where the folder can't be read now, or another window is reading it, what is there is shown.
            self._gather(tell, show, cancelled, only_kept=False)

    def _gather(self, tell: Tell, show: Show, cancelled: Callable[[], bool], *, only_kept: bool) -> None:
        """Put every article on the board, drafting those not kept unless only kept ones are wanted."""
        cards, cache = self.desk.articles(), self._cache
        if cache is None:
            raise DeskClosed("The desk was closed meanwhile.")
        self._take_off({card.id: card.path for card in cards})
        show(self._update(cards))
        pause, shown_at = TELL_EVERY, time.monotonic()
        for seen, card in enumerate(cards, 1):
            if cancelled():
                break
            if card.id in self._on_board or (only_kept and not cache.has(card.id)):
                continue
            self._put_on_board(card.id, cache)
            tell(Progress("drafting", seen, len(cards)))
            if time.monotonic() - shown_at > pause:
                started = time.monotonic()
                show(self._update(cards))
                shown_at = time.monotonic()
                # A large desk takes long to lay out: most of the time goes into reading on all the same.
                pause = max(TELL_EVERY, 4 * (shown_at - started))
        show(self._update(cards))

    def _show_begun(self, show: Show, cancelled: Callable[[], bool]) -> None:
        """Show the articles read so far, with the findings of the first few."""
        cards, cache = self.desk.articles(), self._cache
        if cache is None or len(cards) == len(self.contents.cards):
            return
        for card in cards[:AT_ONCE]:
            if len(self._on_board) >= AT_ONCE or cancelled():
                break
            if card.id not in self._on_board and card.chars <= SHORT:
                self._put_on_board(card.id, cache)
        show(self._update(cards))

    def _put_on_board(self, article_id: str, cache: FindingsCache) -> None:
        article = self.desk.article(article_id)
        findings = cache.findings(article)
        with self._board_lock:
            if self._board is not None:
                self._board.add(article, findings)
            self._on_board[article_id] = article.path

    def _take_off(self, paths: dict[str, str]) -> None:
        """Take off the board what is no longer on the desk, or stands elsewhere."""
        with self._board_lock:
            gone = [key for key, path in self._on_board.items() if paths.get(key) != path]
            for key in gone:
                del self._on_board[key]
                if self._board is not None:
                    self._board.remove(key)

    def _update(self, cards: tuple[ArticleCard, ...] | None = None) -> Contents:
        """The contents as they are now, under the brief as it is now."""
        with self._board_lock:
            if self._board is not None:
                self._board.set_brief(self.brief.brief)
                board = self._board.board()
                kept = self.contents.cards if cards is None else cards
                self.contents = replace(self.contents, cards=kept, board=board)
            return self.contents

    def refresh_board(self) -> Contents:
        """The contents with the states that the brief has now."""
        return self._update()

    # What the views are made of

    def last_time(self) -> LastTime | None:
        """The desk as it was left before this session, with the open brief as it was then."""
        from tearline.briefs.last_time import last_time

        state, name = self.desk.state, self.brief.name
        with self._opening:
            if name not in self._left:
                self._left[name] = last_time(state, name)
            return self._left[name]

    def relate(
        self, claims: Collection[str] | None, tell: Tell, cancelled: Callable[[], bool]
    ) -> tuple[Contents, tuple[ClaimFamily, ...]]:
        """Hold every article's claims against the others'; the contents with what is proposed, and families.

        `claims` says which claims to give families of, None for all. What was related stays so.
        """
        total = 0
        while not cancelled():
            with self._board_lock:
                left = self._board.relate(RELATED_AT_ONCE) if self._board is not None else 0
            if not left:
                break
            total = max(total, left)
            tell(Progress("comparing", total - left, total))
        contents = self._update()
        with self._board_lock:
            return contents, self._board.families(claims) if self._board is not None else ()

    def problems(self) -> tuple[Problem, ...]:
        """What `tearline check` says of the open brief."""
        from tearline.briefs.sources import article_of

        return self.brief.problems(article_of(self.desk))

    # The session

    def keep_session(self, session: Session) -> None:
        """Keep where the user is, where it differs from what was kept last."""
        desk = self._desk
        if desk is not None and session != self._session:
            self._session = session
            save_session(desk.state, session)

    def keep_screen(self, screen: LastScreen) -> None:
        """Keep what the screen shows, for the next start."""
        if self._desk is not None:
            keep_screen(self._desk.state, screen)

    # Asking

    def search(
        self,
        text: str,
        cards: Sequence[ArticleCard],
        saved: str = "",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Found:
        """What a query finds, its last word counting as only begun, within what a saved one finds.

        Raises QueryError for what is none, and SearchDropped once `cancelled` says that nobody waits.
        """
        from tearline.index.query import both, parse

        query = parse(text, typing=True)
        if saved:
            query = both(parse(saved), query)
        return Found(text, query, self.desk.matching(query, cancelled), cards, saved=saved)

    def look_up(self, found: Found, cancelled: Callable[[], bool] = lambda: False) -> Found:
        """The same with what the newest of its articles say, which stand first in the list."""
        hits = self.desk.search(found.query, LOOKED_UP, order="date", cancelled=cancelled).hits
        return replace(found, snippets={hit.card.id: hit.snippet for hit in hits})

    def suggestion(self, text: str, cancelled: Callable[[], bool]) -> str | None:
        """What a query that finds next to nothing may have meant."""
        return self.desk.search(text, 1, cancelled=cancelled, suggesting=True).suggestion

    def history(self) -> tuple[str, ...]:
        """The searches made on this desk, newest first."""
        return load_history(self.desk.state)

    def remember(self, query: str) -> tuple[str, ...]:
        """The history with one search more."""
        return remember(self.desk.state, query)

    def export(self) -> Said:
        """Write the open brief as Markdown; its sources are read as they are on the desk now."""
        from tearline.briefs.sources import article_of

        return self.brief.export(article_of(self.desk))


def _article_of(desk: Desk) -> Callable[[str], Article]:
    """What reads an article of a desk that is open; KeyError where it can't be read."""

    def read(article_id: str) -> Article:
        try:
            return desk.article(article_id)
        except TearlineError as error:
            raise KeyError(article_id) from error

    return read
