"""Where the program begins: a folder alone opens the app at once, everything else is the command line's.

Importing the commands takes as long as a quarter of an empty app; who opens a desk needs none of them.
"""

from __future__ import annotations

# Only what Python has loaded already: Ctrl+C is caught from `main` on, so `main` has to come soon.
import gc
import os
import sys


def main() -> None:
    """Run `tearline` with the words it was called with."""
    try:
        _run()
    except KeyboardInterrupt:
        # Pressed while the program was still being loaded: nothing was begun.
        sys.exit(130)


def _run() -> None:
    root = _folder_alone(sys.argv[1:])
    if root is None:
        from tearline.tui.cli.main import main as commands

        commands()
        return
    # What is made until the first frame stays: looking through it for garbage meanwhile is time lost.
    gc.disable()
    from pathlib import Path

    from tearline.tui.app import run_app

    try:
        run_app(Path(root))
    except (Exception, KeyboardInterrupt) as error:
        from tearline.tui.cli.main import end_with

        trouble = error

        def fail() -> None:
            raise trouble

        end_with(fail)


def _folder_alone(words: list[str]) -> str | None:
    """The folder that is all the command says, in a terminal; None where it may be anything else.

    A bare name may be a command's; one with a slash in it, or dots alone, is none.
    """
    if len(words) > 1 or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    if "_TEARLINE_COMPLETE" in os.environ:
        return None
    word = words[0] if words else "."
    if word.strip(".") and "/" not in word:
        return None
    return os.path.expanduser(word) if word and os.path.isdir(os.path.expanduser(word)) else None  # noqa: PTH111, PTH112
