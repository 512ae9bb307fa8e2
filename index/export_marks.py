"""How a file is known as an export of Tearline, which no desk reads as an article."""

from __future__ import annotations

import re

# Ends what can hold a comment: Markdown and HTML.
EXPORT_MARK = "<!-- tearline: an exported brief, not an article -->"
# What the other formats begin with, by their names.
BEGINNINGS = {
    "json": '{\n "tearline": 1,\n',
    "csl": '[\n {\n  "custom": {\n   "exported-by": "Tearline"',
    "annotations": '{\n "@context": "http://www.w3.org/ns/anno.jsonld",\n "type": "AnnotationCollection",\n'
    ' "generator": {\n  "type": "Software",\n  "name": "Tearline"',
    "quotes-csv": '"quote","part","speaker","speaker_key"',
    "claims-csv": '"claim","kind","words","by","by_key"',
    "stix": '{"type": "bundle", "objects": [\n{"type": "identity", "spec_version": "2.1", '
    '"id": "identity--57bd06a9-9ab5-5ea8-9f92-3c4e2a912aac"',
    "ftm": '{"id": "tearline-',
}
# A page is known by the mark that follows its first line, too.
_PAGE = f"<!doctype html>\n{EXPORT_MARK}"
_STARTS = (_PAGE, *BEGINNINGS.values())
OPENING = b"|".join(re.escape(start.encode()) for start in _STARTS)


def is_exported(text: str) -> bool:
    """Whether a text is one that Tearline exported."""
    return text.startswith(_STARTS) or text.rstrip().endswith(EXPORT_MARK)
