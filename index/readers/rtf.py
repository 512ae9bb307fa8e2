"""Rich Text (RTF): the text without what was deleted, footnotes behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tearline.index.readers.paragraphs import Block, Document
from tearline.index.readers.reader import Found, Raw

SUFFIXES = (".rtf",)
OPENING = rb"\s{0,20}\{\\rtf"
NEEDS = ("striprtf",)
EXTRA = "rtf"

_BRACE = re.compile(r"\\.|([{}])", re.S)
_DELETED = re.compile(r"\{(?>\\[a-z*]{1,32}-?\d{0,10}[ \r\n]?){0,40}?\\deleted(?![a-z])")
_FOOTNOTE = re.compile(r"\{\s{0,3}(?:\\\*)?\\footnote(?![a-z])")
_PROPERTY = re.compile(r"\{\s{0,3}\\(title|author)\s([^{}]{1,500})\}")
_CREATED = re.compile(r"\\creatim\s{0,3}\\yr(\d{4})(?:\\mo(\d{1,2}))?(?:\\dy(\d{1,2}))?")
# Where the tables of fonts and properties end and the text may begin: what a footnote needs to be read.
_TABLES = re.compile(r"\{\\rtf[^{}]{0,500}(?:\{\\fonttbl(?:[^{}]|\{[^{}]*\}){0,5000}\})?")
_GROUP = re.compile(r"(?<!\\)\{")


def read(raw: Raw) -> Iterator[Found]:
    """The document as one article. Raises Unreadable where it has no text."""
    # RTF is written in ASCII, and names the code page of what is not.
    source = raw.data.decode("cp1252", "replace")
    source, _ = _cut(source, _DELETED)
    source, notes = _cut(source, _FOOTNOTE)
    tables = match[0] if (match := _TABLES.match(source.lstrip())) else "{\\rtf1"
    blocks = list(_blocks(source))
    for note in notes:
        text = _FOOTNOTE.sub("{", note, count=1).replace("\\chftn", "")
        blocks += [Block("note", block.text) for block in _blocks(f"{tables} {text}}}")]
    yield Document(blocks, _properties(source)).reading(raw)


def _cut(source: str, opening: re.Pattern[str]) -> tuple[str, list[str]]:
    """The source without the groups that begin so, and these groups."""
    kept: list[str] = []
    groups: list[str] = []
    position = 0
    while match := opening.search(source, position):
        kept.append(source[position : match.start()])
        depth, position = 0, len(source)
        for brace in _BRACE.finditer(source, match.start()):
            depth += {"{": 1, "}": -1}.get(brace[1], 0)
            if depth == 0 and brace[1]:
                position = brace.end()
                break
        groups.append(source[match.start() : position])
        # An empty group in its place still ends the control word before it.
        kept.append("{}")
    return "".join([*kept, source[position:]]), groups


def _blocks(source: str) -> Iterator[Block]:
    """The paragraphs of a source; rows of tables as one each."""
    for line in _plain(source).split("\n"):
        if line.rstrip().endswith("|"):
            yield Block("row", " | ".join(cell.strip() for cell in line.rstrip().rstrip("|").split("|")))
        elif line.startswith("•"):
            yield Block("item", line)
        else:
            yield Block("text", line)


def _plain(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    # Each group on a line of its own, which changes nothing in RTF: the library seeks links in lines, and a
    # link is to leave its words alone.
    try:
        text: str = rtf_to_text(_GROUP.sub("\n{", source), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError):
        return ""
    # Letters beyond the first 65,536 are written as two.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\xad", "")


def _properties(source: str) -> dict[str, str]:
    head = source[:20_000]
    found: dict[str, str] = {}
    for match in _PROPERTY.finditer(head):
        found.setdefault(match[1], " ".join(_plain(f"{{\\rtf1 {match[2]}}}").split()))
    if created := _CREATED.search(head):
        year, month, day = created.groups()
        found["published"] = "-".join(part.zfill(2) for part in (year, month, day) if part)
    return found
