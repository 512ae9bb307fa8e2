"""Claims that say one thing, and on how many independent origins they rest together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tearline.briefs.board.rows import RelationRow
from tearline.briefs.corroboration.gist import Gist
from tearline.briefs.corroboration.judging import Story


@dataclass(frozen=True, slots=True)
class ClaimFamily:
    """Claims that say one thing, by relations that agree.

    `claims` are in order of publication. `origins` counts the independent ones: claims of one origin, and
    claims that may rest on one voice, count once. `differing` are claims of others that differ from one
    of these, each with the relation that says so. `leaning` are the claims that may rest on the voice of an
    older one of another origin, each with that one.
    """

    claims: tuple[str, ...]
    origins: int
    leaning: tuple[tuple[str, str], ...] = ()
    differing: tuple[tuple[str, RelationRow], ...] = ()


class _Groups:
    """Things put together by pairs."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def of(self, one: str) -> str:
        first = one
        while (next_one := self._first.get(first, first)) != first:
            first = next_one
        while self._first.get(one, one) != first:
            self._first[one], one = first, self._first.get(one, one)
        return first

    def join(self, one: str, other: str) -> None:
        self._first[max(self.of(one), self.of(other))] = min(self.of(one), self.of(other))


def families_of(
    claims: Iterable[str],
    relations: Iterable[RelationRow],
    gist_of: Callable[[str], Gist | None],
    story_of: Callable[[str], Story | None],
) -> tuple[ClaimFamily, ...]:
    """The families that hold one of these claims, those with most origins first.

    Two claims of which the analyst has rejected that they agree are kept apart. Where a chain of agreement
    would put two claims together of which one contradicts the other, or most of which are not proposed to
    agree, it is cut at its weakest link. `gist_of` gives a claim as it is compared, `story_of` the story of
    an article; None for what is in no article at hand.
    """
    relations = tuple(relations)
    held = [row for row in relations if row.status != "rejected"]
    differing = [row for row in held if not row.agrees]
    against: dict[str, set[str]] = defaultdict(set)
    apart = [row for row in relations if row.status == "rejected" and row.agrees]
    for row in (*differing, *apart):
        against[row.claim].add(row.to)
        against[row.to].add(row.claim)
    agreeing: dict[str, set[str]] = defaultdict(set)
    for row in held:
        if row.agrees:
            agreeing[row.claim].add(row.to)
            agreeing[row.to].add(row.claim)
    groups = _Groups()
    members: dict[str, set[str]] = {}
    # The analyst's own relations bind before any proposal, and the surer before the weaker.
    for row in sorted(held, key=lambda row: (row.status == "suggested", -row.score, row.id)):
        one, other = groups.of(row.claim), groups.of(row.to)
        if not row.agrees or one == other:
            continue
        ours, theirs = members.get(one, {one}), members.get(other, {other})
        if any(not theirs.isdisjoint(against[claim]) for claim in ours):
            continue
        # One long claim that says two things must not make one family of those that say either.
        pairs = sum(len(theirs & agreeing[claim]) for claim in ours)
        if row.status == "suggested" and 2 * pairs < len(ours) * len(theirs):
            continue
        groups.join(one, other)
        members[groups.of(one)] = ours | theirs
    asked = dict.fromkeys(groups.of(claim) for claim in claims)
    found = []
    for first in asked:
        family = members.get(first, {first})
        ordered = sorted(family, key=lambda claim: _age(claim, gist_of, story_of))
        others = tuple(_differing(family, differing))
        leaning = tuple(_leaning(ordered, gist_of, story_of))
        origins = count_origins(ordered, gist_of, story_of)
        found.append(ClaimFamily(tuple(ordered), origins, leaning, others))
    return tuple(sorted(found, key=lambda one: (-one.origins, -len(one.claims))))


def count_origins(
    claims: Sequence[str], gist_of: Callable[[str], Gist | None], story_of: Callable[[str], Story | None]
) -> int:
    """How many independent origins stand behind claims that say one thing; at least 1."""
    groups = _Groups()
    known = [gist for claim in claims if (gist := gist_of(claim)) is not None]
    for one, other in combinations(known, 2):
        ours, theirs = story_of(one.article), story_of(other.article)
        one_origin = ours is not None and theirs is not None and ours.origin == theirs.origin
        if one_origin or one.voice.may_be(other.voice):
            groups.join(one.id, other.id)
    return max(1, len({groups.of(gist.id) for gist in known}))


def _leaning(
    claims: Sequence[str], gist_of: Callable[[str], Gist | None], story_of: Callable[[str], Story | None]
) -> Iterator[tuple[str, str]]:
    older: list[tuple[Gist, Story]] = []
    for claim in claims:
        gist = gist_of(claim)
        story = story_of(gist.article) if gist else None
        if gist is None or story is None:
            continue
        for other, its in older:
            if its.origin != story.origin and gist.voice.may_be(other.voice):
                yield claim, other.id
                break
        older.append((gist, story))


def _differing(family: set[str], differing: Iterable[RelationRow]) -> Iterator[tuple[str, RelationRow]]:
    for row in differing:
        if row.claim in family and row.to not in family:
            yield row.to, row
        elif row.to in family and row.claim not in family:
            yield row.claim, row


def _age(
    claim: str, gist_of: Callable[[str], Gist | None], story_of: Callable[[str], Story | None]
) -> tuple[str, str]:
    gist = gist_of(claim)
    story = story_of(gist.article) if gist else None
    return (story.published or "~") if story else "~", claim
