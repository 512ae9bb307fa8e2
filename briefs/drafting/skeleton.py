"""The sentences of an article with every quoted run folded into one opaque word, each word with its kind.

Whoever speaks is found around the quotes, hardly ever inside them; folding a run away leaves "“…,” he said"
as three words, and no rule can mistake what is said for the sentence that says it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.verbs import reporting_verbs
from tearline.index.article import Span

# What a word may do in a clause, as bits: most function words do several things.
DETERMINER = 1 << 0
POSSESSIVE = 1 << 1
SUBJECT = 1 << 2
OBJECT = 1 << 3
PREPOSITION = 1 << 4
BE = 1 << 5
HAVE = 1 << 6
DO = 1 << 7
MODAL = 1 << 8
NEGATION = 1 << 9
CONJUNCTION = 1 << 10
SUBORDINATOR = 1 << 11
RELATIVE = 1 << 12
QUESTION = 1 << 13
ADVERB = 1 << 14
TIME = 1 << 15
OTHER_VERB = 1 << 16
CUE = 1 << 17
COMMA = 1 << 18
STOP = 1 << 19  # any other punctuation
QUOTE = 1 << 20
NUMBER = 1 << 21
NOUN_PRONOUN = 1 << 22

DASHES = frozenset({"—", "–", "―", "--"})
SENTENCE_ENDS = frozenset({".", "!", "?", "…", ";", "..."})

# Words after which a sentence is cut: no prose has such sentences, and rules may look all through one.
LONGEST_SENTENCE = 200

_LONGEST_LABEL = 4  # words of a name before a colon
_FEWEST_TURNS = 3  # of a transcript

AUXILIARY = BE | HAVE | DO | MODAL
PUNCTUATION = COMMA | STOP

_SECTIONS = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "subject pronoun": SUBJECT,
    "object pronoun": OBJECT,
    "noun pronoun": NOUN_PRONOUN,
    "preposition": PREPOSITION,
    "be": BE,
    "have": HAVE,
    "do": DO,
    "modal": MODAL,
    "negation": NEGATION,
    "conjunction": CONJUNCTION,
    "subordinator": SUBORDINATOR,
    "relative": RELATIVE,
    "question": QUESTION,
    "adverb": ADVERB,
    "time": TIME,
    "verb": OTHER_VERB,
}
_STOPS = [
    ".",
    "!",
    "?",
    "…",
    ":",
    ";",
    "(",
    ")",
    "[",
    "]",
    "—",
    "―",
    "–",
    "-",
    "--",
    "...",
    "/",
    "*",
    "•",
    "_",
    "”",
    "“",
    '"',
    "'",
    "‘",
    "’",
    "''",
    "«",
    "»",
]


@cache
def word_kinds() -> dict[str, int]:
    """The kinds of every word the grammar and the verb lexicon know, in lower case."""
    kinds: dict[str, int] = {",": COMMA, **dict.fromkeys(_STOPS, STOP)}
    for section, kind in _SECTIONS.items():
        for word in words("grammar", section):
            kinds[word] = kinds.get(word, 0) | kind
    pronouns = words("grammar", "subject pronoun")
    for word, kind in kinds.items():
        stem = word.replace("’", "'").partition("'")[0]
        if kind & AUXILIARY and "'" in word.replace("’", "'") and stem in pronouns:
            kinds[word] = kind | SUBJECT
    plain, with_particle = reporting_verbs()
    for word in (*plain, *(form for form, _ in with_particle)):
        kinds[word] = kinds.get(word, 0) | CUE
    return kinds


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Parallel lists over words: lower case, as written, kind bits, and where the word stands in the text.

    A folded run is one word of kind QUOTE, its marks included, and `run[i]` is its index in the document's
    runs (-1 for every other word). `cues` and `quoted` are the indices of the words of kind CUE and of kind
    QUOTE. `sentences` are ranges of words; `paragraph_of` gives for each sentence the index of its paragraph.
    `turns` are the first words of the paragraphs that are turns of a transcript, by their names in ordinary
    letters ("Ann Smith: …").
    """

    document: Document
    lowers: list[str]
    words: list[str]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    run: list[int]
    cues: list[int]
    quoted: list[int]
    sentences: list[Span]
    paragraph_of: list[int]
    turns: frozenset[int]

    def text(self, first: int, last: int) -> str:
        """The text of words first to last, last exclusive."""
        return self.document.text[self.starts[first] : self.ends[last - 1]]

    def capital(self, i: int) -> bool:
        """Whether word i begins with a capital."""
        return self.words[i][0].isupper()

    def cues_in(self, start: int, end: int) -> list[int]:
        """The words in a range that may report."""
        return self.cues[bisect_left(self.cues, start) : bisect_left(self.cues, end)]

    def quoted_in(self, start: int, end: int) -> list[int]:
        """The words in a range that are folded runs."""
        return self.quoted[bisect_left(self.quoted, start) : bisect_left(self.quoted, end)]


def fold_runs(document: Document) -> Skeleton:
    """The document's skeleton, in time linear in its tokens."""
    lowers: list[str] = []
    surfaces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    run: list[int] = []
    quoted: list[int] = []
    folded: list[tuple[int, int]] = []  # token after the run, tokens saved up to there
    before = 0
    run_of = document.run_of
    total = len(run_of)
    for number, span in enumerate(document.runs):
        first, last = document.tokens_in(*span.outer)
        if first == last or run_of[first] != number:
            continue
        lowers += document.lowers[before:first]
        surfaces += document.words[before:first]
        starts += document.starts[before:first]
        ends += document.ends[before:first]
        run += [-1] * (first - before)
        quoted.append(len(lowers))
        lowers.append('"')
        surfaces.append('"')
        starts.append(span.outer_start)
        ends.append(span.outer_end)
        run.append(number)
        folded.append((last, last - first - 1))
        before = last
    lowers += document.lowers[before:]
    surfaces += document.words[before:]
    starts += document.starts[before:]
    ends += document.ends[before:]
    run += [-1] * (total - before)
    get = word_kinds().get
    kinds = [get(word, 0) for word in lowers]
    for i in quoted:
        kinds[i] = QUOTE
    cues = [i for i, kind in enumerate(kinds) if kind & CUE]
    sentences, paragraph_of = _fold_sentences(document, folded)
    turns = _turns(surfaces, sentences, paragraph_of) if ":" in lowers else frozenset[int]()
    return Skeleton(
        document, lowers, surfaces, kinds, starts, ends, run, cues, quoted, sentences, paragraph_of, turns
    )


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


def _fold_sentences(document: Document, folded: list[tuple[int, int]]) -> tuple[list[Span], list[int]]:
    sentences: list[Span] = []
    paragraph_of: list[int] = []
    saved = f = paragraph = 0
    for first, last in document.sentences:
        begin = first - saved
        while f < len(folded) and folded[f][0] <= last:
            saved += folded[f][1]
            f += 1
        while document.paragraphs[paragraph][1] <= first:
            paragraph += 1
        for part in range(begin, last - saved, LONGEST_SENTENCE):
            sentences.append((part, min(part + LONGEST_SENTENCE, last - saved)))
            paragraph_of.append(paragraph)
    return sentences, paragraph_of
