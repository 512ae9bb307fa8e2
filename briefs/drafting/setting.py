"""What stands between a verb and what it reports: who is spoken to, when and where."""

from __future__ import annotations

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import phrase_at
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.index.article import Span

_PREPOSITIONS = words("grammar", "setting")
_PUBLISHED = words("grammar", "published")
_PERIODS = frozenset({"last", "this", "earlier", "late", "early", "next", "later", "that"})
_DISTANCES = frozenset({"before", "after", "later", "ago", "earlier"})
_STAYS = words("grammar", "stays")
_ADJECTIVES = frozenset({"first", "last", "long", "further", "back", "away"})  # adverbs too


def hearer_at(sk: Skeleton, start: int, end: int) -> Span | None:
    """Who is spoken to, right behind the verb: "told reporters", "asked him"."""
    if start >= end:
        return None
    word = sk.lowers[start]
    owns = sk.kinds[start] & k.POSSESSIVE and start + 1 < end and _is_noun(sk, start + 1)
    if sk.kinds[start] & k.OBJECT and word != "it" and not owns:
        return start, start + 1
    if word in ("that", "it", "there", "this"):
        return None
    found = phrase_at(sk, start, end, subject=True)
    if found is None or sk.kinds[found[0]] & k.SUBJECT:
        return None
    first, last = found
    for i in range(
        first + 1, last
    ):  # "told reporters Smith would go": a name after a plural begins the clause
        plural = sk.lowers[i - 1].endswith("s") and not sk.kinds[i - 1] & (k.POSSESSIVE | k.DETERMINER)
        if plural and sk.capital(i) and not sk.capital(i - 1):
            return first, i
    return first, last


def _is_noun(sk: Skeleton, i: int) -> bool:
    """Whether a word in lower case that no list knows stands here: "told her supporters"."""
    return not sk.kinds[i] and sk.words[i].isalpha() and sk.words[i].islower()


def stays(sk: Skeleton, i: int) -> bool:
    """Whether an adverb belongs to what is said, not to the saying: "said only that", "said there was"."""
    if sk.lowers[i] in ("only", "just") and sk.lowers[i + 1 : i + 2] == ["that"]:
        return False
    if sk.lowers[i] in _ADJECTIVES and i + 1 < len(sk.words) and (_is_noun(sk, i + 1) or sk.capital(i + 1)):
        return True  # "said first responders came"
    return sk.lowers[i] in _STAYS or bool(sk.kinds[i] & (k.SUBORDINATOR | k.DETERMINER))


def skip_setting(sk: Skeleton, start: int, end: int) -> int:
    """The first word after the adverbs, times and places of speaking: "on Monday in an interview with …"."""
    i = start
    while i < end:
        after = _past_one(sk, i, end)
        if after == i:
            return i
        i = after
    return i


def _past_one(sk: Skeleton, i: int, end: int) -> int:
    kind, word = sk.kinds[i], sk.lowers[i]
    if word in _PERIODS and i + 1 < end and sk.kinds[i + 1] & k.TIME:
        return i if word == "that" and sk.lowers[i + 1].endswith("s") else i + 2  # "that days have gone by"
    if kind & k.TIME:
        i += 1
        if i < end and sk.words[i].isdigit():
            i += 1
        if i + 1 < end and sk.kinds[i] & k.COMMA and sk.words[i + 1].isdigit():
            i += 2
        return i
    if sk.adverb(i) and not stays(sk, i):
        return i + 1
    if word == "under" and sk.lowers[i + 1 : i + 2] == ["oath"]:
        return i + 2
    counted = kind & k.DETERMINER or sk.words[i].isdigit()
    if counted and i + 2 < end and sk.kinds[i + 1] & k.TIME and sk.lowers[i + 2] in _DISTANCES:
        return i + 2 if sk.lowers[i + 2] in ("before", "after") else i + 3
    if kind & k.PREPOSITION and word in _PREPOSITIONS and i + 1 < end:
        return _past_prepositional(sk, i, end)
    return i + 1 if word in _PUBLISHED and not kind & k.AUXILIARY else i


def _may_be_hearer(sk: Skeleton, i: int) -> bool:
    """Whether "to" before word i is no infinitive's."""
    kind = sk.kinds[i]
    if kind & (k.DETERMINER | k.POSSESSIVE | k.OBJECT | k.NOUN_PRONOUN | k.QUOTE) or sk.capital(i):
        return True
    return not kind and sk.lowers[i].endswith("s")


def _past_prepositional(sk: Skeleton, i: int, end: int) -> int:
    """The word after a prepositional phrase, or `i` itself where what follows is no noun phrase."""
    j = i + 1
    while j < end and sk.lowers[j] in _PERIODS:
        j += 1
    if j < end and (sk.kinds[j] & k.TIME or sk.words[j].isdigit()):
        return j + 1
    if sk.kinds[i + 1] & k.QUOTE:
        run = sk.document.runs[sk.run[i + 1]]
        acts = sk.lowers[i] == "to" and sk.document.text[run.start].islower()  # "vowed to “sail”"
        return i + 2 if sk.lowers[i] in ("on", "in", "at", "to") and not acts else i
    if sk.lowers[i + 1].endswith("ing") and not sk.capital(i + 1):
        inner = phrase_at(sk, i + 2, end, subject=True)
        return inner[1] if inner else i + 2
    if sk.lowers[i] == "to" and not _may_be_hearer(sk, i + 1):
        return i
    found = phrase_at(sk, i + 1, end, subject=True)
    if found is None:
        return i
    first, last = found
    if (
        last < end
        and sk.kinds[last] & (k.AUXILIARY | k.OTHER_VERB | k.CUE)
        and not sk.lowers[last].endswith("ing")
    ):
        if sk.lowers[last] in _PUBLISHED:
            return last + 1
        if sk.kinds[i] & k.SUBORDINATOR:
            return i  # "as a new mayor raised hopes"
        # The phrase ran into the subject of the clause: "said at a rally Smith would go".
        for m in range(last - 1, first + 1, -1):
            if sk.capital(m) and not sk.capital(m - 1):
                return m
        return first + 1 if sk.capital(first) and last - first == 2 else i
    return last
