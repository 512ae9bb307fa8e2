"""Opens an article's file or web page with the system's own program, and never through a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

from tearline.index.errors import TearlineError
from tearline.index.readers.reader import PART
from tearline.tui.actions import key_of

_OPENERS = ("xdg-open", "wslview", "gio")
_LONGEST_ADDRESS = 2000
_PATIENCE = 1.5  # seconds in which a program that can't open it has said so


class NotOpened(TearlineError):  # noqa: N818 - it says what happened
    """There is nothing to open, or nothing to open it with; the text names it, to be opened by hand."""


def file_to_open(root: Path, path: str) -> Path:
    """The file of an article by its path on the desk at `root`; of a packed one, the file it is packed in.

    Raises NotOpened where there is none any more, or where a link leads out of the desk.
    """
    desk = root.resolve()
    wanted = root / path
    # An article of a table or an archive is named after its file and its place in there.
    for one in (wanted, root / path.partition(PART)[0]):
        if one.is_file():
            if not one.resolve().is_relative_to(desk):
                raise NotOpened(f"{path} is a link that leads out of this desk, so it is not opened.")
            return one.resolve()
    raise NotOpened(f"{wanted} is not there any more.")


def address_to_open(url: str | None) -> str:
    """The web address of an article as it can be opened: http and https alone. Raises NotOpened."""
    if not url:
        raise NotOpened(f"This article says no web address. {key_of('open_original')} opens its file.")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    plain = len(url) <= _LONGEST_ADDRESS and all("!" <= character <= "~" for character in url)
    if parts.scheme not in ("http", "https") or not host or not plain:
        raise NotOpened(f"{url[:200]} is no web address that can be opened safely.")
    return url


def open_with_system(what: Path | str) -> None:
    """Hand a file or an address over to the system's program for it, which may take a second.

    Raises NotOpened where there is none, or it fails."""
    command = _opener()
    if command is None:
        raise NotOpened(f"There is no program here to open it with. It is {what}")
    try:
        running = subprocess.Popen(  # noqa: S603 - a fixed program, no shell, one argument that begins with / or http
            [*command, str(what)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NotOpened(f"{command[0]} can't be run ({error.strerror}). It is {what}") from error
    try:
        code = running.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        # A program that stays open is shown; somebody has to wait for it until it ends.
        threading.Thread(target=running.wait, daemon=True).start()
    else:
        if code:
            raise NotOpened(f"{Path(command[0]).name} could not open it. It is {what}")


def _opener() -> list[str] | None:
    """The command that opens things here; None where there is none, or no display to open them on."""
    if sys.platform == "darwin":
        return ["open"]
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")):
        return None
    for name in _OPENERS:
        if found := shutil.which(name):
            return [found, "open"] if name == "gio" else [found]
    return None
