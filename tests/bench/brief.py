"""Measures a brief of growing size: opening, each kind of edit to disk, undo, merging, checking, exporting.

    python tests/bench/brief.py [--items 1000 2500 5000] [--rounds 9]

Times are medians in milliseconds; "to disk" is one edit, its step in the history of the desk, and the save
that follows, flushed. The last column is how the time for each item grows from the smallest brief to the
largest: at 1 the time is in step with the size, below it grows less. "write and fsync" is the peer of all
that goes to the disk: the same bytes written and flushed to a new file.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tearline.briefs.checking.check import check_brief
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.durable import write_durably
from tearline.briefs.export import FORMATS, prepare
from tearline.briefs.export.libraries import MissingLibrary
from tearline.briefs.model import Brief
from tearline.index.article import Article
from tearline.index.private_state import private_state

SENTENCE = "The harbour minister of Orlo said on day {n} that “the gates stay shut until spring”, and left. "
WORDS = "the gates stay shut until spring"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--items", type=int, nargs="+", default=[1000, 2500, 5000])
    options.add_argument("--rounds", type=int, default=9)
    given = options.parse_args()
    rows = {items: measured(items, given.rounds) for items in given.items}
    small, large = min(rows), max(rows)
    print(f"{'':32}" + "".join(f"{items:>10,}" for items in rows) + "  items    growth")
    for name, least in rows[small].items():
        growth = rows[large][name] / least / (large / small)
        print(f"{name:32}" + "".join(f"{row[name]:10.1f}" for row in rows.values()) + f"{growth:17.2f}")


def made_brief(items: int) -> tuple[Article, str]:
    """An article, and the text of a brief with half as many quotes from it as items, and as many claims."""
    half = items // 2
    article = Article("".join(SENTENCE.format(n=n) for n in range(half)), path="orlo.txt")
    lines = [
        "tearline: 1", "title: The dam at Orlo", "sources:",
        f"  gazette-1: {{file: orlo.txt, text: sha256:{article.id}}}",
        "actors:", "  ada-veld: {name: Ada Veld, type: person}", "quotes:",
    ]  # fmt: skip
    start = 0
    for n in range(half):
        start = article.text.index(WORDS, start + 1)
        lines += [
            f"  - id: q-{n:06}", "    speaker: ada-veld", "    form: direct", "    cue: said",
            f"    said: {WORDS}",
            f"    at: {{source: gazette-1, start: {start}, end: {start + len(WORDS)}, "
            f'before: "said on day {n} that “", after: "”, and left."}}',
            "    review: accepted",
        ]  # fmt: skip
    lines.append("claims:")
    for n in range(half):
        lines += [
            f"  - id: c-{n:06}", f"    claim: The gates stayed shut on day {n}.", "    kind: pledge",
            "    by: ada-veld", "    credibility: 3", f"    evidence: [q-{n:06}]",
        ]  # fmt: skip
    return article, "\n".join(lines) + "\n"


def measured(items: int, rounds: int) -> dict[str, float]:
    article, text = made_brief(items)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        private_state(root)
        path = root / "briefs" / "orlo.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        figures = {"open": median(rounds, lambda _: BriefFile.load(path))}
        file = BriefFile.load(path)
        place = {"source": "gazette-1", "start": 0, "end": 3}

        def to_disk(edit: Callable[[int], Any]) -> float:
            return median(rounds, lambda n: (edit(n), file.save()))

        def bulk(turn: int) -> None:
            with file.together("graded 100 claims"):
                for claim in file.brief.claims[200:300]:
                    file.set_value(claim.id, "credibility", 1 + turn % 2)

        content = text.encode()
        figures["write and fsync"] = median(rounds, lambda _: write_durably(root / "copy", content))
        new = {"form": "direct", "said": "The", "at": place}
        figures["set a value, to disk"] = to_disk(lambda n: file.set_value(f"q-{n:06}", "review", "edited"))
        figures["add a quote, to disk"] = to_disk(lambda n: file.add_item("quotes", {"id": f"q-x{n}", **new}))
        figures["remove a claim, to disk"] = to_disk(lambda n: file.remove_item(f"c-{n:06}"))
        file.reject("q-000100")
        figures["reject a quote, to disk"] = to_disk(lambda n: file.reject(f"q-{n + 101:06}"))
        figures["change the title, to disk"] = to_disk(lambda n: file.set_field("title", f"The dam, day {n}"))
        figures["write the first gap, to disk"] = median(
            rounds,
            lambda _: (file.add_item("gaps", "Why?"), file.save()),
            before=lambda _: without_gaps(file),
        )
        figures["change 100 claims, to disk"] = to_disk(bulk)
        figures["undo, to disk"] = to_disk(lambda _: file.undo())
        figures["redo, to disk"] = to_disk(lambda _: file.redo())
        reopened = median(3, lambda _: BriefFile.load(path).undo())
        figures["open and undo"] = reopened
        editor = Editor(path)
        figures["merge with an editor's, to disk"] = median(
            5, lambda n: (file.set_value(f"q-{n:06}", "note", f"mine {n}"), file.save()), before=editor.change
        )
        figures["check"] = median(3, lambda _: check_brief(file, lambda _source: article))
        brief = BriefFile.load(path).brief
        figures |= exporting(brief, article)
    return figures


def exporting(brief: Brief, article: Article) -> dict[str, float]:
    """What each format takes, on a brief that is ready for export; dumping the model is the peer."""
    figures = {"dump as JSON (pydantic)": median(3, lambda _: brief.model_dump_json(by_alias=True))}
    figures["export: prepare"] = median(3, lambda _: prepare(brief, lambda _source: article))
    ready = prepare(brief, lambda _source: article)
    for each in FORMATS.values():
        actor = "ada-veld" if each.of_actor else None
        try:
            each.export(ready, actor)
        except MissingLibrary:
            continue
        figures[f"export: {each.name}"] = median(3, lambda _, made=each, whom=actor: made.export(ready, whom))
    return figures


def without_gaps(file: BriefFile) -> None:
    if file.brief.gaps:
        file.undo()
        file.save()


class Editor:
    """Another program that changes the title in the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def change(self, turn: int) -> None:
        lines = self._path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[1] = f"title: Their dam, day {turn}\n"
        self._path.write_text("".join(lines), encoding="utf-8")


def median(rounds: int, work: Callable[[int], Any], before: Callable[[int], Any] = lambda _: None) -> float:
    times = []
    for n in range(rounds):
        before(n)
        start = time.perf_counter()
        work(n)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
