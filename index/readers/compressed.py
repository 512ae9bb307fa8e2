"""One file compressed with gzip, bzip2 or xz; what is in it is read as if it stood there by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from tearline.index.readers.reader import Enclosed, Found, Raw

SUFFIXES = (".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz")
OPENING = rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00"
LARGEST = 16 * 1024**3


def read(raw: Raw) -> Iterator[Found]:
    """The file that is compressed."""
    import bz2
    import gzip
    import lzma

    file: bz2.BZ2File | gzip.GzipFile | lzma.LZMAFile
    if raw.head.startswith(b"BZ"):
        file = bz2.BZ2File(raw.file)
    elif raw.head.startswith(b"\xfd"):
        file = lzma.LZMAFile(raw.file)  # noqa: SIM115 - closed below
    else:
        file = gzip.GzipFile(fileobj=raw.file)
    with file:
        yield Enclosed("", cast(BinaryIO, file))
