"""The similar command: the copies of an article, which outlets carry them, and what differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.index.errors import TearlineError
from tearline.tui.cli.desk import desk_option, json_option, open_desk, synced
from tearline.tui.output import plural, print_json, progress_line, say, shown

if TYPE_CHECKING:
    from tearline.index.article import Span
    from tearline.index.desk import ArticleCard, Desk, Similar

# At least so many characters of an id stand for it.
_SHORTEST_ID = 8


@click.command()
@click.argument("article")
@desk_option
@json_option
def similar(article: str, desk_path: Path, as_json: bool) -> None:
    """Show the copies of an article: which outlets carry them and what differs.

    ARTICLE is a path, or words of a path or title. Copies are articles that share most of their words, as
    the reports that outlets take from one agency; they count as one origin.

    \b
    tearline similar articles/port-closed.txt
    tearline similar 'harbour shut'
    """
    with open_desk(desk_path) as desk:
        synced(desk)
        card = _card_named(desk, article)
        with progress_line("Comparing") as show:
            found = desk.similar(card.id, show)
        if as_json:
            print_json(
                {"first": found.first, "copies": found.copies, "outlets": found.outlets} if found else {}
            )
        elif found:
            for line in _lines(desk, found):
                click.echo(line)
    if found:
        outlets = f" in {plural(len(found.outlets), 'outlet')}" if found.outlets else ""
        say(f"{plural(len(found.copies) + 1, 'article')} of one origin{outlets}.")
    else:
        say(f"{card.path} has no copies on this desk.")


def _card_named(desk: Desk, words: str) -> ArticleCard:
    plain = words.casefold().strip()
    cards = desk.articles()
    for found in (
        [card for card in cards if words in (*card.paths, card.id)],
        [card for card in cards if len(words) >= _SHORTEST_ID and card.id.startswith(words)],
        [
            card
            for card in cards
            if plain and (plain in card.path.casefold() or plain in (card.title or "").casefold())
        ],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise TearlineError(f"“{words}” may be {', '.join(card.path for card in found[:5])}.")
    raise TearlineError(f"No article here is called “{words}”.")


def _lines(desk: Desk, found: Similar) -> Iterator[str]:
    yield shown(_heading(found.first), bold=True)
    first = desk.article(found.first.id).text
    for copy in found.copies:
        yield shown(_heading(copy.card), bold=True)
        own = desk.article(copy.card.id).text
        yield from _sentences("adds", own, copy.differs.own)
        yield from _sentences("leaves out", first, copy.differs.dropped)
        if not copy.differs.own and not copy.differs.dropped:
            yield "    the same words"


def _heading(card: ArticleCard) -> str:
    return " · ".join(part for part in (card.path, card.outlet, card.published, card.title) if part)


def _sentences(how: str, text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    for start, end in spans:
        yield f"    {how}: {shown(' '.join(text[start:end].split()))}"


COMMANDS = [similar]
