"""What a word is by itself, wherever it stands: worked out once for all rules and, mostly, all articles."""

from __future__ import annotations

import re
from functools import lru_cache

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.claim_words import SORTING, WEIGHING
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.time_words import may_date, may_open_dating
from tearline.briefs.drafting.verbs import PAST, THIRD, reporting_verbs

# What shows by the word itself, as bits.
DATES = 1 << 0  # may date a sentence: a month, a weekday, a year
FINITE = 1 << 1  # may be a finite verb
CAPITAL = 1 << 2  # begins with a capital
ADVERB = 1 << 3  # only modifies the verb beside it
ENDS = 1 << 4  # may end a sentence
PARTS = 1 << 5  # may part a clause from another: a relative pronoun, a conjunction, a dash
PAUSES = 1 << 6  # a comma, a semicolon or a dash
PAIRED = 1 << 7  # a bracket or a quotation mark
FIGURE = 1 << 8  # has a stem that begins with a digit
SORTS = 1 << 9  # may tell what sort of claim a statement is
WEIGHS = 1 << 10  # may tell what a statement is worth
REPORTS = 1 << 11  # may be a verb that reports
ATTRIBUTES = 1 << 12  # may attribute without a verb: "according", a colon, a dash, "claim"
OPENS_DATING = 1 << 13  # may be the first of the words that date a sentence
OWNS = 1 << 14  # a possessive: "the ministry's", "workers'"

# What is looked for all through a text.
NOTED = DATES | ENDS | REPORTS | ATTRIBUTES

# A word that is longer is no word; it is looked at anew each time, so that what is kept stays small.
_LONGEST_KEPT = 40
_EMPTY = words("claims", "empty")
_SUFFIX = re.compile(r"(?:'s?|ies|ing|ed|es|s)$")
AUXILIARIES = (
    words("grammar", "be") | words("grammar", "have") | words("grammar", "do") | words("grammar", "modal")
) - {"be", "being", "been", "having", "do"}
_STOPS = frozenset(".!?…")
_VERBS = AUXILIARIES | words("grammar", "verb")
DASHES = frozenset({"—", "–", "-", "--"})
LONG_DASHES = frozenset({"—", "–", "―", "--"})
CLAUSE_NOUNS = words("reporting-nouns", "clause")
ANY_CLAUSE_NOUNS = CLAUSE_NOUNS | {f"{noun}s" for noun in CLAUSE_NOUNS}
_ATTRIBUTING = LONG_DASHES | ANY_CLAUSE_NOUNS | {"according", ":", "put"}
BREAKS = frozenset({"who", "which", "whose", "that", "to", "but", "whether", "if", "when", "because"})
_PARTING = BREAKS | DASHES
_PAUSES = DASHES | {",", ";"}
# Marks as tokens, which are rows of the same mark.
MARKS = frozenset(mark * times for mark in "\"'‘“”«»()[]{}" for times in (1, 2, 3))
_NUMBERS: dict[int, int] = {}


def facts_of(word: str) -> tuple[str, str, int, int]:
    """A word in lower case, its stem ("" for a word without content, or a mark), its kinds and its traits.

    In lower case an apostrophe is a straight one, however it is written: the lexicons have no other.
    """
    return (_kept_facts if len(word) <= _LONGEST_KEPT else _facts)(word)


def _facts(word: str) -> tuple[str, str, int, int]:
    # One string where word, lower case and stem are the same: what is met at every step stays near at hand.
    lower = word if word.islower() else word.lower()
    if "’" in word and len(word) > 1:
        lower = lower.replace("’", "'")
    capital = word[0].isupper()
    kind = k.word_kinds().get(lower, 0)
    traits = DATES * may_date(lower) | FINITE * is_finite(lower) | CAPITAL * capital
    traits |= ADVERB * _is_adverb(lower, kind, capital=capital) | ENDS * (word[-1] in _STOPS)
    traits |= PARTS * (lower in _PARTING) | PAUSES * (word in _PAUSES) | PAIRED * (word in MARKS)
    traits |= (
        OPENS_DATING * may_open_dating(lower)
        | REPORTS * bool(kind & k.CUE)
        | ATTRIBUTES * (lower in _ATTRIBUTING)
    )
    traits |= SORTS * (lower in SORTING) | WEIGHS * (lower in WEIGHING)
    traits |= OWNS * lower.endswith(("'s", "s'"))
    stem = content_stem(lower)
    traits |= FIGURE * stem[:1].isdecimal()
    # And one number for all words that are alike.
    return lower, stem, _NUMBERS.setdefault(kind, kind), _NUMBERS.setdefault(traits, traits)


def _is_adverb(word: str, kind: int, *, capital: bool) -> bool:
    if kind & (k.ADVERB | k.NEGATION):
        return True
    return word.endswith("ly") and len(word) > len("only") and not capital


_kept_facts = lru_cache(maxsize=32_768)(_facts)


def content_stem(word: str) -> str:
    """A word in lower case without its ending, so that "pledged" and "pledges" are one; "" for a word without
    content, and for a mark.
    """
    if word in _EMPTY or not word[0].isalnum():
        return ""
    short = _SUFFIX.sub("", word)
    return short if len(short) > 2 else word


@lru_cache(maxsize=32_768)
def is_finite(word: str) -> bool:
    """Whether a word in lower case may be a finite verb: an auxiliary, or by its ending or the lexicon."""
    if word in _VERBS or (word.endswith("ed") and len(word) > 4):
        return True
    verb = reporting_verbs()[0].get(word)
    return verb is not None and bool(verb.forms & (PAST | THIRD))
