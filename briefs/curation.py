"""The analyst's verdicts: taking a suggestion into the brief, and keeping one out of it for good."""

from __future__ import annotations

from tearline.briefs.brief_file import BriefFile
from tearline.briefs.brief_items import item_of, items_of, named_in
from tearline.briefs.entries import add_row, ensure_actor
from tearline.briefs.problems import EditError
from tearline.briefs.rows import Board


def accept(file: BriefFile, board: Board, item_id: str) -> None:
    """Take a suggestion into the brief with its source and actors, or mark a draft as accepted.

    `item_id` is the id of a quote, claim, event or actor. What was rejected may be accepted after all. What
    is accepted already, or was edited, stays as it is. One step of undo; the file is not saved. Raises
    EditError where nothing has that id, or the brief can't take it.
    """
    with file.together():
        item = item_of(file.brief, item_id)
        if item is not None:
            if item.review == "draft":
                file.set_value(item_id, "review", "accepted")
            return
        row = board.item(item_id)
        if row is not None:
            if row.article not in board.texts or not row.spans:
                raise EditError(f"{item_id}: its words are in no article at hand, so they can't be anchored")
            _allow(file, item_id)
            add_row(file, board, row, "accepted")
        elif board.actor(item_id) is not None:
            _allow(file, item_id)
            ensure_actor(file, board, item_id)
        elif item_id not in file.brief.actors:
            raise EditError(f"{item_id} is neither on the board nor in the brief")


def reject(file: BriefFile, board: Board, item_id: str) -> None:
    """Keep a suggestion out, or an item of the brief: its id is noted, so that no draft brings it back.

    `item_id` is the id of a quote, claim, event or actor. One step of undo; the file is not saved. Raises
    EditError for an actor that the brief still names, and where nothing has that id.
    """
    row = board.item(item_id)
    with file.together():
        if item_of(file.brief, item_id) is None and row is None:
            _reject_actor(file, board, item_id)
            return
        file.reject(item_id)
        # An item that a person gave another id: what drafting found there is kept out under its own.
        if row is not None and row.finding and row.finding != item_id:
            file.reject(row.finding)


def _reject_actor(file: BriefFile, board: Board, actor_id: str) -> None:
    if actor_id in file.brief.actors:
        named = sorted(item.id for item in items_of(file.brief) if actor_id in named_in(item))
        if named:
            raise EditError(f"{actor_id} is named by {', '.join(named[:5])}; reject or change these first")
        file.remove_item(f"actors.{actor_id}")
    elif board.actor(actor_id) is None:
        raise EditError(f"{actor_id} is neither on the board nor in the brief")
    if actor_id not in file.brief.rejected:
        file.add_item("rejected", actor_id)


def _allow(file: BriefFile, item_id: str) -> None:
    """Take an id from among the rejected, if it is there."""
    if item_id in file.brief.rejected:
        file.remove_item(f"rejected[{file.brief.rejected.index(item_id)}]")
