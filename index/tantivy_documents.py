"""How an article lies in tantivy's index: its words as they are folded, its dates and its id as numbers."""

from __future__ import annotations

import struct
from pathlib import Path

import tantivy
from tantivy import Filter, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from tearline.index.article import Article
from tearline.index.query_matching import day_range
from tearline.index.words import words_of

# The words of all fields together; and what they begin with, up to so many letters.
EVERY, BEGUN, BEGUN_LETTERS = "every", "begun", 2
# Fields of the query language by the names that they have here.
FIELDS = {"": EVERY, "title": "title", "outlet": "outlet", "author": "author"}
# An id as whole numbers, which are read much faster than words.
ID_PARTS = ("id0", "id1", "id2", "id3")
# What is counted: as articles write it, and the month as 203104, 203100 where only the year is known.
COUNTED = ("outlet_value", "author_value", "month")
# The first day, and the beginning of the id for those of one day.
AGE = "age"
_AGE_ID_BITS = 38
_FOUR = struct.Struct(">4Q")

# Stands between the fields of an article where all of them are indexed as one, more often than a NEAR may
# reach. It is no word: only its places count.
_GAP = " . " * 128
_PLAIN, _GAPPED, _RAW = "plain", "gapped", "raw"


def new_index(folder: Path) -> tantivy.Index:
    """An empty index in a folder that has none."""
    builder = SchemaBuilder()
    builder.add_text_field("id", tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field(EVERY, tokenizer_name=_GAPPED)
    for name in ("title", "outlet", "author"):
        builder.add_text_field(name, tokenizer_name=_PLAIN)
    builder.add_text_field(BEGUN, tokenizer_name=_PLAIN, index_option="basic")
    for name in ("outlet_value", "author_value"):
        builder.add_text_field(name, fast=True, tokenizer_name=_RAW, index_option="basic")
    for name in (*ID_PARTS, AGE, "first_day", "last_day", "month"):
        builder.add_unsigned_field(name, fast=True)
    return with_analyzers(tantivy.Index(builder.build(), str(folder), reuse=False))


def with_analyzers(index: tantivy.Index) -> tantivy.Index:
    """An index that was opened, told how words are cut: they come with blanks between them.

    It stays as it was opened; left to itself, a thread of tantivy's would open each commit too, for nobody.
    """
    index.config_reader("manual")
    index.register_tokenizer(_PLAIN, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    gapped = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.custom_stopword([_GAP.strip()[0]]))
    index.register_tokenizer(_GAPPED, gapped.build())
    return index


def document_of(article: Article) -> tantivy.Document:
    """An article as it is indexed."""
    document = tantivy.Document()
    document.add_text("id", article.id)
    parts = []
    for name in ("text", "title", "outlet", "author"):
        value: str | None = getattr(article, name)
        if value:
            words = words_of(value)
            parts.append(" ".join(words))
            if name != "text":
                document.add_text(name, parts[-1])
    every = _GAP.join(parts)
    document.add_text(EVERY, every)
    document.add_text(BEGUN, " ".join(_beginnings(set(every.split()))))
    for name, value in (("outlet_value", article.outlet), ("author_value", article.author)):
        if value:
            document.add_text(name, value.encode("utf-8", "replace").decode())
    first, last = day_range(article.published or "") or (0, 0)
    for name, number in zip(ID_PARTS, _id_parts(article.id), strict=True):
        document.add_unsigned(name, number)
    document.add_unsigned("first_day", first)
    document.add_unsigned("last_day", last)
    document.add_unsigned(AGE, _age(first, article.id))
    if first:
        document.add_unsigned("month", first // 100 if first // 100 == last // 100 else first // 10000 * 100)
    return document


def id_of(*parts: int) -> str:
    """The id of an article from its four parts."""
    return _FOUR.pack(*parts).hex()


def _id_parts(article_id: str) -> list[int]:
    return [int(article_id[at : at + 16], 16) for at in range(0, 64, 16)]


def _age(day: int, article_id: str) -> int:
    """The higher the newer; on one day, the higher the smaller the id."""
    return (day << _AGE_ID_BITS) + (1 << _AGE_ID_BITS) - 1 - (int(article_id[:16], 16) >> (64 - _AGE_ID_BITS))


def _beginnings(words: set[str]) -> set[str]:
    words.discard(_GAP.strip()[0])
    return {word[:letters] for word in words for letters in range(1, BEGUN_LETTERS + 1)}
