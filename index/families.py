"""The families of copies of a desk's articles, worked out once and kept in its private folder.

What shares an origin follows from the texts, the dates and nothing else, so it is the desk's to know and the
same whichever engine searches it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tearline.index.article import Article
from tearline.index.catalog_rows import ArticleCard
from tearline.index.similar import Copy, Origins

_FILE = "families.json"


@dataclass(frozen=True, slots=True)
class CopyOf:
    """An article that copies another, and how it differs: what it adds and what it leaves out."""

    card: ArticleCard
    differs: Copy


@dataclass(frozen=True, slots=True)
class Similar:
    """The articles that share one origin: the earliest, and its copies by date."""

    first: ArticleCard
    copies: tuple[CopyOf, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry it, each once, the earliest first."""
        cards = (self.first, *(copy.card for copy in self.copies))
        return tuple(dict.fromkeys(card.outlet for card in cards if card.outlet))


class Families:
    """Families as they were last worked out, read again when another process wrote them.

    They hold for one state of the desk, its `revision`; of articles that came since, nothing is known.
    """

    def __init__(self, state: Path) -> None:
        self._path = state / _FILE
        self._read: tuple[int, int] | None = None
        self._revision = ""
        self._of: Mapping[str, tuple[str, ...]] = {}

    def of(self, article_id: str) -> tuple[str, ...]:
        """The whole family of an article, its first one first; empty where it has no copies."""
        self._refresh()
        return self._of.get(article_id, ())

    def are_of(self, revision: str) -> bool:
        """Whether they were worked out for this state of the desk."""
        self._refresh()
        return bool(revision) and self._revision == revision

    def keep(self, revision: str, families: Iterable[tuple[str, ...]]) -> None:
        """Keep families, each with its first article first. Where the disk refuses, they are not kept."""
        data = json.dumps({"revision": revision, "families": [one for one in families if len(one) > 1]})
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=_FILE)
            made = Path(name)
            try:
                with os.fdopen(handle, "w", encoding="ascii") as file:
                    file.write(data)
                made.replace(self._path)
            finally:
                made.unlink(missing_ok=True)

    def _refresh(self) -> None:
        try:
            status = self._path.stat()
            now = (status.st_mtime_ns, status.st_ino)
            if now == self._read:
                return
            kept = json.loads(self._path.read_bytes())
            families = [tuple(map(str, one)) for one in kept["families"]]
            self._revision, self._read = str(kept["revision"]), now
        except (OSError, ValueError, LookupError, TypeError):
            # Gone, or damaged: worked out anew when they are asked for.
            self._revision, self._read, families = "", None, []
        self._of = {article_id: family for family in families for article_id in family}


def families_of(
    articles: Iterable[Article], progress: Callable[[int], object] = lambda _: None
) -> list[tuple[str, ...]]:
    """The families of more than one article, each by date. Quickest with the oldest article first."""
    origins = Origins()
    for done, article in enumerate(articles, 1):
        origins.add(article)
        progress(done)
    return list(origins.families())
