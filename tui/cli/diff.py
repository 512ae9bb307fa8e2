"""The command that says what has changed in a brief since the last commit, or between any two states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tearline.tui.cli.brief import complete_brief, from_here, told
from tearline.tui.cli.desk import AnyPath, desk_option, json_option, open_desk, synced
from tearline.tui.output import print_json, say, shown

if TYPE_CHECKING:
    from tearline.briefs.differences.change import Change
    from tearline.briefs.model import Brief

# NAME@REVISION; the @ of a revision like HEAD@{1} is followed by a brace.
_AT = re.compile(r"(.+?)@(?!\{)(.+)", re.DOTALL)
_LAST_COMMIT = "HEAD"


@dataclass(frozen=True)
class _State:
    """A brief as a file has it now, or as it had it at a git revision."""

    path: Path
    revision: str | None = None

    def __str__(self) -> str:
        name = from_here(self.path).as_posix()
        return f"{name}@{self.revision}" if self.revision is not None else name


@click.command()
@click.argument("since", metavar="BRIEF|REVISION", shell_complete=complete_brief)
@click.argument("until", metavar="[BRIEF|REVISION]", required=False, shell_complete=complete_brief)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown"]), default="text", help="How to print it."
)
@click.option("-o", "--output", type=AnyPath(), metavar="FILE", help="Write it to this file, as Markdown.")
@desk_option
@json_option
def diff(
    since: str, until: str | None, form: str, output: Path | None, desk_path: Path, as_json: bool
) -> int:
    """Say what has changed in a brief: claims and quotes, grades, reviews, speakers, anchors, sources.

    A brief is a name or a file, as it is now, or BRIEF@REVISION, as git has it. A revision alone is the other
    brief at that revision. Of one brief alone, what has changed since the last commit.

    \b
    tearline diff morning
    tearline diff HEAD~3 morning
    tearline diff morning@v1 morning@HEAD -o since-v1.md
    tearline diff old/briefs/morning.yaml morning
    """
    from tearline.briefs.differences.diff import diff_briefs
    from tearline.briefs.differences.diff_text import changes_markdown, changes_text
    from tearline.briefs.problems import BriefError

    before, after = _states(desk_path.absolute(), since, until)
    try:
        old, new = _brief(before), _brief(after)
    except BriefError as error:
        return told(error)
    changes = diff_briefs(old, new)
    if after.revision is None:
        changes = _with_sources(changes, new, after.path)
    if output is not None or form == "markdown":
        text = changes_markdown(changes, new.title, str(before), str(after))
        if output is None or output == Path("-"):
            click.echo(text, nl=False)
        else:
            from tearline.briefs.export import write_export

            write_export(output, text)
            say(f"{output} written.")
    elif as_json:
        print_json({"since": str(before), "until": str(after), "changes": changes})
    else:
        for line in changes_text(changes):
            click.echo(shown(line, bold=True) if not line.startswith(" ") else shown(line))
    if not changes:
        say(f"Nothing has changed from {before} to {after}.")
    return 0


def _states(root: Path, since: str, until: str | None) -> tuple[_State, _State]:
    """The two states that the words name. Raises what `existing_brief` does, and UsageError."""
    if until is None:
        state = _state(root, since) or _missing(root, since)
        return (state if state.revision else _State(state.path, _LAST_COMMIT)), _State(state.path)
    before, after = _state(root, since), _state(root, until)
    if before is None and after is None:
        raise click.UsageError(
            f"Neither {since!r} nor {until!r} is a brief of this desk. Name it: BRIEF@{since} BRIEF@{until}."
        )
    if before is None:
        assert after is not None, "one of the two is a brief"  # noqa: S101
        return _State(after.path, since), after
    return before, after or _State(before.path, until)


def _state(root: Path, word: str) -> _State | None:
    """The state that a word names, None where it may only be a revision."""
    from tearline.briefs.document.shelf import BriefNameError, brief_path

    path = Path(word)
    if path.is_file():
        return _State(path.absolute())
    try:
        if (brief := brief_path(root, word)).is_file():
            return _State(brief)
    except BriefNameError:
        pass
    found = _AT.fullmatch(word)
    if found is None:
        return None
    path = Path(found[1])
    if path.is_file() or len(path.parts) > 1:
        return _State(path.absolute(), found[2])
    return _State(brief_path(root, found[1]), found[2])


def _missing(root: Path, word: str) -> _State:
    from tearline.briefs.document.shelf import existing_brief

    return _State(existing_brief(root, word))


def _brief(state: _State) -> Brief:
    from tearline.briefs.document.brief_file import BriefFile

    if state.revision is None:
        return BriefFile.load(from_here(state.path)).brief
    from tearline.briefs.document.revisions import brief_at

    return brief_at(state.path, state.revision, str(state))


def _with_sources(changes: tuple[Change, ...], brief: Brief, path: Path) -> tuple[Change, ...]:
    """The changes, and what has become of the brief's words in the articles of the desk it lies in."""
    from tearline.briefs.differences.diff import anchor_changes, in_order
    from tearline.briefs.document.shelf import FOLDER
    from tearline.briefs.sources import article_of

    if path.parent.name != FOLDER:
        return changes
    with open_desk(path.parent.parent) as desk:
        synced(desk)
        return in_order((*changes, *anchor_changes(brief, article_of(desk))))


COMMANDS = [diff]
