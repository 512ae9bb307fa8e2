"""What is marked in an article: its findings in the order of their words, found again by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from tearline.index.article import Span

IN_BRIEF = frozenset({"draft", "accepted", "edited"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article that something is said about: `kind` is quote, claim, event, mention, hit or zone.

    `status` is the finding's state (suggested, weak, draft, accepted, edited, rejected), empty for the other
    kinds.
    """

    id: str
    kind: str
    spans: tuple[Span, ...]
    status: str = ""

    @property
    def is_finding(self) -> bool:
        return self.kind in ("quote", "claim")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unbroken piece of a passage."""

    start: int
    end: int
    passage: Passage


class Passages:
    """The passages of one article, ready to be asked for by place."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self.all = tuple(passages)
        self._stretches = sorted(
            (
                Stretch(start, end, passage)
                for passage in self.all
                for start, end in passage.spans
                if start < end
            ),
            key=lambda stretch: (stretch.start, -stretch.end),
        )
        self._starts = [stretch.start for stretch in self._stretches]
        # How far the stretches up to each one reach: where to stop looking back.
        self._reach = list(accumulate((stretch.end for stretch in self._stretches), max))
        self.findings = sorted(
            (passage for passage in self.all if passage.is_finding and passage.spans),
            key=lambda passage: (passage.spans[0], passage.id),
        )
        self._by_id = {passage.id: passage for passage in self.all if passage.is_finding}

    def find(self, passage_id: str) -> Passage | None:
        return self._by_id.get(passage_id)

    def within(self, start: int, end: int) -> list[Stretch]:
        """The stretches that share a character with [start, end), in order."""
        last = bisect_left(self._starts, end)
        first = last
        while first > 0 and self._reach[first - 1] > start:
            first -= 1
        return [stretch for stretch in self._stretches[first:last] if stretch.end > start]

    def neighbour(self, passage_id: str | None, offset: int, step: int) -> Passage | None:
        """The finding after (step 1) or before (step -1) a given one, or the first at or past `offset`."""
        if not self.findings:
            return None
        ids = [passage.id for passage in self.findings]
        if passage_id in ids:
            place = ids.index(passage_id) + step
            return self.findings[place] if 0 <= place < len(ids) else None
        after = bisect_left([passage.spans[0][0] for passage in self.findings], offset)
        place = after if step > 0 else after - 1
        return self.findings[place] if 0 <= place < len(ids) else None
