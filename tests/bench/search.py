"""Measures searching and indexing against other libraries on the same articles, in one run, taking turns.

    python tests/bench/search.py                    1,000 and 10,000 articles made here
    python tests/bench/search.py --sizes 100000 --keep DIR
    python tests/bench/search.py --corpus DIR       the .txt and .md files of a folder instead

Both engines of tearline are held against stock Whoosh, tantivy by itself and SQLite FTS5; `--peers` leaves
some of them out, `--keep` keeps what was built for the next run. All must find the same articles before
anything is timed. Each query is timed once on each side, the first time that it is asked, as a keystroke
would be. Times are milliseconds unless said otherwise: the median, and the 95th percentile in brackets.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import accumulate
from pathlib import Path

from search_peers import PEERS, TOP, Asked, Peer, Stock, once, sample
from whoosh import highlight
from whoosh.analysis import STOP_WORDS

from tearline.index.article import Article
from tearline.index.engine import Engine, Order
from tearline.index.query import parse
from tearline.index.snippets import make_snippet
from tearline.index.tantivy_engine import TantivyEngine
from tearline.index.whoosh_engine import WhooshEngine
from tearline.index.words import words_of

_LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
_BATCH = 4_000
ENGINES = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}
_NOTHING = parse("xyzzy")


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


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    started = clock()
    work()
    return (clock() - started) * 1_000


def said(times: Sequence[float]) -> str:
    if not times:
        return f"{'–':>18}"
    worst = sorted(times)[int(0.95 * (len(times) - 1) + 0.5)]
    return f"{statistics.median(times):9.2f} ({worst:6.1f})"


class Bench:
    """The two engines and their peers, filled with the same articles."""

    def __init__(
        self, articles: Sequence[Article], folder: Path, peers: Sequence[str], clock: Callable[[], float]
    ) -> None:
        self.articles = articles
        self.clock = clock
        self.engines: dict[str, Engine] = {}
        self.peers: dict[str, Peer] = {}
        count = len(articles)
        rates: dict[str, float] = {}
        for name, make in (*ENGINES.items(), *((peer, PEERS[peer]) for peer in peers)):

            def build(made: Engine | Peer) -> None:
                work = (
                    (lambda: made.add(articles)) if isinstance(made, Peer) else (lambda: fill(made, articles))
                )
                rates[name] = 1_000 * count / timed(work)  # noqa: B023

            made, _ = once(folder / name, make, build)
            (self.peers if name in PEERS else self.engines)[name] = made
        if rates:
            print("  bulk indexing, articles/s: ", end="")
            print(", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items()))
        for name, engine in self.engines.items():
            stats = engine.stats()
            print(f"  {name}: {stats.segments} segments, {stats.bytes / 1e6:.0f} MB")

    def heading(self) -> None:
        names = [*(f"our {name}" for name in self.engines), *(peer.name for peer in self.peers.values())]
        print(f"  {'':28}" + "".join(f"{name:>18}" for name in names))

    def report(self, what: str, times: dict[str, list[float]]) -> None:
        """One row, and how many times faster ours are than whom."""
        print(f"  {what:28}" + "".join(said(times.get(n, [])) + " " for n in (*self.engines, *self.peers)))
        middle = {name: statistics.median(each) for name, each in times.items()}
        pairs = (
            ("stock", "whoosh"),
            ("whoosh", "tantivy"),
            ("stock", "tantivy"),
            ("raw", "tantivy"),
            ("fts5", "tantivy"),
            ("fts5", "whoosh"),
        )
        shown = [f"{a}/our {b} {middle[a] / middle[b]:.1f}" for a, b in pairs if a in middle and b in middle]
        if shown:
            print(f"  {'':28}× " + ", ".join(shown))

    def fresh(self) -> None:
        """Everything opened, nothing kept from queries before."""
        for engine in self.engines.values():
            engine.close()
            engine.search(_NOTHING)

    def ask(self, what: str, asked: Sequence[Asked]) -> None:
        """Time the first twenty of each query, after all have found the same."""
        for each in asked[:3]:
            found = [
                {hit.id for hit in engine.search(parse(each.typed)).hits} for engine in self.engines.values()
            ]
            stock = self.peers.get("stock")
            if isinstance(stock, Stock):
                found.append(stock.all_ids(each))
            assert all(ids == found[0] for ids in found), (what, each.typed)
        self.fresh()
        times: dict[str, list[float]] = {name: [] for name in (*self.engines, *self.peers)}
        for each in asked:
            parsed = parse(each.typed)
            order: Order = "date" if each.by_date else "relevance"
            for name, engine in self.engines.items():
                times[name].append(timed(lambda e=engine, p=parsed, o=order: e.search(p, TOP, o), self.clock))  # type: ignore[misc]
            for name, peer in self.peers.items():
                times[name].append(timed(peer.top(each), self.clock))
        self.report(what, times)

    def facets(self, asked: Sequence[Asked]) -> None:
        """Ours count outlets, authors and months, the others outlets alone."""
        stock = self.peers.get("stock")
        for each in asked[:4] if isinstance(stock, Stock) else ():
            for engine in self.engines.values():
                outlets = {one.value: one.articles for one in engine.facets(parse(each.typed)).outlet}
                assert outlets == stock.facets(each)(), each.typed
        self.fresh()
        times: dict[str, list[float]] = {name: [] for name in (*self.engines, *self.peers)}
        for each in asked:
            parsed = parse(each.typed)
            for name, engine in self.engines.items():
                times[name].append(timed(lambda e=engine, p=parsed: e.facets(p), self.clock))  # type: ignore[misc]
            for name, peer in self.peers.items():
                times[name].append(timed(peer.facets(each), self.clock))
        self.report("facets (ours 3, others 1)", times)

    def snippets(self, words: Sequence[str]) -> None:
        texts = {article.id: article.text for article in self.articles}
        stock = self.peers.get("stock")
        times: dict[str, list[float]] = {"whoosh": [], **({"stock": []} if stock else {})}
        for word in words:
            parsed = parse(word)
            hits = self.engines["whoosh"].search(parsed, TOP).hits
            times["whoosh"].append(
                timed(lambda p=parsed, h=hits: [make_snippet(p, texts[hit.id]) for hit in h], self.clock)
            )  # type: ignore[misc]
            if isinstance(stock, Stock):
                found = stock.searcher.search(stock.query(Asked(word, "word", (word,))), limit=TOP)
                found.fragmenter = highlight.ContextFragmenter()
                times["stock"].append(
                    timed(lambda f=found: [hit.highlights("text") for hit in f], self.clock)
                )  # type: ignore[misc]
        self.report(f"snippets of {TOP} hits", times)

    def alone(self) -> None:
        """What has no counterpart: opening anew, adding one article, all of many matches."""

        def reopen(engine: Engine) -> None:
            engine.close()
            engine.search(_NOTHING, TOP)

        def each(what: str, work: Callable[[Engine], object], rounds: int) -> None:
            self.report(
                what,
                {n: [timed(lambda e=e: work(e)) for _ in range(rounds)] for n, e in self.engines.items()},
            )  # type: ignore[misc]

        def add(engine: Engine) -> None:
            number = engine.search(parse("tearlinebench"), 0).total
            engine.add(Article(f"tearlinebench number {number}"))
            engine.commit()
            assert engine.search(parse("tearlinebench"), TOP).total == number + 1

        each("opening and a first search", reopen, 7)
        each("everything, newest first", lambda engine: engine.search(parse(""), TOP, "date"), 10)
        each("all ids of everything", lambda engine: engine.search(parse("")), 3)
        each("a word spelled almost so", lambda engine: engine.search(parse("kotieitna~"), TOP), 3)
        each("completions of two letters", lambda engine: engine.complete("ko"), 5)
        each("add one article, searchable", add, 10)
        for name, engine in self.engines.items():
            added = [hit.id for hit in engine.search(parse("tearlinebench")).hits]
            engine.remove(added)
            engine.commit()
            engine.tidy()
            engine.close()
            assert engine.stats().articles == len(self.articles), name


def fill(engine: Engine, articles: Iterable[Article]) -> None:
    """Add articles in batches, as a sync does."""
    for number, article in enumerate(articles, start=1):
        engine.add(article)
        if number % _BATCH == 0:
            engine.commit()
            engine.tidy(_BATCH)
    engine.commit()
    engine.tidy()


def memory_of(name: str, count: int) -> None:
    """Print what bulk indexing takes at most, in a process of its own that holds no articles."""
    with tempfile.TemporaryDirectory(prefix="tearline-bench-") as folder:
        code = (
            f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import search, resource;"
            f"from pathlib import Path; engine = search.ENGINES[{name!r}](Path({folder!r}) / 'engine');"
            f"search.fill(engine, search.made_articles({count}));"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        )
        peak = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    print(f"  bulk indexing {count:,} with {name}: at most {int(peak):,} MB of memory")


def queries(articles: Sequence[Article]) -> dict[str, list[Asked]]:
    """What is asked: words, beginnings and pairs as they come in the articles, so mostly common ones."""
    choose = random.Random(2)  # noqa: S311 (a sample)
    spoken = [
        word
        for article in choose.sample(articles, min(200, len(articles)))
        for word in words_of(article.text)
    ]
    shuffled = dict.fromkeys(choose.sample(spoken, len(spoken)))
    long = [word for word in shuffled if len(word) > 4 and word.isalpha() and word not in STOP_WORDS]
    phrases = []
    while len(phrases) < 30:
        words = words_of(choose.choice(articles).text)
        at = choose.randrange(1, max(2, len(words) - 2))
        pair = tuple(words[at : at + 2])
        if len(pair) == 2 and not STOP_WORDS.intersection(pair) and all(len(word) > 1 for word in pair):
            phrases.append(pair)
    plain = [word for word in spoken if word not in STOP_WORDS and len(word) > 1]

    def begun(letters: int, most: int) -> list[str]:
        return sample([word[:letters] for word in long], most)

    return {
        "as you type, 3 letters": [Asked(f"{b}*", "begun", (f"{b}*",)) for b in begun(3, 30)],
        "as you type, 2 letters": [Asked(f"{b}*", "begun", (f"{b}*",)) for b in begun(2, 10)],
        "word and 3 letters": [
            Asked(f"{word} {b}*", "all", (word, f"{b}*"))
            for b in begun(3, 30)
            for word in [choose.choice(long)]
        ],
        "one word": [Asked(word, "word", (word,)) for word in long[:30]],
        "one word, newest first": [Asked(word, "word", (word,), by_date=True) for word in sample(plain, 100)],
        "both words": [Asked(f"{a} {b}", "all", (a, b)) for a, b in phrases],
        "either word": [Asked(f"{a} OR {b}", "any", (a, b)) for a, b in phrases],
        "phrase": [Asked(f'"{a} {b}"', "phrase", (a, b)) for a, b in phrases],
        "facets": [
            Asked("", "every", ()),
            *(Asked(w, "word", (w,)) for w in sample([*plain[:8], *long[:2]], 10)),
        ],
    }


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--corpus", type=Path)
    options.add_argument("--peers", nargs="*", choices=[*PEERS], default=[*PEERS])
    options.add_argument("--keep", type=Path, help="a folder for the indexes, built when they are not there")
    options.add_argument(
        "--cpu", action="store_true", help="count what queries take of the processor, where others use it too"
    )
    options.add_argument("--memory", action="store_true", help="measure only what bulk indexing takes")
    given = options.parse_args()
    if given.memory:
        for count in given.sizes:
            for name in ENGINES:
                memory_of(name, count)
        return
    for size in [0] if given.corpus else given.sizes:
        articles = list(read_articles(given.corpus) if given.corpus else made_articles(size))
        characters = sum(len(article.text) for article in articles)
        print(f"\n{len(articles):,} articles, {characters / 1e6:.0f} million characters")
        kept = (
            nullcontext(given.keep / str(size or "corpus")) if given.keep else tempfile.TemporaryDirectory()
        )
        with kept as folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            bench = Bench(
                articles, Path(folder), given.peers, time.thread_time if given.cpu else time.perf_counter
            )
            bench.heading()
            asked = queries(articles)
            facets = asked.pop("facets")
            for what, group in asked.items():
                bench.ask(what, group)
            bench.facets(facets)
            bench.snippets([each.typed for each in asked["one word"][:10]])
            bench.alone()


if __name__ == "__main__":
    main()
