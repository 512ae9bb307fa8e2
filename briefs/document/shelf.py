"""Where a desk's briefs stand: briefs/NAME.yaml, and nowhere else."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from tearline.index.errors import TearlineError

FOLDER = "briefs"
SUFFIX = ".yaml"

# Letters and digits of any script; inside, spaces, dots, hyphens and underscores. No name can then climb out
# of the folder, hide as a dot file or be taken for an option.
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")
_LONGEST = 100
_ADVICE = (
    'name a brief with letters, digits, spaces, dots, hyphens and underscores, as in "moscow-beijing-2022"'
)


class BriefNameError(TearlineError):
    """A brief can't be called that."""

    def __init__(self, name: str, reason: str, advice: str = _ADVICE) -> None:
        self.name = name
        super().__init__(f"{name!r:.120}: {reason}; {advice}")


class NoSuchBrief(TearlineError):  # noqa: N818
    """The desk has no brief of that name; the text names those it has."""

    def __init__(self, path: Path, others: Sequence[str]) -> None:
        near = difflib.get_close_matches(path.stem, others, n=1)
        there = f"; perhaps {near[0]}?" if near else f"; there are {', '.join(others[:10])}" if others else ""
        super().__init__(f"{path}: there is no such brief{there}. `tearline draft {path.stem}` writes one.")


def briefs_in(root: Path) -> tuple[Path, ...]:
    """The desk's briefs in the order of their names; none where the desk has no folder of briefs yet.

    Links that lead out of the desk are passed over.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith("."))
    inside = root.resolve()
    own = (path for path in found if path.is_file() and path.resolve().is_relative_to(inside))
    return tuple(sorted(own, key=lambda path: path.name))


def brief_path(root: Path, name: str) -> Path:
    """Where the brief of that name stands, whether it is there yet or not. `name` may end in ".yaml".

    Raises BriefNameError for a name that no file there may have, and where a link leads out of the desk.
    """
    stem = name.removesuffix(SUFFIX)
    if len(stem) > _LONGEST:
        raise BriefNameError(name, f"it is longer than {_LONGEST} characters")
    if not _NAME.fullmatch(stem):
        raise BriefNameError(name, "this is no name for a brief")
    if stem.endswith(".yml"):
        raise BriefNameError(name, f"a brief's file ends in {SUFFIX}")
    path = root / FOLDER / (stem + SUFFIX)
    if not path.resolve().is_relative_to(root.resolve()):
        raise BriefNameError(name, "a link leads from it out of the desk", "put the file itself there")
    return path


def existing_brief(root: Path, name: str) -> Path:
    """Where the brief of that name stands. Raises NoSuchBrief where it does not, and BriefNameError."""
    path = brief_path(root, name)
    if not os.path.lexists(path):
        raise NoSuchBrief(path, [other.stem for other in briefs_in(root)])
    return path
