"""The command line, run in this process, and a small desk of invented articles, driven key by key."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from tearline.tui.app import TearlineApp
from tearline.tui.cli import main as cli
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.widgets.reader import Reader

FERRY = """---
title: Ferry talks resume
outlet: The Ansel Courier
author: Lio Marsh
date: 2031-04-02
url: https://courier.invalid/ferry
---
Mira Dolan, transport minister of Veldania, said the ferry would sail again in May.
“We will not close the crossing,” Dolan told reporters in Port Ansel. “The harbour is open.”
Osk Varga, head of the Dockers' Union, accused Dolan of breaking a promise to the crews.
“She promised us a contract,” Varga said.
The bridge at Tarn was closed in March after an engineer saw cracks in its northern pier.
"""
STRIKE = """---
title: Crews plan a strike
outlet: Veldan Wire
date: 2031-04-05
---
Osk Varga said the crews of Port Ansel would strike on Monday unless Veldania paid their wages.
Mira Dolan said that talks would continue. “There is money for wages,” the minister said.
"""


PATIENCE = 120  # seconds until what is waited for counts as never coming, on the slowest of machines


async def until(pilot: Pilot[None], true: Callable[[], object], what: str = "") -> None:
    """Wait for a state of the screen, never for a time."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what or "it never came true"
        await pilot.pause(0.02)


async def settled(pilot: Pilot[None]) -> None:
    """Until no message waits, no worker is at work, and everything they told is on screen."""
    end, calm = time.monotonic() + PATIENCE, 0
    while calm < 2:
        await pilot._wait_for_screen()
        pilot.app.screen._on_timer_update()
        if _is_calm(pilot.app):
            calm += 1
            continue
        assert time.monotonic() < end, "it never settled"
        calm = 0
        await asyncio.sleep(0.005)


def _is_calm(app: App[None]) -> bool:
    if not all(worker.is_finished for worker in app.workers):
        return False
    nodes = [node for screen in app.screen_stack for node in screen.walk_children(with_self=True)]
    return all(pump._message_queue.empty() for pump in (app, *nodes))


class DeskDriver:
    """Presses keys and waits until the screen has caught up."""

    def __init__(self, app: TearlineApp, pilot: Pilot[None], root: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.root = root
        # All that was told, which is not on screen for ever.
        self.said = [notification.message for notification in app._notifications]
        notify = app.notify

        def listen(message: str, **given: Any) -> None:
            self.said.append(message)
            notify(message, **given)

        app.notify = listen  # type: ignore[method-assign]

    @property
    def screen(self) -> DeskScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, DeskScreen))

    @property
    def reader(self) -> Reader:
        return self.screen.panes.reader

    async def until(self, true: Callable[[], object], what: str = "") -> None:
        await until(self.pilot, true, what)

    async def settled(self) -> None:
        await settled(self.pilot)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.settled()

    async def type(self, words: str) -> None:
        """Type words into whatever has the focus."""
        names = {" ": "space", ":": "colon", '"': "quotation_mark", ".": "full_stop", "-": "minus"}
        await self.press(*(names.get(character, character) for character in words))

    async def open_article(self, title: str) -> None:
        """Put the article of that title into the Reader, and the focus too."""
        rows = self.screen.panes.rows("articles")
        await self.press("4", "g")
        place = next(n for n, row in enumerate(rows.rows) if row.card.title == title)
        for _ in range(place):
            await self.pilot.press("j")
        # Where the cursor stood on it from the start, nothing moved: what is shown may be another.
        self.screen._show_in_reader(rows)
        await self.press("5")

    @property
    def brief(self) -> str:
        return (self.root / "briefs" / "brief.yaml").read_text(encoding="utf-8")


Opening = Callable[..., AbstractAsyncContextManager[DeskDriver]]


@pytest.fixture(autouse=True)
def usual_keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the keys of the user who runs them, nor whether that user wants colours."""
    monkeypatch.setenv("TEARLINE_CONFIG", str(tmp_path_factory.mktemp("config")))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def ferry_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Two articles, and a state of its own: nothing of the user who runs the tests is read or written."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    root = tmp_path / "ferry-desk"
    root.mkdir()
    (root / "ferry.md").write_text(FERRY, encoding="utf-8")
    (root / "strike.md").write_text(STRIKE, encoding="utf-8")
    return root


@pytest.fixture
def open_desk() -> Opening:
    """Opens a desk in the app: `async with open_desk(root, size) as it`."""

    @asynccontextmanager
    async def opened(root: Path, size: tuple[int, int] = (160, 45)) -> AsyncIterator[DeskDriver]:
        app = TearlineApp(root)
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = DeskDriver(app, pilot, root)
            await driver.until(lambda: not driver.screen.reading, "the desk was never read")
            await driver.settled()
            yield driver

    return opened


@pytest.fixture
def fiction_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The invented world of tests/desk, in which papers corroborate and contradict each other."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    articles = Path(__file__).parent.parent / "desk" / "articles"
    return Path(shutil.copytree(articles, tmp_path / "fiction-desk"))


@dataclass(frozen=True)
class Run:
    """What a command printed, and the code it ended with."""

    code: int
    out: str
    err: str


@pytest.fixture
def tearline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Runs a command in this process, with a home of its own: `tearline("draft", "morning", cwd=desk)`.

    Without `cwd` it runs in the folder that the test is in.
    """
    for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))

    def run(*words: str, cwd: Path | None = None) -> Run:
        capfd.readouterr()
        with monkeypatch.context() as patch:
            if cwd is not None:
                patch.chdir(cwd)
            with pytest.raises(SystemExit) as ended:
                cli.main(words)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Run(int(ended.value.code or 0), out, err)

    return run
