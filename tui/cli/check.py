"""The command that checks briefs, and repairs the anchors that were found again for certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.cli.brief import complete_brief, from_here, name_of
from tearline.tui.cli.desk import desk_option, json_option, open_desk, synced
from tearline.tui.output import plural, print_json, say, shown

if TYPE_CHECKING:
    from tearline.briefs.anchoring.reanchoring import RepairReport
    from tearline.briefs.problems import Problem
    from tearline.index.desk import Desk

# Problems that a repair may mend, and those that it mends if the new glyphs are to be taken over.
_REPAIRED, _TAKEN_OVER = ("A02", "A03", "A04", "A05"), "A06"


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME|FILE]…", shell_complete=complete_brief)
@click.option("--strict", is_flag=True, help="Let warnings count: exit with 1 for them too.")
@click.option("--repair", is_flag=True, help="Write back where words that have moved are now, then check.")
@click.option(
    "--take-glyphs",
    is_flag=True,
    help="With --repair: take over the source's words where only marks, spaces or letter forms differ.",
)
@desk_option
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    names: tuple[str, ...],
    strict: bool,
    repair: bool,
    take_glyphs: bool,
    desk_path: Path,
    as_json: bool,
) -> int:
    """Verify briefs: their form, that all quoted words stand in their sources, and the craft of statements.

    Without a name, all briefs of the desk. A file in a folder briefs/ is checked with the desk it lies in.
    Exits with 1 where there is an error to mend, with 2 where a file cannot be read.

    \b
    tearline check morning
    tearline check --strict briefs/*.yaml
    tearline check morning --repair
    """
    if take_glyphs and not repair:
        raise click.UsageError("--take-glyphs says how to repair; add --repair.")
    given = ctx.get_parameter_source("desk_path") is not click.core.ParameterSource.DEFAULT
    problems: list[Problem] = []
    reports: dict[str, RepairReport] = {}
    count, unreadable = 0, False
    for root, here in _by_desk(names, desk_path, free=not given):
        with open_desk(root) as desk:
            paths = _paths(desk, here)
            synced(desk)
            for path in paths:
                found, cannot = _checked(desk, path, reports, repair=repair, take_glyphs=take_glyphs)
                problems += found
                unreadable |= cannot
            count += len(paths)
    if not count:
        say("No briefs here yet. `tearline draft NAME` writes one.")
    if as_json:
        print_json({"repaired": reports, "problems": problems} if repair else problems)
    else:
        _tell(problems, reports, count, repair)
    wrong = [problem for problem in problems if strict or problem.severity == "error"]
    return 2 if unreadable else 1 if wrong else 0


def _by_desk(names: Iterable[str], desk: Path, *, free: bool) -> list[tuple[Path, list[str]]]:
    """The names by the desk they belong to, in the order given; `free` where a file may have its own."""
    from tearline.briefs.document.shelf import FOLDER, SUFFIX

    groups: dict[Path, tuple[Path, list[str]]] = {}
    for name in dict.fromkeys(names):
        path = Path(name).absolute()
        own = path.suffix == SUFFIX and path.parent.name == FOLDER
        root = path.parent.parent if free and own else desk
        groups.setdefault(root.absolute(), (root, []))[1].append(name)
    return list(groups.values()) or [(desk, [])]


def _paths(desk: Desk, names: Sequence[str]) -> list[Path]:
    from tearline.briefs.document.shelf import briefs_in, existing_brief

    paths = [existing_brief(desk.root, name_of(desk, name)) for name in names]
    return list(dict.fromkeys(paths)) or list(briefs_in(desk.root))


def _checked(
    desk: Desk, path: Path, reports: dict[str, RepairReport], *, repair: bool, take_glyphs: bool
) -> tuple[Sequence[Problem], bool]:
    """The problems of a brief, after its repair where that is asked for, and whether it cannot be read."""
    from tearline.briefs.anchoring.reanchoring import repair as repaired
    from tearline.briefs.checking.check import check_brief
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.problems import BriefError, BriefUnreadable
    from tearline.briefs.sources import article_of

    try:
        file = BriefFile.load(from_here(path))
        if repair:
            report = repaired(file, article_of(desk, following=True), take_glyphs=take_glyphs)
            file.save()
            reports[file.path.as_posix()] = report
        return check_brief(file, article_of(desk)), False
    except BriefError as error:
        return error.problems, isinstance(error, BriefUnreadable)


def _tell(problems: Sequence[Problem], reports: dict[str, RepairReport], count: int, repair: bool) -> None:
    for name, report in reports.items():
        for one in report.moved:
            (start, end), (new_start, new_end) = one.old, one.new
            place = f"characters {start}–{end} of {one.source}"
            now = f"are {new_start}–{new_end} now" if one.old != one.new else "read as in the source now"
            say(f"{name}: {one.key}: {place} {now}.")
        for what, keys in (("file", report.files), ("text", report.texts)):
            for key in keys:
                say(f"{name}: sources.{key}.{what}: brought up to date.")
        if not report.changed:
            say(f"{name}: nothing to repair for certain.")
    for problem in problems:
        click.echo(shown(f"{problem} [{problem.code}]"))
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    say(f"{plural(count, 'brief')}: {plural(errors, 'error')}, {plural(warnings, 'warning')}.")
    codes = {problem.code for problem in problems}
    if not repair and codes.intersection(_REPAIRED):
        say("`tearline check --repair` writes back where words and files are now, as far as that is certain.")
    if _TAKEN_OVER in codes:
        say("`tearline check --repair --take-glyphs` takes over the source's marks, spaces and letter forms.")


COMMANDS = [check]
