"""Goes over a laid-out text from one place to the next: by letter, word, line, sentence and paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import get_character_cell_size

from tearline.index.article import Span
from tearline.tui.widgets.wrapping import Layout

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LINE_ENDS = "\n\r\u2028\u2029"
# What ends a sentence, with the marks that close it, where another may begin behind it.
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[^\sa-z])|[。！？]+[”」』]*")
# As far as a word or a sentence is looked for; what is longer is none.
_FAR = 20_000


@dataclass(frozen=True, slots=True)
class Selection:
    """The caret's place, and where the selection began: None while nothing is selected.

    `column` is the cell that going up and down keeps to.
    """

    place: int
    anchor: int | None = None
    column: int | None = None

    def span(self, layout: Layout) -> Span | None:
        """What is selected, the letters under both ends counted in."""
        if self.anchor is None:
            return None
        first, last = sorted((self.anchor, self.place))
        return first, after(layout, last)


def after(layout: Layout, place: int) -> int:
    """The end of the letter at a place: marks on it belong to it."""
    end = place + 1
    while end < len(layout.shown) and get_character_cell_size(layout.shown[end]) == 0:
        end += 1
    return end


def cells_before(layout: Layout, place: int) -> int:
    """How many cells of its line stand before a place."""
    start, _ = layout.span(layout.line_of(place))
    return sum(map(get_character_cell_size, layout.shown[start:place]))


def place_at(layout: Layout, line: int, cells: int) -> int:
    """The letter of a line at a cell, or its last one; the line's start where it is empty."""
    start, end = layout.span(line)
    place = last = start
    used = 0
    while place < end:
        used += get_character_cell_size(layout.shown[place])
        if used > cells:
            return place
        last, place = place, after(layout, place)
    return last


def _snapped(layout: Layout, place: int, step: int) -> int:
    """The nearest place from here on, in the direction of `step`, at which a letter is shown."""
    line = layout.line_of(max(0, min(place, len(layout.shown) - 1)))
    start, end = layout.span(line)
    if start <= place < end:
        return place
    if place < start:
        return start
    lines = range(line + 1, len(layout)) if step > 0 else range(line, -1, -1)
    for one in lines:
        start, end = layout.span(one)
        if end > start:
            return start if step > 0 else max(start, min(end - 1, place))
    return _snapped(layout, place, -1) if step > 0 else place


def _letter(step: int) -> Callable[[Layout, int], int]:
    def move(layout: Layout, place: int) -> int:
        if step > 0:
            return _snapped(layout, after(layout, place), 1)
        place = _snapped(layout, place - 1, -1) if place else 0
        while place and get_character_cell_size(layout.shown[place]) == 0:
            place -= 1
        return place

    return move


def _next_word(layout: Layout, place: int) -> int:
    here = _word_at(layout.shown, place)
    found = _WORD.search(layout.shown, here[1] if here else place + 1, place + _FAR)
    return _snapped(layout, found.start(), 1) if found else place


def _word_end(layout: Layout, place: int) -> int:
    found = _WORD.search(layout.shown, place + 1, place + _FAR)
    if found and place + 1 == found.start() and (here := _word_at(layout.shown, place)):
        # Inside a word: its own end, unless the caret stands there already.
        found = _WORD.search(layout.shown, here[1], place + _FAR) if here[1] - 1 <= place else found
    return _snapped(layout, found.end() - 1, 1) if found else place


def _previous_word(layout: Layout, place: int) -> int:
    begin = max(0, place - 200)
    starts = [found.start() for found in _WORD.finditer(layout.shown, begin, place)]
    # A word cut where the search begins is taken only where there is no other.
    whole = [start for start in starts if start > begin or begin == 0]
    return _snapped(layout, (whole or starts or [begin])[-1], -1)


def _line_start(layout: Layout, place: int) -> int:
    return layout.span(layout.line_of(place))[0]


def _line_end(layout: Layout, place: int) -> int:
    return place_at(layout, layout.line_of(place), 1_000_000)


def _paragraph(step: int) -> Callable[[Layout, int], int]:
    def move(layout: Layout, place: int) -> int:
        first, last = paragraph_at(layout, place)
        if step > 0:
            return _snapped(layout, last, 1)
        return _snapped(layout, first if place > first else paragraph_at(layout, first - 1)[0], -1)

    return move


def _start(layout: Layout, place: int) -> int:  # noqa: ARG001 - as every move is called
    return _snapped(layout, layout.starts[0], 1)


def _end(layout: Layout, place: int) -> int:  # noqa: ARG001 - as every move is called
    return place_at(layout, len(layout) - 1, 1_000_000)


MOVES: dict[str, Callable[[Layout, int], int]] = {
    "left": _letter(-1),
    "right": _letter(1),
    "next word": _next_word,
    "end of word": _word_end,
    "word before": _previous_word,
    "start of line": _line_start,
    "end of line": _line_end,
    "next paragraph": _paragraph(1),
    "paragraph before": _paragraph(-1),
    "start": _start,
    "end": _end,
}


def moved(layout: Layout, selection: Selection, move: str, page: int = 1) -> Selection:
    """The selection after a move: one of MOVES, or up, down, "page up" and "page down" by `page` lines."""
    if not len(layout):
        return selection
    if move in MOVES:
        return Selection(MOVES[move](layout, selection.place), selection.anchor)
    step = -1 if move.endswith("up") else 1
    many = page if move.startswith("page") else 1
    column = cells_before(layout, selection.place) if selection.column is None else selection.column
    line = max(0, min(layout.line_of(selection.place) + step * many, len(layout) - 1))
    while 0 < line < len(layout) - 1 and layout.starts[line] == layout.ends[line]:
        line += step
    place = place_at(layout, line, column)
    return Selection(
        place if layout.starts[line] < layout.ends[line] else selection.place, selection.anchor, column
    )


def word_at(layout: Layout, place: int) -> Span:
    """The word at a place, or the letter there where it is in none."""
    return _word_at(layout.shown, place) or (place, after(layout, place))


def _word_at(text: str, place: int) -> Span | None:
    begin = max(0, place - 200)
    for found in _WORD.finditer(text, begin, min(len(text), place + 200)):
        if found.start() <= place < found.end():
            return found.span()
    return None


def paragraph_at(layout: Layout, place: int) -> Span:
    """The paragraph around a place, without the line ends on both sides."""
    text = layout.text[: len(layout.shown)]
    place = max(0, min(place, len(text) - 1))
    first = max(text.rfind(end, 0, place) for end in _LINE_ENDS) + 1
    ends = [at for end in _LINE_ENDS if (at := text.find(end, max(first, place))) >= 0]
    return first, min(ends, default=len(text))


def sentence_at(layout: Layout, place: int) -> Span:
    """The sentence around a place, within its paragraph."""
    first, last = paragraph_at(layout, place)
    first, last = max(first, place - _FAR), min(last, place + _FAR)
    start, end = first, last
    for found in _SENTENCE_END.finditer(layout.shown, first, last):
        if found.end() > place:
            end = found.end()
            break
        start = found.end()
    while start < place and layout.shown[start].isspace():
        start += 1
    while end > place + 1 and layout.shown[end - 1].isspace():
        end -= 1
    return start, end
