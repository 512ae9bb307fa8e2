"""The days that a web page shows at the head or the foot of its article: of publication and of change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tearline.index.dates import DateWithin, dates_within, read_date
from tearline.index.readers.html_boxes import OUTSIDE, Unit

_ABOVE, _BELOW = 5, 12  # lines above and below a title in which its date may stand
_LONGEST_LINE = 160  # characters of a line that may tell a date
_MOST_BESIDE = 50  # letters that may stand in it beside the date: a name, a section, a label
_LETTERS = re.compile(r"[^\W\d_]")
# What opens an article: "3 March 2031 – Word", "(03.03.2031) Word", "LARKMOOR, 3 March 2031. Word".
_OPENS = re.compile(r"\W{0,3}(?:[^\W\d_][\w.’' -]{2,30}, )?(?:(?:den|le|el|il) )?")
_BEHIND_OPENING = re.compile(r"\W*(?: [–—|·-]|[):.–—|]|$)")
_UPDATED = re.compile(
    r"\b(?:(?:last )?(?:updated?|modified|edited|revised|revision|changed)|aktualisiert|geändert|änderung"
    r"|aktualisierung|update|stand|mis à jour|mise à jour|modifiée?|actualizad[oa]|modificad[oa]"
    r"|aggiornat[oa]|aggiornamento|atualizad[oa]|bijgewerkt|gewijzigd|uppdaterad|opdateret|oppdatert|päivitetty"
    r"|zaktualizowan[oa]|aktualizacja|обновлено|оновлено|изменен[оа]?|güncelle\w*)\b",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publi\w{1,8}|pubblicat\w|veröffentlicht\w{0,4}|erschienen|erstellt|created?|créée?"
    r"|gepubliceerd|publicerad|udgivet|publisert|julkaistu|opublikowan\w|опубликован\w|опубліковано)\b",
    re.I,
)
_LABEL_BEHIND = re.compile(r"\s*[-–—(\[]+\s*")
_BEFORE_LABELLED = 45  # characters between a label and its date, at most


class Days(NamedTuple):
    """The day of publication and of the last change in ISO 8601, each "" where the page shows none."""

    published: str = ""
    updated: str = ""


def shown_days(
    units: Sequence[Unit], boxes: Sequence[str | None], title: int, body: range, reach: range, language: str
) -> Days:
    """The days that are shown with an article.

    `title` is the number of its title's line, `body` runs from its first paragraph to its last, `reach` from
    where to where it goes on its page.
    """
    day_first = _day_first(language)
    published, updated = "", ""
    best = 0
    below = range(title + 1, max(body.start, min(title + 1 + _BELOW, body.stop)))
    above = range(title - 1, max(-1, title - 1 - _ABOVE), -1)
    for at in (*below, *above, *range(body.stop, reach.stop)):
        unit = units[at]
        if len(unit.words) > _LONGEST_LINE or not (unit.time or any(map(str.isdigit, unit.words))):
            continue
        kinds = [boxes[box] for box in unit.boxes]
        dated = bool(unit.time) or "dateline" in kinds
        # Right below a title, a date may share its box with buttons.
        is_elsewhere = OUTSIDE in kinds and not (dated and title < at < body.start)
        if is_elsewhere or "furniture" in kinds or "credit" in kinds:
            continue
        marked = dated or "byline" in kinds
        for label, day in _labelled(unit, day_first, alone=not marked):
            if label == "updated":
                updated = updated or day
                continue
            rank = 3 if label else 2 if marked else 1
            # Behind the text stand the days of other articles.
            if at >= body.stop and rank < 3:
                rank = 0
            if rank > best:
                published, best = day, rank
    if not published and (day := _opening_day(units[body.start].words, day_first)):
        published = day
    return Days(published, updated)


def _labelled(unit: Unit, day_first: bool | None, *, alone: bool) -> Iterator[tuple[str, str]]:
    """Each day that a line tells, with what it says of it: "published", "updated", or "" for nothing.

    Of a line that must be the date `alone`, little else may stand in it.
    """
    found = list(dates_within(unit.words, day_first))
    if not found:
        if unit.time and (day := read_date(unit.time)) and len(day) == len("2031-03-03"):
            yield _label(unit.words), day
        return
    if alone and _beside(unit.words, found) > _MOST_BESIDE:
        return
    behind = 0
    for each in found:
        before = unit.words[max(behind, each.start - _BEFORE_LABELLED) : each.start]
        yield _label(before) or _label_behind(unit.words, each.end), each.iso
        behind = each.end


def _label(words: str) -> str:
    """The label that stands last in words before a date."""
    updated = max((match.start() for match in _UPDATED.finditer(words)), default=-1)
    published = max((match.start() for match in _PUBLISHED.finditer(words)), default=-1)
    if updated == published:
        return ""
    return "updated" if updated > published else "published"


def _label_behind(words: str, end: int) -> str:
    """The label right behind a date, "3 March 2031 (updated)", apart from it by a mark; "" without one."""
    match = _LABEL_BEHIND.match(words, end)
    return "updated" if match and _UPDATED.match(words, match.end()) else ""


def _beside(words: str, dates: Sequence[DateWithin]) -> int:
    """How many letters of a line are not in its dates."""
    inside = sum(len(_LETTERS.findall(words[each.start : each.end])) for each in dates)
    return len(_LETTERS.findall(words)) - inside


def _opening_day(words: str, day_first: bool | None) -> str:
    """The day that opens the first paragraph, apart from its first sentence; "" without one."""
    start = words[:_LONGEST_LINE]
    first = next(dates_within(start, day_first), None)
    if first and _OPENS.fullmatch(start, 0, first.start) and _BEHIND_OPENING.match(start, first.end):
        return first.iso
    return ""


def _day_first(language: str) -> bool | None:
    """Whether a day stands before its month in figures; None where the language leaves it open."""
    known = language.lower()
    if known in ("en-us", "en-ph"):
        return False
    return None if known in ("", "en", "en-ca") else True
