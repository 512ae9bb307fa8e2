"""Which words are spelled almost like another: they begin with the same letter and are few letters apart.

A letter added, lost, changed or swapped with its neighbour counts one (optimal string alignment).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

_LAST_CHARACTER = "\U0010ffff"


def spelled_like(word: str, other: str, distance: int) -> bool:
    """Whether `other` is at most `distance` letters from `word`, the first letter being the same."""
    if word == other:
        return True
    if abs(len(word) - len(other)) > distance or word[0] != other[0]:
        return False
    rows = [list(range(len(word) + 1))]
    for length in range(1, len(other) + 1):
        rows.append(_row(word, other, length, rows))
        if min(rows[-1]) > distance:
            return False
    return rows[-1][-1] <= distance


def words_spelled_like(word: str, words: Sequence[str], distance: int) -> list[int]:
    """The indices of all such words in a sorted sequence.

    What two neighbours begin with in common is compared once, and where a beginning is too far off already,
    all words that begin so are passed over.
    """
    found: list[int] = []
    rows = [list(range(len(word) + 1))]
    at = bisect_left(words, word[0])
    end = bisect_left(words, word[0] + _LAST_CHARACTER, at)
    before = ""
    while at < end:
        other = words[at]
        common = 0
        while common < len(before) and common < len(other) and before[common] == other[common]:
            common += 1
        del rows[common + 1 :]
        too_far = False
        for length in range(len(rows), len(other) + 1):
            rows.append(_row(word, other, length, rows))
            if min(rows[-1]) > distance:
                at = bisect_left(words, other[:length] + _LAST_CHARACTER, at, end)
                before = other[:length]
                too_far = True
                break
        if not too_far:
            if rows[-1][-1] <= distance:
                found.append(at)
            before = other
            at += 1
    return found


def _row(word: str, other: str, length: int, rows: Sequence[list[int]]) -> list[int]:
    """How far other[:length] is from each beginning of `word`, given the same for every shorter length."""
    last, char = rows[-1], other[length - 1]
    row = [length]
    for at, letter in enumerate(word, start=1):
        cost = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (letter != char))
        if length > 1 and at > 1 and letter == other[length - 2] and word[at - 2] == char:
            cost = min(cost, rows[-2][at - 2] + 1)
        row.append(cost)
    return row
