"""The row at hand as a small form: what is typed is checked at once, and only what was changed is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.timer import Timer
from textual.widgets import Input, Static

from tearline.briefs.board.rows import Board
from tearline.briefs.curation.item_form import Field, save_fields
from tearline.tui import messages
from tearline.tui.open_brief import Said
from tearline.tui.safe import content, visible
from tearline.tui.screens.dialog import Dialog, Words
from tearline.tui.widgets.one_of import OneOf

if TYPE_CHECKING:
    from tearline.briefs.document.brief_file import BriefFile
    from tearline.tui.screens.linked import LinkedScreen

PAUSE = 0.12  # seconds without a key before what was typed is checked
NONE = "—"


class EditScreen(Dialog[str | None]):
    """A line for each field, what is wrong with it underneath. Gives the item's id where it was changed."""

    DEFAULT_CSS = """
    EditScreen .form--line { height: 1; }
    EditScreen .form--label { width: 14; color: $dim; }
    EditScreen .form--problem { height: auto; display: none; color: $warning; margin: 0 0 0 12; }
    EditScreen .form--problem.-shown { display: block; }
    EditScreen #form-problem { height: auto; color: $warning; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Leave", priority=True),
        Binding("enter,ctrl+s", "save", "Save", priority=True),
        Binding("tab,down", "app.focus_next", "Next field", priority=True),
        Binding("shift+tab,up", "app.focus_previous", "Field before", priority=True),
    ]

    def __init__(
        self, desk: LinkedScreen, board: Board, item_id: str, called: str, fields: tuple[Field, ...]
    ) -> None:
        super().__init__(desk)
        self._board = board
        self._item = item_id
        self._called = called
        self._fields = {field.key: field for field in fields}
        self._problems: dict[str, str] = {}
        self._waiting: dict[str, Timer] = {}
        self._saving = False

    def compose(self) -> ComposeResult:
        sheet = VerticalScroll(classes="sheet form")
        sheet.border_title = content(f"Edit {self._called}")
        sheet.border_subtitle = Content("Tab next · ← → choose · Enter saves · Esc leaves it as it is")
        sheet.can_focus = False
        names = _Names(self._board)
        with sheet:
            for field in self._fields.values():
                with Horizontal(classes="form--line"):
                    yield Static(Content(field.label), classes="form--label")
                    if field.choices:
                        none = () if field.words in field.choices else (NONE,)
                        if field.key == "credibility":
                            none = (NONE,)
                        yield OneOf((*none, *field.choices), field.words or NONE, id=f"field-{field.key}")
                    else:
                        yield Words(
                            field.words,
                            placeholder=field.hint,
                            compact=True,
                            select_on_focus=False,
                            suggester=names if field.names else None,
                            id=f"field-{field.key}",
                        )
                yield Static(id=f"problem-{field.key}", classes="form--problem")
            yield Static(id="form-problem")

    def on_mount(self) -> None:
        self.query("OneOf, Words").first().focus()

    # Checking

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._check_soon(str(event.input.id).removeprefix("field-"))

    @on(OneOf.Changed)
    def _turned(self, message: OneOf.Changed) -> None:
        message.stop()
        self._check_soon(str(message.one_of.id).removeprefix("field-"))

    def _check_soon(self, key: str) -> None:
        if key in self._waiting:
            self._waiting.pop(key).stop()
        if key in self.changed:
            self._waiting[key] = self.set_timer(PAUSE, partial(self._check, key))
        else:
            self._show_problem(key, "")

    def _check(self, key: str) -> None:
        words = self.changed.get(key)
        if words is None:
            return

        def checked() -> messages.FieldChecked:
            edit = partial(save_fields, board=self._board, item_id=self._item, words={key: words})
            return messages.FieldChecked(key, words, self.brief.problem(edit))

        self.ask(checked, f"checking {key}")

    @on(messages.FieldChecked)
    def _checked(self, message: messages.FieldChecked) -> None:
        message.stop()
        if self.changed.get(message.key) == message.words:
            self._show_problem(message.key, message.problem)

    def _show_problem(self, key: str, problem: str) -> None:
        self._problems[key] = problem
        line = self.query_one(f"#problem-{key}", Static)
        line.set_class(bool(problem), "-shown")
        line.update(content(f"  {problem}"))

    # Saving

    @property
    def changed(self) -> dict[str, str]:
        """The fields that say something else than at first."""
        found: dict[str, str] = {}
        for key, field in self._fields.items():
            widget = self.query_one(f"#field-{key}")
            if isinstance(widget, OneOf):
                words = "" if widget.value == NONE else widget.value
            else:
                words = self.query_one(f"#field-{key}", Words).value
            if words != visible(field.words):
                found[key] = words
        return found

    def action_save(self) -> None:
        changed = self.changed
        if not changed:
            self.dismiss(None)
            return
        if self._saving:
            return
        self._saving = True
        name = f"edited {self._called}: {', '.join(self._fields[key].label for key in changed)}"
        edit = partial(_save, board=self._board, item_id=self._item, words=changed)
        self.change(partial(self.brief.change, name, edit))

    def heard(self, said: Said) -> None:
        self._saving = False
        if said.severity == "error":
            told = "Not saved: see above." if said.words in self._problems.values() else said.words
            self.query_one("#form-problem", Static).update(content(told))
            return
        if not said.conflicts:
            self.desk.post_message(messages.BriefChanged(said))
        self.dismiss(self._item)

    def action_close(self) -> None:
        self.dismiss(None)

    def on_resize(self) -> None:
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)


def _save(file: BriefFile, board: Board, item_id: str, words: dict[str, str]) -> str:
    save_fields(file, board, item_id, words)
    return ""


class _Names(Suggester):
    """Completes the last name of a line to that of an actor."""

    def __init__(self, board: Board) -> None:
        super().__init__(use_cache=False)
        self._names = [(visible(row.name), visible(row.name).casefold()) for row in board.actors]

    async def get_suggestion(self, value: str) -> str | None:
        cut = max(value.rfind(","), value.rfind(";")) + 1
        begun = value[cut:].lstrip()
        if len(begun) < 2:
            return None
        for name, folded in self._names:
            if folded.startswith(begun) and folded != begun:
                return value + name[len(begun) :]
        return None
