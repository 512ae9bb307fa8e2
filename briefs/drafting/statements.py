"""Cuts an article into statements: clauses that can be read alone, each with the quote it is part of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.verbs import PAST, THIRD, reporting_verbs
from tearline.briefs.findings import Quote
from tearline.index.article import Span

_FEWEST_TOKENS = 5
_ENDS = frozenset(".!?…")
_TRAILING = frozenset({",", ";", ":", "-", "–", "—", "--", "..."})
_LEAD_INS = frozenset(tuple(phrase.split()) for phrase in words("claims", "lead-in"))
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))
_CONJUNCTIONS = frozenset({"but", "and", "while", "although", "though", "whereas", "yet"})
_FINITE = (
    words("grammar", "be") | words("grammar", "have") | words("grammar", "do") | words("grammar", "modal")
) - {"be", "being", "been", "having", "do"}
_VERBS = _FINITE | words("grammar", "verb")
_NO_SUBJECT = (words("grammar", "preposition") | words("grammar", "question") | {"to", "not"}) - {"like"}
_RELATIVE = frozenset({"who", "which", "whose", "that"})
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of one sentence, or of one quotation, that can be read by itself.

    `tokens` are ranges of token indices, end exclusive; two only where a cue splits the quotation.
    `sentence` counts the sentences of the reporting from 0. `quote` is the quote that the words are content
    of. `rule` is "sentence", "reported", "quoted" or "remainder" (of a sentence whose other part is reported).
    """

    tokens: tuple[Span, ...]
    sentence: int
    rule: str
    quote: Quote | None = None

    def indices(self) -> Iterator[int]:
        """The indices of its tokens, in order."""
        for first, last in self.tokens:
            yield from range(first, last)


def find_statements(document: Document, quotes: Sequence[Quote]) -> list[Statement]:
    """All statements of the reporting, in order. The title, questions, and fragments are none."""
    titles = [zone for zone in document.zones if zone.kind == "title"]
    pieces = _pieces_by_sentence(document, quotes)
    found: list[Statement] = []
    number = 0
    for index, (first, last) in enumerate(document.sentences):
        if any(zone.start <= document.starts[first] < zone.end for zone in titles):
            continue
        found += _of_sentence(document, first, last, number, pieces.get(index, ()))
        number += 1
    return found


def _pieces_by_sentence(document: Document, quotes: Sequence[Quote]) -> dict[int, list[tuple[Quote, Span]]]:
    """For each sentence, the stretches of quotes' contents in it, as token ranges; without scare marks."""
    pieces: dict[int, list[tuple[Quote, Span]]] = {}
    for quote in quotes:
        if quote.form == "scare":
            continue
        for start, end in quote.content:
            first, last = document.tokens_in(start, end)
            while first < last:
                index = document.sentence_at(first)
                stop = min(last, document.sentences[index][1])
                if stop <= first:
                    break
                pieces.setdefault(index, []).append((quote, (first, stop)))
                first = stop
    return pieces


def _of_sentence(
    document: Document, first: int, last: int, number: int, pieces: Sequence[tuple[Quote, Span]]
) -> Iterator[Statement]:
    outer = _outermost(pieces)
    direct = [(quote, span) for quote, span in outer if quote.form == "direct" and _is_long(document, span)]
    if direct:
        yield from _quoted(document, direct, number)
        return
    reported = [
        (quote, span)
        for quote, span in outer
        if quote.form != "direct" and span[1] - span[0] >= _FEWEST_TOKENS and is_clause(document, *span)
    ]
    if not reported:
        yield from _statement(document, first, last, number, "sentence", None)
        return
    # What stands before a report is a statement of its own only where a conjunction joins the two.
    quote, (begin, end) = reported[0]
    before = _joint_before(document, first, _report_start(document, quote, first, begin))
    if before is not None:
        yield from _statement(document, first, before, number, "remainder", None)
    for quote, (begin, end) in reported:
        yield from _statement(document, begin, end, number, "reported", quote)


def _outermost(pieces: Sequence[tuple[Quote, Span]]) -> list[tuple[Quote, Span]]:
    """The pieces that lie in no other, in order."""
    outer: list[tuple[Quote, Span]] = []
    for quote, span in sorted(pieces, key=lambda piece: (piece[1][0], -piece[1][1])):
        if not outer or span[0] >= outer[-1][1][1]:
            outer.append((quote, span))
    return outer


def _is_long(document: Document, span: Span) -> bool:
    return span[1] - span[0] >= _FEWEST_TOKENS and is_clause(document, *span, anywhere=True)


def _quoted(document: Document, direct: Sequence[tuple[Quote, Span]], number: int) -> Iterator[Statement]:
    """The sentences inside quotation marks; one that its cue interrupts is put together again."""
    open_part: Span | None = None
    for quote, (begin, end) in direct:
        for first, last in _inner_sentences(document, begin, end):
            ended = document.words[last - 1][0] in _ENDS
            if open_part is not None and document.words[first][0].islower():
                parts: tuple[Span, ...] = (_without_trailing(document, *open_part), (first, last))
            else:
                parts = ((first, last),)
            open_part = None if ended else (first, last)
            if ended or (first, last) == (begin, end) or last == end:
                yield from _of_parts(document, parts, number, "quoted", quote)


def _inner_sentences(document: Document, first: int, last: int) -> Iterator[Span]:
    """The sentences in tokens that a quotation holds together."""
    begin = first
    for i in range(first, last):
        ends = document.words[i][0] in _ENDS and (i + 1 == last or not document.words[i + 1][0].islower())
        if ends or i + 1 == last:
            yield begin, i + 1
            begin = i + 1


def _report_start(document: Document, quote: Quote, first: int, begin: int) -> int:
    """The token with which a report opens: its speaker, its cue, or its content, whichever is first."""
    spans = [party.span for party in (quote.speaker, *quote.relay) if party] + (
        [quote.cue] if quote.cue else []
    )
    tokens = [bisect_left(document.starts, start) for start, _ in spans]
    return min([begin, *(token for token in tokens if first <= token)])


def _joint_before(document: Document, first: int, report: int) -> int | None:
    """Where the clause before a report ends, when a conjunction stands between them."""
    for i in range(report - 1, max(first + _FEWEST_TOKENS, report - 8) - 1, -1):
        if document.lowers[i] in _CONJUNCTIONS or document.words[i] == ";":
            return i if is_clause(document, first, i) else None
    return None


def _statement(
    document: Document, first: int, last: int, number: int, rule: str, quote: Quote | None
) -> Iterator[Statement]:
    yield from _of_parts(document, ((first, last),), number, rule, quote)


def _of_parts(
    document: Document, parts: tuple[Span, ...], number: int, rule: str, quote: Quote | None
) -> Iterator[Statement]:
    """The statement that the parts make, trimmed; nothing where they make none."""
    first, last = parts[0]
    first = _past_lead_in(document, first, last)
    parts = ((first, last), *parts[1:])
    parts = (*parts[:-1], _without_trailing(document, *parts[-1]))
    statement = Statement(parts, number, rule, quote)
    size = sum(last - first for first, last in parts)
    if size < _FEWEST_TOKENS or any(last <= first for first, last in parts):
        return
    end = parts[-1][1]
    closing = document.words[end][0] if end < len(document.words) else "."
    if closing in "?:" or "?" in document.words[end - 1]:
        return
    if not is_clause(document, *parts[0], anywhere=True) or not _balanced(document, parts):
        return
    yield statement


def _past_lead_in(document: Document, first: int, last: int) -> int:
    """Behind the connective that opens a sentence ("However,", "But", "In addition,")."""
    for length in range(min(_LONGEST_LEAD_IN, last - first - 1), 0, -1):
        if tuple(document.lowers[first : first + length]) in _LEAD_INS:
            after = first + length
            if document.words[after] == ",":
                return after + 1
            return after if length == 1 and document.lowers[first] in ("but", "and", "so", "yet") else first
    return first + 1 if document.lowers[first] == "that" and last - first > _FEWEST_TOKENS else first


def _without_trailing(document: Document, first: int, last: int) -> Span:
    """Without the full stop, commas and dashes at its end."""
    while last > first and (document.words[last - 1] in _TRAILING or document.words[last - 1] == "."):
        last -= 1
    return first, last


def is_clause(document: Document, first: int, last: int, *, anywhere: bool = False) -> bool:
    """Whether the tokens open with a subject and its finite verb, or, `anywhere`, hold a finite verb."""
    lowers = document.lowers
    if not anywhere and (lowers[first] in _NO_SUBJECT or lowers[first].endswith("ing")):
        return lowers[first] in ("if", "when") or "," in document.words[first:last]
    plain, _ = reporting_verbs()
    for i in range(first + (not anywhere), last):
        word = lowers[i]
        if not anywhere and word in _RELATIVE and i > first:
            return False
        if word in _VERBS or (word.endswith("ed") and len(word) > 4):
            return True
        verb = plain.get(word)
        if verb is not None and verb.forms & (PAST | THIRD):
            return True
    return False


def _balanced(document: Document, parts: tuple[Span, ...]) -> bool:
    """Whether every bracket and quotation mark in the parts has its partner there."""
    held = [document.words[i] for first, last in parts for i in range(first, last)]
    if '"' in "".join(held) and sum(word.count('"') for word in held) % 2:
        return False
    return all(
        sum(word.count(opening) for word in held) == sum(word.count(closing) for word in held)
        for opening, closing in _PAIRS
    )
