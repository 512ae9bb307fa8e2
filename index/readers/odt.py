"""OpenDocument texts (ODT): the text as it stands once all tracked changes are accepted, notes behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tearline.index.readers.packed import Packed, local
from tearline.index.readers.paragraphs import Block, Document
from tearline.index.readers.reader import Found, Raw

SUFFIXES = (".odt", ".ott")
OPENING = rb"PK\x03\x04(?:.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text)?"
LARGEST = 50 * 1024 * 1024  # bytes

# Deleted words stand in tracked-changes; the mark of a note is no word of its sentence.
_SKIPPED = frozenset({"tracked-changes", "annotation", "note-citation", "table-of-content", "desc", "forms"})
_MOST_SPACES = 100
_PROPERTIES = {
    "title": "title",
    "initial-creator": "author",
    "creation-date": "published",
    "date": "updated",
    "language": "language",
}


@dataclass(slots=True)
class _Paragraph:
    kind: str
    words: list[str] = field(default_factory=list)


def read(raw: Raw) -> Iterator[Found]:
    """The document as one article. Raises Unreadable where it is damaged, encrypted or another document."""
    packed = Packed(raw)
    for event, element in packed.events("META-INF/manifest.xml") or ():
        if event == "start" and local(element.tag) == "encryption-data":
            raise raw.unreadable("it is encrypted", "save a copy without a password")
    events = packed.events("content.xml")
    if events is None:
        raise packed.damaged()
    yield Document(list(_blocks(events)), _properties(packed)).reading(raw)


def _properties(packed: Packed) -> dict[str, str]:
    found: dict[str, str] = {}
    for event, element in packed.events("meta.xml") or ():
        if event == "end" and (name := _PROPERTIES.get(local(element.tag))) and element.text:
            found.setdefault(name, element.text.strip())
    return found


def _blocks(events: Iterator[tuple[str, Element]]) -> Iterator[Block]:
    """The paragraphs of a text, rows of tables as one each, footnotes at the end."""
    # A paragraph may hold a note or a text box, which have paragraphs of their own; a cell may hold a table.
    paragraphs: list[_Paragraph] = []
    rows: list[list[list[str]]] = []
    notes: list[Block] = []
    within: list[str] = []
    skipped_at = 0
    for event, element in events:
        tag = local(element.tag)
        if event == "start":
            within.append(tag)
            if skipped_at:
                continue
            if tag in _SKIPPED:
                skipped_at = len(within)
            elif tag in ("p", "h"):
                paragraphs.append(_Paragraph(_kind(tag, element, within), [element.text or ""]))
            elif tag == "table-row":
                rows.append([])
            elif tag == "table-cell" and rows:
                rows[-1].append([])
            elif paragraphs:
                paragraphs[-1].words += (_letters(tag, element), element.text or "")
            continue
        within.pop()
        if skipped_at and len(within) >= skipped_at:
            continue
        if skipped_at:
            skipped_at = 0
        elif tag in ("p", "h") and paragraphs:
            paragraph = paragraphs.pop()
            block = Block(paragraph.kind, "".join(paragraph.words))
            if "note" in within:
                notes.append(Block("note", block.text))
            elif rows and rows[-1]:
                rows[-1][-1].append(block.text)
            elif block.text.strip():
                yield block
        elif tag == "table-row" and rows:
            words = " | ".join(" ".join(" ".join(cell).split()) for cell in rows.pop())
            if rows and rows[-1]:
                rows[-1][-1].append(words)
            elif words.strip(" |"):
                yield Block("row", words)
        if paragraphs:
            paragraphs[-1].words.append(element.tail or "")
    yield from notes


def _kind(tag: str, element: Element, within: list[str]) -> str:
    style = next((value for key, value in element.attrib.items() if local(key) == "style-name"), "").lower()
    if style == "title":
        return "title"
    if tag == "h":
        return "heading"
    if "quot" in style:
        return "quote"
    return "item" if "list-item" in within else "text"


def _letters(tag: str, element: Element) -> str:
    if tag == "line-break":
        return "\n"
    if tag == "s":
        count = next((value for key, value in element.attrib.items() if local(key) == "c"), "1")
        return " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
    return " " if tag == "tab" else ""
