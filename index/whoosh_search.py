"""Answers queries from one committed state of the index: sets of articles first, scores after."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence

from tearline.index.engine import Completion, EngineAnswer, EngineHit, Order
from tearline.index.query import sought
from tearline.index.query_tree import Fuzzy, Leaf, Near, Prefix, Query, Words
from tearline.index.whoosh_segment import CACHE_NUMBERS, Articles, SegmentView, find

# BM25 as usual: how soon another occurrence stops counting, and how much a long article is held against it.
_SATURATION, _LENGTH_WEIGHT = 1.2, 0.75
# A word that is only begun is scored by its commonest completions; all of them count as found.
_SCORED_COMPLETIONS = 8


class Snapshot:
    """One committed state of the index."""

    def __init__(self, views: Sequence[SegmentView]) -> None:
        self.views = tuple(views)
        self.size = sum(view.size for view in views)
        self.live = self.size - sum(len(view.deleted) for view in views)
        self._mean_length = max(1.0, sum(sum(view.lengths) for view in views) / max(1, self.size))
        self._scores: dict[tuple[str, str, str], dict[int, float]] = {}
        self._scored = 0

    def search(self, query: Query, limit: int | None, order: Order) -> EngineAnswer:
        """The best matches, all of them where `limit` is None."""
        found = [(view, find(view, query.root) - view.deleted) for view in self.views]
        total = sum(len(articles) for _, articles in found)
        if limit is not None and limit <= 0:
            return EngineAnswer(total, ())
        scored = self._by_date(found) if order == "date" else self._by_score(found, query)
        if limit is not None and limit < total:
            # Only what reaches the last place worth having is put in order.
            bar = heapq.nlargest(limit, (score for _, _, score in scored))[-1]
            scored = [hit for hit in scored if hit[2] >= bar]
        keyed = sorted((-score, -view.first_days[at], view.id(at)) for view, at, score in scored)
        return EngineAnswer(total, tuple(EngineHit(name, -score) for score, _, name in keyed[:limit]))

    def _by_date(self, found: Sequence[tuple[SegmentView, Articles]]) -> list[tuple[SegmentView, int, float]]:
        return [(view, at, view.first_days[at]) for view, articles in found for at in articles]

    def _by_score(
        self, found: Sequence[tuple[SegmentView, Articles]], query: Query
    ) -> list[tuple[SegmentView, int, float]]:
        words = self._scoring_words(query)
        scored: list[tuple[SegmentView, int, float]] = []
        for view, articles in found:
            if not articles:
                continue
            tables = [table for field, word in words if (table := self._table(view, field, word))]
            if len(tables) == 1:
                score = tables[0].get
                scored += [(view, at, score(at, 0.0)) for at in articles]
            elif tables:
                scored += [(view, at, sum([table.get(at, 0.0) for table in tables])) for at in articles]
            else:
                scored += [(view, at, 0.0) for at in articles]
        return scored

    def _scoring_words(self, query: Query) -> list[tuple[str, str]]:
        """The words that make an article rank higher, as pairs of field and word."""
        words: dict[tuple[str, str], None] = {}

        def take(leaf: Leaf) -> None:
            match leaf:
                case Words(all_words, field):
                    words.update(dict.fromkeys((field, word) for word in all_words))
                case Prefix(all_words, field):
                    words.update(dict.fromkeys((field, word) for word in all_words[:-1]))
                    self._take_commonest(words, leaf)
                case Fuzzy():
                    self._take_commonest(words, leaf)

        for part in sought(query):
            for leaf in (*part.left, *part.right) if isinstance(part, Near) else (part,):
                take(leaf)
        return list(words)

    def _take_commonest(self, words: dict[tuple[str, str], None], leaf: Prefix | Fuzzy) -> None:
        for completion in self.commonest(leaf, _SCORED_COMPLETIONS):
            words[leaf.field, completion.word] = None

    def _table(self, view: SegmentView, field: str, word: str) -> dict[int, float]:
        """What a word adds to the score of each article of a segment."""
        key = (view.name, field, word)
        if key not in self._scores:
            if self._scored > CACHE_NUMBERS:
                self._scores.clear()
                self._scored = 0
            self._scores[key] = table = self._score(view, field, word)
            self._scored += 8 * len(table) + 8
        return self._scores[key]

    def _score(self, view: SegmentView, field: str, word: str) -> dict[int, float]:
        found = view.postings(field, word)
        if found is None:
            return {}
        holding = sum(each.frequency(field, word) for each in self.views)
        rarity = math.log(1 + (self.size - holding + 0.5) / (holding + 0.5))
        if field:
            return {
                at: rarity * n * (_SATURATION + 1) / (n + _SATURATION)
                for at, n in zip(found.articles, found.counts, strict=True)
            }
        base = _SATURATION * (1 - _LENGTH_WEIGHT)
        slope = _SATURATION * _LENGTH_WEIGHT / self._mean_length
        top = rarity * (_SATURATION + 1)
        lengths = view.lengths
        return {
            at: top * n / (n + base + slope * lengths[at])
            for at, n in zip(found.articles, found.counts, strict=True)
        }

    def commonest(self, leaf: Prefix | Fuzzy, limit: int) -> tuple[Completion, ...]:
        """The words begun so, or spelled almost so, that stand in the most articles; then by alphabet."""
        counted: Counter[str] = Counter()
        for view in self.views:
            words, indices = view.field(leaf.field), view.matching(leaf)
            counted.update(words.frequencies(indices))
        best = heapq.nsmallest(limit, counted.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Completion(word, articles) for word, articles in best)
