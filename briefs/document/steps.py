"""A step of undo: how one text became another, kept as the few places that differ."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from tearline.briefs.document.brief_pieces import Piece

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Change:
    """The replacement of `old`, which stands at offset `start` of the text before, by `new`."""

    start: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, in words, from the text with one digest to the text with another.

    `changes` are in order, do not overlap, and have their offsets in the text before.
    """

    name: str
    before: bytes
    after: bytes
    changes: tuple[Change, ...]

    @property
    def inverse(self) -> tuple[Change, ...]:
        """The changes that lead back; their offsets are in the text after."""
        back, shift = [], 0
        for change in self.changes:
            back.append(Change(change.start + shift, change.new, change.old))
            shift += len(change.new) - len(change.old)
        return tuple(back)


def digest(content: bytes) -> bytes:
    """Tells texts apart, by their bytes."""
    return blake2b(content, digest_size=_DIGEST_BYTES).digest()


def applied(text: str, changes: Iterable[Change], shift: int = 0) -> str:
    """The text after the changes, whose offsets count from `shift` characters before it.

    Raises ValueError where what is to be replaced does not stand there.
    """
    parts: list[str] = []
    at = 0
    for change in changes:
        start = change.start - shift
        if start < at or not text.startswith(change.old, start):
            raise ValueError("the change was made for another text")
        parts += (text[at:start], change.new)
        at = start + len(change.old)
    return "".join((*parts, text[at:]))


def text_changes(old: str, new: str, start: int = 0) -> tuple[Change, ...]:
    """The one stretch in which two texts differ, none where they do not; offsets count from `start`."""
    if old == new:
        return ()
    head = _common(old, new, len(old), len(new), ahead=True)
    tail = _common(old, new, len(old) - head, len(new) - head, ahead=False)
    return (Change(start + head, old[head : len(old) - tail], new[head : len(new) - tail]),)


def _common(old: str, new: str, most_old: int, most_new: int, ahead: bool) -> int:
    """How many characters two texts share at one end."""
    low, high = 0, min(most_old, most_new)
    while low < high:
        half = (low + high + 1) // 2
        if ahead:
            same = old[low:half] == new[low:half]
        else:
            same = old[len(old) - half : len(old) - low] == new[len(new) - half : len(new) - low]
        low, high = (half, high) if same else (low, half - 1)
    return low


def piece_changes(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Change, ...]:
    """The places in which two texts in pieces differ, those that are the same piece in both left aside.

    Pieces that both have stand in one order in both.
    """
    head, shorter = 0, min(len(old), len(new))
    at = 0
    while head < shorter and old[head] is new[head]:
        at += len(old[head].text)
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] is new[-1 - tail]:
        tail += 1
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    both = set(old) & set(new)
    changes: list[Change] = []
    n = m = 0
    while n < len(old) or m < len(new):
        gone, come = [], []
        while n < len(old) and old[n] not in both:
            gone.append(old[n].text)
            n += 1
        while m < len(new) and new[m] not in both:
            come.append(new[m].text)
            m += 1
        if gone or come:
            before = "".join(gone)
            changes += text_changes(before, "".join(come), at)
            at += len(before)
        if n < len(old):
            at += len(old[n].text)
            n, m = n + 1, m + 1
    return tuple(changes)


def packed(changes: Iterable[Change]) -> bytes:
    """Changes as bytes to be kept."""
    rows = [[change.start, change.old, change.new] for change in changes]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 1)


def unpacked(content: bytes) -> tuple[Change, ...]:
    """The changes that `packed` kept. Raises ValueError."""
    try:
        rows = json.loads(zlib.decompress(content))
        return tuple(Change(int(start), str(old), str(new)) for start, old, new in rows)
    except (zlib.error, TypeError) as error:
        raise ValueError("no changes are kept here") from error
