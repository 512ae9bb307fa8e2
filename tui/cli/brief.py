"""Commands about what is said in the articles: extract, draft."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.cli.desk import AnyPath, desk_option, json_option, open_desk, synced
from tearline.tui.output import print_json, progress_line, say, shown

if TYPE_CHECKING:
    from tearline.briefs.findings import Findings, Party
    from tearline.briefs.problems import BriefError
    from tearline.index.article import Article, Span
    from tearline.index.desk import Desk


def complete_brief(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from tearline.briefs.document.shelf import briefs_in

    root = ctx.params.get("desk_path") or Path()
    return [path.stem for path in briefs_in(root) if path.stem.startswith(incomplete)]


# -------------------------------------------------------------------------------------------------- extract


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]…", type=AnyPath())
@click.option(
    "--jsonl", metavar="FILE", help='Read articles from JSON lines {"id": …, "text": …}; - is stdin.'
)
@json_option
def extract(files: tuple[Path, ...], jsonl: str | None, as_json: bool) -> int:
    """Print the actors, quotes and claims of articles, without a desk.

    \b
    tearline extract report.txt
    tearline extract --json *.txt               one JSON object a line, one line an article
    tearline extract --jsonl articles.jsonl
    """
    if bool(files) == bool(jsonl):
        raise click.UsageError("Name article files, or a file of JSON lines with --jsonl.")
    from tearline.briefs.drafting import draft_article
    from tearline.briefs.findings_json import extract_record

    failures = 0
    for name, article in _from_lines(jsonl) if jsonl else _from_files(files):
        if article is None:
            failures += 1
        elif jsonl or as_json:
            print_json(extract_record(article, draft_article(article), name), indent=None)
        else:
            _print_findings(article, draft_article(article))
    return 2 if failures else 0


def _from_files(files: Iterable[Path]) -> Iterator[tuple[str, Article | None]]:
    """Each file's name and its article; None, after a line on stderr, where it can't be read."""
    from tearline.index.article import Article
    from tearline.index.pool import read_file

    for path in files:
        for piece in read_file(path.absolute()):
            for found in piece.found:
                name = (path.parent / found.path).as_posix()
                if isinstance(found, Article):
                    yield name, found
                else:
                    say(f"{name}: {found.reason}; {found.advice}")
                    yield name, None


def _from_lines(name: str) -> Iterator[tuple[str, Article | None]]:
    """Each line's id and its article; None, after a line on stderr, where the line holds none."""
    from tearline.index.reading import article_from_text

    with click.open_file(name, "rb") as file:
        for number, line in enumerate(file, start=1):
            line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            if not line.strip():
                continue
            try:
                name_of_article, text = _record(line)
            except ValueError as error:
                say(f'{name}:{number}: {error}; expected {{"id": a string or number, "text": a string}}')
                yield "", None
            else:
                yield name_of_article, article_from_text(text)


def _record(line: bytes) -> tuple[str, str]:
    """The id and text that a JSON line gives. Raises ValueError with a reason."""
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} of the line is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"column {error.colno} is not JSON ({error.msg})") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(record, dict):
        raise ValueError("it is no object")
    name, text = record.get("id"), record.get("text")
    if not isinstance(name, str | int | float) or isinstance(name, bool):
        raise ValueError('"id" is missing or no string or number')
    if not isinstance(text, str):
        raise ValueError('"text" is missing or no string')
    return str(name), text


def _print_findings(article: Article, findings: Findings) -> None:
    names = {actor.id: actor.name for actor in findings.actors}

    def named(party: Party | None) -> str:
        return names.get(party.actor or "", party.described) if party else ""

    def words(spans: Iterable[Span]) -> str:
        return " … ".join(article.text[start:end] for start, end in spans)

    click.echo(shown(article.path or article.id, bold=True))
    if not findings.english:
        click.echo("Not in English, so nothing is looked for in it.")
        return
    click.echo("Actors")
    for actor in findings.actors:
        roles = "; ".join(role.text for role in actor.roles)
        click.echo(
            shown(f"  {actor.name} ({actor.type}, {len(actor.mentions)})" + (f": {roles}" if roles else ""))
        )
    click.echo("Quotes")
    for quote in findings.quotes:
        via = "".join(f", via {named(party)}" for party in quote.relay)
        speaker = named(quote.speaker) or ("—" if quote.form == "scare" else "speaker unclear")
        click.echo(shown(f"  {speaker}{via} [{quote.form}]: {words(quote.content)}"))
    click.echo("Key claims")
    for claim in findings.claims:
        by = names.get(claim.by or "", claim.by_text or "")
        if claim.content_of:
            by = f"{names[claim.content_of]}, via {by}"
        click.echo(shown(f"  [{claim.kind}] {words(claim.span)}" + (f" ({by})" if by else "")))


# -------------------------------------------------------------------------------------------- draft, check


@click.command()
@click.argument("name", shell_complete=complete_brief)
@desk_option
@json_option
def draft(name: str, desk_path: Path, as_json: bool) -> int:
    """Write briefs/NAME.yaml from the desk's articles, or add to it what new articles say.

    What you have reviewed is never changed, and what you have rejected stays out.

    \b
    tearline draft morning
    """
    from tearline.briefs.curation.take_in import draft_brief
    from tearline.briefs.document.shelf import brief_path
    from tearline.briefs.problems import BriefError

    with open_desk(desk_path) as desk:
        name = brief_path(desk.root, name_of(desk, name)).stem
        synced(desk)
        try:
            with progress_line("Drafting") as show:
                report = draft_brief(desk, name, progress=show)
        except BriefError as error:
            return told(error)
        if as_json:
            print_json(report)
            return 0
        if report.path.exists():
            click.echo(shown(from_here(report.path).as_posix()))
        say(str(report))
        return 0


def told(error: BriefError) -> int:
    """Say what keeps a brief from being read as one; the exit code for it."""
    from tearline.briefs.problems import BriefUnreadable

    say(str(error))
    return 2 if isinstance(error, BriefUnreadable) else 1


def name_of(desk: Desk, name: str) -> str:
    """The name of a brief, where it may also be written as the path of its file: briefs/morning.yaml."""
    from tearline.briefs.document.shelf import FOLDER

    path = Path(name)
    return path.name if len(path.parts) > 1 and path.absolute().parent == desk.root / FOLDER else name


def from_here(path: Path) -> Path:
    """The path as the user would type it: relative where it lies below the folder they are in."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


COMMANDS = [extract, draft]
