"""A brief as JSON: the data of its YAML, key by key, valid against the schema of briefs."""

from __future__ import annotations

from tearline.briefs.export.prepared import Prepared
from tearline.briefs.json_text import json_text


def export(prepared: Prepared) -> str:
    """The brief; `Brief.model_validate_json` of it gives an equal one. What its YAML leaves out stays out."""
    return json_text(prepared.brief.model_dump(mode="json", by_alias=True, exclude_unset=True)) + "\n"
