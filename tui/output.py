"""What the command line prints: data on stdout, everything else on stderr, nothing that moves a terminal."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from typing import Any

import click

# What JSON leaves as it stands although a terminal, a log viewer or a UTF-8 encoder would not: DEL and C1
# controls, marks that reorder or hide text, line separators, lone surrogates, tag characters.
_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def print_json(data: Any, *, indent: int | None = 1) -> None:
    """One JSON value on stdout; unsafe characters as escapes, so that the value reads back exactly."""
    click.echo(_UNSAFE_IN_JSON.sub(_json_escape, json.dumps(data, ensure_ascii=False, indent=indent)))


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def say(message: str) -> None:
    """A line on stderr for whoever watches; never data."""
    click.echo(message, err=True)


def plural(count: int, noun: str) -> str:
    """ "1 article", "3 articles", "1,204 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def progress_line(verb: str) -> Callable[[int, int], None]:
    """A function (done, total) that keeps one line on stderr up to date; silent where stderr is no terminal.

    The line appears once half a second has passed, is rewritten ten times a second at most, and is wiped at the end.
    """
    if not sys.stderr.isatty():
        return lambda done, total: None
    started = shown = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done >= total:
            if shown > started:
                sys.stderr.write("\r\x1b[K")
        elif now - started > 0.5 and now - shown > 0.1:
            shown = now
            left = (now - started) / max(done, 1) * (total - done)
            sys.stderr.write(f"\r\x1b[K{verb} {done:,} of {total:,}, {left:.0f} s left (Ctrl+C stops; nothing is lost)")
        sys.stderr.flush()

    return show
