"""A text as a reader hears it: white space, quotation marks, dashes and forms of Unicode made alike, with the
way back to the characters that stand there.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property

from tearline.index.article import Span

_QUOTES = "\"'“”„‟‘’‚‛′″‹›＂＇`´"
_HYPHENS = "‐‑⁃﹣－"
_DASHES = "‒–—―−⸺⸻﹘"
# What is there and shows nothing: soft hyphens, joiners and marks of direction, byte order marks.
_HIDDEN = "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

# One character for one: done for the whole text at once, it leaves every offset as it is.
_ONE_FOR_ONE = {
    **dict.fromkeys(map(ord, _QUOTES), "'"),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _DASHES), "—"),
}
# The parts of a Korean syllable, where a text has them one by one.
_JAMO = frozenset(map(chr, range(0x1100, 0x1113)))
_SYLLABLE = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
# A dash with or without spaces around it; a run of spaces; guillemets with the spaces of French inside.
_LAYOUT = r" *(?:—|--+) *| +- +|  +|(?<![^ (\[—-])« +| +»(?=[ .,;:!?)\]]|\Z)|[«»]"


class FoldedText:
    """A text and how it reads: `folded` is the same for texts that differ in glyphs and layout alone.

    Letters, figures and punctuation count, and so does case. Takes time in the length of the text, once.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        return self._units[0]

    def span_of(self, start: int, end: int) -> Span | None:
        """The characters of the text that [start, end) of `folded` came from, None where either end falls
        inside what was one character or one run of them.
        """
        _, text_starts, text_ends, starts, ends = self._units
        n = bisect_right(starts, start) - 1
        if n >= 0 and starts[n] < start < ends[n]:
            return None
        if n < 0:
            first = start
        elif start >= ends[n]:
            first = text_ends[n] + start - ends[n]
        else:
            first = text_starts[n]
        n = bisect_left(starts, end) - 1
        if n >= 0 and end < ends[n]:
            return None
        last = end if n < 0 else text_ends[n] + end - ends[n]
        return (first, last) if first < last else None

    def folded_span(self, start: int, end: int) -> Span:
        """Where [start, end) of the text stands in `folded`; what it cuts into counts as a whole."""
        _, text_starts, text_ends, starts, ends = self._units
        n = bisect_right(text_starts, start) - 1
        first = start
        if n >= 0:
            first = starts[n] if start < text_ends[n] else ends[n] + start - text_ends[n]
        n = bisect_left(text_starts, end) - 1
        last = end if n < 0 else ends[n] + max(0, end - text_ends[n])
        return first, max(first, last)

    @cached_property
    def _units(self) -> tuple[str, list[int], list[int], list[int], list[int]]:
        """The folded text, and of each stretch whose length may differ: start and end in the text, then in
        the folded one.
        """
        table, pattern = _rules(frozenset(self.text))
        even = self.text.translate(table)
        text_starts: list[int] = []
        text_ends: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        shift = 0

        def fold(found: re.Match[str]) -> str:
            nonlocal shift
            start, end = found.span()
            new = _folded_unit(found[0])
            text_starts.append(start)
            text_ends.append(end)
            starts.append(start + shift)
            shift += len(new) - (end - start)
            ends.append(end + shift)
            return new

        return pattern.sub(fold, even), text_starts, text_ends, starts, ends


def _rules(used: frozenset[str]) -> tuple[dict[int, str], re.Pattern[str]]:
    """What to put for single characters, and what is folded as a unit, of the characters that a text uses."""
    table: dict[int, str] = {}
    several = set(_HIDDEN) & used
    marks = set()
    for char in used:
        if char < "\x7f" and char not in '"`\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f':
            continue
        if char in "«»":
            continue
        if ord(char) in _ONE_FOR_ONE:
            table[ord(char)] = _ONE_FOR_ONE[ord(char)]
        elif char.isspace():
            table[ord(char)] = " "
        elif unicodedata.combining(char):
            marks.add(char)
        elif char not in several:
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1:
                table[ord(char)] = plain
            else:
                several.add(char)
    pattern = _LAYOUT
    # Nearly every space is one by itself: a look at what follows passes over it.
    pattern = f"(?=[—«»-]| [ —»-])(?:{pattern})"
    if marks:
        accents = "".join(map(re.escape, sorted(marks)))
        # A letter and its accents are one; their order is Unicode's to decide.
        pattern = f"[^{accents}]?[{accents}]+|{pattern}"
    if not used.isdisjoint(_JAMO):
        pattern = f"{_SYLLABLE}|{pattern}"
    if several:
        pattern = f"{pattern}|[{''.join(map(re.escape, sorted(several)))}]"
    return table, re.compile(pattern)


def _folded_unit(unit: str) -> str:
    if unit in _HIDDEN:
        return ""
    if "—" in unit or "--" in unit or unit.strip(" ") == "-":
        return "-"
    if "«" in unit or "»" in unit:
        return "'"
    if not unit.strip(" "):
        return " "
    return unicodedata.normalize("NFKC", unit)
