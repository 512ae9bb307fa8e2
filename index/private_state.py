"""The desk's private folder: where the index and the caches lie, so that nobody else's files are ever
opened.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from platformdirs import user_state_path

from tearline.index.errors import TearlineError

FOLDER = ".tearline"
_SECRET_BYTES = 32
_STATE_NAME = re.compile(r"[0-9a-f]{32}")
# States of other file systems and machines on which the same folder is mounted, the newest of them.
_OTHER_STATES = 3


class DeskError(TearlineError):
    """A folder that cannot be a desk as it is; the text says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class PrivateState:
    """The private folder, and what the user should know about it."""

    folder: Path
    messages: tuple[str, ...] = ()


def private_state(root: Path) -> PrivateState:
    """The folder for this user's index and caches of the desk at `root`, made when missing.

    It lies in `.tearline` under a name that follows from a secret of this user and from the folder itself,
    so a `.tearline` that came with an archive or a checkout is never read: an index holds pickles. Raises
    DeskError where `.tearline` is not safely this user's own.
    """
    if not root.is_dir():
        if os.path.lexists(root):
            raise DeskError(f"{root} is no folder. A desk is a folder of articles: name the one it lies in.")
        raise DeskError(f"{root}: there is no such folder. A desk is a folder of articles.")
    folder = root / FOLDER
    with _made(folder) as status:
        secret, messages = _secret()
        name = hmac.new(secret, f"{status.st_dev}:{status.st_ino}".encode(), hashlib.sha256).hexdigest()[:32]
        state = folder / name
        if not os.path.lexists(state):
            _remove_oldest(folder)
            state.mkdir(mode=0o700, exist_ok=True)
        _check_own_folder(state, state.lstat())
    return PrivateState(state, messages)


def make_again(state: Path) -> None:
    """Make the private folder of an open desk again, under the name by which the desk knows it.

    Raises DeskError like `private_state`.
    """
    with _made(state.parent):
        state.mkdir(mode=0o700, exist_ok=True)
        _check_own_folder(state, state.lstat())


@contextmanager
def _made(folder: Path) -> Iterator[os.stat_result]:
    """`.tearline`, made when missing and safely this user's own; what goes wrong with it is a DeskError."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        _check_own_folder(folder, status)
        if stat.S_IMODE(status.st_mode) != 0o700:
            folder.chmod(0o700)
        ignore = folder / ".gitignore"
        if not os.path.lexists(ignore):
            ignore.write_text("*\n", encoding="ascii")
        yield status
    except FileExistsError:
        raise DeskError(f"{folder} is not a folder. Remove it: the index is built anew.") from None
    except OSError as error:
        raise DeskError(
            f"{folder} cannot be written ({error.strerror}). A desk keeps its index there: make the folder "
            "writable, or copy the articles to one that is."
        ) from error


def _check_own_folder(folder: Path, status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise DeskError(f"{folder} is a link. Remove it: the index is only kept in the desk itself.")
    if not stat.S_ISDIR(status.st_mode):
        raise DeskError(f"{folder} is not a folder. Remove it: the index is built anew.")
    if status.st_uid != os.geteuid():
        raise DeskError(
            f"{folder} belongs to another user, so what is in it is not opened. Remove it, or copy the "
            "articles to a folder of your own."
        )
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise DeskError(
            f"{folder} can be written by other users, so what is in it is not opened. Remove it: the index "
            "is built anew."
        )


def _remove_oldest(folder: Path) -> None:
    states = [path for path in folder.iterdir() if _STATE_NAME.fullmatch(path.name) and not path.is_symlink()]
    states.sort(key=lambda path: path.lstat().st_mtime_ns, reverse=True)
    for path in states[_OTHER_STATES:]:
        shutil.rmtree(path, ignore_errors=True)


def _secret() -> tuple[bytes, tuple[str, ...]]:
    """This user's secret, and a message where it lasts only as long as this process."""
    folder = user_state_path("tearline")
    path = folder / "secret"
    try:
        return _kept_secret(folder, path), ()
    except OSError as error:
        reason = error.strerror or str(error)
        return _process_secret(), (
            f"{path} cannot be used ({reason}), so the index is built anew each time tearline starts. "
            "Make that folder writable, or name one that is with XDG_STATE_HOME.",
        )


@cache
def _process_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def _kept_secret(folder: Path, path: Path) -> bytes:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for _ in range(2):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            _make_secret(folder, path)
            continue
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            secret = file.read(_SECRET_BYTES + 1)
        own = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        if own and not status.st_mode & 0o077 and len(secret) == _SECRET_BYTES:
            return secret
        path.unlink()
        _make_secret(folder, path)
    raise OSError(0, "it is not a private file of yours")


def _make_secret(folder: Path, path: Path) -> None:
    """Write a new secret whole or not at all; where another process was faster, its secret stands."""
    descriptor, name = tempfile.mkstemp(dir=folder)
    made = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()
