"""The command that git calls to merge two branches' versions of a brief."""

from __future__ import annotations

from pathlib import Path

import click

from tearline.tui.cli.desk import AnyPath
from tearline.tui.output import say


@click.command("merge-driver")
@click.argument("versions", nargs=-1, type=AnyPath(), metavar="[BASE MINE THEIRS [PATH]]")
@click.option("--set-up", is_flag=True, help="Have git call this for the briefs of this repository.")
def merge_driver(versions: tuple[Path, ...], set_up: bool) -> int:
    """Merge two versions of a brief item by item, for git; the result is written to MINE.

    Where both changed one key of one item, the exit code is 1, the places are named, and MINE holds both
    versions between git's marks.

    \b
    tearline merge-driver --set-up
    """
    from tearline.briefs.document import git_merging

    if set_up and not versions:
        if not git_merging.set_up(Path()):
            raise click.UsageError("This folder lies in no git repository.")
        say("git merges the briefs of this repository item by item from now on, where .gitattributes")
        say("beside them says `*.yaml merge=tearline`.")
        return 0
    if set_up or len(versions) not in (3, 4):
        raise click.UsageError("Name the files of the three versions, or give --set-up.")
    base, mine, theirs = (path.read_bytes() for path in versions[:3])
    name = str(versions[-1])
    try:
        merge = git_merging.merge_versions(name, base.decode(), mine.decode(), theirs.decode())
    except UnicodeDecodeError:
        say(f"{name}: one of the versions is not UTF-8 text; the file stays as it is here.")
        return 1
    versions[1].write_bytes(merge.text.encode())
    for conflict in merge.conflicts:
        say(f"{name}: {conflict}")
    return 1 if merge.conflicts else 0


COMMANDS = [merge_driver]
