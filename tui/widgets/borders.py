"""The borders between panes: moved by keys or dragged with the mouse, each arrangement for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from textual.css.scalar import Scalar
from textual.geometry import Offset, Size
from textual.widget import Widget

from tearline.tui.widgets.room import grown, moved, shares

if TYPE_CHECKING:
    from tearline.tui.widgets.panes import Panes

COLUMNS = {"left": ("actors", "articles"), "middle": ("quotes", "claims"), "right": ("reader",)}
_USUAL_HEIGHTS: Mapping[str, float] = {"actors": 3, "articles": 2, "quotes": 1, "claims": 1, "reader": 1}
_NARROWEST, _LOWEST = 20, 4  # cells and lines that a pane keeps, if there are as many
_LISTS_BESIDE, _LISTS_ABOVE = 0.45, 0.45  # of the window, where one list shows beside or above the Reader


@dataclass(frozen=True, slots=True)
class Border:
    """A border that can be dragged: between the parts at `place` and the next, which lie along one axis.

    `names` are those of the parts, `upright` says whether they stand side by side.
    """

    names: tuple[str, ...]
    place: int
    upright: bool


class Borders:
    """Keeps what each pane's room was changed by, and lays the panes out so.

    `factors` gives, by arrangement and part ("wide:left", "narrow:lists"), how many times as much room it has
    as usually, before all are fitted in.
    """

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self.factors: dict[str, float] = {}

    def _factor(self, name: str) -> float:
        return self.factors.get(f"{self._panes.arrangement}:{name}", 1.0)

    def grow(self, pane: str, times: float) -> None:
        """Give a pane so many times as much room; in columns, its column as well."""
        column = next(name for name, inside in COLUMNS.items() if pane in inside)
        if self._panes.arrangement == "wide":
            names = [column] if pane == "reader" else [column, pane]
        else:
            names = [pane if pane == "reader" else "lists"]
        keys = [f"{self._panes.arrangement}:{name}" for name in names]
        self.factors = grown(self.factors, keys, times)

    # Laying out

    def apply(self, size: Size) -> None:
        """Lay the panes out in a window of this size; what nobody changed is left to the stylesheet."""
        arrangement, zoomed = self._panes.arrangement, self._panes.zoomed is not None
        columns = {name: self._panes.query_one(f"#{name}") for name in COLUMNS}
        changed = not zoomed and any(key.startswith(f"{arrangement}:") for key in self.factors)
        for name, column in columns.items():
            for rule in ("width", "height", "min_width", "max_width"):
                setattr(column.styles, rule, None)
            for pane in COLUMNS[name]:
                widget = self._panes.query_one(f"#{pane}")
                widget.styles.height = None
                if changed and arrangement == "wide":
                    widget.styles.height = _fraction(_USUAL_HEIGHTS[pane] * self._factor(pane))
        if not changed:
            return
        if arrangement == "narrow":
            for name, column in columns.items():
                part = "reader" if name == "right" else "lists"
                usual = 1 - _LISTS_ABOVE if part == "reader" else _LISTS_ABOVE
                column.styles.height = _fraction(usual * self._factor(part))
            return
        names = list(columns) if arrangement == "wide" else ["lists", "reader"]
        widths = dict(zip(names, self._widths(names, size.width), strict=True))
        for name, column in columns.items():
            part = name if arrangement == "wide" else "reader" if name == "right" else "lists"
            column.styles.width = widths[part]
            column.styles.min_width = 0
            column.styles.max_width = Scalar.parse("100%")

    def _widths(self, names: Sequence[str], width: int) -> list[int]:
        if len(names) == 3:
            left = min(46.0, max(30.0, width * 0.28))  # as in the stylesheet
            usual = [left, (width - left) / 2, (width - left) / 2]
        else:
            usual = [_LISTS_BESIDE, 1 - _LISTS_BESIDE]
        return shares(width, usual, [self._factor(name) for name in names], _NARROWEST)

    def part_of_usual_height(self, pane: str) -> float:
        """How high a list is, measured by how high it usually is."""
        if self._panes.arrangement == "beside":
            return 1.0
        parts: tuple[str, ...] = ("lists", "reader")
        usual: tuple[float, ...] = (_LISTS_ABOVE, 1 - _LISTS_ABOVE)
        mine = 0
        if self._panes.arrangement == "wide":
            parts = next(inside for inside in COLUMNS.values() if pane in inside)
            usual = tuple(_USUAL_HEIGHTS[name] for name in parts)
            mine = parts.index(pane)
        weights = [share * self._factor(name) for share, name in zip(usual, parts, strict=True)]
        return (weights[mine] / sum(weights)) / (usual[mine] / sum(usual))

    # Dragging

    def _parts(self) -> list[tuple[tuple[str, ...], list[Widget], bool]]:
        """What lies along one axis: names for the factors, the widgets, whether side by side."""

        def widgets(names: Sequence[str]) -> list[Widget]:
            return [self._panes.query_one(f"#{name}") for name in names]

        here = next(name for name, inside in COLUMNS.items() if self._panes.here in inside)
        match self._panes.arrangement:
            case "wide":
                columns = tuple(COLUMNS)
                inside = [COLUMNS[name] for name in ("left", "middle")]
                return [
                    (columns, widgets(columns), True),
                    *((names, widgets(names), False) for names in inside),
                ]
            case "beside":
                return [(("lists", "reader"), widgets((here, "right")), True)]
            case _:
                return [(("lists", "reader"), widgets((here, "right")), False)]

    def at(self, where: Offset) -> Border | None:
        """The border under the mouse, None where there is none to drag."""
        for names, widgets, upright in self._parts():
            for place, (one, other) in enumerate(pairwise(widgets)):
                if upright:
                    on_it = where.x in (one.region.right - 1, other.region.x)
                    beside = one.region.y <= where.y < one.region.bottom
                else:
                    # Where one list shows alone it has no border of its own: its last line is a row.
                    edges = (other.region.y,) if "lists" in names else (one.region.bottom - 1, other.region.y)
                    on_it = where.y in edges
                    beside = one.region.x <= where.x < one.region.right
                if on_it and beside:
                    return Border(names, place, upright)
        return None

    def drag(self, border: Border, where: Offset) -> None:
        """Move a border to where the mouse is."""
        found = next((parts for parts in self._parts() if parts[0] == border.names), None)
        if found is None:
            return  # the window was resized in between, and its parts lie otherwise now
        names, widgets, upright = found
        lengths = [widget.region.width if upright else widget.region.height for widget in widgets]
        start = widgets[0].region.x if upright else widgets[0].region.y
        to = (where.x if upright else where.y) - start
        now = moved(lengths, border.place, to, _NARROWEST if upright else _LOWEST)
        usual = self._usual(names, sum(lengths))
        for name, length, share in zip(names, now, usual, strict=True):
            self.factors[f"{self._panes.arrangement}:{name}"] = max(length, 1) / share

    def _usual(self, names: Sequence[str], length: int) -> list[float]:
        """The usual lengths of parts that together are so long."""
        if tuple(names) == tuple(COLUMNS):
            kept, self.factors = self.factors, {}
            usual = [float(width) for width in self._widths(names, length)]
            self.factors = kept
            return usual
        weights = (
            [_LISTS_ABOVE, 1 - _LISTS_ABOVE] if "lists" in names else [_USUAL_HEIGHTS[name] for name in names]
        )
        return [length * weight / sum(weights) for weight in weights]


def _fraction(share: float) -> Scalar:
    return Scalar.parse(f"{share:.4f}fr")
