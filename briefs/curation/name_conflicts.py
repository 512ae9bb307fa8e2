"""Names to decide about: pairs of actors that may be one, and pairs that are easily taken for one.

Precise rather than many. Nothing here decides: a pair is listed until the analyst merges or forbids it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from tearline.briefs.board.rows import ActorRow, Board
from tearline.briefs.model import Brief
from tearline.briefs.names import family, fold, is_acronym, is_full, surname

# How likely the advice is right, by what speaks for it: a scale to sort by, no measured probabilities.
_SAME_OFFICE, _SAME_WORDS, _ONLY_BEARER, _SHORT_FORM, _MIDDLE_NAME = 0.9, 0.85, 0.7, 0.75, 0.65
_NEAR_SPELLING, _NAMED_ALONE, _SHARED_SURNAME = 0.5, 0.45, 0.4
_ONE_OF_SEVERAL, _TWO_KINDS = 0.3, 0.2
# Spellings that agree by this much may be one name, where they are long enough to tell.
_ALIKE, _LONG_ENOUGH = 0.82, 5
_ALIKE_BODY, _LONG_BODY = 0.92, 8
# So many names of one surname, or one beginning, are compared with one another.
_MOST_COMPARED = 40
_EMPTY_OFFICE = frozenset(("a", "an", "and", "for", "former", "his", "her", "in", "of", "the", "their", "to"))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two actors, by id, and what is advised: merge `one` into `other`, or note that they are `not` the same.

    `weight` sorts by how likely the advice is right; `why` is for the analyst.
    """

    advice: Literal["merge", "not"]
    one: str
    other: str
    why: str
    weight: float


def name_conflicts(brief: Brief, board: Board) -> list[Conflict]:
    """The pairs to decide about, the likeliest first. Rejected actors and pairs decided upon are left out.

    Linear in the number of actors, but for those that share a surname or the beginning of a name.
    """
    rows = [row for row in board.actors if row.status != "rejected"]
    people = [row for row in rows if row.type == "person"]
    others = [row for row in rows if row.type != "person"]
    best: dict[frozenset[str], Conflict] = {}
    order = {row.id: n for n, row in enumerate(rows)}
    by_id = {row.id: row for row in rows}
    for found in (*_people(people), *_bodies(others), *_kinds(rows)):
        if _decided(brief, by_id[found.one], by_id[found.other]):
            continue
        pair = frozenset((found.one, found.other))
        if pair not in best or found.weight > best[pair].weight:
            best[pair] = found
    return sorted(best.values(), key=lambda one: (-one.weight, order[one.other], order[one.one]))


def _decided(brief: Brief, one: ActorRow, other: ActorRow) -> bool:
    for key, never in ((one.id, other), (other.id, one)):
        actor = brief.actors.get(key)
        words = {word for name in actor.not_ for word in (name, fold(name))} if actor else set()
        if never.id in words or fold(never.name) in words:
            return True
    return False


# ---- people ----


def _people(rows: Sequence[ActorRow]) -> Iterator[Conflict]:
    by_surname: dict[str, list[ActorRow]] = defaultdict(list)
    by_words: dict[frozenset[str], list[ActorRow]] = defaultdict(list)
    by_given: dict[tuple[str, str], list[ActorRow]] = defaultdict(list)
    for row in rows:
        last = surname(row.name)
        by_surname[last].append(row)
        words = fold(row.name).split("-")
        if is_full(row.name):
            by_words[frozenset(words)].append(row)
            by_given[words[0], last[:2]].append(row)
    for last, namesakes in by_surname.items():
        full = [row for row in namesakes if is_full(row.name)][:_MOST_COMPARED]
        bare = [row for row in namesakes if not is_full(row.name)][:_MOST_COMPARED]
        for row in bare:
            yield from _bare(row, [one for one in full if _may_be(row, one)])
        if not full:
            yield from _alone(bare)
        yield from _full(full, confusable=bool(bare) or _is_alias(last, full))
    for same in by_words.values():
        for one, other in combinations(same[:_MOST_COMPARED], 2):
            if surname(one.name) != surname(other.name):
                yield _merge(one, other, "the same names in another order", _SAME_WORDS)
    for same in by_given.values():
        for one, other in combinations(same[:_MOST_COMPARED], 2):
            first, second = surname(one.name), surname(other.name)
            if first != second and min(len(first), len(second)) >= _LONG_ENOUGH and _alike(first, second):
                yield _merge(one, other, "one first name, and surnames spelled nearly alike", _NEAR_SPELLING)


def _bare(row: ActorRow, bearers: Sequence[ActorRow]) -> Iterator[Conflict]:
    """What a surname alone may stand for."""
    shared = {one.id: sorted(_office(row) & _office(one)) for one in bearers}
    for one in bearers:
        words = ", ".join(shared[one.id])
        if shared[one.id] and not any(shared[two.id] for two in bearers if two is not one):
            yield _merge(row, one, f"the same surname, and in office: {words}", _SAME_OFFICE)
        elif len(bearers) == 1:
            yield _merge(row, one, f"the only {surname(one.name).title()} here by full name", _ONLY_BEARER)
        elif len(bearers) <= 3:
            names = " or ".join(two.name for two in bearers)
            yield _merge(row, one, f"{row.name} may be {names}", _ONE_OF_SEVERAL)


def _alone(rows: Sequence[ActorRow]) -> Iterator[Conflict]:
    """One surname in several articles, none of which says the full name: each with the most prominent."""
    for row in rows[1:]:
        if fold(row.name) == fold(rows[0].name):
            words = ", ".join(sorted(_office(row) & _office(rows[0])))
            why = f"named {row.name} alone in several articles" + (
                f", and in office: {words}" if words else ""
            )
            yield _merge(row, rows[0], why, _SAME_OFFICE if words else _NAMED_ALONE)


def _full(rows: Sequence[ActorRow], *, confusable: bool) -> Iterator[Conflict]:
    for one, other in combinations(rows, 2):
        mine, its = fold(one.name).split("-")[:-1], fold(other.name).split("-")[:-1]
        if not mine or not its or surname(one.name) != surname(other.name):
            continue
        if mine[0] == its[0] and not (len(mine) > 1 and len(its) > 1):
            yield _merge(one, other, "the same first and last name", _MIDDLE_NAME)
        elif mine[0] != its[0] and min(len(mine[0]), len(its[0])) >= 4 and _alike(mine[0], its[0]):
            yield _merge(one, other, "one surname, and first names spelled nearly alike", _NEAR_SPELLING)
        elif mine[0][0] == its[0][0] and 1 in (len(mine[0]), len(its[0])):
            yield _merge(one, other, "one surname, and a first name that the initial fits", _NEAR_SPELLING)
        elif mine[0] != its[0] and confusable:
            why = f"two people, and an article names {surname(one.name).title()} alone"
            yield Conflict("not", one.id, other.id, why, _SHARED_SURNAME)


def _may_be(bare: ActorRow, full: ActorRow) -> bool:
    """Whether a surname, perhaps behind an initial, may be this person's: no other initial, no other name."""
    given = [word for word in fold(bare.name).split("-")[:-1] if len(word) == 1]
    return not given or fold(full.name).startswith(given[0])


def _is_alias(last: str, rows: Iterable[ActorRow]) -> bool:
    return any(last in map(fold, row.aliases) for row in rows if row.status != "suggested")


def _office(row: ActorRow) -> set[str]:
    return {
        word for role in row.roles for word in fold(role).split("-") if word and word not in _EMPTY_OFFICE
    }


# ---- organizations, states, places ----


def _bodies(rows: Sequence[ActorRow]) -> Iterator[Conflict]:
    short: dict[str, list[ActorRow]] = defaultdict(list)
    for row in rows:
        if is_acronym(row.name):
            short[fold(row.name)].append(row)
    by_start: dict[tuple[str, str], list[ActorRow]] = defaultdict(list)
    for row in rows:
        words = fold(row.name).split("-")
        for letters in {"".join(word[0] for word in words if word), _initials(words)}:
            if len(words) > 1 and len(letters) > 1:
                for one in short.get(letters, ()):
                    if one is not row and family(one.type) == family(row.type):
                        yield _merge(one, row, f"{one.name} is how {row.name} is abbreviated", _SHORT_FORM)
        if len(fold(row.name)) >= _LONG_BODY:
            by_start[family(row.type), fold(row.name)[:4]].append(row)
    for same in by_start.values():
        for one, other in combinations(same[:_MOST_COMPARED], 2):
            if _alike(fold(one.name), fold(other.name), _ALIKE_BODY):
                yield _merge(one, other, "names spelled nearly alike", _NEAR_SPELLING)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word and word not in _EMPTY_OFFICE)


def _kinds(rows: Sequence[ActorRow]) -> Iterator[Conflict]:
    by_name: dict[str, list[ActorRow]] = defaultdict(list)
    for row in rows:
        by_name[fold(row.name)].append(row)
    for same in by_name.values():
        for one, other in combinations(same[:_MOST_COMPARED], 2):
            if family(one.type) != family(other.type):
                yield _merge(one, other, f"one name of two kinds, {one.type} and {other.type}", _TWO_KINDS)


# ---- both ----


def _merge(one: ActorRow, other: ActorRow, why: str, weight: float) -> Conflict:
    """Merging into whichever is in the brief, else has the fuller name, else is more prominent."""
    ranks = [
        (row.status != "suggested", is_full(row.name) and not is_acronym(row.name), row.salience)
        for row in (one, other)
    ]
    if ranks[0] > ranks[1]:
        one, other = other, one
    return Conflict("merge", one.id, other.id, why, weight)


def _alike(one: str, other: str, least: float = _ALIKE) -> bool:
    digits = [[char for char in name if char.isdigit()] for name in (one, other)]
    return digits[0] == digits[1] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
