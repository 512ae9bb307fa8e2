"""Writes the page of keys from the registry of actions.

Run it from the root of the checkout: `make docs`.
"""

from __future__ import annotations

from pathlib import Path

from tearline.tui.actions import ACTIONS, Action, shown_key

DOCS = Path(__file__).parent
# Names that read better on a page than the signs that save room on the screen.
KEYCAPS = {"up": "↑", "down": "↓", "backspace": "Backspace", "minus": "−"}


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
    return KEYCAPS.get(key) or shown_key(key)


if __name__ == "__main__":
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")
