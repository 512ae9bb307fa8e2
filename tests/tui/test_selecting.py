"""Words chosen by hand: who says them is named, and they come into the brief."""

from __future__ import annotations

from pathlib import Path
from typing import Any


async def test_the_speaker_of_a_quote_is_named_with_a_few_letters(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        quotes = it.screen.panes.rows("quotes")
        await it.press("2", "g")
        while quotes.current.speaker_name != "Mira Dolan":
            await it.press("j")
        await it.press("s")
        await it.type("varg")
        await it.press("enter")
        await it.until(lambda: quotes.current.status == "edited")
        assert quotes.current.speaker_name == "Osk Varga"
        assert "speaker: osk-varga" in it.brief


async def test_giving_up_changes_nothing(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "s", "escape")
        assert not (ferry_desk / "briefs").exists()


async def test_an_actor_has_no_speaker(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("1", "s")
        assert "Go to a quote or a claim" in it.said[-1]
