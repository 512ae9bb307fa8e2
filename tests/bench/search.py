"""Measures searching and indexing against stock Whoosh on the same articles, in the same run, taking turns.

    python tests/bench/search.py                    1,000 and 10,000 articles made here
    python tests/bench/search.py --sizes 100000
    python tests/bench/search.py --corpus DIR       the .txt and .md files of a folder instead

Both must find the same articles before anything is timed. Each query is timed once on each side, the first
time that it is asked, as a keystroke would be. Times are milliseconds unless said otherwise.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from whoosh import fields, highlight, index, query, sorting
from whoosh.analysis import STOP_WORDS

from tearline.index.article import Article
from tearline.index.engine import Order
from tearline.index.query import parse
from tearline.index.snippets import make_snippet
from tearline.index.whoosh_engine import WhooshEngine
from tearline.index.words import words_of

_LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
_BATCH = 2_000


def made_articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Articles of invented words that are as frequent as a language's are (Zipf-Mandelbrot)."""
    choose = random.Random(seed)  # noqa: S311 (a made corpus)
    vocabulary: dict[str, None] = {}
    while len(vocabulary) < 120_000:
        length = min(12, max(2, round(choose.gauss(6, 2.2))))
        word = "".join(_LETTERS[min(25, int(choose.expovariate(0.13)))] for _ in range(length))
        if word not in STOP_WORDS:
            vocabulary[word] = None
    words = list(vocabulary)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for number in range(count):
        length = max(60, int(choose.lognormvariate(6.0, 0.5)))
        text = choose.choices(words, cum_weights=weights, k=length)
        paragraphs = [" ".join(text[at : at + 60]) for at in range(0, length, 60)]
        day = f"20{number % 30:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        outlet = f"Outlet {min(299, int(choose.expovariate(0.03)))}"
        yield Article(f"{number}.\n\n" + ".\n\n".join(paragraphs) + ".", published=day, outlet=outlet)


def read_articles(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md") and path.is_file():
            yield Article(path.read_text(encoding="utf-8", errors="replace"))


class Stock:
    """Whoosh as its documentation would have one use it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        schema = fields.Schema(
            id=fields.ID(stored=True), text=fields.TEXT(stored=True), outlet=fields.ID(sortable=True)
        )
        self.index = index.create_in(str(folder), schema)

    def add(self, articles: Sequence[Article]) -> None:
        writer = self.index.writer()
        for article in articles:
            writer.add_document(id=article.id, text=article.text, outlet=article.outlet or "")
        writer.commit()

    def open(self) -> None:
        self.searcher = self.index.searcher()

    def top(self, asked: query.Query, limit: int = 20) -> Any:
        return self.searcher.search(asked, limit=limit)

    def all_ids(self, asked: query.Query) -> set[str]:
        return {self.searcher.stored_fields(at)["id"] for at in self.searcher.docs_for_query(asked)}


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def report(name: str, ours: Sequence[float], stock: Sequence[float] = ()) -> None:
    def said(times: Sequence[float]) -> str:
        if not times:
            return f"{'':22}"
        worst = sorted(times)[int(0.95 * (len(times) - 1) + 0.5)]
        return f"{statistics.median(times):10.2f} {worst:10.2f} "

    ratio = f"{statistics.median(stock) / max(1e-6, statistics.median(ours)):8.1f} x" if stock else ""
    print(f"  {name:34}{said(ours)}{said(stock)}{ratio}")


def bench(articles: Sequence[Article], folder: Path, rounds: int) -> None:
    count = len(articles)
    print(f"\n{count:,} articles, {sum(len(article.text) for article in articles) / 1e6:.0f} MB of text")
    print(f"  {'':34}{'tearline: median':>10} {'p95':>5}{'stock: median':>16} {'p95':>6}{'ratio':>11}")
    engine, stock = build(articles, folder, rounds)
    ask_both(articles, engine, stock)
    single(engine, count)
    engine.close()


def build(articles: Sequence[Article], folder: Path, rounds: int) -> tuple[WhooshEngine, Stock]:
    ours_rates: list[float] = []
    stock_rates: list[float] = []
    for turn in range(rounds):
        engine, stock = WhooshEngine(folder / f"ours{turn}"), Stock(folder / f"stock{turn}")
        ours_rates.append(timed(lambda engine=engine: fill(engine, articles)) / len(articles))  # type: ignore[misc]
        stock_rates.append(timed(lambda stock=stock: stock.add(articles)) / len(articles))  # type: ignore[misc]
    report("bulk indexing, per article", ours_rates, stock_rates)
    stats = engine.stats()
    print(
        f"  {'':34}{1000 / statistics.median(ours_rates):,.0f} articles/s, {stats.bytes / 1e6:.0f} MB, ",
        end="",
    )
    print(f"{stats.segments} segments; stock {1000 / statistics.median(stock_rates):,.0f} articles/s")
    stock.open()
    return engine, stock


def fill(engine: WhooshEngine, articles: Iterable[Article]) -> None:
    for number, article in enumerate(articles, start=1):
        engine.add(article)
        if number % _BATCH == 0:
            engine.commit()
    engine.commit()
    engine.tidy()


def ask_both(articles: Sequence[Article], engine: WhooshEngine, stock: Stock) -> None:
    choose = random.Random(2)  # noqa: S311 (a sample)
    spoken = [
        word
        for article in choose.sample(articles, min(200, len(articles)))
        for word in words_of(article.text)
    ]
    long = [
        word for word in dict.fromkeys(choose.sample(spoken, len(spoken))) if len(word) > 4 and word.isalpha()
    ]

    def beginnings(letters: int, most: int) -> list[str]:
        return list(dict.fromkeys(word[:letters] for word in long))[:most]

    def term(word: str) -> query.Query:
        return query.Term("text", word)

    pairs = [(choose.choice(long), begun) for begun in beginnings(3, 30)]
    sentences = [words_of(choose.choice(articles).text) for _ in range(30)]
    phrases = [
        tuple(words[at : at + 2]) for words in sentences for at in [choose.randrange(1, len(words) - 2)]
    ]
    groups: list[tuple[str, Order, list[tuple[str, query.Query]]]] = [
        (
            "as you type, 3 letters",
            "relevance",
            [(f"{b}*", query.Prefix("text", b)) for b in beginnings(3, 30)],
        ),
        (
            "as you type, 2 letters",
            "relevance",
            [(f"{b}*", query.Prefix("text", b)) for b in beginnings(2, 10)],
        ),
        (
            "word and 3 letters",
            "relevance",
            [
                (f"{word} {begun}*", query.And([term(word), query.Prefix("text", begun)]))
                for word, begun in pairs
            ],
        ),
        ("one word", "relevance", [(word, term(word)) for word in long[:30]]),
        ("one word, newest first", "date", [(word, term(word)) for word in dict.fromkeys(spoken[:300])]),
        ("two words", "relevance", [(f"{a} {b}", query.And([term(a), term(b)])) for a, b in phrases]),
        ("phrase", "relevance", [(f'"{a} {b}"', query.Phrase("text", [a, b])) for a, b in phrases]),
    ]
    for name, order, asked in groups:
        for typed, same in asked[:3]:
            ours = {hit.id for hit in engine.search(parse(typed)).hits}
            assert ours == stock.all_ids(same), (name, typed)
        engine.close()
        engine.search(parse("xyzzy"))
        ours_times, stock_times = [], []
        for typed, same in asked:
            parsed = parse(typed)
            ours_times.append(timed(lambda p=parsed, o=order: engine.search(p, 20, o)))  # type: ignore[misc]
            stock_times.append(timed(lambda s=same: list(stock.top(s))))  # type: ignore[misc]
        report(name, ours_times, stock_times)
    count_outlets(engine, stock, list(dict.fromkeys(["", *spoken[:8], *long[:2]])))
    show_snippets(engine, stock, long[:10], {article.id: article.text for article in articles})


def count_outlets(engine: WhooshEngine, stock: Stock, words: Sequence[str]) -> None:
    facet = sorting.FieldFacet("outlet", maptype=sorting.Count)

    def counted(word: str) -> dict[str, int]:
        same = query.Term("text", word) if word else query.Every()
        found = stock.searcher.search(same, limit=20, groupedby={"outlet": facet})
        return {value: count for value, count in found.groups("outlet").items() if value}

    for word in words:
        outlets = {each.value: each.articles for each in engine.facets(parse(word)).outlet}
        assert outlets == counted(word), word
    engine.close()
    engine.facets(parse("xyzzy"))
    asked = [parse(word) for word in words]
    ours = [timed(lambda p=parsed: engine.facets(p)) for parsed in asked]  # type: ignore[misc]
    theirs = [timed(lambda w=word: counted(w)) for word in words]  # type: ignore[misc]
    report("facets (ours three, stock one)", ours, theirs)


def show_snippets(engine: WhooshEngine, stock: Stock, words: Sequence[str], texts: dict[str, str]) -> None:
    ours, theirs = [], []
    for word in words:
        parsed = parse(word)
        hits = engine.search(parsed, 20).hits
        found = stock.top(query.Term("text", word))
        found.fragmenter = highlight.ContextFragmenter()
        ours.append(timed(lambda p=parsed, h=hits: [make_snippet(p, texts[hit.id]) for hit in h]))  # type: ignore[misc]
        theirs.append(timed(lambda f=found: [hit.highlights("text") for hit in f]))  # type: ignore[misc]
    report("snippets of 20 hits", ours, theirs)


def single(engine: WhooshEngine, count: int) -> None:
    """What has no counterpart: opening anew, adding one article, everything newest first."""

    def reopen() -> None:
        engine.close()
        engine.search(parse("xyzzy"), 20)

    def add(number: int) -> None:
        engine.add(Article(f"tearlinebench number {number}"))
        engine.commit()
        assert engine.search(parse("tearlinebench"), 20).total == number + 1

    report("opening and a first search", [timed(reopen) for _ in range(5)])
    engine.search(parse(""), 20, "date")
    report(
        "everything, newest first", [timed(lambda: engine.search(parse(""), 20, "date")) for _ in range(10)]
    )
    report("all ids of a match with half", [timed(lambda: engine.search(parse("-e*"))) for _ in range(3)])
    report("adding one article, searchable", [timed(lambda n=n: add(n)) for n in range(10)])  # type: ignore[misc]
    engine.tidy()
    assert engine.stats().articles == count + 10


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--corpus", type=Path)
    options.add_argument("--rounds", type=int, default=1, help="how often both are built, taking turns")
    given = options.parse_args()
    corpora = (
        [list(read_articles(given.corpus))] if given.corpus else (list(made_articles(n)) for n in given.sizes)
    )
    for articles in corpora:
        folder = Path(tempfile.mkdtemp(prefix="tearline-bench-"))
        try:
            bench(articles, folder, given.rounds)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
