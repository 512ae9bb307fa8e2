"""Commands about the app's own settings: keys."""

from __future__ import annotations

import click

from tearline.tui.cli.desk import json_option
from tearline.tui.output import print_json, say, shown


@click.command()
@click.option("--check", is_flag=True, help="Only look at your file of keys, and say what is wrong with it.")
@json_option
def keys(check: bool, as_json: bool) -> int:
    """Print the keys of the app, yours where you have given some, with the names of their actions.

    Yours stand in keys.yaml, a line for each action: `desk.accept: y`. Exits with 1 where a line of it is
    wrong; that line is left out, and the app starts all the same.

    \b
    tearline keys
    tearline keys --check
    """
    from tearline.tui.actions import ACTIONS, shown_key
    from tearline.tui.keymap import load_keymap

    keymap = load_keymap()
    rows = [(" ".join(map(shown_key, keymap.of(action))), action) for action in ACTIONS]
    if as_json:
        listed = [
            {
                "action": action.full_id,
                "keys": list(keymap.of(action)),
                "yours": action.full_id in keymap.keys,
                "name": action.name,
                "help": action.help,
            }
            for _, action in rows
        ]
        problems = [{"line": problem.line, "problem": problem.words} for problem in keymap.problems]
        print_json({"file": str(keymap.path), "problems": problems, "keys": [] if check else listed})
    elif not check:
        width = max(len(written) for written, _ in rows)
        names = max(len(action.full_id) for _, action in rows)
        for written, action in rows:
            yours = "*" if action.full_id in keymap.keys else " "
            click.echo(f"{shown(written):{width}} {yours} {action.full_id:{names}}  {action.name}")
    for problem in keymap.problems:
        say(str(problem))
    if not keymap.path.exists():
        say(f"You have no keys of your own. They would stand in {keymap.path}")
    elif not keymap.problems:
        changed = len(keymap.keys)
        say(
            f"{keymap.path}: {changed} action{'' if changed == 1 else 's'} with keys of your own, none wrong."
        )
    return 1 if keymap.problems else 0


COMMANDS = [keys]
