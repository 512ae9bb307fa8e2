"""What the screen showed when it was left comes back before the desk is opened."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tearline.index.private_state import private_state
from tearline.tui import jobs
from tearline.tui.app import TearlineApp
from tearline.tui.last_screen import FILE_NAME, last_screen
from tearline.tui.widgets.head_line import HeadLine

Opening = Callable[..., AbstractAsyncContextManager[Any]]


@asynccontextmanager
async def unopened(root: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[TearlineApp, Any]]:
    """The app whose desk is never opened."""
    monkeypatch.setattr(jobs, "read_desk", lambda *_: None)
    app = TearlineApp(root)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        yield app, pilot


async def test_the_lists_and_the_article_are_there_before_the_desk_is_opened(
    ferry_desk: Path, open_desk: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "j")
        quotes = [(row.id, row.words, row.spans) for row in it.screen.panes.rows("quotes").rows]
        articles = [line.card.title for line in it.screen.panes.rows("articles").rows]
        open_, text = it.reader.text_id, it.reader.text
        await it.press("q")
    async with unopened(ferry_desk, monkeypatch) as (app, pilot):
        panes = app.screen.panes
        assert [(row.id, row.words, row.spans) for row in panes.rows("quotes").rows] == quotes
        assert [line.card.title for line in panes.rows("articles").rows] == articles
        assert (panes.reader.text_id, panes.reader.text) == (open_, text)
        head = app.screen.query_one(HeadLine).head
        assert (head.articles, head.doing) == (2, "as of last time, opening")
        # Going through them meanwhile changes nothing and breaks nothing.
        await pilot.press("j", "k", "1", "j", "4", "j", "enter", "5", "n")


async def test_it_gives_way_to_what_the_desk_holds_now(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("q")
    (ferry_desk / "ferry.md").unlink()
    async with open_desk(ferry_desk) as it:
        assert it.screen.last is None
        assert [line.card.title for line in it.screen.panes.rows("articles").rows] == ["Crews plan a strike"]


async def test_a_desk_that_can_not_be_read_shows_nothing_old(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("q")
    state = private_state(ferry_desk).folder
    (state / "catalog.sqlite").unlink()
    for path in list(ferry_desk.glob("*.md")):
        path.unlink()
    async with open_desk(ferry_desk) as it:
        assert not it.screen.panes.rows("quotes").rows
        assert it.screen.last is None


@pytest.mark.parametrize("change", ["damaged", "another version", "no rows"])
async def test_what_is_not_of_this_version_is_left_alone(
    ferry_desk: Path, open_desk: Opening, change: str
) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("q")
    path = private_state(ferry_desk).folder / FILE_NAME
    stored = json.loads(path.read_text())
    assert last_screen(ferry_desk) is not None
    if change == "damaged":
        path.write_text(path.read_text()[:-30])
    elif change == "another version":
        stored["shape"][0].append("size")
        path.write_text(json.dumps(stored))
    else:
        del stored["shown"]["claims"]
        path.write_text(json.dumps(stored))
    assert last_screen(ferry_desk) is None


async def test_a_very_long_list_keeps_what_is_around_the_cursor(
    ferry_desk: Path, open_desk: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(90):
        name = f"Mira {'abcdefghij'[number // 10]}{'klmnopqrst'[number % 10]}".title()
        (ferry_desk / f"{number}.md").write_text(
            f"---\ntitle: On {name}\n---\n{name}olan said it would sail.\n"
        )
    async with open_desk(ferry_desk) as it:
        await it.press("4", "G")
        last = it.screen.panes.rows("articles").current.card.title
        await it.press("q")
    async with unopened(ferry_desk, monkeypatch) as (app, _):
        rows = app.screen.panes.rows("articles")
        assert len(rows.rows) < 90
        assert rows.current.card.title == last
