"""The one registry of what a user can do: keys, footer, command palette and help are all made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tearline.tui.key_names import shown_key
from tearline.tui.registry import (
    arranging,
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

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = [
    "ACTIONS",
    "Action",
    "Group",
    "Place",
    "bindings",
    "first_key",
    "footer",
    "key_of",
    "keys_of",
    "shown_key",
    "shown_keys",
    "use_keys",
]

ACTIONS: tuple[Action, ...] = (
    *going.ACTIONS,
    *arranging.ACTIONS,
    *narrowing.ACTIONS,
    *reading.ACTIONS,
    *viewing.ACTIONS,
    *selecting.ACTIONS,
    *curating.ACTIONS,
    *reviewing.ACTIONS,
    *naming.ACTIONS,
    *running.ACTIONS,
)

# The keys of the actions that the user has given others, by the actions' ids. The only thing here that
# changes: it is set when the app starts, before anything asks for a key.
_own_keys: dict[str, tuple[str, ...]] = {}


def use_keys(own: Mapping[str, tuple[str, ...]]) -> None:
    """From now on, name these keys as those of the actions with these ids, and for all others their own."""
    _own_keys.clear()
    _own_keys.update(own)


def keys_of(action: Action) -> tuple[str, ...]:
    """The keys of an action, the user's where there are some; the first one is the one to show."""
    return _own_keys.get(action.full_id, action.keys)


def first_key(action: Action) -> str:
    """The key of an action that is shown where there is room for one, as people write it."""
    return shown_key(keys_of(action)[0])


def shown_keys(action: Action) -> str:
    """All keys of an action, as people write them."""
    return " ".join(shown_key(key) for key in keys_of(action))


def bindings(place: Place) -> list[Binding]:
    """The key bindings of a place, for a widget's or a screen's BINDINGS. The app puts the user's over it."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(action.keys),
            action.target,
            action.name,
            show=False,
            priority=action.at_once,
            id=action.full_id,
        )
        for action in ACTIONS
        if action.place == place
    ]


def footer(place: Place) -> list[Action]:
    """What the footer offers while the focus is in `place`, in the registry's order."""
    return [action for action in ACTIONS if action.label and place in action.footer_in]


def key_of(action_id: str, argument: str = "", place: Place | None = None) -> str:
    """The key of an action as people write it, for sentences that tell what to press.

    `place` says which action of that id is meant where several places have one; the first, without it.
    """
    return next(
        first_key(action)
        for action in ACTIONS
        if action.id == action_id and argument in ("", action.argument) and place in (None, action.place)
    )
