"""Find the reporting verbs of a sentence and who their subject is."""

from __future__ import annotations

from typing import NamedTuple

from tearline.briefs.drafting import skeleton as k
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import (
    clause_subject,
    is_adverb,
    phrase_at,
    phrase_before,
    subject_before,
)
from tearline.briefs.drafting.skeleton import DASHES, Skeleton
from tearline.briefs.drafting.verbs import BASE, GERUND, PARTICIPLE, PAST, THIRD, Verb, reporting_verbs
from tearline.index.article import Span

_MOST_CUES = 24  # in one sentence; each is compared with each, and no prose has so many
_ALWAYS_VERBS = words("grammar", "always verb")
_DOCUMENTS = words("reporting-nouns", "document")
_PLURAL_NOUNS = words("grammar", "plural")
_RECORDINGS = words("reporting-nouns", "recording")
_SHARES = words("grammar", "share")
_ANYBODY = frozenset({"you", "one", "everyone", "everybody", "anyone", "anybody"})
_PRONOUN_DETERMINERS = words("grammar", "noun pronoun")
_POSSESSIVE_ENDS = ("'s", "’s", "s'", "s’")


class Cue(NamedTuple):
    """A reporting verb as it stands: words [first, last) are its verb group, `at` is the verb itself.

    `subject` are the words that name its subject; `how` says where they were found: beside, apposition,
    relative, inverted (after the verb), joined (the subject of the verb before "and"), gerund, infinitive,
    passive. `antecedent` is what a relative pronoun stands for.
    """

    first: int
    last: int
    at: int
    verb: Verb
    subject: Span | None
    how: str
    sentence: int
    negated: bool = False
    antecedent: Span | None = None

    @property
    def begins(self) -> int:
        """The first word of the cue and of a subject that stands before it."""
        if self.subject is None or self.how == "inverted" or self.subject[0] > self.first:
            return self.first
        return self.subject[0] if self.how in ("beside", "apposition", "relative") else self.first


class _Group(NamedTuple):
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

    def cue(self, subject: Span | None, how: str, antecedent: Span | None = None) -> Cue:
        return Cue(
            self.first, self.last, self.at, self.verb, subject, how, self.sentence, self.negated, antecedent
        )


def find_cues(sk: Skeleton, sentence: int) -> list[Cue]:
    """The cues of one sentence, in order."""
    start, end = sk.sentences[sentence]
    cues: list[Cue] = []
    for i in sk.cues_in(start, end)[:_MOST_CUES]:
        group = _verb_group(sk, i, start, end, sentence)
        cue = _read_cue(sk, group, cues) if group is not None else None
        if cue is not None:
            cues.append(cue)
    return cues


def _verb_group(sk: Skeleton, i: int, start: int, end: int, sentence: int) -> _Group | None:
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
            negated = negated or bool(kind & k.NEGATION) or word.endswith(("n't", "n’t"))
            helpers |= kind
            if kind & k.SUBJECT:
                break
        elif word == "past" and first - 3 > start and sk.lowers[first - 3] == "in":
            first -= 2
        elif not is_adverb(sk, first - 1):
            break
        first -= 1
    previous = i - 1
    while previous >= start and is_adverb(sk, previous):
        previous -= 1
    return _Group(first, i, last, verb, helpers, previous, negated, start, end, sentence)


def _read_cue(sk: Skeleton, group: _Group, before: list[Cue]) -> Cue | None:
    """The cue of a verb group, or None where the word is no verb here or nothing can be its subject."""
    i, forms = group.at, group.verb.forms
    beside = sk.kinds[group.previous] if group.previous >= group.start else 0
    if sk.capital(i) and i > group.start and not _headline(sk, group.start, group.end):
        return None
    if sk.lowers[group.previous : i + 1] == ["all", "told"]:
        return None
    if beside & k.BE and forms & PARTICIPLE:
        subject = _subject(sk, group)
        return group.cue(subject[0], "passive") if subject else None
    if _is_noun_here(sk, group, beside):
        return None
    if group.previous >= group.start and sk.lowers[group.previous] == "to" and forms & BASE:
        return _infinitive(sk, group, before)
    if forms & GERUND and not group.helpers & k.BE:
        return _gerund(sk, group, before)
    subject = _subject(sk, group)
    if subject is None or subject[1] != "beside" or sk.kinds[i - 1] & (k.QUOTE | k.COMMA):
        inverted = _inverted(sk, group)
        if inverted is not None:
            return Cue(group.first, inverted[1], i, group.verb, inverted, "inverted", group.sentence)
    subject = subject or _shared_subject(sk, group, before)
    if subject is None or not _agrees(sk, group, *subject):
        return None
    words_, how = subject
    if group.verb.kind != "speech" and sk.lowers[words_[1] - 1] in _ANYBODY:
        return None  # "you can see that …": nobody in particular
    if how != "relative":
        return group.cue(words_, how)
    if not _may_be_said_by(sk, words_):
        return None
    pronoun = next(
        (j for j in range(words_[1], group.first) if sk.lowers[j] in ("who", "which", "that")), None
    )
    return group.cue((pronoun, pronoun + 1), how, words_) if pronoun is not None else None


def _may_be_said_by(sk: Skeleton, antecedent: Span) -> bool:
    """Whether what a relative clause hangs on can say something: "the talks that underlined" cannot."""
    first, last = antecedent
    if sk.lowers[last] not in ("that", "which") and sk.lowers[last + 1 : last + 2] != ["which"]:
        return True
    head = next((i for i in range(first + 1, last) if sk.kinds[i] & k.PREPOSITION), last) - 1
    return sk.capital(head) or sk.lowers[head] in _DOCUMENTS


def _subject(sk: Skeleton, group: _Group) -> tuple[Span, str] | None:
    first = group.first
    if (
        first < group.at and sk.kinds[first] & k.SUBJECT
    ):  # "he's", "they'd": subject and auxiliary in one word
        return (first, first + 1), "beside"
    return subject_before(sk, first, group.start) if first > group.start else None


def _is_noun_here(sk: Skeleton, group: _Group, beside: int) -> bool:
    """Whether a determiner, possessive or preposition before the word makes it a noun or an adjective."""
    if group.previous < group.start:
        return False
    word = sk.lowers[group.previous]
    if beside & (k.DETERMINER | k.POSSESSIVE) and not beside & k.SUBJECT:
        return word not in _PRONOUN_DETERMINERS or (word == "that" and not group.verb.forms & (PAST | THIRD))
    if word.endswith(_POSSESSIVE_ENDS) and not beside & k.AUXILIARY and group.previous == group.at - 1:
        return True
    if beside & k.PREPOSITION and not group.verb.forms & GERUND:
        return not beside & k.ADVERB and word not in ("as", "than", "like", "to")
    return False


def _agrees(sk: Skeleton, group: _Group, subject: Span, how: str) -> bool:
    """Whether the verb's form fits its subject, so that no noun is read as a verb."""
    forms, finite = group.verb.forms, group.helpers & (k.MODAL | k.DO)
    if subject == (group.start, group.start + 1) and sk.lowers[group.start].endswith("ing"):
        return False  # "Blistering attacks": an adjective and its noun
    if forms & BASE and not forms & PAST and not finite and not _plural(sk, subject):
        return False
    if forms == THIRD and not finite and how == "beside" and _many(sk, subject):
        return False
    ambiguous = forms & (THIRD | BASE) and not finite and not forms & PAST
    if ambiguous and how == "beside" and not _verb_by_neighbours(sk, group, subject):
        return False
    return not (forms & PAST and how == "beside" and sk.lowers[group.last : group.last + 1] == ["by"])


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
        or (word.endswith("s") and not word.endswith(("ss", "'s", "’s")))
        or (word.isdigit() or word in _SHARES)
    )


def _many(sk: Skeleton, subject: Span) -> bool:
    """Whether a subject is a bare plural, which takes no verb in -s: "shootings and protests"."""
    first, last = subject
    word = sk.lowers[last - 1]
    if sk.capital(last - 1) or not word.endswith("s") or word.endswith(("ss", "us", "is", "ws", "cs")):
        return False
    return (
        not any(sk.kinds[i] & k.PREPOSITION for i in range(first, last)) and "," not in sk.lowers[first:last]
    )


def _verb_by_neighbours(sk: Skeleton, group: _Group, subject: Span) -> bool:
    """Whether a form that may be a noun is a verb: "Smith claims that", not "insurance claims of"."""
    i = group.at
    if sk.lowers[i] in _ALWAYS_VERBS:
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
    return not sk.capital(last - 1) and any(
        sk.lowers[i].endswith(_POSSESSIVE_ENDS) for i in range(first, last - 1)
    )


def _headline(sk: Skeleton, start: int, end: int) -> bool:
    """Whether nearly every long word of the sentence has a capital."""
    total = capitals = 0
    for i in range(start, end):
        if len(sk.words[i]) > 3 and sk.words[i][0].isalpha():
            total += 1
            capitals += sk.capital(i)
    return total > 3 and capitals * 5 >= total * 4


def _infinitive(sk: Skeleton, group: _Group, before: list[Cue]) -> Cue | None:
    governing = _governing(before)
    if governing is not None:
        subject, antecedent = governing.subject, governing.antecedent
    else:
        subject, antecedent = clause_subject(sk, group.start, group.previous), None
    if subject is None:
        return None
    return Cue(
        group.previous,
        group.last,
        group.at,
        group.verb,
        subject,
        "infinitive",
        group.sentence,
        group.negated,
        antecedent,
    )


def _gerund(sk: Skeleton, group: _Group, before: list[Cue]) -> Cue | None:
    opening = k.CONJUNCTION | k.PREPOSITION | k.SUBORDINATOR
    if all(sk.kinds[j] & opening or is_adverb(sk, j) for j in range(group.start, group.at)):
        subject = clause_subject(sk, group.start, group.end)
        return group.cue(subject, "gerund") if subject is not None and subject[0] > group.at else None
    own = phrase_before(sk, group.first, group.start)
    if own is not None and (seen := _in_recording(sk, own)) is not None:
        return group.cue(seen, "gerund")
    if own is not None and own[0] > group.start and sk.lowers[own[0] - 1] == "with":
        return group.cue(own, "gerund")
    governing = _governing(before)
    if governing is not None:
        return group.cue(governing.subject, "gerund", governing.antecedent)
    subject = clause_subject(sk, group.start, group.at)
    return group.cue(subject, "gerund") if subject is not None else None


def _in_recording(sk: Skeleton, phrase: Span) -> Span | None:
    """Who speaks in "footage of Ann Smith saying"."""
    for i in range(phrase[0], phrase[1] - 2):
        if sk.lowers[i] in _RECORDINGS and sk.lowers[i + 1] == "of":
            return i + 2, phrase[1]
    return None


def _governing(before: list[Cue]) -> Cue | None:
    return next((cue for cue in reversed(before) if cue.subject is not None and cue.how != "passive"), None)


def _shared_subject(sk: Skeleton, group: _Group, before: list[Cue]) -> tuple[Span, str] | None:
    """The subject of a verb that "and" or a comma ties to the verb before it."""
    first = group.first
    if first <= group.start or _is_listed_noun(sk, group):
        return None
    if not (sk.kinds[first - 1] & (k.CONJUNCTION | k.COMMA) or sk.lowers[first - 1] == "then"):
        return None
    for cue in reversed(before):
        if cue.subject is not None and cue.how not in ("gerund", "infinitive", "passive"):
            return cue.subject, "joined"
    subject = clause_subject(sk, group.start, first)
    return (subject, "joined") if subject else None


def _is_listed_noun(sk: Skeleton, group: _Group) -> bool:
    """Whether a form in -s is the second of two plurals: "new faces and voices"."""
    before = group.first - 2
    if group.verb.forms != THIRD or before < group.start or sk.lowers[group.at] in _ALWAYS_VERBS:
        return False
    word = sk.lowers[before]
    return (
        sk.lowers[before + 1] in ("and", "or")
        and word.endswith("s")
        and not sk.kinds[before] & ~(k.CUE | k.OTHER_VERB)
    )


def _inverted(sk: Skeleton, group: _Group) -> Span | None:
    """The subject after the verb: "…,” said the minister"."""
    i, last = group.at, group.last
    if group.first != i or "quote" not in group.verb.frames or last >= group.end:
        return None
    if i == group.start:
        return _announced(sk, group)
    before = sk.kinds[i - 1]
    if (
        not before & (k.QUOTE | k.COMMA)
        and sk.lowers[i - 1] not in ("?", "!", "”", "''")
        and sk.lowers[i - 1] not in DASHES
    ):
        return None
    if sk.kinds[last] & (k.QUOTE | k.PUNCTUATION | k.SUBORDINATOR | k.PREPOSITION | k.TIME) or is_adverb(
        sk, last
    ):
        return None
    subject = phrase_at(sk, last, group.end)
    if subject is None or not _may_speak(sk, subject):
        return None
    if subject[1] < group.end and sk.kinds[subject[1]] & k.AUXILIARY:  # "…, said the plan would fail"
        return None
    if before & k.COMMA and i - 2 >= group.start and not sk.kinds[i - 2] & k.QUOTE:
        after = subject[1]
        closes = after >= group.end or sk.kinds[after] & (k.PUNCTUATION | k.PREPOSITION | k.RELATIVE)
        if not closes:
            return None
        told = "hearer" in group.verb.frames or not _only_apposition(sk, after, group.end)
        if told and subject_before(sk, i, group.start) is not None:
            return None
    return subject


def _announced(sk: Skeleton, group: _Group) -> Span | None:
    """The subject between a verb that opens its sentence and a colon: "Added the minister: “…”"."""
    subject = phrase_at(sk, group.last, group.end) if group.verb.forms & PAST else None
    if subject is None or subject[1] >= group.end or sk.lowers[subject[1]] != ":":
        return None
    return subject if _may_speak(sk, subject) else None


def _only_apposition(sk: Skeleton, start: int, end: int) -> bool:
    """Whether no verb but a relative clause's stands in the words behind a subject at a sentence's end."""
    if start < end and not sk.kinds[start] & k.PUNCTUATION:
        return False
    for i in range(start, end):
        if sk.kinds[i] & k.RELATIVE:
            return True
        if sk.kinds[i] & (k.AUXILIARY | k.OTHER_VERB | k.QUOTE | k.CUE | k.SUBJECT):
            return False
    return True


def _may_speak(sk: Skeleton, subject: Span) -> bool:
    first, last = subject
    if (
        sk.kinds[first] & (k.DETERMINER | k.POSSESSIVE | k.SUBJECT)
        or sk.capital(first)
        or sk.capital(last - 1)
    ):
        return True
    return sk.lowers[last - 1].endswith("s") or last - first > 1
