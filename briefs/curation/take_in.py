"""Drafting a brief: the findings that matter most, taken into its YAML for the analyst to review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tearline.briefs.board.desk_board import read_board
from tearline.briefs.board.rows import Board, ClaimRow, Item, QuoteRow
from tearline.briefs.curation.choice import Choice, choose, folded
from tearline.briefs.curation.entries import add_row, ensure_actor, ensure_source
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import items_of
from tearline.briefs.document.shelf import brief_path
from tearline.briefs.problems import ChangedOnDisk
from tearline.index.desk import Desk

# Whoever else writes the brief at the same moment, as another draft does, is waited out so often.
_TURNS = 3


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What drafting did: the brief, whether it was written anew, the articles read, how many findings were
    worth taking in, the entries added, and how many articles are not in English.
    """

    path: Path
    created: bool
    articles: int
    found: int
    sources: int = 0
    actors: int = 0
    quotes: int = 0
    claims: int = 0
    events: int = 0
    foreign: int = 0

    def __str__(self) -> str:
        if not self.foreign:
            return self._done()
        those = "One article is" if self.foreign == 1 else f"{self.foreign:,} articles are"
        return f"{self._done()} {those} not in English; nothing is looked for there."

    def _done(self) -> str:
        counts = {
            "source": self.sources,
            "actor": self.actors,
            "quote": self.quotes,
            "claim": self.claims,
            "event": self.events,
        }
        added = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items() if count]
        if added:
            return f"{'Drafted' if self.created else 'Added'} {', '.join(added)}, to review."
        if not self.articles:
            return "Nothing to draft: no articles on the desk yet. `tearline add FILE…` puts some there."
        if not self.found:
            return (
                "Nothing to draft: the rules find no quote with a sure speaker, no key claim and no date in "
                "the articles. `tearline extract FILE` prints all that they find in one."
            )
        return "Nothing new: what the articles say was drafted, reviewed or rejected before."


def draft_brief(
    desk: Desk, name: str, progress: Callable[[int, int], None] | None = None, title: str | None = None
) -> DraftReport:
    """Write briefs/NAME.yaml from the articles that the desk has read, or add to it what they newly say.

    `choice.choose` says what is taken in. An item that is in the brief is never touched, whatever its review
    says, and an id among the rejected never comes back; drafting again without new articles changes no byte.
    `progress` is told how many articles of how many are drafted. `title` is for a new brief; without one it
    is made from the name. The file is saved whole or not at all. Raises BriefNameError, BriefError for a
    brief that can't be read, ChangedOnDisk and OSError.
    """
    path = brief_path(desk.root, name)
    title = title or path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    _open(path, title)  # a brief that cannot be read is told of before anyone waits for the articles
    live = read_board(desk, progress)
    board = live.board()
    choice = choose(board)
    found = len(choice.quotes) + len(choice.claims) + len(choice.events)
    read = len(board.articles)
    foreign = sum(not row.english for row in board.articles)
    for turn in range(_TURNS):
        created = not path.exists()
        file = _open(path, title)
        live.set_brief(file.brief)
        report = extend(file, live.board(), choice)
        if not file.changed or (created and not items_of(file.brief)):
            break
        path.parent.mkdir(exist_ok=True)
        try:
            file.save()
        except ChangedOnDisk:
            if turn == _TURNS - 1:
                raise
        else:
            return DraftReport(path, created, read, found, foreign=foreign, **report)
    return DraftReport(path, False, read, found, foreign=foreign)


def extend(file: BriefFile, board: Board, choice: Choice) -> dict[str, int]:
    """Add what was chosen and is not in the brief; how many entries of each kind were added.

    `board` is the board under this brief. One step of undo; the file is not saved.
    """
    before = _counts(file)
    rejected = set(file.brief.rejected)
    now = {row.finding: row for row in _items(board)}
    # Words that were rejected in one article are not drafted from another that carries them.
    said = {folded(row.words) for row in _items(board) if row.status != "suggested"}
    taken: list[Item] = []
    chosen: list[Item] = [*choice.quotes, *choice.claims, *choice.events]
    for one in chosen:
        row = now.get(one.finding)
        if row is None or row.status != "suggested" or folded(row.words) in said:
            continue
        if not rejected.isdisjoint(_parties(row)):
            continue
        taken.append(row)
    with file.together(f"drafted: {len(taken)} taken in"):
        needed = {row.article for row in taken}
        for article in board.articles:
            if article.id in needed:
                ensure_source(file, board.texts[article.id])
        for actor in choice.actors:
            row_now = board.actor(actor.id)
            if taken and row_now is not None and row_now.status == "suggested":
                ensure_actor(file, board, actor.id)
        for row in taken:
            add_row(file, board, row, "draft")
    return {kind: count - before[kind] for kind, count in _counts(file).items()}


def _open(path: Path, title: str) -> BriefFile:
    return BriefFile.load(path) if path.exists() else BriefFile.new(path, title or "Brief")


def _counts(file: BriefFile) -> dict[str, int]:
    brief = file.brief
    return {
        "sources": len(brief.sources),
        "actors": len(brief.actors),
        "quotes": len(brief.quotes),
        "claims": len(brief.claims),
        "events": len(brief.timeline),
    }


def _items(board: Board) -> list[Item]:
    return [*board.quotes, *board.claims, *board.events]


def _parties(row: Item) -> set[str | None]:
    """The actors that taking in a row would put into the brief."""
    if isinstance(row, QuoteRow):
        return {row.speaker, row.audience_actor, *row.via_actors}
    if isinstance(row, ClaimRow):
        return {row.by, row.content_of}
    return set(row.actors)
