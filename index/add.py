"""Copies articles into a desk: never over anything, under a name that is safe everywhere, each text once."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tearline.index.article import Article
from tearline.index.catalog import Catalog
from tearline.index.pool import Pool, read_file, read_files
from tearline.index.private_state import DeskError
from tearline.index.readers.closed_types import unread_type
from tearline.index.reading import Unreadable, is_article_file
from tearline.index.sidecar import SUFFIX
from tearline.index.walk import PassedOver, article_files

FOLDER = "articles"
_LONGEST_NAME = 120  # bytes; every file system takes 255
_UNSAFE = re.compile(r"[^\w .,()&+@'’–—-]+")


@dataclass(frozen=True, slots=True)
class AddReport:
    """What came of each file and address: where the copies stand, which were already in the desk, what cannot
    be read.
    """

    added: tuple[Path, ...]
    already: tuple[Path | str, ...]
    unreadable: tuple[Unreadable, ...]

    def with_those(self, other: AddReport) -> AddReport:
        """This report and another as one."""
        return AddReport(
            self.added + other.added, self.already + other.already, self.unreadable + other.unreadable
        )


def add_to_desk(root: Path, sources: Iterable[Path], catalog: Catalog) -> AddReport:
    """Copy the article files among `sources`, and in folders among them, into ROOT/articles/.

    A file is copied where it holds an article that the desk has not, with its sidecar. Raises DeskError
    where the copies cannot be written.
    """
    target = root / FOLDER
    present = _present(root, catalog)
    added: list[Path] = []
    already: list[Path | str] = []
    unreadable: list[Unreadable] = []
    with Pool(Path("/")) as pool:
        for source in _files(sources, unreadable):
            if source.resolve().is_relative_to(root.resolve()):
                already.append(source)
                continue
            ids, errors = _held(source, present, pool)
            if not ids:
                unreadable += errors
                continue
            if present.issuperset(ids):
                already.append(source)
                continue
            try:
                target.mkdir(exist_ok=True)
                copy = _copy(source, target, safe_name(source.name))
                added.append(copy)
                sidecar = source.with_name(source.name + SUFFIX)
                if sidecar.is_file():
                    _copy(sidecar, target, copy.name + SUFFIX)
            except OSError as error:
                raise DeskError(
                    f"{target}: {source.name!r} could not be copied here ({error.strerror or error}). "
                    f"Make room or make the folder writable; {len(added)} articles were added before."
                ) from error
            present |= ids
    return AddReport(tuple(added), tuple(already), tuple(unreadable))


def _present(root: Path, catalog: Catalog) -> set[str]:
    """The ids of the articles that the desk's files hold, those not synced yet included."""
    known = catalog.files()
    standing = {found.path: found.size for found in article_files(root)}
    gone = {path for path, file in known.items() if path not in standing or file.gone}
    present = catalog.ids_standing(known.keys() - gone)
    for piece in read_files(root, [(path, size) for path, size in standing.items() if path not in known]):
        present.update(each.id for each in piece.found if isinstance(each, Article))
    return present


def _held(source: Path, present: set[str], pool: Pool) -> tuple[set[str], list[Unreadable]]:
    """The ids of articles in a file, up to the first that is not present, and what can't be read of it."""
    ids: set[str] = set()
    errors: list[Unreadable] = []
    for piece in read_file(source, pool):
        ids.update(each.id for each in piece.found if isinstance(each, Article))
        errors += (
            Unreadable(f"/{each.path}", each.reason, each.advice)
            for each in piece.found
            if isinstance(each, Unreadable)
        )
        if not present.issuperset(ids):
            break
    return ids, errors


def _files(sources: Iterable[Path], unreadable: list[Unreadable]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            passed_over = PassedOver()
            yield from (source / found.path for found in article_files(source, passed_over))
            unreadable += passed_over.unreadable(f"{source}/")
        elif not source.exists():
            unreadable.append(Unreadable(str(source), "there is no such file", "check the name"))
        elif not is_article_file(source):
            kind = unread_type(source.name)
            what = f"it is {kind.what}" if kind else "no reader knows files of this name"
            advice = kind.advice if kind else "save the article's text as a .txt file"
            unreadable.append(Unreadable(str(source), what, advice))
        else:
            yield source.absolute()


def _copy(source: Path, folder: Path, wanted: str) -> Path:
    """Copy a file under the name that is wanted or a free one like it, whole or not at all."""
    descriptor, name = tempfile.mkstemp(prefix=".adding-", dir=folder)
    made = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as copy, source.open("rb") as original:
            while block := original.read(1 << 20):
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        made.chmod(0o644)
        for target in _free_names(folder, wanted):
            try:
                os.link(made, target)
            except FileExistsError:
                continue
            except OSError as error:
                if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
                    raise
                # A file system without hard links: take the name first, then put the copy in its place.
                try:
                    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
                except FileExistsError:
                    continue
                made.replace(target)
            return target
    finally:
        made.unlink(missing_ok=True)
    raise AssertionError("names never run out")


def safe_name(name: str) -> str:
    """A file name without what a shell, a terminal or another system would trip over; the suffix is kept."""
    shown = unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))
    stem, suffix = Path(shown).stem, Path(shown).suffix
    stem = _UNSAFE.sub("_", stem).strip(" ._-") or "article"
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem.rstrip(' ._-')}{suffix.lower()}"


def _free_names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 2
    while True:
        yield folder / f"{stem}-{number}{suffix}"
        number += 1
