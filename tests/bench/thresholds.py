"""What the two thresholds of trust rest on, where human annotations are at hand: two tables.

    python tests/bench/thresholds.py --gold DIR

The first: how much a rule's share should lean on its start. Over all of DIR/quotes-*.jsonl, shares are taken
on nine tenths of the articles and tried on the tenth left out, in turn; `loss` is the mean log loss of the
shares as forecasts of a right speaker, so less is better; `shown` are the quotes of rules then right at least
four times in five, `right` how many of those are.

The second: from which score a claim tells more than any sentence does. Over DIR/salience-dev.jsonl, `kept` is
the share of a claim's content words that the article's summaries use; the last line is that of all sentences.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import accuracy

from tearline.briefs.drafting.word_facts import content_stem
from tearline.briefs.trust import SURE

Counts = Mapping[str, Counter[str]]
_PARTS = 10
_LEAST, _MOST = 1e-3, 1 - 1e-3
_WORD = re.compile(r"\w[\w’'-]*")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_STEP = 0.05


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--gold", type=Path, required=True, help="the folder of annotations and score.py")
    folder = options.parse_args().gold
    _print_weights([*_judged(folder)])
    print()
    _print_scores(accuracy.read(folder / "salience-dev.jsonl"))


# --------------------------------------------------------------------------------------- shares of rules
def _judged(folder: Path) -> Iterator[Counts]:
    """Each article's quotes by rule: how many, and how many with the right speaker."""
    score = accuracy.scorer(folder)
    for path in sorted(folder.glob("quotes-*.jsonl")):
        articles = [accuracy.as_printed(gold) for gold in accuracy.read(path)]
        for gold, record in zip(articles, accuracy.drafted(articles), strict=True):
            counts: dict[str, Counter[str]] = defaultdict(Counter)
            accuracy.judge(score, gold, record, counts)
            yield counts


def _print_weights(articles: Sequence[Counts]) -> None:
    parts = [articles[first::_PARTS] for first in range(_PARTS)]
    others = [
        accuracy.with_families(_summed(one for part in parts if part is not left_out for one in part))
        for left_out in parts
    ]
    print(f"{'of the family':>14} {'of the start':>13} {'loss':>8} {'shown':>7} {'right':>7}")
    for family in (3, 5, 10, 20, 40):
        for start in (1, 2, 3, 5, 10, 20):
            loss = quotes = shown = right = 0.0
            for families, part in zip(others, parts, strict=True):
                for rule, counts in _summed(part).items():
                    share = accuracy.share(families, rule, family, start)
                    forecast = min(max(share, _LEAST), _MOST)
                    wrong = counts["quotes"] - counts["speaker"]
                    loss -= counts["speaker"] * math.log(forecast) + wrong * math.log(1 - forecast)
                    quotes += counts["quotes"]
                    if share >= SURE:
                        shown += counts["quotes"]
                        right += counts["speaker"]
            print(f"{family:14} {start:13} {loss / quotes:8.5f} {shown:7.0f} {right / shown:7.1%}")


def _summed(articles: Iterable[Counts]) -> dict[str, Counter[str]]:
    summed: dict[str, Counter[str]] = defaultdict(Counter)
    for counts in articles:
        for rule, of_rule in counts.items():
            summed[rule].update(of_rule)
    return summed


# -------------------------------------------------------------------------------------- scores of claims
def _print_scores(articles: list[dict[str, Any]]) -> None:
    by_score: dict[int, list[float]] = defaultdict(list)
    sentences: list[float] = []
    for gold, record in zip(articles, accuracy.drafted(articles), strict=True):
        told = _stems(" ".join(gold["summaries"]))
        text = gold["text"]
        sentences += (kept for part in _SENTENCE.split(text) if (kept := _kept(part, told)) is not None)
        for claim in record["claims"]:
            kept = _kept(" ".join(text[start:end] for start, end in claim["span"]), told)
            if kept is not None:
                by_score[int(claim["score"] / _STEP)].append(kept)
    print(f"{'score from':>14} {'claims':>13} {'kept':>8}")
    for step, shares in sorted(by_score.items()):
        print(f"{step * _STEP:14.2f} {len(shares):13} {sum(shares) / len(shares):8.1%}")
    print(f"{'sentences':>14} {len(sentences):13} {sum(sentences) / len(sentences):8.1%}")


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem for word in _WORD.findall(words.lower()) if (stem := content_stem(word)))


def _kept(words: str, told: frozenset[str]) -> float | None:
    """The share of the content words that are among those told; None for words without content."""
    stems = _stems(words)
    return len(stems & told) / len(stems) if stems else None


if __name__ == "__main__":
    main()
