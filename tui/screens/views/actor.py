"""The page of an actor: what it says, what is said of it, its roles over time, who appears with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from tearline.briefs.board.rows import ActorRow, ClaimRow, EventRow, QuoteRow
from tearline.briefs.overviews.actor_page import ActorPage, Companion, RoleLine, actor_page
from tearline.tui.actions import Place, bindings
from tearline.tui.output import plural
from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.views.base import Cancelled, Heading, ViewScreen, words_of
from tearline.tui.screens.views.leaving import NarrowTo, OpenView, ReadWords
from tearline.tui.view import Step
from tearline.tui.widgets.detail import shortened
from tearline.tui.widgets.passages import IN_BRIEF
from tearline.tui.widgets.row_list import Look, RowList
from tearline.tui.widgets.rows import STATUS_GLYPHS, describe, quoted, status_glyph, who_claims, who_said
from tearline.tui.workspace import Contents

if TYPE_CHECKING:
    from tearline.tui.screens.linked import LinkedScreen


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the page: `part` is the heading it stands under."""

    part: str
    row: QuoteRow | ClaimRow | EventRow | RoleLine | Companion | Heading

    @property
    def id(self) -> str:
        match self.row:
            case Companion(row=actor):
                return f"{self.part} {actor.id}"
            case RoleLine(role=role):
                return f"{self.part} {role}"
            case row:
                return f"{self.part} {row.id}"


def _lines(page: ActorPage) -> Iterator[_Line]:
    parts: tuple[tuple[str, Sequence[Any]], ...] = (
        ("Roles over time", page.roles),
        ("Quotes by", page.quotes_by),
        ("Claims asserted by", page.claims_by),
        ("Claims of its content, told by others", page.content),
        ("Quotes passed on by", page.relayed),
        ("Quotes about, or said to", page.quotes_about),
        ("Claims about", page.claims_about),
        ("Events", page.events),
        ("Appears with", page.company),
    )
    for name, rows in parts:
        if rows:
            yield _Line(name, Heading("", f"{name} · {len(rows):,}"))
            yield from (_Line(name, row) for row in rows)


def _draw(line: _Line, look: Look) -> Sequence[Content]:
    match line.row:
        case Heading(words=words):
            return (assemble((fit(f"— {words} ", look.width), look.style("row--strong"))),)
        case RoleLine() as role:
            times = f" · {role.articles} articles" if role.articles > 1 else ""
            return (
                assemble(
                    (fit(role.when or "undated", 11), look.style("row--dim")),
                    fit(f"{role.role}{times}", look.width - 11),
                ),
            )
        case Companion(row=actor, articles=articles, items=items):
            counts = (
                f"{plural(articles, 'article'):>16}{items:>6} together "
                if look.width >= 60
                else f"{articles:>4}▤"
            )
            name = fit(actor.name, look.width - 2 - len(counts))
            return (_glyph(actor, look) + assemble(name, (counts, look.style("row--dim"))),)
        case QuoteRow() as quote:
            who = f"{quote.speaker_name or '—'}" if "about" in line.part or "passed" in line.part else ""
            return (_finding(quote, quoted(quote.words, quote.form), who, look),)
        case ClaimRow() as claim:
            return (
                _finding(
                    claim, claim.words, claim.by_name if "by" not in line.part.split()[-1:] else "", look
                ),
            )
        case event:
            return (_finding(event, event.words, event.when or "undated", look),)


def _glyph(actor: ActorRow, look: Look) -> Content:
    style = look.style("row--in-brief" if actor.status in IN_BRIEF else "row--suggested")
    return assemble((f"{STATUS_GLYPHS[actor.status]} ", style))


def _finding(row: QuoteRow | ClaimRow | EventRow, words: str, who: str, look: Look) -> Content:
    in_brief = row.status in IN_BRIEF
    lead = assemble((f"{status_glyph(row)} ", look.style("row--in-brief" if in_brief else "row--suggested")))
    column = min(20, look.width // 4) if who else 0
    named = assemble((fit(who, column) + " ", look.style("row--dim"))) if who else Content("")
    rest = look.width - 2 - (column + 1 if who else 0)
    return (
        lead + named + assemble((fit(words, rest), look.style("row--strong" if in_brief else "row--plain")))
    )


class ActorView(ViewScreen):
    """Everything about one actor. Enter on a finding reads it, on another actor opens that one's page."""

    PLACE: ClassVar[Place] = "actor"
    TITLE_WORDS = "Actor"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("actor"))

    def __init__(self, desk: LinkedScreen, kept: dict[str, str], actor: str) -> None:
        super().__init__(desk, kept)
        self.actor = actor

    def body(self) -> Sequence[Widget]:
        lines: RowList[_Line] = RowList(_draw, lambda line: line.id, id="page")
        lines.add_class("pane", "first")
        return (lines,)

    def make(self, contents: Contents, cancelled: Cancelled) -> ActorPage | None:  # noqa: ARG002 - one pass
        if contents.board is None:
            return None
        return actor_page(contents.board, self.desk.workspace.brief.brief, self.actor)

    def show(self, made: ActorPage | None) -> None:
        if made is None:
            self.name_view(self.actor)
            self.fill(self.first, (), ("This actor is in no article of the desk now.", "Esc goes back."))
            return
        row = made.row
        counted = f"{plural(row.mentions, 'mention')} in {plural(len(row.articles), 'article')}"
        self.first.border_title = content(f"{STATUS_GLYPHS[row.status]} {row.name}")
        self.name_view(f"{row.name} · {row.type} · {counted}")
        self.fill(self.first, list(_lines(made)), ("Nothing is said by it or about it in these articles.",))

    def tell_of_row(self) -> Sequence[Content]:
        page: ActorPage | None = self.made
        if page is None:
            return ()
        line: _Line | None = self.first.current
        told: list[Content] = []
        match line.row if line else None:
            case QuoteRow() as quote:
                told = [content(shortened(quoted(quote.words, quote.form))), content(who_said(quote))]
            case ClaimRow() as claim:
                told = [content(shortened(claim.words)), content(who_claims(claim))]
            case EventRow() as event:
                told = [content(shortened(event.words)), content(event.when or "undated")]
            case RoleLine() as role:
                told = [content(role.role), *self._where(role.article)]
            case Companion(row=actor, articles=articles, items=items):
                told = [
                    content(actor.name),
                    content(f"{actor.type} · {', '.join(actor.roles[:2])}" if actor.roles else actor.type),
                    content(f"{articles} articles name both, {items} quotes, claims and events."),
                    Content("Enter opens its page."),
                ]
            case _:
                return self._about(page)
        if isinstance(row := line.row if line else None, QuoteRow | ClaimRow | EventRow):
            told += [
                content(f"{status_glyph(row)} {describe(row)} · {row.status}"),
                *self._where(row.article),
            ]
        return told

    def _where(self, article: str) -> list[Content]:
        card = self.desk.contents.card(article)
        if card is None:
            return []
        return [
            content(
                f"{card.outlet or 'outlet unknown'}, {card.published or 'undated'}: {card.title or card.path}"
            )
        ]

    def _about(self, page: ActorPage) -> list[Content]:
        row = page.row
        parts = (
            ("", f"{row.name}, {row.type}"),
            ("also called ", ", ".join(row.aliases)),
            ("belongs to ", ", ".join(self._names(page.affiliations))),
            ("never merged with ", ", ".join(self._names(page.apart_from))),
            ("", page.note),
        )
        return [content(f"{lead}{shortened(words)}") for lead, words in parts if words]

    def _names(self, actors: Sequence[str]) -> list[str]:
        board = self.board
        return [row.name if board and (row := board.actor(one)) else one for one in actors]

    def words_at_hand(self) -> ReadWords | None:
        line: _Line | None = self.first.current
        match line.row if line else None:
            case QuoteRow() | ClaimRow() | EventRow() as item:
                return words_of(item)
            case RoleLine(article=article) if article and self.made is not None:
                return ReadWords(article, self.made.row.spans.get(article, ())[:1])
            case _:
                return None

    def open_row(self) -> None:
        line: _Line | None = self.first.current
        match line.row if line else None:
            case Companion(row=actor):
                self.leave(OpenView("actor", actor.id))
            case Heading():
                self.action_next_part()
            case _:
                super().open_row()

    def action_narrow_actor(self) -> None:
        page: ActorPage | None = self.made
        if page is not None:
            self.leave(NarrowTo(Step("actor", page.row.id, page.row.name)))

    def _go_to_heading(self, step: int) -> None:
        rows: Sequence[_Line] = self.first.rows
        place = self.first.cursor + step
        while 0 <= place < len(rows) and not isinstance(rows[place].row, Heading):
            place += step
        if 0 <= place < len(rows):
            self.first.put_cursor(rows[place].id)
            self.show_detail()

    def action_next_part(self) -> None:
        self._go_to_heading(1)

    def action_previous_part(self) -> None:
        self._go_to_heading(-1)
