"""The sample desk that ships with Tearline: five notes, and a finished brief made of them."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

_FOLDERS = ("articles", "briefs")


def lay_out(root: Path) -> Path:
    """Copy the sample desk into the folder `root` and return it; the folder is made where it is missing.

    A file that is there already is left alone, so whoever worked on the sample finds that work again.
    Raises OSError where the folder can't be written.
    """
    for name in _FOLDERS:
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        for file in _files(resources.files(__name__) / name):
            copy = folder / file.name
            if not copy.exists():
                copy.write_bytes(file.read_bytes())
    return root


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((entry for entry in folder.iterdir() if entry.is_file()), key=lambda entry: entry.name)
