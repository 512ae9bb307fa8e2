"""Files that people keep articles in and that are not read: they are listed, with what to do about them."""

from __future__ import annotations

from collections.abc import Iterator

from tearline.index.readers.closed_types import LISTED, unread_type
from tearline.index.readers.reader import Found, Raw

SUFFIXES = tuple(LISTED)
# Of older Office files, and of the archives that newer ones are; under another name, others read these.
OPENING = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|PK\x03\x04"
LARGEST = 16 * 1024**3


def read(raw: Raw) -> Iterator[Found]:
    """Nothing. Raises Unreadable."""
    kind = unread_type(raw.name)
    if kind is None:
        raise raw.unreadable(
            "it is encrypted, or a file of an older Office program", "save it without a password, as .docx"
        )
    raise raw.unreadable(f"it is {kind.what}", kind.advice)
    yield
