"""Outside text in Markdown, escaped so that a CommonMark reader shows the same words and does no more."""

from __future__ import annotations

import re
import unicodedata

# An underscore between letters or digits begins no emphasis, and is left to be read in file names.
_SPECIAL = re.compile(r"[\\`*\[\]<>&#|~^$={}@]|(?<![^\W_])_|_(?![^\W_])")
# Readers with extensions turn bare addresses into links.
_ADDRESS = re.compile(r"(?<=\bwww)\.|:(?=//)|(?<=\bmailto):|(?<=\bxmpp):", re.IGNORECASE)
# What begins a list, a rule, a heading or a definition at the start of a block.
_BLOCK_START = re.compile(r"([-+:])|(\d{1,9})([.)])", re.ASCII)
_EDGES = re.compile(r"^ +| +$")


def escape(words: str) -> str:
    """The words for any place inside a block of Markdown: on one line, with every special character escaped.

    Reading the result gives `readable(words)`, which is the words themselves unless they hold control
    characters, surrogates or noncharacters, none of which Markdown can carry. Line breaks, tabs, spaces at
    either end and invisible characters (those that reverse the order of letters among them) become character
    references, so that they are seen in the source and read back unchanged.
    """
    safe = _SPECIAL.sub(r"\\\g<0>", readable(words))
    safe = _ADDRESS.sub(r"\\\g<0>", safe)
    if start := _BLOCK_START.match(safe):
        mark = start.start(1) if start[1] else start.start(3)
        safe = f"{safe[:mark]}\\{safe[mark:]}"
    safe = _EDGES.sub(lambda spaces: "&#32;" * len(spaces[0]), safe)
    return "".join(char if " " <= char <= "~" else _visible(char) for char in safe)


def readable(words: str) -> str:
    """The words with what no Markdown reader shows replaced one for one by a sign that can be seen."""
    return words.translate(_SHOWN)


_SHOWN: dict[int, str] = {
    # The control pictures of Unicode: ␀ for NUL, ␛ for escape.
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: "\u2421",
    # "Symbol for newline", for the next line character.
    0x85: "\u2424",
    **dict.fromkeys((code for code in range(0x80, 0xA0) if code != 0x85), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd"),
    **{plane * 0x10000 + low: "\ufffd" for plane in range(17) for low in (0xFFFE, 0xFFFF)},
}
# These join letters and emoji, and change no order.
_JOINERS = "\u200c\u200d"


def _visible(char: str) -> str:
    hidden = unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp") and char not in _JOINERS
    return f"&#{ord(char)};" if hidden else char
