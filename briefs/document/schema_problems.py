"""What the schema finds wrong with a brief's data, in words for the person who wrote it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

Path = tuple[str | int, ...]

_KINDS = {
    "string_type": "words",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}


def schema_problems(error: ValidationError) -> Iterator[tuple[Path, str, str]]:
    """Each problem as its path in the data, what is wrong, and what was expected."""
    for found in error.errors(include_url=False):
        # The model tags the alternatives of a union "<like this>"; they are no part of the path.
        path = tuple(step for step in found["loc"] if not (isinstance(step, str) and step.startswith("<")))
        yield path, *_in_words(found["type"], found["input"], found.get("ctx", {}), found["msg"])


def _in_words(kind: str, given: Any, context: Mapping[str, Any], message: str) -> tuple[str, str]:
    shown = _shown(given)
    if kind == "missing":
        return "is missing", "this key and a value"
    if kind == "brief":
        return message, str(context.get("expected", ""))
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        near = difflib.get_close_matches(str(given)[:60].lower(), choices, n=1, cutoff=0.6)
        hint = f"; perhaps {near[0]}" if near else ""
        return f"{shown} is not one of its values", f"one of {', '.join(choices)}{hint}"
    if kind == "string_unicode":
        return "holds half a character (a lone surrogate)", "words that a file can hold"
    if kind in ("string_too_short", "string_pattern_mismatch"):
        wanted = str(context.get("pattern", ""))
        if "sha256" in wanted:
            return f"{shown} is no hash of a text", "sha256: and 64 hexadecimal digits in small letters"
        return "is empty", "words"
    if kind == "greater_than_equal":
        return f"{shown} is too small", f"{context['ge']} or more"
    if kind == "less_than_equal":
        return f"{shown} is too large", f"{context['le']} or less"
    if kind == "too_short":
        return "is empty", "at least one entry"
    if kind in _KINDS:
        if given is None:
            return "is empty", _KINDS[kind]
        return f"{shown} does not belong here", _KINDS[kind]
    return f"{shown}: {message}", ""


def _shown(given: Any) -> str:
    if isinstance(given, Mapping):
        return "a mapping (key: value)"
    if isinstance(given, Sequence) and not isinstance(given, str):
        return "a list"
    words = " ".join(str(given).split())
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"


def unknown_keys(part: Any, path: Path = ()) -> Iterator[tuple[Path, list[str]]]:
    """The keys that the schema does not know, each with those that it knows there."""
    if isinstance(part, BaseModel):
        fields = type(part).model_fields
        for key in part.model_extra or {}:
            yield (*path, key), [field.alias or name for name, field in fields.items()]
        for name, field in fields.items():
            value = getattr(part, name)
            if isinstance(value, BaseModel | Mapping | tuple):
                yield from unknown_keys(value, (*path, field.alias or name))
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from unknown_keys(value, (*path, key))
    elif isinstance(part, tuple):
        for n, value in enumerate(part):
            yield from unknown_keys(value, (*path, n))
