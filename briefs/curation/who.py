"""Who is meant: from what an analyst types or picks to one actor, or to words for someone unnamed."""

from __future__ import annotations

import difflib
from typing import Any

from tearline.briefs.board.rows import Board
from tearline.briefs.curation.entries import ensure_actor
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.model import Brief, Described
from tearline.briefs.names import fold
from tearline.briefs.problems import EditError

# Whoever is meant: an actor's key, id, name or alias; words for someone unnamed; None for nobody.
Who = str | Described | None


def actor_named(brief: Brief, board: Board, words: str) -> str:
    """The key or id of the one actor that is meant: by key, by id on the board, by name, then by alias.

    The brief's actors come before suggested ones, names before aliases. Raises EditError where nobody is
    called so, with the nearest names, and where several are, with their keys.
    """
    if words in brief.actors:
        return words
    for key, actor in brief.actors.items():
        if words in actor.merged:
            return key
    if board.actor(words) is not None:
        return words
    name = fold(words)
    rows = [row for row in board.actors if row.id not in brief.actors]
    own = {key: actor.name for key, actor in brief.actors.items()}
    for found in (
        [key for key, called in own.items() if fold(called) == name],
        [key for key, actor in brief.actors.items() if name in map(fold, actor.aliases)],
        [row.id for row in rows if fold(row.name) == name],
        [row.id for row in rows if name in map(fold, row.aliases)],
    ):
        if name and len(found) == 1:
            return found[0]
        if name and found:
            raise EditError(f"“{words}” may be {', '.join(found)}; give one of these")
    known = {fold(called): called for called in (*(row.name for row in rows), *own.values())}
    near = [known[one] for one in difflib.get_close_matches(name, known, n=2)] if len(known) < 5000 else []
    raise EditError(f"nobody here is called “{words}”" + (f"; perhaps {' or '.join(near)}?" if near else ""))


def who_of(words: str) -> Who:
    """Whoever words typed by an analyst mean: "nobody", "described: a Kremlin aide", or else an actor."""
    plain = " ".join(words.split())
    if plain.casefold() in ("", "nobody"):
        return None
    start, colon, described = plain.partition(":")
    if colon and start.strip().casefold() == "described":
        if not described.strip():
            raise EditError("described: what? Give the words that the source has for them")
        return Described(described=described.strip())
    return words


def name_of(brief: Brief, board: Board, actor: str) -> str:
    """The name of an actor of the brief or the board; the words themselves for anything else."""
    if actor in brief.actors:
        return brief.actors[actor].name
    row = board.actor(actor)
    return row.name if row is not None else actor


def party(file: BriefFile, board: Board, who: Who) -> Any:
    """Whoever is meant as an item names them; a suggested actor is taken into the brief. Raises EditError."""
    if who is None:
        return None
    if isinstance(who, Described):
        return {"described": who.described}
    return ensure_actor(file, board, actor_named(file.brief, board, who))
