"""Finds the article files of a desk: what counts, what is passed over, and each file's size and time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

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


def article_files(root: Path, closed: list[str] | None = None) -> Iterator[FoundFile]:
    """All article files under a folder, at any depth; those of a folder in the order of their names.

    Passed over: what is hidden, `briefs` at the root, folders that cannot be opened (their paths, with a
    slash at the end, are put into `closed`), what a browser saved along with a page, and every link: what
    a link inside the desk leads to is found where it really is, and what lies outside is not the desk's.
    """
    waiting = [(os.path.realpath(root), "")]
    while waiting:
        folder, shown = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if closed is not None:
                closed.append(shown)
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
                elif not entry.is_symlink() and is_article_name(entry.name):
                    status = entry.stat(follow_symlinks=False)
                    sidecar = sidecars.get(entry.name + SUFFIX)
                    beside = _looks(sidecar) if sidecar else ""
                    yield FoundFile(path, status.st_size, status.st_mtime_ns, beside)
            except OSError:
                # Gone since the folder was listed.
                continue
        waiting.extend(reversed(below))


def _looks(sidecar: os.DirEntry[str]) -> str:
    status = sidecar.stat(follow_symlinks=False)
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _belongs_to_page(folder: str, beside: set[str]) -> bool:
    return any(
        folder.endswith(end)
        and not beside.isdisjoint(f"{folder.removesuffix(end)}{suffix}" for suffix in _PAGES)
        for end in _BELONGINGS
    )
