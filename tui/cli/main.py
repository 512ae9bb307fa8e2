"""The command line: `tearline [DESK]` opens the app, the commands do the same work without a screen."""

from __future__ import annotations

import difflib
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.index.errors import TearlineError
from tearline.index.query_tree import QueryError
from tearline.tui.cli import (
    actors,
    assess,
    brief,
    by_hand,
    check,
    corroborate,
    curate,
    desk,
    diff,
    export,
    git,
    history,
    keys,
    search,
    serve,
    similar,
)
from tearline.tui.output import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DONE, TO_MEND, WRONG_USE = 0, 1, 2


# Commands whose first word is a brief, to change or list what stands in it.
ON_A_BRIEF: set[str | None] = set()


class DeskFirst(click.Group):
    """A group whose first word may also be a folder: `tearline ~/articles` is `tearline open ~/articles`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:
            # The shell asks what may come next: the words so far may be no more than the start of a command.
            return super().parse_args(ctx, args)
        options = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        if not args or (args[0] not in self.commands and args[0] not in options):
            if args and not args[0].startswith("-") and not Path(args[0]).expanduser().exists():
                raise click.UsageError(_neither_command_nor_folder(args[0], list(self.commands)), ctx)
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands that work on what stands in a brief apart from the others."""
        for heading, inside in (("Commands", False), ("Working on a brief", True)):
            names = [name for name in self.list_commands(ctx) if (name in ON_A_BRIEF) == inside]
            with formatter.section(heading):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(80)) for name in names])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return super().shell_complete(ctx, incomplete) or [CompletionItem(incomplete, type="dir")]


def _neither_command_nor_folder(word: str, commands: list[str]) -> str:
    near = difflib.get_close_matches(word, commands, n=1)
    meant = f" Did you mean `{near[0]}`?" if near else ""
    return f"{word!r} is neither a command nor a folder.{meant}"


@click.group(
    cls=DeskFirst,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="[DESK] | COMMAND …",
    epilog="Exit codes: 0 done, 1 something to mend was found, 2 wrong use or unreadable input.",
)
@click.version_option(package_name="tearline", prog_name="tearline")
def tearline() -> None:
    """Brief others from a folder of news articles: who said what, each word tied to its source.

    \b
    tearline ~/articles         open a folder of articles (a desk)
    tearline                    open the folder you are in
    tearline demo               look round in the sample desk
    tearline draft morning      draft a brief of everything in the desk
    tearline export morning     print it as Markdown
    """


for module in (
    desk,
    search,
    similar,
    brief,
    check,
    diff,
    export,
    history,
    git,
    corroborate,
    keys,
    serve,
):
    for command in module.COMMANDS:
        tearline.add_command(command)
for module in (curate, by_hand, actors, assess):
    for command in module.COMMANDS:
        tearline.add_command(command)
        ON_A_BRIEF.add(command.name)


def _advice(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Change its permissions, or name another file or folder."
    if isinstance(error, FileNotFoundError | IsADirectoryError | NotADirectoryError):
        return "Check the name."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Make room, or write elsewhere, and try again."
    return "Check the file and its disk, and try again."


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; what goes wrong is one readable message on stderr."""
    end_with(lambda: tearline.main(args=args, prog_name="tearline", standalone_mode=False))


def end_with(work: Callable[[], int | None]) -> None:
    """Do the work and exit with its code, 0 for none; what goes wrong is one readable message on stderr."""
    try:
        code = work()
    except click.ClickException as error:
        error.show()
        code = WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        say("Stopped. No file is lost or half written; the same command goes on from here.")
        code = 130
    except BrokenPipeError:
        # The reader of the pipe has gone, as `| head` does. Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except QueryError as error:
        say(f"query, character {error.position + 1:,}: {error}")
        code = WRONG_USE
    except TearlineError as error:
        say(f"tearline: {error}")
        code = WRONG_USE
    except OSError as error:
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        say(f"tearline: {where}{error.strerror or error}. {_advice(error)}")
        code = WRONG_USE
    sys.exit(code or DONE)
