"""Finds the article files of a desk: what counts, what is passed over, and each file's size and time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tearline.index.reading import is_article_file

# Holds briefs, which are no articles, where it stands at the root of a desk.
BRIEFS = "briefs"


class FoundFile(NamedTuple):
    """An article file: its path from the desk's root with forward slashes, its bytes, when it was last
    written.
    """

    path: str
    size: int
    mtime_ns: int


def article_files(root: Path, closed: list[str] | None = None) -> Iterator[FoundFile]:
    """All article files under a folder, at any depth; those of a folder in the order of their names.

    Passed over: what is hidden, `briefs` at the root, folders that cannot be opened (their paths, with a
    slash at the end, are put into `closed`), and every link: what a link inside the desk leads to is found
    where it really is, and what lies outside is not the desk's.
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
        for entry in listed:
            if entry.name.startswith(".") or (not shown and entry.name == BRIEFS):
                continue
            path = f"{shown}{entry.name}"
            try:
                if entry.is_dir(follow_symlinks=False):
                    below.append((entry.path, f"{path}/"))
                elif not entry.is_symlink() and is_article_file(Path(entry.name)):
                    status = entry.stat(follow_symlinks=False)
                    yield FoundFile(path, status.st_size, status.st_mtime_ns)
            except OSError:
                # Gone since the folder was listed.
                continue
        waiting.extend(reversed(below))
