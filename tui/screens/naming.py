"""What the actions on who is who do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tearline.tui import messages
from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen

if TYPE_CHECKING:
    from textual.message import Message

    from tearline.briefs.board.rows import ActorRow, Board
    from tearline.briefs.model import Brief

_NO_ACTOR = "Go to an actor first, with 1."


class Naming(LinkedScreen):
    """Merges, splits and keeps apart."""

    def action_merge(self) -> None:
        from tearline.tui.screens.names import merge_ways
        from tearline.tui.screens.planning import PlanScreen

        def merge(board: Board, one: str, other: str) -> None:
            self.panes.rows("actors").clear_marks()
            self.app.push_screen(PlanScreen(self, "Merge two actors", merge_ways(board, one, other)))

        self._two_actors("Merge {} with …", merge)

    def action_keep_apart(self) -> None:
        from tearline.briefs.curation.curating_actors import plan_forbid
        from tearline.tui.screens.planning import PlanScreen

        def keep_apart(board: Board, one: str, other: str) -> None:
            self.panes.rows("actors").clear_marks()
            make = partial(plan_forbid, board=board, actor=one, other=other)
            self.app.push_screen(PlanScreen(self, "Keep two actors apart", (make,)))

        self._two_actors("{} is never …", keep_apart)

    def action_split(self) -> None:
        from tearline.tui.screens.splitting import SplitScreen, parts_of

        board, actor = self.contents.board, self._one_actor()
        if board is None or actor is None:
            self._tell(Said(_NO_ACTOR))
            return
        parts = parts_of(self.workspace.brief.brief, board, actor.id)
        self.app.push_screen(SplitScreen(self, board, actor.id, actor.name, parts))

    def action_decide_names(self) -> None:
        from tearline.tui.screens.names import NamesScreen

        if self.contents.board is None:
            self._tell(Said("The articles are still being read."))
            return
        self.app.push_screen(NamesScreen(self))

    def _one_actor(self) -> ActorRow | None:
        rows = self.panes.rows("actors")
        return rows.current if self.panes.focused_pane == "actors" else None

    def _two_actors(self, title: str, then: Callable[[Board, str, str], object]) -> None:
        """The two marked actors, or the one at hand and another that is asked for."""
        board, actor = self.contents.board, self._one_actor()
        if board is None or actor is None:
            self._tell(Said(_NO_ACTOR))
            return
        rows = self.panes.rows("actors")
        marked = rows.chosen_ids if rows.has_marks else []
        if len(marked) == 2:
            then(board, marked[0], marked[1])
            return
        if len(marked) > 2:
            self._tell(Said(f"{len(marked)} actors are marked; mark two, or none."))
            return
        if len(marked) == 1:
            actor = board.actor(marked[0]) or actor
        self._ask_other(board, actor, title, then)

    def _ask_other(
        self, board: Board, actor: ActorRow, title: str, then: Callable[[Board, str, str], object]
    ) -> None:
        """Ask for another actor; the likeliest are looked up in a thread, and stand first."""
        brief = self.workspace.brief.brief

        def look_up(post: Callable[[Message], bool], cancelled: Callable[[], bool]) -> None:  # noqa: ARG001
            post(
                messages.Ready(
                    partial(self._offer, board, actor, _likely(brief, board, actor.id), title, then)
                )
            )

        self._in_thread(look_up, group="looking for names")

    @on(messages.Ready)
    def _ready(self, message: messages.Ready) -> None:
        message.then()

    def _offer(
        self,
        board: Board,
        actor: ActorRow,
        likely: dict[str, str],
        title: str,
        then: Callable[[Board, str, str], object],
    ) -> None:
        from tearline.tui.screens.picker import ActorPicker

        place = {one: n for n, one in enumerate(likely)}
        others = [row for row in board.actors if row.id != actor.id]
        # Among the likeliest, and among the others, the order of the pane stays.
        others.sort(key=lambda row: place.get(row.id, len(place)))
        about = "; ".join(f"{row.name}: {likely[row.id]}" for row in others[: len(likely)])

        def chosen(other: str | None) -> None:
            if other is not None:
                then(board, actor.id, other)

        among = replace(board, actors=tuple(others))
        self.app.push_screen(ActorPicker(among, title.replace("{}", actor.name), about), chosen)


def _likely(brief: Brief | None, board: Board, actor: str) -> dict[str, str]:
    """Whom an actor may be one with, and why; the likeliest first."""
    from tearline.briefs.curation.name_conflicts import name_conflicts
    from tearline.briefs.document.brief_items import blank_brief

    found: dict[str, str] = {}
    for pair in name_conflicts(brief or blank_brief(), board):
        if pair.advice == "merge" and actor in (pair.one, pair.other):
            found.setdefault(pair.other if pair.one == actor else pair.one, pair.why)
    return found
