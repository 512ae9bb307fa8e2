"""How to speak of items: by their first words where it is one, by kind and number where they are several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tearline.briefs.board.rows import Board, ClaimRow, EventRow, QuoteRow
from tearline.briefs.document.brief_items import blank_brief, item_of
from tearline.briefs.model import Brief, Claim, Event, Quote

_WORDS = 40
_KINDS: dict[type, str] = {
    Quote: "quote",
    QuoteRow: "quote",
    Claim: "claim",
    ClaimRow: "claim",
    Event: "event",
    EventRow: "event",
}


def called(brief: Brief | None, board: Board, ids: Sequence[str]) -> str:
    """Items in words: "the quote “We will not close…”", "Mira Dolan", "3 quotes and 1 actor".

    An id that nothing has stands as it is.
    """
    brief = brief or blank_brief()
    if len(ids) == 1:
        return _one(brief, board, ids[0])
    kinds = _kinds(brief, board, set(ids))
    counts = Counter(kinds.get(one, "item") for one in ids)
    parts = [f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in counts.items()]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "nothing"


def _one(brief: Brief, board: Board, item_id: str) -> str:
    item, row, actor = item_of(brief, item_id), board.item(item_id), board.actor(item_id)
    if isinstance(item, Quote):
        return f"the quote “{_short(' … '.join(item.stretches))}”"
    if isinstance(item, Claim):
        return f"the claim “{_short(item.claim)}”"
    if isinstance(item, Event):
        return f"the event “{_short(item.what)}”"
    if row is not None:
        return f"the {_KINDS[type(row)]} “{_short(row.words)}”"
    if item_id in brief.actors:
        return brief.actors[item_id].name
    return actor.name if actor is not None else item_id


def _kinds(brief: Brief, board: Board, ids: set[str]) -> dict[str, str]:
    items: tuple[Any, ...] = (
        *board.quotes,
        *board.claims,
        *board.events,
        *brief.quotes,
        *brief.claims,
        *brief.timeline,
    )
    kinds = {item.id: _KINDS[type(item)] for item in items if item.id in ids}
    for one in ids - kinds.keys():
        if one in brief.actors or board.actor(one) is not None:
            kinds[one] = "actor"
    return kinds


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _WORDS else f"{plain[:_WORDS].rstrip()}…"
