"""The views: each opens with its key, leads to the words, changes the brief in one step, says when empty."""

from __future__ import annotations

import itertools
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.corroboration.matrix import Cell, Column, Line, Matrix
from tearline.briefs.differences.last_time import last_time
from tearline.index.private_state import private_state
from tearline.tui import held_board
from tearline.tui.screens.picker import ActorPicker
from tearline.tui.screens.text import TextScreen
from tearline.tui.screens.views.actor import ActorView
from tearline.tui.screens.views.assessment import AssessmentView
from tearline.tui.screens.views.base import Heading, ViewScreen
from tearline.tui.screens.views.changes import ChangesView
from tearline.tui.screens.views.evidence import EvidenceScreen
from tearline.tui.screens.views.forms import GapScreen, GradeScreen, StatementScreen
from tearline.tui.screens.views.matrix import MatrixView
from tearline.tui.screens.views.sources import SourcesView
from tearline.tui.screens.views.timeline import TimelineView
from tearline.tui.widgets.detail import Detail
from tearline.tui.widgets.histogram import Histogram
from tearline.tui.widgets.matrix_grid import MatrixGrid
from tearline.tui.widgets.one_of import OneOf

COPY = """---
title: Ferry talks resume, says minister
outlet: Tolmere Gazette
date: 2031-04-03
---
"""


def view(it: Any) -> Any:
    """The view on top."""
    screens = [screen for screen in it.app.screen_stack if isinstance(screen, ViewScreen)]
    return screens[-1]


def on_top(it: Any) -> type:
    return type(it.app.screen)


def head(it: Any) -> str:
    return view(it).query_one("#view-head").render().plain


def detail(it: Any) -> str:
    return view(it).query_one(Detail).query_one("#detail-text").render().plain


async def go_to(it: Any, true: Any) -> None:
    """Put the cursor of the view's list on the first row of which something is true."""
    rows = view(it).first
    await it.press("g")
    while not true(rows.current):
        before = rows.cursor
        await it.pilot.press("j")
        assert rows.cursor != before, "there is no such row"
    await it.settled()


@pytest.fixture
def copied_desk(ferry_desk: Path) -> Path:
    """The two articles, and a copy of the first in another paper."""
    text = (ferry_desk / "ferry.md").read_text().split("---\n")[2]
    (ferry_desk / "copy.md").write_text(COPY + text)
    return ferry_desk


class TestEveryView:
    @pytest.mark.parametrize(
        ("key", "screen"),
        [
            ("t", TimelineView),
            ("S", SourcesView),
            ("M", MatrixView),
            ("L", AssessmentView),
            ("D", ChangesView),
            ("i", ActorView),
        ],
    )
    @pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=str)
    async def test_opens_with_its_key_and_escape_leads_back(
        self, ferry_desk: Path, open_desk: Any, key: str, screen: type, size: tuple[int, int]
    ) -> None:
        async with open_desk(ferry_desk, size) as it:
            focused = it.screen.panes.focused_pane
            await it.press(key)
            assert on_top(it) is screen
            assert it.app.focused is not None
            await it.press("j", "k", "G", "g", "ctrl+d", "ctrl+u", "v", "y", "tab", "escape")
            assert on_top(it) is type(it.screen)
            assert it.screen.panes.focused_pane == focused

    async def test_one_leads_to_another(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t", "S")
            assert on_top(it) is SourcesView
            await it.press("M", "L", "D")
            assert on_top(it) is ChangesView
            await it.press("q")
            assert on_top(it) is type(it.screen)

    async def test_help_is_there_too(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t", "question_mark")
            assert on_top(it) is TextScreen

    async def test_the_palette_offers_what_can_be_done_there(self, ferry_desk: Path, open_desk: Any) -> None:
        from tearline.tui.commands import ActionCommands

        async with open_desk(ferry_desk) as it:
            offered = ActionCommands(it.app.screen)._offered()
            assert {"open_view", "search"} <= {action.id for action, _ in offered}
            await it.press("t")
            offered = ActionCommands(it.app.screen)._offered()
            assert "narrow_dates" in {action.id for action, _ in offered}
            assert "search" not in {action.id for action, _ in offered}

    async def test_is_as_it_was_left_when_it_is_opened_again(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t", "j", "j")
            row = view(it).first.current_id
            await it.press("escape", "t")
            assert view(it).first.current_id == row

    async def test_a_change_is_undone_and_done_again_from_a_view(
        self, ferry_desk: Path, open_desk: Any
    ) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("L", "o")
            await it.type("who pays")
            await it.press("enter")
            assert [row.question for row in view(it).made.gaps] == ["who pays"]
            await it.press("u")
            assert not view(it).made.gaps
            await it.press("ctrl+r")
            assert len(view(it).made.gaps) == 1

    async def test_on_an_empty_desk_each_says_what_to_press(self, tmp_path: Path, open_desk: Any) -> None:
        (tmp_path / "desk").mkdir()
        async with open_desk(tmp_path / "desk") as it:
            for key in ("t", "S", "L", "D"):
                await it.press(key)
                assert any(view(it).first._empty), key
            await it.press("M")
            assert any(view(it).query_one(MatrixGrid)._empty)
            await it.press("escape", "i")
            assert on_top(it) in (type(it.screen), ActorPicker)


class TestTimeline:
    async def test_enter_reads_the_words_of_an_event(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t")
            await go_to(it, lambda moment: moment.is_event)
            event = view(it).first.current.row
            await it.press("enter")
            assert it.reader.text_id == event.article
            assert tuple(it.reader.highlighted) == tuple(event.spans)
            assert it.screen.panes.focused_pane == "reader"

    async def test_bars_and_rows_go_together(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t")
            while view(it).made.coverage.unit != "day":
                await it.press("plus")
            histogram = view(it).query_one(Histogram)
            while histogram.current.label != "2031-04-05":
                before = histogram.cursor
                await it.press("l")
                assert histogram.cursor == before + 1
            assert view(it).first.current.when == "2031-04-05"
            await it.press("h")
            assert histogram.current.label == "2031-04-04"

    async def test_the_bar_at_hand_stays_while_the_desk_changes(
        self, ferry_desk: Path, open_desk: Any
    ) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t")
            while view(it).made.coverage.unit != "day":
                await it.press("plus")
            histogram = view(it).query_one(Histogram)
            empty = next(
                n for n, bar in enumerate(view(it).made.coverage.bars) if not bar.articles + bar.events
            )
            histogram.put_cursor(empty)
            view(it).renew()
            await it.settled()
            assert histogram.cursor == empty

    async def test_coarser_bars_end_at_years(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t", "minus", "minus", "minus", "minus")
            assert view(it).made.coverage.unit == "year"
            assert "coarsest" in it.said[-1]

    @pytest.mark.parametrize("keys", [("d",), ("shift+tab", "enter")], ids=["d", "enter on the bar"])
    async def test_the_desk_is_narrowed_to_the_dates_of_a_bar(
        self, ferry_desk: Path, open_desk: Any, keys: tuple[str, ...]
    ) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t")
            while view(it).made.coverage.unit != "day":
                await it.press("plus")
            await go_to(it, lambda moment: moment.when == "2031-04-02")
            if len(keys) > 1:
                view(it).query_one(Histogram).focus()
            await it.press(keys[-1])
            assert it.screen.view.value("query") == "date:2031-04-02"
            assert [line.card.title for line in it.screen.shown.articles] == ["Ferry talks resume"]
            await it.press("t")
            await go_to(it, lambda moment: moment.when == "2031-04-05")
            await it.press("d")
            assert it.screen.view.value("query") == "date:2031-04-05"

    async def test_an_event_is_accepted_and_another_rejected(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t", "v")
            event = view(it).first.current.row
            await it.press("a")
            assert f"id: {event.id}" in it.brief
            assert view(it).first.current.row.status == "accepted"
            await it.press("x")
            assert event.id not in [moment.id for moment in view(it).made.moments]

    async def test_an_article_is_no_event_to_accept(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t")
            await go_to(it, lambda moment: not moment.is_event)
            await it.press("a")
            assert "Go to an event" in it.said[-1]

    async def test_v_goes_through_what_is_shown(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t")
            assert "events and articles" in head(it)
            await it.press("v")
            assert all(moment.is_event for moment in view(it).made.moments)
            await it.press("v")
            assert not view(it).made.moments


class TestSources:
    async def test_a_source_is_graded_with_who_and_why(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("2", "a", "S", "e")
            assert on_top(it) is GradeScreen
            await it.press("b", "enter", "ctrl+s")
            assert on_top(it) is GradeScreen, "who and why are missing"
            await it.press("tab")
            await it.type("jm")
            await it.press("tab")
            await it.type("named reporter")
            await it.press("enter")
            assert on_top(it) is SourcesView
            row = view(it).first.current
            assert (row.reliability, row.reliability_by, row.reliability_why) == ("B", "jm", "named reporter")
            await it.press("u")
            assert view(it).first.current.reliability == ""

    async def test_grading_an_article_makes_it_a_source(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("S", "v", "e", "f", "ctrl+s")
            assert [row.reliability for row in view(it).made.rows if row.in_brief] == ["F"]

    async def test_a_family_of_copies_is_told_with_what_differs(
        self, copied_desk: Path, open_desk: Any
    ) -> None:
        with (copied_desk / "copy.md").open("a") as file:
            file.write("The Gazette could not reach the union for a word on Sunday.\n")
        async with open_desk(copied_desk, (200, 60)) as it:
            await it.press("S", "v")
            await go_to(it, lambda row: row.outlet == "Tolmere Gazette")
            if len(view(it).first.current.family) > 1:
                await it.until(lambda: "of its own" in detail(it))
                assert "could not reach the union" in detail(it)

    async def test_words_that_moved_are_followed(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            quotes = it.screen.panes.rows("quotes")
            await it.press("2", "g")
            while "promised us" not in quotes.current.words:
                await it.press("j")
            await it.press("a", "S")
            assert "stand where they stood" in detail(it)
            row = view(it).first.current
            path = ferry_desk / row.file
            head_, front, text = path.read_text().split("---\n")
            path.write_text(f"{head_}---\n{front}---\nCorrected on Monday.\n{text}")
            await it.press("escape", "r")
            await it.until(lambda: not it.screen.reading)
            await it.press("S")
            assert "f follows" in detail(it)
            await it.press("f")
            assert "stand where they stood" in detail(it)
            assert any("Followed" in said for said in it.said)

    async def test_where_nothing_moved_it_says_so(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("S", "f", "e")
            assert any("No words" in said for said in it.said)

    async def test_enter_opens_the_article(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("S", "v", "j")
            article = view(it).first.current.article
            await it.press("enter")
            assert it.reader.text_id == article


class TestMatrix:
    async def test_the_cell_at_hand_leads_to_its_words(self, fiction_desk: Path, open_desk: Any) -> None:
        async with open_desk(fiction_desk) as it:
            await it.press("M")
            grid = view(it).query_one(MatrixGrid)
            assert grid.line is not None
            await it.press("j", "k", "G", "g", "ctrl+d", "ctrl+u", "l", "h")
            while grid.cell.bearing == "silent":
                await it.press("l")
            claim = view(it).made.claims[grid.cell.claims[0]]
            await it.press("enter")
            assert it.reader.text_id == claim.article
            assert tuple(it.reader.highlighted) == tuple(claim.spans)
            line = grid.line.claim
            await it.press("M")
            assert view(it).query_one(MatrixGrid).line.claim == line

    async def test_a_silent_cell_has_no_words(self, fiction_desk: Path, open_desk: Any) -> None:
        async with open_desk(fiction_desk) as it:
            await it.press("M")
            matrix = Matrix(
                (Column("a", ("a",), ("Veldan Wire",)),), (Line("c-1", "It sails", (), 1, (Cell(),)),)
            )
            view(it).query_one(MatrixGrid).show(matrix, ())
            await it.press("enter")
            assert "no words" in it.said[-1]

    async def test_a_proposed_relation_is_accepted_or_rejected(
        self, fiction_desk: Path, open_desk: Any
    ) -> None:
        async with open_desk(fiction_desk) as it:
            await it.press("M", "a")
            assert "Tab goes" in it.said[-1]
            await it.press("tab")
            (one,) = view(it).first.rows
            assert one.row.why in detail(it)
            await it.press("a")
            assert f"claim: {one.row.claim}" in it.brief
            assert [row.status for row in view(it).made.relations] == ["accepted"]
            await it.press("u", "x")
            assert not view(it).made.relations
            assert one.row.id in it.brief

    async def test_v_goes_between_the_brief_and_the_desk(self, fiction_desk: Path, open_desk: Any) -> None:
        async with open_desk(fiction_desk) as it:
            await it.press("3", "G", "a", "M")
            assert "of the brief" in head(it)
            await it.press("v")
            assert "of the desk" in head(it)

    async def test_comparing_tells_how_far_it_is_and_leaving_stops_it(
        self, fiction_desk: Path, open_desk: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(held_board, "WHOLE", 0)
        async with open_desk(fiction_desk) as it:
            left = itertools.chain([40], itertools.repeat(30))
            monkeypatch.setattr(LiveBoard, "relate", lambda self, most: next(left))
            await it.pilot.press("M")
            await it.until(lambda: "comparing claims · 10 of 40" in head(it))
            assert "Esc stops" in head(it)
            await it.press("escape")
            assert it.app.screen is it.screen


class TestBottomLine:
    async def test_a_statement_is_written_with_its_grades_and_reasons(
        self, ferry_desk: Path, open_desk: Any
    ) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("L", "a")
            assert on_top(it) is StatementScreen
            await it.type("The ferry sails")
            assert "rests on nothing" in it.app.screen.query_one("#form-hints").render().plain
            await it.press("tab", "tab", "l", "tab", "l", "ctrl+b")
            assert on_top(it) is EvidenceScreen
            await it.type("ferry")
            await it.press("tab", "enter", "ctrl+s")
            (row,) = view(it).made.statements
            assert (row.words, row.kind, row.confidence) == ("The ferry sails", "judgement", "low")
            assert row.likelihood == "likely"
            assert len(row.because) == 1
            assert row.because[0].words

    async def test_it_is_changed_in_place_and_taken_out(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("L", "a")
            await it.type("It sails")
            await it.press("enter", "e", "tab", "f", "ctrl+s")
            (row,) = view(it).made.statements
            assert row.kind == "fact"
            await it.press("x")
            assert not view(it).made.statements
            await it.press("u")
            assert len(view(it).made.statements) == 1

    async def test_a_statement_without_words_is_not_kept(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("L", "a", "ctrl+s")
            assert on_top(it) is StatementScreen
            await it.press("escape")
            assert not (ferry_desk / "briefs").exists()

    async def test_a_question_is_asked_reworded_and_closed(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("L", "o")
            assert on_top(it) is GapScreen
            await it.press("ctrl+s")
            assert on_top(it) is GapScreen
            await it.type("who pays")
            await it.press("enter", "e", "tab")
            await it.type("the ledger is blank")
            await it.press("enter")
            assert [(row.question, row.why) for row in view(it).made.gaps] == [
                ("who pays", "the ledger is blank")
            ]
            await it.press("x")
            assert not view(it).made.gaps

    async def test_warnings_stand_beside_what_they_concern_with_file_and_line(
        self, ferry_desk: Path, open_desk: Any
    ) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("L", "a")
            await it.type("It sails")
            await it.press("enter")
            assert "brief.yaml:" in detail(it)
            assert "rests on nothing" in detail(it)

    async def test_on_a_heading_there_is_nothing_to_change(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("L", "x", "e")
            assert "Go to a statement" in it.said[-1]


class TestChanges:
    async def test_a_desk_never_left_says_so(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("D")
            assert "not been left before" in view(it).made.trouble

    async def test_what_is_new_since_the_desk_was_left(self, copied_desk: Path, open_desk: Any) -> None:
        new = (copied_desk / "copy.md").read_text()
        (copied_desk / "copy.md").unlink()
        async with open_desk(copied_desk) as it:
            await it.press("2", "a")
        assert last_time(private_state(copied_desk).folder, "brief").brief is not None
        (copied_desk / "copy.md").write_text(new)
        async with open_desk(copied_desk) as it:
            await it.press("2", "j", "a", "D")
            since = view(it).made.since
            assert [new.row.path for new in since.came] == ["copy.md"]
            assert "new" in {change.kind for change in since.changes if change.section == "quotes"}
            await go_to(it, lambda line: getattr(line.row, "section", "") == "quotes")
            assert "New" in detail(it)
            await it.press("enter")
            assert it.reader.highlighted

    async def test_v_holds_the_brief_against_the_last_commit(self, ferry_desk: Path, open_desk: Any) -> None:
        def git(*words: str) -> None:
            who = ("-c", "user.name=L", "-c", "user.email=l@desk.invalid")
            subprocess.run(["git", *who, *words], cwd=ferry_desk, check=True, capture_output=True)

        async with open_desk(ferry_desk) as it:
            await it.press("2", "a", "D", "v")
            assert "git" in view(it).made.trouble
            await it.press("escape")
            git("init", "-q")
            git("add", "briefs/brief.yaml")
            git("commit", "-qm", "first")
            await it.press("L", "o")
            await it.type("who pays")
            await it.press("enter", "D")
            assert [change.section for change in view(it).made.since.changes] == ["gaps"]


class TestActorPage:
    async def test_the_actor_at_hand_has_its_page(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("1", "i")
            page = view(it).made
            assert page.row.id == it.screen.panes.rows("actors").current_id
            await it.press("escape", "2", "g")
            quotes = it.screen.panes.rows("quotes")
            while quotes.current.speaker is None:
                await it.press("j")
            speaker = quotes.current.speaker
            await it.press("i")
            assert view(it).made.row.id == speaker
            await go_to(it, lambda line: getattr(line.row, "speaker", None) == speaker)
            quote = view(it).first.current.row
            await it.press("enter")
            assert tuple(it.reader.highlighted) == tuple(quote.spans)

    async def test_where_nobody_is_at_hand_one_is_chosen(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("4", "i")
            assert on_top(it) is ActorPicker
            await it.type("varga")
            await it.press("enter")
            assert view(it).made.row.name == "Osk Varga"

    async def test_who_appears_with_it_leads_to_their_page(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("1", "i")
            await go_to(it, lambda line: hasattr(line.row, "items") and hasattr(line.row, "row"))
            other = view(it).first.current.row.row.id
            await it.press("enter")
            assert view(it).made.row.id == other

    async def test_the_parts_of_the_page_are_a_key_apart(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("1", "i", "n")
            here = view(it).first.current
            assert isinstance(here.row, Heading)
            await it.press("n", "N")
            assert view(it).first.current == here

    async def test_the_desk_is_narrowed_to_it(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("1", "i", "d")
            assert it.screen.view.value("actor") == it.screen.panes.rows("actors").current_id


class TestOneOf:
    async def test_arrows_and_letters_choose(self, ferry_desk: Path, open_desk: Any) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("S", "v", "e")
            line = it.app.screen.query_one("#grade", OneOf)
            assert line.value == "F"
            await it.press("c")
            assert line.value == "C"
            await it.press("left", "left", "left")
            assert line.value == ""
            await it.press("right")
            assert line.value == "A"


class TestTheMouse:
    async def test_a_click_goes_to_a_bar_and_another_narrows_to_it(
        self, ferry_desk: Path, open_desk: Any
    ) -> None:
        async with open_desk(ferry_desk) as it:
            await it.press("t")
            while view(it).made.coverage.unit != "day":
                await it.press("plus")
            histogram = view(it).query_one(Histogram)
            first, _ = histogram._in_sight()
            x = histogram._margin + (1 - first) * histogram._bar_width + 1
            await it.pilot.click(histogram, offset=(x + 1, 3))
            await it.settled()
            assert histogram.cursor == 1
            await it.pilot.click(histogram, offset=(x + 1, 3))
            await it.settled()
            assert "date:" in (it.screen.view.value("query") or "")

    async def test_a_click_goes_to_a_cell(self, fiction_desk: Path, open_desk: Any) -> None:
        async with open_desk(fiction_desk) as it:
            await it.press("M")
            grid = view(it).query_one(MatrixGrid)
            await it.pilot.click(grid, offset=(1 + grid._label + 5, 3))
            await it.settled()
            assert (grid.row, grid.column) == (1, 1)


async def test_a_window_without_room_is_told_so(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("t")
        await it.pilot.resize_terminal(40, 10)
        await it.settled()
        assert view(it).query_one("#too-small").display
