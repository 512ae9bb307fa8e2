"""Finds words in one text as a reader means them: case, accents, glyphs and line breaks do not count."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from tearline.index.article import Span
from tearline.index.words import fold

# One glyph stands for all of its kind.
_GLYPHS = {'"': "“”„‟«»″＂", "'": "‘’‚‛′`´＇‹›", "-": "‐‑‒–—―−"}
_ALIKE = {other: glyph for glyph, others in _GLYPHS.items() for other in others}
# What is seen as nothing at all: soft hyphens, joiners, direction marks, variation selectors.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
# Code points folded in one go: no step of it keeps another thread waiting for long.
_PIECE = 50_000


class FoldedText:
    """A text as it is compared, with the way back to its own offsets. Made in linear time."""

    def __init__(self, text: str) -> None:
        # From folded offset `_at[n]` on, until the next, characters stand one for one from `_from[n]` on.
        self._at = array("L", [0])
        self._from = array("L", [0])
        self.length = len(text)
        pieces: list[str] = []
        folded = 0
        for start, end in _pieces(text):
            for part, source in _folded_parts(text[start:end]):
                if self._from[-1] + folded - self._at[-1] != start + source:
                    self._at.append(folded)
                    self._from.append(start + source)
                pieces.append(part)
                folded += len(part)
        if self._from[-1] + folded - self._at[-1] != len(text):
            self._at.append(folded)
            self._from.append(len(text))
        self.folded = "".join(pieces)

    def find(self, words: str, most: int) -> tuple[Span, ...]:
        """Where the words stand, in order and apart, at most so many; nothing for no words."""
        needle = FoldedText(words).folded.strip() if words.strip() else ""
        found: list[Span] = []
        at = self.folded.find(needle) if needle else -1
        while at >= 0 and len(found) < most:
            end = at + len(needle)
            start, last, after = self._source(at), self._source(end - 1), self._source(end)
            # Of a letter that folds into two, either finds all of it, once.
            if not found or start >= found[-1][1]:
                found.append((start, max(after, last + 1)))
            at = self.folded.find(needle, end)
        return tuple(found)

    def _source(self, offset: int) -> int:
        entry = bisect_right(self._at, offset) - 1
        return min(self.length, self._from[entry] + offset - self._at[entry])


def _pieces(text: str) -> Iterator[Span]:
    """The text in pieces of a bounded length; none ends between two characters of white space."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        while end < len(text) and text[end].isspace() and text[end - 1].isspace():
            end += 1
        yield start, end
        start = end


def _folded_parts(text: str) -> Iterator[tuple[str, int]]:
    """A text folded part by part, each with where it begins; only within a part, offsets run alike."""
    table = {ord(character): _folded_character(character) for character in set(text)}
    odd = "".join(re.escape(chr(code)) for code, folded in table.items() if len(folded) != 1)
    apart = re.compile(rf"\s{{2,}}|[{odd}]" if odd else r"\s{2,}")
    done = 0
    for match in apart.finditer(text):
        start, end = match.span()
        if start > done:
            yield text[done:start].translate(table), done
        if end - start > 1:
            yield " ", start
        else:
            for part in table[ord(match[0])]:
                yield part, start
        done = end
    if done < len(text):
        yield text[done:].translate(table), done


@lru_cache(maxsize=1 << 14)
def _folded_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in _ALIKE:
        return _ALIKE[character]
    return "" if _UNSEEN.match(character) else fold(character)
