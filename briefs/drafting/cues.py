"""Find the reporting verbs of a sentence and who their subject is."""

from __future__ import annotations

from dataclasses import dataclass

from tearline.briefs.drafting import skeleton as k
from tearline.briefs.drafting.phrases import (
    clause_subject,
    is_adverb,
    phrase_at,
    phrase_before,
    subject_before,
)
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.briefs.drafting.verbs import BASE, GERUND, PARTICIPLE, PAST, THIRD, Verb, reporting_verbs
from tearline.index.article import Span

_NAMED_NOUNS = frozenset(
    {"people", "police", "officials", "many", "some", "others", "few", "most", "both", "men", "women"}
)
_MOST_CUES = 24  # in one sentence; each is compared with each, and no prose has so many
_SPEECH_FORMS = frozenset({"said", "says", "say", "told", "tells"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb as it stands: words [first, last) are its verb group, `at` is the verb itself.

    `subject` are the words that name its subject, None where none was found; `how` says how they were found:
    beside, apposition, relative, inverted (after the verb), joined (the subject of the clause before "and"),
    gerund, infinitive. `antecedent` is what a relative pronoun stands for.
    """

    first: int
    last: int
    at: int
    verb: Verb
    subject: Span | None
    how: str
    sentence: int
    negated: bool = False
    passive: bool = False
    antecedent: Span | None = None


def find_cues(sk: Skeleton, sentence: int) -> list[Cue]:
    """The cues of one sentence, in order."""
    start, end = sk.sentences[sentence]
    cues: list[Cue] = []
    kinds = sk.kinds
    for i in range(start, end):
        if kinds[i] & k.CUE:
            cue = _read_cue(sk, i, start, end, sentence, cues)
            if cue is not None:
                cues.append(cue)
                if len(cues) == _MOST_CUES:
                    break
    return cues


def _verb_at(sk: Skeleton, i: int, end: int) -> tuple[Verb, int] | None:
    plain, with_particle = reporting_verbs()
    word = sk.lowers[i]
    if i + 1 < end:
        verb = with_particle.get((word, sk.lowers[i + 1]))
        if verb is not None:
            return verb, i + 2
    verb = plain.get(word)
    return (verb, i + 1) if verb else None


def _read_cue(sk: Skeleton, i: int, start: int, end: int, sentence: int, before: list[Cue]) -> Cue | None:
    found = _verb_at(sk, i, end)
    if found is None:
        return None
    verb, last = found
    kinds, lowers = sk.kinds, sk.lowers
    first, negated = i, False
    while first > start:
        kind = kinds[first - 1]
        if kind & (k.AUXILIARY | k.NEGATION) and not (
            sk.capital(first - 1) and lowers[first - 1] in ("will", "may")
        ):
            negated = negated or bool(kind & k.NEGATION) or lowers[first - 1].endswith(("n't", "n’t"))
            if kind & k.SUBJECT:
                break
        elif not is_adverb(sk, first - 1):
            break
        first -= 1
    helpers = kinds[first - 1] if first > start and kinds[first - 1] & k.SUBJECT else 0
    for j in range(first, i):
        helpers |= kinds[j]
    previous = i - 1
    while previous >= start and is_adverb(sk, previous):
        previous -= 1
    beside = kinds[previous] if previous >= start else 0
    forms = verb.forms
    if sk.capital(i) and i > start and not lowers[i].endswith("ing") and _in_name(sk, i, start, end):
        return None
    if beside & k.BE and forms & PARTICIPLE:
        return _passive(sk, i, first, last, verb, sentence, start, negated=negated)
    if (
        beside & (k.DETERMINER | k.POSSESSIVE)
        and not beside & k.SUBJECT
        and lowers[previous]
        not in ("that", "this", "some", "many", "others", "most", "both", "all", "none", "few")
    ):
        return None
    if (
        previous >= start
        and lowers[previous].endswith(("'s", "’s", "s’", "s'"))
        and not beside & k.AUXILIARY
        and previous == i - 1
    ):
        return None
    if lowers[previous] == "to" and previous >= start and forms & BASE:
        return _infinitive(sk, i, previous, last, verb, sentence, start, before, negated=negated)
    if beside & k.PREPOSITION and previous >= start and not forms & GERUND:
        if not (beside & k.ADVERB) and lowers[previous] not in ("as", "than", "like"):
            return None
    if forms & GERUND and not helpers & k.BE:
        return _gerund(sk, i, first, last, verb, sentence, before, negated=negated)
    if forms & GERUND and not helpers & k.BE:
        return None
    if not forms & GERUND and forms == BASE and not helpers & (k.MODAL | k.DO):
        plural_needed = True
    else:
        plural_needed = forms & BASE and not forms & PAST and not helpers & (k.MODAL | k.DO)
    subject = subject_before(sk, first, start) if first > start else None
    if (
        helpers & k.SUBJECT
        and first > start
        and kinds[first - 1] & k.SUBJECT
        and kinds[first - 1] & k.AUXILIARY
    ):
        subject = ((first - 1, first), "beside")
    inverted = _inverted(sk, i, last, first, start, end, verb)
    if inverted is not None:
        return Cue(first, inverted[1], i, verb, inverted, "inverted", sentence)
    if subject is None:
        subject = _shared_subject(sk, first, start, before)
        if subject is None:
            return None
    (a, b), how = subject
    antecedent = None
    if how == "relative":
        antecedent, pronoun = (a, b), _relative_pronoun(sk, b, first)
        if pronoun is None:
            return None
        a, b = pronoun
    who = antecedent or (a, b)
    if plural_needed and not _plural(sk, who):
        return None
    if forms & THIRD and how == "beside" and not _certain_verb(sk, i, (a, b)):
        return None
    if not forms & (PAST | GERUND | BASE | THIRD) and not helpers & k.HAVE:
        return None
    if (
        forms & PAST
        and how == "beside"
        and lowers[last : last + 1] == ["by"]
        and "by" not in verb.prepositions
    ):
        return None
    return Cue(first, last, i, verb, (a, b), how, sentence, negated, antecedent=antecedent)


def _in_name(sk: Skeleton, i: int, start: int, end: int) -> bool:
    """Whether a capitalized verb is a name or a headline word among capitals rather than a verb."""
    if i + 1 < end and sk.capital(i + 1) and not sk.kinds[i + 1] & (k.SUBJECT | k.DETERMINER | k.POSSESSIVE):
        return i == start + 0 or not _headline(sk, start, end)
    return not _headline(sk, start, end)


def _headline(sk: Skeleton, start: int, end: int) -> bool:
    total = capitals = 0
    for i in range(start, end):
        if sk.words[i][0].isalpha() and len(sk.words[i]) > 3:
            total += 1
            capitals += sk.capital(i)
    return total > 3 and capitals * 5 >= total * 4


def _relative_pronoun(sk: Skeleton, low: int, high: int) -> Span | None:
    for i in range(low, high):
        if sk.lowers[i] in ("who", "which", "that"):
            return i, i + 1
    return None


def _plural(sk: Skeleton, who: Span) -> bool:
    a, b = who
    word = sk.lowers[b - 1]
    if b - a == 1 and sk.kinds[a] & k.SUBJECT:
        return word in ("they", "we", "i", "you", "who")
    for i in range(a, b):
        if sk.lowers[i] in ("and", "&"):
            return True
    head = b - 1
    for i in range(a, b):
        if sk.lowers[i] in ("of", "for", "in", "at", "from", "with", "on") and i > a:
            head = i - 1
            break
    word = sk.lowers[head]
    return (
        word in _NAMED_NOUNS
        or (word.endswith("s") and not word.endswith(("ss", "'s", "’s")))
        or word.isdigit()
    )


def _certain_verb(sk: Skeleton, i: int, subject: Span) -> bool:
    """Whether a form in -s is a verb after this subject: "Smith claims", not "insurance claims"."""
    if sk.lowers[i] in _SPEECH_FORMS:
        return True
    a, b = subject
    kind = sk.kinds[a]
    if b - a == 1 and kind & (k.SUBJECT | k.NOUN_PRONOUN):
        return True
    after = sk.lowers[i + 1] if i + 1 < len(sk.lowers) else "."
    if after in ("of", "by", "from", "were", "are", "have", "and", "or", "in", "against") and not sk.capital(
        b - 1
    ):
        return False
    if sk.capital(b - 1):
        return True
    return bool(kind & (k.DETERMINER | k.POSSESSIVE)) and b - a > 1


def _passive(
    sk: Skeleton, i: int, first: int, last: int, verb: Verb, sentence: int, start: int, *, negated: bool
) -> Cue | None:
    subject = subject_before(sk, first, start) if first > start else None
    if subject is None and first > start and sk.kinds[first - 1] & k.SUBJECT:
        subject = ((first - 1, first), "beside")
    if subject is None:
        return None
    return Cue(first, last, i, verb, subject[0], subject[1], sentence, negated, passive=True)


def _infinitive(
    sk: Skeleton,
    i: int,
    to: int,
    last: int,
    verb: Verb,
    sentence: int,
    start: int,
    before: list[Cue],
    *,
    negated: bool,
) -> Cue | None:
    subject: Span | None = None
    antecedent: Span | None = None
    for cue in reversed(before):
        if cue.subject is not None and not cue.passive:
            subject, antecedent = cue.subject, cue.antecedent
            break
    if subject is None:
        subject = clause_subject(sk, start, to)
    if subject is None:
        return None
    return Cue(to, last, i, verb, subject, "infinitive", sentence, negated, antecedent=antecedent)


def _gerund(
    sk: Skeleton,
    i: int,
    first: int,
    last: int,
    verb: Verb,
    sentence: int,
    before: list[Cue],
    *,
    negated: bool,
) -> Cue | None:
    start, end = sk.sentences[sentence]
    if i == start or all(
        sk.kinds[j] & (k.CONJUNCTION | k.PREPOSITION | k.SUBORDINATOR) for j in range(start, first)
    ):
        subject = clause_subject(sk, start, end)
        if subject is None or subject[0] <= i:
            return None
        return Cue(first, last, i, verb, subject, "gerund", sentence, negated)
    if sk.kinds[i - 1] & (k.DETERMINER | k.POSSESSIVE):
        return None
    for cue in reversed(before):
        if cue.subject is not None and not cue.passive:
            return Cue(
                first, last, i, verb, cue.subject, "gerund", sentence, negated, antecedent=cue.antecedent
            )
    subject = clause_subject(sk, start, first)
    if subject is None:
        return None
    return Cue(first, last, i, verb, subject, "gerund", sentence, negated)


def _shared_subject(sk: Skeleton, first: int, start: int, before: list[Cue]) -> tuple[Span, str] | None:
    """The subject of a verb that "and" or a comma ties to the verb before it."""
    if first <= start:
        return None
    j = first - 1
    if not (sk.kinds[j] & (k.CONJUNCTION | k.COMMA) or sk.lowers[j] == "then"):
        return None
    for cue in reversed(before):
        if cue.subject is not None and not cue.passive and cue.how not in ("gerund", "infinitive"):
            return cue.subject, "joined"
    subject = clause_subject(sk, start, first)
    return (subject, "joined") if subject else None


def _inverted(sk: Skeleton, i: int, last: int, first: int, start: int, end: int, verb: Verb) -> Span | None:
    """The subject after the verb: "…,” said the minister."""
    if first != i or i == start or "quote" not in verb.frames or last >= end:
        return None
    before = sk.kinds[i - 1]
    if not before & (k.QUOTE | k.COMMA) and sk.lowers[i - 1] not in (
        "?",
        "!",
        "-",
        "—",
        "–",
        "--",
        "”",
        "''",
    ):
        return None
    if sk.kinds[last] & (k.QUOTE | k.PUNCTUATION | k.SUBORDINATOR | k.PREPOSITION | k.TIME):
        return None
    subject = phrase_at(sk, last, end)
    if subject is None:
        return None
    if before & k.COMMA and i - 2 >= start and not sk.kinds[i - 2] & k.QUOTE:
        after = subject[1]
        closes = after >= end or sk.kinds[after] & (k.PUNCTUATION | k.PREPOSITION | k.RELATIVE)
        if not closes or _before_comma_is_subject(sk, i - 1, start):
            return None
    return subject


def _before_comma_is_subject(sk: Skeleton, comma: int, start: int) -> bool:
    """Whether "X, …, said Y" is X's apposition: then what follows the verb is no subject."""
    found = subject_before(sk, comma + 1, start)
    if found is None:
        return False
    phrase, _ = found
    for j in range(start, phrase[0]):
        if sk.kinds[j] & (k.AUXILIARY | k.OTHER_VERB | k.CUE):
            return False
    verbs = sum(1 for j in range(phrase[1], comma) if sk.kinds[j] & (k.AUXILIARY | k.OTHER_VERB))
    return verbs == 0


__all__ = ["Cue", "find_cues", "phrase_before"]
