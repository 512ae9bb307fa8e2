"""The four lists and the reader, arranged for the room there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, DescendantFocus, MouseDown, MouseMove
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from tearline.briefs.board.arrangement import Aspect, ListName, told
from tearline.tui.actions import key_of
from tearline.tui.narrowing import Shown
from tearline.tui.safe import assemble, content, fit
from tearline.tui.view import View
from tearline.tui.widgets.borders import COLUMNS, Border, Borders
from tearline.tui.widgets.find_bar import FindBar
from tearline.tui.widgets.reader import Reader
from tearline.tui.widgets.row_list import RowList
from tearline.tui.widgets.rows import draw_actor, draw_article, draw_claim, draw_quote

LISTS = ("actors", "quotes", "claims", "articles")
PANES = (*LISTS, "reader")
TITLES = {
    "actors": "Actors",
    "quotes": "Quotes",
    "claims": "Key claims",
    "articles": "Articles",
    "reader": "Reader",
}
_COLUMN = {pane: column for column, inside in COLUMNS.items() for pane in inside}

WIDE = 118  # cells for three columns
BESIDE = 100  # cells for a list beside the reader
SMALLEST = Size(60, 14)
_TALL_LIST = 10  # lines from which rows have two


class Tabs(Widget):
    """One line that names the panes where only one list shows at a time."""

    COMPONENT_CLASSES = {"tabs--tab", "tabs--here"}  # noqa: RUF012 - Textual's declaration
    ALLOW_SELECT = False

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._here = "actors"
        self._counts: Mapping[str, str] = {}
        self._regions: list[tuple[Region, str]] = []

    def show(self, here: str, counts: Mapping[str, str]) -> None:
        self._here, self._counts = here, dict(counts)
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's signature, one line only
        width = self.size.width
        # A number cut in two is a wrong number: where there is no room for all counts, there is none.
        line = self._line(self._counts)
        if line.cell_length > width:
            line = self._line({})
        return Strip(line.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)

    def _line(self, counts: Mapping[str, str]) -> Content:
        line, self._regions = Content(" "), []
        for pane in PANES:
            name = "tabs--here" if pane == self._here else "tabs--tab"
            # The name of the tab chosen stands in brackets: underline and colour are not everywhere.
            title = f"{key_of('focus_pane', pane)} {TITLES[pane]}"
            shown = assemble(
                (f"[{title}]" if pane == self._here else title, self.get_visual_style(name, partial=True))
            )
            if count := counts.get(pane):
                shown += assemble((f" {count}", self.get_visual_style("tabs--tab", partial=True)))
            self._regions.append((Region(line.cell_length, 0, shown.cell_length, 1), pane))
            line += shown + "  "
        return line

    def on_click(self, event: Click) -> None:
        for region, pane in self._regions:
            if region.contains(event.x, event.y):
                self.post_message(self.Picked(pane))


class Panes(Horizontal):
    """Composes the panes and arranges them; what they show is put in by `show`."""

    class Unarranged(Message):
        """In a list's border, a chip was clicked that says how the list is arranged."""

        def __init__(self, pane: ListName, aspect: Aspect) -> None:
            super().__init__()
            self.pane = pane
            self.aspect = aspect

    def __init__(self, here: str = "actors") -> None:
        super().__init__(id="body")
        self.borders = Borders(self)
        self._dragged: Border | None = None
        self.here = here if here in LISTS else "actors"  # the list that shows where only one can
        self.zoomed: str | None = None
        self.arrangement = "wide"
        self.article_name = self._finding_name = ""

    def compose(self) -> ComposeResult:
        self._lists: dict[str, RowList[Any]] = {
            "actors": RowList(draw_actor, lambda row: row.id, id="actors"),
            "quotes": RowList(draw_quote, lambda row: row.id, lines=2, id="quotes"),
            "claims": RowList(draw_claim, lambda row: row.id, lines=2, id="claims"),
            "articles": RowList(draw_article, lambda row: row.card.id, lines=2, id="articles"),
        }
        # Classes that are there when a widget is mounted cost nothing; later ones style it once more.
        for name, rows in self._lists.items():
            rows.add_class("pane", "list", *(("-here",) if name == self.here else ()), update=False)
        self.reader = Reader(id="reader")
        self.reader.add_class("pane", update=False)
        with Vertical(id="left", classes=self._column_classes("left")):
            yield self._lists["actors"]
            yield self._lists["articles"]
        with Vertical(id="middle", classes=self._column_classes("middle")):
            yield self._lists["quotes"]
            yield self._lists["claims"]
        with Vertical(id="right", classes=self._column_classes("right")):
            yield self.reader
            yield FindBar(id="find")

    def on_mount(self) -> None:
        self._name_reader()

    # What the panes show

    def rows(self, pane: str) -> RowList[Any]:
        return self._lists[pane]

    def show(self, shown: Shown, view: View, empty: Mapping[str, Sequence[str]]) -> None:
        """Fill the lists and name what they are narrowed to."""
        for pane in LISTS:
            rows = getattr(shown, pane)
            self._lists[pane].set_rows(rows, empty.get(pane, ()))
            total = shown.totals.get(pane, 0)
            self._lists[pane].border_title = self._title(pane, view)
            self._lists[pane].set_class(pane in view.arrangements, "-arranged")
            count = f"{len(rows):,}" if len(rows) == total else f"{len(rows):,} of {total:,}"
            weak = shown.weak.get(pane, 0)
            hidden = f" · {weak:,} weaker off ({key_of('toggle_weak')})" if weak else ""
            self._lists[pane].border_subtitle = Content(count + hidden if total or weak else "")

    def _title(self, pane: str, view: View) -> Content:
        name = cast(ListName, pane)
        chips = Content("").join(
            assemble(" ", (f"⟨{told(name, aspect, value)} ✕⟩", _chip(pane, aspect)))
            for aspect, value in view.arrangement(name).chosen()
        )
        by = {"quotes": " · by or about ", "claims": " · by or about ", "articles": " · with "}.get(pane)
        actor = view.label("actor")
        narrowed = f"{by}{actor}" if by and actor else ""
        return content(f"{key_of('focus_pane', pane)} {TITLES[pane]}") + chips + content(narrowed)

    def name_article(self, words: str) -> None:
        """What the reader shows, in its border."""
        self.article_name = words
        self._name_reader()

    def name_finding(self, words: str) -> None:
        """Which finding the reader highlights, in its border."""
        self._finding_name = words
        self._name_reader()

    def _name_reader(self) -> None:
        title, finding = self.article_name, self._finding_name
        if self.arrangement == "narrow" and self.zoomed is None:
            # There is one border only, so both stand in it; the finding is what changes from key to key.
            # Of what is too long, the end stays: it tells the state and the count.
            room = max(0, self.size.width - 16)
            head, dot, tail = finding.rpartition(" · ")
            tail = dot + tail if dot else ""
            head = head if dot else finding
            found = fit(head, min(cell_len(head), max(0, room - cell_len(tail)))).rstrip() + tail
            left = room - cell_len(found) - (4 if found else 0)
            title = fit(title, min(cell_len(title), left)).rstrip() if left > 8 else ""
            title = " ── ".join(part for part in (title, found) if part)
            finding = ""
        name = f"{key_of('focus_pane', 'reader')} {TITLES['reader']}"
        self.reader.border_title = content(name + (f" · {title}" if title else ""))
        self.reader.border_subtitle = content(finding)

    def redraw(self) -> None:
        for rows in self._lists.values():
            rows.redraw()

    # Room

    def fit_to(self, size: Size) -> None:
        """Choose the arrangement for a window of this size."""
        narrow = size.width < WIDE
        beside = narrow and size.width >= BESIDE
        self.arrangement = "beside" if beside else "narrow" if narrow else "wide"
        self.screen.set_class(narrow, "-narrow")
        self.screen.set_class(beside, "-beside")
        self.screen.set_class(size.width < SMALLEST.width or size.height < SMALLEST.height, "-too-small")
        self.borders.apply(size)
        self._set_row_lines(size)
        self._name_reader()

    def _set_row_lines(self, size: Size) -> None:
        body = max(0, size.height - 3)
        share = {"wide": body // 2 - 2, "beside": body - 3, "narrow": (body - 1) * 9 // 20}[self.arrangement]
        lines = 2 if (body - 2 if self.zoomed else share) >= _TALL_LIST else 1
        for pane in ("quotes", "claims", "articles"):
            # A list that was made larger or smaller has as many lines as it now has room for.
            room = 1.0 if self.zoomed else self.borders.part_of_usual_height(pane)
            own = lines if room == 1 else 2 if share * room >= _TALL_LIST else 1
            self._lists[pane].set_lines(own)

    def zoom(self, pane: str | None) -> None:
        """Give one pane the whole window, or with None arrange them all again."""
        self.zoomed = pane
        self.screen.set_class(pane is not None, "-zoom")
        for name in PANES:
            self.query_one(f"#{name}").set_class(name == pane, "-zoomed")
        for column in self.query(".column"):
            column.set_class(pane is not None and _COLUMN[pane] == column.id, "-zoomed")
        self.borders.apply(self.screen.size)
        self._set_row_lines(self.screen.size)
        self._name_reader()

    # Focus

    @property
    def focused_pane(self) -> str | None:
        """The pane that has the focus, None where it is elsewhere."""
        focused = self.screen.focused
        return focused.id if focused is not None and focused.id in PANES else None

    def focus_pane(self, pane: str) -> None:
        if pane in LISTS:
            self.here = pane
            self._show_here()
        if self.zoomed is not None:
            self.zoom(pane)
        # Not `focus()`, which waits its turn: the next key would still go to the pane left behind.
        self.screen.set_focus(self.query_one(f"#{pane}"), scroll_visible=False)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if event.widget.id in LISTS:
            self.here = event.widget.id or self.here
            self._show_here()

    def _show_here(self) -> None:
        """Where one list shows at a time: which one."""
        for pane in LISTS:
            self._lists[pane].set_class(pane == self.here, "-here")
        for column in self.query(".column"):
            column.set_class("-away" in self._column_classes(column.id or ""), "-away")

    def _column_classes(self, column: str) -> str:
        return "column" if column in (_COLUMN[self.here], "right") else "column -away"

    # Borders, which are dragged with the mouse or moved by keys

    def resize(self, pane: str, times: float) -> None:
        """Give a pane so many times as much room as it has, at the cost of the others."""
        self.borders.grow(pane, times)
        self.fit_to(self.screen.size)

    def even(self) -> None:
        """Give every pane its usual room again."""
        self.borders.factors = {}
        self.fit_to(self.screen.size)

    def on_mouse_down(self, event: MouseDown) -> None:
        self._dragged = self.borders.at(event.screen_offset) if self.zoomed is None else None
        if self._dragged is not None:
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: MouseMove) -> None:
        if self._dragged is not None:
            self.borders.drag(self._dragged, event.screen_offset)
            self.fit_to(self.screen.size)

    def on_mouse_up(self) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()

    def on_click(self, event: Click) -> None:
        aspect = event.style.meta.get("aspect")
        if aspect:
            self.post_message(self.Unarranged(event.style.meta["pane"], aspect))


def _chip(pane: str, aspect: Aspect) -> Style:
    return Style(bold=True) + Style.from_meta({"pane": pane, "aspect": aspect})
