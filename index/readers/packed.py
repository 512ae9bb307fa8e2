"""Documents that are ZIP archives of XML (DOCX, ODT, EPUB): opened with limits, and without XML's powers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree

from tearline.index.errors import Unreadable
from tearline.index.readers.reader import Raw
from tearline.index.readers.zip import DAMAGE

LARGEST_PART = 40 * 1024 * 1024  # bytes, unpacked
_LARGEST_SUM = 200 * 1024 * 1024
_ENCRYPTED = 0x1
# A document type without declarations of its own, as old books have it, does nothing here.
_BARE_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]{0,500}>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([^\"']{1,40})", re.I)
_DECLARATION = re.compile(rb"^<\?xml[^>]*\?>")
# Of other encodings it could not be told what is written in them.
_KNOWN_ENCODINGS = frozenset(
    {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
)


class Packed:
    """A document of several parts, held open."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._room = _LARGEST_SUM
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw.data))
        except DAMAGE:
            raise self.damaged() from None

    def damaged(self) -> Unreadable:
        """What to raise where the document is not as its format has it."""
        return self._raw.unreadable("it is damaged", "open it in the program that made it, and save it anew")

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none. Raises Unreadable where it is too large."""
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise self._raw.unreadable("it is encrypted", "save a copy without a password")
        most = min(LARGEST_PART, self._room)
        try:
            with self._archive.open(entry) as file:
                data = file.read(most + 1)
        except DAMAGE:
            raise self.damaged() from None
        if len(data) > most:
            limit = LARGEST_PART // (1024 * 1024)
            raise self._raw.unreadable(
                f"unpacked, it is larger than {limit} MB", "save its text in a .txt file"
            )
        self._room -= len(data)
        return data

    def elements(self, name: str) -> Iterator[ElementTree.Element]:
        """The elements of a part in order; none where there is no such part. Raises Unreadable."""
        root = self.tree(name)
        return iter(()) if root is None else root.iter()

    def tree(self, name: str) -> ElementTree.Element | None:
        """The outermost element of a part; None where there is no such part. Raises Unreadable."""
        data = self.part(name)
        if data is None:
            return None
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = _DECLARATION.sub(b"", data.decode("utf-16", "replace").encode())
        encoding = _ENCODING.match(data.lstrip())
        if encoding and encoding[1].lower() not in _KNOWN_ENCODINGS:
            raise self.damaged()
        data = _BARE_DOCTYPE.sub(b"", data, count=1)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._raw.unreadable(
                "it declares entities, which no document of its format does",
                "open it in the program that made it, and save it anew",
            )
        try:
            return ElementTree.fromstring(data)  # noqa: S314 - what makes it unsafe is refused above
        except (ElementTree.ParseError, ValueError, LookupError):
            raise self.damaged() from None


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """The name of an element or attribute without its name space."""
    return name.rpartition("}")[2]
