"""Bytes into text, whatever their encoding is, and a word on how that was known where they are not UTF-8."""

from __future__ import annotations

import codecs
import re

from tearline.index.latin import latin_encoding
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
_JAPANESE_MAIL = re.compile(rb"\x1b\$[@B]")
_LINE = re.compile(rb"[^\r\n]+")
# What is looked at to tell an encoding: of so many bytes, the lines with other letters, up to so many.
_LOOKED_AT, _TOLD_FROM = 1_000_000, 16_384
_SOUND_FOR_EACH_BROKEN = 20
_WESTERN, _FEW = 40, 6
_ASCII_LETTERS = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
# Without what stands between words in Windows' encodings: quotation marks, dashes, signs.
_FOREIGN = bytes(
    set(range(0x80, 0x100))
    - set(b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x9b\xa0\xa3\xa9\xab\xb0\xbb")
)
_PRINTED = bytes({9, 10, 12, 13, *range(32, 256)})
# Those that texts are still found in. Rarer ones are taken for these more often than they are right.
_ENCODINGS = [
    *(f"cp125{number}" for number in range(8)),
    *(f"iso8859_{number}" for number in (2, 5, 6, 7, 8)),
    *("koi8_r", "koi8_u", "cp866", "mac_roman", "mac_cyrillic", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "utf_16_le", "utf_16_be"),
]
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
    """The text that bytes are, and what their encoding was taken for where it is not UTF-8.

    `declared` is the encoding they are said to have, which counts where they can be read so. Raises NotText.
    """
    for mark, encoding in _BYTE_ORDER_MARKS if data[:1] in b"\xff\xfe\0" else ():
        if data.startswith(mark):
            try:
                return data.decode(encoding), f"{encoding[:6].upper()}, by its byte order mark"
            except UnicodeDecodeError:
                if encoding.startswith("utf-16"):
                    raise NotText from None
    if 0 in data:
        if wide := _wide(data):
            return wide
        if data.count(0) > max(8, len(data) // 100):
            raise NotText
    if data.startswith(_BINARY_OPENINGS):
        raise NotText
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # Japanese mail is ASCII that switches to other letters; nothing else has these.
        switches = 0x1B in data and _JAPANESE_MAIL.search(data)
        japanese = _as_declared(data, "iso2022_jp") if switches else None
        return (japanese, "not UTF-8, read as ISO-2022-JP") if japanese is not None else (text, None)
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > max(8, len(data) // 50):
        raise NotText
    if declared and (said := _as_declared(data, declared)) is not None:
        return said, f"{declared}, as it says"
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if broken * _SOUND_FOR_EACH_BROKEN < sum(not char.isascii() for char in mended) - broken:
        return mended, f"UTF-8 with {broken:,} broken place{'' if broken == 1 else 's'}"
    for encoding in (*_likely(data), "cp1252"):
        if (text_in := _as_declared(data, encoding)) is not None:
            return text_in, f"not UTF-8, read as {_shown(encoding)}"
    return data.decode("latin-1"), "not UTF-8, read as Latin-1"


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a byte order mark: half of its bytes are NUL where the letters are Latin."""
    start = data[:4096]
    if b"\0" not in start:
        return None
    for encoding, high, low in (
        ("utf-16-le", start[1::2], start[::2]),
        ("utf-16-be", start[::2], start[1::2]),
    ):
        if (
            high.count(0) * 4 > len(high) * 3
            and len(low.translate(None, _PRINTED)) * 8 < len(low)
            and (text := _as_declared(data, encoding))
        ):
            return text, f"{encoding.upper()}, by where its NUL bytes stand"
    return None


def _likely(data: bytes) -> list[str]:
    """The encodings that bytes which are no UTF-8 are likely in, the likeliest first."""
    told = b"\n".join(line for line in _LINE.findall(data[:_LOOKED_AT]) if not line.isascii())[:_TOLD_FROM]
    letters = len(told) - len(told.translate(None, _ASCII_LETTERS))
    others = len(told) - len(told.translate(None, _FOREIGN))
    if others * _WESTERN < letters or (others < _FEW and others < letters):
        # So few are quotation marks and the accents of names in a text of a western language.
        return ["cp1252"]
    if others < letters and (latin := latin_encoding(told)):
        return [latin]
    from charset_normalizer import from_bytes

    matches = from_bytes(told, cp_isolation=_ENCODINGS, preemptive_behaviour=False, language_threshold=0.05)
    return [match.encoding for match in matches]


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        return data.decode(declared) if codecs.lookup(declared)._is_text_encoding else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _shown(encoding: str) -> str:
    if encoding.startswith("cp125"):
        return f"Windows-{encoding[2:]}"
    return encoding.upper().replace("ISO8859_", "ISO-8859-").replace("_", "-")
