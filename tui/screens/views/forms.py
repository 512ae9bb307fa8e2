"""The forms of the views: a grade with who gave it and why, a statement, an open question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tearline.briefs.board.rows import Board
from tearline.briefs.curation.assessing import StatementKind
from tearline.briefs.export.scales import PERCENT
from tearline.briefs.export.wording import RELIABILITY
from tearline.briefs.model import Confidence, Likelihood, Reliability
from tearline.briefs.overviews.bottom_line import weaknesses
from tearline.tui.safe import content, visible
from tearline.tui.screens.steady import Modal
from tearline.tui.widgets.one_of import OneOf

Given = TypeVar("Given")
_KINDS = (
    ("judgement", "judgement: what you conclude"),
    ("assumption", "assumption: taken for granted"),
    ("fact", "fact: established"),
)
_CONFIDENCE = (
    ("", "not given"),
    ("low", "low: thin or doubtful sources"),
    ("moderate", "moderate: plausible, not well corroborated"),
    ("high", "high: good and independent sources"),
)


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade of reliability, None to take it away, with who gives it and why."""

    reliability: Reliability | None
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as it was written; empty where a choice was not made."""

    kind: StatementKind
    words: str
    likelihood: Likelihood | None
    confidence: Confidence | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question, and why it matters."""

    question: str
    why: str


class Form(Modal["Given | None"], Generic[Given]):
    """Named fields under each other. Ctrl+S or Enter keeps, Esc gives up; what is wrong is said below."""

    TITLE_WORDS: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Give up", priority=True),
        Binding("ctrl+s", "keep", "Keep", priority=True),
    ]

    def __init__(self, about: str = "") -> None:
        super().__init__()
        self._about = about

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """The name and the widget of each field."""
        raise NotImplementedError

    def given(self) -> Given:
        """What the fields hold; raises ValueError, saying what is missing."""
        raise NotImplementedError

    def hints(self) -> Sequence[str]:
        """What to say of the fields as they are."""
        return ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = content(self.TITLE_WORDS)
            sheet.border_subtitle = Content("Tab next field · ← → choose · Ctrl+S keeps · Esc gives up")
            if self._about:
                yield Static(content(self._about), classes="picker--about")
            for name, widget in self.fields():
                with Horizontal(classes="field-words" if isinstance(widget, TextArea) else "field"):
                    yield Static(Content(name), classes="field-name")
                    yield widget
            yield Static(id="form-hints", classes="form-hints")

    def on_mount(self) -> None:
        self._hint()

    def _hint(self) -> None:
        self.query_one("#form-hints", Static).update(_lines(self.hints()))

    @on(OneOf.Changed)
    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._hint()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        try:
            given = self.given()
        except ValueError as error:
            self.query_one("#form-hints", Static).update(content(str(error)))
        else:
            self.dismiss(given)

    def action_give_up(self) -> None:
        self.dismiss(None)


def _lines(words: Sequence[str]) -> Content:
    return Content("\n").join([content(line) for line in words])


class SafeInput(Input):
    """A line of text; what is pasted goes through the door as well."""

    def validate_value(self, value: str) -> str:
        return visible(value)


class SafeText(TextArea):
    """A few lines of text; Enter keeps the form, since a statement is one paragraph."""

    def __init__(self, text: str, *, id: str) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(visible(text), id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    @property
    def words(self) -> str:
        return " ".join(visible(self.text).split())

    async def _on_paste(self, event: Any) -> None:
        event.text = visible(event.text)
        await super()._on_paste(event)

    async def _on_key(self, event: Any) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.screen.action_keep()  # type: ignore[attr-defined]
            return
        await super()._on_key(event)


class GradeScreen(Form[Graded]):
    """How far a source can be relied on, by the Admiralty code."""

    TITLE_WORDS = "Reliability of a source"

    def __init__(self, about: str, reliability: str, by: str, why: str) -> None:
        super().__init__(about)
        self._now = (reliability, by, why)

    def fields(self) -> Iterator[tuple[str, Widget]]:
        grade, by, why = self._now
        choices = [(letter, f"{letter}: {words}") for letter, words in RELIABILITY.items()]
        yield "grade", OneOf([*choices, ("", "no grade")], grade or "F", id="grade")
        yield "graded by", SafeInput(visible(by), placeholder="your name or initials", id="by")
        yield "because", SafeInput(visible(why), placeholder="what you know of this source", id="why")

    def given(self) -> Graded:
        grade: Any = self.query_one("#grade", OneOf).value
        by, why = (self.query_one(one, Input).value.strip() for one in ("#by", "#why"))
        if grade and grade != "F" and not (by and why):
            missing = "who gives the grade" if not by else "why"
            raise ValueError(f"Say {missing}: a grade without it is worth little to whoever reads it.")
        return Graded(grade or None, by if grade else "", why if grade else "")


class StatementScreen(Form[Stated]):
    """A statement of the bottom line, warned about as `tearline check` would."""

    TITLE_WORDS = "Statement of the bottom line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "pick", "What it rests on", priority=True),
    ]

    def __init__(self, board: Board, brief: Any, now: Stated) -> None:
        super().__init__()
        self._board, self._brief, self._now = board, brief, now
        self._because = now.because

    def fields(self) -> Iterator[tuple[str, Widget]]:
        now = self._now
        yield "statement", SafeText(now.words, id="words")
        yield "kind", OneOf(_KINDS, now.kind, id="kind")
        terms = [(term, f"{term}: {PERCENT[term][0]}–{PERCENT[term][1]} %") for term in get_args(Likelihood)]
        yield "likelihood", OneOf([("", "not given"), *terms], now.likelihood or "", id="likelihood")
        yield "confidence", OneOf(_CONFIDENCE, now.confidence or "", id="confidence")
        yield "rests on", _Because(self._because_words(), self.action_pick)

    def _because_words(self) -> str:
        if not self._because:
            return "nothing yet: Enter, or Ctrl+B anywhere, chooses"
        return f"{len(self._because)}: {', '.join(self._because)}"

    def _now_given(self) -> Stated:
        kind: Any = self.query_one("#kind", OneOf).value
        likelihood: Any = self.query_one("#likelihood", OneOf).value or None
        confidence: Any = self.query_one("#confidence", OneOf).value or None
        words = self.query_one("#words", SafeText).words
        return Stated(kind, words, likelihood, confidence, self._because)

    def hints(self) -> Sequence[str]:
        now = self._now_given()
        found = weaknesses(now.words, now.kind, now.likelihood, now.confidence, now.because)
        return [f"• {what}; expected {wanted}" for what, wanted in found]

    def given(self) -> Stated:
        now = self._now_given()
        if not now.words:
            raise ValueError("A statement needs words.")
        return now

    def action_pick(self) -> None:
        from tearline.tui.screens.views.evidence import EvidenceScreen

        def picked(because: tuple[str, ...] | None) -> None:
            if because is not None:
                self._because = because
                self.query_one(_Because).show(self._because_words())
                self._hint()

        self.app.push_screen(EvidenceScreen(self._board, self._brief, self._because), picked)


class _Because(Static, can_focus=True):
    """What a statement rests on; Enter or a click chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "pick", "Choose")]

    def __init__(self, words: str, pick: Callable[[], None]) -> None:
        super().__init__(id="because")
        self._words = words
        self._pick = pick

    def show(self, words: str) -> None:
        self._words = words
        self.refresh()

    def render(self) -> Content:
        return content(f"{'▌' if self.has_focus else ' '}{self._words}")

    def action_pick(self) -> None:
        self._pick()

    def on_click(self) -> None:
        self._pick()


class GapScreen(Form[Asked]):
    """An open question."""

    TITLE_WORDS = "Open question"

    def __init__(self, now: Asked) -> None:
        super().__init__()
        self._now = now

    def fields(self) -> Iterator[tuple[str, Widget]]:
        yield "question", SafeText(self._now.question, id="question")
        yield "why", SafeInput(visible(self._now.why), placeholder="why it matters", id="why")

    def given(self) -> Asked:
        question = self.query_one("#question", SafeText).words
        if not question:
            raise ValueError("A gap needs a question.")
        return Asked(question, self.query_one("#why", Input).value.strip())
