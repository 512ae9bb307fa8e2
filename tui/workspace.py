"""The desk as the screen works with it. Everything here may take long: it is called from worker threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tearline.index.errors import TearlineError
from tearline.tui.last_screen import LastScreen, keep_screen
from tearline.tui.narrowing import Found
from tearline.tui.search_history import load_history, remember
from tearline.tui.session import Session, save_session
from tearline.tui.widgets.passages import Passage

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board, ClaimRow, QuoteRow
    from tearline.briefs.corroboration.families import ClaimFamily
    from tearline.briefs.differences.last_time import LastTime
    from tearline.briefs.findings_cache import FindingsCache
    from tearline.briefs.problems import Problem
    from tearline.index.article import Article
    from tearline.index.desk import ArticleCard, Desk
    from tearline.index.reading import Unreadable
    from tearline.index.sync import SyncReport
    from tearline.index.watching import Watch
    from tearline.tui.held_board import HeldBoard
    from tearline.tui.open_brief import OpenBrief, Said

LOOKED_UP = 100  # articles whose words a search shows in the list; nobody scrolls through more


class DeskClosed(TearlineError):  # noqa: N818 - it says what happened
    """Work was still going on when the desk was closed."""


@dataclass(frozen=True)
class Contents:
    """What the desk holds so far: its articles, the board of what was found in them, what can't be read.

    `texts` gives any article of the desk by its id. `recalled` says whether all is on the board that was kept
    of an earlier session, `in_hand` how many articles the board has where that is not all of them, else 0.
    """

    cards: tuple[ArticleCard, ...] = ()
    board: Board | None = None
    unreadable: tuple[Unreadable, ...] = ()
    recalled: bool = False
    in_hand: int = 0
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
            from tearline.briefs.trust import is_weak

            # One article at a time: most are never opened, and a board is soon followed by another.
            self._passages[article_id] = [
                Passage(row.id, kind, row.spans, "weak" if is_weak(row) else row.status)
                for kind, row in self._rows_by_article.get(article_id, ())
            ]
        return self._passages[article_id]

    @cached_property
    def _rows_by_article(self) -> dict[str, list[tuple[str, QuoteRow | ClaimRow]]]:
        by_article: dict[str, list[tuple[str, QuoteRow | ClaimRow]]] = {}
        if self.board is not None:
            for quote in self.board.quotes:
                by_article.setdefault(quote.article, []).append(("quote", quote))
            for claim in self.board.claims:
                by_article.setdefault(claim.article, []).append(("claim", claim))
        return by_article

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        return {}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: "reading", "drafting", "laying out" or "comparing", `done` of `total`.

    `rate` is how many a second, 0 where that is not known; `left` about how many seconds it will take from
    here, None before that can be told.
    """

    doing: str
    done: int
    total: int
    rate: float = 0.0
    left: float | None = None


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
        self._changing = threading.RLock()
        self._closed = False
        self._session: Session | None = None
        # The desk as it was left last, by the name of the brief that was open.
        self._left: dict[str, LastTime | None] = {}
        self._desk: Desk | None = None
        self._cache: FindingsCache | None = None
        self._held_board: HeldBoard | None = None
        self._watch: Watch | None = None

    # Opening

    def open(self) -> None:
        """Open the desk; raises TearlineError where the folder is no desk or can't be one."""
        with self._opening:
            if self._desk is not None or self._closed:
                return
            from tearline.briefs.findings_cache import FindingsCache
            from tearline.index.desk import Desk
            from tearline.tui.held_board import HeldBoard

            desk = self._held.enter_context(Desk(self.root))
            self._cache = self._held.enter_context(FindingsCache(desk.state))
            self._held_board = HeldBoard(desk, self._cache)
            self.contents = replace(self.contents, texts=self._held_board.texts)
            self._watch = desk.watch()
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
                from tearline.briefs.differences.last_time import leave

                ids = (card.id for card in self.contents.cards)
                leave(self._desk.state, self.brief.name, self.brief.text, ids)
            self._closed = True
            self._desk = self._cache = self._held_board = self._watch = None
            self._held.close()

    # Reading

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user should know about where the desk keeps its index."""
        return self.desk.status().messages

    def read(self, tell: Tell, show: Show, cancelled: Callable[[], bool]) -> SyncReport | None:
        """Bring the desk up to date with its folder, then draft what is new, showing what there is meanwhile.

        `tell` hears of progress, `show` gets the contents every so often and once at the end.
        """
        from tearline.tui.reading_in import ReadingIn

        self.open()
        if self._held_board is None or self._cache is None:
            raise DeskClosed("The desk was closed meanwhile.")
        return ReadingIn(self, self.desk, self._held_board, self._cache, tell, show, cancelled).read()

    def change_contents(self, **changes: Any) -> Contents:
        """The contents with these fields changed."""
        with self._changing:
            self.contents = replace(self.contents, **changes)
            return self.contents

    def update(self, cards: tuple[ArticleCard, ...] | None = None) -> Contents:
        """The contents as they are now, under the brief as it is now."""
        held = self._held_board
        if held is None:
            return self.contents
        with self._changing:
            board = held.board(self.brief.brief)
            kept = self.contents.cards if cards is None else cards
            in_hand = len(held) if len(held) < len(kept) else 0
            self.contents = replace(self.contents, cards=kept, board=board, in_hand=in_hand)
            return self.contents

    def refresh_board(self) -> Contents:
        """The contents with the states that the brief has now."""
        return self.update()

    def has_news(self) -> bool:
        """Whether files came, changed or went that are to be read."""
        return self._watch is not None and self._watch.look()

    def bring(self, found: Found | None, actor: str | None, cancelled: Callable[[], bool]) -> bool:
        """Take into hand what a search found, or what names an actor; whether there is more in hand now.

        Of a desk that is in hand as a whole, there is nothing to take.
        """
        held, contents = self._held_board, self.contents
        if held is None or not contents.in_hand:
            return False
        ids = found.ids if found is not None else None
        if actor is not None and contents.board is not None and (row := contents.board.actor(actor)):
            name = row.name.replace('"', " ")
            naming = self.desk.matching(f'"{name}"', cancelled) if name.strip() else frozenset()
            ids = naming if ids is None else ids & naming
        if ids is None:
            return False
        return held.bring([card.id for card in contents.cards if card.id in ids], cancelled)

    # What the views are made of

    def last_time(self) -> LastTime | None:
        """The desk as it was left before this session, with the open brief as it was then."""
        from tearline.briefs.differences.last_time import last_time

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
        held = self._held_board
        if held is None:
            return self.contents, ()
        held.relate(tell, cancelled)
        # Whoever stopped it waits for no families.
        return self.update(), () if cancelled() else held.families(claims)

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
        from tearline.briefs.board.held import held_by
        from tearline.index.query import both, parse

        query = parse(text, typing=True)
        if saved:
            query = both(parse(saved), query)
        ids = self.desk.matching(query, cancelled)
        return Found(text, query, ids, cards, saved=saved, held=held_by(self.desk.root, query))

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
