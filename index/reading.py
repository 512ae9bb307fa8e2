"""Reads a file into articles, or says why it can't be read and what to do about it."""

from __future__ import annotations

import io
import os
import stat
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from tearline.index.article import Article, Zone
from tearline.index.dates import read_date
from tearline.index.errors import Unreadable
from tearline.index.formats import format_of, is_article_name
from tearline.index.layout import find_zones
from tearline.index.metadata import FIELDS, find_metadata, one_line
from tearline.index.parts import Part, Unfolding, faulty
from tearline.index.readers.reader import HEAD, LARGEST_FILE, Raw, Reading
from tearline.index.readers.text import EXPORT_MARK
from tearline.index.sidecar import NOTHING_BESIDE, SUFFIX, Sidecar, read_sidecar

__all__ = [
    "EXPORT_MARK",
    "LARGEST_FILE",
    "Unreadable",
    "article_from_text",
    "is_article_file",
    "read_article",
    "read_articles",
]

_NOTHING: Mapping[str, str] = {}
_READ_AT_ONCE = 1024 * 1024  # bytes


def is_article_file(path: Path) -> bool:
    """Whether a file of this name is read: its suffix is one of a format, and it is not hidden."""
    return is_article_name(path.name)


def article_from_text(text: str, path: str = "", **stated: str | None) -> Article:
    """The article that `text` is, with its zones, and with metadata inferred where none is stated.

    `stated` holds metadata fields by name (title, outlet, author, published, updated, url, language,
    section), which win over front matter, as that wins over what the layout shows.
    """
    if unknown := stated.keys() - set(FIELDS):
        raise TypeError(f"no metadata field: {', '.join(sorted(unknown))}")
    given = {name: value for name, value in stated.items() if value is not None}
    return article_of(Reading(text), path, Sidecar(given))


def article_of(
    reading: Reading,
    path: str,
    beside: Sidecar = NOTHING_BESIDE,
    inside: Raw | None = None,
) -> Article:
    """The article that was found in a file, with its zones and metadata.

    For each field counts, in this order: the sidecar, the front matter of the text, what the reader found,
    what was known of the file that it is in, what the layout shows, and the hints of both.
    """
    marked = sorted(reading.zones, key=lambda zone: (zone.start, zone.end)) if reading.zones else ()
    zones = _merged(find_zones(reading.text, marked), marked, len(reading.text))
    shown = find_metadata(reading.text, zones)
    found, unusable = _usable(reading.metadata)
    # A value and its basis by field. Most articles have little of all this, and there are many articles.
    sources: list[tuple[Mapping[str, str], Mapping[str, str]]] = [(found, reading.inferred)]
    if inside and inside.metadata:
        sources.append((_usable(inside.metadata)[0], _NOTHING))
    if shown.values:
        stated = {name: value for name, value in shown.values.items() if name not in shown.inferred}
        sources.insert(0, (stated, _NOTHING))
        sources.append((shown.values, shown.inferred))
    if reading.hints or (inside and inside.hints):
        hints = {**(inside.hints if inside else {}), **reading.hints}
        hinted, _ = _usable({name: value for name, (value, _) in hints.items()})
        sources.append((hinted, {name: basis for name, (_, basis) in hints.items()}))
    values = dict(beside.metadata)
    inferred = {name: basis for name, basis in reading.inferred.items() if name not in FIELDS}
    for source, bases in sources:
        for name, value in source.items():
            if name not in values:
                values[name] = value
                if name in bases:
                    inferred[name] = bases[name]
    return Article(
        text=reading.text,
        path=path,
        title=values.get("title"),
        outlet=values.get("outlet"),
        author=values.get("author"),
        published=values.get("published"),
        updated=values.get("updated"),
        url=values.get("url"),
        language=values.get("language"),
        section=values.get("section"),
        inferred=inferred,
        zones=zones,
        notes=(*beside.notes, *shown.notes, *unusable, *reading.notes),
    )


def _usable(metadata: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Metadata of a file as an article holds it: on one line, dates as ISO 8601; notes on what is none."""
    values: dict[str, str] = {}
    if not metadata:
        return values, ()
    notes: list[str] = []
    for name in FIELDS:
        if name not in metadata:
            continue
        value = one_line(metadata[name])
        if value and name in ("published", "updated"):
            date = read_date(value)
            if date is None:
                notes.append(f"The file gives “{value[:40]}” as its date, which is none that can be read.")
            value = date or ""
        if value:
            values[name] = value
    return values, tuple(notes)


def _merged(found: tuple[Zone, ...], known: Sequence[Zone], chars: int) -> tuple[Zone, ...]:
    """The zones that a reader knows, given in order, and those of the layout that do not overlap them."""
    if not known:
        return found
    kept: list[Zone] = []
    for zone in known:
        start, end = max(zone.start, kept[-1].end if kept else 0), min(zone.end, chars)
        if start < end:
            kept.append(Zone(zone.kind, start, end))
    starts = [zone.start for zone in kept]
    for zone in found:
        at = bisect_left(starts, zone.end)
        if at == 0 or kept[at - 1].end <= zone.start:
            kept.append(zone)
    return tuple(sorted(kept, key=lambda zone: zone.start))


def read_article(root: Path, path: Path) -> Article:
    """The one article in the file at `path`, which is absolute or relative to the desk at `root`.

    Raises Unreadable, also where the file holds several.
    """
    articles = read_articles(root, path)
    first = next(articles, None)
    shown = path_on_desk(root, path)
    if first is None:
        raise Unreadable(shown, "no article was found in it", "remove it from the desk if it holds none")
    if isinstance(first, Unreadable):
        raise first
    if next(articles, None) is not None:
        raise Unreadable(shown, "it holds several articles", "name one of them")
    return first


def read_articles(
    root: Path, path: Path | str, unfolding: Unfolding | None = None
) -> Iterator[Article | Unreadable]:
    """Every article in the file at `path`, as it is found; the path is absolute or relative to the desk, a
    str as the desk lists it.

    An Unreadable is about a part of the file, or about all of it. In this process, without limits on time
    and memory. `unfolding` gets the rules that the file was read by; none where it could not be opened.
    """
    # A Path for each of 100,000 files takes its time.
    shown = path if isinstance(path, str) else path_on_desk(root, path)
    place = os.path.join(root, path)  # noqa: PTH118
    beside = sidecar_of(root, place)
    try:
        with _opened(root, place, shown) as file:
            for part in (unfolding or Unfolding()).readings(_raw(shown, file, beside)):
                yield part.found if isinstance(part.found, Unreadable) else _article(part, part.found, beside)
    except Unreadable as error:
        yield error


def _raw(shown: str, file: BinaryIO, beside: Sidecar) -> Raw:
    if beside.origin is None:
        return Raw(shown, file, columns=beside.columns)
    known = {"url": beside.origin.address}
    return Raw(shown, file, known, charset=beside.origin.charset, columns=beside.columns)


def sidecar_of(root: Path, path: str) -> Sidecar:
    """What the sidecar of a file says; nothing where there is none."""
    beside = path + SUFFIX
    if not os.path.lexists(beside):
        return NOTHING_BESIDE
    name = beside.rpartition("/")[2]
    return read_sidecar(name, lambda: _opened(root, beside, name))


def _article(part: Part, found: Reading, beside: Sidecar) -> Article | Unreadable:
    try:
        return article_of(found, part.path, part.inside.beside.over(beside), part.inside)
    except Exception as error:
        # No text is known that does this; one that did must not keep the others from being read.
        return faulty(part.path, error)


def rules_for(root: Path, path: Path) -> str:
    """The version of the reader that a file would be read by, "" where it cannot be opened."""
    try:
        with _opened(root, str(root / path), path.as_posix()) as file:
            found = format_of(path.name, file.read(HEAD))
    except (Unreadable, OSError):
        return ""
    return found.version() if found else ""


def path_on_desk(root: Path, path: Path) -> str:
    """The path relative to the desk, with forward slashes; as it was given where it lies outside."""
    if not path.is_absolute():
        return path.as_posix()
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


@contextmanager
def _opened(root: Path, path: str, shown: str) -> Iterator[BinaryIO]:
    """A regular file on the desk, links followed. Never blocks on a pipe or a device. Raises Unreadable."""
    try:
        _check_kind(os.stat(path), shown)  # noqa: PTH116
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        file = io.FileIO(descriptor)
    except FileNotFoundError:
        raise Unreadable(
            shown, "there is no such file", "check its name, or the link that leads to it"
        ) from None
    except PermissionError:
        raise Unreadable(shown, "you may not read it", "change its permissions (chmod u+r)") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise _failed(shown, error) from None
    with file:
        # Asked again of what was really opened: the file may have been replaced in between.
        status = os.fstat(descriptor)
        _check_kind(status, shown)
        if not _place(descriptor, path).startswith(f"{_real(os.fspath(root)).rstrip('/')}/"):
            raise Unreadable(shown, "it is a link that leads out of the desk", "copy the file into the desk")
        yield _in_memory(file, status.st_size, shown)


def _in_memory(file: io.FileIO, size: int, shown: str) -> BinaryIO:
    """A file that was just opened; where it is small, all of it, which is sooner than piece by piece."""
    if size <= _READ_AT_ONCE:
        try:
            data = file.read(size + 1)
        except OSError as error:
            raise _failed(shown, error) from None
        if len(data) == size:
            return io.BytesIO(data)
        # It is being written, or its file system does not know its size, or gives it piece by piece.
        file.seek(0)
    return io.BufferedReader(file)


def _failed(shown: str, error: Exception) -> Unreadable:
    reason = getattr(error, "strerror", None) or str(error)
    return Unreadable(shown, f"it can't be read ({reason})", "check the file and its disk")


_real = lru_cache(maxsize=4)(os.path.realpath)


def _place(descriptor: int, path: str) -> str:
    """Where an open file really stands, links followed."""
    try:
        # What Linux answers at once, and of this very file, takes a question for each folder elsewhere.
        return os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
    except OSError:
        return os.path.realpath(path)


def _check_kind(status: os.stat_result, shown: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(
            shown, "it is not a regular file", "remove it from the desk, or save its text as a .txt file"
        )
