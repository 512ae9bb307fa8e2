"""The text of a brief as a git revision has it, by way of the git command."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tearline.briefs.document.brief_text import read_brief
from tearline.briefs.model import Brief
from tearline.briefs.problems import BriefError, Problem
from tearline.index.errors import TearlineError

# A brief larger than this is read from nowhere.
_MOST_BYTES = 10_000_000
_SECONDS = 30
# Inside a git hook these name the repository of the hook, which need not be that of the brief.
_OF_A_HOOK = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
)


class RevisionError(TearlineError):
    """A state of a brief cannot be had from git; the text says why, and what to do."""


def brief_at(path: Path, revision: str, name: str) -> Brief:
    """The brief that a file held at a revision; `name` is for messages. Raises RevisionError, BriefError."""
    content = content_at(path, revision)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} is not UTF-8 text"
        raise BriefError([Problem("error", name, line, "", what, "a file saved as UTF-8")]) from None
    return read_brief(name, text).brief


def content_at(path: Path, revision: str) -> bytes:
    """What a file held at a revision: HEAD~3, a tag, a branch, a hash, @{yesterday}.

    Nothing is run but git itself, with the revision checked first and none of the repository's own filters.
    Raises RevisionError.
    """
    folder, name = path.absolute().parent, path.name
    while not folder.is_dir():
        # The folder may be gone since; git asks from the nearest one that is there.
        name = f"{folder.name}/{name}"
        folder = folder.parent
    if not _runs(folder, "rev-parse", "--is-inside-work-tree"):
        raise RevisionError(f"{path} lies in no git repository; name two files, or keep the desk in git.")
    if not revision.strip() or revision.startswith("-") or not revision.isprintable():
        raise RevisionError(f"{revision!r:.80} is no revision; name one as git does: HEAD~1, a tag.")
    commit = _runs(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        told = (
            "has no commit yet"
            if not _runs(folder, "rev-parse", "--verify", "--quiet", "HEAD")
            else (f"has no revision {revision!r:.80}")
        )
        raise RevisionError(f"The repository of {path} {told}; `git log` lists what there is.")
    blob = f"{commit.decode().strip()}:./{name}"
    size = _runs(folder, "cat-file", "-s", blob)
    if not size:
        raise RevisionError(f"{path} is not in {revision}; `git log -- {name}` says which have it.")
    if int(size) > _MOST_BYTES:
        raise RevisionError(
            f"{path} in {revision} is larger than {_MOST_BYTES // 1_000_000} MB; it is no brief."
        )
    return _runs(folder, "cat-file", "blob", blob)


def _runs(folder: Path, *words: str) -> bytes:
    """What git prints, nothing where it fails."""
    environment = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    environment |= {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603 - git alone, its words apart, no shell
            ["git", "--no-pager", *words],  # noqa: S607 - the user's own git
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("There is no git on this machine; install it, or name two files.") from None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise RevisionError(f"git could not be asked: {error}.") from error
    if done.returncode == 128 and b"dubious ownership" in done.stderr:
        raise RevisionError(done.stderr.decode(errors="replace").strip())
    return done.stdout if done.returncode == 0 else b""
