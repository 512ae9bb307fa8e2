"""Tar archives: each file in one is read by its own reader, and nothing is written to the disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from tearline.index.formats import is_article_name
from tearline.index.readers.reader import Enclosed, Found, Raw
from tearline.index.readers.zip import leads_out

SUFFIXES = (".tar",)
OPENING = rb".{257}ustar"
LARGEST = 16 * 1024**3
_ASKED_AT_END = 1000  # times


def read(raw: Raw) -> Iterator[Found]:
    """The files in the archive that are articles by their names; links and devices so called are refused."""
    try:
        with tarfile.open(fileobj=cast(BinaryIO, _Ending(raw.file)), mode="r|") as archive:
            while (member := archive.next()) is not None:
                # It would keep every member that was passed.
                archive.members.clear()  # type: ignore[attr-defined]
                name = member.name.removeprefix("./")
                if member.isdir() or not is_article_name(name.rpartition("/")[2]):
                    continue
                if not member.isreg():
                    yield raw.unreadable("it is a link or a device, not a file", "pack the file itself", name)
                elif leads_out(name):
                    yield raw.unreadable(
                        "its name leads out of the archive", "pack it under another name", name
                    )
                elif file := archive.extractfile(member):
                    yield Enclosed(name, cast(BinaryIO, file))
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise raw.unreadable(f"the archive is damaged ({error})", "get the file once more") from None


class _Ending:
    """A file that is damaged where more is wanted of it than it has, since tarfile would ask on and on."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._asked = 0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self._asked = 0 if data else self._asked + 1
        if self._asked > _ASKED_AT_END:
            raise EOFError("it ends too early")
        return data
