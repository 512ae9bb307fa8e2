"""Notices files that come, change and go while a desk is open.

By looking, not by being told: the kernel's notices do not come from network folders, take one watch a folder,
and name no file of an archive that was unpacked before they were asked for. What is looked at costs little:
folders are asked when they last changed, which tells of files that came and went; files written in place are
found by going through all, as seldom as that takes long.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tearline.index.catalog import Catalog
from tearline.index.formats import are_current
from tearline.index.walk import FoundFile, PassedOver, article_files

# Going through all files takes at most this share of the time.
_SHARE = 0.02
# A file that was written so recently may be written on: it is read once it has rested.
_RESTS = 1.0  # seconds
_LONGEST_REST = 15.0  # after which it is read all the same
_BREATH = 256  # files after which others may go on
# What `sync` does not trust either: a file written so shortly before may change without its time changing.
_SETTLED_NS = 2_000_000_000


class Watch:
    """Looks at a desk's files from time to time. While one thread looks, others hear of nothing."""

    def __init__(self, root: Path, catalog: Catalog) -> None:
        self._root = Path(os.path.realpath(root))
        self._catalog = catalog
        self._looking = threading.Lock()
        self._folders: dict[str, int] = {}
        self._next_walk = 0.0
        self._stirring_since: float | None = None
        # Files that a sync was asked for, and whether they had settled: one that can't be read asks once.
        self._asked: dict[FoundFile, bool] = {}

    def waiting(self) -> int:
        """How many files are not as they were read."""
        return len(self._walk()[0])

    def look(self) -> bool:
        """Whether there is something to read, or something gone, that the catalogue does not know of.

        Files that are just being written do not count until they rest.
        """
        if not self._looking.acquire(blocking=False):
            return False
        try:
            return self._look()
        finally:
            self._looking.release()

    def _look(self) -> bool:
        now = time.monotonic()
        if now < self._next_walk and not self._a_folder_changed() and self._stirring_since is None:
            return False
        waiting, gone = self._walk()
        took = time.monotonic() - now
        self._next_walk = now + took / _SHARE
        wall = time.time_ns()
        waiting = [file for file in waiting if not self._asked.get(file, False)]
        if not waiting and not gone:
            self._stirring_since = None
            return False
        since = self._stirring_since = self._stirring_since or now
        resting = all(wall - file.mtime_ns > _RESTS * 1e9 for file in waiting)
        if not resting and now - since < _LONGEST_REST:
            return False
        self._stirring_since = None
        self._asked.update((file, wall - file.mtime_ns > _SETTLED_NS) for file in waiting)
        return True

    def _a_folder_changed(self) -> bool:
        for folder, changed in self._folders.items():
            try:
                if os.stat(folder).st_mtime_ns != changed:  # noqa: PTH116 - a hundred of them every second
                    return True
            except OSError:
                return True
        return False

    def _walk(self) -> tuple[list[FoundFile], bool]:
        """The files that are not as they were read, and whether any is gone."""
        # By hashes alone: a hundred thousand paths twice would be tens of megabytes.
        known: set[int] = set()
        paths: set[int] = set()
        for number, (path, file) in enumerate(self._catalog.each_file()):
            _breathe(number)
            if not file.gone:
                paths.add(hash(path))
                if are_current(file.rules):
                    known.add(hash((path, *file[:3])))
        folders: dict[str, int] = {"": _changed(self._root)}
        waiting: list[FoundFile] = []
        passed_over = PassedOver()
        standing = 0
        for number, found in enumerate(article_files(self._root, passed_over)):
            _breathe(number)
            for folder in _above(found.path):
                if folder in folders:
                    break
                folders[folder] = _changed(self._root / folder)
            if hash(tuple(found)) not in known:
                waiting.append(found)
            standing += hash(found.path) in paths
        self._folders = {str(self._root / folder): changed for folder, changed in folders.items()}
        missing = len(paths) - standing
        if missing and passed_over.closed:
            # What stands in a folder that cannot be opened now is not known to be gone.
            missing -= sum(
                not file.gone and path.startswith(tuple(passed_over.closed))
                for path, file in self._catalog.each_file()
            )
        return waiting, missing > 0


def _breathe(number: int) -> None:
    if number % _BREATH == 0:
        time.sleep(0.001)


def _above(path: str) -> Iterator[str]:
    """The folders that a file stands in, the innermost first, by their paths from the root."""
    while path:
        path = os.path.dirname(path)  # noqa: PTH120 - a hundred thousand of them
        yield path


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
