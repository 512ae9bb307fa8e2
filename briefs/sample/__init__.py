"""The sample desk that ships with Tearline: five notes, and a finished brief made of them."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from tearline.index.errors import TearlineError

_FOLDERS = ("articles", "briefs")


class NotTheSample(TearlineError):  # noqa: N818 - it says what is wrong
    """The folder holds something else, which the sample is not to be mixed with."""


def lay_out(root: Path) -> Path:
    """Copy the sample desk into the folder `root` and return it; the folder is made where it is missing.

    A file that is there already is left alone, so whoever worked on the sample finds that work again.
    Raises NotTheSample where the folder holds other files and nothing of the sample, and OSError where it
    can't be written.
    """
    if not _may_hold_it(root):
        raise NotTheSample(
            f"{root} is a folder in use, so the sample desk is not laid out in it. "
            "Name an empty folder or a new one: `tearline demo --desk FOLDER`."
        )
    for name in _FOLDERS:
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        for file in _files(resources.files(__name__) / name):
            copy = folder / file.name
            if not copy.exists():
                copy.write_bytes(file.read_bytes())
    return root


def _may_hold_it(root: Path) -> bool:
    """Whether a folder is not there, is empty but for hidden files, or has something of the sample in it."""
    if not root.is_dir() or all(entry.name.startswith(".") for entry in root.iterdir()):
        return True
    names = ((name, file.name) for name in _FOLDERS for file in _files(resources.files(__name__) / name))
    return any((root / folder / name).exists() for folder, name in names)


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((entry for entry in folder.iterdir() if entry.is_file()), key=lambda entry: entry.name)
