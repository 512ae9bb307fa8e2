"""Plain text and Markdown in any encoding: the text is the decoded file, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from tearline.index.decoding import decoded
from tearline.index.export_marks import EXPORT_MARK, OPENING, is_exported
from tearline.index.readers.reader import Found, Raw, Reading

# What was exported is no page, table or list of records to find articles in.
__all__ = ["EXPORT_MARK", "OPENING", "SUFFIXES", "read"]

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def read(raw: Raw) -> Iterator[Found]:
    """The file as one article. Raises Unreadable where it is no text, or a brief that was exported."""
    text, guess = decoded(raw)
    if is_exported(text):
        raise raw.unreadable("it is an exported brief, not an article", advice="")
    yield Reading(text, inferred={"encoding": guess} if guess else {})
