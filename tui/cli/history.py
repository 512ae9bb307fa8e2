"""Commands that go back and forth in what was done to a brief: undo, redo."""

from __future__ import annotations

from pathlib import Path

import click

from tearline.tui.cli.brief import complete_brief, from_here, name_of, told
from tearline.tui.cli.desk import desk_option, json_option, open_desk
from tearline.tui.output import print_json, say


@click.command()
@click.argument("name", shell_complete=complete_brief)
@desk_option
@json_option
def undo(name: str, desk_path: Path, as_json: bool) -> int:
    """Take back the last change to a brief, whenever and by whichever command it was made.

    What an editor or git did to the file is a change too. Exits with 1 where there is nothing to take back.

    \b
    tearline undo morning
    """
    return _step(name, desk_path, as_json, back=True)


@click.command()
@click.argument("name", shell_complete=complete_brief)
@desk_option
@json_option
def redo(name: str, desk_path: Path, as_json: bool) -> int:
    """Make again the change to a brief that undo took back last.

    Exits with 1 where there is none.

    \b
    tearline redo morning
    """
    return _step(name, desk_path, as_json, back=False)


def _step(name: str, root: Path, as_json: bool, back: bool) -> int:
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.document.shelf import existing_brief
    from tearline.briefs.problems import BriefError

    with open_desk(root) as desk:
        path = existing_brief(desk.root, name_of(desk, name))
    try:
        file = BriefFile.load(from_here(path))
    except BriefError as error:
        return told(error)
    done = file.undo() if back else file.redo()
    if done is not None:
        file.save()
    if as_json:
        print_json({"undone" if back else "redone": done})
    elif done is None:
        say("Nothing to undo." if back else "Nothing to do again.")
    else:
        say(f"{'Undid' if back else 'Did again'}: {done.rstrip('.')}.")
    return 1 if done is None else 0


COMMANDS = [undo, redo]
