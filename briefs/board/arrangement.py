"""How one list is to be arranged: in which order, and which of its rows show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

ListName = Literal["actors", "quotes", "claims", "articles"]
Aspect = Literal["order", "review", "kind", "outlet", "published"]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How one list is arranged; what is empty leaves its rows as they are.

    `order` is one of ORDERS. The others keep the rows that have that value: `review` one of REVIEWS, `kind`
    the form of a quote, the kind of a claim or the type of an actor, `outlet` the name of one, `published` a
    date as precise as wanted ("2031", "2031-04"), which keeps what was published within it.
    """

    order: str = ""
    review: str = ""
    kind: str = ""
    outlet: str = ""
    published: str = ""

    def chosen(self) -> Iterator[tuple[Aspect, str]]:
        """What is not left as it is, the order first."""
        for aspect in ASPECTS:
            if value := getattr(self, aspect):
                yield aspect, value

    def toggled(self, aspect: Aspect, value: str) -> Arrangement:
        """This with that value of an aspect, or without it where it has exactly that."""
        return replace(self, **{aspect: "" if getattr(self, aspect) == value else value})


ASPECTS: tuple[Aspect, ...] = ("order", "review", "kind", "outlet", "published")
PLAIN = Arrangement()
NO_OUTLET = "outlet unknown"

# The order in which a list stands by itself has no entry here.
ORDERS: Mapping[ListName, Mapping[str, str]] = {
    "actors": {"name": "by name", "quotes": "most quoted first", "articles": "in most articles first"},
    "quotes": {"speaker": "by speaker", "oldest": "oldest first", "outlet": "by outlet"},
    "claims": {
        "who": "by who says it",
        "origins": "most origins first",
        "newest": "newest first",
        "oldest": "oldest first",
    },
    "articles": {"oldest": "oldest first", "outlet": "by outlet", "title": "by title"},
}
REVIEWS: Mapping[str, str] = {
    "in-brief": "in the brief",
    "draft": "drafted, not reviewed",
    "suggested": "suggested",
    "rejected": "rejected",
}


_LONGEST = 500  # characters of an outlet's name


def readable(name: ListName, stored: Mapping[str, object]) -> Arrangement:
    """The arrangement of a list that these values give; those that mean nothing there are left out."""
    words = {
        aspect: value
        for aspect in ASPECTS
        if isinstance(value := stored.get(aspect), str) and len(value) <= _LONGEST
    }
    if words.get("order") not in ORDERS[name]:
        words.pop("order", None)
    if words.get("review") not in REVIEWS:
        words.pop("review", None)
    return Arrangement(**words)


def told(name: ListName, aspect: Aspect, value: str) -> str:
    """An aspect's value in words: "by speaker", "in the brief", "direct", "2031-04"."""
    if aspect == "order":
        return ORDERS[name].get(value, value)
    return REVIEWS.get(value, value) if aspect == "review" else value
