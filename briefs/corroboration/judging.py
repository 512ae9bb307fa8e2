"""Whether two claims say the same thing or differ about one, and why: by what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tearline.briefs.corroboration.figures import Figure
from tearline.briefs.corroboration.gist import Gist
from tearline.briefs.model import RelationKind

# How a claim differs from another: by a denial, a word for the opposite, another figure, another date.
Difference = Literal["denial", "opposite", "figure", "date"]

# A figure or a day in common is as telling as a name.
_FIGURE, _SMALL_FIGURE, _DAY = 1.2, 0.8, 0.8
_SMALL = 10
# A term that several claims of its own article have tells less of what this one says.
_REPEATED = 0.25
# How much alike claims are that say one thing, and those that differ about one, of 1.
_AGREES = 0.54
# Where both name somebody, and not the same.
_AGREES_OF_OTHERS = 0.7
_DIFFERS = 0.48
# What they must have in common besides: the weight of all, of the words that are no names, of these with
# figures and days, and of the names that their articles share.
_LEAST_SHARED = 1.8
_LEAST_WORDS = 0.9
_LEAST_SAID = 1.8
_LEAST_CONTEXT = 0.4
_CLOSE_CONTEXT = 0.8
_FARTHER = 0.9
_SHORTER = 0.65
# What a figure counts that only one of them gives.
_BESIDE = 0.5
# Two words in common name a subject and say nothing of it yet, unless there is little else; and per cent and
# money measure anything.
_TOKENS, _FEW = 3, 0.15
# So much of what the shorter of two claims says must be in the other for one to deny it.
_DENIED = 0.75
_LENGTH_OF_DAY = len("2034-03-14")


@dataclass(frozen=True, slots=True)
class Story:
    """What a claim's article is about, as far as comparing needs it.

    `names` weighs the names in it, `uses` counts the claims that have a term. `origin` is its family's id,
    `published` its date or "".
    """

    origin: str
    published: str
    names: Mapping[str, float]
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """What two claims have in common and where they differ, in the words of the earlier and the later one.

    `words` are pairs where the words are not the same. `figures` and `dates` are in common;
    `differing` are pairs of figures, dates or opposites.
    """

    actors: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    differing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a claim bears on an earlier one: the kind, how alike they are (0 to 1), and the reason."""

    kind: RelationKind
    score: float
    reason: Reason


def judge(
    later: Gist,
    earlier: Gist,
    its: Story,
    others: Story,
    rarity: Callable[[str], float],
    *,
    one_voice: bool,
) -> Verdict | None:
    """How the later of two claims bears on the earlier, None where it does not seem to.

    `its` and `others` are their articles' stories; `rarity` is what is left of a term's weight, of 1, on a
    desk where many claims have it.
    """
    if later.voice.is_article and earlier.voice.is_article and later.words == earlier.words:
        # The same sentence in two articles' own voices is an outlet's note or copied, and no second report.
        return None
    shared = [term for term in later.terms if term in earlier.terms]
    rare = {term: rarity(term) for gist in (later, earlier) for term in gist.terms}
    said = sum(min(later.terms[term], earlier.terms[term]) * rare[term] for term in shared if term[0] != "@")
    context = _context(its, others)
    if said < _LEAST_WORDS or context < _LEAST_CONTEXT or None in (later.denies, earlier.denies):
        return None
    same, differing = _compare_figures(later.figures, earlier.figures)
    days = tuple(day for day in later.dates if day in earlier.dates)
    if said + sum(_weight(one) for one, _ in same) + _DAY * len(days) < _LEAST_SAID:
        return None
    common = sum((_worth(one, later, its) + _worth(one, earlier, others)) / 2 * rare[one] for one in shared)
    common += sum(_weight(one) for one, _ in same) + _DAY * len(days)
    if common < _LEAST_SHARED:
        return None
    name_others = _name_others(later, earlier)
    for far in (context < _CLOSE_CONTEXT, name_others, _months_apart(its, others)):
        common *= _FARTHER if far else 1
    # How much of what they say is in common: of the matter alone, and with all figures that only one gives.
    ours = _total(later, its, rare) + sum(_weight(one) for one, _ in same) + _DAY * len(days)
    theirs = _total(earlier, others, rare) + sum(_weight(one) for _, one in same) + _DAY * len(days)
    matter = _alike(common, ours, theirs)
    ours += _BESIDE * (sum(map(_weight, later.figures)) - sum(_weight(one) for one, _ in same))
    theirs += _BESIDE * (sum(map(_weight, earlier.figures)) - sum(_weight(one) for _, one in same))
    whole = _alike(common, ours, theirs)
    opposite = [term for term in shared if (term in later.sides) != (term in earlier.sides)]
    is_after = bool(its.published and others.published and its.published[:10] > others.published[:10])
    found = _Found(
        later,
        earlier,
        is_after=is_after,
        one_voice=one_voice,
        contrary=(later.denies != earlier.denies) != (len(opposite) % 2 == 1),
        opposite=tuple((later.said[term], earlier.said[term]) for term in opposite),
        differing=tuple(differing),
        other_days=_other_days(later, earlier, moved=is_after and later.replaces),
        tokens=sum(1 for term in shared if term[0] != "@" and later.terms[term] >= 1)
        + any(term[0] == "@" for term in shared)
        + len(same)
        + len(days),
        names=any(term[0] == "@" for term in shared),
        name_others=name_others,
        covered=said / min(_words(later, rare), _words(earlier, rare)),
    )
    decided = _decide(found, matter, whole)
    if decided is None:
        return None
    kind, score, differences, pairs = decided
    return Verdict(kind, round(score, 3), _reason(later, earlier, shared, same, days, differences, pairs))


@dataclass(frozen=True, slots=True)
class _Found:
    """What decides the kind of a relation."""

    later: Gist
    earlier: Gist
    is_after: bool
    one_voice: bool
    contrary: bool
    opposite: tuple[tuple[str, str], ...]
    differing: tuple[tuple[Figure, Figure], ...]
    other_days: tuple[tuple[str, str], ...]
    tokens: int
    names: bool
    name_others: bool
    covered: float


_Decided = tuple[RelationKind, float, tuple[Difference, ...], tuple[tuple[str, str], ...]]


def _decide(found: _Found, matter: float, whole: float) -> _Decided | None:
    """The kind, the score, and by what the two differ."""
    later = found.later
    if found.tokens < _TOKENS:
        matter, whole = matter - _FEW, whole - _FEW
    if found.name_others and (found.contrary or found.differing or found.other_days):
        # Who differ about something speak of the same somebody.
        return None
    if found.differing and found.differing[0][0].is_measure and not found.names:
        return None
    if found.contrary and found.covered < _DENIED:
        # A denial denies what its words say, not all that is said of the same things.
        return None
    if found.contrary:
        differences: tuple[Difference, ...] = ("opposite",) if found.opposite else ("denial",)
        moved = found.is_after and found.opposite and later.replaces
        return _differ(matter, differences, found.opposite, updates=bool(moved))
    if found.differing:
        # Who counts again, and who says that it is another number now, does not contradict.
        counted = later.replaces or found.one_voice or any("heads" in one.units for one, _ in found.differing)
        matter -= _FEW if found.differing[0][0].is_measure else 0
        pairs = tuple((one.words, other.words) for one, other in found.differing)
        return _differ(matter, ("figure",), pairs, updates=found.is_after and counted)
    if found.other_days:
        ahead = later.looks_ahead or found.earlier.looks_ahead or later.replaces
        # What happened on two days happened twice.
        return _differ(matter, ("date",), found.other_days, updates=found.is_after) if ahead else None
    if whole < (_AGREES_OF_OTHERS if found.name_others else _AGREES):
        return None
    if later.conditional != found.earlier.conditional:
        return "qualifies", whole, (), ()
    return "restates" if found.one_voice else "corroborates", whole, (), ()


def _differ(
    score: float, differences: tuple[Difference, ...], pairs: tuple[tuple[str, str], ...], *, updates: bool
) -> _Decided | None:
    if score < _DIFFERS:
        return None
    return "updates" if updates else "contradicts", score, differences, pairs


def _alike(common: float, ours: float, theirs: float) -> float:
    """The share in common, of both, the shorter counting more: a claim may say something else besides."""
    shorter, longer = sorted((ours, theirs))
    between: float = shorter**_SHORTER * longer ** (1 - _SHORTER)
    return min(1.0, common / between)


def _total(gist: Gist, story: Story, rare: Mapping[str, float]) -> float:
    return sum(_worth(term, gist, story) * rare[term] for term in gist.terms)


def _words(gist: Gist, rare: Mapping[str, float]) -> float:
    """The weight of the words of a claim that are no names."""
    return sum(weight * rare[term] for term, weight in gist.terms.items() if term[0] != "@")


def _worth(term: str, gist: Gist, story: Story) -> float:
    return gist.terms[term] / (1 + _REPEATED * (story.uses.get(term, 1) - 1))


def _weight(figure: Figure) -> float:
    return _SMALL_FIGURE if figure.value <= _SMALL or figure.is_measure else _FIGURE


def _context(its: Story, others: Story) -> float:
    """How much the two articles name in common."""
    fewer, more = sorted((its.names, others.names), key=len)
    return sum(min(weight, more[name]) for name, weight in fewer.items() if name in more)


def _name_others(later: Gist, earlier: Gist) -> bool:
    """Whether both name somebody or some place, and none that both name."""
    ours, theirs = ({term for term in gist.terms if term[0] == "@"} for gist in (later, earlier))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _months_apart(its: Story, others: Story) -> bool:
    """Whether more than a month lies between two articles, as far as that is known."""
    ours, theirs = (
        int(story.published[:4]) * 12 + int(story.published[5:7])
        if len(story.published) >= len("2034-03")
        else None
        for story in (its, others)
    )
    return ours is not None and theirs is not None and abs(ours - theirs) > 1


def _compare_figures(
    ours: Sequence[Figure], theirs: Sequence[Figure]
) -> tuple[list[tuple[Figure, Figure]], list[tuple[Figure, Figure]]]:
    """The figures that are one, and where none is, those that count one thing differently."""
    same: list[tuple[Figure, Figure]] = []
    left = list(theirs)
    for one in ours:
        match = next((other for other in left if one.is_same(other)), None)
        if match is not None:
            left.remove(match)
            same.append((one, match))
    if same:
        return same, []
    return [], [(one, other) for one in ours for other in theirs if one.is_comparable(other)][:1]


def _other_days(later: Gist, earlier: Gist, *, moved: bool) -> tuple[tuple[str, str], ...]:
    """A day of each, where both name days and none in common, or one of them was `moved` to another."""
    ours = [day for day in later.dates if len(day) == _LENGTH_OF_DAY]
    theirs = [day for day in earlier.dates if len(day) == _LENGTH_OF_DAY]
    new = [day for day in ours if day not in theirs]
    if not new or not theirs or (len(new) < len(ours) and not (moved and len(theirs) == 1)):
        return ()
    return ((new[-1], theirs[-1]),)


def _reason(
    later: Gist,
    earlier: Gist,
    shared: Sequence[str],
    same: Sequence[tuple[Figure, Figure]],
    days: tuple[str, ...],
    differences: tuple[Difference, ...],
    pairs: tuple[tuple[str, str], ...],
) -> Reason:
    telling = sorted(shared, key=lambda term: (-min(later.terms[term], earlier.terms[term]), term))
    words = [(later.said[term], earlier.said[term]) for term in telling if term[0] != "@"]
    return Reason(
        actors=tuple(dict.fromkeys(earlier.said[term] for term in telling if term[0] == "@")),
        words=tuple(words),
        figures=tuple(other.words for _, other in same),
        dates=days,
        differences=differences,
        differing=pairs,
    )
