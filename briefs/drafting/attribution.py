"""Attributions that no verb makes: "according to", "NAME:", "in the words of", nouns like "the claim that"."""

from __future__ import annotations

from dataclasses import dataclass

from tearline.briefs.drafting import skeleton as k
from tearline.briefs.drafting.phrases import next_comma, phrase_at
from tearline.briefs.drafting.skeleton import Skeleton
from tearline.index.article import Span

_ENDS = frozenset({".", "!", "?", "…", ";", "..."})
_OPENERS = frozenset(
    {"when", "because", "although", "though", "while", "since", "if", "and", "but", "or", "so", "yet"}
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content that words other than a verb attribute: all ranges are words of the skeleton."""

    content: tuple[Span, ...]
    cue: Span
    source: Span
    rule: str
    sentence: int


def find_attributions(sk: Skeleton, sentence: int) -> list[Attribution]:
    """The verbless attributions of one sentence, in order."""
    start, end = sk.sentences[sentence]
    found: list[Attribution] = []
    for i in range(start, end - 2):
        word = sk.lowers[i]
        if word == "according" and sk.lowers[i + 1] == "to":
            attribution = _according_to(sk, i, start, end, sentence)
            if attribution is not None:
                found.append(attribution)
        elif word == ":" and start < i <= start + 8:
            attribution = _name_and_colon(sk, i, start, end, sentence)
            if attribution is not None:
                found.append(attribution)
    return found


def _trimmed(sk: Skeleton, end: int, start: int) -> int:
    while end > start and sk.lowers[end - 1] in _ENDS:
        end -= 1
    return end


def _according_to(sk: Skeleton, i: int, start: int, end: int, sentence: int) -> Attribution | None:
    end = _trimmed(sk, end, start)
    source = phrase_at(sk, i + 2, end)
    if source is None:
        return None
    cue = (i, i + 2)
    opened_by = start
    while opened_by < i and (
        sk.kinds[opened_by] & (k.CONJUNCTION | k.ADVERB | k.COMMA) or sk.lowers[opened_by] == "but"
    ):
        opened_by += 1
    if opened_by == i:  # According to X, …
        comma = next_comma(sk, source[1], end)
        begin = (comma + 1) if comma is not None else source[1]
        return (
            Attribution(((begin, end),), cue, source, "according-to-first", sentence) if begin < end else None
        )
    left = i
    bracketed = False
    if sk.kinds[left - 1] & k.COMMA or sk.lowers[left - 1] in ("—", "–", "--", "("):
        left -= 1
        bracketed = True
    begin = start
    if sk.lowers[begin] in ("and", "but", "or", "so"):
        begin += 1
    if left <= begin:
        return None
    content = [(begin, left)]
    if bracketed:
        comma = next_comma(sk, source[1], end)
        if comma is not None and comma + 2 < end and comma - source[1] < 14:
            rest = comma + 1
            if not sk.lowers[rest].endswith("ing") and not sk.kinds[rest] & (k.RELATIVE | k.DETERMINER):
                content.append((rest, end))
    return Attribution(tuple(content), cue, source, "according-to", sentence)


def _name_and_colon(sk: Skeleton, colon: int, start: int, end: int, sentence: int) -> Attribution | None:
    """A transcript's or a headline's "NAME: …"."""
    if colon + 1 >= end:
        return None
    capitals = 0
    for i in range(start, colon):
        kind = sk.kinds[i]
        if kind & (k.AUXILIARY | k.OTHER_VERB | k.SUBJECT | k.COMMA | k.QUOTE):
            return None
        if kind & k.CUE and not sk.capital(i):
            return None
        if sk.capital(i):
            capitals += 1
        elif not kind & (k.PREPOSITION | k.DETERMINER | k.STOP):
            return None
    if not capitals or not sk.capital(start):
        return None
    if sk.lowers[start] in (
        "note",
        "update",
        "update:",
        "correction",
        "editor's",
        "photo",
        "video",
        "related",
        "more",
        "question",
        "answer",
        "image",
        "story",
        "source",
    ):
        return None
    upper = all(sk.words[i].isupper() for i in range(start, colon) if sk.words[i][0].isalpha())
    first_sentence = sentence == 0
    quoted = bool(sk.kinds[colon + 1] & k.QUOTE)
    if not (upper or first_sentence or quoted or colon - start <= 2):
        return None
    return Attribution(
        ((colon + 1, _trimmed(sk, end, start)),),
        (colon, colon + 1),
        (start, colon),
        "transcript" if upper else "name-colon",
        sentence,
    )
