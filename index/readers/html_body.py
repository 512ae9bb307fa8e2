"""The article on a web page as paragraphs, and which of them are no reporting."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tearline.index.article import Zone
from tearline.index.readers.html_boxes import surroundings
from tearline.index.readers.html_days import Days
from tearline.index.readers.html_furniture import furnished
from tearline.index.readers.html_text import html_text
from tearline.index.readers.paragraphs import Block, joined

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# Stands where a page ends a paragraph by two line breaks, which the library would make one of. Of the
# characters that nobody has given a meaning, so that no text has it.
_BREAK = "\ue3c7"
_KINDS = {
    "p": "",
    "div": "",
    "ab": "",
    "head": "heading",
    "quote": "quote",
    "code": "text",
    "item": "item",
    "row": "row",
    "list": "text",
    "table": "text",
}
_TABLE_PARTS = frozenset({"table", "tbody", "tr", "td", "th"})
_LONG_CELL = 150  # characters
_INITIALS = ("span", "div", "b", "strong", "big", "font", "em", "i")
_WORDS = "AIO"  # letters that are words of their own: "A dam", behind which a blank stands
_DEEPEST_WORD = 6  # boxes within one another in which the word of an initial stands
_PARTS_OF_TITLE = re.compile(r"\s+[|–—·•»:-]\s+")
_MOST_LINKED = 200  # characters of a paragraph that only leads to another page
_NOT_LETTERS = re.compile(r"[\W_]+")


class PageText(NamedTuple):
    """The text of an article, the title that it begins with or "", the zones that the markup shows, and the
    days that the page shows with it.
    """

    text: str
    title: str
    zones: tuple[Zone, ...]
    days: Days = Days()


class _Paragraph(NamedTuple):
    block: Block
    leads_away: bool


def page_text(tree: HtmlElement, title: str, language: str = "") -> PageText | None:
    """The article on a page in a language ("en-GB", or ""), under its title; None where there is none. The
    tree is changed.
    """
    _set_initials(tree)
    seen = surroundings(tree)
    _mark_breaks(tree)
    _undo_layout_tables(tree)
    body = _extracted(tree)
    if body is None:
        return None
    paragraphs = list(_paragraphs(body))
    # The title of a page may have its outlet before or behind that of the article.
    for wanted in (title, *_PARTS_OF_TITLE.split(title)):
        titled = next((i for i, each in enumerate(paragraphs[:4]) if _same(each.block.text, wanted)), None)
        if titled is not None:
            printed = paragraphs[titled].block.text
            # As printed; what only style keeps apart there is apart in the title alone.
            title = wanted if "".join(printed.split()) == "".join(wanted.split()) else printed
            break
    if titled is not None:
        # What stands above the title is the section it is in, or the way there.
        paragraphs = paragraphs[titled + 1 :]
    elif not title and paragraphs and paragraphs[0].block.kind == "heading":
        title = paragraphs.pop(0).block.text
    if not paragraphs:
        return None
    belongs = furnished(seen, title, [each.block.text for each in paragraphs], language)
    blocks = [Block("heading", title)] if title else []
    kinds: list[str | None] = ["title"] if title else []
    for number in range(len(paragraphs) + 1):
        for placed in belongs.before.get(number, ()):
            blocks.append(Block("item" if placed.is_item else "text", placed.words))
            kinds.append(placed.kind)
        if number < len(paragraphs) and (words := belongs.whole.get(number, paragraphs[number].block.text)):
            blocks.append(Block(paragraphs[number].block.kind, words))
            leads_away = "furniture" if paragraphs[number].leads_away else None
            kinds.append(belongs.kinds.get(number, leads_away))
    text, places = joined(blocks)
    zones = (Zone(kind, *place) for kind, place in zip(kinds, places, strict=True) if kind)
    return PageText(text, title, tuple(zones), belongs.days)


def told_text(title: str, body: str) -> PageText | None:
    """The article that a page tells to machines alone, under its title; None where that is none."""
    if "<p" in body or "<br" in body:
        body = html_text(body)
    blocks = [Block("text", words) for line in body.splitlines() if (words := " ".join(line.split()))]
    if not blocks:
        return None
    text, _ = joined([Block("heading", title), *blocks] if title else blocks)
    return PageText(text, title, (Zone("title", 0, len(title)),) if title else ())


def _set_initials(tree: HtmlElement) -> None:
    """Puts a large first letter, which many pages have in a box of its own, to the word that it begins."""
    for element in tree.iter(*_INITIALS):
        letter = (element.text or "").strip()
        if len(letter) != 1 or not letter.isupper() or len(element) or (element.tail or "").strip():
            continue
        behind = element.getnext()
        for _ in range(_DEEPEST_WORD):
            if behind is None or (behind.text or "").strip() or not len(behind):
                break
            behind = behind[0]
        rest = behind.text or "" if behind is not None else ""
        if behind is not None and rest.lstrip()[:1].islower():
            behind.text = letter + (rest if letter in _WORDS else rest.lstrip())
            element.text = ""


def _mark_breaks(tree: HtmlElement) -> None:
    for br in tree.iter("br"):
        following = br.getnext()
        if following is not None and following.tag == "br" and not (br.tail or "").strip():
            br.tail = _BREAK


def _undo_layout_tables(tree: HtmlElement) -> None:
    """Makes plain boxes of tables that a page is laid out by: what holds paragraphs is no row of data."""
    for element in list(tree.iter("p", "br", "table")):
        holds_text = element.tag == "table" or element.tail == _BREAK or len(element.text or "") > _LONG_CELL
        parent = element.getparent()
        while holds_text and parent is not None:
            if parent.tag in _TABLE_PARTS:
                parent.tag = "div"
            parent = parent.getparent()


def _extracted(tree: HtmlElement) -> _Element | None:
    import trafilatura

    # What the library has to say of a page it writes to the log, which nobody reads here.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_links=True)
    return getattr(found, "body", None)


def _same(words: str, title: str) -> bool:
    return bool(title) and _NOT_LETTERS.sub("", words).lower() == _NOT_LETTERS.sub("", title).lower()


def _leads_away(element: _Element) -> bool:
    """Whether it is a link to another page; headings often are links to themselves."""
    return element.tag == "ref" and not (element.get("target") or "").startswith("#")


def _within_words(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in ("p", "item", "cell", "head", "ref", "hi")


def _paragraphs(body: _Element) -> Iterator[_Paragraph]:
    """The paragraphs of what the library found, in order."""
    from lxml import etree

    words: list[str] = []
    kinds = ["text"]
    links = linked = 0

    def finished() -> Iterator[_Paragraph]:
        nonlocal linked
        text = "".join(words)
        leads_away = 0 < len(text.strip()) <= _MOST_LINKED and linked >= 0.9 * len(text.strip())
        words.clear()
        linked = 0
        for part in text.split(_BREAK):
            lines = (" ".join(line.split()) for line in part.split("\n"))
            if kept := "\n".join(line for line in lines if line):
                yield _Paragraph(Block(kinds[-1], kept), leads_away)

    def add(text: str | None) -> None:
        nonlocal linked
        if text:
            words.append(text.replace("\n", " ").replace("\r", " "))
            linked += len(text) if links else 0

    for event, element in etree.iterwalk(body, events=("start", "end")):
        # Code within a sentence is a word of it.
        tag = "" if element.tag == "code" and _within_words(element) else element.tag
        if event == "start":
            if tag in _KINDS:
                yield from finished()
                kinds.append(_KINDS[tag] or kinds[-1])
            elif tag == "lb":
                words.append("\n")
            elif tag == "cell" and words:
                words.append(" | ")
            links += _leads_away(element)
            add(element.text)
        else:
            links -= _leads_away(element)
            if tag in _KINDS:
                yield from finished()
                kinds.pop()
            add(element.tail)
    yield from finished()
