"""The verbs of a sentence with their auxiliaries, and whether a word there is a verb fit for its subject."""

from __future__ import annotations

from typing import NamedTuple

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.gazetteer import gazetteer
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import NOUNS_IN_ING
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.briefs.drafting.verbs import BASE, GERUND, PAST, THIRD, Verb, reporting_verbs
from tearline.briefs.drafting.word_facts import CAPITAL
from tearline.index.article import Span

ALWAYS_VERBS = words("grammar", "always verb")
_SHOWING = words("reporting-nouns", "document") | words("reporting-nouns", "recording") | {"research", "data"}
_PLURAL_NOUNS = words("grammar", "plural")
_SHARES = words("grammar", "share")
_ADJECTIVES = words("grammar", "adjective")
_ADJECTIVE_ENDS = ("istic", "ous", "ful", "less", "ible", "ical")
_PRONOUN_DETERMINERS = words("grammar", "noun pronoun")


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries and adverbs, before its subject is known."""

    first: int
    at: int
    last: int
    verb: Verb
    helpers: int  # kinds of the words between subject and verb
    previous: int  # the nearest word before the verb that is no adverb
    negated: bool
    start: int
    end: int
    sentence: int


def verb_group(sk: Skeleton, i: int, start: int, end: int, sentence: int) -> VerbGroup | None:
    plain, with_particle = reporting_verbs()
    verb = with_particle.get((sk.lowers[i], sk.lowers[i + 1])) if i + 1 < end else None
    last = i + 2 if verb is not None else i + 1
    verb = verb or plain.get(sk.lowers[i])
    if verb is None:
        return None
    first, negated, helpers = i, False, 0
    while first > start:
        kind, word = sk.kinds[first - 1], sk.lowers[first - 1]
        if kind & (k.AUXILIARY | k.NEGATION) and not (sk.capital(first - 1) and word in ("will", "may")):
            negated = negated or bool(kind & k.NEGATION) or word.endswith("n't")
            helpers |= kind
            if kind & k.SUBJECT:
                break
        elif word == "past" and first - 3 > start and sk.lowers[first - 3] == "in":
            first -= 2
        elif not sk.adverb(first - 1):
            break
        first -= 1
    previous = i - 1
    while previous >= start and sk.adverb(previous):
        previous -= 1
    return VerbGroup(first, i, last, verb, helpers, previous, negated, start, end, sentence)


def is_noun_here(sk: Skeleton, group: VerbGroup, beside: int) -> bool:
    """Whether a determiner, possessive or preposition before the word makes it a noun or an adjective."""
    if group.previous < group.start:
        return False
    word = sk.lowers[group.previous]
    if beside & (k.DETERMINER | k.POSSESSIVE) and not beside & k.SUBJECT:
        if group.verb.forms == BASE and sk.lowers[group.at] not in ALWAYS_VERBS and _noun_follows(sk, group):
            return True  # "some state legislators"
        return word not in _PRONOUN_DETERMINERS or (word == "that" and not group.verb.forms & (PAST | THIRD))
    if sk.owns(group.previous) and not beside & k.AUXILIARY and group.previous == group.at - 1:
        return True
    if beside & k.PREPOSITION and not group.verb.forms & GERUND:
        return not beside & k.ADVERB and word not in ("as", "than", "like", "to")
    return False


def _noun_follows(sk: Skeleton, group: VerbGroup) -> bool:
    """Whether a word in lower case that no list knows stands behind the verb."""
    after = group.last
    return (
        after < group.end and not sk.kinds[after] and sk.words[after].isalpha() and sk.words[after].islower()
    )


def agrees(sk: Skeleton, group: VerbGroup, subject: Span, how: str) -> bool:
    """Whether the verb's form fits its subject, so that no noun is read as a verb."""
    forms, finite = group.verb.forms, group.helpers & (k.MODAL | k.DO)
    if subject == (group.start, group.start + 1) and sk.lowers[group.start].endswith("ing"):
        return False  # "Blistering attacks": an adjective and its noun
    described = sk.lowers[subject[1] - 1]
    adjective = described in _ADJECTIVES or (
        described.endswith(_ADJECTIVE_ENDS) and not sk.capital(subject[1] - 1)
    )
    if adjective and sk.lowers[group.at].endswith(("ed", "s")):
        return False  # "the major projected gains", "False claims that …"
    if how == "beside" and _is_verb_itself(sk, group, subject):
        return False
    if group.verb.kind == "evidence" and _is_bare_noun(sk, group, subject):
        return False  # "Debate highlights": a heading
    if group.verb.lemma == "mean" and (not sk.kinds[subject[0]] & k.SUBJECT or sk.lowers[subject[0]] == "it"):
        return False  # "the new rules mean that …": nobody says so
    if forms & BASE and not forms & PAST and not finite and not _plural(sk, subject):
        return False
    if forms == THIRD and not finite and how == "beside" and _many(sk, subject):
        return False
    ambiguous = forms & (THIRD | BASE) and not finite and not forms & PAST
    if ambiguous and how == "beside" and not _verb_by_neighbours(sk, group, subject):
        return False
    return not (forms & PAST and how == "beside" and sk.lowers[group.last : group.last + 1] == ["by"])


def _is_verb_itself(sk: Skeleton, group: VerbGroup, subject: Span) -> bool:
    """Whether what looks like a subject is a verb itself: "to confirm reports", "growing calls"."""
    first, last = subject
    if last - first > 1 or sk.kinds[first] & ~k.CUE or not sk.words[first].islower():
        return False
    before = sk.kinds[first - 1] if first > group.start else 0
    word = sk.lowers[first]
    governs = before & (k.MODAL | k.NEGATION | k.SUBJECT | k.RELATIVE) or (
        first > group.start and sk.lowers[first - 1] == "to"
    )
    return bool(governs) or (word.endswith("ing") and word not in NOUNS_IN_ING)


def _is_bare_noun(sk: Skeleton, group: VerbGroup, subject: Span) -> bool:
    """Whether a singular noun without an article opens the sentence, and is not what is written or shown."""
    word = sk.lowers[subject[0]]
    return (
        subject == (group.start, group.start + 1)
        and word not in _SHOWING
        and not sk.kinds[group.start] & ~k.CUE
        and not word.endswith("s")
        and gazetteer().is_common(word)
    )


def _plural(sk: Skeleton, subject: Span) -> bool:
    first, last = subject
    word = sk.lowers[last - 1]
    if last - first == 1 and sk.kinds[first] & k.SUBJECT:
        return word in ("they", "we", "i", "you", "who")
    head = last - 1
    for i in range(first, last):
        if sk.lowers[i] in ("and", "&"):
            return True
        if sk.kinds[i] & k.PREPOSITION and i > first and sk.lowers[i - 1] not in _SHARES:
            head = i - 1
            break
    word = sk.lowers[head]
    return (
        word in _PLURAL_NOUNS
        or (word.endswith("s") and not word.endswith(("ss", "'s")))
        or (word.isdigit() or word in _SHARES)
    )


def _many(sk: Skeleton, subject: Span) -> bool:
    """Whether a subject is a bare plural, which takes no verb in -s: "shootings and protests"."""
    first, last = subject
    word = sk.lowers[last - 1]
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "ws", "cs")):
        return False
    if sk.capital(last - 1) and (last - first > 1 or not gazetteer().is_common(word)):
        return False
    return (
        not any(sk.kinds[i] & k.PREPOSITION for i in range(first, last)) and "," not in sk.lowers[first:last]
    )


def _verb_by_neighbours(sk: Skeleton, group: VerbGroup, subject: Span) -> bool:
    """Whether a form that may be a noun is a verb: "Smith claims that", not "insurance claims of"."""
    i = group.at
    if sk.lowers[i] in ALWAYS_VERBS:
        return True
    first, last = subject
    if last - first == 1 and sk.kinds[first] & (k.SUBJECT | k.NOUN_PRONOUN):
        return True
    before = first - 1
    named = sk.capital(first) or sk.kinds[first] or sk.lowers[last - 1].endswith("s")
    if (
        named
        and before >= group.start
        and (sk.kinds[before] & k.QUOTE or (before > group.start and sk.kinds[before - 1] & k.QUOTE))
    ):
        return True
    if group.last >= group.end:
        return False
    after, word = sk.kinds[group.last], sk.lowers[group.last]
    if word == "that" and group.last + 1 < group.end:  # "the states that would vote"
        following = sk.kinds[group.last + 1]
        if following & (k.AUXILIARY | k.OTHER_VERB) and not following & k.SUBJECT:
            return False
    stops = bool(after & (k.COMMA | k.QUOTE)) or word == ":"
    if stops and "quote" not in group.verb.frames and not after & k.QUOTE:  # "after the Salem attacks, …"
        return False
    if word == "to" and _ends_in_adjective(sk, subject):
        return False
    if word in group.verb.prepositions or stops:
        return sk.capital(last - 1) or bool(after & k.QUOTE)
    if after & (k.PREPOSITION | k.AUXILIARY | k.CONJUNCTION | k.STOP) and word != "to":
        return False
    starts = after & (
        k.DETERMINER | k.POSSESSIVE | k.SUBJECT | k.OBJECT | k.QUESTION | k.SUBORDINATOR | k.ADVERB
    )
    return bool(starts) or word == "to" or sk.capital(group.last) or sk.capital(last - 1)


def _ends_in_adjective(sk: Skeleton, subject: Span) -> bool:
    """Whether what looks like a subject is a possessive and an adjective: "the mayor's repeated calls to"."""
    first, last = subject
    return not sk.capital(last - 1) and any(sk.owns(i) for i in range(first, last - 1))


def is_headline(sk: Skeleton, start: int, end: int) -> bool:
    """Whether nearly every long word of the sentence has a capital."""
    here = zip(sk.words[start:end], sk.traits[start:end], strict=True)
    capitals = [bool(traits & CAPITAL) for word, traits in here if len(word) > 3 and word[0].isalpha()]
    return len(capitals) > 3 and sum(capitals) * 5 >= len(capitals) * 4
