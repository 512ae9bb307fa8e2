"""What happened when, and how much was published then: the timeline, and the coverage drawn over it."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tearline.briefs.board.rows import ArticleRow, Board, EventRow

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
# How precise a date must be to be counted: how many of year, month and day it must give.
_PARTS: dict[Unit, int] = {"day": 3, "week": 3, "month": 2, "year": 1}
# So far before the first article and after the last one events are drawn, where the articles lie less apart.
_LEAST_REACH = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, the days [start, end] as ISO dates, and what falls into it.

    `label` names it ("2022-10-03", "2022-10", "2022"; a week by its first day), `dates` is what stands after
    `date:` in a search for it.
    """

    start: str
    end: str
    label: str
    articles: int = 0
    events: int = 0

    @property
    def dates(self) -> str:
        return self.label if self.end == _last_day(self.label) else f"{self.start}..{self.end}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Bars of one unit from the first to the last that holds anything, the empty ones between included.

    Dates that are less precise than the unit stand in no bar: `vague` counts these articles, `undated` those
    without any date; `vague_events` and `undated_events` the events. Events that lie further from the
    articles than these lie apart, and more than a month, stand in none either, so that one of another century
    leaves room for the rest: `earlier_events` and `later_events` count them.
    """

    unit: Unit
    bars: tuple[Bar, ...] = ()
    vague: int = 0
    undated: int = 0
    vague_events: int = 0
    undated_events: int = 0
    earlier_events: int = 0
    later_events: int = 0

    def place(self, date: str | None) -> int | None:
        """The bar that a partial date falls into, counted from 0; None where it falls into none."""
        day = _day(date)
        if day is None or not self.bars or _precision(date) < _PARTS[self.unit]:
            return None
        start = _start(day, self.unit).isoformat()
        n = bisect_left(self.bars, start, key=lambda bar: bar.start)
        return n if n < len(self.bars) and self.bars[n].start == start else None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the timeline: a dated happening, or the publication of an article."""

    id: str
    when: str
    row: EventRow | ArticleRow

    @property
    def is_event(self) -> bool:
        return isinstance(self.row, EventRow)


def timeline(board: Board, *, articles: bool = True, in_brief: bool = False) -> tuple[Moment, ...]:
    """Events, and with `articles` publications, by date, those without one last; rejected events left out.

    With `in_brief` only what stands in the brief, or is a source of it.
    """
    moments = [
        Moment(row.id, row.when or "", row)
        for row in board.events
        if row.status != "rejected" and not (in_brief and row.status == "suggested")
    ]
    if articles:
        moments += [
            Moment(row.id, row.published, row) for row in board.articles if row.in_brief or not in_brief
        ]
    return tuple(sorted(moments, key=lambda one: (not one.when, one.when, one.is_event, one.id)))


def coverage(moments: Sequence[Moment], unit: Unit) -> Coverage:
    """How many articles and events fall into each stretch of that unit. Linear in both."""
    counts: dict[datetime.date, list[int]] = {}
    vague, undated = [0, 0], [0, 0]
    earlier = later = 0
    since, until = _reach(moments)
    for moment in moments:
        kind = int(moment.is_event)
        day = _day(moment.when)
        if day is None:
            undated[kind] += 1
        elif _last_day(moment.when) < since:
            earlier += 1
        elif moment.when > until:
            later += 1
        elif _precision(moment.when) < _PARTS[unit]:
            vague[kind] += 1
        else:
            counts.setdefault(_start(day, unit), [0, 0])[kind] += 1
    bars = []
    if counts:
        start, last = min(counts), max(counts)
        while True:
            articles, events = counts.get(start, (0, 0))
            following = _next(start, unit)
            end = (following or datetime.date.max) - datetime.timedelta(days=1 if following else 0)
            bars.append(Bar(start.isoformat(), end.isoformat(), _label(start, unit), articles, events))
            if following is None or following > last:
                break
            start = following
    return Coverage(unit, tuple(bars), vague[0], undated[0], vague[1], undated[1], earlier, later)


def best_unit(moments: Sequence[Moment], most: int) -> Unit:
    """The finest unit that needs at most `most` bars and for which few dates are too vague; else years."""
    since, until = _reach(moments)
    known = [one.when for one in moments if _day(one.when) is not None]
    dates = [date for date in known if _last_day(date) >= since and date <= until]
    for unit in UNITS:
        told = [date for date in dates if _precision(date) >= _PARTS[unit]]
        if 2 * len(told) < len(dates) or not told:
            continue
        days = [day for date in (min(told), max(told)) if (day := _day(date)) is not None]
        if _count(days[0], days[-1], unit) <= most:
            return unit
    return "year"


def _reach(moments: Sequence[Moment]) -> tuple[str, str]:
    """The first and the last day that are drawn; without dated articles, all that there are."""
    days = [day for one in moments if not one.is_event and (day := _day(one.when)) is not None]
    if not days:
        return datetime.date.min.isoformat(), datetime.date.max.isoformat()
    first, last = min(days), max(days)
    reach = max(last - first, _LEAST_REACH)
    since = first - min(reach, first - datetime.date.min)
    until = last + min(reach, datetime.date.max - last)
    return since.isoformat(), until.isoformat()


def _count(first: datetime.date, last: datetime.date, unit: Unit) -> int:
    if unit == "year":
        return last.year - first.year + 1
    if unit == "month":
        return (last.year - first.year) * 12 + last.month - first.month + 1
    days = (_start(last, unit) - _start(first, unit)).days
    return days // (7 if unit == "week" else 1) + 1


def _precision(date: str | None) -> int:
    return date.count("-") + 1 if date else 0


def _day(date: str | None) -> datetime.date | None:
    """The first day that a partial date may mean."""
    try:
        parts = [int(part) for part in (date or "").split("-")]
        return datetime.date(*[*parts, 1, 1][:3]) if len(parts) <= 3 else None
    except ValueError:
        return None


def _last_day(label: str) -> str:
    """The last day of a day, month or year."""
    day = _day(label)
    if day is None or _precision(label) == 3:
        return label
    following = _next(day, "month" if _precision(label) == 2 else "year")
    return (
        (following - datetime.timedelta(days=1)).isoformat() if following else datetime.date.max.isoformat()
    )


def _start(day: datetime.date, unit: Unit) -> datetime.date:
    if unit == "year":
        return day.replace(month=1, day=1)
    if unit == "month":
        return day.replace(day=1)
    # A week begins on Monday.
    return day - datetime.timedelta(days=day.weekday()) if unit == "week" else day


def _next(start: datetime.date, unit: Unit) -> datetime.date | None:
    """The beginning of the stretch after; None where the calendar ends."""
    try:
        if unit == "year":
            return start.replace(year=start.year + 1)
        if unit == "month":
            return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        return start + datetime.timedelta(days=7 if unit == "week" else 1)
    except (ValueError, OverflowError):
        return None


def _label(start: datetime.date, unit: Unit) -> str:
    return start.isoformat()[: {"year": 4, "month": 7}.get(unit, 10)]
