"""An actor is chosen by a few letters, wherever the app asks for one."""

from __future__ import annotations

import pytest
from textual.app import App

from tearline.briefs.board.rows import ActorRow, Board
from tearline.tui.screens.picker import ActorPicker

BOARD = Board(
    actors=(
        ActorRow("mira-dolan", "Mira Dolan", "person", roles=("minister [/] \x1b]2;x\x07",)),
        ActorRow("osk-varga", "Osk [@click=app.bell]Varga[/]", "person"),
    )
)


class Asking(App[None]):
    answer: str | None = "not yet"

    def on_mount(self) -> None:
        def answered(who: str | None) -> None:
            self.answer = who

        self.push_screen(ActorPicker(BOARD, "Who says this?", "“[/] \x9b7m”", unnamed=True), answered)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("v", "a", "r", "enter"), "osk-varga"),
        (("enter",), "mira-dolan"),
        (("down", "enter"), "osk-varga"),
        (("down", "down", "enter"), "nobody"),
        (("x", "y", "enter"), "described: xy"),
        (("n", "o", "b", "o", "d", "y", "enter"), "nobody"),
        (("m", "i", "tab", "enter"), "mira-dolan"),
        (("escape",), None),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
async def test_what_is_typed_and_taken(keys: tuple[str, ...], answer: str | None) -> None:
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert app.answer == answer


async def test_without_nobody_only_actors_are_offered() -> None:
    app = App[None]()
    async with app.run_test(size=(80, 24)) as pilot:
        answers: list[str | None] = []
        app.push_screen(ActorPicker(BOARD, "Merge with"), answers.append)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("z", "z", "enter")
        await pilot.pause()
        assert answers == []
        await pilot.press("escape")
        assert answers == [None]
