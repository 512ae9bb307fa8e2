"""Claims by origins: which family of copies says a claim, has it through a voice, updates it, or differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tearline.briefs.board.rows import ArticleRow, Board, ClaimRow
from tearline.briefs.corroboration.families import ClaimFamily

# What an origin does for a claim: the strongest of these that any of its articles does.
Bearing = Literal["says", "relays", "differs", "updates", "silent"]


@dataclass(frozen=True, slots=True)
class Column:
    """An origin: its id, the ids of its articles on the board, the first one first, and their outlets."""

    origin: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What an origin does for a claim, by which of its claims.

    "relays": it rests on a voice that an origin further left rests on, or passes on another's words; `via` is
    that voice.
    """

    bearing: Bearing = "silent"
    claims: tuple[str, ...] = ()
    via: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as its first article has it, all claims that say it, the independent origins, and the cells."""

    claim: str
    words: str
    claims: tuple[str, ...]
    origins: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Lines by columns; the oldest origin first, the claim with most origins first."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def matrix_of(board: Board, families: Sequence[ClaimFamily]) -> Matrix:
    """The matrix of these families; a column for each origin that bears on one of them."""
    claims = {row.id: row for row in board.claims if row.article}
    articles = {row.id: row for row in board.articles}
    bearing = {
        articles[claims[one].article].origin
        for family in families
        for one in (*family.claims, *(other for other, _ in family.differing))
        if one in claims and claims[one].article in articles
    }
    columns = _columns(board.articles, bearing)
    place = {article: n for n, column in enumerate(columns) for article in column.articles}
    lines = []
    for family in families:
        known = [claims[one] for one in family.claims if one in claims]
        if known:
            cells = _cells(family, claims, place, len(columns))
            lines.append(Line(known[0].id, known[0].words, family.claims, family.origins, cells))
    return Matrix(columns, tuple(lines))


def _columns(rows: Iterable[ArticleRow], bearing: set[str]) -> tuple[Column, ...]:
    found: dict[str, list[ArticleRow]] = {}
    for row in sorted(rows, key=lambda row: (not row.published, row.published, row.id)):
        if row.origin in bearing:
            found.setdefault(row.origin, []).append(row)
    return tuple(
        Column(
            origin,
            tuple(row.id for row in members),
            tuple(dict.fromkeys(row.outlet or row.title or row.path for row in members)),
        )
        for origin, members in found.items()
    )


def _cells(
    family: ClaimFamily, claims: dict[str, ClaimRow], place: dict[str, int], count: int
) -> tuple[Cell, ...]:
    leaning = dict(family.leaning)
    cells = [Cell() for _ in range(count)]
    for one in family.claims:
        row = claims.get(one)
        n = place.get(row.article) if row else None
        if row is None or n is None:
            continue
        before = cells[n]
        leans = leaning.get(one)
        via = (
            row.by_name if row.content_of else claims[leans].by_name or row.by_name if leans in claims else ""
        )
        bearing: Bearing = "relays" if leans or row.content_of else "says"
        if before.bearing == "says":
            bearing, via = "says", ""
        cells[n] = Cell(bearing, (*before.claims, one), via)
    for one, relation in family.differing:
        row = claims.get(one)
        n = place.get(row.article) if row else None
        if n is None or cells[n].bearing in ("says", "relays"):
            continue
        against = cells[n].bearing == "differs" or relation.kind != "updates"
        cells[n] = Cell("differs" if against else "updates", (*cells[n].claims, one))
    return tuple(cells)
