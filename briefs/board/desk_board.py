"""The board of a whole desk: every article it holds, with findings from the cache or drafted now."""

from __future__ import annotations

from collections.abc import Callable

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.findings_cache import FindingsCache
from tearline.index.desk import Desk


def read_board(desk: Desk, progress: Callable[[int, int], None] | None = None) -> LiveBoard:
    """The board of all articles that the desk has read, under no brief yet.

    `progress` is told how many articles of how many are drafted.
    """
    live = LiveBoard()
    cards = desk.articles()
    with FindingsCache(desk.state) as cache:
        # The oldest first, so that families of copies are known by the article the others may have copied.
        for done, card in enumerate(reversed(cards), 1):
            article = desk.article(card.id)
            live.add(article, cache.findings(article))
            if progress is not None:
                progress(done, len(cards))
    # Worked out for the board, they tell whoever searches which hits are copies.
    desk.keep_families(live.copies())
    return live
