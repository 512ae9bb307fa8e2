"""Speed and memory of drafting: articles a second against a peer in the same run, and the curve over length.

    python tests/bench/drafting.py [--articles FILE.jsonl] [--rounds N]

Articles are the fiction desk's, or the "text" of JSON lines. The peer is spaCy's small English pipeline with
textacy's direct quotations, where both are installed beside Tearline (`pip install textacy` and the model):
such a parse is where tools built on it, Gender Gap Tracker among them, spend their time. Rounds of the two
are interleaved and medians printed.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

DESK = Path(__file__).parents[1] / "desk" / "articles"
FIRST_ARTICLE = """
from tearline.briefs.drafting import draft_article
from tearline.index.reading import article_from_text
draft_article(article_from_text("Ines Kordel said: “We will sail.”"))
"""
LENGTHS = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)  # code points


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=Path, help="JSON lines with a text each")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--model", default="en_core_web_sm", help="the name spaCy knows the peer's model by")
    given = options.parse_args()
    texts = _texts(given.articles)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / len(texts) / 1000:.1f} kB each on average")
    print(f"import and first article  {_first_article():.2f} s")
    _race(texts, given.rounds, given.model)
    _curve("\n\n".join(texts))
    print(f"peak memory of this run   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _texts(path: Path | None) -> list[str]:
    if path is None:
        return [file.read_text(encoding="utf-8") for file in sorted(DESK.iterdir())]
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _first_article() -> float:
    """Seconds from starting Python to the findings of one article, less an empty Python's; median of five."""
    times = []
    for _ in range(5):
        seconds = []
        for program in ("pass", FIRST_ARTICLE):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            seconds.append(time.perf_counter() - start)
        times.append(seconds[1] - seconds[0])
    return statistics.median(times)


def _race(texts: list[str], rounds: int, model: str) -> None:
    runners: dict[str, Callable[[str], object]] = {"tearline": _tearline()}
    if peer := _spacy(model):
        runners["spaCy sm + textacy"] = peer
    else:
        print("spaCy and textacy are not installed here: no peer in this run")
    rates: dict[str, list[float]] = {name: [] for name in runners}
    for run in runners.values():
        run(texts[0])
    for _ in range(rounds):
        for name, run in runners.items():
            sample = texts if name == "tearline" else texts[:: max(1, len(texts) // 10)]
            start = time.perf_counter()
            for text in sample:
                run(text)
            chars = sum(map(len, sample))
            rates[name].append(chars / (time.perf_counter() - start))
    for name, measured in rates.items():
        median = statistics.median(measured)
        print(f"{name:<25} {median / 4700:8.1f} articles of 4.7 kB a second")
    if peer:
        ratio = statistics.median(rates["tearline"]) / statistics.median(rates["spaCy sm + textacy"])
        print(f"ratio                     {ratio:8.1f}")


def _tearline() -> Callable[[str], object]:
    from tearline.briefs.drafting import draft_article
    from tearline.index.reading import article_from_text

    return lambda text: draft_article(article_from_text(text))


def _spacy(model: str) -> Callable[[str], object] | None:
    try:
        import spacy
        from textacy.extract import triples
    except ImportError:
        return None
    pipeline = spacy.load(model)

    def run(text: str) -> object:
        document = pipeline(text)
        try:
            return list(triples.direct_quotations(document))
        except ValueError:  # it gives up on an article with an odd number of marks
            return None

    return run


def _curve(text: str) -> None:
    run = _tearline()
    for length in LENGTHS:
        sample = (text * (length // len(text) + 1))[:length]
        start = time.perf_counter()
        run(sample)
        seconds = time.perf_counter() - start
        print(f"{length:>9,} code points    {seconds:8.3f} s  {seconds / length * 1e6:8.2f} µs each")


if __name__ == "__main__":
    main()
