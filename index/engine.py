"""The interface between the desk and whatever searches: what every engine does, and the same for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import Literal, NamedTuple, Protocol, TypeVar

from tearline.index.article import Article
from tearline.index.errors import TearlineError
from tearline.index.query_tree import Fuzzy, Query

Order = Literal["relevance", "date"]
Cancelled = Callable[[], bool]
_Number = TypeVar("_Number", int, float)


class EngineDamaged(TearlineError):  # noqa: N818
    """The search index cannot be read: `what` says why. The next sync builds it anew from the catalogue."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Sync the desk, and it is built anew.")
        self.what = what


class SearchDropped(TearlineError):  # noqa: N818
    """A search was told, while it ran, that nobody waits for it."""


def never() -> bool:
    """For a search that is always waited for."""
    return False


class EngineHit(NamedTuple):
    """An article that a query found. Scores compare within one answer only; higher is better."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """The best hits, and how many articles match in all."""

    total: int
    hits: tuple[EngineHit, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """A word of the index and in how many articles it stands."""

    word: str
    articles: int


class Facet(NamedTuple):
    """A value as articles write it, and how many have it. There may be very many."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Articles counted by what they have, commonest first; articles without it are not counted.

    A `month` is "2031-04", or "2031" where only the year is known; the newest comes first.
    """

    outlet: tuple[Facet, ...] = ()
    author: tuple[Facet, ...] = ()
    month: tuple[Facet, ...] = ()


def commonest_first(counted: Mapping[str, int]) -> tuple[Facet, ...]:
    """Values with their counts, of one count by alphabet."""
    names = sorted(sorted(counted), key=counted.__getitem__, reverse=True)
    return _facets(names, map(counted.__getitem__, names))


def _facets(values: Iterable[str], articles: Iterable[int]) -> tuple[Facet, ...]:
    # Without a step of Python's for each of them.
    return tuple(map(tuple.__new__, repeat(Facet), zip(values, articles, strict=True)))


def counted_facets(
    outlet: Mapping[str, int], author: Mapping[str, int], month: Mapping[_Number, int]
) -> Facets:
    """Facets of what was counted; a month is given as 203104, 203100 where only the year is known, or as the
    same with a decimal point.
    """
    newest = sorted(month, reverse=True)
    months = _facets(map(_month_name, newest), map(month.__getitem__, newest))
    return Facets(commonest_first(outlet), commonest_first(author), months)


@lru_cache(maxsize=4096)
def _month_name(month: float) -> str:
    year, number = divmod(int(month), 100)
    return f"{year:04}-{number:02}" if number else f"{year:04}"


@dataclass(frozen=True, slots=True)
class EngineStats:
    articles: int
    segments: int
    bytes: int


class Engine(Protocol):
    """A searchable set of articles, keyed by article id.

    One thread or process at a time may call `add`, `remove`, `commit`, `tidy` and `clear`; the caller sees
    to that. Everything else may be called from any thread at any time and sees what was last committed, by
    any process. A method that finds the index unreadable raises EngineDamaged.

    Which articles are copies is no engine's to say: it follows from texts and dates, must be the same under
    every engine, and is the desk's (see `families`).
    """

    def add(self, article: Article) -> None:
        """Take in an article, in place of one with the same id. Nothing is searchable before `commit`."""

    def remove(self, ids: Iterable[str]) -> None:
        """Take articles out; ids that are not there are no error."""

    def commit(self) -> str:
        """Make everything since the last commit durable and searchable at once; the new `stamp`."""

    def rollback(self) -> None:
        """Drop everything since the last commit."""

    def stamp(self) -> str:
        """Names the committed state: another commit, another stamp. "" where nothing was ever committed."""

    def search(
        self,
        query: Query,
        limit: int | None = None,
        order: Order = "relevance",
        cancelled: Cancelled = never,
    ) -> EngineAnswer:
        """The articles whose record matches the query, exactly as `query.matches` has it, best first.

        The query holds no field that only findings have (see `query.article_part`). Order "date" is newest
        first, undated last. Equal hits are ordered by id. `cancelled` is asked often; SearchDropped is raised
        once it says yes. No search waits for another.
        """

    def ids(self) -> frozenset[str]:
        """The ids of all articles committed."""

    def complete(self, begun: str, limit: int = 10) -> tuple[Completion, ...]:
        """The commonest words that begin so, commonest first."""

    def spelled_like(self, word: Fuzzy, limit: int = 10) -> tuple[Completion, ...]:
        """The commonest words spelled almost so in the word's field, the word itself among them."""

    def facets(self, query: Query, cancelled: Cancelled = never) -> Facets:
        """How many of the articles that match are of each outlet, author and month. See `search`."""

    def tidy(self, most: int | None = None, cancelled: Cancelled = never) -> None:
        """Do what keeps searching fast after many commits. Never needed for right answers.

        No more than `most` articles are written anew where that can wait; nothing is once `cancelled`, which
        is asked often, says so.
        """

    def clear(self) -> None:
        """Forget everything, a damaged state included."""

    def stats(self) -> EngineStats:
        """How much is held."""

    def close(self) -> None:
        """Let go of open files. What was not committed is dropped."""
