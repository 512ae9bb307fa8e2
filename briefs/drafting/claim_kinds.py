"""What sort of claim a statement is: its kind, its condition, and whether it denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from tearline.briefs.drafting.claim_words import (
    CONDITIONAL,
    CONTRADICTION,
    DENIAL,
    FORECAST,
    HEARSAY,
    INVERTED,
    JUDGEMENT,
    NEGATION,
    OPENS_PHRASE,
    PLEDGE,
    VIEW_CUES,
    WE_WILL,
)
from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.statements import Statement, follows_accusation
from tearline.briefs.drafting.word_facts import SORTS, is_finite
from tearline.briefs.findings import ClaimKind, Quote
from tearline.index.article import Span

_WHETHER = words("claims", "whether")
_DETERMINERS = words("grammar", "determiner") | words("grammar", "possessive") | {"of", "for", "in"}
_PRONOUNS = words("grammar", "subject pronoun")
_NEAR = 3  # tokens that may stand between an auxiliary and its verb
_DEPENDS = frozenset({"when", "if", "because", "while", "until"})
_NAMES_TOO = frozenset({"may", "will"})
_OPENS_CONDITION = INVERTED | {"if", "unless", "provided", "as"}


class Sort(NamedTuple):
    """The kind of a claim, the characters of its condition, and whether it affirms (false: it denies)."""

    kind: ClaimKind
    condition: Span | None
    affirms: bool


def sort_of(document: Document, statement: Statement) -> Sort:
    """What sort of claim a statement is; its condition is left aside in telling the kind."""
    cues = {word for quote in statement.quotes for word in _cue_words(document, quote)}
    attributed = bool(statement.quotes)
    if not statement.traits & SORTS:
        return Sort(_kind((), frozenset(), cues, attributed), None, _affirms((), frozenset(), cues))
    lowers = statement.lowers(document)
    condition = None if CONDITIONAL.isdisjoint(lowers) else _condition_in(document, statement)
    if condition is not None or not _NAMES_TOO.isdisjoint(lowers):
        lowers = list(_words(document, statement, condition))
    said = set(lowers)
    if not OPENS_PHRASE.isdisjoint(said):
        said.update([f"{a} {b}" for a, b in pairwise(lowers) if a in OPENS_PHRASE])
    return Sort(_kind(lowers, said, cues, attributed), condition, _affirms(lowers, said, cues))


def _words(document: Document, statement: Statement, condition: Span | None) -> Iterator[str]:
    """The words of a statement without its condition, in lower case but for the names among them."""
    first, last = condition or (0, 0)
    for i in statement.indices():
        if not first <= document.starts[i] < last:
            # The month is no verb, nor is a man called Will.
            yield document.words[i] if document.words[i] in ("May", "Will") else document.lowers[i]


def is_pledged(document: Document, quote: Quote) -> bool:
    """Whether the cue of a quote commits its speaker: "vowed to"."""
    return not PLEDGE.isdisjoint(_cue_words(document, quote))


def is_denied(document: Document, statement: Statement) -> bool:
    """Whether the cue in front of a report denies it: "denied that …", "dismissed claims that …"."""
    if statement.rule != "reported" or not statement.quotes:
        return False
    quote, (first, _) = statement.quotes[-1], statement.tokens[0]
    cues = _cue_words(document, quote)
    if quote.cue is None or quote.cue[1] > document.starts[first] or not NEGATION.isdisjoint(cues):
        return False
    return not CONTRADICTION.isdisjoint(cues) or (
        not DENIAL.isdisjoint(cues) and follows_accusation(document, first)
    )


def _cue_words(document: Document, quote: Quote) -> list[str]:
    return document.lowers[slice(*document.tokens_in(*quote.cue))] if quote.cue else []


def _kind(lowers: Sequence[str], said: Set[str], cues: Set[str], attributed: bool) -> ClaimKind:
    """What is attributed, and is no pledge, forecast or opinion, is an allegation.

    `said` are the words and the pairs of neighbouring words.
    """
    if not PLEDGE.isdisjoint(cues) or not WE_WILL.isdisjoint(said) or _pledges(lowers, said, attributed):
        return "pledge"
    if attributed and not (JUDGEMENT.isdisjoint(said) and VIEW_CUES.isdisjoint(cues)):
        return "opinion"
    if not FORECAST.isdisjoint(said) and _looks_ahead(lowers):
        return "forecast"
    return "allegation" if attributed or not HEARSAY.isdisjoint(said) else "fact"


def _pledges(lowers: Sequence[str], said: Set[str], attributed: bool) -> bool:
    """Whether the first finite verb commits, or one right behind it ("has pledged", "is ready to"); behind a
    determiner "promise" is a noun.
    """
    if PLEDGE.isdisjoint(said):
        return False
    main = None
    for i, word in enumerate(lowers):
        if (i and word in _DEPENDS) or (main is not None and i > main + _NEAR):
            return False
        if main is None and is_finite(word):
            main = i
        if word == "sworn" and "in" in lowers[i + 1 : i + _NEAR]:
            continue  # "has sworn in its first judge"
        if attributed and word.startswith("threaten"):
            continue  # what somebody says "threatens to" is mostly a thing
        if word in PLEDGE or " ".join(lowers[i : i + 2]) in PLEDGE:
            before = lowers[max(0, i - 2) : i]
            if not any(earlier in _DETERMINERS or earlier.endswith("'s") for earlier in before):
                return True
    return False


def _looks_ahead(lowers: Sequence[str]) -> bool:
    """Whether the first finite verb looks ahead; later ones belong to clauses that depend on it."""
    first = next((i for i, word in enumerate(lowers) if word in FORECAST or is_finite(word)), None)
    return first is not None and _holds(lowers[first : first + 4], FORECAST)


def _affirms(lowers: Sequence[str], said: Set[str], cues: Set[str]) -> bool:
    """False where the cue or a verb denies, or the first finite verb is negated, "not only" aside.

    Whoever does "not deny" affirms.
    """
    if not DENIAL.isdisjoint(cues):
        return not NEGATION.isdisjoint(cues)
    denials = [i for i, word in enumerate(lowers) if word in DENIAL]
    if denials:
        return all(not NEGATION.isdisjoint(lowers[max(0, i - _NEAR) : i]) for i in denials)
    if NEGATION.isdisjoint(said):
        return True
    for i, word in enumerate(lowers):
        if word in NEGATION or is_finite(word):
            near = lowers[i : i + 4]
            return not _holds(near, NEGATION) or "only" in near
        if word in ("if", "unless", "when"):
            break
    return True


def _holds(lowers: Sequence[str], phrases: frozenset[str]) -> bool:
    """Whether one of the words or two-word phrases stands among the words."""
    return not phrases.isdisjoint(lowers) or not phrases.isdisjoint(map(" ".join, pairwise(lowers)))


def _condition_in(document: Document, statement: Statement) -> Span | None:
    """The characters of the clause that the statement depends on: "if …", "unless …", "should it …"."""
    for first, last in statement.tokens:
        for i in range(first, last):
            word = document.lowers[i]
            if word not in _OPENS_CONDITION:
                continue
            before = document.lowers[i - 1] if i > first else ""
            opens = (
                (word == "if" and before not in _WHETHER and document.lowers[i + 1 : i + 2] != ["not"])
                or word == "unless"
                or (word == "provided" and document.lowers[i + 1 : i + 2] == ["that"])
                or (document.lowers[i : i + 3] == ["as", "long", "as"] and before != "for")
                or (word in INVERTED and i > first and _inverts(document, i, last))
            )
            if opens:
                return document.span(i, _condition_end(document, i, first, last))
    return None


def _inverts(document: Document, i: int, last: int) -> bool:
    """Whether "should", "were" or "had" opens a condition ("…, should it invade"): a subject comes next."""
    if i + 2 >= last or document.words[i - 1][0].isalnum():
        marked = i + 1 < last and document.run_of[i - 1] >= 0
        if not marked:
            return False
    return document.lowers[i + 1] in _PRONOUNS or document.lowers[i + 1] in ("the", "a", "any")


def _condition_end(document: Document, begin: int, first: int, last: int) -> int:
    """Where it opens the statement, a condition ends with its comma, else with the statement."""
    if begin == first:
        for i in range(begin + 2, last):
            if document.words[i] == "," and i + 1 < last and not document.words[i + 1].isdigit():
                return i
    return last
