"""Breaks a text into screen lines, each a span of code points, so that what is drawn leads back to words."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rich.cells import get_character_cell_size

from tearline.index.article import Span
from tearline.tui.safe import visible

# Scripts whose letters take exactly one cell each: only these can be broken by counting characters.
_ONE_CELL = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20cf"
    "\u2190-\u2211\u2400-\u2426\u2500-\u25fc\ufffd]*"
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_BREAK_AFTER = "-–—/"
_PLAIN = re.compile("[ -~]")
_PIECE = 100_000  # code points


@dataclass(frozen=True)
class Layout:
    """A text made safe and broken into lines of at most `width` cells, all of it or its beginning.

    `text` is the text as it was given, `shown` what of it was laid out. Line n shows
    `shown[starts[n]:ends[n]]`; both arrays hold code points into the text. Between paragraphs stands an empty
    line. Spaces at a break belong to no line.
    """

    text: str
    shown: str
    width: int
    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, line: int) -> Span:
        return self.starts[line], self.ends[line]

    def line_of(self, offset: int) -> int:
        """The line that shows the character at `offset`, or the one before it where no line does."""
        return max(0, bisect_right(self.starts, offset) - 1)


def lay_out(text: str, width: int, parts: Sequence[Span] | None = None, upto: int | None = None) -> Layout:
    """Break `text` into lines of at most `width` cells, at spaces where there are any. Linear in the text.

    Only `parts` of it are shown, in order, where they are given, and with `upto` only what stands before that
    code point; offsets are the text's all the same.
    """
    length = len(text) if upto is None else min(upto, len(text))
    shown = "".join(visible(text[first:last]) for first, last in _pieces(text, length))
    starts, ends = array("L"), array("L")
    width = max(2, width)
    narrow = _narrow_lines(width)
    paragraphs = [
        line.span()
        for first, last in _before(length, [(0, length)] if parts is None else parts)
        for line in _LINE.finditer(text, first, last)
        if not shown[line.start() : line.end()].isspace()
    ]
    apart = [len(_LINE_END.findall(text, one[1], other[0])) > 1 for one, other in pairwise(paragraphs)]
    # Where the text seldom has an empty line, each of its lines is a paragraph.
    always = 2 * sum(apart) < len(apart)
    for number, (start, end) in enumerate(paragraphs):
        if number and (always or apart[number - 1]):
            starts.append(start)
            ends.append(start)
        if _ONE_CELL.fullmatch(shown, start, end):
            for line in narrow.finditer(shown, start, end):
                starts.append(line.start())
                ends.append(line.end())
        else:
            _break_by_cells(shown, start, end, width, starts, ends)
    return Layout(text, shown, width, starts, ends)


def _pieces(text: str, length: int) -> Iterator[Span]:
    """The text in pieces, so that no one step of making it safe keeps another thread waiting for long.

    What makes a character unsafe stands beside it, so pieces end before a plain one where there is any.
    """
    start = 0
    while start < length:
        end = min(start + _PIECE, length)
        plain = _PLAIN.search(text, end, min(end + _PIECE // 2, length))
        end = plain.start() if plain else end
        yield start, end
        start = end


def _before(length: int, parts: Sequence[Span]) -> Iterator[Span]:
    return ((first, min(last, length)) for first, last in parts if first < length)


@lru_cache(maxsize=8)
def _narrow_lines(width: int) -> re.Pattern[str]:
    longest = f"[^ ].{{0,{width - 1}}}"
    return re.compile(rf"{longest}(?:(?= |$)|(?<=[{_BREAK_AFTER}]))|{longest}")


def _break_by_cells(
    shown: str, start: int, end: int, width: int, starts: array[int], ends: array[int]
) -> None:
    """Break shown[start:end], which holds characters of no cell or of two, counting cells one by one.

    Text without spaces breaks after any wide character, as Chinese and Japanese do.
    """
    line, room, cells = start, start, 0
    place = start
    while place < end:
        character = shown[place]
        size = get_character_cell_size(character)
        if cells + size > width:
            cut = room if room > line else place
            starts.append(line)
            ends.append(line + len(shown[line:cut].rstrip(" ")))
            while cut < end and shown[cut] == " ":
                cut += 1
            line = room = place = cut
            cells = 0
            continue
        cells += size
        place += 1
        if character == " " or character in _BREAK_AFTER or size == 2:
            room = place
    if line < end:
        starts.append(line)
        ends.append(end)
