"""Anchors tie words to their place in a text, and find them again when the text has changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tearline.briefs.anchoring.folding import FoldedText
from tearline.index.article import Span

# How much of the surrounding text an anchor remembers on either side, in code points: enough to tell two
# places apart, short enough to read in a brief. It grows while the words and context stand there twice.
_CONTEXT = 40
_LONGEST_CONTEXT = 160
# Less context than this, white space aside, says nothing about a place when the words have left theirs.
_TELLING_CONTEXT = 12
# Words and one side of their context that together have so many characters are not written twice by chance.
_TELLING_WORDS = 100
# Words that stand at more places than this are not told apart by looking at each.
_MOST_PLACES = 256
# A shorter word that differs by one letter is another word (now, not), a longer one a word mistyped.
_SHORTEST_MISTYPED = 4
# Between its old neighbours the changed words may have grown this much.
_MOST_GROWTH = 200

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

    same: at the anchor's own place. moved: at one other place for certain, or with other glyphs. ambiguous:
    the words are in the text, but nothing proves which place is meant, or that any is; the places are in
    `candidates`. lost: the words are nowhere in the text; where what they stood between is still there,
    `candidates` has what stands between it now. `span` is None unless same or moved.

    `words` are the words as they read at `span` where glyphs, white space or the form of Unicode differ from
    the anchor's: the same words to a reader, to be accepted before they count as verbatim. None otherwise.
    """

    status: Status
    span: Span | None
    candidates: tuple[Span, ...] = ()
    words: str | None = None


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


def locate(anchor: Anchor, text: str | FoldedText) -> Located:
    """Find the anchor's words in the text of its source as it is now.

    Glyphs of quotation marks and dashes, white space and forms of Unicode are set aside, in the words and in
    their context; letters, figures and punctuation are not. A place is proven by the words on both sides of
    it, one of which may have had one typing error mended, or by one side where the words are long and stand
    nowhere else. Anything less is ambiguous: an anchor that may be wrong is reported, never silently
    accepted. Linear in the length of the text; the next anchors in the same text take less.
    """
    now = text if isinstance(text, FoldedText) else _folded(text)
    exact, before = anchor.exact, anchor.start - len(anchor.prefix)
    if not exact:
        return Located("lost", None)
    if before >= 0 and now.text.startswith(anchor.prefix + exact + anchor.suffix, before):
        return Located("same", (anchor.start, anchor.end))
    wanted = _wanted(anchor)
    whole = _whole(now, wanted)
    if whole is not None and _is_verbatim(now.text, whole, anchor):
        return _found(anchor, now.text, whole)
    places = _places(now, wanted)
    if not places:
        return Located("lost", None, _between(now, wanted))
    if len(places) >= _MOST_PLACES:
        # Too many to look at each: they are found by their whole context or not at all.
        spans = tuple(place.span for place in places)
        return _found(anchor, now.text, whole) if whole is not None else Located("ambiguous", None, spans)
    both = [place for place in places if _is_between(now.folded, place.start, place.end, wanted)]
    home = [place for place in both if place.span == (anchor.start, anchor.end)]
    if home:
        return _found(anchor, now.text, home[0])
    if not both and (stayed := _stayed(anchor, now, places, wanted)):
        return _found(anchor, now.text, stayed)
    if not both:
        # What is short of a proof on both sides says something only where it points to one place.
        slips = [place for place in places if _is_nearly_between(now.folded, place, wanted)]
        if len(slips) == 1 and not _has_rival(now, slips[0], places, wanted, anchor):
            return _found(anchor, now.text, slips[0])
        if len(places) == 1 and _long_enough(now.folded, places[0], wanted):
            return _found(anchor, now.text, places[0])
    elif len(both) == 1 and wanted.telling >= _TELLING_CONTEXT:
        # A copy set below its original, in a paragraph of its own, brings the old neighbours together anew.
        if _is_verbatim(now.text, both[0], anchor) or not _has_rival(now, both[0], places, wanted, anchor):
            return _found(anchor, now.text, both[0])
        both = []
    return Located("ambiguous", None, tuple(place.span for place in both or places))


@lru_cache(maxsize=2)
def _folded(text: str) -> FoldedText:
    """A text is mostly asked for one anchor after another."""
    return FoldedText(text)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An anchor as it reads: its words and what stands on either side, folded; `exact` as it is written."""

    exact: str
    words: str
    left: str
    right: str

    @property
    def telling(self) -> int:
        return _says(self.left) + _says(self.right)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words stand: [start, end) of the folded text, `span` in the text itself."""

    start: int
    end: int
    span: Span


def _wanted(anchor: Anchor) -> _Wanted:
    # Folded in one: a dash at an edge of the words takes the space beside it along.
    whole = FoldedText(anchor.prefix + anchor.exact + anchor.suffix)
    start, end = whole.folded_span(len(anchor.prefix), len(anchor.prefix) + len(anchor.exact))
    left, right = whole.folded[:start].lstrip(" "), whole.folded[end:].rstrip(" ")
    return _Wanted(anchor.exact, whole.folded[start:end], left, right)


def _says(words: str) -> int:
    """How many characters of a folded text are no white space."""
    return len(words) - words.count(" ")


def _places(now: FoldedText, wanted: _Wanted) -> list[_Place]:
    """Where the words stand, the first few hundred places; overlapping ones count."""
    found: list[_Place] = []
    at = now.folded.find(wanted.words) if wanted.words else -1
    tries = 0
    while at >= 0 and len(found) < _MOST_PLACES and tries < 4 * _MOST_PLACES:
        if place := _place(now, at, wanted):
            found.append(place)
        tries += 1
        at = now.folded.find(wanted.words, at + 1)
    return found


def _place(now: FoldedText, at: int, wanted: _Wanted) -> _Place | None:
    end = at + len(wanted.words)
    span = now.span_of(at, end)
    if span is None or not _cuts_alike(now.folded, at, end, wanted):
        return None
    start, stop = span
    exact = wanted.exact
    if (verbatim := now.text.find(exact, start, stop)) >= 0:
        return _Place(at, end, (verbatim, verbatim + len(exact)))
    # What was folded together may have brought white space along that the words do not have at that edge.
    words = now.text[start:stop]
    start += 0 if exact[0].isspace() else len(words) - len(words.lstrip())
    stop -= 0 if exact[-1].isspace() else len(words) - len(words.rstrip())
    return _Place(at, end, (start, stop)) if start < stop else None


def _cuts_alike(folded: str, start: int, end: int, wanted: _Wanted) -> bool:
    """Whether the words begin and end with a whole word here if they did: “art” is not found in “party”."""
    words, left, right = wanted.words, wanted.left, wanted.right
    if left and words[0].isalnum() and left[-1].isalnum() != folded[max(0, start - 1) : start].isalnum():
        return False
    return not (right and words[-1].isalnum() and right[0].isalnum() != folded[end : end + 1].isalnum())


def _found(anchor: Anchor, text: str, place: _Place) -> Located:
    start, end = place.span
    words = text[start:end]
    if words != anchor.exact:
        return Located("moved", place.span, words=words)
    return Located("same" if place.span == (anchor.start, anchor.end) else "moved", place.span)


def _is_between(folded: str, start: int, end: int, wanted: _Wanted) -> bool:
    """Whether what stood on either side of the words stands there."""
    left, right = wanted.left, wanted.right
    return folded.startswith(right, end) and folded.startswith(left, start - len(left)) and start >= len(left)


def _stayed(anchor: Anchor, now: FoldedText, places: list[_Place], wanted: _Wanted) -> _Place | None:
    """The place of words that stand verbatim where they stood, beside one of their neighbours at least.

    Whatever changed the other side kept their distance from the start of the text: no other passage comes to
    stand there but by a change that leaves the same text as one beside these words.
    """
    for place in places:
        if place.span == (anchor.start, anchor.end) and now.text.startswith(anchor.exact, anchor.start):
            before = _left_of(now.folded, place, wanted).startswith(wanted.left[::-1])
            after = now.folded.startswith(wanted.right, place.end)
            if (before and _says(wanted.left) >= _TELLING_CONTEXT) or (
                after and _says(wanted.right) >= _TELLING_CONTEXT
            ):
                return place
    return None


def _is_verbatim(text: str, place: _Place, anchor: Anchor) -> bool:
    start = place.span[0] - len(anchor.prefix)
    return start >= 0 and text.startswith(anchor.prefix + anchor.exact + anchor.suffix, start)


def _has_rival(
    now: FoldedText, proven: _Place, places: list[_Place], wanted: _Wanted, anchor: Anchor
) -> bool:
    """Whether another place has one of the two neighbours, or is the words' own and has lost only one."""
    for place in places:
        if place is not proven:
            home = place.span == (anchor.start, anchor.end)
            before = _left_of(now.folded, place, wanted).startswith(wanted.left[::-1])
            after = now.folded.startswith(wanted.right, place.end)
            if before and (home or _says(wanted.left) >= _TELLING_CONTEXT):
                return True
            if after and (home or _says(wanted.right) >= _TELLING_CONTEXT):
                return True
    return False


def _is_nearly_between(folded: str, place: _Place, wanted: _Wanted) -> bool:
    """Whether one side is as it was, and on the other a single typing error was made or mended."""
    left = _left_of(folded, place, wanted), wanted.left[::-1]
    right = folded[place.end : place.end + len(wanted.right) + 1], wanted.right
    for (there, was), (other, other_was) in ((left, right), (right, left)):
        if there.startswith(was) and _says(was) >= _TELLING_CONTEXT and _is_one_slip(other_was, other):
            return True
    return False


def _long_enough(folded: str, place: _Place, wanted: _Wanted) -> bool:
    """Whether the words and a side that is as it was are together too long to have been written twice."""
    sides = []
    if _left_of(folded, place, wanted).startswith(wanted.left[::-1]):
        sides.append(_says(wanted.left))
    if folded.startswith(wanted.right, place.end):
        sides.append(_says(wanted.right))
    side = max(sides, default=0)
    return side >= _TELLING_CONTEXT and side + _says(wanted.words) >= _TELLING_WORDS


def _left_of(folded: str, place: _Place, wanted: _Wanted) -> str:
    """What stands before the words, backwards, so that both sides begin at them."""
    return folded[max(0, place.start - len(wanted.left) - 1) : place.start][::-1]


def _is_one_slip(was: str, now: str) -> bool:
    """Whether one letter or mark more, less, other or swapped with the next makes `now` begin as `was`.

    No figure and no short word is taken for mistyped: “45 votes” are not “46 votes”.
    """
    at = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    if at == len(was):
        return False
    for gone, new in ((1, 1), (1, 0), (0, 1), (2, 2)):
        old_part, new_part = was[at : at + gone], now[at : at + new]
        swapped = gone < 2 or old_part == new_part[::-1]
        if swapped and now.startswith(was[at + gone :], at + new):
            return _may_be_mistyped(was, at, old_part + new_part)
    return False


def _may_be_mistyped(was: str, at: int, changed: str) -> bool:
    if any(char.isdigit() or char.isspace() for char in changed):
        return False
    if not any(char.isalpha() for char in changed):
        return True
    start = end = at
    while start > 0 and was[start - 1].isalpha():
        start -= 1
    while end < len(was) and was[end].isalpha():
        end += 1
    return end - start >= _SHORTEST_MISTYPED


def _whole(now: FoldedText, wanted: _Wanted) -> _Place | None:
    """The one place where the words stand between both their neighbours, None where there are several."""
    whole = wanted.left + wanted.words + wanted.right
    at = now.folded.find(whole) if wanted.words and wanted.telling >= _TELLING_CONTEXT else -1
    if at < 0 or now.folded.find(whole, at + 1) >= 0:
        return None
    return _place(now, at + len(wanted.left), wanted)


def _between(now: FoldedText, wanted: _Wanted) -> tuple[Span, ...]:
    """What stands now between the neighbours of words that are gone, where these neighbours are certain."""
    left, right, folded = wanted.left, wanted.right, now.folded
    if min(_says(left), _says(right)) < _TELLING_CONTEXT:
        return ()
    at = folded.find(left)
    if at < 0 or folded.find(left, at + 1) >= 0:
        return ()
    start = at + len(left)
    end = folded.find(right, start, start + 2 * len(wanted.words) + _MOST_GROWTH + len(right))
    span = now.span_of(start, end) if end > start else None
    if span is None or not now.text[span[0] : span[1]].strip():
        return ()
    return (span,)


def stands_beside(anchor: Anchor, span: Span, now: FoldedText) -> bool:
    """Whether one of the anchor's two neighbours, long enough to tell, stands beside a span of the text."""
    start, end = now.folded_span(*span)
    wanted = _wanted(anchor)
    left, right = wanted.left, wanted.right
    before = start >= len(left) and now.folded.startswith(left, start - len(left))
    after = now.folded.startswith(right, end)
    return (before and _says(left) >= _TELLING_CONTEXT) or (after and _says(right) >= _TELLING_CONTEXT)
