"""Which reader a file is for: by what it begins with, and by its name where that leaves it open."""

from __future__ import annotations

import hashlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tearline.index import readers
from tearline.index.readers.reader import LARGEST_FILE, Found, Raw

TEXT = "text"  # the format whose reader takes no more time and memory than the file has bytes
_FOLDER = Path(readers.__path__[0])
# What every reader rests on: where one of these changes, everything is read again.
_SHARED = (
    *("reading", "decoding", "latin", "dates", "metadata", "layout*", "sidecar", "formats", "fields"),
    *("readers/paragraphs", "readers/packed", "readers/html_text"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """A module of the folder readers/, as the registry knows it. `name` is the module's."""

    name: str
    suffixes: tuple[str, ...]
    opening: re.Pattern[bytes] | None
    needs: tuple[str, ...]
    extra: str
    largest: int
    read: Callable[[Raw], Iterator[Found]]

    def missing(self) -> tuple[str, ...]:
        """The libraries that it needs and that are not installed."""
        return _missing(self.needs)

    def version(self) -> str:
        """Names the rules by which it reads: what other rules read is read again."""
        return f"{self.name}={_version(self.name)}{'-' if self.missing() else ''}"


@cache
def _missing(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if find_spec(name) is None)


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its name: the modules of the folder that define SUFFIXES."""
    found = {}
    for module_info in pkgutil.iter_modules(readers.__path__):
        module = import_module(f"{readers.__name__}.{module_info.name}")
        if not hasattr(module, "SUFFIXES"):
            continue
        opening = getattr(module, "OPENING", None)
        found[module_info.name] = Format(
            module_info.name,
            module.SUFFIXES,
            re.compile(opening, re.S | re.I) if opening else None,
            getattr(module, "NEEDS", ()),
            getattr(module, "EXTRA", ""),
            getattr(module, "LARGEST", LARGEST_FILE),
            module.read,
        )
    return found


@cache
def suffixes() -> frozenset[str]:
    """The ends of names, in small letters, of all files that are read."""
    return frozenset(suffix for each in formats().values() for suffix in each.suffixes)


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a file that is called `name` and begins with `head`; None where it is none of them.

    What it begins with counts for more than what it is called. Where that may be several, the longest
    opening counts, then the name.
    """
    named = format_named(name)
    if not _any_opening().match(head):
        return named
    matches = [
        (match.end(), each is named, each.name)
        for each in formats().values()
        if each.opening and (match := each.opening.match(head))
    ]
    return formats()[max(matches)[2]] if matches else named


def is_article_name(name: str) -> bool:
    """Whether a file of this name is read: its suffix is a format's, in any case, and it is not hidden."""
    return not name.startswith(".") and format_named(name) is not None


def format_named(name: str) -> Format | None:
    """The format with the longest suffix that the name ends in, with something before it."""
    base = name.rpartition("/")[2].lower()
    by_suffix = _by_suffix()
    dot = base.find(".", 1)
    while dot > 0:
        if found := by_suffix.get(base[dot:]):
            return found
        dot = base.find(".", dot + 1)
    return None


def are_current(versions: str) -> bool:
    """Whether a file that was read by these versions would be read by the same now; "" is never current."""
    return versions != "" and all(version in _current() for version in versions.split(" "))


@cache
def _current() -> frozenset[str]:
    return frozenset(each.version() for each in formats().values())


@cache
def _any_opening() -> re.Pattern[bytes]:
    """What any format may begin with: asked first, since most files are plain text, which has no opening."""
    known = (each.opening.pattern for each in formats().values() if each.opening)
    return re.compile(b"|".join(b"(?:%b)" % pattern for pattern in known), re.S | re.I)


@cache
def _by_suffix() -> dict[str, Format]:
    return {suffix: each for each in formats().values() for suffix in each.suffixes}


@cache
def _version(name: str) -> str:
    """A hash of a reader's module, of those beside it named after it (html_*.py), and of what is shared."""
    index = _FOLDER.parent
    paths = [
        _FOLDER / "reader.py",
        *(path for folder in readers.__path__ for path in Path(folder).glob(f"{name}.py")),
        *(path for folder in readers.__path__ for path in Path(folder).glob(f"{name}_*.py")),
        *(path for pattern in _SHARED for path in index.glob(f"{pattern}.py")),
    ]
    sources = hashlib.sha256()
    for path in sorted(paths):
        sources.update(path.read_bytes())
    return sources.hexdigest()[:12]
