"""The desk as the screen works with it. Everything here may take long: it is called from worker threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tearline.index.errors import TearlineError
from tearline.tui.narrowing import Found

if TYPE_CHECKING:
    from tearline.briefs.board import Board
    from tearline.briefs.findings import Findings
    from tearline.briefs.findings_cache import FindingsCache
    from tearline.index.article import Article
    from tearline.index.desk import ArticleCard, Desk
    from tearline.index.reading import Unreadable
    from tearline.tui.open_brief import OpenBrief

TELL_EVERY = 0.25  # seconds between two states of the desk while it is being read


class DeskClosed(TearlineError):  # noqa: N818
    """Work was still going on when the desk was closed."""


@dataclass(frozen=True)
class Contents:
    """What the desk holds so far: its articles and everything found in them."""

    cards: tuple[ArticleCard, ...] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    findings: Mapping[str, Findings] = field(default_factory=dict)
    board: Board | None = None
    unreadable: tuple[Unreadable, ...] = ()


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
        self._desk: Desk | None = None
        self._cache: FindingsCache | None = None

    def open(self) -> None:
        """Open the desk; raises TearlineError where the folder is no desk or can't be one."""
        with self._opening:
            if self._desk is not None or self._closed:
                return
            from tearline.briefs.findings_cache import FindingsCache
            from tearline.index.desk import Desk

            desk = self._held.enter_context(Desk(self.root))
            self._cache = self._held.enter_context(FindingsCache(desk.state))
            self._desk = desk

    @property
    def _findings_cache(self) -> FindingsCache:
        self.open()
        if self._cache is None:
            raise DeskClosed("The desk was closed meanwhile.")
        return self._cache

    def close(self) -> None:
        with self._opening:
            self._held.close()
            self._desk = self._cache = None
            self._closed = True

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

    def read(self, tell: Tell, show: Show, cancelled: Callable[[], bool]) -> None:
        """Bring the desk up to date with its folder, then draft what is new, showing what there is meanwhile.

        `tell` hears of progress, `show` gets the contents every so often and once at the end.
        """
        desk = self.desk
        if desk.articles() and not self.contents.cards:
            # What an earlier run found is on screen before the folder has been looked through.
            self._gather(tell, show, cancelled, only_kept=True)
        report = desk.sync(lambda now: tell(Progress("reading", now.done, now.total)), cancelled)
        self.contents = replace(self.contents, unreadable=tuple(report.unreadable))
        self._gather(tell, show, cancelled, only_kept=False)

    def _gather(self, tell: Tell, show: Show, cancelled: Callable[[], bool], *, only_kept: bool) -> None:
        """Load every article and its findings, drafting those not kept unless only kept ones are wanted."""
        cards = self.desk.articles()
        # What was loaded before stays in sight until everything was seen; then what is gone is let go of.
        articles, findings = dict(self.contents.articles), dict(self.contents.findings)
        seen = 0
        pause, shown_at = TELL_EVERY, time.monotonic()
        if not self.contents.cards:
            show(self._update(cards, articles, findings))
        for card in cards:
            if cancelled():
                break
            seen += 1
            if card.id in findings or (only_kept and not self._findings_cache.has(card.id)):
                continue
            article = self.desk.article(card.id)
            articles[card.id], findings[card.id] = article, self._findings_cache.findings(article)
            tell(Progress("drafting", seen, len(cards)))
            if time.monotonic() - shown_at > pause:
                started = time.monotonic()
                show(self._update(cards, dict(articles), dict(findings)))
                shown_at = time.monotonic()
                # A large desk takes long to lay out: most of the time goes into reading on all the same.
                pause = max(TELL_EVERY, 4 * (shown_at - started))
        if seen == len(cards):
            here = {card.id for card in cards}
            articles = {key: article for key, article in articles.items() if key in here}
            findings = {key: found for key, found in findings.items() if key in here}
        show(self._update(cards, articles, findings))

    def _update(
        self,
        cards: tuple[ArticleCard, ...],
        articles: Mapping[str, Article],
        findings: Mapping[str, Findings],
    ) -> Contents:
        from tearline.briefs.board import build_board

        board = build_board(tuple(articles.values()), findings, self.brief.brief)
        self.contents = replace(self.contents, cards=cards, articles=articles, findings=findings, board=board)
        return self.contents

    def refresh_board(self) -> Contents:
        """The contents with the states that the brief has now."""
        contents = self.contents
        return self._update(contents.cards, contents.articles, contents.findings)

    def search(self, text: str) -> Found:
        """What a query finds; raises QueryError where it can't be read."""
        from tearline.index.query import article_part, parse

        query = parse(text)
        result = self.desk.search(article_part(query), limit=None)
        return Found(text, query, {hit.card.id: hit for hit in result.hits})
