"""The search libraries that ours is measured against, each used as its documentation would have one do it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from whoosh import fields, index, query, sorting

from tearline.index.article import Article
from tearline.index.engine import Engine, never
from tearline.index.query_tree import Query
from tearline.index.tantivy_documents import AGE, COUNTED
from tearline.index.tantivy_engine import TantivyEngine

TOP = 20
_MOST_VALUES = {"size": 60_000, "segment_size": 60_000}


@dataclass(frozen=True)
class Asked:
    """One query: as it is typed here, what it is made of, and which come first.

    `kind` is word, begun, all, any, phrase or every; a word of `all` may end in a star. `outlet` narrows it
    to one. `by_date` asks for the newest; stock Whoosh does so only where `sorted_all` says so, and gives its
    best instead.
    """

    typed: str
    kind: str
    words: tuple[str, ...]
    outlet: str | None = field(default=None, kw_only=True)
    by_date: bool = field(default=False, kw_only=True)
    sorted_all: bool = field(default=False, kw_only=True)


def day_of(article: Article) -> int:
    return int((article.published or "0").replace("-", "").ljust(8, "0"))


class Stock:
    """Whoosh: BM25, fields and postings of its own."""

    name = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        schema = fields.Schema(
            id=fields.ID(stored=True),
            text=fields.TEXT(stored=True),
            outlet=fields.ID(sortable=True),
            day=fields.NUMERIC(int, sortable=True),
        )
        self._built = folder.exists()
        folder.mkdir(exist_ok=True)
        self.index = index.open_dir(str(folder)) if self._built else index.create_in(str(folder), schema)
        self.searcher = self.index.searcher()

    def reopen(self) -> None:
        self.searcher.close()
        self.index.close()
        self.index = index.open_dir(str(self.folder))
        self.searcher = self.index.searcher()

    def add(self, articles: Iterable[Article]) -> None:
        writer = self.index.writer()
        for article in articles:
            writer.add_document(
                id=article.id, text=article.text, outlet=article.outlet or "", day=day_of(article)
            )
        writer.commit()
        self.searcher = self.index.searcher()

    def query(self, asked: Asked) -> query.Query:
        def term(word: str) -> query.Query:
            return query.Prefix("text", word[:-1]) if word.endswith("*") else query.Term("text", word)

        terms = [term(word) for word in asked.words]
        match asked.kind:
            case "phrase":
                return query.Phrase("text", list(asked.words))
            case "any":
                return query.Or(terms)
            case "all":
                return query.And(terms)
        return terms[0] if terms else query.Every()

    def top(self, asked: Asked) -> Callable[[], object]:
        same = self.query(asked)
        narrowed = query.Term("outlet", asked.outlet) if asked.outlet else None
        order = {"sortedby": "day", "reverse": True} if asked.sorted_all else {}
        return lambda: list(self.searcher.search(same, limit=TOP, filter=narrowed, **order))

    def all_ids(self, asked: Asked) -> set[str]:
        same = self.query(asked)
        if asked.outlet:
            same = query.And([same, query.Term("outlet", asked.outlet)])
        found = self.searcher.docs_for_query(same)
        return {self.searcher.stored_fields(at)["id"] for at in found}

    def facets(self, asked: Asked) -> Callable[[], dict[str, int]]:
        same = self.query(asked)
        facet = sorting.FieldFacet("outlet", maptype=sorting.Count)

        def counted() -> dict[str, int]:
            found = self.searcher.search(same, limit=TOP, groupedby={"outlet": facet})
            return {value: count for value, count in found.groups("outlet").items() if value}

        return counted


class RawTantivy:
    """tantivy by itself, its own tokenizer, with the count of all matches, which ours gives too."""

    name = "raw tantivy"

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text")
        builder.add_text_field("outlet", fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("author", fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("day", fast=True)
        builder.add_unsigned_field("month", fast=True)
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.index = tantivy.Index(builder.build(), str(folder))
        self.searcher = self.index.searcher()

    def reopen(self) -> None:
        self.index = tantivy.Index.open(str(self.folder))
        self.searcher = self.index.searcher()

    def add(self, articles: Iterable[Article]) -> None:
        writer = self.index.writer(128_000_000, 1)
        for number, article in enumerate(articles, 1):
            document = tantivy.Document()
            document.add_text("id", article.id)
            document.add_text("text", article.text)
            document.add_text("outlet", article.outlet or "")
            if article.author:
                document.add_text("author", article.author)
            document.add_unsigned("day", day_of(article))
            document.add_unsigned("month", day_of(article) // 100)
            writer.add_document(document)
            if number % 4_000 == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def query(self, asked: Asked) -> tantivy.Query:
        schema, make = self.index.schema, tantivy.Query

        def term(word: str) -> tantivy.Query:
            if word.endswith("*"):
                return make.regex_query(schema, "text", f"{word[:-1]}.*")
            return make.term_query(schema, "text", word)

        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        terms = [term(word) for word in asked.words] if asked.kind != "phrase" else []
        if asked.outlet:
            of_outlet = make.const_score_query(make.term_query(schema, "outlet", asked.outlet), 0.0)
            return make.boolean_query([*((must, each) for each in terms), (must, of_outlet)])
        match asked.kind:
            case "phrase":
                return make.phrase_query(schema, "text", list(asked.words))
            case "any":
                return make.boolean_query([(should, each) for each in terms])
            case "all":
                return make.boolean_query([(must, each) for each in terms])
        return terms[0] if terms else make.all_query()

    def count(self, asked: Asked) -> int:
        found: int = self.searcher.search(self.query(asked), 1).count
        return found

    def top(self, asked: Asked) -> Callable[[], object]:
        def search() -> list[str]:
            order = "day" if asked.by_date else None
            hits = self.searcher.search(self.query(asked), TOP, order_by_field=order).hits
            return [self.searcher.doc(address)["id"][0] for _, address in hits]

        return search

    def facets(self, asked: Asked) -> Callable[[], object]:
        names = ("outlet", "author", "month")
        wanted = {name: {"terms": {"field": name, **_MOST_VALUES}} for name in names}
        return lambda: self.searcher.aggregate(self.query(asked), wanted)


class Fts5:
    """SQLite's full-text search with an index of beginnings; the best twenty, without counting the rest."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.path = folder / "fts.sqlite"
        self.connection = sqlite3.connect(self.path)
        self.connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS article USING fts5"
            " (id UNINDEXED, text, outlet UNINDEXED, day UNINDEXED, prefix='2 3')"
        )

    def reopen(self) -> None:
        self.connection.close()
        self.connection = sqlite3.connect(self.path)

    def add(self, articles: Iterable[Article]) -> None:
        with self.connection:
            self.connection.executemany(
                "INSERT INTO article VALUES (?, ?, ?, ?)",
                ((each.id, each.text, each.outlet, day_of(each)) for each in articles),
            )

    @staticmethod
    def _match(asked: Asked) -> str:
        words = [f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for word in asked.words]
        match asked.kind:
            case "phrase":
                return f'"{" ".join(asked.words)}"'
            case "any":
                return " OR ".join(words)
        return " AND ".join(words)

    def top(self, asked: Asked) -> Callable[[], object]:
        order = "day DESC" if asked.by_date else "rank"
        where = "article MATCH ?" + (" AND outlet = ?" if asked.outlet else "")
        statement = f"SELECT id FROM article WHERE {where} ORDER BY {order} LIMIT {TOP}"  # noqa: S608
        given = (self._match(asked), *((asked.outlet,) if asked.outlet else ()))
        return lambda: self.connection.execute(statement, given).fetchall()

    def count(self, asked: Asked) -> int:
        where = "article MATCH ?" + (" AND outlet = ?" if asked.outlet else "")
        given = (self._match(asked), *((asked.outlet,) if asked.outlet else ()))
        statement = f"SELECT count(*) FROM article WHERE {where}"  # noqa: S608
        found: int = self.connection.execute(statement, given).fetchone()[0]
        return found

    def facets(self, asked: Asked) -> Callable[[], object]:
        where = "WHERE article MATCH ?" if asked.words else ""
        statement = f"SELECT outlet, count(*) FROM article {where} GROUP BY outlet"  # noqa: S608
        given = (self._match(asked),) if asked.words else ()
        return lambda: self.connection.execute(statement, given).fetchall()


def bare_call(engine: Engine, parsed: Query, what: str) -> Callable[[], object]:
    """What is left of our engine without us: tantivy's one call on our index, its query made beforehand, its
    answer left as it comes. `what` is relevance, date or facets.
    """
    assert isinstance(engine, TantivyEngine)
    with engine._current() as snapshot:
        assert snapshot is not None
    searcher, asked = snapshot.searcher, snapshot._asked(parsed, never)
    if what == "facets":
        wanted = {name: {"terms": {"field": name, **_MOST_VALUES}} for name in COUNTED}
        return lambda: searcher.aggregate(asked, wanted)
    return lambda: searcher.search(asked, TOP, order_by_field=AGE if what == "date" else None)


PEERS: dict[str, type[Stock] | type[RawTantivy] | type[Fts5]] = {
    "stock": Stock,
    "raw": RawTantivy,
    "fts5": Fts5,
}
Peer = Stock | RawTantivy | Fts5
