"""Rows kept in order while they come and go: a few at a time are put in place, many at once are sorted in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

# Up to so many changes, finding each one's place is quicker than sorting the whole anew.
_FEW = 256


class SortedRows(Generic[Row]):
    """Rows in the order of a key, which is unique to a row and the same for an equal row."""

    def __init__(self, key: Callable[[Row], Any]) -> None:
        self._key = key
        self._keys: list[Any] = []
        self._rows: list[Row] = []
        self._snapshot: tuple[Row, ...] | None = ()

    def change(self, gone: Iterable[Row], come: Iterable[Row]) -> None:
        """Take rows out and put others in. A row that is to go must be there."""
        out, new = list(gone), list(come)
        if not out and not new:
            return
        self._snapshot = None
        if len(out) + len(new) <= _FEW:
            for row in out:
                place = bisect_left(self._keys, self._key(row))
                del self._keys[place], self._rows[place]
            for row in new:
                key = self._key(row)
                place = bisect_left(self._keys, key)
                self._keys.insert(place, key)
                self._rows.insert(place, row)
            return
        leaving = {self._key(row) for row in out}
        pairs = [pair for pair in zip(self._keys, self._rows, strict=True) if pair[0] not in leaving]
        pairs += [(self._key(row), row) for row in new]
        pairs.sort(key=itemgetter(0))
        self._keys = [key for key, _ in pairs]
        self._rows = [row for _, row in pairs]

    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        if self._snapshot is None:
            self._snapshot = tuple(self._rows)
        return self._snapshot
