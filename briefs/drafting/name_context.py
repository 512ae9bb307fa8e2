"""Collects the evidence that the words beside a name give for what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tearline.briefs.drafting.gazetteer import CAPITAL, GIVEN, NAME, PEOPLE, PLACE, REGION, STATE, gazetteer
from tearline.briefs.drafting.lexicon import sections, words
from tearline.briefs.drafting.name_cutting import Mention
from tearline.briefs.drafting.name_shape import Evidence

_SHARED = words("name-grammar", "shared office")
_LOOSE = words("name-grammar", "loose preposition")
_REACH_BACK, _REACH = 40, 48
_AFTER_AGE = re.compile(r", (?:aged )?\d{1,3}(?:[,.;)]| and\b)")
_AFTER_ROLE = re.compile(
    r", (?:(?:an?|the|its|his|her|former) )?((?:[\w-]+ ){0,4}?[\w-]+)(?:,| of| at| for| to| who| in|\.)"
)
_AFTER_WORD = re.compile(r"(?:'s?)?(?:,|\s\()? ?([A-Za-z][\w'-]*)")
_LAST_WORD = re.compile(r"[\w'-]+\Z")
_FROM = re.compile(r"\b(?:from|in|of|at|for|near) (?:the )?\Z")
_PLURAL = re.compile(r"[^suil]s$")
_TWO_CAPITALS = re.compile(r" and ([A-Z][\w]*(?: [A-Z]\w*)?) ([a-z]+)")
_BEFORE_OF = re.compile(r"([\w-]+) of (?:the )?\Z")
_ACRONYM_AFTER = re.compile(r" ?\(\"?([A-Z][A-Za-z]*(?:[.&-][A-Z]+)*\.?)\"?[);,]")
# "artists like X", "towns such as X"; "X, an Ostran brand of"; "X and Y counties".
_LIKE = re.compile(r"([a-z-]+s),? (?:like|such as) \Z")
_AFTER_KIND = re.compile(
    r", (?:an?|one of the) (?:[\w'-]+ ){0,4}?([\w-]+)(?:[,.;]| in | of | that | which | based )"
)
_LISTED = re.compile(r"(?:, [A-Z][\w'-]+)*,? and [A-Z][\w'-]+ ([a-z]+s)\b")
_PLACE_AFTER = re.compile(r", ((?:[A-Z][\w.]*)(?: [A-Z][\w.]*)?)(?![\w']| [A-Z])")


class Context(NamedTuple):
    """The context cues by the word that gives them; `heeded` are the words that say anything before it."""

    before: dict[str, Evidence]
    after: dict[str, Evidence]
    owns: dict[str, Evidence]
    kind: dict[str, Evidence]
    acts: dict[str, Evidence]
    ground: dict[str, Evidence]
    heeded: frozenset[str]


@cache
def _context() -> Context:
    tables: dict[str, dict[str, Evidence]] = {name: {} for name in Context._fields[:-1]}
    for title, lines in sections("name-context").items():
        where, type_, weight, rule = title.replace("kind of", "kind").split(" ")
        for line in lines:
            for word in line.split():
                tables[where][word] = (type_, float(weight), rule)
    lexicon = gazetteer()
    heeded = lexicon.occupations | lexicon.offices | tables["before"].keys() | {"like", "as", "of"}
    return Context(**tables, heeded=heeded)


def context_of(view: str, mention: Mention) -> list[Evidence]:
    """What the words beside a mention say."""
    start, end = mention.start, mention.end
    before = view[start - _REACH_BACK if start > _REACH_BACK else 0 : start].removesuffix("\n")
    after = view[end : end + _REACH]
    lone = len(mention.words) == 1 and not mention.mask
    found: list[Evidence] = []
    if mention.before:
        found.append(("person", 3.0, "title-before"))
    else:
        word = _word_before(before)
        if word in _context().heeded:
            found += _said_before(word, before, mention)
        if lone and word and before[-4:].lower() == "the " and _is_unknown_plural(mention):
            found.append(("organization", 0.65, "the-plural"))
    opening = after[:1]
    if opening == ",":
        found += _said_behind_comma(after, mention)
    elif "(" in after[:2] and (acronym := _ACRONYM_AFTER.match(after)):
        if len(mention.words) > 1 and re.sub(r"[.&-]", "", acronym[1]).upper() in acronyms_of(mention.words):
            found.append(("organization", 1.6, "acronym-after"))
    elif match := _AFTER_WORD.match(after):
        found += _said_after(match[1], before, after, mention, lone=lone)
    if (opening == "," or after.startswith(" and ")) and (match := _LISTED.match(after)):
        evidence = _context().after.get(match[1])
        if evidence is not None and evidence[2] == "named-places":
            found.append(evidence)
    return found


def _said_before(word: str, before: str, mention: Mention) -> Iterator[Evidence]:
    """What the word before a name says, "the" aside."""
    context, lexicon = _context(), gazetteer()
    loose = word in _LOOSE and mention.mask & NAME and not mention.mask & (STATE | PLACE)
    if word in context.before and not loose:
        social = word == "network" and before.endswith("social network ")
        yield ("organization", 2.0, "social-network") if social else context.before[word]
    if (word in lexicon.occupations or word in lexicon.offices) and not before.endswith("the "):
        yield "person", 1.6, "role-before"
    if word in ("like", "as") and (kind := _LIKE.search(before)):
        yield from _one_of(kind[1], 1.6, "one-of-kind")
    if word == "of" and (kind := _BEFORE_OF.search(before)) and kind[1] in context.kind:
        yield context.kind[kind[1]]


def _is_unknown_plural(mention: Mention) -> bool:
    return bool(_PLURAL.search(mention.words[0])) and not gazetteer().kinds.get(mention.name[:-1], 0)


def _said_behind_comma(after: str, mention: Mention) -> Iterator[Evidence]:
    """What an apposition says: "Kordel, 52,", "Ostra, Belmark,", "Kordel, who", "Vell, the minister of"."""
    lexicon = gazetteer()
    if _AFTER_AGE.match(after):
        yield "person", 3.0, "age"
    elif (place := _PLACE_AFTER.match(after)) and not mention.possessive:
        names = (place[1], place[1].rstrip("."), place[1].split(" ")[0])
        mask = next((lexicon.kinds[name] for name in names if name in lexicon.kinds), 0)
        if mask & (STATE | REGION) and len(mention.words) <= 3:
            given = len(mention.words) > 1 and lexicon.kinds.get(mention.words[0], 0) & GIVEN
            yield "place", 0.9 if given else 1.3, "place-in-place"
    elif mention.mask & (STATE | REGION):
        return
    elif after.startswith((", who ", ", whose ")):
        yield "person", 2.5, "who"
    elif (match := _AFTER_ROLE.match(after)) and (
        match[1].split()[-1] not in _SHARED
        and any(word in lexicon.occupations or word in lexicon.offices for word in match[1].split()[-2:])
    ):
        yield "person", 1.8, "role-after"
    elif after.startswith((", a ", ", an ", ", one ")) and (match := _AFTER_KIND.match(after)):
        evidence = _context().before.get(match[1])
        if evidence is not None and evidence[2].endswith("-word"):
            yield evidence[0], 2.3, "kind-after"


def _said_after(written: str, before: str, after: str, mention: Mention, *, lone: bool) -> list[Evidence]:
    """What the word behind a name says, beside it or owned by it."""
    context, word = _context(), written.lower()
    if mention.mask & CAPITAL and _acts(after, mention.possessive):
        return [("state", 1.0, "acts")]
    owned = mention.possessive or after.startswith("' ")
    evidence = (context.owns if owned else context.after).get(word)
    if evidence is not None and after[:1] in " '":
        rule = evidence[2]
        if rule == "speaks" and lone:
            return [(evidence[0], 0.25, rule)]
        if rule == "who" and (mention.mask & (STATE | REGION) or _FROM.search(before)):
            return []
        return [evidence]
    lexicon = gazetteer()
    role = word in lexicon.offices or word in lexicon.occupations
    if role and not mention.possessive and written[0].islower():
        return [("organization", 0.5, "role-of")]
    return []


def _one_of(kind: str, weight: float, rule: str) -> list[Evidence]:
    """What a plural noun says of a name that is one of its kind: "artists", "companies", "cities"."""
    one = kind[:-3] + "y" if kind.endswith("ies") else kind[:-1]
    lexicon, evidence = gazetteer(), _context().before.get(one)
    if evidence is not None and evidence[2].endswith("-word"):
        return [(evidence[0], weight, rule)]
    return [("person", weight, rule)] if one in lexicon.occupations or one in lexicon.offices else []


def _word_before(before: str) -> str:
    """The last word, in lower case, past a "the" that follows it; "" where something else stands last."""
    words = before.removesuffix(" ").rsplit(" ", 2)
    word = words[-1]
    if word == "the" and len(words) > 1 and before[-1] == " " and words[-2]:
        word = words[-2]
    if not word.isalpha():
        match = _LAST_WORD.search(word)
        word = match[0] if match else ""
    return word.lower()


def _acts(after: str, possessive: bool) -> bool:
    """Whether a capital city's name goes on as that of a government: "Moscow said", "Moscow's demands"."""
    context = _context()
    if match := _TWO_CAPITALS.match(after):
        if not gazetteer().kinds.get(match[1], 0) & CAPITAL:
            return False
        return match[2] in context.acts
    match = _AFTER_WORD.match(after)
    if match is None or after[:1] not in " '":
        return False
    return match[1] not in context.ground if possessive else match[1] in context.acts


def acronyms_of(words: Sequence[str]) -> set[str]:
    """The letters by which a name of several words may go: its initials, with and without small words, and
    of three letters or more the first of these, or all but those of its first word or its country."""
    parts = [part for word in words for part in word.replace("/", "-").split("-") if part]
    initials = "".join(part[0] for part in parts if not part[0].islower() and part != "The").upper()
    every = "".join(part[0] for part in parts).upper()
    found = {letters for letters in (initials, every) if len(letters) > 1}
    # "DEA" for the "United States Drug Enforcement Agency"
    abroad = gazetteer().kinds.get(" ".join(words[:2]), 0) & (STATE | PEOPLE)
    found.update(initials[at:] for at in ((1, 2) if abroad else (1,)) if at < len(initials) - 2)
    found.update(initials[:end] for end in range(3, len(initials)))
    return found
