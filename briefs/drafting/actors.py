"""Drafts the actors of an article: who and what it names, under which names, as what, how salient."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from tearline.briefs.drafting.gazetteer import GIVEN, NO_ACTOR, gazetteer
from tearline.briefs.drafting.name_context import context_of
from tearline.briefs.drafting.name_cutting import Mention, cut, mentions_in
from tearline.briefs.drafting.name_display import display_mentions
from tearline.briefs.drafting.name_groups import Group
from tearline.briefs.drafting.name_linking import link
from tearline.briefs.drafting.name_runs import Page, read_page, runs_of
from tearline.briefs.drafting.roles import roles_of
from tearline.briefs.drafting.salience import salience_of
from tearline.briefs.findings import Actor, ActorType
from tearline.index.article import Article

_NUMBER = re.compile(r" \d{1,4}\b")


def find_actors(article: Article) -> tuple[Actor, ...]:
    """The actors that an article's reporting names, most salient first.

    Who is named only in a byline, a credit, an author block, a voice-over line, front matter or furniture is
    no actor. Any text gives an answer, in time linear in its length.
    """
    page = read_page(article.text, article.zones)
    runs = list(runs_of(page))
    body = _whole(page.view, [mention for run in runs for mention in mentions_in(run)])
    mentions = _apart([*body, *display_mentions(page, body)])
    for mention in mentions:
        mention.evidence += context_of(page.view, mention)
    groups = link(mentions, set().union(*(cut(run).words for run in runs)))
    ids: set[str] = set()
    found = [_actor(group, page, ids) for group in groups]
    return tuple(sorted(found, key=lambda actor: (-actor.salience, actor.mentions[0])))


def _apart(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, without those that run into the one before."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


def _whole(view: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without currency signs ("HK$") and indexes ("FTSE 100"), and "Washington, D.C." as one."""
    kept: list[Mention] = []
    for mention in mentions:
        number = _NUMBER.match(view, mention.end)
        if number and gazetteer().kinds.get(mention.name + number[0], 0) & NO_ACTOR:
            continue
        if view[mention.end : mention.end + 1] == "$":
            continue
        behind = view[kept[-1].end : mention.start] if kept and kept[-1].name == "Washington" else ""
        if mention.name in ("D.C.", "DC") and behind in (", ", " "):
            kept[-1].end = mention.end
            continue
        kept.append(mention)
    return kept


def _actor(group: Group, page: Page, ids: set[str]) -> Actor:
    shown = Counter(_shown(page.text[mention.start : mention.end], mention) for mention in group.mentions)
    names = [name for name, _ in shown.most_common()]
    name = _best_name(names, group)
    type_: ActorType = group.type  # type: ignore[assignment]
    return Actor(
        id=_slug(name, ids),
        name=name,
        type=type_,
        mentions=tuple((m.start, m.end) for m in group.mentions),
        aliases=tuple(other for other in names if other != name),
        roles=roles_of(page.text, page.view, group.mentions) if type_ == "person" else (),
        salience=salience_of(group, page),
        rule=group.rule,
    )


def _shown(words: str, mention: Mention) -> str:
    """A name as it is listed: on one line, and out of the capitals of a dateline or a headline."""
    words = " ".join(words.split())
    if not words.isupper():
        return words
    return gazetteer().capitals.get(words) or (mention.name if len(mention.words) > 1 else words)


def _best_name(names: list[str], group: Group) -> str:
    if group.type in ("state", "place"):
        return group.key if group.key in names else names[0]

    def fullness(name: str) -> tuple[bool, bool, int, int]:
        words = name.split(" ")
        given = group.type == "person" and len(words) > 1 and bool(kinds.get(words[0], 0) & GIVEN)
        return not name.isupper() or len(name) < 6, given, len(words), len(name)

    kinds = gazetteer().kinds
    return max(names, key=fullness)


def _slug(name: str, taken: set[str]) -> str:
    """An id made of the name's letters and digits, with a number where another actor has it already."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-") or "actor"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug
