"""Drawings for a page, a timeline and a scale of likelihood: SVG that takes its colours from the page."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tearline.briefs.export.scales import BANDS, PERCENT
from tearline.briefs.export.wording import date_in_words
from tearline.briefs.model import Event, Likelihood

# In units of the drawing, which on a wide page are as large as its pixels.
WIDTH = 700
_LEFT, _RIGHT, _TOP = 14, 14, 8
_LANE, _BAR, _AXIS = 28, 20, 30
# Room for the number of an event, by its digits; a date known to the day is as wide as its number.
_DIGIT, _AROUND = 8, 12
# More events than this are drawn as columns, one for each stretch of time.
_MOST = 60
_COLUMNS = 30
_COLUMN_HEIGHT = 96
_MOST_TICKS = 6
_HERE = ' class="here"'

# Where a day stands on the drawing.
_Scale = Callable[[float], float]

# How far apart the marks of an axis may be.
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6)
_YEARS = tuple(n * 10**power for power in range(4) for n in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days [start, end) an event may have been on, counted as `datetime.date.toordinal` does."""

    start: int
    end: int


def timeline(events: Sequence[Event]) -> Markup:
    """The events on an axis of time, each with its number, counted from 1; empty where there is none.

    A date known to a month or a year is as long as that month or year. Who does not see the drawing is told
    what it is; the page lists the same events beside it.
    """
    if not events:
        return Markup()
    stretches = [_stretch(event) for event in events]
    first, last = min(each.start for each in stretches), max(each.end for each in stretches)
    room = max(2, (last - first) // 24)
    first, last = max(1, first - room), last + room
    scale = (WIDTH - _LEFT - _RIGHT) / (last - first)

    def at(day: float) -> float:
        return _LEFT + (day - first) * scale

    shapes, height = _bars(stretches, at) if len(events) <= _MOST else _columns(stretches, first, last, at)
    box = f'viewBox="0 0 {WIDTH} {height + _AXIS}" width="{WIDTH}" height="{height + _AXIS}"'
    counted = "1 dated event" if len(events) == 1 else f"{len(events)} dated events"
    parts = [
        f'<svg class="timeline" {box} role="img" aria-label="{counted} on an axis of time">',
        *_axis(first, last, height, at),
        *shapes,
        "</svg>",
    ]
    return Markup("".join(parts))  # noqa: S704 - numbers and dates only


def likelihood(words: Likelihood) -> Markup:
    """The scale of likelihood with the band of these words filled."""
    parts = [
        '<svg class="band" viewBox="0 0 100 8" width="100" height="8" aria-hidden="true" focusable="false">'
    ]
    for start, end in BANDS.values():
        here = _HERE if (start, end) == PERCENT[words] else ""
        parts.append(f'<rect{here} x="{start}" width="{end - start - 1}" height="8"/>')
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 - numbers only


def _stretch(event: Event) -> _Stretch:
    start, end = _days(event.when)
    return _Stretch(start, max(end, _days(event.until)[1]) if event.until else end)


def _days(partial: str) -> tuple[int, int]:
    """The days that a partial date may mean."""
    parts = [int(part) for part in partial.split("-")]
    start = datetime.date(*[*parts, 1, 1][:3]).toordinal()
    if len(parts) == 3:
        return start, start + 1
    year, month = (parts[0], parts[1] + 1) if len(parts) == 2 and parts[1] < 12 else (parts[0] + 1, 1)
    return start, datetime.date(year, month, 1).toordinal() if year <= datetime.MAXYEAR else start + 31


def _bars(stretches: Sequence[_Stretch], at: _Scale) -> tuple[list[str], int]:
    """A bar for each stretch, in the first lane where it touches no other; and the height of them all."""
    lanes: list[float] = []
    placed = []
    for number, each in enumerate(stretches, 1):
        label = _AROUND + _DIGIT * len(str(number))
        middle, width = (at(each.start) + at(each.end)) / 2, max(at(each.end) - at(each.start), label)
        left = min(max(middle - width / 2, 0), WIDTH - width)
        lane = next((n for n, taken in enumerate(lanes) if taken + 3 <= left), len(lanes))
        lanes[lane : lane + 1] = [left + width]
        placed.append((number, lane, left, width))
    height = _TOP + _LANE * len(lanes)
    shapes = []
    for number, lane, left, width in placed:
        # The first lane lies on the axis.
        top = height - _LANE * (lane + 1) + (_LANE - _BAR) / 2
        shapes.append(
            f'<rect class="bar" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{_BAR}" rx="10"/>'
            f'<text class="number" x="{left + width / 2:.1f}" y="{top + 14:.1f}">{number}</text>'
        )
    return shapes, height


def _columns(stretches: Sequence[_Stretch], first: int, last: int, at: _Scale) -> tuple[list[str], int]:
    """How many of the stretches begin in each part of the time between two days, as columns; their height."""
    counts = [0] * _COLUMNS
    for each in stretches:
        counts[(each.start - first) * _COLUMNS // (last - first)] += 1
    most = max(counts)
    height = _TOP + 16 + _COLUMN_HEIGHT
    step = (last - first) / _COLUMNS
    shapes = []
    for n, count in enumerate(counts):
        if count:
            left, right = at(first + n * step) + 1, at(first + (n + 1) * step) - 1
            tall = max(2.0, _COLUMN_HEIGHT * count / most)
            shapes.append(
                f'<rect class="column" x="{left:.1f}" y="{height - tall:.1f}" '
                f'width="{right - left:.1f}" height="{tall:.1f}"/>'
                f'<text class="count" x="{(left + right) / 2:.1f}" y="{height - tall - 4:.1f}">{count}</text>'
            )
    return shapes, height


def _axis(first: int, last: int, height: int, at: _Scale) -> Iterator[str]:
    yield f'<path class="axis" d="M0 {height + 0.5}H{WIDTH}"/>'
    for day, label in _ticks(first, last):
        x = at(day)
        yield f'<path class="tick" d="M{x:.1f} {_TOP}V{height + 5}"/>'
        anchor = "start" if x < 40 else "end" if x > WIDTH - 40 else "middle"
        yield f'<text class="date" x="{x:.1f}" y="{height + 20}" text-anchor="{anchor}">{label}</text>'


def _ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Days to mark on the axis, at most six, with their labels: of one day, one month or one year."""
    days = last - first
    begin = datetime.date.fromordinal(first)
    end = datetime.date.fromordinal(min(last, datetime.date.max.toordinal()))
    for step in _DAYS:
        if days / step <= _MOST_TICKS:
            each = range(first + 1, end.toordinal(), step)
            return [(day, _label(datetime.date.fromordinal(day), 3)) for day in each]
    months = range(begin.year * 12 + begin.month, end.year * 12 + end.month)
    for step in _MONTHS:
        if len(months) / step <= _MOST_TICKS:
            firsts = [datetime.date(n // 12, n % 12 + 1, 1) for n in months if n % step == 0]
            return [(day.toordinal(), _label(day, 2)) for day in firsts]
    years = range(begin.year + 1, end.year + 1)
    step = next(step for step in _YEARS if len(years) / step <= _MOST_TICKS)
    firsts = [datetime.date(year, 1, 1) for year in years if year % step == 0]
    return [(day.toordinal(), _label(day, 1)) for day in firsts]


def _label(day: datetime.date, parts: int) -> str:
    """The day, its month or its year, short: "3 Oct 2022", "Oct 2022", "2022"."""
    *before, year = date_in_words("-".join(day.isoformat().split("-")[:parts])).split()
    return " ".join([*(part[:3] for part in before), year])
