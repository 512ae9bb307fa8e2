"""Reads a desk in, from its files to the board, and tells how far it is; stopped, it goes on from there.

What takes long is done by other processes (`Desk.sync_apart`, `draft_apart`): here it would hold up keys.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tearline.index.catalog import CatalogDamaged
from tearline.tui.workspace import Contents, Progress

if TYPE_CHECKING:
    from tearline.briefs.findings_cache import FindingsCache
    from tearline.index.desk import ArticleCard, Desk
    from tearline.index.sync import Progress as Synced
    from tearline.index.sync import SyncReport
    from tearline.tui.held_board import HeldBoard
    from tearline.tui.workspace import Workspace

SHOW_EVERY = 0.25  # seconds between two states of the desk while it is read
BREATH = 5  # showing takes at most one part in so many of the time
FEW = 24  # files read, and articles drafted, without a process of their own; as many as a first look takes in
LARGE = 10_000  # articles of a desk that is always read by another process
SHORT = 40_000  # code points; a longer article is not drafted before all others are read in


class ReadingIn:
    """One reading of an open desk; for one thread."""

    def __init__(
        self,
        workspace: Workspace,
        desk: Desk,
        held: HeldBoard,
        cache: FindingsCache,
        tell: Callable[[Progress], object],
        show: Callable[[Contents], object],
        cancelled: Callable[[], bool],
    ) -> None:
        self._workspace = workspace
        self._desk = desk
        self._held = held
        self._cache = cache
        self._tell = tell
        self._show = show
        self._cancelled = cancelled
        self._shown_at, self._pause = time.monotonic(), SHOW_EVERY

    def read(self) -> SyncReport | None:
        """Read files, draft articles, put them on the board, compare their claims. None where it was stopped.

        Raises what `Desk.sync` does; what is there is shown all the same.
        """
        first = not self._workspace.contents.cards
        if first and (cards := self._known()):
            # What an earlier run found is on screen before the folder has been looked through.
            self._lay_out(cards, only_kept=True)
        self._workspace.change_contents(recalled=True)
        if first:
            self._show(self._workspace.update())
        report = None
        try:
            report = self._sync()
            self._workspace.change_contents(unreadable=tuple(report.unreadable))
        finally:
            # Where the folder can't be read now, or another window is reading it, what is there is shown.
            cards = self._workspace.contents.cards
            if report is None or report.cancelled or report.came_or_went:
                cards = self._desk.articles()
                self._show(self._workspace.update(cards))
            self._draft(cards)
            self._lay_out(cards, only_kept=False)
        if len(cards) == len(self._held):
            # Of a larger desk, claims are compared when a view asks for it: that takes as much memory again.
            self._relate()
        return None if self._cancelled() else report

    # A catalogue that can't be used, as one of another version, is built anew by the sync.

    def _known(self) -> tuple[ArticleCard, ...]:
        """The articles of an earlier run."""
        try:
            return self._desk.articles()
        except CatalogDamaged:
            return ()

    def _waiting(self) -> int:
        """How many files are to be read; of all of them nobody knows how many there are."""
        try:
            return self._desk.watch().waiting()
        except CatalogDamaged:
            return LARGE

    def _sync(self) -> SyncReport:
        def tell(now: Synced) -> None:
            self._tell(Progress("reading", now.done, now.total, now.rate, now.left))
            self._show_now_and_then(self._begun)

        # Going through the files of a large desk is enough to be felt by itself.
        large = len(self._workspace.contents.cards) > LARGE
        if large or self._waiting() > FEW:
            return self._desk.sync_apart(tell, self._cancelled)
        return self._desk.sync(tell, self._cancelled)

    def _begun(self) -> Contents:
        """The articles read so far, with the findings of the first few."""
        cards = self._desk.articles()
        for card in cards[:FEW]:
            if len(self._held) >= FEW or self._cancelled():
                break
            if card.id not in self._held and card.chars <= SHORT:
                self._held.put(card.id)
        return self._workspace.update(cards)

    def _draft(self, cards: Sequence[ArticleCard]) -> None:
        """Draft all articles without findings, the newest first; what is to be in hand is put there."""
        lacking = self._cache.lacking(card.id for card in cards)
        wanted = {card.id for card in self._held.wanted(cards, self._workspace.brief.brief)}
        if len(lacking) <= FEW:
            for one in lacking:
                # What is to be in hand is drafted when it is put there.
                if one not in wanted and not self._cancelled():
                    self._cache.findings(self._desk.article(one))
            return
        from tearline.briefs.drafting_apart import draft_apart

        began = time.monotonic()
        for done, one in enumerate(draft_apart(self._desk.state, lacking, self._cancelled), 1):
            took = time.monotonic() - began
            self._tell(
                Progress("drafting", done, len(lacking), done / took, took / done * (len(lacking) - done))
            )
            if one in wanted:
                self._put(one)
            self._show_now_and_then(self._workspace.update)

    def _lay_out(self, cards: tuple[ArticleCard, ...], *, only_kept: bool) -> None:
        """Put on the board what is to be in hand, drafting it unless only what is kept goes there."""
        wanted = self._held.wanted(cards, self._workspace.brief.brief)
        self._held.keep_only(wanted)
        absent = [card.id for card in wanted if card.id not in self._held]
        if only_kept:
            lacking = frozenset(self._cache.lacking(absent))
            absent = [one for one in absent if one not in lacking]
        self._show(self._workspace.update(cards))
        began = time.monotonic()
        for done, one in enumerate(absent, 1):
            if self._cancelled():
                break
            self._put(one)
            left = (time.monotonic() - began) / done * (len(absent) - done)
            doing = "opening" if only_kept else "drafting"
            self._tell(Progress(doing, done, len(absent), left=left))
            self._show_now_and_then(self._workspace.update)
        if absent:
            self._show(self._workspace.update())

    def _put(self, article_id: str) -> None:
        began = time.monotonic()
        self._held.put(article_id)
        # Keys are answered between two articles: this thread leaves others as much time as it takes.
        time.sleep(min(0.02, time.monotonic() - began))

    def _relate(self) -> None:
        """Hold what is new on the board against the rest, and show what agrees and differs."""
        if self._held.relate(self._tell, self._cancelled):
            self._show(self._workspace.update())

    def _show_now_and_then(self, make: Callable[[], Contents]) -> None:
        started = time.monotonic()
        if started - self._shown_at > self._pause:
            self._show(make())
            self._shown_at = time.monotonic()
            # A large desk takes long to lay out: most of the time goes into reading on all the same.
            self._pause = max(SHOW_EVERY, BREATH * (self._shown_at - started))
