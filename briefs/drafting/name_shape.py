"""Collects the evidence that the words of a name give by themselves for what it names."""

from __future__ import annotations

import re

from tearline.briefs.drafting.gazetteer import (
    CAPITAL,
    CITY,
    COMPANY,
    COMPANY_TAIL,
    FAMILY,
    GIVEN,
    GOVERNMENT,
    GOVERNMENT_HEAD,
    GROUP,
    MEDIA,
    MEDIA_HEAD,
    MODIFIER,
    NO_ACTOR_HEAD,
    ORGANIZATION,
    ORGANIZATION_HEAD,
    PEOPLE,
    PLACE_HEAD,
    REGION,
    SEAT,
    SHORT,
    STATE,
    SUFFIX,
    TEAM,
    TITLE,
    gazetteer,
)
from tearline.briefs.drafting.lexicon import words

# A type ("none" for what is no actor), how much speaks for it, and the rule that says so.
Evidence = tuple[str, float, str]

_KNOWN = (
    (STATE, "state", 3.0, "known-state"),
    (GOVERNMENT, "government", 2.6, "known-government"),
    (MEDIA, "media", 2.5, "known-media"),
    (ORGANIZATION, "organization", 2.5, "known-organization"),
    (GROUP, "group", 2.5, "known-group"),
    (COMPANY, "organization", 2.2, "known-company"),
    (TEAM, "organization", 2.0, "known-team"),
    (REGION, "place", 2.0, "known-region"),
    (CAPITAL | CITY | SEAT, "place", 1.8, "known-city"),
)
_ALL_HEADS = ORGANIZATION_HEAD | GOVERNMENT_HEAD | PLACE_HEAD | MEDIA_HEAD | COMPANY_TAIL | NO_ACTOR_HEAD
_FAMILY_HEADS = words("name-grammar", "family head")
_PLACE_FRONTS = words("name-grammar", "place front")
_NO_ACTOR_FRONTS = words("name-grammar", "no actor front")
_STREETS = frozenset({"St", "St.", "Rd", "Rd.", "Ave", "Ave.", "Blvd", "Blvd."})
_PARTICLES = words("name-grammar", "particle")

_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_PREFIXED = re.compile(r"(?:Mc|Mac|De|Di|La|Le|O')[A-Z]")
_PREFIXED_ALONE = re.compile(r"(?:Mc|Mac|De|Di|La|Le|O'|D')[A-Z]")
_FAMILY_FORM = re.compile(r"(?:al|el|Al|El)-|(?:Mc|Mac|O'|D')[A-Z]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
# Endings of things and ideas, which no family name has.
_ABSTRACT = re.compile(r"(?:tion|ology|ography|ency|ility|ivity|metrics|ware|[^n]ness)\Z")
_PLACE_FORM = re.compile(r"(?:[^i]ia|stan|land|burg|shire|grad|ville|polis)\Z")


def shape_of(parts: tuple[str, ...], mask: int) -> list[Evidence]:
    """What the words of a name say by themselves."""
    lexicon = gazetteer()
    kinds = lexicon.kinds
    found: list[Evidence] = []
    weak = 0.35 if mask & SHORT else 1.0
    for kind, type_, weight, rule in _KNOWN:
        if mask & kind:
            found.append((type_, weight * weak, rule))
    if len(parts) == 1:
        found += _single(parts[0], mask, bool(found))
        return found
    if found:
        return found
    first, last = parts[0], parts[-1]
    head = kinds.get(" ".join(parts[-2:]), 0) & _ALL_HEADS or kinds.get(last, 0)
    if last.endswith(".") and not head:
        head = kinds.get(last[:-1], 0)
    if len(capital := [word for word in parts if word[0].isupper()]) > 2 and "".join(parts).isupper():
        return [("none", 1.0, "shouted")]
    if last in _STREETS:
        return [("place", 2.0, "street")]
    first_mask = kinds.get(first, 0)
    if len(parts) > 2 and head & TITLE and kinds.get(parts[-2], 0) & PLACE_HEAD:
        return [("government", 2.2, "local-office")]  # "the Amsel County Sheriff"
    joined = next((place for place, word in enumerate(parts) if word in ("of", "for", "on")), 0)
    given = bool(first_mask & GIVEN) or bool(
        first.endswith(".") and first not in kinds and _INITIALS.fullmatch(first)
    )
    if joined:
        front = kinds.get(parts[joined - 1], 0)
        found += _headed(front, 2.2)
        if not front & PLACE_HEAD and not front & NO_ACTOR_HEAD and not found:
            found.append(("organization", 1.0, "joined"))
        return found
    if first in _NO_ACTOR_FRONTS or (len(last) == 1 and len(parts) == 2):
        return [("none", 2.0, "front")]
    if "&" in parts or (len(parts) == 2 and "and" in parts):
        return [("organization", 2.2, "ampersand")]
    if head & COMPANY_TAIL:
        return [("organization", 3.0, "company-tail")]
    if (
        any(word in _PARTICLES for word in parts[1:-1])
        and not (head | first_mask) & _ALL_HEADS
        and not kinds.get(last, 0) & STATE
    ):
        return [("person", 2.0 if given else 1.5, "name-particle")]
    if head & SUFFIX and len(parts) > 2:
        return [("person", 2.5, "name-suffix")]
    if head & TEAM and last.endswith("s") and last not in _FAMILY_HEADS:
        return [("organization", 2.0, "known-team")]
    if given and len(capital) <= 5:
        if not head & _ALL_HEADS or (last in _FAMILY_HEADS and len(parts) <= 3):
            common = sum(lexicon.is_common(word) for word in parts[1:])
            return [("person", 2.4 if common < len(parts) - 1 else 1.6, "given-name")]
        if last in _FAMILY_HEADS:
            return [("person", 1.0, "given-name"), *_headed(head, 1.0)]
    if head & _ALL_HEADS:
        return _headed(head, 2.2)
    if kinds.get(last, 0) & FAMILY:
        return [("person", 1.8, "family-name")]
    common = sum(lexicon.is_common(word) for word in capital)
    if first_mask & _ALL_HEADS and any(word in _PARTICLES for word in parts[1:-1]):
        return _headed(first_mask, 2.0)
    if kinds.get(last, 0) & TEAM:
        return [("organization", 2.0, "known-team")]
    if first_mask & PEOPLE:
        return [("none", 1.0, "people")]
    if first in _PLACE_FRONTS and common < len(capital):
        return [("place", 1.2, "place-front")]
    if any(map(_ABSTRACT.search, capital)):
        return [("organization", 0.5, "abstract-word"), ("none", 0.4, "abstract-word")]
    if common == 0 and len(capital) <= 4 and all(_is_namelike(word) for word in capital):
        return [("person", 1.1, "two-names")]
    if common < len(capital) and first_mask & _ALL_HEADS:
        return _headed(first_mask, 1.2)
    if common < len(capital):
        if (
            len(capital) == 2
            and all(map(_is_namelike, capital))
            and (not lexicon.is_common(last) or last in _FAMILY_HEADS)
        ):
            return [("person", 0.8, "odd-words"), ("organization", 0.6, "odd-words")]
        person = 0.65 if len(capital) == 2 and all(map(_is_namelike, capital)) else 0.4
        return [("organization", 0.6, "odd-words"), ("person", person, "odd-words")]
    return [("organization", 0.5, "common-words"), ("none", 0.4, "common-words")]


def _is_namelike(word: str) -> bool:
    return (
        word[1:].islower()
        or "-" in word
        or "'" in word
        or (len(word) == 2 and not word.isupper())
        or bool(_PREFIXED.match(word))
    )


def _headed(head: int, weight: float) -> list[Evidence]:
    """What the head word of a longer name says; where it can head several kinds, what each has of it."""
    found: list[Evidence] = []
    if head & NO_ACTOR_HEAD:
        found.append(("none", weight, "head"))
    if head & GOVERNMENT_HEAD:
        found.append(("government", weight * (0.95 if head & ORGANIZATION_HEAD else 1.0), "head"))
    if head & ORGANIZATION_HEAD:
        found.append(("organization", weight, "head"))
    if head & MEDIA_HEAD:
        found.append(("media", weight * 0.95, "head"))
    if head & PLACE_HEAD:
        found.append(("place", weight * (0.8 if head & (ORGANIZATION_HEAD | MEDIA_HEAD) else 1.0), "head"))
    if head & COMPANY_TAIL and not found:
        found.append(("organization", weight, "head"))
    return found


def _single(word: str, mask: int, known: bool) -> list[Evidence]:
    """What a lone word says."""
    if known:
        return [("person", 1.0, "family-name")] if mask & FAMILY and not mask & (STATE | REGION) else []
    if mask & FAMILY:
        return [("person", 1.8, "family-name")]
    if mask & GIVEN:
        return [("person", 1.0, "given-name")]
    if mask & (_ALL_HEADS | PEOPLE | MODIFIER):
        return [("none", 0.6, "bare-head")]
    if gazetteer().is_common(word):
        return [("none", 0.9, "common-word")]
    if word.isupper() and 2 <= len(word.replace(".", "")) <= 6:
        return [("organization", 0.8, "capitals")]
    if _INNER_CAPITAL.search(word) and not _PREFIXED_ALONE.match(word):
        return [("organization", 1.0, "camel-case")]
    if word.endswith(".com") or "&" in word:
        return [("organization", 2.0, "web-name")]
    if _FAMILY_FORM.match(word):
        return [("person", 1.0, "name-form")]
    if word.endswith(("ian", "ians", "ans", "ist", "ists", "ism", "esque")):
        return [("none", 0.8, "people-like")]
    if _PLACE_FORM.search(word):
        return [("place", 0.6, "place-like"), ("organization", 0.3, "place-like")]
    return [
        ("organization", 0.45, "unknown-word"),
        ("person", 0.3, "unknown-word"),
        ("place", 0.25, "unknown-word"),
    ]
