"""Rows are decided on, edited, named and reviewed, each as one step that undo takes back."""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tearline.briefs.document.brief_file import BriefFile
from tearline.tui.screens.asking import AskScreen
from tearline.tui.screens.editing import EditScreen
from tearline.tui.screens.names import NamesScreen
from tearline.tui.screens.planning import PlanScreen
from tearline.tui.screens.review import ReviewScreen
from tearline.tui.screens.splitting import SplitScreen


def brief_of(desk: Any) -> Any:
    return BriefFile.load(desk.root / "briefs" / "brief.yaml").brief


async def test_marked_rows_are_accepted_in_one_step(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "space", "space", "space", "a")
        assert len(brief_of(it).quotes) == 3
        assert "Accepted 3 quotes." in it.said[-1]
        await it.press("u")
        assert it.said[-1] == "Undid: accepted 3 quotes."
        assert not brief_of(it).quotes
        await it.press("ctrl+r")
        assert it.said[-1] == "Did again: accepted 3 quotes."


async def test_what_was_done_before_a_restart_is_undone_by_name(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("3", "g", "space", "space", "a")
    async with open_desk(ferry_desk) as it:
        await it.press("u")
        assert it.said[-1] == "Undid: accepted 2 claims."


async def test_the_cursor_goes_on(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g")
        first, second, third = (row.id for row in it.screen.panes.rows("quotes").rows[:3])
        await it.press("a", "x")
        assert it.screen.panes.rows("quotes").current_id == third
        assert [quote.id for quote in brief_of(it).quotes] == [first]
        assert brief_of(it).rejected == (second,)


async def test_what_cannot_be_done_is_named_and_keeps_nothing_back(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        quotes = it.screen.panes.rows("quotes")
        await it.press("2", "g")
        while quotes.current.speaker_name != "Osk Varga":
            await it.press("j")
        await it.press("a", "1", "g")
        actors = it.screen.panes.rows("actors")
        while actors.current.name != "Osk Varga":
            await it.press("j")
        await it.press("space")
        other = actors.current.name if actors.current.name != "Osk Varga" else None
        await it.press("space", "x")
        assert other is not None
        assert "Rejected" in it.said[-1]
        assert "Not rejected: Osk Varga." in it.said[-1]
        assert "osk-varga" in brief_of(it).actors


async def test_a_rejected_row_is_suggested_again(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "x")
        assert len(brief_of(it).rejected) == 1
        await it.press("R")
        quotes = it.screen.panes.rows("quotes")
        await it.press("g")
        while quotes.current.status != "rejected":
            await it.press("j")
        await it.press("z")
        assert brief_of(it).rejected == ()
        await it.press("z")
        assert "Go to a rejected row" in it.said[-1]


async def test_all_that_is_shown_is_accepted_after_asking(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        shown = len(it.screen.panes.rows("claims").rows)
        await it.press("3", "A")
        assert isinstance(it.app.screen, AskScreen)
        await it.press("escape")
        assert not (ferry_desk / "briefs").exists()
        await it.press("A", "enter")
        assert len(brief_of(it).claims) == shown
        await it.press("A")
        assert "Nothing waits" in it.said[-1]


async def test_a_form_writes_only_what_was_changed(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        quotes = it.screen.panes.rows("quotes")
        await it.press("2", "g")
        while quotes.current.cue != "told":
            await it.press("j")
        quote = quotes.current_id
        await it.press("e")
        form = it.app.screen
        assert isinstance(form, EditScreen)
        form.query_one("#field-cue").value = "vowed"
        form.query_one("#field-via").value = "Nobody Known"
        await it.settled()
        await it.until(lambda: "nobody here is called" in str(form.query_one("#problem-via").render()))
        await it.press("enter")
        assert it.app.screen is form, "it stays open with what is wrong"
        form.query_one("#field-via").value = "Osk Varga"
        await it.press("enter")
        assert it.app.screen is it.screen
        entry = brief_of(it).quotes[0]
        assert (entry.id, entry.cue, entry.via, entry.review) == (quote, "vowed", ("osk-varga",), "edited")
        await it.press("u")
        assert it.said[-1].startswith("Undid: edited the quote “")
        assert it.said[-1].endswith("via, cue.")


async def test_a_quote_s_words_may_become_others_of_its_article_and_none_else(
    ferry_desk: Path, open_desk: Any
) -> None:
    async with open_desk(ferry_desk) as it:
        quotes = it.screen.panes.rows("quotes")
        await it.press("2", "g")
        while "We will not close the crossing" not in quotes.current.words:
            await it.press("j")
        await it.press("e")
        form = it.app.screen
        form.query_one("#field-said").value = "We will never close the crossing"
        await it.until(lambda: "stand nowhere" in str(form.query_one("#problem-said").render()))
        await it.press("enter")
        assert it.app.screen is form
        form.query_one("#field-said").value = "close the crossing"
        await it.press("enter")
        (quote,) = brief_of(it).quotes
        assert (quote.said, quote.form, quote.review) == ("close the crossing", "direct", "edited")
        assert it.reader.text[quote.at.start : quote.at.end] == "close the crossing"


async def test_leaving_a_form_or_changing_nothing_writes_nothing(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        for pane in ("1", "2", "3"):
            await it.press(pane, "g", "e", "enter")
            await it.press("e", "x", "y", "escape")
        assert not (ferry_desk / "briefs").exists()
        assert it.app.screen is it.screen


async def test_two_marked_actors_are_merged_after_a_dry_run(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("1", "g", "space", "space", "m")
        assert isinstance(it.app.screen, PlanScreen)
        before = str(it.app.screen.query_one("#plan-summary").render())
        await it.press("tab")
        assert str(it.app.screen.query_one("#plan-summary").render()) != before
        assert not (ferry_desk / "briefs").exists()
        await it.press("enter")
        assert it.said[-1].endswith(".")
        actors = brief_of(it).actors
        assert sum(bool(actor.merged) for actor in actors.values()) == 1
        await it.press("u")
        assert it.said[-1].startswith("Undid: merged ")


async def test_two_actors_are_kept_apart(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("1", "g", "K")
        await it.type("varga")
        await it.press("enter")
        assert isinstance(it.app.screen, PlanScreen)
        await it.press("enter")
        assert any("Osk Varga" in actor.not_ for actor in brief_of(it).actors.values())


async def test_an_actor_is_split(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        actors = it.screen.panes.rows("actors")
        await it.press("2", "g", "space", "space", "space", "space", "space", "a", "1", "g")
        while actors.current.name != "Mira Dolan":
            await it.press("j")
        await it.press("P")
        assert isinstance(it.app.screen, SplitScreen)
        await it.press("enter")
        assert "Mark what goes" in str(it.app.screen.query_one("#split-problem").render())
        await it.press("G", "space", "tab")
        await it.type("Ida Vane")
        await it.press("enter")
        assert isinstance(it.app.screen, PlanScreen)
        await it.press("enter")
        assert it.app.screen is it.screen
        assert brief_of(it).actors["ida-vane"].not_ == ("Mira Dolan",)


async def test_names_are_decided_pair_by_pair(ferry_desk: Path, open_desk: Any) -> None:
    (ferry_desk / "third.md").write_text(
        "Osk Vargas, head of the Dockers' Union, said the pier was old.\n\n"
        "Osk Varga said so too. Mira Dollan agreed.\n"
    )
    async with open_desk(ferry_desk) as it:
        await it.press("W")
        names = it.app.screen
        assert isinstance(names, NamesScreen)
        pairs = len(names.rows.rows)
        assert pairs >= 1
        await it.press("K")
        assert len(names.rows.rows) == pairs - 1
        assert "apart" in str(names.query_one("#names-said").render())
        await it.press("u")
        assert len(names.rows.rows) == pairs
        await it.press("m")
        assert isinstance(it.app.screen, PlanScreen)
        await it.press("enter")
        assert it.app.screen is names
        assert len(names.rows.rows) == pairs - 1
        await it.press("escape")
        assert it.app.screen is it.screen


async def test_a_review_walks_all_suggestions(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        waiting = len(it.screen.shown.quotes) + len(it.screen.shown.claims)
        await it.press("V")
        review = it.app.screen
        assert isinstance(review, ReviewScreen)
        ids = list(review._ids)
        assert f"1 of {waiting}" in str(review.query_one("#review-head").render())
        await it.press("a", "x", "space")
        assert review.at_hand == ids[3]
        await it.press("u")
        assert review.at_hand == ids[1]
        assert "Undid: rejected" in str(review.query_one("#review-said").render())
        await it.press("x", "escape")
        assert it.app.screen is it.screen
        items = [item.id for item in (*brief_of(it).quotes, *brief_of(it).claims)]
        assert items == [ids[0]]
        assert brief_of(it).rejected == (ids[1],)
        await it.press("V")
        assert len(it.app.screen._ids) == waiting - 2


async def test_a_review_keeps_to_the_narrowing_and_ends(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await it.press("4", "g", "enter", "V")
        review = it.app.screen
        ids = review._ids
        board = it.screen.contents.board
        assert len({board.item(one).article for one in ids}) == 1
        await it.press(*["space"] * len(ids))
        assert review.at_hand is None
        assert "left undecided" in str(review.query_one("#review-card").render())
        await it.press("a", "x", "e", "s", "left")
        assert review.at_hand == ids[-1]
        await it.press("enter")
        assert it.app.screen is it.screen
        assert it.reader.current_finding == ids[-1]


async def test_in_a_review_items_are_edited_and_speakers_named(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await it.press("V", "e")
        assert isinstance(it.app.screen, EditScreen)
        it.app.screen.query_one("#field-cue").value = "vowed"
        await it.press("enter")
        assert brief_of(it).quotes[0].cue == "vowed"
        await it.press("s")
        await it.type("varg")
        await it.press("enter")
        assert brief_of(it).quotes[0].speaker == "osk-varga"


def editor(tmp_path: Path, body: Sequence[str]) -> str:
    """A program that does to the file named last what statements over `text` say, and notes its arguments."""
    script = tmp_path / "vi"
    lines = [
        f"#!{sys.executable}",
        "import sys; from pathlib import Path",
        "path = Path(sys.argv[-1]); text = path.read_text()",
        f"Path({str(tmp_path / 'argv')!r}).write_text(chr(10).join(sys.argv[1:]))",
        *body,
    ]
    script.write_text("\n".join(lines))
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


@pytest.fixture
def suspending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.app.App.suspend", lambda self: contextlib.nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)


@pytest.mark.usefixtures("suspending")
async def test_the_editor_opens_at_the_row_and_is_read_back(
    ferry_desk: Path, open_desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = ["path.write_text(text.replace('status: draft', 'status: review'))"]
    monkeypatch.setenv("EDITOR", editor(tmp_path, body))
    async with open_desk(ferry_desk) as it:
        await it.press("E")
        assert "There is no brief to open yet" in it.said[-1]
        await it.press("2", "g", "a", "a", "k", "E")
        assert brief_of(it).status == "review"
        assert it.said[-1] == "Read back from the editor (no change)."
        plus, path = (tmp_path / "argv").read_text().splitlines()
        line = (ferry_desk / "briefs" / "brief.yaml").read_text().splitlines()[int(plus[1:]) - 1]
        assert path == str(ferry_desk / "briefs" / "brief.yaml")
        assert it.screen.panes.rows("quotes").current_id in line
        await it.press("u")
        assert it.said[-1] == "Undid: a change made outside Tearline."


@pytest.mark.usefixtures("suspending")
async def test_what_an_editor_broke_keeps_the_last_good_state_and_is_offered_again(
    ferry_desk: Path, open_desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = [
        "old, new = ('form: [', 'form:') if 'form: [' in text else ('form:', 'form: [')",
        "path.write_text(text.replace(old, new))",
    ]
    monkeypatch.setenv("EDITOR", editor(tmp_path, body))
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "a")
        await it.until(lambda: it.screen.workspace.brief.brief.quotes)
        await it.press("E")
        await it.until(lambda: isinstance(it.app.screen, AskScreen))
        assert "brief.yaml:" in str(it.app.screen.query_one(".sheet--text").render())
        assert len(it.screen.workspace.brief.brief.quotes) == 1
        await it.press("enter")
        assert it.app.screen is it.screen
        assert len(brief_of(it).quotes) == 1


@pytest.mark.usefixtures("suspending")
async def test_an_editor_that_is_missing_or_changes_nothing_is_said(
    ferry_desk: Path, open_desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "a")
        await it.until(lambda: it.screen.workspace.brief.brief.quotes)
        await it.press("E")
        assert any("No editor is set" in said for said in it.said)
        monkeypatch.setenv("EDITOR", "no-such-editor-here -x")
        await it.press("E")
        assert any("no-such-editor-here" in said for said in it.said)
        monkeypatch.setenv("EDITOR", editor(tmp_path, ["pass"]))
        before = it.brief
        await it.press("E")
        await it.until(lambda: "The editor changed nothing." in it.said)
        assert it.brief == before


async def test_export_is_on_its_own_key(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk) as it:
        await it.press("2", "g", "a", "X")
        assert (ferry_desk / "briefs" / "brief.md").exists()


async def test_of_many_choices_the_one_taken_is_in_sight(ferry_desk: Path, open_desk: Any) -> None:
    async with open_desk(ferry_desk, (80, 24)) as it:
        await it.press("1", "g", "e", "tab", "left")
        kinds = it.app.screen.query_one("#field-type")
        while kinds.value != "group":
            await it.press("left")
        assert kinds.render_line(0).text.startswith("▌‹ group ›  7 of 7"), "there is no room for all seven"
        await it.press("right", "s")
        assert kinds.value == "state"
        await it.pilot.resize_terminal(120, 36)
        await it.settled()
        assert "[state]" in kinds.render_line(0).text
        assert " person " in kinds.render_line(0).text
