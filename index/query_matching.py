"""What a query means: evaluated over one record in memory, word by word. Engines must agree with this."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set

from tearline.index.query_tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Prefix,
    Query,
    Words,
)
from tearline.index.spelling import spelled_like
from tearline.index.words import words_of

_ANYWHERE = ("text", "title", "outlet", "author")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

# From here on, comparing a row of words place by place costs more than spelling the text out.
_MANY_COMPARISONS = 50_000

# Where words stand in a field: each word's positions, counted in words, in order.
Positions = Mapping[str, Sequence[int]]
# Where a leaf is found: first and last word, both counted in.
Stretch = tuple[int, int]


def matches(query: Query, record: Mapping[str, str]) -> bool:
    """Whether the query finds this record.

    Words without a field look at "text", "title", "outlet" and "author", each by itself; other fields at the
    value of that name. "date" is an ISO 8601 date as precise as known. A field that is missing is empty.
    """
    root = query.root
    return isinstance(root, Everything) or _holds(root, _Record(record))


class _Record:
    """A record whose fields are cut into words when first asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self._fields: dict[str, Positions] = {}

    def field(self, name: str) -> Positions:
        if name not in self._fields:
            self._fields[name] = positions_of(words_of(self.values.get(name) or ""))
        return self._fields[name]

    def fields(self, name: str) -> Iterator[Positions]:
        return (self.field(each) for each in (_ANYWHERE if name == "" else (name,)))


def positions_of(words: Sequence[str]) -> dict[str, list[int]]:
    """Each word's positions in a sequence of words."""
    found: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        if word in found:
            found[word].append(position)
        else:
            found[word] = [position]
    return found


def _holds(node: Node, record: _Record) -> bool:
    match node:
        case And(parts):
            return all(_holds(part, record) for part in parts)
        case Or(parts):
            return any(_holds(part, record) for part in parts)
        case Not(part):
            return not _holds(part, record)
        case Near():
            return any(
                are_near(_any_stretches(node.left, field), _any_stretches(node.right, field), node.distance)
                for field in record.fields(node.field)
            )
        case Dated(first, last):
            days = day_range(record.values.get("date") or "")
            return days is not None and days[0] <= last and first <= days[1]
        case Everything():
            return True
        case Nothing():
            return False
        case _:
            return any(stretches(node, field) for field in record.fields(node.field))


def _any_stretches(leaves: Sequence[Leaf], field: Positions) -> list[Stretch]:
    return sorted({stretch for leaf in leaves for stretch in stretches(leaf, field)})


def stretches(leaf: Leaf, field: Positions) -> list[Stretch]:
    """Where a leaf is found in a field, in order."""
    match leaf:
        case Words(words):
            return in_a_row([field.get(word, ()) for word in words])
        case Prefix(words):
            ends = sorted(at for word, places in field.items() if word.startswith(words[-1]) for at in places)
            return in_a_row([*(field.get(word, ()) for word in words[:-1]), ends])
        case Fuzzy():
            near = (places for word, places in field.items() if spelled_like(leaf.word, word, leaf.distance))
            return sorted((at, at) for places in near for at in places)


def in_a_row(places: Sequence[Sequence[int]]) -> list[Stretch]:
    """Where words follow one another, given each word's positions in order.

    The positions of a word that comes several times are given as the same object each time. Linear in the
    positions and the words, however often a text repeats itself.
    """
    last = len(places) - 1
    if last == 0:
        return [(at, at) for at in places[0]]
    rarest = min(range(len(places)), key=lambda index: len(places[index]))
    if len(places[rarest]) * len(places) > _MANY_COMPARISONS:
        return _in_a_long_row(places)
    starts = {at - rarest for at in places[rarest]}
    standing: dict[int, Set[int]] = {}
    for offset, word in enumerate(places):
        if offset != rarest and starts:
            if id(word) not in standing:
                standing[id(word)] = set(word)
            at_place = standing[id(word)]
            starts = {start for start in starts if start + offset in at_place}
    return [(start, start + last) for start in sorted(starts)]


def _in_a_long_row(places: Sequence[Sequence[int]]) -> list[Stretch]:
    """The same by the algorithm of Knuth, Morris and Pratt, over the text as the words' places spell it.

    The last word is compared by itself: one that is only begun may stand where another stands too.
    """
    *whole, ends = places
    if not ends or not all(whole):
        return []
    symbols = {id(word): symbol for symbol, word in enumerate(whole, start=1)}
    pattern = [symbols[id(word)] for word in whole]
    text = [0] * (max(word[-1] for word in whole) + 1)
    for word in whole:
        if text[word[0]] == 0:
            for at in word:
                text[at] = symbols[id(word)]
    back = [0] * len(pattern)
    matched = 0
    for index in range(1, len(pattern)):
        while matched and pattern[index] != pattern[matched]:
            matched = back[matched - 1]
        matched += pattern[index] == pattern[matched]
        back[index] = matched
    last_words, found, matched = set(ends), [], 0
    for at, symbol in enumerate(text):
        while matched and symbol != pattern[matched]:
            matched = back[matched - 1]
        matched += symbol == pattern[matched]
        if matched == len(pattern):
            if at + 1 in last_words:
                found.append((at - len(pattern) + 1, at + 1))
            matched = back[matched - 1]
    return found


def are_near(left: Sequence[Stretch], right: Sequence[Stretch], distance: int) -> bool:
    """Whether a left and a right stretch do not overlap and have at most `distance` words between them."""
    starts = [start for start, _ in right]
    ends = sorted(end for _, end in right)
    for start, end in left:
        after = bisect_right(starts, end)
        if after < len(starts) and starts[after] - end - 1 <= distance:
            return True
        before = bisect_left(ends, start)
        if before and start - ends[before - 1] - 1 <= distance:
            return True
    return False


def day_range(date: str) -> tuple[int, int] | None:
    """The first and last day of an ISO date as precise as known: "2022-02" is (20220201, 20220228)."""
    found = _DATE.match(date)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not month:
        return year * 10000 + 101, year * 10000 + 1231
    if month > 12 or year == 0:
        return None
    if not day:
        return year * 10000 + month * 100 + 1, year * 10000 + month * 100 + calendar.monthrange(year, month)[
            1
        ]
    whole = year * 10000 + month * 100 + day
    return whole, whole
