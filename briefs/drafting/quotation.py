"""Read a text's quotation marks: which stretches of which paragraph stand in quotes.

Marks are read paragraph by paragraph, so one unbalanced mark changes its own paragraph and, where the next
one opens with a mark as a continued quote does, that one; never more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from tearline.index.article import Span

# Which marks close what an opening mark opened. Low and high marks mix in practice: „…“, „…”, ‚…‘.
_CLOSERS = {
    "“": '”"“',
    "”": "”",
    '"': '"”',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "''": "''",
    "``": "''",
    "‘": "’'",
    "'": "'",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
}
_SINGLE = frozenset("‘'‚‹›’")
# What is searched for is one class of characters, less apostrophes inside words; then two plain marks are one
# double mark, save behind a word where a third one follows: there the first closes what is inside.
_MARK = re.compile(
    r"[“”\"„«»‘’'‚‹›`](?!(?<=\w['’])\w)(?:(?<=')(?:(?<=\S')(?=''(?!'))|')?|(?<=`)`|(?<![`']))",
)
_NO_SINGLE_OPENER = re.compile(r"(?:em|tis|twas|til|till|cause|bout|round|n|\d\ds?)\b", re.IGNORECASE)
_BEFORE_OPENER = frozenset(" \t\u00a0\u2009\u202f([{—–-/:;,…*")
# A transcript's turn may stand in marks as a whole: "MINISTER: We sail." There the name is not quoted.
_TURN = re.compile(r"[A-Z][A-Z.'’ -]{1,30}: ")
_MIN_WORDS = 2  # characters between the marks below which a run holds nothing to quote


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one paragraph between quotation marks.

    [start, end) is what stands between the marks, [outer_start, outer_end) includes them. `single` says that
    the marks are single ones. `closed` is false where the paragraph ends before a closing mark; `continued`
    is true where the run goes on from an unclosed run of the paragraph before.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    single: bool
    closed: bool
    continued: bool = False

    @property
    def outer(self) -> Span:
        return self.outer_start, self.outer_end


def read_runs(text: str, paragraphs: Iterable[Span]) -> list[Run]:
    """The runs of each paragraph, in order; they never overlap: marks nested in a run are its words."""
    runs: list[Run] = []
    open_before = False
    for start, end in paragraphs:
        found = _runs_of_paragraph(text, start, end)
        if found and open_before and _opens_paragraph(text, start, found[0]):
            found[0] = _continuing(found[0])
        open_before = bool(found) and not found[-1].closed
        runs += found
    return runs


def _continuing(run: Run) -> Run:
    return Run(run.start, run.end, run.outer_start, run.outer_end, run.single, run.closed, continued=True)


def _opens_paragraph(text: str, start: int, run: Run) -> bool:
    return not text[start : run.outer_start].strip()


def _runs_of_paragraph(text: str, start: int, end: int) -> list[Run]:
    marks = [match.span() for match in _MARK.finditer(text, start, end)]
    if not marks:
        return []
    doubles, free = _pair_doubles(text, end, marks)
    singles = _pair_singles(text, start, end, _outside(free, doubles))
    if not singles:
        return doubles
    return _without_overlaps(sorted((*doubles, *singles), key=attrgetter("outer_start")))


def _without_overlaps(runs: list[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in runs:
        if kept and run.outer_start < kept[-1].outer_end:
            if run.outer_end - run.outer_start <= kept[-1].outer_end - kept[-1].outer_start:
                continue
            kept.pop()
        kept.append(run)
    return kept


def _outside(marks: list[Span], runs: list[Run]) -> list[Span]:
    """The marks that no run holds; both lists are in order."""
    outside: list[Span] = []
    i = 0
    for mark in marks:
        while i < len(runs) and runs[i].outer_end <= mark[0]:
            i += 1
        if i == len(runs) or mark[0] < runs[i].outer_start:
            outside.append(mark)
    return outside


def _pair_doubles(text: str, end: int, marks: list[Span]) -> tuple[list[Run], list[Span]]:
    """Runs in double marks, and the single marks left over for a second look."""
    runs: list[Run] = []
    singles: list[Span] = []
    opened: Span | None = None
    closers = ""
    nested = 0
    for mark in marks:
        sign = text[mark[0] : mark[1]]
        if sign in _SINGLE:
            singles.append(mark)
        elif opened is None:
            if _may_open(text, mark, sign):
                opened, closers, nested = mark, _CLOSERS[sign], 0
        elif sign == "“" and sign not in closers:
            nested += 1
        elif sign == "”" and nested and "“" not in closers:
            nested -= 1
        elif sign in closers:
            if sign == "“" and _looks_opening(text, mark):
                nested += text[opened[0] : opened[1]] == "“"
            elif nested and _looks_opening(text, mark, strict=True):
                continue
            elif nested and sign == "”" and _closer_follows(text, mark, end):
                nested -= 1
            else:
                _add(runs, text, opened, mark)
                opened = None
    if opened is not None and len(text[opened[1] : end].strip()) >= _MIN_WORDS:
        runs.append(Run(opened[1], end, opened[0], end, single=False, closed=False))
    return runs, singles


def _add(runs: list[Run], text: str, opened: Span, closed: Span) -> None:
    if closed[0] - opened[1] >= _MIN_WORDS:
        single = text[opened[0] : opened[1]] in _SINGLE
        runs.append(Run(opened[1], closed[0], opened[0], closed[1], single, closed=True))


def _may_open(text: str, mark: Span, sign: str) -> bool:
    before = text[mark[0] - 1 : mark[0]]
    after = text[mark[1] : mark[1] + 1]
    if before == "=":  # an attribute of mark-up
        return False
    if before in "\r\n" and _TURN.match(text, mark[1]):
        return False
    if sign == '"':  # 6'2" and 40" are measures; a mark after a word and before a space closes what was lost
        return not (before.isalnum() and not after.isalnum())
    if sign in "”’":
        return not before.strip() and after.isalnum()
    if sign == "''":
        return not before.isalnum()
    return True


def _looks_opening(text: str, mark: Span, *, strict: bool = False) -> bool:
    before = text[mark[0] - 1 : mark[0]]
    after = text[mark[1] : mark[1] + 1]
    if strict:
        return not before.strip() and after.isalnum()
    return (not before.strip() or before in _BEFORE_OPENER) and bool(after.strip())


def _closer_follows(text: str, mark: Span, end: int) -> bool:
    """Whether the next double mark of the paragraph closes too, so that this one closes a nested quote."""
    upcoming = text.find("”", mark[1], end)
    if upcoming < 0:
        return False
    reopened = text.find("“", mark[1], upcoming)
    return reopened < 0


def _pair_singles(text: str, start: int, end: int, marks: list[Span]) -> list[Run]:
    """Runs in single marks; an apostrophe opens none, and a run that nothing closes is none."""
    runs: list[Run] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        sign = text[mark[0] : mark[1]]
        if sign not in "‘'‚‹" or not _opens_single(text, start, mark):
            i += 1
            continue
        j = _closing_single(text, end, marks, i, _CLOSERS[sign])
        if j is None:
            i += 1
            continue
        _add(runs, text, mark, marks[j])
        i = j + 1
    return runs


def _opens_single(text: str, start: int, mark: Span) -> bool:
    before = text[mark[0] - 1 : mark[0]] if mark[0] > start else ""
    after = text[mark[1] : mark[1] + 1]
    if before and before not in _BEFORE_OPENER:
        return False
    return after.isalnum() and not _NO_SINGLE_OPENER.match(text, mark[1])


def _closing_single(text: str, end: int, marks: list[Span], opened: int, closers: str) -> int | None:
    possessive: int | None = None
    for j in range(opened + 1, min(len(marks), opened + 60)):
        place = marks[j][0]
        sign = text[place : marks[j][1]]
        after = text[marks[j][1] : marks[j][1] + 1] if marks[j][1] < end else ""
        if sign in "‘‚" and after.isalnum():
            break
        if sign not in closers or after.isalnum():
            continue
        if text[place - 1] in "sSzZ" and after == " ":
            possessive = j if possessive is None else possessive
            continue
        if text[place - 1].isspace():
            continue
        return j
    return possessive
