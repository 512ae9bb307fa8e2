"""Choosing an actor by typing: those of the board whose names hold words that begin as typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearline.briefs.board.rows import ActorRow, Board
from tearline.index.words import words_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor to choose, with its names folded for comparing: " mira dolan", a space before every word."""

    row: ActorRow
    name: str
    others: tuple[str, ...]


def candidates(board: Board) -> tuple[Candidate, ...]:
    """Every actor of the board that was not rejected, in the board's order: the most salient first."""
    return tuple(
        Candidate(row, _folded(row.name), tuple(map(_folded, row.aliases)))
        for row in board.actors
        if row.status != "rejected"
    )


def pick_actors(known: Sequence[Candidate], typed: str, limit: int = 50) -> list[ActorRow]:
    """The actors that may be meant: names that begin as typed, then names and aliases with words that do.

    Case and accents do not count, nor does the order of the words. Within a kind the order stays. Linear in
    the candidates.
    """
    words = [f" {word}" for word in words_of(typed)]
    if not words:
        return [one.row for one in known[:limit]]
    whole = "".join(words)
    first: list[ActorRow] = []
    named: list[ActorRow] = []
    called: list[ActorRow] = []
    for one in known:
        if one.name.startswith(whole):
            first.append(one.row)
            if len(first) == limit:
                break
        elif all(word in one.name for word in words):
            named.append(one.row)
        elif any(all(word in other for word in words) for other in one.others):
            called.append(one.row)
    return [*first, *named, *called][:limit]


def _folded(name: str) -> str:
    return "".join(f" {word}" for word in words_of(name))
