"""What is kept elsewhere and read again when it is asked for, so that a desk of any size fits into memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, MutableMapping
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recalled(MutableMapping[str, Value], Generic[Value]):
    """Values by id, of which only the `most` last used are held; `recall` reads any other again.

    Ids are there once a value was put under them; with `any_id`, so is whatever `recall` can read. Of what it
    can't, it raises KeyError. Any thread may ask.
    """

    def __init__(self, recall: Callable[[str], Value], most: int, *, any_id: bool = False) -> None:
        self._recall = recall
        self._most = most
        self._any_id = any_id
        self._ids: dict[str, None] = {}
        self._held: OrderedDict[str, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __getitem__(self, one: str) -> Value:
        if one not in self._ids and not self._any_id:
            raise KeyError(one)
        with self._lock:
            if one in self._held:
                self._held.move_to_end(one)
                return self._held[one]
        value = self._recall(one)
        self._hold(one, value)
        return value

    def __setitem__(self, one: str, value: Value) -> None:
        self._ids[one] = None
        self._hold(one, value)

    def __delitem__(self, one: str) -> None:
        del self._ids[one]
        with self._lock:
            self._held.pop(one, None)

    def __contains__(self, one: object) -> bool:
        return one in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def copy(self) -> Recalled[Value]:
        """The same values under the same ids, whatever comes and goes here from now on."""
        other = Recalled(self._recall, self._most, any_id=self._any_id)
        other._ids = dict(self._ids)
        # What one of them has read, the other need not read again.
        other._held, other._lock = self._held, self._lock
        return other

    def _hold(self, one: str, value: Value) -> None:
        with self._lock:
            self._held[one] = value
            self._held.move_to_end(one)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
