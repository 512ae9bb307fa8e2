"""Keys, clicks and window sizes at random: whatever is pressed, the app lives on and the brief stays whole.

A slice of it runs with the other tests. TEARLINE_MONKEY=20000 says how many events a run has, and
TEARLINE_MONKEY_SEEDS=3,4,5 which runs there are:

    TEARLINE_MONKEY=20000 TEARLINE_MONKEY_SEEDS=1,2,3 pytest tests/tui/test_monkey.py
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import time
import unicodedata
from collections import deque
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

from tearline.briefs.checking.check import check_brief
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.sample import lay_out
from tearline.briefs.sources import article_of
from tearline.tui.actions import ACTIONS
from tearline.tui.app import TearlineApp
from tearline.tui.screens.desk import DeskScreen
from tests.tui.conftest import PATIENCE

EVENTS = int(os.environ.get("TEARLINE_MONKEY", "500"))
SEEDS = [int(seed) for seed in os.environ.get("TEARLINE_MONKEY_SEEDS", "1").split(",")]

REGISTERED = sorted({key for action in ACTIONS for key in action.keys})
TYPED = [chr(code) for code in range(0x20, 0x7F)] + list("é“”—北👍")
# What dialogs and boxes are answered with; without enough of them, the monkey would stay in the first one.
COMMON = ["enter", "escape", "tab", "shift+tab", *"jk12345ax", "down", "up", "space"]
SIZES = [(80, 24), (120, 36), (200, 60), (60, 15), (100, 30), (40, 10), (3, 2)]


class Monkey:
    """Makes one event after another, and remembers the last of them for whoever has to find out."""

    def __init__(self, app: TearlineApp, seed: int) -> None:
        self.app = app
        self.dice = random.Random(seed)  # noqa: S311 - keys, not secrets
        self.last: deque[str] = deque(maxlen=60)

    def act(self) -> None:
        chance = self.dice.random()
        if chance < 0.05:
            self._click()
        elif chance < 0.055:
            self._resize(self.dice.choice(SIZES))
        elif chance < 0.40:
            self._press(self.dice.choice(COMMON))
        elif chance < 0.88:
            self._press(self.dice.choice(REGISTERED))
        else:
            self._press(self.dice.choice(TYPED))

    def _press(self, key: str) -> None:
        """As Textual's driver tells of a key."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        try:
            character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
        except KeyError:
            character = name if len(name) == 1 else None
        self.last.append(key)
        event = events.Key(name, character)
        event.set_sender(self.app)
        self.app._driver.send_message(event)  # type: ignore[union-attr]

    def _click(self) -> None:
        screen = self.app.screen
        x, y = self.dice.randrange(screen.size.width), self.dice.randrange(screen.size.height)
        wheel = self.dice.random() < 0.2
        self.last.append(f"{'wheel' if wheel else 'click'}({x},{y})")
        kinds: tuple[type[events.MouseEvent], ...] = (events.MouseDown, events.MouseUp)
        if wheel:
            kinds = (self.dice.choice((events.MouseScrollDown, events.MouseScrollUp)),)
        for kind in kinds:
            event = kind(
                None, x, y, 0, 0, 0 if wheel else 1, False, False, False, screen_x=x, screen_y=y, style=None
            )
            event.set_sender(self.app)
            self.app._driver.send_message(event)  # type: ignore[union-attr]

    def _resize(self, size: tuple[int, int]) -> None:
        self.last.append(f"size{size}")
        self.app._driver._size = Size(*size)  # type: ignore[union-attr]
        self.app.post_message(events.Resize(Size(*size), Size(*size)))


async def caught_up(app: TearlineApp) -> None:
    """Until what was pressed was looked at, and no worker is at work."""
    end = time.monotonic() + PATIENCE
    while True:
        await asyncio.sleep(0.005)
        if not app.is_running or app._exception is not None:
            return
        if all(worker.is_finished for worker in app.workers) and app._message_queue.empty():
            return
        assert time.monotonic() < end, [worker.group for worker in app.workers if not worker.is_finished]


async def accept_one(app: TearlineApp) -> None:
    """Take a suggested quote into the brief, so that there is a change to keep whole, whatever follows."""
    desk = app.screen
    assert isinstance(desk, DeskScreen)
    while desk.reading:
        await asyncio.sleep(0.01)
    await caught_up(app)
    quotes = desk.panes.rows("quotes")
    desk.panes.focus_pane("quotes")
    quotes.put_cursor(next(row.id for row in quotes.rows if row.status == "suggested"))
    await desk.run_action("accept")
    await caught_up(app)


@pytest.fixture
def harmless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Nothing outside the desk is reached, and no key ends the app; the list tells what was opened."""
    opened: list[str] = []
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("textual.app.App.suspend", lambda self: contextlib.nullcontext())
    monkeypatch.setattr("textual.app.App.exit", lambda self, *_, **__: opened.append("the way out"))
    monkeypatch.setattr("tearline.tui.opening.open_with_system", lambda what: opened.append(str(what)))
    return opened


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_is_pressed_the_app_lives_and_the_brief_stays_whole(
    tmp_path: Path, harmless: list[str], seed: int
) -> None:
    root = lay_out(tmp_path / "sample")
    before = {path: path.read_bytes() for path in (root / "briefs").glob("*.yaml")}
    app = TearlineApp(root)
    told: list[str] = []
    notify = app.notify

    def listen(message: str, **given: Any) -> None:
        told.append(message)
        notify(message, **given)

    app.notify = listen  # type: ignore[method-assign]
    async with app.run_test(size=(120, 36), notifications=True):
        await caught_up(app)
        await accept_one(app)
        assert [words for words in told if words.startswith("Accepted")], "nothing is at stake"
        monkey = Monkey(app, seed)
        for n in range(EVENTS):
            monkey.act()
            # Sometimes keys come faster than the app works, sometimes it has caught up.
            await (caught_up(app) if n % 10 == 9 else asyncio.sleep(0))
            assert app._exception is None, f"after {n:,} events: {' '.join(monkey.last)}"
            assert app.is_running
        await caught_up(app)
        desk = next(screen for screen in app.screen_stack if isinstance(screen, DeskScreen))
        workspace = desk.workspace
        assert [words for words in told if "fault" in words] == []
        for path in (root / "briefs").glob("*.yaml"):
            file = BriefFile.load(path)
            problems = check_brief(file, article_of(workspace.desk))
            assert [str(one) for one in problems if one.severity == "error"] == []
            # What is on screen is what is on disk.
            if path.stem == workspace.brief.name:
                assert workspace.brief.text == file.text
    for path, content in before.items():
        file = BriefFile.load(path)
        while file.undo() is not None:
            pass
        assert file.text.encode() == content
