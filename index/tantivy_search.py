"""Answers queries from one committed state of tantivy's index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, TypeGuard

import tantivy
from tantivy import DocAddress, FieldType, Occur

from tearline.index.engine import (
    Cancelled,
    EngineAnswer,
    EngineHit,
    Facets,
    Order,
    SearchDropped,
    counted_facets,
)
from tearline.index.query import sought
from tearline.index.query_tree import Leaf, Near, Node, Prefix, Query
from tearline.index.tantivy_documents import AGE, COUNTED, ID_PARTS, id_of
from tearline.index.tantivy_query import SCORED_LETTERS, QueryBuilder, Vocabulary

# So many more hits are asked for, to put those of the same score in order.
_MORE = 8
# tantivy counts no more values than this at once.
_MOST_VALUES = 60_000
_SCORE, _ADDRESS = itemgetter(0), itemgetter(1)
_VALUE_AND_COUNT = itemgetter("key", "doc_count")
# The least and the highest number that the ids of some articles begin with.
_Part = tuple[int, int]
_WHOLE: _Part = (0, (1 << 64) - 1)


class Snapshot:
    """One committed state of the index, known by its `stamp`. Safe for many threads."""

    def __init__(self, index: tantivy.Index, stamp: str) -> None:
        self.searcher = index.searcher()
        self.vocabulary = Vocabulary(self.searcher)
        self.stamp = stamp
        self._schema = index.schema

    def search(self, query: Query, limit: int | None, order: Order, cancelled: Cancelled) -> EngineAnswer:
        """The best matches, all of them where `limit` is None. Raises SearchDropped and TooManyWords."""
        size = max(1, self.searcher.num_docs)
        wanted = size if limit is None else min(limit, size)
        if _is_begun(query.root) and order != "date" and 0 < wanted < size:
            answer = self._begun(query.root, wanted, cancelled)
            if answer:
                return answer
        asked = self._asked(query, cancelled)
        if order == "date" or wanted == 0 or not _is_scored(query):
            result = self.searcher.search(asked, max(1, wanted), order_by_field=AGE)
            _check(cancelled)
            return EngineAnswer(_count(result), self._named(result.hits[:wanted], repeat(0.0)))
        return self._best(asked, wanted, cancelled)

    def _best(self, asked: tantivy.Query, wanted: int, cancelled: Cancelled) -> EngineAnswer:
        size, most = self.searcher.num_docs, wanted + _MORE
        while True:
            result = self.searcher.search(asked, max(1, min(most, size)))
            _check(cancelled)
            found = result.hits
            # Hits of one score come in no order: all that could be among the wanted must be at hand.
            if len(found) == _count(result) or found[-1][0] < found[wanted - 1][0]:
                return EngineAnswer(_count(result), self._in_order(found, wanted))
            most *= 8

    def _begun(self, begun: Prefix, wanted: int, cancelled: Cancelled) -> EngineAnswer | None:
        """The best matches of a word that is only begun, found apart from how many there are.

        None where that does not find as many as are wanted. Only the best of those that score are asked for,
        which leaves out most of them unseen.
        """
        holding, scoring = self._builder(cancelled).halves(begun)
        found = self.searcher.search(scoring, wanted + _MORE, count=False).hits
        _check(cancelled)
        if len(found) <= wanted or found[-1][0] == found[wanted - 1][0]:
            return None
        total = _count(self.searcher.search(holding, 1))
        return EngineAnswer(total, self._in_order(found, wanted))

    def ids(self) -> frozenset[str]:
        """The ids of all articles."""
        size = max(1, self.searcher.num_docs)
        found = self.searcher.search(tantivy.Query.all_query(), size, count=False).hits
        return frozenset(self._ids(found))

    def facets(self, query: Query, cancelled: Cancelled) -> Facets:
        """The matches counted by outlet, author and month. Raises SearchDropped and TooManyWords."""
        asked = self._asked(query, cancelled)
        outlets, authors, months = self._counted(asked, COUNTED, cancelled)
        return counted_facets(outlets, authors, months)

    def _asked(self, query: Query, cancelled: Cancelled) -> tantivy.Query:
        return self._builder(cancelled).build(query.root)

    def _builder(self, cancelled: Cancelled) -> QueryBuilder:
        return QueryBuilder(self._schema, self.vocabulary, lambda: _check(cancelled))

    def _counted(
        self, asked: tantivy.Query, fields: Sequence[str], cancelled: Cancelled, part: _Part = _WHOLE
    ) -> list[dict[Any, int]]:
        """How many matches have each value of each field, of those whose id is of a part."""
        _check(cancelled)
        counted = asked
        if part != _WHOLE:
            ids = tantivy.Query.range_query(self._schema, ID_PARTS[0], FieldType.Unsigned, *part)
            counted = tantivy.Query.boolean_query([(Occur.Must, asked), (Occur.Must, ids)])
        sizes = {"size": _MOST_VALUES, "segment_size": _MOST_VALUES}
        wanted = {name: {"terms": {"field": name, **sizes}} for name in fields}
        try:
            found = self.searcher.aggregate(counted, wanted)
            whole = not any(found[name]["sum_other_doc_count"] for name in fields)
        except ValueError:
            # tantivy refuses to count more values in all than about as many.
            whole = False
            if len(fields) == 1 and part[0] == part[1]:
                raise
        if whole:
            return [dict(map(_VALUE_AND_COUNT, found[name]["buckets"])) for name in fields]
        if len(fields) > 1:
            return [self._counted(asked, [name], cancelled, part)[0] for name in fields]
        middle = (part[0] + part[1]) // 2
        (one,) = self._counted(asked, fields, cancelled, (part[0], middle))
        (other,) = self._counted(asked, fields, cancelled, (middle + 1, part[1]))
        return [Counter(one) + Counter(other)]

    def _in_order(self, found: Sequence[tuple[float, DocAddress]], wanted: int) -> tuple[EngineHit, ...]:
        """The best of the hits, which come best first; of one score the newest, of one day by id."""
        best = found[:wanted]
        # One more, since it may be newer than the last of the same score.
        scores = list(map(_SCORE, found[: wanted + 1]))
        if len(set(scores)) < len(scores):
            ages = self.searcher.fast_field_values(AGE, list(map(_ADDRESS, found)))
            keyed = zip(map(_SCORE, found), ages, range(0, -len(found), -1), strict=True)
            best = [found[-at] for _, _, at in sorted(keyed, reverse=True)[:wanted]]
        return self._named(best, map(_SCORE, best))

    def _named(
        self, found: Sequence[tuple[Any, DocAddress]], scores: Iterable[float]
    ) -> tuple[EngineHit, ...]:
        # Without a step of Python's for each of them.
        return tuple(map(tuple.__new__, repeat(EngineHit), zip(self._ids(found), scores, strict=False)))

    def _ids(self, found: Sequence[tuple[Any, DocAddress]]) -> Iterator[str]:
        if not found:
            return iter(())
        addresses = list(map(_ADDRESS, found))
        return map(id_of, *(self.searcher.fast_field_values(name, addresses) for name in ID_PARTS))


def _check(cancelled: Cancelled) -> None:
    if cancelled():
        raise SearchDropped("Nobody waits for this search any more.")


def _count(result: tantivy.SearchResult) -> int:
    count: int = result.count  # type: ignore[attr-defined]
    return count


def _is_begun(node: Node) -> TypeGuard[Prefix]:
    return isinstance(node, Prefix) and len(node.words) == 1 and _tells(node)


def _tells(leaf: Leaf) -> bool:
    """Whether a leaf makes one article rank higher than another."""
    return not isinstance(leaf, Prefix) or len(leaf.words) > 1 or len(leaf.words[0]) >= SCORED_LETTERS


def _is_scored(query: Query) -> bool:
    """Whether the query seeks words that make one article rank higher than another."""

    return any(
        _tells(leaf)
        for part in sought(query)
        for leaf in ((*part.left, *part.right) if isinstance(part, Near) else (part,))
    )
