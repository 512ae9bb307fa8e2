"""Read an article once into tokens, sentences, paragraphs and quotation runs, shared by all of drafting.

Tokens are parallel lists, because drafting meets them by the million: token i is `words[i]`, its lower case
`lowers[i]`, its stem `stems[i]`, what it may do in a clause `kinds[i]` (see word_kinds), what else shows by
itself `traits[i]` (see word_facts), in the text from `starts[i]` on. A token is a word (with its apostrophes,
hyphens and the dot of an abbreviation: "don't", "Moscow-Beijing", "U.S.", "Mr."), a number ("1,500"), or a
punctuation mark or a row of the same mark. Sentences and paragraphs are ranges of token indices, end
exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, pairwise
from typing import Any

from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.quotation import Run, read_runs
from tearline.briefs.drafting.word_facts import ENDS, NOTED, facts_of
from tearline.index.article import Article, Span, Zone

_WORD = r"[\w\u0300-\u036f\u00ad\u200c\u200d]"
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    rf"|{_WORD}+(?:['’&/@‑-]{_WORD}+|\.[a-z0-9]{_WORD}*|,\d{{3}}(?!\d))*(?:(?<=[sS])['’](?=[ \u00a0]\w))?"
    r"|[\0-\x08\x7f-\x9f]+|([^\w\s])\1*"
)
# Blanks save those that tell what they follow by what they lead to: "the workers' demand".
_BLANK = re.compile(r"(?<![sS]['’]) ")
_POSSESSIVE_BLANKS = ("s' ", "s’ ", "S' ", "S’ ")
_ABBREVIATIONS = words("sentences", "abbreviations")
_SMALL_ABBREVIATIONS = words("sentences", "small abbreviations")
_BEFORE_NUMBER = words("sentences", "before number")
_MAY_END = words("sentences", "may end")
_OPENING_WORDS = words("sentences", "opening")
_SPEECH = words("sentences", "speech")
_ENDING = frozenset(".!?…")
# A longer piece of text is cut anew each time, so that what is kept stays small.
_LONGEST_KEPT = 40
_MOST_KEPT = 32_768
_MOST_AT_ONCE = 4096  # pieces whose tokens are laid into columns together, which bounds the memory it takes

# The fields of a token: the word, in lower case, its stem, its kinds, its traits, and how many characters
# behind its start the next token starts, or the next piece. Where a piece begins with none of a token's
# characters, these make one without letters.
_FIELDS = 6
# The tokens of a piece, all their fields in a row: one plain tuple is quick to find in memory, and the
# garbage collector need not look at it again, however many are kept.
_Cut = tuple[Any, ...]
_NO_FACTS = ("", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text as tokens, in reading order; what stands in silent zones has no tokens at all.

    `runs` are the stretches in quotation marks; `run_of[i]` is the index in `runs` of the run that token i
    stands in, marks included, or -1. No sentence ends inside a run. `noted` are the tokens with a trait that
    is looked for all through a text (NOTED), so that nobody need look at every token for it.
    """

    text: str
    zones: tuple[Zone, ...]
    words: list[str]
    lowers: list[str]
    stems: list[str]
    kinds: list[int]
    traits: list[int]
    starts: list[int]
    noted: list[int]
    run_of: list[int]
    sentences: list[Span]
    paragraphs: list[Span]
    runs: list[Run]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens first to last, last exclusive; first must be less than last."""
        return self.starts[first], self.end(last - 1)

    def end(self, token: int) -> int:
        """The character behind a token."""
        return self.starts[token] + len(self.words[token])

    def tokens_in(self, start: int, end: int) -> Span:
        """The range of tokens that lie wholly in the characters [start, end)."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        return first, last - (last > first and self.end(last - 1) > end)

    def noted_in(self, first: int, last: int) -> list[int]:
        """The tokens of a range, last exclusive, that are noted."""
        at = bisect_left(self.noted, first)
        return self.noted[at : bisect_left(self.noted, last, at)]

    def sentence_at(self, token: int) -> int:
        """The index in `sentences` of the sentence that holds a token."""
        return bisect_right(self.sentences, (token, len(self.words))) - 1

    def paragraph_at(self, token: int) -> int:
        """The index in `paragraphs` of the paragraph that holds a token."""
        return bisect_right(self.paragraphs, (token, len(self.words))) - 1


def read_document(article: Article) -> Document:
    """The article's text as a Document; any text gives one, in time linear in its length."""
    return _document(article.text, article.zones, _paragraph_spans(article.text, article.zones))


def read_line(document: Document, line: Span) -> Document:
    """One line of the text, such as a title that is silent in the document, as a document of its own."""
    return _document(document.text, (), [line])


def _document(text: str, zones: Sequence[Zone], blocks: list[Span]) -> Document:
    runs = read_runs(text, blocks)
    words: list[str] = []
    lowers: list[str] = []
    stems: list[str] = []
    kinds: list[int] = []
    traits: list[int] = []
    starts: list[int] = []
    paragraphs: list[Span] = []
    columns: tuple[list[Any], ...] = (words, lowers, stems, kinds, traits, starts)
    for at, block_end in blocks:
        first = len(words)
        pieces = _pieces(text[at:block_end])
        for part in range(0, len(pieces), _MOST_AT_ONCE):
            found, at = _columns(pieces[part : part + _MOST_AT_ONCE], at)
            for column, values in zip(columns, found, strict=True):
                column += values
        if len(words) > first:
            paragraphs.append((first, len(words)))
    noted = [i for i, trait in enumerate(traits) if trait & NOTED]
    run_of, behind = _runs_of_tokens(runs, starts)
    document = Document(
        text, tuple(zones), words, lowers, stems, kinds, traits, starts, noted, run_of, [], paragraphs, runs
    )
    document.sentences.extend(_sentences(document, behind))
    return document


# ------------------------------------------------------------------------------------------- paragraphs
def _paragraph_spans(text: str, zones: Sequence[Zone]) -> list[Span]:
    lines = list(_lines(text))
    blocks = _join_wrapped_lines(text, lines)
    silent = [(zone.start, zone.end) for zone in zones]
    return _outside(blocks, silent) if silent else blocks


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold anything, without their breaks."""
    start = 0
    for line, whole in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        if line:
            yield start, start + len(line)
        start += len(whole)


def _outside(blocks: list[Span], silent: list[Span]) -> list[Span]:
    """The blocks without the silent spans; both are in order and do not overlap among themselves."""
    kept: list[Span] = []
    i = 0
    for start, end in blocks:
        while i < len(silent) and silent[i][1] <= start:
            i += 1
        j = i
        while j < len(silent) and silent[j][0] < end:
            if start < silent[j][0]:
                kept.append((start, silent[j][0]))
            start = max(start, silent[j][1])
            j += 1
        if start < end:
            kept.append((start, end))
    return kept


def _join_wrapped_lines(text: str, lines: list[Span]) -> list[Span]:
    """Paragraphs of text that was wrapped at a column: there, most line ends fall inside a sentence."""
    neighbours = [
        (here, after) for here, after in pairwise(lines) if text[here[1] : after[0]] in ("\n", "\r\n")
    ]
    inside = sum(
        1 for here, after in neighbours if text[after[0]].islower() and text[here[1] - 1] not in '.!?”"'
    )
    if inside < 3 or 3 * inside < len(neighbours):
        return lines
    joined = [lines[0]]
    for here, after in pairwise(lines):
        wrapped = text[here[1] : after[0]] in ("\n", "\r\n") and here[1] - here[0] >= 40
        if wrapped:
            joined[-1] = (joined[-1][0], after[1])
        else:
            joined.append(after)
    return joined


# ----------------------------------------------------------------------------------------------- tokens
def _pieces(block: str) -> list[str]:
    """What stands between the blanks of a block that do not tell what they follow."""
    for possessive in _POSSESSIVE_BLANKS:
        if possessive in block:
            return _BLANK.split(block)
    return block.split(" ")


def _columns(pieces: list[str], at: int) -> tuple[list[list[Any]], int]:
    """The fields of the tokens of pieces as columns, with where they start for the last one, and where what
    follows the pieces starts; these begin at a place in the text.
    """
    fields = list(chain.from_iterable(map(_CUT.__getitem__, pieces)))
    *starts, behind = accumulate(fields[_FIELDS - 1 :: _FIELDS], initial=at)
    columns = [fields[number::_FIELDS] for number in range(_FIELDS - 1)]
    columns.append(starts)
    words = columns[0]
    return [list(compress(column, words)) for column in columns] if "" in words else columns, behind


class _Cuts(dict[str, _Cut]):
    """Pieces with their tokens. Articles repeat each other's words: most pieces have been cut before."""

    def __missing__(self, piece: str) -> _Cut:
        cut = _cut(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = cut
        return cut


_CUT = _Cuts()


def _cut(piece: str) -> _Cut:
    if piece.isalpha():
        return (piece, *facts_of(piece), len(piece) + 1)
    found: list[tuple[str, int]] = []
    matches = [(match[0], *match.span()) for match in _TOKEN.finditer(piece)]
    for i, (word, start, _) in enumerate(matches):
        if word == "." and i and _takes_dot(matches[i - 1], start):
            continue
        if i + 1 < len(matches) and matches[i + 1][0] == "." and _takes_dot(matches[i], matches[i + 1][1]):
            word += "."
        found.append((word, start))
    if not found or found[0][1]:
        found.insert(0, ("", 0))
    steps = pairwise([*(start for _, start in found), len(piece) + 1])
    return tuple(
        field
        for (word, _), (start, after) in zip(found, steps, strict=True)
        for field in (word, *(facts_of(word) if word else _NO_FACTS), after - start)
    )


def _takes_dot(token: tuple[str, int, int], dot: int) -> bool:
    """Whether a dot belongs to the token before: "Mr.", "J.", "vs.", the first of "R-N.C."."""
    word, _, end = token
    if end != dot:
        return False
    initial = word[2:] if word[1:2] == "-" else word
    if len(initial) == 1 and word.isupper() and word != "I":
        return True
    if word.islower():
        return word in _SMALL_ABBREVIATIONS
    return len(word) <= 7 and word.lower().rpartition("-")[2] in _ABBREVIATIONS


def _runs_of_tokens(runs: list[Run], starts: list[int]) -> tuple[list[int], list[int]]:
    """For each token the run it stands in, or -1; for each run the token behind it."""
    run_of = [-1] * len(starts)
    behind = []
    for number, run in enumerate(runs):
        first = bisect_left(starts, run.outer_start)
        last = bisect_left(starts, run.outer_end)
        run_of[first:last] = [number] * (last - first)
        behind.append(last)
    return run_of, behind


# -------------------------------------------------------------------------------------------- sentences
def _sentences(document: Document, behind: list[int]) -> list[Span]:
    """The sentences; `behind` has for each run the token behind it.

    They end in front of some token behind a stop or a closed run.
    """
    words, traits, run_of, runs = document.words, document.traits, document.run_of, document.runs
    stops = {i + 1 for i in document.noted if traits[i] & ENDS and run_of[i] < 0}
    for number, after in enumerate(behind):
        if runs[number].closed and after and run_of[after - 1] == number:
            stops.add(after)
    places = sorted(stops)
    sentences: list[Span] = []
    for first, last in document.paragraphs:
        begin = first
        for after in places[bisect_right(places, first) : bisect_left(places, last)]:
            run = run_of[after - 1]
            if run >= 0:
                ends = _run_ends_sentence(document, run, after, last)
            else:
                ends = _ends_sentence(document, after - 1, after, last)
                after += ends and words[after] in ")]’"
            if ends and after < last:
                sentences.append((begin, after))
                begin = after
        sentences.append((begin, last))
    return sentences


def _ends_sentence(document: Document, i: int, after: int, last: int) -> bool:
    word = document.words[i]
    if word[0] in _ENDING:
        if document.starts[after] == document.end(i) and document.words[after][0].isalnum():
            return word[0] != "." or document.words[after][0].isupper()
        following = (
            document.words[after + 1]
            if document.words[after] in "([)]’" and after + 1 < last
            else document.words[after]
        )
        if following in (",", ";"):
            return False
        if following[0].isdigit() and word == "." and document.lowers[i - 1] in _BEFORE_NUMBER:
            return False
        return not following[0].islower() or word in ("!", "?")
    following = document.lowers[after].rstrip(".")
    if word[:-1].lower() in _MAY_END or word.count(".") > 1:
        return following in _OPENING_WORDS and document.words[after][0].isupper()
    return False


def _run_ends_sentence(document: Document, run: int, after: int, last: int) -> bool:
    """Whether the sentence ends with a run that ends in a full stop, or goes on as in “Why?” she asked."""
    final = document.text[document.runs[run].start : document.runs[run].end].rstrip("”’'\" ")[-1:]
    if final not in _ENDING:
        return False
    following = document.words[after]
    if not (following[0].isalnum() or document.run_of[after] >= 0 or following in "([—–-*•"):
        return False
    if following[0].islower() or following in "—–-":
        return False
    if document.lowers[after] in _OPENING_WORDS and following not in ("The", "A", "An"):
        return True
    return not _attribution_follows(document, after, min(last, after + (6 if final == "." else 12)), final)


def _attribution_follows(document: Document, first: int, last: int, final: str) -> bool:
    """Whether the words after a run are its own attribution: a name or noun, then a verb of speech.

    After a full stop, where a comma should have stood, only a bare "Smith said." is.
    """
    words = document.words
    for i in range(first, last):
        if document.lowers[i] in _SPEECH:
            follows = words[i + 1] if i + 1 < len(words) else "."
            if follows in (",", ":") and i + 2 < len(words) and document.run_of[i + 2] >= 0:
                return False
            return i > first and (final != "." or follows == ".")
        if words[i][0] in _ENDING or words[i] in (";", ":") or document.run_of[i] >= 0:
            return False
    return False
