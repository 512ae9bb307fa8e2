"""Writes what the documentation takes from the program itself: the page of keys and the screenshot.

Run it from the root of the checkout: `make docs`.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tearline.briefs.sample import lay_out
from tearline.tui.actions import ACTIONS, Action
from tearline.tui.app import TearlineApp

DOCS = Path(__file__).parent
KEYCAPS = {
    "slash": "/", "question_mark": "?", "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab",
    "shift+tab": "Shift+Tab", "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn", "plus": "+", "minus": "−",
}  # fmt: skip


def keys_page() -> str:
    """The page of keys: a table for each group of actions, in the registry's order."""
    lines = ["# Keys", "", "`?` shows these in the app; Ctrl+P lists what can be done by name."]
    for group in dict.fromkeys(action.group for action in ACTIONS):
        lines += ["", f"## {group}", "", "| key | action | what it does |", "|---|---|---|"]
        lines += [_row(action) for action in ACTIONS if action.group == group]
    return "\n".join(lines) + "\n"


def _row(action: Action) -> str:
    keys = " ".join(f"`{_keycap(key)}`" for key in action.keys)
    return f"| {keys} | {action.name} | {action.help} |".replace("||", "| |")


def _keycap(key: str) -> str:
    if key.startswith("ctrl+"):
        return f"Ctrl+{_keycap(key.removeprefix('ctrl+')).upper()}"
    return KEYCAPS.get(key, key)


async def take_screenshot(target: Path) -> None:
    """The sample desk with one of its actors chosen, as an SVG made by the app."""
    with tempfile.TemporaryDirectory() as folder:
        app = TearlineApp(lay_out(Path(folder) / "moscow-beijing-nato"))
        async with app.run_test(size=(156, 42)) as pilot:
            while app.workspace.is_busy:
                await pilot.pause(0.1)
            await pilot.press("1", "enter", "2", "enter")
            await pilot.pause(0.5)
            target.write_text(app.export_screenshot(title="tearline"), encoding="utf-8")


if __name__ == "__main__":
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")
    asyncio.run(take_screenshot(DOCS / "screenshot.svg"))
