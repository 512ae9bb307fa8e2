"""What of a query is being typed: the word at the cursor, its field, and how it is completed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tearline.index.query_tree import FIELDS

_QUOTES = '"“”„‟«»＂″'
_FIELD = re.compile(r"([A-Za-z]{2,12}):")
_PLAIN = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Begun:
    """A word or a name that is being typed: text[start:end] is what a completion takes the place of.

    `field` is empty for words anywhere; `words` is what was typed of it, without a quotation mark.
    """

    field: str
    words: str
    start: int
    end: int


def begun_at(text: str, cursor: int) -> Begun | None:
    """What is being typed at the cursor; None in the middle of a word, and where nothing is begun."""
    cursor = max(0, min(cursor, len(text)))
    if cursor < len(text) and not (text[cursor].isspace() or text[cursor] in ")" + _QUOTES):
        return None
    start, quoted = 0, None
    for place, character in enumerate(text[:cursor]):
        if character in _QUOTES:
            quoted = place if quoted is None else None
        elif quoted is None and (character.isspace() or character in "()"):
            start = place + 1
    while start < cursor and text[start] in "-−":
        start += 1
    field, found = "", _FIELD.match(text, start, cursor)
    if found and found[1].lower() in FIELDS:
        field, start = found[1].lower(), found.end()
    words = text[start:cursor]
    if words and words[0] in _QUOTES:
        if quoted is None:
            return None  # the name is complete: its closing mark stands before the cursor
        words = words[1:]
    elif any(mark in words for mark in _QUOTES):
        return None
    if not words and not field:
        return None
    end = cursor + 1 if quoted is not None and cursor < len(text) and text[cursor] in _QUOTES else cursor
    return Begun(field, words, start, end)


def completed(text: str, begun: Begun, value: str) -> tuple[str, int]:
    """The query with what was begun completed to `value`, and where the cursor then stands.

    A value with blanks is put in quotation marks; one that ends in a colon waits for what follows.
    """
    plain = " ".join(re.sub(f"[{_QUOTES}]", " ", value).split())
    words = plain if _PLAIN.fullmatch(plain.removesuffix(":")) else f'"{plain}"'
    after = text[begun.end :]
    gap = "" if words.endswith(":") or after[:1].isspace() or after[:1] == ")" else " "
    head = f"{text[: begun.start]}{words}{gap}"
    return head + after, len(head)
