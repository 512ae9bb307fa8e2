"""Read an article once into tokens, sentences, paragraphs and quotation runs, shared by all of drafting.

Tokens are parallel lists, because drafting meets them by the million: token i is `words[i]`, its lower case
`lowers[i]`, its stem `stems[i]`, what it may do `traits[i]` (see word_facts), at `starts[i]` to `ends[i]` in
the text. A token is a word (with its apostrophes, hyphens and the dot of an abbreviation: "don't",
"Moscow-Beijing", "U.S.", "Mr."), a number ("1,500"), or a punctuation mark or a row of the same mark.
Sentences and paragraphs are ranges of token indices, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.quotation import Run, read_runs
from tearline.briefs.drafting.word_facts import facts_of
from tearline.index.article import Article, Span, Zone

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = r"[\w\u0300-\u036f\u00ad\u200c\u200d]"
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    rf"|{_WORD}+(?:['’&/@‑-]{_WORD}+|\.[a-z0-9]{_WORD}*|,\d{{3}}(?!\d))*(?:(?<=[sS])['’](?=[ \u00a0]\w))?"
    r"|[\0-\x08\x7f-\x9f]+|([^\w\s])\1*"
)
# Where what a blank follows depends on what stands behind the blank: "the workers' demand".
_READS_ON = re.compile(r"[sS]['’] ")
_ABBREVIATIONS = words("sentences", "abbreviations")
_MAY_END = words("sentences", "may end")
_OPENING_WORDS = words("sentences", "opening")
_SPEECH = words("sentences", "speech")
_ENDING = frozenset(".!?…")
# A longer piece of text is cut anew each time, so that what is kept stays small.
_LONGEST_KEPT = 40

# A word of a piece, in lower case, its stem, what it may do, and where it stands in the piece. These are
# plain tuples because the garbage collector need not look at such ones again, however many are kept.
_Token = tuple[str, str, str, int, int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text as tokens, in reading order; what stands in silent zones has no tokens at all.

    `runs` are the stretches in quotation marks; `run_of[i]` is the index in `runs` of the run that token i
    stands in, marks included, or -1. No sentence ends inside a run.
    """

    text: str
    zones: tuple[Zone, ...]
    words: list[str]
    lowers: list[str]
    stems: list[str]
    traits: list[int]
    starts: list[int]
    ends: list[int]
    run_of: list[int]
    sentences: list[Span]
    paragraphs: list[Span]
    runs: list[Run]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens first to last, last exclusive; first must be less than last."""
        return self.starts[first], self.ends[last - 1]

    def tokens_in(self, start: int, end: int) -> Span:
        """The range of tokens that lie wholly in the characters [start, end)."""
        first = bisect_left(self.starts, start)
        return first, max(first, bisect_right(self.ends, end))

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
    traits: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[Span] = []
    for at, block_end in blocks:
        first = len(words)
        for piece in _pieces(text[at:block_end]):
            known = len(piece) <= _LONGEST_KEPT
            for word, lower, stem, trait, start, end in _kept_tokens(piece) if known else _tokens_of(piece):
                words.append(word)
                lowers.append(lower)
                stems.append(stem)
                traits.append(trait)
                starts.append(at + start)
                ends.append(at + end)
            at += len(piece) + 1
        if len(words) > first:
            paragraphs.append((first, len(words)))
    run_of = _runs_of_tokens(runs, starts)
    document = Document(
        text, tuple(zones), words, lowers, stems, traits, starts, ends, run_of, [], paragraphs, runs
    )
    document.sentences.extend(_sentences(document))
    return document


# ------------------------------------------------------------------------------------------- paragraphs
def _paragraph_spans(text: str, zones: Sequence[Zone]) -> list[Span]:
    lines = [match.span() for match in _LINE.finditer(text)]
    blocks = _join_wrapped_lines(text, lines)
    silent = [(zone.start, zone.end) for zone in zones]
    return _outside(blocks, silent) if silent else blocks


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
    """What stands between the blanks of a block, or all of it where a token goes by what a blank leads to."""
    return [block] if _READS_ON.search(block) else block.split(" ")


def _tokens_of(piece: str) -> tuple[_Token, ...]:
    matches = [(match[0], *match.span()) for match in _TOKEN.finditer(piece)]
    tokens = []
    for i, (word, start, end) in enumerate(matches):
        if word == "." and i and _takes_dot(matches[i - 1], start):
            continue
        if i + 1 < len(matches) and matches[i + 1][0] == "." and _takes_dot(matches[i], matches[i + 1][1]):
            word, end = word + ".", end + 1
        tokens.append((word, *facts_of(word), start, end))
    return tuple(tokens)


# Articles repeat each other's words: most pieces have been cut before.
_kept_tokens = lru_cache(maxsize=32_768)(_tokens_of)


def _takes_dot(token: tuple[str, int, int], dot: int) -> bool:
    """Whether a dot belongs to the token before: "Mr.", "J.", the first of "R-N.C."."""
    word, _, end = token
    if end != dot:
        return False
    initial = word[2:] if word[1:2] == "-" else word
    if len(initial) == 1 and word.isupper() and word != "I":
        return True
    return len(word) <= 7 and word.lower().rpartition("-")[2] in _ABBREVIATIONS and not word.islower()


def _runs_of_tokens(runs: list[Run], starts: list[int]) -> list[int]:
    run_of = [-1] * len(starts)
    for number, run in enumerate(runs):
        first = bisect_left(starts, run.outer_start)
        last = bisect_left(starts, run.outer_end)
        run_of[first:last] = [number] * (last - first)
    return run_of


# -------------------------------------------------------------------------------------------- sentences
def _sentences(document: Document) -> list[Span]:
    sentences: list[Span] = []
    words, run_of, runs = document.words, document.run_of, document.runs
    for first, last in document.paragraphs:
        begin = i = first
        while i < last:
            word = words[i]
            if run_of[i] >= 0:
                run = run_of[i]
                while i < last and run_of[i] == run:
                    i += 1
                if runs[run].closed and i < last and _run_ends_sentence(document, run, i, last):
                    sentences.append((begin, i))
                    begin = i
                continue
            i += 1
            if word[-1] in _ENDING and i < last and _ends_sentence(document, i - 1, i, last):
                if words[i] in ")]’":
                    i += 1
                if i < last:
                    sentences.append((begin, i))
                    begin = i
        if begin < last:
            sentences.append((begin, last))
    return sentences


def _ends_sentence(document: Document, i: int, after: int, last: int) -> bool:
    word = document.words[i]
    if word[0] in _ENDING:
        if document.starts[after] == document.ends[i] and document.words[after][0].isalnum():
            return word[0] != "." or document.words[after][0].isupper()
        following = (
            document.words[after + 1]
            if document.words[after] in "([)]’" and after + 1 < last
            else document.words[after]
        )
        if following in (",", ";"):
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
