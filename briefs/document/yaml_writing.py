"""Write values as YAML that reads well in a brief and reads back exactly in any YAML reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from tearline.briefs.problems import EditError

# A list of words no longer than this stands on one line.
_SHORT_LIST = 88
_RESOLVER = yaml.resolver.Resolver()
# What may not begin, or stand inside, words without quotes; inside brackets a few characters more.
_BEGINS_BADLY = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`=]")
_MEANS_SOMETHING = re.compile(r": |:$| #|^---|^\.\.\.|\s$")
_MEANS_SOMETHING_IN_BRACKETS = re.compile(r"[,\[\]{}?]|:(?=[,\[\]{}])")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x85": "\\N"}
# These join letters and emoji and change no order; every other invisible character is written as an escape.
_JOINERS = "\u200c\u200d"


class Plain(str):
    """Words that stand bare in some brief, and so may stand bare in another, whatever YAML takes them for."""

    __slots__ = ()


def plain_data(value: Any) -> Any:
    """A value as it will be read back: scalars as their words, mappings without keys that hold nothing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        kept = ((str(plain_data(key)), plain_data(part)) for key, part in value.items())
        return {key: part for key, part in kept if part is not None}
    if isinstance(value, Sequence):
        return [plain_data(part) for part in value]
    return str(value)


def write_scalar(value: Any, *, in_brackets: bool = False) -> str:
    """A scalar on one line: as it is where that is safe, otherwise in double quotes.

    A string that YAML would take for a number, a date, yes/no or null is quoted. Raises EditError for a
    lone surrogate, which no YAML file can hold.
    """
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(plain_data(value))
    if _safe_bare(value, in_brackets):
        return value
    return '"' + "".join(_escaped(char) for char in value) + '"'


def _safe_bare(words: str, in_brackets: bool) -> bool:
    if not words or _BEGINS_BADLY.match(words) or _MEANS_SOMETHING.search(words):
        return False
    if in_brackets and _MEANS_SOMETHING_IN_BRACKETS.search(words):
        return False
    if any(_escaped(char) != char for char in words if char not in '"\\'):
        return False
    if isinstance(words, Plain):
        return True
    resolved = _RESOLVER.resolve(yaml.ScalarNode, words, (True, False))  # type: ignore[no-untyped-call]
    return bool(resolved == "tag:yaml.org,2002:str") and not _NUMBER_1_2.fullmatch(words)


# YAML 1.2 takes a few more words for numbers than the 1.1 that PyYAML reads.
_NUMBER_1_2 = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if " " <= char <= "~":
        return char
    code = ord(char)
    category = unicodedata.category(char)
    if category == "Cs":
        raise EditError(f"the lone surrogate U+{code:04X} cannot be written to a file")
    hidden = category in ("Cc", "Cf", "Zl", "Zp") and char not in _JOINERS
    if not hidden and code not in (0xFFFE, 0xFFFF):
        return char
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def write_flow(value: Any) -> str:
    """A value in brackets on one line: {source: newsweek-94c8, start: 1, end: 9}."""
    if isinstance(value, Mapping):
        parts = [f"{write_scalar(key, in_brackets=True)}: {write_flow(part)}" for key, part in _kept(value)]
        return "{" + ", ".join(parts) + "}"
    if _is_list(value):
        return "[" + ", ".join(write_flow(part) for part in value) + "]"
    return write_scalar(value, in_brackets=True)


def write_pairs(mapping: Mapping[str, Any], indent: int, open_levels: int = 0) -> list[str]:
    """A mapping, one key a line, indented by `indent` spaces; the lines come without their ends."""
    return [line for key, value in _kept(mapping) for line in write_pair(key, value, indent, open_levels)]


def write_pair(key: str, value: Any, indent: int, open_levels: int = 0) -> list[str]:
    """One key and its value, on one line where the value is short.

    A long list takes a line for each entry. `open_levels` says how many levels below the key are
    written out over lines however short they are: 2 for a section of a brief, 1 for an entry of its mapping.
    """
    head = " " * indent + write_scalar(key) + ":"
    if _is_list(value) and value and (open_levels or not _stays_on_a_line(value)):
        return [head, *(line for part in value for line in write_entry(part, indent + 2, open_levels - 1))]
    if isinstance(value, Mapping) and value and open_levels > 0:
        return [head, *write_pairs(value, indent + 2, open_levels - 1)]
    return [f"{head} {write_flow(value) if _is_collection(value) else write_scalar(value)}"]


def write_entry(value: Any, indent: int, open_levels: int = 1) -> list[str]:
    """One entry of a list, "- " first; with `open_levels` a mapping takes a line for each of its keys."""
    dash = " " * indent + "- "
    if isinstance(value, Mapping) and open_levels > 0 and _kept(value):
        first, *others = write_pairs(value, indent + 2)
        return [dash + first.lstrip(" "), *others]
    return [dash + (write_flow(value) if _is_collection(value) else write_scalar(value))]


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_collection(value: Any) -> bool:
    return isinstance(value, Mapping) or _is_list(value)


def _kept(mapping: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(key, value) for key, value in mapping.items() if value is not None]


def _stays_on_a_line(values: Sequence[Any]) -> bool:
    if any(isinstance(value, Mapping) for value in values):
        return len(values) == 1 and len(write_flow(values)) <= _SHORT_LIST
    return len(write_flow(values)) <= _SHORT_LIST
