"""Shows why an article was found: its best passage, with the matching words marked at their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tearline.index.article import Span, Zone
from tearline.index.query import sought
from tearline.index.query_matching import stretches
from tearline.index.query_tree import Fuzzy, Leaf, Near, Prefix, Query, Words
from tearline.index.spelling import spelled_like
from tearline.index.words import LONGEST_WORD, word_spans

WIDTH = 240  # code points, about
# How far a passage may begin before its first match, to begin with its sentence.
_LEAD = 90
# Longer texts are looked through in pieces, so that one match near the top need not cut a whole book into
# words.
_PIECE = 100_000
_OVERLAP = 2_000

_SENTENCE_START = re.compile(r"(?:[.!?…][\"”’»)\]]*\s+|\n\s*)(?=\S)")
# A pattern of more words may take long over a text that almost matches everywhere.
_LONG_PHRASE = 12
# Anything that may be a letter, or an accent, other than those of ASCII.
_BEYOND_ASCII = re.compile("[^\x00-\x7f\xa0«»·–—‘’‚“”„•…‹›€£]")
_SPACES = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), 0xA0, 0x2028, 0x2029], " ")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article. `text` is the article's text at `span`, each control character and line break
    replaced by one space, so that offsets are the article's less `span[0]`; `marks` are spans in `text`."""

    text: str
    marks: tuple[Span, ...]
    span: Span


EMPTY = Snippet("", (), (0, 0))


def make_snippet(query: Query, text: str, zones: Sequence[Zone] = ()) -> tuple[Snippet, Span | None]:
    """The passage that shows most of what a query seeks, and the first match.

    Matches in `zones`, which are layout rather than reporting, count only where there are no others. Only
    words sought anywhere are marked; an article found by its outlet, say, is shown from the start of its
    reporting.
    """
    leaves = _text_leaves(query)
    for start, end in _pieces(len(text)) if leaves else ():
        found = _matches(leaves, text[start:end], start)
        if found:
            reported = [match for match in found if not _in_zones(match[0], zones)] or found
            begin, finish = _best(reported)
            floor = _reporting_floor(begin, zones)
            return _cut(text, begin, finish, [span for span, _ in found], floor), reported[0][0]
    body = _reporting_start(text, zones)
    return _cut(text, body, body, (), body), None


def _in_zones(span: Span, zones: Sequence[Zone]) -> bool:
    at = bisect_right(zones, span[0], key=lambda zone: zone.start) - 1
    return at >= 0 and span[0] < zones[at].end


def _reporting_floor(begin: int, zones: Sequence[Zone]) -> int:
    """How far back a passage may reach that begins here: not into layout above the reporting."""
    above = [zone.end for zone in zones if zone.end <= begin]
    return max(above, default=0)


def _reporting_start(text: str, zones: Sequence[Zone]) -> int:
    """Where the first text outside all zones begins, 0 where there is none."""
    at = 0
    for zone in zones:
        if text[at : zone.start].strip():
            break
        at = max(at, zone.end)
    while at < len(text) and text[at].isspace():
        at += 1
    return at if at < len(text) else 0


def _text_leaves(query: Query) -> list[Leaf]:
    leaves: dict[Leaf, None] = {}
    for part in sought(query):
        for leaf in (*part.left, *part.right) if isinstance(part, Near) else (part,):
            if not leaf.field:
                leaves[leaf] = None
    return list(leaves)


def _pieces(length: int) -> Iterator[Span]:
    start = 0
    while True:
        yield start, min(length, start + _PIECE)
        if start + _PIECE >= length:
            return
        start += _PIECE - _OVERLAP


def _matches(leaves: Sequence[Leaf], text: str, offset: int) -> list[tuple[Span, int]]:
    """Every match in order, with the number of the leaf that it is of; matches do not overlap."""
    find = _places_of_words
    if not _BEYOND_ASCII.search(text) and not any(
        isinstance(leaf, Fuzzy) or len(leaf.words) > _LONG_PHRASE for leaf in leaves
    ):
        # No word has an accent, so the words sought stand in the text as they are: no need to cut it into
        # words.
        text, find = text.lower(), _places_as_written
    found = [
        ((start + offset, end + offset), number)
        for number, leaf in enumerate(leaves)
        for start, end in find(leaf, text)
    ]
    found.sort(key=lambda match: (match[0][0], -match[0][1]))
    kept: list[tuple[Span, int]] = []
    for span, number in found:
        if not kept or span[0] >= kept[-1][0][1]:
            kept.append((span, number))
    return kept


def _places_as_written(leaf: Leaf, text: str) -> Iterator[Span]:
    """Where a leaf that is not fuzzy is found in a text whose words are all lower-case ASCII."""
    if isinstance(leaf, Fuzzy) or not all(word.isascii() for word in leaf.words):
        return
    for found in _pattern(leaf).finditer(text):
        start = found.start()
        if start == 0 or not ("a" <= text[start - 1] <= "z" or "0" <= text[start - 1] <= "9"):
            yield found.span()


@lru_cache(maxsize=256)
def _pattern(leaf: Words | Prefix) -> re.Pattern[str]:
    """Begins with a word as it is, which `re` looks for much faster than for the edge of a word."""
    whole = [f"{word}[a-z0-9]*" if len(word) == LONGEST_WORD else word for word in leaf.words]
    end = "[a-z0-9]*" if isinstance(leaf, Prefix) else "(?![a-z0-9])"
    return re.compile("[^a-z0-9]+".join(whole) + end)


def _places_of_words(leaf: Leaf, text: str) -> Iterator[Span]:
    """Where a leaf is found in any text."""
    words, spans = _cut_into_words(text)
    places: dict[str, list[int]] = {}
    wanted = {word: _could_be_in(leaf, word) for word in set(words)}
    for at, word in enumerate(words):
        if wanted[word]:
            places.setdefault(word, []).append(at)
    return ((spans[first].start(), spans[last].end()) for first, last in stretches(leaf, places))


# The leaves of a query are looked for one after another in the same text.
_cut_into_words = lru_cache(maxsize=1)(word_spans)


def _could_be_in(leaf: Leaf, word: str) -> bool:
    """Whether a word can be part of what a leaf finds."""
    match leaf:
        case Words(words):
            return word in words
        case Prefix(words):
            return word.startswith(words[-1]) or word in words
        case Fuzzy():
            return spelled_like(leaf.word, word, leaf.distance)


def _best(found: Sequence[tuple[Span, int]]) -> Span:
    """The stretch, about as wide as a snippet, that holds the most different matches, then the most
    matches.
    """
    counts: dict[int, int] = {}
    best, best_worth = found[0][0], (0, 0)
    last = 0
    for first, ((start, _), number) in enumerate(found):
        while last < len(found) and (last == first or found[last][0][1] - start <= WIDTH - _LEAD):
            counts[found[last][1]] = counts.get(found[last][1], 0) + 1
            last += 1
        worth = (len(counts), last - first)
        if worth > best_worth:
            best, best_worth = (start, found[last - 1][0][1]), worth
        counts[number] -= 1
        if not counts[number]:
            del counts[number]
    return best


def _cut(text: str, begin: int, finish: int, matches: Sequence[Span], floor: int) -> Snippet:
    """The passage around [begin, finish), from the start of its sentence where that is near, to the end of
    a word.
    """
    earliest = max(floor, begin - _LEAD)
    start = earliest
    if earliest > floor:
        before = text[earliest:begin]
        sentences = list(_SENTENCE_START.finditer(before))
        space = re.search(r"\s", before)
        start += sentences[0].end() if sentences else space.end() if space else 0
    while start < begin and text[start].isspace():
        start += 1
    end = min(len(text), max(start + WIDTH, finish))
    if end < len(text) and not text[end].isspace():
        # Back to the end of a word, but never into the matches.
        shorter = max(text.rfind(" ", finish, end), text.rfind("\n", finish, end))
        end = shorter if shorter > finish else end
    while end > finish and text[end - 1].isspace():
        end -= 1
    first = bisect_left(matches, (start, 0))
    marks = []
    for match in matches[first:]:
        if match[1] > end:
            break
        marks.append((match[0] - start, match[1] - start))
    return Snippet(text[start:end].translate(_SPACES), tuple(marks), (start, end))
