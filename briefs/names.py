"""When two names may be one actor's: how names are folded, which types fit together, what a full name is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

from tearline.briefs.findings import ActorType
from tearline.briefs.ids import slug

# Actors of one family may be one actor under one name; across families the name is an accident ("Amazon").
# A government is with the states and places, since capitals stand for it.
Family = Literal["person", "body", "land"]
FAMILIES: tuple[Family, ...] = get_args(Family)

_FAMILIES: dict[ActorType, Family] = {
    "person": "person",
    "organization": "body",
    "media": "body",
    "group": "body",
    "government": "land",
    "state": "land",
    "place": "land",
}

# Words that belong to the surname behind them: "von der Leyen" is no more a full name than "Leyen" is.
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn"))
_PARTICLES |= frozenset(("af", "den", "do", "la", "le", "ten", "ter", "van", "von", "zu"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PRONOUNS = frozenset(
    ("he", "her", "hers", "him", "his", "i", "it", "me", "one", "our", "she", "some", "that")
)
_PRONOUNS |= frozenset(("their", "them", "these", "they", "this", "those", "us", "we", "which", "who", "you"))
# "NATO", "U.N.", "G7": a short form that organizations declare as theirs.
_ACRONYM = re.compile(r"(?:[^\W\d_a-z]\.?&?){2,7}\d*|[^\W\d_a-z]\d{1,2}")


def family(kind: ActorType) -> Family:
    """The family of an actor's type."""
    return _FAMILIES[kind]


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """The name without case, accents, punctuation and a leading "the"; empty where nothing is left."""
    return slug(name.replace(".", "")).removeprefix("the-")


def surname(name: str) -> str:
    """The folded last word of a person's name, "jr" and the like aside: "Ursula von der Leyen" is "leyen"."""
    words = _words(name)
    return words[-1] if words else ""


def is_full(name: str) -> bool:
    """Whether a person's name is more than a surname: two words that are no particles nor one initial."""
    words = [word for word in _words(name) if word not in _PARTICLES]
    # "J.K. Rowling" folds to one word of two letters, and is known by it; "J. Rowling" might be anyone.
    return len(words) >= 2 and not (len(words) == 2 and len(words[0]) == 1)


def is_acronym(name: str) -> bool:
    """Whether the name is a short form in capitals."""
    return _ACRONYM.fullmatch(name) is not None


def is_pronoun(words: str) -> bool:
    """Whether the words name someone only to a reader of the sentence before."""
    return words.casefold() in _PRONOUNS


def _words(name: str) -> list[str]:
    words = [word for word in fold(name).split("-") if word]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words
