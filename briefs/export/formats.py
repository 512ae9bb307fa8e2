"""The formats a brief is exported in: a new one is a module with a function `export`, and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tearline.briefs.export.prepared import Prepared
from tearline.index.reading import EXPORT_MARK


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name to ask for it by, the suffix of its files, a line on what it holds.

    `module` has a function `export(prepared: Prepared) -> str` and is imported when the format is asked for.
    Every export of the format starts with `starts` and ends with `ends`, white space at its end aside: that
    is how a file is known as an earlier export, which a new one may replace.
    """

    name: str
    suffix: str
    about: str
    module: str
    starts: str = ""
    ends: str = ""

    def export(self, prepared: Prepared) -> str:
        """The prepared brief in this format; the same brief gives the same text."""
        make: Callable[[Prepared], str] = import_module(f"tearline.briefs.export.{self.module}").export
        return make(prepared)


FORMATS = {
    each.name: each
    for each in (
        Format(
            "markdown", ".md", "the brief, a footnote under every statement", "markdown", ends=EXPORT_MARK
        ),
    )
}


def is_export(content: bytes) -> bool:
    """Whether the bytes of a file are an export that Tearline wrote."""
    trimmed = content.rstrip()
    return any(
        (each.starts or each.ends)
        and trimmed.startswith(each.starts.encode())
        and trimmed.endswith(each.ends.encode())
        for each in FORMATS.values()
    )
