"""Reads the dates of a query: a year, month or day, or two of them with dots between."""

from __future__ import annotations

import re

from tearline.index.query_matching import day_range
from tearline.index.query_tree import Dated, QueryError

FIRST_DAY, LAST_DAY = 0, 99991231

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?[-/.]?")
_BEGUN_YEAR = re.compile(r"\d{1,3}")


def read_dates(value: str, at: int) -> Dated | None:
    """The days that `2022`, `2022-10`, `2022-10-03`, `2021-12..2022-10`, `2021..` or `..2022` stand for.

    Either end of a range may be left open. A year that is only begun ("202") stands for all that begin so.
    None where no date is typed yet. `at` is where the value stands in the query. Raises QueryError.
    """
    if not value.strip("./-"):
        return None
    before, dots, after = value.partition("..")
    first = _days(before, at) if before else (FIRST_DAY, LAST_DAY)
    if not dots:
        return Dated(*first)
    after = after.lstrip(".")
    last = _days(after, at + len(value) - len(after)) if after else (FIRST_DAY, LAST_DAY)
    if first[0] > last[1]:
        raise QueryError(f"{before} is later than {after}: the earlier date stands first.", at)
    return Dated(first[0], last[1])


def _days(value: str, at: int) -> tuple[int, int]:
    if _BEGUN_YEAR.fullmatch(value):
        missing = 4 - len(value)
        return int(value + "0" * missing + "0101"), int(value + "9" * missing + "1231")
    found = _DATE.fullmatch(value)
    if found is not None:
        year, month, day = found.groups()
        # While a month or day is being typed, its first digit may be a zero.
        parts = [part.zfill(2) for part in (month, day) if part and part != "0"]
        days = day_range("-".join([year, *parts]))
        if days is not None and (not day or days[0] % 100 <= _days_in(days[0])):
            return days
    raise QueryError("A date is written 2022, 2022-10 or 2022-10-03, a range 2021-12..2022-10.", at)


def _days_in(day: int) -> int:
    month = day_range(f"{day // 10000:04}-{day // 100 % 100:02}")
    return month[1] % 100 if month else 31
