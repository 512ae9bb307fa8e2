"""Writes an export to its file: whole or not at all, and only in place of an earlier export."""

from __future__ import annotations

import os
from pathlib import Path

from tearline.briefs.document.durable import read_bytes, write_durably
from tearline.briefs.export.formats import is_export
from tearline.index.errors import TearlineError

# No brief makes an export as large as this; what is larger is something else.
_LARGEST = 256 * 1024 * 1024  # bytes


class NotAnExport(TearlineError):  # noqa: N818
    """A file that holds something else stands where an export was to be written; it was left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already and is no exported brief; name another file.")


class NotWritten(TearlineError):  # noqa: N818
    """The disk refused an export; what stood there before still does."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"{path}: not written: {reason}; name a file in a folder that you may write to.")


def write_export(path: Path, text: str) -> None:
    """Write an export whole, in place of an earlier one. Raises NotAnExport and NotWritten.

    Folders that are missing are made.
    """
    try:
        # A folder, a device or a pipe is no export either.
        if os.path.lexists(path) and not (path.is_file() and _was_exported(path)):
            raise NotAnExport(path)
        write_durably(path, text.encode())
    except OSError as error:
        raise NotWritten(path, error) from error


def _was_exported(path: Path) -> bool:
    content = read_bytes(path, _LARGEST)
    return content is not None and is_export(content)
