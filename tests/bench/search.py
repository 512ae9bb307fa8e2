"""Measures searching and indexing against other libraries on the same articles, in one run, taking turns.

    python tests/bench/search.py                    1,000 and 10,000 articles made here
    python tests/bench/search.py --sizes 10000 100000 --keep DIR
    python tests/bench/search.py --rows newest facets --keep DIR
    python tests/bench/search.py --rows both facets --keep DIR --bare
    python tests/bench/search.py --corpus DIR       the .txt and .md files of a folder instead

Both engines of tearline are held against stock Whoosh, tantivy by itself and SQLite FTS5; `--peers` leaves
some of them out. `--keep` keeps articles and indexes for the next run, in which they are only read: what adds
an article does so in a copy. Building 100,000 articles takes stock Whoosh half an hour and the others
together as long.

All must find the same articles before anything is timed, and all are opened anew for each row. Each query
is timed once on each side, the first time that it is asked, as a keystroke would be; who has spent
`--seconds` on a row is asked no more, and is compared on what it was asked. Times are milliseconds: the
median, and the 95th percentile in brackets. At the end stands what is to be reached and what was.

`--bare` puts tantivy's own call on our index in the place of our engine around it: the least it could take.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from search_corpus import kept_articles, queries, read_articles
from search_peers import PEERS, TOP, Asked, Peer, Stock, bare_call
from search_targets import TARGETS, Row, judged, middle
from whoosh import highlight

from tearline.index.article import Article
from tearline.index.engine import Engine, Order
from tearline.index.query import parse
from tearline.index.snippets import make_snippet
from tearline.index.tantivy_engine import TantivyEngine
from tearline.index.whoosh_engine import WhooshEngine

_BATCH = 4_000
# Building with stock Whoosh is slow, so that rates are compared on no more articles than this.
_MOST_INDEXED = 4_000
ENGINES = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
_NOTHING = parse("xyzzy")

ASKED_ROWS = {
    "three": "as you type, 3 letters",
    "two": "as you type, 2 letters",
    "keystroke": "word and 3 letters",
    "word": "one word",
    "newest": "one word, newest first",
    "both": "both words",
    "either": "either word",
    "phrase": "phrase",
    "filter": "one word of one outlet",
    "sort": "one word, sorted by date",
}
OTHER_ROWS = {
    "facets": "facets by outlet",
    "snippets": f"snippets of {TOP} hits",
    "open": "opening and a first search",
    "all": "everything, newest first",
    "ids": "all ids of everything",
    "fuzzy": "a word spelled almost so",
    "complete": "completions of two letters",
    "add": "add one article, searchable",
    "index": "bulk indexing, ms an article",
    "memory": "bulk indexing, most MB",
}
ROWS = ASKED_ROWS | OTHER_ROWS


def tell(what: str) -> None:
    """Progress, which is no result."""
    print(f"[{time.strftime('%H:%M:%S')}] {what}", file=sys.stderr, flush=True)


def said(times: Sequence[float]) -> str:
    if not times:
        return f"{'–':>18}"
    worst = sorted(times)[int(0.95 * (len(times) - 1) + 0.5)]
    return f"{statistics.median(times):9.2f} ({worst:6.1f})"


def fill(engine: Engine, articles: Iterable[Article]) -> None:
    """Add articles in batches, as a sync does."""
    for number, article in enumerate(articles, start=1):
        engine.add(article)
        if number % _BATCH == 0:
            engine.commit()
            engine.tidy(0)
    engine.commit()
    engine.tidy()


def put(made: Engine | Peer, articles: Sequence[Article]) -> None:
    made.add(articles) if isinstance(made, Peer) else fill(made, articles)


def once(folder: Path, make: Callable[[Path], Any], articles: Sequence[Article]) -> Any:
    """An index in a folder, built unless a run before finished it there."""
    done = folder.with_suffix(".done")
    if not done.exists():
        if folder.exists():
            shutil.rmtree(folder)
        tell(f"building {folder.name} of {len(articles):,} articles")
        started = time.perf_counter()
        made = make(folder)
        put(made, articles)
        seconds = time.perf_counter() - started
        done.write_text(json.dumps({"seconds": seconds}))
        tell(f"built {folder.name} in {seconds:,.0f} s")
        return made
    return make(folder)


class Bench:
    """The two engines and their peers, filled with the same articles."""

    def __init__(self, articles: Sequence[Article], folder: Path, given: argparse.Namespace) -> None:
        self.articles = articles
        self.folder = folder
        self.seconds: float = given.seconds
        self.bare: bool = given.bare
        self.clock = time.thread_time if given.cpu else time.perf_counter
        # Adding is done by several threads.
        self.clock_of_all = time.process_time if given.cpu else time.perf_counter
        self.engines: dict[str, Engine] = {}
        self.peers: dict[str, Peer] = {}
        self.rows: dict[str, Row] = {}
        for name, make in ENGINES.items():
            self.engines[name] = once(folder / name, make, articles)
        for name in given.peers:
            self.peers[name] = once(folder / name, PEERS[name], articles)
        for name, engine in self.engines.items():
            stats = engine.stats()
            self.rows[f"{name} segments"] = {name: [float(stats.segments)]}
            print(f"  {name}: {stats.segments} segments, {stats.bytes / 1e6:.0f} MB")
        names = [*(f"our {name}" for name in self.engines), *(peer.name for peer in self.peers.values())]
        print(f"  {'':28}" + "".join(f"{name:>18} " for name in names))

    def timed(self, work: Callable[[], object]) -> float:
        started = self.clock()
        work()
        return (self.clock() - started) * 1_000

    def report(self, row: str, times: Row) -> None:
        """Print one row, and how many times faster ours are than whom."""
        self.rows[row] = times
        print(
            f"  {ROWS[row]:28}" + "".join(said(times.get(n, [])) + " " for n in (*self.engines, *self.peers))
        )
        pairs = [(a, b) for b in self.engines for a in (*self.peers, *self.engines) if a != b]
        shown = [
            f"{a}/our {b} {middle(times, a, b):.1f}"
            for a, b in pairs
            if times.get(a) and times.get(b) and (a, b) != ("tantivy", "whoosh")
        ]
        if shown:
            print(f"  {'':28}× " + ", ".join(shown), flush=True)

    def fresh(self) -> None:
        """Everything opened, nothing kept from queries before."""
        for engine in self.engines.values():
            engine.close()
            engine.search(_NOTHING)
        for peer in self.peers.values():
            peer.reopen()

    def check(self, each: Asked) -> None:
        """All find the same articles."""
        found = {
            name: {hit.id for hit in e.search(parse(each.typed)).hits} for name, e in self.engines.items()
        }
        for name, peer in self.peers.items():
            if isinstance(peer, Stock):
                found[name] = peer.all_ids(each)
            else:
                assert peer.count(each) == len(found["whoosh"]), (name, each.typed)
        assert all(ids == found["whoosh"] for ids in found.values()), each.typed

    def take_turns(
        self,
        row: str,
        asked: Sequence[Asked],
        ours: Callable[[Engine, Asked], Callable[[], object]],
        theirs: Callable[[Peer, Asked], Callable[[], object]],
    ) -> None:
        self.fresh()
        times: Row = {name: [] for name in (*self.engines, *self.peers)}
        for each in asked:
            for name in times:
                work = (
                    ours(self.engines[name], each) if name in self.engines else theirs(self.peers[name], each)
                )
                if sum(times[name]) < self.seconds * 1_000:
                    times[name].append(self.timed(work))
        self.report(row, times)

    def ask(self, row: str, asked: Sequence[Asked]) -> None:
        """Time the first twenty of each query, after all have found the same."""
        until = time.perf_counter() + self.seconds
        for number, each in enumerate(asked[:3]):
            if number == 0 or time.perf_counter() < until:
                self.check(each)

        def ours(engine: Engine, each: Asked) -> Callable[[], object]:
            parsed = parse(each.typed)
            order: Order = "date" if each.by_date else "relevance"
            if self.bare and isinstance(engine, TantivyEngine):
                return bare_call(engine, parsed, order)
            return lambda: engine.search(parsed, TOP, order)

        self.take_turns(row, asked, ours, lambda peer, each: peer.top(each))

    def facets(self, asked: Sequence[Asked]) -> None:
        """Ours and tantivy count outlets, authors and months, the others outlets alone."""
        stock = self.peers.get("stock")
        for each in asked[:4] if isinstance(stock, Stock) else ():
            for engine in self.engines.values():
                outlets = {one.value: one.articles for one in engine.facets(parse(each.typed)).outlet}
                assert outlets == stock.facets(each)(), each.typed

        def ours(engine: Engine, each: Asked) -> Callable[[], object]:
            parsed = parse(each.typed)
            if self.bare and isinstance(engine, TantivyEngine):
                return bare_call(engine, parsed, "facets")
            return lambda: engine.facets(parsed)

        self.take_turns("facets", asked, ours, lambda peer, each: peer.facets(each))

    def snippets(self, asked: Sequence[Asked]) -> None:
        texts = {article.id: article.text for article in self.articles}
        stock = self.peers.get("stock")
        times: Row = {"whoosh": [], **({"stock": []} if stock else {})}
        for each in asked:
            parsed = parse(each.typed)
            hits = self.engines["whoosh"].search(parsed, TOP).hits
            times["whoosh"].append(
                self.timed(lambda p=parsed, h=hits: [make_snippet(p, texts[hit.id]) for hit in h])  # type: ignore[misc]
            )
            if isinstance(stock, Stock):
                found = stock.searcher.search(stock.query(each), limit=TOP)
                found.fragmenter = highlight.ContextFragmenter()
                times["stock"].append(self.timed(lambda f=found: [hit.highlights("text") for hit in f]))  # type: ignore[misc]
        self.report("snippets", times)

    def alone(self, row: str) -> None:
        """What has no counterpart: opening anew, all of many matches, what helps while one types."""

        def reopen(engine: Engine) -> None:
            engine.close()
            engine.search(_NOTHING, TOP)

        works: dict[str, tuple[Callable[[Engine], object], int]] = {
            "open": (reopen, 7),
            "all": (lambda engine: engine.search(parse(""), TOP, "date"), 10),
            "ids": (lambda engine: engine.search(parse("")), 3),
            "fuzzy": (lambda engine: engine.search(parse("kotieitna~"), TOP), 3),
            "complete": (lambda engine: engine.complete("ko"), 5),
        }
        work, rounds = works[row]
        self.fresh()
        self.report(
            row,
            {
                name: [self.timed(lambda e=engine: work(e)) for _ in range(rounds)]  # type: ignore[misc]
                for name, engine in self.engines.items()
            },
        )

    def add(self) -> None:
        """One article more, with what is kept of the queries before, on a copy that shares its files."""
        times: Row = {}
        for name, make in ENGINES.items():
            copy = self.folder / f"{name}.copy"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.folder / name, copy, copy_function=os.link)
            engine: Engine = make(copy)
            engine.search(_NOTHING)

            def add(number: int, engine: Engine = engine) -> None:
                engine.add(Article(f"tearlinebench number {number}"))
                engine.commit()
                assert engine.search(parse("tearlinebench"), TOP).total == number + 1

            times[name] = []
            for number in range(21):
                at = self.clock_of_all()
                add(number)
                times[name].append((self.clock_of_all() - at) * 1_000)
                # Elsewhere than on the screen's path.
                engine.tidy(_BATCH)
            engine.close()
            shutil.rmtree(copy)
        self.report("add", times)

    def index(self) -> None:
        """Each from nothing, with both cores there for the taking."""
        articles = self.articles[:_MOST_INDEXED]
        times: Row = {}
        stock: dict[str, Any] = {"stock": PEERS["stock"]} if "stock" in self.peers else {}
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            for name, make in (ENGINES | stock).items():
                made = make(Path(folder) / name)
                started = time.perf_counter()
                put(made, articles)
                times[name] = [(time.perf_counter() - started) * 1_000 / len(articles)]
        self.report("index", times)

    def memory(self) -> None:
        """What bulk indexing takes at most, in a process of its own that holds no articles."""
        times: Row = {}
        for name in ENGINES:
            with tempfile.TemporaryDirectory(dir=self.folder) as folder:
                tell(f"indexing {len(self.articles):,} articles with {name} in a process of its own")
                code = (
                    "import resource, search; from pathlib import Path;"
                    "from search_corpus import made_articles;"
                    f"engine = search.ENGINES[{name!r}](Path({folder!r}) / 'engine');"
                    f"search.fill(engine, made_articles({len(self.articles)}));"
                    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
                )
                done = subprocess.run(
                    [sys.executable, "-c", code],
                    capture_output=True,
                    text=True,
                    check=True,
                    cwd=Path(__file__).parent,
                )
                times[name] = [float(done.stdout)]
        self.report("memory", times)

    def run(self, rows: Sequence[str]) -> None:
        asked = queries(self.articles)
        for row in rows:
            tell(ROWS[row])
            if row in ASKED_ROWS:
                self.ask(row, asked[row])
            elif row == "facets":
                self.facets(asked["facets"])
            elif row == "snippets":
                self.snippets(asked["word"][:10])
            elif row in ("add", "index", "memory"):
                getattr(self, row)()
            else:
                self.alone(row)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--corpus", type=Path)
    options.add_argument("--peers", nargs="*", choices=[*PEERS], default=[*PEERS])
    options.add_argument("--keep", type=Path, help="a folder for articles and indexes, made when not there")
    options.add_argument(
        "--rows",
        nargs="+",
        choices=[*ROWS],
        metavar="ROW",
        default=[row for row in ROWS if row != "memory"],
        help=f"all but memory, unless some are named: {', '.join(ROWS)}",
    )
    options.add_argument("--bare", action="store_true", help="tantivy's own call instead of our engine on it")
    options.add_argument("--seconds", type=float, default=20, help="the most that a row may take each side")
    options.add_argument(
        "--cpu", action="store_true", help="count what queries take of the processor, where others use it too"
    )
    given = options.parse_args()
    measured: dict[int, dict[str, Row]] = {}
    for size in [0] if given.corpus else sorted(given.sizes):
        kept = (
            nullcontext(given.keep / str(size or "corpus")) if given.keep else tempfile.TemporaryDirectory()
        )
        with kept as name:
            folder = Path(name)
            folder.mkdir(parents=True, exist_ok=True)
            tell("reading the articles")
            articles = (
                list(read_articles(given.corpus))
                if given.corpus
                else kept_articles(folder / "articles", size)
            )
            characters = sum(len(article.text) for article in articles)
            print(f"\n{len(articles):,} articles, {characters / 1e6:.0f} million characters")
            bench = Bench(articles, folder, given)
            bench.run(given.rows)
            measured[len(articles)] = bench.rows
    print("\nto be reached")
    for line in judged(TARGETS, measured):
        print(f"  {line}")


if __name__ == "__main__":
    main()
