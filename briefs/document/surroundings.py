"""What Tearline puts beside the first brief of a desk: the schema for editors, and the line for git."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from tearline.briefs.document.durable import write_durably
from tearline.briefs.document.shelf import FOLDER

SCHEMA = "brief.schema.json"
# The path is read from the brief's own place, so it holds in every clone and on every machine.
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"


ATTRIBUTES = """\
# Two branches that each add to a brief are merged item by item. Tearline sets the driver up in each clone
# in which it saves a brief; `tearline merge-driver --set-up` does so by hand.
*.yaml merge=tearline
"""


def is_shelf(folder: Path) -> bool:
    """Whether a folder is one in which a desk keeps its briefs."""
    return folder.absolute().name == FOLDER


def furnish(folder: Path) -> None:
    """Put the schema and git's attributes beside a new brief, over nothing but an older schema.

    Raises OSError.
    """
    schema = resources.files("tearline.briefs").joinpath(SCHEMA).read_bytes()
    place = folder / SCHEMA
    if not place.is_symlink() and (not place.exists() or _is_older(place, schema)):
        write_durably(place, schema)
    attributes = folder / ".gitattributes"
    if not attributes.exists() and not attributes.is_symlink():
        write_durably(attributes, ATTRIBUTES.encode())


def _is_older(place: Path, schema: bytes) -> bool:
    """Whether the file is the schema of another version, and nobody else's file."""
    mark = b'"title": "Brief"'
    content = place.read_bytes()
    return content != schema and mark in content and mark in schema


def settle_in(folder: Path, new: bool) -> None:
    """What a saved brief calls for beside it; where that can't be written, it is saved all the same."""
    from tearline.briefs.document.git_merging import set_up_if_named

    if not is_shelf(folder):
        return
    try:
        if new:
            furnish(folder)
    except OSError:
        return
    set_up_if_named(folder)
