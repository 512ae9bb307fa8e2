"""Books and magazines (EPUB): each chapter is an article, in the order of reading."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from tearline.index.article import Zone
from tearline.index.decoding import NotText, decode
from tearline.index.errors import Unreadable
from tearline.index.readers.html_text import caption_zones, html_blocks
from tearline.index.readers.packed import Packed, local
from tearline.index.readers.paragraphs import joined
from tearline.index.readers.reader import Found, Raw, Reading

SUFFIXES = (".epub",)
OPENING = rb"PK\x03\x04(?:.{26}mimetypeapplication/epub\+zip)?"
LARGEST = 100 * 1024 * 1024  # bytes

_SHORTEST = 200  # characters: a cover, a half title and a colophon are no articles
_MOST_CHAPTERS = 2_000
_TEXT_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_PROPERTIES = {
    "title": "section",
    "creator": "author",
    "publisher": "outlet",
    "date": "published",
    "language": "language",
}


class _Book(NamedTuple):
    """The files of a book's chapters in order, and what it says of itself by field."""

    chapters: list[str]
    metadata: dict[str, str]


def read(raw: Raw) -> Iterator[Found]:
    """Its chapters, each under its heading; the book's title is their section. Raises Unreadable."""
    packed = Packed(raw)
    book = _book(packed)
    if _is_locked(packed, book):
        raise raw.unreadable(
            "it is locked by its seller (DRM)", "read it in the seller's program, or save its text"
        )
    found = False
    for name in book.chapters[:_MOST_CHAPTERS]:
        try:
            chapter = _chapter(packed, name, book.metadata)
        except Unreadable as error:
            yield raw.unreadable(error.reason, error.advice, name)
            continue
        if chapter is not None:
            found = True
            yield chapter
    if not found:
        raise raw.unreadable("no chapter with text was found in it", "save its text in a .txt file")


def _book(packed: Packed) -> _Book:
    package = ""
    for element in packed.elements("META-INF/container.xml"):
        if local(element.tag) == "rootfile":
            package = package or element.get("full-path", "")
    book = packed.tree(package) if package else None
    if book is None:
        raise packed.damaged()
    files: dict[str, str] = {}
    chapters: list[str] = []
    metadata: dict[str, str] = {}
    authors: list[str] = []
    for element in book.iter():
        tag = local(element.tag)
        if tag == "item":
            if (
                element.get("media-type") in _TEXT_TYPES
                and "nav" not in element.get("properties", "").split()
            ):
                files[element.get("id", "")] = posixpath.normpath(
                    posixpath.join(posixpath.dirname(package), unquote(element.get("href", "")))
                )
        elif tag == "itemref":
            # The order of reading stands behind the list of files, as its format has it.
            if (name := files.get(element.get("idref", ""))) and element.get("linear") != "no":
                chapters.append(name)
        elif tag in _PROPERTIES and (words := " ".join("".join(element.itertext()).split())):
            if tag == "creator":
                authors.append(words)
            else:
                metadata.setdefault(_PROPERTIES[tag], words)
    if authors:
        metadata["author"] = ", ".join(authors[:20])
    if published := metadata.get("published"):
        metadata["published"] = published[:10]
    return _Book(list(dict.fromkeys(chapters)), metadata)


def _is_locked(packed: Packed, book: _Book) -> bool:
    """Whether chapters are encrypted. Fonts often are, and nobody needs a key to read the words."""
    chapters = set(book.chapters)
    return any(
        local(element.tag) == "CipherReference" and unquote(element.get("URI", "")) in chapters
        for element in packed.elements("META-INF/encryption.xml")
    )


def _chapter(packed: Packed, name: str, metadata: dict[str, str]) -> Reading | None:
    data = packed.part(name)
    if data is None:
        return None
    declared = re.match(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{1,40})", data)
    try:
        markup, _ = decode(data, declared[1].decode("ascii") if declared else "")
    except NotText:
        raise packed.damaged() from None
    blocks = list(html_blocks(markup))
    text, places = joined(blocks)
    if len(text) < _SHORTEST:
        return None
    title = next((i for i, block in enumerate(blocks[:4]) if block.kind == "heading"), None)
    stated = dict(metadata)
    zones = caption_zones(blocks, places)
    if title is not None:
        stated["title"] = " ".join(blocks[title].text.split())
        zones = (Zone("title", *places[title]), *zones)
    return Reading(text, part=name, metadata=stated, zones=zones)
