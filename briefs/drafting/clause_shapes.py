"""Whether words behind or before a cue make up a clause of their own, told without a parser."""

from __future__ import annotations

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import next_comma
from tearline.briefs.drafting.skeleton import Skeleton

OPENERS = words("grammar", "opens clause") | {"asked", "pressed", "speaking", "questioned", "given", "based"}
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
    for i in range(p, min(end, p + 14)):
        kind, word = sk.kinds[i], sk.lowers[i]
        if kind & (k.AUXILIARY | k.OTHER_VERB) and i > p and word not in ("be", "being", "been", "having"):
            if word in _NAMES_TOO and sk.capital(i):
                continue  # the month is no verb, nor is a man called Will
            return sk.lowers[i - 1] != "to"
        if kind & (k.COMMA | k.STOP | k.QUOTE | k.SUBORDINATOR | k.RELATIVE):
            return False
        if kind & k.CONJUNCTION and word in ("and", "but") and i + 1 < end and sk.kinds[i + 1] & k.AUXILIARY:
            return False  # "denied the charge and was freed": what follows is told of whoever denies
        if (
            kind & k.CUE
            and i > p
            and word.endswith("ed")
            and not sk.kinds[i - 1] & (k.DETERMINER | k.POSSESSIVE)
        ):
            return True
    return False


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
