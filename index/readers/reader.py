"""What the reader of a format is given, and what it gives back.

A format is a module of this folder that defines

    SUFFIXES   the ends of the names of its files, in small letters: (".html", ".htm")
    OPENING    optional: a bytes pattern that its files begin with, whatever they are called; its groups
               are (?:…) alone
    NEEDS      optional: the libraries it imports that are not part of Tearline's own: ("trafilatura",)
    EXTRA      the name of the extra in pyproject.toml that installs them; with NEEDS
    LARGEST    optional: bytes beyond which a file is not read; without it, LARGEST_FILE

    def read(raw: Raw) -> Iterator[Found]: ...

It imports its libraries inside its functions, opens no other file and no connection, and keeps nothing
between two files. What it raises that is no Unreadable counts as a fault in the file, which is listed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

from tearline.index.article import Zone
from tearline.index.errors import Unreadable
from tearline.index.sidecar import NOTHING_BESIDE, Sidecar

# Between a file and what is in it: "news.zip!/monday/a.html", "wire.jsonl!/12".
PART = "!/"
HEAD = 4096  # bytes that an opening is looked for in
LARGEST_FILE = 20 * 1024 * 1024  # bytes
_MOST_ARE_SMALLER = 32 * 1024  # bytes
_MOST_IN_MEMORY = 256 * 1024 * 1024
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True)
class Raw:
    """A file, or a part of one, as a reader is given it.

    `name` is its path on the desk, with the parts that lead to it. `file` can be read once, from its start;
    where it is a part of a compressed file it cannot be sought in. `head` is what it begins with.
    `metadata`, `hints` and `charset` are known from elsewhere: the address that a web archive names, what a
    mail says of its attachment. They need not be given back. `columns` says for a metadata field, or for
    "text", which column of a table holds it. `beside` is what its sidecar inside of the other file says.
    """

    name: str
    file: BinaryIO
    metadata: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    charset: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    beside: Sidecar = NOTHING_BESIDE
    largest: int = LARGEST_FILE
    _data: bytes | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, name: str, data: bytes, charset: str = "") -> Raw:
        """Bytes in memory as a reader is given them."""
        return cls(name, io.BytesIO(data), charset=charset)

    @property
    def head(self) -> bytes:
        """Its first bytes, as many as tell a format. It is still to be read from its start."""
        if isinstance(self.file, io.BytesIO):
            return self.file.getvalue()[:HEAD]
        if not isinstance(self.file, io.BufferedReader):
            self.file = io.BufferedReader(self.file, HEAD)  # type: ignore[type-var]
        return self.file.peek(HEAD)[:HEAD]

    @property
    def data(self) -> bytes:
        """All its bytes. Raises Unreadable where they are more than `largest`."""
        if self._data is None and isinstance(self.file, io.BytesIO):
            # No copy is made of what is in memory.
            self._data = self.file.getvalue()
            if len(self._data) > self.largest:
                raise self.too_large()
        if self._data is None:
            # Room is made for as much as is asked for, a lot of it slowly, and most files are small.
            data = self.file.read(_MOST_ARE_SMALLER)
            if len(data) == _MOST_ARE_SMALLER:
                data += self.file.read(max(0, self.largest + 1 - len(data)))
            if len(data) > self.largest:
                raise self.too_large()
            self._data = data
        return self._data

    def seekable(self) -> BinaryIO:
        """The file such that it can be sought in. Raises Unreadable where that takes too much memory."""
        if self.file.seekable():
            return self.file
        data = self.file.read(_MOST_IN_MEMORY + 1)
        if len(data) > _MOST_IN_MEMORY:
            raise self.unreadable(
                "it is too large to be read inside of another file", "put it into the desk by itself"
            )
        return io.BytesIO(data)

    def unreadable(self, reason: str, advice: str, part: str = "") -> Unreadable:
        """What to raise, or for a part of it to yield, where it can't be read."""
        return Unreadable(part_path(self.name, part), reason, advice)

    def too_large(self, part: str = "") -> Unreadable:
        """What to raise where it, or to yield where a part of it, is larger than is read."""
        limit = self.largest // (1024 * 1024)
        return self.unreadable(
            f"it is larger than {limit:,} MB", "split it into one file for each article", part
        )


class Reading(NamedTuple):
    """An article found in a file.

    `text` is what every offset counts in: paragraphs stand apart by a blank line. `part` names it among
    several in the file, and is empty where the file is one article. `metadata` holds fields of
    `metadata.FIELDS` as the file has them, dates as it writes them; `inferred` says, by field, what a value
    was worked out from that the file does not state outright. `hints` are a value with its basis for fields
    that even the layout of the text knows better: what a program wrote into its file. `zones` are
    stretches that are no evidence, beyond those that the layout of the text shows. `notes` are sentences on
    what could not be used.
    """

    text: str
    part: str = ""
    metadata: Mapping[str, str] = _NOTHING
    inferred: Mapping[str, str] = _NOTHING
    hints: Mapping[str, tuple[str, str]] = _NOTHING
    zones: tuple[Zone, ...] = ()
    notes: tuple[str, ...] = ()


class Enclosed(NamedTuple):
    """A file inside a file, for the reader of its own format. `file` is read before the next is asked for.

    `part` is its name; empty where the outer file is only a wrapping of it, whose name without its last
    suffix it has. `called` is a name that tells its format, where `part` does not. `metadata`, `hints` and
    `charset` are what the outer file knows of it, and `beside` its own sidecar there: see Raw.
    """

    part: str
    file: BinaryIO
    called: str = ""
    metadata: Mapping[str, str] = _NOTHING
    hints: Mapping[str, tuple[str, str]] = _NOTHING
    charset: str = ""
    beside: Sidecar | None = None


# What a reader yields. An Unreadable that is yielded is about one part, one that is raised ends the file.
Found = Reading | Enclosed | Unreadable


def part_path(name: str, part: str) -> str:
    """The path of a part: "wire.jsonl" and "12" make "wire.jsonl!/12"; an empty part is the whole."""
    return f"{name}{PART}{part}" if part else name
