"""Tells clauses from other words, by their first finite verb."""

from __future__ import annotations

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.word_facts import AUXILIARIES, DASHES, FINITE, MARKS, OWNS, PARTS
from tearline.index.article import Span

ENDS = frozenset(".!?…")
LONGEST_CLAUSE = 150  # tokens that are looked through for a verb
_PARTS_OR_FINITE = PARTS | FINITE

PREPOSITIONS = words("grammar", "preposition")
_NO_SUBJECT = (PREPOSITIONS | words("grammar", "question") | {"according"}) - {"like", "what", "who"}
_NO_OPENING = AUXILIARIES | {"to", "not", ",", "and", "or", "me", "us", "him", "them", "whom"}
_NO_OPENING_WORD = AUXILIARIES | {"because"}
ADDING = frozenset({"which", "who", "where", "whose"})
RELATIVES = frozenset({"who", "which", "whose", "whom"})
DEPENDENT = frozenset(
    {"because", "although", "though", "whereas", "unless", "until", "if", "when", "whether"}
)
_BEHIND_VERBS = (
    PREPOSITIONS
    | words("grammar", "determiner")
    | words("grammar", "possessive")
    | {"that", "as", "and", "or"}
)
_PERSONS = words("grammar", "subject pronoun") | {"who"}
_NOMINAL = frozenset({"what", "whatever", "whoever"})
COUNTS = words("claims", "count")
_OPENING_MARKS = frozenset("\"'‘“«([$€£#@…")
# Behind these stands a noun, or what describes one: "the closed border", "with insults", "if needed".
_BEFORE_NOUNS = (
    (PREPOSITIONS - {"out", "off", "up", "down", "around", "along", "before", "after", "since"})
    | (words("grammar", "possessive") - {"her"})
    | {"the", "a", "an", "every", "no", "if", "when", "once", "until", "unless", "where"}
)
_LONGEST_POSSESSED = 3  # tokens of "'s hard-line views"
# Without an auxiliary these are no verb of the clause, unless a person's name or pronoun stands before them.
_PARTICIPLES = words("claims", "participle")
_MADE_BY = words("claims", "made by")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))


def has_verb(document: Document, first: int, last: int) -> bool:
    """Whether the tokens hold what may be a finite verb, wherever it stands."""
    traits = document.traits
    for i in range(first, min(last, first + LONGEST_CLAUSE)):
        # Behind a comma, "edited" is a participle: "Transcript, edited for length".
        if traits[i] & FINITE and (i == first or not _is_participle(document, i)):
            return True
    return False


def is_clause(document: Document, first: int, last: int) -> bool:
    """Whether the tokens open with a subject and its finite verb."""
    lowers, traits = document.lowers, document.traits
    last = min(last, first + LONGEST_CLAUSE)
    first += lowers[first] == "that"
    if first >= last:
        return False
    if lowers[first] in _NO_SUBJECT:  # "In March, troops left"
        comma = comma_after(document, first, last)
        return comma is not None and comma + 1 < last and is_clause(document, comma + 1, last)
    if lowers[first] in _NO_OPENING or (lowers[first].endswith("ing") and document.words[first].islower()):
        return False
    # "What he calls a joke" is no clause, "what he says is a joke" is one.
    awaited = 2 if lowers[first] in _NOMINAL else 1
    aside = first
    for i in range(first + 1, last):
        if not traits[i] & _PARTS_OR_FINITE or i < aside:
            continue
        if traits[i] & PARTS:
            closing = _closing_of_aside(document, i, last)
            if closing is None:
                return False
            aside = closing + 1
        elif is_verb(document, first, i):
            awaited -= 1
            if not awaited:
                return True
    return False


def _closing_of_aside(document: Document, i: int, last: int) -> int | None:
    """The last token of an aside that opens at token i, between commas or dashes: "Its envoy, who had left
    Paris, said". A dash behind a number stands alone: "won 3 – 0", "the six - member team".
    """
    before = document.lowers[i - 1]
    if document.words[i] in DASHES:
        if before[0].isdigit() or before in COUNTS:
            return i
        return next((j for j in range(i + 1, last) if document.words[j] in DASHES), None)
    return comma_after(document, i, last) if before == "," and document.lowers[i] in ADDING else None


def opens(document: Document, first: int, last: int) -> bool:
    """Whether the first of the tokens may open a statement: no bare verb ("must be signed", "laughed at it"),
    no relative pronoun, no closing mark, and no "because" without a main clause.
    """
    word = document.lowers[first]
    if not word[0].isalnum():
        marked = word[0] in _OPENING_MARKS and first + 1 < last
        return (
            marked
            and document.lowers[first + 1] not in _NO_OPENING_WORD
            and not _is_bare(document, first + 1)
        )
    if word in _NO_OPENING or word in RELATIVES:
        return False
    if word in DEPENDENT:
        return comma_after(document, first, last) is not None
    return not _is_bare(document, first)


def _is_bare(document: Document, first: int) -> bool:
    """Whether a verb in -ed opens without its subject: "laughed at it", "“flattened and silenced” by it"."""
    word, after = document.words[first], document.lowers[first + 1 : first + 2]
    return word.islower() and word.endswith("ed") and not _BEHIND_VERBS.isdisjoint(after)


def is_verb(document: Document, first: int, i: int) -> bool:
    """Whether what may be a finite verb is no participle, name or noun: "the talks scheduled for May",
    "United States", "with insults".
    """
    if i == first:
        return True
    written, word = document.words[i], document.lowers[i]
    if written[0].isupper() and not written.isupper():
        return False
    if word in AUXILIARIES:
        return True
    if "-" in word:
        return False
    before = document.lowers[i - 1]
    if before in _BEFORE_NOUNS or (document.traits[i - 1] & OWNS and before not in AUXILIARIES):
        return False
    return not (_is_participle(document, i) or (word.endswith("s") and _is_plural(document, first, i)))


def _is_participle(document: Document, i: int) -> bool:
    """Whether a participle describes what stands before it: "the talks scheduled for May"."""
    word = document.lowers[i]
    if word in _MADE_BY and document.lowers[i + 1 : i + 2] == ["by"]:
        return True
    if not (word.endswith("ed") or word in _PARTICIPLES):
        return False
    before = document.words[i - 1]
    if before in (",", "(") or document.lowers[i + 1 : i + 2] == ["by"]:
        return True
    return word in _PARTICIPLES and before.islower() and document.lowers[i - 1] not in _PERSONS


def _is_plural(document: Document, first: int, i: int) -> bool:
    """Whether what may be a verb is a noun: "four votes for Lisle", "the mayor's firm views on trade"."""
    before = document.lowers[i - 1]
    if before[0].isdigit() or before in COUNTS:
        return True
    if document.lowers[i + 1 : i + 2] == [] or document.lowers[i + 1] not in PREPOSITIONS:
        return False
    if "-" in before[1:] and document.words[i - 1].islower():  # "guild-driven attacks on the port"
        return True
    near = range(max(first, i - _LONGEST_POSSESSED), i)
    return any(document.traits[n] & OWNS and document.lowers[n] not in AUXILIARIES for n in near)


def is_balanced(document: Document, parts: tuple[Span, ...]) -> bool:
    """Whether every bracket and quotation mark in the parts has its partner there."""
    held: list[str] = []
    for first, last in parts:
        held += document.words[first:last]
    if MARKS.isdisjoint(held):
        return True
    said = " ".join([document.text[slice(*document.span(*part))] for part in parts])
    if said.count('"') % 2:
        return False
    for opening, closing in _PAIRS:
        if said.count(opening) != said.count(closing) or said.find(closing) < said.find(opening):
            return False
    return held.count("'") % 2 == 0 and held.count("‘") <= held.count("’")


def comma_after(document: Document, first: int, last: int) -> int | None:
    try:
        return document.words.index(",", first, last)
    except ValueError:
        return None
