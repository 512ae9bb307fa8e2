"""Libraries that only one format needs, and what to do where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tearline.index.errors import TearlineError


class MissingLibrary(TearlineError):  # noqa: N818
    """A format needs a library that is not installed; the text names the command that installs it."""


def library(name: str, extra: str) -> Any:
    """The module of that name, which the extra of that name installs. Raises MissingLibrary."""
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibrary(
            f"The format {extra} needs the library {name}, which cannot be loaded ({error}); "
            f"install it with: pip install 'tearline[{extra}]'"
        ) from error
