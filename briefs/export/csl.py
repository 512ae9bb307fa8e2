"""The sources of a brief as CSL-JSON, which reference managers, pandoc and word processors read."""

from __future__ import annotations

from typing import Any

from tearline.briefs.export.prepared import Prepared
from tearline.briefs.export.wording import line
from tearline.briefs.json_text import json_text
from tearline.briefs.model import Source

# Begins every reference, and so the whole file: the sign of an export.
_MADE_BY = {"exported-by": "Tearline"}


def export(prepared: Prepared) -> str:
    """A list of references in the order of the brief's sources, each known by its key there."""
    return json_text([_reference(key, source) for key, source in prepared.sources.items()]) + "\n"


def _reference(key: str, source: Source) -> dict[str, Any]:
    more: dict[str, Any] = {"file": source.file, "text": source.text, "inferred": source.inferred}
    more |= {"reliability": source.reliability}
    custom = _MADE_BY | {name: value for name, value in more.items() if value}
    reference: dict[str, Any] = {"custom": custom, "id": key, "type": "article-newspaper"}
    if source.title:
        reference["title"] = line(source.title)
    if source.author:
        # A byline is one string, which may name several people or a desk; taking it apart would be a guess.
        reference["author"] = [{"literal": line(source.author)}]
    if source.outlet:
        reference["container-title"] = line(source.outlet)
    if source.published:
        reference["issued"] = {"date-parts": [[int(part) for part in source.published.split("-")]]}
        if "published" in source.inferred:
            reference["issued"]["circa"] = True
    if source.url:
        reference["URL"] = source.url
    if source.language:
        reference["language"] = source.language
    if source.note:
        reference["note"] = source.note
    return reference
