"""Finds the zones of a text that are layout rather than reporting: title, byline, credits, furniture."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tearline.index import layout_patterns as looks
from tearline.index.article import Zone
from tearline.index.dates import read_date
from tearline.index.furniture_words import is_furniture_elsewhere

_LONGEST_LAYOUT_LINE = 400
_LONGEST_TITLE = 200
_LONGEST_VOICE_OVER = 200
_LONGEST_HEADING = 60  # of a block about the author
_LONGEST_CREDIT, _LONGEST_BARE_CREDIT = 200, 60  # at the end of a caption; all of a line, by an agency's name
_LONGEST_AUTHOR_BLOCK = 1500
_HEAD_LINES = 10
_SUMMARY_LINES = 2
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w")
_LINE = re.compile(r".+")
_LINE_OF_OTHERS = re.compile(r"[^\r\n\u2028\u2029]+")


class Line(NamedTuple):
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    words: str
    after_blank: bool


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """The lines of `text` from `start` on that are not blank, in order."""
    previous_end = -1
    # The pattern for any break takes several times as long as the one for "\n".
    others = "\r" in text or "\u2028" in text or "\u2029" in text
    for match in (_LINE_OF_OTHERS if others else _LINE).finditer(text, start):
        line = match.group()
        words = line.strip("\ufeff \t\x0b\x0c\xa0").strip()
        if not words:
            continue
        begin = match.start()
        if len(words) < len(line):
            begin = text.index(words, begin, begin + len(line))
        gap = text[previous_end:begin] if previous_end >= 0 else "\n\n"
        after_blank = gap == "\n\n" or (
            gap != "\n" and (gap.count("\n") or gap.count("\r") or len(gap.split("\u2029"))) > 1
        )
        previous_end = begin + len(words)
        yield Line(begin, previous_end, words, after_blank)


def front_matter_span(text: str) -> tuple[int, int] | None:
    """Where the text opens with YAML front matter: from its first fence to behind the last one, else None."""
    opening = looks.FRONT_MATTER.match(text)
    if opening is None:
        return None
    closing = looks.FENCE.search(text, opening.end())
    return (opening.start(), closing.end()) if closing else None


def find_zones(text: str, known: Sequence[Zone] = ()) -> tuple[Zone, ...]:
    """The zones of `text`, in order and without overlap. All that is in no zone is reporting.

    `known` are zones that the markup shows, in order. They are not given back, and no zone runs across them.
    """
    zones: list[Zone] = []
    start = 0
    front = front_matter_span(text)
    if front:
        zones.append(Zone("front-matter", *front))
        start = front[1]
    lines = list(lines_of(text, start))
    held = _held_by(lines, known)
    kinds = [zone.kind if zone else kind_of_line(line.words) for line, zone in zip(lines, held, strict=True)]
    _mark_captions(lines, kinds)
    body = _mark_head(lines, kinds, titled=bool(front and looks.STATED_TITLE.search(text, *front)))
    _mark_author_blocks(lines, kinds, body)
    zones += [
        Zone(kind, line.start, line.end)
        for line, kind, zone in zip(lines, kinds, held, strict=True)
        if kind and not zone
    ]
    zones += _datelines(lines, kinds, body)
    zones += [
        Zone("byline", line.start + match.start(), line.end)
        for line, kind in zip(lines, kinds, strict=True)
        if not kind and line.words.endswith(")") and (match := _sign_off(line.words)) and match.start()
    ]
    return _joined(sorted(zones, key=lambda zone: zone.start), [zone.start for zone in known])


def _held_by(lines: Sequence[Line], known: Sequence[Zone]) -> list[Zone | None]:
    """The known zone that holds all of each line."""
    held: list[Zone | None] = [None] * len(lines)
    at = 0
    for number, line in enumerate(lines if known else ()):
        while at < len(known) and known[at].end < line.end:
            at += 1
        if at < len(known) and known[at].start <= line.start:
            held[number] = known[at]
    return held


def _datelines(lines: list[Line], kinds: list[str | None], body: int) -> Iterator[Zone]:
    """The dateline that opens the reporting, or its second or third line where a summary stands above it."""
    unmarked = (index for index in range(body, min(body + _HEAD_LINES, len(lines))) if kinds[index] is None)
    for index in islice(unmarked, _SUMMARY_LINES + 1):
        line = lines[index]
        match = looks.DATELINE.match(line.words[:200])
        # Below other words, a place alone may be anything: an agency or a day must stand by it.
        if match and (index == body or any(match.groupdict().values())):
            yield Zone("dateline", line.start, line.start + match.end())
            return
        if len(line.words) > _LONGEST_LAYOUT_LINE:
            return


def byline_names(words: str) -> str | None:
    """The names in a byline or in a sign-off ("(Reporting by …; Editing by …)"); None for other words."""
    if len(words) > _LONGEST_LAYOUT_LINE:
        return None
    if (match := looks.BYLINE.fullmatch(words)) and not looks.NOT_A_NAME & set(
        match["names"].lower().split()
    ):
        return match["names"]
    signed = looks.SIGNED_NAMES.match(words)
    return looks.IN_PLACE.sub("", signed[1]) if signed else None


def date_of_line(words: str) -> str | None:
    """The date, in ISO 8601, of a line that holds it and at most a label or a name ("Posted 3 May 2022")."""
    if len(words) > 80:
        return None
    if date := read_date(words):
        return date
    before = looks.DATE_LABEL.match(words) or looks.BEFORE_DATE.match(words)
    return read_date(words[before.end() :]) if before else None


def outlet_of_line(words: str) -> str | None:
    """The outlet that is all of a line, or stands before its date; None where the name may be a place's."""
    if len(words) > 80:
        return None
    before = looks.BEFORE_DATE.match(words)
    if before and not read_date(words[before.end() :]):
        return None
    name = before["before"] if before else words
    return name if looks.OUTLET_LINE.fullmatch(name) else None


def dateline_parts(words: str) -> tuple[str | None, str | None]:
    """The agency that a dateline names, and its date where the year stands there too."""
    match = looks.DATELINE.match(words + " A")
    if match is None:
        return None, None
    date = read_date(match["date"] or match["day"] or "")
    return match["agency"] or match["known"] or match["alone"], date


def kind_of_line(words: str) -> str | None:
    """The kind of zone that the whole line is, judged by its words alone; None for reporting."""
    if len(words) > _LONGEST_LAYOUT_LINE or not (words[:1].isalpha() or _LETTER.search(words)):
        return None
    small = words.lower()
    if len(small) <= _LONGEST_VOICE_OVER:
        opening = _WORD.search(small)
        if opening and looks.VOICE_OVER.fullmatch(small, opening.start()):
            return "voice-over"
    bare = small.lstrip(looks.MARKS)
    if (
        looks.FURNITURE.fullmatch(bare)
        or is_furniture_elsewhere(bare)
        or small.rstrip(".").endswith("all rights reserved")
    ):
        return "furniture"
    if looks.CAPTION.match(words) or _is_credit(words):
        return "credit"
    if ("ing by " in words or " contributed " in words) and looks.PLAIN_SIGN_OFF.fullmatch(words):
        return "byline"
    if words.startswith("(") and (((match := _sign_off(words)) and not match.start()) or byline_names(words)):
        return "byline"
    return None


def _is_credit(words: str) -> bool:
    alone = len(words) < _LONGEST_BARE_CREDIT or looks.CREDIT_OPENING.match(words) is not None
    end = words[-_LONGEST_CREDIT:]
    # What ends a caption has one of these; asked first, since most lines have none.
    signed = ":" in end or "/" in end or "(" in end
    if not (alone or signed) or not _names_a_credit(words):
        return False
    return bool(looks.CAPTION_END.search(end) or (alone and looks.PURE_CREDIT.fullmatch(words)))


def _names_a_credit(words: str) -> bool:
    for word in looks.CREDIT_WORDS:
        if word in words:
            return True
    for word in looks.PICTURE_WORDS:
        if word in words:
            return looks.CREDIT_OPENING.search(words) is not None
    return False


def _sign_off(words: str) -> re.Match[str] | None:
    return looks.SIGN_OFF.search(words) if "ing by " in words or "Compiled by " in words else None


def _mark_captions(lines: list[Line], kinds: list[str | None]) -> None:
    """A line that ends in a full date, right above a credit, is that photo's caption."""
    for index in range(len(lines) - 1):
        if kinds[index] is None and kinds[index + 1] == "credit" and not lines[index + 1].after_blank:
            words = lines[index].words
            if len(words) <= _LONGEST_LAYOUT_LINE and looks.CAPTION_DATE.search(words[-40:]):
                kinds[index] = "credit"


def _mark_head(lines: list[Line], kinds: list[str | None], titled: bool) -> int:
    """Marks title, bylines and date lines above the reporting; returns the index of its first line."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[index] is None and (byline_names(line.words) or (index and outlet_of_line(line.words))):
            kinds[index] = "byline"
        elif kinds[index] is None and len(date_of_line(line.words) or "") == len("2022-10-03"):
            kinds[index] = "dateline"
    first = next((index for index, kind in enumerate(kinds) if kind is None), len(lines))
    sought = first < min(_HEAD_LINES, len(lines)) and "title" not in kinds
    if sought and _is_title(lines, kinds, first, titled):
        kinds[first] = "title"
    return next((index for index, kind in enumerate(kinds) if kind is None), len(lines))


def _is_title(lines: list[Line], kinds: list[str | None], index: int, titled: bool) -> bool:
    """Whether the line heads the text; where front matter states the title, only a Markdown heading does."""
    words = lines[index].words
    following = next((i for i in range(index + 1, len(lines)) if kinds[i] is None), None)
    if following is None or len(words) > _LONGEST_TITLE or not any(c.isalpha() for c in words):
        return False
    if looks.MARKDOWN_HEADING.match(words):
        return True
    if titled:
        return False
    after = lines[following]
    dateline_follows = bool(looks.DATELINE.match(after.words[:200]))
    if looks.DATELINE.match(words) or (looks.TRANSCRIPT.match(words) and looks.TRANSCRIPT.match(after.words)):
        return False
    if words.endswith((",", ";", ":", "-", "–", "—")) or len(words.split()) > 30:
        return False
    if looks.FULL_STOP.search(words):
        # A sentence is a title only where what follows or its capitals say so.
        return dateline_follows or (after.after_blank and _in_title_case(words))
    if dateline_follows or after.after_blank:
        return not (words[0] in "\"“'‘" and looks.SENTENCE_END.search(words))
    # Without a blank line between them, two lines may be one wrapped sentence.
    wrapped = after.words[0].islower() or not (
        looks.SENTENCE_END.search(after.words) or len(after.words) > 1.5 * len(words) or following > index + 1
    )
    return not wrapped


def _in_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w’'\-]*", words) if len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _mark_author_blocks(lines: list[Line], kinds: list[str | None], body: int) -> None:
    """Marks "About the writer" headings with what they head, and a biography that closes the text."""
    index = body
    while index < len(lines):
        words = lines[index].words
        if len(words) <= _LONGEST_HEADING and looks.ABOUT_AUTHOR.fullmatch(words):
            end = _author_block_end(lines, index)
            kinds[index:end] = ["author"] * (end - index)
            index = end
        else:
            index += 1
    for index in range(max(body + 1, len(lines) - 3), len(lines)):
        words = lines[index].words
        if (
            kinds[index] is None
            and len(words) <= 800
            and looks.BIOGRAPHY.match(words)
            and looks.FOLLOW_AUTHOR.search(words)
        ):
            kinds[index] = "author"


def _author_block_end(lines: list[Line], heading: int) -> int:
    """The index behind an author block: at the next heading, or before it would be five lines or too long."""
    told = False
    begin = lines[heading].start
    for index in range(heading + 1, min(len(lines), heading + 6)):
        line = lines[index]
        is_heading = looks.MARKDOWN_HEADING.match(line.words) or (
            told
            and line.after_blank
            and len(line.words) <= _LONGEST_HEADING
            and not looks.SENTENCE_END.search(line.words)
        )
        if (is_heading and not line.words.endswith("Read more")) or line.end - begin > _LONGEST_AUTHOR_BLOCK:
            return index
        told = told or len(line.words) > 60 or bool(looks.SENTENCE_END.search(line.words))
    return min(len(lines), heading + 6)


def _joined(zones: list[Zone], known: Sequence[int]) -> tuple[Zone, ...]:
    """Zones of one author block made one, where no known zone starts in between; any that would overlap its
    predecessor dropped.
    """
    joined: list[Zone] = []
    for zone in zones:
        if joined and zone.start < joined[-1].end:
            continue
        apart = joined and bisect_left(known, zone.start) != bisect_left(known, joined[-1].end)
        if joined and zone.kind == "author" == joined[-1].kind and not apart:
            joined[-1] = Zone("author", joined[-1].start, zone.end)
        else:
            joined.append(zone)
    return tuple(joined)
