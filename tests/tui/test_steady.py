"""Keys and clicks that are faster than the screen do what they mean, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets._toast import Toast

from tearline.tui.screens.desk import DeskScreen


def send(it: Any, *sent: events.Event) -> None:
    """All at once, as a terminal hands over what was typed while the app was at work."""
    for event in sent:
        event.set_sender(it.app)
        it.app._driver.send_message(event)


def keys(*names: str) -> list[events.Event]:
    return [events.Key(name, name if len(name) == 1 else None) for name in names]


@pytest.mark.parametrize("key", ["t", "S", "M", "L", "D", "B", "F", "question_mark", "T", "ctrl+s"])
async def test_leaving_twice_at_once_leaves_once(ferry_desk: Path, open_desk: Any, key: str) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("1", key)
        assert len(it.app.screen_stack) == 2
        send(it, *keys("escape", "escape", "escape"))
        await it.settled()
        assert isinstance(it.app.screen, DeskScreen)
        assert len(it.app.screen_stack) == 1


@pytest.mark.parametrize("key", ["ctrl+p", "B", "T", "F", "ctrl+s"])
async def test_a_list_can_be_paged_before_it_is_there(ferry_desk: Path, open_desk: Any, key: str) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("1", "a")
        send(it, *keys(key, "pagedown", "pageup", "down", "pagedown"))
        await it.settled()
        assert it.app.is_running


async def test_a_message_can_be_clicked_twice(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        it.app.notify("Read.", timeout=60)
        await it.settled()
        x, y = it.app.screen.query_one(Toast).content_region.offset
        button = {"widget": None, "x": x, "y": y, "delta_x": 0, "delta_y": 0, "button": 1}
        pressed = {**button, "shift": False, "meta": False, "ctrl": False}
        for kind in (events.MouseDown, events.MouseUp) * 3:
            send(it, kind(**pressed))
        await it.settled()
        assert it.app.is_running


PLACES = [("1", "m"), ("1", "e"), ("2", "s"), ("4", "B"), ("4", "ctrl+p"), ("1", "t"), ("1", "M")]


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
async def test_a_window_without_room_for_a_letter(
    ferry_desk: Path, open_desk: Any, place: tuple[str, ...]
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press(*place)
        for size in ((3, 2), (1, 1), (12, 5), (160, 45)):
            await it.pilot.resize_terminal(*size)
            await it.press("b", "down")
        assert it.app.is_running
