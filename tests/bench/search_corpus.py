"""The articles that searching is measured on, and what is asked of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from search_peers import Asked
from whoosh.analysis import STOP_WORDS

from tearline.index.article import Article
from tearline.index.words import words_of

_LETTERS = "etaoinshrdlucmfwypvbgkjqxz"


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
    """The text files of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md") and path.is_file():
            yield Article(path.read_text(encoding="utf-8", errors="replace"))


def kept_articles(path: Path, count: int) -> list[Article]:
    """So many made articles, written down for the next time."""
    if not path.exists():
        partly = path.with_suffix(".partly")
        with partly.open("w", encoding="utf-8") as file:
            for article in made_articles(count):
                file.write(json.dumps([article.text, article.published, article.outlet]) + "\n")
        partly.rename(path)
    with path.open(encoding="utf-8") as file:
        return [Article(text, published=day, outlet=outlet) for text, day, outlet in map(json.loads, file)]


def sample(choices: Sequence[str], most: int) -> list[str]:
    """The first different ones."""
    return list(dict.fromkeys(choices))[:most]


def queries(articles: Sequence[Article]) -> dict[str, list[Asked]]:
    """What is asked, by row: words, beginnings and pairs as they come in articles, so mostly common ones."""
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
    plain = sample([word for word in spoken if word not in STOP_WORDS and len(word) > 1], 100)
    outlets = [
        article.outlet for article in choose.sample(articles, min(200, len(articles))) if article.outlet
    ]

    def begun(letters: int, most: int) -> list[str]:
        return sample([word[:letters] for word in long], most)

    return {
        "three": [Asked(f"{b}*", "begun", (f"{b}*",)) for b in begun(3, 30)],
        "two": [Asked(f"{b}*", "begun", (f"{b}*",)) for b in begun(2, 10)],
        "keystroke": [
            Asked(f"{word} {b}*", "all", (word, f"{b}*"))
            for b in begun(3, 30)
            for word in [choose.choice(long)]
        ],
        "word": [Asked(word, "word", (word,)) for word in long[:30]],
        "newest": [Asked(word, "word", (word,), by_date=True) for word in plain],
        "both": [Asked(f"{a} {b}", "all", (a, b)) for a, b in phrases],
        "either": [Asked(f"{a} OR {b}", "any", (a, b)) for a, b in phrases],
        "phrase": [Asked(f'"{a} {b}"', "phrase", (a, b)) for a, b in phrases],
        "filter": [
            Asked(f'{word} outlet:"{outlet}"', "word", (word,), outlet=outlet)
            for word, outlet in zip(plain[:30], outlets, strict=False)
        ],
        "sort": [Asked(word, "word", (word,), by_date=True, sorted_all=True) for word in plain[:30]],
        "facets": [
            Asked("", "every", ()),
            *(Asked(word, "word", (word,)) for word in sample([*plain[:8], *long[:2]], 10)),
        ],
    }
