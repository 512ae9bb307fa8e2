"""Dates as people write them."""

from __future__ import annotations

import pytest

from tearline.index.dates import dates_within, iso_date, month_number, read_date


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
        ("04.03.2031", "2031-03-04"),
        ("Dienstag, 4. März 2031, 19:51 Uhr", "2031-03-04"),
        ("4 mars 2031 à 12h30", "2031-03-04"),
        ("4 de marzo de 2031", "2031-03-04"),
        ("23/03/2031", "2031-03-23"),
        ("2031. március 4.", "2031-03-04"),
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
        "Seit 4. März 2031",
        "1.2.2031.4",
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


def test_dates_are_found_within_words() -> None:
    words = "Oda Lisle, 4. März 2031 – zuletzt am 5.3.31 um 12.30 Uhr, nicht 31.2.2031 oder v1.2.31"
    assert [(words[each.start : each.end], each.iso) for each in dates_within(words)] == [
        ("4. März 2031", "2031-03-04"),
        ("5.3.31", "2031-03-05"),
    ]


def test_which_figure_is_the_month_depends_on_the_country() -> None:
    assert [each.iso for each in dates_within("03/04/2031", day_first=True)] == ["2031-04-03"]
    assert [each.iso for each in dates_within("03/04/2031", day_first=False)] == ["2031-03-04"]
    assert not list(dates_within("03/04/2031"))
