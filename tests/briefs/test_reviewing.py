"""Suggestions come strongest first, each with its paragraph and what says much the same elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.curation.reviewing import Reviewing, paragraph, to_review
from tearline.briefs.findings import Findings
from tearline.index.article import Article

Story = tuple[Article, Findings]

FIRST = "The pact\n\nMara Vell said: “We will sign the pact.” She wept.\n\nIt rained on the harbour town."
SECOND = "Later the harbour town was told that it rained there. The ferry sank in the old harbour at night."


@pytest.fixture(name="board")
def board_of_two(story: Callable[..., Story]) -> Board:
    live = LiveBoard(None)
    live.add(
        *story(
            FIRST,
            {"Mara Vell": "person"},
            quotes=[("We will sign the pact.", "Mara Vell")],
            claims=[("It rained on the harbour town", None, 0.9)],
            path="first.txt",
        )
    )
    live.add(
        *story(
            SECOND,
            {},
            claims=[
                ("the harbour town was told that it rained there", None, 0.8),
                ("The ferry sank in the old harbour at night", None, 0.05),
            ],
            path="second.txt",
        )
    )
    return live.board()


def test_strong_ones_come_first_and_what_is_decided_is_left_out(board: Board) -> None:
    waiting = to_review(board.quotes, board.claims)
    assert waiting[-1].words.startswith("The ferry sank")
    decided = tuple(replace(row, status="accepted") for row in board.quotes)
    assert [row.id for row in to_review(decided, board.claims)] == [
        row.id for row in waiting if row not in board.quotes
    ]


def test_a_card_shows_the_paragraph_and_marks_the_words_in_it(board: Board) -> None:
    card = Reviewing(board).card(board.quotes[0].id)
    assert card is not None
    assert card.context == "Mara Vell said: “We will sign the pact.” She wept."
    assert [card.context[start:end] for start, end in card.marks] == ["We will sign the pact."]


def test_a_card_names_what_says_much_the_same_in_other_articles(board: Board) -> None:
    reviewing = Reviewing(board)
    row = next(row for row in board.claims if row.words.startswith("It rained"))
    card = reviewing.card(row.id)
    assert card is not None
    assert [one.words for one in card.alike] == ["the harbour town was told that it rained there"]
    assert reviewing.card("q-none") is None


def test_a_paragraph_without_end_is_cut_at_words() -> None:
    text = "word " * 2000
    start, end = paragraph(text, [(5000, 5004)])
    assert (text[start : start + 4], text[end - 4 : end]) == ("word", "word")
    assert end - start < 1300
    flood = "x" * 5000
    assert paragraph(flood, [(2000, 2010)]) == (1400, 2610)


def test_a_long_line_is_a_paragraph_and_wrapped_lines_make_one() -> None:
    long = "Before it.\n" + "The harbour stays shut for now. " * 6 + "\nAfter it."
    start, end = paragraph(long, [(20, 25)])
    assert long[start:end] == ("The harbour stays shut for now. " * 6)
    wrapped = "First.\r\n\r\nThe harbour\r\nstays shut\r\nfor now.\r\n\r\nLast."
    at = wrapped.index("stays")
    start, end = paragraph(wrapped, [(at, at + 5)])
    assert wrapped[start:end] == "The harbour\r\nstays shut\r\nfor now."
