"""Finds names in headlines and lines in capitals, where a capital tells nothing: by what is known already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tearline.briefs.drafting.gazetteer import FAMILY, GIVEN, NAME, PLACE, SHORT, STATE, gazetteer
from tearline.briefs.drafting.name_cutting import Mention
from tearline.briefs.drafting.name_runs import Page
from tearline.briefs.drafting.name_words import HEADS
from tearline.index.article import Span

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['&-]\w+)*")


def display_mentions(page: Page, body: Sequence[Mention]) -> Iterator[Mention]:
    """The names in a page's display lines: names of the body, names of the lexicons, and given names with
    the word behind them."""
    for line in page.datelines:
        yield from _places_of(page, line)
    lines = [line for line in page.display if line not in page.datelines]
    known = _known_names(body) if lines else {}
    longest: dict[str, int] = {}
    for name in known:
        first = name.partition(" ")[0]
        longest[first] = max(longest.get(first, 1), name.count(" ") + 1)
    for line in lines:
        yield from _names_in(page, line, known, longest)


def _places_of(page: Page, dateline: Span) -> Iterator[Mention]:
    """The places of a dateline ("LONDON/CAPE TOWN"), known or not."""
    lexicon = gazetteer()
    silent = any(start <= dateline[0] < end for start, end in page.silent)
    for match in re.finditer(r"[^/]+", page.view[slice(*dateline)]):
        place = match.group().strip()
        name = lexicon.capitals.get(place) or place.title()
        if len(place) > 1 and lexicon.kinds.get(name, PLACE) & (PLACE | STATE):
            start = dateline[0] + match.start() + match.group().index(place)
            mask = lexicon.kinds.get(name, 0)
            mention = Mention(start, start + len(place), tuple(name.split(" ")), mask, silent=silent)
            mention.evidence.append(("place", 1.5, "dateline"))
            yield mention


def _known_names(body: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """The words of the body's names by their lower case; a common word alone may be no name."""
    lexicon = gazetteer()
    known: dict[str, tuple[str, ...]] = {}
    for mention in body:
        lone = len(mention.words) == 1
        if lone and (mention.opens or len(mention.name) < 2) and not mention.mask & NAME:
            continue
        if lone and lexicon.is_common(mention.name) and not mention.before:
            continue
        known.setdefault(mention.name.lower(), mention.words)
        last = mention.words[-1]
        if not lone and not lexicon.is_common(last) and not lexicon.kinds.get(last, 0) & (NAME | HEADS):
            known.setdefault(last.lower(), (last,))
    return known


def _names_in(
    page: Page, line: Span, known: dict[str, tuple[str, ...]], longest: dict[str, int]
) -> Iterator[Mention]:
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(page.view, *line)]
    silent = any(start <= line[0] < end for start, end in page.silent)
    at = 0
    while at < len(tokens):
        length, words = _name_at(page.view, tokens, at, known, longest)
        if not length:
            at += 1
            continue
        start, end = tokens[at][1], tokens[at + length - 1][2]
        if page.view[end - 2 : end].lower() == "'s" and words[-1][-2:].lower() != "'s":
            end -= 2
        mask = gazetteer().kinds.get(" ".join(words), 0)
        yield Mention(start, end, words, mask, opens=False, silent=silent)
        at += length


def _name_at(
    view: str,
    tokens: list[tuple[str, int, int]],
    at: int,
    known: dict[str, tuple[str, ...]],
    longest: dict[str, int],
) -> tuple[int, tuple[str, ...]]:
    """How many tokens from here on are a name, 0 for none, and its words as written elsewhere."""
    lexicon = gazetteer()
    words: list[str] = []
    opening = re.sub(r"'[sS]$", "", tokens[at][0])
    reach = max(
        longest.get(opening.lower(), 0),
        (lexicon.longest_capitals if opening.isupper() else lexicon.longest).get(opening, 0),
        2 if lexicon.kinds.get(_spelled(opening), 0) & GIVEN else 0,
    )
    for token, start, _ in tokens[at : at + reach]:
        if words and view[start - 1 : start] != " ":
            break
        words.append(token)
    for length in range(len(words), 0, -1):
        parts = words[:length]
        phrase = " ".join(parts)
        bare = re.sub(r"'[sS]$", "", phrase)
        if (found := known.get(bare.lower())) is not None:
            return length, found
        name = lexicon.capitals.get(bare.upper()) if bare.isupper() else bare
        mask = lexicon.kinds.get(name or "", 0)
        if name and mask & NAME and not mask & SHORT and not (length == 1 and len(bare) < 4 and bare != name):
            return length, tuple(name.split(" "))
    first = _spelled(words[0]) if words else ""
    if lexicon.kinds.get(first, 0) & GIVEN and len(words) > 1 and words[0][0].isupper():
        second = _spelled(re.sub(r"'[sS]$", "", words[1]))
        mask = lexicon.kinds.get(second, 0)
        alone = words[0].isupper() and len(words) == 2
        if words[1][0].isupper() and (
            mask & FAMILY or not (mask & (NAME | HEADS) or (lexicon.is_common(second) and not alone))
        ):
            return 2, (first, second)
    return 0, ()


def _spelled(word: str) -> str:
    return word.title() if word.isupper() else word
