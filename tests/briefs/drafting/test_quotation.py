"""The reader of quotation marks: what stands in marks, whatever marks and however badly balanced."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.drafting.quotation import Run, read_runs

CASES = {
    "curly": ("He said “go home” twice.", ["go home"]),
    "straight": ('He said "go home" twice.', ["go home"]),
    "single curly": ("He said ‘go home’ twice.", ["go home"]),
    "single straight": ("He said 'go home' twice.", ["go home"]),
    "doubled single": ("He said ''go home'' twice.", ["go home"]),
    "guillemets": ("He said «go home» twice.", ["go home"]),
    "low and high": ("He said „go home“ twice.", ["go home"]),
    "low and curly": ("He said „go home” twice.", ["go home"]),
    "stray opener as closer": ("He said “go home“ twice.", ["go home"]),
    "curly closed by straight": ('He said “go home" twice.', ["go home"]),
    "two runs": ("“One,” he said, “two.”", ["One,", "two."]),
    "nested single": ("“He said ‘no’ again,” she said.", ["He said ‘no’ again,"]),
    "nested at the end": ("“He said ‘no,’” she said.", ["He said ‘no,’"]),
    "nested curly in straight": ('"The “quiet” quay is closed," she said.', ["The “quiet” quay is closed,"]),
    "apostrophes": ("The pilots' union isn't theirs; it's ours, 'tis said.", []),
    "plural possessive inside": ("He spoke of ‘the pilots’ last stand’ there.", ["the pilots’ last stand"]),
    "inches": ('The 6\'2" pilot measured 40" of rope.', []),
    "mark-up": ('<a href="quay">The quay</a> is closed.', []),
    "unclosed": ("He said “go home.", ["go home."]),
    "unclosed single": ("He said ‘go home.", []),
    "closer alone": ("He said go home.”", []),
    "empty": ('He said “” and "".', []),
}


def read(text: str) -> list[Run]:
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return read_runs(text, lines)


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_runs_are_what_stands_in_marks(text: str, expected: list[str]) -> None:
    assert [text[run.start : run.end] for run in read(text)] == expected


def test_a_paragraph_that_opens_with_a_mark_continues_an_unclosed_one() -> None:
    first, second, third = read("“One.\n“Two.\n“Three.”")
    assert (first.closed, first.continued) == (False, False)
    assert (second.closed, second.continued) == (False, True)
    assert (third.closed, third.continued) == (True, True)


def test_a_paragraph_that_opens_otherwise_continues_nothing() -> None:
    _, second = read("“One.\nHe said “two.”")
    assert not second.continued


texts = st.text(alphabet="aB ,.!\n“”\"„«»‘’'‚‹›", max_size=80)


@given(texts)
def test_runs_are_in_order_and_apart(text: str) -> None:
    runs = read(text)
    for run in runs:
        assert run.outer_start < run.start < run.end <= run.outer_end <= len(text)
        assert "\n" not in text[run.outer_start : run.outer_end]
    assert all(one.outer_end <= other.outer_start for one, other in pairwise(runs))


@given(
    st.lists(st.text(alphabet="aB ,.“”\"‘’'«»", min_size=1, max_size=30), min_size=3, max_size=8), st.data()
)
def test_one_unbalanced_mark_changes_its_paragraph_and_the_next_at_most(
    lines: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    mark = data.draw(st.sampled_from("“”\"‘’'«»„"))
    place = data.draw(st.integers(0, len(lines[at])))
    changed = [*lines]
    changed[at] = lines[at][:place] + mark + lines[at][place:]
    before, after = _by_line(lines), _by_line(changed)
    for number in range(len(lines)):
        if number not in (at, at + 1):
            assert before[number] == after[number]


def _by_line(lines: list[str]) -> list[list[tuple[str, bool]]]:
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    runs = read(text)
    return [
        [(text[run.start : run.end], run.continued) for run in runs if low <= run.outer_start < high]
        for low, high in pairwise(starts)
    ]
