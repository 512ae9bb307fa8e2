"""Asks whose words a quote or a claim is, and says how to write the answer into the brief."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from tearline.briefs.board.rows import Board, ClaimRow, QuoteRow
from tearline.tui.open_brief import OpenBrief, Said
from tearline.tui.screens.picker import ActorPicker
from tearline.tui.widgets.rows import quoted

if TYPE_CHECKING:
    from textual.app import App

    from tearline.briefs.document.brief_file import BriefFile

LONGEST_SHOWN = 240  # characters of words that a dialog repeats


def ask_speaker(
    app: App[Any],
    brief: OpenBrief,
    board: Board,
    row: QuoteRow | ClaimRow,
    then: Callable[[Callable[[], Said]], object],
) -> None:
    """Open the picker; `then` gets the change to make, unless the user gives up."""
    words = quoted(row.words, row.form) if isinstance(row, QuoteRow) else row.words
    shown = words[:LONGEST_SHOWN] + ("…" if len(words) > LONGEST_SHOWN else "")
    title = "Who says this?" if isinstance(row, QuoteRow) else "Who asserts this?"

    def chosen(who: str | None) -> None:
        if who is not None:
            then(partial(_name_speaker, brief, board, row.id, who))

    app.push_screen(ActorPicker(board, title, shown, unnamed=True), chosen)


def _name_speaker(brief: OpenBrief, board: Board, item_id: str, who: str) -> Said:
    from tearline.briefs.curation.called import called

    item = called(brief.brief, board, [item_id])
    return brief.change(f"named the speaker of {item}", partial(_attribute, board, item_id, who))


def _attribute(board: Board, item_id: str, who: str, file: BriefFile) -> str:
    from tearline.briefs.curation.editing import attribute
    from tearline.briefs.curation.who import name_of, who_of

    attribute(file, board, item_id, who_of(who))
    return f"{item_id}: said by {name_of(file.brief, board, who).removeprefix('described: ')}."
