"""What runs beside the screen in worker threads: plain functions that tell what they find by messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from tearline.index.errors import TearlineError
from tearline.tui import messages
from tearline.tui.completing import Completer
from tearline.tui.last_screen import LastScreen
from tearline.tui.narrowing import Found, Shown, what_shows, with_snippets
from tearline.tui.open_brief import Said
from tearline.tui.session import Session
from tearline.tui.view import View
from tearline.tui.workspace import Contents, Workspace

if TYPE_CHECKING:
    from tearline.index.sync import SyncReport

Post = Callable[[Message], bool]
LITTLE = 2  # a search that finds no more articles than this may have meant something else


def read_desk(workspace: Workspace, again: bool, post: Post, cancelled: Callable[[], bool]) -> None:
    """Bring the desk up to date, telling how far it is and what there is; `again` tells what is new."""
    post(messages.BriefChanged(_done(workspace.brief.open)))
    try:
        report = workspace.read(
            lambda progress: post(messages.ProgressMade(progress)),
            lambda contents: post(messages.ContentsChanged(contents)),
            cancelled,
        )
    except (TearlineError, OSError) as error:
        post(messages.ReadingEnded(trouble=str(error)))
    else:
        for warning in () if again else workspace.warnings:
            post(messages.BriefChanged(Said(warning, "warning")))
        if again and report is not None:
            post(messages.BriefChanged(Said(news(report))))
        post(messages.ReadingEnded(stopped=cancelled()))


def news(report: SyncReport) -> str:
    """What came, changed, moved and went, as a sentence; empty where nothing did."""
    counts = (
        *(("new", report.added), ("changed", report.changed)),
        *(("moved", report.moved), ("gone", report.removed)),
    )
    told = [f"{count:,} {what}" for what, count in counts if count]
    if not told:
        return ""
    first, *others = told
    count, what = first.split(" ")
    noun = "article" if count == "1" else "articles"
    behind = what in ("moved", "gone")
    return ", ".join((f"{count} {noun} {what}" if behind else f"{count} {what} {noun}", *others)) + "."


def watch_desk(workspace: Workspace, post: Post, cancelled: Callable[[], bool]) -> None:
    """Look whether files came, changed or went."""
    try:
        if workspace.has_news() and not cancelled():
            post(messages.DeskStirred())
    except (TearlineError, OSError):
        # Whatever keeps the folder from being looked at now, the next look or reading tells.
        return


def narrow_desk(
    workspace: Workspace,
    contents: Contents,
    view: View,
    found: Found | None,
    post: Post,
    cancelled: Callable[[], bool],
) -> None:
    """Search where the view has a query that `found` does not answer, and tell what the panes show.

    The rows are told of first; what the articles say comes when it was looked up, unless typing goes on.
    """
    query, saved = view.value("query") or "", view.value("saved") or ""
    try:
        if not query and not saved:
            found = None
        elif found is None or not found.answers(query, contents.cards, saved):
            found = workspace.search(query, contents.cards, saved, cancelled)
        if cancelled():
            return
        if workspace.bring(found, view.value("actor"), cancelled):
            # They are narrowed as all others when they are on screen.
            contents = workspace.update()
            if not cancelled():
                post(messages.ContentsChanged(contents))
            return
        shown = Shown()
        if contents.board is not None:
            shown = what_shows(contents.board, contents.cards, view, found)
        if cancelled():
            return
        post(messages.Narrowed(view, shown, found))
        if found is not None and found.snippets is None:
            found = workspace.look_up(found, cancelled)
            if not cancelled():
                post(messages.Narrowed(view, with_snippets(shown, found), found))
            if query and len(found.ids) <= LITTLE:
                meant = workspace.suggestion(query, cancelled)
                if meant is not None and not cancelled():
                    post(messages.Suggested(query, meant))
    except TearlineError as error:
        # The panes stay as they are: half a query must not empty the screen. One dropped is not told of.
        if not cancelled():
            post(messages.Narrowed(view, None, None, str(error), getattr(error, "position", None)))


def complete_query(
    completer: Completer,
    contents: Contents,
    text: str,
    cursor: int,
    post: Post,
    cancelled: Callable[[], bool],
) -> None:
    """Tell what may complete the query at the cursor."""
    try:
        lines = completer.lines(contents, text, cursor)
    except TearlineError:
        lines = ()  # what is wrong with the desk is told by the search itself
    if not cancelled():
        post(messages.Completed(text, cursor, lines))


def remember_search(workspace: Workspace, query: str, post: Post, cancelled: Callable[[], bool]) -> None:  # noqa: ARG001
    """Note a search that was made, or with an empty one look at those noted; tell the history."""
    try:
        history = workspace.remember(query) if query else workspace.history()
    except TearlineError:
        return
    post(messages.HistoryRead(history))


def keep_session(workspace: Workspace, session: Session, post: Post, cancelled: Callable[[], bool]) -> None:  # noqa: ARG001
    """Note where the user is, for the next start."""
    workspace.keep_session(session)


def keep_screen(workspace: Workspace, screen: LastScreen, post: Post, cancelled: Callable[[], bool]) -> None:  # noqa: ARG001
    """Note what is on screen, for the next start."""
    workspace.keep_screen(screen)


def change_brief(
    workspace: Workspace, change: Callable[[], Said], post: Post, cancelled: Callable[[], bool]
) -> None:
    """Do one change to the brief, tell what was done, and show the states that follow from it."""
    said = _done(change)
    if cancelled():
        return
    if said.changed:
        post(messages.ContentsChanged(workspace.refresh_board()))
    if said != Said():
        post(messages.BriefChanged(said))


def tell(work: Callable[[], Said], post: Post, cancelled: Callable[[], bool]) -> None:  # noqa: ARG001
    """Do what concerns no brief, and tell what came of it."""
    post(messages.BriefChanged(_done(work)))


def fold_text(text_id: str, text: str, post: Post, cancelled: Callable[[], bool]) -> None:
    """Make a text ready for words to be found in it."""
    from tearline.index.text_search import FoldedText

    folded = FoldedText(text)
    if not cancelled():
        post(messages.TextFolded(text_id, folded))


def _done(change: Callable[[], Said]) -> Said:
    """What a change says; where it fails, why."""
    try:
        return change()
    except (TearlineError, OSError) as error:
        return Said(str(error), "error")
