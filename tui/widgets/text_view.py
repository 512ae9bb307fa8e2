"""A text to read and to select words in: laid out for the room there is, scrolled, gone over with a caret."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import Worker, WorkerState

from tearline.index.article import Span
from tearline.tui.widgets import caret
from tearline.tui.widgets.caret import Selection
from tearline.tui.widgets.notice import folded
from tearline.tui.widgets.wrapping import Layout, lay_out

MARGIN = 3
LARGE = 60_000  # code points; of a longer text the beginning shows at once, the rest is laid out beside
LONGEST_LINE = 88  # cells; longer lines are hard to follow


class TextView(ScrollView, can_focus=True):
    """Shows one text; what a line looks like is up to `draw_line`."""

    ALLOW_SELECT = False

    class Selecting(Message):
        """Words are being selected, others than before, or no longer."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._text: str | None = None
        self._text_id = ""
        self._layout: Layout | None = None
        self._empty: tuple[str, ...] = ()
        self._notice: Sequence[Content] = ()
        self._parts: tuple[Span, ...] | None = None
        self._cache: LRUCache[int, Strip] = LRUCache(512)
        self._in_sight: Span | None = None
        self._selection: Selection | None = None
        self._pressed: int | None = None
        self._dragged = False

    def draw_line(self, layout: Layout, line: int) -> Content:
        """One line with its margin of MARGIN cells."""
        raise NotImplementedError

    # What is shown

    @property
    def text(self) -> str:
        """The text shown, empty where none is."""
        return self._text or ""

    @property
    def text_id(self) -> str:
        """The id of the text shown, or of what none could be shown of; empty where nothing is."""
        return self._text_id

    def _put(self, text: str | None, text_id: str, parts: tuple[Span, ...] | None = None) -> None:
        self._text, self._text_id, self._parts = text, text_id, parts
        self._layout, self._in_sight = None, None
        self.stop_selecting()
        self.scroll_to(y=0, animate=False)
        self._lay_out()

    def bring_into_sight(self, span: Span) -> None:
        """Scroll as little as is good for reading; where the text is still being laid out, once it is."""
        self._in_sight = span
        height, layout = self.scrollable_content_region.height, self._layout
        if layout is None or not height or (span[1] > len(layout.shown) and self._is_partial):
            return
        first, last = layout.line_of(span[0]), layout.line_of(max(span[0], span[1] - 1))
        top = self.scroll_offset.y
        if first < top or min(last, first + height - 1) >= top + height:
            self.scroll_to(y=max(0, first - max(1, (height - (last - first)) // 3)), animate=False)

    @property
    def top_place(self) -> int:
        """The first place in sight."""
        layout = self._layout
        if layout is None or not len(layout):
            return 0
        return layout.span(min(self.scroll_offset.y, len(layout) - 1))[0]

    # Laying out

    @property
    def _line_width(self) -> int:
        """Cells for text: room is left for the scroll bar, so that lines stay as they are when it appears."""
        return min(LONGEST_LINE, self.content_size.width - MARGIN - 1)

    @property
    def _is_partial(self) -> bool:
        return self._layout is not None and len(self._layout.shown) < len(self.text)

    def _lay_out(self) -> None:
        """Break the text into lines for the room there is; what was in sight stays in sight."""
        width, text = self._line_width, self._text
        if text is None or width < 2:
            self._take(None)
        elif len(text) <= LARGE:
            self._take(lay_out(text, width, self._parts))
        else:
            if self._layout is None:
                begin = self._parts[0][0] if self._parts else 0
                self._take(lay_out(text, width, self._parts, upto=begin + LARGE // 2))
            job = partial(lay_out, text, width, self._parts)
            self.run_worker(job, thread=True, exclusive=True, exit_on_error=False, group="laying out")

    def _take(self, layout: Layout | None) -> None:
        """Show these lines; what was in sight stays in sight."""
        seen = self.top_place
        self._layout = layout
        self._cache.clear()
        if layout is None:
            self._notice = folded(self._empty, self.scrollable_content_region.width, indent=2)
        lines = len(self._notice) if layout is None else len(layout)
        self.virtual_size = Size(self.scrollable_content_region.width, lines)
        self._refresh_scrollbars()
        if layout is not None and seen and self.scroll_offset.y:
            self.scroll_to(y=layout.line_of(seen), animate=False)
        if self._in_sight is not None:
            self.bring_into_sight(self._in_sight)
        self.refresh()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        layout = event.worker.result if event.state is WorkerState.SUCCESS else None
        if isinstance(layout, Layout):
            event.stop()
            if self._text is not None and layout.text is self._text and layout.width == self._line_width:
                self._take(layout)

    def on_resize(self) -> None:
        if self._layout is None or self._layout.width != self._line_width:
            self._lay_out()

    # Drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._cache.clear()

    def redraw(self) -> None:
        """Draw every line anew: something that `draw_line` looks at has changed."""
        self._cache.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if self._layout is None:
            text = self._notice[line] if line < len(self._notice) else Content("")
            strip = Strip(text.render_segments(self.get_visual_style("reader--empty")))
            return strip.adjust_cell_length(width, self.rich_style)
        if line >= len(self._layout):
            return Strip.blank(width, self.rich_style)
        drawn = self._cache.get(line)
        if drawn is None or drawn.cell_length != width:
            segments = self.draw_line(self._layout, line).render_segments(self.visual_style)
            drawn = self._cache[line] = Strip(segments).adjust_cell_length(width, self.rich_style)
        return drawn

    # Selecting words

    @property
    def selecting(self) -> bool:
        return self._selection is not None

    @property
    def selected(self) -> Span | None:
        """The words selected, None where none are."""
        if self._selection is None or self._layout is None:
            return None
        return self._selection.span(self._layout)

    def start_selecting(self, span: Span | None = None) -> bool:
        """Put the caret into the text, False where there is none.

        It stands at the end of `span`, which is then selected, or at the first letter in sight.
        """
        layout = self._layout
        if layout is None or not len(layout) or (span is not None and span[1] > len(layout.shown)):
            return False
        if span is not None:
            self._select(Selection(max(span[0], span[1] - 1), span[0]))
        else:
            first = Selection(self.top_place)
            empty = layout.span(layout.line_of(first.place))
            self._select(first if empty[0] < empty[1] else caret.moved(layout, first, "down"))
        return True

    def stop_selecting(self) -> None:
        self._pressed, self._dragged = None, False
        if self._selection is not None:
            self._selection = None
            self.redraw()
            self.post_message(self.Selecting())

    def _select(self, selection: Selection) -> None:
        before, self._selection = self._selection, selection
        if self._layout is None:
            return
        places = [
            one
            for each in (before, selection)
            if each
            for one in (each.place, each.anchor)
            if one is not None
        ]
        if before is None:
            self.redraw()
        else:
            first, last = self._layout.line_of(min(places)), self._layout.line_of(max(places))
            for line in range(first, last + 1):
                self._cache.discard(line)
            self.refresh_lines(first, last - first + 1)
        line = self._layout.line_of(selection.place)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if not top <= line < top + height:
            self.scroll_to(y=line if line < top else line - height + 1, animate=False)
        self.post_message(self.Selecting())

    def action_caret(self, move: str) -> None:
        if self._selection is not None and self._layout is not None:
            page = max(1, self.scrollable_content_region.height - 2)
            self._select(caret.moved(self._layout, self._selection, move, page))

    def action_hold(self) -> None:
        """Begin the selection at the caret, or let go of it."""
        if self._selection is not None:
            held = self._selection.anchor is not None
            self._select(Selection(self._selection.place, None if held else self._selection.place))

    def action_other_end(self) -> None:
        if self._selection is not None and self._selection.anchor is not None:
            self._select(Selection(self._selection.anchor, self._selection.place))

    def action_whole(self, what: str) -> None:
        """Select the word, sentence or paragraph at the caret."""
        if self._selection is not None and self._layout is not None:
            find = {"word": caret.word_at, "sentence": caret.sentence_at, "paragraph": caret.paragraph_at}[
                what
            ]
            start, end = find(self._layout, self._selection.place)
            self._select(Selection(max(start, end - 1), start))

    # The mouse

    def place_under(self, event: events.MouseEvent) -> int | None:
        """The place in the text at the mouse, None where there is none."""
        offset, layout = event.get_content_offset(self), self._layout
        if offset is None or layout is None:
            return None
        line = offset.y + self.scroll_offset.y
        if line >= len(layout) or layout.starts[line] == layout.ends[line]:
            return None
        return caret.place_at(layout, line, max(0, offset.x - MARGIN))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed, self._dragged = self._place_near(event) if event.button == 1 else None, False
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = self._place_near(event)
        if place is None or self._pressed is None:
            return
        if place != self._pressed or self._dragged:
            self._dragged = True
            self._select(Selection(place, self._pressed))

    def _place_near(self, event: events.MouseEvent) -> int | None:
        """The place nearest to the mouse: that may be on an empty line, or beyond the pane's edge."""
        layout = self._layout
        if layout is None or not len(layout):
            return None
        line = max(0, min(event.y + self.scroll_offset.y - self.gutter.top, len(layout) - 1))
        return caret.place_at(layout, line, max(0, event.x - self.gutter.left - MARGIN))

    def on_mouse_up(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    # Moving

    def action_line_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_line_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_text_start(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_text_end(self) -> None:
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def action_text_page_down(self) -> None:
        self.scroll_relative(y=max(1, self.scrollable_content_region.height - 2), animate=False)

    def action_text_page_up(self) -> None:
        self.scroll_relative(y=-max(1, self.scrollable_content_region.height - 2), animate=False)

    def _show_empty(self, lines: Sequence[str], of: str) -> None:
        self._empty = tuple(lines)
        self._put(None, of)
