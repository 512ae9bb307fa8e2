"""What is shown of an actor: all that its articles call it and say of it, under the brief's name for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from tearline.briefs import model
from tearline.briefs.board.roster import Identity
from tearline.briefs.board.rows import ActorRow, Status
from tearline.briefs.names import fold
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
    types = _sum([bearer.types for bearer in bearers])
    roles = _roles(bearers, known)
    spans = _spans(bearers)
    return ActorRow(
        id=actor_id,
        name=name,
        type=known.type if known else min(types, key=lambda one: (-types[one], one)),
        aliases=_aliases(name, names, known),
        roles=tuple(roles),
        roles_in=tuple(map(frozenset, roles.values())),
        articles=frozenset(spans),
        mentions=sum(bearer.mentions for bearer in bearers),
        quotes=quotes,
        claims=claims,
        status=status,
        # Sums in another order differ in their last digits, and must not order rows differently.
        salience=round(sum(bearer.salience for bearer in bearers), 6),
        spans=spans,
    )


def _aliases(name: str, names: Counter[str], known: model.Actor | None) -> tuple[str, ...]:
    """The brief's aliases, then the other names by how many articles use them, in one spelling each."""
    kept = {alias: fold(alias) for alias in (known.aliases if known else ())}
    folded = {fold(name), *kept.values()}
    for one in sorted(names, key=lambda one: (" " in one and one.isupper(), -names[one], one)):
        if fold(one) not in folded:
            folded.add(fold(one))
            kept[one] = fold(one)
    return tuple(kept)


def _roles(bearers: Sequence[Identity], known: model.Actor | None) -> dict[str, set[str]]:
    """The brief's roles, then the others, each with the articles that give it: most articles first.

    A role that another one says more fully is left out.
    """
    stated: dict[str, set[str]] = {role.role: set() for role in (known.roles if known else ())}
    found: dict[str, set[str]] = {}
    for bearer in bearers:
        for role, articles in bearer.roles.items():
            if articles:
                found[role] = found.get(role, set()) | articles
    words = {role: set(fold(role).split("-")) for role in (*stated, *found)}
    for role in sorted(found, key=lambda one: (-len(found[one]), -len(one), one)):
        if role in stated:
            stated[role] |= found[role]
        elif not any(
            words[role] < words[other] or (words[role] == words[other] and other in stated) for other in words
        ):
            stated[role] = found[role]
    return stated


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
