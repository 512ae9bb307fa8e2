"""One article as read: its text, its metadata, and the zones of its text that are no evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

# Code points into an article's text: start, end; the end is exclusive.
Span = tuple[int, int]


def text_hash(text: str) -> str:
    """The identity of a text: the SHA-256 of its UTF-8 bytes, 64 hexadecimal digits.

    Lone surrogates, which no UTF-8 file holds but JSON can, are hashed as they stand.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article that is layout rather than reporting: read as metadata, never as evidence.

    `kind` is one of: front-matter, title, byline, dateline, credit (photo credits and captions),
    voice-over, author (the "About the writer" block), furniture (related links, "Read more", sharing),
    quoted (what a mail repeats of the one that it answers).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """One document as read. Every offset counts code points into `text`, which for a file of plain text is
    exactly what the file holds, and for another format what its reader found in it.

    `published` and `updated` are ISO 8601 dates as precise as known: "2022", "2022-10" or "2022-10-03".
    `inferred` maps the name of a metadata field to the basis it was worked out from, for fields the
    file did not state: {"outlet": "the author block"}.
    `zones` are in order and do not overlap. `notes` are sentences on what of the file could not be used:
    broken front matter, a date that is none.
    `path` is where the file stands, relative to its desk, with forward slashes; empty for a text without a
    file. Of an article that is one of several in a file, it names the part: "news.zip!/a.html".
    """

    text: str
    path: str = ""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    updated: str | None = None
    section: str | None = None
    inferred: Mapping[str, str] = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        """The hash of the text: the same text is the same article, wherever it stands."""
        return text_hash(self.text)

    def zone_at(self, start: int, end: int) -> Zone | None:
        """The first zone that shares a character with [start, end), or None where all of it is reporting."""
        return next((zone for zone in self.zones if zone.start < end and start < zone.end), None)
