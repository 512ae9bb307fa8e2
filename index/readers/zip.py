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
# What zipfile raises at an archive that is damaged, or of a kind that it does not know.
DAMAGE = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, zlib.error, lzma.LZMAError)
# So many small files are unpacked before the first of them is read: going to and fro takes longer.
_UNPACKED_AT_ONCE = 16


def read(raw: Raw) -> Iterator[Found]:
    """The files in the archive that are articles by their names, in the order of its own list."""
    try:
        archive = zipfile.ZipFile(raw.seekable())
    except DAMAGE as error:
        raise raw.unreadable(f"the archive is damaged ({error})", "get the file once more") from None
    with archive:
        held: list[Found] = []
        try:
            for entry, beside in _articles(archive):
                is_large = entry.file_size > _LARGEST_HELD
                if is_large or len(held) == _UNPACKED_AT_ONCE:
                    yield from held
                    held.clear()
                if refused := _refused(raw, entry):
                    held.append(refused)
                elif is_large:
                    yield from _unpacking(raw, archive, entry, beside)
                else:
                    held.append(_unpacked(raw, archive, entry, beside))
        except Exception:
            # What was unpacked before is sound.
            yield from held
            raise
        yield from held


def _articles(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, Sidecar | None]]:
    """The files that are articles by their names, with what the sidecar of each says."""
    names = frozenset(archive.namelist())
    for entry in archive.infolist():
        name = entry.filename
        # macOS keeps what it knows of a file beside it under the same name.
        if is_article_name(name.rpartition("/")[2]) and not name.startswith("__MACOSX/"):
            yield entry, _beside(archive, name) if name + SUFFIX in names else None


def _refused(raw: Raw, entry: zipfile.ZipInfo) -> Unreadable | None:
    """Why a file is not unpacked."""
    if leads_out(entry.filename):
        return raw.unreadable(
            "its name leads out of the archive", "pack it under another name", entry.filename
        )
    if entry.flag_bits & _ENCRYPTED:
        return raw.unreadable("it is encrypted", "unpack it with its password", entry.filename)
    return None


def _damaged(raw: Raw, entry: zipfile.ZipInfo, error: Exception) -> Unreadable:
    return raw.unreadable(f"it is damaged ({error})", "get the archive once more", entry.filename)


def _unpacked(raw: Raw, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, beside: Sidecar | None) -> Found:
    """A file in memory; no more of it than the archive's list says, whatever is packed."""
    try:
        return Enclosed(entry.filename, io.BytesIO(archive.read(entry)), beside=beside)
    except DAMAGE as error:
        return _damaged(raw, entry, error)


def _unpacking(
    raw: Raw, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, beside: Sidecar | None
) -> Iterator[Found]:
    """A file that is unpacked while it is read."""
    try:
        file = archive.open(entry)
    except DAMAGE as error:
        yield _damaged(raw, entry, error)
        return
    with file:
        yield Enclosed(entry.filename, cast(BinaryIO, file), beside=beside)


def _beside(archive: zipfile.ZipFile, name: str) -> Sidecar:
    """What the sidecar of a file in the archive says."""

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        try:
            with archive.open(name + SUFFIX) as file:
                yield cast(BinaryIO, file)
        except (*DAMAGE, RuntimeError) as error:
            raise Unreadable(name + SUFFIX, f"it can't be read ({error})", "pack it once more") from None

    return read_sidecar(name + SUFFIX, opened)


def leads_out(name: str) -> bool:
    """Whether a name in an archive would stand outside of the folder that it is unpacked to."""
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or parts[0][1:2] == ":"
