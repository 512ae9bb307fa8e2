"""Words made comparable: one stem for a word's forms, one concept for words that mean one thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tearline.briefs.drafting.lexicon import sections, words

_EMPTY = frozenset[str]().union(
    words("claims", "empty"),
    words("relations", "negator"),
    *(words("grammar", section) for section in ("adverb", "be", "have", "do", "modal", "preposition")),
)
_POSSESSIVE = re.compile(r"['’]s?$")
_VOWELS = frozenset("aeiouy")
# What a word is worth in telling what a statement is about: one of no dictionary is a name or a term.
_LIGHT, _PLAIN, _RARE = 0.4, 1.0, 1.4
_SHORTEST_STEM = 3
_ADJECTIVE = re.compile(r"(?:ian|ia|an|ish|ese|i)s?$")
_SHORTEST_NAME = 4
_NAME_WORD = re.compile(r"[^\W_]+")

Concept = tuple[str, int]  # what a word means, and which side of it: 1, or -1 for its opposite


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in lower case without its inflection: "moved", "moving" and "moves" are one."""
    word = _POSSESSIVE.sub("", word)
    known = _irregular().get(word)
    if known is not None:
        return known
    base = _uninflected(word)
    return _irregular().get(base, base)


def _uninflected(word: str) -> str:
    if len(word) <= _SHORTEST_STEM:
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s"):
        return word if word.endswith(("ss", "us", "is")) else word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_STEM - 1 and not _VOWELS.isdisjoint(base):
            if base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            # "moving" leaves "mov", which is no word; "hoping" may be "hop", but that would be "hopping".
            return base + "e" if base + "e" in _common() else base
    return word


@lru_cache(maxsize=1 << 16)
def name_stems(name: str) -> tuple[str, ...]:
    """The words of a name, less what makes them adjectives: "Halvanian" and "Halvania" are one.

    A state goes by one name, whether its own, its capital's or its people's: "Moscow" is "russia".
    """
    plain = _POSSESSIVE.sub("", " ".join(name.lower().split())).removeprefix("the ")
    known = _states().get(plain)
    if known is not None:
        return (known,)
    return tuple(_states().get(word) or _plain_name(word) for word in _NAME_WORD.findall(plain))


def _plain_name(word: str) -> str:
    base = _ADJECTIVE.sub("", word)
    return base if len(base) >= _SHORTEST_NAME else word


@lru_cache(maxsize=1 << 16)
def concept_of(word: str) -> Concept:
    """What a word in lower case means: a stem, or the concept that its synonyms or opposites share."""
    return _concepts().get(stem(word), (stem(word), 1))


@lru_cache(maxsize=1 << 16)
def is_empty(word: str) -> bool:
    """Whether a word in lower case says nothing of what is stated."""
    return word in _EMPTY or not word[0].isalnum()


@lru_cache(maxsize=1 << 16)
def weight_of(word: str) -> float:
    """How much a word in lower case tells of what a statement is about."""
    base = _POSSESSIVE.sub("", word)
    if stem(base) in _light():
        return _LIGHT
    return _PLAIN if base in _common() or base.removesuffix("s") in _common() else _RARE


@cache
def phrases() -> dict[tuple[str, str], str]:
    """Pairs of stems that mean one word: ("call", "up") is "call_up"."""
    pairs: dict[tuple[str, str], str] = {}
    for line in sections("relations")["same"]:
        for word in line.split():
            first, _, second = word.partition("_")
            if second:
                pairs[stem(first), stem(second)] = word
    return pairs


@cache
def _irregular() -> dict[str, str]:
    forms = (line.split() for line in sections("relations")["forms"])
    return {form: first for first, *others in forms for form in (first, *others)}


@cache
def _common() -> frozenset[str]:
    return words("common-words", "word")


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(word) for word in words("relations", "light"))


@cache
def _concepts() -> dict[str, Concept]:
    """Stem to concept: synonyms share their first word's, and opposites the first side's first."""
    named: dict[str, str] = {}
    for line in sections("relations")["same"]:
        first, *others = line.split()
        for word in (first, *others):
            named.setdefault(stem(word), first)
    sides: dict[str, Concept] = {}
    for line in sections("relations")["opposite"]:
        one, _, other = line.partition(":")
        matter = named.get(stem(one.split()[0]), stem(one.split()[0]))
        for sign, side in ((1, one), (-1, other)):
            for word in side.split():
                sides.setdefault(named.get(stem(word), stem(word)), (matter, sign))
    concepts = {word: sides.get(name, (name, 1)) for word, name in named.items()}
    return {**sides, **concepts}


@cache
def _states() -> dict[str, str]:
    """Every name of a state in lower case, its capital's and its people's too, to the state's own."""
    found: dict[str, str] = {}
    for line in sections("countries")["state"]:
        state, _, rest = line.partition("=")
        capital, *others = rest.split("|")
        names = [state, capital, *(name for part in others for name in part.split(","))]
        for name in names:
            found.setdefault(name.strip().lower().removeprefix("the "), state.strip().lower())
    found.pop("", None)
    return found
