"""Takes a file apart: hands it to the reader of its format, and what is enclosed in it to theirs."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from tearline.index.errors import Unreadable
from tearline.index.formats import Format, format_named, format_of
from tearline.index.readers.reader import HEAD, Enclosed, Raw, Reading, part_path
from tearline.index.readers.zip import DAMAGE

if TYPE_CHECKING:
    from typing_extensions import Buffer

MOST_PARTS = 200_000  # articles and enclosed files of one file, at any depth
DEEPEST = 4  # files enclosed in one another
# What is enclosed in a file may be so many bytes, and so many times those of the file; and no more than that.
_FREE, _MOST_RATIO, _MOST_UNPACKED = 64_000_000, 100, 100_000_000_000
_MOST_REFUSED = 50  # parts of a file that are listed one by one
_LONGEST_NAME = 1000  # characters of the name of a part
_UNSAFE = dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029, *range(0xD800, 0xDC80)], "\ufffd")


TOO_LONG = "reading it takes too long"


class TookTooLong(BaseException):
    """The time that an article may take is over. No Exception: a library is not to take it for its own."""


class NotHere(BaseException):
    """A file is of another format than the one to be read here."""


class _Enough(BaseException):
    """A limit on all of a file is reached: its reading ends, and what was found before is kept."""

    def __init__(self, error: Unreadable) -> None:
        super().__init__(error)
        self.error = error


class Part(NamedTuple):
    """What was found in a file at a path: an article or why there is none; and the file it was found in."""

    path: str
    found: Reading | Unreadable
    inside: Raw


@dataclass
class Unfolding:
    """One file being taken apart, by the reader of one format `only` where that is given.

    `read` is how many of its `size` bytes have been read.
    """

    only: str = ""
    read: int = 0
    size: int = 0
    _rules: dict[str, str] = field(default_factory=dict)  # by format
    _parts: int = 0
    _refused: int = 0
    _unpacked: int = 0
    _most_unpacked: int = _FREE
    _name: str = ""

    def versions(self) -> str:
        """The versions of the readers that had a part in it; see `formats.current`."""
        return " ".join(sorted(self._rules.values()))

    def readings(self, raw: Raw) -> Iterator[Part]:
        """Every article in a file, and an Unreadable for each part that can't be read.

        Raises nothing that a file can be the cause of; NotHere where it is not of the `only` format.
        """
        self._name = raw.name
        self.size = raw.file.seek(0, io.SEEK_END)
        self._most_unpacked = min(_FREE + _MOST_RATIO * self.size, _MOST_UNPACKED)
        raw.file.seek(0)
        nothing = True
        try:
            for part in self._readings(raw, raw.name, 0):
                nothing = False
                self.read = _place(raw.file, self.read)
                if isinstance(part.found, Unreadable) and part.path != raw.name:
                    self._refused += 1
                    if self._refused > _MOST_REFUSED:
                        continue
                yield part
        except _Enough as enough:
            nothing = False
            yield Part(enough.error.path, enough.error, raw)
        if nothing:
            empty = raw.unreadable("no article was found in it", "remove it from the desk if it holds none")
            yield Part(raw.name, empty, raw)
        if self._refused > _MOST_REFUSED:
            more = self._refused - _MOST_REFUSED
            error = raw.unreadable(
                f"{more:,} more parts of it can't be read", "see what is said of the others"
            )
            yield Part(raw.name, error, raw)

    def _readings(self, raw: Raw, called: str, depth: int) -> Iterator[Part]:
        """What is in a file whose format follows from what it begins with and from what it is `called`."""
        try:
            reader = self._reader(raw, called)
            raw.largest = reader.largest
            if depth == 0 and self.size > reader.largest:
                raise raw.too_large()
            seen: dict[str, int] = {}
            for found in reader.read(raw):
                if isinstance(found, Unreadable):
                    yield Part(found.path, found, raw)
                    continue
                if found.part or not isinstance(found, Reading):
                    self._count(raw)
                path = part_path(raw.name, _part_name(found.part, seen))
                if isinstance(found, Reading):
                    yield Part(path, found, raw)
                elif depth == DEEPEST:
                    yield Part(path, _too_deep(path), raw)
                else:
                    name = found.called or found.part or _unwrapped(called)
                    yield from self._readings(self._inner(raw, found, path), name, depth + 1)
        except Unreadable as error:
            yield Part(error.path, error, raw)
        except _Enough:
            raise
        except MemoryError:
            greedy = raw.unreadable("reading it takes too much memory", "split it into smaller files")
            yield Part(raw.name, greedy, raw)
        except RecursionError:
            deep = raw.unreadable("it is nested too deeply", "save its text in a .txt file")
            yield Part(raw.name, deep, raw)
        except TookTooLong:
            slow = raw.unreadable(TOO_LONG, "split it, or save its text in a .txt file")
            yield Part(raw.name, slow, raw)
        except Exception as fault:
            # A fault in reading one file must not keep the others from being read: it is listed too.
            yield Part(raw.name, faulty(raw.name, fault), raw)

    def _reader(self, raw: Raw, called: str) -> Format:
        """The reader for a file, which is left at its start. Raises Unreadable where there is none."""
        reader = format_of(called, raw.head)
        if reader is None:
            raise raw.unreadable("no reader knows what it is", "save its text in a .txt file")
        if self.only not in ("", reader.name):
            raise NotHere
        if reader.name not in self._rules or reader.needs:
            self._rules[reader.name] = reader.version()
            if missing := reader.missing():
                raise raw.unreadable(
                    f"reading it needs {' and '.join(missing)}, not installed here",
                    f"install it: pip install 'tearline[{reader.extra}]'",
                )
        return reader

    def _inner(self, raw: Raw, found: Enclosed, path: str) -> Raw:
        """A file in a file, as its own reader is given it: with what is known of both."""
        columns, beside = raw.columns, raw.beside
        if found.beside is not None:
            columns, beside = {**columns, **found.beside.columns}, found.beside.over(beside)
        return Raw(
            path,
            self._charged(found.file, path),
            {**raw.metadata, **found.metadata} if raw.metadata else found.metadata,
            {**raw.hints, **found.hints} if raw.hints else found.hints,
            found.charset,
            columns,
            beside,
        )

    def _charged(self, file: BinaryIO, path: str) -> BinaryIO:
        """A file that was enclosed in another, which is charged for: at once where it is in memory."""
        if isinstance(file, io.BytesIO):
            self._charge(len(file.getvalue()))
            return file
        return io.BufferedReader(_Unpacked(file, path, self._charge), 16 * HEAD)

    def _charge(self, unpacked: int) -> None:
        self._unpacked += unpacked
        if self._unpacked > self._most_unpacked:
            raise _Enough(
                Unreadable(
                    self._name,
                    f"it unpacks to more than {self._unpacked // 1_000_000:,} MB, too much for its size",
                    "unpack it, and put what is wanted into the desk",
                )
            )

    def _count(self, raw: Raw) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise _Enough(
                raw.unreadable(
                    f"it holds more than {MOST_PARTS:,} articles; those before were read",
                    "split it into smaller files",
                )
            )


def _place(file: BinaryIO, before: int) -> int:
    """How far a file was read; what was known before where a library closed the file that it was given."""
    try:
        return file.tell()
    except (ValueError, OSError):
        return before


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
    if not name.isprintable():
        name = name.translate(_UNSAFE)
    name = name[:_LONGEST_NAME]
    seen[name] = count = seen.get(name, 0) + 1
    return name if count == 1 else f"{name} ({count})"


def _unwrapped(called: str) -> str:
    """The name of what a file of that name is a wrapping of; text, where it tells no format."""
    name, _, suffix = called.rpartition(".")
    if suffix.lower() in ("tgz", "tbz2", "txz"):
        return f"{name}.tar"
    return name if format_named(name) else f"{name}.txt"


def _too_deep(path: str) -> Unreadable:
    return Unreadable(
        path, f"it is packed more than {DEEPEST} times over", "unpack it and put the files into the desk"
    )


class _Unpacked(io.RawIOBase):
    """What is unpacked of a file in a file: every byte is charged for, and damage is an Unreadable."""

    def __init__(self, file: BinaryIO, path: str, charge: Callable[[int], None]) -> None:
        self._file = file
        self._path = path
        self._charge = charge

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._file.read(len(view))
        except (*DAMAGE, tarfile.TarError) as error:
            raise Unreadable(self._path, f"it is damaged ({error})", "get the file once more") from None
        self._charge(len(data))
        view[: len(data)] = data
        return len(data)
