"""Paragraphs as the readers of documents find them, and the text that they make together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tearline.index.article import Span, Zone
from tearline.index.readers.reader import Raw, Reading


class Block(NamedTuple):
    """A paragraph. `kind` is text, title, heading, item, quote, row, note or caption; a row's cells are
    separated by " | ".
    """

    kind: str
    text: str


def joined(blocks: Sequence[Block]) -> tuple[str, list[Span]]:
    """The text of blocks, and the place of each in it: rows and items that follow one another stand on lines,
    all else in paragraphs.
    """
    parts: list[str] = []
    places: list[Span] = []
    previous, end = "", 0
    for kind, text in blocks:
        if parts:
            between = "\n" if kind == previous and kind in ("item", "row") else "\n\n"
            parts.append(between)
            end += len(between)
        parts.append(text)
        start, end = end, end + len(text)
        places.append((start, end))
        previous = kind
    return "".join(parts), places


@dataclass(frozen=True, slots=True)
class Document:
    """What a word processor's file holds: its paragraphs, and its properties by field of metadata."""

    blocks: Sequence[Block]
    properties: Mapping[str, str]

    def reading(self, raw: Raw) -> Reading:
        """It as an article. The paragraph in the style of a title is the title; what stands in the properties
        is a hint. Raises Unreadable where it has no text.
        """
        blocks = [
            block if tidy is block.text else Block(block.kind, tidy)
            for block in self.blocks
            if (tidy := tidied(block.text))
        ]
        if not blocks:
            raise raw.unreadable("there is no text in it", "save its text in a .txt file")
        text, places = joined(blocks)
        title = next((i for i, block in enumerate(blocks[:8]) if block.kind == "title"), None)
        if title is None and blocks[0].kind == "heading":
            title = 0
        hints = {
            name: (value, "the document's properties") for name, value in self.properties.items() if value
        }
        if title is None:
            return Reading(text, hints=hints)
        return Reading(
            text,
            metadata={"title": " ".join(blocks[title].text.split())},
            inferred={"title": "the paragraph in the style of a title"},
            hints=hints,
            zones=(Zone("title", *places[title]),),
        )


def tidied(text: str) -> str:
    """A paragraph with single spaces and without blank lines; the breaks between its lines are kept."""
    # Nothing is printable that is white space but the plain one.
    if text.isprintable() and "  " not in text:
        return text.strip()
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(words for line in text.split("\n") if (words := " ".join(line.split())))
