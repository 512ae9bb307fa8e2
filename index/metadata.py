"""Works out an article's metadata: what its front matter states, what its layout shows, and on what basis."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tearline.index.article import Zone
from tearline.index.dates import read_date
from tearline.index.layout import byline_names, date_of_line, dateline_parts, outlet_of_line
from tearline.index.layout_patterns import NAME, UPDATED_LABEL

FIELDS = ("title", "outlet", "author", "published", "updated", "url", "language", "section")

_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "published",
    "published": "published",
    "updated": "updated",
    "modified": "updated",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
    "section": "section",
    "category": "section",
}
_DATES = ("published", "updated")
# Front matter is a few lines; what is longer is not worth the time a YAML parser takes over it.
_LONGEST_FRONT_MATTER = 16_384
_LONGEST_VALUE = 1_000
# The parser's time grows with the square of the depth to which these open one another.
_NESTING = ("[", "{", "- -", "? ?")
_MOST_NESTING = 100
_LONGEST_HEAD = 1_000  # characters in no zone before a line that still tells of the article's day
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

_OUTLET = r"(?:The )?[A-Z][\w&.\-]*(?: (?:of |the )?[A-Z][\w&.\-]*){0,4}"
_ROLE = (
    r"(?:[\w\-]+ ){0,5}?(?i:columnist|correspondent|reporter|editor|writer|journalist|contributor|analyst)"
)
_WORKS_AS = re.compile(
    rf"(?P<name>{NAME}) is (?:(?:the )?(?P<owner>{_OUTLET})[’']s? |(?:an?|the) )(?P<role>{_ROLE})\b"
)
_WORKS_FOR = re.compile(rf",? (?:for|at|with|of) (?:the )?(?P<outlet>{_OUTLET})")
_SOUGHT_COMMENT = re.compile(
    rf"(?:^|(?<=[.!?”\"] ))(?P<outlet>{_OUTLET}) (?:has |have |had )?(?:also )?"
    r"(?:contacted|reached out to|approached|emailed) [^.\n]{2,160}?"
    r"\b(?:for|to request|requesting|seeking) (?:a |further |additional )?comments?\b",
    re.M,
)


@dataclass(frozen=True)
class Metadata:
    """Values by field name, the basis of those inferred, and what of the front matter could not be used."""

    values: dict[str, str] = field(default_factory=dict)
    inferred: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def find_metadata(text: str, zones: Iterable[Zone]) -> Metadata:
    """What the front matter states and, for the fields that it leaves open, what zones and text show."""
    zones = tuple(zones)
    front = next((zone for zone in zones if zone.kind == "front-matter"), None)
    values, notes = read_front_matter(text[front.start : front.end]) if front else ({}, ())
    inferred: dict[str, str] = {}
    for name, value, basis in _shown(text, zones):
        value = one_line(value)
        if value and name not in values:
            values[name] = value
            inferred[name] = basis
    return Metadata(values, inferred, notes)


def read_front_matter(block: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The metadata fields that a fenced YAML block states, and a sentence on each thing that can't be used.

    No input raises.
    """
    lines = block.lstrip("\ufeff").splitlines()
    values, _, notes = read_yaml_metadata("\n".join(lines[1:-1]), "Front matter", 2, _LONGEST_FRONT_MATTER)
    return values, notes


def read_yaml_metadata(
    text: str, called: str, first_line: int, most: int
) -> tuple[dict[str, str], dict[str, str], tuple[str, ...]]:
    """The metadata fields that YAML states, its `columns` by field, and a sentence on what can't be used.

    Scalars are taken as they are written, so that a date stays a date and "No" stays a name. Aliases are
    never expanded. `called` and `first_line` are for the sentences; what is longer than `most` characters
    is not read. No input raises.
    """
    if len(text) > most:
        return {}, {}, (f"{called}: it is longer than {most:,} characters and was not read.",)
    if sum(map(text.count, _NESTING)) > _MOST_NESTING:
        return {}, {}, (f"{called}: it nests too deeply and was not read.",)
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{called}, line {mark.line + first_line}" if mark else called
        problem = error.problem or error.context
        return {}, {}, (f"{where}: not valid YAML ({problem}); nothing of it was used.",)
    except (yaml.YAMLError, RecursionError):
        return {}, {}, (f"{called}: it is not valid YAML and was not used.",)
    if not isinstance(root, yaml.MappingNode):
        return {}, {}, (f"{called}: it is not a list of keys with values and was not used.",)

    values: dict[str, str] = {}
    columns: dict[str, str] = {}
    notes: list[str] = []
    for key_node, value_node in root.value:
        key = key_node.value.strip().lower() if isinstance(key_node, yaml.ScalarNode) else ""
        where = f"{called}, line {value_node.start_mark.line + first_line}"
        if key == "columns" and isinstance(value_node, yaml.MappingNode):
            columns |= _columns(value_node)
            continue
        if key not in _KEYS:
            continue
        name = _KEYS[key]
        value = _plain_value(value_node)
        if value is None:
            notes.append(f"{where}: “{key}” is no text and was not used.")
        elif not value:
            continue
        elif name in values:
            notes.append(f"{where}: “{key}” says again what stands above; the first is used.")
        elif name in _DATES and not (date := read_date(value)):
            notes.append(f"{where}: “{value[:40]}” is no date; write it as 2022-10-03.")
        else:
            values[name] = date if name in _DATES and date else value
    return values, columns, tuple(notes)


def _columns(node: object) -> dict[str, str]:
    """The names of columns by the field, or "text", that each holds."""
    import yaml

    found: dict[str, str] = {}
    for key_node, value_node in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key_node, yaml.ScalarNode) and isinstance(value_node, yaml.ScalarNode):
            key = key_node.value.strip().lower()
            found.setdefault(_KEYS.get(key, key), value_node.value.strip())
    return found


def _plain_value(node: object) -> str | None:
    """The text of a scalar, or of a list of them joined by commas; "" for null, None for anything else."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        bare = node.style is None and node.value.lower() in ("", "~", "null")
        return "" if bare else one_line(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return one_line(", ".join(item.value.strip() for item in node.value if item.value.strip()))
    return None


def one_line(value: str) -> str:
    """A value on one line, without control characters, and cut where it is no value any more."""
    if not value.isprintable():
        value = _CONTROL.sub(" ", value)
    return value.strip()[:_LONGEST_VALUE].rstrip()


def _shown(text: str, zones: tuple[Zone, ...]) -> Iterable[tuple[str, str, str]]:
    """Each (field, value, basis) that the layout shows, the surer ones first."""
    behind = outside = 0
    for zone in zones:
        words = text[zone.start : zone.end]
        outside += zone.start - behind
        behind = zone.end
        if zone.kind in ("byline", "dateline"):
            # Behind the reporting stand the days of other articles.
            if outside <= _LONGEST_HEAD and (date := date_of_line(words)):
                yield "updated" if UPDATED_LABEL.match(words) else "published", date, "the date line"
            if outlet := outlet_of_line(words):
                yield "outlet", outlet, "the line at its head"
        if zone.kind == "title":
            yield "title", re.sub(r"^#{1,6}\s+|\s+#+$", "", words), "the title line"
        elif zone.kind == "byline":
            if names := byline_names(words):
                yield "author", names, "the sign-off" if words.startswith("(Rep") else "the byline"
        elif zone.kind == "author" and (match := _WORKS_AS.search(words)):
            yield "author", match["name"], "the author block"
            works_for = _WORKS_FOR.match(words, match.end())
            if outlet := match["owner"] or (works_for and works_for["outlet"]):
                yield "outlet", outlet.rstrip("."), "the author block"
        elif zone.kind == "dateline":
            agency, date = dateline_parts(words)
            if agency:
                yield "outlet", agency, "the dateline"
            if date:
                yield "published", date, "the dateline"
    if "comment" in text and (match := _SOUGHT_COMMENT.search(text)):
        outlet = match["outlet"]
        told = f" and “told {outlet}”" if f"told {outlet}" in text else ""
        yield "outlet", outlet, f"the request for comment{told}"
