"""RSS and Atom feeds that were saved as a file: each entry is an article, as much of it as the feed has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers import expat

from tearline.index.article import Zone
from tearline.index.decoding import decoded
from tearline.index.readers.html_text import html_text, html_text_with_zones
from tearline.index.readers.reader import Found, Raw, Reading

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
OPENING = rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,300}>\s*|<!--.{0,1000}?-->\s*){0,5}<(?:rss|feed|rdf:RDF)[\s>]"
LARGEST = 100 * 1024 * 1024
# Prefixes of elements that say something of pictures, sounds and shops.
_OTHERS = frozenset({"media", "itunes", "podcast", "googleplay", "g"})
_DEEPEST = 100  # elements in one another
_MOST_WORDS = 20 * 1024 * 1024  # characters of one element

# The element that holds a field, by its name without its prefix; the text in the surest first.
_FIELDS = {
    "title": "title",
    "link": "url",
    "pubDate": "published",
    "published": "published",
    "date": "published",
    "issued": "published",
    "updated": "updated",
    "modified": "updated",
    "creator": "author",
    "author": "author",
    "category": "section",
    "language": "language",
}
_TEXTS = ("encoded", "content", "description", "summary")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}


class _Refused(Exception):  # noqa: N818
    """The file declares what no feed needs and what is used to make a reader choke."""


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)
    chars: int = 0
    inner: int = 0  # elements open in it


@dataclass
class _Feed:
    """A feed being read: its own fields, those of the entry under way, and the entries that are whole."""

    own: dict[str, str] = field(default_factory=dict)
    entry: dict[str, str] | None = None
    whole: list[dict[str, str]] = field(default_factory=list)
    open: list[_Element] = field(default_factory=list)
    root: str = ""
    holder: _Element | None = None  # the element whose words and markup are the entry's text


def read(raw: Raw) -> Iterator[Found]:
    """The entries, oldest bytes first. A part is the number of its entry."""
    text, _ = decoded(raw)
    # Names of characters are HTML's; feeds use them all the same.
    text = _ENTITY.sub(_character, re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", text.lstrip("\ufeff")))
    feed = _Feed()
    parser = _parser(feed)
    number, fault = 0, ""
    data = text.encode("utf-8", "replace")
    for start in range(0, len(data), 65_536):
        try:
            parser.Parse(data[start : start + 65_536], start + 65_536 >= len(data))
        except expat.ExpatError as error:
            fault = f"from line {error.lineno} on it is not XML ({expat.ErrorString(error.code)})"
        except _Refused as error:
            fault = str(error)
        for entry in feed.whole:
            number += 1
            found = _reading(feed, entry, str(number))
            yield found or raw.unreadable("the entry has no text", "", str(number))
        feed.whole.clear()
        if fault:
            break
    if fault:
        raise raw.unreadable(
            fault, "get the file once more; what stands before was read" if number else "save it as text"
        )
    if not number:
        what = (
            "it is a feed without entries"
            if feed.root in ("rss", "feed", "RDF")
            else "it is XML, but no feed"
        )
        raise raw.unreadable(what, "save the article's text in a .txt file")


def _parser(feed: _Feed) -> XMLParserType:
    """A parser that reads no other file and takes no definitions."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def refuse(*_: object) -> int:
        raise _Refused("it defines names of its own (entities), which is not read")

    def start(name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        if len(feed.open) >= _DEEPEST:
            raise _Refused("its elements are nested too deeply")
        feed.root = feed.root or local
        feed.open.append(_Element("" if prefix.lower() in _OTHERS else local, attributes))
        if feed.holder is not None:
            feed.holder.inner += 1
            feed.holder.words.append(f"<{local}>")
        elif feed.entry is not None and feed.open[-1].name in _TEXTS:
            feed.holder = feed.open[-1]
        if local in ("item", "entry") and feed.entry is None:
            feed.entry = {}

    def end(_: str) -> None:
        element = feed.open.pop()
        into = feed.own if feed.entry is None else feed.entry
        if feed.holder is not None and feed.holder is not element:
            feed.holder.inner -= 1
            feed.holder.words.append(f"</{element.name}>")
            return
        feed.holder = None
        if element.name in ("item", "entry") and feed.entry is not None and not _within(feed, element.name):
            feed.whole.append(feed.entry)
            feed.entry = None
            return
        words = "".join(element.words).strip()
        if element.name == "name" and _within(feed, "author"):
            into["author"] = ", ".join(filter(None, (into.get("author", ""), words)))
        elif element.name == "link" and "href" in element.attributes:
            if element.attributes.get("rel", "alternate") == "alternate":
                into.setdefault("url", element.attributes["href"])
        elif _within(feed, "source"):
            # Atom repeats here what another feed says of itself.
            return
        elif element.name == "source" and words:
            into["outlet"] = words
        elif element.name in _TEXTS and words:
            into.setdefault(element.name, words)
        elif (name := _FIELDS.get(element.name)) and (words := words or element.attributes.get("term", "")):
            into.setdefault(name, words)

    def characters(words: str) -> None:
        element = feed.holder or (feed.open[-1] if feed.open else None)
        if element is None:
            return
        element.chars += len(words)
        if element.chars > _MOST_WORDS:
            raise _Refused("one of its elements is too long")
        # Where markup stands in an entry as it is, not as text, its words are no markup.
        element.words.append(escape(words) if element.inner else words)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def _within(feed: _Feed, name: str) -> bool:
    return any(element.name == name for element in feed.open)


def _reading(feed: _Feed, entry: dict[str, str], part: str) -> Reading | None:
    name = next((name for name in _TEXTS if entry.get(name)), "")
    metadata = {name: value for name, value in entry.items() if name not in _TEXTS}
    metadata["title"] = html_text(entry.get("title", ""))
    text, zones = html_text_with_zones(entry.get(name, ""))
    only_title = not text.strip()
    text = metadata["title"] if only_title else text
    if not text.strip():
        return None
    inferred = {}
    if "outlet" not in metadata and (outlet := html_text(feed.own.get("title", ""))):
        metadata["outlet"] = outlet
        inferred["outlet"] = "the name of the feed"
    if language := feed.own.get("language"):
        metadata.setdefault("language", language)
    is_summary = name in ("description", "summary") and len(text) < 600
    held = "its title" if only_title else "a summary of it" if is_summary else ""
    notes = (f"The feed holds only {held}.",) if held else ()
    if only_title:
        zones = (Zone("title", 0, len(text)),)
    return Reading(text, part, metadata, inferred, zones=zones, notes=notes)


def _character(match: re.Match[str]) -> str:
    return match[0] if match[1] in _OF_XML else html5.get(match[1], match[0])
