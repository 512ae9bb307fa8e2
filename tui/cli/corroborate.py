"""Commands about how claims bear on each other: related, matrix."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tearline.tui.cli.brief import complete_brief, name_of
from tearline.tui.cli.desk import desk_option, json_option, open_desk, synced
from tearline.tui.output import plural, print_json, progress_line, say, shown

if TYPE_CHECKING:
    from tearline.briefs.board.live_board import LiveBoard
    from tearline.briefs.board.rows import Board, ClaimRow, RelationRow
    from tearline.briefs.corroboration.matrix import Cell, Column, Matrix
    from tearline.index.desk import Desk

_CALLED = (
    ("says", "says it"),
    ("relays", "has it via"),
    ("differs", "differs"),
    ("updates", "updates, or is updated"),
)
_MARKS = {"says": "●", "relays": "◐", "differs": "✕", "updates": "↻", "silent": "·"}
_STEP = 200  # articles read or claims compared between two looks at the progress
_MOST_COLUMNS = 16  # a wider table is printed claim by claim
_WIDEST = 72  # characters of a claim in the table

name_argument = click.argument("name", required=False, shell_complete=complete_brief)
limit_option = click.option(
    "--limit", type=click.IntRange(min=1), default=40, show_default=True, help="At most so many."
)


@click.command()
@name_argument
@click.option("--all", "everything", is_flag=True, help="Those decided upon too, not suggestions alone.")
@limit_option
@desk_option
@json_option
def related(name: str | None, everything: bool, limit: int, desk_path: Path, as_json: bool) -> int:
    """Print which claims seem to say the same thing or to differ, and why.

    With the name of a brief, those that bear on its claims; without, those of the whole desk. They are
    suggestions: the tool tells what agrees and what differs, you decide.

    \b
    tearline related
    tearline related morning --json
    """
    with open_desk(desk_path) as desk:
        live = _board(desk, name)
        board = live.board()
    own = _own_claims(board) if name else None
    rows = [
        row
        for row in board.relations
        if (everything or row.status == "suggested") and (own is None or own & {row.claim, row.to})
    ]
    if as_json:
        claims = {row.id: row for row in board.claims}
        print_json([_record(row, claims, board) for row in rows[:limit]])
        return 0
    claims = {row.id: row for row in board.claims}
    for row in rows[:limit]:
        voice = {True: "independent", False: "one voice", None: ""}[row.independent]
        decided = "" if row.status == "suggested" else row.status
        facts = ", ".join(part for part in (row.kind, voice, f"{row.score:.2f}", decided) if part)
        click.echo(shown(f"{row.id}  {facts}", bold=True))
        for one in (row.claim, row.to):
            click.echo(shown(f"  {one}  {_where(claims.get(one), board)}: {_words(claims.get(one))}"))
        if row.why:
            click.echo(shown(f"  {row.why}"))
    _say_rest(len(rows), limit, "relation")
    return 0


@click.command()
@name_argument
@limit_option
@desk_option
@json_option
def matrix(name: str | None, limit: int, desk_path: Path, as_json: bool) -> int:
    """Print claims by origins: who says it, who has it through whom, who differs, who is silent.

    An origin is a family of copies of one text. With the name of a brief, its claims; without, the claims of
    the desk on which more than one origin bears.

    \b
    tearline matrix morning
    tearline matrix --json
    """
    from tearline.briefs.corroboration.matrix import matrix_of

    with open_desk(desk_path) as desk:
        live = _board(desk, name)
        board = live.board()
        families = live.families(_own_claims(board) if name else None)
    if name is None:
        families = tuple(one for one in families if len(one.claims) > 1 or one.differing)
    found = matrix_of(board, families[:limit])
    if as_json:
        print_json(found)
    else:
        _print_matrix(found)
        if found.lines:
            say(
                "Claims are one, and origins independent, as far as the suggestions hold: `tearline related`."
            )
        _say_rest(len(families), limit, "claim")
    return 0


def _board(desk: Desk, name: str | None) -> LiveBoard:
    """The board of the desk with all its relations, under a brief if one is named."""
    from tearline.briefs.board.desk_board import read_board
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.document.shelf import existing_brief

    brief = BriefFile.load(existing_brief(desk.root, name_of(desk, name))).brief if name else None
    synced(desk)
    with progress_line("Drafting") as show:
        live = read_board(desk, progress=show)
    live.set_brief(brief)
    with progress_line("Comparing") as show:
        total = left = live.relate(_STEP)
        while left:
            left = live.relate(_STEP)
            total = max(total, left)
            show(total - left, total)
    return live


def _own_claims(board: Board) -> set[str]:
    return {row.id for row in board.claims if row.status not in ("suggested", "rejected")}


def _record(row: RelationRow, claims: dict[str, ClaimRow], board: Board) -> dict[str, Any]:
    record: dict[str, Any] = dataclasses.asdict(row)
    for end in ("claim", "to"):
        claim = claims.get(record[end])
        record[end] = {"id": record[end], "words": _words(claim), "where": _where(claim, board)}
    return record


def _words(claim: ClaimRow | None) -> str:
    return " ".join(claim.words.split()) if claim else "(in no article at hand)"


def _where(claim: ClaimRow | None, board: Board) -> str:
    article = board.texts.get(claim.article) if claim else None
    if article is None:
        return "—"
    stated = (article.outlet or article.title or article.path, article.published)
    return ", ".join(part for part in stated if part)


def _print_matrix(found: Matrix) -> None:
    if not found.lines:
        return
    if len(found.columns) > _MOST_COLUMNS:
        _print_lines(found)
        return
    marks = [str(n + 1) for n in range(len(found.columns))]
    width = max(map(len, marks)) + 1
    for mark, column in zip(marks, found.columns, strict=True):
        click.echo(shown(f"{mark:>{width}}  {_column(column)}"))
    click.echo("● says it  ◐ has it through the same voice  ✕ differs  ↻ updates, or is updated  · silent")
    click.echo("".join(f"{mark:>{width}}" for mark in marks) + "  origins")
    for line in found.lines:
        cells = "".join(f"{_MARKS[cell.bearing]:>{width}}" for cell in line.cells)
        words = " ".join(line.words.split())
        words = words if len(words) <= _WIDEST else words[: _WIDEST - 1].rstrip() + "…"
        click.echo(shown(f"{cells}  {line.origins}  {line.claim}  {words}{_via(line.cells)}"))


def _print_lines(found: Matrix) -> None:
    for line in found.lines:
        click.echo(shown(f"{line.claim}  {' '.join(line.words.split())}", bold=True))
        for bearing, called in _CALLED:
            named = [
                _column(column) + (f" ({cell.via})" if cell.via else "")
                for column, cell in zip(found.columns, line.cells, strict=True)
                if cell.bearing == bearing
            ]
            if named:
                click.echo(shown(f"  {_MARKS[bearing]} {called}: {'; '.join(named)}"))
        click.echo(f"  {plural(line.origins, 'independent origin')}")


def _column(column: Column) -> str:
    copies = len(column.articles)
    return ", ".join(column.outlets) + (f" ({plural(copies, 'article')})" if copies > 1 else "")


def _via(cells: tuple[Cell, ...]) -> str:
    voices = dict.fromkeys(cell.via for cell in cells if cell.via)
    return f"  (via {', '.join(voices)})" if voices else ""


def _say_rest(count: int, limit: int, noun: str) -> None:
    if not count:
        say(f"No {noun}s: nothing in these articles seems to agree or to differ.")
    elif count > limit:
        say(f"{limit} of {plural(count, noun)}; `--limit {count}` prints all.")


COMMANDS = [related, matrix]
