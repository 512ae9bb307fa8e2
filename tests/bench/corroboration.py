"""How good and how fast proposals of relations between claims are, on the sample of tests/relations.

    python tests/bench/corroboration.py             precision, recall and precision by score, each half
    python tests/bench/corroboration.py --show dev  every proposal of a half, and what was missed
    python tests/bench/corroboration.py --speed     seconds for up to 10,000 claims and 10,000 articles

Precision: of the proposals, those whose claims share words with statements annotated to agree, or to differ.
Recall: of the annotated pairs of facts, those proposed. Reachable: those of which drafting offers both ends
as claims, which bounds the recall. Look at `held` only when done.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "relations"))

from sample import Half, Score, board_of, read_half, score

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.drafting import draft_article
from tearline.index.article import Article
from tearline.index.reading import article_from_text
from tearline.index.similar import Origins, fingerprint, likeness

BANDS = (0.0, 0.6, 0.7, 0.8, 1.01)
WORLDS = (12, 25, 45)
ARTICLES = (2_500, 5_000, 10_000)
PLAIN = 800  # articles of which all pairs are compared
SYLLABLES = ("ba", "do", "ri", "mu", "ken", "tor", "val", "sim", "lor", "pek", "gan", "hul")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--show", choices=("dev", "held", "fresh"))
    options.add_argument("--speed", action="store_true")
    given = options.parse_args()
    if given.speed:
        _speed()
        _origins()
        return
    for name in [given.show] if given.show else ["dev", "held", "fresh"]:
        half = read_half(name)
        board = board_of(half.articles.values())
        found = score(half, board)
        _print(name, half, found)
        if given.show:
            _show(found, {row.id: row.words for row in board.claims})


def _print(name: str, half: Half, found: Score) -> None:
    made = len(found.right) + len(found.wrong)
    print(f"{name}: {len(half.articles)} articles, {len(found.annotated)} annotated pairs of facts")
    print(f"  precision      {found.precision:.2f}  ({len(found.right)} of {made} proposals)")
    reachable = len(found.found & found.reachable) / max(1, len(found.reachable))
    print(f"  recall         {found.recall:.2f}  ({len(found.found)}; {reachable:.2f} of the reachable)")
    print(f"  exact kind     {found.exact} of {len(found.right)} right ones")
    print(f"  independence   {sum(found.independence)} of {len(found.independence)} that agree")
    for low, high in pairwise(BANDS):
        right = sum(low <= row.score < high for row in found.right)
        wrong = sum(low <= row.score < high for row in found.wrong)
        if right + wrong:
            print(
                f"  score {low:.1f} to {min(high, 1.0):.1f}  {right / (right + wrong):.2f}  ({right + wrong})"
            )


def _show(found: Score, words: dict[str, str]) -> None:
    for mark, rows in (("right", found.right), ("WRONG", found.wrong)):
        for row in rows:
            print(f"{mark} {row.score:.2f} {row.kind}{'' if row.independent else ', one voice'}")
            for line in (words[row.claim], words[row.to], row.why):
                print(f"    {' '.join(line.split())}")
    for facts, articles in sorted(
        (sorted(pair[0]), sorted(pair[1])) for pair in found.annotated - found.found
    ):
        print("missed", " / ".join(facts), "in", ", ".join(articles))


def _speed() -> None:
    """Many worlds: the sample again and again, each time with other names for everyone and everything."""
    base = [article for name in ("dev", "held") for article in read_half(name).articles.values()]
    names = sorted({word for article in base for word in _names(article)}, key=len, reverse=True)
    for count in WORLDS:
        articles = [one for number in range(count) for one in _world(number, base, names)]
        found = [draft_article(article) for article in articles]
        live = LiveBoard()
        start = time.perf_counter()
        for article, findings in zip(articles, found, strict=True):
            live.add(article, findings)
        claims = len(live.board().claims)
        board = time.perf_counter()
        live.relate()
        related = time.perf_counter()
        one = []
        for article, findings in list(zip(articles, found, strict=True))[-5:]:
            live.remove(article.id)
            live.relate()
            begin = time.perf_counter()
            live.add(article, findings)
            live.relate()
            one.append(time.perf_counter() - begin)
        relations = len(live.board().relations)
        print(
            f"{claims:6,} claims of {len(articles):5,} articles: board {board - start:5.1f} s, "
            f"relating {related - board:5.1f} s, {relations:6,} proposals; one article more "
            f"{statistics.median(one) * 1000:4.0f} ms"
        )


def _names(article: Article) -> Iterator[str]:
    for actor in draft_article(article).actors:
        yield from re.findall(r"[^\W\d_]{4,}", actor.name)


def _world(number: int, base: list[Article], names: list[str]) -> Iterator[Article]:
    chance = random.Random(number)  # noqa: S311
    other = {name: "".join(chance.choices(SYLLABLES, k=3)).capitalize() + name[-2:] for name in names}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})")
    for article in base:
        text = pattern.sub(lambda match: other[match[0]], article.text)
        yield article_from_text(text, f"{number}-{article.path}")


def _origins() -> None:
    """Families of made-up wire copies, against comparing all pairs."""
    for count in (PLAIN, *ARTICLES):
        articles = _copies(count)
        times = []
        shuffled = random.Random(1).sample(articles, len(articles))  # noqa: S311
        for order in (articles, shuffled):
            families = Origins()
            start = time.perf_counter()
            for article in order:
                families.add(article)
            times.append(time.perf_counter() - start)
        print(
            f"{count:6,} articles: origins {times[0]:5.1f} s in order of date, {times[1]:5.1f} s in none",
            end="",
        )
        if count == PLAIN:
            start = time.perf_counter()
            plain = _all_pairs(articles)
            same = all(families.of(one.id) == plain[one.id] for one in articles)
            seconds = time.perf_counter() - start
            print(f", all pairs {seconds:.1f} s, {'the same families' if same else 'OTHER FAMILIES'}", end="")
        print()


def _all_pairs(articles: list[Article]) -> dict[str, str]:
    found: dict[str, str] = {}
    prints = {article.id: fingerprint(article) for article in articles}
    for article in articles:
        firsts = [one for one in found if found[one] == one]
        best = min(((-likeness(prints[article.id], prints[one]), one) for one in firsts), default=(0.0, ""))
        found[article.id] = best[1] if best[0] < 0 else article.id
    return found


def _copies(count: int) -> list[Article]:
    chance = random.Random(7)  # noqa: S311
    words = [f"w{number}" for number in range(20_000)]

    def prose(length: int) -> str:
        return " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(length))

    stories = [prose(400) for _ in range(count // 3)]
    made = []
    for number in range(count):
        story = stories[int(len(stories) * chance.random() ** 4)]
        cut = story[: int(len(story) * chance.choice((0.6, 1, 1)))]
        text = f"{prose(20)}\n{cut}\n{number}" if chance.random() < 0.7 else prose(400)
        made.append(Article(text, published=f"2031-01-{number % 28 + 1:02}"))
    return sorted(made, key=lambda one: (one.published or "", len(one.text), one.id))


if __name__ == "__main__":
    main()
