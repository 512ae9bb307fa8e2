"""How articles and files lie in the catalogue's tables, and how a sync writes them there."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tearline.index.article import Article, Zone
from tearline.index.reading import Unreadable

CARD_COLUMNS = "number, id, title, outlet, author, published, language, chars, details, gone"
ORPHANED = "NOT gone AND NOT EXISTS (SELECT 1 FROM file WHERE article = article.number AND NOT file.gone)"

_META = ("title", "outlet", "author", "published", "url", "language")


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
    """A file as it was last read: `article` is None where it could not be."""

    size: int
    mtime_ns: int
    article: int | None
    gone: bool


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
            "SELECT number, gone, unindexed, title, outlet, author, published, url, language, details"
            " FROM article WHERE id = ?",
            (article.id,),
        ).fetchone()
        if row is None:
            cursor = execute(
                "INSERT INTO article (id, title, outlet, author, published, url, language, chars, details,"
                " text, gone, unindexed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)",
                (article.id, *map(_storable, meta), len(article.text), details, _deflate(article.text)),
            )
            return int(cursor.lastrowid or 0), True
        number, gone, unindexed, *kept = row
        if not gone and not unindexed and tuple(kept) == (*map(_storable, meta), details):
            return number, False
        execute(
            "UPDATE article SET title = ?, outlet = ?, author = ?, published = ?, url = ?, language = ?,"
            " details = ?, gone = 0, unindexed = 1 WHERE number = ?",
            (*map(_storable, meta), details, number),
        )
        return number, True

    def put_file(
        self, path: str, size: int, mtime_ns: int, article: int | None, error: Unreadable | None
    ) -> None:
        """Note what a file held when it was read, or why it could not be."""
        self._connection.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, 0)",
            (
                os.fsencode(path),
                size,
                mtime_ns,
                article,
                _storable(error.reason) if error else None,
                _storable(error.advice) if error else None,
            ),
        )

    def remove_files(self, paths: Iterable[str]) -> None:
        """Mark files as gone. What stood there is still known."""
        self._connection.executemany(
            "UPDATE file SET gone = 1 WHERE path = ?", [(os.fsencode(p),) for p in paths]
        )

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
    inferred: dict[str, str] = json.loads(details)["inferred"]
    first = paths[0] if paths else ""
    return ArticleCard(
        article_id,
        first,
        tuple(paths),
        title,
        outlet,
        author,
        published,
        language,
        inferred,
        chars,
        bool(gone),
    )


def article_from(card: ArticleCard, url: str | None, details: str, text: bytes) -> Article:
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
        inferred=kept["inferred"],
        zones=_zones(kept),
        notes=tuple(kept["notes"]),
    )


def zones_from(details: str) -> tuple[Zone, ...]:
    """The zones of an article from its details as stored."""
    return _zones(json.loads(details))


def _zones(details: dict[str, Any]) -> tuple[Zone, ...]:
    return tuple(Zone(kind, start, end) for kind, start, end in details["zones"])


def _deflate(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def inflated(data: bytes) -> str:
    """A text as stored, decoded."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _storable(value: str | None) -> str | None:
    """SQLite's text holds no lone surrogates; metadata with them keeps its place with question marks."""
    return value if value is None else value.encode("utf-8", "replace").decode("utf-8")
