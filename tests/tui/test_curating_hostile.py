"""Whatever a brief holds, dialogs show harmless text; whatever is pressed, the brief stays whole."""

from __future__ import annotations

import contextlib
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tearline.briefs.checking.check import check_brief
from tearline.briefs.document.brief_file import BriefFile
from tearline.tui.screens.desk import DeskScreen

EVIL = "\x1b]52;c;ZXZpbA==\x07[/] [@click=app.quit]evil[/] \u202egpj \x9b7m\x00 \ue000" + "\u0335" * 40
NAME = f"Mira {EVIL} Dolan"
STORY = f"""Ferry talks

Mira Dolan, minister of {EVIL}, said the ferry would sail again in May, {EVIL}.

“We will {EVIL} not close the crossing,” Dolan told reporters in Port Ansel.

Osk Varga said that the crews {EVIL} would strike on Monday.
"""


def hostile_brief(root: Path) -> None:
    (root / "briefs").mkdir()
    file = BriefFile.new(root / "briefs" / "brief.yaml", f"Evil {EVIL}")
    file.add_actor("mira-dolan", {"name": NAME, "type": "person", "aliases": [EVIL, "Dolan"], "note": EVIL})
    file.add_actor("osk-varga", {"name": "Osk Varga", "type": "person", "aliases": [f"{EVIL}, {EVIL}"]})
    file.add_actor("osk-vargas", {"name": f"Osk Vargas{EVIL[:4]}", "type": "person"})
    file.save()


def shown(app: Any) -> str:
    """All that is on screen."""
    strips = app.screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


def unsafe(text: str) -> set[str]:
    kinds = {char: unicodedata.category(char) for char in set(text)}
    return {char for char, kind in kinds.items() if kind in ("Cc", "Cs") or char in "\u202e\u200b"}


async def test_hostile_text_is_text_in_every_dialog(ferry_desk: Path, open_desk: Any) -> None:
    (ferry_desk / "evil.txt").write_bytes(STORY.encode("utf-8", "surrogatepass"))
    hostile_brief(ferry_desk)
    async with open_desk(ferry_desk, (100, 40)) as it:
        for pane, keys in {
            "1": ("e", "m", "K", "P", "W", "A"),
            "2": ("e", "s", "V", "A"),
            "3": ("e", "s", "V", "A"),
        }.items():
            for key in keys:
                for place in ("g", "j"):
                    await it.press(pane, place, key)
                    assert it.app.is_running
                    assert unsafe(shown(it.app)) == set(), (pane, key)
                    await it.press("enter")
                    assert unsafe(shown(it.app)) == set(), (pane, key)
                    for _ in range(4):
                        if isinstance(it.app.screen, DeskScreen):
                            break
                        await it.press("escape")
                    assert isinstance(it.app.screen, DeskScreen)


async def test_what_another_program_wrote_is_text_where_both_changed_one_place(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        it.screen._ask_whose_stands([f"claims.c-7q2maa.claim: {EVIL}, here {EVIL}"] * 12)
        await it.settled()
        assert "Both changed one place" in shown(it.app)
        assert "[@click=app.quit]evil" in shown(it.app)
        assert unsafe(shown(it.app)) == set()


KEYS = [
    *("a", "x", "z", "A", "e", "s", "m", "K", "P", "W", "V", "u", "ctrl+r", "R", "space", "enter", "escape"),
    *("j", "k", "g", "G", "1", "2", "3", "5", "n", "tab", "shift+tab", "down", "up", "left", "right"),
    *("o", "d", "y", "v", "backspace", "pagedown", "comma", "E", "X"),
]


@pytest.mark.parametrize("seed", range(2))
async def test_no_row_of_keys_harms_a_brief(
    ferry_desk: Path, open_desk: Any, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("textual.app.App.suspend", lambda self: contextlib.nullcontext())
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    dice = random.Random(seed)  # noqa: S311 - keys, not secrets
    async with open_desk(ferry_desk, (100, 40)) as it:
        for n in range(140):
            key = dice.choice(KEYS)
            if key == "o" and isinstance(it.app.screen, DeskScreen):
                continue  # opens the original in another program
            await it.pilot.press(key)
            if n % 8 == 7:
                await it.settled()
        await it.settled()
        assert it.app.is_running
        assert not [words for words in it.said if "Internal fault" in words]
        workspace = it.screen.workspace
        texts = workspace.contents.board.texts
        for path in (ferry_desk / "briefs").glob("*.yaml"):
            file = BriefFile.load(path)

            def article_of(source: Any) -> Any:
                return texts.get((source.text or "").removeprefix("sha256:"))

            problems = check_brief(file, article_of)
            assert [str(one) for one in problems if one.severity == "error"] == []
            # What is on screen is what is on disk.
            if path.stem == workspace.brief.name:
                assert workspace.brief.text == file.text
