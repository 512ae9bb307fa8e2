"""Groups the mentions of one name and weighs the evidence for what it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tearline.briefs.drafting.gazetteer import (
    CALENDAR,
    CAPITAL,
    CITY,
    COMPANY_TAIL,
    FAMILY,
    GIVEN,
    GOVERNMENT,
    GROUP,
    MEDIA,
    NAME,
    ORGANIZATION,
    REGION,
    SHORT,
    STATE,
    SUFFIX,
    gazetteer,
)
from tearline.briefs.drafting.name_cutting import LONGEST_KEPT, Mention
from tearline.briefs.drafting.name_shape import Evidence, shape_of

ORGANIZATIONS = frozenset(["organization", "government", "media", "group"])
# Below this total nothing has been shown.
_ENOUGH = 0.45
# What a headed name or a known body, and what a known place, does not become by its neighbours alone.
_FIRM_BODIES = frozenset(["head", "company-tail", "ampersand", "joined"])
_SURE_OF_PERSON = frozenset(["title-before", "age"])
_NOTHING = (0.0, "")
# Names come back, within an article and in others: what they say by themselves is kept for so many of them.
_MOST_KEPT = 8192


@dataclass(slots=True, eq=False)
class Group:
    """All mentions under one name, and after linking all of one actor.

    `type` is "" until it is decided. `linked` says how mentions under other names came here. `first` is where
    the name first stands.
    """

    key: str
    words: tuple[str, ...]
    mask: int
    mentions: list[Mention] = field(default_factory=list)
    type: str = ""
    rule: str = ""
    linked: str = ""
    first: int = 0
    _best: tuple[str, float] = ("none", 0.0)

    def best(self) -> tuple[str, float]:
        """The type that most speaks for, and how much does."""
        return self._best

    def absorb(self, other: Group, how: str) -> None:
        """Takes the other's mentions over; what spoke for the other's type speaks for this one."""
        self.mentions += other.mentions
        other.mentions = []
        self.linked = self.linked or how

    def weigh(self) -> None:
        """Adds up the evidence: what the name says once, what its neighbours say at most twice a rule."""
        scores: dict[str, float] = {}
        decisive: dict[str, tuple[float, str]] = {}
        seen: dict[tuple[str, str], int] = {}
        short = len(self.key) <= LONGEST_KEPT
        shape = (_kept_shape if short else shape_of)(self.words, self.mask)
        for type_, weight, rule in (*shape, *self._believed(shape)):
            if type_ == "place" and self.mask & STATE:
                type_ = "state"
            times = seen[type_, rule] = seen.get((type_, rule), 0) + 1
            if times <= 2:
                share = weight if times == 1 else weight / 2
                scores[type_] = scores.get(type_, 0.0) + share
                if share > decisive.get(type_, _NOTHING)[0]:
                    decisive[type_] = share, rule
        score, type_ = max([(score, type_) for type_, score in scores.items()], default=(0.0, "none"))
        self._best = type_, score
        self.rule = decisive.get(type_, _NOTHING)[1]

    def _believed(self, shape: Sequence[Evidence]) -> list[Evidence]:
        """What the neighbours say, as far as it can be true of such a name."""
        beside = [evidence for mention in self.mentions for evidence in mention.evidence]
        if not beside:
            return []
        mask = self.mask
        firm = mask & (STATE | REGION | CAPITAL | GOVERNMENT | MEDIA | ORGANIZATION | GROUP)
        no_person = (firm and not mask & SHORT) or any(rule in _FIRM_BODIES for _, _, rule in shape)
        no_body = mask & (STATE | REGION | CAPITAL | CITY) and not mask & SHORT
        # A common word with a capital needs more than a preposition before it.
        common = shape[0][2] == "common-word"
        believed = []
        for evidence in beside:
            type_, weight, rule = evidence
            if type_ == "person" and no_person:
                true = rule in _SURE_OF_PERSON and not firm
            elif no_body and type_ in ORGANIZATIONS:
                true = False
            else:
                true = not common or weight >= 1.5 or rule == "the-plural"
            if true:
                believed.append(evidence)
        return believed

    def decide(self) -> None:
        """Settles the type, or leaves it empty where nothing has shown that the name is an actor's."""
        if self.linked:
            self.weigh()
        best, score = self.best()
        heard = [mention for mention in self.mentions if not mention.silent]
        if best == "none" or score < _ENOUGH or not heard or len(self.key) < 2:
            return
        opening = len(self.words) == 1 and all(mention.opens for mention in heard)
        if opening and not self._stands_alone(score, heard):
            return
        self.type = best
        if best == "place" and self.mask & CAPITAL and _acts(heard):
            self.type, self.rule = "state", "capital-acts"

    def _stands_alone(self, score: float, mentions: list[Mention]) -> bool:
        """Whether a lone word that only ever begins sentences is a name all the same."""
        rules = {rule for mention in mentions for _, _, rule in mention.evidence}
        if rules & _SURE_OF_PERSON:
            return True
        if self.mask & SHORT:
            return bool(rules & {"speaks", "firm"})
        if self.mask & (CALENDAR | SUFFIX):
            return False
        if gazetteer().is_common(self.words[0]) and not self.mask & NAME:
            return bool(self.mask & (FAMILY | GIVEN)) and score > 2.0
        return bool(self.mask) or score >= 1.0 or len(self.mentions) > 1


def group_mentions(mentions: Iterable[Mention]) -> list[Group]:
    """The groups of mentions, each weighed, in order of first mention."""
    groups: dict[str, Group] = {}
    kinds = gazetteer().kinds
    for mention in mentions:
        short = mention.end - mention.start <= LONGEST_KEPT
        key = _kept_key(mention.words) if short else group_key(mention.words)
        group = groups.get(key)
        if group is None:
            mask = kinds.get(key, 0) or mention.mask
            group = groups[key] = Group(key, mention.words, mask, first=mention.start)
        group.mentions.append(mention)
    for group in groups.values():
        group.weigh()
    return list(groups.values())


def group_key(words: tuple[str, ...]) -> str:
    """The form in which two spellings of one name are the same."""
    lexicon = gazetteer()
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


_kept_key = lru_cache(maxsize=_MOST_KEPT)(group_key)


@lru_cache(maxsize=_MOST_KEPT)
def _kept_shape(words: tuple[str, ...], mask: int) -> tuple[Evidence, ...]:
    return tuple(shape_of(words, mask))


def _acts(mentions: list[Mention]) -> bool:
    """Whether a capital city stands for its government at least as often as for the place."""
    acts = sum(any(rule in ("acts", "realm") for _, _, rule in mention.evidence) for mention in mentions)
    rests = sum(any(type_ == "place" for type_, _, _ in mention.evidence) for mention in mentions)
    return acts >= max(1, rests)
