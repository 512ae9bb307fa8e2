"""The first line: the brief and its state on the left, the desk's counts and the work on the right."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from tearline.tui.actions import key_of
from tearline.tui.safe import assemble, content, fit


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says. `brief` is empty where none is open, `unopened` the file name of one that
    can't be read; `done` of `total` while working, at `rate` a second and for `left` more seconds where these
    are known, `stoppable` by a key. The counts are of `in_hand` of the articles, 0 for all."""

    desk: str = ""
    brief: str = ""
    unopened: str = ""
    state: str = ""
    accepted: int = 0
    drafted: int = 0
    articles: int = 0
    actors: int = 0
    quotes: int = 0
    claims: int = 0
    doing: str = ""
    done: int = 0
    total: int = 0
    rate: float = 0.0
    left: float | None = None
    stoppable: bool = False
    in_hand: int = 0
    unreadable: int = 0


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _lack(head: Head) -> str:
    return f"{head.unopened} can't be read ({key_of('choose_brief')})" if head.unopened else "no brief yet"


def time_left(seconds: float) -> str:
    """How long something will take, about: "8 s left", "3 min left", "2 h left"."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= 1.5 * size:
            return f"{round(seconds / size):,} {unit} left"
    return f"{max(1, round(seconds)):,} s left"


def _bar(done: int, total: int, cells: int = 10) -> str:
    full = round(cells * done / total) if total else 0
    return "━" * full + "╌" * (cells - full)


class HeadLine(Widget):
    """One line; what matters less gives way first when room is short."""

    COMPONENT_CLASSES = {"head--name", "head--brief", "head--dim", "head--busy", "head--warn"}  # noqa: RUF012
    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as every Textual widget calls it
        super().__init__(id=id)
        self._head = Head()

    def show(self, head: Head) -> None:
        if head != self._head:
            self._head = head
            self.refresh()

    @property
    def head(self) -> Head:
        return self._head

    def _counts(self) -> list[str]:
        head = self._head
        long = " · ".join(
            _plural(count, noun)
            for count, noun in (
                (head.articles, "article"),
                (head.actors, "actor"),
                (head.quotes, "quote"),
                (head.claims, "claim"),
            )
        )
        if head.in_hand:
            counts = f"{_plural(head.actors, 'actor')} · {_plural(head.quotes, 'quote')}"
            counts += f" · {_plural(head.claims, 'claim')}"
            long = f"{_plural(head.articles, 'article')} · of {head.in_hand:,}: {counts}"
        short = f"{head.articles:,} art {head.actors:,} act {head.quotes:,} “ {head.claims:,} §"
        return [long, short, _plural(head.articles, "article"), ""]

    def _work(self) -> list[str]:
        head = self._head
        if not head.doing:
            return [""]
        if not head.total:
            return [f"{head.doing}…"]
        number = f"{head.done:,}/{head.total:,}"
        stop = f" · {key_of('stop_reading')} stops" if head.stoppable else ""
        pace = f" · {head.rate:,.0f}/s" if head.rate >= 1 else ""
        left = f" · {time_left(head.left)}" if head.left is not None and head.left >= 1 else ""
        bar = _bar(head.done, head.total)
        return [
            f"{head.doing} {bar} {number}{pace}{left}{stop}",
            f"{head.doing} {bar} {number}{left}{stop}",
            f"{head.doing} {number}{left}{stop}",
            f"{head.doing} {number}{left}",
            number,
        ]

    def _right(self, room: int) -> Content:
        """The longest of the right-hand sides that fits."""
        head = self._head
        dim = self.get_visual_style("head--dim", partial=True)
        busy = self.get_visual_style("head--busy", partial=True)
        warn = self.get_visual_style("head--warn", partial=True)
        unread = f"{head.unreadable:,} unreadable ({key_of('show_unreadable')})" if head.unreadable else ""
        choices = [(c, w, unread) for w in self._work() for c in self._counts()]
        for counts, work, bad in [*choices, ("", "", unread), ("", "", "")]:
            parts = [(counts, dim), (work, busy), (bad, warn)]
            line = Content("   ").join(assemble(part) for part in parts if part[0])
            if line.cell_length <= room:
                return line
        return Content("")

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's signature, one line only
        head, width = self._head, self.size.width
        name = self.get_visual_style("head--name", partial=True)
        strong = self.get_visual_style("head--brief", partial=True)
        dim = self.get_visual_style("head--dim", partial=True)
        state = f" · {head.state}" if head.state else ""
        state += f" ●{head.accepted}" if head.brief else ""
        state += f" ◐{head.drafted}" if head.drafted else ""
        title = head.brief or f"{head.desk} · {_lack(head)}"
        room = max(8, width - 13 - len(state) - 12)
        shown = content(title, strong) if len(title) <= room else content(fit(title, room).rstrip(), strong)
        left = assemble((" tearline ", name), "  ") + shown + assemble((state, dim))
        right = self._right(width - left.cell_length - 3)
        gap = Content(" " * max(1, width - left.cell_length - right.cell_length - 1))
        line = left + gap + right
        return Strip(line.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)
