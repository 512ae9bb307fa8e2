"""Long work: told with rate and time left, stopped and gone on with; news by itself; desks beyond memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tearline.briefs.findings_cache import FindingsCache
from tearline.index.desk import Desk
from tearline.index.sync import SyncReport
from tearline.tui import held_board, reading_in
from tearline.tui.jobs import news
from tearline.tui.widgets.head_line import Head, HeadLine, time_left
from tearline.tui.workspace import Contents, Progress

Opening = Callable[..., AbstractAsyncContextManager[Any]]


def article(number: int, name: str = "Mira Dolan") -> str:
    date = f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}"
    head = f"---\ntitle: Ferry week {number}\ndate: {date}\n---\n"
    said = f"“We will sail in week {number},” {name} told reporters in Port Ansel.\n"
    return f"{head}{name} said the ferry {number} would sail.\n{said}"


def write(root: Path, count: int) -> None:
    for number in range(count):
        (root / f"week-{number:03}.md").write_text(article(number), encoding="utf-8")


# What is told


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s left"), (8, "8 s left"), (89, "89 s left"), (170, "3 min left"), (9_000, "2 h left")],
)
def test_time_left_is_told_about(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


def test_the_head_tells_rate_and_time_left_where_there_is_room() -> None:
    line = HeadLine()
    line._head = Head(doing="drafting", done=120, total=1000, rate=60, left=15, stoppable=True)
    longest, *shorter = line._work()
    assert "120/1,000 · 60/s · 15 s left · c stops" in longest
    assert [len(words) for words in shorter] == sorted((len(words) for words in shorter), reverse=True)
    assert shorter[-1] == "120/1,000"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (SyncReport(), ""),
        (SyncReport(added=2), "2 new articles."),
        (SyncReport(added=1, removed=3), "1 new article, 3 gone."),
        (SyncReport(changed=1), "1 changed article."),
        (SyncReport(removed=1), "1 article gone."),
        (SyncReport(moved=2, removed=1), "2 articles moved, 1 gone."),
        (SyncReport(added=1, changed=2, removed=1), "1 new article, 2 changed, 1 gone."),
    ],
)
def test_what_is_new_is_a_sentence(report: SyncReport, words: str) -> None:
    assert news(report) == words


# Reading and drafting by other processes


async def test_many_articles_are_read_and_drafted_apart(
    ferry_desk: Path, open_desk: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Progress] = []
    monkeypatch.setattr(reading_in, "FEW", 3)
    make = reading_in.ReadingIn.__init__

    def noted(self: reading_in.ReadingIn, *given: Any) -> None:
        workspace, desk, held, cache, tell, show, cancelled = given

        def tell_and_note(progress: Progress) -> None:
            told.append(progress)
            tell(progress)

        make(self, workspace, desk, held, cache, tell_and_note, show, cancelled)

    monkeypatch.setattr(reading_in.ReadingIn, "__init__", noted)
    write(ferry_desk, 20)
    async with open_desk(ferry_desk) as it:
        assert len(it.screen.panes.rows("articles").rows) == 22
        assert len({row.article for row in it.screen.panes.rows("quotes").rows}) == 22
    assert {"reading", "drafting"} <= {one.doing for one in told}
    drafting = [one for one in told if one.doing == "drafting"]
    assert drafting[-1].done == drafting[-1].total
    assert all(one.rate > 0 and one.left is not None for one in drafting if one.total > 3)


async def test_work_that_was_quit_goes_on_at_the_next_start(
    ferry_desk: Path, open_desk: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_in, "FEW", 3)
    write(ferry_desk, 20)
    with Desk(ferry_desk) as desk, FindingsCache(desk.state) as cache:
        desk.sync()
        for card in desk.articles()[:5]:
            cache.findings(desk.article(card.id))
    async with open_desk(ferry_desk) as it:
        assert len({row.article for row in it.screen.panes.rows("quotes").rows}) == 22


# Watching


async def test_new_articles_come_by_themselves_and_are_told_about(
    ferry_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(ferry_desk) as it:
        path = ferry_desk / "week-007.md"
        path.write_text(article(7), encoding="utf-8")
        os.utime(path, (time.time() - 5, time.time() - 5))
        it.screen._look_round()
        await it.until(lambda: len(it.screen.panes.rows("articles").rows) == 3)
        await it.until(lambda: "1 new article." in it.said)


async def test_what_was_stopped_does_not_go_on_by_itself(ferry_desk: Path, open_desk: Opening) -> None:
    async with open_desk(ferry_desk) as it:
        it.screen.stopped = True
        (ferry_desk / "week-007.md").write_text(article(7), encoding="utf-8")
        it.screen._look_round()
        await it.settled()
        assert len(it.screen.panes.rows("articles").rows) == 2
        await it.press("r")
        await it.until(lambda: len(it.screen.panes.rows("articles").rows) == 3)
        assert not it.screen.stopped


# More than memory holds


@pytest.fixture
def large_desk(ferry_desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk of which five articles are in hand, and one article that only a search brings."""
    monkeypatch.setattr(held_board, "WHOLE", 10)
    monkeypatch.setattr(held_board, "NEWEST", 5)
    monkeypatch.setattr(held_board, "BROUGHT", 3)
    write(ferry_desk, 16)
    old = article(0, "Osk Varga").replace("2031-", "2001-").replace("ferry 0", "lantern parade")
    (ferry_desk / "old.md").write_text(old, encoding="utf-8")
    return ferry_desk


async def test_of_a_large_desk_the_newest_articles_are_in_hand_and_all_are_listed(
    large_desk: Path, open_desk: Opening
) -> None:
    async with open_desk(large_desk) as it:
        contents: Contents = it.screen.contents
        assert (len(contents.cards), contents.in_hand) == (19, 5)
        assert len(it.screen.panes.rows("articles").rows) == 19
        assert {row.article for row in contents.board.quotes} <= {card.id for card in contents.cards[:5]}
        assert it.screen.query_one(HeadLine).head.in_hand == 5
        # Any article can be read all the same.
        await it.open_article("Ferry week 0")
        assert "Dolan said the ferry 0 would sail" in it.reader.text


async def test_what_a_search_finds_comes_into_hand(large_desk: Path, open_desk: Opening) -> None:
    async with open_desk(large_desk) as it:
        assert not any("lantern" in row.words for row in it.screen.contents.board.quotes)
        await it.pilot.press("slash")
        it.screen.search_bar.input.value = "lantern"
        it.screen.search_bar.flush()
        await it.until(lambda: any("lantern" in row.words for row in it.screen.panes.rows("quotes").rows))
        await it.settled()
        assert it.screen.contents.in_hand == 6


async def test_an_actor_brings_the_articles_that_name_it(large_desk: Path, open_desk: Opening) -> None:
    async with open_desk(large_desk) as it:
        await it.press("1", "g")
        rows = it.screen.panes.rows("actors")
        place = next(n for n, row in enumerate(rows.rows) if row.name == "Mira Dolan")
        await it.press(*["j"] * place, "enter")
        await it.until(lambda: it.screen.contents.in_hand > 5)
        await it.settled()
        assert it.screen.contents.in_hand == 5 + 3


async def test_what_the_brief_cites_stays_in_hand(large_desk: Path, open_desk: Opening) -> None:
    async with open_desk(large_desk) as it:
        await it.pilot.press("slash")
        it.screen.search_bar.input.value = "lantern"
        it.screen.search_bar.flush()
        await it.until(lambda: it.screen.contents.in_hand == 6)
        await it.settled()
        await it.press("escape", "escape", "2", "g")
        rows = it.screen.panes.rows("quotes")
        place = next(n for n, row in enumerate(rows.rows) if "lantern" in row.words)
        await it.press(*["j"] * place, "a")
    async with open_desk(large_desk) as it:
        kept = [row for row in it.screen.contents.board.quotes if "lantern" in row.words]
        assert [row.status for row in kept] == ["accepted"]
