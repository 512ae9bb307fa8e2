"""Which articles share one origin: copies of a wire story or press release are one voice, not as many.

An article is compared by its shingles, the runs of five words in what its reporter wrote: layout such as
bylines says nothing about where a text comes from, and quoted words are the speaker's, whoever reports them.
Which articles to compare is looked up by an eighth of the shingles, chosen by their hashes, so that two texts
choose the same ones (A. Broder, "On the resemblance and containment of documents", 1997). An article is only
compared with the first of each family, which keeps the work linear where a thousand carry one story.

Families follow from the articles alone: taken by date, undated ones last, on one date the shorter before the
longer, each article joins the family whose first article it is a copy of, or begins one. In whatever order
they are given, and whichever are taken out again, the families are those.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from zlib import crc32

from tearline.index.article import Article, Span

_WORD = re.compile(r"\w+")
# Words in quotation marks, within one paragraph.
_QUOTED = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|(?<!\w)\"[^\"\n]*\"")
# Where a text has less of its own than this beside its quotations, these are what there is to compare.
_OWN = 0.2
_SHINGLE = 5
_MASK = (1 << 61) - 1
_BASE = 1_000_003
# What the first word of a run weighs once a sixth has come.
_LEAVING = pow(_BASE, _SHINGLE, _MASK + 1)
# The bits by which shingles are chosen are high ones, which depend on all of their words.
_CHOOSING = 40
_LOOKED_UP = 3  # of them clear: an eighth
_MOST = 2048  # shingles kept of a text; of a longer one those with more bits clear

# Copies of one story: most of the shorter text stands in the longer, or half of both is shared. Independent
# reports of one event share names and set phrases, which measures a tenth to a quarter of the shorter one.
_CONTAINED = 0.6
_RESEMBLING = 0.4
# A text of fewer shingles, some four lines, is a copy only of a text with nearly the same words.
_TELLING = 60
_NEARLY = 0.9
# A shingle that so many families share is a turn of phrase or an outlet's boilerplate.
_COMMON = 64

_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?!\s|[\"”’')\]]*\s)[^\n.!?]*)*[.!?]*[\"”’')\]]*")

# What articles are ordered by: undated ones last, by date, the shorter first.
_Age = tuple[bool, str, int, str]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text's shingles: hashes in order, those of 2^bits alone that have so many choosing bits clear."""

    bits: int
    hashes: array[int]

    def at(self, bits: int) -> frozenset[int]:
        """The shingles chosen by so many bits."""
        if bits <= self.bits:
            return frozenset(self.hashes)
        mask = ((1 << bits) - 1) << _CHOOSING
        return frozenset(one for one in self.hashes if not one & mask)


@dataclass(frozen=True, slots=True)
class Copy:
    """How an article differs from the first of its family.

    `own` are the spans of the sentences in its text that the first does not have, `dropped` those in the
    first's text that it leaves out.
    """

    article: str
    own: tuple[Span, ...]
    dropped: tuple[Span, ...]


class Origins:
    """The families of the articles at hand, each known by the id of its first article."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._prints: dict[str, Fingerprint] = {}
        self._ages: dict[str, _Age] = {}
        self._family: dict[str, set[str]] = {}
        # The articles by the shingles they are looked up by: those that begin a family, and all the others.
        self._first: dict[int, list[str]] = defaultdict(list)
        self._later: dict[int, list[str]] = defaultdict(list)
        self._newest: _Age | None = None

    def add(self, article: Article) -> frozenset[str]:
        """Take an article in. Returns the articles whose origin is another by it, itself included."""
        if article.id in self._of:
            return frozenset()
        age = (article.published is None, article.published or "", len(article.text), article.id)
        self._prints[article.id] = fingerprint(article)
        self._ages[article.id] = age
        changed = self._settle([article.id])
        if self._newest is None or age > self._newest:
            self._newest = age
        return changed

    def remove(self, article_id: str) -> frozenset[str]:
        """Take an article out, if it is in. Returns the other articles whose origin is another by it."""
        origin = self._of.get(article_id)
        if origin is None:
            return frozenset()
        others = self._family[origin] - {article_id} if origin == article_id else set()
        self._unlist(article_id, self._first if origin == article_id else self._later)
        self._leave(article_id)
        del self._prints[article_id], self._ages[article_id]
        return self._settle(others)

    def of(self, article_id: str) -> str:
        """The origin of an article; its own id for one that is not in."""
        return self._of.get(article_id, article_id)

    def family(self, origin: str) -> tuple[str, ...]:
        """The articles of an origin, its first one first; none for an id that is no origin."""
        return tuple(sorted(self._family.get(origin, ()), key=self._ages.__getitem__))

    def families(self) -> Iterator[tuple[str, ...]]:
        """The families of more than one article, each with its first one first."""
        return (self.family(origin) for origin, members in self._family.items() if len(members) > 1)

    def _settle(self, unsettled: Iterable[str]) -> frozenset[str]:
        """Decide where these articles belong, and all whose place depends on theirs, the oldest first."""
        waiting: list[tuple[_Age, str]] = []
        for one in unsettled:
            heappush(waiting, (self._ages[one], one))
        changed: set[str] = set()
        last = ""
        while waiting:
            _, one = heappop(waiting)
            if one == last:
                continue
            last = one
            before, origin = self._of.get(one), self._closest(one)
            if origin == before:
                continue
            changed.add(one)
            if before is not None:
                self._unlist(one, self._first if before == one else self._later)
                self._leave(one)
            # Whoever belongs to an article that begins no family any more, or might to one that now does.
            moved = set(self._family.get(one, ())) if before == one else set()
            if origin == one and self._newest is not None and self._ages[one] < self._newest:
                moved |= self._resembling(one)
            self._of[one] = origin
            self._family.setdefault(origin, set()).add(one)
            self._list(one, self._first if origin == one else self._later)
            for other in moved:
                if self._ages[other] > self._ages[one]:
                    heappush(waiting, (self._ages[other], other))
        return frozenset(changed)

    def _leave(self, one: str) -> None:
        origin = self._of.pop(one)
        family = self._family[origin]
        family.discard(one)
        if not family:
            del self._family[origin]

    def _list(self, one: str, lists: dict[int, list[str]]) -> None:
        for shingle in _looked_up(self._prints[one]):
            lists[shingle].append(one)

    def _unlist(self, one: str, lists: dict[int, list[str]]) -> None:
        for shingle in _looked_up(self._prints[one]):
            lists[shingle].remove(one)
            if not lists[shingle]:
                del lists[shingle]

    def _closest(self, one: str) -> str:
        """The older article that begins a family and is likest, if it is a copy; else the article itself."""
        age = self._ages[one]
        found: set[str] = set()
        for shingle in _looked_up(self._prints[one]):
            first = [other for other in self._first.get(shingle, ()) if self._ages[other] < age]
            if len(first) <= _COMMON:
                found.update(first)
        best = (0.0, one)
        for other in found:
            like = likeness(self._prints[one], self._prints[other])
            # Equal likeness goes to the smaller id, so that no order of a set decides.
            if like > 0 and (-like, other) < (-best[0], best[1]):
                best = (like, other)
        return best[1]

    def _resembling(self, one: str) -> set[str]:
        shared: Counter[str] = Counter()
        for shingle in _looked_up(self._prints[one]):
            for lists in (self._first, self._later):
                others = lists.get(shingle, ())
                if lists is self._later or len(others) <= _COMMON:
                    shared.update(others)
        return {other for other in shared if likeness(self._prints[one], self._prints[other]) > 0}


def origins(articles: Iterable[Article]) -> dict[str, str]:
    """The origin of each article, by article id. An origin is the id of the family's earliest article."""
    families = Origins()
    given = list(articles)
    for article in sorted(given, key=lambda one: (one.published is None, one.published or "", len(one.text))):
        families.add(article)
    return {article.id: families.of(article.id) for article in given}


def likeness(ours: Fingerprint, theirs: Fingerprint) -> float:
    """How sure it is that one text is a copy of the other, 0 where it is not one, at most 2."""
    bits = max(ours.bits, theirs.bits)
    mine, other = ours.at(bits), theirs.at(bits)
    fewer = min(len(mine), len(other))
    if not fewer:
        return 0.0
    shared = len(mine & other)
    contained = shared / fewer
    resembling = shared / (len(mine) + len(other) - shared)
    if fewer < _TELLING >> bits:
        return contained + resembling if resembling >= _NEARLY else 0.0
    if contained >= _CONTAINED or resembling >= _RESEMBLING:
        return contained + resembling
    return 0.0


def compare_copies(first: Article, copy: Article) -> Copy:
    """What a copy adds to the first article of its family and what it leaves out, sentence by sentence.

    Sentences are one where their words are, without regard to case and marks. Layout is not compared.
    """
    ours, theirs = list(_sentences(first)), list(_sentences(copy))
    said, repeated = {words for words, _ in ours}, {words for words, _ in theirs}
    return Copy(
        copy.id,
        own=tuple(span for words, span in theirs if words not in said),
        dropped=tuple(span for words, span in ours if words not in repeated),
    )


def fingerprint(article: Article) -> Fingerprint:
    """The shingles of what an article's reporter wrote; the same in every process."""
    shingles = set(_shingles(_own_words(article)))
    bits = 0
    chosen: Iterable[int] = shingles
    while len(shingles) >> bits > _MOST:
        bits += 1
    if bits:
        mask = ((1 << bits) - 1) << _CHOOSING
        chosen = [one for one in shingles if not one & mask]
    return Fingerprint(bits, array("Q", sorted(chosen)))


def _looked_up(print_: Fingerprint) -> Iterable[int]:
    """The shingles an article is looked up by: at least one, if it has any."""
    return print_.at(_LOOKED_UP) or print_.hashes[:1]


def _shingles(words: Sequence[str]) -> Iterator[int]:
    hashes = list(map(_hash, words))
    value = 0
    for place, word in enumerate(hashes):
        value = (value * _BASE + word) & _MASK
        if place >= _SHINGLE:
            value = (value - hashes[place - _SHINGLE] * _LEAVING) & _MASK
        if place >= _SHINGLE - 1 or place == len(hashes) - 1:
            yield value


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _own_words(article: Article) -> Sequence[str]:
    """The words of the reporting outside quotation marks; all of them where hardly any are."""
    reporting = "\n".join(article.text[start:end] for start, end in _reporting(article))
    own, every = _words(_QUOTED.sub(" ", reporting)), _words(reporting)
    return own if len(own) >= _OWN * len(every) else every


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _reporting(article: Article) -> Iterator[Span]:
    """The stretches of the text between its layout."""
    place = 0
    for zone in article.zones:
        yield place, zone.start
        place = max(place, zone.end)
    yield place, len(article.text)


def _sentences(article: Article) -> Iterator[tuple[str, Span]]:
    """The words of each sentence of the reporting, folded, and where it stands."""
    for start, end in _reporting(article):
        for match in _SENTENCE.finditer(article.text, start, end):
            words = " ".join(_words(match[0]))
            if words:
                lead = len(match[0]) - len(match[0].lstrip())
                yield words, (match.start() + lead, match.end() - len(match[0]) + len(match[0].rstrip()))
