"""The search command: articles by their words, and findings where the query asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.cli_desk import desk_option, json_option, open_desk, synced
from tearline.tui.output import plural, print_json, progress_line, say, shown

if TYPE_CHECKING:
    from tearline.briefs.rows import Board
    from tearline.index.article import Span
    from tearline.index.desk import Desk, SearchResult
    from tearline.index.engine import Order
    from tearline.index.query import Query


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="QUERY…")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1), help="At most so many of a kind."
)
@click.option(
    "--order",
    type=click.Choice(["relevance", "date"]),
    default="relevance",
    show_default=True,
    help="Which articles come first: the best match, or the newest.",
)
@desk_option
@json_option
def search(words: tuple[str, ...], limit: int, order: Order, desk_path: Path, as_json: bool) -> None:
    """Find articles; with actor:, speaker:, about: or kind:, the quotes and claims in them.

    \b
    tearline search sanctions
    tearline search '"eastern europe" AND nato'
    tearline search 'outlet:newsweek date:2022-01..2022-10'
    tearline search 'speaker:ushakov about:nato'
    """
    from tearline.index.query import asks_for_findings, parse

    query = parse(" ".join(words))
    with open_desk(desk_path) as desk:
        synced(desk)
        if asks_for_findings(query):
            _print_findings(_findings(desk, query), limit, as_json)
        else:
            _print_articles(desk.search(query, limit, order, suggesting=True), as_json)


def _print_articles(result: SearchResult, as_json: bool) -> None:
    if as_json:
        print_json({"total": result.total, "suggestion": result.suggestion, "hits": result.hits})
        return
    for hit in result.hits:
        card = hit.card
        heading = " · ".join(part for part in (card.published, card.outlet, card.title) if part)
        click.echo(shown(card.path, bold=True) + (f"  {shown(heading)}" if heading else ""))
        click.echo(f"    {_emphasised(hit.snippet.text, hit.snippet.marks)}")
    first = f", the first {len(result.hits):,} shown" if len(result.hits) < result.total else ""
    say(f"{plural(result.total, 'article')} found{first}.")
    if result.suggestion:
        say(f"Did you mean: {result.suggestion}")


def _emphasised(text: str, marks: tuple[Span, ...]) -> str:
    parts, end = [], 0
    for start, stop in marks:
        parts += [shown(text[end:start]), shown(text[start:stop], bold=True)]
        end = stop
    return "".join((*parts, shown(text[end:])))


def _findings(desk: Desk, query: Query) -> Board:
    from tearline.briefs.board import Focus, narrow
    from tearline.briefs.desk_board import read_board

    with progress_line("Drafting") as show:
        board = read_board(desk, show).board()
    return narrow(board, Focus(query=query, hits=desk.matching(query)))


def _print_findings(board: Board, limit: int, as_json: bool) -> None:
    if as_json:
        print_json({"quotes": board.quotes[:limit], "claims": board.claims[:limit]})
        return
    for line in _lines(board, limit):
        click.echo(line)
    say(f"{plural(len(board.quotes), 'quote')} and {plural(len(board.claims), 'claim')} found.")


def _lines(board: Board, limit: int) -> Iterator[str]:
    paths = {article.id: article.path for article in board.articles}
    for quote in board.quotes[:limit]:
        who = quote.speaker_name or "speaker unclear"
        via = "".join(f", via {name}" for name in quote.via)
        yield f"{shown(who, bold=True)}{shown(via)}: {shown(quote.words)}"
        yield f"    {shown(paths.get(quote.article, ''))} · {quote.form}"
    for claim in board.claims[:limit]:
        yield f"{shown(claim.by_name or 'the article', bold=True)}: {shown(claim.words)}"
        yield f"    {shown(paths.get(claim.article, ''))} · {claim.kind}"


COMMANDS = [search]
