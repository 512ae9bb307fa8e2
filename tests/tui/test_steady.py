"""Keys and clicks that are faster than the screen do what they mean, or nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual import events
from textual.command import CommandList
from textual.widgets._toast import Toast

from tearline.tui.screens.desk import DeskScreen


def send(it: Any, *sent: events.Event) -> None:
    """All at once, as a terminal hands over what was typed while the app was at work."""
    for event in sent:
        event.set_sender(it.app)
        it.app._driver.send_message(event)


def keys(*names: str) -> list[events.Event]:
    return [events.Key(name, name if len(name) == 1 else None) for name in names]


async def back(it: Any) -> None:
    """To the desk, out of whatever is open."""
    for _ in range(8):
        if isinstance(it.app.screen, DeskScreen):
            return
        await it.press("escape")
    raise AssertionError(f"{it.app.screen} can't be left")


async def test_leaving_twice_at_once_leaves_once(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        for key in ("t", "S", "M", "L", "D", "B", "F", "question_mark", "T", "ctrl+s", "ctrl+p"):
            await it.press(key)
            assert len(it.app.screen_stack) == 2, key
            send(it, *keys("escape", "escape", "escape"))
            await it.settled()
            assert isinstance(it.app.screen, DeskScreen), key
            assert len(it.app.screen_stack) == 1, key


async def test_what_the_palette_finds_after_it_was_left_is_let_go(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("ctrl+p")
        palette, found = it.app.screen, it.app.screen.query_one(CommandList)
        await palette.query_children("*").remove()
        palette._refresh_command_list(found, [], clear_current=True)
        palette._list_visible = palette._show_busy = True
        await it.settled()
        await back(it)


async def test_a_screen_that_was_covered_is_left_when_it_is_on_top_again(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("t")
        view = it.app.screen
        await it.press("question_mark")
        view.dismiss(None)
        await it.settled()
        assert len(it.app.screen_stack) == 3
        await it.press("escape")
        assert isinstance(it.app.screen, DeskScreen)


async def test_a_list_can_be_paged_before_it_is_there(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("a")
        for key in ("ctrl+p", "B", "T", "F", "ctrl+s"):
            send(it, *keys(key, "pagedown", "pageup", "down", "pagedown"))
            await it.settled()
            assert it.app.is_running, key
            await back(it)


async def test_keys_before_a_screen_is_there_do_no_harm(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        for pane, key in (
            ("1", "m"),
            ("2", "s"),
            ("2", "e"),
            ("1", "W"),
            ("2", "V"),
            ("1", "t"),
            ("4", "ctrl+p"),
        ):
            await it.press(pane)
            send(it, *keys(key))
            for typed in ("tab", "down", "enter", "pageup", "ctrl+s", "escape", "v", "n"):
                send(it, *keys(typed))
                await asyncio.sleep(0)
            await it.settled()
            assert it.app.is_running, key
            await back(it)


async def test_a_message_can_be_clicked_twice(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        it.app.notify("Read.", timeout=60)
        await it.settled()
        x, y = it.app.screen.query_one(Toast).content_region.offset
        pressed = {"widget": None, "x": x, "y": y, "delta_x": 0, "delta_y": 0, "button": 1}
        pressed |= dict.fromkeys(("shift", "meta", "ctrl"), False)
        for kind in (events.MouseDown, events.MouseUp) * 3:
            send(it, kind(**pressed))
        await it.settled()
        assert it.app.is_running


async def test_a_window_without_room_for_a_letter(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        for pane, key in (
            ("1", "m"),
            ("1", "e"),
            ("2", "s"),
            ("4", "B"),
            ("4", "ctrl+p"),
            ("1", "t"),
            ("1", "M"),
        ):
            await it.press(pane, key)
            for size in ((3, 2), (1, 1), (12, 5), (160, 45)):
                await it.pilot.resize_terminal(*size)
                await it.press("b", "down")
            assert it.app.is_running, key
            await back(it)
