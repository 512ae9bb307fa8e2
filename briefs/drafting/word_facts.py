"""What a word is by itself, wherever it stands: worked out once for all rules and, mostly, all articles."""

from __future__ import annotations

import re
from functools import lru_cache

from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.time_words import may_date
from tearline.briefs.drafting.verbs import PAST, THIRD, reporting_verbs

# What a word may do, as bits.
DATES = 1 << 0  # date a sentence: a month, a weekday, a year
FINITE = 1 << 1  # be a finite verb

# A word that is longer is no word; it is looked at anew each time, so that what is kept stays small.
_LONGEST_KEPT = 40
_EMPTY = words("claims", "empty")
_SUFFIX = re.compile(r"(?:['’]s?|ies|ing|ed|es|s)$")
AUXILIARIES = (
    words("grammar", "be") | words("grammar", "have") | words("grammar", "do") | words("grammar", "modal")
) - {"be", "being", "been", "having", "do"}
_VERBS = AUXILIARIES | words("grammar", "verb")


def facts_of(word: str) -> tuple[str, str, int]:
    """A word in lower case, its stem ("" for a word without content, and for a mark), and what it may do."""
    return (_kept_facts if len(word) <= _LONGEST_KEPT else _facts)(word)


def _facts(word: str) -> tuple[str, str, int]:
    lower = word.lower()
    return lower, content_stem(lower), DATES * may_date(lower) | FINITE * is_finite(lower)


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
