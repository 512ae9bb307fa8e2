"""What the actions that open views do, and what follows when one is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import on

from tearline.tui import messages
from tearline.tui.open_brief import Said
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.screens.views.leaving import Leaving, NarrowTo, OpenView, ReadWords
from tearline.tui.session import Session
from tearline.tui.view import Step
from tearline.tui.workspace import Workspace

if TYPE_CHECKING:
    from tearline.tui.screens.views.base import ViewScreen

_DATES = re.compile(r"(?:^|\s)date:\S+")


class Viewing(LinkedScreen):
    """Opens the views; each is as it was left when it is opened again."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__(workspace, session)
        # What each view keeps while it is closed.
        self._kept_of_views: dict[str, dict[str, str]] = {}

    def _open_view(self, opening: OpenView) -> None:
        kept = self._kept_of_views.setdefault(f"{opening.view} {opening.actor}", {})
        self.app.push_screen(_screen(opening, self, kept), self._left_view)

    def action_open_view(self, view: str) -> None:
        self._open_view(OpenView(view))

    def action_view_actor(self) -> None:
        """The page of the actor at hand: the row itself, who speaks, who asserts; else one is chosen."""
        actor = self._actor_at_hand()
        if actor is not None:
            self._open_view(OpenView("actor", actor))
            return
        if self.contents.board is None:
            self._tell(Said("No actors yet: articles are still being read."))
            return
        from tearline.tui.screens.picker import ActorPicker

        def chosen(who: str | None) -> None:
            if who is not None:
                self._open_view(OpenView("actor", who))

        self.app.push_screen(ActorPicker(self.contents.board, "Whose page?"), chosen)

    def _actor_at_hand(self) -> str | None:
        from tearline.briefs.board.rows import ClaimRow, QuoteRow

        pane, board = self.panes.focused_pane, self.contents.board
        if board is None:
            return None
        if pane == "actors":
            return self.panes.rows("actors").current_id
        found = (
            self.panes.rows(pane).current_id
            if pane in ("quotes", "claims")
            else self.panes.reader.current_finding
            if pane == "reader"
            else None
        )
        match board.item(found) if found else None:
            case QuoteRow() as quote:
                actor = quote.speaker
            case ClaimRow() as claim:
                actor = claim.by or claim.content_of
            case _:
                actor = None
        return actor or self.view.value("actor")

    def _left_view(self, leaving: Leaving | None) -> None:
        match leaving:
            case ReadWords():
                self._read_words(leaving)
            case NarrowTo(step=Step() as step):
                self._set_view(self.view.narrowed(step))
            case NarrowTo(dates=dates):
                self._narrow_to_dates(dates)
            case OpenView():
                self._open_view(leaving)

    def _read_words(self, words: ReadWords) -> None:
        if not self._open_article(words.article):
            return
        if words.spans:
            self.panes.reader.highlight(words.spans, words.item)
        for pane in ("quotes", "claims"):
            self.panes.rows(pane).put_cursor(words.item)
        self._name_finding()
        self.panes.focus_pane("reader")

    def _narrow_to_dates(self, dates: str) -> None:
        """Search within these dates too; dates asked for before make room."""
        before = _DATES.sub("", self.view.value("query") or "").strip()
        query = f"{before} date:{dates}".strip()
        self.search_bar.set_query(query)
        self._set_view(self.view.narrowed(Step("query", query, query)))

    @on(messages.ContentsChanged)
    def _views_follow(self) -> None:
        # The desk itself takes in the contents first.
        self.call_next(self._renew_views)

    def _renew_views(self) -> None:
        """Make the views that are open anew from what the desk holds now."""
        from tearline.tui.screens.views.base import ViewScreen

        for screen in self.app.screen_stack:
            if isinstance(screen, ViewScreen):
                screen.renew()


def _screen(opening: OpenView, desk: LinkedScreen, kept: dict[str, str]) -> ViewScreen:
    """The screen of a view, imported when it is first opened: the first paint does not wait for it."""
    match opening.view:
        case "timeline":
            from tearline.tui.screens.views.timeline import TimelineView

            return TimelineView(desk, kept)
        case "sources":
            from tearline.tui.screens.views.sources import SourcesView

            return SourcesView(desk, kept)
        case "matrix":
            from tearline.tui.screens.views.matrix import MatrixView

            return MatrixView(desk, kept)
        case "assessment":
            from tearline.tui.screens.views.assessment import AssessmentView

            return AssessmentView(desk, kept)
        case "changes":
            from tearline.tui.screens.views.changes import ChangesView

            return ChangesView(desk, kept)
        case _:
            from tearline.tui.screens.views.actor import ActorView

            return ActorView(desk, kept, opening.actor)
