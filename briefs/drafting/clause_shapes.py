"""Whether words behind or before a cue make up a clause of their own, told without a parser."""

from __future__ import annotations

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import next_comma
from tearline.briefs.drafting.skeleton import Skeleton

OPENERS = words("grammar", "opens clause") | {"asked", "pressed", "speaking", "questioned", "given", "based"}
_NO_FINITE = frozenset({"be", "being", "been", "having"})
_SEEN = 14  # words within which a clause shows its verb
_LONGEST_NAME = 6  # words, with its commas
_NAMES_TOO = frozenset({"may", "will"})
_RELATIVE_VERBS = frozenset({"dealt", "posted", "aired", "ran", "appeared", "led", "focused"})


def is_verb(sk: Skeleton, i: int) -> bool:
    """Whether word i is a verb without a subject, as behind a relative pronoun."""
    if sk.capital(i) or sk.kinds[i] & (k.SUBJECT | k.DETERMINER):
        return False
    return bool(sk.kinds[i] & (k.AUXILIARY | k.OTHER_VERB)) or sk.lowers[i] in _RELATIVE_VERBS


def starts_clause(sk: Skeleton, p: int, end: int) -> bool:
    """Whether a noun phrase and a finite verb stand here."""
    if sk.kinds[p] & k.SUBJECT or sk.lowers[p] in ("there", "this", "it"):
        return True
    i, limit = p, min(end, p + _SEEN)
    while i < limit:
        kind = sk.kinds[i]
        if not kind:
            i += 1
            continue
        word = sk.lowers[i]
        if kind & k.COMMA and (closing := _closing_of_name(sk, i, end)) is not None:
            # "his relations with his father, Tomas Vey, are bad"
            i, limit = closing + 1, min(end, limit + closing + 1 - i)
            continue
        if kind & (k.AUXILIARY | k.OTHER_VERB) and i > p and word not in _NO_FINITE:
            # The month is no verb, nor is a man called Will.
            if not (word in _NAMES_TOO and sk.capital(i)):
                return sk.lowers[i - 1] != "to"
        elif kind & (k.COMMA | k.STOP | k.QUOTE | k.SUBORDINATOR | k.RELATIVE):
            return False
        elif (
            kind & k.CONJUNCTION and word in ("and", "but") and i + 1 < end and sk.kinds[i + 1] & k.AUXILIARY
        ):
            return False  # "denied the charge and was freed": what follows is told of whoever denies
        elif (
            kind & k.CUE
            and i > p
            and word.endswith("ed")
            and not sk.kinds[i - 1] & (k.DETERMINER | k.POSSESSIVE)
        ):
            return True
        i += 1
    return False


def _closing_of_name(sk: Skeleton, comma: int, end: int) -> int | None:
    """The comma that closes an apposition of nothing but a name."""
    closing = next_comma(sk, comma + 1, min(end, comma + _LONGEST_NAME))
    named = closing is not None and closing > comma + 1 and all(map(sk.capital, range(comma + 1, closing)))
    return closing if named else None


def is_statement(sk: Skeleton, start: int, end: int) -> bool:
    """Whether the words are a clause of their own rather than an opening phrase such as "When asked,"."""
    begin = start
    opener, word = sk.kinds[start], sk.lowers[start]
    opening = opener & (k.SUBORDINATOR | k.PREPOSITION | k.TIME) or word in OPENERS or word.endswith("ing")
    if opening and not opener & k.DETERMINER:
        comma = next_comma(sk, start, end)
        if comma is None:
            return False
        begin = comma + 1
    return any(
        sk.kinds[i] & (k.AUXILIARY | k.OTHER_VERB)
        or (sk.kinds[i] & k.CUE and i > begin)
        or (sk.lowers[i].endswith("ed") and i > begin)
        for i in range(begin, end)
    )
