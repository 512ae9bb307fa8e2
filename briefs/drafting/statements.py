"""Cuts an article into statements: clauses that can be read alone, each with the quote it is part of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from tearline.briefs.drafting.clauses import ENDS, LONGEST_CLAUSE, has_verb, is_balanced, is_clause, opens
from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.trimming import CONJUNCTIONS, WHOLE_CLAUSE, split_compound, trim_clause
from tearline.briefs.drafting.word_facts import PAIRED, PAUSES, facts_of
from tearline.briefs.findings import Quote
from tearline.index.article import Span

_FEWEST_TOKENS = 5
_MOST_INSIDE = 8  # quotes; a sentence that holds more is no sentence
_SENTENCE_ENDS = ENDS | frozenset("\"”’')]»'")
# Rules whose content is what a verb is followed by, no clause.
_PHRASE_RULE = re.compile(r"(?:object|about|name|as|gerund|order|to)(?:[/+]|$)")
_SHORTEST_UNENDED = 12  # tokens; a sentence that lost its full stop is longer than most headings
_CORRECTION = re.compile("|".join(map(re.escape, sorted(words("claims", "correction")))))
_ACCUSATIONS = words("claims", "accusation")
_DENIAL = words("claims", "denial") | words("claims", "contradiction")
_LONGEST_ACCUSATION = 7  # tokens of "the claims by the opposition that"
_ADVERBS = words("grammar", "adverb") | {"almost", "about", "around", "roughly", "some", "over"}
_WORD = re.compile(r"\w[\w’'-]*")
_LONGEST_LABEL = 5  # tokens of "PRIME MINISTER:"
_LONGEST_TAIL = 16  # tokens of ", the minister said on Monday."
_LONGEST_REPORT = 7  # tokens of "that the minister had said" before the minister's words


class Statement(NamedTuple):
    """A stretch of one sentence, or of one quotation, that can be read by itself.

    `tokens` are ranges of token indices, end exclusive; two only where a cue splits the quotation.
    `sentence` counts the sentences of the reporting from 0. `quotes` are the quotes that the words are
    content of, the outermost first: in "A said B had said …", A's before B's. `inside` are the quotes
    that the words tell of. `rule` is "sentence", "reported", "quoted" or "remainder" (where a report
    follows). `traits` are those of the words of its sentence together (see word_facts).
    """

    tokens: tuple[Span, ...]
    sentence: int
    rule: str
    traits: int
    quotes: tuple[Quote, ...] = ()
    inside: tuple[Quote, ...] = ()

    def indices(self) -> list[int]:
        """The indices of its tokens, in order."""
        return [i for first, last in self.tokens for i in range(first, last)]

    def lowers(self, document: Document) -> list[str]:
        """Its words in lower case, in order."""
        return self.of(document.lowers)

    def of(self, column: list[str]) -> list[str]:
        """What one of the document's lists over tokens holds for its tokens, in order."""
        found = column[slice(*self.tokens[0])]
        for first, last in self.tokens[1:]:
            found += column[first:last]
        return found


class _Sentence(NamedTuple):
    """The tokens of a sentence, how many sentences stand before it, and its words' traits together."""

    first: int
    last: int
    number: int
    traits: int


class _Piece(NamedTuple):
    """The tokens of one sentence that are content of the quotes, the outermost first."""

    first: int
    last: int
    quotes: tuple[Quote, ...]


def find_statements(document: Document, quotes: Sequence[Quote], told: frozenset[str]) -> list[Statement]:
    """All statements of the reporting, in order. Questions and fragments are none.

    `told` are the title's content words, as stems.
    """
    pieces = _pieces_by_sentence(document, quotes)
    found: list[Statement] = []
    for number, (first, last) in enumerate(document.sentences):
        if is_heading(document, first, last):
            continue
        sentence = _Sentence(first, last, number, reduce(or_, document.traits[first:last]))
        found += _of_sentence(document, sentence, pieces.get(number, ()), told)
    return found


def title_stems(document: Document) -> frozenset[str]:
    """The content words of the title, which the document has no tokens of."""
    titles = [zone for zone in document.zones if zone.kind == "title"]
    said = " ".join([document.text[zone.start : zone.end] for zone in titles])
    return frozenset([facts_of(word)[1] for word in _WORD.findall(said)]) - {""}


def _pieces_by_sentence(document: Document, quotes: Sequence[Quote]) -> dict[int, list[_Piece]]:
    """For each sentence, the stretches of quotes' contents in it; without scare marks."""
    pieces: dict[int, list[_Piece]] = {}
    for quote in quotes:
        if quote.form == "scare":
            continue
        for start, end in quote.content:
            first, last = document.tokens_in(start, end)
            while first < last:
                index = document.sentence_at(first)
                stop = min(last, document.sentences[index][1])
                pieces.setdefault(index, []).append(_denied(document, _Piece(first, stop, (quote,))))
                first = max(stop, first + 1)
    return pieces


def _denied(document: Document, piece: _Piece) -> _Piece:
    """Of "dismissed claims that … as false", what is denied; any other piece as it is."""
    quote, first, last = piece.quotes[0], piece.first, piece.last
    if quote.cue is None or _DENIAL.isdisjoint(document.text[slice(*quote.cue)].lower().split()):
        return piece
    for i in range(first, min(last - 1, first + _LONGEST_ACCUSATION)):
        if document.lowers[i] == "that" and follows_accusation(document, i + 1):
            verdict = next(
                (j for j in range(last - 1, max(i, last - 4), -1) if document.lowers[j] == "as"), last
            )
            return _Piece(i + 1, verdict, piece.quotes)
    return piece


def follows_accusation(document: Document, first: int) -> bool:
    """Whether the words before a token are "claims that", "a report on Friday that"."""
    before = document.lowers[max(0, first - _LONGEST_ACCUSATION) : first]
    return before[-1:] == ["that"] and not _ACCUSATIONS.isdisjoint(before)


def is_heading(document: Document, first: int, last: int) -> bool:
    """Whether a sentence is none but a heading or a label: short, and without a stop."""
    return last - first < _SHORTEST_UNENDED and document.words[last - 1][0] not in _SENTENCE_ENDS


def _of_sentence(
    document: Document, sentence: _Sentence, pieces: Sequence[_Piece], told: frozenset[str]
) -> Iterator[Statement]:
    first, last = sentence.first, sentence.last
    if "this" in document.lowers[first:last] and _CORRECTION.search(" ".join(document.lowers[first:last])):
        return
    if not pieces:
        if not _is_speech(document, first, last):
            yield from _of_parts(document, ((first, last),), sentence, "sentence", (), (), told)
        return
    reported = [
        _with_opening(document, piece, first)
        for piece in _nested(document, pieces)
        if _can_stand(document, piece)
    ]
    inside = tuple({id(piece.quotes[0]): piece.quotes[0] for piece in pieces[:_MOST_INSIDE]}.values())
    if not reported:
        if _is_speech(document, first, last) or _opens_with_speech(document, first):
            return
        quote, end = _report_behind(document, first, last, inside)
        rule, quotes = ("reported", (quote,)) if quote else ("sentence", ())
        yield from _of_parts(document, ((first, end),), sentence, rule, quotes, inside, told)
        return
    # What stands before a report is a statement of its own only where a conjunction joins the two, or the
    # report is added to it: "Lisle closed the bank, saying that …".
    before = _before_saying(document, first, reported[0])
    if before is None:
        before = _joint_before(document, first, _report_start(document, reported[0], first))
    if before is not None:
        yield from _of_parts(document, ((first, before),), sentence, "remainder", (), (), told)
    for piece, parts in _readable(document, reported):
        rule = "quoted" if _in_marks(document, piece) else "reported"
        yield from _of_parts(document, parts, sentence, rule, piece.quotes, inside, told)


def _with_opening(document: Document, piece: _Piece, first: int) -> _Piece:
    """The piece with the adverb that opens its sentence ("Almost half of …, the ministry said"), and without
    the "that" that opens a report.
    """
    if document.words[piece.first] == "that":
        return _Piece(piece.first + 1, piece.last, piece.quotes)
    opens = piece.first == first + 1 and document.lowers[first] in _ADVERBS
    return _Piece(first, piece.last, piece.quotes) if opens else piece


def _is_speech(document: Document, first: int, last: int) -> bool:
    """Whether a sentence is mostly in quotation marks, or a speaker's turn ("MINISTER: …")."""
    if 2 * document.run_of[first:last].count(-1) < last - first:
        return True
    label = document.words[first : first + _LONGEST_LABEL]
    return ":" in label and all(word.isupper() for word in label[: label.index(":")])


def _opens_with_speech(document: Document, first: int) -> bool:
    """Whether a sentence opens with quoted words and a comma: “Because of us,” the mayor said in Ostrel."""
    run = document.run_of[first]
    if run < 0:
        return False
    _, last = document.tokens_in(*document.runs[run].outer)
    return "," in document.words[max(first, last - 2) : last + 1]


def _report_behind(
    document: Document, first: int, last: int, inside: Sequence[Quote]
) -> tuple[Quote | None, int]:
    """The quote whose report closes the sentence (", Tole said"), and where what it reports ends."""
    for quote in inside:
        if not quote.speaker or not quote.cue:
            continue
        start = bisect_left(document.starts, min(quote.speaker.span[0], quote.cue[0]))
        closes = (
            first + WHOLE_CLAUSE <= start < last <= start + _LONGEST_TAIL and document.words[start - 1] == ","
        )
        if closes and quote.content[-1][1] <= document.starts[start]:
            return quote, start - 1
    return None, last


def _readable(document: Document, pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, tuple[Span, ...]]]:
    """The sentences of each piece; a quoted one that its cue interrupts is put together again."""
    held: tuple[_Piece, Span] | None = None
    for piece in pieces:
        spans = [(piece.first, piece.last)]
        if _in_marks(document, piece):
            spans = list(_inner_sentences(document, piece.first, piece.last))
        for begin, end in spans:
            parts: tuple[Span, ...] = ((begin, end),)
            if held is not None:
                if piece.quotes[-1] is held[0].quotes[-1] and document.words[begin][0].islower():
                    parts = (held[1], (begin, end))
                else:
                    yield held[0], (held[1],)
                held = None
            if len(parts) == 1 and end == piece.last and document.words[end - 1][0] not in ENDS:
                held = piece, (begin, end)
            else:
                yield piece, parts
    if held is not None:
        yield held[0], (held[1],)


def _nested(document: Document, pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces that lie in no other, in order; one that only reports another gives way to that."""
    outer: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.first, -piece.last)):
        if not outer or piece.first >= outer[-1].last:
            outer.append(piece)
            continue
        around = outer[-1]
        relays = piece.last - piece.first >= 0.6 * (around.last - around.first) or (
            piece.last >= around.last - 1 and piece.first - around.first <= _LONGEST_REPORT
        )
        if relays and piece.last <= around.last and _can_stand(document, piece):
            outer[-1] = _Piece(piece.first, piece.last, around.quotes + piece.quotes)
    return outer


def _can_stand(document: Document, piece: _Piece) -> bool:
    if piece.last - piece.first < _FEWEST_TOKENS or _answers_others(document, piece):
        return False
    clause = _in_marks(document, piece) or document.lowers[piece.first - 1] == "that"
    if not clause and _PHRASE_RULE.match(piece.quotes[-1].rule):
        return False  # "reported its first loss for the year ended in May": the whole sentence states it
    # A quote that begins within a sentence may be any part of it: “the second time it landed there”.
    goes_on = document.starts[piece.first] > piece.quotes[0].content[0][1]
    opens_itself = goes_on or not document.words[piece.first].islower()
    stands = has_verb if opens_itself and _in_marks(document, piece) else is_clause
    return stands(document, piece.first, piece.last)


def _answers_others(document: Document, piece: _Piece) -> bool:
    """Whether others say it of the speaker, who only answers: "responded to accusations that …"."""
    quote, first = piece.quotes[0], piece.first + (document.lowers[piece.first] == "that")
    if document.lowers[first - 1] != "that" or quote.cue is None or not follows_accusation(document, first):
        return False
    cue = document.text[slice(*quote.cue)].lower().split()
    return _DENIAL.isdisjoint(cue) and _ACCUSATIONS.isdisjoint(cue)


def _in_marks(document: Document, piece: _Piece) -> bool:
    """Whether all of a piece stands in quotation marks."""
    run = document.run_of[piece.first]
    return run >= 0 and document.run_of[piece.first : piece.last].count(run) == piece.last - piece.first


def _inner_sentences(document: Document, first: int, last: int) -> Iterator[Span]:
    """The sentences in tokens that a quotation holds together."""
    begin = first
    for i in document.noted_in(first, last - 1):
        if document.words[i][0] in ENDS and not document.words[i + 1][0].islower():
            yield begin, i + 1
            begin = i + 1
    yield begin, last


def _report_start(document: Document, piece: _Piece, first: int) -> int:
    """The token with which a report opens: its speaker, its cue, or its content, whichever is first."""
    quote = piece.quotes[0]
    spans = [party.span for party in (quote.speaker, *quote.relay) if party]
    spans += [quote.cue] if quote.cue else []
    tokens = [bisect_left(document.starts, start) for start, _ in spans]
    return min([piece.first, *(token for token in tokens if first <= token)])


def _before_saying(document: Document, first: int, piece: _Piece) -> int | None:
    """Where the clause before ", saying that …" ends, when the piece is what is said so."""
    cue = piece.quotes[0].cue
    if cue is None:
        return None
    verb, _ = document.tokens_in(*cue)
    if not (first + WHOLE_CLAUSE < verb < piece.first and document.lowers[verb].endswith("ing")):
        return None
    comma = verb - 1
    return comma if document.words[comma] == "," and is_clause(document, first, comma) else None


def _joint_before(document: Document, first: int, report: int) -> int | None:
    """Where the clause before a report ends, when a conjunction stands between them."""
    for i in range(report - 1, max(first + _FEWEST_TOKENS, report - 8) - 1, -1):
        if document.lowers[i] in CONJUNCTIONS or document.words[i] == ";":
            return i if is_clause(document, first, i) else None
    return None


def _of_parts(
    document: Document,
    parts: tuple[Span, ...],
    sentence: _Sentence,
    rule: str,
    quotes: tuple[Quote, ...],
    inside: tuple[Quote, ...],
    told: frozenset[str],
) -> Iterator[Statement]:
    """The statements that the parts make, trimmed; nothing where they make none."""
    size, words = 0, document.words
    for first, last in parts:
        size += last - first
        if "?" in words[first:last]:
            return
    end = parts[-1][1]
    if size > LONGEST_CLAUSE or words[end - 1] == ":" or (end < len(words) and words[end][0] in "?:"):
        return  # too long to be read as one statement, or no statement by itself
    traits = sentence.traits
    halves = split_compound(document, *parts[0]) if len(parts) == 1 and traits & PAUSES else None
    told_of = tuple([quote for quote in inside if not _is_one_of(quote, quotes)]) if inside else ()
    for half in halves or (parts,):
        trimmed = trim_clause(document, half, traits, told)
        first, last = trimmed[0]
        if last - first < _FEWEST_TOKENS and sum([end - begin for begin, end in trimmed]) < _FEWEST_TOKENS:
            continue
        if (
            opens(document, first, last)
            and (has_verb(document, first, last) or (trimmed[1:] and has_verb(document, *trimmed[-1])))
            and (not traits & PAIRED or is_balanced(document, trimmed))
        ):
            yield Statement(trimmed, sentence.number, rule, traits, quotes, told_of)


def _is_one_of(quote: Quote, quotes: Sequence[Quote]) -> bool:
    """Whether it is one of the quotes itself; to compare what they hold takes long."""
    return any(quote is other for other in quotes)
