"""Cuts a run of capitalised words into names: titles, weekdays, peoples and sentence openers fall away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tearline.briefs.drafting.gazetteer import (
    ANY_ORGANIZATION,
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
    OPENER,
    ORGANIZATION_HEAD,
    PEOPLE,
    PLACE,
    PLACE_HEAD,
    REGION,
    SHORT,
    STATE,
    SUFFIX,
    TEAM,
    TITLE,
    gazetteer,
)
from tearline.briefs.drafting.lexicon import words as lexicon_words
from tearline.briefs.drafting.name_runs import Run

HEADS = ORGANIZATION_HEAD | GOVERNMENT_HEAD | PLACE_HEAD | MEDIA_HEAD | COMPANY_TAIL | NO_ACTOR_HEAD
_GROUP_HEADS = ORGANIZATION_HEAD | GOVERNMENT_HEAD | COMPANY_TAIL
_FUNCTION = lexicon_words("name-grammar", "function")
# What joins two parts of one name when the part before it is headed by a word for a body.
# Small words that a run may hold; those in _WITHIN go on with a name that has begun.
_WITHIN = lexicon_words("name-grammar", "particle")
_SMALL = _WITHIN | lexicon_words("name-grammar", "joint")
_PEOPLE_LIKE = re.compile(r"(?:ist|ian|ish|ese)$")
_LABEL = re.compile(r"[A-Z]-?\d+[A-Za-z]?|[DRI]-[A-Z]\w*|[A-Z]-[a-z]+|U-S-A")
_JOINS = frozenset(["of", "for", "on"])
_LISTING_HEADS = lexicon_words("name-grammar", "listing head")


@dataclass(slots=True)
class Mention:
    """A stretch of the text that may name an actor, with the evidence for what it names.

    `before` are the title and form of address cut off its front, "" where there were none; `mask` is what the
    lexicons know of the whole name. `evidence` holds (type, weight, rule).
    """

    start: int
    end: int
    words: list[str]
    mask: int = 0
    opens: bool = False
    silent: bool = False
    before: str = ""
    after: str = ""
    possessive: bool = False
    evidence: list[tuple[str, float, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)


def mentions_in(run: Run) -> Iterator[Mention]:
    """The names in a run, in order."""
    yield from _Cutter(run).cut()


class _Cutter:
    """Walks along one run."""

    def __init__(self, run: Run) -> None:
        self.words = run.words
        self.spans = run.spans
        self.run = run
        self.kinds = gazetteer().kinds
        self.longest = gazetteer().longest
        # The words without their possessive ending.
        self.bare = [word[:-2] if word.endswith("'s") else word for word in run.words]

    def cut(self) -> Iterator[Mention]:
        at, pending = 0, ""
        while at < len(self.words):
            word = self.words[at]
            length, mask = self.phrase(at)
            if word[0].islower() and word in _SMALL and not mask & NAME and not self.opens_name(at):
                at, pending = at + 1, ""
                continue
            opens = self.run.opens and at == 0
            if skipped := self.skipped(at, length, mask, opens):
                at, pending = at + skipped, ""
                continue
            if title := self.title(at, length, mask):
                pending = f"{pending} {' '.join(self.words[at : at + title])}".strip()
                at += title
                if self.words[at - 1].endswith("'s"):
                    pending = ""
                continue
            end = self.name_end(at, length)
            for mention in self.names(at, end):
                mention.opens = self.run.opens and mention.start == self.spans[0][0]
                mention.silent = self.run.silent
                mention.before, pending = pending, ""
                yield mention
            at = max(end, at + 1)

    def opens_name(self, at: int) -> bool:
        """Whether a run begins with a particle: "de Blasio", "von der Leyen"."""
        return at == 0 and self.words[0] in _WITHIN and len(self.words) > 1

    def phrase(self, at: int) -> tuple[int, int]:
        """The length in words of the longest known phrase that starts here, 0 for none, and its mask."""
        first = self.bare[at]
        limit = self.longest.get(first) or self.longest.get(self.words[at], 0)
        for length in range(min(limit, len(self.words) - at), 0, -1):
            full = " ".join(self.words[at : at + length])
            mask = self.kinds.get(full)
            if mask is None and full.endswith("'s"):
                mask = self.kinds.get(full[:-2])
            if mask is not None:
                return length, mask
        return 0, 0

    def skipped(self, at: int, length: int, mask: int, opens: bool) -> int:
        """How many words here begin no name: openers, weekdays, laws and feasts, peoples."""
        word = self.words[at]
        following = self.mask_at(at + length)
        if (
            length == 1
            and mask & GIVEN
            and following
            and not self.is_boundary(at + 1)
            and not (mask & OPENER and opens)
        ):
            return 0
        if (
            length == 1
            and mask & OPENER
            and not mask & (NAME | GIVEN | TITLE | MODIFIER)
            and (opens or word in _FUNCTION)
        ):
            return 1
        if (length == 1 and word in _FUNCTION) or word.startswith("I'") or word.endswith("n't"):
            return 1
        if not mask & NAME and self.is_label(word):
            return 1
        if self.is_plain_opener(at, length, mask, opens):
            return 1
        if mask & NO_ACTOR or (mask & CALENDAR and not mask & FAMILY):
            return length if not mask & (NAME & ~SHORT) else 0
        if mask & PEOPLE and not mask & STATE:
            end = self.contiguous_end(at, length)
            last = self.mask_of(self.bare[end - 1])
            if (
                end - at > length
                and last & (HEADS & ~NO_ACTOR_HEAD)
                and not self.title_within(at + length, end)
            ):
                return 0
            return length
        if "-" in word and self.is_adjective(word):
            return 1
        return 1 if mask & SUFFIX and length == 1 else 0

    @staticmethod
    def is_label(word: str) -> bool:
        """ "F3", "R-Ohio", "T-shirt", and a shouted common word: letters that name nobody."""
        if len(word) > 2 and word.isupper() and word.isalpha():
            return gazetteer().is_common(word)
        return bool(_LABEL.fullmatch(word))

    def is_plain_opener(self, at: int, length: int, mask: int, opens: bool) -> bool:
        """Whether an everyday word stands in front of a name: "Former", "Online", "Large"."""
        if length > 1 or mask & (NAME | GIVEN | FAMILY | TITLE | HONORIFIC) or at + 1 >= len(self.words):
            return False
        if self.words[at].endswith("'s") or not (mask & MODIFIER or gazetteer().is_common(self.words[at])):
            return False
        following = self.phrase(at + 1)[1]
        if mask & MODIFIER and opens:
            return bool(following & (NAME | GIVEN | FAMILY))
        if mask & (HEADS | PEOPLE | MODIFIER) or not (opens or following & GIVEN):
            return False
        end = self.contiguous_end(at)
        headed = self.mask_of(self.bare[end - 1]) & HEADS and end - at > 1 + self.phrase(at + 1)[0]
        return bool(following & (NAME & ~SHORT | GIVEN | FAMILY)) and not headed

    def is_adjective(self, word: str) -> bool:
        """ "London-listed", "U.S.-backed", "Russia-China": describes, names nobody."""
        parts = self.bare_of(word).split("-")
        if word in self.kinds or len(parts[0]) < 2:
            return False
        if parts[-1][:1].islower() and len(parts[-1]) > 2:
            return parts[0] in self.kinds or gazetteer().is_common(parts[-1])
        return all(
            self.kinds.get(part, 0) & (STATE | PLACE | PEOPLE) or gazetteer().is_common(part)
            for part in parts
        )

    def title(self, at: int, length: int, mask: int) -> int:
        """How many words here are a title before a name: "Deputy Prime Minister", "Mr"."""
        if mask & HONORIFIC and length and not (self.mask_at(at + length) & _GROUP_HEADS and length == 1):
            return length
        end, titled = at, False
        while end < len(self.words):
            mask = self.mask_of(self.words[end])
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
        if following & (_GROUP_HEADS | NO_ACTOR_HEAD) and not following & (GIVEN | NAME):
            return 0
        return end - at

    def name_end(self, at: int, length: int) -> int:
        """Where the name that starts here ends, joined over "of", "for", "and" where its head asks for it."""
        end = self.contiguous_end(at, length)
        while end < len(self.words) - 1:
            joint = self.words[end]
            head = self.words[end - 1]
            after = end + 1 + (self.words[end + 1] in ("the", "a"))
            if after >= len(self.words) or self.words[end - 1].endswith("'s"):
                break
            following = self.phrase(after)[1]
            if joint == "&":
                end = self.contiguous_end(after)
            elif joint in _JOINS and self.joins(at, end, head, joint):
                if following & (CALENDAR | HONORIFIC) or self.title(after, *self.phrase(after)):
                    break
                end = self.contiguous_end(after, self.phrase(after)[0] if following & PEOPLE else 0)
            elif joint == "and" and self.joins_and(at, end, after, following):
                end = self.contiguous_end(after)
            else:
                break
        return end

    def joins(self, at: int, end: int, head: str, joint: str) -> bool:
        """Whether "of", "for" or "on" goes on with a name: only behind the head of a body, place or law."""
        mask = self.mask_of(head)
        if joint == "on":
            return head in _LISTING_HEADS
        if joint == "for" and mask & PLACE_HEAD and not mask & ORGANIZATION_HEAD:
            return False
        if end - at > 1 and self.mask_of(self.words[at]) & (STATE | REGION) and self.mask_at(end + 1) & STATE:
            return False
        if any(word in _JOINS for word in self.words[at:end]):
            return any(word in _LISTING_HEADS for word in self.words[at:end])
        return bool(mask & HEADS) and not (mask & COMPANY_TAIL and not mask & ORGANIZATION_HEAD)

    def joins_and(self, at: int, end: int, after: int, following: int) -> bool:
        right_end = self.contiguous_end(after)
        right = self.mask_of(self.bare[right_end - 1])
        listed = any(word in ("of", "for", "on") for word in self.words[at:end])
        if (
            listed
            and self.words[at] in _LISTING_HEADS | {"U.S.", "National", "US", "European", "International"}
        ) or (listed and any(word in _LISTING_HEADS for word in self.words[at:end])):
            return not following & NAME and (not right & HEADS or right_end - after == 1)
        # "Food and Drug Administration": a plain noun before, a head behind.
        left = self.mask_of(self.words[end - 1])
        return (
            end - at <= 3
            and self.bare[right_end - 1] in _LISTING_HEADS
            and right_end - after >= 2
            and not any("'" in word for word in self.words[at:end])
            and not left & (NAME | GIVEN | FAMILY | GOVERNMENT_HEAD | COMPANY_TAIL | MEDIA_HEAD)
            and not following & (NAME & ~SHORT)
            and all(gazetteer().is_common(word) for word in self.words[at:end])
        )

    def contiguous_end(self, at: int, length: int = 0) -> int:
        """Where the row of name words that starts here is broken by a boundary or a possessive."""
        end = at + max(length, 1)
        if length and self.words[end - 1].endswith("'s") and not self.joins_possessive(at, end):
            return end
        if not length and self.words[at].endswith("'s") and not self.joins_possessive(at, end):
            return end
        while end < len(self.words) and not self.is_boundary(end, at):
            step = max(1, self.phrase(end)[0]) if self.phrase(end)[1] & NAME else 1
            end += step
            if self.words[end - 1].endswith("'s"):
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
        mask, following = self.mask_of(word), self.bare[end]
        headed = self.mask_of(following) & HEADS
        return (
            end - at == 1
            and gazetteer().is_common(word)
            and bool(headed or gazetteer().is_common(following))
            and not mask & (NAME | GIVEN | FAMILY | PEOPLE | CALENDAR | NO_ACTOR | HEADS)
            and not (mask & TITLE and not headed)
        )

    def is_boundary(self, at: int, start: int = -1) -> bool:
        """Whether a name that has begun before stops in front of this word."""
        word = self.words[at]
        if word[0].islower() and word in _SMALL:
            return word not in _WITHIN
        if word in _FUNCTION:
            return True
        length, mask = self.phrase(at)
        if not mask & NAME and self.is_label(word):
            return True
        last = at + 1 >= len(self.words) or (
            self.words[at + 1][0].islower() and self.words[at + 1] not in _WITHIN
        )
        first = self.mask_of(self.words[start]) if start >= 0 and at - start <= 2 else 0
        named = first & GIVEN and not first & (STATE | REGION)
        if mask & (CALENDAR | NO_ACTOR) and not mask & NAME:
            return not (named and last and length == 1 and not mask & NO_ACTOR)
        if mask & PEOPLE and not mask & (NAME | GIVEN):
            headed = self.mask_at(at + length) & _GROUP_HEADS and start >= 0 and at > start
            return not (named and (last or mask & FAMILY)) and not headed
        if mask & (HONORIFIC | TITLE) and not (named and last):
            return self.title(at, length, mask) > 0
        if mask & MODIFIER and not named:
            return self.title(at, length, mask) > 0
        return "-" in word and self.is_adjective(word)

    def title_within(self, at: int, end: int) -> bool:
        return any(self.mask_of(word) & TITLE for word in self.words[at:end])

    def names(self, at: int, end: int) -> Iterator[Mention]:
        """The name from `at` to `end`, or the two that stand there side by side ("Ohio John Doe")."""
        length, mask = self.phrase(at)
        words = self.bare[at:end]
        if (
            end - at > 1
            and words[-1].endswith(".")
            and self.mask_of(words[-1]) & REGION
            and words[-1] != "U.S."
        ):
            # "Springfield Ill."
            yield from self.names(at, end - 1)
            yield self.mention(end - 1, end)
            return
        if end - at > 2 and not mask and _PEOPLE_LIKE.search(words[0]) and self.mask_of(words[1]) & GIVEN:
            at, length = at + 1, 0
        if not length or length >= end - at or not mask & NAME:
            yield self.mention(at, end)
            return
        last = self.mask_of(words[-1])
        _, rest = self.phrase(at + length)
        first_is_given = self.mask_of(words[0]) & GIVEN and length == 1
        if (
            last & (HEADS | TEAM)
            or (first_is_given and not mask & (STATE | REGION))
            or "&" in words
            or (mask & (ANY_ORGANIZATION | SHORT) and not rest & (GIVEN | FAMILY | ANY_ORGANIZATION))
            or any(word in ("of", "for") for word in words)
        ) or (first_is_given and end - at == 2 and not rest & NAME and not gazetteer().is_common(words[1])):
            yield self.mention(at, end)
        else:
            yield self.mention(at, at + length)
            if not (self.words[at + length][0].islower() and self.words[at + length] in _SMALL):
                yield from self.names(at + length, end)

    def mention(self, at: int, end: int) -> Mention:
        while end > at + 1 and self.words[end - 1][0].islower() and self.words[end - 1] in _SMALL:
            end -= 1
        start, stop = self.spans[at][0], self.spans[end - 1][1]
        words = list(self.words[at:end])
        mask = self.kinds.get(" ".join(words), 0)
        possessive = words[-1].endswith("'s") and not mask
        if possessive:
            words[-1] = words[-1][:-2]
            stop -= 2
            mask = self.kinds.get(" ".join(words), 0)
        if len(words) == 2 and words[1] == "Administration" and not gazetteer().is_common(words[0]):
            # "the Obama Administration" names the president.
            words, stop = words[:1], self.spans[at][1]
            mask = self.kinds.get(words[0], 0)
        return Mention(start, stop, words, mask, possessive=possessive)

    def mask_at(self, at: int) -> int:
        return self.mask_of(self.bare[at]) if at < len(self.words) else 0

    def mask_of(self, word: str) -> int:
        mask = self.kinds.get(word)
        if mask is None:
            mask = self.kinds.get(self.bare_of(word), 0)
        return mask

    @staticmethod
    def bare_of(word: str) -> str:
        return word[:-2] if word.endswith("'s") else word
