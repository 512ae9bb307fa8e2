"""The anchors of a brief as W3C Web Annotations: each passage, and what the brief says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote as percent_encoded

from tearline.briefs.anchoring.anchors import make_anchor
from tearline.briefs.export.fixed_ids import fixed_id
from tearline.briefs.export.prepared import Passage, Prepared, PreparedQuote
from tearline.briefs.json_text import json_text

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Less context than this in the brief, white space aside, does not tell a passage from others like it.
_TELLING_CONTEXT = 12
_GENERATOR = {"type": "Software", "name": "Tearline"}


def export(prepared: Prepared) -> str:
    """One AnnotationCollection with an annotation for each passage that a quote, claim or event rests on.

    Offsets count code points, as the Web Annotation Data Model asks of a TextPositionSelector.
    """
    items = list(_annotations(prepared))
    label = prepared.brief.title
    page = {
        "id": _urn("page", label, [item["id"] for item in items]),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": _CONTEXT,
        "type": "AnnotationCollection",
        "generator": _GENERATOR,
        "id": _urn("collection", label, [item["id"] for item in items]),
        "label": label,
        "total": len(items),
        "first": page,
    }
    return json_text(collection) + "\n"


def _annotations(prepared: Prepared) -> Iterator[dict[str, Any]]:
    targets: dict[Passage, dict[str, Any]] = {}

    def annotation(item: str, motivation: str, said: str, passage: Passage) -> dict[str, Any]:
        target = targets.get(passage)
        if target is None:
            target = targets[passage] = _target(prepared, passage)
        bodies = [_body(motivation, said), _body("tagging", item)] if said else [_body("tagging", item)]
        return {
            "id": _urn("annotation", item, said, target["source"], passage.start, passage.end, passage.words),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": target,
        }

    for quote in prepared.quotes:
        for passage in quote.passages:
            yield annotation(quote.quote.id, "identifying", _spoken_by(quote), passage)
    for claim in prepared.claims:
        for passage in claim.passages:
            yield annotation(claim.claim.id, "describing", claim.claim.claim, passage)
    for event in prepared.timeline:
        for passage in event.passages:
            yield annotation(event.event.id, "describing", f"{event.event.when}: {event.event.what}", passage)


def _spoken_by(quote: PreparedQuote) -> str:
    speaker = quote.speaker.name if quote.speaker else ""
    return ", via ".join([speaker, *(who.name for who in quote.via)]) if speaker or quote.via else ""


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(prepared: Prepared, passage: Passage) -> dict[str, Any]:
    prefix, suffix = passage.prefix, passage.suffix
    if len((prefix + suffix).replace(" ", "")) < _TELLING_CONTEXT:
        text = prepared.articles[passage.source].text
        anchor = make_anchor(passage.source, text, passage.start, passage.end)
        prefix, suffix = anchor.prefix, anchor.suffix
    return {
        "type": "SpecificResource",
        # Relative to the desk; a file's name may hold what an IRI may not.
        "source": percent_encoded(prepared.sources[passage.source].file, errors="replace"),
        "selector": [
            {"type": "TextQuoteSelector", "exact": passage.words, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ],
    }


def _urn(kind: str, *content: Any) -> str:
    return fixed_id(kind, *content).urn
