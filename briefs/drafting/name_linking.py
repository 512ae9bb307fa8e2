"""Brings the names of one actor together: full names and surnames, acronyms and short forms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator

from tearline.briefs.drafting.gazetteer import (
    ANY_ORGANIZATION,
    CALENDAR,
    COMPANY,
    GIVEN,
    HONORIFIC,
    MODIFIER,
    NAME,
    PEOPLE,
    PLACE,
    STATE,
    SUFFIX,
    TEAM,
    TITLE,
    gazetteer,
)
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.name_context import acronyms_of
from tearline.briefs.drafting.name_cutting import Mention
from tearline.briefs.drafting.name_groups import ORGANIZATIONS, Group, group_mentions
from tearline.briefs.drafting.name_words import HEADS

_ARTICLE = re.compile(r"^(?:al|el|an|as|ash)[- ]")
_WOMAN_WORDS, _MAN_WORDS = words("gender", "woman word"), words("gender", "man word")
_WOMEN, _MEN = words("gender", "woman name"), words("gender", "man name")
# What less than this speaks for is outweighed by a given name that one person of the article bears.
_FAINT = 1.0
# More people of one surname than this are not told apart; it bounds the work on hostile texts.
_MOST_NAMESAKES = 12


def link(mentions: list[Mention], capitalised: Container[str] = ()) -> list[Group]:
    """The groups that are actors, each with its type, in order of first mention.

    `capitalised` are the words of the text with a capital: where "Ruritanian" stands among them, Ruritania is
    a state.
    """
    groups = group_mentions(mentions)
    for group in groups:
        if len(group.words) == 1 and not group.mask and _has_people(group.words[0], capitalised):
            group.mentions[0].evidence.append(("state", 1.5, "own-people"))
            group.weigh()
    _link_persons(groups)
    _link_organizations([group for group in groups if group.mentions])
    groups = [group for group in groups if group.mentions]
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.start)
        group.decide()
    _move_capitals(groups)
    return [group for group in groups if group.type and group.mentions]


def _move_capitals(groups: list[Group]) -> None:
    """Where a state is named too, its capital's name is the state's wherever it stands for the government."""
    states = {group.key: group for group in groups if group.type == "state"}
    for group in groups:
        state = states.get(gazetteer().capital_of.get(group.key, ""))
        if state is None or state is group or group.type not in ("place", "state"):
            continue
        stands = [mention for mention in group.mentions if _governs(mention, group)]
        if stands:
            group.mentions = [mention for mention in group.mentions if mention not in stands]
            group.type = "place"
            state.mentions = sorted([*state.mentions, *stands], key=lambda mention: mention.start)


def _governs(mention: Mention, capital: Group) -> bool:
    """Whether a capital's name is the government's here: no word puts anything there, and it acts or mostly
    does.
    """
    if any(type_ == "place" for type_, _, _ in mention.evidence):
        return False
    return capital.type == "state" or any(rule in ("acts", "realm") for _, _, rule in mention.evidence)


def _has_people(name: str, capitalised: Container[str]) -> bool:
    """Whether the text has the adjective of a country or a city that no lexicon knows."""
    stem = name[:-1] if name[-1] in "aeo" else name
    return len(name) > 4 and any(stem + ending in capitalised for ending in ("an", "ian", "ese", "ish"))


def _link_persons(groups: list[Group]) -> None:
    full = [
        group
        for group in groups
        if len(group.words) > 1 and group.best()[0] == "person" and not group.words[-1].islower()
    ]
    namesakes: dict[str, list[Group]] = defaultdict(list)
    by_given: dict[str, list[Group]] = defaultdict(list)
    # The longest name first: "Ana Ruiz Vidal" takes "Ruiz Vidal" in, never the other way round.
    for group in sorted(full, key=lambda group: -len(group.words)):
        surname = _surname_key(group.words[_surname_at(group.words) :])
        twin = next(
            (g for g in namesakes[surname][:_MOST_NAMESAKES] if _same_person(g.words, group.words)), None
        )
        if twin is not None:
            twin.absorb(group, "full-name")
            twin.first = min(twin.first, group.first)
            continue
        for at in range(1, _surname_at(group.words) + 1):
            namesakes[_surname_key(group.words[at:])].append(group)
            if _surname_at(group.words) < len(group.words) - 1:
                namesakes[_surname_key(group.words[at : _surname_at(group.words) + 1])].append(group)
        by_given[group.words[0]].append(group)
    whole = set(map(id, full))
    standing = {id(group): _starts(group) for group in full}
    for group in groups:
        if not group.mentions or id(group) in whole:
            continue
        candidates = namesakes.get(_surname_key(group.words), [])[:_MOST_NAMESAKES]
        if group.mask & STATE:
            candidates = [other for other in candidates if gazetteer().kinds.get(other.words[0], 0) & GIVEN]
        how = "surname"
        if not candidates and len(group.words) == 1 and not group.mask & NAME:
            candidates, how = by_given.get(group.words[0], []), "given-name"
            type_, score = group.best()
            open_ = type_ in ("person", "none") or group.rule == "unknown-word" or score < _FAINT
            candidates = candidates if len(candidates) == 1 and open_ else []
        if candidates:
            _move(group, candidates, how, standing)


def _surname_at(words: tuple[str, ...]) -> int:
    """Where in a full name the last word of the family name stands."""
    at = len(words) - 1
    while at > 1 and gazetteer().kinds.get(words[at], 0) & SUFFIX:
        at -= 1
    return at


def _surname_key(words: tuple[str, ...]) -> str:
    """A family name in one case and without its article: "al-Maliki" is "Maliki" too."""
    name = " ".join(words).lower()
    return _ARTICLE.sub("", name) if name.startswith(("a", "e")) else name


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same first and last name, whatever stands between or behind; or an initial for the first; or the
    last words of the longer name."""
    a = tuple(word.lower() for word in one[: _surname_at(one) + 1])
    b = tuple(word.lower() for word in other[: _surname_at(other) + 1])
    if a[-1] != b[-1]:
        return False
    if a[-len(b) :] == b or b[-len(a) :] == a:
        return True
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    return x == y or (min(len(x), len(y)) == 1 and x[:1] == y[:1])


def _starts(group: Group) -> list[int]:
    return sorted(mention.start for mention in group.mentions)


def _move(group: Group, candidates: list[Group], how: str, standing: dict[int, list[int]]) -> None:
    """Moves the mentions of a lone family name to the person named in full, save those of a place."""
    places = group.mask & (STATE | PLACE)
    bodies = group.mask & ANY_ORGANIZATION
    common = gazetteer().is_common(group.words[0]) and len(group.words) == 1
    stay = []
    for mention in group.mentions:
        addressed = [other for other in candidates if _may_be_addressed(other, mention.before)]
        if not addressed:
            stay.append(mention)
            continue
        types = {type_ for type_, weight, _ in mention.evidence if weight >= 0.4}
        home = _namesake(addressed, mention.start, standing)
        elsewhere = (
            (places and ({"place", "state"} & types or home.first > mention.start))
            or (bodies and types & ORGANIZATIONS)
            or (
                common
                and (mention.opens or group.mask & CALENDAR)
                and ("place" in types or home.first > mention.start)
            )
        )
        if elsewhere and "person" not in types:
            stay.append(mention)
        else:
            home.mentions.append(mention)
            home.linked = home.linked or how
    group.mentions = stay
    if stay:
        group.weigh()


def _may_be_addressed(person: Group, title: str) -> bool:
    """Whether a form of address fits a given name: no Bill is "Mrs."."""
    if not title:
        return True
    address, given = title.lower().split()[-1], person.words[0]
    if address in _WOMAN_WORDS:
        return given not in _MEN
    return address not in _MAN_WORDS or given not in _WOMEN


def _namesake(candidates: list[Group], position: int, standing: dict[int, list[int]]) -> Group:
    """Of people with one surname, the one the article is about, else the one last named in full."""
    if len(candidates) == 1:
        return candidates[0]
    often = sorted(candidates, key=lambda group: -len(standing[id(group)]))
    if len(standing[id(often[0])]) >= 2 * len(standing[id(often[1])]):
        return often[0]

    def last_before(group: Group) -> int:
        starts = standing[id(group)]
        at = bisect_left(starts, position)
        return starts[at - 1] if at else -1

    nearest = max(candidates, key=last_before)
    return nearest if last_before(nearest) >= 0 else min(candidates, key=lambda group: group.first)


def _link_organizations(groups: list[Group]) -> None:
    longer = [group for group in groups if len(group.words) > 1 and group.best()[0] in ORGANIZATIONS]
    by_front: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    by_last: dict[str, list[Group]] = defaultdict(list)
    by_letters: dict[str, list[Group]] = defaultdict(list)
    by_core: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in longer:
        for core in _cores(group.words):
            by_core[core].append(group)
        for length in (1, 2):
            if len(group.words) > length:
                by_front[group.words[:length]].append(group)
        by_last[group.words[-1]].append(group)
        for letters in acronyms_of(group.words):
            by_letters[letters].append(group)
    for group in groups:
        of_country = by_core.get(group.words, ())
        if len(of_country) == 1 and of_country[0].first < group.first and group.best()[0] != "person":
            of_country[0].absorb(group, "short-form")
            continue
        if len(group.words) > 2 or (len(group.words) == 2 and group.best()[0] == "person"):
            continue
        home, how = _home(group, by_front, by_last, by_letters)
        if home is not None and home is not group:
            home.absorb(group, how)
        elif group.mask & PLACE and group.mentions:
            teams = [other for other in by_front[group.words] if _is_team_of(other, group)]
            if len(teams) == 1:
                _move_to_team(group, teams[0])


def _cores(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a body is called in its own country: "Home Office" for the "United Kingdom Home Office", "Supreme
    Court" for the "Italian Supreme Court of Cassation".
    """
    kinds = gazetteer().kinds
    for length in (2, 1):
        core = words[length:]
        if len(core) > 1 and kinds.get(" ".join(words[:length]), 0) & (STATE | PEOPLE):
            yield core
            joint = next((i for i, word in enumerate(core) if word in ("of", "for")), 0)
            if joint > 1:
                yield core[:joint]
            return


def _home(
    group: Group,
    by_front: dict[tuple[str, ...], list[Group]],
    by_last: dict[str, list[Group]],
    by_letters: dict[str, list[Group]],
) -> tuple[Group | None, str]:
    """The one longer name that a short one stands for, and how."""
    word = group.words[0]
    lone = len(group.words) == 1
    if group.mask & (STATE | PLACE):
        return None, ""
    letters = word.replace(".", "").replace("&", "")
    if lone and letters.isupper() and len(by_letters[letters]) == 1:
        return by_letters[letters][0], "acronym"
    best, score = group.best()
    inside = [mention for mention in group.mentions if not mention.opens]
    plain = lone and gazetteer().is_common(word)
    generic = group.mask & (HEADS | TITLE | MODIFIER | HONORIFIC) or (
        group.mask & NAME and not group.mask & COMPANY
    )
    if (
        len(by_front[group.words]) == 1
        and not generic
        and not (best == "person" and score > 1.5)
        and by_front[group.words][0].best()[0] != "media"
        and not any(
            type_ == "place" and weight >= 1.0
            for mention in group.mentions
            for type_, weight, _ in mention.evidence
        )
        and (not plain or len(inside) > 1)
    ):
        return by_front[group.words][0], "short-form"
    ended = [other for other in by_last[word] if other is not group and not _is_elsewhere(other.words[-2])]
    named = group.mask & NAME and not group.mask & TEAM
    if lone and len(ended) == 1 and not named and (inside or group.mask & TEAM) and not group.mask & MODIFIER:
        return ended[0], "short-form"
    return None, ""


def _is_elsewhere(joint: str) -> bool:
    """Whether what follows a small word is another's name: the "Friends of the Louvre" are no Louvre."""
    return joint[0].islower() and joint not in ("of", "for", "and", "on")


def _is_team_of(team: Group, place: Group) -> bool:
    """ "New England Patriots" play for "New England"."""
    length = len(place.words)
    return len(team.words) == length + 1 and bool(gazetteer().kinds.get(team.words[-1], 0) & TEAM)


def _move_to_team(place: Group, team: Group) -> None:
    """A team's place is the team, save where the words beside it put something there."""
    stay = []
    for mention in place.mentions:
        if any(type_ == "place" for type_, _, _ in mention.evidence):
            stay.append(mention)
        else:
            team.mentions.append(mention)
            team.linked = team.linked or "team-place"
    place.mentions = stay
