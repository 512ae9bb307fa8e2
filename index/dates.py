"""Reads dates as people write them into ISO 8601, as precisely as they say: "2022-10", "2022-10-03"."""

from __future__ import annotations

import calendar
import re

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
_CLOCK = re.compile(r",?\s*(?:at\s+)?\d{1,2}[:.]\d{2}.{0,30}", re.I)


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
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def read_date(words: str) -> str | None:
    """The date that all of `words` writes, a time of day aside; None where it is none or one of two.

    "03/10/2022" can: which number is the month depends on the country.
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
    return None
