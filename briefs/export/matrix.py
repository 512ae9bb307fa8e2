"""Which claim rests on which origin, and on which origins the claims rest that agree with it or differ.

An origin is a family of articles that share one text, so that copies of a wire story fill one column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tearline.briefs.export.prepared import Passage, Prepared, PreparedClaim
from tearline.briefs.model import RelationKind
from tearline.index.similar import origins

# What an origin does for a claim; it may do several of these, which are shown in this order.
Bearing = Literal["states", "differs", "agrees", "bears"]
BEARINGS: tuple[Bearing, ...] = ("states", "differs", "agrees", "bears")
BEARING_OF: Mapping[RelationKind, Bearing] = {
    "corroborates": "agrees",
    "restates": "agrees",
    "contradicts": "differs",
    "qualifies": "bears",
    "updates": "bears",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, and what origins do for it: by the number of the column, counted from 0."""

    claim: PreparedClaim
    bearings: Mapping[int, tuple[Bearing, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims by origins. A column holds the keys of the sources that share one origin."""

    columns: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]


def matrix(prepared: Prepared) -> Matrix:
    """The claims in their order, and the origins that any of them rests on, in the order of the sources."""
    family = origins(prepared.articles.values())
    origin = {key: family[article.id] for key, article in prepared.articles.items()}
    cited = {origin[passage.source] for claim in prepared.claims for passage in claim.passages}
    sources: dict[str, list[str]] = {}
    for key in prepared.sources:
        if origin.get(key) in cited:
            sources.setdefault(origin[key], []).append(key)
    column = {each: n for n, each in enumerate(sources)}

    def of(passages: Iterable[Passage]) -> set[int]:
        return {column[origin[passage.source]] for passage in passages}

    rows = []
    for claim in prepared.claims:
        found: dict[int, set[Bearing]] = {n: {"states"} for n in of(claim.passages)}
        for related in claim.relations:
            for n in of(related.passages):
                found.setdefault(n, set()).add(BEARING_OF[related.relation.kind])
        rows.append(Row(claim, {n: tuple(sorted(found[n], key=BEARINGS.index)) for n in sorted(found)}))
    return Matrix(tuple(tuple(keys) for keys in sources.values()), tuple(rows))


def labels(columns: Sequence[Sequence[str]], prepared: Prepared) -> list[str]:
    """A name for each column: its outlet, or the title where several columns have the outlet."""
    outlets = [prepared.sources[keys[0]].outlet for keys in columns]
    names = []
    for keys, outlet in zip(columns, outlets, strict=True):
        source = prepared.sources[keys[0]]
        alone = outlet is not None and outlets.count(outlet) == 1
        name = (outlet if alone else source.title) or outlet or source.file.rpartition("/")[2]
        names.append(name + (f" and {len(keys) - 1} more" if len(keys) > 1 else ""))
    return names
