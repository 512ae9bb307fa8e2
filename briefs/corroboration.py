"""Which articles share one origin: copies of a wire story or press release count as one voice, not as many.

An article is compared by its shingles, the runs of five words in its reporting; layout such as bylines and
author blocks says nothing about where a text comes from. An eighth of the shingles is kept, chosen by their
hashes, so that two texts keep the same ones (A. Broder, "On the resemblance and containment of
documents", 1997). An article is only compared with the first article of each family, which keeps the work
linear in the number of articles even where a thousand of them carry one story.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

from tearline.index.article import Article

_WORD = re.compile(r"\w+")
_SHINGLE = 5
_MASK = (1 << 61) - 1
_BASE = 1_000_003
# What the first word of a run weighs once a sixth has come.
_LEAVING = pow(_BASE, _SHINGLE, _MASK + 1)
# A shingle is kept where these three bits of its hash are clear; the high bits depend on all of its words.
_SAMPLE = 7 << 40

# Copies of one story: most of the shorter text stands in the longer, or half of both is shared. Independent
# reports of one event share its quotes and names, which measures a tenth to a quarter of the shorter one.
_CONTAINED = 0.6
_RESEMBLING = 0.4
# A text of which fewer are kept, some sixty words, is a copy only of a text with nearly the same words.
_TELLING = 8
_NEARLY = 0.9
# A shingle that so many families share is a turn of phrase or an outlet's boilerplate.
_COMMON = 64


class Origins:
    """The families of the articles given so far, each known by the id of its first article.

    Articles given earlier found families and later ones join them: give the oldest first to have families
    known by the article that all the others may have copied.
    """

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        # How many shingles each family's first article has, and which of these articles have a shingle.
        self._sizes: dict[str, int] = {}
        self._founders: dict[int, tuple[str, ...]] = {}

    def add(self, article: Article) -> str:
        """The origin of the article, which is an article's id: its own where it copies none of the others."""
        known = self._of.get(article.id)
        if known is not None:
            return known
        shingles = _shingles(article)
        origin = self._closest(shingles)
        if origin is None:
            origin = article.id
            self._sizes[origin] = len(shingles)
            alone = (origin,)
            for shingle in shingles:
                others = self._founders.get(shingle)
                self._founders[shingle] = alone if others is None else others + alone
        self._of[article.id] = origin
        return origin

    def of(self, article_id: str) -> str:
        """The origin of an article; its own id for one that was never given."""
        return self._of.get(article_id, article_id)

    def _closest(self, shingles: frozenset[int]) -> str | None:
        shared: Counter[str] = Counter()
        for shingle in shingles:
            founders = self._founders.get(shingle, ())
            if len(founders) <= _COMMON:
                shared.update(founders)
        best: tuple[float, str] | None = None
        for founder, count in shared.items():
            likeness = _likeness(count, len(shingles), self._sizes[founder])
            # Equal likeness goes to the smaller id, so that no order of a set or a dict decides.
            if likeness > 0 and (best is None or (-likeness, founder) < (-best[0], best[1])):
                best = (likeness, founder)
        return best[1] if best else None


def origins(articles: Iterable[Article]) -> dict[str, str]:
    """The origin of each article, by article id. An origin is the id of the family's earliest article.

    Articles are taken by date, undated ones last, and on one date the shorter before the longer; the order
    they are given in does not matter.
    """
    families = Origins()
    return {article.id: families.add(article) for article in sorted(articles, key=_by_age)}


def _by_age(article: Article) -> tuple[bool, str, int, str]:
    return (article.published is None, article.published or "", len(article.text), article.id)


def _likeness(shared: int, ours: int, theirs: int) -> float:
    """How sure it is that one text is a copy of the other, 0 where it is not one, at most 2."""
    fewer = min(ours, theirs)
    if not fewer:
        return 0.0
    contained = shared / fewer
    resembling = shared / (ours + theirs - shared)
    if fewer < _TELLING:
        return contained + resembling if resembling >= _NEARLY else 0.0
    if contained >= _CONTAINED or resembling >= _RESEMBLING:
        return contained + resembling
    return 0.0


def _shingles(article: Article) -> frozenset[int]:
    """Hashes of a sample of the runs of five words, at least one if there is a word; the same everywhere."""
    hashes = list(map(_hash, _words(article)))
    every: list[int] = []
    value = 0
    for place, word in enumerate(hashes):
        value = (value * _BASE + word) & _MASK
        if place >= _SHINGLE:
            value = (value - hashes[place - _SHINGLE] * _LEAVING) & _MASK
        if place >= _SHINGLE - 1 or place == len(hashes) - 1:
            every.append(value)
    return frozenset([value for value in every if not value & _SAMPLE]) or frozenset(sorted(every)[:1])


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _words(article: Article) -> Sequence[str]:
    """The words of the reporting, folded in case and form, without those of the layout."""
    text = article.text
    parts: list[str] = []
    place = 0
    for zone in article.zones:
        parts.append(text[place : zone.start])
        place = max(place, zone.end)
    parts.append(text[place:])
    return _WORD.findall(unicodedata.normalize("NFKC", " ".join(parts)).casefold())
