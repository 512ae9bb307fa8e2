"""Commands about who is who in a brief: list the actors and doubtful names, merge, split, rename, forbid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.cli.desk import desk_option, json_option
from tearline.tui.curating import (
    Work,
    brief_argument,
    carry_out,
    complete_actor,
    complete_id,
    dry_run_option,
    work_on,
)
from tearline.tui.output import plural, print_json, say, shown

if TYPE_CHECKING:
    from tearline.briefs.board.rows import ActorRow
    from tearline.briefs.curation.name_conflicts import Conflict
    from tearline.briefs.curation.plans import Plan
    from tearline.briefs.findings import ActorType

_TYPES = ("person", "organization", "government", "state", "place", "media", "group")

_actor_argument = click.argument("actor", shell_complete=complete_actor)


@click.command()
@brief_argument
@click.option("--conflicts", is_flag=True, help="The names to decide about instead, the likeliest first.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="At most so many.")
@desk_option
@json_option
def actors(brief: str, conflicts: bool, limit: int, desk_path: Path, as_json: bool) -> None:
    """List the actors of a brief and those suggested for it, the most prominent first, each with its key.

    \b
    tearline actors morning
    tearline actors morning --conflicts         who may be one, and who is easily taken for another
    """
    from tearline.briefs.curation.name_conflicts import name_conflicts

    def look(work: Work) -> tuple[dict[str, ActorRow], list[Conflict]]:
        rows = {row.id: row for row in work.board.actors}
        return rows, name_conflicts(work.file.brief, work.board) if conflicts else []

    path, (rows, found) = work_on(desk_path, brief, look, save=False)
    if conflicts:
        _print_conflicts(path, rows, found, limit, as_json)
        return
    listed = sorted(rows.values(), key=lambda row: row.status == "suggested")
    if as_json:
        print_json(
            [
                {
                    "id": row.id,
                    "name": row.name,
                    "type": row.type,
                    "status": row.status,
                    "aliases": row.aliases,
                    "quotes": row.quotes,
                    "claims": row.claims,
                    "articles": len(row.articles),
                }
                for row in listed[:limit]
            ]
        )
        return
    for row in listed[:limit]:
        also = f" ({', '.join(row.aliases)})" if row.aliases else ""
        counts = ", ".join(
            plural(n, what)
            for n, what in ((row.quotes, "quote"), (row.claims, "claim"), (len(row.articles), "article"))
            if n
        )
        click.echo(shown(f"{row.id}  {row.status:9}  {row.name}{also}, {row.type}: {counts or 'not named'}"))
    say(f"{plural(len(listed), 'actor')}{f', the first {limit:,} shown' if len(listed) > limit else ''}.")


def _print_conflicts(
    path: Path, rows: dict[str, ActorRow], found: list[Conflict], limit: int, as_json: bool
) -> None:
    if as_json:
        print_json(
            [
                {
                    "advice": one.advice,
                    "one": one.one,
                    "other": one.other,
                    "names": [rows[one.one].name, rows[one.other].name],
                    "why": one.why,
                }
                for one in found[:limit]
            ]
        )
        return
    for one in found[:limit]:
        command = "merge" if one.advice == "merge" else "forbid"
        names = f"{rows[one.one].name} {'→' if one.advice == 'merge' else '≠'} {rows[one.other].name}"
        click.echo(shown(f"{names}: {one.why}"))
        click.echo(shown(f"    tearline {command} {path.stem} {one.one} {one.other}"))
    say(f"{plural(len(found), 'pair')} to decide about." if found else "No names to decide about.")


@click.command()
@brief_argument
@_actor_argument
@click.argument("into", shell_complete=complete_actor)
@dry_run_option
@desk_option
@json_option
def merge(brief: str, actor: str, into: str, dry_run: bool, desk_path: Path, as_json: bool) -> int:
    """Make two actors one: all that names ACTOR names INTO, whose key and name stay.

    Actors go by key or name. Suggestions and later drafts go under INTO too. --dry-run says what changes.

    \b
    tearline merge morning quill-1a2b "Oda Quill" --dry-run
    tearline merge morning quill-1a2b "Oda Quill"
    """
    from tearline.briefs.curation.curating_actors import plan_merge

    def plan(work: Work) -> Plan:
        return plan_merge(work.file, work.board, actor, into)

    return carry_out(desk_path, brief, plan, dry_run=dry_run, as_json=as_json)


@click.command()
@brief_argument
@_actor_argument
@click.argument("names", nargs=-1, metavar="[ALIAS]…")
@click.option(
    "--item", "items", multiple=True, metavar="ID", shell_complete=complete_id, help="Also takes this."
)
@click.option("--name", default="", help="What the new actor is called; else the first ALIAS.")
@click.option("--type", "kind", type=click.Choice(_TYPES), help="Its type; else that of ACTOR.")
@dry_run_option
@desk_option
@json_option
def split(
    brief: str,
    actor: str,
    names: tuple[str, ...],
    items: tuple[str, ...],
    name: str,
    kind: ActorType | None,
    dry_run: bool,
    desk_path: Path,
    as_json: bool,
) -> int:
    """Take names and items away from an actor, to a new one that is never merged with it again.

    \b
    tearline split morning oda-quill Quill --name "Jon Quill" --item q-2xk7ab
    """
    from tearline.briefs.curation.curating_actors import plan_split

    def plan(work: Work) -> Plan:
        return plan_split(work.file, work.board, actor, names, items, name=name, kind=kind)

    return carry_out(desk_path, brief, plan, dry_run=dry_run, as_json=as_json)


@click.command()
@brief_argument
@_actor_argument
@click.argument("name")
@click.option("--forget", is_flag=True, help="Don't keep the old name as an alias.")
@dry_run_option
@desk_option
@json_option
def rename(
    brief: str, actor: str, name: str, forget: bool, dry_run: bool, desk_path: Path, as_json: bool
) -> int:
    """Call an actor by another name. Its key stays, and its old name becomes an alias.

    \b
    tearline rename morning oda-quill "Dr Oda Quill"
    """
    from tearline.briefs.curation.curating_actors import plan_rename

    def plan(work: Work) -> Plan:
        return plan_rename(work.file, work.board, actor, name, keep_old=not forget)

    return carry_out(desk_path, brief, plan, dry_run=dry_run, as_json=as_json)


@click.command()
@brief_argument
@_actor_argument
@click.argument("other", shell_complete=complete_actor)
@click.option("--lift", is_flag=True, help="Allow it again.")
@dry_run_option
@desk_option
@json_option
def forbid(
    brief: str, actor: str, other: str, lift: bool, dry_run: bool, desk_path: Path, as_json: bool
) -> int:
    """Keep two actors apart for good: note with each, under `not`, that it is never the other.

    \b
    tearline forbid morning "Oda Quill" "Jon Quill"
    tearline forbid morning "Oda Quill" "Jon Quill" --lift
    """
    from tearline.briefs.curation.curating_actors import plan_forbid

    def plan(work: Work) -> Plan:
        return plan_forbid(work.file, work.board, actor, other, lift=lift)

    return carry_out(desk_path, brief, plan, dry_run=dry_run, as_json=as_json)


COMMANDS = [actors, merge, split, rename, forbid]
