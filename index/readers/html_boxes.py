"""What a web page shows, line by line, and the boxes that each line stands in: byline, caption, menu.

Elements are known by their tag, by what marks them for machines (itemprop, rel, role), and by the words in
their class, their id and other names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

OUTSIDE = ""  # the kind of a box that is the site's, not the article's

_NOT_LETTERS = re.compile(r"[\W_]+")
_CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# What boxes are called by those who make pages: the words of a class or id between hyphens, the surest first.
_CALLED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        OUTSIDE,
        re.compile(
            r"-(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|gdpr|onetrust|masthead|sidebar"
            r"|(?<!article-)(?<!entry-)(?<!post-)(?<!story-)footer|site-header|skip|shar(?:e|ing)|share-?bar|social|addtoany|comments?"
            r"|disqus|respond|advert\w*|ads?|adslot|sponsor\w*|promoted|outbrain|taboola|paywall|modal|popup|overlay|lightbox|toolbar|pagination|pager"
            r"|search|login|player|tags?|tag-?list|topics|keywords|trending|popular|most-(?:read|viewed|shared)"
            r"|screen-reader\w*|sr-only|visually-hidden|print-only|tooltip)-"
        ),
    ),
    (
        "furniture",
        re.compile(
            r"-(?:newsletters?|sign-?up|subscri(?:be|ption)|mailing-list|related|read-?more|read-?next|see-?also"
            r"|also-read|recommend(?:ed|ations?)|recirc\w*|more-(?:on|from|stories)|further-reading"
            r"|links-(?:block|list)|you-may|up-next|next-article|relatedposts|yarpp|pull-?quotes?)-"
        ),
    ),
    (
        "credit",
        re.compile(
            r"-(?:fig)?(?:captions?|credits?|photo-?credits?|photographer|image-?(?:source|copyright))-"
        ),
    ),
    (
        "author",
        re.compile(
            r"-(?:bio|biography|about-(?:the-)?(?:author|writer)s?|(?:author|writer|contributor)s?-"
            r"(?:bio|box|card|info|profile|description|about|block|footer)|bio-(?:box|card))-"
        ),
    ),
    (
        "dateline",
        re.compile(r"-(?:date|dateline|pub-?date|time|timestamp|datetime|publish(?:ed)?|posted-on|updated)-"),
    ),
    (
        "byline",
        re.compile(
            r"-(?:by-?lines?|authors?|writers?|contributors?|posted-by|signature|meta|metadata"
            r"|(?:entry|post|article|story|content)-(?:info|details))-"
        ),
    ),
)
_OUTSIDE_TAGS = frozenset(
    {
        *("nav", "form", "script", "style", "noscript", "template", "button", "select", "iframe", "svg"),
        *("math", "object", "audio", "video", "dialog"),
        *("amp-ad", "amp-sidebar", "amp-consent", "amp-social-share"),
    }
)
_OUTSIDE_ROLES = frozenset(
    {
        *("navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"),
        "toolbar",
    }
)
# Where classes are numbers that a program made, these still tell what a box is.
_NAMES = frozenset({"class", "id", "data-component", "data-testid", "data-test-id", "data-qa", "data-block"})
_MADE_FOR_MACHINES = {
    "author": "byline",
    "creator": "byline",
    "datepublished": "dateline",
    "datemodified": "dateline",
    "caption": "credit",
    "credittext": "credit",
    "copyrightholder": "credit",
}
_BLOCKS = frozenset(
    {
        *("address", "amp-img", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
        *("details", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    }
)
_KEY_FROM = 120  # characters
# As the pattern has it, of the letters that most lines are written in alone: many times as fast.
_SMALL = bytes(range(256)).lower()
_NO_LETTERS = bytes(char for char in range(128) if not chr(char).isalnum())
_OWN_SHARE = 0.4  # of the characters of a line that must stand in a box for the line to be the box's


@dataclass(slots=True)
class Unit:
    """A line or paragraph on a page as it stands there: its words, its key (see `key_of`), the numbers of the
    boxes that it is in from the outermost on, the element that holds it, the keys of the pieces that it
    is made of, where these are several, the time that it is marked with for machines, and how many
    characters of it, with white space, are links.
    """

    words: str
    key: str
    boxes: tuple[int, ...]
    element: _Element
    pieces: tuple[str, ...] = ()
    time: str = ""
    linked: int = 0

    @property
    def is_item(self) -> bool:
        return bool(self.element.tag == "li")


@dataclass(slots=True)
class Surroundings:
    """All that a page shows, in its order, and the kinds of the boxes that it stands in, by their number."""

    units: list[Unit] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def surroundings(tree: HtmlElement) -> Surroundings:
    """What stands on a page, line by line. In linear time."""
    from lxml import etree

    seen = Surroundings()
    body = tree.find("body")
    if body is None:
        return seen
    open_boxes: list[tuple[_Element, int]] = []
    inside: tuple[int, ...] = ()
    pieces: list[tuple[str, tuple[int, ...]]] = []
    holder = body
    time = ""
    links = linked = 0

    def finish() -> None:
        nonlocal time, linked
        if not pieces:
            return
        words = " ".join((pieces[0][0] if len(pieces) == 1 else _together(pieces)).split())
        if key := key_of(words):
            boxes = _box_of(pieces, len(words))
            # Only what is furniture is ever asked for its pieces.
            keys = tuple(key_of(text) for text, _ in pieces) if boxes and len(pieces) > 1 else ()
            seen.units.append(Unit(words, key, boxes, holder, keys, time, linked))
            time = ""
        linked = 0
        pieces.clear()

    articles = quotes = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if tag == "article":
            articles += 1 if event == "start" else -1
        elif tag == "blockquote":
            quotes += 1 if event == "start" else -1
        block = tag in _BLOCKS
        if block:
            finish()
        if event == "start":
            kind = _kind_of_box(element, in_article=articles > 0)
            # Who is named in a quotation is its speaker.
            if kind is not None and not (quotes and kind in ("byline", "author")):
                seen.boxes.append(kind)
                open_boxes.append((element, len(seen.boxes) - 1))
                inside = (*inside, len(seen.boxes) - 1)
            if block:
                holder = element
            elif tag == "a":
                links += 1
            elif tag == "time" and not time:
                time = element.get("datetime") or ""
            if element.text and tag not in ("script", "style"):
                pieces.append((element.text, inside))
                linked += len(element.text) if links else 0
            continue
        if tag == "a":
            links -= 1
        if open_boxes and open_boxes[-1][0] is element:
            open_boxes.pop()
            inside = inside[:-1]
        if block:
            holder = element.getparent() if element.getparent() is not None else body
        if element.tail and element is not body:
            pieces.append((element.tail, inside))
            linked += len(element.tail) if links else 0
    finish()
    return seen


def _together(pieces: Sequence[tuple[str, tuple[int, ...]]]) -> str:
    """The words of a line, with a point where only its style keeps them apart: "Oda Lisle · 3 March"."""
    words: list[str] = []
    last = ""
    for text, _ in pieces:
        if (last.islower() and text[0].isupper()) or (last.isalnum() and text[0].isdigit()):
            words.append(" · ")
        words.append(text)
        last = text[-1]
    return "".join(words)


def _box_of(pieces: Sequence[tuple[str, tuple[int, ...]]], chars: int) -> tuple[int, ...]:
    """The boxes of a line: those around all of it, and those within that hold much of it."""
    if len(pieces) == 1:
        return pieces[0][1]
    common = min((boxes for text, boxes in pieces if text.strip()), key=len, default=())
    held: dict[tuple[int, ...], int] = defaultdict(int)
    for text, boxes in pieces:
        if len(boxes) > len(common):
            held[boxes[: len(common) + 1]] += len(text.strip())
    best = max(held, key=lambda boxes: held[boxes], default=())
    return best if best and held[best] >= _OWN_SHARE * chars else common


def _kind_of_box(element: _Element, *, in_article: bool) -> str | None:
    """The kind of box that an element is; None for one that is none."""
    tag = element.tag
    if tag in _OUTSIDE_TAGS or (tag == "footer" and not in_article):
        return OUTSIDE
    if tag == "figcaption":
        return "credit"
    if tag == "address":
        return "byline"
    called = marked = None
    # Most elements have one attribute or none: asking for each by its name takes longer.
    for name, value in element.items():
        if name in _NAMES:
            kind = _kind_by_name(value)
            called = kind if called is None or kind == OUTSIDE else called
        elif name in ("rel", "itemprop"):
            told = (_MADE_FOR_MACHINES.get(word) for word in value.lower().split())
            marked = marked or next(filter(None, told), None)
        elif (
            name == "hidden"
            or (name == "aria-hidden" and value == "true")
            or (name == "role" and value.lower() in _OUTSIDE_ROLES)
            or (name == "style" and _HIDDEN.search(value))
        ):
            return OUTSIDE
    if called is not None:
        return called
    return marked or ("dateline" if tag == "time" else None)


@lru_cache(maxsize=4096)
def _kind_by_name(names: str) -> str | None:
    names = names[:300]
    # Each class is told apart by a space; the words within one by hyphens.
    words = " ".join(f"-{'-'.join(map(str.lower, _CLASS_WORD.findall(name)))}-" for name in names.split())
    return next((kind for kind, pattern in _CALLED if pattern.search(words)), None)


def key_of(words: str) -> str:
    """What lines and paragraphs are known again by: the letters and digits that they begin with, in small."""
    start = words[:_KEY_FROM]
    if start.isascii():
        return start.encode().translate(_SMALL, _NO_LETTERS).decode()
    return _NOT_LETTERS.sub("", start).lower()
