"""The drawn timeline holds every event inside its frame, at its time, whatever the dates are."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.export.drawing import WIDTH, likelihood, timeline
from tearline.briefs.export.scales import PERCENT
from tearline.briefs.model import Event

days = st.dates(min_value=datetime.date(1, 1, 1)).map(str)
dates = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda drawn: drawn[0][: drawn[1]])
near = st.integers(0, 90).map(lambda n: str(datetime.date(2031, 1, 1) + datetime.timedelta(n)))


def event(when: str, until: str | None = None) -> Event:
    return Event(id="t-1", when=when, until=until, what="It rains.")


def drawn(*events: Event) -> ElementTree.Element:
    return ElementTree.fromstring(str(timeline(events)))  # noqa: S314 - our own drawing


def bars(svg: ElementTree.Element) -> list[tuple[float, float, float]]:
    """Left, right and top of each bar, in the order of the events."""
    shapes = [each.attrib for each in svg.iter("rect") if each.get("class") == "bar"]
    return [(float(s["x"]), float(s["x"]) + float(s["width"]), float(s["y"])) for s in shapes]


def labels(svg: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in svg.iter("text") if each.get("class") == "date"]


@given(st.lists(st.tuples(st.one_of(dates, near), st.none() | dates), min_size=1, max_size=80))
@settings(max_examples=150, deadline=None)
def test_every_event_is_drawn_inside_the_frame(given_dates: list[tuple[str, str | None]]) -> None:
    svg = drawn(*(event(*each) for each in given_dates))
    height = float(svg.attrib["height"])
    for shape in svg.iter("rect"):
        left, top = float(shape.attrib["x"]), float(shape.attrib["y"])
        assert left >= -0.1
        assert left + float(shape.attrib["width"]) <= WIDTH + 0.1
        assert top >= 0
        assert top + float(shape.attrib["height"]) <= height
    shown = [each.text for each in svg.iter("text") if each.get("class") == "number"]
    counts = [int(each.text or "") for each in svg.iter("text") if each.get("class") == "count"]
    if len(given_dates) <= 60:
        assert shown == [str(n) for n in range(1, len(given_dates) + 1)]
    else:
        assert sum(counts) == len(given_dates)
    assert len(labels(svg)) <= 8


@given(st.lists(st.one_of(dates, near), min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_two_bars_touch(given_dates: list[str]) -> None:
    places = bars(drawn(*map(event, sorted(given_dates))))
    for n, (left, right, top) in enumerate(places):
        for other_left, other_right, other_top in places[:n]:
            assert top != other_top or right <= other_left or other_right <= left


def test_later_events_stand_further_right_and_longer_ones_are_longer() -> None:
    year, month, day, span = bars(
        drawn(event("2031"), event("2031-06"), event("2031-06-20"), event("2031-08", "2031-10"))
    )
    assert year[1] - year[0] > span[1] - span[0] > month[1] - month[0] > day[1] - day[0]
    assert month[0] < day[0] < span[0]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (["2031-04-02", "2031-04-05"], ["1 Apr 2031", "3 Apr 2031", "5 Apr 2031", "7 Apr 2031"]),
        (["2031-01", "2031-09"], ["Jan 2031", "Mar 2031", "May 2031", "Jul 2031", "Sep 2031"]),
        (["1990", "2031"], ["1990", "2000", "2010", "2020", "2030"]),
        (["9999-12-31"], ["30 Dec 9999"]),
    ],
)
def test_the_axis_is_marked_in_days_months_or_years(when: list[str], expected: list[str]) -> None:
    assert labels(drawn(*map(event, when))) == expected


def test_no_event_is_no_drawing_and_each_drawing_says_what_it_is() -> None:
    assert timeline([]) == ""
    assert drawn(event("2031")).get("aria-label") == "1 dated event on an axis of time"
    assert drawn(event("2031"), event("2032")).get("aria-label") == "2 dated events on an axis of time"


def test_each_likelihood_has_one_band_filled() -> None:
    for words, (low, _) in PERCENT.items():
        filled = re.findall(r'<rect class="here" x="(\d+)"', str(likelihood(words)))
        assert filled == [str(low)]
