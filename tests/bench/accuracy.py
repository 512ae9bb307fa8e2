"""Accuracy of drafting against human annotations, where these are at hand: one table.

    python tests/bench/accuracy.py --gold DIR           quotes, actors and claims, as DIR/score.py scores them
    python tests/bench/accuracy.py --gold DIR --rules   how often each rule for quotes is right
    python tests/bench/accuracy.py --gold DIR --write   the same, kept in briefs/lexicons/quote-precision.txt

DIR holds quotes-dev.jsonl, actors-dev.jsonl, salience-dev.jsonl and score.py, which is run as a program of
its own on what drafting finds. A rule's figures are taken over all of DIR/quotes-*.jsonl: a quote counts as
right where it shares half of the shorter of the two with an attribution whose source its speaker is.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from tearline.briefs.drafting import draft_article
from tearline.briefs.findings_json import extract_record
from tearline.index.reading import article_from_text

PARTS = {"quotes": "quotes-dev.jsonl", "actors": "actors-dev.jsonl", "salience": "salience-dev.jsonl"}
KEPT = Path(__file__).parents[2] / "briefs" / "lexicons" / "quote-precision.txt"
LONGEST_TITLE = 160  # characters
OFTEN = 3  # quotes from which a rule's share is worth keeping
UNMEASURED = 0.5  # share of a rule that is no case of another, before anything is measured
# Quotes that count for the share of the rule without its last suffix, and for the start, in a rule's own
# share: the pair that forecasts right speakers of articles left out best (thresholds.py).
WEIGHT, UNMEASURED_WEIGHT = 10, 3
HEADER = """\
# How often each rule for quotes names the right speaker: rule, share, quotes it was measured on.
# Measured by tests/bench/accuracy.py --write on published annotations of news articles. A rule without
# suffixes is measured on the quotes with any; in each share the rule without its last suffix counts for ten
# quotes more, so that a rule rarely met is taken to be as good as the rule it is a case of. A quote that the
# annotations do not have counts as wrong. A rule that is no case of another starts from one half, which
# counts for three quotes. A rule met fewer than three times is left out. The articles are those the rules
# were written with, so elsewhere expect less. A paragraph in marks that was joined to a quote of the
# paragraph before counts for "continued-paragraph" too where that one ends with its cue, else for
# "continued". The annotated texts' titles end in a full stop, which is left out for this.

[rules]
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--gold", type=Path, required=True, help="the folder of annotations and score.py")
    options.add_argument("--rules", action="store_true", help="print how often each rule is right")
    options.add_argument("--write", action="store_true", help="keep that with the rules")
    given = options.parse_args()
    if given.rules or given.write:
        shares = _rules(given.gold)
        _print_rules(shares)
        if given.write:
            _keep(shares)
        return
    for part, name in PARTS.items():
        if (given.gold / name).exists():
            articles = read(given.gold / name)
            print_scores(given.gold, part, given.gold / name, drafted(articles))


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def drafted(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for gold in articles:
        article = article_from_text(gold["text"])
        yield extract_record(article, draft_article(article), gold["id"])


def print_scores(folder: Path, part: str, gold: Path, records: Iterable[dict[str, Any]]) -> None:
    """Print what the scorer says of records as `tearline extract` prints them, one for each article."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record) + "\n")
        out.flush()
        program = [sys.executable, str(folder / "score.py"), part, str(gold), out.name]
        printed = subprocess.run(program, check=True, capture_output=True, text=True).stdout
    print(f"{part} ({gold.name})")
    for figure, value in json.loads(printed).items():
        shown = (
            "  ".join(f"{key} {share}" for key, share in value.items()) if isinstance(value, dict) else value
        )
        shown = "  ".join(map(str, shown)) if isinstance(shown, list) else shown
        print(f"  {figure:58} {shown}")


# ------------------------------------------------------------------------------------------------ rules
def _rules(folder: Path) -> dict[str, Counter[str]]:
    """By rule: quotes, quotes with the right speaker, quotes with the right span."""
    score = scorer(folder)
    shares: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("quotes-*.jsonl")):
        articles = [as_printed(gold) for gold in read(path)]
        for gold, record in zip(articles, drafted(articles), strict=True):
            judge(score, gold, record, shares)
    return shares


def as_printed(gold: dict[str, Any]) -> dict[str, Any]:
    """The article without the full stop that was put behind its title, so that this is seen as one."""
    title, stop, rest = gold["text"].partition(".\n\n")
    titled = stop and "\n" not in title and len(title) < LONGEST_TITLE
    return {**gold, "text": f"{title} \n\n{rest}"} if titled else gold


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(
    score: ModuleType, gold: dict[str, Any], record: dict[str, Any], shares: dict[str, Counter[str]]
) -> None:
    text = gold["text"]
    names = {actor["id"]: (actor["name"],) for actor in record["actors"]}
    wanted = [(_letters(text, given["content"]), given["source"]) for given in gold["attributions"]]
    for quote in record["quotes"]:
        speaker = quote["speaker"]
        if speaker is None:
            continue
        mine = _letters(text, quote["content"])
        called = names.get(speaker["actor"], ())

        def right(letters: frozenset[int], who: dict[str, Any] = speaker, names: Any = called) -> bool:
            return any(
                2 * len(letters & other) >= min(len(letters), len(other)) > 0
                and score.speaker_right(text, source, who, names)
                for other, source in wanted
            )

        whole = any(len(mine & other) >= 0.8 * len(mine | other) for other, _ in wanted)
        shares[quote["rule"]].update(quotes=1, speaker=right(mine), span=whole)
        for (_, before), (start, end) in pairwise(quote["content"]):
            if "\n" in text[before:start]:
                family = "continued-paragraph" if quote["rule"].startswith("after-") else "continued"
                shares[f"{family}+joined"].update(quotes=1, speaker=right(_letters(text, [[start, end]])))


def _letters(text: str, spans: list[list[int]]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def _print_rules(shares: dict[str, Counter[str]]) -> None:
    print(f"{'rule':34} {'quotes':>7} {'speaker':>8} {'span':>6}")
    for rule, share in sorted(shares.items(), key=lambda item: -item[1]["quotes"]):
        quotes = share["quotes"]
        print(f"{rule:34} {quotes:7} {share['speaker'] / quotes:8.2f} {share['span'] / quotes:6.2f}")


def _keep(shares: dict[str, Counter[str]]) -> None:
    families = with_families(shares)
    lines = [
        f"{rule} {share(families, rule, WEIGHT, UNMEASURED_WEIGHT):.2f} {counts['quotes']}\n"
        for rule, counts in sorted(families.items())
        if counts["quotes"] >= OFTEN
    ]
    KEPT.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"kept {len(lines)} rules in {KEPT}")


def with_families(shares: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """The counts of each rule and of each rule it is a case of: itself without its last suffixes."""
    families: dict[str, Counter[str]] = defaultdict(Counter)
    for rule, counts in shares.items():
        first, *suffixes = rule.split("+")
        for kept in range(len(suffixes) + 1):
            families["+".join((first, *suffixes[:kept]))].update(counts)
    return families


def share(
    families: Mapping[str, Counter[str]], rule: str, weight_of_family: int, weight_of_start: int
) -> float:
    """How often a rule is right, leaning on the rule without its last suffix, or on one half."""
    family, suffix, _ = rule.rpartition("+")
    expected, weight = UNMEASURED, weight_of_start
    if suffix:
        expected, weight = share(families, family, weight_of_family, weight_of_start), weight_of_family
    counts = families.get(rule, Counter())
    return (counts["speaker"] + weight * expected) / (counts["quotes"] + weight)


if __name__ == "__main__":
    main()
