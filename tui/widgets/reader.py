"""The article itself, its findings marked where they stand, with a margin that tells what is in the brief."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style

from tearline.index.article import Span
from tearline.tui.actions import bindings
from tearline.tui.registry.selecting import WHILE_SELECTING
from tearline.tui.widgets.component_style import component_style
from tearline.tui.widgets.passages import IN_BRIEF, Passage, Passages, Stretch
from tearline.tui.widgets.text_view import MARGIN, TextView
from tearline.tui.widgets.wrapping import Layout

__all__ = ["MARGIN", "Reader", "margin_glyphs"]

_KIND_GLYPH = {"quote": "“", "claim": "§"}
_STATUS_GLYPH = {"accepted": "▍", "edited": "▍", "draft": "▌", "rejected": "✕", "suggested": "▏", "weak": "┊"}
# Which of several findings on a line the bar speaks for.
_FIRST = ("accepted", "edited", "draft", "suggested", "weak", "rejected")
# What scrolls, while the same keys do not move a caret.
_SCROLLING = frozenset(("line_down", "line_up", "text_start", "text_end", "text_page_down", "text_page_up"))


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


class Reader(TextView):
    """Shows one article with its passages; the current finding is highlighted and in sight."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType]([*bindings("selecting"), *bindings("reader")])
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
        "reader--match",
        "reader--zone",
        "reader--current",
        "reader--selected",
        "reader--caret",
        "reader--empty",
    }

    class Found(Message):
        """The user went to a finding in the text."""

        def __init__(self, passage_id: str) -> None:
            super().__init__()
            self.passage_id = passage_id

    class AddAsked(Message):
        """The words selected are to come into the brief, as a quote or a claim."""

        def __init__(self, kind: str, span: Span) -> None:
            super().__init__()
            self.kind = kind
            self.span = span

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._passages = Passages()
        self._current: str | None = None
        self._highlight: tuple[Span, ...] = ()
        self._matches: tuple[Span, ...] = ()
        self._match = -1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While words are selected, keys move the caret rather than scroll."""
        if action in WHILE_SELECTING:
            return self.selecting
        return not (self.selecting and action in _SCROLLING)

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

    def show_nothing(self, lines: Sequence[str], of: str = "") -> None:
        """No article: say why, and what to do. `of` is the id of what there is none of."""
        self._passages, self._current, self._highlight = Passages(), None, ()
        self.show_matches(())
        self._show_empty(lines, of)

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
            self.redraw()
            return
        self._current, self._highlight = None, ()
        self.show_matches(())
        self._put(text, text_id, parts)

    def highlight(self, spans: Sequence[Span], finding: str | None = None) -> None:
        """Highlight these words, those of `finding` where it is given, and bring the first into sight."""
        self._highlight, self._current = tuple(spans), finding
        self.redraw()
        if spans:
            self.bring_into_sight((spans[0][0], spans[-1][1]))

    # Words looked for in the text

    @property
    def matches(self) -> tuple[Span, ...]:
        """Where the words stand that are looked for in this text."""
        return self._matches

    @property
    def match_at_hand(self) -> int:
        """Which of the matches is gone to, from 0; -1 where none is."""
        return self._match

    def show_matches(self, spans: Sequence[Span]) -> None:
        """Mark where words stand that are looked for; none of them is gone to."""
        self._matches, self._match = tuple(spans), -1
        self.redraw()

    def go_to_match(self, step: int, start: int | None = None) -> bool:
        """Go to the next match (step 1) or the one before (step -1), round about; False where there is none.

        With `start`, the first match from there on.
        """
        if not self._matches:
            return False
        if start is not None:
            self._match = bisect_left(self._matches, (start, 0)) % len(self._matches)
        else:
            self._match = (self._match + step) % len(self._matches)
        self.redraw()
        self.bring_into_sight(self._matches[self._match])
        return True

    # Drawing

    def draw_line(self, layout: Layout, line: int) -> Content:
        start, end = layout.span(line)
        text = Content(layout.shown[start:end], strip_control_codes=False)
        stretches = self._passages.within(start, end) if end > start else []
        for stretch in sorted(stretches, key=lambda stretch: stretch.passage.kind != "zone"):
            style = self._style(stretch.passage.kind)
            text = text.stylize(style, max(0, stretch.start - start), min(end, stretch.end) - start)
        highlighted = False
        for first, last in self._highlight:
            if first < end and start < last:
                # A whole style: a partial one loses its background where that hides what is under it.
                current = component_style(self, "reader--current")
                text = text.stylize(current, max(0, first - start), min(end, last) - start)
                highlighted = True
        text = self._draw_matches(text, start, end)
        text = self._draw_selection(text, layout, start, end)
        margin = margin_glyphs(stretches, start)
        if highlighted:
            # A bar beside what is highlighted: its colour alone would not be seen everywhere.
            margin = margin[:-1] + ("▸" if start <= self._highlight[0][0] else "│")
        in_brief = any(stretch.passage.status in IN_BRIEF for stretch in stretches)
        return Content.styled(margin, self._style("in-brief" if in_brief else "margin")) + text

    def _draw_matches(self, text: Content, start: int, end: int) -> Content:
        if not self._matches:
            return text
        number = max(0, bisect_left(self._matches, (start, 0)) - 1)
        while number < len(self._matches) and self._matches[number][0] < end:
            first, last = self._matches[number]
            if last > start:
                # The one gone to is reversed, which every terminal shows; the others are underlined.
                style = component_style(self, "reader--caret" if number == self._match else "reader--match")
                text = text.stylize(style, max(0, first - start), min(end, last) - start)
            number += 1
        return text

    def _draw_selection(self, text: Content, layout: Layout, start: int, end: int) -> Content:
        if self._selection is None:
            return text
        if (selected := self._selection.span(layout)) and selected[0] < end and start < selected[1]:
            style = component_style(self, "reader--selected")
            text = text.stylize(style, max(0, selected[0] - start), min(end, selected[1]) - start)
        place = self._selection.place
        if start <= place < end:
            style = component_style(self, "reader--caret")
            text = text.stylize(style, place - start, place + 1 - start)
        return text

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"reader--{name}", partial=True)

    def action_add_selected(self, kind: str) -> None:
        if self.selected is not None:
            self.post_message(self.AddAsked(kind, self.selected))

    def action_stop_selecting(self) -> None:
        self.stop_selecting()

    # Moving

    def go_to_finding(self, step: int) -> bool:
        """Highlight the next finding (step 1) or the one before (step -1); False where there is none."""
        offset = self._highlight[0][0] if self._current is None and self._highlight else self.top_place
        passage = self._passages.neighbour(self._current, offset, step)
        if passage is None:
            return False
        self.highlight(passage.spans, passage.id)
        self.post_message(self.Found(passage.id))
        return True

    def on_click(self, event: events.Click) -> None:
        place = self.place_under(event)
        if place is None or self._dragged:
            self._dragged = False
            return
        if event.chain > 1:
            # Twice selects a word, three times its sentence.
            self.start_selecting((place, place + 1))
            self.action_whole("word" if event.chain == 2 else "sentence")
            return
        if self.selecting:
            self.stop_selecting()
            return
        here = [s.passage for s in self._passages.within(place, place + 1) if s.passage.is_finding]
        if here:
            shortest = min(here, key=lambda passage: passage.spans[-1][1] - passage.spans[0][0])
            self.highlight(shortest.spans, shortest.id)
            self.post_message(self.Found(shortest.id))
