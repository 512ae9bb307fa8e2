"""Cuts a run of capitalised words into names: titles, weekdays, peoples and sentence openers fall away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tearline.briefs.drafting.gazetteer import (
    ANY_ORGANIZATION,
    CALENDAR,
    CITY,
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
from tearline.briefs.drafting.name_runs import UPPER, Run
from tearline.briefs.drafting.name_words import FUNCTION, GROUP_HEADS, HEADS, OWNING, SMALL, WITHIN, RunWords
from tearline.index.article import Span

# A longer run is cut anew each time, so that what is kept stays small.
LONGEST_KEPT = 120
_INITIALS = re.compile(rf"(?:[{UPPER}]\.)+")
_IDEA = re.compile(r"[a-z](?:[ae]nce|[ae]ncy|tion|ism|ment|ity|ics|ology|ities|ness|ture)s?\Z")
_PEOPLE_LIKE = re.compile(r"(?:ist|ian|ish|ese)$")
# What joins two parts of one name when the part before it is headed by a word for a body.
_CONTRACTED = ("'ve", "'re", "'ll", "'d", "'s")
_JOINS = frozenset(["of", "for", "on"])
_FOR_NOW = frozenset(["Acting", "Interim", "Former"])
_LISTING_HEADS = lexicon_words("name-grammar", "listing head")


@dataclass(slots=True)
class Mention:
    """A stretch of the text that may name an actor, with the evidence for what it names.

    `before` are the title and form of address cut off its front, "" where there were none; `mask` is what the
    lexicons know of the whole name. `evidence` holds (type, weight, rule).
    """

    start: int
    end: int
    words: tuple[str, ...]
    mask: int = 0
    opens: bool = False
    silent: bool = False
    before: str = ""
    possessive: bool = False
    evidence: list[tuple[str, float, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)


class Name(NamedTuple):
    """A name within a run, wherever such a run stands. Offsets count from the run's start."""

    start: int
    end: int
    words: tuple[str, ...]
    mask: int
    possessive: bool
    opens: bool
    before: str = ""


def cut(run: Run) -> tuple[tuple[str, ...], list[Mention]]:
    """The words of a run, without blanks and full stops, and the names in it, in order."""
    # Articles repeat each other's words: most runs have been cut before.
    base, row, opens_sentence, closes, silent = run
    known = _cut if len(row) <= LONGEST_KEPT else _cut.__wrapped__
    every, names = known(row, opens_sentence, closes)
    return every, [
        Mention(base + start, base + end, words, mask, opens, silent, before, possessive)
        for start, end, words, mask, possessive, opens, before in names
    ]


# The words of a run, and the fields of its names. These are plain tuples of plain values because the garbage
# collector need not look at such ones again and again, however many are kept.
_Cut = tuple[tuple[str, ...], tuple[tuple[int, int, tuple[str, ...], int, bool, bool, str], ...]]


@lru_cache(maxsize=16384)
def _cut(run: str, opens: bool, closes: bool) -> _Cut:
    every: list[str] = []
    names: list[Name] = []
    words: list[str] = []
    spans: list[Span] = []
    start = 0
    for word in run.split(" "):
        end = start + len(word)
        if word.endswith(".") and _ends_sentence(word, closes and end == len(run)):
            words.append(word[:-1])
            spans.append((start, end - 1))
            names += _Cutter(words, spans, opens).cut()
            every += words
            words, spans, opens = [], [], True
        elif word:
            words.append(word)
            spans.append((start, end))
        start = end + 1
    if words:
        names += _Cutter(words, spans, opens).cut()
    fields = tuple((n.start, n.end, n.words, n.mask, n.possessive, n.opens, n.before) for n in names)
    return (*every, *words), fields


def _ends_sentence(word: str, closes: bool) -> bool:
    """Whether the dot behind a word is a full stop, not that of an abbreviation or an initial."""
    kinds = gazetteer().kinds
    if _INITIALS.fullmatch(word):
        return False
    return word not in kinds or (closes and word[:-1] in kinds)


def is_plain_word(word: str) -> bool:
    """Whether a word is an everyday one, or by its ending an idea's: "Equalities", "Resilience"."""
    return gazetteer().is_common(word) or bool(_IDEA.search(word))


class _Cutter(RunWords):
    """Walks along the part of a run that lies in one sentence."""

    def cut(self) -> Iterator[Name]:
        at, pending = 0, ""
        while at < len(self.words):
            word = self.words[at]
            length, mask = self.phrase(at)
            if word[0].islower() and word in SMALL and not mask & NAME and not self.opens_name(at):
                at, pending = at + 1, ""
                continue
            opens = self.opens and at == 0
            # "Prime Minister May" is no month.
            month = pending and length == 1 and mask & CALENDAR and not mask & OPENER
            if not month and (skipped := self.skipped(at, length, mask, opens)):
                at, pending = at + skipped, ""
                continue
            if title := self.title(at, length, mask):
                pending = f"{pending} {' '.join(self.words[at : at + title])}".strip()
                at += title
                if self.words[at - 1].endswith(OWNING):
                    pending = ""
                continue
            end = self.name_end(at, length)
            for name in self.names(at, end, bool(pending)):
                yield name._replace(before=pending) if pending else name
                pending = ""
            at = max(end, at + 1)

    def skipped(self, at: int, length: int, mask: int, opens: bool) -> int:
        """How many words here begin no name: openers, weekdays, laws and feasts, peoples."""
        word = self.words[at]
        if (
            length == 1
            and mask & GIVEN
            and at + 1 < len(self.words)
            and not self.is_boundary(at + 1)
            and not (mask & OPENER and opens)
        ):
            return 0
        if (
            length == 1
            and mask & OPENER
            and not mask & (NAME | GIVEN | TITLE | MODIFIER)
            and (opens or word in FUNCTION)
        ):
            return 1
        if (length == 1 and word in FUNCTION) or word.startswith("I'") or word.endswith("n't"):
            return 1
        if word.endswith(_CONTRACTED) and word.partition("'")[0] in FUNCTION:
            return 1  # "You've"
        if not mask & NAME and self.is_label(word):
            return 1
        if self.is_plain_opener(at, length, mask, opens):
            return 1
        if mask & NO_ACTOR or (mask & CALENDAR and not mask & FAMILY):
            return length if not mask & (NAME & ~SHORT) else 0
        if mask & PEOPLE and mask & PLACE and (self.words[at + length :] or ["in"])[0] in SMALL:
            return 0  # "the Mediterranean"
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

    def is_plain_opener(self, at: int, length: int, mask: int, opens: bool) -> bool:
        """Whether an everyday word stands in front of a name: "Former", "Online", "Large"."""
        if length > 1 or mask & (NAME | GIVEN | FAMILY | TITLE | HONORIFIC) or at + 1 >= len(self.words):
            return False
        if self.words[at].endswith(OWNING) or not (mask & MODIFIER or gazetteer().is_common(self.words[at])):
            return False
        following = self.phrase(at + 1)[1]
        if mask & MODIFIER and (opens or self.words[at] in _FOR_NOW):
            return bool(following & (NAME | GIVEN | FAMILY))
        if mask & (HEADS | PEOPLE | MODIFIER) or not (opens or following & GIVEN):
            return False
        end = self.contiguous_end(at)
        headed = self.mask_of(self.bare[end - 1]) & HEADS and end - at > 1 + self.phrase(at + 1)[0]
        return bool(following & (NAME & ~SHORT | GIVEN | FAMILY)) and not headed

    def name_end(self, at: int, length: int) -> int:
        """Where the name that starts here ends, joined over "of", "for", "and" where its head asks for it."""
        end = self.contiguous_end(at, length)
        while end < len(self.words) - 1:
            joint = self.words[end]
            head = self.words[end - 1]
            after = end + 1 + (self.words[end + 1] in ("the", "a"))
            if after >= len(self.words) or self.words[end - 1].endswith(OWNING):
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
        length, known = self.phrase(at)
        if joint == "for" and length == end - at > 1 and known & NAME:
            return False  # "the White House for Vell"
        if end - at > 1 and self.masks[at] & (STATE | REGION) and self.mask_at(end + 1) & STATE:
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
        left = self.masks[end - 1]
        if right & COMPANY_TAIL and not (self.opens and at == 0):
            # "Oil and Natural Gas Corp": nothing but plain nouns before the tail.
            plain = [word for word in self.words[at:right_end] if not self.mask_of(word) & COMPANY_TAIL]
            return plain[-1] != "and" and all(map(gazetteer().is_common, plain))
        return (
            end - at <= 3
            and self.bare[right_end - 1] in _LISTING_HEADS
            and right_end - after >= 2
            and not any("'" in word for word in self.words[at:end])
            and not left & (NAME | GIVEN | FAMILY | GOVERNMENT_HEAD | COMPANY_TAIL | MEDIA_HEAD)
            and not following & (NAME & ~SHORT)
            and all(map(is_plain_word, self.words[at:end]))
        )

    def names(self, at: int, end: int, titled: bool = False) -> Iterator[Name]:
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
            yield self.name(end - 1, end)
            return
        if end - at > 2 and not mask and _PEOPLE_LIKE.search(words[0]) and self.mask_of(words[1]) & GIVEN:
            at, length = at + 1, 0
        for split in range(at + 2, end - 1):
            before, behind = self.mask_of(self.bare[split - 1]), self.masks[split]
            person = behind & GIVEN and not behind & (NAME | HEADS | MODIFIER)
            if person and before & GROUP_HEADS and not self.mask_of(self.bare[end - 1]) & HEADS:
                # "Refugee Council Enver Solomon", in the manner of headlines
                yield self.name(at, split)
                yield self.name(split, end)
                return
        if length == 1 and mask & GIVEN and end - at > 2:
            # "the Clinton White House"
            following, known = self.phrase(at + 1)
            if following == end - at - 1 and known & ANY_ORGANIZATION and not known & SHORT:
                yield self.name(at, at + 1)
                yield self.name(at + 1, end)
                return
        if not length or length >= end - at or not mask & NAME:
            yield self.name(at, end)
            return
        if words[length].lower() in WITHIN or (titled and length == 1 and self.mask_of(words[0]) & GIVEN):
            yield self.name(at, end)
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
        ) or (
            end - at == 2
            and not rest & NAME
            and not gazetteer().is_common(words[1])
            # "Phoenix Castro" is one person
            and (first_is_given or (rest & FAMILY and mask & CITY and not mask & (STATE | REGION)))
        ):
            yield self.name(at, end)
        else:
            yield self.name(at, at + length)
            if not (self.words[at + length][0].islower() and self.words[at + length] in SMALL):
                yield from self.names(at + length, end)

    def name(self, at: int, end: int) -> Name:
        while end > at + 1 and self.words[end - 1][0].islower() and self.words[end - 1] in SMALL:
            end -= 1
        start, stop = self.spans[at][0], self.spans[end - 1][1]
        words = list(self.words[at:end])
        mask = self.kinds.get(" ".join(words), 0)
        possessive = words[-1].endswith(OWNING) and not mask
        if possessive:
            bare = self.bare_of(words[-1])
            stop -= len(words[-1]) - len(bare)
            words[-1] = bare
            mask = self.kinds.get(" ".join(words), 0)
        if len(words) == 2 and words[1] == "Administration" and not gazetteer().is_common(words[0]):
            # "the Obama Administration" names the president.
            words, stop = words[:1], self.spans[at][1]
            mask = self.kinds.get(words[0], 0)
        return Name(start, stop, tuple(words), mask, possessive, self.opens and at == 0)
