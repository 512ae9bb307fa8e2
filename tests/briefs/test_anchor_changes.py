"""Anchors are found again whatever a newsroom does to an article, or reported: never silently somewhere else.

Each change below knows where every stretch of the old text stands in the new one. How many anchors are found
after each, `tests/bench/anchors.py` prints.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import pytest

from tearline.briefs.anchoring.anchors import locate, make_anchor
from tearline.briefs.anchoring.folding import FoldedText

ROOT = Path(__file__).parents[2]

Span = tuple[int, int]


@dataclass(frozen=True)
class Edit:
    """text[start:end] replaced by `new`; `same` where a reader would say that nothing was changed."""

    start: int
    end: int
    new: str
    same: bool = False


@dataclass(frozen=True)
class Changed:
    """A text after edits in order, and where each stretch of the old one stands in it."""

    old: str
    text: str
    edits: tuple[Edit, ...]

    def images(self, start: int, end: int) -> set[Span]:
        """Where old [start, end) stands now; empty where letters of it were changed, taken out or put in.

        Two where nobody could tell: of a sentence that was set twice in a row, either is it.
        """
        of_letters = [edit for edit in self.edits if not edit.same]
        if len(of_letters) != 1:
            touched = any(e.start < end and start < e.end for e in of_letters)
            return set() if touched else {(self._at(start, last=False), self._at(end, last=True))}
        (edit,) = of_letters
        longer = len(edit.new) - (edit.end - edit.start)
        earliest, latest = _slides(self.old, edit)
        found = {(start, end)} if end <= latest else set()
        if start >= earliest + edit.end - edit.start:
            found.add((start + longer, end + longer))
        return found

    def _at(self, place: int, *, last: bool) -> int:
        shift = 0
        for edit in self.edits:
            if edit.end <= place and not (last and edit.start == edit.end == place):
                shift += len(edit.new) - (edit.end - edit.start)
            elif edit.start < place:
                # Within an edit of glyphs: the words begin and end with the whole of what is there now.
                return edit.start + shift + (len(edit.new) if last else 0)
        return place + shift


def _slides(text: str, edit: Edit) -> Span:
    """The earliest and latest place at which putting in or taking out as much would leave the same text."""
    start, end = edit.start, edit.end
    if edit.new and start < end:
        return start, start
    low = high = start
    if edit.new:
        whole, size = text[:start] + edit.new + text[end:], len(edit.new)
    else:
        whole, size = text, end - start
    while low > 0 and whole[low - 1] == whole[low + size - 1]:
        low -= 1
    while high + size < len(whole) and whole[high] == whole[high + size]:
        high += 1
    return low, high


def apply(text: str, edits: list[Edit]) -> Changed:
    edits = sorted(edits, key=lambda e: (e.start, e.end))
    parts, at = [], 0
    for e in edits:
        parts += [text[at : e.start], e.new]
        at = e.end
    return Changed(text, "".join([*parts, text[at:]]), tuple(edits))


def sentences(text: str) -> list[Span]:
    """Each sentence with the space after it."""
    return [found.span() for found in re.finditer(r"[^\s][^\n]*?(?:[.?!][”\"']?(?=\s)|(?=\n)|\Z)\s?", text)]


def paragraphs(text: str) -> list[Span]:
    """Each paragraph with the blank line after it."""
    return [found.span() for found in re.finditer(r"[^\s].*?(?:\n\s*\n|\Z)", text, re.S)]


def words_of(text: str) -> list[Span]:
    return [found.span() for found in re.finditer(r"[^\W\d_]{4,}", text)]


def typo(rng: random.Random, text: str) -> Changed:
    """One letter of a word other, gone, doubled or swapped with the next."""
    start, end = rng.choice(words_of(text))
    at = rng.randrange(start, end - 1)
    a, b = text[at], text[at + 1]
    new = rng.choice([b + a if a != b else "z" + b, b, a + a + b, ("k" if a != "k" else "m") + b])
    return apply(text, [Edit(at, at + 2, new)])


def number_corrected(rng: random.Random, text: str) -> Changed:
    found = [m.span() for m in re.finditer(r"\d+", text)]
    if not found:
        return typo(rng, text)
    start, end = rng.choice(found)
    return apply(text, [Edit(start, end, str(int(text[start:end]) + rng.choice([1, 10, 100])))])


def paragraph_inserted(rng: random.Random, text: str) -> Changed:
    at = rng.choice(paragraphs(text))[0]
    new = "Updated: the ministry has answered since. It says that it will look into the matter.\n\n"
    return apply(text, [Edit(at, at, new)])


def paragraph_removed(rng: random.Random, text: str) -> Changed:
    start, end = rng.choice(paragraphs(text))
    return apply(text, [Edit(start, end, "")])


def paragraphs_swapped(rng: random.Random, text: str) -> Changed:
    """A paragraph taken out and set at the top: its words are wherever they are now."""
    start, end = rng.choice(paragraphs(text)[1:])
    top = paragraphs(text)[0][0]
    moved = text[start:end] if text[start:end].endswith("\n") else text[start:end] + "\n\n"
    done = apply(text, [Edit(top, top, moved), Edit(start, end, "")])

    class Moved(Changed):
        def images(self, a: int, b: int) -> set[Span]:
            if start <= a and b <= end:
                return {(a - start + top, b - start + top)}
            return super().images(a, b)

    return Moved(text, done.text, done.edits)


def sentence_deleted(rng: random.Random, text: str) -> Changed:
    start, end = rng.choice(sentences(text))
    return apply(text, [Edit(start, end, "")])


def sentence_doubled(rng: random.Random, text: str) -> Changed:
    start, end = rng.choice(sentences(text))
    return apply(text, [Edit(end, end, text[start:end])])


def sentence_copied(rng: random.Random, text: str) -> Changed:
    """The same sentence once more elsewhere: the old one alone is the one that was quoted."""
    every = sentences(text)
    start, end = rng.choice(every)
    elsewhere = [one for one in every if one[0] < start or text[end : one[0]].strip()]
    if not elsewhere:
        return sentence_doubled(rng, text)
    at = rng.choice(elsewhere)[0]
    return apply(text, [Edit(at, at, text[start:end].rstrip() + " ")])


_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_FRENCH = {"“": "«\u00a0", "”": "\u00a0»"}
_GERMAN = {"“": "»", "”": "«"}
_LOW = {"“": "„", "”": "“", "’": "'"}
_SINGLE = {"“": "‘", "”": "’"}


def quotes_swapped(rng: random.Random, text: str) -> Changed:
    table = rng.choice([_STRAIGHT, _FRENCH, _GERMAN, _LOW, _SINGLE])
    curly = apply(text, [Edit(n, n + 1, table[c], same=True) for n, c in enumerate(text) if c in table])
    if curly.edits:
        return curly
    opening = re.compile(r'(?<!\S)"|(?<!\S)\'')
    return apply(
        text,
        [
            Edit(m.start(), m.end(), "“" if opening.match(text, m.start()) else "”", same=True)
            for m in re.finditer('"', text)
        ],
    )


def dashes_swapped(rng: random.Random, text: str) -> Changed:
    dash = rng.choice(["–", " – ", " — ", "—", "--", " - "])
    hyphen = rng.choice(["\u2010", "\u2011"])
    edits = [Edit(m.start(), m.end(), dash, same=True) for m in re.finditer(r" *[–—] *| - ", text)]
    edits += [Edit(m.start(), m.end(), hyphen, same=True) for m in re.finditer(r"(?<=\w)-(?=\w)", text)]
    return apply(text, edits)


def reflowed(rng: random.Random, text: str) -> Changed:
    kind = rng.choice(["wrapped", "double", "crlf", "nbsp", "one line"])
    if kind == "crlf":
        return apply(text, [Edit(n, n + 1, "\r\n", same=True) for n, c in enumerate(text) if c == "\n"])
    if kind == "one line":
        return apply(text, [Edit(*m.span(), " ", same=True) for m in re.finditer(r"\n+", text[:-1])])
    new = {"wrapped": "\n", "double": "  ", "nbsp": "\u00a0"}[kind]
    return apply(
        text,
        [
            Edit(m.start(), m.end(), new, same=True)
            for m in re.finditer(r"(?<=\S) (?=\S)", text)
            if rng.random() < 0.2
        ],
    )


def other_form(rng: random.Random, text: str) -> Changed:
    """Letters with accents written as two characters, and a ligature, as other programs save them."""
    edits = []
    ligatures = {"fi": "ﬁ", "fl": "ﬂ"} if rng.random() < 0.3 else {}
    for m in re.finditer(r"[^\x00-\x7f]|fi|fl", text):
        new = unicodedata.normalize("NFD", m[0]) if len(m[0]) == 1 else ligatures.get(m[0], m[0])
        if new != m[0]:
            edits.append(Edit(m.start(), m.end(), new, same=True))
    if rng.random() < 0.5:
        at = rng.choice(words_of(text))[0] + 2
        if not any(e.start <= at <= e.end for e in edits):
            edits.append(Edit(at, at, "\u00ad", same=True))
    return apply(text, edits)


CHANGES: dict[str, Callable[[random.Random, str], Changed]] = {
    "typo fixed": typo,
    "number corrected": number_corrected,
    "paragraph inserted": paragraph_inserted,
    "paragraph removed": paragraph_removed,
    "paragraph moved up": paragraphs_swapped,
    "sentence deleted": sentence_deleted,
    "sentence doubled": sentence_doubled,
    "sentence copied": sentence_copied,
    "quotes swapped": quotes_swapped,
    "dashes swapped": dashes_swapped,
    "space reflowed": reflowed,
    "other Unicode": other_form,
}


def two_changes(rng: random.Random, text: str) -> Changed:
    """One change of letters after one of glyphs or layout, as a new editor and a new template bring them."""
    first = rng.choice([quotes_swapped, dashes_swapped, reflowed, paragraph_inserted])(rng, text)
    second = rng.choice([typo, sentence_deleted, paragraph_inserted, paragraph_removed, other_form])(
        rng, first.text
    )

    class Both(Changed):
        def images(self, a: int, b: int) -> set[Span]:
            if self.text == self.old:
                return {(a, b)}
            return {after for before in first.images(a, b) for after in second.images(*before)}

    return Both(text, second.text, second.edits)


CHANGES["two changes"] = two_changes


def stretches(rng: random.Random, text: str, count: int) -> Iterator[Span]:
    """Stretches of words as briefs anchor them: sentences, quotations, clauses, a few words."""
    whole = [m.span() for m in re.finditer(r"\S+", text)]
    said = [m.span(1) for m in re.finditer(r"[“\"]([^“”\"]+)[”\"]", text)]
    for _ in range(count):
        kind = rng.random()
        if kind < 0.25 and said:
            yield rng.choice(said)
        elif kind < 0.5:
            start, end = rng.choice(sentences(text))
            yield start, start + len(text[start:end].rstrip())
        else:
            first = rng.randrange(len(whole))
            last = min(len(whole) - 1, first + rng.choice([0, 1, 3, 6, 12]))
            yield whole[first][0], whole[last][1]


# Words that come again and again, which no context tells apart for long.
REFRAIN = """The council of Lenn met on Monday. “We will not pay,” said the mayor. Nobody asked why.

COUNSEL: Did you see the valve?

MR PELL: I do not recall that, sir.

COUNSEL: Did you see the gauge?

MR PELL: I do not recall that, sir.

COUNSEL: Did you see the log?

MR PELL: I do not recall that, sir.

The council of Mirrow met on Monday. “We will not pay,” said the mayor. Nobody asked why.

“We will not pay,” Ada Veld told reporters. “We will not pay twice,” she said. We will not pay. Not pay. No.

The council of Lenn met on Sunday. “We will not pay,” said the mayor. Nobody asked him.

The vote was 45 to 54 in the lower house. The vote was 46 to 54 in the upper one. The vote was 45 to 54 then.
"""
# The articles of the two desks of the tests, a few letters of each with an accent.
ARTICLES = [
    path.read_text(encoding="utf-8").replace("The ", "Thé ", 2).replace("said", "saïd", 1)
    for folder in ("tests/desk/articles", "briefs/sample/articles")
    for path in sorted((ROOT / folder).iterdir())
]
# Of the anchors whose words are still there, the least share that must be found after each change.
FOUND = {
    "typo fixed": 0.98,
    "number corrected": 0.95,
    "paragraph inserted": 0.95,
    "paragraph removed": 0.94,
    "paragraph moved up": 0.88,
    "sentence deleted": 0.94,
    "sentence doubled": 0.96,
    "sentence copied": 0.93,
    "quotes swapped": 0.99,
    "dashes swapped": 0.99,
    "space reflowed": 0.99,
    "other Unicode": 0.99,
    "two changes": 0.94,
}


def outcomes(name: str, texts: list[str], seed: int = 0, anchors: int = 15, rounds: int = 3) -> Counter[str]:
    """How many anchors were same, moved, ambiguous, lost; "wrong", and "gone" where their words are."""
    counted: Counter[str] = Counter()
    for number, text in enumerate(texts):
        rng = random.Random(crc32(f"{seed} {number} {name}".encode()))  # noqa: S311
        made = [make_anchor("s", text, *span) for span in stretches(rng, text, anchors)]
        for _ in range(rounds):
            changed = CHANGES[name](rng, text)
            now = FoldedText(changed.text)
            for anchor in made:
                located = locate(anchor, now)
                images = {_bare(changed.text, image) for image in changed.images(anchor.start, anchor.end)}
                if located.span is not None and _bare(changed.text, located.span) not in images:
                    counted["wrong"] += 1
                elif not images:
                    counted["gone"] += 1
                else:
                    counted[located.status] += 1
                if located.words is not None:
                    assert located.span is not None
                    assert located.words == changed.text[slice(*located.span)] != anchor.exact
                elif located.span is not None:
                    assert changed.text[slice(*located.span)] == anchor.exact
    return counted


def _bare(text: str, span: Span) -> Span:
    """The span without white space at its ends, which belongs to either side."""
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())


def test_there_are_thousands_of_cases() -> None:
    assert len(CHANGES) * len(ARTICLES) * 15 * 3 > 10_000


@pytest.mark.parametrize("name", CHANGES)
def test_an_anchor_is_right_or_reported(name: str) -> None:
    counted = outcomes(name, ARTICLES)
    assert counted["wrong"] == 0
    found = counted["same"] + counted["moved"]
    assert found / (counted.total() - counted["gone"]) >= FOUND[name], counted


@pytest.mark.parametrize("name", CHANGES)
def test_words_that_come_again_and_again_are_never_taken_for_one_another(name: str) -> None:
    counted = outcomes(name, [REFRAIN], anchors=60, rounds=15)
    assert counted["wrong"] == 0
    assert counted["same"] + counted["moved"] > counted["ambiguous"] + counted["lost"]


def test_words_that_are_gone_are_never_found() -> None:
    text = ARTICLES[0]
    for start, end in sentences(text):
        anchor = make_anchor("s", text, start, start + len(text[start:end].rstrip()))
        assert locate(anchor, text[:start] + text[end:]).span is None
