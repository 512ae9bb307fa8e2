"""What in a brief names what: so that nothing is taken away that something else still rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tearline.briefs import model
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import BriefItem
from tearline.briefs.model import Brief, Part

# The keys under which an item of each section names actors.
ACTOR_KEYS = {
    "quotes": ("speaker", "via", "audience", "about"),
    "claims": ("by", "content_of", "about"),
    "timeline": ("actors",),
}


_ACTOR_KEYS_OF: dict[type[BriefItem], tuple[str, ...]] = {
    model.Quote: ACTOR_KEYS["quotes"],
    model.Claim: ACTOR_KEYS["claims"],
    model.Event: ACTOR_KEYS["timeline"],
}


def items_by_section(brief: Brief) -> Iterator[tuple[str, BriefItem]]:
    """All quotes, claims and events with the name of their section, in the order of the file."""
    for section in ACTOR_KEYS:
        for item in getattr(brief, section):
            yield section, item


def naming(brief: Brief, actor: str) -> Iterator[tuple[str, BriefItem, str]]:
    """Each place where an item names an actor of this key: its section, the item, the item's key."""
    for section, item in items_by_section(brief):
        for key in ACTOR_KEYS[section]:
            value = getattr(item, key)
            if value == actor or (isinstance(value, tuple) and actor in value):
                yield section, item, key


def put_actor(file: BriefFile, items: Iterable[BriefItem], old: str, new: str) -> None:
    """Name another actor wherever these items name one, each once in a list."""
    changes: dict[str, dict[str, Any]] = {}
    for item in items:
        for key in _ACTOR_KEYS_OF[type(item)]:
            value = getattr(item, key)
            if value == old:
                changes.setdefault(item.id, {})[key] = new
            elif isinstance(value, tuple) and old in value:
                put = [new if one == old else _written(one) for one in value]
                changes.setdefault(item.id, {})[key] = [
                    one for n, one in enumerate(put) if one not in put[:n]
                ]
    if changes:
        file.set_many(changes)


def resting_on(brief: Brief, item_id: str) -> list[str]:
    """What rests on an item, in words: the claims and events that give it as evidence, the bottom line."""
    found = [claim.id for claim in brief.claims if item_id in claim.evidence]
    found += [event.id for event in brief.timeline if item_id in event.evidence]
    for n, statement in enumerate(brief.bottom_line, 1):
        if item_id in statement.because:
            found.append(f"statement {n} of the bottom line")
    return found


def drop_relations(file: BriefFile, claim: str) -> None:
    """Take out all relations of a claim."""
    related = [n for n, one in enumerate(file.brief.relations) if claim in (one.claim, one.to)]
    for n in reversed(related):
        file.remove_item(f"relations[{n}]")


def _written(value: Any) -> Any:
    """A party as a brief writes it."""
    return value.model_dump(by_alias=True, exclude_unset=True) if isinstance(value, Part) else value
