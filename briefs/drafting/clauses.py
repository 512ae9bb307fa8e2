"""Tells clauses from other words by their first finite verb, and trims and splits sentences to clauses."""

from __future__ import annotations

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.time_words import DATING_WORDS
from tearline.briefs.drafting.word_facts import AUXILIARIES, FINITE
from tearline.index.article import Span

ENDS = frozenset(".!?…")
CONJUNCTIONS = frozenset({"but", "and", "while", "although", "though", "whereas", "yet", "so"})
WHOLE_CLAUSE = 7  # tokens that a clause needs for what follows it to be an addition
LONGEST_CLAUSE = 150  # tokens that are looked through for a verb

_TRAILING = frozenset({".", ",", ";", ":", "-", "–", "—", "--", "..."})
_LEAD_INS = frozenset(tuple(phrase.split()) for phrase in words("claims", "lead-in"))
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))
_PREPOSITIONS = words("grammar", "preposition")
_NO_SUBJECT = (_PREPOSITIONS | words("grammar", "question")) - {"like", "what", "who"}
_NO_OPENING = AUXILIARIES | {"to", "not", ",", "and", "or", "me", "us", "him", "them", "whom"}
_BREAKS = frozenset({"who", "which", "whose", "that", "to", "but"})
_DASHES = frozenset({"—", "–", "-", "--"})
# A setting that opens a sentence, unless it is a condition or a time.
_SETTINGS = (_PREPOSITIONS - {"like", "unlike", "per"}) | {"while", "although", "though"}
_LONGEST_SETTING = 16  # tokens
_JOINS = frozenset({",", ";", "—", "–"})
_ADDING = frozenset({"which", "who", "where", "whose"})
_NO_PARTICIPLES = frozenset(
    {"including", "according", "during", "following", "regarding", "concerning", "depending"}
)
_RELATIVES = frozenset({"who", "which", "whose", "whom"})
_DEPENDENT = frozenset(
    {"because", "although", "though", "whereas", "unless", "until", "if", "when", "whether"}
)
_BEHIND_VERBS = (
    _PREPOSITIONS | words("grammar", "determiner") | words("grammar", "possessive") | {"that", "as"}
)
_PERSONS = words("grammar", "subject pronoun") | {"who"}
_COUNTS = words("claims", "count")
_OPENING_MARKS = frozenset("\"'‘“«([$€£#@…")
_MEASURED = frozenset({"far", "much", "many", "few", "little", "long"})  # "So far, …"
# Without an auxiliary these are no verb of the clause, unless a person's name or pronoun stands before them.
_PARTICIPLES = words("claims", "participle")
# Marks as tokens, which are rows of the same mark.
_MARKS = frozenset(mark * times for mark in "\"'‘“”«»()[]{}" for times in (1, 2, 3))
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))


def is_clause(document: Document, first: int, last: int, *, anywhere: bool = False) -> bool:
    """Whether the tokens open with a subject and its finite verb, or, `anywhere`, hold a finite verb."""
    lowers = document.lowers
    last = min(last, first + LONGEST_CLAUSE)
    aside = first
    if not anywhere:
        first += lowers[first] == "that"
        if first >= last:
            return False
        if lowers[first] in _NO_OPENING or (
            lowers[first].endswith("ing") and document.words[first].islower()
        ):
            return False
        if lowers[first] in _NO_SUBJECT:  # "In March, troops left"
            comma = _comma_after(document, first, last)
            return comma is not None and comma + 1 < last and is_clause(document, comma + 1, last)
    for i in range(first + (not anywhere), last):
        word = lowers[i]
        if i < aside:
            continue
        if not anywhere and (word in _BREAKS or document.words[i] in _DASHES):
            # "Its envoy, who had left Paris, said": what stands between the commas is passed over.
            closing = _comma_after(document, i, last) if document.words[i - 1] == "," else None
            if closing is None or word not in _ADDING:
                return False
            aside = closing + 1
            continue
        # Behind a comma, "edited" is a participle: "Transcript, edited for length".
        if document.traits[i] & FINITE and not _is_participle(document, first, i):
            return True
    return False


def opens(document: Document, first: int, last: int) -> bool:
    """Whether the first of the tokens may open a statement: no bare verb ("must be signed", "laughed at it"),
    no relative pronoun, no closing mark, and no "because" without a main clause.
    """
    word = document.lowers[first]
    if not word[0].isalnum():
        return word[0] in _OPENING_MARKS
    if word in _NO_OPENING or word in _RELATIVES:
        return False
    if word in _DEPENDENT:
        return _comma_after(document, first, last) is not None
    bare = word.endswith("ed") and document.words[first].islower()
    return not bare or document.lowers[first + 1] not in _BEHIND_VERBS


def _is_participle(document: Document, first: int, i: int) -> bool:
    """Whether what may be a finite verb describes what stands before it: "the talks scheduled for May"."""
    word = document.lowers[i]
    if i == first or not (word.endswith("ed") or word in _PARTICIPLES):
        return False
    before = document.words[i - 1]
    if before in (",", "(") or document.lowers[i + 1 : i + 2] == ["by"]:
        return True
    return word in _PARTICIPLES and before.islower() and document.lowers[i - 1] not in _PERSONS


def split_compound(document: Document, first: int, last: int) -> tuple[tuple[Span, ...], ...] | None:
    """The two statements that a comma and a conjunction join ("…, but Rome has not …"), if there are two."""
    if _JOINS.isdisjoint(document.words[first + WHOLE_CLAUSE : max(first, last - WHOLE_CLAUSE)]):
        return None
    for i in range(first + WHOLE_CLAUSE, last - WHOLE_CLAUSE):
        if document.words[i] in _JOINS and document.run_of[i] == document.run_of[first]:
            if document.words[i - 1].isdigit() and document.words[i + 1].isdigit():
                continue
            after = i + 1 + (document.lowers[i + 1] in CONJUNCTIONS)
            if after == i + 1 and document.words[i] == ",":
                continue
            if is_clause(document, first, i) and is_clause(document, after, last):
                return ((first, i),), ((after, last),)
    return None


def trim_clause(document: Document, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without connective, lead-in and full stop, and without a clause at the end that only adds."""
    first, last = parts[0]
    first = _past_lead_in(document, first, last)
    if len(parts) == 1:
        last = _before_addition(document, first, last)
    kept = []
    for begin, end in ((first, last), *parts[1:]):
        while end > begin and document.words[end - 1] in _TRAILING:
            end -= 1
        kept.append((begin, end))
    return tuple(kept)


def _past_lead_in(document: Document, first: int, last: int) -> int:
    """Behind what opens a sentence without being part of its statement: "However,", "In a statement,"."""
    for length in range(min(_LONGEST_LEAD_IN, last - first - 1), 0, -1):
        if tuple(document.lowers[first : first + length]) in _LEAD_INS:
            after = first + length
            if document.words[after] == ",":
                after += 1
            elif (
                length > 1
                or document.lowers[first] not in CONJUNCTIONS
                or document.lowers[after] in _MEASURED
            ):
                return first
            return after if after < last and is_clause(document, after, last) else first
    if document.lowers[first] in _SETTINGS:
        comma = _comma_after(document, first, min(last, first + _LONGEST_SETTING))
        if (
            comma is None
            or last - comma <= WHOLE_CLAUSE
            or not DATING_WORDS.isdisjoint(document.lowers[first:comma])
        ):
            return first
        # A comma in the clause's first words would be that of a name's apposition, and the setting have none.
        next_comma = _comma_after(document, comma + 1, last)
        if is_clause(document, comma + 1, next_comma or last):
            return comma + 1
    return first


def _before_addition(document: Document, first: int, last: int) -> int:
    """Where a last clause begins that adds to a whole statement: ", which …", ", drawing …"; else the end."""
    if "," not in document.words[first + WHOLE_CLAUSE : max(first, last - 3)]:
        return last
    for i in range(first + WHOLE_CLAUSE, last - 3):
        if document.words[i] != "," or document.run_of[i] != document.run_of[first]:
            continue
        word, following = document.lowers[i + 1], document.lowers[i + 2]
        adds = (
            word in _ADDING
            or (word in _PREPOSITIONS and following in ("which", "whom"))
            or (word.endswith("ing") and len(word) > 5 and word not in _NO_PARTICIPLES)
        )
        if adds and document.words[i + 1].islower() and is_clause(document, first, i):
            rest = document.words[i + 1 : last]
            if not _COUNTS.isdisjoint(rest) or any(other[0].isdigit() for other in rest):
                continue  # how many were hurt is news
            # A comma behind the clause means that the sentence goes on after it.
            if word not in _ADDING or "," not in rest:
                return i
    return last


def is_balanced(document: Document, parts: tuple[Span, ...]) -> bool:
    """Whether every bracket and quotation mark in the parts has its partner there."""
    held = [word for first, last in parts for word in document.words[first:last]]
    if _MARKS.isdisjoint(held):
        return True
    said = " ".join([document.text[slice(*document.span(*part))] for part in parts])
    if said.count('"') % 2:
        return False
    for opening, closing in _PAIRS:
        if said.count(opening) != said.count(closing) or said.find(closing) < said.find(opening):
            return False
    return held.count("'") % 2 == 0 and held.count("‘") <= held.count("’")


def _comma_after(document: Document, first: int, last: int) -> int | None:
    return next((i for i in range(first, last) if document.words[i] == ","), None)
