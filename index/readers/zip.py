"""ZIP archives: each file in one is read by its own reader, and nothing is written to the disk."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from tearline.index.errors import Unreadable
from tearline.index.formats import is_article_name
from tearline.index.readers.reader import Enclosed, Found, Raw
from tearline.index.sidecar import SUFFIX, Sidecar, read_sidecar

SUFFIXES = (".zip",)
OPENING = rb"PK\x03\x04|PK\x05\x06"
LARGEST = 16 * 1024**3
_LARGEST_HELD = 512 * 1024  # bytes of a file that is unpacked at once
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError)


def read(raw: Raw) -> Iterator[Found]:
    """The files in the archive that are articles by their names, in the order of its own list."""
    try:
        archive = zipfile.ZipFile(raw.seekable())
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise raw.unreadable(f"the archive is damaged ({error})", "get the file once more") from None
    with archive:
        names = frozenset(archive.namelist())
        for entry in archive.infolist():
            name = entry.filename
            # macOS keeps what it knows of a file beside it under the same name.
            if name.startswith("__MACOSX/") or not is_article_name(name.rpartition("/")[2]):
                continue
            if leads_out(name):
                yield raw.unreadable("its name leads out of the archive", "pack it under another name", name)
            elif entry.flag_bits & _ENCRYPTED:
                yield raw.unreadable("it is encrypted", "unpack it with its password", name)
            else:
                beside = _beside(archive, name) if name + SUFFIX in names else None
                yield from _opened(raw, archive, entry, beside)


def _opened(
    raw: Raw, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, beside: Sidecar | None
) -> Iterator[Found]:
    try:
        with archive.open(entry) as file:
            # No more is unpacked than the archive's list says, whatever is packed.
            if entry.file_size > _LARGEST_HELD:
                yield Enclosed(entry.filename, cast(BinaryIO, file), beside=beside)
                return
            data = file.read()
    except _DAMAGE as error:
        yield raw.unreadable(f"it is damaged ({error})", "get the archive once more", entry.filename)
        return
    yield Enclosed(entry.filename, io.BytesIO(data), beside=beside)


def _beside(archive: zipfile.ZipFile, name: str) -> Sidecar:
    """What the sidecar of a file in the archive says."""

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        try:
            with archive.open(name + SUFFIX) as file:
                yield cast(BinaryIO, file)
        except (*_DAMAGE, RuntimeError) as error:
            raise Unreadable(name + SUFFIX, f"it can't be read ({error})", "pack it once more") from None

    return read_sidecar(name + SUFFIX, opened)


def leads_out(name: str) -> bool:
    """Whether a name in an archive would stand outside of the folder that it is unpacked to."""
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or parts[0][1:2] == ":"
