"""What the actions on who is who do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen

if TYPE_CHECKING:
    from tearline.briefs.rows import ActorRow, Board

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
        from tearline.briefs.curating_actors import plan_forbid
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
        from tearline.tui.screens.picker import ActorPicker

        likely = self._likely(board, actor.id)
        others = [row for row in board.actors if row.id != actor.id]
        # The likeliest come first; among them, and among the others, the order of the pane stays.
        others.sort(key=lambda row: list(likely).index(row.id) if row.id in likely else len(likely))
        about = "; ".join(
            f"{row.name}: {likely[row.id]}" for row in others[: len(likely)] if row.id in likely
        )

        def chosen(other: str | None) -> None:
            if other is not None:
                then(board, actor.id, other)

        among = replace(board, actors=tuple(others))
        self.app.push_screen(ActorPicker(among, title.format(actor.name), about), chosen)

    def _likely(self, board: Board, actor: str) -> dict[str, str]:
        """Whom an actor may be one with, and why; the likeliest first."""
        from tearline.briefs.brief_items import blank_brief
        from tearline.briefs.name_conflicts import name_conflicts

        brief = self.workspace.brief.brief or blank_brief()
        found: dict[str, str] = {}
        for pair in name_conflicts(brief, board):
            if pair.advice == "merge" and actor in (pair.one, pair.other):
                found.setdefault(pair.other if pair.one == actor else pair.one, pair.why)
        return found
