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
_ENDING = frozenset({"p", "h", "table-row"})  # what something is done at the end of
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
    for element in packed.elements("META-INF/manifest.xml"):
        if local(element.tag) == "encryption-data":
            raise raw.unreadable("it is encrypted", "save a copy without a password")
    content = packed.tree("content.xml")
    if content is None:
        raise packed.damaged()
    yield Document(list(_blocks(content)), _properties(packed)).reading(raw)


def _properties(packed: Packed) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in packed.elements("meta.xml"):
        if (name := _PROPERTIES.get(local(element.tag))) and element.text:
            found.setdefault(name, element.text.strip())
    return found


def _blocks(root: Element) -> Iterator[Block]:
    """The paragraphs of a text, rows of tables as one each, footnotes at the end."""
    # A paragraph may hold a note or a text box, which have paragraphs of their own; a cell may hold a table.
    paragraphs: list[_Paragraph] = []
    rows: list[list[list[str]]] = []
    notes: list[Block] = []
    # The elements that are open, what of each is still to come, and the words behind it.
    within: list[str] = [""]
    waiting: list[tuple[Iterator[Element], str]] = [(iter((root,)), "")]
    while waiting:
        for child in waiting[-1][0]:
            tag, behind = local(child.tag), child.tail or ""
            if tag not in _SKIPPED:
                if tag in ("p", "h"):
                    paragraphs.append(_Paragraph(_kind(tag, child, within), [child.text or ""]))
                elif tag == "table-row":
                    rows.append([])
                elif tag == "table-cell" and rows:
                    rows[-1].append([])
                elif paragraphs:
                    paragraphs[-1].words += (_letters(tag, child), child.text or "")
                if len(child) or tag in _ENDING:
                    within.append(tag)
                    waiting.append((iter(child), behind))
                    break
            if paragraphs:
                paragraphs[-1].words.append(behind)
        else:
            _, behind = waiting.pop()
            tag = within.pop()
            if tag in ("p", "h"):
                paragraph = paragraphs.pop()
                text = "".join(paragraph.words)
                if "note" in within:
                    notes.append(Block("note", text))
                elif rows and rows[-1]:
                    rows[-1][-1].append(text)
                elif text.strip():
                    yield Block(paragraph.kind, text)
            elif tag == "table-row":
                words = " | ".join(" ".join(" ".join(cell).split()) for cell in rows.pop())
                if rows and rows[-1]:
                    rows[-1][-1].append(words)
                elif words.strip(" |"):
                    yield Block("row", words)
            if paragraphs:
                paragraphs[-1].words.append(behind)
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
