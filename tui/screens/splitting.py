"""Takes names and items away from an actor that is really two, to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.dialog import Dialog, Words
from tearline.tui.screens.planning import PlanScreen
from tearline.tui.widgets.row_list import Look, RowList

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.briefs.curation.plans import Plan
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.model import Brief
    from tearline.tui.screens.linked import LinkedScreen


@dataclass(frozen=True, slots=True)
class Part:
    """What can be taken away: a name, or an item of the brief that names the actor."""

    id: str
    words: str
    is_name: bool


class SplitScreen(Dialog[None]):
    """The actor's names and items to mark, and a line for the new actor's name."""

    DEFAULT_CSS = """
    SplitScreen .sheet { height: 80%; }
    SplitScreen #split-parts { height: 1fr; }
    SplitScreen #split-name { margin: 1 0 0 0; }
    SplitScreen #split-problem { height: auto; color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Leave", priority=True),
        Binding("tab", "app.focus_next", "To the name, and back", priority=True),
    ]

    def __init__(
        self, desk: LinkedScreen, board: Board, actor: str, name: str, parts: Sequence[Part]
    ) -> None:
        super().__init__(desk)
        self._board = board
        self._actor = actor
        self._name = name
        self._parts = parts

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet split") as sheet:
            sheet.border_title = content(f"What is not {self._name}'s?")
            sheet.border_subtitle = Content(
                "Space marks · Tab to the name · Enter shows it first · Esc leaves"
            )
            yield RowList[Part](_draw, _id_of, id="split-parts")
            yield Words(
                placeholder="the new actor's name; empty: the first name marked",
                compact=True,
                id="split-name",
            )
            yield Static(id="split-problem")

    def on_mount(self) -> None:
        rows = self.rows
        rows.set_rows(self._parts, ("It has no other names, and nothing in the brief names it.",))
        rows.focus()

    @property
    def rows(self) -> RowList[Part]:
        return self.query_one("#split-parts", RowList)

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        message.stop()
        self._go_on()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._go_on()

    def _go_on(self) -> None:
        marked = set(self.rows.chosen_ids) if self.rows.has_marks else set()
        names = tuple(part.id for part in self._parts if part.id in marked and part.is_name)
        items = tuple(part.id for part in self._parts if part.id in marked and not part.is_name)
        called = " ".join(self.query_one("#split-name", Words).value.split())
        if not marked or not (called or names):
            told = "Mark what goes to the new actor." if not marked else "Give the new actor a name."
            self.query_one("#split-problem", Static).update(Content(told))
            return
        make = partial(_split, self._board, self._actor, names, items, called)
        self.app.push_screen(PlanScreen(self.desk, f"Split {self._name}", (make,)), self._planned)

    def _planned(self, done: bool | None) -> None:
        if done:
            self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)


def parts_of(brief: Brief | None, board: Board, actor: str) -> list[Part]:
    """The names of an actor, the keys merged into it, and the items of the brief that name it."""
    from tearline.briefs.curation.called import called
    from tearline.briefs.curation.references import naming

    row = board.actor(actor)
    entry = brief.actors.get(actor) if brief is not None else None
    names = list(entry.aliases if entry is not None else row.aliases if row is not None else ())
    parts = [Part(name, f"the name {name}", is_name=True) for name in dict.fromkeys(names)]
    if brief is None or entry is None:
        return parts
    parts += [
        Part(key, f"what was merged as {key}", is_name=True) for key in entry.merged if key not in names
    ]
    seen = dict.fromkeys(item.id for _, item, _ in naming(brief, actor))
    return parts + [Part(one, called(brief, board, [one]), is_name=False) for one in seen]


def _split(
    board: Board, actor: str, names: tuple[str, ...], items: tuple[str, ...], called: str, file: BriefFile
) -> Plan:
    from tearline.briefs.curation.curating_actors import plan_split

    return plan_split(file, board, actor, names, items, name=called)


def _draw(part: Part, look: Look) -> Sequence[Content]:
    style = look.style("row--strong" if part.is_name else "row--plain")
    return (assemble((fit(part.words, look.width), style)),)


def _id_of(part: Part) -> str:
    return part.id
