"""What the actions on the brief do."""

from __future__ import annotations

import os
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import SuspendNotSupported

from tearline.index.errors import TearlineError
from tearline.tui import messages
from tearline.tui.actions import key_of
from tearline.tui.open_brief import Said, Verdict
from tearline.tui.screens.linked import LinkedScreen
from tearline.tui.widgets.panes import LISTS
from tearline.tui.workspace import Progress

if TYPE_CHECKING:
    from pathlib import Path

    from tearline.briefs.board.rows import Board

# From so many on, a verdict on many shows how far it is.
_MANY = 50
_DOING: dict[Verdict, str] = {"accept": "accepting", "reject": "rejecting", "restore": "restoring"}


class Curating(LinkedScreen):
    """Decides what the brief holds."""

    def _at_hand(self) -> list[str]:
        """The findings to decide on: the list's marked or current rows, or the reader's finding."""
        pane = self.panes.focused_pane
        if pane == "reader":
            return [found] if (found := self.panes.reader.current_finding) else []
        return self.panes.rows(pane).chosen_ids if pane in LISTS and pane != "articles" else []

    def _decide(self, verdict: Verdict) -> None:
        board, ids = self.contents.board, self._at_hand()
        if board is None or not ids:
            self._tell(
                Said(f"Go to an actor, a quote or a claim to {verdict} it. Articles come in as its source.")
            )
            return
        if self.panes.focused_pane in LISTS:
            rows = self.panes.rows(str(self.panes.focused_pane))
            if rows.has_marks:
                rows.clear_marks()
            else:
                # A rejected row goes once the brief is saved; the cursor goes on now, so that x x x
                # rejects three.
                rows.action_row_down()
        self._decide_on(board, ids, verdict)

    def _decide_on(self, board: Board, ids: list[str], verdict: Verdict) -> None:
        tell = partial(self._tell_progress, _DOING[verdict]) if len(ids) >= _MANY else None
        decide = partial(self.workspace.brief.decide, board, ids, verdict, tell)
        self._change_brief(decide)

    def _tell_progress(self, doing: str, done: int, total: int) -> None:
        if done % 10 == 0:
            self.post_message(messages.ProgressMade(Progress(doing, done, total)))

    def action_accept(self) -> None:
        self._decide("accept")

    def action_reject(self) -> None:
        self._decide("reject")

    def action_restore(self) -> None:
        board = self.contents.board
        brief = self.workspace.brief.brief
        rejected = set(brief.rejected) if brief is not None else set()
        ids = [one for one in self._at_hand() if one in rejected]
        if board is None or not ids:
            shows = f"{key_of('toggle_rejected')} shows them"
            self._tell(Said(f"Go to a rejected row ({shows}) to let it be suggested again."))
            return
        self._decide("restore")

    def action_accept_all(self) -> None:
        from tearline.briefs.trust import is_weak
        from tearline.tui.screens.asking import AskScreen

        pane, board = self.panes.focused_pane, self.contents.board
        shown = self.panes.rows(pane).rows if pane in LISTS and pane != "articles" else ()
        waiting = [row for row in shown if row.status in ("suggested", "draft")]
        if board is None or not waiting:
            self._tell(Said("Nothing waits to be accepted here. Go to actors, quotes or claims."))
            return
        many, weak = len(waiting), sum(map(is_weak, waiting))
        what = f"the one {str(pane)[:-1]}" if many == 1 else f"all {many:,} {pane}"
        lines = [f"Accept {what} shown here into the brief?"]
        if steps := self.view.steps_of(str(pane)):
            lines.append("Only what is narrowed to: " + ", ".join(step.label for step in steps) + ".")
        if weak:
            lines.append(f"Among them: {weak:,} weaker (?); {key_of('toggle_weak')} leaves these out.")
        lines.append(f"One {key_of('undo')} takes all of it back.")
        ids = [row.id for row in waiting]

        def answered(yes: bool | None) -> None:
            if yes:
                self._decide_on(board, ids, "accept")

        self.app.push_screen(AskScreen("Accept all that is shown", lines, "accepts them"), answered)

    def action_undo(self) -> None:
        self._change_brief(self.workspace.brief.undo)

    def action_redo(self) -> None:
        self._change_brief(self.workspace.brief.redo)

    def action_export(self) -> None:
        self._change_brief(self.workspace.export)

    # Editing

    def action_edit(self) -> None:
        from tearline.briefs.curation.called import called
        from tearline.briefs.curation.item_form import fields_of
        from tearline.tui.screens.editing import EditScreen

        board, item_id = self.contents.board, self._row_at_hand()
        brief = self.workspace.brief.brief
        fields = fields_of(brief, board, item_id) if board is not None and item_id else ()
        if board is None or not item_id or not fields:
            self._tell(Said("Go to a quote, a claim or an actor to edit it."))
            return
        self.app.push_screen(EditScreen(self, board, item_id, called(brief, board, [item_id]), fields))

    def _row_at_hand(self) -> str | None:
        """The row under the cursor, or the reader's finding; marks do not count."""
        pane = self.panes.focused_pane
        if pane == "reader":
            return self.panes.reader.current_finding
        if pane in LISTS and pane != "articles":
            return self.panes.rows(pane).current_id
        return None

    def action_open_editor(self) -> None:
        place = self.workspace.brief.place_of(self._row_at_hand() or "")
        if place is None:
            self._tell(Said("There is no brief to open yet; accept a finding first.", "warning"))
            return
        self._edit_file(*place)

    def _edit_file(self, path: Path, line: int) -> None:
        from tearline.tui.editors import editor_command

        try:
            command = editor_command(path, line, os.environ)
            with self.app.suspend():
                code = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own editor
        except TearlineError as error:
            self._tell(Said(str(error), "warning"))
            return
        except SuspendNotSupported:
            self._tell(Said("An editor can't be opened from here; open the file yourself.", "warning"))
            return
        except OSError as error:
            self._tell(Said(f"{command[0]} can't be started: {error.strerror or error}", "error"))
            return
        if code:
            self._tell(Said(f"{command[0]} ended with exit code {code}.", "warning"))
        self._change_brief(self.workspace.brief.read_back)

    @on(messages.BriefChanged)
    def _brief_was_changed(self, message: messages.BriefChanged) -> None:
        """Nothing is under way any more; where the editor left what is no brief, offer to go back to it."""
        from tearline.tui.screens.asking import AskScreen

        if self.progress is not None and not self.reading:
            self.progress = None
            self._show_state()
        said, place = message.said, self.workspace.brief.place_of("")
        if not said.broken_at or place is None:
            return
        lines = [
            "What the editor saved can't be read as a brief. The desk goes on with what it said before;",
            "the file stays as the editor left it, and nothing is written over it.",
            "",
            *said.broken[:20],
        ]
        if len(said.broken) > 20:
            lines.append(f"… and {len(said.broken) - 20} more")

        def answered(again: bool | None) -> None:
            if again:
                self._edit_file(place[0], said.broken_at)

        self.app.push_screen(AskScreen("To mend in the brief", lines, "opens it there again"), answered)

    # One by one

    def action_review(self) -> None:
        from tearline.briefs.curation.reviewing import to_review
        from tearline.tui.screens.review import ReviewScreen

        quotes, claims = self.shown.quotes, self.shown.claims
        kinds = (claims, quotes) if self.panes.focused_pane == "claims" else (quotes, claims)
        waiting = to_review(*kinds)
        if not waiting:
            widen, rejected = key_of("widen"), key_of("toggle_rejected")
            within = f"{widen} widens what is shown, {rejected} shows what was rejected."
            within = within if self.view.steps else ""
            self._tell(Said(f"No suggestions wait to be decided here. {within}".strip()))
            return
        within = ", ".join(step.label for step in self.view.steps_of("quotes", "claims"))
        self.app.push_screen(ReviewScreen(self, [row.id for row in waiting], within), self._left_review)

    def _left_review(self, item_id: str | None) -> None:
        row = self.contents.board.item(item_id) if self.contents.board is not None and item_id else None
        if row is not None and self._open_article(row.article):
            self.panes.reader.highlight(row.spans, row.id)
            for pane in ("quotes", "claims"):
                self.panes.rows(pane).put_cursor(row.id)
            self._name_finding()
            self.panes.focus_pane("reader")

    def action_choose_brief(self) -> None:
        from tearline.tui.screens.brief import BriefScreen

        brief = self.workspace.brief

        def opened(name: str | None) -> None:
            if name:
                self._change_brief(partial(brief.open, name))

        self.app.push_screen(BriefScreen(brief.names(), brief.name), opened)
