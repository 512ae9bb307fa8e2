"""Commands about a desk: open, add, refresh, sync, status, demo, completion."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.output import plural, print_json, progress_line, say, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from click.shell_completion import CompletionItem

    from tearline.index.desk import Desk
    from tearline.index.errors import Unreadable
    from tearline.index.sync import SyncReport


class AnyPath(click.ParamType[Path]):
    """A path that may or may not exist. An empty one, as an unset variable of a script leaves it, is refused:
    it would stand for the folder one is in.
    """

    name = "path"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if value == "":
            self.fail("the name is empty.", param, ctx)
        return Path(value).expanduser()

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - what click calls it with
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


_ALIKE = 20  # files that can't be read for the same reason and are named


class PathOrAddress(click.ParamType[Path | str]):
    """A path, as AnyPath has it, or the address of a page on the web, which stays as it is written."""

    name = "path or address"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        from tearline.index.add_pages import is_address

        if isinstance(value, str) and is_address(value):
            return value
        return AnyPath().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return AnyPath().shell_complete(ctx, param, incomplete)


desk_option = click.option(
    "--desk",
    "desk_path",
    type=AnyPath(),
    default=Path(),
    help="The folder of articles; without it, the folder you are in.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def open_desk(path: Path) -> Desk:
    """The desk at `path`; DeskError says why it cannot be opened."""
    from tearline.index.desk import Desk

    return Desk(path)


def synced(desk: Desk, *, count_unreadable: bool = True, go_on: bool = True) -> SyncReport | None:
    """Read what is new in the desk, with progress on a terminal, and say how much of it could not be read.

    Where another tearline is reading the desk in, or the disk is full, say so and `go_on` with what is there:
    None.
    """
    from tearline.index.desk import DeskBusy, DeskFull

    try:
        with progress_line("Reading") as show:
            report = desk.sync(
                progress=lambda now: show(now.done, now.total, now.left, f"{now.rate:,.0f} articles a second")
            )
    except (DeskBusy, DeskFull) as error:
        if not go_on:
            raise
        say(str(error))
        return None
    for message in report.messages:
        say(message)
    if count_unreadable and report.unreadable:
        # Whoever only searches would have the same list before every answer.
        say(f"{len(report.unreadable):,} could not be read: `tearline status` says what, and what to do.")
    return report


@click.command("open")
@click.argument("desk_path", metavar="[DESK]", type=AnyPath(), default=Path())
@click.option("--brief", metavar="NAME", help="The brief to work on; without it, the one last worked on.")
def open_(desk_path: Path, brief: str | None) -> None:
    """Open the app on a desk: a folder with articles in it."""
    _run_app(desk_path, brief)


def _run_app(root: Path, brief: str | None = None, *, tour: bool = False) -> None:
    if not _in_terminal():
        raise click.UsageError(
            "The app needs a terminal. Without one, `tearline draft` and `tearline export` do its work."
        )
    from tearline.tui.app import run_app

    run_app(root, brief, tour=tour)


def _in_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


private_option = click.option(
    "--allow-private",
    is_flag=True,
    help="Also connect to addresses on this machine and in private networks, at any port.",
)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH-OR-URL…", type=PathOrAddress())
@private_option
@desk_option
@json_option
def add(sources: tuple[Path | str, ...], allow_private: bool, desk_path: Path, as_json: bool) -> int:
    """Copy articles into the desk, or fetch them from the web, and read them.

    Of a feed's address, the page of each entry is added.

    \b
    tearline add report.pdf notes/
    tearline add https://courier.example/2031/03/pact-talks
    """
    paths = [source for source in sources if isinstance(source, Path)]
    addresses = [source for source in sources if isinstance(source, str)]
    with open_desk(desk_path) as desk:
        copied = desk.add(paths)
        fetched = desk.add_addresses(addresses, allow_private, _tell_address) if addresses else None
        report = copied.with_those(fetched) if fetched else copied
        read = synced(desk, count_unreadable=False)
    if as_json:
        print_json({"add": report, "sync": read})
    else:
        for path in report.added:
            click.echo(shown(path.as_posix()))
        say(f"{plural(len(report.added), 'file')} added, {len(report.already):,} already in the desk.")
    for unreadable in (*report.unreadable, *_of_files(desk, read, report.added)):
        say(str(unreadable))
    return 2 if report.unreadable else 0


@click.command()
@private_option
@desk_option
@json_option
def refresh(allow_private: bool, desk_path: Path, as_json: bool) -> int:
    """Look again at the pages that were added from the web.

    Where a text has changed, the new page stands beside the old one. Exit with 2 where a page could not be
    fetched or read.
    """
    with open_desk(desk_path) as desk:
        report = desk.refresh(allow_private, _tell_address)
        read = synced(desk, count_unreadable=False)
    if as_json:
        print_json({"refresh": report, "sync": read})
    else:
        for path in report.changed:
            click.echo(shown(path.as_posix()))
        say(f"{plural(len(report.changed), 'page')} changed, {report.unchanged:,} unchanged.")
    for unreadable in (*report.unreadable, *_of_files(desk, read, report.changed)):
        say(str(unreadable))
    return 2 if report.unreadable else 0


def _tell_address(address: str) -> None:
    if sys.stderr.isatty():
        say(f"Fetching {address}")


@click.command()
@desk_option
@json_option
def sync(desk_path: Path, as_json: bool) -> int:
    """Read new and changed articles; exit with 1 where some could not be read."""
    with open_desk(desk_path) as desk:
        report = synced(desk, count_unreadable=False, go_on=False)
    assert report is not None, "a sync that is not to go on is done or raises"  # noqa: S101
    if as_json:
        print_json(report)
    else:
        for line in _listed(report.unreadable):
            say(line)
        say(
            f"{plural(report.added, 'article')} new, {report.changed:,} changed, {report.moved:,} moved, "
            f"{report.removed:,} gone, {report.unchanged:,} unchanged; "
            f"{len(report.unreadable):,} could not be read."
        )
    return 1 if report.unreadable else 0


@click.command()
@desk_option
@json_option
def status(desk_path: Path, as_json: bool) -> int:
    """Say what is in the desk, what could not be read (exit 1 where there is some), and of which articles
    only a part may be there.
    """
    from tearline.briefs.document.shelf import briefs_in

    with open_desk(desk_path) as desk:
        read = synced(desk, count_unreadable=False)
        report = desk.status()
        if read is not None:
            # A sync also knows the folders that cannot be opened.
            report = replace(report, unreadable=read.unreadable)
        notes = desk.notes()
        briefs = [path.relative_to(desk.root).as_posix() for path in briefs_in(desk.root)]
    if as_json:
        told = [{"article": path, "note": note} for path, note in notes]
        print_json({"desk": report, "briefs": briefs, "notes": told})
    else:
        click.echo(shown(report.root, bold=True))
        click.echo(f"{plural(report.articles, 'article')}, searchable")
        for brief in briefs:
            click.echo(shown(brief))
        for line in _listed(report.unreadable):
            click.echo(shown(line))
        for path, note in notes[:_ALIKE]:
            click.echo(shown(f"{path}: {note}"))
        if len(notes) > _ALIKE:
            click.echo(f"… and {len(notes) - _ALIKE:,} more notes, which --json lists")
        if not report.articles:
            say("No articles yet: put some into the folder (.txt, .html, .pdf …), or `tearline add FILE…`.")
    return 1 if report.unreadable else 0


def _of_files(desk: Desk, read: SyncReport | None, files: Sequence[Path]) -> list[Unreadable]:
    """What of these files of the desk, or of what is in them, a sync could not read."""
    unreadable = read.unreadable if read else ()
    return [each for each in unreadable if desk.root / each.path.partition("!/")[0] in files]


def _listed(unreadable: Iterable[Unreadable]) -> Iterator[str]:
    """A line for each file that can't be read; several for the same reason stand below it, of many the
    first few.
    """
    alike: dict[tuple[str, str], list[Unreadable]] = {}
    for each in unreadable:
        alike.setdefault((each.reason, each.advice), []).append(each)
    for (reason, advice), group in alike.items():
        if len(group) == 1:
            yield str(group[0])
            continue
        yield f"{len(group):,} for the same reason: {reason}{f'; {advice}' if advice else ''}"
        yield from (f"  {each.path}" for each in group[:_ALIKE])
        if len(group) > _ALIKE:
            yield f"  … and {len(group) - _ALIKE:,} more, which --json lists"


@click.command()
@click.option("--desk", "desk_path", type=AnyPath(), help="Where to lay the sample desk out.")
def demo(desk_path: Path | None) -> None:
    """Open the sample desk: a few notes, and a finished brief made of them.

    A tour of two minutes leads round in it; Esc ends the tour. Without a terminal, print that brief as
    Markdown.
    """
    from tearline.briefs.sample import lay_out

    if desk_path is None:
        from platformdirs import user_data_path

        desk_path = user_data_path("tearline") / "sample-desk"
    try:
        root = lay_out(desk_path)
    except OSError as error:
        raise click.ClickException(
            f"The sample desk cannot be laid out in {shown(str(desk_path))} ({error.strerror or error}). "
            "Name a folder of yours: `tearline demo --desk FOLDER`."
        ) from None
    if _in_terminal():
        _run_app(root, tour=True)
        return
    from tearline.briefs.document.shelf import briefs_in
    from tearline.tui.cli.export import exported

    with open_desk(root) as desk:
        synced(desk)
        click.echo(exported(desk, briefs_in(root)[0]), nl=False)
    say(
        "This is the sample desk's brief. In a terminal, `tearline demo` (or `make run`) opens it in the app."
    )


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands and names in your shell.

    \b
    tearline completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from tearline.tui.cli.main import tearline

    if completer := get_completion_class(shell):
        click.echo(completer(tearline, {}, "tearline", "_TEARLINE_COMPLETE").source())


COMMANDS = [open_, add, refresh, sync, status, demo, completion]
