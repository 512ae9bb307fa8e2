"""The review: one suggestion after another, large, with what speaks for it, decided with one key each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tearline.briefs.board.rows import ClaimRow, QuoteRow
from tearline.briefs.curation.reviewing import Card, Reviewing
from tearline.briefs.trust import rests_on_little
from tearline.tui import messages
from tearline.tui.actions import bindings
from tearline.tui.open_brief import Said
from tearline.tui.safe import assemble, content, marked
from tearline.tui.screens.dialog import Dialog
from tearline.tui.widgets.key_bar import KeyBar
from tearline.tui.widgets.rows import quoted, status_glyph

if TYPE_CHECKING:
    from tearline.briefs.board.rows import Board
    from tearline.tui.screens.linked import LinkedScreen

LONGEST = 2_000  # characters of a quote or claim that are shown; nobody needs more to decide


class ReviewScreen(Dialog[str | None]):
    """Goes through suggestions by their ids. Gives the id of the one to read in the Reader, if any."""

    DEFAULT_CSS = """
    ReviewScreen { align: left top; background: $background; }
    ReviewScreen #review-head { height: 1; background: $panel; }
    ReviewScreen #review-body { height: 1fr; padding: 1 2; max-width: 104; }
    ReviewScreen #review-card { height: auto; }
    ReviewScreen #review-said { height: auto; max-height: 3; padding: 0 2; color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("review"))

    def __init__(self, desk: LinkedScreen, ids: Sequence[str], within: str = "") -> None:
        super().__init__(desk)
        self._ids = ids
        self._within = within
        self._at = 0
        # What was decided here, the last at the end: the place of the suggestion, and what was done with it.
        self._decided: list[tuple[int, str]] = []
        self._undone: list[tuple[int, str]] = []
        self._said = ""
        self._reviewing: Reviewing | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="review-head")
        with VerticalScroll(id="review-body") as body:
            body.can_focus = False
            yield Static(id="review-card")
        yield Static(id="review-said")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyBar).show("review", reading=False)
        self._show()

    # What is shown

    @property
    def at_hand(self) -> str | None:
        """The id of the suggestion on screen, None at the end."""
        return self._ids[self._at] if self._at < len(self._ids) else None

    def _show(self) -> None:
        """Show the suggestion at hand; what speaks for it is looked up in a thread."""
        self._show_head()
        item_id, board = self.at_hand, self.board
        if item_id is None:
            self._show_end()
        elif board is not None:
            self.ask(partial(self._card, board, item_id), "looking up")

    def _card(self, board: Board, item_id: str) -> messages.CardMade:
        if self._reviewing is None or self._reviewing.board is not board:
            self._reviewing = Reviewing(board)
        return messages.CardMade(item_id, self._reviewing.card(item_id))

    @on(messages.CardMade)
    def _card_made(self, message: messages.CardMade) -> None:
        message.stop()
        if message.item_id != self.at_hand:
            return
        if message.card is None:
            self._put([Content("The desk has this one no longer. Space goes on.")])
        else:
            self._put(self._draw(message.card))

    def _put(self, lines: Sequence[Content]) -> None:
        self.query_one("#review-card", Static).update(Content("\n").join(lines))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _show_head(self) -> None:
        place = min(self._at + 1, len(self._ids))
        verdicts = [verdict for _, verdict in self._decided]
        done = f"{verdicts.count('accept'):,} accepted · {verdicts.count('reject'):,} rejected"
        words = f" {place:,} of {len(self._ids):,} · {done}"
        name = self.app.theme_variables["primary"] + " bold reverse"
        within = f" · {self._within}" if self._within else ""
        head = assemble((" review ", name), (words, "bold"), (within, self.app.theme_variables["dim"]))
        self.query_one("#review-head", Static).update(head)
        self.query_one("#review-said", Static).update(content(self._said))

    def _show_end(self) -> None:
        decided = len({place for place, _ in self._decided})
        left = len(self._ids) - decided
        words = f"That was all {len(self._ids):,}. {f'{left:,}' if left else 'None'} are left undecided."
        leave = Content("Esc goes back to the desk, ← to the one before.")
        self._put([Content(""), content(words, "bold"), Content(""), leave])

    def _draw(self, card: Card) -> list[Content]:
        row, theme = card.row, self.app.theme_variables
        dim, mark = theme["dim"], f"{theme['accent']} bold underline"
        words = row.words if len(row.words) <= LONGEST else f"{row.words[:LONGEST]}…"
        shown = quoted(words, row.form) if isinstance(row, QuoteRow) else words
        lines = [assemble(f"{status_glyph(row)} ", (shown, "bold")), Content("")]
        told = _quote_told(row) if isinstance(row, QuoteRow) else _claim_told(row)
        lines += [assemble((f"{label:>12}  ", dim), words) for label, words in told if words]
        lines += [Content(""), content(card.where, dim)]
        if card.context:
            lines.append(_with_marks(card, mark))
        else:
            lines.append(Content("Its words are in no article at hand, so it can't be accepted."))
        if card.alike:
            lines += [Content(""), Content.styled("Much the same elsewhere", dim)]
            for one in card.alike:
                lines.append(assemble(f"  {_glyph(one.status)} ", one.words[:200]))
                lines.append(assemble((f"      {one.who or 'speaker not certain'} · {one.where}", dim)))
        return lines

    # Going on

    def _go(self, place: int) -> None:
        self._at = max(0, min(place, len(self._ids)))
        self._show()

    def action_skip(self) -> None:
        self._said = ""
        self._go(self._at + 1)

    def action_back(self) -> None:
        self._said = ""
        self._go(self._at - 1)

    def action_scroll_down(self) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    # Deciding

    def _decide(self, verdict: str) -> None:
        item_id, board = self.at_hand, self.board
        if item_id is None or board is None:
            return
        decide = self.brief.accept if verdict == "accept" else self.brief.reject
        self.change(self._noting(self._at, verdict, partial(decide, board, [item_id])))
        self._at += 1
        self._show()

    def action_accept(self) -> None:
        self._decide("accept")

    def action_reject(self) -> None:
        self._decide("reject")

    def _noting(self, place: int, verdict: str, change: Callable[[], Said]) -> Callable[[], Said]:
        """Make a change, and note here what was decided, where it was."""

        def run() -> Said:
            said = change()
            if said.changed and said.severity != "error":
                self._decided.append((place, verdict))
                self._undone.clear()
            else:
                # Back to what could not be decided: its reason is told there.
                self._at = place
            return said

        return run

    def action_undo(self) -> None:
        self.change(partial(self._step, self.brief.undo, self._decided, self._undone))

    def action_redo(self) -> None:
        self.change(partial(self._step, self.brief.redo, self._undone, self._decided))

    def _step(
        self, step: Callable[[], Said], taken: list[tuple[int, str]], put: list[tuple[int, str]]
    ) -> Said:
        """Undo or redo, and go to the suggestion that it was about."""
        said = step()
        if said.changed and taken:
            put.append(taken.pop())
            self._at = put[-1][0]
        return said

    def heard(self, said: Said) -> None:
        self._said = said.words
        self._show()

    def action_edit(self) -> None:
        from tearline.briefs.curation.called import called
        from tearline.briefs.curation.item_form import fields_of
        from tearline.tui.screens.editing import EditScreen

        item_id, board, brief = self.at_hand, self.board, self.brief.brief
        fields = fields_of(brief, board, item_id) if board is not None and item_id else ()
        if board is None or item_id is None or not fields:
            return
        name = called(brief, board, [item_id])
        place = self._at

        def edited(changed: str | None) -> None:
            if changed is not None:
                self._decided.append((place, "accept"))
                self._said = f"Edited {name}."
                self._show()

        self.app.push_screen(EditScreen(self.desk, board, item_id, name, fields), edited)

    def action_attribute(self) -> None:
        from tearline.tui.screens.speaking import ask_speaker

        item_id, board, place = self.at_hand, self.board, self._at
        row = board.item(item_id) if board is not None and item_id else None
        if board is None or not isinstance(row, QuoteRow | ClaimRow):
            return

        def chosen(change: Callable[[], Said]) -> None:
            self.change(self._noting(place, "accept", change))

        ask_speaker(self.app, self.brief, board, row, chosen)

    def action_read(self) -> None:
        self.dismiss(self.at_hand)

    def action_close(self) -> None:
        self.dismiss(None)

    @on(KeyBar.Pressed)
    async def _key_pressed(self, message: KeyBar.Pressed) -> None:
        message.stop()
        await self.run_action(message.action.target)


def _quote_told(row: QuoteRow) -> list[tuple[str, str]]:
    if row.finding and row.rule:
        often = f"right about the speaker {row.precision:.0%} of the time" if row.precision else "no speaker"
        rule = f"{row.rule}, {often}{' · weak' if rests_on_little(row) else ''}"
    else:
        rule = "by hand"
    return [
        ("speaker", row.speaker_name or ("nobody in particular" if row.form == "scare" else "not certain")),
        ("via", ", ".join(row.via)),
        ("to", row.audience),
        ("cue", row.cue),
        ("form", row.form),
        ("rule", rule),
    ]


def _claim_told(row: ClaimRow) -> list[tuple[str, str]]:
    weak = " · weak" if rests_on_little(row) else ""
    often = f", {row.precision:.0%} of the time right about who asserts it" if row.precision < 1 else ""
    return [
        ("by", row.by_name or "the article"),
        ("content of", row.content_of_name),
        ("kind", row.kind + (", denied" if row.denied else "")),
        ("condition", row.condition),
        ("origins", str(row.origins)),
        ("rule", f"{row.rule}{often}; tells {row.score:.2f} of 1{weak}" if row.rule else "by hand"),
    ]


def _with_marks(card: Card, style: str) -> Content:
    from textual.style import Style

    return marked(card.context, list(card.marks), Style.parse(style))


def _glyph(status: str) -> str:
    from tearline.tui.widgets.rows import STATUS_GLYPHS

    return STATUS_GLYPHS.get(status, "○")
