"""The command that writes a brief out in one of the formats."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.cli.brief import complete_brief, from_here, name_of, told
from tearline.tui.cli.desk import AnyPath, desk_option, open_desk, synced
from tearline.tui.output import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tearline.briefs.export import Prepared
    from tearline.index.desk import Desk


class _FormatName(click.ParamType[str]):
    """The name of a format. The registry is read when it is asked for, so that starting up stays quick."""

    name = "format"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - what click calls it with
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from tearline.briefs.export import FORMATS

        return [
            CompletionItem(each.name, help=each.about)
            for each in FORMATS.values()
            if each.name.startswith(incomplete)
        ]


class _ListsFormats(click.Command):
    """A command whose help ends with the formats of the registry."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        from tearline.briefs.export import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(each.name, f"{each.about} (*{each.suffix})") for each in FORMATS.values()])


@click.command(cls=_ListsFormats)
@click.argument("name", shell_complete=complete_brief)
@click.option(
    "--as",
    "format_name",
    type=_FormatName(),
    metavar="FORMAT",
    help="A format of the list below; without it, the one that the suffix of FILE says, or else markdown.",
)
@click.option("--actor", metavar="ACTOR", help="Whom a dossier is about: the actor's key, or a name.")
@click.option(
    "--template",
    type=AnyPath(),
    metavar="FILE",
    help="Let your own Jinja2 template make it; see docs/templates.md.",
)
@click.option("-o", "--output", type=AnyPath(), metavar="FILE", help="Write it to this file; - is stdout.")
@desk_option
def export(
    name: str,
    format_name: str | None,
    actor: str | None,
    template: Path | None,
    output: Path | None,
    desk_path: Path,
) -> int:
    """Print a brief as Markdown, with a footnote under every statement, or in another format.

    \b
    tearline export morning
    tearline export morning -o morning.html
    tearline export morning --as dossier --actor ada-veld
    tearline export morning --template memo.md.j2 -o memo.md
    """
    from tearline.briefs.document.shelf import existing_brief
    from tearline.briefs.export import ExportRefused, write_export
    from tearline.briefs.problems import BriefError

    file = None if output == Path("-") else output
    make = _maker(template, format_name, actor, file)
    with open_desk(desk_path) as desk:
        path = existing_brief(desk.root, name_of(desk, name))
        synced(desk)
        try:
            text = make(prepared(desk, path))
        except BriefError as error:
            return told(error)
        except ExportRefused as error:
            say(str(error))
            say(f"`tearline check {path.stem}` says at which line, and what to do.")
            return 1
    if file is None:
        click.echo(text, nl=False)
    else:
        write_export(file, text)
        say(f"{file} written.")
    return 0


def _maker(
    template: Path | None, format_name: str | None, actor: str | None, file: Path | None
) -> Callable[[Prepared], str]:
    """What makes the text of an export: a template or a format. Raises UnknownFormat."""
    if template is None:
        from tearline.briefs.export import chosen_format

        chosen = chosen_format(format_name, file)
        return lambda ready: chosen.export(ready, actor)
    if format_name or actor:
        raise click.UsageError("A template makes the whole export: leave out --as and --actor.")
    from tearline.briefs.export.user_templates import render_template

    return partial(render_template, template)


def prepared(desk: Desk, path: Path) -> Prepared:
    """The brief at `path`, ready for export. Raises BriefError and ExportRefused."""
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.export import prepare
    from tearline.briefs.sources import article_of

    return prepare(BriefFile.load(from_here(path)).brief, article_of(desk))


def exported(desk: Desk, path: Path) -> str:
    """The brief at `path` as Markdown. Raises BriefError and ExportRefused."""
    from tearline.briefs.export import FORMATS

    return FORMATS["markdown"].export(prepared(desk, path))


COMMANDS = [export]
