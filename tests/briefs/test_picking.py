"""Choosing an actor by typing a few letters of any of its names."""

from __future__ import annotations

from tearline.briefs.board.rows import ActorRow, Board
from tearline.briefs.curation.picking import candidates, pick_actors

BOARD = Board(
    actors=(
        ActorRow("veldania", "Veldania", "state", aliases=("the Dolan Republic",)),
        ActorRow("mira-dolan", "Mira Dolan", "person"),
        ActorRow("dolan-lines", "Dolan Lines", "organization"),
        ActorRow("osk-varga", "Øsk Värga", "person"),
        ActorRow("gone", "Dolan Gone", "person", status="rejected"),
    )
)


def picked(typed: str, limit: int = 50) -> list[str]:
    return [row.id for row in pick_actors(candidates(BOARD), typed, limit)]


def test_names_that_begin_so_come_first_then_names_then_aliases() -> None:
    assert picked("dol") == ["dolan-lines", "mira-dolan", "veldania"]


def test_case_accents_and_the_order_of_words_do_not_count() -> None:
    assert picked("OSK varg") == picked("varga os") == ["osk-varga"]


def test_nothing_typed_offers_the_most_salient_but_nobody_who_was_rejected() -> None:
    assert picked("") == ["veldania", "mira-dolan", "dolan-lines", "osk-varga"]
    assert picked("", 2) == ["veldania", "mira-dolan"]


def test_what_nobody_is_called_finds_nobody() -> None:
    assert picked("zeppelin") == []
    assert picked("?!") == picked("")
