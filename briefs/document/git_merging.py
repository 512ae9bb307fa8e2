"""Briefs in git: the merge of two branches' versions, and the lines that have git use it.

Git merges line by line, and new entries of two branches meet at the end of one list: a conflict where nothing
contradicts. `briefs/.gitattributes` names the driver `tearline` for briefs; a clone in which it is not set up
merges as git does by itself, with a conflict to be seen.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tearline.briefs.document.brief_text import BriefText, read_brief
from tearline.briefs.document.merging import Conflict, merged, same_data
from tearline.briefs.problems import BriefError

_NAMED = re.compile(r"^[^#\n]*\bmerge=tearline\b", re.MULTILINE)
_KEY = "merge.tearline.driver"
_NO_BRIEF = "tearline: 1\ntitle: {}\n"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text; with conflicts, one in which lines of git's mark them, which is no brief."""

    text: str
    conflicts: tuple[Conflict | str, ...] = ()


def merge_versions(name: str, base: str, mine: str, theirs: str) -> Merge:
    """Three versions of a brief's text made one; an empty base where both began it.

    The comments and the layout of both sides stay. Where one of the three is no brief, lines are merged.
    """
    try:
        ours, others = read_brief(name, mine), read_brief(name, theirs)
        if not base.strip():
            base = _NO_BRIEF.format("-" * (1 + max(len(ours.brief.title), len(others.brief.title))))
        before = read_brief(name, base)
    except BriefError as error:
        return _by_lines(mine, base, theirs, str(error))
    both, conflicts = merged(before, ours, others)
    if conflicts:
        text, clean = merge_lines(mine, base, theirs)
        return Merge(_whole(mine, theirs) if clean else text, conflicts)
    for text in (mine, theirs):
        if text == base:
            return Merge(theirs if text is mine else mine)
    text, clean = merge_lines(mine, base, theirs)
    if clean and _says(name, text, both):
        return Merge(text)
    # What is here beside the data, comments and layout, is what differs from the base with the data of here.
    edited, _ = merged(before, ours, before)
    text, clean = merge_lines(mine, edited.text, both.text)
    if clean and _says(name, text, both):
        return Merge(text)
    if not clean:
        return Merge(text, ("both changed the layout or a comment at one place",))
    return Merge(_whole(mine, theirs), ("both changed the layout at one place",))


def _says(name: str, text: str, meant: BriefText) -> bool:
    try:
        return same_data(read_brief(name, text), meant)
    except BriefError:
        return False


def _by_lines(mine: str, base: str, theirs: str, why: str) -> Merge:
    text, clean = merge_lines(mine, base, theirs)
    return Merge(text) if clean else Merge(text, (why,))


def _whole(mine: str, theirs: str) -> str:
    """Both texts, marked as git marks a conflict."""
    ends = ["" if text.endswith("\n") else "\n" for text in (mine, theirs)]
    return f"<<<<<<< ours\n{mine}{ends[0]}=======\n{theirs}{ends[1]}>>>>>>> theirs\n"


def merge_lines(mine: str, base: str, theirs: str) -> tuple[str, bool]:
    """Git's own merge of three texts, and whether it met no conflict; conflicts are marked."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, text in (("ours", mine), ("base", base), ("theirs", theirs)):
            files.append(Path(folder) / name)
            files[-1].write_bytes(text.encode())
        labels = [word for name in ("ours", "base", "theirs") for word in ("-L", name)]
        command = ["git", "merge-file", "-p", "-q", *labels, *map(str, files)]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode < 0 or done.returncode > 127:
        return _whole(mine, theirs), False
    return done.stdout.decode(), done.returncode == 0


def set_up(folder: Path, command: str | None = None) -> bool:
    """Have git merge the briefs of the repository that holds `folder` by Tearline; whether there is one."""
    driver = (
        f"{command or _own_command()} merge-driver %O %A %B %P; status=$?; "
        "test $status -lt 126 && exit $status; git merge-file %A %O %B"
    )
    return _git(folder, "config", _KEY, driver) is not None


def set_up_if_named(folder: Path) -> None:
    """Set git up for the briefs in a folder, where its .gitattributes asks for it and nothing else is set."""
    try:
        named = _NAMED.search((folder / ".gitattributes").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return
    at = folder.absolute()
    if (
        named
        and any((above / ".git").exists() for above in (at, *at.parents))
        and not _git(folder, "config", "--get", _KEY)
    ):
        set_up(folder)


def _own_command() -> str:
    beside = Path(sys.executable).with_name("tearline")
    return "tearline" if shutil.which("tearline") or not beside.exists() else shlex.quote(str(beside))


def _git(folder: Path, *words: str) -> str | None:
    """What git prints; None where it fails or is not there."""
    command: Sequence[str] = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    return done.stdout.rstrip("\n") if done.returncode == 0 else None
