"""Searches kept by name in searches.yaml at the root of a desk: to read, to edit, to hold in git."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tearline.briefs.document.durable import read_bytes, write_durably
from tearline.index.errors import TearlineError
from tearline.index.query import parse
from tearline.index.query_parser import LONGEST_QUERY

if TYPE_CHECKING:
    import yaml

FILE_NAME = "searches.yaml"
HEADER = "# Searches saved on this desk, a name and a query each: `tearline search --saved NAME` runs one.\n"
_LARGEST = 1_000_000  # bytes
_MOST = 2_000
_LONGEST_NAME = 60
# Letters and digits of any script; inside, spaces, dots, hyphens and underscores: plain in YAML and a shell.
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
# Words that YAML reads as no text, so that a name of them stands in quotes.
_NO_TEXT = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null)|[\d._+-]*(?:e[\d+-]*)?")


class SavedSearchError(TearlineError):
    """A saved search can't be read, kept or found; the text says which, where, and what to do."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query by its name, and the line of the file that it stands in, from 1."""

    name: str
    query: str
    line: int = 0


def saved_searches(root: Path) -> tuple[SavedSearch, ...]:
    """The searches of the desk at `root` as they stand in its file; none where there is no file.

    Raises SavedSearchError where it can't be read.
    """
    return tuple(one for one, _ in _read(root)[1])


def saved_search(root: Path, name: str) -> SavedSearch:
    """The search of that name, whatever its case. Raises SavedSearchError where there is none."""
    known = saved_searches(root)
    for one in known:
        if one.name.casefold() == name.strip().casefold():
            return one
    names = [one.name for one in known]
    near = difflib.get_close_matches(name, names, n=1)
    there = (
        f"perhaps {near[0]}?" if near else f"there are {', '.join(names[:20])}" if names else "there are none"
    )
    raise SavedSearchError(f"No search called “{name[:80]}” is saved on this desk; {there}")


def save_search(root: Path, name: str, query: str) -> bool:
    """Keep a query under a name, in place of one that has it; whether the name is new.

    Nothing else in the file changes. Raises SavedSearchError for a name or a query that can't be kept, and
    QueryError for what is no query.
    """
    name, query = " ".join(name.split()), " ".join(query.split())
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise SavedSearchError(
            f"“{name[:80]}” can't name a search: use letters, digits, spaces, dots and hyphens, "
            f"{_LONGEST_NAME} at most."
        )
    if not query:
        raise SavedSearchError("There is no search to save yet: type one first.")
    if _UNSAFE.search(query) or len(query) > LONGEST_QUERY:
        raise SavedSearchError("This query holds characters that can't be kept in a file to read.")
    parse(query)
    text, found = _read(root)
    written = "'" + query.replace("'", "''") + "'"
    for one, node in found:
        if one.name.casefold() == name.casefold():
            start, end = node.start_mark.index, node.end_mark.index
            lead = "" if text[max(0, start - 1) : start].isspace() else " "
            tail = "\n" if "\n" in text[start:end] else ""
            _write(root, f"{text[:start]}{lead}{written}{tail}{text[end:]}")
            return False
    if len(found) >= _MOST:
        raise SavedSearchError(
            f"{FILE_NAME} holds {_MOST:,} searches, which is all it may: forget one first."
        )
    key = f"'{name}'" if _NO_TEXT.fullmatch(name) else name
    before = text if text.endswith("\n") or not text else f"{text}\n"
    _write(root, f"{before or HEADER}{key}: {written}\n")
    return True


def forget_search(root: Path, name: str) -> SavedSearch:
    """Take a search out of the file; gives what it was. Raises SavedSearchError where there is none."""
    wanted = saved_search(root, name)
    text, found = _read(root)
    lines = text.splitlines(keepends=True)
    node = next(node for one, node in found if one.name == wanted.name)
    last = node.end_mark.line - (1 if node.end_mark.column == 0 and node.end_mark.line >= wanted.line else 0)
    _write(root, "".join(lines[: wanted.line - 1] + lines[last + 1 :]))
    return wanted


def _file(root: Path) -> Path:
    path = root / FILE_NAME
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        raise SavedSearchError(f"{path} is a link that leads out of this desk, so it is not used.")
    return path


def _read(root: Path) -> tuple[str, list[tuple[SavedSearch, yaml.Node]]]:
    """The file's text, and its searches with where each query stands. Raises SavedSearchError."""
    path = _file(root)
    try:
        content = read_bytes(path, _LARGEST)
    except FileNotFoundError:
        return "", []
    except OSError as error:
        raise SavedSearchError(f"{path} can't be read: {error.strerror}") from error
    if content is None:
        raise SavedSearchError(f"{path} is larger than {_LARGEST:,} bytes, so these are no searches.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise SavedSearchError(f"{path} is not UTF-8. Save it as UTF-8.") from None
    import yaml

    try:
        root_node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SavedSearchError(f"{path}:{line}: {error.problem}. Write NAME: 'QUERY' on a line.") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise SavedSearchError(f"{path} is no YAML. Write NAME: 'QUERY' on a line.") from None
    if root_node is None:
        return text, []
    pairs = root_node.value if isinstance(root_node, yaml.MappingNode) and not root_node.flow_style else None
    if pairs is None:
        raise SavedSearchError(f"{path}:1: expected a line NAME: 'QUERY' for each search.")
    found: list[tuple[SavedSearch, yaml.Node]] = []
    for key, value in pairs:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise SavedSearchError(f"{path}:{line}: expected NAME: 'QUERY', words in quotes.")
        name, query = " ".join(key.value.split()), " ".join(value.value.split())
        if name and query:
            found.append((SavedSearch(name, query, line), value))
    return text, found[:_MOST]


def _write(root: Path, text: str) -> None:
    path = _file(root)
    try:
        write_durably(path, text.encode("utf-8"))
    except OSError as error:
        raise SavedSearchError(f"{path} can't be written: {error.strerror}") from error
