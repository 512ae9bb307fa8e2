"""How much room each pane has: shares of a length, made larger or smaller, that add up to the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# What one key press makes a share larger by, and how far from its usual size it may get.
STEP = 1.25
LARGEST, LEAST = 6.0, 1 / 6


def grown(factors: Mapping[str, float], names: Sequence[str], times: float) -> dict[str, float]:
    """The factors with those of `names` so many times as large; one that is back at its usual size goes."""
    changed = dict(factors)
    for name in names:
        factor = min(LARGEST, max(LEAST, changed.get(name, 1.0) * times))
        changed[name] = factor
        if abs(factor - 1) < 0.01:
            del changed[name]
    return changed


def shares(length: int, usual: Sequence[float], factors: Sequence[float], least: int) -> list[int]:
    """`length` divided by the usual shares times their factors, each at least `least` if there is room.

    The results are whole, none is negative, and they add up to `length`.
    """
    weights = [share * factor for share, factor in zip(usual, factors, strict=True)]
    least = max(0, min(least, length // len(weights)))
    # What would be too small gets the least; what the others get is what is left.
    fixed: set[int] = set()
    while True:
        free = length - least * len(fixed)
        total = sum(weight for place, weight in enumerate(weights) if place not in fixed)
        small = {
            place
            for place, weight in enumerate(weights)
            if place not in fixed and free * weight < least * total
        }
        if not small or len(fixed) + len(small) >= len(weights):
            break
        fixed |= small
    exact = [least if place in fixed else free * weight / total for place, weight in enumerate(weights)]
    ends = [round(sum(exact[: place + 1])) for place in range(len(exact))]
    return [end - start for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def moved(lengths: Sequence[int], border: int, to: int, least: int) -> list[int]:
    """The lengths with the border behind the one at place `border` moved to offset `to`; only its two
    neighbours change, and neither gets shorter than `least`, if they are not already."""
    start = sum(lengths[:border])
    both = lengths[border] + lengths[border + 1]
    least = min(least, both // 2)
    first = min(max(to - start, least), both - least)
    return [*lengths[:border], first, both - first, *lengths[border + 2 :]]
