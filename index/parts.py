"""Takes a file apart: hands it to the reader of its format, and what is enclosed in it to theirs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from tearline.index.errors import Unreadable
from tearline.index.formats import HEAD, Format, format_of
from tearline.index.readers.reader import Enclosed, Raw, Reading, part_path

MOST_PARTS = 200_000  # articles and enclosed files of one file, at any depth
DEEPEST = 4  # files enclosed in one another
_LONGEST_NAME = 1000  # characters of the name of a part
_UNSAFE = dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029, *range(0xD800, 0xDC80)], "\ufffd")


TOO_LONG = "reading it takes too long"


class TookTooLong(BaseException):
    """The time that an article may take is over. No Exception: a library is not to take it for its own."""


class NotHere(BaseException):
    """A file is of another format than the one to be read here."""


class _Enough(Exception):  # noqa: N818 - ends the reading of a file; what was found before is kept
    """A limit on all of a file is reached."""

    def __init__(self, error: Unreadable) -> None:
        super().__init__(error)
        self.error = error


@dataclass
class Unfolding:
    """One file being taken apart, by the reader of one format `only` where that is given.

    `read` is how many of its bytes have been read.
    """

    only: str = ""
    read: int = 0
    _rules: set[str] = field(default_factory=set)
    _parts: int = 0

    def versions(self) -> str:
        """The versions of the readers that had a part in it; see `formats.current`."""
        return " ".join(sorted(self._rules))

    def readings(self, raw: Raw) -> Iterator[tuple[str, Reading | Unreadable]]:
        """Every article in a file with its path, and an Unreadable for each part that can't be read.

        Raises nothing that a file can be the cause of; NotHere where it is not of the `only` format.
        """
        try:
            for found in self._readings(raw, raw.name, 0):
                # A library may have closed the file that it was given.
                with suppress(ValueError, OSError):
                    self.read = raw.file.tell()
                yield found
        except _Enough as enough:
            yield enough.error.path, enough.error

    def _readings(self, raw: Raw, called: str, depth: int) -> Iterator[tuple[str, Reading | Unreadable]]:
        """What is in a file whose format follows from what it begins with and from what it is `called`."""
        try:
            reader = self._reader(raw, called)
            raw.largest = reader.largest
            seen: dict[str, int] = {}
            for found in reader.read(raw):
                if isinstance(found, Unreadable):
                    yield found.path, found
                    continue
                self._count(raw)
                found = replace(found, part=_part_name(found.part, seen))
                if isinstance(found, Enclosed):
                    yield from self._enclosed(raw, called, found, depth + 1)
                else:
                    yield part_path(raw.name, found.part), _with_known(found, raw)
        except Unreadable as error:
            yield error.path, error
        except _Enough:
            raise
        except MemoryError:
            yield raw.name, raw.unreadable("reading it takes too much memory", "split it into smaller files")
        except TookTooLong:
            yield raw.name, raw.unreadable(TOO_LONG, "split it, or save its text in a .txt file")
        except Exception as error:
            # A fault in reading one file must not keep the others from being read: it is listed too.
            yield raw.name, faulty(raw.name, error)

    def _reader(self, raw: Raw, called: str) -> Format:
        """The reader for a file, which is left at its start. Raises Unreadable where there is none."""
        file = raw.file if isinstance(raw.file, io.BufferedReader) else io.BufferedReader(raw.file, 16 * HEAD)  # type: ignore[type-var]
        raw.file = file
        reader = format_of(called, file.peek(HEAD)[:HEAD])
        if reader is None:
            raise raw.unreadable("no reader knows what it is", "save its text in a .txt file")
        if self.only not in ("", reader.name):
            raise NotHere
        self._rules.add(reader.version())
        if missing := reader.missing():
            raise raw.unreadable(
                f"reading it needs {' and '.join(missing)}, not installed here",
                f"install it: pip install 'tearline[{reader.extra}]'",
            )
        return reader

    def _enclosed(
        self, raw: Raw, called: str, found: Enclosed, depth: int
    ) -> Iterator[tuple[str, Reading | Unreadable]]:
        path = part_path(raw.name, found.part)
        if depth > DEEPEST:
            error = Unreadable(
                path,
                f"it is packed more than {DEEPEST} times over",
                "unpack it and put the files into the desk",
            )
            yield path, error
            return
        inner = Raw(
            path,
            found.file,
            {**raw.metadata, **found.metadata},
            {**raw.inferred, **found.inferred},
            found.charset,
            raw.columns,
        )
        yield from self._readings(inner, found.part or called.rpartition(".")[0], depth)

    def _count(self, raw: Raw) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise _Enough(
                raw.unreadable(
                    f"it holds more than {MOST_PARTS:,} articles; those before were read",
                    "split it into smaller files",
                )
            )


def faulty(path: str, error: BaseException) -> Unreadable:
    """What a file is listed as that a reader failed on in a way it does not know."""
    told = " ".join(str(error).split())[:200]
    return Unreadable(
        path,
        f"reading it failed ({type(error).__name__}{f': {told}' if told else ''})",
        "report it with the file",
    )


def _part_name(name: str, seen: dict[str, int]) -> str:
    """The name of a part, safe in a path; one that stood before in the same file gets its number."""
    if not name:
        return name
    name = name.translate(_UNSAFE)[:_LONGEST_NAME]
    seen[name] = count = seen.get(name, 0) + 1
    return name if count == 1 else f"{name} ({count})"


def _with_known(found: Reading, raw: Raw) -> Reading:
    """A reading with what is known of its file from elsewhere, where it has no value of its own."""
    return replace(
        found,
        metadata={**raw.metadata, **found.metadata},
        inferred={
            **{name: raw.inferred[name] for name in raw.inferred if name not in found.metadata},
            **found.inferred,
        },
    )
