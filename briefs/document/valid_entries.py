"""What an entry of each section of a brief may hold, and in which order its keys are written."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from tearline.briefs import model
from tearline.briefs.document.schema_problems import schema_problems
from tearline.briefs.problems import EditError

_ENTRY_TYPES: dict[str, TypeAdapter[Any]] = {
    "bottom_line": TypeAdapter(model.Statement),
    "sources": TypeAdapter(model.Source),
    "actors": TypeAdapter(model.Actor),
    "quotes": TypeAdapter(model.Quote),
    "claims": TypeAdapter(model.Claim),
    "relations": TypeAdapter(model.Relation),
    "timeline": TypeAdapter(model.Event),
    "gaps": TypeAdapter(model.GapEntry),
    "rejected": TypeAdapter(model.Words),
}
KEY_ORDER = {
    "bottom_line": model.keys_of(model.Statement),
    "sources": model.keys_of(model.Source),
    "actors": model.keys_of(model.Actor),
    "quotes": model.keys_of(model.Quote),
    "claims": model.keys_of(model.Claim),
    "relations": model.keys_of(model.Relation),
    "timeline": model.keys_of(model.Event),
    "gaps": model.keys_of(model.Gap),
}
SECTION_ORDER = model.keys_of(model.Brief)


def valid_entry(section: str, data: Any) -> Any:
    """An entry of a section as the model has it, from its data. Raises EditError where it is none."""
    try:
        return _ENTRY_TYPES[section].validate_python(data)
    except ValidationError as error:
        name = data.get("id", section) if isinstance(data, dict) else section
        found = [
            ": ".join(filter(None, [name, ".".join(map(str, path)), f"{what}; expected {expected}"]))
            for path, what, expected in schema_problems(error)
        ]
        raise EditError("\n".join(found)) from None
