"""Word documents (DOCX): the text as it stands once all tracked changes are accepted, footnotes behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tearline.index.readers.closed_types import unread_type
from tearline.index.readers.packed import Packed, local
from tearline.index.readers.paragraphs import Block, Document
from tearline.index.readers.reader import Found, Raw

SUFFIXES = (".docx", ".docm", ".dotx")
OPENING = rb"PK\x03\x04(?:.{26}(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/|word/))?"
LARGEST = 50 * 1024 * 1024  # bytes

# Deleted words, what stands in for a drawing in older programs, and what only looks like text.
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "sdtPr"})
_LETTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_SAYING = frozenset({*_LETTERS, "vanish", "pStyle", "numPr"})
_NOTES = frozenset({"footnote", "endnote"})
_ENDING = frozenset({"p", "tr"})  # what something is done at the end of
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_PROPERTIES = {"title": "title", "creator": "author", "created": "published", "modified": "updated"}


@dataclass(slots=True)
class _Paragraph:
    words: list[str] = field(default_factory=list)
    kind: str = "text"
    hidden: bool = False
    goes_on: bool = False


def read(raw: Raw) -> Iterator[Found]:
    """The document as one article. Raises Unreadable where it is damaged, encrypted or another document."""
    packed = Packed(raw)
    document = packed.tree(_main_part(packed))
    if document is None:
        kind = unread_type(raw.name)
        what = kind.what if kind else "no Word document"
        raise raw.unreadable(f"it is {what}", kind.advice if kind else "save its text in a .txt file")
    blocks = list(_blocks(document))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if (notes := packed.tree(name)) is not None:
            blocks += [Block("note", block.text) for block in _blocks(notes)]
    yield Document(blocks, _properties(packed)).reading(raw)


def _main_part(packed: Packed) -> str:
    for element in packed.elements("_rels/.rels"):
        if element.get("Type", "").endswith("/officeDocument"):
            target = element.get("Target", "").lstrip("/")
            # Spreadsheets and presentations are packed in the same way.
            return target if "word" in target or "document" in target else ""
    return "word/document.xml"


def _properties(packed: Packed) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in packed.elements("docProps/core.xml"):
        if (name := _PROPERTIES.get(local(element.tag))) and element.text:
            found.setdefault(name, element.text.strip())
    return found


def _blocks(root: Element) -> Iterator[Block]:
    """The paragraphs of a part; rows of tables as one each."""
    # A paragraph may hold a text box, whose paragraphs come before it; a cell may hold a table.
    paragraphs: list[_Paragraph] = []
    rows: list[list[list[str]]] = []
    carried = ""
    # The elements that are open, and what of each is still to come.
    within: list[str] = [""]
    waiting: list[Iterator[Element]] = [iter((root,))]
    while waiting:
        for child in waiting[-1]:
            tag = local(child.tag)
            if tag == "t":
                # Most elements are these, and nothing is in them but words.
                if paragraphs and not paragraphs[-1].hidden:
                    paragraphs[-1].words.append(child.text or "")
                continue
            if tag in _SKIPPED:
                if paragraphs and tag in ("del", "moveFrom") and within[-2:] == ["pPr", "rPr"]:
                    # The mark that ends the paragraph is deleted: the next paragraph goes on with it.
                    paragraphs[-1].goes_on = True
                continue
            if tag in _NOTES and _attribute(child, "type") in _SEPARATORS:
                continue
            if tag == "p":
                paragraphs.append(_Paragraph())
            elif tag == "tr":
                rows.append([])
            elif tag == "tc" and rows:
                rows[-1].append([])
            elif tag == "r" and paragraphs:
                paragraphs[-1].hidden = False
            elif tag in _SAYING and paragraphs:
                _take_in(paragraphs[-1], tag, child, in_properties="rPr" in within or "pPr" in within)
            if len(child) or tag in _ENDING:
                within.append(tag)
                waiting.append(iter(child))
                break
        else:
            waiting.pop()
            tag = within.pop()
            if tag == "p":
                paragraph = paragraphs.pop()
                text, carried = carried + "".join(paragraph.words), ""
                if paragraph.goes_on:
                    carried = text
                elif rows and rows[-1]:
                    rows[-1][-1].append(text)
                elif text.strip():
                    yield Block(paragraph.kind, text)
            elif tag == "tr":
                words = " | ".join(" ".join(" ".join(cell).split()) for cell in rows.pop())
                if rows and rows[-1]:
                    rows[-1][-1].append(words)
                elif words.strip(" |"):
                    yield Block("row", words)
    if carried.strip():
        yield Block("text", carried)


def _take_in(paragraph: _Paragraph, tag: str, element: Element, in_properties: bool) -> None:
    """What an element within a paragraph adds to it."""
    if tag in _LETTERS and not in_properties and not paragraph.hidden:
        page = _attribute(element, "type") == "page"
        paragraph.words.append(" " if page else _LETTERS[tag])
    elif tag == "vanish" and in_properties and _attribute(element, "val") not in ("0", "false"):
        paragraph.hidden = True
    elif tag == "pStyle":
        paragraph.kind = _kind(_attribute(element, "val"))
    elif tag == "numPr" and paragraph.kind == "text":
        paragraph.kind = "item"


def _kind(style: str) -> str:
    style = style.lower()
    if style == "title":
        return "title"
    if style.startswith(("heading", "berschrift", "überschrift", "titre")):
        return "heading"
    if "quote" in style:
        return "quote"
    return "item" if style.startswith("list") else "text"


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
