"""The root of every error that is written for the person who reads it, and the one for files."""

from __future__ import annotations


class TearlineError(Exception):
    """Its text says what is wrong, where, and what to do; a front door prints it as it stands."""


class Unreadable(TearlineError):  # noqa: N818 - a state of a file that is listed as often as raised
    """A file, or a part of one, that can't be read as an article: its `path`, the `reason`, the `advice`.

    The advice says what to do. It is empty where there is nothing to mend: the file is passed over, and no
    trouble.
    """

    def __init__(self, path: str, reason: str, advice: str) -> None:
        super().__init__(path, reason, advice)
        self.path = path
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f"; {self.advice}" if self.advice else "")
