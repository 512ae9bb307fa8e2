"""Bytes into text, whatever their encoding is, and a word on how that was known where they are not UTF-8."""

from __future__ import annotations

import codecs

from tearline.index.readers.reader import Raw

# The longer marks first: UTF-32's begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY_OPENINGS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))


class NotText(ValueError):  # noqa: N818
    """Bytes that are no text in any encoding."""


def decoded(raw: Raw) -> tuple[str, str | None]:
    """The text of a file, and what its encoding was taken for where it is not UTF-8.

    Raises Unreadable where it is no text.
    """
    try:
        return decode(raw.data, raw.charset)
    except NotText:
        raise raw.unreadable(
            "it is not a text file", "save the article's text as UTF-8 in a .txt or .md file"
        ) from None


def decode(data: bytes, declared: str = "") -> tuple[str, str | None]:
    """The text that bytes are, every byte kept, and what their encoding was taken for where it is not UTF-8.

    `declared` is the encoding they are said to have, which counts where they can be read so. Raises NotText.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), f"{encoding[:6].upper()}, by its byte order mark"
            except UnicodeDecodeError:
                if encoding.startswith("utf-16"):
                    raise NotText from None
    if data.startswith(_BINARY_OPENINGS) or data.count(0) > max(8, len(data) // 100):
        raise NotText
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > max(8, len(data) // 50):
        raise NotText
    if declared and (text := _as_declared(data, declared)) is not None:
        return text, f"{declared}, as it says"
    try:
        return data.decode("cp1252"), "not UTF-8, read as Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "not UTF-8, read as Latin-1"


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        if not codecs.lookup(declared)._is_text_encoding:
            return None
        return data.decode(declared)
    except (LookupError, UnicodeError, ValueError):
        return None
