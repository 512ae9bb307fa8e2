"""Where a new entry stands in its list: beside those of its article, in the order of its words.

So a list reads as the articles do, and what two branches add seldom meets at one line, where git by itself
would see a conflict. What stands there already is never moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from tearline.briefs.model import Brief, Place


def place_for(brief: Brief, section: str, entry: Any) -> int | None:
    """Before which entry of a section a new one is to stand, None for the end.

    Quotes, claims and events stand after what their article says earlier; rejected ids in their order. Where
    those that are there keep another order, it is somebody's own, and the new one goes to the end.
    """
    if section == "rejected":
        ids = brief.rejected
        ordered = all(one <= other for one, other in pairwise(ids))
        return next((n for n, one in enumerate(ids) if one > entry), None) if ordered else None
    if section not in ("quotes", "claims", "timeline") or not isinstance(entry, Mapping):
        return None
    words = _first(entry.get("at") or entry.get("evidence"))
    if words is None:
        return None
    source, start = words
    starts = [
        (n, at)
        for n, item in enumerate(getattr(brief, section))
        if (at := _start_in(source, item.at if section == "quotes" else item.evidence)) is not None
    ]
    if not starts or any(one > other for (_, one), (_, other) in pairwise(starts)):
        return None
    after = next((n for n, at in starts if at > start), starts[-1][0] + 1)
    return after if after < len(getattr(brief, section)) else None


def _start_in(source: str, places: Any) -> int | None:
    """Where the first of some places is, if it is in that source."""
    first = places[0] if isinstance(places, tuple) and places else places
    return first.start if isinstance(first, Place) and first.source == source else None


def _first(places: Any) -> tuple[str, int] | None:
    """The source and the start of the first of some places, as they are given for a new entry."""
    first = places[0] if isinstance(places, list | tuple) and places else places
    if isinstance(first, Mapping) and isinstance(first.get("start"), int):
        return str(first.get("source")), first["start"]
    return None
