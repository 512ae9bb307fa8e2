"""Names to decide about, pair by pair: one and the same, or never."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tearline.briefs.curation.name_conflicts import Conflict, name_conflicts
from tearline.briefs.document.brief_items import blank_brief
from tearline.tui import messages
from tearline.tui.open_brief import Said
from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.dialog import Dialog
from tearline.tui.screens.planning import PlanScreen
from tearline.tui.widgets.row_list import Look, RowList

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.briefs.curation.plans import Plan
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.model import Brief
    from tearline.tui.screens.linked import LinkedScreen


class NamesScreen(Dialog[None]):
    """The pairs, the likeliest first; each goes once it is decided."""

    DEFAULT_CSS = """
    NamesScreen .sheet { height: 90%; }
    NamesScreen #names-count { height: auto; color: $dim; margin: 0 0 1 0; }
    NamesScreen #names-list { height: 1fr; }
    NamesScreen #names-said { height: auto; max-height: 3; color: $accent; margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close"),
        Binding("m", "merge", "One and the same"),
        Binding("K,n", "keep_apart", "Never the same"),
        Binding("u", "undo", "Undo"),
        Binding("ctrl+r", "redo", "Redo"),
    ]

    def __init__(self, desk: LinkedScreen) -> None:
        super().__init__(desk)
        self._names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet names") as sheet:
            sheet.border_title = Content("Names to decide about")
            sheet.border_subtitle = Content("m one and the same · K never the same · u undo · Esc closes")
            yield Static(Content("Looking for names…"), id="names-count")
            yield RowList[Conflict](self._draw, _id_of, lines=2, id="names-list")
            yield Static(id="names-said")

    def on_mount(self) -> None:
        self.rows.focus()
        self._look()

    @property
    def rows(self) -> RowList[Conflict]:
        return self.query_one("#names-list", RowList)

    def _look(self) -> None:
        brief, board = self.brief.brief, self.board
        if board is not None:
            self.ask(partial(_find, brief, board), "looking for names")

    @on(messages.ConflictsFound)
    def _found(self, message: messages.ConflictsFound) -> None:
        message.stop()
        board = self.board
        self._names = _told_apart(board, message.conflicts) if board is not None else {}
        count = len(message.conflicts)
        words = f"{count:,} pair{'' if count == 1 else 's'} to decide about, the likeliest first."
        words = words if count else "No pairs are left to decide about."
        self.query_one("#names-count", Static).update(Content(words))
        self.rows.set_rows(message.conflicts, [])
        self.rows.redraw()

    def _draw(self, pair: Conflict, look: Look) -> Sequence[Content]:
        half = (look.width - 4) // 2
        one, other = (fit(self._names.get(key, key), half).rstrip() for key in (pair.one, pair.other))
        words = f"{one} → {other}" if pair.advice == "merge" else f"{one} ≠ {other}"
        advice = "perhaps one" if pair.advice == "merge" else "perhaps two"
        return (
            assemble((fit(f" {words}", look.width), look.style("row--strong"))),
            assemble((fit(f"   {advice}: {pair.why}", look.width), look.style("row--dim"))),
        )

    # Deciding

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        pair = self.rows.current
        if pair is not None:
            (self.action_merge if pair.advice == "merge" else self.action_keep_apart)()

    def action_merge(self) -> None:
        pair, board = self.rows.current, self.board
        if pair is None or board is None:
            return
        screen = PlanScreen(self.desk, "Merge two actors", merge_ways(board, pair.one, pair.other), pair.why)
        self.app.push_screen(screen, self._planned)

    def _planned(self, done: bool | None) -> None:
        if done:
            self._look()

    def action_keep_apart(self) -> None:
        pair, board = self.rows.current, self.board
        if pair is not None and board is not None:
            name = f"kept {self._names.get(pair.one)} and {self._names.get(pair.other)} apart"
            self.change(partial(self.brief.change, name, partial(keep_apart, board, pair.one, pair.other)))

    def action_undo(self) -> None:
        self.change(self.brief.undo)

    def action_redo(self) -> None:
        self.change(self.brief.redo)

    def heard(self, said: Said) -> None:
        self.query_one("#names-said", Static).update(content(said.words))
        self._look()

    def action_close(self) -> None:
        self.dismiss(None)


def merge_ways(board: Board, one: str, other: str) -> tuple[partial[Plan], partial[Plan]]:
    """How one actor is merged into the other, and the other way round."""
    return partial(_merge, board, one, other), partial(_merge, board, other, one)


def keep_apart(board: Board, one: str, other: str, file: BriefFile) -> str:
    """Note that two actors are never one."""
    from tearline.briefs.curation.curating_actors import plan_forbid
    from tearline.briefs.curation.plans import apply

    apply(file, plan_forbid(file, board, one, other))
    return ""


def _merge(board: Board, gone: str, into: str, file: BriefFile) -> Plan:
    from tearline.briefs.curation.curating_actors import plan_merge

    return plan_merge(file, board, gone, into)


def _find(brief: Brief | None, board: Board) -> messages.ConflictsFound:
    return messages.ConflictsFound(name_conflicts(brief or blank_brief(), board))


def _told_apart(board: Board, conflicts: Sequence[Conflict]) -> dict[str, str]:
    """What to call each actor of the pairs: its name, and where both have one name, an article too."""
    names: dict[str, str] = {}
    titles = {row.id: row.title or row.path for row in board.articles}
    for pair in conflicts:
        one, other = board.actor(pair.one), board.actor(pair.other)
        for row in (one, other):
            if row is not None:
                names.setdefault(row.id, row.name)
        if one is not None and other is not None and one.name == other.name:
            for row in (one, other):
                where = next((titles[key] for key in titles if key in row.articles), "")
                names[row.id] = f"{row.name} in “{where}”" if where else f"{row.name} ({row.id})"
    return names


def _id_of(pair: Conflict) -> str:
    return f"{pair.one} {pair.other}"
