"""What stands on a page beside the reporting and belongs to it: who wrote it, when, what a picture shows,
what else to read. It is kept in the text, in its place, in zones that are no evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tearline.index.layout import byline_names, date_of_line, kind_of_line
from tearline.index.layout_patterns import SENTENCE_END
from tearline.index.readers.html_boxes import OUTSIDE, Surroundings, Unit, key_of
from tearline.index.readers.html_days import Days, shown_days

if TYPE_CHECKING:
    from lxml.etree import _Element

# Characters: a box that is longer is something else than it is called.
_LONGEST = {"byline": 300, "dateline": 120, "credit": 1500, "author": 2000, "furniture": 2000}
_LONGEST_HELD = 700  # of what was taken for the article itself
_LONGEST_NAMES = 60  # behind the text, longer lines about who wrote it are sentences
_KEY = 28  # letters at the beginning of a paragraph by which it is found on its page
_KEY_WHOLE = 90  # letters: a shorter key is of all of a line
_HEADINGS = frozenset({"h2", "h3", "h4"})
_PARAGRAPHS = frozenset({"p", "div", "h2", "h3", "section", "span", "strong", "td"})
_SHORTEST_PARAGRAPH = 80  # characters of a paragraph that the library dropped
_FEW = 3  # paragraphs of reporting
_MOST_LINKED = 0.4  # of its characters, in links
_NEAR_HEADING = 4  # lines below a heading in which what it heads begins: a time and a name may stand between
_NEAR = 12  # lines behind a paragraph in which what belongs to the next is sought


class Placed(NamedTuple):
    """A line that belongs to an article: the kind of its zone, "" for a heading, its words, and whether it is
    one of a list.
    """

    kind: str
    words: str
    is_item: bool


class Furnished(NamedTuple):
    """Lines that belong before each paragraph, by its number (behind the last: by how many there are); the
    kinds of zone that paragraphs themselves are; the line of the page for those of them that are it or a
    part of it, "" for further parts; and the days that the page shows with its article.
    """

    before: dict[int, list[Placed]]
    kinds: dict[int, str]
    whole: dict[int, str]
    days: Days = Days()


def furnished(seen: Surroundings, title: str, paragraphs: Sequence[str], language: str = "") -> Furnished:
    """What of a page in a language ("en-GB", or "") belongs to the article that has this title and these
    paragraphs.
    """
    keys = [key_of(words) for words in paragraphs]
    places = _places(seen.units, keys)
    found = {at for at in places if at is not None}
    if not found:
        return Furnished({}, {}, {})
    parts = _parts(seen.units, keys, places)
    begin = _title_at(seen.units, title, min(found))
    boxes = _true_kinds(seen, found, begin)
    kinds = {
        # What is the site's and was taken for the article's is kept, and is no evidence.
        number: kind or "furniture"
        for number, at in enumerate(places)
        if at is not None and (kind := _zone_kind(seen.units[at], boxes)) is not None
    }
    reporting = [at for number, at in enumerate(places) if at is not None and number not in kinds]
    if not reporting:
        return Furnished({}, {}, {})
    first, last = min(reporting), max(reporting)
    in_text = frozenset(reporting)
    # As it stands on the page: what only its style keeps apart is apart there.
    whole = {
        number: seen.units[at].words
        for number, at in enumerate(places)
        if at is not None
        and number in kinds
        and seen.units[at].key == keys[number]
        and len(keys[number]) < _KEY_WHOLE
    }
    for number, at in parts.items():
        if kind := _placed_kind(seen.units[at], boxes, in_head=at < first, behind=at > last):
            kinds[number] = kind
            whole[number] = "" if at in found else seen.units[at].words
            found.add(at)
    known = _filled(places)
    said = {key_of(title), *keys}
    before: dict[int, list[Placed]] = defaultdict(list)
    reach = _reach(seen.units, begin, first, last)
    parents = {seen.units[at].element.getparent() for at in reporting}
    few = len(reporting) < _FEW
    for at in reach:
        unit = seen.units[at]
        if at in found or unit.key in said:
            continue
        if unit.boxes and len(unit.words) > _KEY and any(unit.words in words for words in paragraphs):
            # A stretch of the text that is shown once more.
            continue
        if kind := _placed_kind(unit, boxes, in_head=at < first, behind=at > last):
            said.add(unit.key)
            before[bisect_right(known, at)].append(Placed(kind, unit.words, unit.is_item))
        elif (
            (unit.element.tag in _HEADINGS and _heads_reporting(seen.units, boxes, at, in_text))
            or (begin < at < first and (_is_reporting(unit, boxes) or _leads_in(unit, boxes)))
            or (at > first and _is_among(unit, parents, few) and _is_reporting(unit, boxes))
        ):
            said.add(unit.key)
            before[bisect_right(known, at)].append(Placed("", unit.words, is_item=False))
    days = shown_days(seen.units, boxes, begin, range(first, last + 1), reach, language)
    return Furnished(dict(before), kinds, whole, days)


def _places(units: Sequence[Unit], keys: Sequence[str]) -> list[int | None]:
    """Where each paragraph stands on the page, by the letters that it begins with; None where that is not
    clear.
    """
    by_start: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        by_start[unit.key[:_KEY]].append(number)
    candidates = [by_start.get(key[:_KEY], []) if key else [] for key in keys]
    places = [each[0] if len(each) == 1 else None for each in candidates]
    # What stands on the page more than once is meant where it stands between its neighbours.
    limits: list[int] = []
    for at in reversed(places):
        limits.append(at if at is not None else limits[-1] if limits else len(units))
    previous = -1
    for number, limit in enumerate(reversed(limits)):
        if places[number] is None:
            after = bisect_right(candidates[number], previous)
            if after < len(candidates[number]) and candidates[number][after] < limit:
                places[number] = candidates[number][after]
        at = places[number]
        previous = previous if at is None else max(previous, at)
    return places


def _parts(units: Sequence[Unit], keys: Sequence[str], places: Sequence[int | None]) -> dict[int, int]:
    """Where paragraphs stand that are a piece of a line of the page, or only together are one."""
    parts: dict[int, int] = {}
    previous = 0
    for number, at in enumerate(places):
        if at is not None:
            previous = at
            continue
        if number in parts or not keys[number]:
            continue
        for near in range(previous, min(previous + _NEAR, len(units))):
            end, whole = number, units[near].key
            together = keys[number]
            while together != whole and end + 1 < len(keys) and places[end + 1] is None:
                end += 1
                together += keys[end]
                if not whole.startswith(together):
                    break
            if together == whole or keys[number] in units[near].pieces:
                end = end if together == whole else number
                parts.update(dict.fromkeys(range(number, end + 1), near))
                break
    return parts


def _filled(places: Sequence[int | None]) -> list[int]:
    """Places of paragraphs that never go back: one that was not found stands with the one before it."""
    filled: list[int] = []
    reached = next(at for at in places if at is not None)
    for at in places:
        reached = reached if at is None else max(reached, at)
        filled.append(reached)
    return filled


def _true_kinds(seen: Surroundings, found: set[int], begin: int) -> list[str | None]:
    """The kind of each box; None for one that is too long for what it is called, for one that holds where the
    article begins, or where boxes of its kind hold so much of it that they are called so for another reason.
    """
    held, chars = [0] * len(seen.boxes), [0] * len(seen.boxes)
    by_kind: dict[str, int] = defaultdict(int)
    total = 0
    for at, unit in enumerate(seen.units):
        of_article = len(unit.words) if at in found else 0
        total += of_article
        for box in unit.boxes:
            held[box] += of_article
            chars[box] += len(unit.words)
        for kind in {seen.boxes[box] for box in unit.boxes} if of_article else ():
            by_kind[kind] += of_article
    kinds: list[str | None] = []
    for kind, of_article, length in zip(seen.boxes, held, chars, strict=True):
        called = "author" if kind == "byline" and length > _LONGEST["byline"] and not of_article else kind
        too_long = length > _LONGEST.get(called, length) or of_article > _LONGEST_HELD
        too_common = of_article and by_kind[kind] * 3 > total
        kinds.append(None if too_long or too_common else called)
    for box in seen.units[begin].boxes:
        kinds[box] = None
    return kinds


def _zone_kind(unit: Unit, boxes: Sequence[str | None]) -> str | None:
    """The kind of zone that a line is for the boxes that it is in; OUTSIDE for what is the site's."""
    kinds = [kind for box in unit.boxes if (kind := boxes[box]) is not None]
    if OUTSIDE in kinds:
        return OUTSIDE
    return kinds[0] if kinds else None


def _title_at(units: Sequence[Unit], title: str, first: int) -> int:
    """Where the title of an article stands above its first paragraph; without one, that paragraph."""
    wanted = key_of(title)
    return next((at for at in range(first, -1, -1) if wanted and units[at].key == wanted), first)


def _reach(units: Sequence[Unit], begin: int, first: int, last: int) -> range:
    """From where to where on a page an article goes that begins there: what is in the <article> around its
    title and its paragraphs, or in the <main> that holds no other; without one, what is in the element that
    holds them.
    """
    around = {units[begin].element, *units[begin].element.iterancestors()}
    shared = next(
        each for each in (units[last].element, *units[last].element.iterancestors()) if each in around
    )
    scope = next(
        (each for each in (shared, *shared.iterancestors()) if each.tag in ("article", "main")), shared
    )
    main = next(scope.iterancestors("main"), None)
    if main is not None and len(list(islice(main.iter("article"), 2))) == 1:
        scope = main
    if scope.tag not in ("article", "main", "body") and begin == first:
        # Only paragraphs are in it: what heads them is beside it.
        scope = scope.getparent() if scope.getparent() is not None else scope
    start, end = begin, last + 1
    while start > 0 and _is_within(units[start - 1].element, scope):
        start -= 1
    while end < len(units) and _is_within(units[end].element, scope):
        end += 1
    return range(start, end)


def _is_within(element: _Element, scope: _Element) -> bool:
    return element is scope or any(each is scope for each in element.iterancestors())


def _placed_kind(unit: Unit, boxes: Sequence[str | None], *, in_head: bool, behind: bool) -> str | None:
    """The kind of zone that a line which is no paragraph of the article is kept as; None for one left out."""
    kind = _zone_kind(unit, boxes)
    if in_head and _leads_in(unit, boxes):
        return None
    if kind is not None:
        is_about = kind == "byline" and behind and len(unit.words) > _LONGEST_NAMES
        return "author" if is_about else kind or None
    if in_head and byline_names(unit.words):
        return "byline"
    if in_head and len(date_of_line(unit.words) or "") == len("2031-03-03"):
        return "dateline"
    by_words = None if behind else kind_of_line(unit.words)
    return by_words if by_words in ("credit", "voice-over") else None


def _leads_in(unit: Unit, boxes: Sequence[str | None]) -> bool:
    """Whether a line in the box of a byline is a sentence of some length, as only the summary there is."""
    is_byline = _zone_kind(unit, boxes) == "byline"
    return is_byline and len(unit.words) > _LONGEST_NAMES and bool(SENTENCE_END.search(unit.words))


def _is_among(unit: Unit, parents: Container[_Element | None], few: bool) -> bool:
    """Whether a line stands side by side with paragraphs of the article; where these are few, it may be in
    another box, as what a paywall fades out is.
    """
    return unit.element.getparent() in parents or (few and unit.element.tag == "p")


def _is_reporting(unit: Unit, boxes: Sequence[str | None]) -> bool:
    """Whether a line that was not taken for the article's is a paragraph by itself: it stands in no box, is
    long and no furniture, and little of it leads elsewhere.
    """
    if len(unit.words) < _SHORTEST_PARAGRAPH or _zone_kind(unit, boxes) is not None:
        return False
    if unit.element.tag not in _PARAGRAPHS or kind_of_line(unit.words) is not None:
        return False
    return unit.linked < _MOST_LINKED * len(unit.words)


def _heads_reporting(
    units: Sequence[Unit], boxes: Sequence[str | None], at: int, reporting: Container[int]
) -> bool:
    """Whether a heading that was not taken for the article's stands right above reporting, in no box."""
    if _zone_kind(units[at], boxes) is not None or kind_of_line(units[at].words):
        return False
    for below in range(at + 1, min(at + 1 + _NEAR_HEADING, len(units))):
        if below in reporting:
            return True
        if _zone_kind(units[below], boxes) is None:
            return False
    return False
