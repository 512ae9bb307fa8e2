"""Noun phrases without a parser: the one that ends before a word, the one that begins at a word."""

from __future__ import annotations

from tearline.briefs.drafting.skeleton import (
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    NEGATION,
    NOUN_PRONOUN,
    OBJECT,
    OTHER_VERB,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    Skeleton,
)
from tearline.index.article import Span

# What no noun phrase contains.
_OUTSIDE = (
    AUXILIARY
    | PREPOSITION
    | CONJUNCTION
    | SUBORDINATOR
    | RELATIVE
    | QUESTION
    | PUNCTUATION
    | QUOTE
    | SUBJECT
    | NEGATION
)
_LONGEST = 12  # words of a plain noun phrase
_REACH = 40  # words looked back over for the noun phrase that an apposition belongs to
_JOINING = frozenset(
    {"of", "for", "in", "at", "from", "with", "on", "to", "by", "about", "near", "behind", "against"}
)
_NOUN_BEFORE_TO = frozenset(
    {"close", "adviser", "advisor", "aide", "counsel", "ambassador", "envoy", "secretary", "assistant"}
)
_GERUND_NOUNS = frozenset(
    [
        "king",
        "spring",
        "thing",
        "something",
        "anything",
        "nothing",
        "everything",
        "being",
        "ring",
        "wing",
        "building",
        "meeting",
    ]
)


def is_adverb(sk: Skeleton, i: int) -> bool:
    """Whether word i only modifies the verb beside it."""
    if sk.kinds[i] & (ADVERB | NEGATION):
        return True
    word = sk.lowers[i]
    return word.endswith("ly") and len(word) > 4 and not sk.capital(i)


def phrase_before(sk: Skeleton, end: int, floor: int) -> Span | None:
    """The noun phrase whose last word is end - 1, with its of/for/in phrases where a common noun heads it."""
    base = _plain_phrase_before(sk, end, floor)
    if base is None:
        return None
    start = base[0]
    for _ in range(4):
        joint = start - 1
        if joint <= floor or not sk.kinds[joint] & PREPOSITION or sk.lowers[joint] not in _JOINING:
            break
        outer = _plain_phrase_before(sk, joint, floor)
        if outer is None or sk.kinds[outer[0]] & SUBJECT:
            break
        start = outer[0]
    return start, end


def _plain_phrase_before(sk: Skeleton, end: int, floor: int) -> Span | None:
    kinds = sk.kinds
    last = end - 1
    if last < floor:
        return None
    if kinds[last] & (SUBJECT | NOUN_PRONOUN) and not sk.lowers[last] == "that":
        if kinds[last] & SUBJECT or last == floor or not _nounish(sk, last - 1):
            return (last, end)
    k = last
    while k >= floor and last - k < _LONGEST:
        kind = kinds[k]
        if kind & (DETERMINER | POSSESSIVE) and not kind & SUBJECT:
            if k > floor and kinds[k - 1] & DETERMINER:
                k -= 1
            return None if k == last and not kind & NOUN_PRONOUN else (k, end)
        if kind & _OUTSIDE and not (sk.capital(k) and k > floor and _part_of_name(sk, k)):
            break
        if kind & TIME and k < last and not sk.capital(k + 1):
            pass
        if kind & CUE and k < last and _acts_as_verb(sk, k, floor):
            break
        if kind & OTHER_VERB and not sk.capital(k):
            break
        if sk.words[k].isdigit() and k == last:
            return None
        k -= 1
    k += 1
    while k < end and (
        kinds[k] & (ADVERB | TIME) or (sk.lowers[k].isdigit() and k + 1 < end and sk.capital(k + 1))
    ):
        k += 1
    return (k, end) if k < end else None


def _nounish(sk: Skeleton, i: int) -> bool:
    return not sk.kinds[i] & (_OUTSIDE | ADVERB | TIME | CUE | OTHER_VERB)


def _part_of_name(sk: Skeleton, k: int) -> bool:
    """Whether a function word with a capital stands inside a name: "The Times", "Will Smith", "Department Of"."""
    return sk.lowers[k] in ("will", "may", "may's") and k + 1 < len(sk.words) and sk.capital(k + 1)


def _acts_as_verb(sk: Skeleton, k: int, floor: int) -> bool:
    """Whether a word that may be a reporting verb is one here, not a noun or an adjective ("campaign report")."""
    if sk.capital(k):
        return False
    word = sk.lowers[k]
    if k > floor and (
        sk.kinds[k - 1] & (DETERMINER | POSSESSIVE) or sk.lowers[k - 1].endswith(("'s", "’s", "s'", "s’"))
    ):
        return False
    if word.endswith("ed") and k + 1 < len(sk.words):
        return sk.capital(k + 1) or k == floor or sk.capital(k - 1)
    return word in (
        "said",
        "says",
        "told",
        "wrote",
        "say",
        "think",
        "believe",
        "know",
        "thought",
        "saying",
        "telling",
    )


def phrase_at(sk: Skeleton, start: int, limit: int, *, subject: bool = False) -> Span | None:
    """The noun phrase that begins at a word, with its of-phrases.

    `subject` says that a verb follows: a word in lower case after a name is then that verb rather than a noun.
    """
    kinds = sk.kinds
    i = start
    if i >= limit:
        return None
    if kinds[i] & (SUBJECT | OBJECT) and not kinds[i] & POSSESSIVE:
        return (i, i + 1)
    while i < limit and (kinds[i] & (DETERMINER | POSSESSIVE)) and i - start < 3:
        i += 1
    opened = i > start
    named = False
    while i < limit and i - start < _LONGEST + 4:
        kind = kinds[i]
        word = sk.lowers[i]
        if kind & PREPOSITION and word in ("of", "for") and i > start and i + 1 < limit:
            if word == "for" and named:
                break
            inner = phrase_at(sk, i + 1, limit, subject=subject)
            return (start, inner[1]) if inner else (start, i)
        if word in ("and", "&") and i > start and i + 1 < limit and sk.capital(i + 1) and sk.capital(i - 1):
            i += 1
            continue
        if kind & _OUTSIDE or (kind & DETERMINER and i > start):
            if not (
                sk.capital(i)
                and i + 1 < limit
                and sk.capital(i + 1)
                and not kind & PUNCTUATION
                and word in ("will", "may")
            ):
                break
        if kind & TIME and i > start:
            break
        if kind & ADVERB and i > start:
            break
        if sk.capital(i):
            named = True
        elif i > start and _verb_after_name(sk, i, named=named, subject=subject):
            break
        i += 1
    if i == start or (opened and i == start + 1 and not kinds[start] & (NOUN_PRONOUN | POSSESSIVE)):
        return None
    return start, i


def _verb_after_name(sk: Skeleton, i: int, *, named: bool, subject: bool) -> bool:
    kind, word = sk.kinds[i], sk.lowers[i]
    if kind & OTHER_VERB:
        return True
    if not subject:
        return bool(kind & CUE) and named and word.endswith(("ed", "aid"))
    if word.endswith("ed"):
        return True
    return bool(kind & CUE) and (named or word in ("said", "says", "told", "say", "think", "believe", "want"))


def clause_subject(sk: Skeleton, start: int, limit: int) -> Span | None:
    """The subject of the clause that begins at `start`: its first noun phrase that an opening phrase does not own."""
    kinds = sk.kinds
    i = start
    for _ in range(4):
        while i < limit and (kinds[i] & (CONJUNCTION | STOP) or is_adverb(sk, i) or kinds[i] & COMMA):
            i += 1
        if i >= limit:
            return None
        opener = kinds[i]
        word = sk.lowers[i]
        gerund = (
            word.endswith("ing")
            and word not in _GERUND_NOUNS
            and not opener & PREPOSITION
            and not sk.capital(i + 1 if i + 1 < limit else i)
        )
        participle = word.endswith("ed") and bool(opener & CUE or word in ("asked", "based", "speaking"))
        if (
            (opener & (PREPOSITION | SUBORDINATOR | TIME | QUOTE) and not opener & DETERMINER)
            or gerund
            or participle
            or word == "to"
        ):
            comma = next_comma(sk, i, min(limit, i + _REACH))
            if comma is None:
                return None
            i = comma + 1
            continue
        return phrase_at(sk, i, limit, subject=True)
    return None


def next_comma(sk: Skeleton, start: int, limit: int) -> int | None:
    """The next comma outside round brackets."""
    depth = 0
    for i in range(start, limit):
        word = sk.lowers[i]
        if word == "(":
            depth += 1
        elif word == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and sk.kinds[i] & COMMA:
            return i
    return None


def subject_before(sk: Skeleton, end: int, floor: int) -> tuple[Span, str] | None:
    """The subject of the verb group that begins at word `end`, and how it was found; None where none stands there.

    How: "beside" (right before the verb), "apposition" (before a comma pair), "relative" (before who/which).
    """
    kinds = sk.kinds
    j = end
    while j > floor and (is_adverb(sk, j - 1) or (kinds[j - 1] & TIME and not kinds[j - 1] & DETERMINER)):
        j -= 1
    if j > floor and j < end and sk.lowers[j - 1] in ("on", "in", "last", "this", "late", "early"):
        j -= 1
        while j > floor and sk.lowers[j - 1] in ("on", "in", "late", "early", "last"):
            j -= 1
    if j <= floor:
        return None
    kind = kinds[j - 1]
    word = sk.lowers[j - 1]
    if kind & SUBJECT and word != "who":
        return (j - 1, j), "beside"
    if word in ("who", "which", "that"):
        before = j - 1
        if before > floor and kinds[before - 1] & COMMA:
            before -= 1
        found = phrase_before(sk, before, floor)
        return (found, "relative") if found else None
    if word == ")":
        j = _before_bracket(sk, j - 1, floor)
        if j is None or j <= floor:
            return None
        if kinds[j - 1] & COMMA:
            return _before_apposition(sk, j - 1, floor)
        kind = kinds[j - 1]
    if kind & COMMA:
        return _before_apposition(sk, j - 1, floor)
    if sk.lowers[j - 1] in ("—", "–", "--"):
        for k in range(j - 2, max(floor, j - _REACH), -1):
            if sk.lowers[k] in ("—", "–", "--"):
                found = phrase_before(sk, k, floor)
                return (found, "apposition") if found else None
        return None
    found = phrase_before(sk, j, floor)
    if found is None:
        return None
    if sk.lowers[found[0] - 1 if found[0] > floor else floor] == "," and found[0] - 1 > floor:
        return found, "beside"
    return found, "beside"


def _before_bracket(sk: Skeleton, closing: int, floor: int) -> int | None:
    for k in range(closing - 1, max(floor - 1, closing - _REACH), -1):
        if sk.lowers[k] == "(":
            return k
    return None


def _before_apposition(sk: Skeleton, comma: int, floor: int) -> tuple[Span, str] | None:
    """The noun phrase that "X, an apposition, [comma]" begins with: the farthest one that a comma ties on."""
    best: Span | None = None
    k = comma - 1
    lowest = max(floor, comma - _REACH)
    while k > lowest:
        if sk.kinds[k] & COMMA:
            left = k
            if sk.lowers[left - 1] == ")":
                left = _before_bracket(sk, left - 1, floor) or left
                if left > floor and sk.kinds[left - 1] & COMMA:
                    left -= 1
            found = phrase_before(sk, left, floor)
            if found is not None and _heads_apposition(sk, found, k + 1):
                best = found
                if found[0] <= floor or not sk.kinds[found[0] - 1] & COMMA:
                    break
                k = found[0] - 1
                continue
        elif sk.lowers[k] in (";", ":", '"') or sk.kinds[k] & QUOTE:
            break
        k -= 1
    if best is None:
        return None
    return best, "apposition"


def _heads_apposition(sk: Skeleton, phrase: Span, after: int) -> bool:
    """Whether what follows the comma can be said of the phrase: "a senator", "who …", "74", "of Ohio", "chairman"."""
    start = phrase[0]
    if sk.words[start].isdigit() or sk.kinds[start] & TIME:
        return False
    kind = sk.kinds[after]
    if kind & (SUBJECT & ~RELATIVE) and sk.lowers[after] != "who":
        return False
    if kind & CONJUNCTION:
        return False
    return not (kind & SUBORDINATOR and not kind & RELATIVE)
