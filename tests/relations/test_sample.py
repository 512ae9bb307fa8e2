"""Proposals are measured on the annotated sample, and are precise enough to be worth reading."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sample import Half, Score, board_of, read_half, score


@pytest.fixture(name="half", scope="module", params=["dev", "held"])
def one_half(request: pytest.FixtureRequest) -> Half:
    return read_half(request.param)


@pytest.fixture(name="found", scope="module")
def scored(half: Half) -> Score:
    return score(half, board_of(half.articles.values()))


def test_seven_of_ten_proposals_are_right_at_least(found: Score) -> None:
    assert len(found.right) + len(found.wrong) >= 10
    assert found.precision >= 0.7


def test_every_proposal_says_why_in_a_sentence(found: Score) -> None:
    for row in (*found.right, *found.wrong):
        assert row.why.endswith(".")
        assert "\n" not in row.why


def test_the_same_is_proposed_whatever_the_order_of_the_articles(half: Half) -> None:
    articles = list(half.articles.values())
    assert board_of(articles).relations == board_of(reversed(articles)).relations
