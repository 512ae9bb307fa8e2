"""Writes what the documentation takes from the program itself: the page of keys and the screenshot.

Run it from the root of the checkout: `make docs`.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from tearline.briefs.sample import lay_out
from tearline.tui.actions import ACTIONS, Action
from tearline.tui.app import TearlineApp
from tearline.tui.screens.desk import DeskScreen

DOCS = Path(__file__).parent
KEYCAPS = {
    "slash": "/", "question_mark": "?", "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab",
    "shift+tab": "Shift+Tab", "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn", "plus": "+", "minus": "−",
}  # fmt: skip


def keys_page() -> str:
    """The page of keys: a table for each group of actions, in the registry's order."""
    lines = [
        *("# Keys", ""),
        "`?` shows these in the app; Ctrl+P lists what can be done by name. Each can be given other keys",
        "([Configuring](configuring.md)), under the id in the last column.",
    ]
    for group in dict.fromkeys(action.group for action in ACTIONS):
        lines += ["", f"## {group}", "", "| key | action | what it does | id |", "|---|---|---|---|"]
        lines += [_row(action) for action in ACTIONS if action.group == group]
    return "\n".join(lines) + "\n"


def _row(action: Action) -> str:
    keys = " ".join(f"`{_keycap(key)}`" for key in action.keys)
    return f"| {keys} | {action.name} | {action.help} | `{action.full_id}` |".replace("||", "| |")


def _keycap(key: str) -> str:
    if key.startswith("ctrl+"):
        return f"Ctrl+{_keycap(key.removeprefix('ctrl+')).upper()}"
    return KEYCAPS.get(key, key)


async def take_screenshot(target: Path) -> None:
    """The sample desk, narrowed to one of its actors, a relayed quote of his open in the Reader."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        os.environ["TEARLINE_CONFIG"] = f"{folder}/config"
        app = TearlineApp(lay_out(Path(folder) / "moscow-beijing-nato"))
        async with app.run_test(size=(150, 40)) as pilot:
            screen = cast(DeskScreen, app.screen)
            await _until(pilot, lambda: not screen.reading and bool(screen.shown.quotes))
            actors, quotes = screen.panes.rows("actors"), screen.panes.rows("quotes")
            actors.put_cursor("yuri-ushakov")
            await pilot.press("enter")
            await _until(pilot, lambda: screen.view.value("actor") == "yuri-ushakov" and _narrowed(screen))
            relayed = next(row for row in screen.shown.quotes if row.status == "accepted" and row.via)
            await pilot.press("2")
            quotes.put_cursor(relayed.id)
            await pilot.press("enter")
            await _until(pilot, lambda: screen.panes.reader.current_finding == relayed.id)
            app.clear_notifications()
            await pilot.pause(0.5)
            target.write_text(_offline(app.export_screenshot(title="tearline")), encoding="utf-8")


def _offline(svg: str) -> str:
    """The picture in whatever fixed-width font is at hand: it loads none from elsewhere."""
    svg = re.sub(r"\s*@font-face\s*\{.*?\}", "", svg, flags=re.S)
    return re.sub(r"<!--.*?-->", "", svg, flags=re.S).replace("Fira Code", "ui-monospace")


def _narrowed(screen: DeskScreen) -> bool:
    return 0 < len(screen.shown.quotes) < screen.shown.totals["quotes"]


async def _until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    for _ in range(1200):
        if true():
            return
        await pilot.pause(0.05)
    raise TimeoutError("the desk did not get there")


if __name__ == "__main__":
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")
    asyncio.run(take_screenshot(DOCS / "screenshot.svg"))
