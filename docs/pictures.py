"""Takes the pictures of the guide: the app on its sample desk, driven key by key, as SVG.

Run it from the root of the checkout: `make docs`. docs/screenshot.svg is README's too.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from tearline.briefs.sample import lay_out
from tearline.tui.app import TearlineApp
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.screens.views.base import ViewScreen

DOCS = Path(__file__).parent
PATIENCE = 60  # seconds that the desk may take to get where a picture is taken


class Sitter:
    """The app as it sits for a picture."""

    def __init__(self, app: TearlineApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> DeskScreen:
        return cast(DeskScreen, self.app.screen_stack[0])

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.until(lambda: all(worker.is_finished for worker in self.app.workers))

    async def until(self, true: Callable[[], object]) -> None:
        for _ in range(PATIENCE * 20):
            if true():
                return
            await self.pilot.pause(0.05)
        raise TimeoutError("the desk did not get there")

    async def choose(self, actor: str) -> None:
        """Narrow the desk to an actor."""
        self.desk.panes.rows("actors").put_cursor(actor)
        await self.press("enter")
        quotes = self.desk.shown.totals["quotes"]
        await self.until(lambda: 0 < len(self.desk.shown.quotes) < quotes)

    async def shown_view(self) -> None:
        await self.until(lambda: isinstance(self.app.screen, ViewScreen))
        await self.press()


async def _desk(it: Sitter) -> None:
    """Narrowed to one who passes words on, a relayed quote of his open in the Reader."""
    await it.choose("yuri-ushakov")
    relayed = next(row for row in it.desk.shown.quotes if row.status == "accepted" and row.via)
    await it.press("2")
    it.desk.panes.rows("quotes").put_cursor(relayed.id)
    await it.press("enter")
    await it.until(lambda: it.desk.panes.reader.current_finding == relayed.id)


async def _small(it: Sitter) -> None:
    await it.press("2", "j", "j")


async def _search(it: Sitter) -> None:
    await it.press("slash", *"veto OR abs")
    await it.until(lambda: it.desk.found is not None and len(it.desk.found.text) == len("veto OR abs"))
    await it.press()


async def _review(it: Sitter) -> None:
    await it.press("2", "V")
    await it.until(lambda: it.app.screen is not it.desk)
    await it.press("space")


def _view(*keys: str) -> Callable[[Sitter], Awaitable[None]]:
    async def show(it: Sitter) -> None:
        await it.press(keys[0])
        await it.shown_view()
        await it.press(*keys[1:])

    return show


async def _actor(it: Sitter) -> None:
    it.desk.panes.rows("actors").put_cursor("yuri-ushakov")
    await it.press("i")
    await it.shown_view()
    await it.press("n", "j", "j")


@dataclass(frozen=True)
class Picture:
    """What is seen on it, in which size, and how the app gets there."""

    pose: Callable[[Sitter], Awaitable[None]]
    size: tuple[int, int] = (120, 32)


PICTURES = {
    "screenshot.svg": Picture(_desk, (150, 40)),
    "pictures/small.svg": Picture(_small, (80, 24)),
    "pictures/search.svg": Picture(_search),
    "pictures/review.svg": Picture(_review),
    "pictures/timeline.svg": Picture(_view("t", "j", "j")),
    "pictures/matrix.svg": Picture(_view("M", "j")),
    "pictures/bottom-line.svg": Picture(_view("L", "j")),
    "pictures/actor.svg": Picture(_actor),
}


async def take(picture: Picture) -> str:
    """One picture, on a desk of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        os.environ["TEARLINE_CONFIG"] = f"{folder}/config"
        app = TearlineApp(lay_out(Path(folder) / "moscow-beijing-nato"))
        async with app.run_test(size=picture.size) as pilot:
            it = Sitter(app, pilot)
            await it.until(lambda: not it.desk.reading and bool(it.desk.shown.quotes))
            await picture.pose(it)
            app.clear_notifications()
            await pilot.pause(0.5)
            return _offline(app.export_screenshot(title="tearline"))


def _offline(svg: str) -> str:
    """The picture in whatever fixed-width font is at hand: it loads none from elsewhere."""
    svg = re.sub(r"\s*@font-face\s*\{.*?\}", "", svg, flags=re.S)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.S).replace("Fira Code", "ui-monospace")
    # The same picture is the same file: names inside do not change with what was drawn before.
    return re.sub(r"terminal-\d+-", "terminal-", svg)


def take_all() -> None:
    for name, picture in PICTURES.items():
        target = DOCS / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(asyncio.run(take(picture)), encoding="utf-8")


if __name__ == "__main__":
    take_all()
