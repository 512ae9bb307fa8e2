"""What a user does on the desk, key by key, and what comes of it on screen and on disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from tearline.tui.app import TearlineApp
from tearline.tui.open_brief import Said
from tearline.tui.screens.brief import BriefScreen
from tearline.tui.screens.conflict import ConflictScreen
from tearline.tui.screens.desk import DeskScreen
from tearline.tui.screens.text import TextScreen
from tearline.tui.widgets.head_line import HeadLine
from tearline.tui.widgets.search_bar import Chip, QueryInput
from tests.tui.conftest import DeskDriver

FERRY = """---
title: Ferry talks resume
outlet: The Ansel Courier
author: Lio Marsh
date: 2031-04-02
---
Mira Dolan, transport minister of Veldania, said the ferry would sail again in May.
“We will not close the crossing,” Dolan told reporters in Port Ansel. “The harbour is open.”
Osk Varga, head of the Dockers' Union, accused Dolan of breaking a promise to the crews.
“She promised us a contract,” Varga said.
"""
STRIKE = """---
title: Crews plan a strike
outlet: Veldan Wire
date: 2031-04-05
---
Osk Varga said the crews of Port Ansel would strike on Monday unless Veldania paid their wages.
Mira Dolan said that talks would continue. “There is money for wages,” the minister said.
"""


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what Tearline keeps for the user who runs them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "ferry-desk"
    root.mkdir()
    (root / "ferry.md").write_text(FERRY)
    (root / "strike.md").write_text(STRIKE)
    return root


class Driver(DeskDriver):
    """With what these tests look at."""

    def __init__(self, app: TearlineApp, pilot: Pilot[None]) -> None:
        super().__init__(app, pilot, app.workspace.root)

    async def search(self, query: str) -> None:
        await self.pilot.press("slash")
        self.screen.search_bar.input.value = query
        await self.settled()
        self.screen.search_bar.flush()
        await self.settled()

    def ids(self, pane: str) -> list[str]:
        return [getattr(row, "id", "") or row.card.id for row in self.screen.panes.rows(pane).rows]

    def words(self, pane: str) -> list[str]:
        return [row.words for row in self.screen.panes.rows(pane).rows]

    def names(self) -> list[str]:
        return [row.name for row in self.screen.panes.rows("actors").rows]

    async def to_actor(self, name: str) -> None:
        if self.screen.panes.focused_pane != "actors":
            await self.pilot.press("1")
        await self.pilot.press("g")
        for _ in range(self.names().index(name)):
            await self.pilot.press("j")
        await self.settled()

    @property
    def highlighted(self) -> str:
        reader = self.screen.panes.reader
        article = self.screen.contents.article(reader.text_id)
        return " … ".join(article.text[start:end] for start, end in reader.highlighted) if article else ""

    def brief(self, root: Path, name: str = "brief") -> str:
        return (root / "briefs" / f"{name}.yaml").read_text()


@asynccontextmanager
async def opened(
    root: Path, size: tuple[int, int] = (160, 45), brief: str | None = None
) -> AsyncIterator[Driver]:
    app = TearlineApp(root, brief)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: not driver.screen.reading, "the desk was never read")
        await driver.settled()
        yield driver


# Opening


async def test_the_desk_fills_every_pane(desk: Path) -> None:
    async with opened(desk) as it:
        assert {"Mira Dolan", "Osk Varga"} <= set(it.names())
        assert "We will not close the crossing" in " ".join(it.words("quotes"))
        assert it.words("claims")
        assert [row.card.title for row in it.screen.panes.rows("articles").rows] == [
            "Crews plan a strike",
            "Ferry talks resume",
        ]
        assert it.screen.panes.reader.text_id
        head = it.screen.query_one(HeadLine).head
        assert (head.articles, head.brief, head.doing) == (2, "", "")


async def test_the_first_paint_waits_for_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = "whoosh", "pydantic", "yaml", "tearline.index.desk", "tearline.briefs.board.build"
    asked = f"import sys, tearline.tui.app; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_a_second_run_shows_what_the_first_one_found(desk: Path) -> None:
    async with opened(desk) as it:
        found = it.ids("quotes")
        await it.press("2", "q")
    async with opened(desk) as it:
        assert it.ids("quotes") == found
        assert it.screen.panes.focused_pane == "quotes"


# Going


@pytest.mark.parametrize("size", [(160, 45), (110, 34), (80, 24)])
async def test_numbers_and_tab_go_to_panes(desk: Path, size: tuple[int, int]) -> None:
    async with opened(desk, size) as it:
        for key, pane in zip("12345", ("actors", "quotes", "claims", "articles", "reader"), strict=True):
            await it.press(key)
            assert it.screen.panes.focused_pane == pane
            assert it.screen.focused is not None
            assert it.screen.focused.region.area > 0
        await it.press("tab")
        assert it.screen.panes.focused_pane == "actors"
        await it.press("shift+tab")
        assert it.screen.panes.focused_pane == "reader"


async def test_the_same_number_again_gives_the_pane_the_window_and_back(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("3", "3")
        claims = it.screen.panes.rows("claims")
        assert claims.region.width == 160
        assert it.screen.panes.reader.region.area == 0
        await it.press("escape")
        assert claims.region.width < 160
        assert it.screen.panes.reader.region.area > 0


async def test_keys_typed_ahead_go_where_they_belong(desk: Path) -> None:
    async with opened(desk) as it:
        for key in ("slash", "x", "a", "u", "enter", "2"):
            it.app.simulate_key(key)
        await it.settled()
        assert it.screen.search_bar.input.value == "xau"
        assert it.screen.panes.focused_pane == "quotes"
        assert not (desk / "briefs").exists()


# Choosing


async def test_choosing_an_actor_narrows_and_choosing_again_widens(desk: Path) -> None:
    async with opened(desk) as it:
        quotes, claims = it.ids("quotes"), it.ids("claims")
        await it.to_actor("Osk Varga")
        await it.press("enter")
        assert 0 < len(it.ids("quotes")) < len(quotes)
        assert any("She promised us a contract" in words for words in it.words("quotes"))
        assert "Mira Dolan" in it.names()
        assert [str(chip.step.label) for chip in it.screen.query(Chip)] == ["Osk Varga"]
        assert it.screen.panes.focused_pane == "actors"
        await it.press("enter")
        assert (it.ids("quotes"), it.ids("claims")) == (quotes, claims)
        assert not it.screen.query(Chip)


async def test_an_actor_is_shown_where_it_is_first_named(desk: Path) -> None:
    async with opened(desk) as it:
        await it.to_actor("Osk Varga")
        await it.press("enter")
        assert it.highlighted in ("Osk Varga", "Varga")


async def test_going_through_quotes_shows_their_words_in_their_article(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "g")
        for row in it.screen.panes.rows("quotes").rows:
            if row is not it.screen.panes.rows("quotes").rows[0]:
                await it.press("j")
                assert it.highlighted == row.words
                assert it.screen.panes.reader.text_id == row.article
        assert it.screen.panes.focused_pane == "quotes"


async def test_choosing_a_quote_goes_to_it_in_the_reader(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "j", "enter")
        assert it.screen.panes.focused_pane == "reader"
        assert it.screen.panes.reader.current_finding == it.screen.panes.rows("quotes").current_id


async def test_choosing_an_article_narrows_to_it(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("4", "j", "enter")
        article = it.screen.panes.rows("articles").current_id
        assert {row.article for row in it.screen.panes.rows("quotes").rows} == {article}
        assert it.screen.panes.reader.text_id == article


async def test_of_an_article_in_another_language_the_panes_say_so(desk: Path) -> None:
    (desk / "hafen.txt").write_text(
        "Der Hafen bleibt geschlossen\n\n"
        "„Wir werden keine leere Seite unterschreiben“, sagte Ministerin Ilse Korvath am Montag. Die "
        "Reeder hatten zuvor vor langen Schlangen gewarnt. Die Gewerkschaft der Lotsen will ihre "
        "Forderungen bis zum Ende der Woche vorlegen, hieß es aus dem Umfeld der Ministerin. Ein Sprecher "
        "wollte sich dazu nicht äußern.",
        encoding="utf-8",
    )
    async with opened(desk) as it:
        articles = it.screen.panes.rows("articles")
        place = next(n for n, row in enumerate(articles.rows) if row.card.path == "hafen.txt")
        await it.press("4", *("j",) * place, "enter")
        assert any("not in English" in articles.render_line(y).text for y in range(articles.size.height))
        for name in ("actors", "quotes", "claims"):
            assert "Not in English" in it.screen.panes.rows(name).render_line(1).text
        await it.press("escape")
        assert it.ids("quotes")


async def test_esc_widens_one_step_at_a_time(desk: Path) -> None:
    async with opened(desk) as it:
        await it.to_actor("Osk Varga")
        await it.press("enter")
        await it.press("4", "enter")
        assert [step.kind for step in it.screen.view.steps] == ["actor", "article"]
        await it.press("escape")
        assert [step.kind for step in it.screen.view.steps] == ["actor"]
        await it.press("escape")
        assert it.screen.view.steps == ()


async def test_a_click_on_a_chip_takes_its_narrowing_back(desk: Path) -> None:
    async with opened(desk) as it:
        await it.to_actor("Osk Varga")
        await it.press("enter")
        await it.pilot.click(Chip)
        await it.settled()
        assert it.screen.view.steps == ()


async def test_next_and_previous_finding_lead_through_the_article(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("5", "n")
        first = it.screen.panes.reader.current_finding
        await it.press("n")
        second = it.screen.panes.reader.current_finding
        assert None not in (first, second)
        assert first != second
        await it.press("N")
        assert it.screen.panes.reader.current_finding == first
        await it.press(*["n"] * 30)
        assert "No further finding in this article." in it.said


# Searching


async def test_searching_narrows_every_pane_as_it_is_typed(desk: Path) -> None:
    async with opened(desk) as it:
        everything = it.ids("quotes")
        await it.pilot.press("slash", *"strike")
        await it.until(lambda: len(it.ids("articles")) == 1)
        assert it.screen.found is not None
        assert set(it.ids("quotes")) < set(everything)
        assert isinstance(it.screen.focused, QueryInput)
        await it.press("enter")
        assert it.screen.panes.focused_pane == "quotes"
        assert it.screen.view.value("query") == "strike"
        await it.press("escape")
        assert it.ids("quotes") == everything
        assert it.screen.search_bar.input.value == ""


async def test_searching_in_findings(desk: Path) -> None:
    async with opened(desk) as it:
        await it.search("speaker:varga")
        assert it.ids("quotes")
        assert {row.speaker_name for row in it.screen.panes.rows("quotes").rows} == {"Osk Varga"}


async def test_a_query_that_can_t_be_read_says_so_and_the_panes_stay(desk: Path) -> None:
    async with opened(desk) as it:
        quotes = it.ids("quotes")
        await it.search("date:soon")
        error = it.screen.query_one("#search-error")
        assert error.has_class("-shown")
        assert error.region.area > 0
        assert it.ids("quotes") == quotes
        await it.search("ferry")
        assert not error.has_class("-shown")


async def test_nothing_found_says_what_to_press(desk: Path) -> None:
    async with opened(desk) as it:
        await it.search("zeppelin")
        assert it.ids("articles") == []
        lines = [it.screen.panes.rows("articles").render_line(y).text for y in range(6)]
        assert any("Nothing found" in line for line in lines)
        assert any("Esc widens" in line for line in lines)


async def test_a_word_that_only_articles_hold_leads_to_them(desk: Path) -> None:
    async with opened(desk) as it:
        await it.search("reporters harbour accused")
        assert (it.ids("quotes"), it.ids("claims"), len(it.ids("articles"))) == ([], [], 1)
        lines = [it.screen.panes.rows("quotes").render_line(y).text for y in range(6)]
        assert any("Press 4" in line for line in lines)
        await it.press("enter")
        assert it.screen.panes.focused_pane == "articles"


async def test_esc_in_the_search_box_clears_it_and_leaves_it(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2")
        await it.search("strike")
        await it.press("escape")
        assert it.screen.panes.focused_pane == "quotes"
        assert it.screen.view.value("query") is None


async def test_words_found_are_marked_in_the_reader(desk: Path) -> None:
    async with opened(desk) as it:
        await it.search("wages")
        await it.press("enter", "4", "g")
        reader = it.screen.panes.reader
        hits = [passage for passage in reader._passages.all if passage.kind == "hit"]
        article = it.screen.contents.article(reader.text_id)
        assert article is not None
        assert {article.text[start:end] for hit in hits for start, end in hit.spans} == {"wages"}


# The brief


async def test_accepting_begins_a_brief_and_takes_the_quote_in(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "a", "g")
        quote = it.screen.panes.rows("quotes").current_id
        assert f"id: {quote}" in it.brief(desk)
        assert "title: Ferry desk" in it.brief(desk)
        assert any("Started briefs/brief.yaml" in said for said in it.said)
        assert it.screen.panes.rows("quotes").current.status == "accepted"
        head = it.screen.query_one(HeadLine).head
        assert (head.brief, head.accepted) == ("Ferry desk", 1)


async def test_rejecting_hides_the_row_and_keeps_it_out(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "x")
        first = it.ids("quotes")
        rejected = it.brief(desk).rpartition("rejected:")[2].split("- ")[1].split()[0]
        assert rejected not in first
        await it.press("R")
        assert rejected in it.ids("quotes")
        await it.press("R")
        assert rejected not in it.ids("quotes")


async def test_rejecting_in_a_run_rejects_one_row_each(desk: Path) -> None:
    async with opened(desk) as it:
        ids = it.ids("quotes")
        await it.pilot.press("2", "x", "x", "x")
        await it.settled()
        assert it.ids("quotes") == ids[3:]


async def test_undo_and_redo_tell_what_they_did(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "a", "g")
        quote = it.screen.panes.rows("quotes").current_id
        await it.press("u")
        assert f"id: {quote}" not in it.brief(desk)
        assert it.said[-1].lower().startswith("undid: accepted")
        await it.press("ctrl+r")
        assert f"id: {quote}" in it.brief(desk)
        await it.press("u", "u")
        assert it.said[-1] == "Nothing to undo."


async def test_marked_rows_are_accepted_together_and_undone_together(desk: Path) -> None:
    async with opened(desk) as it:
        before = it.ids("quotes")[:2]
        await it.press("2", "space", "space", "a")
        assert all(f"id: {quote}" in it.brief(desk) for quote in before)
        assert not it.screen.panes.rows("quotes").has_marks
        await it.press("u")
        assert not any(f"id: {quote}" in it.brief(desk) for quote in before)


async def test_a_finding_is_accepted_from_the_reader(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("5", "n", "a")
        assert f"id: {it.screen.panes.reader.current_finding}" in it.brief(desk)


async def test_an_actor_is_accepted(desk: Path) -> None:
    async with opened(desk) as it:
        await it.to_actor("Osk Varga")
        await it.press("a")
        assert "name: Osk Varga" in it.brief(desk)


async def test_an_article_is_not_accepted_but_told_about(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("4", "a")
        assert not (desk / "briefs").exists()
        assert "Articles come in" in it.said[-1]


async def test_export_writes_markdown_and_says_where(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("X")
        assert it.said[-1].startswith("There is no brief to export yet")
        await it.press("2", "a", "X")
        assert it.said[-1] == "Exported to briefs/brief.md."
        assert "# Ferry desk" in (desk / "briefs" / "brief.md").read_text()
        await it.press("r")
        assert len(it.ids("articles")) == 2


async def test_a_brief_changed_by_an_editor_is_read_anew_not_overwritten(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "a")
        path = desk / "briefs" / "brief.yaml"
        path.write_text(path.read_text().replace("title: Ferry desk", "title: My own title  # mine"))
        await it.press("j", "a")
        text = it.brief(desk)
        assert "title: My own title  # mine" in text
        assert len(it.screen.workspace.brief.brief.quotes) == 2
        assert any("changed by another program" in said for said in it.said)


async def test_a_change_by_an_editor_comes_on_screen_by_itself(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "a")
        path = desk / "briefs" / "brief.yaml"
        path.write_text(path.read_text().replace("title: Ferry desk", "title: My own title"))
        os.utime(path, ns=(1, 1))
        await it.until(lambda: it.screen.query_one(HeadLine).head.brief == "My own title")


async def test_a_broken_brief_is_left_alone_and_told_about(desk: Path) -> None:
    (desk / "briefs").mkdir()
    (desk / "briefs" / "brief.yaml").write_text("title: [unclosed\n")
    async with opened(desk) as it:
        assert any("can't be opened" in said for said in it.said)
        await it.press("2", "a")
        assert it.brief(desk) == "title: [unclosed\n"
        assert any("mend it" in said for said in it.said)


async def test_the_brief_named_is_opened_or_begun(desk: Path) -> None:
    async with opened(desk, brief="morning") as it:
        await it.press("2", "a", "g")
        assert f"id: {it.screen.panes.rows('quotes').current_id}" in it.brief(desk, "morning")


async def test_a_brief_that_can_t_be_written_is_told_about(desk: Path) -> None:
    (desk / "briefs").write_text("a file where the folder should be")
    async with opened(desk) as it:
        await it.press("2", "a")
        assert it.said
        assert it.screen.panes.rows("quotes").current.status == "suggested"


async def test_a_brief_by_no_name_is_told_about_and_the_desk_is_read(desk: Path) -> None:
    async with opened(desk, brief="../up") as it:
        assert any("../up" in said for said in it.said)
        assert it.ids("articles")


async def test_another_brief_is_chosen_or_begun_by_name(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("B")
        assert isinstance(it.app.screen, BriefScreen)
        await it.press(*"../up", "enter")
        assert isinstance(it.app.screen, BriefScreen)
        await it.press("escape", "B", *"evening", "enter")
        assert "title: Evening" in it.brief(desk, "evening")
        await it.press("B", "tab", *"night", "enter")
        await it.press("B", "up", "up", "enter")
        assert it.screen.workspace.brief.name == "evening"


# The rest of the desk


async def test_help_lists_every_action(desk: Path) -> None:
    from tearline.tui.actions import ACTIONS
    from tearline.tui.screens.help import help_text

    async with opened(desk) as it:
        await it.press("question_mark")
        assert isinstance(it.app.screen, TextScreen)
        text = " ".join(" ".join(line.plain.split()) for line in help_text(it.screen, 88))
        assert all(action.help in text for action in ACTIONS)
        await it.press("j", "G", "g", "escape")
        assert isinstance(it.app.screen, DeskScreen)


async def test_the_palette_does_what_it_lists(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("ctrl+p")
        assert isinstance(it.app.screen, CommandPalette)
        await it.press(*"key claims")
        await it.press("enter")
        await it.until(lambda: it.screen.panes.focused_pane == "claims")


async def test_light_and_dark_are_switched_and_remembered(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("ctrl+t")
        assert it.app.theme == "tearline-light"
        await it.press("q")
    async with opened(desk) as it:
        assert it.app.theme == "tearline-light"


async def test_reading_again_finds_new_and_removed_articles(desk: Path) -> None:
    async with opened(desk) as it:
        (desk / "new.txt").write_text("Ada Quill said the bridge at Tarn would open.\n")
        (desk / "strike.md").unlink()
        await it.pilot.press("r")
        await it.until(lambda: not it.screen.reading)
        await it.settled()
        assert "Ada Quill" in it.names()
        assert "Crews plan a strike" not in [row.card.title for row in it.screen.panes.rows("articles").rows]


async def test_reading_can_be_stopped_and_gone_on_with(desk: Path) -> None:
    for n in range(150):
        (desk / f"note-{n}.txt").write_text(f"Note {n}. Osk Varga said that ship {n} would sail.\n" * 20)
    app = TearlineApp(desk)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        it = Driver(app, pilot)
        await it.until(lambda: it.screen.progress is not None)
        await it.pilot.press("c")
        await it.until(lambda: not it.screen.reading)
        await it.settled()
        assert any(said.startswith("Stopped") for said in it.said)
        await it.pilot.press("r")
        await it.until(lambda: not it.screen.reading)
        await it.settled()
        assert len(it.ids("articles")) == 152


async def test_the_passage_is_copied_with_its_citation(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("y")
        assert "first" in it.said[-1]
        await it.search("contract")
        await it.press("enter", "2", "G", "g", "enter", "y")
        assert it.app.clipboard.startswith(f"“{it.highlighted}”")
        assert "The Ansel Courier" in it.app.clipboard
        assert "2031-04-02" in it.app.clipboard


async def test_unreadable_files_are_listed_with_reason_and_advice(desk: Path) -> None:
    await_none = "Every file could be read."
    async with opened(desk) as it:
        await it.press("U")
        assert it.said[-1] == await_none
    (desk / "scan.txt").write_bytes(b"\xff\x00\x01\x02" * 50)
    async with opened(desk) as it:
        assert it.screen.query_one(HeadLine).head.unreadable == 1
        await it.press("U")
        assert isinstance(it.app.screen, TextScreen)
        text = "\n".join(line.plain for line in it.app.screen._lines)
        assert "scan.txt" in text


# First runs, small windows


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    async with opened(tmp_path) as it:
        lines = [it.screen.panes.reader.render_line(y).text for y in range(20)]
        assert any("No articles in this folder yet." in line for line in lines)
        assert any("tearline demo" in line for line in lines)
        await it.press("2", "a", "x", "u", "X", "n", "y", "enter", "slash", "f", "enter", "escape")


@pytest.mark.parametrize(
    ("count", "said"), [(1, "The one file here could not be read:"), (2, "None of the 2 files here")]
)
async def test_a_folder_of_unreadable_files_says_so(tmp_path: Path, count: int, said: str) -> None:
    for number in range(count):
        (tmp_path / f"scan{number}.txt").write_bytes(b"\xff\x00\x01\x02" * 50)
    async with opened(tmp_path) as it:
        lines = [it.screen.panes.reader.render_line(y).text for y in range(20)]
        assert any(said in line for line in lines)
        assert any("scan0.txt" in line for line in lines)


async def test_a_desk_of_another_version_of_tearline_is_read_in_anew(desk: Path) -> None:
    async with opened(desk) as it:
        quotes = it.ids("quotes")
        catalog = it.app.workspace.desk.state / "catalog.sqlite"
    with closing(sqlite3.connect(catalog, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 1")
    async with opened(desk) as it:
        assert it.ids("quotes") == quotes != []


async def test_a_folder_that_is_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    async with opened(tmp_path / "file") as it:
        lines = [it.screen.panes.reader.render_line(y).text for y in range(20)]
        assert any("can't be opened as a desk" in line for line in lines)


@pytest.mark.parametrize(("size", "small"), [((50, 12), True), ((59, 24), True), ((60, 14), False)])
async def test_a_window_too_small_says_so_politely(desk: Path, size: tuple[int, int], small: bool) -> None:
    async with opened(desk, size) as it:
        notice = it.screen.query_one("#too-small")
        assert (notice.region.area > 0) == small
        await it.pilot.resize_terminal(120, 30)
        await it.settled()
        assert notice.region.area == 0
        assert it.screen.panes.rows("quotes").region.area > 0


async def test_the_window_can_be_resized_live(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "j")
        shown = it.highlighted
        for size in ((80, 24), (104, 30), (220, 60), (60, 14), (160, 45)):
            await it.pilot.resize_terminal(*size)
            await it.settled()
            assert it.screen.panes.focused_pane == "quotes"
            assert it.highlighted == shown
            assert it.screen.panes.rows("quotes").region.right <= size[0]


async def test_leaving_ends_the_app(desk: Path) -> None:
    async with opened(desk) as it:
        await it.pilot.press("q")
        await it.pilot.pause()
        assert it.app.return_code == 0


async def test_undo_reaches_back_over_a_restart(desk: Path) -> None:
    async with opened(desk) as it:
        await it.press("2", "a", "g")
        quote = it.screen.panes.rows("quotes").current_id
    async with opened(desk) as it:
        assert f"id: {quote}" in it.brief(desk)
        await it.press("u")
        assert f"id: {quote}" not in it.brief(desk)
        assert it.said[-1].lower().startswith("undid: accepted")


@pytest.mark.parametrize(
    ("keys", "review"), [(["enter"], "accepted"), (["down", "enter"], "edited"), (["escape"], "edited")]
)
async def test_where_both_changed_one_place_the_user_says_whose_stands(
    desk: Path, keys: list[str], review: str
) -> None:
    async with opened(desk) as it:
        await it.press("2", "a")
        brief, board = it.screen.workspace.brief, it.screen.contents.board
        path = desk / "briefs" / "brief.yaml"
        path.write_text(path.read_text().replace("review: accepted", "review: draft"))
        await it.until(lambda: brief.reload_if_changed() and brief.brief.quotes[0].review == "draft")
        ids = [quote.id for quote in brief.brief.quotes]

        def meet() -> Said:
            with brief._lock:
                path.write_text(path.read_text().replace("review: draft", "review: edited"))
                return brief.accept(board, ids)

        it.screen._change_brief(meet)
        await it.until(lambda: isinstance(it.app.screen, ConflictScreen))
        await it.press(*keys)
        await it.until(lambda: f"review: {review}" in it.brief(desk))
        assert any("where both had one place" in said or "Not done" in said for said in it.said)
