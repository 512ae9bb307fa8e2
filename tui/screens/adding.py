"""Takes words selected in an article into the brief: as a quote or a claim, said by whom, through whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar, Literal, cast, get_args

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tearline.briefs.board.rows import Board
from tearline.briefs.curation.by_hand import WORKED_OUT, Given, add_claim, add_quote
from tearline.briefs.curation.who import who_of
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.findings import ClaimKind, QuoteForm
from tearline.index.article import Span
from tearline.tui import jobs, messages
from tearline.tui.open_brief import Said
from tearline.tui.safe import assemble, content, visible
from tearline.tui.screens.picker import ActorPicker
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.one_of import OneOf
from tearline.tui.workspace import Workspace

AddedAs = Literal["quote", "claim"]
BY_ITSELF = "worked out"


@dataclass(frozen=True, slots=True)
class ToAdd:
    """Words of an article on their way into the brief. `form` is a quote's form or a claim's kind, `cue` the
    cue of a quote or the wording of a claim; what is empty is worked out. `said_by` and `via` are as
    `who.who_of` reads them.
    """

    kind: AddedAs
    article: str
    span: Span
    form: str = ""
    said_by: str = ""
    via: tuple[str, ...] = field(default=())
    cue: str = ""


def add(to_add: ToAdd, board: Board, note: Callable[[str], None], file: BriefFile) -> str:
    """Add the words to a brief; gives what to say of it, and notes the new item's id. Raises EditError."""
    said_by: Given = who_of(to_add.said_by) if to_add.said_by else WORKED_OUT
    if to_add.kind == "quote":
        via = tuple(map(who_of, to_add.via)) if to_add.via else WORKED_OUT
        form = cast(QuoteForm, to_add.form) if to_add.form else None
        cue = to_add.cue or None
        spans = [to_add.span]
        added = add_quote(file, board, to_add.article, spans, speaker=said_by, via=via, form=form, cue=cue)
    else:
        kind = cast(ClaimKind, to_add.form) if to_add.form else None
        by: Given = said_by
        content_of: Given = WORKED_OUT
        if to_add.via:
            # Whoever passes it on asserts it; what is passed on is the content of the one who said it first.
            by, content_of = who_of(to_add.via[-1]), said_by
        added = add_claim(
            file, board, to_add.article, [to_add.span], wording=to_add.cue or None, by=by,
            content_of=content_of, kind=kind,
        )  # fmt: skip
    note(added.id)
    if not added.new:
        return f"The brief has these words already, as {added.id}."
    same = f" The same words stand in {', '.join(added.same_words[:3])}." if added.same_words else ""
    return f"Added the {to_add.kind} {added.id}.{same}"


class WhoField(Static, can_focus=True):
    """Who it is: typing a letter, Enter or a click opens the picker; backspace takes the last one back."""

    class Asked(Message):
        """Somebody is to be picked, beginning with what was typed."""

        def __init__(self, who: WhoField, typed: str) -> None:
            super().__init__()
            self.who = who
            self.typed = typed

    def __init__(self, board: Board, *, several: bool, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._board = board
        self._several = several
        self.chosen: tuple[str, ...] = ()

    def on_mount(self) -> None:
        self._draw()

    def take(self, who: str) -> None:
        self.chosen = (*self.chosen, who) if self._several else (who,)
        self._draw()

    def on_key(self, event: events.Key) -> None:
        if event.key == "backspace":
            self.chosen = self.chosen[:-1]
            self._draw()
        elif event.key == "enter" or (event.is_printable and event.character):
            typed = event.character if event.is_printable and event.character != " " else ""
            self.post_message(self.Asked(self, typed or ""))
        else:
            return
        event.stop()

    def on_click(self) -> None:
        self.post_message(self.Asked(self, ""))

    def _draw(self) -> None:
        names = [self._called(one) for one in self.chosen]
        shown = content(", ".join(names)) if names else Content.styled(BY_ITSELF, "dim")
        self.update(assemble(Content("▌" if self.has_focus else " ")) + shown)

    def _called(self, who: str) -> str:
        row = self._board.actor(who)
        return row.name if row is not None else who.removeprefix("described: ")

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if self.is_mounted:
            self._draw()


class _Words(Input):
    """What is pasted goes through the door as well."""

    def validate_value(self, value: str) -> str:
        return visible(value)


class AddScreen(Modal[str | None]):
    """A form over the desk; it stays open until the brief takes what it says. Gives the new item's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", priority=True),
        Binding("enter,ctrl+s", "add", "Add"),
        Binding("ctrl+s", "add", "Add", priority=True),
        Binding("tab,down", "app.focus_next", "Next field", priority=True),
        Binding("shift+tab,up", "app.focus_previous", "Field before", priority=True),
    ]

    def __init__(self, workspace: Workspace, board: Board, to_add: ToAdd, words: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._board = board
        self._to_add = to_add
        self._words = words
        self._added = ""

    def compose(self) -> ComposeResult:
        sheet = VerticalScroll(classes="sheet adding")
        sheet.border_title = Content("Add to the brief")
        sheet.border_subtitle = Content("Tab next · ←→ choose · Enter adds · Esc closes")
        sheet.can_focus = False
        with sheet:
            yield Static(content(f"“{self._words}”"), id="adding-words")
            with Horizontal(classes="adding--line"):
                yield Static("as", classes="adding--label")
                yield OneOf(get_args(AddedAs), self._to_add.kind, id="adding-kind")
            with Horizontal(classes="adding--line"):
                yield Static("", classes="adding--label", id="adding-form-label")
                yield OneOf((BY_ITSELF,), id="adding-form")
            with Horizontal(classes="adding--line"):
                yield Static("", classes="adding--label", id="adding-by-label")
                yield WhoField(self._board, several=False, id="adding-by")
            with Horizontal(classes="adding--line"):
                yield Static("passed on by", classes="adding--label")
                yield WhoField(self._board, several=True, id="adding-via")
            with Horizontal(classes="adding--line"):
                yield Static("", classes="adding--label", id="adding-cue-label")
                yield _Words(compact=True, id="adding-cue")
            yield Static("", id="adding-error")

    def on_mount(self) -> None:
        self._fit_to_kind()
        self.query_one("#adding-by").focus()

    @on(OneOf.Changed)
    def _turned(self, message: OneOf.Changed) -> None:
        message.stop()
        if message.one_of.id == "adding-kind":
            self._fit_to_kind()

    def _fit_to_kind(self) -> None:
        quote = self.query_one("#adding-kind", OneOf).value == "quote"
        forms = get_args(QuoteForm) if quote else get_args(ClaimKind)
        self.query_one("#adding-form", OneOf).offer((BY_ITSELF, *forms))
        for name, of_quote, of_claim in (
            ("form", "form", "kind"),
            ("by", "said by", "asserted by"),
            ("cue", "cue", "in your words"),
        ):
            self.query_one(f"#adding-{name}-label", Static).update(Content(of_quote if quote else of_claim))
        hint = "the word that introduces it, as in told" if quote else "how the brief is to put it"
        self.query_one("#adding-cue", Input).placeholder = hint

    @on(WhoField.Asked)
    def _pick(self, message: WhoField.Asked) -> None:
        message.stop()
        title = "Who passed it on?" if message.who.id == "adding-via" else "Who says this?"

        def picked(who: str | None) -> None:
            if who is not None:
                message.who.take(who)

        unnamed = ActorPicker(self._board, title, self._words, unnamed=True, typed=message.typed)
        self.app.push_screen(unnamed, picked)

    def _filled(self) -> ToAdd:
        form = self.query_one("#adding-form", OneOf).value
        return replace(
            self._to_add,
            kind=cast(AddedAs, self.query_one("#adding-kind", OneOf).value),
            form="" if form == BY_ITSELF else form,
            said_by=next(iter(self.query_one("#adding-by", WhoField).chosen), ""),
            via=self.query_one("#adding-via", WhoField).chosen,
            cue=" ".join(self.query_one("#adding-cue", Input).value.split()),
        )

    def action_add(self) -> None:
        change = partial(add, self._filled(), self._board, self._note)
        job = partial(self._workspace.brief.change, "added by hand", change)
        run = partial(jobs.change_brief, self._workspace, job, self._told, lambda: False)
        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False, group="adding")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_add()

    def _note(self, item_id: str) -> None:
        self._added = item_id

    def _told(self, message: Message) -> bool:
        """What the change has to tell goes to the desk; what went wrong is said here."""
        if isinstance(message, messages.BriefChanged):
            return self.post_message(message)
        return self.app.screen_stack[0].post_message(message)

    @on(messages.BriefChanged)
    def _answered(self, message: messages.BriefChanged) -> None:
        message.stop()
        said: Said = message.said
        if said.severity == "error":
            words = said.words[:1].upper() + said.words[1:]
            self.query_one("#adding-error", Static).update(content(words))
            return
        self.app.screen_stack[0].post_message(messages.BriefChanged(said))
        self.dismiss(self._added)

    def action_close(self) -> None:
        self.dismiss(None)
