"""Puts the lines of printed pages into reading order and joins them to paragraphs.

Works on where lines stand and how large their type is, and knows nothing of PDF. A page is cut into columns
at the white gutters between them; lines become paragraphs by indents, gaps, and lines that end early.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# At the end of a line: a hyphen that the layout program put there or may have.
LINE_END_HYPHEN = "\u00ad"
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?\W*", re.I)
_ADDRESS_LINE = re.compile(r"(https?://\S{4,500})(?:\s+\d{1,4}\s*(?:/|of)\s*\d{1,4})?")
# What browsers put above and below the pages that they print: when, and from where.
_PRINTED_AT = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:\s?[AP]M)?(?:\s.{0,300})?", re.I
)
_FILE_LINE = re.compile(r"file:///\S{1,500}(?:\s+\d{1,4}\s*(?:/|of)\s*\d{1,4})?")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)")
_RUNNING_TEXT = 12  # characters of a line: shorter ones are cells of a table
_EDGE_ROWS = 3  # rows at the head and foot of a page in which a running head may stand
_GAP = 1.6  # type sizes between two baselines, at least, where white space parts a running head from the text
_LETTER_WIDTH = 0.5  # of the type size, on average


class Line(NamedTuple):
    """A line of type: left and right end and baseline in points from the bottom left, type size, words."""

    left: float
    right: float
    base: float
    size: float
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of one paragraph, its type size, and the page, from 0, that it begins on."""

    words: str
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of a document in reading order, the size of its running text, and the address that its
    pages bear at head or foot, "" without one.
    """

    paragraphs: tuple[Paragraph, ...]
    body_size: float
    address: str


class _Piece(NamedTuple):
    """Lines of one paragraph in one column. `full` says that its last line goes to the end of its column."""

    lines: tuple[Line, ...]
    page: int
    indented: bool
    full: bool


def lay_out(pages: Sequence[Sequence[Line]]) -> Layout:
    """The paragraphs of a document. Running heads and page numbers are left out."""
    kept, address = _without_running_heads(pages)
    sizes = Counter[float]()
    for lines in kept:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.words)
    body_size = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    pieces = [
        piece
        for page, lines in enumerate(kept)
        for region in _in_order(lines, body_size)
        for piece in _pieces(region, page, body_size)
    ]
    joined = _joined_across(pieces, body_size)
    words = Words([line for lines in kept for line in lines])
    paragraphs = (Paragraph(words.joined(lines), lines[0].size, page) for lines, page in joined)
    return Layout(tuple(each for each in paragraphs if each.words), body_size, address)


# Running heads


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], str]:
    """The lines of each page but those that return on other pages at the same height, and page numbers."""
    edges = [_edge_lines(lines) for lines in pages]
    seen = Counter(
        place for lines in edges for place in {(_key(line), round(line.base / 8)) for line in lines}
    )
    address = ""
    kept = []
    for lines, at_edge in zip(pages, edges, strict=True):
        dropped = set()
        printed = {round(line.base) for line in at_edge if _PRINTED_AT.fullmatch(line.words)}
        for line in at_edge:
            if match := _ADDRESS_LINE.fullmatch(line.words):
                address = address or match[1]
            near = sum(seen[_key(line), round(line.base / 8) + off] for off in (-1, 0, 1))
            returns = near >= 2 and near >= len(pages) / 3
            added = round(line.base) in printed or _FILE_LINE.fullmatch(line.words)
            if match or returns or added or _PAGE_NUMBER.fullmatch(line.words):
                dropped.add(line)
        kept.append([line for line in lines if line not in dropped])
    return kept, address


def _edge_lines(lines: Sequence[Line], at_head: bool = True) -> list[Line]:
    """The lines at the head and foot of a page, or its foot alone, that white space parts from the rest."""
    rows = sorted({round(line.base): line.size for line in lines}.items())
    found: set[int] = set()
    for inward in (rows, rows[::-1]) if at_head else (rows,):
        for count, ((base, size), (following, _)) in enumerate(pairwise(inward[: _EDGE_ROWS + 1]), 1):
            if abs(following - base) > _GAP * size:
                found.update(base for base, _ in inward[:count])
                break
    return [line for line in lines if round(line.base) in found]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.words.lower()).strip()


# Columns


def _in_order(lines: Sequence[Line], body_size: float) -> Iterator[list[Line]]:
    """The regions of a page in reading order: small print at its foot is not the end of its first column."""
    foot = {line for line in _edge_lines(lines, at_head=False) if line.size < body_size}
    if any(_alike(line.size, body_size) for line in foot):
        foot = set()
    yield from _regions([line for line in lines if line not in foot])
    if foot:
        yield sorted(foot, key=lambda line: (-round(line.base), line.left))


def _regions(lines: list[Line], depth: int = 0) -> Iterator[list[Line]]:
    """The columns of a page in reading order, each from top to bottom."""
    if not lines:
        return
    gutter = _gutter(lines) if depth < 12 else None
    if gutter is None:
        yield sorted(lines, key=lambda line: (-round(line.base), line.left))
        return
    across = sorted((line for line in lines if line.left < gutter < line.right), key=lambda line: -line.base)
    sides = (
        [line for line in lines if line.right <= gutter],
        [line for line in lines if line.left >= gutter],
    )
    if _is_beside(sides[0], sides[1]):
        sides = (sides[1], sides[0])
    above = float("inf")
    for line in [*across, None]:
        below = line.base if line else float("-inf")
        for side in sides:
            band = [each for each in side if below < each.base <= above]
            if band:
                yield from _regions(band, depth + 1)
        if line:
            yield [line]
            above = below


def _gutter(lines: list[Line]) -> float | None:
    """Where a white gutter runs down the lines, with columns of running text on both sides; None for none."""
    if len(lines) < 6:
        return None
    least = max(5.0, 0.5 * median(line.size for line in lines))
    edges = sorted({edge for line in lines for edge in (round(line.left, 1), round(line.right, 1))})
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    found: list[tuple[int, float, float]] = []
    begun = ended = 0
    for left, right in pairwise(edges):
        middle = (left + right) / 2
        while begun < len(lefts) and lefts[begun] < middle:
            begun += 1
        while ended < len(rights) and rights[ended] <= middle:
            ended += 1
        across = begun - ended
        if right - left >= least and across <= len(lines) / 4 and ended >= 3 and len(lines) - begun >= 3:
            found.append((across, left - right, middle))
    for _, _, middle in sorted(found)[:8]:
        sides = (
            [line for line in lines if line.right <= middle],
            [line for line in lines if line.left >= middle],
        )
        told = all(median(len(line.words) for line in side) >= _RUNNING_TEXT for side in sides)
        if (told or _is_beside(*sides) or _is_beside(*sides[::-1])) and _side_by_side(*sides):
            return middle
    return None


def _is_beside(one: list[Line], other: list[Line]) -> bool:
    """Whether some lines are a note or a caption in the margin of others: narrow, and in smaller type."""
    if not one or not other:
        return False
    narrow = median(len(line.words) for line in one) < 2 * _RUNNING_TEXT
    return narrow and median(line.size for line in one) < 0.9 * median(line.size for line in other)


def _side_by_side(one: list[Line], other: list[Line]) -> bool:
    """Whether two columns stand beside one another rather than one above the other."""
    tops = [max(line.base for line in side) for side in (one, other)]
    feet = [min(line.base for line in side) for side in (one, other)]
    shared = min(tops) - max(feet)
    return shared >= 0.5 * min(top - foot for top, foot in zip(tops, feet, strict=True)) and shared > 0


# Paragraphs


def _pieces(lines: list[Line], page: int, body_size: float) -> Iterator[_Piece]:
    """The paragraphs in a column."""
    lines = list(_rows_joined(lines))
    left, right, leading = _measures(lines, body_size)
    begun: list[Line] = []
    for line in lines:
        if begun and _begins(line, begun, left, right, leading, body_size):
            yield _piece(begun, page, left, right)
            begun = []
        begun.append(line)
    if begun:
        yield _piece(begun, page, left, right)


def _rows_joined(lines: list[Line]) -> Iterator[Line]:
    """Lines of which those on one baseline, apart by little more than a space, are one."""
    previous: Line | None = None
    for line in lines:
        if previous and abs(previous.base - line.base) < 0.3 * line.size and line.left >= previous.right - 1:
            previous = Line(
                previous.left, line.right, previous.base, previous.size, f"{previous.words} {line.words}"
            )
            continue
        if previous:
            yield previous
        previous = line
    if previous:
        yield previous


def _measures(lines: list[Line], body_size: float) -> tuple[float, float, float]:
    """The left and right margin of a column, and how far its lines stand apart."""
    body = [line for line in lines if _alike(line.size, body_size)] or lines
    # Where paragraphs are short, their indents may be commoner than the margin.
    edges = Counter(round(line.left) for line in body)
    left = min(edge for edge, count in edges.items() if count >= min(len(body) / 5, max(edges.values())))
    rights = sorted(line.right for line in body)
    gaps = [
        upper.base - lower.base
        for upper, lower in pairwise(body)
        if 0 < upper.base - lower.base < 3 * body_size
    ]
    return left, rights[-2] if len(rights) > 4 else rights[-1], median(gaps) if gaps else 1.3 * body_size


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= 0.1 * max(size, other)


def _begins(
    line: Line, before: list[Line], left: float, right: float, leading: float, body_size: float
) -> bool:
    """Whether a line begins a paragraph, after the lines of the one begun before it."""
    previous = before[-1]
    if not _alike(line.size, previous.size):
        return True
    usual = leading if _alike(line.size, body_size) else 1.35 * line.size
    if previous.base - line.base > 1.35 * usual:
        return True
    if not _alike(line.size, body_size):
        return False
    if line.left - left > 0.6 * line.size:
        at_margin = previous.left - left <= 0.4 * line.size
        return at_margin or bool(len(before) == 1 and _SENTENCE_END.search(previous.words))
    if previous.words.endswith((LINE_END_HYPHEN, "-")):
        return False
    # Where the first word would have stood in the line before, that line ends where its writer ended it.
    word = line.words.split(" ", 1)[0]
    needed = (len(word) * _LETTER_WIDTH * 1.2 + 0.6) * line.size
    return previous.right + needed < right


def _piece(lines: list[Line], page: int, left: float, right: float) -> _Piece:
    last = lines[-1]
    return _Piece(
        tuple(lines), page, lines[0].left - left > 0.6 * lines[0].size, last.right > right - 3 * last.size
    )


def _joined_across(pieces: list[_Piece], body_size: float) -> list[tuple[tuple[Line, ...], int]]:
    """Paragraphs whole again that went on in the next column or on the next page."""
    body = [piece for piece in pieces if _alike(piece.lines[0].size, body_size)]
    indents = sum(piece.indented for piece in body) > 0.3 * len(body)
    joined: list[tuple[tuple[Line, ...], int]] = []
    # Where the last paragraph of running text stands in `joined`.
    last, open_piece = -1, None
    for piece in pieces:
        running = _alike(piece.lines[0].size, body_size)
        if (
            running
            and open_piece is not None
            and _goes_on(open_piece, piece, indents, adjacent=last == len(joined) - 1)
        ):
            joined[last] = (joined[last][0] + piece.lines, joined[last][1])
            open_piece = piece
            continue
        joined.append((piece.lines, piece.page))
        if running:
            last, open_piece = len(joined) - 1, piece
    return joined


def _goes_on(before: _Piece, piece: _Piece, indents: bool, adjacent: bool) -> bool:
    """Whether a piece goes on with the paragraph before it, across a column's end or a picture's caption."""
    last, first = before.lines[-1], piece.lines[0]
    if (
        last.base > first.base
        and last.left < first.right
        and first.left < last.right
        and before.page == piece.page
    ):
        # In one column: what parted them there keeps them apart.
        return False
    if piece.indented:
        return False
    if last.words.endswith((LINE_END_HYPHEN, "-")):
        return True
    begins_small = first.words.lstrip("\"“‘'(")[:1].islower()
    if not _SENTENCE_END.search(last.words):
        return begins_small or (adjacent and (before.full or indents))
    return adjacent and before.full and indents


# Words


class Words:
    """The words of a document, that tell whether a hyphen at a line's end is the word's."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._known = {word.lower() for line in lines for word in _WORD.findall(line.words)}

    def joined(self, lines: Sequence[Line]) -> str:
        """The words of lines in one, each word whole again that was parted at the end of a line."""
        parts: list[str] = []
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            words = line.words.strip()
            if following is None:
                parts.append(words.rstrip(LINE_END_HYPHEN))
            elif words.endswith((LINE_END_HYPHEN, "-")) and len(words) > 1 and words[-2].isalpha():
                parts.append(words[:-1] + ("-" if self._keeps_hyphen(words[:-1], following.words) else ""))
            elif words.endswith("—"):
                parts.append(words)
            else:
                parts.append(f"{words} ")
        return "".join(parts).replace(LINE_END_HYPHEN, "").strip()

    def _keeps_hyphen(self, words: str, following: str) -> bool:
        before, after = _LAST_WORD.search(words), _FIRST_WORD.match(following)
        if not before or not after:
            return True
        whole = f"{before[1]}{after[1]}".lower()
        if whole in self._known:
            return False
        return f"{before[1]}-{after[1]}".lower() in self._known or not after[1][0].islower()
