"""What is shown of an actor: all that its articles call it and say of it, under the brief's name for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from tearline.briefs import model
from tearline.briefs.names import fold
from tearline.briefs.roster import Identity
from tearline.briefs.rows import ActorRow, Status
from tearline.index.article import Span


def display_name(bearers: Sequence[Identity], known: model.Actor | None) -> str:
    """The brief's name of an actor, else the name that most articles use, the longest of equals.

    A name of several words that an article sets in capitals yields to the same in letters of both cases.
    """
    if known is not None:
        return known.name
    names = _sum([bearer.names for bearer in bearers])
    return min(names, key=lambda name: (" " in name and name.isupper(), -names[name], -len(name), name))


def actor_row(
    actor_id: str,
    bearers: Sequence[Identity],
    known: model.Actor | None,
    status: Status,
    quotes: int,
    claims: int,
) -> ActorRow:
    """The row of an actor with these `bearers` of its names; none, where only a brief knows it."""
    name = display_name(bearers, known)
    names = _sum([*(bearer.names for bearer in bearers), *(bearer.aliases for bearer in bearers)])
    roles = _sum([bearer.roles for bearer in bearers])
    types = _sum([bearer.types for bearer in bearers])
    aliases = [*(known.aliases if known else ()), *sorted(names, key=lambda one: (-names[one], one))]
    stated = [role.role for role in (known.roles if known else ())]
    stated += sorted(roles, key=lambda one: (-roles[one], one))
    spans = _spans(bearers)
    return ActorRow(
        id=actor_id,
        name=name,
        type=known.type if known else min(types, key=lambda one: (-types[one], one)),
        aliases=tuple(one for one in dict.fromkeys(aliases) if one != name),
        roles=tuple({fold(role): role for role in reversed(stated)}.values())[::-1],
        articles=frozenset(spans),
        mentions=sum(bearer.mentions for bearer in bearers),
        quotes=quotes,
        claims=claims,
        status=status,
        # Sums in another order differ in their last digits, and must not order rows differently.
        salience=round(sum(bearer.salience for bearer in bearers), 6),
        spans=spans,
    )


T = TypeVar("T", bound=str)


def _sum(counters: Sequence[Counter[T]]) -> Counter[T]:
    """The counters added up, without what was taken out again."""
    total: Counter[T] = Counter()
    for counter in counters:
        total.update(counter)
    return +total


def _spans(bearers: Sequence[Identity]) -> dict[str, tuple[Span, ...]]:
    if len(bearers) == 1:
        return dict(bearers[0].spans)
    spans: dict[str, tuple[Span, ...]] = {}
    for bearer in bearers:
        for article, own in bearer.spans.items():
            spans[article] = tuple(sorted((*spans.get(article, ()), *own)))
    return spans
