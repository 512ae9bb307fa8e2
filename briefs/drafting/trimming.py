"""Trims a sentence to what it states, and splits it where it makes two statements.

What goes says nothing without which the statement would say less: no source, number or condition, and
nothing that the title tells.
"""

from __future__ import annotations

from itertools import pairwise

from tearline.briefs.drafting.clauses import (
    ADDING,
    COUNTS,
    DEPENDENT,
    PREPOSITIONS,
    RELATIVES,
    comma_after,
    is_clause,
    is_verb,
)
from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.time_words import DATING_WORDS, may_date
from tearline.briefs.drafting.word_facts import BREAKS, DASHES, FINITE, PAUSES
from tearline.index.article import Span

WHOLE_CLAUSE = 7  # tokens that a clause needs for what follows it to be an addition
CONJUNCTIONS = frozenset({"but", "and", "while", "although", "though", "whereas", "yet", "so"})

_TRAILING = frozenset({".", ",", ";", ":", "-", "–", "—", "--", "..."})
_LEAD_INS = frozenset(tuple(phrase.split()) for phrase in words("claims", "lead-in"))
_OPENS_LEAD_IN = frozenset(phrase[0] for phrase in _LEAD_INS)
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))
_MEASURED = frozenset({"far", "much", "many", "few", "little", "long"})  # "So far, …"
_LONGEST_OUTLET = 5  # tokens of "The Straits Ledger"
_LEARNED = frozenset({"learned", "learnt"})
_LONGEST_DATELINE = 8  # tokens of "PORT AMSEL, Kestoria (Straits Wire) —"
# A setting that opens a sentence, unless it is a condition or a time.
_SETTINGS = (PREPOSITIONS - {"like", "unlike", "per"}) | {"while", "although", "though"}
_LONGEST_SETTING = 24  # tokens
_JOINS = frozenset({",", ";", "—", "–"})
_ARTICLES = frozenset({"a", "an", "one"})
_LONGEST_SUBJECT = 16  # tokens
_NO_PARTICIPLES = frozenset(
    {"including", "according", "during", "following", "regarding", "concerning", "depending"}
    | {"assuming", "barring", "considering", "excluding", "pending", "nothing", "something", "everything"}
)
_ON_CONDITION = frozenset(
    {"if", "unless", "until", "provided", "providing", "condition", "conditions", "only"}
)
_TELLS_TITLE = 2  # words of the title by which a part tells what the article is about
_SHORTEST_ASIDE = 7  # tokens, with its comma; a shorter one mostly says who it is


def split_compound(document: Document, first: int, last: int) -> tuple[tuple[Span, ...], ...] | None:
    """The two statements that a comma and a conjunction join ("…, but Rome has not …"), if there are two."""
    words, traits, run_of = document.words, document.traits, document.run_of
    if document.lowers[first] in DEPENDENT:
        return None  # alone, what the first half depends on would be lost
    for i in range(first + WHOLE_CLAUSE, last - WHOLE_CLAUSE):
        if traits[i] & PAUSES and words[i] in _JOINS and run_of[i] == run_of[first]:
            if words[i - 1].isdigit() and words[i + 1].isdigit():
                continue
            after = i + 1 + (document.lowers[i + 1] in CONJUNCTIONS)
            if after == i + 1 and words[i] == ",":
                continue
            if _is_one_of_two(document, first, i):
                continue
            if is_clause(document, first, i) and is_clause(document, after, last):
                return ((first, i),), ((after, last),)
    return None


def _is_one_of_two(document: Document, first: int, last: int) -> bool:
    """Whether a clause waits for its other half: "not only …", "either …"."""
    lowers = document.lowers
    held = lowers[first:last]
    if "either" in held:
        return True
    if "only" not in held and "just" not in held:
        return False
    return any(lowers[i] in ("only", "just") and lowers[i - 1] == "not" for i in range(first, last))


def trim_clause(
    document: Document, parts: tuple[Span, ...], traits: int, told: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """Without connective, lead-in and full stop, without a clause at the end that only adds, and without
    asides; what says one of the words `told` (stems, of the title) that stand nowhere else in it is no aside.

    `traits` are those of the words of its sentence together.
    """
    first, last = parts[0]
    first = _past_opening(document, first, last)
    if traits & PAUSES:
        first = _past_setting(document, first, last, told)
        if len(parts) == 1:
            last = _before_addition(document, first, last, told)
            aside = _aside(document, first, last, told)
            if aside is not None:
                return _untrailed(document, ((first, aside[0]), (aside[1], last)))
    return _untrailed(document, ((first, last), *parts[1:]))


def _untrailed(document: Document, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    kept = []
    for begin, end in parts:
        while end > begin and document.words[end - 1] in _TRAILING:
            end -= 1
        kept.append((begin, end))
    return tuple(kept)


def _past_opening(document: Document, first: int, last: int) -> int:
    """Behind what opens a sentence without being part of it: a dateline, "However,", "In other words,"."""
    first = _past_outlet(document, _past_dateline(document, first, last), last)
    longest = _LONGEST_LEAD_IN if document.lowers[first] in _OPENS_LEAD_IN else 0
    for length in range(min(longest, last - first - 1), 0, -1):
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
    return first


def _past_dateline(document: Document, first: int, last: int) -> int:
    """Behind the place or name in capitals that an agency or a turn opens with: "PORT AMSEL, Kestoria —"."""
    if not (document.words[first].isupper() and len(document.words[first]) > 2):
        return first
    for i in range(first + 1, min(last - WHOLE_CLAUSE, first + _LONGEST_DATELINE)):
        if document.words[i] == ":":  # "MAYOR: Thank you."
            return i + 1
        if document.words[i] in DASHES:  # "NATO — founded after a war — …" has no dateline
            opens_text = document.words[i + 1][0].isupper()
            return i + 1 if opens_text and DASHES.isdisjoint(document.words[i + 1 : last]) else first
        if document.words[i].islower():
            break
    return first


def _past_outlet(document: Document, first: int, last: int) -> int:
    """Behind what an outlet says of its own work: "The Straits Ledger has learned that"."""
    if _LEARNED.isdisjoint(document.lowers[first + 1 : first + _LONGEST_OUTLET + 1]):
        return first
    for i in range(first + 1, min(last - WHOLE_CLAUSE, first + _LONGEST_OUTLET)):
        if document.lowers[i] in ("has", "have"):
            learned = document.lowers[i + 1] in _LEARNED and document.lowers[i + 2] == "that"
            return i + 3 if learned else first
        if document.words[i].islower():
            break
    return first


def _past_setting(document: Document, first: int, last: int, told: frozenset[str]) -> int:
    """Behind the setting that opens a sentence, up to the comma that a whole clause follows: "In a letter to
    the court, …", "While talks go on, …", "Citing two aides, …".
    """
    word = document.lowers[first]
    acting = word.endswith("ing") and len(word) > 5 and word not in _NO_PARTICIPLES
    if not acting and word not in _SETTINGS:
        return first
    end = min(last - WHOLE_CLAUSE, first + _LONGEST_SETTING)
    commas = [i for i in range(first, end) if document.words[i] == ","]
    for comma in commas:
        # A comma in the clause's first words would be that of a name's apposition, and the setting have none.
        stop = comma_after(document, comma + 1, last) or last
        whole = word not in CONJUNCTIONS or is_clause(document, first + 1, comma)
        if whole and is_clause(document, comma + 1, stop):
            dates = not DATING_WORDS.isdisjoint(document.lowers[first:comma])
            aside = not dates and _is_aside(document, (first, comma), told, (comma + 1, last))
            return comma + 1 if aside else first
    return first


def _before_addition(document: Document, first: int, last: int, told: frozenset[str]) -> int:
    """Where a last part begins that adds to a whole statement: ", which …", ", drawing …", ", a town in …";
    else the end.
    """
    words, traits, run_of = document.words, document.traits, document.run_of
    for i in range(first + WHOLE_CLAUSE, last - 3):
        if not traits[i] & PAUSES or words[i] == ";" or run_of[i] != run_of[first]:
            continue
        if not words[i + 1].islower() or not _may_add(document, i, last):
            continue
        if is_clause(document, first, i) and _is_aside(document, (i + 1, last), told, (first, i)):
            return i
    return last


def _may_add(document: Document, i: int, last: int) -> bool:
    """Whether what stands behind the comma or dash at token i may only add to what stands before it."""
    word, following = document.lowers[i + 1], document.lowers[i + 2]
    rest = document.lowers[i + 1 : last]
    if document.words[i] == "," and word.endswith("ing"):
        # "on raising the toll, closing the bank and burning the bridge": a row, no aside.
        in_row = any(a in ("and", "or") and b.endswith("ing") for a, b in pairwise(rest))
        return len(word) > 5 and word not in _NO_PARTICIPLES and not in_row
    if document.words[i] in rest:
        return False  # the sentence goes on after what stands between the two
    if word in _ARTICLES:
        # With "and" it would end a row, with a verb be the source of it all: ", a poll shows".
        in_row = "and" in rest or "or" in rest
        return not (in_row or may_date(following) or _has_own_verb(document, i + 1, last))
    relates = word in ADDING or (word in PREPOSITIONS and following in ("which", "whom"))
    return relates or (word == "with" and document.words[i] == ",")


def _has_own_verb(document: Document, first: int, last: int) -> bool:
    """Whether the tokens hold a finite verb that no relative pronoun comes before."""
    for i in range(first, last):
        if document.lowers[i] in BREAKS or document.lowers[i] in ADDING:
            return False
        if document.traits[i] & FINITE and is_verb(document, first, i):
            return True
    return False


def _is_aside(document: Document, aside: Span, told: frozenset[str], *kept: Span) -> bool:
    """Whether the tokens of an aside are none without which the rest would say less of what matters."""
    for word in document.lowers[slice(*aside)]:
        if word[0].isdigit() or word in COUNTS or word in _ON_CONDITION:
            return False  # how many were hurt is news
    if document.lowers[aside[0]] in ADDING:
        return True
    fresh = told & set(document.stems[slice(*aside)])
    return len(fresh.difference(*[document.stems[slice(*part)] for part in kept])) < _TELLS_TITLE


def _opens_aside(document: Document, i: int) -> bool:
    """Whether a relative clause begins at token i, or a participle that tells of the subject before it."""
    word = document.lowers[i]
    following = document.lowers[i + 1]
    described = following == "by" or (word.endswith(("ed", "ing")) and following in PREPOSITIONS)
    return word in RELATIVES or (described and document.words[i].islower())


def _aside(document: Document, first: int, last: int, told: frozenset[str]) -> Span | None:
    """The tokens of what only tells more of a subject before its verb, commas included: ", who was ill,"."""
    if document.words[first:last].count(",") < 2:
        return None
    for i in range(first + 1, min(last - WHOLE_CLAUSE, first + _LONGEST_SUBJECT)):
        if document.traits[i] & FINITE and is_verb(document, first, i):
            return None
        if document.words[i] != "," or not _opens_aside(document, i + 1):
            continue
        closing = comma_after(document, i + 1, last)
        if closing is None or closing - i < _SHORTEST_ASIDE or last - closing < WHOLE_CLAUSE:
            return None
        behind = closing + 1
        goes_on = document.traits[behind] & FINITE and document.words[behind].islower()
        if goes_on and _is_aside(document, (i, closing), told, (first, i), (behind, last)):
            return i, behind
        return None
    return None
