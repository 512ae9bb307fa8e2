"""Tells clauses from other words by their first finite verb, and trims and splits sentences to clauses."""

from __future__ import annotations

from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.time_words import DATING_WORDS, may_date
from tearline.briefs.drafting.word_facts import AUXILIARIES, FINITE
from tearline.index.article import Span

ENDS = frozenset(".!?…")
CONJUNCTIONS = frozenset({"but", "and", "while", "although", "though", "whereas", "yet", "so"})
WHOLE_CLAUSE = 7  # tokens that a clause needs for what follows it to be an addition
LONGEST_CLAUSE = 150  # tokens that are looked through for a verb

_TRAILING = frozenset({".", ",", ";", ":", "-", "–", "—", "--", "..."})
_LEAD_INS = frozenset(tuple(phrase.split()) for phrase in words("claims", "lead-in"))
_LONGEST_LEAD_IN = max(map(len, _LEAD_INS))
_PREPOSITIONS = words("grammar", "preposition")
_NO_SUBJECT = (_PREPOSITIONS | words("grammar", "question")) - {"like", "what", "who"}
_NO_OPENING = AUXILIARIES | {"to", "not", ",", "and", "or", "me", "us", "him", "them", "whom"}
_ADDS_BEHIND = frozenset({",", "—", "–", "-", "--"})
_ARTICLES = frozenset({"a", "an", "one"})
_LONGEST_SUBJECT = 16  # tokens
_ON_CONDITION = frozenset(
    {"if", "unless", "until", "provided", "providing", "condition", "conditions", "only"}
)
_TELLS_TITLE = 2  # words of the title by which a part tells what the article is about
_SHORTEST_ASIDE = 7  # tokens, with its comma; a shorter one mostly says who it is
_BREAKS = frozenset({"who", "which", "whose", "that", "to", "but"})
_DASHES = frozenset({"—", "–", "-", "--"})
# A setting that opens a sentence, unless it is a condition or a time.
_SETTINGS = (_PREPOSITIONS - {"like", "unlike", "per"}) | {"while", "although", "though"}
_LONGEST_SETTING = 16  # tokens
_JOINS = frozenset({",", ";", "—", "–"})
_ADDING = frozenset({"which", "who", "where", "whose"})
_NO_PARTICIPLES = frozenset(
    {"including", "according", "during", "following", "regarding", "concerning", "depending"}
    | {"assuming", "barring", "considering", "excluding", "pending", "nothing", "something", "everything"}
)
_RELATIVES = frozenset({"who", "which", "whose", "whom"})
_DEPENDENT = frozenset(
    {"because", "although", "though", "whereas", "unless", "until", "if", "when", "whether"}
)
_BEHIND_VERBS = (
    _PREPOSITIONS | words("grammar", "determiner") | words("grammar", "possessive") | {"that", "as"}
)
_PERSONS = words("grammar", "subject pronoun") | {"who"}
_NOMINAL = frozenset({"what", "whatever", "whoever"})
_COUNTS = words("claims", "count")
_OPENING_MARKS = frozenset("\"'‘“«([$€£#@…")
_MEASURED = frozenset({"far", "much", "many", "few", "little", "long"})  # "So far, …"
# Behind these stands a noun, or what describes one: "the closed border", "with insults", "as expected".
_BEFORE_NOUNS = (
    (_PREPOSITIONS - {"out", "off", "up", "down", "around", "along", "before", "after", "since"})
    | (words("grammar", "possessive") - {"her"})
    | {"the", "a", "an", "every", "no"}
)
_POSSESSIVE_ENDS = ("'s", "’s", "s'", "s’")
_LONGEST_POSSESSED = 3  # tokens of "'s hard-line views"
# Without an auxiliary these are no verb of the clause, unless a person's name or pronoun stands before them.
_PARTICIPLES = words("claims", "participle")
# Marks as tokens, which are rows of the same mark.
_MARKS = frozenset(mark * times for mark in "\"'‘“”«»()[]{}" for times in (1, 2, 3))
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"))


def is_clause(document: Document, first: int, last: int, *, anywhere: bool = False) -> bool:
    """Whether the tokens open with a subject and its finite verb, or, `anywhere`, hold a finite verb."""
    lowers = document.lowers
    last = min(last, first + LONGEST_CLAUSE)
    aside = first
    if not anywhere:
        first += lowers[first] == "that"
        if first >= last:
            return False
        if lowers[first] in _NO_OPENING or (
            lowers[first].endswith("ing") and document.words[first].islower()
        ):
            return False
        if lowers[first] in _NO_SUBJECT:  # "In March, troops left"
            comma = _comma_after(document, first, last)
            return comma is not None and comma + 1 < last and is_clause(document, comma + 1, last)
    # "What he calls a joke" is no clause, "what he says is a joke" is one.
    awaited = 2 if lowers[first] in _NOMINAL and not anywhere else 1
    for i in range(first + (not anywhere), last):
        word = lowers[i]
        if i < aside:
            continue
        if not anywhere and (word in _BREAKS or document.words[i] in _DASHES):
            # "Its envoy, who had left Paris, said": what stands between the commas is passed over.
            closing = _comma_after(document, i, last) if document.words[i - 1] == "," else None
            if closing is None or word not in _ADDING:
                return False
            aside = closing + 1
            continue
        # Behind a comma, "edited" is a participle: "Transcript, edited for length".
        if document.traits[i] & FINITE and _is_verb(document, first, i, strictly=not anywhere):
            awaited -= 1
            if not awaited:
                return True
    return False


def opens(document: Document, first: int, last: int) -> bool:
    """Whether the first of the tokens may open a statement: no bare verb ("must be signed", "laughed at it"),
    no relative pronoun, no closing mark, and no "because" without a main clause.
    """
    word = document.lowers[first]
    if not word[0].isalnum():
        if word[0] not in _OPENING_MARKS or first + 1 == last:
            return False
        return document.lowers[first + 1] not in AUXILIARIES
    if word in _NO_OPENING or word in _RELATIVES:
        return False
    if word in _DEPENDENT:
        return _comma_after(document, first, last) is not None
    bare = word.endswith("ed") and document.words[first].islower()
    return not bare or document.lowers[first + 1] not in _BEHIND_VERBS


def _is_verb(document: Document, first: int, i: int, *, strictly: bool) -> bool:
    """Whether what may be a finite verb is no participle ("the talks scheduled for May") nor, `strictly`, a
    name or a noun: "United States", "with insults".
    """
    if i == first:
        return True
    written, word = document.words[i], document.lowers[i]
    if not strictly:
        return not ((word.endswith("ed") or word in _PARTICIPLES) and _is_participle(document, i))
    if written[0].isupper() and not written.isupper():
        return False
    if word in AUXILIARIES:
        return True
    if "-" in word:
        return False
    before = document.lowers[i - 1]
    if before in _BEFORE_NOUNS or (
        before.endswith(_POSSESSIVE_ENDS) and document.words[i - 1] not in AUXILIARIES
    ):
        return False
    if word.endswith("ed") or word in _PARTICIPLES:
        return not _is_participle(document, i)
    return not (word.endswith("s") and _is_plural(document, first, i))


def _is_participle(document: Document, i: int) -> bool:
    """Whether a participle describes what stands before it: "the talks scheduled for May"."""
    before = document.words[i - 1]
    if before in (",", "(") or document.lowers[i + 1 : i + 2] == ["by"]:
        return True
    word = document.lowers[i]
    return word in _PARTICIPLES and before.islower() and document.lowers[i - 1] not in _PERSONS


def _is_plural(document: Document, first: int, i: int) -> bool:
    """Whether what may be a verb is a noun: "four votes for Lisle", "the mayor's firm views on trade"."""
    before = document.lowers[i - 1]
    if before[0].isdigit() or before in _COUNTS:
        return True
    if document.lowers[i + 1 : i + 2] == [] or document.lowers[i + 1] not in _PREPOSITIONS:
        return False
    near = document.lowers[max(first, i - _LONGEST_POSSESSED) : i]
    return any(word.endswith(_POSSESSIVE_ENDS) and word not in AUXILIARIES for word in near)


def split_compound(document: Document, first: int, last: int) -> tuple[tuple[Span, ...], ...] | None:
    """The two statements that a comma and a conjunction join ("…, but Rome has not …"), if there are two."""
    if _JOINS.isdisjoint(document.words[first + WHOLE_CLAUSE : max(first, last - WHOLE_CLAUSE)]):
        return None
    if document.lowers[first] in _DEPENDENT:
        return None  # alone, what the first half depends on would be lost
    for i in range(first + WHOLE_CLAUSE, last - WHOLE_CLAUSE):
        if document.words[i] in _JOINS and document.run_of[i] == document.run_of[first]:
            if document.words[i - 1].isdigit() and document.words[i + 1].isdigit():
                continue
            after = i + 1 + (document.lowers[i + 1] in CONJUNCTIONS)
            if after == i + 1 and document.words[i] == ",":
                continue
            if is_clause(document, first, i) and is_clause(document, after, last):
                return ((first, i),), ((after, last),)
    return None


def trim_clause(
    document: Document, parts: tuple[Span, ...], told: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """Without connective, lead-in and full stop, without a clause at the end that only adds, and without
    asides; what says one of the words `told` (stems, of the title) that stand nowhere else in it is no aside.
    """
    first, last = parts[0]
    first = _past_lead_in(document, first, last, told)
    if len(parts) == 1:
        last = _before_addition(document, first, last, told)
        aside = _aside(document, first, last, told)
        if aside is not None:
            return _untrailed(document, ((first, aside[0]), (aside[1], last)))
    return _untrailed(document, ((first, last), *parts[1:]))


def _untrailed(document: Document, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    kept = []
    for begin, end in parts:
        while end > begin and document.words[end - 1] in _TRAILING:
            end -= 1
        kept.append((begin, end))
    return tuple(kept)


def _past_lead_in(document: Document, first: int, last: int, told: frozenset[str]) -> int:
    """Behind what opens a sentence without being part of its statement: "However,", "In a statement,"."""
    for length in range(min(_LONGEST_LEAD_IN, last - first - 1), 0, -1):
        if tuple(document.lowers[first : first + length]) in _LEAD_INS:
            after = first + length
            if document.words[after] == ",":
                after += 1
            elif (
                length > 1
                or document.lowers[first] not in CONJUNCTIONS
                or document.lowers[after] in _MEASURED
            ):
                return first
            return after if after < last and is_clause(document, after, last) else first
    return _past_setting(document, first, last, told)


def _past_setting(document: Document, first: int, last: int, told: frozenset[str]) -> int:
    """Behind the setting that opens a sentence, up to the comma that a whole clause follows: "In a letter to
    the court, …", "While talks go on, …", "Citing two aides, …".
    """
    word = document.lowers[first]
    acting = word.endswith("ing") and len(word) > 5 and word not in _NO_PARTICIPLES
    if not acting and word not in _SETTINGS:
        return first
    end = min(last - WHOLE_CLAUSE, first + _LONGEST_SETTING)
    commas = [i for i in range(first, end) if document.words[i] == ","]
    for comma in commas:
        # A comma in the clause's first words would be that of a name's apposition, and the setting have none.
        stop = _comma_after(document, comma + 1, last) or last
        whole = word not in CONJUNCTIONS or is_clause(document, first + 1, comma)
        if whole and is_clause(document, comma + 1, stop):
            dates = not DATING_WORDS.isdisjoint(document.lowers[first:comma])
            aside = not dates and _is_aside(document, (first, comma), told, (comma + 1, last))
            return comma + 1 if aside else first
    return first


def _before_addition(document: Document, first: int, last: int, told: frozenset[str]) -> int:
    """Where a last part begins that adds to a whole statement: ", which …", ", drawing …", ", a town in …";
    else the end.
    """
    if _ADDS_BEHIND.isdisjoint(document.words[first + WHOLE_CLAUSE : max(first, last - 3)]):
        return last
    for i in range(first + WHOLE_CLAUSE, last - 3):
        if document.words[i] not in _ADDS_BEHIND or document.run_of[i] != document.run_of[first]:
            continue
        if not document.words[i + 1].islower() or not _may_add(document, i, last):
            continue
        if is_clause(document, first, i) and _is_aside(document, (i + 1, last), told, (first, i)):
            return i
    return last


def _may_add(document: Document, i: int, last: int) -> bool:
    """Whether what stands behind the comma or dash at token i may only add to what stands before it."""
    word, following = document.lowers[i + 1], document.lowers[i + 2]
    if document.words[i] == "," and word.endswith("ing"):
        return len(word) > 5 and word not in _NO_PARTICIPLES
    rest = document.lowers[i + 1 : last]
    if document.words[i] in rest:
        return False  # the sentence goes on after what stands between the two
    if word in _ARTICLES:
        # With "and" it would end a row, with a verb be the source of it all: ", a poll shows".
        in_row = "and" in rest or "or" in rest
        return not (in_row or may_date(following) or _has_own_verb(document, i + 1, last))
    relates = word in _ADDING or (word in _PREPOSITIONS and following in ("which", "whom"))
    return relates or (word == "with" and document.words[i] == ",")


def _has_own_verb(document: Document, first: int, last: int) -> bool:
    """Whether the tokens hold a finite verb that no relative pronoun comes before."""
    for i in range(first, last):
        if document.lowers[i] in _BREAKS or document.lowers[i] in _ADDING:
            return False
        if document.traits[i] & FINITE and _is_verb(document, first, i, strictly=True):
            return True
    return False


def _is_aside(document: Document, aside: Span, told: frozenset[str], *kept: Span) -> bool:
    """Whether the tokens of an aside are none without which the rest would say less of what matters."""
    for word in document.lowers[slice(*aside)]:
        if word[0].isdigit() or word in _COUNTS or word in _ON_CONDITION:
            return False  # how many were hurt is news
    if document.lowers[aside[0]] in _ADDING:
        return True
    fresh = told & set(document.stems[slice(*aside)])
    return len(fresh.difference(*[document.stems[slice(*part)] for part in kept])) < _TELLS_TITLE


def _opens_aside(document: Document, i: int) -> bool:
    """Whether a relative clause begins at token i, or a participle that tells of the subject before it."""
    word = document.lowers[i]
    following = document.lowers[i + 1]
    described = following == "by" or (word.endswith(("ed", "ing")) and following in _PREPOSITIONS)
    return word in _RELATIVES or (described and document.words[i].islower())


def _aside(document: Document, first: int, last: int, told: frozenset[str]) -> Span | None:
    """The tokens of what only tells more of a subject before its verb, commas included: ", who was ill,"."""
    if document.words[first:last].count(",") < 2:
        return None
    for i in range(first + 1, min(last - WHOLE_CLAUSE, first + _LONGEST_SUBJECT)):
        if document.traits[i] & FINITE and _is_verb(document, first, i, strictly=True):
            return None
        if document.words[i] != "," or not _opens_aside(document, i + 1):
            continue
        closing = _comma_after(document, i + 1, last)
        if closing is None or closing - i < _SHORTEST_ASIDE or last - closing < WHOLE_CLAUSE:
            return None
        behind = closing + 1
        goes_on = document.traits[behind] & FINITE and document.words[behind].islower()
        if goes_on and _is_aside(document, (i, closing), told, (first, i), (behind, last)):
            return i, behind
        return None
    return None


def is_balanced(document: Document, parts: tuple[Span, ...]) -> bool:
    """Whether every bracket and quotation mark in the parts has its partner there."""
    held = [word for first, last in parts for word in document.words[first:last]]
    if _MARKS.isdisjoint(held):
        return True
    said = " ".join([document.text[slice(*document.span(*part))] for part in parts])
    if said.count('"') % 2:
        return False
    for opening, closing in _PAIRS:
        if said.count(opening) != said.count(closing) or said.find(closing) < said.find(opening):
            return False
    return held.count("'") % 2 == 0 and held.count("‘") <= held.count("’")


def _comma_after(document: Document, first: int, last: int) -> int | None:
    return next((i for i in range(first, last) if document.words[i] == ","), None)
