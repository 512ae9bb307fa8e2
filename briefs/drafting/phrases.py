"""Noun phrases without a parser: the one that ends before a word, the one that begins at a word."""

from __future__ import annotations

from tearline.briefs.drafting import word_kinds as k
from tearline.briefs.drafting.gazetteer import gazetteer
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.skeleton import DASHES, Skeleton
from tearline.briefs.drafting.verbs import BASE, reporting_verbs
from tearline.index.article import Span

# What no noun phrase contains.
_OUTSIDE = (
    k.AUXILIARY
    | k.PREPOSITION
    | k.CONJUNCTION
    | k.SUBORDINATOR
    | k.RELATIVE
    | k.QUESTION
    | k.PUNCTUATION
    | k.QUOTE
    | k.SUBJECT
    | k.NEGATION
)
_LONGEST = 12  # words of a plain noun phrase
_REACH = 40  # words looked back over for the noun phrase that an apposition belongs to
_JOINING = words("grammar", "joins nouns")
NOUNS_IN_ING = words("grammar", "noun in -ing")
_DAYS = words("grammar", "day")
_PARTICIPLE_OPENERS = words("grammar", "participle opener")
_PLAIN_VERBS = words("grammar", "always verb")
_FLOATING = frozenset({"both", "all", "each", "himself", "herself", "themselves", "itself", "alike"})
_NAMES_LIKE_MODALS = frozenset({"will", "may"})


# ------------------------------------------------------------------------------------- looking backwards
def phrase_before(sk: Skeleton, end: int, floor: int) -> Span | None:
    """The noun phrase whose last word is end - 1, with the nouns its of/for/in phrases hang on."""
    base = _plain_phrase_before(sk, end, floor)
    if base is None:
        return None
    start = _with_pair(sk, base[0], floor)
    for _ in range(4):
        joint = start - 1
        if joint <= floor or sk.lowers[joint] not in _JOINING:
            break
        outer = _plain_phrase_before(sk, joint, floor)
        if outer is None or sk.kinds[outer[0]] & k.SUBJECT:
            break
        start = outer[0]
    return start, end


def _with_pair(sk: Skeleton, start: int, floor: int) -> int:
    """Where "the Russian and Chinese presidents" begins, given where its last part does."""
    joint = start - 1
    if (
        joint <= floor
        or sk.lowers[joint] not in ("and", "&")
        or not sk.capital(start)
        or not sk.capital(joint - 1)
    ):
        return start
    left = _plain_phrase_before(sk, joint, floor)
    if left is None or sk.kinds[left[0]] & k.SUBJECT:
        return start
    before = left[0] - 1
    clear = before < floor or sk.kinds[before] & (k.SUBORDINATOR | k.CONJUNCTION | k.QUOTE | k.COMMA)
    one_name = (
        sk.lowers[left[0]] == "the" and sk.kinds[before] & k.PREPOSITION
    )  # "for the Ports and Ferries Union"
    return left[0] if clear or one_name else start


def _plain_phrase_before(sk: Skeleton, end: int, floor: int) -> Span | None:
    kinds, lowers, last = sk.kinds, sk.lowers, end - 1
    if last < floor or (lowers[last] in _PLAIN_VERBS and not sk.capital(last)):
        return None
    if kinds[last] & k.SUBJECT:
        return last, end
    if (
        kinds[last] & k.NOUN_PRONOUN
        and lowers[last] != "that"
        and (last == floor or not _nounish(sk, last - 1))
    ):
        return last, end
    i = last
    while i >= floor and last - i < _LONGEST:
        kind = kinds[i]
        if kind & (k.DETERMINER | k.POSSESSIVE):
            if i > floor and kinds[i - 1] & k.DETERMINER and lowers[i - 1] != "that":
                i -= 1
            if i == last:
                return None
            if (
                lowers[i] in ("which", "what", "that")
                and i > floor
                and kinds[i - 1] & (k.PREPOSITION | k.COMMA)
            ):
                return i + 1, end
            links = lowers[i] == "that" and (sk.capital(i + 1) or lowers[last].endswith("s"))
            return (i + 1, end) if links else (i, end)
        if kind & _OUTSIDE and not _capital_of_name(sk, i):
            break
        if (kind & k.CUE and i < last and _acts_as_verb(sk, i, floor)) or (
            kind & k.OTHER_VERB and not sk.capital(i)
        ):
            break
        if i == last and sk.words[i].isdigit() and (i == floor or kinds[i - 1] & (k.COMMA | k.TIME)):
            return None  # an age or a date
        i -= 1
    i += 1
    while i < end and (
        kinds[i] & (k.ADVERB | k.TIME) or (lowers[i].isdigit() and i + 1 < end and sk.capital(i + 1))
    ):
        i += 1
    return (i, end) if i < end else None


def _nounish(sk: Skeleton, i: int) -> bool:
    return not sk.kinds[i] & (_OUTSIDE | k.ADVERB | k.TIME | k.CUE | k.OTHER_VERB)


def _capital_of_name(sk: Skeleton, i: int) -> bool:
    """Whether a function word is part of a name: "Will Smith"."""
    return (
        sk.lowers[i] in _NAMES_LIKE_MODALS and sk.capital(i) and i + 1 < len(sk.words) and sk.capital(i + 1)
    )


def _acts_as_verb(sk: Skeleton, i: int, floor: int) -> bool:
    """Whether a reporting verb inside a would-be noun phrase is one, not a noun: "campaign report said"."""
    if sk.capital(i):
        return False
    word = sk.lowers[i]
    if i > floor and (sk.kinds[i - 1] & (k.DETERMINER | k.POSSESSIVE) or sk.owns(i - 1)):
        return False
    if word.endswith("ed") and i + 1 < len(sk.words):
        return sk.capital(i + 1) or i == floor or sk.capital(i - 1)
    return word in _PLAIN_VERBS or word in ("thought", "saying", "telling")


def subject_before(sk: Skeleton, end: int, floor: int) -> tuple[Span, str] | None:
    """The subject of the verb group that begins at word `end`, and where it was found; None where none is.

    Found: "beside" (right before the verb), "apposition" (before two commas), "relative" (before who, which).
    """
    j = _before_modifiers(sk, end, floor)
    if j <= floor:
        return None
    kind, word = sk.kinds[j - 1], sk.lowers[j - 1]
    if kind & k.SUBJECT and word != "who":
        return (j - 1, j), "beside"
    if word in ("who", "which", "that"):
        before = j - 1
        if before > floor and sk.kinds[before - 1] & k.COMMA:
            before -= 1
        found = phrase_before(sk, before, floor)
        return (found, "relative") if found else None
    if word == ")":
        opened = _before_bracket(sk, j - 1, floor)
        if opened is None or opened <= floor:
            return None
        j = opened
    if sk.kinds[j - 1] & k.COMMA:
        found = _before_apposition(sk, j - 1, floor)
        if found is None and sk.lowers[j - 2] == ")" and (opened := _before_bracket(sk, j - 2, floor)):
            found = phrase_before(sk, opened, floor)
        return (found, "apposition") if found else None
    if sk.lowers[j - 1] in DASHES:
        for i in range(j - 2, max(floor, j - _REACH), -1):
            if sk.lowers[i] in DASHES:
                found = phrase_before(sk, i, floor)
                return (found, "apposition") if found else None
        return None
    found = phrase_before(sk, j, floor)
    if found is None:
        return None
    participle = found[0] - 2  # "people marching through the streets chanted"
    governed = participle > floor and sk.kinds[participle + 1] & k.PREPOSITION
    if governed and sk.lowers[participle].endswith("ing"):
        found = phrase_before(sk, participle, floor) or found
    unclosed = _before_unclosed(sk, found[0], end, floor)
    return (unclosed, "apposition") if unclosed is not None else (found, "beside")


def _before_unclosed(sk: Skeleton, described: int, verb: int, floor: int) -> Span | None:
    """The name that opens a sentence and whose apposition no comma closes: "Ann Smith, a diver said …"."""
    comma = described - 1
    if comma <= floor or not sk.kinds[comma] & k.COMMA:
        return None
    if sk.lowers[described] not in ("a", "an") and sk.lowers[described] not in gazetteer().offices:
        return None
    if verb + 1 < len(sk.words) and sk.kinds[verb + 1] & k.COMMA:
        return None  # "Ann Smith, a diver said, was there"
    named = comma - floor > 1 and all(sk.capital(i) and not sk.kinds[i] & ~k.CUE for i in range(floor, comma))
    return (floor, comma) if named else None


def _before_modifiers(sk: Skeleton, end: int, floor: int) -> int:
    """The end of the subject: before adverbs, "on Monday", "himself", "both"."""
    j = end
    while j > floor:
        kind, word = sk.kinds[j - 1], sk.lowers[j - 1]
        timed = (kind & k.TIME and not kind & k.DETERMINER) or _is_year(sk, j - 1, floor)
        floating = word in _FLOATING and j - 1 > floor and (_nounish(sk, j - 2) or sk.lowers[j - 2] in DASHES)
        if not (timed or floating or (sk.adverb(j - 1) and not kind & k.DETERMINER)):
            break
        j -= 1
    if floor < j < end:
        while j > floor and sk.lowers[j - 1] in ("on", "in", "late", "early", "last", "this") and j < end:
            j -= 1
    return j


def _is_year(sk: Skeleton, i: int, floor: int) -> bool:
    """Whether word i is the year of "who in 2010 said"."""
    word = sk.words[i]
    return i > floor and len(word) == 4 and word.isdigit() and sk.lowers[i - 1] in ("in", "since")


def _before_bracket(sk: Skeleton, closing: int, floor: int) -> int | None:
    for i in range(closing - 1, max(floor - 1, closing - _REACH), -1):
        if sk.lowers[i] == "(":
            return i
    return None


def _before_apposition(sk: Skeleton, comma: int, floor: int) -> Span | None:
    """The noun phrase that "X, an apposition, [comma]" begins with: the farthest one that a comma ties on."""
    best: Span | None = None
    i = comma - 1
    lowest = max(floor, comma - _REACH)
    while i > lowest:
        if sk.kinds[i] & k.COMMA:
            left = i
            if sk.lowers[left - 1] == ")":
                left = _before_bracket(sk, left - 1, floor) or left
                left -= bool(left > floor and sk.kinds[left - 1] & k.COMMA)
            found = phrase_before(sk, left, floor)
            if found is not None and _heads_apposition(sk, found, i + 1) and not _governed(sk, found, floor):
                best = found
                if found[0] <= floor or not sk.kinds[found[0] - 1] & k.COMMA:
                    break
                i = found[0] - 1
                continue
        elif sk.lowers[i] in (";", ":") or (sk.kinds[i] & k.QUOTE and _is_whole(sk, i)):
            break
        i -= 1
    return best


def _governed(sk: Skeleton, phrase: Span, floor: int) -> bool:
    """Whether a noun phrase hangs on what stands before it: "of Flint", "after winning Ohio"."""
    first = phrase[0]
    if sk.lowers[first].endswith("ing") and sk.lowers[first] not in NOUNS_IN_ING and phrase[1] > first + 1:
        return not sk.capital(first + 1) or not sk.capital(first) or first == floor
    return first > floor and bool(sk.kinds[first - 1] & (k.PREPOSITION | k.AUXILIARY))


def _is_whole(sk: Skeleton, i: int) -> bool:
    """Whether the quoted run at word i is closed off like a statement, and so no part of a phrase."""
    run = sk.document.runs[sk.run[i]]
    return sk.document.text[run.start : run.end].rstrip()[-1:] in (",", ".", "?", "!")


def _heads_apposition(sk: Skeleton, phrase: Span, after: int) -> bool:
    """Whether what follows the comma can be said of the phrase: "a senator", "who …", "74", "of Ohio"."""
    start = phrase[0]
    if sk.words[start].isdigit() or sk.kinds[start] & k.TIME:
        return False
    kind = sk.kinds[after]
    if kind & k.SUBJECT and sk.lowers[after] != "who":
        return False
    return not kind & k.CONJUNCTION and not (kind & k.SUBORDINATOR and not kind & k.RELATIVE)


# -------------------------------------------------------------------------------------- looking forwards
def phrase_at(sk: Skeleton, start: int, limit: int, *, subject: bool = False) -> Span | None:
    """The noun phrase that begins at a word, with its of-phrases.

    `subject` says that a verb follows: then a word in lower case after a name is the verb, not a noun.
    """
    kinds, lowers = sk.kinds, sk.lowers
    i = start
    if i >= limit:
        return None
    if kinds[i] & (k.SUBJECT | k.OBJECT) and not kinds[i] & k.POSSESSIVE:
        return i, i + 1
    while i < limit and kinds[i] & (k.DETERMINER | k.POSSESSIVE) and i - start < 3:
        i += 1
    opened = i > start
    named = False
    while i < limit and i - start < _LONGEST + 4:
        kind, word = kinds[i], lowers[i]
        if kind & k.PREPOSITION and i > start and (word == "of" or (word == "for" and not named)):
            inner = phrase_at(sk, i + 1, limit, subject=subject)
            return (start, inner[1]) if inner else (start, i)
        if word in ("and", "&") and start < i < limit - 1 and sk.capital(i + 1) and sk.capital(i - 1):
            i += 1
            continue
        if kind & k.QUOTE and i > start and _names_work(sk, i, limit):
            i += 1
            continue
        if kind & _OUTSIDE and not _capital_of_name(sk, i):
            break
        if subject and named and i > start + 1 and kind & (k.DETERMINER | k.POSSESSIVE):
            return (start, i - 1) if sk.words[i - 1].islower() else (start, i)  # "Ann Smith threw her weight"
        if i > start and (
            kind & (k.DETERMINER | k.ADVERB) or (kind & k.TIME and not _time_as_noun(sk, i, limit))
        ):
            break
        if sk.capital(i):
            named = not sk.owns(i)
        elif i > start and _verb_after_name(sk, i, named=named, subject=subject):
            break
        i += 1
    while i > start + 1 and lowers[i - 1] in ("and", "&"):
        i -= 1
    alone = opened and i == start + 1 and not kinds[start] & (k.NOUN_PRONOUN | k.POSSESSIVE)
    return None if i == start or alone else (start, i)


def _names_work(sk: Skeleton, i: int, limit: int) -> bool:
    """Whether a quoted run belongs to the noun beside it: "NBC's “Today”", "the “Today” show"."""
    if sk.owns(i - 1):
        return True
    determined = sk.kinds[i - 1] & k.DETERMINER
    return bool(determined) and i + 1 < limit and not sk.kinds[i + 1] and sk.words[i + 1].islower()


def _time_as_noun(sk: Skeleton, i: int, limit: int) -> bool:
    """Whether a word of time belongs to the noun after it: "a Friday interview", "an early morning post"."""
    if sk.lowers[i] in _DAYS or i + 1 >= limit:
        return False
    return not sk.kinds[i + 1] and sk.words[i + 1].isalpha() and sk.words[i + 1].islower()


def _is_noun_form(sk: Skeleton, i: int) -> bool:
    """Whether a reporting verb's base form stands behind a singular name, where only a noun can."""
    verb = reporting_verbs()[0].get(sk.lowers[i])
    return verb is not None and verb.forms == BASE and not sk.lowers[i - 1].endswith("s")


def _verb_after_name(sk: Skeleton, i: int, *, named: bool, subject: bool) -> bool:
    kind, word = sk.kinds[i], sk.lowers[i]
    if kind & k.OTHER_VERB:
        return True
    if named and kind & k.CUE and (word in NOUNS_IN_ING or _is_noun_form(sk, i)):
        return False  # "a Senate hearing", "the Harbour Radio show"
    opens = sk.kinds[i - 1] & (k.DETERMINER | k.POSSESSIVE)
    if opens and not sk.kinds[i - 1] & k.NOUN_PRONOUN:  # "a crowded hall", but "this prompted"
        return False
    if not subject:
        return bool(kind & k.CUE) and named and word.endswith(("ed", "aid"))
    return word.endswith("ed") or (bool(kind & k.CUE) and (named or word in _PLAIN_VERBS))


def clause_subject(sk: Skeleton, start: int, limit: int) -> Span | None:
    """The subject of the clause that begins at `start`: its first noun phrase that no opening phrase owns."""
    i = start
    for _ in range(4):
        while i < limit and (sk.kinds[i] & (k.CONJUNCTION | k.PUNCTUATION) or sk.adverb(i)):
            i += 1
        if i >= limit:
            return None
        if _opens_phrase(sk, i, limit):
            comma = next_comma(sk, i, min(limit, i + _REACH))
            if comma is None:
                return None
            i = comma + 1
            if i + 1 < limit and sk.words[i].isdigit() and sk.kinds[i + 1] & k.COMMA:
                i += 2  # "On July 6, 2015, …"
            if (place := _rest_of_place(sk, i, limit)) is not None:
                i = place
            continue
        found = phrase_at(sk, i, limit, subject=True)
        if found is None:
            return None
        if sk.kinds[found[1] - 1] & k.TIME and found[1] < limit:  # "A few minutes later they …"
            i = found[1]
            continue
        last = found[1] - 1
        return (found[0], last) if last > found[0] and sk.adverb(last) else found
    return None


def _opens_phrase(sk: Skeleton, i: int, limit: int) -> bool:
    """Whether a word opens a phrase or clause that stands before the main clause."""
    kind, word = sk.kinds[i], sk.lowers[i]
    if kind & (k.PREPOSITION | k.SUBORDINATOR | k.TIME | k.QUOTE) and not kind & k.DETERMINER:
        return True
    if word == "to" or word in _PARTICIPLE_OPENERS or (kind & k.CUE and word.endswith("ed")):
        return True
    in_name = i + 1 < limit and sk.capital(i + 1) and not kind & k.CUE
    return word.endswith("ing") and word not in NOUNS_IN_ING and not in_name


def _rest_of_place(sk: Skeleton, i: int, limit: int) -> int | None:
    """After "In Salem," the word behind "New Hampshire," where a subject then begins."""
    place = phrase_at(sk, i, limit, subject=True)
    if place is None or not sk.capital(i) or place[1] >= limit - 1 or not sk.kinds[place[1]] & k.COMMA:
        return None
    after = place[1] + 1
    starts = sk.capital(after) or sk.kinds[after] & k.SUBJECT
    return after if starts and not sk.kinds[after] & k.DETERMINER and place[1] - i <= 3 else None


def next_comma(sk: Skeleton, start: int, limit: int) -> int | None:
    """The next comma outside round brackets."""
    depth = 0
    for i in range(start, limit):
        word = sk.lowers[i]
        if word == "(":
            depth += 1
        elif word == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and sk.kinds[i] & k.COMMA:
            return i
    return None
