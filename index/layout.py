"""Finds the zones of a text that are layout rather than reporting: title, byline, credits, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tearline.index.article import Zone
from tearline.index.dates import MONTH, read_date

# A zone that is missed leaves a stray line among the evidence; a zone that is wrong takes evidence away.
# So every pattern here asks for the whole of a line, and only of short ones.
_LONGEST_LAYOUT_LINE = 400
_HEAD_LINES = 10
_LONGEST_TITLE = 200


class Line(NamedTuple):
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    words: str
    after_blank: bool


# A name's word: "David", "O'Neill", "J.", "McKay-Brown", "DE". Particles stand between such words.
_NAME_WORD = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’\-]*)"
NAME = rf"{_NAME_WORD}(?: (?:(?:de|da|di|del|van|von|der|den|la|le|al|bin|bint|el|ter) )*{_NAME_WORD}){{1,4}}"
_NAMES = rf"{NAME}(?:(?:, | and |, and | & ){NAME}){{0,5}}"

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?=(?:[ \t]*(?:#.*)?\r?\n)*[\"']?[A-Za-z][\w \-]*[\"']?[ \t]*:(?:\s|$))"
)
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M)

_VOICE_OVER = re.compile(
    r"""\W*(?:
      (?:this\s+|the\s+)?(?:voice|audio|narration|recording)(?:\s+version)?\s+(?:is|was)\s+
          (?:ai|computer|auto|automatically|machine|artificially)[- ]?(?:generated|narrated|read|voiced)\b.{0,80}
    | (?:listen|listening)\s+to\s+(?:this|the)\s+(?:article|story|report)\b.{0,40}
    | listen(?:\s*[·|:(\-–—]?\s*\d{1,3}(?::\d\d)?\s*(?:min|mins|minutes?)?\.?\)?)
    | (?:this\s+article\s+is\s+)?(?:read|narrated|voiced)\s+by\s+(?:an?\s+)?(?:ai|automated|artificial|computer)\b.{0,60}
    | (?:(?:estimated\s+)?read(?:ing)?\s+time\s*[:·|\-–—]?\s*)\d{1,3}\s*(?:min|mins|minutes?)\.?
    | \d{1,3}[ -]?(?:min|mins|minute|minutes)\.?\s+(?:read|listen)
    )\W*""",
    re.I | re.X,
)
_DATE_LABEL = re.compile(
    r"(?:(?:first\s+)?published|posted|updated|last\s+updated|date)(?:\s+on)?\s*:?\s+", re.I
)
_BYLINE = re.compile(
    rf"[(*_]*(?:By|BY|Written by|Words by|Story by) (?P<names>{_NAMES})(?: in (?P<place>{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}))?"
    rf"(?:(?:,| \||,? for) [\w’'&. \-]{{2,60}})?[)*_]*"
)
_SIGN_OFF = re.compile(r"\((?:(?:Additional )?(?:Reporting|Writing|Editing)|Compiled) by [^()]{3,300}\)\s*$")

_AGENCY = r"\((?P<agency>[A-Z][\w.&’'/ ]{1,30})\)"
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’\-]+"
_DAY = rf"(?:(?i:{MONTH}) \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} (?i:{MONTH})(?: \d{{4}})?)"
_DATELINE = re.compile(
    rf"""(?:
      {_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}(?:,\ [A-Z][\w.’'\-]*(?:\ [A-Z][\w.]+){{0,2}})?(?:,\ (?P<date>{_DAY}))?
          (?:\ {_AGENCY})?\ ?(?:--|[—―–]|\ -)
    | [A-Z][\w’'\-]+(?:\ [A-Z][\w’'\-]+){{0,2}},\ [A-Z][\w.’'\-]*(?:\ [A-Z][\w.]+){{0,2}}\ —
    | {_AGENCY.replace("agency", "alone")}\ (?:--|[—―–-])
    )(?=\s*[\w“"‘'$€£(])(?!\s*[a-z])""",
    re.X,
)

_PURE_CREDIT = re.compile(
    r"""[(\[]?(?:
      (?:[\w.’' \-]{0,40}/)?(?:[\w.’' \-]{0,40}\s)?(?:via\s+)?(?:REUTERS|Reuters)(?:/[\w.’' \-/]{2,80})?
    | (?:[\w.’' \-/]{0,60})(?:Getty\ Images|AP\ Photo|AFP\ Photo|EPA-EFE|Shutterstock)(?:/[\w.’' \-/]{2,80}|\ via\ [\w ]{2,40})?
    | Getty(?:/[\w ]{2,30})? | ASSOCIATED\ PRESS | AFP/Getty
    | (?:Photo|Photograph|Picture|Image|Illustration|Graphic|PHOTO|Photos)s?(?:\ (?:by|credit|courtesy\ of))?:?\ [^.!?]{2,80}
    )[)\]]?\.?""",
    re.X,
)
# "Photo shows …" is a sentence; a credit has its colon or its "by".
_CREDIT_OPENING = re.compile(
    r"(?:Photo|Photograph|Picture|Image|Illustration|Graphic|PHOTO|Photos)s?(?::| by | credit| courtesy )"
)
_CAPTION = re.compile(
    r"[(\[]?(?:FILE PHOTO|FILE PICTURE|File photo|FILE IMAGE|FILE ?[-–—]|Caption|Pictured)\s*[:\-–—(]?\s*\S"
)
_CAPTION_END = re.compile(
    r"""(?:\bImage:\ [^.?!]{2,60}
    | \(?(?:AP\ Photo|REUTERS|AFP|EPA|Getty)/[^()]{2,60}\)?
    | [/(]\ ?(?:via\ )?(?:Getty(?:\ Images)?|AFP|Shutterstock)\)
    | \((?:Photo|Image|Picture|Photograph)(?::|\ by|\ credit)[^()]{2,80}\)
    )[.\s]*$""",
    re.X,
)
_CAPTION_DATE = re.compile(rf"\b(?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})\.?$", re.I)

_ABOUT_AUTHOR = re.compile(
    r"\W{0,6}about (?:the |our |this )?(?:writers?|authors?|reporters?|journalists?|correspondents?|contributors?)\W{0,6}",
    re.I,
)
_BIOGRAPHY = re.compile(
    rf"{NAME},? (?:is|was) (?:an? |the |{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}[’'] ?s? )?.{{0,90}}?"
    r"\b(?:columnist|correspondent|reporter|editor|writer|journalist|contributor|author|analyst)\b"
)
_FOLLOW_AUTHOR = re.compile(
    r"(?i:\bfollow (?:him|her|them)\b)|\.\.\. ?Read more|… ?Read more|(?i:\bon twitter\b)"
)

_FURNITURE = re.compile(
    r"""["“'*_>\[\-–—•\s]*(?:
      read\s+(?:more|also|next)(?:\s*[:>»|–—-].*|\s+(?:on|about|from|at|here)\b.{0,120})?
    | read\s+the\s+(?:rest|full\s+(?:story|article|report))\b.{0,80}
    | related(?:\s*:.*|\s+(?:stories|articles|links|coverage|content|topics|reading|posts)\s*:?.{0,120})?
    | (?:see\s+also|more\s+on\s+this(?:\s+story)?|recommended|you\s+(?:may|might)\s+also\s+like|trending|most\s+read)\s*(?::.*)?
    | sign\s+up\s+(?:for|to|here|now|today)\b.{0,180}
    | subscribe(?:\s+(?:to|now|here|for|today)\b.{0,160})?
    | share(?:\s+(?:this|on|via)\b.{0,80})?
    | (?:follow|like|find|join)\s+us\b.{0,120}
    | follow\s+(?:the\s+author\s+|[A-Z@]).{0,120}\bon\s+(?:twitter|x|facebook|instagram|threads|bluesky|mastodon|telegram)\b.{0,160}
    | (?:copyright\b|©|\(c\)\s*\d{4}).{0,200}
    | .{0,80}\ball\s+rights\s+reserved\b.{0,80}
    | advertisement | sponsored(?:\s+content)? | (?:story|article)\s+continues\s+(?:below|after).{0,60}
    | click\s+(?:here|to)\b.{0,120}
    | (?:watch|listen\s+to|see)\s+(?:the|a|an|this)\b.{0,90}\b(?:above|below|here)
    | (?:skip|back|jump)\s+to\s+(?:main\s+)?(?:content|top|navigation)
    | (?:view|post|leave|show|hide)\s+(?:a\s+|all\s+|\d+\s+)?comments?
    )[.:!…»>\]"”'*_\s]*""",
    re.I | re.X,
)
# What a credit or caption must hold; asked first, since the patterns for whole lines are slow to say no.
_CREDIT_WORD = re.compile(
    r"Getty|REUTERS|Reuters|AP Photo|AFP|EPA|Shutterstock|ASSOCIATED PRESS|(?:(?:Photo|Photograph|PHOTO|Photos|Picture|Image"
    r"|Illustration|Graphic)(?::| by | credit| courtesy ))"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){1,}[\"”’']?$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|etc|vs|No)\.$")
_TRANSCRIPT = re.compile(r"[A-Z][A-Z.'’\- ]{1,40}(?: \([^)]{1,40}\))?:\s+\S")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_NOT_A_NAME = frozenset(
    "the a an all any this that these those our your my no popular law default design night day land sea air"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december early late mid".split()
)


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """The lines of `text` from `start` on that are not blank, in order."""
    previous_end = -1
    for match in re.compile(r"[^\r\n\u2028\u2029]+").finditer(text, start):
        words = match.group().strip("\ufeff \t\x0b\x0c\xa0").strip()
        if not words:
            continue
        begin = text.index(words, match.start(), match.end())
        gap = text[previous_end:begin] if previous_end >= 0 else "\n\n"
        breaks = gap.count("\n") or gap.count("\r") or len(gap.split("\u2029"))
        yield Line(begin, begin + len(words), words, breaks > 1)
        previous_end = begin + len(words)


def front_matter_span(text: str) -> tuple[int, int] | None:
    """Where the text opens with YAML front matter: from its first fence to behind the last one, else None."""
    opening = _FRONT_MATTER.match(text)
    if opening is None:
        return None
    closing = _FENCE.search(text, opening.end())
    return (opening.start(), closing.end()) if closing else None


def find_zones(text: str) -> tuple[Zone, ...]:
    """The zones of `text`, in order and without overlap. All that is in no zone is reporting."""
    zones: list[Zone] = []
    start = 0
    if front := front_matter_span(text):
        zones.append(Zone("front-matter", *front))
        start = front[1]
    lines = list(lines_of(text, start))
    kinds = [_kind_of_line(line.words) for line in lines]
    _mark_captions(lines, kinds)
    body = _mark_head(lines, kinds)
    _mark_author_blocks(lines, kinds, body)
    zones += [Zone(kind, line.start, line.end) for line, kind in zip(lines, kinds, strict=True) if kind]
    if body < len(lines) and (match := _DATELINE.match(lines[body].words[:200])):
        zones.append(Zone("dateline", lines[body].start, lines[body].start + match.end()))
    zones += [
        Zone("byline", line.start + match.start(), line.end)
        for line, kind in zip(lines, kinds, strict=True)
        if not kind and line.words.endswith(")") and (match := _sign_off(line.words)) and match.start()
    ]
    return _joined(sorted(zones, key=lambda zone: zone.start))


def byline_names(words: str) -> str | None:
    """The names of a byline or of a sign-off ("(Reporting by …; Editing by …)"), as they stand; None for other words."""
    if (match := _BYLINE.fullmatch(words)) and not _NOT_A_NAME & set(match["names"].lower().split()):
        return match["names"]
    if match := re.match(rf"\((?:Reporting|Writing|Compiled) by ({_NAMES})", words):
        return match[1]
    return None


def date_of_line(words: str) -> str | None:
    """The date of a line that holds nothing else ("Published 3 October 2022, 10:15"), in ISO 8601."""
    label = _DATE_LABEL.match(words)
    return read_date(words[label.end() :] if label else words) if len(words) <= 80 else None


def dateline_parts(words: str) -> tuple[str | None, str | None]:
    """The agency that a dateline names, and its date where the year stands there too."""
    match = _DATELINE.match(words + " A")
    if match is None:
        return None, None
    date = read_date(match["date"]) if match["date"] else None
    return match["agency"] or match["alone"], date


def _kind_of_line(words: str) -> str | None:
    """The kind of zone that the whole line is, judged by its words alone."""
    if len(words) > _LONGEST_LAYOUT_LINE:
        return None
    if _VOICE_OVER.fullmatch(words):
        return "voice-over"
    if _FURNITURE.fullmatch(words) or "rights reserved" in words.lower():
        return "furniture"
    if _CAPTION.match(words):
        return "credit"
    if _CREDIT_WORD.search(words) and (
        _CAPTION_END.search(words)
        or (_PURE_CREDIT.fullmatch(words) and (len(words) < 60 or _CREDIT_OPENING.match(words)))
    ):
        return "credit"
    if words.startswith("(") and (_sign_off(words) or byline_names(words)):
        return "byline"
    return None


def _sign_off(words: str) -> re.Match[str] | None:
    return _SIGN_OFF.search(words) if "ing by " in words or "Compiled by " in words else None


def _mark_captions(lines: list[Line], kinds: list[str | None]) -> None:
    """A line that ends in a full date, right above a credit, is that photo's caption."""
    for index in range(len(lines) - 1):
        if kinds[index] is None and kinds[index + 1] == "credit" and not lines[index + 1].after_blank:
            words = lines[index].words
            if len(words) <= _LONGEST_LAYOUT_LINE and _CAPTION_DATE.search(words[-40:]):
                kinds[index] = "credit"


def _mark_head(lines: list[Line], kinds: list[str | None]) -> int:
    """Marks title, bylines and date lines above the reporting; returns the index of the reporting's first line."""
    titled = False
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[index]:
            continue
        if byline_names(line.words):
            kinds[index] = "byline"
        elif (date := date_of_line(line.words)) and len(date) == 10:
            kinds[index] = "dateline"
        elif not titled and _is_title(lines, kinds, index):
            kinds[index] = "title"
            titled = True
        else:
            return index
    return next((index for index, kind in enumerate(kinds) if kind is None), len(lines))


def _is_title(lines: list[Line], kinds: list[str | None], index: int) -> bool:
    line = lines[index]
    words = line.words
    following = next((i for i in range(index + 1, len(lines)) if kinds[i] is None), None)
    if following is None or len(words) > _LONGEST_TITLE or not any(c.isalpha() for c in words):
        return False
    if _MARKDOWN_HEADING.match(words):
        return True
    after = lines[following]
    dateline_follows = bool(_DATELINE.match(after.words[:200]))
    if _DATELINE.match(words) or _TRANSCRIPT.match(words) and _TRANSCRIPT.match(after.words):
        return False
    if words.endswith((",", ";", ":", "-", "–", "—")) or len(words.split()) > 30:
        return False
    if words.endswith(".") and not words.endswith("...") and not _ABBREVIATION_END.search(words):
        # A sentence is a title only where what follows or its capitals say so.
        return dateline_follows or (after.after_blank and _in_title_case(words))
    if dateline_follows or after.after_blank:
        return not (words[0] in "\"“'‘" and _SENTENCE_END.search(words))
    # Without a blank line between them, two lines may be one wrapped sentence.
    wrapped = after.words[0].islower() or not (
        _SENTENCE_END.search(after.words) or len(after.words) > 1.5 * len(words) or following > index + 1
    )
    return not wrapped


def _in_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w’'\-]*", words) if len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _mark_author_blocks(lines: list[Line], kinds: list[str | None], body: int) -> None:
    """An "About the writer" heading with the paragraphs on its author, and a biography that closes the text."""
    index = body
    while index < len(lines):
        if _ABOUT_AUTHOR.fullmatch(lines[index].words):
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
            and _BIOGRAPHY.match(words)
            and _FOLLOW_AUTHOR.search(words)
        ):
            kinds[index] = "author"


def _author_block_end(lines: list[Line], heading: int) -> int:
    """The index behind an author block: at the next heading, or after five lines or 1,500 characters."""
    told = False
    for index in range(heading + 1, min(len(lines), heading + 6)):
        line = lines[index]
        heads = _MARKDOWN_HEADING.match(line.words) or (
            told and line.after_blank and len(line.words) <= 60 and not _SENTENCE_END.search(line.words)
        )
        if heads and not line.words.endswith("Read more") or line.end - lines[heading].start > 1500 and told:
            return index
        told = told or len(line.words) > 60 or bool(_SENTENCE_END.search(line.words))
    return min(len(lines), heading + 6)


def _joined(zones: list[Zone]) -> tuple[Zone, ...]:
    """Zones of one author block made one; any that would overlap its predecessor dropped."""
    joined: list[Zone] = []
    for zone in zones:
        if joined and zone.start < joined[-1].end:
            continue
        if joined and zone.kind == "author" == joined[-1].kind:
            joined[-1] = Zone("author", joined[-1].start, zone.end)
        else:
            joined.append(zone)
    return tuple(joined)
