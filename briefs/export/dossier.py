"""What a brief holds on one actor, as Markdown: roles, claims and quotes by and about them, their company."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from tearline.briefs.export.markdown import claims, document, event, quote, section, sources
from tearline.briefs.export.prepared import (
    Prepared,
    PreparedClaim,
    PreparedEvent,
    PreparedQuote,
    Who,
)
from tearline.briefs.export.wording import described, line, listing
from tearline.briefs.markdown import escape
from tearline.index.errors import TearlineError

_Item = PreparedQuote | PreparedClaim | PreparedEvent


class UnknownActor(TearlineError):  # noqa: N818
    """The brief has no actor of that key or name, or several of that name."""


def export(prepared: Prepared, actor: str) -> str:
    """The dossier of the actor of that key, name or alias. Raises UnknownActor."""
    key = _key_of(prepared, actor)
    items: list[_Item] = [*prepared.quotes, *prepared.claims, *prepared.timeline]
    theirs = [item for item in items if key in _company(item)]
    part = prepared.selected(
        quotes=sorted((item for item in theirs if isinstance(item, PreparedQuote)), key=_part_in_quote(key)),
        claims=sorted((item for item in theirs if isinstance(item, PreparedClaim)), key=_part_in_claim(key)),
        timeline=[item for item in theirs if isinstance(item, PreparedEvent)],
        order=("quotes", "claims", "timeline"),
    )
    quotes = {part: list(each) for part, each in groupby(part.quotes, key=_part_in_quote(key))}
    claimed = {part: list(each) for part, each in groupby(part.claims, key=_part_in_claim(key))}
    return document(
        part,
        f"# {escape(prepared.actors[key].name)}",
        f"From the brief “{escape(line(prepared.brief.title))}”.",
        "\n".join(_who(prepared, key)),
        *section("Quotes by them", map(quote, quotes.get(0, ())), apart="\n\n"),
        *section("Quotes they passed on", map(quote, quotes.get(1, ())), apart="\n\n"),
        *section("Quotes to or about them", map(quote, quotes.get(2, ())), apart="\n\n"),
        *section("Claims they make", claims(claimed.get(0, ()))),
        *section("Claims about them", claims(claimed.get(1, ()))),
        *section("Timeline", map(event, part.timeline)),
        *section("Who appears with them", _met(prepared, key, theirs)),
        *section("Sources", sources(part)),
    )


def _key_of(prepared: Prepared, actor: str) -> str:
    if actor in prepared.actors:
        return actor
    named: dict[str, list[str]] = {}
    for key, each in prepared.brief.actors.items():
        for name in dict.fromkeys(line(name).casefold() for name in (each.name, *each.aliases)):
            named.setdefault(name, []).append(key)
    keys = named.get(line(actor).casefold(), [])
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UnknownActor(f"{actor!r:.80} may be any of {', '.join(keys)}; name one of these keys.")
    if not prepared.actors:
        raise UnknownActor("The brief has no actors.")
    near = difflib.get_close_matches(actor[:80].casefold(), [*prepared.actors, *named], n=1)
    meant = near[0] if near and near[0] in prepared.actors else named[near[0]][0] if near else None
    hint = f"perhaps {meant}?" if meant else f"there are {', '.join(list(prepared.actors)[:10])}"
    raise UnknownActor(f"{actor!r:.80}: there is no such actor in the brief; {hint}")


def _part_in_quote(key: str) -> Callable[[PreparedQuote], int]:
    """Ranks a quote by the actor's part in it: 0 speaks, 1 passes it on, 2 is spoken to or about."""

    def rank(each: PreparedQuote) -> int:
        return 0 if _is(each.speaker, key) else 1 if any(_is(who, key) for who in each.via) else 2

    return rank


def _part_in_claim(key: str) -> Callable[[PreparedClaim], int]:
    """Ranks a claim by the actor's part in it: 0 asserts it or has its words passed on, 1 is spoken of."""
    return lambda each: 0 if _is(each.by, key) or _is(each.content_of, key) else 1


def _is(who: Who | None, key: str) -> bool:
    return who is not None and who.key == key


def _company(item: _Item) -> dict[str, None]:
    """The keys of all whom an item names, in order."""
    everyone: Sequence[Who | None]
    if isinstance(item, PreparedQuote):
        everyone = (item.speaker, *item.via, item.audience, *item.about)
    elif isinstance(item, PreparedClaim):
        everyone = (item.by, item.content_of, *item.about)
    else:
        everyone = item.actors
    return {who.key: None for who in everyone if who is not None and who.key is not None}


def _who(prepared: Prepared, key: str) -> Iterator[str]:
    """Type, other names, roles, affiliations, members and note, as a list."""
    actor = prepared.brief.actors[key]

    def names(keys: Iterable[str]) -> str:
        known = (prepared.actors[each].name if each in prepared.actors else line(each) for each in keys)
        return listing([escape(name) for name in known])

    yield f"- Type: {actor.type}"
    if actor.aliases:
        yield f"- Also called: {listing([escape(line(alias)) for alias in actor.aliases])}"
    for role in actor.roles:
        source = prepared.brief.sources.get(role.source) if role.source else None
        basis = f", according to {described(source, escape)}" if source else " *(unsourced)*"
        yield f"- Role: {escape(line(role.role))}{basis}"
    if actor.affiliations:
        yield f"- Belongs to: {names(actor.affiliations)}"
    members = [other for other, each in prepared.brief.actors.items() if key in each.affiliations]
    if members:
        yield f"- Belonging to it: {names(members)}"
    if actor.not_:
        yield f"- Not to be confused with: {names(actor.not_)}"
    if actor.note:
        yield f"- Note: {escape(line(actor.note))}"


def _met(prepared: Prepared, key: str, theirs: Iterable[_Item]) -> Iterator[str]:
    """Who is named in the same quotes, claims and events, the most frequent first."""
    count = Counter(other for item in theirs for other in _company(item) if other != key)
    ranked = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
    for other, times in ranked:
        name = prepared.actors[other].name if other in prepared.actors else line(other)
        yield f"- {escape(name)}: in {times} item{'s' if times != 1 else ''}"
