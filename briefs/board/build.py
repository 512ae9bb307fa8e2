"""The board: all that the panes show and the command line prints, from findings and the brief over them.

A board is a value, made without reading or writing anything. Where articles come in one by one or the brief
changes, a LiveBoard makes one board after another at the cost of what changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.findings import Findings
from tearline.briefs.model import Brief
from tearline.index.article import Article


def build_board(articles: Sequence[Article], findings: Mapping[str, Findings], brief: Brief | None) -> Board:
    """The board of these articles, whose findings are given by article id, under a brief or none.

    Articles without findings yet are left out. The order in which they are given does not matter.
    """
    live = LiveBoard(brief)
    # The oldest first, so that families of copies are known by the article the others may have copied.
    for article in sorted(articles, key=lambda one: (one.published is None, one.published or "", one.id)):
        if article.id in findings:
            live.add(article, findings[article.id])
    return live.board()
