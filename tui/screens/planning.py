"""Shows what a change of the actors would do before it is done: every change, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tearline.briefs.curation.plans import Change
from tearline.index.errors import TearlineError
from tearline.tui import messages
from tearline.tui.open_brief import Said
from tearline.tui.safe import assemble, content
from tearline.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from tearline.briefs.curation.plans import Plan
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.tui.screens.linked import LinkedScreen

Make = Callable[["BriefFile"], "Plan"]
MOST_LINES = 400


class PlanScreen(Dialog[bool]):
    """A plan, or two to choose from with Tab, as a merge one way or the other. Gives whether it was done."""

    DEFAULT_CSS = """
    PlanScreen #plan-summary { height: auto; max-height: 8; margin: 0 0 1 0; }
    PlanScreen #plan-changes { height: auto; max-height: 24; }
    PlanScreen #plan-lines { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,n", "close", "Leave"),
        Binding("enter,y", "apply", "Do it"),
        Binding("tab,s", "swap", "The other way round"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
        Binding("space,pagedown,ctrl+d", "scroll(10)", "Page down"),
        Binding("b,pageup,ctrl+u", "scroll(-10)", "Page up"),
        Binding("g,home", "scroll(-1000000)", "Start"),
        Binding("G,end", "scroll(1000000)", "End"),
    ]

    def __init__(self, desk: LinkedScreen, title: str, ways: tuple[Make, ...], why: str = "") -> None:
        super().__init__(desk)
        self._title = title
        self._ways = ways
        self._why = why
        self._way = 0
        self._plan: Plan | None = None
        self._applying = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet plan") as sheet:
            sheet.border_title = content(self._title)
            swap = "Tab swaps · " if len(self._ways) > 1 else ""
            sheet.border_subtitle = Content(f"Enter does it · {swap}Esc leaves it")
            yield Static(id="plan-summary")
            with VerticalScroll(id="plan-changes") as changes:
                changes.can_focus = False
                yield Static(id="plan-lines")

    def on_mount(self) -> None:
        self._work_out()

    def _work_out(self) -> None:
        way, self._plan = self._way, None
        self.query_one("#plan-summary", Static).update(Content("Working it out…"))
        self.query_one("#plan-lines", Static).update(Content(""))

        def made() -> messages.PlanMade:
            try:
                return messages.PlanMade(way, self.brief.plan(self._ways[way]))
            except TearlineError as error:
                return messages.PlanMade(way, None, str(error))

        self.ask(made, "planning")

    @on(messages.PlanMade)
    def _made(self, message: messages.PlanMade) -> None:
        message.stop()
        if message.way == self._way:
            self._plan = message.plan
            self._show(message.plan, message.trouble)

    def _show(self, plan: Plan | None, trouble: str) -> None:
        dim = self.app.theme_variables["dim"]
        bold = "bold"
        if plan is None:
            self.query_one("#plan-summary", Static).update(assemble(("This can't be done. ", bold), trouble))
            return
        head = [assemble(("Nothing is changed yet. This would be: ", dim), (plan.summary, bold))]
        head += [content(f"! {note}") for note in plan.notes]
        if self._why:
            head.append(content(self._why, dim))
        self.query_one("#plan-summary", Static).update(Content("\n").join(head))
        told = [line for change in plan.changes[:MOST_LINES] for line in _told(change)]
        lines = [content(f"  {line}") for line in told[:MOST_LINES]]
        if (untold := max(len(plan.changes), len(told)) - MOST_LINES) > 0:
            lines.append(Content(f"  … and {untold:,} more"))
        self.query_one("#plan-lines", Static).update(Content("\n").join(lines))

    def action_swap(self) -> None:
        if len(self._ways) > 1:
            self._way = (self._way + 1) % len(self._ways)
            self._work_out()

    def action_apply(self) -> None:
        plan = self._plan
        if plan is None or self._applying:
            return
        self._applying = True
        self.change(partial(self.brief.change, plan.name, partial(_apply, plan=plan)))

    def heard(self, said: Said) -> None:
        self._applying = False
        if said.severity == "error":
            self._plan = None
            self._show(None, said.words)
            return
        if not said.conflicts:
            self.desk.post_message(messages.BriefChanged(said))
        self.dismiss(True)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#plan-changes", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        self.dismiss(False)


def _told(change: Change) -> list[str]:
    """A change in words; of an entry that is new, what it says as well."""
    if change.key or not isinstance(change.after, dict):
        return [str(change)]
    said = (Change(change.section, "", key, None, value) for key, value in change.after.items())
    return [str(change), *(f"    {str(one).replace('— → ', '')}" for one in said)]


def _apply(file: BriefFile, plan: Plan) -> str:
    from tearline.briefs.curation.plans import apply

    apply(file, plan)
    return ""
