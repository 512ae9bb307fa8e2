"""Reads a file into an Article, or says why it can't be read and what to do about it."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from tearline.index.article import Article
from tearline.index.errors import TearlineError
from tearline.index.layout import find_zones
from tearline.index.metadata import FIELDS, find_metadata

SUFFIXES = frozenset({".txt", ".md"})
LARGEST_FILE = 20 * 1024 * 1024  # bytes
EXPORT_MARK = "<!-- tearline: an exported brief, not an article -->"

# The longer marks first: UTF-32's begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY_OPENINGS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))


class Unreadable(TearlineError):  # noqa: N818 - a state of a file that is listed as often as raised
    """A file that can't be read as an article: its `path`, the `reason`, and the `advice` what to do.

    The advice is empty where there is nothing to mend: the file is passed over, and no trouble.
    """

    def __init__(self, path: str, reason: str, advice: str) -> None:
        super().__init__(path, reason, advice)
        self.path = path
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f"; {self.advice}" if self.advice else "")


def is_article_file(path: Path) -> bool:
    """Whether a file of this name is read as an article: .txt or .md in any case, and not hidden."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def article_from_text(text: str, path: str = "", **stated: str | None) -> Article:
    """The article that `text` is, with its zones, and with metadata inferred where none is stated.

    `stated` holds metadata fields by name (title, outlet, author, published, url, language), which win over
    front matter, as that wins over what the layout shows.
    """
    if unknown := stated.keys() - set(FIELDS):
        raise TypeError(f"no metadata field: {', '.join(sorted(unknown))}")
    zones = find_zones(text)
    found = find_metadata(text, zones)
    given = {name: value for name, value in stated.items() if value is not None}
    value = {**found.values, **given}.get
    return Article(
        text=text,
        path=path,
        title=value("title"),
        outlet=value("outlet"),
        author=value("author"),
        published=value("published"),
        url=value("url"),
        language=value("language"),
        inferred={name: basis for name, basis in found.inferred.items() if name not in given},
        zones=zones,
        notes=found.notes,
    )


def read_article(root: Path, path: Path) -> Article:
    """The article in the file at `path`, which is absolute or relative to the desk at `root`.

    The text is the decoded file unchanged: no newline is translated, a byte order mark stays. Raises
    Unreadable.
    """
    shown = _path_on_desk(root, path)
    data = _read_bytes(root, root / path, shown)
    text, guess = _decode(data, shown)
    if text.rstrip().endswith(EXPORT_MARK):
        raise Unreadable(shown, "it is an exported brief, not an article", advice="")
    article = article_from_text(text, shown)
    return replace(article, inferred={**article.inferred, "encoding": guess}) if guess else article


def _path_on_desk(root: Path, path: Path) -> str:
    """The path relative to the desk, with forward slashes; as it was given where it lies outside."""
    try:
        return (root / path).relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def _read_bytes(root: Path, path: Path, shown: str) -> bytes:
    """The bytes of a regular file on the desk, links followed. Never blocks on a pipe or a device."""
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve(strict=True)):
            raise Unreadable(shown, "it is a link that leads out of the desk", "copy the file into the desk")
        _check_kind(path.stat(), shown)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            # Asked again of what was really opened: the file may have been replaced in between.
            _check_kind(os.fstat(file.fileno()), shown)
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Unreadable(
            shown, "there is no such file", "check its name, or the link that leads to it"
        ) from None
    except PermissionError:
        raise Unreadable(shown, "you may not read it", "change its permissions (chmod u+r)") from None
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(shown, f"it can't be read ({reason})", "check the file and its disk") from None
    if len(data) > LARGEST_FILE:
        raise _too_large(shown)
    return data


def _check_kind(status: os.stat_result, shown: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(
            shown, "it is not a regular file", "remove it from the desk, or save its text as a .txt file"
        )
    if status.st_size > LARGEST_FILE:
        raise _too_large(shown)


def _too_large(shown: str) -> Unreadable:
    limit = LARGEST_FILE // (1024 * 1024)
    return Unreadable(shown, f"it is larger than {limit} MB", "split it into one file for each article")


def _decode(data: bytes, shown: str) -> tuple[str, str | None]:
    """The text of a file, and what its encoding was taken for where it is not UTF-8."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), f"{encoding[:6].upper()}, by its byte order mark"
            except UnicodeDecodeError:
                if encoding.startswith("utf-16"):
                    raise _binary(shown) from None
    if data.startswith(_BINARY_OPENINGS) or data.count(0) > max(8, len(data) // 100):
        raise _binary(shown)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    if len(data) - len(data.translate(None, _CONTROL_BYTES)) > max(8, len(data) // 50):
        raise _binary(shown)
    try:
        return data.decode("cp1252"), "not UTF-8, read as Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "not UTF-8, read as Latin-1"


def _binary(shown: str) -> Unreadable:
    return Unreadable(
        shown, "it is not a text file", "save the article's text as UTF-8 in a .txt or .md file"
    )
