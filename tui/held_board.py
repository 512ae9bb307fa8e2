"""The board of the articles in hand: of a small desk all of them, of a large one as many as memory can hold.

A large desk's newest articles are in hand, those that the open brief cites, and for a while those that were
asked for by a search. All others are searched and read, and come into hand when a search finds them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from tearline.index.errors import TearlineError
from tearline.tui.workspace import Progress

if TYPE_CHECKING:
    from tearline.briefs.board.live_board import LiveBoard
    from tearline.briefs.board.recalled import Recalled
    from tearline.briefs.board.rows import Board
    from tearline.briefs.corroboration.families import ClaimFamily
    from tearline.briefs.findings_cache import FindingsCache
    from tearline.briefs.model import Brief
    from tearline.index.article import Article
    from tearline.index.desk import ArticleCard, Desk

WHOLE = 3_000  # articles of a desk that is in hand as a whole
NEWEST = 1_200  # articles in hand of a larger one
BROUGHT = 300  # articles that searches have brought into hand, at most
RELATED_AT_ONCE = 10  # articles read, or claims compared, before others may have the board
HELD = 128  # articles held with their text and findings; all others are read again when needed


class HeldBoard:
    """Which articles of an open desk are in hand, and their board. Any thread may call anything."""

    def __init__(self, desk: Desk, cache: FindingsCache) -> None:
        from tearline.briefs.board.live_board import LiveBoard
        from tearline.briefs.board.recalled import Recalled

        self._desk = desk
        self._cache = cache
        self._lock = threading.Lock()
        articles = Recalled(self._read, HELD)
        self.texts: Recalled[Article] = Recalled(self._read, HELD, any_id=True)
        self._live: LiveBoard = LiveBoard(
            articles=articles, findings=Recalled(lambda one: cache.findings(articles[one]), HELD)
        )
        # Where each article stands that is in hand, by id; and those of them that were brought, oldest first.
        self._paths: dict[str, str] = {}
        self._brought: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._paths

    def wanted(self, cards: Sequence[ArticleCard], brief: Brief | None) -> list[ArticleCard]:
        """The articles that are to be in hand, of all those of the desk, newest first."""
        if len(cards) <= WHOLE:
            return list(cards)
        texts: set[str] = set()
        files: set[str] = set()
        for source in brief.sources.values() if brief is not None else ():
            texts.add((source.text or "").removeprefix("sha256:"))
            files.add(source.file)
        return [
            card
            for number, card in enumerate(cards)
            if number < NEWEST or card.id in texts or card.id in self._brought or card.path in files
        ]

    def put(self, article_id: str) -> None:
        """Take an article into hand, drafting it where its findings are not kept."""
        article = self._desk.article(article_id)
        findings = self._cache.findings(article)
        with self._lock:
            self._live.add(article, findings)
            self._paths[article_id] = article.path

    def keep_only(self, cards: Iterable[ArticleCard]) -> None:
        """Let go of what is in hand and is not among these, or stands elsewhere by now."""
        paths = {card.id: card.path for card in cards}
        with self._lock:
            self._let_go([one for one, path in self._paths.items() if paths.get(one) != path])

    def bring(self, ids: Sequence[str], cancelled: Callable[[], bool]) -> bool:
        """Take into hand the first of these articles that are not, if findings are kept; whether any was."""
        asked = [one for one in ids if one not in self._paths or one in self._brought][:BROUGHT]
        absent = [one for one in asked if one not in self._paths and self._cache.has(one)]
        for one in absent:
            if cancelled():
                return True
            self.put(one)
            self._brought[one] = None
        still = frozenset(asked)
        with self._lock:
            old = [one for one in self._brought if one not in still]
            self._let_go(old[: max(0, len(self._brought) - BROUGHT)])
        return bool(absent)

    def _let_go(self, ids: Iterable[str]) -> None:
        for one in ids:
            self._paths.pop(one, None)
            self._brought.pop(one, None)
            self._live.remove(one)

    def board(self, brief: Brief | None) -> Board:
        """The board as it is now, under this brief."""
        with self._lock:
            self._live.set_brief(brief)
            return self._live.board()

    def relate(self, tell: Callable[[Progress], object], cancelled: Callable[[], bool]) -> bool:
        """Hold what is new against the rest, telling how far it is; whether there was anything new."""
        total, since = 0, time.monotonic()
        while not cancelled():
            began = time.monotonic()
            with self._lock:
                left = self._live.relate(RELATED_AT_ONCE)
            if not left:
                break
            if left > total:
                # Reading an article brings claims to compare: the work begins anew with these.
                total, since = left, began
            elif left < total:
                seconds = (time.monotonic() - since) / (total - left) * left
                tell(Progress("comparing", total - left, total, left=seconds))
            # Keys are answered between two steps: this thread leaves others as much time as it takes.
            time.sleep(min(0.02, time.monotonic() - began))
        return bool(total)

    def families(self, claims: Collection[str] | None) -> tuple[ClaimFamily, ...]:
        with self._lock:
            return self._live.families(claims)

    def _read(self, article_id: str) -> Article:
        try:
            return self._desk.article(article_id)
        except TearlineError as error:
            raise KeyError(article_id) from error
