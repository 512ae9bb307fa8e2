"""The analyst's verdicts on relations: taking a proposed one in, or keeping two claims apart for good."""

from __future__ import annotations

from collections.abc import Iterable, Set

from tearline.briefs.board.rows import Board, RelationRow
from tearline.briefs.curation.assessing import link
from tearline.briefs.curation.entries import allow
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.ids import relation_id
from tearline.briefs.problems import EditError


def to_decide(relations: Iterable[RelationRow], claims: Set[str] | None = None) -> tuple[RelationRow, ...]:
    """Relations as they are gone through: proposed ones before those decided upon, contradictions first.

    Rejected ones are left out, and where `claims` is given, those that bear on none of these claims.
    """
    rows = [
        row
        for row in relations
        if row.status != "rejected" and (claims is None or not claims.isdisjoint((row.claim, row.to)))
    ]
    rows.sort(
        key=lambda row: (row.status not in ("suggested", "draft"), row.kind != "contradicts", -row.score)
    )
    return tuple(rows)


def accept_relation(file: BriefFile, board: Board, item_id: str) -> None:
    """Take a proposed relation into the brief, with its claims, or mark a draft as accepted.

    What was rejected may be accepted after all. One step of undo; the file is not saved. Raises EditError.
    """
    with file.together(f"accepted {item_id}"):
        places = _places(file, item_id)
        for n in places:
            if file.brief.relations[n].review == "draft":
                file.set_values(f"relations[{n}]", {"review": "accepted"})
        if places:
            return
        row = _row(board, item_id)
        allow(file, item_id)
        link(file, board, row.claim, row.kind, row.to, independent=row.independent, why=row.why or None)


def reject_relation(file: BriefFile, board: Board, item_id: str) -> None:
    """Keep a pair of claims unrelated: taken out of the brief, and never proposed again, of whatever kind.

    One step of undo; the file is not saved. Raises EditError where nothing has that id.
    """
    with file.together(f"rejected {item_id}"):
        places = _places(file, item_id)
        if not places:
            _row(board, item_id)
        for n in reversed(places):
            file.remove_item(f"relations[{n}]")
        if item_id not in file.brief.rejected:
            file.add_item("rejected", item_id)


def _row(board: Board, item_id: str) -> RelationRow:
    row = board.relation(item_id)
    if row is None:
        raise EditError(f"{item_id} is no relation of two claims, proposed or in the brief")
    return row


def _places(file: BriefFile, item_id: str) -> list[int]:
    """Where the brief relates the two claims."""
    pairs = enumerate(file.brief.relations)
    return [n for n, one in pairs if relation_id(one.claim, one.to) == item_id]
