"""Messages come and go, and the last moment of one never stops the app."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.notifications import Notification
from textual.widgets._toast import Toast

from tearline.tui.passing import Passing
from tests.tui.conftest import Opening, until


def test_a_message_that_has_expired_is_given_a_moment_all_the_same() -> None:
    gone = Passing("Read.", timeout=-1)
    assert gone.has_expired
    assert gone.time_left > 0
    stays = Passing("Read.", timeout=60)
    assert not stays.has_expired
    assert 50 < stays.time_left <= 60


async def test_a_message_drawn_in_its_last_moment_goes_and_the_app_lives_on() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.mount(Toast(Passing("Read.", timeout=-1)))
        await until(pilot, lambda: not app.query(Toast))


@pytest.mark.parametrize("timeout", [None, 60])
async def test_what_the_desk_says_passes(ferry_desk: Path, open_desk: Opening, timeout: float | None) -> None:
    async with open_desk(ferry_desk) as it:
        it.app.notify("[b]Read.[/b]", timeout=timeout, markup=False)
        await it.until(
            lambda: any("[b]Read.[/b]" in str(toast.render()) for toast in it.app.screen.query(Toast))
        )
        said: list[Notification] = list(it.app._notifications)
        assert said
        assert all(isinstance(each, Passing) for each in said)


async def test_what_textual_itself_says_is_drawn_as_it_means_it(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("ctrl+c")
        said = [str(toast.render()) for toast in it.app.screen.query(Toast)]
        assert any("to quit" in words for words in said)
        assert not any("[" in words for words in said)
