"""The article itself, its findings marked where they stand, with a margin that tells what is in the brief."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.worker import Worker, WorkerState

from tearline.index.article import Span
from tearline.tui.actions import bindings
from tearline.tui.widgets.passages import IN_BRIEF, Passage, Passages, Stretch
from tearline.tui.widgets.wrapping import Layout, lay_out

MARGIN = 3
LARGE = 300_000  # code points; longer texts are laid out beside the screen
LONGEST_LINE = 88  # cells; longer lines are hard to follow

_KIND_GLYPH = {"quote": "“", "claim": "§"}
_STATUS_GLYPH = {"accepted": "▍", "edited": "▍", "draft": "▌", "rejected": "✕", "suggested": "▏", "weak": "┊"}
# Which of several findings on a line the bar speaks for.
_FIRST = ("accepted", "edited", "draft", "suggested", "weak", "rejected")


def margin_glyphs(stretches: Sequence[Stretch], line_start: int) -> str:
    """The margin of a line: a bar for the brief (thin for suggestions, broken for weak ones), then what
    begins here."""
    findings = [stretch for stretch in stretches if stretch.passage.is_finding]
    if not findings:
        return " " * MARGIN
    status = min((stretch.passage.status for stretch in findings), key=_FIRST.index)
    begins = next(
        (s.passage for s in findings if s.start >= line_start and s.start == s.passage.spans[0][0]), None
    )
    return _STATUS_GLYPH[status] + (_KIND_GLYPH[begins.kind] if begins else " ") + " "


class Reader(ScrollView, can_focus=True):
    """Shows one text with its passages; the current finding is highlighted and in sight."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("reader"))
    DEFAULT_CSS = """
    Reader { overflow-x: hidden; overflow-y: auto; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--margin",
        "reader--in-brief",
        "reader--quote",
        "reader--claim",
        "reader--mention",
        "reader--hit",
        "reader--zone",
        "reader--current",
        "reader--empty",
    }

    class Found(Message):
        """The user went to a finding in the text."""

        def __init__(self, passage_id: str) -> None:
            super().__init__()
            self.passage_id = passage_id

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._text: str | None = None
        self._text_id = ""
        self._passages = Passages()
        self._layout: Layout | None = None
        self._current: str | None = None
        self._highlight: tuple[Span, ...] = ()
        self._empty: tuple[Content, ...] = ()
        self._parts: tuple[Span, ...] | None = None
        self._cache: LRUCache[int, Strip] = LRUCache(512)

    # What is shown

    @property
    def current_finding(self) -> str | None:
        """The id of the highlighted quote or claim, None where none is."""
        return self._current

    @property
    def place_of_finding(self) -> tuple[int, int]:
        """Which of the article's findings is highlighted, from 1 (0 where none is), and how many it has."""
        ids = [passage.id for passage in self._passages.findings]
        return (ids.index(self._current) + 1 if self._current in ids else 0), len(ids)

    @property
    def highlighted(self) -> tuple[Span, ...]:
        return self._highlight

    @property
    def text(self) -> str:
        """The text of the article shown, empty where none is."""
        return self._text or ""

    @property
    def text_id(self) -> str:
        """The id of the article shown, or of what none could be shown of; empty where nothing is."""
        return self._text_id

    def show_nothing(self, lines: Sequence[Content], of: str = "") -> None:
        """No article: say why, and what to do. `of` is the id of what there is none of."""
        self._text, self._text_id, self._passages, self._layout = None, of, Passages(), None
        self._current, self._highlight, self._empty = None, (), tuple(lines)
        self._lay_out()

    def show_text(
        self,
        text_id: str,
        text: str,
        passages: Sequence[Passage],
        parts: tuple[Span, ...] | None = None,
    ) -> None:
        """Show a text, or only these parts of it.

        Where the text is the one already shown only its passages change, and nothing scrolls.
        """
        same = text_id == self._text_id
        self._passages = Passages(passages)
        if same:
            self._cache.clear()
            self.refresh()
            return
        self._text, self._text_id = text, text_id
        self._current, self._highlight = None, ()
        self._layout, self._parts = None, parts
        self.scroll_to(y=0, animate=False)
        self._lay_out()

    def highlight(self, spans: Sequence[Span], finding: str | None = None) -> None:
        """Highlight these words, those of `finding` where it is given, and bring the first into sight."""
        self._highlight, self._current = tuple(spans), finding
        self._cache.clear()
        self.refresh()
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        height = self.scrollable_content_region.height
        if not self._highlight or self._layout is None or not height:
            return
        first = self._layout.line_of(self._highlight[0][0])
        last = self._layout.line_of(max(self._highlight[0][0], self._highlight[-1][1] - 1))
        top = self.scroll_offset.y
        if first < top or min(last, first + height - 1) >= top + height:
            self.scroll_to(y=max(0, first - max(1, (height - (last - first)) // 3)), animate=False)

    # Drawing

    @property
    def _line_width(self) -> int:
        """Cells for text: room is left for the scroll bar, so that lines stay as they are when it appears."""
        return min(LONGEST_LINE, self.content_size.width - MARGIN - 1)

    def _lay_out(self) -> None:
        """Break the text into lines for the room there is; what was in sight stays in sight."""
        width = self._line_width
        if self._text is None or width < 2:
            self._take(None)
        elif len(self._text) <= LARGE:
            self._take(lay_out(self._text, width, self._parts))
        else:
            # A book in one file: the screen goes on, and the text comes when it is ready.
            self._empty = (Content(""), Content("  Laying out a long text…"))
            self._take(None)
            job = partial(lay_out, self._text, width, self._parts)
            self.run_worker(job, thread=True, exclusive=True, exit_on_error=False, group="laying out")

    def _take(self, layout: Layout | None) -> None:
        """Show these lines; what was in sight stays in sight."""
        seen = self._layout.span(self.scroll_offset.y)[0] if self._layout and len(self._layout) else 0
        self._layout = layout
        self._cache.clear()
        lines = len(self._empty) if layout is None else len(layout)
        self.virtual_size = Size(self.scrollable_content_region.width, lines)
        self._refresh_scrollbars()
        if layout is not None and seen and self.scroll_offset.y:
            self.scroll_to(y=layout.line_of(seen), animate=False)
        self._bring_into_sight()
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

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._cache.clear()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if self._layout is None:
            text = self._empty[line] if line < len(self._empty) else Content("")
            strip = Strip(text.render_segments(self.get_visual_style("reader--empty")))
            return strip.adjust_cell_length(width, self.rich_style)
        if line >= len(self._layout):
            return Strip.blank(width, self.rich_style)
        drawn = self._cache.get(line)
        if drawn is None or drawn.cell_length != width:
            segments = self._draw(self._layout, line).render_segments(self.visual_style)
            drawn = self._cache[line] = Strip(segments).adjust_cell_length(width, self.rich_style)
        return drawn

    def _draw(self, layout: Layout, line: int) -> Content:
        start, end = layout.span(line)
        text = Content(layout.shown[start:end], strip_control_codes=False)
        stretches = self._passages.within(start, end) if end > start else []
        for stretch in sorted(stretches, key=lambda stretch: stretch.passage.kind != "zone"):
            style = self._style(stretch.passage.kind)
            text = text.stylize(style, max(0, stretch.start - start), min(end, stretch.end) - start)
        for first, last in self._highlight:
            if first < end and start < last:
                # A whole style: a partial one loses its background where that hides what is under it.
                current = self.get_visual_style("reader--current")
                text = text.stylize(current, max(0, first - start), min(end, last) - start)
        margin = margin_glyphs(stretches, start)
        if self._highlight and start <= self._highlight[0][0] < end:
            margin = margin[:-1] + "▸"
        in_brief = any(stretch.passage.status in IN_BRIEF for stretch in stretches)
        return Content.styled(margin, self._style("in-brief" if in_brief else "margin")) + text

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"reader--{name}", partial=True)

    # Moving

    def go_to_finding(self, step: int) -> bool:
        """Highlight the next finding (step 1) or the one before (step -1); False where there is none."""
        offset = self._layout.span(self.scroll_offset.y)[0] if self._layout and len(self._layout) else 0
        if self._current is None and self._highlight:
            offset = self._highlight[0][0]
        passage = self._passages.neighbour(self._current, offset, step)
        if passage is None:
            return False
        self.highlight(passage.spans, passage.id)
        self.post_message(self.Found(passage.id))
        return True

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self._layout is None:
            return
        line = offset.y + self.scroll_offset.y
        if line >= len(self._layout):
            return
        start, end = self._layout.span(line)
        place = start + self._characters(self._layout.shown[start:end], offset.x - MARGIN)
        here = [s.passage for s in self._passages.within(place, place + 1) if s.passage.is_finding]
        if here:
            shortest = min(here, key=lambda passage: passage.spans[-1][1] - passage.spans[0][0])
            self.highlight(shortest.spans, shortest.id)
            self.post_message(self.Found(shortest.id))

    @staticmethod
    def _characters(line: str, cells: int) -> int:
        """How many characters of the line stand before this cell."""
        for place in range(len(line)):
            if Content(line[: place + 1]).cell_length > cells:
                return place
        return len(line)

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
