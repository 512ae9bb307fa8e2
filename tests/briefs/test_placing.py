"""New entries stand beside those of their article, so that git merges more by lines; hand order stays."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.git_merging import merge_lines

HEAD = "tearline: 1\ntitle: The dam\nsources:\n  a: {file: a.txt}\n  b: {file: b.txt}\nquotes:\n"
ENTRY = """\
  - id: q-{}
    form: direct
    said: words of {}
    at: {{source: {}, start: {}, end: {}}}
"""


def written(*places: tuple[str, int], between: str = "") -> str:
    entries = [ENTRY.format(f"{source}{start}", start, source, start, start + 9) for source, start in places]
    return HEAD + between.join(entries)


def quote(source: str, start: int) -> dict[str, Any]:
    at = {"source": source, "start": start, "end": start + 9}
    return {"id": f"q-{source}{start}", "form": "direct", "said": f"words of {start}", "at": at}


def opened(text: str) -> BriefFile:
    return BriefFile(Path("dam.yaml"), text, b"")


def order(file: BriefFile) -> list[str]:
    return [item.id for item in file.brief.quotes]


@pytest.mark.parametrize(
    ("new", "meant"),
    [
        (("a", 5), ["q-a5", "q-a10", "q-a30", "q-b7"]),
        (("a", 20), ["q-a10", "q-a20", "q-a30", "q-b7"]),
        (("a", 40), ["q-a10", "q-a30", "q-a40", "q-b7"]),
        (("b", 9), ["q-a10", "q-a30", "q-b7", "q-b9"]),
        (("c", 1), ["q-a10", "q-a30", "q-b7", "q-c1"]),
    ],
)
def test_a_quote_stands_where_its_article_has_it(new: tuple[str, int], meant: list[str]) -> None:
    text = written(("a", 10), ("a", 30), ("b", 7))
    file = opened(text)
    file.add_item("quotes", quote(*new))
    assert order(file) == meant
    entry = ENTRY.format(f"{new[0]}{new[1]}", new[1], new[0], new[1], new[1] + 9)
    assert file.text.replace(entry, "", 1) == text
    assert order(opened(file.text)) == meant
    file.undo()
    assert file.text == text
    file.redo()
    assert order(file) == meant


@pytest.mark.parametrize(
    "text",
    [
        written(("a", 30), ("a", 10), ("b", 7)),
        written(("a", 10), ("a", 30), ("b", 7), between="\n"),
        written(("a", 10), ("a", 30), ("b", 7), between="  # the other one\n"),
        HEAD + "  [{id: q-a10, form: direct, said: x, at: {source: a, start: 10, end: 11}},\n"
        "   {id: q-b7, form: direct, said: x, at: {source: b, start: 7, end: 8}}]\n",
    ],
    ids=["an order of one's own", "blank lines", "comments", "brackets"],
)
def test_hand_order_and_layout_are_left_alone(text: str) -> None:
    file = opened(text)
    before = order(file)
    file.add_item("quotes", quote("a", 20))
    assert order(file) == [*before, "q-a20"]


def test_rejected_ids_stand_in_their_order_unless_somebody_gave_them_another() -> None:
    file = opened("tearline: 1\ntitle: x\n")
    for one in ("q-m", "q-c", "c-z", "q-x"):
        file.reject(one)
    assert file.brief.rejected == ("c-z", "q-c", "q-m", "q-x")
    file = opened("tearline: 1\ntitle: x\nrejected: [q-m, c-z]\n")
    file.reject("q-a")
    assert file.brief.rejected == ("q-m", "c-z", "q-a")


def test_most_branches_that_add_a_little_from_known_articles_merge_by_lines_alone() -> None:
    clean = 0
    for seed in range(40):
        draw = Random(seed)  # noqa: S311
        base = written(
            *sorted((source, start) for source in "ab" for start in draw.sample(range(0, 999, 2), 20))
        )
        sides = []
        for _ in range(2):
            file = opened(base)
            for _ in range(2):
                file.add_item("quotes", quote(draw.choice("ab"), draw.randrange(1, 999, 2)))
            file.reject(f"q-{draw.randrange(999)}")
            sides.append(file.text)
        # Both begin the list of rejected ids, which is one place: git is asked about the quotes.
        mine, theirs = (side.split("rejected:")[0] for side in sides)
        merged, fine = merge_lines(mine, base, theirs)
        clean += fine
        if fine:
            assert len(opened(merged).brief.quotes) == 44
    assert clean >= 25
