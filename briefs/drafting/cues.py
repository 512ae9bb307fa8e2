"""Find the reporting verbs of a sentence and who their subject is."""

from __future__ import annotations

from typing import NamedTuple

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.phrases import (
    NOUNS_IN_ING,
    clause_subject,
    phrase_at,
    phrase_before,
    subject_before,
)
from tearline.briefs.drafting.skeleton import DASHES, Skeleton
from tearline.briefs.drafting.verb_groups import (
    ALWAYS_VERBS,
    VerbGroup,
    agrees,
    is_headline,
    is_noun_here,
    verb_group,
)
from tearline.briefs.drafting.verbs import BASE, GERUND, PARTICIPLE, PAST, THIRD, Verb
from tearline.index.article import Span

_MOST_CUES = 24  # in one sentence; each is compared with each, and no prose has so many
_DOCUMENTS = words("reporting-nouns", "document")
_NOUNS = words("reporting-nouns", "clause")
_RECORDINGS = words("reporting-nouns", "recording")
_POINTING = frozenset({"this", "that", "these", "those", "something"})
_ANYBODY = frozenset({"you", "one", "everyone", "everybody", "anyone", "anybody"})


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


def _cue(group: VerbGroup, subject: Span | None, how: str, antecedent: Span | None = None) -> Cue:
    return Cue(
        group.first, group.last, group.at, group.verb, subject, how, group.sentence, group.negated, antecedent
    )


def find_cues(sk: Skeleton, sentence: int) -> list[Cue]:
    """The cues of one sentence, in order."""
    start, end = sk.sentences[sentence]
    cues: list[Cue] = []
    for i in sk.cues_in(start, end)[:_MOST_CUES]:
        group = verb_group(sk, i, start, end, sentence)
        cue = _read_cue(sk, group, cues) if group is not None else None
        if cue is not None:
            cues.append(cue)
    return cues


def _read_cue(sk: Skeleton, group: VerbGroup, before: list[Cue]) -> Cue | None:
    """The cue of a verb group, or None where the word is no verb here or nothing can be its subject."""
    i, forms = group.at, group.verb.forms
    beside = sk.kinds[group.previous] if group.previous >= group.start else 0
    if sk.capital(i) and i > group.start and not is_headline(sk, group.start, group.end):
        return None
    if sk.lowers[group.previous : i + 1] == ["all", "told"]:
        return None
    if beside & k.BE and forms & PARTICIPLE:
        subject = _subject(sk, group)
        return _cue(group, subject[0], "passive") if subject else None
    if is_noun_here(sk, group, beside):
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
    if subject is None or not agrees(sk, group, *subject) or sk.lowers[subject[0][0]] == "according":
        return None
    words_, how = subject
    if (
        how == "beside"
        and "name" in group.verb.frames
        and group.first == i
        and _is_governed(sk, group, words_)
    ):
        return None  # "worships this idea called the “Tide Curve”"
    last = sk.lowers[words_[1] - 1]
    if last == "you" or (group.verb.kind != "speech" and last in _ANYBODY):
        return None  # "you can see that …": nobody in particular, or whoever is asked
    if how != "relative":
        return _cue(group, words_, how)
    if not _may_be_said_by(sk, words_):
        return None
    pronoun = next(
        (j for j in range(words_[1], group.first) if sk.lowers[j] in ("who", "which", "that")), None
    )
    return _cue(group, (pronoun, pronoun + 1), how, words_) if pronoun is not None else None


def _is_governed(sk: Skeleton, group: VerbGroup, subject: Span) -> bool:
    """Whether a verb or preposition stands before what looks like a subject: then its participle follows."""
    before = subject[0] - 1
    if before < group.start or sk.lowers[subject[0]] not in _POINTING:
        return False
    kind, word = sk.kinds[before], sk.lowers[before]
    return bool(kind & (k.PREPOSITION | k.OTHER_VERB)) or (not kind and word.endswith(("s", "ed")))


def _may_be_said_by(sk: Skeleton, antecedent: Span) -> bool:
    """Whether what a relative clause hangs on can say something: "the talks that underlined" cannot."""
    first, last = antecedent
    if sk.lowers[last] not in ("that", "which") and sk.lowers[last + 1 : last + 2] != ["which"]:
        return True
    head = next((i for i in range(first + 1, last) if sk.kinds[i] & k.PREPOSITION), last) - 1
    return sk.capital(head) or sk.lowers[head] in _DOCUMENTS


def _subject(sk: Skeleton, group: VerbGroup) -> tuple[Span, str] | None:
    first = group.first
    if (
        first < group.at and sk.kinds[first] & k.SUBJECT
    ):  # "he's", "they'd": subject and auxiliary in one word
        return (first, first + 1), "beside"
    return subject_before(sk, first, group.start) if first > group.start else None


def _infinitive(sk: Skeleton, group: VerbGroup, before: list[Cue]) -> Cue | None:
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


def _gerund(sk: Skeleton, group: VerbGroup, before: list[Cue]) -> Cue | None:
    opening = k.CONJUNCTION | k.PREPOSITION | k.SUBORDINATOR
    if all(sk.kinds[j] & opening or sk.adverb(j) for j in range(group.start, group.at)):
        subject = clause_subject(sk, group.start, group.end)
        return _cue(group, subject, "gerund") if subject is not None and subject[0] > group.at else None
    if group.verb.kind == "evidence" and not _tells_clause(sk, group.last):
        return None  # "divers documenting the wreck"
    if sk.lowers[group.at] in NOUNS_IN_ING and sk.capital(group.at - 1):
        return None  # "a Senate hearing"
    described = group.at - 1 > group.start and sk.lowers[group.at - 2] in ("a", "an")
    if described and not sk.kinds[group.at - 1] and sk.lowers[group.at] in _NOUNS:
        return None  # "a tough warning"
    own = phrase_before(sk, group.first, group.start)
    if own is not None and (seen := _in_recording(sk, own)) is not None:
        return _cue(group, seen, "gerund")
    if own is not None and (whose := _joined_by_with(sk, own, group.start)) is not None:
        return _cue(group, whose, "gerund")
    if group.verb.lemma == "read":  # "a banner reading “…”"
        return _cue(group, own, "gerund") if own is not None else None
    governing = _governing(before)
    if governing is not None:
        return _cue(group, governing.subject, "gerund", governing.antecedent)
    subject = clause_subject(sk, group.start, group.at)
    return _cue(group, subject, "gerund") if subject is not None else None


def _tells_clause(sk: Skeleton, after: int) -> bool:
    """Whether "that" or a question word follows a verb: "showing that", "documenting how"."""
    return after < len(sk.words) and bool(sk.kinds[after] & (k.SUBORDINATOR | k.QUESTION))


def _joined_by_with(sk: Skeleton, phrase: Span, floor: int) -> Span | None:
    """Who speaks in "…, with marchers chanting", "…, with marchers and riders chanting"."""
    if phrase[0] > floor and sk.lowers[phrase[0] - 1] == "and":
        other = phrase_before(sk, phrase[0] - 1, floor)
        if other is not None and not any(kind & k.PREPOSITION for kind in sk.kinds[slice(*other)]):
            phrase = (other[0], phrase[1])
    return phrase if phrase[0] > floor and sk.lowers[phrase[0] - 1] == "with" else None


def _in_recording(sk: Skeleton, phrase: Span) -> Span | None:
    """Who speaks in "footage of Ann Smith saying"."""
    for i in range(phrase[0], phrase[1] - 2):
        if sk.lowers[i] in _RECORDINGS and sk.lowers[i + 1] == "of":
            return i + 2, phrase[1]
    return None


def _governing(before: list[Cue]) -> Cue | None:
    return next((cue for cue in reversed(before) if cue.subject is not None and cue.how != "passive"), None)


def _shared_subject(sk: Skeleton, group: VerbGroup, before: list[Cue]) -> tuple[Span, str] | None:
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


def _is_listed_noun(sk: Skeleton, group: VerbGroup) -> bool:
    """Whether a form in -s is the second of two plurals: "new faces and voices"."""
    before = group.first - 2
    if group.verb.forms != THIRD or before < group.start or sk.lowers[group.at] in ALWAYS_VERBS:
        return False
    word = sk.lowers[before]
    return (
        sk.lowers[before + 1] in ("and", "or")
        and word.endswith("s")
        and not sk.kinds[before] & ~(k.CUE | k.OTHER_VERB)
    )


def _inverted(sk: Skeleton, group: VerbGroup) -> Span | None:
    """The subject after the verb: "…,” said the minister"."""
    i, last = group.at, group.last
    if group.first != i or "quote" not in group.verb.frames or last >= group.end:
        return None
    if i == group.start:
        return _announced(sk, group)
    before = sk.kinds[i - 1]
    if group.verb.lemma in ("tell", "read") and not before & k.QUOTE:
        return None  # "Vey – a diver – told the Courier": whoever is told; "Vey did, it seems, read his book"
    if (
        not before & (k.QUOTE | k.COMMA)
        and sk.lowers[i - 1] not in ("?", "!", "”", "''")
        and sk.lowers[i - 1] not in DASHES
    ):
        return None
    if sk.kinds[last] & (k.QUOTE | k.PUNCTUATION | k.SUBORDINATOR | k.PREPOSITION | k.TIME) or sk.adverb(
        last
    ):
        return None
    subject = phrase_at(sk, last, group.end)
    if subject is None or not _may_speak(sk, subject) or sk.kinds[last] & k.OTHER_VERB:
        return None
    if subject[1] < group.end and sk.kinds[subject[1]] & k.AUXILIARY:  # "…, said the plan would fail"
        return None
    if sk.lowers[i - 1] in DASHES and subject[1] < group.end and not sk.kinds[subject[1]] & k.PUNCTUATION:
        return None  # "the data – held by one firm – reveals people's travels in detail"
    if before & k.COMMA and i - 2 >= group.start and not sk.kinds[i - 2] & k.QUOTE:
        after = subject[1]
        closes = after >= group.end or sk.kinds[after] & (k.PUNCTUATION | k.PREPOSITION | k.RELATIVE)
        if not closes:
            return None
        told = "hearer" in group.verb.frames or not _only_apposition(sk, after, group.end)
        if told and subject_before(sk, i, group.start) is not None:
            return None
    return subject


def _announced(sk: Skeleton, group: VerbGroup) -> Span | None:
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
