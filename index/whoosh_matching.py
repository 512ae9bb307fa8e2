"""Which articles of one segment match a query."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, compress, repeat
from operator import add, lshift

from tearline.index.query_matching import Stretch, are_near, in_a_row
from tearline.index.query_tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)
from tearline.index.whoosh_codec import FACETS
from tearline.index.whoosh_segment import Articles, SegmentView

# So many articles are looked at between two looks whether anybody still waits for the answer.
_ROWS_PER_CHECK = 64
_ARTICLES_PER_CHECK = 2048
# A word in a row with others costs about so many times what it costs alone.
_ROW_COST = 4
# Looking at the places of words in one article takes about as long as at so many places in all articles.
_PLACES_PER_ROW = 32
# No text has so many words.
_PLACE_BITS = 32


class Matching:
    """Finds the articles of one segment that match a query, deleted ones included.

    `check` is called again and again meanwhile; what it raises ends the work.
    """

    def __init__(self, view: SegmentView, check: Callable[[], None]) -> None:
        self.view = view
        self.check = check

    def find(self, node: Node) -> Articles:
        """The numbers of the articles that match."""
        self.check()
        view = self.view
        match node:
            case Words((word,), field):
                return view.holding(field, word)
            case Words() | Prefix():
                return self._in_a_row(node)
            case Fuzzy():
                return view.holding_any(node)
            case And(parts):
                return self.all(parts)
            case Or(parts):
                found: set[int] = set()
                return found.union(*map(self.find, parts))
            case Not(part):
                return view.everything() - self.find(part)
            case Near():
                return self._near(node)
            case Dated():
                return self._dated(node, range(*view.standing_in(node.first, node.last)))
            case Everything():
                return view.everything()
            case _:
                return frozenset()

    def cost(self, part: Node) -> int:
        """About how many articles are to be looked at to find what matches."""
        view = self.view
        match part:
            case Words(words, field):
                rarest = min(view.frequency(field, word) for word in words)
                # Rows in a name are looked for once a name.
                return rarest if len(words) == 1 or field in FACETS else rarest * _ROW_COST + len(words)
            case Not():
                return view.size * 3
            case _:
                return view.size * (1 if isinstance(part, Dated) else 2)

    def all(self, parts: Sequence[Node], among: Articles | None = None) -> Articles:
        """What all parts find, or those of some articles that all find.

        The rarest word comes first, so that nothing is read where nothing can be found.
        """
        found = among
        for part in sorted(parts, key=self.cost):
            if isinstance(part, Not):
                found = (self.view.everything() if found is None else found) - self.find(part.part)
            else:
                found = self.find(part) if found is None else self._among(part, found)
            if not found:
                break
        return found or frozenset()

    def _among(self, part: Node, among: Articles) -> Articles:
        """Those of some articles that match."""
        match part:
            case Words((word,), field):
                self.check()
                return self.view.holding_among(field, word, among)
            case Words() | Prefix((_, _, *_)):
                return self._in_a_row(part, among)
            case Dated():
                self.check()
                return self._dated(part, among)
            case _:
                return among & self.find(part)

    def _dated(self, dated: Dated, wanted: Articles | range) -> Articles:
        """Those of some articles that were published on any of the days."""
        first, last = dated.first, dated.last
        begin, end = self.view.first_days, self.view.last_days
        return {number for number in wanted if begin[number] <= last and first <= end[number] and end[number]}

    def _in_a_row(self, leaf: Words | Prefix, among: Articles | None = None) -> Articles:
        """The articles where words stand in a row; some of them, where these are given, are enough."""
        words, field, view = leaf.words, leaf.field, self.view
        if isinstance(leaf, Prefix) and len(words) == 1:
            return view.holding_any(leaf)
        if field in FACETS:
            return self._named(leaf, view.named_by(leaf) if among is None else among)
        whole = words[:-1] if isinstance(leaf, Prefix) else words
        found = self.all([Words((word,), field) for word in dict.fromkeys(whole)], among)
        if found and isinstance(leaf, Prefix):
            found = found & view.holding_any(leaf)
        if not found:
            return frozenset()
        if isinstance(leaf, Words) and self._places(leaf) < len(found) * _PLACES_PER_ROW:
            return found & self._rows_at_once(leaf)
        if isinstance(leaf, Words) and len(words) == 2:
            return self._pairs(leaf, found)
        return {number for number, row in self._rows(leaf, found) if in_a_row(row)}

    def _named(self, leaf: Words | Prefix, wanted: Articles | array[int]) -> Articles:
        """Those of some articles whose outlet or author has words in a row."""
        self.check()
        having, codes = self.view.having(leaf), self.view.codes[leaf.field]
        return frozenset(compress(wanted, map(having.__contains__, map(codes.__getitem__, wanted))))

    def _pairs(self, leaf: Words, wanted: Articles) -> Articles:
        """Those of some articles where two words stand next to each other."""
        one, other = (self.view.places(leaf.field, word) for word in leaf.words)
        found: set[int] = set()
        for seen, number in enumerate(wanted):
            if seen % _ROWS_PER_CHECK == 0:
                self.check()
            before, after = one(number), other(number)
            if len(before) == 1 == len(after):
                if after[0] - before[0] == 1:
                    found.add(number)
            elif not {at + 1 for at in before}.isdisjoint(after):
                found.add(number)
        return found

    def _places(self, leaf: Words) -> int:
        """In how many places the words of a leaf stand in all articles together."""
        field = self.view.field(leaf.field)
        return sum(field.places(word) for word in leaf.words)

    def _rows_at_once(self, leaf: Words) -> Articles:
        """All articles where words stand in a row, which takes as long as they stand in places.

        Each place of a word is one number: the article's, then where the row begins whose word it is.
        """
        view, field = self.view, leaf.field
        words = sorted(enumerate(leaf.words), key=lambda each: view.frequency(field, each[1]))
        found: set[int] = set()
        for start in range(0, view.size, _ARTICLES_PER_CHECK):
            self.check()
            rows: set[int] | None = None
            for offset, word in words:
                numbers, counts, places = view.standing(field, word, start, start + _ARTICLES_PER_CHECK)
                articles = chain.from_iterable(map(repeat, numbers, counts))
                begun = map(add, map(lshift, articles, repeat(_PLACE_BITS)), places)
                if offset:
                    begun = map(add, begun, repeat(-offset))
                rows = set(begun) if rows is None else rows.intersection(begun)
                if not rows:
                    break
            found.update(row >> _PLACE_BITS for row in rows or ())
        return found

    def _rows(self, leaf: Leaf, wanted: Articles) -> Iterator[tuple[int, list[Sequence[int]]]]:
        """The places of each word of a leaf, for each of the wanted articles; the same word, the same
        object.
        """
        view = self.view
        whole = () if isinstance(leaf, Fuzzy) else leaf.words if isinstance(leaf, Words) else leaf.words[:-1]
        places = {word: view.places(leaf.field, word) for word in whole}
        last = None if isinstance(leaf, Words) else view.places_of_any(leaf, wanted)
        for seen, number in enumerate(wanted):
            if seen % _ROWS_PER_CHECK == 0:
                self.check()
            standing = {word: of(number) for word, of in places.items()}
            row = [standing[word] for word in whole]
            if last is not None:
                row.append(last.get(number, ()))
            yield number, row

    def _near(self, near: Near) -> Articles:
        found = self.find(Or(tuple(near.left))) & self.find(Or(tuple(near.right)))
        left, right = self._stretches(near.left, found), self._stretches(near.right, found)
        return {number for number in found if are_near(left[number], right[number], near.distance)}

    def _stretches(self, leaves: Sequence[Leaf], wanted: Articles) -> dict[int, list[Stretch]]:
        """Where any of the leaves is found in each of the wanted articles, in order."""
        found: dict[int, list[Stretch]] = {number: [] for number in wanted}
        for leaf in leaves:
            for number, row in self._rows(leaf, wanted):
                found[number] += in_a_row(row)
        return found if len(leaves) == 1 else {number: sorted(set(each)) for number, each in found.items()}
