"""How articles and files lie in the catalogue's tables, and how a sync writes them there."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from tearline.index.article import Article, Zone
from tearline.index.errors import Unreadable

CARD_COLUMNS = "number, id, title, outlet, author, published, language, chars, details, gone"
ORPHANED = "NOT gone AND NOT EXISTS (SELECT 1 FROM place WHERE article = article.number AND NOT place.gone)"

_META = ("title", "outlet", "author", "published", "url", "language", "updated", "section")
_COLUMNS = ", ".join(_META)
# For texts of up to 8 KB: zlib's window, as a power of two of bytes, and the size of its tables, 1 to 9.
_SMALL_WINDOW, _SMALL_TABLES = 13, 5


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its text. `path` is the first of `paths`, where its text stands now in the desk;
    for an article that is `gone`, where it last stood. `chars` is the length of the text in code points."""

    id: str
    path: str
    paths: tuple[str, ...]
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    inferred: dict[str, str]
    chars: int
    gone: bool = False


class KnownFile(NamedTuple):
    """A file as it was last read: see the columns of the table."""

    size: int
    mtime_ns: int
    beside: str
    rules: str
    gone: int


class CatalogWriter:
    """What a sync changes, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put_article(self, article: Article) -> tuple[int, bool]:
        """Keep an article as read: its number, and whether the engine needs to be told."""
        execute = self._connection.execute
        meta = tuple(getattr(article, name) for name in _META)
        details = json.dumps(
            {
                "inferred": dict(article.inferred),
                "zones": [(zone.kind, zone.start, zone.end) for zone in article.zones],
                "notes": list(article.notes),
            }
        )
        row = execute(
            f"SELECT number, gone, unindexed, {_COLUMNS}, details FROM article WHERE id = ?",  # noqa: S608
            (article.id,),
        ).fetchone()
        if row is None:
            cursor = execute(
                f"INSERT INTO article (id, {_COLUMNS}, chars, details, text, gone, unindexed)"  # noqa: S608
                f" VALUES (?{', ?' * len(_META)}, ?, ?, ?, 0, 1)",
                (article.id, *map(_storable, meta), len(article.text), details, _deflate(article.text)),
            )
            return int(cursor.lastrowid or 0), True
        number, gone, unindexed, *kept = row
        if not gone and not unindexed and tuple(kept) == (*map(_storable, meta), details):
            return number, False
        said = (*map(_storable, meta), details)
        if not gone and self._stands_elsewhere(number, article.path) and _tells(kept) >= _tells(said):
            return number, bool(unindexed)
        execute(
            f"UPDATE article SET {' = ?, '.join(_META)} = ?, details = ?, gone = 0, unindexed = 1"  # noqa: S608
            " WHERE number = ?",
            (*map(_storable, meta), details, number),
        )
        return number, True

    def _stands_elsewhere(self, number: int, path: str) -> bool:
        """Whether an article stands in the desk, but not at this place."""
        rows = self._connection.execute("SELECT path FROM place WHERE article = ? AND NOT gone", (number,))
        places = {row[0] for row in rows}
        return bool(places) and os.fsencode(path) not in places

    def begin_file(self, path: str, size: int) -> tuple[int, int]:
        """Note that a file is being read: its number, and the number of this reading of it.

        Until `finish_file` it counts as one that was never read.
        """
        row = self._connection.execute(
            "INSERT INTO file (path, size, mtime_ns, beside, rules, reading, gone)"
            " VALUES (?, ?, -1, '', '', 1, 0)"
            " ON CONFLICT (path) DO UPDATE SET mtime_ns = -1, reading = reading + 1, gone = 0"
            " RETURNING number, reading",
            (os.fsencode(path), size),
        ).fetchone()
        return row[0], row[1]

    def put_place(self, path: str, file: tuple[int, int], held: int | Unreadable) -> str:
        """Note which article stands at a place of a file, or why it can't be read.

        "added" where no article stood there, "changed" where another did, else "".
        """
        article, error = (held, None) if isinstance(held, int) else (None, held)
        place = os.fsencode(path)
        before = self._connection.execute(
            "SELECT article, gone FROM place WHERE path = ?", (place,)
        ).fetchone()
        self._connection.execute(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, 0)",
            (
                place,
                file[0],
                article,
                _storable(error.reason) if error else None,
                _storable(error.advice) if error else None,
                file[1],
            ),
        )
        if article is None or (before and before == (article, 0)):
            return ""
        return "changed" if before and before[0] is not None and not before[1] else "added"

    def finish_file(self, file: tuple[int, int], seen: KnownFile) -> int:
        """Note that all of a file was read; how many articles stood in it before and do no more."""
        self._connection.execute(
            "UPDATE file SET size = ?, mtime_ns = ?, beside = ?, rules = ?, gone = ? WHERE number = ?",
            (*seen, file[0]),
        )
        if file[1] == 1:
            # Nothing stood in it before its first reading.
            return 0
        gone = self._connection.execute(
            "UPDATE place SET gone = 1 WHERE file = ? AND reading <> ? AND NOT gone RETURNING article", file
        ).fetchall()
        return sum(row[0] is not None for row in gone)

    def remove_files(self, paths: Iterable[str]) -> int:
        """Mark files as gone: how many articles stood in them. What stood there is still known."""
        removed = 0
        for path in paths:
            execute = self._connection.execute
            row = execute("UPDATE file SET gone = 1 WHERE path = ? RETURNING number", (os.fsencode(path),))
            gone = execute(
                "UPDATE place SET gone = 1 WHERE file = ? AND NOT gone RETURNING article", row.fetchone()
            ).fetchall()
            removed += sum(each[0] is not None for each in gone)
        return removed

    def retire_articles(self) -> list[str]:
        """Mark articles that no file holds any more as gone; their ids."""
        rows = self._connection.execute(
            f"UPDATE article SET gone = 1, unindexed = 1 WHERE {ORPHANED} RETURNING id"  # noqa: S608
        ).fetchall()
        return [row[0] for row in rows]

    def settle(self, stamp: str) -> None:
        """Note that the engine's committed state `stamp` holds every article of the desk as it is here."""
        self._connection.execute("UPDATE article SET unindexed = 0 WHERE unindexed")
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('engine', ?)", (stamp,))


def places_by_article(rows: Iterable[tuple[int | None, bytes]]) -> dict[int | None, list[str]]:
    """Paths by the number of the article that stands there."""
    places: dict[int | None, list[str]] = {}
    for article, path in rows:
        places.setdefault(article, []).append(os.fsdecode(path))
    return places


def card_from(row: Sequence[Any], paths: Sequence[str]) -> ArticleCard:
    """A card from a row of CARD_COLUMNS and the paths of the article."""
    _, article_id, title, outlet, author, published, language, chars, details, gone = row
    first = paths[0] if paths else ""
    # What a hundred thousand cards have in common is in memory once.
    return ArticleCard(
        article_id,
        first,
        tuple(paths),
        title,
        _once(outlet),
        _once(author),
        _once(published),
        _once(language),
        _inferred(*json.loads(details)["inferred"].items()),
        chars,
        bool(gone),
    )


@lru_cache(maxsize=1 << 14)
def _once(value: str | None) -> str | None:
    return value


@lru_cache(maxsize=1 << 12)
def _inferred(*items: tuple[str, str]) -> dict[str, str]:
    return dict(items)


def article_from(
    card: ArticleCard, url: str | None, updated: str | None, section: str | None, details: str, text: bytes
) -> Article:
    """An article from its card and the rest of its row."""
    kept = json.loads(details)
    return Article(
        text=inflated(text),
        path=card.path,
        title=card.title,
        outlet=card.outlet,
        author=card.author,
        published=card.published,
        url=url,
        language=card.language,
        updated=updated,
        section=section,
        inferred=kept["inferred"],
        zones=_zones(kept),
        notes=tuple(kept["notes"]),
    )


def zones_from(details: str) -> tuple[Zone, ...]:
    """The zones of an article from its details as stored."""
    return _zones(json.loads(details))


def _zones(details: dict[str, Any]) -> tuple[Zone, ...]:
    return tuple(Zone(kind, start, end) for kind, start, end in details["zones"])


def _tells(said: Sequence[str | None]) -> tuple[int, int, Sequence[str]]:
    """How much is said of an article: of two places with one text, the one that says more counts, whichever
    is read first.
    """
    *meta, details = said
    known = [name for name, value in zip(_META, meta, strict=True) if value]
    inferred = json.loads(details or "{}").get("inferred", {})
    return sum(name not in inferred for name in known), len(known), [value or "" for value in said]


def _deflate(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > 1 << _SMALL_WINDOW:
        return zlib.compress(data, 1)
    # Tables for a large text take longer to make than a short one to pack.
    packer = zlib.compressobj(1, zlib.DEFLATED, _SMALL_WINDOW, _SMALL_TABLES)
    return packer.compress(data) + packer.flush()


def inflated(data: bytes) -> str:
    """A text as stored, decoded."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _storable(value: str | None) -> str | None:
    """SQLite's text holds no lone surrogates; metadata with them keeps its place with question marks."""
    return value if value is None else value.encode("utf-8", "replace").decode("utf-8")
