"""Commands for an analyst's verdicts on a brief: list, accept, reject, restore, set, attribute."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.cli.desk import desk_option, json_option
from tearline.tui.curating import (
    Work,
    all_of_it,
    brief_argument,
    complete_actor,
    complete_id,
    ids_from,
    no_board,
    tell,
    unless_there,
    work_on,
)
from tearline.tui.output import plural, print_json, say, shown

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Item
    from tearline.briefs.curation.verdicts import Verdict

_KINDS = ("quotes", "claims", "events")
_STATUSES = ("suggested", "draft", "accepted", "edited", "rejected")

# ------------------------------------------------------------------------------------------------------ list


@click.command("list")
@brief_argument
@click.argument("kinds", nargs=-1, metavar="[quotes|claims|events]…", type=click.Choice(_KINDS))
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(_STATUSES),
    help="Only these; may be given several times. Without it, all but the rejected.",
)
@desk_option
@json_option
def list_(
    brief: str, kinds: tuple[str, ...], statuses: tuple[str, ...], desk_path: Path, as_json: bool
) -> None:
    """List what stands in a brief and what is suggested for it, each line with its id first.

    \b
    tearline list morning
    tearline list morning claims --status suggested
    tearline list morning --status draft | tearline accept morning -
    """
    wanted = statuses or _STATUSES[:-1]

    def rows(work: Work) -> dict[str, list[Item]]:
        by_kind: dict[str, tuple[Item, ...]] = {
            "quotes": work.board.quotes,
            "claims": work.board.claims,
            "events": work.board.events,
        }
        return {kind: [row for row in by_kind[kind] if row.status in wanted] for kind in kinds or _KINDS}

    _, found = work_on(desk_path, brief, rows, save=False)
    if as_json:
        print_json(found)
        return
    for row in (row for own in found.values() for row in own):
        who = getattr(row, "speaker_name", "") or getattr(row, "by_name", "") or getattr(row, "when", "")
        words = f"{who}: {row.words}" if who else row.words
        click.echo(shown(f"{row.id}  {row.status:9}  {words}"))
    say(f"{plural(sum(map(len, found.values())), 'item')}.")


# -------------------------------------------------------------------------------------------------- verdicts


def _decide(
    verdict: Verdict, did: str, brief: str, words: tuple[str, ...], desk_path: Path, as_json: bool
) -> int:
    from tearline.briefs.curation.verdicts import decide

    ids = ids_from(words)
    path, decided = work_on(
        desk_path,
        brief,
        lambda work: decide(work.file, work.board, ids, verdict),
        needs_board=unless_there(*ids),
        related=any(one.startswith("r-") for one in ids),
    )
    if as_json:
        refused = [{"id": one, "why": why} for one, why in decided.refused]
        print_json({"brief": path, "did": did, "ids": decided.done, "refused": refused})
    else:
        for one in decided.done:
            click.echo(shown(one))
        for one, why in decided.refused:
            say(why if one in why else f"{one}: {why}")
        more = f", {len(decided.refused):,} refused" if decided.refused else ""
        say(f"{plural(len(decided.done), 'item')} {did}{more}.")
    return 1 if decided.refused else 0


_ids_argument = click.argument("ids", nargs=-1, required=True, metavar="ID…", shell_complete=complete_id)


@click.command()
@brief_argument
@_ids_argument
@desk_option
@json_option
def accept(brief: str, ids: tuple[str, ...], desk_path: Path, as_json: bool) -> int:
    """Take suggestions into a brief, or mark drafted items as accepted.

    IDs are of quotes, claims, events and actors; - reads them from stdin. What can't be accepted is named,
    the rest is done, and the exit code is 1.

    \b
    tearline accept morning q-2xk7ab c-7q2mzz
    tearline list morning --status draft | tearline accept morning -
    """
    from tearline.briefs.curation import verdicts

    return _decide(verdicts.accept, "accepted", brief, ids, desk_path, as_json)


@click.command()
@brief_argument
@_ids_argument
@desk_option
@json_option
def reject(brief: str, ids: tuple[str, ...], desk_path: Path, as_json: bool) -> int:
    """Keep suggestions out of a brief, or take items out, so that no draft brings them back.

    What something else rests on is not taken out: it is named, and the exit code is 1.

    \b
    tearline reject morning q-2xk7ab
    """
    from tearline.briefs.curation import verdicts

    return _decide(verdicts.reject, "rejected", brief, ids, desk_path, as_json)


@click.command()
@brief_argument
@_ids_argument
@desk_option
@json_option
def restore(brief: str, ids: tuple[str, ...], desk_path: Path, as_json: bool) -> int:
    """Let what was rejected be suggested again.

    \b
    tearline restore morning q-2xk7ab
    """
    from tearline.briefs.curation import verdicts

    return _decide(verdicts.restore, "restored", brief, ids, desk_path, as_json)


# --------------------------------------------------------------------------------------------------- editing


@click.command("set")
@brief_argument
@click.argument("item", metavar="ID", shell_complete=complete_id)
@click.argument("key")
@click.argument("values", nargs=-1, metavar="[VALUE]…")
@click.option("--clear", is_flag=True, help="Take the key away.")
@desk_option
@json_option
def set_(
    brief: str, item: str, key: str, values: tuple[str, ...], clear: bool, desk_path: Path, as_json: bool
) -> None:
    """Set one key of a quote, claim, event, actor or source; with `brief` for ID, of the brief itself.

    New words of a quote (`said`) must stand in its source and are anchored there. Actors go by key or name,
    "described: a Kremlin aide" is someone unnamed. Several VALUEs make a list.

    \b
    tearline set morning c-7q2mzz claim "Orlo will keep the gates shut."
    tearline set morning q-2xk7ab said "the gates stay shut"
    tearline set morning ada-veld aliases Veld "The Harbour Master"
    tearline set morning brief status final
    """
    from tearline.briefs.curation.editing import BRIEF, edit

    if bool(values) == clear:
        raise click.UsageError("Give a VALUE, or --clear to take the key away.")
    value = None if clear else values[0] if len(values) == 1 else values

    def change(work: Work) -> bool:
        edit(work.file, work.board, item, key, value)
        return work.file.changed

    # The words of a quote are looked up in its article.
    needs = all_of_it if key == "said" else unless_there(item, *_actors(key, values))
    path, changed = work_on(desk_path, brief, change, needs_board=no_board if item == BRIEF else needs)
    did = f"{key} of {item} {'is set' if changed else 'is that already'}"
    tell(path, did, [item], as_json=as_json)


def _actors(key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values that may name actors who are only suggested."""
    return values if key in ("speaker", "via", "audience", "about", "by", "content_of", "actors") else ()


@click.command()
@brief_argument
@click.argument("item", metavar="ID", shell_complete=complete_id)
@click.argument("who", shell_complete=complete_actor)
@click.option("--via", multiple=True, metavar="WHO", help="Who passed it on, from the speaker's side.")
@click.option("--no-via", is_flag=True, help="Nobody passed it on.")
@desk_option
@json_option
def attribute(
    brief: str, item: str, who: str, via: tuple[str, ...], no_via: bool, desk_path: Path, as_json: bool
) -> None:
    """Say whose words a quote is, or who asserts a claim.

    WHO is an actor by key or name, "described: a Kremlin aide" for someone unnamed, or nobody. An actor that
    is only suggested is taken into the brief. Of a claim, --via asserts it and WHO is whose content it is.

    \b
    tearline attribute morning q-2xk7ab "Xi Jinping" --via "Yuri Ushakov"
    tearline attribute morning q-2xk7ab "described: a Kremlin aide" --no-via
    tearline attribute morning q-2xk7ab nobody
    """
    from tearline.briefs.curation import editing
    from tearline.briefs.curation.who import who_of

    if via and no_via:
        raise click.UsageError("Give --via or --no-via, not both.")
    relay = [who_of(one) for one in via] if via else () if no_via else None
    path, _ = work_on(
        desk_path,
        brief,
        lambda work: editing.attribute(work.file, work.board, item, who_of(who), relay),
        needs_board=unless_there(item, who, *via),
    )
    tell(path, f"{item} attributed to {who}", [item], as_json=as_json)


COMMANDS = [list_, accept, reject, restore, set_, attribute]
