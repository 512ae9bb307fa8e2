"""A list of any length: only the rows in sight are drawn, so a hundred thousand cost what fifty do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from tearline.tui.actions import bindings
from tearline.tui.widgets.component_style import component_style
from tearline.tui.widgets.notice import folded

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Look:
    """What a row is drawn with: the cells it may fill, its lines, and the styles of the theme by name."""

    width: int
    lines: int
    style: Callable[[str], Style]


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Rows of one or two lines with a cursor and marks; rows are told apart by `id_of`.

    `draw` gives a row's lines as `Content` no wider than the look allows. The cursor stays on its row when
    rows come and go, and moves by itself only when its row is gone.
    """

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("list"))
    DEFAULT_CSS = """
    RowList { overflow-x: hidden; overflow-y: auto; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--hover",
        "row--plain",
        "row--strong",
        "row--dim",
        "row--in-brief",
        "row--suggested",
        "row--rejected",
        "row--match",
        "row--empty",
    }

    cursor: reactive[int] = reactive(0, repaint=False)
    hovered: reactive[int] = reactive(-1, repaint=False)

    class Moved(Message):
        """The user put the cursor on another row."""

        def __init__(self, rows: RowList[Any], row_id: str) -> None:
            super().__init__()
            self.rows = rows
            self.row_id = row_id

    class Chosen(Message):
        """The user chose a row, with Enter or a double click."""

        def __init__(self, rows: RowList[Any], row_id: str) -> None:
            super().__init__()
            self.rows = rows
            self.row_id = row_id

    def __init__(
        self,
        draw: Callable[[Row, Look], Sequence[Content]],
        id_of: Callable[[Row], str],
        *,
        lines: int = 1,
        id: str | None = None,  # noqa: A002 - as every Textual widget calls it
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._id_of = id_of
        self._lines = lines
        self._rows: Sequence[Row] = ()
        self._index: dict[str, int] | None = None
        self._marked: set[str] = set()
        self._touched = False
        self._awaited = ""
        self._empty: tuple[str, ...] = ()
        self._cache: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(512)

    # What is shown

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor, None where there are no rows."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    @property
    def current_id(self) -> str | None:
        row = self.current
        return None if row is None else self._id_of(row)

    @property
    def chosen_ids(self) -> list[str]:
        """The marked rows in the order they stand, or the one under the cursor where none is marked."""
        if self._marked:
            return [row_id for row in self._rows if (row_id := self._id_of(row)) in self._marked]
        return [self.current_id] if self.current_id is not None else []

    @property
    def row_lines(self) -> int:
        return self._lines

    def set_rows(self, rows: Sequence[Row], empty: Sequence[str] = ()) -> None:
        """Show `rows`, or the lines of `empty` where there are none; cursor and marks keep to their rows."""
        kept, place = self.current_id, self.cursor
        top = self.scroll_offset.y
        self._rows, self._empty, self._index = rows, tuple(empty), None
        if self._marked:
            self._marked.intersection_update(self._id_of(row) for row in rows)
        # Until the user has been here, the list shows its top, however many rows come in above.
        if self._awaited and not self._touched and self.index_of(self._awaited) is not None:
            kept, self._awaited, self._touched = self._awaited, "", True
        found = self.index_of(kept) if kept is not None and self._touched else None
        place = place if self._touched else 0
        new = found if found is not None else min(place, max(0, len(rows) - 1))
        self.set_reactive(RowList.cursor, new)
        self._resize_rows()
        if found is not None and found != place:
            # The rows above grew or shrank: what the reader looks at stays where it is.
            self.scroll_to(y=top + (found - place) * self._lines, animate=False)
            self.show_cursor()
        self._cache.clear()
        self.refresh()

    def set_lines(self, lines: int) -> None:
        """Draw each row on so many lines."""
        if lines != self._lines:
            self._lines = lines
            self._cache.clear()
            self._resize_rows()
            self.show_cursor()

    def index_of(self, row_id: str) -> int | None:
        """Where the row with this id stands, None where it does not."""
        if self._index is None:
            self._index = {self._id_of(row): place for place, row in enumerate(self._rows)}
        return self._index.get(row_id)

    def put_cursor(self, row_id: str) -> bool:
        """Move the cursor to a row without telling anybody; False where it is not shown."""
        place = self.index_of(row_id)
        if place is None:
            return False
        self._move(place, tell=False)
        return True

    def await_row(self, row_id: str) -> None:
        """Put the cursor on this row once it is there, unless the user has gone to another by then."""
        self._awaited = row_id

    def redraw(self) -> None:
        """Draw every row anew: something that `draw` looks at has changed."""
        self._cache.clear()
        self.refresh()

    def clear_marks(self) -> None:
        self._marked.clear()
        self.redraw()

    # Drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._cache.clear()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not self._rows:
            notice = folded(self._empty, width)
            text = notice[y] if y < len(notice) else Content("")
            return self._strip(text, width, self.get_visual_style("row--empty"))
        place, part = divmod(line, self._lines)
        if place >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        return self._row_strips(place, width)[part]

    def _row_strips(self, place: int, width: int) -> list[Strip]:
        row = self._rows[place]
        row_id = self._id_of(row)
        at_cursor = place == self.cursor
        marked = row_id in self._marked
        key = (row_id, width, self._lines, at_cursor and (1 + self.has_focus), place == self.hovered, marked)
        strips = self._cache.get(key)
        if strips is None:
            names = ("row--cursor",) if at_cursor else ("row--hover",) if place == self.hovered else ()
            base = component_style(self, *names)
            look = Look(width - 1, self._lines, lambda name: self.get_visual_style(name, partial=True))
            drawn = list(self._draw(row, look))
            drawn += [Content("")] * (self._lines - len(drawn))
            # Cursor and mark have a glyph each: a background alone would be colour alone.
            gutter = Content("+" if marked else "▌" if at_cursor and self.has_focus else " ")
            strips = self._cache[key] = [
                self._strip(gutter + line, width, base) for line in drawn[: self._lines]
            ]
        return strips

    def _strip(self, line: Content, width: int, base: Style) -> Strip:
        return Strip(line.render_segments(base)).adjust_cell_length(width, base.rich_style)

    def _resize_rows(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) * self._lines)
        self._refresh_scrollbars()

    def on_resize(self) -> None:
        self._resize_rows()
        self.show_cursor()

    # Moving

    def watch_cursor(self, old: int, new: int) -> None:
        for place in (old, new):
            self._refresh_row(place)

    def watch_hovered(self, old: int, new: int) -> None:
        for place in (old, new):
            self._refresh_row(place)

    def _refresh_row(self, place: int) -> None:
        if place >= 0:
            self.refresh_lines(place * self._lines, self._lines)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self._refresh_row(self.cursor)

    def show_cursor(self) -> None:
        """Scroll as little as needed for the whole row under the cursor to be in sight."""
        top, height = self.cursor * self._lines, self.scrollable_content_region.height
        if height <= 0 or not self._rows:
            return
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif top + self._lines > self.scroll_offset.y + height:
            self.scroll_to(y=top + self._lines - height, animate=False)

    def _move(self, place: int, *, tell: bool = True) -> None:
        place = max(0, min(place, len(self._rows) - 1))
        if not self._rows or place == self.cursor:
            return
        self.cursor = place
        self._touched = True
        self.show_cursor()
        if tell and self.current_id is not None:
            self.post_message(self.Moved(self, self.current_id))

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height // self._lines - 1)

    def action_row_down(self) -> None:
        self._move(self.cursor + 1)

    def action_row_up(self) -> None:
        self._move(self.cursor - 1)

    def action_row_first(self) -> None:
        self._move(0)

    def action_row_last(self) -> None:
        self._move(len(self._rows) - 1)

    def action_page_of_rows_down(self) -> None:
        self._move(self.cursor + self._page)

    def action_page_of_rows_up(self) -> None:
        self._move(self.cursor - self._page)

    def action_choose(self) -> None:
        self._touched = True
        if self.current_id is not None:
            self.post_message(self.Chosen(self, self.current_id))

    def action_mark(self) -> None:
        """Mark the row or unmark it, and go on to the next, so that several are marked in a run."""
        if self.current_id is not None:
            self._marked.symmetric_difference_update({self.current_id})
            self._refresh_row(self.cursor)
            self._move(self.cursor + 1)

    @property
    def has_marks(self) -> bool:
        return bool(self._marked)

    # The mouse

    def _place_at(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        place = (offset.y + self.scroll_offset.y) // self._lines
        return place if 0 <= place < len(self._rows) else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = self._place_at(event)
        self.hovered = -1 if place is None else place

    def on_leave(self) -> None:
        self.hovered = -1

    def on_click(self, event: events.Click) -> None:
        place = self._place_at(event)
        if place is None:
            return
        event.stop()
        if event.chain > 1:
            self._move(place, tell=False)
            self.action_choose()
            return
        self._move(place, tell=False)
        self._touched = True
        # Told even where the cursor stood there already: what is shown may be another row's.
        if self.current_id is not None:
            self.post_message(self.Moved(self, self.current_id))
