"""Answers what the words of a run are: known phrases, titles, labels, and where a name breaks off."""

from __future__ import annotations

import re

from tearline.briefs.drafting.gazetteer import (
    CALENDAR,
    COMPANY_TAIL,
    FAMILY,
    GIVEN,
    GOVERNMENT_HEAD,
    HONORIFIC,
    MEDIA_HEAD,
    MODIFIER,
    NAME,
    NO_ACTOR,
    NO_ACTOR_HEAD,
    ORGANIZATION_HEAD,
    PEOPLE,
    PLACE,
    PLACE_HEAD,
    REGION,
    STATE,
    SUFFIX,
    TITLE,
    gazetteer,
)
from tearline.briefs.drafting.lexicon import words as lexicon_words
from tearline.index.article import Span

HEADS = ORGANIZATION_HEAD | GOVERNMENT_HEAD | PLACE_HEAD | MEDIA_HEAD | COMPANY_TAIL | NO_ACTOR_HEAD
GROUP_HEADS = ORGANIZATION_HEAD | GOVERNMENT_HEAD | COMPANY_TAIL
FUNCTION = lexicon_words("name-grammar", "function")
# Small words that a run may hold; those in WITHIN go on with a name that has begun.
WITHIN = lexicon_words("name-grammar", "particle")
_OWNERS = lexicon_words("name-grammar", "owner in a name")
OWNING = ("'s", "s'")  # the ends of a possessive
SMALL = WITHIN | lexicon_words("name-grammar", "joint")
_LABEL = re.compile(
    r"[IVX]{2,}|(?=\w*\d)(?=\w*[a-z])\w{8,}|[A-Z]-?\d+[A-Za-z]?|[DRI]-[A-Z]\w*|[A-Z]-[a-z]+|U-S-A"
)


class RunWords:
    """The words of a run within one sentence and where they stand, with what the lexicons know of them."""

    def __init__(self, words: list[str], spans: list[Span], opens: bool) -> None:
        self.words = words
        self.spans = spans
        self.opens = opens
        lexicon = gazetteer()
        self.kinds = kinds = lexicon.kinds
        self.longest = lexicon.longest
        # The words without their possessive ending.
        self.bare = [self.bare_of(word) for word in words]
        self.masks = [
            kinds.get(word) or kinds.get(bare, 0) for word, bare in zip(words, self.bare, strict=True)
        ]
        self._phrases: dict[int, tuple[int, int]] = {}

    def phrase(self, at: int) -> tuple[int, int]:
        """The length in words of the longest known phrase that starts here, 0 for none, and its mask."""
        found = self._phrases.get(at)
        if found is None:
            found = self._phrases[at] = self._phrase(at)
        return found

    def _phrase(self, at: int) -> tuple[int, int]:
        limit = self.longest.get(self.bare[at]) or self.longest.get(self.words[at], 0)
        for length in range(min(limit, len(self.words) - at), 1, -1):
            full = " ".join(self.words[at : at + length])
            mask = self.kinds.get(full)
            if mask is None and full.endswith("'s"):
                mask = self.kinds.get(full[:-2])
            if mask is not None:
                return length, mask
        mask = self.masks[at]
        return (1, mask) if mask else (0, 0)

    def mask_at(self, at: int) -> int:
        return self.mask_of(self.bare[at]) if at < len(self.words) else 0

    def mask_of(self, word: str) -> int:
        mask = self.kinds.get(word)
        if mask is None:
            mask = self.kinds.get(word[:-2], 0) if word.endswith("'s") else 0
        return mask

    @staticmethod
    def bare_of(word: str) -> str:
        if word.endswith("'s"):
            return word[:-2]
        return word[:-1] if word.endswith("s'") else word

    def opens_name(self, at: int) -> bool:
        """Whether a run begins with a particle: "de Blasio", "von der Leyen"."""
        return at == 0 and self.words[0] in WITHIN and len(self.words) > 1

    @staticmethod
    def is_label(word: str) -> bool:
        """ "F3", "R-Ohio", "T-shirt", and a shouted common word: letters that name nobody."""
        if word.isalpha():
            if not word.isupper():
                return False
            if len(word) > 2:
                return gazetteer().is_common(word)
        return bool(_LABEL.fullmatch(word))

    def is_adjective(self, word: str) -> bool:
        """ "London-listed", "U.S.-backed", "Russia-China": describes, names nobody."""
        parts = self.bare_of(word).split("-")
        if word in self.kinds or len(parts[0]) < 2:
            return False
        if parts[-1][:1].islower() and len(parts[-1]) > 2:
            if self.kinds.get(parts[0], 0) & GIVEN and len(parts[-1]) < 5:
                return False  # "Kyung-wha"
            return parts[0] in self.kinds or gazetteer().is_common(parts[-1])
        return all(
            self.kinds.get(part, 0) & (STATE | PLACE | PEOPLE) or gazetteer().is_common(part)
            for part in parts
        )

    def title(self, at: int, length: int, mask: int) -> int:
        """How many words here are a title before a name: "Deputy Prime Minister", "Mr"."""
        if mask & HONORIFIC and length and not (self.mask_at(at + length) & GROUP_HEADS and length == 1):
            return length
        end, titled = at, False
        while end < len(self.words):
            mask = self.masks[end]
            if mask & PEOPLE and self.mask_at(end + 1) & (PEOPLE | HEADS | MODIFIER):
                break
            if mask & (TITLE | HONORIFIC):
                titled = True
            elif not mask & MODIFIER and not (
                titled
                and self.words[end] in ("of", "for", "and", "the")
                and self.mask_at(end + 1 + (end + 1 < len(self.words) and self.words[end + 1] == "the"))
                & (MODIFIER | TITLE)
            ):
                break
            if self.kinds.get(" ".join(self.bare[end : end + 2]), 0) & NAME and not mask & TITLE:
                break
            end += 1
        if not titled:
            return 0
        joint = next((i for i in range(at, end) if self.words[i] in ("of", "for")), 0)
        if joint and end < len(self.words) and self.mask_of(self.bare[self.contiguous_end(end) - 1]) & HEADS:
            # "director of the National Wild Bird Trust": the rest is the name of a body.
            end = joint
        while end > at and self.words[end - 1] in ("of", "for", "and", "the"):
            end -= 1
        following = self.mask_at(end)
        if following & (GROUP_HEADS | NO_ACTOR_HEAD) and not following & (GIVEN | NAME):
            return 0
        return end - at

    def title_within(self, at: int, end: int) -> bool:
        return any(self.masks[i] & TITLE and self.title(i, *self.phrase(i)) for i in range(at, end))

    def is_boundary(self, at: int, start: int = -1) -> bool:
        """Whether a name that has begun before stops in front of this word."""
        word = self.words[at]
        if word[0].islower() and word in SMALL:
            return word not in WITHIN
        if word in FUNCTION or word.startswith("I'"):
            return True
        length, mask = self.phrase(at)
        if not mask & (NAME | SUFFIX) and self.is_label(word):
            return True
        last = at + 1 >= len(self.words) or (
            self.words[at + 1][0].islower() and self.words[at + 1] not in WITHIN
        )
        first = self.masks[start] if start >= 0 and at - start <= 2 else 0
        named = first & GIVEN and not first & (STATE | REGION)
        if mask & (CALENDAR | NO_ACTOR) and not mask & NAME:
            return not (named and last and length == 1 and not word.endswith("day"))
        if mask & PEOPLE and not mask & (NAME | GIVEN):
            headed = self.mask_at(at + length) & GROUP_HEADS and start >= 0 and at > start
            return not (named and (last or mask & FAMILY)) and not headed
        if mask & (HONORIFIC | TITLE) and not (named and last):
            return self.title(at, length, mask) > 0
        if mask & MODIFIER and mask & PLACE_HEAD and start >= 0:
            # "Riverside County Sheriff"
            return False
        if mask & MODIFIER and not named:
            return self.title(at, length, mask) > 0
        return "-" in word and self.is_adjective(word)

    def contiguous_end(self, at: int, length: int = 0) -> int:
        """Where the row of name words that starts here is broken by a boundary or a possessive."""
        end = at + max(length, 1)
        if length and self.words[end - 1].endswith(OWNING) and not self.joins_possessive(at, end):
            return end
        if not length and self.words[at].endswith(OWNING) and not self.joins_possessive(at, end):
            return end
        while end < len(self.words) and not self.is_boundary(end, at):
            known, mask = self.phrase(end)
            end += known if mask & NAME else 1
            if self.words[end - 1].endswith(OWNING) and not (
                self.bare[end - 1] in _OWNERS and self.joins_possessive(at, end)
            ):
                break
        return min(end, len(self.words))

    def joins_possessive(self, at: int, end: int) -> bool:
        """ "King's College", "Pilgrim's Pride": a common noun or a saint, and a name of more words."""
        if end >= len(self.words) or self.is_boundary(end, at):
            return False
        word = self.bare[end - 1]
        if self.kinds.get(" ".join(self.words[at : end + 1]), 0) & NAME:
            return True
        if end - at > 1 and self.words[at] in ("St.", "Saint", "St"):
            return True
        if self.bare[end - 1] in _OWNERS:
            # "Tigray People's Liberation Front"
            return bool(self.mask_of(self.bare[self.contiguous_end(end) - 1]) & HEADS)
        mask, following = self.mask_of(word), self.bare[end]
        headed = self.mask_of(following) & HEADS
        return (
            end - at == 1
            and gazetteer().is_common(word)
            and bool(headed or gazetteer().is_common(following))
            and not mask & (NAME | GIVEN | FAMILY | PEOPLE | CALENDAR | NO_ACTOR | HEADS)
            and not (mask & TITLE and not headed)
        )
