"""Drafts the actors of an article: who and what it names, under which names, as what, how salient."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tearline.briefs.drafting.gazetteer import GIVEN, NO_ACTOR, PEOPLE, PLACE, gazetteer
from tearline.briefs.drafting.lexicon import words as lexicon_words
from tearline.briefs.drafting.name_context import context_of
from tearline.briefs.drafting.name_cutting import LONGEST_KEPT, Mention, cut
from tearline.briefs.drafting.name_display import display_mentions
from tearline.briefs.drafting.name_groups import Group
from tearline.briefs.drafting.name_linking import link
from tearline.briefs.drafting.name_runs import Page, read_page, runs_of
from tearline.briefs.drafting.roles import roles_of
from tearline.briefs.drafting.salience import salience_of
from tearline.briefs.findings import Actor, ActorType
from tearline.index.article import Article

_DISTRICTS = (("D.C.",), ("DC",))
_NUMBER = re.compile(r" \d{1,4}\b")
_PLAIN_WORD = re.compile(r" ([a-z][\w-]*)")
# What may stand behind a place: anything else in lower case is a noun that the word before it describes.
_NO_NOUNS = frozenset().union(
    *(
        lexicon_words("grammar", section)
        for section in (
            *("preposition", "be", "have", "do", "modal", "conjunction"),
            *("subordinator", "relative", "time", "adverb"),
        )
    )
)


def find_actors(article: Article) -> tuple[Actor, ...]:
    """The actors that an article's reporting names, most salient first.

    Who is named only in a byline, a credit, an author block, a voice-over line, front matter, furniture or
    what a mail repeats of another is no actor. Any text gives an answer, in time linear in its length.
    """
    page = read_page(article.text, article.zones)
    capitalised: set[str] = set()
    named: list[Mention] = []
    for run in runs_of(page):
        words, mentions = cut(run)
        capitalised.update(words)
        named += mentions
    body = _whole(page.view, named)
    mentions = _apart([*body, *display_mentions(page, body)])
    for mention in mentions:
        mention.evidence += context_of(page.view, mention)
    groups = link(mentions, capitalised)
    ids: set[str] = set()
    found = [_actor(group, page, ids) for group in groups]
    return tuple(sorted(found, key=lambda actor: (-actor.salience, actor.mentions[0])))


def _apart(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, without those that run into the one before."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=_place):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _whole(view: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without currency signs ("HK$"), indexes ("FTSE 100") or adjectives ("Baltic herring"), and
    "Washington, D.C." as one.
    """
    kinds = gazetteer().kinds
    kept: list[Mention] = []
    for mention in mentions:
        following = view[mention.end : mention.end + 2]
        index = _NUMBER.match(view, mention.end) if following[1:].isdigit() else None
        if following[:1] == "$" or (index and kinds.get(mention.name + index[0], 0) & NO_ACTOR):
            continue
        if mention.mask & PEOPLE and mention.mask & PLACE and _describes(view, mention):
            continue
        capital = mention.words in _DISTRICTS and kept and kept[-1].words == ("Washington",)
        if capital and view[kept[-1].end : mention.start] in (", ", " "):
            kept[-1].end = mention.end
        else:
            kept.append(mention)
    return kept


def _describes(view: str, mention: Mention) -> bool:
    """Whether what may be a place or an adjective goes with a noun, or stands without "the"."""
    following = _PLAIN_WORD.match(view, mention.end)
    if following and following[1] not in _NO_NOUNS:
        return True
    return view[max(0, mention.start - 4) : mention.start] != "the "


def _actor(group: Group, page: Page, ids: set[str]) -> Actor:
    names = _names_shown(group, page.text)
    name = _best_name(names, group) if len(names) > 1 else names[0]
    type_: ActorType = group.type  # type: ignore[assignment]
    return Actor(
        id=_slug(name, ids),
        name=name,
        type=type_,
        mentions=tuple([(mention.start, mention.end) for mention in group.mentions]),
        aliases=tuple([other for other in names if other != name]),
        roles=roles_of(page.text, page.view, group.mentions) if type_ == "person" else (),
        salience=salience_of(group, page),
        rule=group.rule,
    )


def _names_shown(group: Group, text: str) -> list[str]:
    """The names that a group goes by, the one most used first."""
    times: dict[str, int] = {}
    for mention in group.mentions:
        words = text[mention.start : mention.end]
        if not words.isalpha() or words.isupper():
            words = _shown(words, mention)
        times[words] = times.get(words, 0) + 1
    return sorted(times, key=times.__getitem__, reverse=True) if len(times) > 1 else list(times)


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
    base = _slug_of(name) if len(name) <= LONGEST_KEPT else _slug_of.__wrapped__(name)
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


@lru_cache(maxsize=4096)
def _slug_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-") or "actor"
