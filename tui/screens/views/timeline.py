"""The timeline: dated events and publications, under a histogram of what was published when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from tearline.briefs.board.rows import ArticleRow, EventRow
from tearline.briefs.overviews.coverage import UNITS, Coverage, Moment, Unit, best_unit, coverage, timeline
from tearline.tui.actions import Place, bindings, key_of
from tearline.tui.open_brief import Said
from tearline.tui.output import plural
from tearline.tui.safe import assemble, content, fit
from tearline.tui.screens.views.base import Cancelled, ViewScreen
from tearline.tui.screens.views.leaving import NarrowTo, ReadWords
from tearline.tui.widgets.detail import shortened
from tearline.tui.widgets.histogram import Histogram
from tearline.tui.widgets.passages import IN_BRIEF
from tearline.tui.widgets.row_list import Look, RowList
from tearline.tui.widgets.rows import STATUS_GLYPHS
from tearline.tui.workspace import Contents

_SHAPES = ("all", "events", "brief")
_SHAPE_WORDS = {"all": "events and articles", "events": "events alone", "brief": "what is in the brief"}
_NARROWEST = 12  # bars that are asked for even where there is hardly room


@dataclass(frozen=True)
class _Made:
    moments: Sequence[Moment]
    coverage: Coverage


def _draw(moment: Moment, look: Look) -> Sequence[Content]:
    when = assemble((fit(moment.when or "undated", 11), look.style("row--dim")))
    row = moment.row
    if isinstance(row, EventRow):
        strong = row.status in IN_BRIEF
        status = assemble(
            (f"{STATUS_GLYPHS[row.status]} ", look.style("row--in-brief" if strong else "row--dim"))
        )
        weight = look.style("row--strong" if strong else "row--plain")
        return (when + status + assemble((fit(row.words, look.width - 13), weight)),)
    told = " · ".join(part for part in (row.outlet, row.title or row.path) if part)
    return (when + assemble((fit(f"▤ {told}", look.width - 11), look.style("row--dim"))),)


def _id_of(moment: Moment) -> str:
    return f"{moment.is_event} {moment.id}"


class TimelineView(ViewScreen):
    """Events and articles by date; the bar of the row at hand is at hand too, and the other way round."""

    PLACE: ClassVar[Place] = "timeline"
    TITLE_WORDS = "Timeline"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("timeline"))

    def body(self) -> Sequence[Widget]:
        moments: RowList[Moment] = RowList(_draw, _id_of, id="moments")
        moments.add_class("pane", "first")
        moments.border_title = Content("What happened, what was published")
        return Histogram(id="histogram"), moments

    @property
    def _histogram(self) -> Histogram:
        return self.query_one(Histogram)

    def make(self, contents: Contents, cancelled: Cancelled) -> _Made:  # noqa: ARG002 - one pass over the board
        shape = self.kept.get("shape", "all")
        if contents.board is None:
            return _Made((), Coverage("day"))
        moments = timeline(contents.board, articles=shape != "events", in_brief=shape == "brief")
        # What is published when is drawn even where the list has events alone.
        drawn = timeline(contents.board, in_brief=shape == "brief")
        asked = self.kept.get("unit", "")
        unit: Unit = next((one for one in UNITS if one == asked), best_unit(drawn, self._room))
        return _Made(moments, coverage(drawn, unit))

    @property
    def _room(self) -> int:
        return max(_NARROWEST, self._histogram.room)

    def show(self, made: _Made) -> None:
        shown = made.coverage
        # The bar at hand stays at hand while the desk changes; bars of another length begin at the row's.
        bar = self._histogram.current if shown.unit == self.kept.get("drawn") else None
        self.kept["drawn"] = shown.unit
        shape = self.kept.get("shape", "all")
        events = sum(moment.is_event for moment in made.moments)
        self.name_view(f"{_SHAPE_WORDS[shape]} · {plural(events, 'event')} · by {shown.unit}")
        self._histogram.show(shown)
        empty = {
            "brief": (
                "Nothing in the brief has a date yet.",
                f"{key_of('next_shape')} shows the events that are suggested; "
                f"{key_of('accept', place='timeline')} takes one in.",
            ),
            "events": (
                "No dated events were found in these articles.",
                f"{key_of('next_shape')} shows when articles were published.",
            ),
        }.get(shape, ("No articles yet, so there are no dates.",))
        never_shown = not self.first.rows and f"row {self.first.id}" not in self.kept
        self.fill(self.first, made.moments, empty)
        if never_shown:
            # What is drawn comes first: what lies long before the articles is a few keys up.
            near = next((one for one in made.moments if shown.place(one.when) is not None), None)
            if near is not None:
                self.first.put_cursor(_id_of(near))
        place = shown.place(bar.start) if bar is not None else None
        if place is None:
            self._follow_row()
        else:
            self._histogram.put_cursor(place)
        self._name_bar()

    def _name_bar(self) -> None:
        """The bar at hand, and what stands in none."""
        histogram, made = self._histogram, self.made
        bar = histogram.current
        if bar is None or made is None:
            histogram.border_title = Content("Coverage")
            histogram.border_subtitle = Content("")
        else:
            articles, events = plural(bar.articles, "article"), plural(bar.events, "event")
            span = bar.label if bar.dates == bar.label else f"{bar.start} to {bar.end}"
            histogram.border_title = Content(f"Coverage · {span}: {articles}, {events}")
        if made is not None:
            apart = [
                (plural(made.coverage.undated, "article"), made.coverage.undated, "undated"),
                (plural(made.coverage.vague, "article"), made.coverage.vague, "dated less exactly"),
                (plural(made.coverage.undated_events, "event"), made.coverage.undated_events, "undated"),
                (
                    plural(made.coverage.vague_events, "event"),
                    made.coverage.vague_events,
                    "dated less exactly",
                ),
                (plural(made.coverage.earlier_events, "event"), made.coverage.earlier_events, "far earlier"),
                (plural(made.coverage.later_events, "event"), made.coverage.later_events, "far later"),
            ]
            words = ", ".join(f"{counted} {told}" for counted, count, told in apart if count)
            histogram.border_subtitle = Content(f"not drawn: {words}" if words else "")

    # The two cursors go together

    def _follow_row(self) -> None:
        moment: Moment | None = self.first.current
        place = self.made.coverage.place(moment.when) if moment and self.made else None
        if place is not None:
            self._histogram.put_cursor(place)

    def row_moved(self, rows: RowList[Any]) -> None:  # noqa: ARG002 - there is one list
        self._follow_row()
        self._name_bar()

    @on(Histogram.Moved)
    def _bar_moved(self) -> None:
        """The list goes to the first row of the bar; where it has none, it stays."""
        bar = self._histogram.current
        if bar is None:
            return
        for moment in self.made.moments:
            if moment.when and bar.start <= moment.when[:10] <= bar.end:
                self.first.put_cursor(_id_of(moment))
                break
        self._name_bar()
        self.show_detail()

    @on(Histogram.Chosen)
    def _bar_chosen(self) -> None:
        self.action_narrow_dates()

    def action_earlier(self) -> None:
        self._histogram.move(-1)

    def action_later(self) -> None:
        self._histogram.move(1)

    def _change_unit(self, step: int) -> None:
        now = self.kept.get("drawn", "day")
        place = next(n for n, unit in enumerate(UNITS) if unit == now) + step
        if 0 <= place < len(UNITS):
            self.kept["unit"] = UNITS[place]
            self.renew()
        else:
            self.tell(
                Said(f"{now.capitalize()}s are the {'finest' if step < 0 else 'coarsest'} bars there are.")
            )

    def action_finer(self) -> None:
        self._change_unit(-1)

    def action_coarser(self) -> None:
        self._change_unit(1)

    def action_next_shape(self) -> None:
        shape = self.kept.get("shape", "all")
        self.kept["shape"] = _SHAPES[(_SHAPES.index(shape) + 1) % len(_SHAPES)]
        self.renew()

    def action_narrow_dates(self) -> None:
        bar = self._histogram.current
        if bar is None:
            self.tell(Said("There are no dates to narrow to."))
        else:
            self.leave(NarrowTo(dates=bar.dates))

    # Events

    def _event_at_hand(self) -> EventRow | None:
        moment: Moment | None = self.first.current
        if moment is None or not isinstance(moment.row, EventRow):
            self.tell(
                Said("Go to an event: articles come into the brief as the sources of what you take in.")
            )
            return None
        return moment.row

    def action_accept(self) -> None:
        self._decide("accept")

    def action_reject(self) -> None:
        self._decide("reject")

    def _decide(self, verdict: str) -> None:
        event, board = self._event_at_hand(), self.board
        if event is None or board is None:
            return
        brief = self.desk.workspace.brief
        decide = brief.accept if verdict == "accept" else brief.reject
        self.desk._change_brief(lambda: decide(board, [event.id]))

    def words_at_hand(self) -> ReadWords | None:
        moment: Moment | None = self.first.current
        if moment is None:
            return None
        row = moment.row
        if isinstance(row, EventRow):
            return ReadWords(row.article, row.spans, row.id) if row.article else None
        return ReadWords(row.id)

    def tell_of_row(self) -> Sequence[Content]:
        moment: Moment | None = self.first.current
        if moment is None:
            return ()
        row = moment.row
        if isinstance(row, EventRow):
            names = [self._called(actor) for actor in row.actors]
            card = self.desk.contents.card(row.article)
            told = [
                f"{STATUS_GLYPHS[row.status]} event, {row.status}",
                f"{moment.when or 'without a date'}{f', {row.basis}' if row.basis else ''}",
                f"with {', '.join(names)}" if names else "",
                f"in {card.outlet or 'outlet unknown'}: {card.title or card.path}" if card else "",
            ]
            return [content(shortened(row.words)), *(content(line) for line in told if line)]
        return [content(line) for line in _told(row)]

    def _called(self, actor: str) -> str:
        row = self.board.actor(actor) if self.board is not None else None
        return row.name if row is not None else actor


def _told(row: ArticleRow) -> list[str]:
    """An article in a few lines."""
    by = " · ".join(
        part for part in (row.outlet or "outlet unknown", row.author, row.published or "undated") if part
    )
    copies = "shares its text with others" if row.origin != row.id else ""
    counts = f"{plural(row.quotes, 'quote')}, {plural(row.claims, 'claim')}" + (
        ", a source of the brief" if row.in_brief else ""
    )
    return [line for line in (row.title or row.path, by, counts, copies) if line]
