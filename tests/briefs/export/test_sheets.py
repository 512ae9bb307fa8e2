"""Tables read back through a CSV reader, and no cell of one begins a formula in any spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tearline.briefs.export import FORMATS, Prepared
from tearline.briefs.export.sheets import guarded, table, unguarded
from tearline.briefs.markdown import readable

Ready = Callable[..., Prepared]
SIGNS = "=+-@＝＋－＠"
FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", '"=1', "'=1", "''", "'",
    "=cmd|' /C calc'!A0", "a;=1", "a\n=1", "a\r\n@x", "a;\"=1", "a\t-1", "a|+1",
    ";;=", "\t", "\n", "-", "it's -1",
]  # fmt: skip


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@given(text=st.one_of(st.text(), st.text(st.sampled_from("=+-@'\"; \t\r\n|a1＝\u00a0\u3000,"), max_size=12)))
@example("\t\t=\t'='\n''=")
@settings(max_examples=400, deadline=None)
def test_a_cell_gives_its_words_back_and_begins_no_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    # However a spreadsheet takes the line apart.
    for piece in re.split(r"[;|\t\r\n]", cell):
        assert not piece.strip(' "\u00a0\u3000').startswith(tuple(SIGNS))
    assert not cell.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("words", FORMULAS)
@pytest.mark.parametrize("name", ["quotes-csv", "claims-csv"])
def test_no_cell_of_a_table_begins_a_formula(
    name: str, words: str, everywhere: Callable[[str], Prepared]
) -> None:
    if not words.strip():
        words = f"{words}x"
    for row in rows(FORMATS[name].export(everywhere(words))):
        for cell in row.values():
            assert not cell.strip(' "\u00a0\u3000').startswith(tuple(SIGNS))
            assert not cell.startswith(("\t", "\r", "\n"))
        assert words in (unguarded(row["words"]), unguarded(row.get("condition", "")))


@given(cells=st.lists(st.text(), min_size=3, max_size=3))
@settings(max_examples=100, deadline=None)
def test_a_row_reads_back_whatever_is_in_its_cells(cells: list[str]) -> None:
    text = table(("a", "b", "c"), [cells])
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [list(map(unguarded, row)) for row in found] == [["a", "b", "c"], list(map(readable, cells))]
    text.encode()


def test_the_quotes_are_a_row_for_each_stretch_with_its_place(
    dam: Callable[[], dict[str, Any]], ready: Ready
) -> None:
    prepared = ready(dam())
    found = rows(FORMATS["quotes-csv"].export(prepared))
    assert [(row["quote"], row["part"], unguarded(row["words"])) for row in found] == [
        ("q-1", "1", "the gates stay shut"),
        ("q-2", "1", "We will not pay,"),
        ("q-2", "2", "and we will not wait."),
        ("q-3", "1", "she had promised to resign if the dam failed"),
    ]
    for row in found:
        text = prepared.articles[row["source"]].text
        assert text[int(row["start"]) : int(row["end"])] == unguarded(row["words"])
    assert found[3] | {
        "speaker": "Ada Veld", "speaker_key": "ada-veld", "via": "a clerk", "form": "indirect",
        "outlet": "Orlo Gazette", "published": "2031-04", "file": "articles/orlo.txt", "review": "draft",
    } == found[3]  # fmt: skip


def test_the_claims_are_a_row_each_with_grades_and_places(
    dam: Callable[[], dict[str, Any]], ready: Ready
) -> None:
    found = rows(FORMATS["claims-csv"].export(ready(dam())))
    assert [row["claim"] for row in found] == ["c-1", "c-2", "c-3", "c-4"]
    assert found[0] | {
        "words": "The gates of the dam stay shut.", "by": "Ada Veld", "content_of": "Harbour Ministry",
        "credibility": "3", "origins": "1", "denied": "no", "outlets": "Orlo Gazette",
    } == found[0]  # fmt: skip
    assert re.fullmatch(r"gazette:\d+-\d+", found[0]["places"])
    assert found[3]["denied"] == "yes"
    assert found[3]["places"] == ""


def test_lines_end_as_the_standard_says(dam: Callable[[], dict[str, Any]], ready: Ready) -> None:
    text = FORMATS["quotes-csv"].export(ready(dam()))
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
