"""Brings the mentions of one actor together under all its names, and gives each actor its type."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tearline.briefs.drafting.gazetteer import (
    ANY_ORGANIZATION,
    CAPITAL,
    COMPANY_TAIL,
    NAME,
    PLACE,
    SHORT,
    STATE,
    SUFFIX,
    TEAM,
    gazetteer,
)
from tearline.briefs.drafting.name_context import is_acronym
from tearline.briefs.drafting.name_cutting import Mention
from tearline.briefs.drafting.name_shape import shape_of

_ORGANIZATIONS = frozenset(["organization", "government", "media", "group"])
_PLACES = frozenset(["place", "state"])
# The rule that decided names the strongest evidence; below this total nothing has been shown.
_ENOUGH = 0.45


@dataclass(slots=True)
class Group:
    """All mentions under one name, and after linking all of one actor.

    `type` is "" until it is decided. `linked` says how mentions under other names came here.
    """

    key: str
    words: tuple[str, ...]
    mask: int
    mentions: list[Mention] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=dict)
    type: str = ""
    rule: str = ""
    linked: str = ""
    first: int = 0

    def best(self) -> tuple[str, float]:
        if not self.scores:
            return "none", 0.0
        type_, score = max(self.scores.items(), key=lambda item: (item[1], item[0]))
        return type_, score

    def absorb(self, other: Group, how: str) -> None:
        """Takes the other's mentions over; what spoke for the other's type speaks for this one."""
        self.mentions += other.mentions
        other.mentions = []
        self.linked = self.linked or how


def group_key(words: Iterable[str]) -> str:
    """The form in which two spellings of one name are the same."""
    lexicon = gazetteer()
    words = list(words)
    name = " ".join(words)
    if name not in lexicon.kinds and name.isupper() and len(name) > 3:
        name = lexicon.capitals.get(name, name)
    name = lexicon.canonical.get(name, name)
    if name in lexicon.kinds:
        return name
    while len(words) > 1 and lexicon.kinds.get(words[-1], 0) & COMPANY_TAIL:
        words = words[:-1]
    if len(words) > 1 and words[0] == "The":
        words = words[1:]
    name = lexicon.canonical.get(" ".join(words), " ".join(words))
    return name if name in lexicon.kinds else name.replace("-", " ").replace(".", "")


def link(mentions: list[Mention], contexts: list[list[tuple[str, float, str]]]) -> list[Group]:
    """The groups that are actors, each with its type, in order of first mention."""
    groups: dict[str, Group] = {}
    for mention, context in zip(mentions, contexts, strict=True):
        mention.evidence = context
        key = group_key(mention.words)
        group = groups.get(key)
        if group is None:
            mask = gazetteer().kinds.get(key, 0) or mention.mask
            group = groups[key] = Group(key, tuple(mention.words), mask, first=mention.start)
        group.mentions.append(mention)
    for group in groups.values():
        _score(group)
    ordered = list(groups.values())
    _link_persons(ordered)
    _link_organizations(ordered)
    ordered = [group for group in ordered if group.mentions]
    for group in ordered:
        group.mentions.sort(key=lambda mention: mention.start)
        _decide(group)
    return [group for group in ordered if group.type]


def _score(group: Group) -> None:
    """Adds up the evidence: what the name says once, what its neighbours say at most twice a rule."""
    group.scores = {}
    decisive: dict[str, tuple[float, str]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    shape = shape_of(group.words, group.mask)
    for type_, weight, rule in shape + [e for mention in group.mentions for e in mention.evidence]:
        if seen[type_, rule] < 2:
            seen[type_, rule] += 1
            share = weight if seen[type_, rule] == 1 else weight / 2
            group.scores[type_] = group.scores.get(type_, 0.0) + share
            if share > decisive.get(type_, (0.0, ""))[0]:
                decisive[type_] = share, rule
    best, _ = group.best()
    group.rule = decisive.get(best, (0.0, ""))[1]


def _surname(words: tuple[str, ...]) -> str:
    kinds = gazetteer().kinds
    while len(words) > 2 and kinds.get(words[-1], 0) & SUFFIX:
        words = words[:-1]
    return words[-1]


def _bare(name: str) -> str:
    """A family name without its article: "al-Maliki" is "Maliki" too."""
    return re.sub(r"^(?:al|Al|el|El|an|as|ash)[- ]", "", name)


def _link_persons(groups: list[Group]) -> None:
    full = [
        group
        for group in groups
        if len(group.words) > 1 and group.best()[0] == "person" and not group.words[-1].islower()
    ]
    by_surname: dict[str, list[Group]] = defaultdict(list)
    by_given: dict[str, list[Group]] = defaultdict(list)
    for group in full:
        surname = _surname(group.words)
        twin = next((g for g in by_surname[_bare(surname)] if _same_person(g.words, group.words)), None)
        if twin is not None:
            twin.absorb(group, "full-name")
            if len(group.words) > len(twin.words):
                twin.words = group.words
            continue
        by_surname[_bare(surname)].append(group)
        by_given[group.words[0]].append(group)
        particle = next((i for i, word in enumerate(group.words) if i and word[0].islower()), None)
        if particle:
            by_surname[" ".join(group.words[particle:])].append(group)
    for group in groups:
        if not group.mentions or group in full:
            continue
        name = " ".join(group.words)
        candidates = by_surname.get(_bare(name)) or by_surname.get(
            _bare(name.title() if name.isupper() else name)
        )
        how = "surname"
        if not candidates and len(group.words) == 1 and not group.mask & NAME:
            candidates = by_given.get(name)
            how = "given-name"
            if candidates and (len(candidates) > 1 or group.best()[0] not in ("person", "none")):
                candidates = None
        if candidates:
            _move(group, candidates, how)


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same first and last name, whatever stands between or behind; or an initial for the first."""
    if _surname(one) != _surname(other):
        return False
    a, b = one[0].rstrip("."), other[0].rstrip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _move(group: Group, candidates: list[Group], how: str) -> None:
    """Moves the mentions of a lone family name to the person named in full, save those of a place."""
    places = group.mask & (STATE | PLACE)
    bodies = group.mask & ANY_ORGANIZATION
    stay = []
    for mention in group.mentions:
        types = {type_ for type_, weight, _ in mention.evidence if weight >= 1.0}
        home = _nearest(candidates, mention)
        if (
            (places and ("place" in types or "state" in types) and "person" not in types)
            or (places and home.first > mention.start and "person" not in types)
            or (bodies and types & _ORGANIZATIONS and "person" not in types)
        ):
            stay.append(mention)
        else:
            home.mentions.append(mention)
            home.linked = home.linked or how
    group.mentions = stay
    if stay:
        _score(group)


def _nearest(candidates: list[Group], mention: Mention) -> Group:
    """The person whose full name stood last before the mention, else the first to come."""
    if len(candidates) == 1:
        return candidates[0]
    before = [
        (other.start, group)
        for group in candidates
        for other in group.mentions
        if len(other.words) > 1 and other.start < mention.start
    ]
    return max(before, key=lambda item: item[0])[1] if before else candidates[0]


def _link_organizations(groups: list[Group]) -> None:
    longer = [
        group
        for group in groups
        if group.mentions and len(group.words) > 1 and group.best()[0] in _ORGANIZATIONS
    ]
    by_first: dict[str, list[Group]] = defaultdict(list)
    by_last: dict[str, list[Group]] = defaultdict(list)
    for group in longer:
        by_first[group.words[0]].append(group)
        by_last[group.words[-1]].append(group)
    for group in groups:
        if not group.mentions or len(group.words) > 2:
            continue
        word = group.words[0]
        best, score = group.best()
        home = None
        how = ""
        if len(group.words) == 1 and word.replace(".", "").isupper() and not group.mask & (STATE | PLACE):
            matches = [
                other for other in longer if other is not group and is_acronym(word, list(other.words))
            ]
            if len(matches) == 1:
                home, how = matches[0], "acronym"
        if home is None and not group.mask & (STATE | PLACE) and best in (*_ORGANIZATIONS, "none", "person"):
            prefixed = [
                other
                for other in by_first[word]
                if other is not group and other.words[: len(group.words)] == group.words
            ]
            if len(prefixed) == 1 and not (best == "person" and score > 1.5):
                home, how = prefixed[0], "short-form"
        if home is None and len(group.words) == 1 and (not group.mask & NAME or group.mask & TEAM):
            ended = [other for other in by_last[word] if other is not group]
            if len(ended) == 1 and (not group.mentions[0].opens or group.mask & TEAM):
                home, how = ended[0], "short-form"
        if home is not None:
            home.absorb(group, how)
    for group in groups:
        teams = [other for other in by_first[group.words[0]] if _is_team_of(other, group)]
        if group.mask & PLACE and len(teams) == 1:
            _move_to_team(group, teams[0])


def _is_team_of(team: Group, place: Group) -> bool:
    """ "New England Patriots" play for "New England"."""
    length = len(place.words)
    return (
        len(team.words) == length + 1
        and team.words[:length] == place.words
        and bool(gazetteer().kinds.get(team.words[-1], 0) & TEAM)
    )


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


def _decide(group: Group) -> None:
    """Settles the type, or leaves it empty where nothing has shown that the name is an actor's."""
    if group.linked:
        _score(group)
    best, score = group.best()
    heard = [mention for mention in group.mentions if not mention.silent]
    if best == "none" or score < _ENOUGH or not heard:
        return
    only_opening = all(mention.opens for mention in heard)
    if only_opening and len(group.words) == 1:
        lexicon = gazetteer()
        if group.mask & SHORT or (
            not group.mask & NAME and lexicon.is_common(group.words[0]) and score < 2.0
        ):
            return
        if not group.mask and score < 1.0 and len(heard) < 2:
            return
    group.type = best
    if best == "place" and group.mask & CAPITAL and _acts(heard):
        group.type, group.rule = "state", "capital-acts"


def _acts(mentions: list[Mention]) -> bool:
    """Whether a capital city stands for its government more often than for the place."""
    acts = sum(any(rule in ("acts", "realm") for _, _, rule in mention.evidence) for mention in mentions)
    rests = sum(any(type_ == "place" for type_, _, _ in mention.evidence) for mention in mentions)
    return acts > rests
