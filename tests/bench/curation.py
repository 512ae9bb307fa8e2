"""Measures what an analyst does to a brief of thousands of items: each edit, without writing to the disk.

    python tests/bench/curation.py [--items 1000 5000] [--rounds 15]

Times are medians in milliseconds. Setting one value is the least that a brief's file can do: the measure.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from brief import made_brief

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.curation import assessing
from tearline.briefs.curation.by_hand import add_claim, add_quote
from tearline.briefs.curation.curating_actors import plan_forbid, plan_merge, plan_rename, plan_split
from tearline.briefs.curation.editing import attribute, edit
from tearline.briefs.curation.name_conflicts import name_conflicts
from tearline.briefs.curation.plans import apply
from tearline.briefs.curation.verdicts import accept, decide, reject
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.findings import Actor, Findings, Party, Quote
from tearline.index.article import Article

SPOKEN = "“The tide of day {n} is late,” said Mara Vell. "


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--items", type=int, nargs="+", default=[1000, 5000])
    options.add_argument("--rounds", type=int, default=15)
    given = options.parse_args()
    rows = {items: measured(items, given.rounds) for items in given.items}
    print(f"{'':34}" + "".join(f"{items:>10}" for items in rows) + "  items")
    for name in next(iter(rows.values())):
        print(f"{name:34}" + "".join(f"{row[name]:10.1f}" for row in rows.values()))


def suggested(count: int) -> tuple[Article, Findings]:
    """An article with as many quotes of one speaker, none of them in the brief."""
    text = "".join(SPOKEN.format(n=n) for n in range(count))
    quotes, mentions, end = [], [], 0
    for n in range(count):
        words = f"The tide of day {n} is late"
        start = text.index(words, end)
        name = text.index("Mara Vell", start)
        end = name + len("Mara Vell")
        mentions.append((name, end))
        party = Party("Mara Vell", (name, end), "mara-vell")
        quotes.append(Quote("direct", ((start, start + len(words)),), party, None, "said", precision=0.9))
    actor = Actor("mara-vell", "Mara Vell", "person", tuple(mentions), (), (), 1.0)
    article = Article(text, path="tide.txt")
    return article, Findings(article.id, len(text), (actor,), tuple(quotes), (), ())


def measured(items: int, rounds: int) -> dict[str, float]:
    article, text = made_brief(items)
    day = Article("\n\n".join(SPOKEN.format(n=n) for n in range(60)), path="day.txt")
    file = BriefFile(Path("orlo.yaml"), text, None)
    live = LiveBoard()
    live.add(article, Findings(article.id, len(article.text), (), (), (), ()))
    live.add(day, Findings(day.id, len(day.text), (), (), (), ()))
    live.add(*suggested(600))
    live.set_brief(file.brief)
    board = live.board()
    new = [row.id for row in board.quotes if row.status == "suggested"]
    figures: dict[str, float] = {}

    def took(name: str, act: Callable[[int], object], times: int = rounds) -> None:
        spent = []
        for n in range(times):
            start = time.perf_counter()
            act(n)
            spent.append((time.perf_counter() - start) * 1000)
        figures[name] = statistics.median(spent)

    took("set one value (for comparison)", lambda n: file.set_value(f"q-{n:06}", "cue", "stated"))
    took("accept a suggestion", lambda n: accept(file, board, new.pop()))
    took("reject a suggestion", lambda n: reject(file, board, new.pop()))
    took("edit a claim's wording", lambda n: edit(file, board, f"c-{n:06}", "claim", f"It is shut, {n}."))
    took(
        "other words for a quote",
        lambda n: edit(file, board, f"q-{n + 50:06}", "said", "gates stay shut"),
    )
    took("another speaker", lambda n: attribute(file, board, f"q-{n:06}", "Mara Vell"))
    took("quote by hand", lambda n: add_quote(file, board, day.id, [(45 * n + 3, 45 * n + 30)]))
    took("claim by hand", lambda n: add_claim(file, board, day.id, [(45 * n + 3, 45 * n + 30)]))
    took("grade a claim", lambda n: assessing.grade_claim(file, board, f"c-{n:06}", 2))
    took(
        "link two claims",
        lambda n: assessing.link(file, board, f"c-{n:06}", "corroborates", f"c-{n + 1:06}"),
    )
    took("a judgement", lambda n: assessing.judge(file, board, f"It will rain, {n}.", because=["c-000001"]))
    took(
        "rename an actor, with its plan",
        lambda n: apply(file, plan_rename(file, board, "ada-veld", f"Ada V{n}")),
    )
    took(
        "forbid a merge, with its plan",
        lambda n: apply(file, plan_forbid(file, board, "ada-veld", f"Jon {n}")),
    )
    took(
        "split one quote off, with its plan",
        lambda n: apply(file, plan_split(file, board, "ada-veld", (), [f"q-{n + 100:06}"], name=f"Ida {n}")),
    )
    took(
        "merge two actors, with its plan",
        lambda _: apply(file, plan_merge(file, board, "mara-vell", "ada-veld")),
        1,
    )
    took("names to decide about", lambda n: name_conflicts(file.brief, board), 3)
    many = new[:200]
    took("accept 200 at once", lambda n: decide(file, board, many, accept), 1)
    took("reject these 200 at once", lambda n: decide(file, board, many, reject), 1)
    file.add_actor("tarn", {"name": "Tarn", "type": "person"})
    took("merge away who says it all", lambda _: apply(file, plan_merge(file, board, "ada-veld", "tarn")), 1)
    took("the board after it", lambda n: (live.set_brief(file.brief), live.board()), 1)
    return figures


if __name__ == "__main__":
    main()
