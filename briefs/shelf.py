"""Where a desk's briefs stand: briefs/NAME.yaml, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from tearline.index.errors import TearlineError

FOLDER = "briefs"
SUFFIX = ".yaml"

# Letters and digits of any script; inside, spaces, dots, hyphens and underscores. No name can then climb out
# of the folder, hide as a dot file or be taken for an option.
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")
_LONGEST = 100


class BriefNameError(TearlineError):
    """A brief can't be called that."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(
            f"{name!r:.120}: {reason}; name a brief with letters, digits, spaces, dots, hyphens and "
            'underscores, as in "moscow-beijing-2022"'
        )


def briefs_in(root: Path) -> tuple[Path, ...]:
    """The desk's briefs in the order of their names; none where the desk has no folder of briefs yet."""
    folder = root / FOLDER
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith("."))
    return tuple(sorted((path for path in found if path.is_file()), key=lambda path: path.name))


def brief_path(root: Path, name: str) -> Path:
    """Where the brief of that name stands, whether it is there yet or not. `name` may end in ".yaml".

    Raises BriefNameError for a name that no file there may have, and where a link leads out of the desk.
    """
    stem = name.removesuffix(SUFFIX)
    if len(stem) > _LONGEST:
        raise BriefNameError(name, f"it is longer than {_LONGEST} characters")
    if not _NAME.fullmatch(stem):
        raise BriefNameError(name, "this is no name for a brief")
    path = root / FOLDER / (stem + SUFFIX)
    if not path.resolve().is_relative_to(root.resolve()):
        raise BriefNameError(name, "a link leads from it out of the desk")
    return path
