"""All that is said by an actor and about it: its quotes, claims, events, roles over time, and its company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tearline.briefs.board.rows import ActorRow, Board, ClaimRow, EventRow, Item, QuoteRow
from tearline.briefs.model import Brief

# Of an actor's company, so many are told.
MOST_COMPANIONS = 40


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role and the article that states it, the first of those that do; `when` is its date, "" if unknown.

    `articles` counts those that state it. `article` is empty where only the brief gives the role.
    """

    role: str
    article: str = ""
    when: str = ""
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Companion:
    """An actor that appears with another, in so many articles, and in so many quotes, claims and events."""

    row: ActorRow
    articles: int
    items: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor and what the board has of it; rejected findings are left out.

    `quotes_by` are those it speaks, `relayed` those it passes on, `quotes_about` those that name it;
    `claims_by` it asserts, `content` are claims of its content that others pass on.
    """

    row: ActorRow
    affiliations: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    note: str = ""
    quotes_by: tuple[QuoteRow, ...] = ()
    relayed: tuple[QuoteRow, ...] = ()
    quotes_about: tuple[QuoteRow, ...] = ()
    claims_by: tuple[ClaimRow, ...] = ()
    content: tuple[ClaimRow, ...] = ()
    claims_about: tuple[ClaimRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    roles: tuple[RoleLine, ...] = ()
    company: tuple[Companion, ...] = ()


def actor_page(board: Board, brief: Brief | None, actor_id: str) -> ActorPage | None:
    """The page of an actor, None where the board has none of that id. Linear in the board."""
    row = board.actor(actor_id)
    if row is None:
        return None
    quotes = [one for one in board.quotes if one.status != "rejected"]
    claims = [one for one in board.claims if one.status != "rejected"]
    events = [one for one in board.events if one.status != "rejected"]
    entry = brief.actors.get(actor_id) if brief is not None else None
    quotes_by = tuple(one for one in quotes if one.speaker == actor_id)
    relayed = tuple(one for one in quotes if actor_id in one.via_actors and one.speaker != actor_id)
    quotes_about = tuple(
        one for one in quotes if actor_id in (*one.about, one.audience_actor) and one.speaker != actor_id
    )
    claims_by = tuple(one for one in claims if one.by == actor_id)
    content = tuple(one for one in claims if one.content_of == actor_id and one.by != actor_id)
    claims_about = tuple(
        one for one in claims if actor_id in one.about and actor_id not in (one.by, one.content_of)
    )
    taking_part = tuple(one for one in events if actor_id in one.actors)
    return ActorPage(
        row,
        affiliations=entry.affiliations if entry else (),
        apart_from=entry.not_ if entry else (),
        note=(entry.note or "") if entry else "",
        quotes_by=quotes_by,
        relayed=relayed,
        quotes_about=quotes_about,
        claims_by=claims_by,
        content=content,
        claims_about=claims_about,
        events=taking_part,
        roles=_roles(board, row),
        company=_company(board, row, (*quotes, *claims, *events)),
    )


def _roles(board: Board, row: ActorRow) -> tuple[RoleLine, ...]:
    """The roles by the date of the first article that states each, those without a date last."""
    lines = []
    for n, role in enumerate(row.roles):
        stated_in = row.roles_in[n] if n < len(row.roles_in) else frozenset()
        dated = sorted(
            (not (article.published or ""), article.published or "", article_id)
            for article_id in stated_in
            if (article := board.texts.get(article_id)) is not None
        )
        if dated:
            _, when, first = dated[0]
            lines.append(RoleLine(role, first, when, len(dated)))
        else:
            lines.append(RoleLine(role))
    return tuple(sorted(lines, key=lambda line: (not line.when, line.when)))


def parties(item: Item) -> frozenset[str]:
    """The ids of all actors that a finding names."""
    match item:
        case QuoteRow():
            named: Iterable[str | None] = (item.speaker, item.audience_actor, *item.via_actors, *item.about)
        case ClaimRow():
            named = (item.by, item.content_of, *item.about)
        case _:
            named = item.actors
    return frozenset(one for one in named if one is not None)


def _company(board: Board, row: ActorRow, items: Iterable[Item]) -> tuple[Companion, ...]:
    """Who is named with the actor, those in most of the same findings first, then in most articles."""
    together: Counter[str] = Counter()
    for item in items:
        named = parties(item)
        if row.id in named:
            together.update(named - {row.id})
    found = []
    for other in board.actors:
        if other.id == row.id or other.status == "rejected":
            continue
        shared = len(other.articles & row.articles)
        if shared or together[other.id]:
            found.append(Companion(other, shared, together[other.id]))
    found.sort(key=lambda one: (-one.items, -one.articles, -one.row.salience, one.row.id))
    return tuple(found[:MOST_COMPANIONS])
