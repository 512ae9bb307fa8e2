"""What the statements of a brief rest on: every anchored stretch of words, and whether it stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tearline.briefs.anchoring.anchors import Anchor
from tearline.briefs.document.schema_problems import Path
from tearline.briefs.model import Brief, Claim, Event, Place, Quote, Source
from tearline.index.article import Article

# Gives the article that a source is, None where it cannot be found on the desk.
ArticleOf = Callable[[Source], Article | None]


@dataclass(frozen=True, slots=True)
class Anchored:
    """Words that an item says stand at a place.

    `path` leads to the place in the brief's data, `words_path` to the words. `words` is None where the
    item gives none to hold the place to.
    """

    item: str
    path: Path
    words_path: Path
    words: str | None
    place: Place

    @property
    def anchor(self) -> Anchor:
        place = self.place
        return Anchor(place.source, place.start, place.end, self.words or "", place.before, place.after)

    def stands_in(self, text: str) -> bool:
        """Whether the words stand verbatim at their place in the text."""
        return self.words is not None and text[self.place.start : self.place.end] == self.words


def anchored_words(brief: Brief) -> Iterator[Anchored]:
    """Every anchored stretch of words of a brief, in the order of its items."""
    for n, quote in enumerate(brief.quotes):
        yield from _quoted(quote, ("quotes", n))
    for section in ("claims", "timeline"):
        items: tuple[Claim | Event, ...] = getattr(brief, section)
        for n, item in enumerate(items):
            for m, evidence in enumerate(item.evidence):
                if isinstance(evidence, Place):
                    path = (section, n, "evidence", m)
                    yield Anchored(item.id, path, (*path, "exact"), evidence.exact, evidence)


def _quoted(quote: Quote, path: Path) -> Iterator[Anchored]:
    for n, (words, place) in enumerate(zip(quote.stretches, quote.places, strict=True)):
        at = () if isinstance(quote.at, Place) else (n,)
        said = () if isinstance(quote.said, str) else (n,)
        yield Anchored(quote.id, (*path, "at", *at), (*path, "said", *said), words, place)


def places_of(brief: Brief) -> Callable[[str], tuple[Place, ...]]:
    """A function from an item's id to the places it rests on, by way of the quotes and claims it names.

    Each place once, in order; none for an id that is not in the brief.
    """
    named: list[Quote | Claim | Event] = [*brief.timeline, *brief.claims, *brief.quotes]
    items = {item.id: item for item in named}

    def places(item_id: str) -> tuple[Place, ...]:
        found: dict[tuple[str, int, int], Place] = {}
        seen: set[str] = set()
        waiting = [item_id]
        while waiting:
            name = waiting.pop()
            item = items.get(name)
            if item is None or name in seen:
                continue
            seen.add(name)
            if isinstance(item, Quote):
                for place in item.places:
                    found.setdefault((place.source, place.start, place.end), place)
                continue
            for evidence in item.evidence:
                if isinstance(evidence, Place):
                    found.setdefault((evidence.source, evidence.start, evidence.end), evidence)
            waiting += reversed([evidence for evidence in item.evidence if isinstance(evidence, str)])
        return tuple(found.values())

    return places
