"""The YAML beside a file, "report.pdf.yaml": what it says of the articles overrides what was found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import BinaryIO

from tearline.index.errors import Unreadable
from tearline.index.metadata import read_yaml_metadata

SUFFIX = ".yaml"
LARGEST_SIDECAR = 64 * 1024  # bytes
# As `Origin.lines` writes them.
_ORIGIN_LINE = re.compile(
    r'^(from|asked|fetched|charset): ("[^"\\\n]*(?:\\.[^"\\\n]*)*"|[\w.:+-]{1,40})$', re.M
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file was fetched from, as its sidecar keeps it: the address where it was found, the one that
    was asked for, the day in ISO 8601, and the encoding that its server named, "" without one.
    """

    address: str
    asked: str
    day: str
    charset: str = ""

    def lines(self) -> str:
        """It as the lines of a sidecar."""
        lines = [f"from: {json.dumps(self.address)}"]
        if self.asked != self.address:
            lines.append(f"asked: {json.dumps(self.asked)}")
        lines.append(f"fetched: {self.day}")
        if self.charset:
            lines.append(f"charset: {self.charset}")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says: metadata by field, a table's columns by field, and notes on what can't be used."""

    metadata: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    origin: Origin | None = None

    def over(self, other: Sidecar) -> Sidecar:
        """What this says, and what the other says of what this leaves open."""
        if self is NOTHING_BESIDE or other is NOTHING_BESIDE:
            return other if self is NOTHING_BESIDE else self
        return Sidecar(
            {**other.metadata, **self.metadata},
            {**other.columns, **self.columns},
            (*self.notes, *other.notes),
            self.origin or other.origin,
        )


NOTHING_BESIDE = Sidecar()


def read_sidecar(name: str, open_file: Callable[[], AbstractContextManager[BinaryIO]]) -> Sidecar:
    """The sidecar called `name`, which `open_file` opens. What is wrong with it becomes a note."""
    try:
        with open_file() as file:
            data = file.read(LARGEST_SIDECAR + 1)
    except Unreadable as error:
        return Sidecar(notes=(f"{name}: {error.reason}; it was not used.",))
    except OSError as error:
        return Sidecar(notes=(f"{name}: it can't be read ({error.strerror or error}); it was not used.",))
    if len(data) > LARGEST_SIDECAR:
        return Sidecar(notes=(f"{name}: it is larger than {LARGEST_SIDECAR // 1024} KB and was not used.",))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Sidecar(notes=(f"{name}: byte {error.start} is not UTF-8; it was not used.",))
    metadata, columns, notes = read_yaml_metadata(text, name, first_line=1, most=LARGEST_SIDECAR)
    return Sidecar(metadata, columns, notes, read_origin(text))


def read_origin(text: str) -> Origin | None:
    """Where the file of a sidecar was fetched from; None where it does not say."""
    said: dict[str, str] = {}
    for match in _ORIGIN_LINE.finditer(text):
        value = match[2]
        if value.startswith('"'):
            try:
                value = json.loads(value)
            except ValueError:
                continue
        said.setdefault(match[1], value)
    if "from" not in said or "fetched" not in said:
        return None
    return Origin(said["from"], said.get("asked", said["from"]), said["fetched"], said.get("charset", ""))
