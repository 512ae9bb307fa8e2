"""What the commands that work on a brief share: opening it under its suggestions, changing it, saving it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tearline.index.errors import TearlineError
from tearline.tui.cli.brief import complete_brief, from_here, name_of, told
from tearline.tui.cli.desk import open_desk, synced
from tearline.tui.output import print_json, progress_line, say, shown

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tearline.briefs.board.rows import Board
    from tearline.briefs.curation.plans import Plan
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.model import Brief
    from tearline.index.desk import Desk

# Whoever else writes the brief at the same moment is waited out so often.
_TURNS = 3

Done = TypeVar("Done")
brief_argument = click.argument("brief", shell_complete=complete_brief)
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")


@dataclass(frozen=True)
class Work:
    """A brief that is open for a change, under the suggestions that the desk has for it."""

    file: BriefFile
    board: Board


def work_on(
    desk_path: Path,
    name: str,
    change: Callable[[Work], Done],
    *,
    needs_board: Callable[[Brief], bool] | None = None,
    related: bool = False,
    save: bool = True,
) -> tuple[Path, Done]:
    """Change a brief and save it; where something else has written it meanwhile, change the newer text.

    `needs_board` tells from the brief whether the articles' suggestions are needed: without them it takes
    an instant however large the desk is. `related` asks for the proposed relations of claims too. Returns the
    brief's path and what `change` returned. A brief that can't be read ends the command with what is wrong
    with it.
    """
    from tearline.briefs.board.rows import Board
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.document.shelf import existing_brief
    from tearline.briefs.problems import BriefError, ChangedOnDisk

    with open_desk(desk_path) as desk:
        path = existing_brief(desk.root, name_of(desk, name))
        live = None
        for turn in range(_TURNS):
            try:
                file = BriefFile.load(from_here(path))
            except BriefError as error:
                raise click.exceptions.Exit(told(error)) from None
            if live is None and (needs_board or all_of_it)(file.brief):
                synced(desk)
                live = _read(desk)
            if live is not None:
                live.set_brief(file.brief)
                if related:
                    live.relate()
            done = change(Work(file, live.board() if live is not None else Board()))
            try:
                if save and file.changed:
                    file.save()
            except ChangedOnDisk:
                if turn == _TURNS - 1:
                    raise
            else:
                break
        return from_here(path), done


def _read(desk: Desk) -> Any:
    from tearline.briefs.board.desk_board import read_board

    with progress_line("Drafting") as show:
        return read_board(desk, show)


def unless_there(*ids: str) -> Callable[[Brief], bool]:
    """Suggestions are needed where one of these is neither an item, an actor nor a source of the brief."""
    from tearline.briefs.document.brief_items import items_of

    def needed(brief: Brief) -> bool:
        return not {*ids} <= {
            *(item.id for item in items_of(brief)),
            *brief.actors,
            *brief.sources,
        }

    return needed


def all_of_it(_brief: Brief) -> bool:
    """The articles and what they suggest are needed, whatever the brief holds."""
    return True


def no_board(_brief: Brief) -> bool:
    """No suggestions are needed."""
    return False


def carry_out(
    desk_path: Path, name: str, make: Callable[[Work], Plan], *, dry_run: bool, as_json: bool
) -> int:
    """Work out a plan, carry it out unless this is a dry run, and print what it changes."""
    from tearline.briefs.curation.plans import apply

    def change(work: Work) -> Plan:
        plan = make(work)
        if not dry_run:
            apply(work.file, plan)
        return plan

    path, plan = work_on(desk_path, name, change, save=not dry_run)
    if as_json:
        print_json(
            {
                "brief": path,
                "did": plan.name,
                "dry_run": dry_run,
                "counts": plan.counts,
                "changes": plan.changes,
                "notes": plan.notes,
            }
        )
        return 0
    for line in (*map(str, plan.changes), *plan.notes):
        click.echo(shown(line))
    say(f"Nothing is changed yet. This would be: {plan.summary}." if dry_run else f"Done: {plan.summary}.")
    return 0


def tell(path: Path, did: str, ids: Sequence[str], *, as_json: bool, **more: Any) -> None:
    """Print the ids that were changed, as data, and what was done, for whoever watches."""
    if as_json:
        print_json({"brief": path, "did": did, "ids": list(ids), **more})
        return
    for one in ids:
        click.echo(shown(one))
    say(did[:1].upper() + did[1:] + ".")


def ids_from(words: Sequence[str]) -> list[str]:
    """The ids given, or with "-" the first word of each line of stdin, as `tearline list` prints them."""
    ids: list[str] = []
    for word in words:
        if word != "-":
            ids.append(word)
            continue
        with click.open_file("-", errors="replace") as file:
            text = file.read()
        ids += [line.split()[0] for line in text.splitlines() if line.strip()]
    if not ids:
        raise click.UsageError("No ids were given.")
    return ids


# ---- completion ----


def complete_id(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of a brief's items, and the keys of its actors and sources, with their first words."""
    found = [(item, words) for item, words in _ids(ctx) if item.startswith(incomplete)]
    return _items(found)


def complete_actor(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The keys of a brief's actors, with their names."""
    brief = _brief(ctx)
    actors = brief.actors.items() if brief else ()
    return _items((key, actor.name) for key, actor in actors if key.startswith(incomplete))


def complete_article(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The paths of the desk's articles, with their titles."""
    try:
        with open_desk(ctx.params.get("desk_path") or Path()) as desk:
            cards = desk.articles()
    except (TearlineError, OSError):
        return []
    return _items((card.path, card.title or "") for card in cards if card.path.startswith(incomplete))


def _items(found: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    # The shell shows them as they are, so what could move the cursor is not offered.
    plain = ((one, words) for one, words in found if one.isprintable())
    return [CompletionItem(one, help=" ".join(shown(words).split())[:60]) for one, words in plain]


def _brief(ctx: click.Context) -> Brief | None:
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.document.shelf import existing_brief

    root = ctx.params.get("desk_path") or Path()
    try:
        return BriefFile.load(existing_brief(root, Path(str(ctx.params.get("brief") or "")).name)).brief
    except (TearlineError, OSError):
        return None


def _ids(ctx: click.Context) -> list[tuple[str, str]]:
    brief = _brief(ctx)
    if brief is None:
        return []
    return [
        *((quote.id, quote.stretches[0]) for quote in brief.quotes),
        *((claim.id, claim.claim) for claim in brief.claims),
        *((event.id, event.what) for event in brief.timeline),
        *((key, actor.name) for key, actor in brief.actors.items()),
        *((key, source.title or source.file) for key, source in brief.sources.items()),
        *((one, "rejected") for one in brief.rejected),
    ]
