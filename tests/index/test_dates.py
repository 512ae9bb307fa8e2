"""Dates as people write them."""

from __future__ import annotations

import pytest

from tearline.index.dates import iso_date, month_number, read_date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2031", "2031"),
        ("2031-03", "2031-03"),
        ("2031-03-04", "2031-03-04"),
        ("2031/3/4", "2031-03-04"),
        ("2031-03-04T10:15:00Z", "2031-03-04"),
        ("4 March 2031", "2031-03-04"),
        ("Tuesday, March 4, 2031", "2031-03-04"),
        ("4th March, 2031", "2031-03-04"),
        ("Sept. 4, 2031 at 6:10 AM EDT", "2031-09-04"),
        ("March 2031", "2031-03"),
        (" 2031-03-04 ", "2031-03-04"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(words: str, date: str) -> None:
    assert read_date(words) == date


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "03/04/2031",
        "2031-13",
        "2031-02-30",
        "31 February 2031",
        "March",
        "12",
        "2031-03-04 and after",
    ],
)
def test_what_is_no_date_or_either_of_two_is_none(words: str) -> None:
    assert read_date(words) is None


def test_a_month_may_be_abbreviated() -> None:
    assert month_number("Sept.") == 9
    assert month_number("marching") is None


def test_the_calendar_is_kept() -> None:
    assert iso_date(2032, 2, 29) == "2032-02-29"
    assert iso_date(2031, 2, 29) is None
    assert iso_date(31) is None
