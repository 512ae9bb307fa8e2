"""Answers queries from one committed state of the index: sets of articles first, scores after."""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, compress, islice, repeat
from operator import itemgetter

from tearline.index.engine import (
    Cancelled,
    Completion,
    EngineAnswer,
    EngineHit,
    Facets,
    Order,
    SearchDropped,
    counted_facets,
)
from tearline.index.query import sought
from tearline.index.query_tree import And, Dated, Fuzzy, Leaf, Near, Node, Prefix, Query, Words
from tearline.index.whoosh_codec import FACETS
from tearline.index.whoosh_matching import Matching
from tearline.index.whoosh_segment import BISECTIONS, Articles, Cache, Listed, SegmentView

# BM25 as usual: how soon another occurrence stops counting, and how much a long article is held against it.
_SATURATION, _LENGTH_WEIGHT = 1.2, 0.75
# A word that is only begun is scored by its commonest completions; all of them count as found.
_SCORED_COMPLETIONS = 8
# Fewer letters than this say nothing about relevance.
_SCORED_LETTERS = 3
_COUNTED_COMPLETIONS = 1000

Found = tuple[SegmentView, Articles]
# The same where matches need not be a set.
Matches = tuple[SegmentView, Articles | Listed]
# A segment, some of its articles, and the score of each.
Scored = tuple[SegmentView, Sequence[int], Sequence[float]]


class Snapshot:
    """One committed state of the index."""

    def __init__(self, views: Sequence[SegmentView]) -> None:
        self.views = tuple(views)
        self.size = sum(view.size for view in views)
        self.live = self.size - sum(len(view.deleted) for view in views)
        self._mean_length = max(1.0, sum(view.words for view in views) / max(1, self.size))
        self._scores = Cache()

    def find(self, query: Query, cancelled: Cancelled) -> list[Found]:
        """All matches, segment by segment. Raises SearchDropped."""

        found = []
        for view in self.views:
            articles = Matching(view, lambda: _check(cancelled)).find(query.root)
            found.append((view, articles - view.deleted if view.deleted else articles))
        _check(cancelled)
        return found

    def search(self, query: Query, limit: int | None, order: Order, cancelled: Cancelled) -> EngineAnswer:
        """The best matches, all of them where `limit` is None. Raises SearchDropped."""
        if order == "date":
            return _newest_of(self._matches(query, cancelled), limit)
        alone = _scored_alone(query.root)
        if alone:
            scored = [self._of_word(view, *alone, cancelled) for view in self.views]
        else:
            found = self.find(query, cancelled)
            words = self._scoring_words(query)
            if not words:
                return _newest_of(found, limit)
            scored = self._by_score(found, words)
        _check(cancelled)
        total = sum(len(articles) for _, articles, _ in scored)
        wanted = total if limit is None else min(limit, total)
        return EngineAnswer(total, _best(scored, wanted) if wanted > 0 else ())

    def _matches(self, query: Query, cancelled: Cancelled) -> Sequence[Matches]:
        """All matches, segment by segment, sets where they must be. Raises SearchDropped."""
        match query.root:
            case Words((word,), field):
                _check(cancelled)
                listed = [(view, view.listed(field, word)) for view in self.views]
                return [(view, articles) for view, articles in listed if articles is not None]
            case _:
                return self.find(query, cancelled)

    def facets(self, query: Query, cancelled: Cancelled) -> Facets:
        """The matches counted by outlet, author and month. Raises SearchDropped."""
        outlets: Counter[str] = Counter()
        authors: Counter[str] = Counter()
        months: Counter[int] = Counter()
        for view, articles in self._matches(query, cancelled):
            these = _picking(articles, view.size)
            for counted, name in ((outlets, "outlet"), (authors, "author")):
                values = view.values(name)
                # Where there are none, nobody need count.
                for code, count in Counter(these(view.codes[name])).items() if len(values) > 1 else ():
                    counted[values[code]] += count
            months.update(these(view.months()))
        del outlets[""], authors[""], months[0]
        return counted_facets(outlets, authors, months)

    def _of_word(
        self, view: SegmentView, leaf: Words, others: Sequence[Node], cancelled: Cancelled
    ) -> Scored:
        """The articles of a segment that hold one word and match all others, scored by the word."""
        _check(cancelled)
        (word,), field = leaf.words, leaf.field
        among: Articles | None = None
        if others:
            matching = Matching(view, lambda: _check(cancelled))
            rarer = view.frequency(field, word) <= min(map(matching.cost, others))
            among = matching.all(others, view.holding(field, word) if rarer else None)
        found = view.counted(field, word) if among is None or among else None
        if found is None:
            return view, (), ()
        articles: Sequence[int]
        counts: Sequence[int]
        articles, counts = found
        if among is not None:
            articles, counts = _picked(*found, among - view.deleted if view.deleted else among)
        elif view.deleted:
            live = [at not in view.deleted for at in articles]
            articles, counts = list(compress(articles, live)), list(compress(counts, live))
        return view, articles, self._score(view, field, word, articles, counts)

    def _by_score(self, found: Sequence[Found], words: Sequence[tuple[str, str]]) -> list[Scored]:
        scored: list[Scored] = []
        for view, articles in found:
            tables = [table for field, word in words if (table := self._table(view, field, word, articles))]
            columns = [map(table.get, articles, repeat(0.0)) for table in tables]
            scores = map(sum, zip(*columns, strict=True)) if tables else repeat(0.0, len(articles))
            scored.append((view, list(articles), list(scores)))
        return scored

    def _scoring_words(self, query: Query) -> Sequence[tuple[str, str]]:
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

        # The outlet or author that all matches must have puts none of them before another.
        alike = set(filter(_is_alike, query.root.parts)) if isinstance(query.root, And) else ()
        for part in sought(query):
            if part in alike:
                continue
            for leaf in (*part.left, *part.right) if isinstance(part, Near) else (part,):
                take(leaf)
        return list(words)

    def _take_commonest(self, words: dict[tuple[str, str], None], leaf: Prefix | Fuzzy) -> None:
        if isinstance(leaf, Prefix) and len(leaf.words[-1]) < _SCORED_LETTERS:
            return
        for completion in self.commonest(leaf, _SCORED_COMPLETIONS):
            words[leaf.field, completion.word] = None

    def _table(self, view: SegmentView, field: str, word: str, articles: Articles) -> Mapping[int, float]:
        """What a word adds to the score of articles of a segment: of these at least, if not of all."""
        key = (view.name, field, word)
        kept: dict[int, float] | None = self._scores.known(key)
        if kept is not None:
            return kept
        found = view.counted(field, word) if articles else None
        if found is None:
            return {}
        holding, counts = found
        if len(articles) * 4 < len(holding):
            picked = _picked(holding, counts, articles)
            return dict(zip(picked[0], self._score(view, field, word, *picked), strict=True))

        def make() -> dict[int, float]:
            return dict(zip(holding, self._score(view, field, word, holding, counts), strict=True))

        return self._scores(key, 8 * len(holding), make)

    def _score(
        self, view: SegmentView, field: str, word: str, articles: Iterable[int], counts: Iterable[int]
    ) -> list[float]:
        """What a word adds to the scores of articles, given how often it stands in each."""
        top = self._top(field, word)
        if field:
            return [top * count / (count + _SATURATION) for count in counts]
        base = _SATURATION * (1 - _LENGTH_WEIGHT)
        slope = _SATURATION * _LENGTH_WEIGHT / self._mean_length
        lengths = map(view.lengths.__getitem__, articles)
        counted = zip(counts, lengths, strict=True)
        return [top * count / (count + base + slope * length) for count, length in counted]

    def _top(self, field: str, word: str) -> float:
        """What a word that stands in an article very often adds to its score: more, the rarer it is."""

        def make() -> float:
            holding = sum(view.frequency(field, word) for view in self.views)
            return math.log(1 + (self.size - holding + 0.5) / (holding + 0.5)) * (_SATURATION + 1)

        return self._scores(("top", field, word), 1, make)

    def commonest(self, leaf: Prefix | Fuzzy, limit: int) -> tuple[Completion, ...]:
        """The words begun so, or spelled almost so, that stand in the most articles; then by alphabet.

        Where very many words are, only the commonest of each segment are counted.
        """
        counted: Counter[str] = Counter()
        for view in self.views:
            words, indices = view.field(leaf.field), view.matching(leaf)
            if len(indices) > _COUNTED_COMPLETIONS:
                indices = heapq.nlargest(_COUNTED_COMPLETIONS, indices, key=words.frequency)
            counted.update(words.frequencies(indices))
        best = heapq.nsmallest(limit, counted.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Completion(word, articles) for word, articles in best)


def _check(cancelled: Cancelled) -> None:
    if cancelled():
        raise SearchDropped("Nobody waits for this search any more.")


def _best(scored: Sequence[Scored], wanted: int) -> tuple[EngineHit, ...]:
    """The best of the scored articles; of those with one score the newest first, of one day by id."""
    # Only what reaches the last place worth having is put in order.
    bar = heapq.nlargest(wanted, chain.from_iterable(scores for _, _, scores in scored))[-1]
    keyed = sorted(
        (-score, -view.first_days[at], view.id(at))
        for view, articles, scores in scored
        for at, score in zip(articles, scores, strict=True)
        if score >= bar
    )
    return tuple(EngineHit(name, -score) for score, _, name in keyed[:wanted])


def _picking(articles: Articles | Listed, size: int) -> Callable[[Sequence[int]], Iterable[int]]:
    """A way to the values of these articles in a column of all articles of a segment."""
    if len(articles) == size:
        return iter
    # The fastest there is, but it must have two at least.
    return itemgetter(*articles) if len(articles) > 1 else lambda column: [column[at] for at in articles]


def _newest_of(found: Sequence[Matches], limit: int | None) -> EngineAnswer:
    """The newest matches; of one day by id."""
    total = sum(len(articles) for _, articles in found)
    wanted = total if limit is None else min(limit, total)
    if wanted <= 0:
        return EngineAnswer(total, ())
    keyed = [
        (-view.first_days[at], view.id(at))
        for view, articles in found
        for at in _first(articles, wanted, view.size)
    ]
    if len(found) > 1:
        keyed.sort()
    names = map(itemgetter(1), keyed[:wanted])
    return EngineAnswer(total, tuple(map(EngineHit._make, zip(names, repeat(0.0)))))


def _first(articles: Articles | Listed, wanted: int, size: int) -> Iterable[int]:
    """The first of a segment's matches, in order, at most as many as are wanted."""
    if isinstance(articles, Listed):
        return articles.first(wanted)
    if len(articles) ** 2 > wanted * size:
        # Where many articles match, the first few are soon met.
        return islice(filter(articles.__contains__, range(size)), wanted)
    return sorted(articles)[:wanted]


def _scored_alone(root: Node) -> tuple[Words, Sequence[Node]] | None:
    """The one word that makes an article rank higher, and all else that it must match, if that is all."""
    match root:
        case Words((_,)):
            return root, ()
        case And(parts):
            scoring = [part for part in parts if not (_is_alike(part) or isinstance(part, Dated))]
            match scoring:
                case [Words((_,)) as word]:
                    return word, [part for part in parts if part is not word]
    return None


def _is_alike(part: Node) -> bool:
    """Whether a part that all matches must fulfil, their outlet or author, puts none before another."""
    return isinstance(part, Words | Prefix) and part.field in FACETS


def _picked(holding: array[int], counts: array[int], among: Articles) -> tuple[list[int], list[int]]:
    """Those of some articles that hold a word, and how often each does."""
    if len(among) * BISECTIONS > len(holding):
        picked = list(map(among.__contains__, holding))
        return list(compress(holding, picked)), list(compress(counts, picked))
    last = len(holding) - 1
    indices = [index for at in among if (index := bisect_left(holding, at)) <= last and holding[index] == at]
    return [holding[index] for index in indices], [counts[index] for index in indices]
