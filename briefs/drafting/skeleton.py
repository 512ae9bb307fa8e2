"""The sentences of an article with every quoted run folded into one opaque word, each word with its kind.

Whoever speaks is found around the quotes, hardly ever inside them; folding a run away leaves "“…,” he said"
as three words, and no rule can mistake what is said for the sentence that says it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import TypeVar

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.word_facts import ADVERB, ATTRIBUTES, CAPITAL, LONG_DASHES, OWNS, REPORTS
from tearline.briefs.drafting.word_kinds import QUOTE
from tearline.index.article import Span

DASHES = LONG_DASHES
SENTENCE_ENDS = frozenset({".", "!", "?", "…", ";", "..."})

# Words after which a sentence is cut: no prose has such sentences, and rules may look all through one.
LONGEST_SENTENCE = 200

_LONGEST_LABEL = 4  # words of a name before a colon
_FEWEST_TURNS = 3  # of a transcript

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Parallel lists over words, as in the document: lower case, as written, what each is, where it stands.

    A folded run is one word of kind QUOTE, its marks included, and `run[i]` is its index in the document's
    runs (-1 for every other word). `cues` are the indices of the words that may report, `signs` of those that
    may attribute without a verb, `quoted` of the folded runs. `sentences` are ranges of words; `paragraph_of`
    gives for each sentence the index of its paragraph.
    `turns` are the first words of the paragraphs that are turns of a transcript, by their names in ordinary
    letters ("Ann Smith: …").
    """

    document: Document
    lowers: list[str]
    words: list[str]
    kinds: list[int]
    traits: list[int]
    starts: list[int]
    run: list[int]
    cues: list[int]
    signs: list[int]
    quoted: list[int]
    sentences: list[Span]
    paragraph_of: list[int]
    turns: frozenset[int]

    def text(self, first: int, last: int) -> str:
        """The text of words first to last, last exclusive."""
        return self.document.text[self.starts[first] : self.end(last - 1)]

    def end(self, i: int) -> int:
        """The character behind word i."""
        run = self.run[i]
        return self.starts[i] + len(self.words[i]) if run < 0 else self.document.runs[run].outer_end

    def capital(self, i: int) -> bool:
        """Whether word i begins with a capital."""
        return bool(self.traits[i] & CAPITAL)

    def adverb(self, i: int) -> bool:
        """Whether word i only modifies the verb beside it."""
        return bool(self.traits[i] & ADVERB)

    def owns(self, i: int) -> bool:
        """Whether word i is a possessive: "the ministry's", "workers'"."""
        return bool(self.traits[i] & OWNS)

    def cues_in(self, start: int, end: int) -> list[int]:
        """The words in a range that may report."""
        return self.cues[bisect_left(self.cues, start) : bisect_left(self.cues, end)]

    def signs_in(self, start: int, end: int) -> list[int]:
        """The words in a range that may attribute without a verb."""
        return self.signs[bisect_left(self.signs, start) : bisect_left(self.signs, end)]

    def quoted_in(self, start: int, end: int) -> list[int]:
        """The words in a range that are folded runs."""
        return self.quoted[bisect_left(self.quoted, start) : bisect_left(self.quoted, end)]


def fold_runs(document: Document) -> Skeleton:
    """The document's skeleton, in time linear in its tokens."""
    held: list[tuple[int, int, int]] = []  # the tokens of each run, and its index
    for number, run in enumerate(document.runs):
        first, last = document.tokens_in(*run.outer)
        if first < last and document.run_of[first] == number:
            held.append((first, last, number))
    # How many fewer words than tokens there are up to each run and behind the last.
    saved = list(accumulate([last - first - 1 for first, last, _ in held], initial=0))

    def folded(column: list[_T], marks: Iterable[_T]) -> list[_T]:
        """A column of tokens with one mark in place of the tokens of each run."""
        if not held:
            return column
        words: list[_T] = []
        before = 0
        for (first, last, _), mark in zip(held, marks, strict=False):
            words += column[before:first]
            words.append(mark)
            before = last
        words += column[before:]
        return words

    surfaces = folded(document.words, repeat('"'))
    traits = folded(document.traits, repeat(0))
    noted = _fold_noted(document.noted, held, saved)
    sentences, paragraph_of = _fold_sentences(document, [last for _, last, _ in held], saved)
    return Skeleton(
        document,
        folded(document.lowers, repeat('"')),
        surfaces,
        folded(document.kinds, repeat(QUOTE)),
        traits,
        folded(document.starts, [document.runs[number].outer_start for _, _, number in held]),
        folded([-1] * len(document.words), [number for _, _, number in held]),
        [i for i in noted if traits[i] & REPORTS],
        [i for i in noted if traits[i] & ATTRIBUTES],
        [first - fewer for (first, _, _), fewer in zip(held, saved, strict=False)],
        sentences,
        paragraph_of,
        _turns(surfaces, sentences, paragraph_of) if ":" in surfaces else frozenset(),
    )


def _fold_noted(noted: list[int], held: list[tuple[int, int, int]], saved: list[int]) -> list[int]:
    """The words that the noted tokens are, without those in runs."""
    if not held:
        return noted
    words: list[int] = []
    at = 0
    for (first, last, _), fewer in zip(held, saved, strict=False):
        until = bisect_left(noted, first, at)
        words += [i - fewer for i in noted[at:until]]
        at = bisect_left(noted, last, until)
    return words + [i - saved[-1] for i in noted[at:]]


def _turns(surfaces: list[str], sentences: list[Span], paragraph_of: list[int]) -> frozenset[int]:
    """The first words of paragraphs that open with a name and a colon, where names come back as in a talk."""
    labels: dict[int, tuple[str, ...]] = {}
    for number, (first, last) in enumerate(sentences):
        label = surfaces[first : min(last, first + _LONGEST_LABEL + 1)]
        opens = number == 0 or paragraph_of[number] != paragraph_of[number - 1]
        if opens and ":" in label:
            name = tuple(label[: label.index(":")])
            if name and all(word[0].isupper() for word in name):
                labels[first] = name
    times = Counter(labels.values())
    if len(labels) < _FEWEST_TURNS or max(times.values()) < 2:
        return frozenset()
    return frozenset(first for first, name in labels.items() if len(name) > 1 or times[name] > 1)


def _fold_sentences(document: Document, behind: list[int], saved: list[int]) -> tuple[list[Span], list[int]]:
    """The sentences in words, and the paragraph of each; `behind` has for each run the token behind it."""
    sentences: list[Span] = []
    paragraph_of: list[int] = []
    paragraph = run = 0
    for first, last in document.sentences:
        begin = first - saved[run]
        while run < len(behind) and behind[run] <= last:
            run += 1
        end = last - saved[run]
        while document.paragraphs[paragraph][1] <= first:
            paragraph += 1
        for part in range(begin, end, LONGEST_SENTENCE):
            sentences.append((part, min(part + LONGEST_SENTENCE, end)))
            paragraph_of.append(paragraph)
    return sentences, paragraph_of
