"""How many articles and events fall into each stretch of time, and what falls into none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.board.rows import ArticleRow, Board, EventRow
from tearline.briefs.overviews.coverage import UNITS, Coverage, best_unit, coverage, timeline


def published(n: int, when: str, *, in_brief: bool = False) -> ArticleRow:
    return ArticleRow(f"a{n}", f"s{n}", f"{n}.md", "", "", "", when, f"a{n}", in_brief)


def happened(n: int, when: str | None, status: str = "suggested") -> EventRow:
    return EventRow(f"t-{n}", "a0", f"event {n}", when, ((0, 1),), status=status)  # type: ignore[arg-type]


def of(*dates: str, unit: str = "day") -> Coverage:
    board = Board(articles=tuple(published(n, date) for n, date in enumerate(dates)))
    return coverage(timeline(board), unit)  # type: ignore[arg-type]


def test_days_without_anything_are_bars_too() -> None:
    found = of("2031-04-01", "2031-04-04", "2031-04-04")
    assert [(bar.label, bar.articles) for bar in found.bars] == [
        ("2031-04-01", 1),
        ("2031-04-02", 0),
        ("2031-04-03", 0),
        ("2031-04-04", 2),
    ]


def test_weeks_begin_on_monday_and_are_searched_as_a_range() -> None:
    (bar,) = of("2031-04-02", "2031-04-06", unit="week").bars
    assert (bar.label, bar.dates) == ("2031-03-31", "2031-03-31..2031-04-06")


@pytest.mark.parametrize(("unit", "dates"), [("day", "2032-02-29"), ("month", "2032-02"), ("year", "2032")])
def test_a_bar_is_searched_by_its_own_date(unit: str, dates: str) -> None:
    assert of("2032-02-29", unit=unit).bars[0].dates == dates


def test_dates_less_exact_than_the_bars_are_counted_apart() -> None:
    found = of("2031-04-01", "2031-04", "2031", "", unit="day")
    assert (sum(bar.articles for bar in found.bars), found.vague, found.undated) == (1, 2, 1)
    found = of("2031-04-01", "2031-04", "2031", "", unit="month")
    assert (sum(bar.articles for bar in found.bars), found.vague, found.undated) == (2, 1, 1)


def test_what_is_no_date_is_undated() -> None:
    found = of("2031-02-30", "soon", "9999-12-31")
    assert (found.undated, [bar.label for bar in found.bars]) == (2, ["9999-12-31"])


def test_events_far_from_the_articles_are_counted_and_leave_the_bars_to_the_rest() -> None:
    articles = (published(0, "2031-04-01"), published(1, "2031-04-08"))
    whens = ["1949", "1991-12-26", "2031", "2031-03-20", "2031-04-02", "2031-05-08", "2031-05-09", "2050"]
    board = Board(articles=articles, events=tuple(happened(n, when) for n, when in enumerate(whens)))
    found = coverage(timeline(board), "day")
    assert (found.bars[0].label, found.bars[-1].label) == ("2031-03-20", "2031-05-08")
    assert (found.earlier_events, found.vague_events, found.later_events) == (2, 1, 2)
    assert best_unit(timeline(board), 60) == "day"
    # Two years apart, two years are looked at before and after.
    board = Board(articles=(*articles, published(2, "2033-04-01")), events=board.events)
    found = coverage(timeline(board), "month")
    assert (found.earlier_events, found.later_events) == (2, 1)
    # Without articles nothing is far from them.
    found = coverage(timeline(Board(events=board.events)), "year")
    assert (found.bars[0].label, found.bars[-1].label) == ("1949", "2050")


def test_the_place_of_a_date_is_the_bar_it_falls_into() -> None:
    found = of("2031-03-31", "2031-04-20", unit="week")
    assert found.place("2031-04-08") == 1
    assert found.place("2031-04") is None
    assert found.place(None) is None
    assert found.place("2040-01-01") is None


def test_the_unit_is_the_finest_for_which_there_is_room_and_dates_are_known() -> None:
    def best(*dates: str, most: int = 40) -> str:
        board = Board(articles=tuple(published(n, date) for n, date in enumerate(dates)))
        return best_unit(timeline(board), most)

    assert best("2031-04-01", "2031-04-20") == "day"
    assert best("2031-04-01", "2031-12-20") == "week"
    assert best("2031-04", "2031-05", "2031-05-02") == "month"
    assert best("1999-01-01", "2031-04-20") == "year"
    assert best() == "year"


def test_rejected_events_are_left_out_and_the_brief_alone_can_be_asked_for() -> None:
    board = Board(
        events=(happened(1, "2031-04-02"), happened(2, "2031", "accepted"), happened(3, None, "rejected")),
        articles=(published(0, "2031-04-01", in_brief=True), published(1, "")),
    )
    assert [one.id for one in timeline(board)] == ["t-2", "a0", "t-1", "a1"]
    assert [one.id for one in timeline(board, in_brief=True)] == ["t-2", "a0"]
    assert [one.id for one in timeline(board, articles=False)] == ["t-2", "t-1"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dates().map(lambda day: day.isoformat()) | st.just("") | st.just("1987-06"), max_size=20),
    st.sampled_from(["month", "year"]),
)
def test_nothing_is_lost_or_counted_twice(dates: list[str], unit: str) -> None:
    found = of(*dates, unit=unit)
    assert sum(bar.articles for bar in found.bars) + found.vague + found.undated == len(dates)
    for date in dates:
        if date:
            place = found.place(date)
            assert place is not None
            assert found.bars[place].start <= f"{date}-01"[:10] <= found.bars[place].end
    assert set(UNITS) == {"day", "week", "month", "year"}
