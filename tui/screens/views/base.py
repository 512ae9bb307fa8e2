"""What all views share: a title, a body, the keys; made from the desk in a thread, anew when it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from tearline.index.errors import TearlineError
from tearline.tui import messages
from tearline.tui.actions import Place, bindings
from tearline.tui.open_brief import Said
from tearline.tui.safe import assemble, visible
from tearline.tui.screens.states import too_small
from tearline.tui.screens.steady import LeftOnce
from tearline.tui.screens.views.leaving import Leaving, OpenView, ReadWords
from tearline.tui.widgets.detail import Detail
from tearline.tui.widgets.key_bar import KeyBar
from tearline.tui.widgets.panes import SMALLEST, WIDE
from tearline.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board, Item
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.briefs.model import Brief
    from tearline.tui.screens.linked import LinkedScreen
    from tearline.tui.workspace import Contents

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a list of several parts."""

    id: str
    words: str


class ViewScreen(LeftOnce["Leaving | None"]):
    """A view over the desk. Subclasses say what is in the body, how it is made, and how it is shown.

    `make` runs in a worker thread and must not touch a widget; `show` gets what it made. `kept` outlives the
    screen: what a view keeps there is there when it is opened again.
    """

    PLACE: ClassVar[Place] = "view"
    TITLE_WORDS: ClassVar[str] = ""
    AUTO_FOCUS = ".first"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("view"))

    def __init__(self, desk: LinkedScreen, kept: dict[str, str]) -> None:
        super().__init__()
        self.desk = desk
        self.kept = kept
        self.made: Any = None

    # What a view says of itself

    def body(self) -> Sequence[Widget]:
        """The widgets beside the detail; one of them has the class "first" and gets the focus."""
        raise NotImplementedError

    def make(self, contents: Contents, cancelled: Cancelled) -> object:
        """What the view shows, worked out in a thread."""
        raise NotImplementedError

    def show(self, made: Any) -> None:
        """Put on screen what `make` made."""
        raise NotImplementedError

    def tell_of_row(self) -> Sequence[Content]:
        """The lines of the detail, for the row at hand."""
        return ()

    def words_at_hand(self) -> ReadWords | None:
        """The words that Enter goes to."""
        return None

    # Screen

    def compose(self) -> ComposeResult:
        yield Static(id="view-head")
        with Container(id="view-body"):
            with Container(classes="part"):
                yield from self.body()
            yield Detail()
        yield KeyBar(id="keys")
        yield Static(id="too-small")

    def on_mount(self) -> None:
        self._fit_to(self.app.size)
        self.query_one(KeyBar).show(self.PLACE, reading=False)
        self.name_view("…")
        self.renew()

    def on_resize(self, event: events.Resize) -> None:
        self._fit_to(event.size)

    def _fit_to(self, size: Size) -> None:
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(size.width < SMALLEST.width or size.height < SMALLEST.height, "-too-small")
        words = too_small(size.width, size.height, SMALLEST.width, SMALLEST.height)
        self.query_one("#too-small", Static).update(words)

    def name_view(self, summary: str) -> None:
        """The title, and beside it what the view holds."""
        name = self.app.theme_variables["primary"] + " bold reverse"
        head = assemble((f" {self.TITLE_WORDS} ", name), f"  {summary}")
        self.query_one("#view-head", Static).update(head)

    @property
    def first(self) -> RowList[Any]:
        """The list that the view is about."""
        return self.query_one(".first", RowList)

    @property
    def board(self) -> Board | None:
        return self.desk.contents.board

    @property
    def brief(self) -> Brief | None:
        return self.desk.workspace.brief.brief

    # Making

    def renew(self) -> None:
        """Make anew what is shown, in a thread; the rows at hand stay at hand."""

        def run() -> None:
            worker = get_current_worker()
            try:
                made, trouble = self.make(self.desk.contents, lambda: worker.is_cancelled), ""
            except (TearlineError, OSError) as error:
                made, trouble = None, str(error)
            if not worker.is_cancelled:
                self.post_message(messages.ViewMade(made, trouble))

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False, group="view")

    @on(messages.ViewMade)
    def _made(self, message: messages.ViewMade) -> None:
        if message.trouble:
            self.tell(Said(message.trouble, "error"))
            return
        self.made = message.made
        self.show(message.made)
        self.show_detail()

    def fill(self, rows: RowList[Any], items: Sequence[Any], empty: Sequence[str]) -> None:
        """Put rows into a list; what was at hand when the view was left is at hand again."""
        first_time = not rows.rows
        rows.set_rows(items, empty)
        if first_time and (kept := self.kept.get(f"row {rows.id}")):
            rows.put_cursor(kept)
        if rows.cursor == 0 and len(items) > 1 and isinstance(getattr(items[0], "row", None), Heading):
            rows.cursor = 1

    def show_detail(self) -> None:
        try:
            self.query_one(Detail).show(self.tell_of_row())
        except NoMatches:
            return

    # What the user does

    @on(RowList.Moved)
    def _moved(self, message: RowList.Moved) -> None:
        self.kept[f"row {message.rows.id}"] = message.row_id
        self.row_moved(message.rows)
        self.show_detail()

    def row_moved(self, rows: RowList[Any]) -> None:
        """The cursor of a list went to another row."""

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        self.kept[f"row {message.rows.id}"] = message.row_id
        self.open_row()

    def open_row(self) -> None:
        """Enter: to the words of the row at hand."""
        words = self.words_at_hand()
        if words is None:
            self.tell(Said("There are no words in an article to go to from here."))
        elif self.desk.contents.article(words.article) is None:
            self.tell(Said("Its article is not among those of the desk, or not read yet.", "warning"))
        else:
            self.leave(words)

    @on(KeyBar.Pressed)
    async def _key_pressed(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.action.target)

    def leave(self, leaving: Leaving | None) -> None:
        """Back to the desk, or on to what follows."""
        self.workers.cancel_node(self)
        self.dismiss(leaving)

    def tell(self, said: Said) -> None:
        self.desk._tell(said)

    def change(self, name: str, edit: Callable[[BriefFile], str]) -> None:
        """One change to the brief, as one step of undo; the view is made anew once it is saved."""
        brief = self.desk.workspace.brief
        self.desk._change_brief(partial(brief.change, name, edit))

    def action_close_view(self) -> None:
        self.leave(None)

    def action_open_view(self, view: str) -> None:
        self.leave(None if view == self.PLACE else OpenView(view))

    def action_next_shape(self) -> None:
        """Shown by views that have several ways to show things."""

    def action_undo(self) -> None:
        self.desk._change_brief(self.desk.workspace.brief.undo)

    def action_redo(self) -> None:
        self.desk._change_brief(self.desk.workspace.brief.redo)

    def action_help(self) -> None:
        from tearline.tui.screens.help import help_text
        from tearline.tui.screens.text import TextScreen, sheet_width

        self.app.push_screen(TextScreen("Help", help_text(self, sheet_width(self.size.width))))

    def action_copy(self) -> None:
        words = self.copied()
        if not words:
            self.tell(Said("There is nothing to copy here."))
            return
        self.app.copy_to_clipboard(visible(words))
        self.tell(Said("Copied."))

    def copied(self) -> str:
        """What y copies: the words at hand with their citation, else the row as it is told of."""
        from tearline.tui.widgets.rows import citation

        at = self.words_at_hand()
        article = self.desk.contents.article(at.article) if at else None
        card = self.desk.contents.card(at.article) if at else None
        if at and at.spans and article and card:
            return citation(" … ".join(article.text[start:end] for start, end in at.spans), card)
        return "\n".join(line.plain for line in self.tell_of_row()).strip()


def words_of(item: Item | None) -> ReadWords | None:
    """Where the words of a finding stand; None where they are in no article at hand."""
    return ReadWords(item.article, item.spans, item.id) if item is not None and item.article else None
