"""Reads dates as people write them into ISO 8601, as precisely as they say: "2022-10", "2022-10-03"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tearline.index.month_names import MONTHS_ELSEWHERE

MONTH_NUMBERS: dict[str, int] = {
    name.lower(): number for number, name in enumerate(calendar.month_name) if number
} | {
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if number},
    "sept": 9,
}

WEEKDAYS: tuple[str, ...] = tuple(name.lower() for name in calendar.day_name)  # Monday first

# A name in full, or an abbreviation with its period.
_NAMES = "|".join(name for name in calendar.month_name if name)
_ABBREVIATIONS = "|".join([*(name for name in calendar.month_abbr if name), "Sept"])
MONTH = rf"(?:(?:{_NAMES})\b|(?:{_ABBREVIATIONS})\b\.?)"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?)"

_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T\s]\s*\d{1,2}:\d{2}.{0,30})?")
_DAY_FIRST = re.compile(rf"(?:{WEEKDAY},?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH}),?\s+(\d{{4}})", re.I)
_MONTH_FIRST = re.compile(rf"(?:{WEEKDAY},?\s+)?({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.I)
_MONTH_ONLY = re.compile(rf"({MONTH}),?\s+(\d{{4}})", re.I)
_CLOCK = re.compile(
    r"[\s,|·–-]*(?:(?:at|um|à|às|alle|ore|klo?\.?)\s+)?\d{1,2}[:.h]\d{2}.{0,30}", re.I
)  # of a day: "at 6:10 AM EDT", "um 21:07 Uhr", "à 12h30"
_ALL_MONTHS = MONTHS_ELSEWHERE | MONTH_NUMBERS

# What is a month is looked up: a pattern of all their names is slow to say no. A year of two digits is one
# between points alone, and where no time can be meant.
_A_MONTH = r"(?P<{}>[^\W\d_]{{3,14}})\.?"
_WITHIN = re.compile(
    r"(?<![\da-zA-Z.,/-])(?:"
    r"(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?![\d/-]|\.\d)"
    r"|(?P<d2>\d{1,2})\.[ \xa0]?(?P<m2>\d{1,2})\.[ \xa0]?(?P<y2>\d{4}(?!\d)|\d{2}(?![\d:]|[.,]\d))"
    r"|(?P<d3>\d{1,2})(?P<s3>[/-])(?P<m3>\d{1,2})(?P=s3)(?P<y3>\d{4})(?![\d/-]|\.\d)"
    rf"|(?P<d4>\d{{1,2}})(?:st|nd|rd|th|er|[.º°ª])?[\s-]*(?:(?:de|of)\s+)?{_A_MONTH.format('m4')}"
    r",?[\s-]*(?:del?\s+)?(?P<y4>\d{4})(?!\d)"
    r"|(?P<y5>\d{4})\s?[年년]\s?(?P<m5>\d{1,2})\s?[月월]\s?(?P<d5>\d{1,2})\s?[日일]"
    rf"|(?P<y6>\d{{4}})\.?\s+{_A_MONTH.format('m6')}\s+(?P<d6>\d{{1,2}})\."
    r")"
    rf"|(?<![^\W_]){_A_MONTH.format('m7')}\s+(?P<d7>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y7>\d{{4}})(?!\d)",
    re.I,
)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](?!00:00(?::00)?\b)\d\d:?\d\d.{0,12}(?:Z|\+00:?00|UTC|GMT)")
_LONGEST_DATE = 80  # characters of words that are a date and nothing else
_A_WORD = re.compile(r"(?:[^\W\d_]{2,14}\.?,\s*)?")  # a weekday, in any language


def may_be_local_day(day: str, moment: str) -> bool:
    """Whether `day`, in ISO 8601, is the one before or after a moment in universal time, given with its hour
    ("2031-03-03T21:10:00Z"): where something was published, the calendar may show it. Midnight is none: so
    a day is written that is meant as one.
    """
    match = _MOMENT.fullmatch(moment)
    if match is None or len(day) != len("2031-03-03"):
        return False
    try:
        return abs(date.fromisoformat(day) - date.fromisoformat(match[1])).days == 1
    except ValueError:
        return False


class DateWithin(NamedTuple):
    """A date in other words: where it stands there, its end exclusive, and what it is in ISO 8601."""

    start: int
    end: int
    iso: str


def month_number(name: str) -> int | None:
    """1 to 12 for a month's English name or abbreviation, with or without its period."""
    return MONTH_NUMBERS.get(name.lower().rstrip("."))


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The ISO 8601 date of these parts, or None where the calendar has no such date."""
    if not 1000 <= year <= 2999:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    if not (1 <= day <= 28 or 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def read_date(words: str) -> str | None:
    """The date that all of `words` writes, a time of day aside; None where it is none or one of two.

    "03/10/2022" can: which number is the month depends on the country. Months may be named in any language of
    `month_names`; between points, the day comes before the month.
    """
    words = words.strip()
    if match := _ISO.fullmatch(words):
        year, month, day = (int(part) if part else None for part in match.groups())
        return iso_date(year, month, day) if year is not None else None
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_MONTH_ONLY, (2, 1, None))):
        match = pattern.match(words)
        if match and (match.end() == len(words) or _CLOCK.fullmatch(words, match.end())):
            year_at, month_at, day_at = order
            day = int(match[day_at]) if day_at else None
            return iso_date(int(match[year_at]), month_number(match[month_at]), day)
    if len(words) > _LONGEST_DATE or words.isalpha():
        return None
    found = next(dates_within(words), None)
    is_all = found and _A_WORD.fullmatch(words, 0, found.start)
    ends = found and (found.end == len(words) or _CLOCK.fullmatch(words, found.end))
    return found.iso if found and is_all and ends else None


def dates_within(words: str, day_first: bool | None = None) -> Iterator[DateWithin]:
    """The full dates in `words`, in the languages of `month_names`, in order. In quadratic time: for lines.

    `day_first` is whether "03/10/2022" is a day in October. Without it, where it may be either, it is none.
    """
    at = 0
    while match := _WITHIN.search(words, at):
        number = next(name[1] for name, value in match.groupdict().items() if name[0] == "y" and value)
        year, month, day = (match[f"{part}{number}"] for part in "ymd")
        iso = None
        if number in "467":
            named = _ALL_MONTHS.get(month.lower())
            iso = iso_date(int(year), named, int(day)) if named else None
        elif number == "3":
            iso = _by_country(int(year), int(month), int(day), day_first)
        else:
            full = int(year) if len(year) == 4 else 2000 + int(year)
            iso = iso_date(full, int(month), int(day))
        if iso:
            yield DateWithin(match.start(), match.end(), iso)
        at = match.end() if iso else match.start() + 1


def _by_country(year: int, second: int, first: int, day_first: bool | None) -> str | None:
    """The date "first/second/year", if it can be told which of both is the day."""
    as_day, as_month = iso_date(year, second, first), iso_date(year, first, second)
    if as_day and as_month and as_day != as_month:
        return None if day_first is None else as_day if day_first else as_month
    return as_day or as_month
