"""Finds the article files of a desk: what counts, what is passed over, and each file's size and time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tearline.index.errors import Unreadable
from tearline.index.formats import is_article_name
from tearline.index.sidecar import SUFFIX

# The folder in which a browser keeps what belongs to a page that it saved, by the end of its name.
_PAGES = (".html", ".htm", ".xhtml")
_BELONGINGS = ("_files", "_fichiers", "_archivos", "_arquivos", "_bestanden", "-filer", "-Dateien", ".files")
# Holds briefs, which are no articles, where it stands at the root of a desk.
BRIEFS = "briefs"


class FoundFile(NamedTuple):
    """A file of articles: its path from the desk's root with forward slashes, its bytes, when it was last
    written, and what the sidecar beside it looks like: "" where there is none.
    """

    path: str
    size: int
    mtime_ns: int
    beside: str = ""


@dataclass
class PassedOver:
    """What stands in a folder and was not looked into, by paths from that folder: folders that cannot be
    opened, with a slash at the end ("" is the folder itself), links that lead out of it, links to nothing.
    """

    closed: list[str] = field(default_factory=list)
    leading_out: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def unreadable(self, above: str = "") -> list[Unreadable]:
        """What to say of each, with what stands above the folder put before its path."""
        said = (
            (self.closed, "this folder cannot be opened", "change its permissions (chmod u+rx)"),
            (self.leading_out, "it is a link to what lies elsewhere", "put a copy in its place"),
            (self.broken, "it is a link that leads nowhere", "remove it, or link to what is there"),
        )
        return [
            Unreadable(f"{above}{path}" or "./", reason, advice)
            for paths, reason, advice in said
            for path in paths
        ]


def article_files(root: Path, passed_over: PassedOver | None = None) -> Iterator[FoundFile]:
    """All article files under a folder, at any depth; those of a folder in the order of their names.

    Left alone: what is hidden, `briefs` at the root, what a browser saved along with a page, and links to
    what lies in the folder too, which is found where it really is. Noted in `passed_over`: folders that
    cannot be opened, and links that lead elsewhere.
    """
    base = os.path.realpath(root)
    waiting = [(base, "")]
    while waiting:
        folder, shown = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if passed_over is not None:
                passed_over.closed.append(shown)
            continue
        below = []
        sidecars = {entry.name: entry for entry in listed if entry.name.endswith(SUFFIX)}
        names = {entry.name for entry in listed}
        for entry in listed:
            if entry.name.startswith(".") or (not shown and entry.name == BRIEFS):
                continue
            path = f"{shown}{entry.name}"
            try:
                if entry.is_dir(follow_symlinks=False):
                    if _belongs_to_page(entry.name, names):
                        continue
                    below.append((entry.path, f"{path}/"))
                elif entry.is_symlink():
                    if passed_over is not None:
                        _note_link(entry, path, base, passed_over)
                elif is_article_name(entry.name):
                    status = entry.stat(follow_symlinks=False)
                    sidecar = sidecars.get(entry.name + SUFFIX)
                    beside = _looks(sidecar) if sidecar else ""
                    yield FoundFile(path, status.st_size, status.st_mtime_ns, beside)
            except OSError:
                # Gone since the folder was listed.
                continue
        waiting.extend(reversed(below))


def _note_link(entry: os.DirEntry[str], path: str, base: str, passed_over: PassedOver) -> None:
    """Note a link to a folder or an article that is not in the folder looked through."""
    try:
        entry.stat()
    except OSError:
        # To nothing, or round in a circle.
        if is_article_name(entry.name):
            passed_over.broken.append(path)
        return
    outside = os.path.commonpath((base, os.path.realpath(entry.path))) != base
    if outside and (entry.is_dir() or is_article_name(entry.name)):
        passed_over.leading_out.append(path)


def _looks(sidecar: os.DirEntry[str]) -> str:
    status = sidecar.stat(follow_symlinks=False)
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _belongs_to_page(folder: str, beside: set[str]) -> bool:
    return any(
        folder.endswith(end)
        and not beside.isdisjoint(f"{folder.removesuffix(end)}{suffix}" for suffix in _PAGES)
        for end in _BELONGINGS
    )
