"""The analyst's verdicts: taking a suggestion into the brief, and keeping one out of it for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType

from tearline.briefs.board.rows import Board
from tearline.briefs.curation.entries import add_row, allow, ensure_actor
from tearline.briefs.curation.references import drop_relations, naming, resting_on
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import item_of
from tearline.briefs.problems import EditError

Verdict = Callable[[BriefFile, Board, str], None]

# How the ids of proposed relations begin.
_RELATION = "r-"
# Of what stands in the way, so much is named.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of many verdicts at once: the ids that were done, and (id, why) for those that were not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def decide(
    file: BriefFile,
    board: Board,
    ids: Sequence[str],
    verdict: Verdict,
    tell: Callable[[int, int], object] | None = None,
) -> Decided:
    """Pass one verdict (`accept`, `reject` or `restore`) on many ids, as one step of undo.

    What is refused changes nothing of its own and keeps nothing else back. `tell` hears how many of how many
    were looked at. The file is not saved.
    """
    done: list[str] = []
    refused: list[tuple[str, str]] = []
    many = dict.fromkeys(ids)
    what = f"{len(many)} items" if len(many) != 1 else next(iter(many))
    with file.together(f"{_DONE[verdict]} {what}"):
        for n, one in enumerate(many):
            if tell is not None:
                tell(n, len(many))
            try:
                with file.together():
                    verdict(file, board, one)
            except EditError as error:
                refused.append((one, str(error)))
            else:
                done.append(one)
    return Decided(tuple(done), tuple(refused))


def accept(file: BriefFile, board: Board, item_id: str) -> None:
    """Take a suggestion into the brief with its source and actors, or mark a draft as accepted.

    `item_id` is the id of a quote, claim, event, actor or proposed relation. What was rejected may be
    accepted after all. What is accepted already, or was edited, stays as it is. One step of undo; the file
    is not saved. Raises EditError where nothing has that id, or the brief can't take it.
    """
    with file.together(f"accepted {item_id}"):
        item = item_of(file.brief, item_id)
        if item is not None:
            if item.review == "draft":
                file.set_value(item_id, "review", "accepted")
            return
        row = board.item(item_id)
        if row is not None:
            if row.article not in board.texts or not row.spans:
                raise EditError(f"{item_id}: its words are in no article at hand, so they can't be anchored")
            allow(file, item_id)
            add_row(file, board, row, "accepted")
        elif item_id.startswith(_RELATION):
            _relations().accept_relation(file, board, item_id)
        elif board.actor(item_id) is not None:
            ensure_actor(file, board, item_id)
        elif item_id not in file.brief.actors:
            raise _nothing(item_id)


def reject(file: BriefFile, board: Board, item_id: str) -> None:
    """Keep a suggestion out, or an item of the brief: its id is noted, so that no draft brings it back.

    `item_id` is the id of a quote, claim, event, actor or proposed relation. The relations of a claim go with
    it. One step of undo; the file is not saved. Raises EditError for what something in the brief still names
    or rests on, and where nothing has that id.
    """
    if item_id.startswith(_RELATION):
        _relations().reject_relation(file, board, item_id)
        return
    row = board.item(item_id)
    with file.together(f"rejected {item_id}"):
        if item_of(file.brief, item_id) is None and row is None:
            _reject_actor(file, board, item_id)
            return
        if resting := resting_on(file.brief, item_id):
            raise EditError(
                f"{item_id} is what {_some(resting)} rests on; change that first"
                if len(resting) == 1
                else f"{_some(resting)} rest on {item_id}; change these first"
            )
        drop_relations(file, item_id)
        file.reject(item_id)
        # An item that a person gave another id: what drafting found there is kept out under its own.
        if row is not None and row.finding and row.finding != item_id:
            file.reject(row.finding)


def restore(file: BriefFile, board: Board, item_id: str) -> None:  # noqa: ARG001 - a verdict like the others
    """Let a rejected id be suggested again. One step of undo; the file is not saved.

    Raises EditError where it is not among the rejected.
    """
    if item_id not in file.brief.rejected:
        raise EditError(f"{item_id} is not among the rejected")
    with file.together(f"restored {item_id}"):
        allow(file, item_id)


_DONE: dict[Verdict, str] = {accept: "accepted", reject: "rejected", restore: "restored"}


def _reject_actor(file: BriefFile, board: Board, actor_id: str) -> None:
    if actor_id in file.brief.actors:
        named = sorted({item.id for _, item, _ in naming(file.brief, actor_id)})
        if named:
            raise EditError(f"{actor_id} is named by {_some(named)}; reject or change these first")
        file.remove_item(f"actors.{actor_id}")
    elif board.actor(actor_id) is None:
        raise _nothing(actor_id)
    if actor_id not in file.brief.rejected:
        file.add_item("rejected", actor_id)


def _relations() -> ModuleType:
    # Taking a relation in takes its claims in: the module of relations needs this one first.
    from tearline.briefs.curation import relation_verdicts

    return relation_verdicts


def _nothing(item_id: str) -> EditError:
    return EditError(f"{item_id} is neither among the suggestions nor in the brief")


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
