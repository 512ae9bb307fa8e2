"""Adds articles from addresses on the web, and looks again at those that were added so.

What a server sent is kept as it was, with a sidecar that says from where and when:

    from: "https://courier.example/pact"
    fetched: 2031-03-04
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tearline.index.add import FOLDER, AddReport, add_to_desk, safe_name
from tearline.index.article import Article
from tearline.index.catalog import Catalog
from tearline.index.errors import Unreadable
from tearline.index.formats import format_named, format_of, formats
from tearline.index.pool import read_file
from tearline.index.readers.reader import HEAD
from tearline.index.sidecar import SUFFIX, Origin, read_origin

_SUFFIX_OF_KIND = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/epub+zip": ".epub",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,30}://", re.I)
_FEED = "feed"
_MOST_ENTRIES = 100  # of one feed
_AT_ONCE = 20  # pages that are put into the desk together
_LONGEST_SIDECAR = 64 * 1024

if TYPE_CHECKING:
    # Imported where it is used: what opens connections takes its time to import.
    from tearline.index.fetching import Fetched

# Called with the address that is being fetched.
Telling = Callable[[str], None]


def is_address(source: str) -> bool:
    """Whether what was named is an address on the web rather than a path."""
    return _ADDRESS.match(source) is not None


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What came of looking again: the new files of pages whose text changed (the old stay), how many say the
    same as before, and what can't be fetched or read.
    """

    changed: tuple[Path, ...]
    unchanged: int
    unreadable: tuple[Unreadable, ...]


def add_addresses(
    root: Path,
    addresses: Iterable[str],
    catalog: Catalog,
    allow_private: bool = False,
    telling: Telling = lambda _: None,
) -> AddReport:
    """Put what stands at each address into ROOT/articles/; of a feed, the page of each of its entries.

    An address whose page is there is not fetched again. Raises DeskError where the desk cannot be written.
    """
    from tearline.index.fetching import fetch

    known = {address for origin in _origins(root) for address in (origin.address, origin.asked)}
    already: list[Path | str] = []
    unreadable: list[Unreadable] = []
    waiting = [(address, True) for address in addresses]
    waiting.reverse()
    seen: set[str] = set()
    with _Basket(root, catalog) as basket:
        while waiting:
            address, may_be_feed = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            if address in known:
                already.append(address)
                continue
            telling(address)
            try:
                found = fetch(address, allow_private)
                name = _file_name(address, found)
            except Unreadable as error:
                unreadable.append(error)
                continue
            if may_be_feed and _is_feed(name, found):
                entries = _entries(address, name, found, unreadable)
                waiting += [(entry, False) for entry in reversed(entries)]
            else:
                basket.put(address, name, found)
    return AddReport((), tuple(already), tuple(unreadable)).with_those(basket.report)


def refresh_pages(
    root: Path, catalog: Catalog, allow_private: bool = False, telling: Telling = lambda _: None
) -> RefreshReport:
    """Fetch again what was added from addresses; where its text changed, put it beside the old as a new file.

    Raises DeskError where the desk cannot be written.
    """
    from tearline.index.fetching import fetch

    unreadable: list[Unreadable] = []
    with _Basket(root, catalog) as basket:
        for address in dict.fromkeys(origin.asked for origin in _origins(root)):
            telling(address)
            try:
                found = fetch(address, allow_private)
                basket.put(address, _file_name(address, found), found)
            except Unreadable as error:
                unreadable.append(error)
    report = basket.report
    return RefreshReport(report.added, len(report.already), (*unreadable, *report.unreadable))


class _Basket:
    """Pages on their way into the desk: put there some at a time, since each time asks what it has."""

    def __init__(self, root: Path, catalog: Catalog) -> None:
        self.report = AddReport((), (), ())
        self._root, self._catalog = root, catalog
        self._folder = tempfile.TemporaryDirectory(prefix="tearline-")
        self._addresses: dict[Path, str] = {}

    def __enter__(self) -> _Basket:
        return self

    def __exit__(self, *_: object) -> None:
        # Also where it was stopped: what has been fetched is kept.
        try:
            self._empty()
        finally:
            self._folder.cleanup()

    def put(self, address: str, name: str, found: Fetched) -> None:
        """Take in what was fetched, with its sidecar. Raises DeskError."""
        folder = Path(self._folder.name) / str(len(self._addresses))
        folder.mkdir()
        path = folder / name
        path.write_bytes(found.data)
        origin = Origin(found.address, address, datetime.now(UTC).date().isoformat(), found.charset)
        path.with_name(f"{name}{SUFFIX}").write_text(origin.lines(), encoding="utf-8")
        self._addresses[path] = address
        if len(self._addresses) % _AT_ONCE == 0:
            self._empty()

    def _empty(self) -> None:
        waiting = [path for path in self._addresses if path.exists()]
        if not waiting:
            return
        found = add_to_desk(self._root, waiting, self._catalog)
        already = tuple(self._addresses[Path(path)] for path in found.already)
        errors = tuple(
            Unreadable(self._addresses.get(Path(each.path), each.path), each.reason, each.advice)
            for each in found.unreadable
        )
        self.report = self.report.with_those(AddReport(found.added, already, errors))
        for path in waiting:
            path.unlink()


def _origins(root: Path) -> Iterator[Origin]:
    """Where the files of the desk that were fetched came from, in the order of their names."""
    for sidecar in sorted((root / FOLDER).glob(f"*{SUFFIX}")):
        with suppress(OSError):
            if sidecar.with_name(sidecar.name.removesuffix(SUFFIX)).is_file() and sidecar.is_file():
                with sidecar.open("rb") as file:
                    words = file.read(_LONGEST_SIDECAR).decode("utf-8", "replace")
                if origin := read_origin(words):
                    yield origin


def _file_name(address: str, found: Fetched) -> str:
    """A name for what was fetched, with the suffix of its format. Raises Unreadable where it has none."""
    parts = urlsplit(found.address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    named, opened = format_named(last), format_of("", found.data[:HEAD])
    suffix = _SUFFIX_OF_KIND.get(found.kind, "")
    if opened is not None and opened is named:
        return safe_name(last)
    if opened is not None:
        # What it begins with is surer than what its server calls it.
        if format_named(f"x{suffix}") is not opened:
            suffix = opened.suffixes[0]
    elif not suffix and named is not None:
        return safe_name(last)
    if not suffix or not found.data:
        told = f"({found.kind})" if found.kind else "(its server does not say what it is)"
        raise Unreadable(address, f"it is no article {told}", "give the address of an article's page")
    stem = Path(last).stem if named is not None else last
    return safe_name(f"{stem or parts.hostname or 'page'}{suffix}")


def _is_feed(name: str, found: Fetched) -> bool:
    chosen = format_of(name, found.data[:HEAD])
    return chosen is not None and chosen is formats().get(_FEED)


def _entries(address: str, name: str, found: Fetched, unreadable: list[Unreadable]) -> list[str]:
    """The addresses of the pages that a feed names."""
    with tempfile.TemporaryDirectory(prefix="tearline-") as folder:
        path = Path(folder) / name
        path.write_bytes(found.data)
        articles = [each for piece in read_file(path) for each in piece.found if isinstance(each, Article)]
    urls = list(dict.fromkeys(each.url for each in articles if each.url))
    if not urls:
        unreadable.append(Unreadable(address, "no entry of the feed names a page", "save the feed as a file"))
    if len(urls) > _MOST_ENTRIES:
        unreadable.append(
            Unreadable(
                address,
                f"it has {len(urls):,} entries, of which the first {_MOST_ENTRIES} were added",
                "give the addresses of the others you need",
            )
        )
    return urls[:_MOST_ENTRIES]
