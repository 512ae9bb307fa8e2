"""What searching is to reach, and whether it did."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# What each side took, by name.
Row = dict[str, list[float]]
_ENGINE_ROWS = ("both", "either", "phrase", "facets")
_QUERY_ROWS = ("three", "two", "keystroke", "word", "newest", "both", "either", "phrase", "filter", "facets")


@dataclass(frozen=True)
class Target:
    """A row at a size of desk, whom it is about, and the number to be reached.

    `peer` is who is to be so many times slower; "" for a number of its own, "95%" for its 95th percentile.
    With a `smaller` size, it is how many times slower the larger may be. `most` says that less is better.
    """

    row: str
    articles: int
    ours: str
    peer: str
    reach: float
    most: bool = False
    smaller: int = 0


def middle(times: Row, slow: str, fast: str) -> float:
    """How many times one side's median is the other's, of the queries that both were asked."""
    both = min(len(times[slow]), len(times[fast]))
    return statistics.median(times[slow][:both]) / statistics.median(times[fast][:both])


TARGETS = (
    Target("three", 10_000, "whoosh", "stock", 10),
    Target("two", 10_000, "whoosh", "stock", 100),
    *(Target("keystroke", 100_000, ours, "95%", 50, most=True) for ours in ("whoosh", "tantivy")),
    *(Target("newest", 100_000, ours, "stock", 20) for ours in ("whoosh", "tantivy")),
    *(Target("newest", 100_000, ours, "", 2, most=True, smaller=10_000) for ours in ("whoosh", "tantivy")),
    *(
        Target(row, size, "whoosh", "stock", reach)
        for size in (10_000, 100_000)
        for row, reach in (("facets", 5), ("filter", 6), ("sort", 2), ("snippets", 3))
    ),
    *(Target("index", 10_000, ours, "stock", 1.5) for ours in ("whoosh", "tantivy")),
    *(
        Target("add", size, ours, "", 25, most=True)
        for size in (10_000, 100_000)
        for ours in ("whoosh", "tantivy")
    ),
    *(Target("open", 10_000, ours, "", 150, most=True) for ours in ("whoosh", "tantivy")),
    *(Target(f"{ours} segments", 100_000, ours, "", 10, most=True) for ours in ("whoosh", "tantivy")),
    *(Target(row, 100_000, "tantivy", "whoosh", 50) for row in _ENGINE_ROWS),
    *(Target(row, 100_000, "tantivy", "raw", 1 / 1.5) for row in _QUERY_ROWS),
    *(Target(row, 100_000, "tantivy", "fts5", 1) for row in _QUERY_ROWS),
    *(Target("memory", 100_000, ours, "", 1_000, most=True) for ours in ("whoosh", "tantivy")),
)


def judged(targets: Sequence[Target], measured: Mapping[int, Mapping[str, Row]]) -> Iterator[str]:
    """A line for each target whose row was measured."""
    for target in targets:
        times = measured.get(target.articles, {}).get(target.row, {})
        value = _value(target, times, measured)
        if value is None:
            continue
        reached = value <= target.reach if target.most else value >= target.reach
        against = (
            f"× as at {target.smaller:,}"
            if target.smaller
            else {"": "", "95%": "ms at the 95th percentile"}.get(target.peer, f"× ahead of {target.peer}")
        )
        yield (
            f"{'reached' if reached else 'MISSED ':8} {target.row:16} {target.articles:>7,} {target.ours:8} "
            f"{value:10.2f} {against}, {'at most' if target.most else 'at least'} {target.reach:.4g}"
        )


def _value(target: Target, times: Row, measured: Mapping[int, Mapping[str, Row]]) -> float | None:
    mine = times.get(target.ours)
    if not mine:
        return None
    if target.smaller:
        before = measured.get(target.smaller, {}).get(target.row, {}).get(target.ours)
        return statistics.median(mine) / statistics.median(before) if before else None
    if target.peer == "95%":
        return sorted(mine)[int(0.95 * (len(mine) - 1) + 0.5)]
    if target.peer:
        return middle(times, target.peer, target.ours) if times.get(target.peer) else None
    return statistics.median(mine)
