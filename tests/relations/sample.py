"""Reads the annotated sample and holds proposals against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board, ClaimRow, RelationRow
from tearline.briefs.drafting import draft_article
from tearline.index.article import Article
from tearline.index.reading import article_from_text

HERE = Path(__file__).parent
AGREES = frozenset({"corroborates", "restates", "qualifies"})


@dataclass(frozen=True, slots=True)
class Said:
    """A fact where an article says it, and the voice it rests on there, "" for one of its own."""

    fact: str
    article: str
    span: tuple[int, int]
    voice: str


# A pair of facts in a pair of articles: what is to be found.
Pair = tuple[frozenset[str], frozenset[str]]


@dataclass
class Half:
    """One half of the sample: its articles by number, what they say, and how facts bear on each other."""

    articles: dict[str, Article]
    said: dict[str, list[Said]]
    links: dict[frozenset[str], str]
    copies: frozenset[str]

    def kind(self, one: Said, other: Said) -> str | None:
        """How a fact as said in one article bears on one said in another, None where it does not."""
        if one.article == other.article:
            return None
        if one.fact == other.fact:
            return "restates" if one.voice and one.voice == other.voice else "corroborates"
        return self.links.get(frozenset((one.fact, other.fact)))

    def pairs(self) -> dict[Pair, set[str]]:
        """All that is annotated, with its kinds."""
        found: dict[Pair, set[str]] = defaultdict(set)
        for one, other in combinations([each for many in self.said.values() for each in many], 2):
            kind = self.kind(one, other)
            if kind:
                found[_pair(one, other)].add(kind)
        return dict(found)


@dataclass
class Score:
    """What became of the proposals and of the annotated pairs."""

    right: list[RelationRow] = field(default_factory=list)
    wrong: list[RelationRow] = field(default_factory=list)
    exact: int = 0
    independence: list[bool] = field(default_factory=list)
    found: set[Pair] = field(default_factory=set)
    reachable: set[Pair] = field(default_factory=set)
    annotated: set[Pair] = field(default_factory=set)

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.found) / max(1, len(self.annotated))


def read_half(name: str) -> Half:
    """The part "dev", "held" or "fresh"."""
    folder = HERE / name
    data: dict[str, Any] = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))
    articles = {
        path.name[:2]: article_from_text(path.read_text(encoding="utf-8"), path.name)
        for path in sorted((folder / "articles").iterdir())
    }
    said: dict[str, list[Said]] = defaultdict(list)
    for fact, places in data["facts"].items():
        for number, words, *voice in places:
            start = articles[number].text.index(words)
            said[number].append(Said(fact, number, (start, start + len(words)), voice[0] if voice else ""))
    links = {frozenset((one, other)): kind for one, other, kind in data["links"]}
    copies = frozenset(number for family in data["copies"] for number in family[1:])
    return Half(articles, dict(said), links, copies)


def board_of(articles: Iterable[Article]) -> Board:
    """The board of these articles with all its relations."""
    live = LiveBoard()
    for article in articles:
        live.add(article, draft_article(article))
    live.relate()
    return live.board()


def score(half: Half, board: Board) -> Score:
    """Proposals held against the annotations.

    A proposal is right where its two claims share words with statements that are annotated to agree, or to
    differ, as it says; "exact" where the kind is the annotated one too. Proposals at a copy are left aside.
    """
    numbers = {article.id: number for number, article in half.articles.items()}
    claims = {row.id: row for row in board.claims}
    annotated = half.pairs()
    result = Score(annotated=set(annotated))
    for row in board.relations:
        one, other = claims[row.claim], claims[row.to]
        if not half.copies.isdisjoint((numbers[one.article], numbers[other.article])):
            continue
        kinds: dict[Pair, set[str]] = defaultdict(set)
        for a in _said_in(half, numbers, one):
            for b in _said_in(half, numbers, other):
                if kind := half.kind(a, b):
                    kinds[_pair(a, b)].add(kind)
        fitting = {pair for pair, found in kinds.items() if any((k in AGREES) == row.agrees for k in found)}
        if not fitting:
            result.wrong.append(row)
            continue
        result.right.append(row)
        result.found |= fitting
        every = set().union(*(kinds[pair] for pair in fitting))
        result.exact += row.kind in every
        if every <= {"corroborates", "restates"}:
            result.independence.append(row.independent == (every == {"corroborates"}))
    stated = {each for row in board.claims for each in _said_in(half, numbers, row)}
    for one_said, other_said in combinations([each for many in half.said.values() for each in many], 2):
        if one_said in stated and other_said in stated and half.kind(one_said, other_said):
            result.reachable.add(_pair(one_said, other_said))
    return result


def _said_in(half: Half, numbers: dict[str, str], claim: ClaimRow) -> Iterator[Said]:
    for each in half.said.get(numbers[claim.article], ()):
        if any(start < each.span[1] and each.span[0] < end for start, end in claim.spans):
            yield each


def _pair(one: Said, other: Said) -> Pair:
    return frozenset((one.fact, other.fact)), frozenset((one.article, other.article))
