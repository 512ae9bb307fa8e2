"""Commands that add to a brief by hand: words of an article as a quote, a claim or an event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tearline.tui.cli.desk import desk_option, json_option
from tearline.tui.curating import Work, brief_argument, complete_article, complete_id, tell, work_on

if TYPE_CHECKING:
    from tearline.briefs.curation.by_hand import Added

_article_argument = click.argument("article", shell_complete=complete_article)
_words_argument = click.argument("words", nargs=-1, required=True, metavar="WORDS…")
_nth_option = click.option("--nth", type=click.IntRange(1), metavar="N", help="Which of several such places.")
_note_option = click.option("--note", metavar="TEXT", help="A note beside it.")


@click.command()
@brief_argument
@_article_argument
@_words_argument
@click.option("--speaker", metavar="WHO", help="Whose words they are; nobody for none.")
@click.option("--via", multiple=True, metavar="WHO", help="Who passed them on, from the speaker's side.")
@click.option("--audience", metavar="WHO", help="To whom they were said.")
@click.option("--form", type=click.Choice(["direct", "mixed", "indirect", "scare"]))
@click.option("--cue", metavar="WORDS", help="The words that attribute it: said, according to.")
@_nth_option
@_note_option
@desk_option
@json_option
def quote(
    brief: str,
    article: str,
    words: tuple[str, ...],
    nth: int | None,
    desk_path: Path,
    as_json: bool,
    **given: Any,
) -> None:
    """Take words of an article into a brief as a quote.

    ARTICLE is a path, a source's key, or words of its title. WORDS must stand in it, "…" between stretches
    that something interrupts. What is not given is worked out from the marks and from what drafting found.

    \b
    tearline quote morning harbour.txt "We will not sign"
    tearline quote morning harbour.txt "a blank page" --speaker "Ilse Korvath" --cue told
    """
    from tearline.briefs.curation.by_hand import add_quote
    from tearline.briefs.curation.picked_words import article_named, find_words
    from tearline.briefs.curation.who import who_of

    named: dict[str, Any] = {
        key: who_of(given[key]) for key in ("speaker", "audience") if given[key] is not None
    }
    if given["via"]:
        named["via"] = [who_of(one) for one in given["via"]]

    def add(work: Work) -> Added:
        row = article_named(work.board, article)
        spans = find_words(work.board.texts[row.id].text, " ".join(words), nth)
        plain = {key: given[key] for key in ("form", "cue", "note")}
        return add_quote(work.file, work.board, row.id, spans, **named, **plain)

    _tell_added(*work_on(desk_path, brief, add), "quote", as_json)


@click.command()
@brief_argument
@click.argument(
    "article_and_words", nargs=-1, required=True, metavar="ARTICLE WORDS…", shell_complete=complete_article
)
@click.option("--as", "wording", metavar="TEXT", help="The claim in your words; else the source's.")
@click.option(
    "--on", multiple=True, metavar="ID", shell_complete=complete_id, help="Rest it on these instead."
)
@click.option("--by", metavar="WHO", help="Who asserts it; nobody where the article itself does.")
@click.option("--content-of", metavar="WHO", help="Whose content WHO passes on.")
@click.option("--kind", type=click.Choice(["fact", "allegation", "pledge", "opinion", "forecast"]))
@click.option("--credibility", type=click.IntRange(1, 6), help="1 confirmed to 5 improbable, 6 unknown.")
@_nth_option
@_note_option
@desk_option
@json_option
def claim(
    brief: str,
    article_and_words: tuple[str, ...],
    wording: str | None,
    on: tuple[str, ...],
    nth: int | None,
    desk_path: Path,
    as_json: bool,
    **given: Any,
) -> None:
    """Take a statement of an article into a brief as a claim, or write one that rests on quotes.

    \b
    tearline claim morning harbour.txt "the talks had failed" --as "The talks failed."
    tearline claim morning --on q-2xk7ab --on q-9d1c4e "Velmara will not sign." --kind forecast
    """
    from tearline.briefs.curation.by_hand import add_claim, add_claim_on
    from tearline.briefs.curation.picked_words import article_named, find_words
    from tearline.briefs.curation.who import who_of

    named: dict[str, Any] = {
        key: who_of(given[key]) for key in ("by", "content_of") if given[key] is not None
    }
    plain = {key: given[key] for key in ("kind", "credibility", "note")}
    if on and (wording or given["content_of"] is not None or nth):
        raise click.UsageError(
            "With --on, the words are the claim's own: --as, --content-of and --nth don't fit."
        )
    if not on and len(article_and_words) < 2:
        raise click.UsageError("Give an ARTICLE and words of it, or --on ID and the claim in your words.")

    def add(work: Work) -> Added:
        if on:
            return add_claim_on(work.file, work.board, on, " ".join(article_and_words), **named, **plain)
        row = article_named(work.board, article_and_words[0])
        spans = find_words(work.board.texts[row.id].text, " ".join(article_and_words[1:]), nth)
        return add_claim(work.file, work.board, row.id, spans, wording=wording, **named, **plain)

    _tell_added(*work_on(desk_path, brief, add), "claim", as_json)


@click.command()
@brief_argument
@_article_argument
@_words_argument
@click.option("--when", metavar="DATE", help="As precise as known: 2022, 2022-10 or 2022-10-03.")
@click.option("--until", metavar="DATE", help="Where it lasted, or is uncertain.")
@click.option("--as", "wording", metavar="TEXT", help="What happened in your words; else the source's.")
@click.option("--actor", "actors", multiple=True, metavar="WHO", help="Who took part.")
@_nth_option
@_note_option
@desk_option
@json_option
def event(
    brief: str,
    article: str,
    words: tuple[str, ...],
    when: str | None,
    until: str | None,
    wording: str | None,
    actors: tuple[str, ...],
    nth: int | None,
    note: str | None,
    desk_path: Path,
    as_json: bool,
) -> None:
    """Take a dated happening of an article into a brief's timeline.

    \b
    tearline event morning harbour.txt "the talks had failed" --when 2031-05 --actor Velmara
    """
    from tearline.briefs.curation.by_hand import WORKED_OUT, add_event
    from tearline.briefs.curation.picked_words import article_named, find_words

    def add(work: Work) -> Added:
        row = article_named(work.board, article)
        spans = find_words(work.board.texts[row.id].text, " ".join(words), nth)
        return add_event(
            work.file,
            work.board,
            row.id,
            spans,
            when,
            until=until,
            what=wording,
            actors=actors or WORKED_OUT,
            note=note,
        )

    _tell_added(*work_on(desk_path, brief, add), "event", as_json)


def _tell_added(path: Path, added: Added, what: str, as_json: bool) -> None:
    did = f"{what} added" if added.new else f"that {what} is in the brief already"
    if added.same_words and not as_json:
        did += f"; the same words: {', '.join(added.same_words)}"
    more = {"new": added.new, "same_words": added.same_words}
    tell(path, did, [added.id], as_json=as_json, **(more if as_json else {}))


COMMANDS = [quote, claim, event]
