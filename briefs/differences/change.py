"""One thing that is otherwise between two states of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# In the order in which a reader is told.
Section = Literal[
    "brief",
    "bottom_line",
    "claims",
    "quotes",
    "relations",
    "timeline",
    "gaps",
    "sources",
    "actors",
    "rejected",
]
Kind = Literal[
    "new",
    "withdrawn",
    "rejected",
    "reworded",
    "grade",
    "review",
    "attribution",
    "evidence",
    "moved",
    "uncertain",
    "lost",
    "renamed",
    "merged",
    "split",
    "changed",
]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an item: `item` is its id or key, `title` what a reader knows it by.

    `field` is the key that changed, from `before` to `after` in words; both are empty where the item itself
    came or went. kind says what that means to an analyst: "grade" is a grade of reliability or credibility, a
    likelihood or a confidence; "attribution" who speaks, relays, asserts or listens; "evidence" what an item
    rests on; "moved", "uncertain" and "lost" speak of anchored words.
    """

    section: Section
    kind: Kind
    item: str
    title: str
    field: str = ""
    before: str = ""
    after: str = ""
