"""What completes the query in the box: asked of the desk beside the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tearline.tui.widgets.completion_list import Line
from tearline.tui.workspace import Contents, Workspace

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.briefs.curation.picking import Candidate
    from tearline.index.engine import Facets


class Completer:
    """Holds what is slow to gather of a desk. Called from worker threads, of which the last counts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._facets: tuple[object, Facets] | None = None
        self._actors: tuple[object, tuple[Candidate, ...]] | None = None

    def lines(self, contents: Contents, text: str, cursor: int) -> tuple[Line, ...]:
        """What may complete a query at the cursor, best first. Raises TearlineError on a closed desk."""
        from tearline.briefs.completing import offers
        from tearline.index.query_completion import begun_at, completed

        begun = begun_at(text, cursor)
        if begun is None or not contents.cards:
            return ()
        found = offers(
            begun,
            words=self._workspace.desk.complete,
            facets=self._facets_of(contents),
            actors=self._actors_of(contents.board),
            briefs=self._workspace.brief.names() if begun.field == "in" else (),
        )
        return tuple(Line(one.value, one.told, *completed(text, begun, one.value)) for one in found)

    def _facets_of(self, contents: Contents) -> Facets:
        if self._facets is None or self._facets[0] is not contents.cards:
            self._facets = contents.cards, self._workspace.desk.facets()
        return self._facets[1]

    def _actors_of(self, board: Board | None) -> tuple[Candidate, ...]:
        from tearline.briefs.curation.picking import candidates

        if board is None:
            return ()
        if self._actors is None or self._actors[0] is not board:
            self._actors = board, candidates(board)
        return self._actors[1]
