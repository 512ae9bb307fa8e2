"""Finds the words that date a sentence, and works out the calendar date they name from a given day."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import day_name, month_name
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tearline.briefs.drafting.lexicon import words
from tearline.index.article import Span
from tearline.index.dates import MONTH, MONTH_NUMBERS, WEEKDAYS, iso_date, month_number

_NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
# Months and weekdays count only with their capital: "may" and "march" are verbs.
_FULL_MONTH = "(?:" + "|".join(name for name in month_name if name) + ")"
_ANY_MONTH = rf"(?-i:(?=[A-Z])(?i:{MONTH}))"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[,.:]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%’'s]|[,.-]\d)"
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)} | {"a": 1, "an": 1}
_COUNT = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r"|\d{1,3})"

# A bare month or year needs a word before it that makes it a time: "in May" is one, "Mrs. May" is none.
_BEFORE_MONTH = (
    r"(?i:in|since|until|till|by|during|from|through|last|next|this|early|late|mid|of|before|after)[ -]"
)
_BEFORE_YEAR = r"(?i:in|since|until|till|by|during|from|through|between|before|after|of|early|late|mid)[ -]"
# What may follow a year; a noun would make it a quantity: "in 2000 schools".
_WORD_AFTER_YEAR = "|".join(sorted(words("time", "after a year")))
_AFTER_YEAR = rf"(?=\s*(?:[.,;:!?)\]”\"’—–-]|$|[A-Z]|(?:{_WORD_AFTER_YEAR})\b))"
_WEEKDAY = "(?:" + "|".join(name for name in day_name) + ")"
_NO_WEEKDAY_BEFORE = "".join(rf"(?<!{word}[ ])" for word in sorted(words("time", "before no weekday")))
_NO_WEEKDAY_AFTER = "(?![ ](?:" + "|".join(sorted(words("time", "after no weekday"))) + r")\b)"

_HALF_A_YEAR = 6  # months
_PARTS = frozenset({"mid", "early", "late"})  # of a month or a year: "mid-May"
_INFLECTION = re.compile(r"['’]?s$|\.$")
_TIME = re.compile(
    rf"""(?<![\w$€£])(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)
    | (?P<days>(?P<days_month>{_ANY_MONTH})\ (?P<days_from>{_DAY})\ ?(?:-|–|—|to|and)\ ?(?P<days_to>{_DAY})
        (?:,?\ (?P<days_year>{_YEAR}))?)
    | (?P<day>(?P<day_month>{_ANY_MONTH})\ (?P<day_day>{_DAY})(?:,?\ (?P<day_year>{_YEAR}))?)
    | (?P<dmy>(?P<dmy_day>{_DAY})\ (?:of\ )?(?P<dmy_month>{_ANY_MONTH})(?:,?\ (?P<dmy_year>{_YEAR}))?)
    | (?P<month>(?P<month_name>{_ANY_MONTH}),?\ (?:of\ )?(?P<month_year>{_YEAR}))
    | (?P<bare>{_BEFORE_MONTH}(?P<bare_name>{_FULL_MONTH}))(?!['’]|\ [A-Z]|,?\ \d|\w)
    | (?P<years>(?i:from|between)\ (?P<years_from>{_YEAR})\ (?:to|and|until|through)\ (?P<years_to>{_YEAR}))
    | (?P<year>{_BEFORE_YEAR}(?P<year_number>{_YEAR})){_AFTER_YEAR}
    | (?P<weekday>(?:(?P<which>(?i:last|next|this|on|since|by|until))\ )?
        {_NO_WEEKDAY_BEFORE}(?P<weekday_name>{_WEEKDAY}))(?!\w){_NO_WEEKDAY_AFTER}
    | (?P<near>(?i:yesterday|today(?!['’]s)|tomorrow|tonight))(?!\w)
    | (?P<period>(?P<period_which>(?i:last|this|next))\ (?P<period_unit>week|weekend|month|year))(?![\w-])
    | (?P<ago>(?P<ago_count>(?i:{_COUNT}))\ (?P<ago_unit>day|week|month|year)s?\ (?:ago|earlier))\b
    )""",
    re.X,
)
# What a dating begins with: a number, a month, a weekday, or one of the words before these.
_OPENING = re.compile(
    rf"\d|(?:{'|'.join([*MONTH_NUMBERS, *WEEKDAYS, *_NUMBERS])}|yesterday|today|tomorrow|tonight"
    r"|in|since|until|till|by|during|from|through|last|next|this|early|late|mid|of|before|after|between|on)"
    r"(?![^\W\d_])"
)
# Words by which a bare month or weekday lies ahead of the article, or behind it.
_AHEAD = words("time", "ahead")
_BEHIND = words("time", "behind")
_INTENDS = words("time", "intends")  # ahead where "to" follows
_NOT_FINITE = frozenset({"be", "been", "being", "to", "the", "a", "an"})  # "will be opened", "the injured"
_TERMS = frozenset({"by", "until", "till"})
_WORD = re.compile(r"\w+")
_BEFORE_DATE = re.compile(r",? ")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words at `span` name the date `when` (ISO 8601, None where that is unknown); `basis` says why."""

    span: Span
    when: str | None
    basis: str
    rule: str


@dataclass(frozen=True, slots=True)
class Vantage:
    """The day that relative dates are seen from, as precise as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, published: str | None) -> Vantage:
        """From an article's ISO date; one that is no date is unknown."""
        parts = [int(part) for part in (published or "").split("-") if part.isdecimal()]
        if not parts or iso_date(*parts[:3]) is None:
            return cls()
        return cls(*parts[:3])

    @property
    def date(self) -> date | None:
        """The day itself, where it is known to the day."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def words(self) -> str:
        """As a reader would be told it: "the article's date, 2022-10-03"."""
        shown = iso_date(self.year, self.month, self.day) if self.year else None
        return f"the article's date, {shown}" if shown else "the article, whose date is unknown"


def may_date(word: str) -> bool:
    """Whether a word in lower case may date a sentence: a month, a weekday, a unit, a year, a date."""
    if word[0].isdigit():
        return len(word) >= 4
    if "-" in word and word.partition("-")[0] in _PARTS:
        return may_date(word.partition("-")[2] or "-")
    return word in DATING_WORDS or (word[-1] in ".s" and _INFLECTION.sub("", word) in DATING_WORDS)


def may_open_dating(word: str) -> bool:
    """Whether the words that date a sentence may begin with a word in lower case."""
    return _OPENING.match(word) is not None


def find_time_words(
    text: str, sentence: Span, starts: Sequence[int], vantage: Vantage, quoted: list[Span]
) -> Iterator[TimeWords]:
    """The datings of a sentence, in order; each begins at one of `starts`, which are in order.

    Relative ones inside `quoted` spans, which are in order, are seen from the day they were said, which is
    unknown.
    """
    said = _Sentence(sentence[0], text[slice(*sentence)])
    behind = 0
    for start in starts:
        match = _TIME.match(text, start, sentence[1]) if start >= behind else None
        if match is None:
            continue
        kind = match.lastgroup or ""  # each way to name a date is one group, around those of its parts
        if kind == "weekday" and (comma := _BEFORE_DATE.match(text, match.end(), sentence[1])):
            dated = _TIME.match(text, comma.end(), sentence[1])
            if dated is not None and dated.lastgroup in ("day", "dmy"):
                continue  # "Monday, October 16"
        behind = match.end()
        run = bisect_right(quoted, (match.start(), sentence[1])) - 1
        in_quote = run >= 0 and match.start() < quoted[run][1]
        here = Vantage() if in_quote else vantage
        when, basis = _RESOLVERS[kind](_Seen(match, here, said))
        if when is None and in_quote and basis != _STATED:
            basis = "seen from the day of the quoted words, which is unknown"
        yield TimeWords(match.span(), when, basis, f"date-{kind}")


_STATED = "stated"
_Resolved = tuple[str | None, str]


@dataclass(frozen=True)
class _Sentence:
    """A sentence, of which it is asked only where it matters where it looks ahead and where behind."""

    start: int
    text: str

    @cached_property
    def turns(self) -> list[tuple[int, bool]]:
        """Where its words look ahead (true) or behind, in order."""
        found: list[tuple[int, bool]] = []
        before = ""
        for match in _WORD.finditer(self.text.lower()):
            word = match[0]
            if word in _AHEAD or (word == "to" and before in _INTENDS):
                found.append((match.start(), True))
            elif (word in _BEHIND or word.endswith("ed")) and before not in _NOT_FINITE:
                found.append((match.start(), False))
            before = word
        return found

    def ahead(self, position: int, term: str) -> bool:
        """Whether what is dated at a position lies ahead, as the last verb before it has it, or else the
        first behind it. A term ("by Monday") lies ahead where no verb tells.
        """
        turns = self.turns
        if not turns:
            return term in _TERMS
        at = bisect_right(turns, (position - self.start, False)) - 1
        return turns[max(0, at)][1]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Words that date a sentence, the day they are seen from, and the sentence."""

    match: re.Match[str]
    vantage: Vantage
    sentence: _Sentence

    def ahead(self, term: str) -> bool:
        return self.sentence.ahead(self.match.start(), term)


_Resolver = Callable[[_Seen], _Resolved]


def _number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def _iso(seen: _Seen) -> _Resolved:
    return iso_date(*map(int, seen.match["iso"].split("-"))), _STATED


def _month_day(seen: _Seen, month: str, day: str, year: str | None) -> _Resolved:
    """A day of a month; without a year, the one nearest to the vantage."""
    number, vantage = month_number(month), seen.vantage
    if year:
        return iso_date(int(year), number, _number(day)), _STATED
    if vantage.year is None or vantage.month is None or number is None:
        return None, f"the year is not stated, and {vantage.words}"
    away = {
        year: abs((year - vantage.year) * 12 + number - vantage.month)
        for year in (vantage.year, vantage.year - 1, vantage.year + 1)
    }
    nearest = min(away, key=lambda year: away[year])
    return iso_date(nearest, number, _number(day)), f"the year nearest to {vantage.words}"


def _days(seen: _Seen) -> _Resolved:
    match = seen.match
    when, basis = _month_day(seen, match["days_month"], match["days_from"], match["days_year"])
    return when, f"{basis}: the first day of {match['days']}"


def _day(seen: _Seen) -> _Resolved:
    return _month_day(seen, seen.match["day_month"], seen.match["day_day"], seen.match["day_year"])


def _dmy(seen: _Seen) -> _Resolved:
    return _month_day(seen, seen.match["dmy_month"], seen.match["dmy_day"], seen.match["dmy_year"])


def _month(seen: _Seen) -> _Resolved:
    return iso_date(int(seen.match["month_year"]), month_number(seen.match["month_name"])), _STATED


def _bare(seen: _Seen) -> _Resolved:
    """A month without a year: the latest one up to the vantage; the next where the sentence looks ahead.

    "Before" sets a term, in whatever tense: there it is the nearer of the two.
    """
    number, vantage = month_number(seen.match["bare_name"]), seen.vantage
    if vantage.year is None or vantage.month is None or number is None:
        return None, f"the year is not stated, and {vantage.words}"
    first = re.split(r"[ -]", seen.match["bare"])[0].lower()
    if first == "next" or (first not in ("last", "since") and seen.ahead(first)):
        passed = number < vantage.month or (number == vantage.month and first == "next")
        return iso_date(vantage.year + passed, number), f"the next one from {vantage.words}"
    if first == "before" and 0 <= (number - vantage.month) % 12 < _HALF_A_YEAR:
        return iso_date(
            vantage.year + (number < vantage.month), number
        ), f"the one nearest to {vantage.words}"
    to_come = number > vantage.month or (number == vantage.month and first == "last")
    return iso_date(vantage.year - to_come, number), f"the latest one before {vantage.words}"


def _years(seen: _Seen) -> _Resolved:
    return iso_date(int(seen.match["years_from"])), f"stated: the first year of “{seen.match['years']}”"


def _year(seen: _Seen) -> _Resolved:
    return iso_date(int(seen.match["year_number"])), _STATED


def _weekday(seen: _Seen) -> _Resolved:
    """The latest such day up to the vantage, itself included; the next one where the words look ahead."""
    today = seen.vantage.date
    if today is None:
        return None, f"counted from {seen.vantage.words}"
    number = WEEKDAYS.index(seen.match["weekday_name"].lower())
    which = (seen.match["which"] or "").lower()
    if which == "next" or (which not in ("last", "since") and seen.ahead(which)):
        days = (number - today.weekday()) % 7 or 7
        return _shifted(today, days), f"the next one from {seen.vantage.words}"
    days = (today.weekday() - number) % 7 or (7 if which == "last" else 0)
    return _shifted(today, -days), f"the latest one up to {seen.vantage.words}"


def _near(seen: _Seen) -> _Resolved:
    basis = f"counted from {seen.vantage.words}"
    shift = {"yesterday": -1, "tomorrow": 1}.get(seen.match["near"].lower(), 0)
    today = seen.vantage.date
    return (_shifted(today, shift) if today else None), basis


def _period(seen: _Seen) -> _Resolved:
    which, unit, vantage = seen.match["period_which"].lower(), seen.match["period_unit"], seen.vantage
    shift, basis = {"last": -1, "this": 0, "next": 1}[which], f"counted from {vantage.words}"
    if unit == "year":
        return iso_date(vantage.year + shift) if vantage.year else None, basis
    if unit == "month":
        return _month_shifted(vantage, shift), basis
    today = vantage.date
    if today is None:
        return None, basis
    to_monday = 7 * shift - today.weekday()
    if unit == "week":
        return _stretch(today, to_monday, 6, basis)
    # On a Monday or a Tuesday, "this weekend" is the one just past.
    if which == "this" and today.weekday() < 2:
        to_monday -= 7
    return _stretch(today, to_monday + 5, 1, basis)


def _ago(seen: _Seen) -> _Resolved:
    counted, unit, vantage = seen.match["ago_count"].lower(), seen.match["ago_unit"], seen.vantage
    if seen.match["ago"].endswith("earlier"):
        return None, "counted from a day that the words do not name"
    count, basis = _NUMBERS.get(counted) or _number(counted), f"counted from {vantage.words}"
    if unit == "year":
        return iso_date(vantage.year - count) if vantage.year else None, basis
    if unit == "month":
        return _month_shifted(vantage, -count), basis
    today = vantage.date
    if today is None:
        return None, basis
    return (_shifted(today, -count), basis) if unit == "day" else _stretch(today, -7 * count - 3, 6, basis)


def _shifted(day: date, days: int) -> str | None:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _month_shifted(vantage: Vantage, months: int) -> str | None:
    if vantage.year is None or vantage.month is None:
        return None
    year, month = divmod(vantage.year * 12 + vantage.month - 1 + months, 12)
    return iso_date(year, month + 1)


def _stretch(day: date, days: int, length: int, basis: str) -> _Resolved:
    """A stretch of days, by the month or else the year that all of it lies in; the basis names its days."""
    first, last = _shifted(day, days), _shifted(day, days + length)
    if first is None or last is None:
        return None, basis
    shared = 7 if first[:7] == last[:7] else 4 if first[:4] == last[:4] else 0
    return first[:shared] or None, f"{basis}: {first} to {last}"


_RESOLVERS: dict[str, _Resolver] = {
    "iso": _iso,
    "days": _days,
    "day": _day,
    "dmy": _dmy,
    "month": _month,
    "bare": _bare,
    "years": _years,
    "year": _year,
    "weekday": _weekday,
    "near": _near,
    "period": _period,
    "ago": _ago,
}
# Words by which a sentence may be dated; asked first, because most sentences hold none.
DATING_WORDS = (
    frozenset(MONTH_NUMBERS)
    | frozenset(WEEKDAYS)
    | {"yesterday", "today", "tomorrow", "tonight", "week", "weekend", "month", "year", "ago", "earlier"}
)
