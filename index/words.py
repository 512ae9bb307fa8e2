"""How text is cut into words and how words are folded: one way for the index, the query and the snippets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What is left of a longer word is not looked at: runs like base64 must not fill the index.
LONGEST_WORD = 64

# Scripts written without spaces: every character is a word of its own, and what is typed is a phrase.
_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
_PICTURES = "\u2600-\u27bf\U0001f000-\U0001faff"
# Marks that belong to the letter before them but are no letters themselves: accents, vowel signs, points.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc\u0abe-\u0acd"
    "\u0b01-\u0b03\u0b3c\u0b3e-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc\u0cbe-\u0ccd"
    "\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u17b4-\u17d3\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_WORD = re.compile(f"[{_UNSPACED}]|[{_PICTURES}]|[^\\W_{_UNSPACED}](?:[^\\W_{_UNSPACED}]|[{_MARKS}])*")
_ASCII_WORD = re.compile("[A-Za-z0-9]+")
# Letters whose stroke or ligature Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word as it is compared: without case and accents, at most LONGEST_WORD code points.

    Vowel signs, viramas and kana voicing stay: without them words of those scripts would run together.
    """
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    apart = unicodedata.normalize("NFKD", word[: LONGEST_WORD * 2].casefold())
    kept = "".join(char for char in apart if unicodedata.combining(char) < 10)
    return unicodedata.normalize("NFC", kept.casefold().translate(_LETTERS))[:LONGEST_WORD]


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order. "Xi’s U-turn" gives xi, s, u, turn."""
    if text.isascii():
        found = _ASCII_WORD.findall(text.lower())
        return [word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] for word in found]
    return [fold(word) for word in _WORD.findall(text)]


def word_spans(text: str) -> tuple[list[str], list[re.Match[str]]]:
    """The folded words of a text, in order, and a match for each, whose span is its place in code points."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    return words_of(text), list(pattern.finditer(text))
