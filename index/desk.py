"""A desk: a folder of articles, read in, searchable, and each article by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from tearline.index import sync as syncing
from tearline.index.add import AddReport, add_to_desk
from tearline.index.add_pages import RefreshReport, add_addresses, refresh_pages
from tearline.index.article import Article, Span
from tearline.index.catalog import Catalog
from tearline.index.catalog_rows import ArticleCard
from tearline.index.engine import (
    Cancelled,
    Completion,
    EngineAnswer,
    EngineDamaged,
    Facets,
    Order,
    SearchDropped,
    never,
)
from tearline.index.engine_choice import Leftovers, chosen_engine, open_engine
from tearline.index.errors import TearlineError
from tearline.index.families import CopyOf, Families, Similar, families_of
from tearline.index.private_state import DeskError, private_state
from tearline.index.query import Query, QueryError, article_part, parse
from tearline.index.reading import Unreadable
from tearline.index.similar import compare_copies
from tearline.index.snippets import EMPTY, Snippet, make_snippet
from tearline.index.suggestion import suggest
from tearline.index.sync import DeskBusy, DeskFull, Progress, SyncReport

if TYPE_CHECKING:
    from tearline.index.watching import Watch

__all__ = [
    "AddReport",
    "ArticleCard",
    "Desk",
    "DeskBusy",
    "DeskError",
    "DeskFull",
    "DeskStatus",
    "Facets",
    "Hit",
    "Progress",
    "QueryError",
    "RefreshReport",
    "SearchDropped",
    "SearchResult",
    "Similar",
    "SyncReport",
    "UnknownArticle",
    "Unreadable",
]

# Without a limit, snippets are made for so many hits: nobody reads further, and each costs reading a text.
_SNIPPETS = 100
# Where more articles match than this, the query is taken for what was meant.
_LITTLE = 2


class UnknownArticle(TearlineError):  # noqa: N818
    """No article with this id was ever read on this desk."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found. `at` is the first match in its text, None where something else
    matched. `copies` are the other articles of the desk with the same origin, as far as that was worked out.
    """

    card: ArticleCard
    score: float
    snippet: Snippet
    at: Span | None
    copies: tuple[ArticleCard, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits, and how many articles match in all.

    `suggestion`, where one was asked for, is the text of a query that finds more, where next to nothing
    matches and words are misspelled.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """What a desk holds: articles, the engine that searches them, the segments and bytes of its index, files
    that cannot be read.
    """

    root: str
    articles: int
    index_segments: int
    index_bytes: int
    unreadable: tuple[Unreadable, ...]
    messages: tuple[str, ...]
    engine: str


class Desk:
    """A desk, held open. Every method may be called from any thread; one `sync` runs at a time.

    `root` is the folder, `state` the private folder in it, which other layers may keep caches in. Raises
    DeskError where the folder cannot be a desk.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root).absolute()
        private, choice = private_state(self.root), chosen_engine(self.root)
        self.state = private.folder
        self._messages = (*private.messages, *choice.messages)
        self._catalog = Catalog(self.state / "catalog.sqlite")
        self._families = Families(self.state)
        self._engine_name = choice.name
        self._engine = open_engine(choice.name, self.state)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self._engine.close()
        self._catalog.close()

    # Reading in

    def sync(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> SyncReport:
        """Read what is new or changed, forget what is gone. Everything else of the desk works meanwhile.

        `progress` is called as the first file is begun and after each, and within one that holds many
        articles, in this thread; `cancelled` is asked as often, and what was read so far is kept when it
        says yes. Raises DeskBusy where another sync is under way for longer
        than a moment, DeskError where the disk refuses.
        """
        left = Leftovers(self._engine_name, self.state)
        messages = (*self._messages, *left.messages)
        report = syncing.sync(
            self.root, self._catalog, self._engine, self.state, messages, progress, cancelled
        )
        left.remove()
        return report

    def sync_apart(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool] = lambda: False
    ) -> SyncReport:
        """What `sync` does, in a process of its own, for who must not wait meanwhile. Raises the same."""
        from tearline.index.sync_apart import sync_apart

        return sync_apart(self.root, progress, cancelled)

    def watch(self) -> Watch:
        """What notices files that come, change and go from now on."""
        from tearline.index.watching import Watch

        return Watch(self.root, self._catalog)

    def add(self, sources: Iterable[Path]) -> AddReport:
        """Copy article files, or those in folders, into `articles/`. Nothing is overwritten; sync reads them.

        A text that the desk already has is not copied again. Raises DeskError where the desk cannot be
        written.
        """
        return add_to_desk(self.root, sources, self._catalog)

    def add_addresses(
        self,
        addresses: Iterable[str],
        allow_private: bool = False,
        telling: Callable[[str], None] = lambda _: None,
    ) -> AddReport:
        """Fetch pages from the web into `articles/`; of a feed, the page of each entry. Sync reads them.

        `telling` is called with each address before it is fetched. Without `allow_private`, nothing on this
        machine or in a private network is connected to. Raises DeskError where the desk cannot be written.
        """
        return add_addresses(self.root, addresses, self._catalog, allow_private, telling)

    def refresh(
        self, allow_private: bool = False, telling: Callable[[str], None] = lambda _: None
    ) -> RefreshReport:
        """Look again at what was added from addresses. Where a text changed, the old file stays and the new
        one stands beside it. Raises DeskError where the desk cannot be written.
        """
        return refresh_pages(self.root, self._catalog, allow_private, telling)

    # Articles

    def articles(self) -> tuple[ArticleCard, ...]:
        """The articles of the desk, newest published first, undated ones last."""
        cards = self._catalog.cards().values()
        by_name = sorted(cards, key=lambda card: (card.path, card.id))
        return tuple(sorted(by_name, key=lambda card: card.published or "", reverse=True))

    def article(self, article_id: str) -> Article:
        """An article as it was last read, whether or not its file is still there. Raises UnknownArticle."""
        for article in self._catalog.articles([article_id]):
            return article
        raise UnknownArticle(f"No article {article_id[:12]}… was ever read on {self.root}.")

    def card(self, article_id: str) -> ArticleCard:
        """An article's card, whether or not its file is still there. Raises UnknownArticle."""
        card = self._catalog.cards([article_id]).get(article_id)
        if card is None:
            raise UnknownArticle(f"No article {article_id[:12]}… was ever read on {self.root}.")
        return card

    def article_at(self, path: str) -> Article | None:
        """The article at a path of the desk, or that last stood there: of a file that was renamed, the
        article where it stands now; of one that was deleted, the article as it was. None where there never
        was one."""
        article_id = self._catalog.article_at(path)
        return None if article_id is None else self.article(article_id)

    def article_moved_from(self, path: str) -> Article | None:
        """The article as it is now of a file that once had this path and has another one now."""
        place = self._catalog.moved_to(path)
        return None if place == path else self.article_at(place)

    # Searching

    def search(
        self,
        query: str | Query,
        limit: int | None = 50,
        order: Order = "relevance",
        cancelled: Cancelled = never,
        suggesting: bool = False,
    ) -> SearchResult:
        """The articles that match, best first; with order "date" newest first.

        Of a query that asks for findings (`speaker:`), articles are found in which such findings may be: see
        `query.article_part`. Without a limit, only the first hundred hits have a snippet and a place.
        `suggesting` may cost many times what the search does: too much for every keystroke. Raises
        QueryError; raises SearchDropped once `cancelled`, which is asked often, says that nobody waits.
        """
        asked = parse(query) if isinstance(query, str) else query
        part = article_part(asked)
        answer = self._ask(part, limit, order, cancelled)
        ids = [hit.id for hit in answer.hits]
        cards = self._catalog.cards(ids)
        texts = self._catalog.texts(ids if limit is not None else ids[:_SNIPPETS])
        copies = self._copies(ids)
        hits = []
        for hit in answer.hits:
            # Another process may have committed to the engine what is not in the catalogue yet.
            if card := cards.get(hit.id):
                snippet, at = make_snippet(part, *texts[hit.id]) if hit.id in texts else (EMPTY, None)
                hits.append(Hit(card, hit.score, snippet, at, copies.get(hit.id, ())))
        suggestion = self._suggestion(part, answer.total, cancelled) if suggesting else None
        return SearchResult(asked, answer.total, tuple(hits), suggestion)

    def _copies(self, ids: Sequence[str]) -> dict[str, tuple[ArticleCard, ...]]:
        """The other articles of each one's family, those that the desk holds now."""
        families = {article_id: family for article_id in ids if (family := self._families.of(article_id))}
        cards = self._catalog.cards(list({member for family in families.values() for member in family}))
        return {
            article_id: tuple(
                cards[one] for one in family if one != article_id and one in cards and not cards[one].gone
            )
            for article_id, family in families.items()
        }

    def similar(self, article_id: str, progress: Callable[[int, int], None] | None = None) -> Similar | None:
        """The articles that share an article's origin, with what differs; None where it has no copies.

        Where articles came or went since families were last worked out, that is done first, and `progress`
        is told how many articles of how many are compared. Raises UnknownArticle.
        """
        card = self.card(article_id)
        family = self._families.of(article_id)
        revision = self._catalog.revision()
        if not card.gone and not self._families.are_of(revision):
            cards = self.articles()
            oldest_first = self._catalog.articles([card.id for card in reversed(cards)])
            found = families_of(oldest_first, lambda done: progress(done, len(cards)) if progress else None)
            self._families.keep(revision, found)
            family = next((one for one in found if article_id in one), ())
        if not family:
            return None
        held = self._catalog.cards(family)
        first, *others = self._catalog.articles(family)
        return Similar(
            held[first.id], tuple(CopyOf(held[one.id], compare_copies(first, one)) for one in others)
        )

    def keep_families(self, families: Iterable[tuple[str, ...]]) -> None:
        """Keep the families of copies that were worked out over all articles of the desk as it is now."""
        self._families.keep(self._catalog.revision(), families)

    def matching(self, query: str | Query, cancelled: Cancelled = never) -> frozenset[str]:
        """The ids of all articles that match, as `search` has it, without cards and snippets. Raises
        QueryError and SearchDropped.
        """
        asked = parse(query) if isinstance(query, str) else query
        return frozenset(hit.id for hit in self._ask(article_part(asked), None, "relevance", cancelled).hits)

    def facets(self, query: str | Query = "", cancelled: Cancelled = never) -> Facets:
        """How many of the articles that `search` finds are of each outlet, author and month. Raises
        QueryError and SearchDropped.
        """
        asked = parse(query) if isinstance(query, str) else query
        with self._damage_noted():
            return self._engine.facets(article_part(asked), cancelled)

    def _ask(self, part: Query, limit: int | None, order: Order, cancelled: Cancelled) -> EngineAnswer:
        with self._damage_noted():
            return self._engine.search(part, limit, order, cancelled)

    def _suggestion(self, part: Query, total: int, cancelled: Cancelled) -> str | None:
        if total > _LITTLE:
            return None
        with self._damage_noted():
            text = suggest(part, self._engine.spelled_like)
        if text is None:
            return None
        try:
            better = article_part(parse(text))
        except QueryError:
            return None
        return text if self._ask(better, 0, "relevance", cancelled).total > total else None

    @contextmanager
    def _damage_noted(self) -> Iterator[None]:
        try:
            yield
        except EngineDamaged:
            syncing.ask_for_rebuild(self.state)
            raise

    def complete(self, begun: str, limit: int = 10) -> tuple[Completion, ...]:
        """The commonest words on the desk that begin so."""
        return self._engine.complete(begun, limit)

    def notes(self) -> tuple[tuple[str, str], ...]:
        """Sentences on what of an article could not be used or is not there, each with its path."""
        return self._catalog.notes()

    def status(self) -> DeskStatus:
        """What the desk holds, as of the last sync."""
        stats = self._engine.stats()
        return DeskStatus(
            str(self.root),
            self._catalog.count(),
            stats.segments,
            stats.bytes,
            tuple(file for file in self._catalog.no_articles() if file.advice),
            self._messages,
            self._engine_name,
        )
