"""The app in a browser: for who has the token, on this machine alone, and in a real headless Chromium."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.tui.conftest import PATIENCE

aiohttp = pytest.importorskip("aiohttp", reason="tearline[serve] is not installed")
pytest.importorskip("textual_serve", reason="tearline[serve] is not installed")

MAIN = "from tearline.tui.cli.main import main; main()"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def address(ferry_desk: Path, tmp_path: Path) -> Iterator[str]:
    """Where a desk is served, by a process of its own."""
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    command = [sys.executable, "-c", MAIN, "serve", str(ferry_desk)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


async def status(url: str, **headers: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(url, headers=headers, allow_redirects=False) as answer,
    ):
        cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
        return answer.status, "; ".join(f"{name}={each.value}" for name, each in cookies.items())


async def test_only_who_has_the_token_is_let_in(address: str) -> None:
    parts = urlsplit(address)
    home = f"http://{parts.netloc}/"
    assert parts.hostname == "127.0.0.1"
    assert (await status(home))[0] == 403
    assert (await status(f"{home}?token=guessed"))[0] == 403
    assert (await status(f"{home}static/js/textual.js"))[0] == 403
    assert (await status(f"{home}ws", Cookie="tearline=guessed"))[0] == 403
    code, cookie = await status(address)
    assert (code, cookie.startswith("tearline=")) == (303, True)
    assert (await status(home, Cookie=cookie))[0] == 200


async def test_no_page_from_elsewhere_reaches_it_with_the_user_s_cookie(address: str) -> None:
    parts = urlsplit(address)
    home = f"http://{parts.netloc}/"
    _, cookie = await status(address)
    assert (await status(home, Cookie=cookie, Host=f"rebound.example:{parts.port}"))[0] == 403
    assert (await status(f"{home}ws", Cookie=cookie, Origin="http://elsewhere.example"))[0] == 403


def test_a_port_that_is_taken_is_told(tearline: Callable[..., Any], ferry_desk: Path, address: str) -> None:
    done = tearline("serve", str(ferry_desk), "--port", str(urlsplit(address).port))
    assert done.code == 2
    assert "cannot be used" in done.err
    assert "--port" in done.err


class Tab:
    """A page in Chromium, spoken to by its debugging protocol."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self.events: list[dict[str, Any]] = []

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            message = await self._socket.receive_json(timeout=PATIENCE)
            if message.get("id") == self._number:
                return dict(message.get("result", {}))
            self.events.append(message)

    async def value(self, expression: str) -> Any:
        return (await self.do("Runtime.evaluate", expression=expression))["result"].get("value")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.do("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
            await self.do("Input.dispatchKeyEvent", type="keyUp", key=key)

    def told(self, method: str) -> list[dict[str, Any]]:
        return [event["params"] for event in self.events if event.get("method") == method]


@asynccontextmanager
async def opened_in_chromium(folder: Path) -> AsyncIterator[Tab]:
    assert CHROMIUM is not None
    # The terminal draws by WebGL, for which a browser without a screen has to be told how.
    options = ["--headless=new", "--no-sandbox", "--enable-unsafe-swiftshader", "--remote-debugging-port=0"]
    command = [CHROMIUM, *options, f"--user-data-dir={folder}", "about:blank"]
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        told = folder / "DevToolsActivePort"
        await until(lambda: told.exists() and "\n" in told.read_text())
        port = told.read_text().splitlines()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = json.loads(await answer.text())
            place = next(page for page in pages if page["type"] == "page")["webSocketDebuggerUrl"]
            async with session.ws_connect(place, max_msg_size=0) as socket:
                yield Tab(socket)
    finally:
        browser.terminate()
        browser.wait()


async def until(true: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came true"
        await asyncio.sleep(0.1)


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed, so there is no browser")
async def test_a_quote_is_accepted_in_a_real_browser(address: str, ferry_desk: Path, tmp_path: Path) -> None:
    brief = ferry_desk / "briefs" / "brief.yaml"
    async with opened_in_chromium(tmp_path / "chromium") as tab:
        for domain in ("Runtime", "Log", "Network", "Page"):
            await tab.do(f"{domain}.enable")
        await tab.do("Page.navigate", url=address)
        end = time.monotonic() + PATIENCE
        while not await tab.value("document.body && document.body.classList.contains('-first-byte')"):
            assert time.monotonic() < end, "the app never came up"
            await asyncio.sleep(0.2)
        await tab.value("document.querySelector('textarea').focus()")
        while not brief.exists():
            assert time.monotonic() < end, "no key reached the app"
            # Until the articles are read there is nothing to accept.
            await tab.press("2", "a")
            await asyncio.sleep(0.5)
        await until(lambda: "review: accepted" in brief.read_text(encoding="utf-8"))
        assert "token" not in await tab.value("location.href")
        asked = [event["request"]["url"] for event in tab.told("Network.requestWillBeSent")]
        origin = address.partition("?")[0]
        assert [url for url in asked if not url.startswith((origin, "data:"))] == []
        assert [entry["entry"]["text"] for entry in tab.told("Log.entryAdded")] == []
        assert tab.told("Runtime.exceptionThrown") == []


def test_the_page_names_no_other_host() -> None:
    import tearline.tui.serving as serving

    page = (Path(serving.__file__).parent / "app_index.html").read_text(encoding="utf-8")
    assert re.findall(r"https?://", page) == []
