"""Findings become rows, each under an id of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tearline.briefs.board import suggestions
from tearline.briefs.board.build import build_board


def test_words_said_a_thousand_times_get_ids_without_trying_every_turn(
    story: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0
    make_id = suggestions.finding_id

    def counted(*asked: Any) -> str:
        nonlocal tried
        tried += 1
        return make_id(*asked)

    monkeypatch.setattr("tearline.briefs.board.suggestions.finding_id", counted)
    article, findings = story(
        "Ilse Korvath: We will not sign.",
        {"Ilse Korvath": "person"},
        quotes=[("We will not sign", "")] * 1000,
    )
    board = build_board([article], {article.id: findings}, None)
    ids = [quote.id for quote in board.quotes]
    turns = [make_id("q", "unknown-" + article.id[:4], "We will not sign", nth) for nth in range(1000)]
    assert sorted(ids) == sorted(turns)
    assert tried <= 2 * 1000
