"""Speed and memory of drafting: articles a second against peers in the same run, and the curve over length.

    python tests/bench/drafting.py [--articles FILE.jsonl] [--rounds N] [--gender-gap-tracker DIR]

Articles are the fiction desk's, or the "text" of JSON lines. The peers are spaCy's small English pipeline
with textacy's direct quotations, where both are installed beside Tearline (`pip install textacy` and the
model), and with Gender Gap Tracker's quote extractor, where DIR is the folder nlp/english of its checkout
(`pip install pymongo` too). They find quotes alone; Tearline drafts all. Rounds are interleaved, medians
printed; times are the processor's, so that what else runs on the machine counts for little. Peers use one
core where OMP_NUM_THREADS=1 is set.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    options.add_argument("--model", default="en_core_web_sm", help="the name spaCy knows the peers' model by")
    options.add_argument("--gender-gap-tracker", type=Path, help="nlp/english of a checkout")
    given = options.parse_args()
    texts = _texts(given.articles)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / len(texts) / 1000:.1f} kB each on average")
    print(f"import and first article  {_first_article():.2f} s")
    _race(texts, given.rounds, _peers(given.model, given.gender_gap_tracker))
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


def _race(texts: list[str], rounds: int, peers: dict[str, Callable[[str], object]]) -> None:
    runners = {"tearline": _tearline(), **peers}
    rates: dict[str, list[float]] = {name: [] for name in runners}
    for run in runners.values():
        run(texts[0])
    for _ in range(rounds):
        for name, run in runners.items():
            sample = texts if name == "tearline" else texts[:: max(1, len(texts) // 10)]
            start = time.process_time()
            for text in sample:
                run(text)
            chars = sum(map(len, sample))
            rates[name].append(chars / (time.process_time() - start))
    ours = statistics.median(rates["tearline"])
    for name, measured in rates.items():
        median = statistics.median(measured)
        ratio = "" if name == "tearline" else f"   tearline is {ours / median:.1f} times as fast"
        print(f"{name:<25} {median / 4700:8.1f} articles of 4.7 kB a second{ratio}")


def _tearline() -> Callable[[str], object]:
    from tearline.briefs.drafting import draft_article
    from tearline.index.reading import article_from_text

    return lambda text: draft_article(article_from_text(text))


def _peers(model: str, checkout: Path | None) -> dict[str, Callable[[str], object]]:
    try:
        import spacy
    except ImportError:
        print("spaCy is not installed here: no peers in this run")
        return {}
    pipeline = spacy.load(model)
    peers: dict[str, Callable[[str], object]] = {}
    try:
        from textacy.extract import triples
    except ImportError:
        print("textacy is not installed here")
    else:

        def direct_quotations(text: str) -> object:
            document = pipeline(text)
            try:
                return list(triples.direct_quotations(document))
            except ValueError:  # it gives up on an article with an odd number of marks
                return None

        peers["textacy"] = direct_quotations
    if checkout:
        extractor = gender_gap_tracker(checkout, pipeline)
        preprocess = importlib.import_module("utils").preprocess_text
        peers["Gender Gap Tracker"] = lambda text: extractor.extract_quotes(pipeline(preprocess(text)))
    return peers


def gender_gap_tracker(folder: Path, pipeline: Callable[[str], Any]) -> Any:
    """Its QuoteExtractor, from the folder nlp/english of its checkout."""
    folder = folder.resolve()
    sys.path.insert(0, str(folder))
    with tempfile.TemporaryDirectory() as logs, contextlib.chdir(logs):
        quote_extractor = importlib.import_module("quote_extractor")
    verbs = {"QUOTE_VERBS": str(folder / "rules" / "quote_verb_list.txt")}
    return quote_extractor.QuoteExtractor({"spacy_lang": pipeline, "NLP": verbs})


def _curve(text: str) -> None:
    run = _tearline()
    for length in LENGTHS:
        sample = (text * (length // len(text) + 1))[:length]
        start = time.process_time()
        run(sample)
        seconds = time.process_time() - start
        print(f"{length:>9,} code points    {seconds:8.3f} s  {seconds / length * 1e6:8.2f} µs each")


if __name__ == "__main__":
    main()
