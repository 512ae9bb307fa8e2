"""The items of a brief, whatever their section, and the actors that each names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from tearline.briefs import model
from tearline.briefs.model import Brief

BriefItem = model.Quote | model.Claim | model.Event


def items_of(brief: Brief) -> tuple[BriefItem, ...]:
    """All quotes, claims and events, in the order of the file."""
    everything: list[BriefItem] = [*brief.quotes, *brief.claims, *brief.timeline]
    return tuple(everything)


def item_of(brief: Brief, item_id: str) -> BriefItem | None:
    """The quote, claim or event of that id."""
    everything: Iterator[BriefItem] = chain(brief.quotes, brief.claims, brief.timeline)
    return next((item for item in everything if item.id == item_id), None)


def path_of(brief: Brief, name: str) -> tuple[str, int | str] | None:
    """Where an item stands in a brief's data by its id, an actor or a source by its key; None if nowhere."""
    for section in ("quotes", "claims", "timeline"):
        for n, item in enumerate(getattr(brief, section)):
            if item.id == name:
                return section, n
    for section in ("actors", "sources"):
        if name in getattr(brief, section):
            return section, name
    return None


def blank_brief() -> Brief:
    """A brief without items, for what asks for a brief where there is none yet."""
    return Brief.model_validate({"tearline": 1, "title": "Brief"})


def parties_of(item: BriefItem) -> frozenset[str]:
    """The keys of the actors that take part in an item: who speaks, relays, is spoken to, asserts or acts."""
    if isinstance(item, model.Quote):
        named: tuple[model.Party | None, ...] = (item.speaker, item.audience, *item.via)
    elif isinstance(item, model.Claim):
        named = (item.by, item.content_of)
    else:
        named = item.actors
    return frozenset(one for one in named if isinstance(one, str))


def named_in(item: BriefItem) -> frozenset[str]:
    """The keys of all actors that an item names, those it is about too."""
    about = () if isinstance(item, model.Event) else item.about
    return parties_of(item) | frozenset(about)
