"""The tour leads round in eight steps, each done by the user; the sample desk stays out of other folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.widgets._toast import Toast

from tearline.briefs.sample import NotTheSample, lay_out
from tearline.tui.app import TearlineApp
from tearline.tui.cli.main import tearline
from tearline.tui.screens import touring
from tearline.tui.tour import steps
from tearline.tui.widgets.tour_panel import TourPanel
from tests.tui.conftest import DeskDriver, Opening


def told(it: DeskDriver) -> str:
    panel = it.screen.query_one(TourPanel)
    return f"{panel.border_title}: {panel.visual}"


async def comes_to(it: DeskDriver, place: str) -> None:
    await it.until(lambda: f"Tour, {place}" in told(it), f"the tour did not come to {place}: {told(it)}")


def bottom_of_messages(it: DeskDriver) -> int:
    return max((toast.region.bottom for toast in it.screen.query(Toast)), default=0)


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_the_tour_goes_on_when_the_user_does_what_it_says(
    ferry_desk: Path, open_desk: Opening, size: tuple[int, int]
) -> None:
    async with open_desk(ferry_desk, size) as it:
        await it.press("f2")
        await comes_to(it, "1 of 8")
        await it.press("2")
        await comes_to(it, "2 of 8")
        await it.press("j")
        await comes_to(it, "3 of 8")
        await it.press("1", "enter")
        await comes_to(it, "4 of 8")
        await it.press("enter")
        await comes_to(it, "5 of 8")
        await it.press("slash", *"ferry", "enter")
        await comes_to(it, "6 of 8")
        await it.press("slash", "escape")
        it.screen.panes.focus_pane("quotes")
        await it.press("a")
        await comes_to(it, "7 of 8")
        await it.press("u")
        await comes_to(it, "8 of 8")
        await it.press("t")
        await it.press("escape")
        await it.until(lambda: "That is the way round" in told(it))
        assert it.screen.panes.focused_pane == "quotes"
        await it.press("escape")
        assert not it.screen.query(TourPanel)


async def test_no_message_covers_what_the_tour_says(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await it.press("f2", "2", "a")
        panel = it.screen.query_one(TourPanel)
        await it.until(lambda: bottom_of_messages(it) == panel.region.y)
        await it.press("escape", "u")
        await it.until(lambda: bottom_of_messages(it) == 23, "without the tour, they stand at the bottom")


async def test_a_step_waits_until_it_is_done(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("f2")
        await comes_to(it, "1 of 8")
        await it.press("j", "4", "k")
        await it.pilot.pause(0.5)
        assert "1 of 8" in told(it)


async def test_a_view_left_at_once_has_been_seen(
    ferry_desk: Path, open_desk: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touring, "LOOK_EVERY", 3600)
    monkeypatch.setattr(touring, "steps", lambda: steps()[-1:])
    async with open_desk(ferry_desk) as it:
        await it.press("f2", "t", "escape")
        assert "That is the way round" in told(it)


async def test_esc_ends_the_tour_and_nothing_else(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("enter", "f2")
        actor = it.screen.view.value("actor")
        await it.press("escape")
        assert not it.screen.query(TourPanel)
        assert it.screen.view.value("actor") == actor is not None
        await it.press("f2")
        await comes_to(it, "1 of 8")


async def test_asked_for_twice_it_begins_anew(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("f2", "2")
        await comes_to(it, "2 of 8")
        await it.press("1", "f2")
        await comes_to(it, "1 of 8")
        assert len(it.screen.query(TourPanel)) == 1


async def test_the_demo_begins_with_the_tour_and_no_other_desk_does(
    ferry_desk: Path, open_desk: Opening, tmp_path: Path
) -> None:
    async with open_desk(ferry_desk) as it:
        assert not it.screen.query(TourPanel)
    app = TearlineApp(lay_out(tmp_path / "sample"), tour=True)
    async with app.run_test(size=(100, 30)) as pilot:
        it = DeskDriver(app, pilot, tmp_path)
        await it.until(lambda: it.screen.query(TourPanel))
        await comes_to(it, "1 of 8")


def test_the_words_of_the_tour_are_short() -> None:
    for step in steps():
        assert len(step.words) + len(step.press) < 260


# Where the sample is laid out


def test_the_sample_is_laid_out_in_a_new_an_empty_and_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".DS_Store").touch()
    for name in ("new", "empty", "new"):
        assert (lay_out(tmp_path / name) / "briefs" / "moscow-beijing-nato.yaml").exists()


@pytest.mark.parametrize("held", ["notes.txt", "articles/mine.md", "briefs/mine.yaml"])
def test_the_sample_stays_out_of_a_folder_in_use(tmp_path: Path, held: str) -> None:
    (tmp_path / held).parent.mkdir(exist_ok=True)
    (tmp_path / held).touch()
    with pytest.raises(NotTheSample, match="folder in use"):
        lay_out(tmp_path)
    done = CliRunner().invoke(tearline, ["demo", "--desk", str(tmp_path)])
    assert isinstance(done.exception, NotTheSample)
    assert sorted(path.name for path in tmp_path.rglob("*.md")) == [
        name for name in (Path(held).name,) if ".md" in name
    ]
