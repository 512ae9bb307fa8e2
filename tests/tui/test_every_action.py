"""Every action of the registry is done by its key, in its place, in the running app.

What it does is told by the tests of its own; this one fails for an action that no key reaches.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from tearline.tui.actions import ACTIONS, Action, Place
from tearline.tui.app import TearlineApp
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.screens.views.timeline import TimelineView

_spec = importlib.util.spec_from_file_location("of_actions", Path(__file__).with_name("test_actions.py"))
assert _spec is not None
assert _spec.loader is not None
_of_actions = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_of_actions)
WHERE: dict[Place, type[Any]] = _of_actions.WHERE

# How to get from the desk, with the focus on the quotes, to where the actions of a place are.
SCENES: dict[Place, tuple[str, ...]] = {
    "desk": (),
    "list": (),
    "reader": ("5",),
    "selecting": ("5", "v"),
    "search": ("slash", "f", "e", "r"),
    "chip": ("1", "g", "enter", "backspace"),
    "find": ("f",),
    "view": ("t",),
    "grid": ("M",),
    "timeline": ("t",),
    "sources": ("S",),
    "matrix": ("M",),
    "assessment": ("L",),
    "changes": ("D",),
    "actor": ("1", "g", "i"),
    "review": ("V",),
}
# Every view does what all views do; this one is gone to for it.
INSTEAD: dict[Place, type[Any]] = {"view": TimelineView}
# Esc leaves whatever it is pressed in by one action, and the app itself has the palette's key.
SAME = {
    "end_find": "action_widen",
    "stop_selecting": "action_widen",
    "palette": "action_command_palette",
}


def noted(method: Callable[..., Any], done: list[tuple[str, tuple[Any, ...]]]) -> Callable[..., Any]:
    @wraps(method)
    def spy(self: Any, *given: Any) -> Any:
        done.append((method.__name__, given))
        return method(self, *given)

    return spy


def scene(it: Any) -> tuple[object, ...]:
    """Where the app is, as far as keys are concerned."""
    return (it.app.screen, it.app.focused, it.screen.view.steps, it.reader.selecting)


async def at_the_quotes(it: Any) -> None:
    """The desk without narrowings, the focus on the quotes."""
    for _ in range(12):
        desk = isinstance(it.app.screen, DeskScreen)
        if desk and not it.screen.view.steps and it.screen.panes.focused_pane and not it.reader.selecting:
            break
        await it.press("escape")
    if it.screen.panes.zoomed:
        it.screen.panes.zoom(it.screen.panes.zoomed)
    it.screen.panes.focus_pane("quotes")
    await it.press("g")


@pytest.mark.parametrize("place", SCENES)
async def test_its_key_does_it(
    ferry_desk: Path, open_desk: Any, monkeypatch: pytest.MonkeyPatch, place: Place
) -> None:
    done: list[tuple[str, tuple[Any, ...]]] = []
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("textual.app.App.suspend", lambda self: contextlib.nullcontext())
    monkeypatch.setattr("textual.app.App.exit", lambda self: None)
    monkeypatch.setattr("tearline.tui.opening.open_with_system", lambda what: None)
    here: list[Action] = [action for action in ACTIONS if action.place == place]
    spied = [(INSTEAD.get(place, WHERE[place]), f"action_{action.id}") for action in here]
    for owner, name in {*spied, (DeskScreen, "action_widen"), (TearlineApp, "action_command_palette")}:
        monkeypatch.setattr(owner, name, noted(getattr(owner, name), done))
    async with open_desk(ferry_desk, (120, 36)) as it:
        await it.press("2", "g", "a", "g")
        there: object = None
        for action in here:
            if there is None or there != scene(it):
                await at_the_quotes(it)
                await it.press(*SCENES[place])
                there = scene(it)
            done.clear()
            await it.press(action.key)
            wanted = SAME.get(action.id, f"action_{action.id}"), (action.argument,) if action.argument else ()
            assert wanted in done, f"{action.key} in {place}: {action.name}; done was {done}"
            assert it.app.is_running
            assert [words for words in it.said if "fault" in words] == []


def test_every_place_of_the_registry_is_gone_to() -> None:
    assert {action.place for action in ACTIONS} <= set(SCENES)
