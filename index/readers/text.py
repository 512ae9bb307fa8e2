"""Plain text and Markdown in any encoding: the text is the decoded file, unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tearline.index.decoding import decoded
from tearline.index.readers.reader import Found, Raw, Reading

SUFFIXES = (".txt", ".md", ".markdown", ".text")
EXPORT_MARK = "<!-- tearline: an exported brief, not an article -->"
# An exported page, which is no web page to find an article on.
OPENING = rb"<!doctype html>\s" + re.escape(EXPORT_MARK.encode())


def read(raw: Raw) -> Iterator[Found]:
    """The file as one article. Raises Unreadable where it is no text, or a brief that was exported."""
    text, guess = decoded(raw)
    if text.rstrip().endswith(EXPORT_MARK):
        raise raw.unreadable("it is an exported brief, not an article", advice="")
    yield Reading(text, inferred={"encoding": guess} if guess else {})
