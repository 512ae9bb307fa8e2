"""The search command: articles by their words, and findings where the query asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.index.errors import TearlineError
from tearline.tui.cli.desk import desk_option, json_option, open_desk, synced
from tearline.tui.output import plural, print_json, progress_line, say, shown

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.briefs.saved_searches import SavedSearch
    from tearline.index.article import Span
    from tearline.index.desk import ArticleCard, Desk, SearchResult
    from tearline.index.engine import Order
    from tearline.index.query import Query

# Means what a minus means, and begins no option.
_MINUS = "−"


def _complete_saved(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names of the desk's saved searches."""
    from tearline.briefs.saved_searches import saved_searches

    try:
        known = saved_searches(ctx.params.get("desk_path") or Path())
    except TearlineError:
        return []
    return [one.name for one in known if one.name.startswith(incomplete)]


class _Asking(click.Command):
    """A command in whose query a word may begin with a minus, which is no option then."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        minus = [re.sub(r"^-(?=[^-\s])(?!h$)", _MINUS, one) for one in args]
        return super().parse_args(ctx, minus)


@click.command(cls=_Asking)
@click.argument("words", nargs=-1, metavar="[QUERY…]")
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
@click.option(
    "--saved", metavar="NAME", shell_complete=_complete_saved, help="Run the search saved under this name."
)
@click.option("--save", metavar="NAME", help="Keep this query in searches.yaml under a name, and run it.")
@click.option("--forget", metavar="NAME", shell_complete=_complete_saved, help="Forget a saved search.")
@click.option("--list", "listing", is_flag=True, help="List the saved searches.")
@click.option("--facets", is_flag=True, help="Count what is found, by outlet, month, speaker and more.")
@desk_option
@json_option
def search(
    words: tuple[str, ...],
    limit: int,
    order: Order,
    saved: str | None,
    save: str | None,
    forget: str | None,
    listing: bool,
    facets: bool,
    desk_path: Path,
    as_json: bool,
) -> None:
    """Find articles; with actor:, speaker:, about: or kind:, the quotes and claims in them.

    \b
    tearline search sanctions
    tearline search '"eastern europe" AND nato'
    tearline search 'outlet:newsweek date:2022-01..2022-10'
    tearline search 'speaker:ushakov about:nato'
    tearline search --save gas 'gas (pipeline OR terminal)'
    tearline search --saved gas date:2022..
    """
    from tearline.briefs.saved_searches import forget_search, save_search, saved_search, saved_searches
    from tearline.index.query import asks_for_findings, both, parse

    if listing or forget:
        if forget:
            say(f"Forgot {forget_search(desk_path, forget).name}.")
        if listing:
            _print_saved(saved_searches(desk_path), as_json)
        return
    if not words and not saved:
        raise click.UsageError("Give a query, or --saved NAME.")
    query = parse(" ".join(re.sub(f"^{_MINUS}", "-", word) for word in words))
    if saved:
        query = both(parse(saved_search(desk_path, saved).query), query)
    if save:
        if saved:
            raise click.UsageError("--save keeps the query given; leave --saved away.")
        save_search(desk_path, save, query.text)
        say(f"Saved as {save} in searches.yaml.")
    with open_desk(desk_path) as desk:
        synced(desk)
        if facets:
            _print_facets(desk, query, limit, as_json)
        elif asks_for_findings(query):
            _print_findings(_findings(desk, query), limit, as_json)
        else:
            _print_articles(desk.search(query, limit, order, suggesting=True), as_json)


def _print_saved(known: Sequence[SavedSearch], as_json: bool) -> None:
    if as_json:
        print_json({one.name: one.query for one in known})
        return
    for one in known:
        click.echo(f"{shown(one.name, bold=True)}: {shown(one.query)}")
    if not known:
        say("No search is saved on this desk; --save NAME keeps one.")


def _print_articles(result: SearchResult, as_json: bool) -> None:
    if as_json:
        print_json({"total": result.total, "suggestion": result.suggestion, "hits": result.hits})
        return
    told: set[str] = set()
    for hit in result.hits:
        card = hit.card
        if card.id in told:
            continue
        told.update(copy.id for copy in hit.copies)
        heading = " · ".join(part for part in (card.published, card.outlet, card.title) if part)
        click.echo(shown(card.path, bold=True) + (f"  {shown(heading)}" if heading else ""))
        click.echo(f"    {_emphasised(hit.snippet.text, hit.snippet.marks)}")
        if hit.copies:
            click.echo(f"    +{_copies(hit.copies)}")
    first = f", the first {len(result.hits):,} shown" if len(result.hits) < result.total else ""
    say(f"{plural(result.total, 'article')} found{first}.")
    if result.suggestion:
        say(f"Did you mean: {result.suggestion}")


def _copies(cards: Sequence[ArticleCard]) -> str:
    """ "3 copies: Outlet A, Outlet B"."""
    outlets = dict.fromkeys(card.outlet or card.path for card in cards)
    return f"{len(cards)} cop{'y' if len(cards) == 1 else 'ies'}: {shown(', '.join(outlets))}"


def _emphasised(text: str, marks: tuple[Span, ...]) -> str:
    parts, end = [], 0
    for start, stop in marks:
        parts += [shown(text[end:start]), shown(text[start:stop], bold=True)]
        end = stop
    return "".join((*parts, shown(text[end:])))


def _print_facets(desk: Desk, query: Query, limit: int, as_json: bool) -> None:
    from tearline.briefs.board.finding_facets import finding_facets

    counted = finding_facets(desk, query, _findings(desk, query))
    names = ("outlet", "author", "month", "actor", "speaker", "kind")
    if as_json:
        print_json({name: {each.value: each.articles for each in getattr(counted, name)} for name in names})
        return
    for name in names:
        facets = getattr(counted, name)
        if facets:
            left = f"  and {len(facets) - limit:,} more" if len(facets) > limit else ""
            click.echo(shown(name, bold=True))
            for each in facets[:limit]:
                click.echo(f"  {each.articles:>7,}  {shown(each.value)}")
            if left:
                click.echo(left)
    say("Articles by outlet, author, month and actor; quotes and claims by speaker; all findings by kind.")


def _findings(desk: Desk, query: Query) -> Board:
    from tearline.briefs.board.desk_board import read_board
    from tearline.briefs.board.held import brief_asked_for, held_by
    from tearline.briefs.board.narrowing import Focus, narrow
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.index.query import asks_for_findings

    path = brief_asked_for(desk.root, query)
    brief = BriefFile.load(path).brief if path else None
    with progress_line("Drafting") as show:
        live = read_board(desk, show)
    live.set_brief(brief)
    asked = query if asks_for_findings(query) else None
    return narrow(live.board(), Focus(query=asked, hits=desk.matching(query), held=held_by(desk.root, query)))


def _print_findings(board: Board, limit: int, as_json: bool) -> None:
    if as_json:
        total = {"quotes": len(board.quotes), "claims": len(board.claims)}
        print_json({"total": total, "quotes": board.quotes[:limit], "claims": board.claims[:limit]})
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
