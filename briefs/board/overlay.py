"""The brief laid over the findings: what stands in the brief is shown as the brief has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, repeat
from typing import Generic, TypeVar

from tearline.briefs import model
from tearline.briefs.anchoring.anchors import Anchor, locate
from tearline.briefs.board.brief_rows import claim_row, event_row, quote_row
from tearline.briefs.board.roster import Known
from tearline.briefs.board.rows import ClaimRow, EventRow, QuoteRow, Status
from tearline.briefs.board.suggestions import Block
from tearline.briefs.document.brief_items import BriefItem, items_of, parties_of
from tearline.briefs.model import Brief
from tearline.index.article import Article, Span

# A finding that shares this much of its words with an item of the brief is that item, read by other rules.
_SAME = 0.8


ItemT = TypeVar("ItemT", model.Quote, model.Claim, model.Event)
RowT = TypeVar("RowT", QuoteRow, ClaimRow, EventRow)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item of the brief, and its places in one source.

    An item with evidence in several sources is shown at the first, and covers findings at the others.
    """

    item: BriefItem
    places: tuple[model.Place, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class _Laid(Generic[ItemT]):
    """An item where its words stand in an article's text as it is; empty spans where they are lost."""

    item: ItemT
    spans: tuple[Span, ...]
    shown: bool


class Overlay:
    """A brief, ready to be laid over the rows of one article after another."""

    def __init__(self, brief: Brief | None) -> None:
        self.brief = brief or Brief(tearline=1, title="-")
        self.rejected = frozenset(self.brief.rejected)
        self._quotes = {quote.id: quote for quote in self.brief.quotes}
        # Source key to the items with words there, each with the places of these words.
        self.items: dict[str, list[_Entry]] = defaultdict(list)
        self._home: dict[str, str] = {}
        for item in items_of(self.brief):
            if item.id not in self._home:
                self._place(item)
        self._by_text: dict[str, list[str]] = defaultdict(list)
        self._by_file: dict[str, list[str]] = defaultdict(list)
        for key, source in self.brief.sources.items():
            if source.text:
                self._by_text[source.text.removeprefix("sha256:")].append(key)
            self._by_file[source.file].append(key)

    def known(self) -> list[Known]:
        """The brief's actors, as the roster takes them."""
        return [
            Known(key, actor.name, actor.type, actor.aliases, actor.not_, actor.merged)
            for key, actor in self.brief.actors.items()
        ]

    @cached_property
    def statuses(self) -> dict[str, Status]:
        """The status of each actor of the brief: a draft while all that names it there is a draft."""
        reviews: dict[str, set[str]] = defaultdict(set)
        for item in items_of(self.brief):
            for party in parties_of(item):
                reviews[party].add(item.review)
        return {key: "draft" if reviews[key] == {"draft"} else "accepted" for key in self.brief.actors}

    def status_of(self, actor_id: str) -> Status:
        """The status of any actor."""
        return self.statuses.get(actor_id, "rejected" if actor_id in self.rejected else "suggested")

    @property
    def keys(self) -> set[str]:
        """The keys of all sources that the brief declares or names."""
        return self.items.keys() | self.brief.sources.keys()

    @property
    def ids(self) -> set[str]:
        """The ids of the brief's items."""
        return set(self._home)

    def all_of(self, source: str) -> tuple[object, ...]:
        """What there is of a source and its items: equal for two briefs that show it alike."""
        return self.brief.sources.get(source), *self.items.get(source, ())

    def sources_of(self, article: Article, on_board: Container[str]) -> list[str]:
        """The keys of the brief's sources that are this article: its text, or its file with another text.

        A text that is on the board itself is never taken for another's newer version.
        """
        keys = list(self._by_text.get(article.id, ()))
        for key in self._by_file.get(article.path, ()) if article.path else ():
            text = self.brief.sources[key].text
            if key not in keys and (text is None or text.removeprefix("sha256:") not in on_board):
                keys.append(key)
        return keys

    def reserved_elsewhere(self, item_id: str, sources: Container[str]) -> bool:
        """Whether the brief has an item of that id whose words stand in another article."""
        return item_id in self._home and self._home[item_id] not in sources

    def lay(self, block: Block, article: Article, sources: Sequence[str]) -> Block:
        """The rows of an article with the brief's items in their places, and rejected ones marked."""
        here = [entry for key in sources for entry in self.items.get(key, ())]
        return self._blend(here, block, article)

    def loose(self, present: Container[str]) -> Block:
        """Rows for items whose words stand in no article at hand; `present` are the sources that are."""
        keys = dict.fromkeys((*self.brief.sources, *sorted(self.items)))
        lost = [entry for key in keys if key not in present for entry in self.items.get(key, ())]
        return self._blend(lost, Block(), None)

    def _blend(self, entries: list[_Entry], block: Block, article: Article | None) -> Block:
        def place(kind: type[ItemT]) -> list[_Laid[ItemT]]:
            return [
                _Laid(one.item, _locate(one, article.text) if article else (), one.shown)
                for one in entries
                if isinstance(one.item, kind)
            ]

        def blend(
            laid: list[_Laid[ItemT]], rows: Sequence[RowT], make: Callable[..., RowT]
        ) -> tuple[RowT, ...]:
            return tuple(_blended(laid, rows, partial(make, self.brief), article, self.rejected))

        return Block(
            blend(place(model.Quote), block.quotes, quote_row),
            blend(place(model.Claim), block.claims, claim_row),
            blend(place(model.Event), block.events, event_row),
        )

    def _place(self, item: BriefItem) -> None:
        by_source: dict[str, list[model.Place]] = defaultdict(list)
        for place in self._places(item):
            by_source[place.source].append(place)
        shown = True
        for source, places in by_source.items():
            self.items[source].append(_Entry(item, tuple(places), shown))
            if shown:
                self._home[item.id] = source
            shown = False
        if shown:
            self.items[""].append(_Entry(item, (), True))
            self._home[item.id] = ""

    def _places(self, item: BriefItem) -> Iterable[model.Place]:
        if isinstance(item, model.Quote):
            yield from item.places
            return
        for evidence in item.evidence:
            if isinstance(evidence, model.Place):
                yield evidence
            elif evidence in self._quotes:
                yield from self._quotes[evidence].places


def _blended(
    laid: Sequence[_Laid[ItemT]],
    rows: Sequence[RowT],
    make: Callable[..., RowT],
    article: Article | None,
    rejected: frozenset[str],
) -> Iterable[RowT]:
    """The findings' rows, each replaced by the item of the brief that it is, then its other items."""
    where = article.id if article else ""
    done: set[str] = set()
    for row in rows:
        one = _counterpart(row, laid)
        if one is None:
            yield replace(row, status="rejected") if row.id in rejected else row
        elif one.shown and one.item.id not in done:
            done.add(one.item.id)
            yield make(one.item, where, one.spans, row)
    for one in laid:
        if one.shown and one.item.id not in done:
            done.add(one.item.id)
            yield make(one.item, where, one.spans, None)


def _counterpart(row: QuoteRow | ClaimRow | EventRow, laid: Sequence[_Laid[ItemT]]) -> _Laid[ItemT] | None:
    """The item that a finding is: the one of its id, else the one that has nearly the same words."""
    by_id = next((one for one in laid if one.item.id == row.id), None)
    if by_id is not None or not laid:
        return by_id
    best = max(laid, key=lambda one: _shared(row.spans, one.spans))
    return best if _shared(row.spans, best.spans) >= _SAME else None


def _shared(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """The share of characters that two stretches of text have in common, of those in either; 0 to 1."""
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ours for b in theirs)
    either = sum(b - a for a, b in ours) + sum(b - a for a, b in theirs) - both
    return both / either if either else 0.0


def _locate(entry: _Entry, text: str) -> tuple[Span, ...]:
    """Where the words of an item stand in the text as it is; empty unless every stretch is found."""
    said = entry.item.stretches if isinstance(entry.item, model.Quote) else ()
    found: list[Span] = []
    for place, words in zip(entry.places, chain(said, repeat(None)), strict=False):
        exact = place.exact or words or text[place.start : place.end]
        if text[place.start : place.end] == exact:
            found.append((place.start, place.end))
            continue
        span = locate(
            Anchor(place.source, place.start, place.end, exact, place.before, place.after), text
        ).span
        if span is None:
            return ()
        found.append(span)
    return tuple(found)
