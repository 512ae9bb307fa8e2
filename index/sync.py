"""Brings a desk's catalogue and engine in step with the files: incremental, in batches, safe to kill at any
time.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tearline.index.article import Article
from tearline.index.catalog import Catalog, CatalogDamaged, CatalogFull
from tearline.index.catalog_rows import KnownFile
from tearline.index.engine import Engine, EngineDamaged
from tearline.index.errors import Unreadable
from tearline.index.formats import are_current
from tearline.index.pool import Piece, read_files
from tearline.index.private_state import DeskError, make_again
from tearline.index.renames import MOST, renamed
from tearline.index.walk import FoundFile, PassedOver, article_files

# The first batch is small, so that there is something to search at once; each further one is twice as large,
# as long as it is kept in so many seconds: for so long nobody is asked whether to stop.
_FIRST_BATCH, _LARGEST_BATCH, _KEPT_WITHIN = 100, 4000, 0.5
_CHARS_EACH = 4000  # as many as so many characters of an article for each that a batch may hold
# How many articles a sync may write anew to keep searching fast: where it read few files, few.
_ALWAYS_TIDIED, _TIDIED_PER_FILE = 1000, 20
_WAIT_SECONDS = 3.0
_REBUILD = "rebuild-search"
# A catalogue and an engine can each be found damaged once.
_MENDINGS = 3
# A file written this shortly before it was read may be written again without its time changing.
_SETTLED_NS = 2_000_000_000
# For the time left, opening a file counts like reading so many bytes more.
_FILE_IS, _TOLD_FROM = 20_000, 0.001


class DeskBusy(DeskError):  # noqa: N818
    """Another process, or another thread of this one, is reading the desk in."""


class DeskFull(DeskError):  # noqa: N818
    """The disk has no room for what was read; what was there before answers."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is: files done, files in all, and the file last heard of; articles found so far, bytes
    read of the bytes there are, and the seconds that it took.
    """

    done: int
    total: int
    path: str
    articles: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Articles a second; 0 before there is one."""
        return self.articles / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """About how many seconds it will take from here; None before that can be told."""
        whole = self.bytes_total + _FILE_IS * self.total
        share = (self.bytes_done + _FILE_IS * self.done) / whole if whole else 1.0
        return self.seconds / share - self.seconds if share > _TOLD_FROM else None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: counts of articles by what became of the places they stand at, the files of the
    desk and parts of files that cannot be read, and what the user should know. `moved` are those in files
    that have another name now: they are neither new nor gone.
    """

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    cancelled: bool = False
    messages: tuple[str, ...] = ()

    @property
    def came_or_went(self) -> bool:
        """Whether the desk's articles are not as they were."""
        return bool(self.added or self.changed or self.moved or self.removed)


@dataclass
class _Run:
    """One sync under way. `came` are the ids of articles by the new files that hold one."""

    root: Path
    catalog: Catalog
    engine: Engine
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    messages: list[str] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    removed: int = 0
    stamp: str = ""
    came: dict[str, str] = field(default_factory=dict)
    begun: dict[str, tuple[int, int]] = field(default_factory=dict)


def sync(
    root: Path,
    catalog: Catalog,
    engine: Engine,
    state: Path,
    messages: Sequence[str] = (),
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SyncReport:
    """Read new and changed files, forget removed ones; what is read is searchable after each batch.

    Whatever was interrupted before is completed, what is damaged is begun anew; `messages` of the report
    say so. Raises DeskBusy where another sync holds the lock in `state`, DeskFull where the disk has no
    room, DeskError where it refuses.
    """
    run = _Run(root, catalog, engine, progress or (lambda _: None), cancelled or (lambda: False), [*messages])
    if not state.is_dir():
        run.messages.append(f"{state} was removed. It is built anew.")
        make_again(state)
    try:
        with _held(state / "lock"):
            if (state / _REBUILD).exists():
                run.messages.append("The search index was found damaged. It is built anew.")
                engine.clear()
                (state / _REBUILD).unlink()
            for _ in range(_MENDINGS):
                try:
                    return _sync(run)
                except (CatalogDamaged, EngineDamaged) as error:
                    if not state.is_dir():
                        raise DeskError(
                            f"{state} was removed while the desk was read in. Sync again: it is built anew."
                        ) from error
                    run.messages.append(f"{error.what} It is built anew from the articles.")
                    (catalog if isinstance(error, CatalogDamaged) else engine).clear()
                finally:
                    engine.rollback()
            raise DeskError(f"{state} is damaged as often as it is built anew. Check the disk.")
    except (OSError, CatalogFull) as error:
        full = isinstance(error, CatalogFull) or error.errno in (errno.ENOSPC, errno.EDQUOT)
        advice = "Make room on the disk and sync again" if full else "Check the disk and sync again"
        reason = error.strerror or error if isinstance(error, OSError) else "No space left on device"
        raise (DeskFull if full else DeskError)(
            f"{root}: what was read could not be kept ({reason}). {advice}; nothing already read is lost."
        ) from error


def ask_for_rebuild(state: Path) -> None:
    """Have the next sync, of whatever process, build the search index anew."""
    # Where the whole folder is gone, the next sync builds everything anew by itself.
    with suppress(FileNotFoundError):
        (state / _REBUILD).touch()


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    """Hold the desk's lock. The kernel frees it when the process ends, however it ends."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        until = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise DeskBusy(
                        f"{lock.parent.parent.parent} is being read in by another tearline. Searching and "
                        "reading work meanwhile; sync again when it is done."
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def _sync(run: _Run) -> SyncReport:
    run.added = run.changed = run.removed = 0
    run.begun, run.came = {}, {}
    run.engine.stats()
    run.stamp = run.engine.stamp()
    _reconcile(run)
    known = run.catalog.files()
    standing: set[str] = set()
    to_read: list[FoundFile] = []
    passed_over = PassedOver()
    for file in article_files(run.root, passed_over):
        standing.add(file.path)
        before = known.get(file.path)
        if before is None or before.gone or before[:3] != file[1:] or not are_current(before.rules):
            to_read.append(file)
    stopped = _read_all(run, to_read, len(standing))
    # What stands in a folder that cannot be opened now is not known to be gone.
    removed = {
        path
        for path, file in known.items()
        if not file.gone and path not in standing and not path.startswith(tuple(passed_over.closed))
    }
    if removed or run.catalog.has_orphans():
        _retire(run, sorted(removed))
    moved = 0
    if not stopped:
        moved = _follow(run, removed)
        # What one new file costs is not what merging many articles costs.
        run.engine.tidy(max(_ALWAYS_TIDIED, _TIDIED_PER_FILE * (run.added + run.changed)), run.cancelled)
        run.stamp = run.engine.stamp()
        _settle(run)
    return SyncReport(
        added=run.added - moved,
        changed=run.changed,
        moved=moved,
        removed=run.removed - moved,
        unchanged=run.catalog.count_places() - run.added - run.changed,
        unreadable=(
            *passed_over.unreadable(),
            *(file for file in run.catalog.no_articles() if file.advice),
        ),
        cancelled=stopped,
        messages=tuple(run.messages),
    )


def _reconcile(run: _Run) -> None:
    """Give the engine what an interrupted sync did not, and take out what the catalogue does not have."""
    catalog, engine = run.catalog, run.engine
    behind = catalog.unindexed_ids()
    if catalog.note("engine") == run.stamp and not behind:
        return
    live, held = catalog.live_ids(), engine.ids()
    engine.remove(held - live)
    wanted = sorted((live - held) | (behind & live))
    started = time.monotonic()
    for start in range(0, len(wanted), _LARGEST_BATCH // 4):
        for done, article in enumerate(catalog.articles(wanted[start : start + _LARGEST_BATCH // 4]), start):
            run.progress(Progress(done, len(wanted), article.path, done, seconds=time.monotonic() - started))
            engine.add(article)
        _commit(run)
    _settle(run)


def _settle(run: _Run) -> None:
    """Commit to the engine, and note that catalogue and engine agree."""
    _commit(run)
    if run.catalog.note("engine") != run.stamp or run.catalog.unindexed_ids():
        with run.catalog.writing() as writer:
            writer.settle(run.stamp)


def _commit(run: _Run) -> None:
    # Only this sync may write, so a state that it did not leave there is one that lost what it committed.
    if run.engine.stamp() != run.stamp:
        raise EngineDamaged("The search index was removed while it was written.")
    run.engine.commit()
    # Only what must not wait for the end: who searches meanwhile opens every segment.
    run.engine.tidy(0, run.cancelled)
    run.stamp = run.engine.stamp()


def _read_all(run: _Run, to_read: Sequence[FoundFile], total: int) -> bool:
    """Read files in batches; whether it was stopped before the end."""
    if not to_read:
        return False
    files = {file.path: file for file in to_read}
    started = time.monotonic()
    done, articles = total - len(to_read), 0
    read: dict[str, int] = {}
    read_whole, bytes_total = 0, sum(file.size for file in to_read)
    batch: list[Piece] = []
    size, count, chars = _FIRST_BATCH, 0, 0
    run.progress(Progress(done, total, to_read[0].path, bytes_total=bytes_total))
    for piece in read_files(run.root, [(file.path, file.size) for file in to_read], run.cancelled):
        batch.append(piece)
        found = [each for each in piece.found if isinstance(each, Article)]
        articles += len(found)
        count += len(piece.found)
        chars += sum(len(each.text) for each in found)
        read[piece.path] = piece.read
        if piece.done:
            done += 1
            read_whole += files[piece.path].size
            del read[piece.path]
        if count >= size or chars >= _CHARS_EACH * size:
            begun = time.monotonic()
            _keep(run, batch, files)
            size = _next_size(size, time.monotonic() - begun)
            batch, count, chars = [], 0, 0
        run.progress(
            Progress(
                done,
                total,
                piece.path,
                articles,
                read_whole + sum(read.values()),
                bytes_total,
                time.monotonic() - started,
            )
        )
    _keep(run, batch, files)
    return done < total


def _next_size(size: int, seconds: float) -> int:
    """How large the next batch is after one of `size` that was kept in so many seconds."""
    if seconds > _KEPT_WITHIN:
        return max(_FIRST_BATCH, size // 2)
    return min(size * 2, _LARGEST_BATCH) if seconds < _KEPT_WITHIN / 2 else size


def _keep(run: _Run, batch: Sequence[Piece], files: Mapping[str, FoundFile]) -> None:
    """Keep a batch in the catalogue, then in the engine, then note that they agree."""
    if not batch:
        return
    with run.catalog.writing() as writer:
        now = time.time_ns()
        for piece in batch:
            file = files[piece.path]
            number = run.begun.pop(piece.path, None) or writer.begin_file(file.path, file.size)
            for found in piece.found:
                held: int | Unreadable
                if isinstance(found, Article):
                    held, unindexed = writer.put_article(found)
                    if unindexed:
                        run.engine.add(found)
                else:
                    held = found
                came = writer.put_place(found.path, number, held)
                run.added += came == "added"
                # More than are compared need not be kept in mind.
                new = came == "added" and len(run.came) <= MOST
                if new and isinstance(found, Article) and found.path == piece.path:
                    run.came[piece.path] = found.id
                run.changed += came == "changed"
            if piece.done:
                mtime_ns = file.mtime_ns if now - file.mtime_ns > _SETTLED_NS else -1
                seen = KnownFile(file.size, mtime_ns, file.beside, piece.rules, 0)
                run.removed += writer.finish_file(number, seen)
            else:
                run.begun[piece.path] = number
    _settle(run)


def _retire(run: _Run, paths: Sequence[str]) -> None:
    with run.catalog.writing() as writer:
        run.removed += writer.remove_files(paths)
        retired = writer.retire_articles()
    run.engine.remove(retired)
    _settle(run)


def _follow(run: _Run, removed: Iterable[str]) -> int:
    """Note where files that are gone stand now, under other names; say so of those that were edited too.
    How many they are.
    """
    catalog = run.catalog
    if not run.came or not removed:
        return 0
    ids = {path: article_id for path in removed if (article_id := catalog.article_at(path))}
    if max(len(ids), len(run.came)) > MOST:
        return 0
    live = catalog.live_ids() - set(run.came.values())
    articles = {each.id: each for each in catalog.articles(sorted({*ids.values(), *run.came.values()}))}
    moved = renamed(
        {path: articles[one] for path, one in ids.items() if one not in live},
        {path: articles[one] for path, one in run.came.items()},
    )
    catalog.set_moved(moved)
    for old, path in sorted(moved.items()):
        if ids[old] != run.came[path]:
            run.messages.append(
                f"{path} is taken for {old}, renamed and edited. Briefs that cite it: "
                "tearline check --repair takes them along."
            )
    return len(moved)
