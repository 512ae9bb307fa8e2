"""What can be wrong with a brief, said with its file, its line, the key, and what was expected there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tearline.briefs.checking.codes import Severity
from tearline.index.errors import TearlineError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` counts from 1, `key` is the path to the place ("quotes.q-2xk7ab.said").

    `code` says of which kind it is: see codes.py.
    """

    severity: Severity
    file: str
    line: int
    key: str
    message: str
    expected: str = ""
    code: str = "F01"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " + (f"{self.key}: " if self.key else "")
        said = self.message if self.severity == "error" else f"warning: {self.message}"
        return f"{place}{said}; expected {self.expected}" if self.expected else f"{place}{said}"

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sorts problems as a reader meets them: by file, line and key."""
        return (self.file, self.line, self.key, self.message)


class BriefError(TearlineError):
    """The brief cannot be read as one: every problem found is in `problems`, in order of their lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BriefUnreadable(BriefError):  # noqa: N818
    """The brief's file cannot be read at all."""


class EditError(TearlineError):
    """The change cannot be made to this brief; the text stays as it was."""


class SaveError(TearlineError):
    """The brief could not be written; the file is as it was, and what was changed is still open."""


class ChangedOnDisk(SaveError):  # noqa: N818 - it says what happened, in the words of the manual
    """The file was changed by something else since it was read, so it was not written over."""

    def __init__(self, path: Path, reason: str = "") -> None:
        self.path = path
        told = f" and it can't be read as a brief now: {reason}" if reason else ""
        super().__init__(
            f"{path}: something else has changed the file since it was opened{told}, so nothing was written; "
            "open it again to work on the newer version"
        )


class MergeConflicts(ChangedOnDisk):
    """The file was changed meanwhile, and in places that were changed here too: `conflicts` says which."""

    def __init__(self, path: Path, conflicts: Sequence[object]) -> None:
        super().__init__(path)
        self.conflicts = tuple(conflicts)
        places = "".join(f"\n  {conflict}" for conflict in self.conflicts)
        self.args = (
            f"{path}: something else has changed the file in places that were changed here too, so nothing "
            f"was written:{places}",
        )
