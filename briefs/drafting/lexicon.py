"""Load word lists from the lexicon files, which hold the words as data, in sections."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of briefs/lexicons/NAME.txt by section, without comments and blank lines.

    A section starts with a line "[its name]"; "#" starts a comment line.
    """
    text = (files("tearline.briefs.lexicons") / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {section: tuple(lines) for section, lines in found.items()}


def words(name: str, section: str) -> frozenset[str]:
    """The words of one section, which stand several to a line; an underscore in a word is a space."""
    lines = sections(name)[section]
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())
