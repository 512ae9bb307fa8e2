"""Finds where names can stand in a text: in rows of capitalised words outside headlines."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearline.briefs.drafting.gazetteer import CALENDAR, GIVEN, NAME, PEOPLE, gazetteer
from tearline.index.article import Span, Zone

# Zones whose names are no news: who wrote, filmed or sold the text, what the page says around it, and what a
# mail repeats of another.
SILENT_ZONES = frozenset({"front-matter", "byline", "credit", "voice-over", "author", "furniture", "quoted"})

# What the view has in one form: the form, and the characters that take it.
_SAME_WIDTH = (
    ("'", "’‘ʼ‛´`ʻ"),
    ('"', "“”„‟«»″"),
    ("-", "‐‑"),
    (" ", "\t\xa0\u2002\u2003\u2009\u202f\u2007\u2008\u200a\u3000"),
    ("\n", "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
)
UPPER = "A-Z" + "".join(chr(c) for c in range(0xC0, 0x590) if chr(c).isupper())
_ANY_UPPER = re.compile(f"[{UPPER}]")
_ANY_LOWER = re.compile("[a-zß-öø-ÿа-яα-ω]")
_PARTICLES = (
    "de la|de las|de los|de|del|della|da|das|dos|do|di|du|des|la|le|van der|van den|van de|van|von der"
    "|von dem|von|der|den|ter|ten|te|zu|zur|af|am|av|bin|bint|ibn|ben|al|el|ul|ould|y|e"
)
_JOIN = rf"[ ]{{1,2}}(?:\"\w{{2,15}}\"[ ]|(?:of|for|and|&|on|in)[ ](?:(?:the|a)[ ])?|(?:{_PARTICLES})[ ])?"

_ARTICLES = ("d|l", "al|el|as|an|ad|ar|at|az|ul", "ash")  # by length
_AFTER_CAPITAL = (
    rf"(?:\.(?:[{UPPER}]\.)*(?:[{UPPER}]\b)?(?:-[a-z]\w+)?"
    rf"|\w*(?:['&-]\w+|\.[a-z]\w+)*(?:\.|(?<=[a-z]s)'(?= [{UPPER}]))?)"
)
_AFTER_ARTICLE = r"\w*(?:['-]\w+)*"
_NAME_WORD = (
    rf"(?:[{UPPER}]{_AFTER_CAPITAL}"
    rf"|(?:{'|'.join(_ARTICLES)})[-'][{UPPER}]{_AFTER_ARTICLE}|[a-z][{UPPER}]\w+)"
)


def _begins(read: int) -> str:
    """Asserts that a name can begin so many characters back."""
    return rf"(?<![\w@#$&].{{{read}}})(?<!\w[-'.].{{{read}}})"


# A search for one plain class of characters is several times as fast as one that tries every place: a run is
# found by its first capital, and what stands before that, "al-", "e", "de ", is seen to by _start_of.
_RUN = re.compile(
    rf"[{UPPER}](?:{_begins(1)}{_AFTER_CAPITAL}|(?<=[a-z].){_begins(2)}\w+|(?:"
    + "|".join(
        rf"(?<=(?:{articles})[-'].){_begins(length + 2)}"
        for length, articles in enumerate(_ARTICLES, start=1)
    )
    + rf"){_AFTER_ARTICLE})(?:{_JOIN}{_NAME_WORD}){{0,15}}"
)
# Particles that a run begins with, the longest, and what they end in before the blank.
_OPENING_PARTICLE = re.compile(rf"{_begins(0)}(?:al|el|de|von der|van der|von|van) \Z")
_LONGEST_OPENING = len("von der ")
_PARTICLE_ENDS = frozenset(["al", "el", "de", "er", "on", "an"])
_LINE_ENDS = frozenset(["", "\n"])
# Where a caption goes over to its credit.
_CREDIT = re.compile(
    r"\b(?:Photo(?:graph)?|Picture|Image|Credit)s?(?::| by )|\b(?:REUTERS|AP Photo|AFP|EPA)/|\(Photo"
)
_LONG_WORD = re.compile(r"\b[^\W\d_]\w{3,}")
_CAPITALS = re.compile(rf"[{UPPER}][{UPPER} .'/-]*[{UPPER}](?![{UPPER}a-z])")


# A row of capitalised words and the small words between them: where it starts, its words, whether it begins a
# sentence, whether its line or the text ends with it, whether it stands in a silent stretch.
Run = tuple[int, str, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Page:
    """A text as the finder of names reads it.

    `view` is the text with quotation marks, hyphens and blanks in one form each, the same length.
    `display` are the lines whose capitals tell nothing: headlines in title case and lines in capitals.
    `datelines`, among these, are the places in capitals that a report opens with.
    `silent` are the stretches whose names count only where the reporting names them too.
    """

    text: str
    view: str
    title: Span
    display: list[Span]
    datelines: list[Span]
    silent: list[Span]


def read_page(text: str, zones: Sequence[Zone]) -> Page:
    """The text with its layout known; in time linear in its length."""
    view = _unwrapped(_in_one_form(text))
    silent = [span for zone in zones if zone.kind in SILENT_ZONES for span in _silent_part(view, zone)]
    stated = next(((zone.start, zone.end) for zone in zones if zone.kind == "title"), None)
    datelines = [
        (zone.start, zone.start + match.end())
        for zone in zones
        if zone.kind == "dateline" and (match := _CAPITALS.match(view[zone.start : zone.end]))
    ]
    display = _display_lines(view, stated)
    held = _Cursor(display)
    datelines = [span for span in datelines if not held.holds(span[0])]
    return Page(text, view, stated or _first_line(view), sorted([*display, *datelines]), datelines, silent)


def runs_of(page: Page) -> Iterator[Run]:
    """The runs of capitalised words outside display lines, in order."""
    view = page.view
    display, silent = _Cursor(page.display), _Cursor(page.silent)
    last = 0
    for match in _RUN.finditer(view):
        start, end = match.span()
        if view[start - 1 : start] != " " or view[start - 3 : start - 1] in _PARTICLE_ENDS:
            start = _start_of(view, start, last)
        last = end
        if not display.holds(start):
            plain = view[start - 1 : start] == " " and view[start - 2 : start - 1].isalpha()
            opens = not plain and _opens_sentence(view, start)
            yield start, view[start:end], opens, view[end : end + 1] in _LINE_ENDS, silent.holds(start)


def _start_of(view: str, capital: int, last: int) -> int:
    """Where a run begins whose first capital stands here; the run before it ends at `last`."""
    start = capital
    if view[start - 1 : start] != " ":
        if view[start - 1 : start] in ("-", "'") and view[start - 2 : start - 1].isalpha():
            start -= 1
        while start and view[start - 1].isalpha():
            start -= 1
    if view[start - 3 : start - 1] in _PARTICLE_ENDS:
        particle = _OPENING_PARTICLE.search(view, max(last, start - _LONGEST_OPENING), start)
        return particle.start() if particle else start
    return start


# Behind any text.
_NOWHERE = (sys.maxsize, sys.maxsize)


class _Cursor:
    """Answers whether a position lies in one of some ordered spans, for positions asked in order."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = iter(spans)
        self._start = self._end = 0

    def holds(self, position: int) -> bool:
        while self._end <= position:
            self._start, self._end = next(self._spans, _NOWHERE)
        return self._start <= position


def _in_one_form(text: str) -> str:
    # A replacement for each character takes a twentieth of the time of str.translate.
    for form, others in _SAME_WIDTH:
        for other in others:
            text = text.replace(other, form)
    return text


def _unwrapped(view: str) -> str:
    """A text broken into lines at a fixed width reads on over its line ends: these become blanks."""
    breaks = view.count("\n") - 2 * view.count("\n\n")
    if breaks < 3 or len(re.findall(r"\n(?<=[\w,;]\n)[a-z]", view)) * 4 < breaks:
        return view
    return re.sub(r"(?<=[^\n]{40})\n(?=\S)", " ", view)


def _silent_part(view: str, zone: Zone) -> list[Span]:
    """All of a zone, save that a caption tells what a photo shows before it tells who took it."""
    words = view[zone.start : zone.end]
    if zone.kind != "credit" or len(re.findall(r"\b[a-z]{2,}", words)) < 5:
        return [(zone.start, zone.end)]
    credit = _CREDIT.search(words)
    return [(zone.start + credit.start(), zone.end)] if credit else []


def _first_line(view: str) -> Span:
    match = re.search(r"[^\n]*\S[^\n]*", view[:1000])
    return match.span() if match else (0, 0)


def _display_lines(view: str, title: Span | None) -> list[Span]:
    display = []
    start = 0
    for line in view.split("\n"):
        end = start + len(line)
        if _in_capitals(line) or _in_title_case(line, title is not None and start <= title[0] < end):
            display.append((start, end))
        start = end + 1
    return display


def _in_capitals(line: str) -> bool:
    return not _ANY_LOWER.search(line) and bool(_ANY_UPPER.search(line))


def _in_title_case(line: str, title: bool) -> bool:
    """Whether nearly every longer word begins with a capital, as in a headline."""
    if len(line) > 250 or (line.rstrip()[-1:] in ".;," and not title):
        return False
    if line.count(",") > 2 or "$" in line:
        return False
    long = _LONG_WORD.findall(line)
    capital = sum(word[0].isupper() for word in long)
    # A line of names alone is as well read as a run.
    known = gazetteer().kinds
    plain = sum(not known.get(word, 0) & (NAME | GIVEN | CALENDAR | PEOPLE) for word in long)
    return len(long) >= 4 - title and capital >= 0.75 * len(long) and plain >= 3 - title


def _opens_sentence(view: str, start: int) -> bool:
    before = view[start - 12 if start > 12 else 0 : start]
    bare = before.rstrip(" \"'([{*_>")
    if not bare:
        return start <= 12 or "\n" in before
    if bare[-1] in ".!?\n:…•·|;":
        return True
    if bare[-1] in "-–—":
        return len(bare) == 1 or bare[-2] in " \n)"
    # An opening quotation mark begins a sentence of its own.
    return len(bare) < len(before) and before[len(bare) :].lstrip(" ")[:1] == '"' and before[len(bare)] == " "
