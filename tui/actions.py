"""The one registry of what a user can do: keys, footer, command palette and help are all made from it."""

from __future__ import annotations

from textual.binding import Binding

from tearline.tui.registry import (
    curating,
    going,
    naming,
    narrowing,
    reading,
    reviewing,
    running,
    selecting,
    viewing,
)
from tearline.tui.registry.action import Action, Group, Place

__all__ = ["ACTIONS", "Action", "Group", "Place", "bindings", "footer", "key_of", "shown_key", "shown_keys"]

ACTIONS: tuple[Action, ...] = (
    *going.ACTIONS,
    *narrowing.ACTIONS,
    *reading.ACTIONS,
    *viewing.ACTIONS,
    *selecting.ACTIONS,
    *curating.ACTIONS,
    *reviewing.ACTIONS,
    *naming.ACTIONS,
    *running.ACTIONS,
)

_SHOWN_KEYS = {
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "plus": "+",
    "minus": "−",
    "up": "↑",
    "down": "↓",
    "f1": "F1",
}


def shown_key(key: str) -> str:
    """A key as people write it: "/" for slash, "^p" for ctrl+p."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return _SHOWN_KEYS.get(key, key)


def shown_keys(action: Action) -> str:
    """All keys of an action, as people write them."""
    return " ".join(shown_key(key) for key in action.keys)


def bindings(place: Place) -> list[Binding]:
    """The key bindings of a place, for a widget's or a screen's BINDINGS."""
    return [
        Binding(
            ",".join(action.keys),
            action.target,
            action.name,
            show=False,
            priority=action.at_once,
            id=".".join(part for part in (place, action.id, action.argument) if part),
        )
        for action in ACTIONS
        if action.place == place
    ]


def footer(place: Place) -> list[Action]:
    """What the footer offers while the focus is in `place`, in the registry's order."""
    return [action for action in ACTIONS if action.label and place in action.footer_in]


def key_of(action_id: str) -> str:
    """The key of an action as people write it, for sentences that tell what to press."""
    return next(shown_key(action.key) for action in ACTIONS if action.id == action_id)
