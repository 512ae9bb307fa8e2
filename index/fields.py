"""Finds an article in a record: which field is its title, its text, its date, by their usual names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tearline.index.article import Zone
from tearline.index.readers.html_text import html_text_with_zones
from tearline.index.readers.reader import Reading

TEXT = "text"
# By metadata field, what it is usually called, the surest first; compared without case and punctuation.
_NAMES: Mapping[str, tuple[str, ...]] = {
    TEXT: (
        *("text", "body", "content", "fulltext", "articlebody", "articletext", "bodytext", "maintext"),
        *(
            "plaintext",
            "cleantext",
            "story",
            "article",
            "contenttext",
            "contentencoded",
            "raw",
            "html",
            "bodyhtml",
        ),
    ),
    "title": ("title", "headline", "head", "heading", "name", "subject", "articletitle", "pagetitle"),
    "outlet": (
        *("outlet", "source", "sourcename", "publisher", "publication", "newspaper", "site", "sitename"),
        *("medium", "media", "provider", "agency", "domain"),
    ),
    "author": (
        "author",
        "authors",
        "byline",
        "creator",
        "dccreator",
        "by",
        "writer",
        "reporter",
        "journalist",
    ),
    "published": (
        *("published", "date", "publishedat", "publisheddate", "datepublished", "publishdate", "pubdate"),
        *("publicationdate", "publishedtime", "publishedon", "published", "dateandtime", "datetime", "time"),
        *("timestamp", "created", "createdat", "firstpublished", "issued", "day"),
    ),
    "updated": (
        "updated",
        "updatedat",
        "modified",
        "modifiedat",
        "datemodified",
        "lastmodified",
        "lastupdated",
    ),
    "url": ("url", "link", "permalink", "canonicalurl", "articleurl", "sourceurl", "weburl", "href", "uri"),
    "language": ("language", "lang", "languagecode", "locale"),
    "section": ("section", "sectionname", "category", "categories", "desk", "topic", "rubric", "channel"),
}
# Where a record has no text of its own, what says the most.
_SUMMARIES = (
    "description",
    "summary",
    "abstract",
    "lead",
    "leadparagraph",
    "excerpt",
    "snippet",
    "standfirst",
)
_PLAIN_NAME = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|article)>|<br ?/?>", re.I)
_MARKUP_BEGINS = re.compile(r"<(?:!doctype|[a-z][a-z0-9]*[\s>/])", re.I)
_SECONDS = range(100_000_000, 10_000_000_000)  # from 1973 to 2286, since 1970

Value = Callable[[str], object]


def columns_of(names: list[str], mapped: Mapping[str, str]) -> dict[str, str]:
    """By metadata field, or "text", the name among `names` that holds it: as mapped, or as usually called."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
    found = {field: name for field, name in mapped.items() if name in names and field in _NAMES}
    for field, usual in _NAMES.items():
        if field not in mapped and (match := next((plain[each] for each in usual if each in plain), None)):
            found[field] = match
    if TEXT not in found and (match := next((plain[each] for each in _SUMMARIES if each in plain), None)):
        found[TEXT] = match
    return found


def _plain(name: str) -> str:
    return _PLAIN_NAME.sub("", name).casefold()


def reading_of(record: Mapping[str, object], columns: Mapping[str, str], part: str) -> Reading | None:
    """The article that a record holds in these columns; None where its text is empty or no text."""
    text = text_of(record[columns[TEXT]]) if columns.get(TEXT) in record else ""
    if not text.strip():
        return None
    zones: tuple[Zone, ...] = ()
    if "<" in text and (_MARKUP_BEGINS.match(text.lstrip()) or _MARKUP.search(text)):
        plain, zones = html_text_with_zones(text)
        text = plain or text
    metadata: dict[str, str] = {}
    for field, name in columns.items():
        value = record.get(name)
        if field == TEXT or value is None:
            continue
        if words := date_of(value) if field in ("published", "updated") else text_of(value):
            metadata[field] = words
    name = _plain(columns[TEXT])
    notes = (f"Its text is the {name} of a record that has no other.",) if name in _SUMMARIES else ()
    return Reading(text, part, metadata, zones=zones, notes=notes)


def text_of(value: object) -> str:
    """The words of a value of JSON: of a list those of its items, of an object those of its name or text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        separator = "\n\n" if any(isinstance(item, str) and len(item) > 200 for item in value) else ", "
        return separator.join(words for item in value[:1000] if (words := _shallow(item)))
    return _shallow(value)


def _shallow(value: object) -> str:
    if isinstance(value, Mapping):
        for key in ("name", "title", "rendered", "text", "value", "#text", "$t", "content", "href"):
            if isinstance(words := value.get(key), str) and words.strip():
                return words
        return ""
    return value if isinstance(value, str) else ""


def date_of(value: object) -> str:
    """The words of a date; of a number, or of one as text, the day that it counts the seconds to."""
    words = text_of(value).strip()
    if not words[:4].isdecimal() or words[4:5] == "-":
        return words
    if re.fullmatch(r"\d{9,16}(?:\.\d{1,9})?", words):
        seconds = float(words)
        while seconds >= _SECONDS.stop:
            seconds /= 1000  # milliseconds, microseconds
        if seconds >= _SECONDS.start:
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if re.fullmatch(r"(?:19|20)\d{6}", words):
        return f"{words[:4]}-{words[4:6]}-{words[6:]}"
    if match := re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})T?\d{6}Z?", words):
        return "-".join(match.groups())
    return words
