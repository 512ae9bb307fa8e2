"""Figures in a statement: how many of what, with numbers in digits and in words made one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tearline.briefs.corroboration.stems import concept_of, is_empty
from tearline.briefs.drafting.lexicon import words
from tearline.index.dates import MONTH_NUMBERS

_AT_LEAST = words("relations", "at least")
_AT_MOST = words("relations", "at most")
_ABOUT = words("relations", "about")
_HEADS = frozenset(concept_of(word)[0] for word in words("relations", "heads"))
_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_FATES = frozenset(concept_of(word)[0] for word in words("relations", "fate"))
_ANYBODY = frozenset(concept_of(word)[0] for word in ("people", "victim", "kill", "injure", "casualty"))
_NEAR = 5  # words between a number and what happened to those it counts
_ONES = {word: number for number, word in enumerate(_NUMBER_WORDS)}
_TENS_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: number * 10 for number, word in enumerate(_TENS_WORDS, 2)}
_SCALES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_SHORT = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
_MEASURES = frozenset({"%", "per", "cent", "percent", "percentage", "points", "point"})
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_MONEY = frozenset(concept_of(word)[0] for word in words("relations", "money"))
_MOST_DIGITS = 15
_SAME = 0.005  # of the larger: two figures are one
_ALMOST = 0.1  # and where one of them is said to be rough
_UNIT_WORDS = 3
_YEARS = range(1900, 2101)

Bound = Literal["", "about", "at least", "at most"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts.

    `units` are the concepts of the words behind it ("troops"), with "heads" where these are people, "%" or a
    currency; empty where the words name none. `fate` is what happened to the people it counts ("kill").
    `bound` is how the number is hedged. `words` are the text's.
    """

    value: float
    units: frozenset[str]
    words: str
    bound: Bound = ""
    fate: str = ""

    @property
    def is_measure(self) -> bool:
        """Whether it measures, in per cent or money, what could be anything, rather than counts things."""
        return "%" in self.units or not self.units.isdisjoint(_MONEY)

    def is_same(self, other: Figure) -> bool:
        """Whether the two say one number of one thing, as far as their hedges go."""
        if not self.is_comparable(other):
            return False
        low, high = sorted((self, other), key=lambda figure: figure.value)
        rough = _ALMOST if "about" in (self.bound, other.bound) else _SAME
        if high.value - low.value <= rough * high.value:
            return True
        # "More than 300" and 320 agree; so far apart as 300 and 900 they say different things.
        near = high.value <= 1.2 * low.value
        return near and (low.bound == "at least" or high.bound == "at most")

    def is_comparable(self, other: Figure) -> bool:
        """Whether the two may count one thing."""
        if self.fate != other.fate and ((self.fate and other.fate) or "heads" in self.units & other.units):
            return False
        if not self.units or not other.units:
            return "%" not in self.units | other.units
        both = self.units & other.units
        # Soldiers and nurses are both counted by heads; people may be either.
        return bool(both - {"heads"}) or (
            "heads" in both and not _ANYBODY.isdisjoint(self.units | other.units)
        )


def find_figures(tokens: Sequence[str]) -> tuple[tuple[Figure, ...], frozenset[int]]:
    """The figures among words in lower case, and the places of the words that state them."""
    found: list[Figure] = []
    used: set[int] = set()
    place = 0
    while place < len(tokens):
        read = _number(tokens, place)
        if read is None:
            place += 1
            continue
        value, end = read
        before = tokens[place - 1] if place else ""
        if _is_quantity(tokens, place, end, value):
            units = frozenset(_units(tokens, end))
            if before in _CURRENCIES:
                units |= {_CURRENCIES[before]}
            shown = " ".join(tokens[place:end])
            fate = _fate(tokens, place, end)
            found.append(Figure(value, units, shown, _bound(tokens, place), fate))
        # "Per cent" and a currency say what is counted, not what is said of it.
        while end < len(tokens) and tokens[end] in _MEASURES:
            end += 1
        used.update(range(place, end))
        place = end
    return tuple(found), frozenset(used)


def _number(tokens: Sequence[str], place: int) -> tuple[float, int] | None:
    """The number that begins at a place and where it ends; None where none does."""
    total, group, end = 0.0, None, place
    first = tokens[place]
    if first in ("a", "an") and tokens[place + 1 : place + 2] and tokens[place + 1] in _SCALES:
        group, end = 1.0, place + 1
    while end < len(tokens):
        token = tokens[end]
        digits = _DIGITS.fullmatch(token)
        if digits is not None:
            if group is not None or len(token) > _MOST_DIGITS:
                break
            group = float(token.replace(",", ""))
        elif token in _ONES and (group is None or (group >= 20 and group % 10 == 0)):
            group = (group or 0) + _ONES[token]
        elif token in _TENS and (group is None or group % 100 == 0):
            group = (group or 0) + _TENS[token]
        elif token in _SCALES and group is not None:
            scale = _SCALES[token]
            if scale <= 100:
                group *= scale
            else:
                total, group = total + group * scale, 0.0
        elif token in _SHORT and group is not None and end == place + 1:
            group *= _SHORT[token]
        elif group is None or not _goes_on(tokens, end):
            break
        end += 1
    return None if group is None else (total + group, end)


def _goes_on(tokens: Sequence[str], place: int) -> bool:
    """Whether an "and" stands inside a number at this place: "two hundred and ten"."""
    inside = tokens[place] == "and" and tokens[place - 1] in ("hundred", "thousand", "million")
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    return inside and (following in _ONES or following in _TENS)


def _is_quantity(tokens: Sequence[str], place: int, end: int, value: float) -> bool:
    """Whether a number counts something: a day of a month, a year and a time of day do not."""
    before = tokens[place - 1] if place else ""
    after = tokens[end] if end < len(tokens) else ""
    if before in MONTH_NUMBERS or after in MONTH_NUMBERS or after in ("am", "pm", "o'clock"):
        return False
    if after in ("a", "p") and tokens[end + 1 : end + 2] == ["m"]:
        return False
    if before == "not" or (value == 1 and not tokens[place].isdigit()):
        return False
    return not (end == place + 1 and tokens[place].isdigit() and value in _YEARS and len(tokens[place]) == 4)


def _bound(tokens: Sequence[str], place: int) -> Bound:
    for length in (3, 2, 1):
        phrase = " ".join(tokens[max(0, place - length) : place])
        if phrase in _AT_MOST:
            return "at most"
        if phrase in _AT_LEAST:
            return "at least"
        if phrase in _ABOUT:
            return "about"
    return ""


def _fate(tokens: Sequence[str], place: int, end: int) -> str:
    """What happened to those that a number counts: the nearest such word."""
    near: list[tuple[int, int, str]] = []
    for n in range(max(0, place - _NEAR), min(len(tokens), end + _NEAR)):
        concept = concept_of(tokens[n])[0]
        if concept in _FATES:
            near.append((place - n if n < place else n - end + 1, n, concept))
    return min(near)[2] if near else ""


def _units(tokens: Sequence[str], place: int) -> Iterator[str]:
    """The concepts that the words behind a number give it as its unit."""
    following = list(tokens[place : place + _UNIT_WORDS])
    if following[:1] == ["%"] or following[:1] == ["percent"] or following[:2] == ["per", "cent"]:
        yield "%"
        return
    for word in following:
        if word == "of":
            continue
        if is_empty(word) or not word[0].isalpha():
            return
        concept = concept_of(word)[0]
        yield concept
        if concept in _HEADS:
            yield "heads"
            return
