"""Tar archives: each file in one is read by its own reader, and nothing is written to the disk.

A sidecar may stand before its file or behind it, and what is compressed cannot be sought in: small files are
held back until those near them have been seen.
"""

from __future__ import annotations

import io
import tarfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from tearline.index.formats import is_article_name
from tearline.index.readers.reader import Enclosed, Found, Raw
from tearline.index.readers.zip import leads_out
from tearline.index.sidecar import LARGEST_SIDECAR, SUFFIX, Sidecar, read_sidecar

SUFFIXES = (".tar",)
OPENING = rb".{257}ustar"
LARGEST = 16 * 1024**3
_ASKED_AT_END = 1000  # times
_LARGEST_HELD, _MOST_HELD, _MOST_SIDECARS = 512 * 1024, 64, 1000  # bytes, files, sidecars without a file


def read(raw: Raw) -> Iterator[Found]:
    """The files in the archive that are articles by their names; links and devices so called are refused."""
    held = _Held()
    try:
        with tarfile.open(fileobj=cast(BinaryIO, _Ending(raw.file)), mode="r|") as archive:
            while (member := archive.next()) is not None:
                # It would keep every member that was passed.
                archive.members.clear()  # type: ignore[attr-defined]
                name = member.name.removeprefix("./")
                base = name.rpartition("/")[2]
                if member.isreg() and is_article_name(base.removesuffix(SUFFIX)) and base.endswith(SUFFIX):
                    if file := archive.extractfile(member):
                        held.take_sidecar(name, file.read(LARGEST_SIDECAR + 1))
                    continue
                if member.isdir() or not is_article_name(base):
                    continue
                if not member.isreg():
                    yield raw.unreadable("it is a link or a device, not a file", "pack the file itself", name)
                elif leads_out(name):
                    yield raw.unreadable(
                        "its name leads out of the archive", "pack it under another name", name
                    )
                elif file := archive.extractfile(member):
                    if member.size > _LARGEST_HELD:
                        yield from held.let_go(0)
                        yield Enclosed(name, cast(BinaryIO, file), beside=held.sidecars.pop(name, None))
                    else:
                        held.files.append((name, file.read()))
                        yield from held.let_go(_MOST_HELD)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        yield from held.let_go(0)
        raise raw.unreadable(f"the archive is damaged ({error})", "get the file once more") from None
    yield from held.let_go(0)


@dataclass
class _Held:
    """Files that wait for their sidecars, and sidecars by the names of files that have not come yet."""

    files: deque[tuple[str, bytes]] = field(default_factory=deque)
    sidecars: dict[str, Sidecar] = field(default_factory=dict)

    def take_sidecar(self, name: str, data: bytes) -> None:
        if len(self.sidecars) >= _MOST_SIDECARS:
            del self.sidecars[next(iter(self.sidecars))]
        self.sidecars[name.removesuffix(SUFFIX)] = read_sidecar(name, lambda: io.BytesIO(data))

    def let_go(self, most: int) -> Iterator[Enclosed]:
        """The files that have waited longest, until so many wait."""
        while len(self.files) > most:
            name, data = self.files.popleft()
            yield Enclosed(name, io.BytesIO(data), beside=self.sidecars.pop(name, None))


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
