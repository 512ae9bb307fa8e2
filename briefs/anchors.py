"""Anchors tie words to their place in a text, and find them again when the text has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tearline.index.article import Span

# How much of the surrounding text an anchor remembers on either side, in code points: enough to tell two
# places apart, short enough to read in a brief. It grows while the words and context stand there twice.
_CONTEXT = 40
_LONGEST_CONTEXT = 160
# Less context than this, white space aside, says nothing about a place when the words have left theirs.
_TELLING_CONTEXT = 12
# Words that stand at more places than this are not told apart by looking at each.
_MOST_PLACES = 256

_GLYPHS = str.maketrans(dict.fromkeys("“”„‟«»‹›″＂", '"') | dict.fromkeys("‘’‚‛′＇`´", "'"))
_SPACE = re.compile(r"\s+")

Status = Literal["same", "moved", "ambiguous", "lost"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words at a place: `exact` stands at [start, end) of the source's text, between `prefix` and `suffix`.

    These are the text-quote and text-position selectors of the W3C's Web Annotation model. Offsets
    count code points, the end is exclusive. Prefix and suffix may be empty.
    """

    source: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """Where an anchor's words stand now.

    same: at the anchor's own place. moved: word for word, between the same words, at one other place.
    ambiguous: word for word in the text, but nothing proves which place is meant, or that any is; the places
    are in `candidates`. lost: the words are nowhere in the text. `span` is None unless same or moved.
    """

    status: Status
    span: Span | None
    candidates: tuple[Span, ...] = ()


def make_anchor(source: str, text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end], with as much context as tells the place from others like it.

    Raises ValueError where the span is empty or reaches outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words stand at {start}–{end} of a text of {len(text)} characters")
    reach = _CONTEXT
    while True:
        left = _word_start(text, max(0, start - reach), start)
        right = _word_end(text, min(len(text), end + reach), end)
        whole = text[left:right]
        again = text.find(whole)
        alone = again == left and text.find(whole, left + 1) < 0
        if alone or reach >= _LONGEST_CONTEXT:
            return Anchor(source, start, end, text[start:end], text[left:start], text[end:right])
        reach *= 2


def _word_start(text: str, left: int, start: int) -> int:
    """Where the first whole word at or after `left` begins, so that context does not begin inside one."""
    place = left
    while 0 < place < start and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    while 0 < place < start and text[place].isspace():
        place += 1
    return place if place < start else left


def _word_end(text: str, right: int, end: int) -> int:
    """Where the last whole word at or before `right` ends."""
    place = right
    while end < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place -= 1
    while end < place < len(text) and text[place - 1].isspace():
        place -= 1
    return place if place > end else right


def locate(anchor: Anchor, text: str) -> Located:
    """Find the anchor's words in the text of its source as it is now.

    The words must stand there verbatim; only the context is compared with white space and the glyphs of
    quotation marks set aside. Words found between different neighbours are ambiguous rather than moved:
    an anchor that may be wrong is reported, never silently accepted. Linear in the length of the text.
    """
    exact = anchor.exact
    if not exact:
        return Located("lost", None)
    own = (anchor.start, anchor.end)
    at_home = anchor.start >= 0 and text[anchor.start : anchor.end] == exact
    prefix, suffix = _plain(anchor.prefix), _plain(anchor.suffix)
    if at_home and _between(text, own, prefix, suffix, anchor):
        return Located("same", own)
    places = _places(text, exact)
    if not places:
        return Located("lost", None)
    telling = len((prefix + suffix).replace(" ", "")) >= _TELLING_CONTEXT
    proven = [place for place in places if _between(text, place, prefix, suffix, anchor)] if telling else []
    if len(proven) == 1 and len(places) < _MOST_PLACES:
        return Located("moved", proven[0])
    return Located("ambiguous", None, tuple(proven or places))


def _places(text: str, exact: str) -> list[Span]:
    """Where the words stand, the first few hundred places; overlapping ones count."""
    found: list[Span] = []
    place = text.find(exact)
    while place >= 0 and len(found) < _MOST_PLACES:
        found.append((place, place + len(exact)))
        place = text.find(exact, place + 1)
    return found


def _plain(words: str) -> str:
    """Words with every run of white space as one space and every quotation mark as a straight one."""
    return _SPACE.sub(" ", words.translate(_GLYPHS))


def _between(text: str, place: Span, prefix: str, suffix: str, anchor: Anchor) -> bool:
    """Whether the plain prefix and suffix stand on either side of a place."""
    # White space may have been added: twice the length is room for it, and keeps the work bounded.
    before = _plain(text[max(0, place[0] - 2 * len(anchor.prefix) - 8) : place[0]])
    after = _plain(text[place[1] : place[1] + 2 * len(anchor.suffix) + 8])
    return before.endswith(prefix) and after.startswith(suffix)
