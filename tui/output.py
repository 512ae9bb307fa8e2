"""What the command line prints: data on stdout, everything else on stderr, nothing that moves a terminal."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import click

from tearline.briefs.json_text import json_text
from tearline.index.errors import TearlineError


def print_json(data: Any, *, indent: int | None = 1) -> None:
    """One JSON value on stdout; dataclasses become objects of their fields, paths strings, sets sorted lists.

    Unsafe characters are written as escapes, so that the value reads back exactly and moves no terminal.
    """
    click.echo(json_text(data, indent=indent, default=_plain))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, TearlineError):
        return vars(value)
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, Set):
        return sorted(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def shown(text: str, **style: Any) -> str:
    """Text from outside made safe to print, line breaks as spaces; `style` as click.style takes it."""
    from tearline.tui.safe import visible

    return click.style(visible(text), **style) if style else visible(text)


def say(message: str) -> None:
    """A line or more on stderr for whoever watches; never data. Text from outside in it is made safe."""
    # Where nobody can be told, as on a full disk, the work is done all the same.
    with suppress(OSError):
        for line in message.splitlines():
            click.echo(shown(line) if not line.isascii() or not line.isprintable() else line, err=True)


def plural(count: int, noun: str) -> str:
    """ "1 article", "3 articles", "1,204 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def duration(seconds: float) -> str:
    """ "8 s", "3 min", "2 h 10 min"."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


class ShowProgress(Protocol):
    """Shows how much is done of how much; how many seconds are `left`, where better known than by that; and
    a word on the `rate`.
    """

    def __call__(self, done: int, total: int, left: float | None = None, rate: str = "") -> None: ...


@contextmanager
def progress_line(verb: str) -> Iterator[ShowProgress]:
    """What keeps one line on stderr up to date; silent where stderr is no terminal.

    The line appears once half a second has passed, is rewritten ten times a second at most, and is wiped at
    the end.
    """
    started = drawn = time.monotonic()

    def show(done: int, total: int, left: float | None = None, rate: str = "") -> None:
        nonlocal drawn
        now = time.monotonic()
        if now - started > 0.5 and now - drawn > 0.1 and sys.stderr.isatty():
            drawn = now
            if left is None:
                left = (now - started) / max(done, 1) * (total - done)
            sys.stderr.write(
                f"\r\x1b[K{verb} {done:,} of {total:,}{rate and ', ' + rate}, {duration(left)} left. "
                "Ctrl+C stops, nothing is lost."
            )
            sys.stderr.flush()

    try:
        yield show
    finally:
        if drawn > started:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
