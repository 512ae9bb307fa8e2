"""The YAML beside a file, "report.pdf.yaml": what it says of the articles overrides what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import BinaryIO

from tearline.index.errors import Unreadable
from tearline.index.metadata import read_yaml_metadata

SUFFIX = ".yaml"
_LARGEST = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar says: metadata by field, a table's columns by field, and notes on what can't be used."""

    metadata: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_sidecar(name: str, open_file: Callable[[], AbstractContextManager[BinaryIO]]) -> Sidecar:
    """The sidecar called `name`, which `open_file` opens. What is wrong with it becomes a note."""
    try:
        with open_file() as file:
            data = file.read(_LARGEST + 1)
    except Unreadable as error:
        return Sidecar(notes=(f"{name}: {error.reason}; it was not used.",))
    except OSError as error:
        return Sidecar(notes=(f"{name}: it can't be read ({error.strerror or error}); it was not used.",))
    if len(data) > _LARGEST:
        return Sidecar(notes=(f"{name}: it is larger than {_LARGEST // 1024} KB and was not used.",))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Sidecar(notes=(f"{name}: byte {error.start} is not UTF-8; it was not used.",))
    metadata, columns, notes = read_yaml_metadata(text, name, first_line=1, most=_LARGEST)
    return Sidecar(metadata, columns, notes)
