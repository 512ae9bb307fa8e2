"""Types thousands of queries that nobody would, and holds what both engines find against each other.

    python tests/bench/queries.py                   10,000 strings
    python tests/bench/queries.py --count 100000 --seed 3

Every string must be a query, or be refused in one sentence with a place in it; both engines must find the
same articles, which are those that `query.matches` says.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from tearline.index.article import Article
from tearline.index.query import QueryError, article_part, matches, parse
from tearline.index.tantivy_engine import TantivyEngine
from tearline.index.whoosh_engine import WhooshEngine

_PIECES = (
    *('"', "“", "”", "«", "'", "’", "(", ")", "-", "−", "*", "~", "~2", "~9", "NEAR", "NEAR/3", "NEAR/999"),
    *("OR", "AND", "NOT", "title:", "outlet:", "author:", "date:", "date:2031", "date:2031-04..", "..", "/"),
    *(
        "speaker:",
        "in:",
        "http:",
        "spaeker:",
        "harbour",
        "velmora",
        "café",
        "cafe",
        "U.S.",
        "and/or",
        ".",
        "%",
    ),
    *(
        "well-known",
        "北京",
        "北",
        "👍",
        "naïve",
        "kest",
        "xi",
        "h*",
        "ha*",
        "harbor~",
        '"harbour s"',
        "1",
        "\\",
    ),
    *(
        " ",
        " ",
        " ",
        "\x00",
        "\ud800",
        "\u202e",
        "\n",
        "e\u0301",
        "İ",
        "ß",
        "ﬁ",
        "x" * 70,
        ":",
        "[",
        "{",
        "|",
    ),
)
_TEXT = "The harbour’s café in Velmora: U.S. and/or well-known 北京 👍 naïve Kest-led Xi said “no”."


def typed(choose: random.Random) -> str:
    gap = " " if choose.random() < 0.6 else ""
    query = gap.join(choose.choices(_PIECES, k=choose.randrange(1, 9)))
    return (query * 10_000)[:10_000] if choose.random() < 0.002 else query


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    choose = random.Random(given.seed)  # noqa: S311 (only to vary the run)
    articles = [
        Article(f"{_TEXT} {number} " * number, title="Harbour shut", outlet="The Kest", published="2031-04")
        for number in range(5)
    ]
    refused, longest = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        engines = WhooshEngine(Path(folder) / "whoosh"), TantivyEngine(Path(folder) / "tantivy")
        for engine in engines:
            for article in articles:
                engine.add(article)
            engine.commit()
        for _ in range(given.count):
            text = typed(choose)
            started = time.perf_counter()
            try:
                query = article_part(parse(text, choose.random() < 0.5))
            except QueryError as error:
                said = error
            else:
                said = None
            if said is not None:
                assert 0 <= said.position <= len(text), text
                assert "\n" not in said.message, text
                refused += 1
                continue
            found = [{hit.id for hit in engine.search(query).hits} for engine in engines]
            longest = max(longest, time.perf_counter() - started)
            if len(text) < 500:
                found.append({article.id for article in articles if matches(query, record(article))})
            assert all(each == found[0] for each in found), text
    print(
        f"{given.count:,} strings: {refused:,} refused with their place, the others found the same by both "
        f"engines; the longest took {longest * 1000:.0f} ms."
    )


def record(article: Article) -> dict[str, str]:
    return {
        "text": article.text,
        "title": article.title or "",
        "outlet": article.outlet or "",
        "date": article.published or "",
    }


if __name__ == "__main__":
    main()
