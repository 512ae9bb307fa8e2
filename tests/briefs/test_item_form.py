"""Items as forms: what a field holds as words is what writing the words brings back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation.called import called
from tearline.briefs.curation.item_form import fields_of, joined, parted, save_fields
from tearline.briefs.curation.verdicts import accept
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.findings import Findings
from tearline.briefs.problems import EditError
from tearline.index.article import Article

Story = tuple[Article, Findings]

TEXT = "Mara Vell said: “We will sign the pact.” She wept. It rained. Jon Oker, the clerk, was there."


@pytest.fixture(name="pact")
def pact_story(story: Callable[..., Story]) -> Story:
    return story(
        TEXT,
        {"Mara Vell": "person", "Jon Oker": "person", "Tarnia": "state"},
        quotes=[("We will sign the pact.", "Mara Vell")],
        claims=[("It rained", "Mara Vell", 0.9)],
        path="articles/pact.txt",
    )


@pytest.fixture(name="file")
def new_brief(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "pact.yaml", "The pact")


@pytest.fixture(name="board")
def board_under(pact: Story) -> Board:
    live = LiveBoard(None)
    live.add(*pact)
    return live.board()


def words_in(file: BriefFile, board: Board, item_id: str) -> dict[str, str]:
    return {field.key: field.words for field in fields_of(file.brief, board, item_id)}


def test_a_suggestion_and_the_item_it_becomes_have_the_same_form(file: BriefFile, board: Board) -> None:
    for row in (*board.quotes, *board.claims):
        suggested = words_in(file, board, row.id)
        accept(file, board, row.id)
        assert words_in(file, board, row.id) == suggested


def test_only_what_is_given_is_written(file: BriefFile, board: Board, pact: Story) -> None:
    quote = board.quotes[0]
    accept(file, board, quote.id)
    before = file.text
    save_fields(file, board, quote.id, {"cue": "vowed", "via": "Jon Oker, described: a clerk"})
    assert file.brief.quotes[0].cue == "vowed"
    assert words_in(file, board, quote.id)["via"] == "Jon Oker, described: a clerk"
    assert file.brief.quotes[0].review == "edited"
    save_fields(file, board, quote.id, {"via": ""})
    assert file.brief.quotes[0].via == ()
    file.undo()
    file.undo()
    assert file.text == before
    assert not [one for one in check_brief(file, lambda _: pact[0]) if one.severity == "error"]


def test_one_field_that_is_refused_keeps_all_back(file: BriefFile, board: Board) -> None:
    claim = board.claims[0]
    before = file.text
    with pytest.raises(EditError):
        save_fields(file, board, claim.id, {"claim": "It poured.", "credibility": "9"})
    assert file.text == before


def test_roles_keep_their_sources(file: BriefFile, board: Board) -> None:
    actor = board.actors[0].id
    save_fields(file, board, actor, {"roles": "minister, clerk"})
    file.set_value(f"actors.{actor}", "roles", [{"role": "minister", "source": "pact-1"}, {"role": "clerk"}])
    save_fields(file, board, actor, {"roles": "Minister, judge"})
    roles = [(role.role, role.source) for role in file.brief.actors[actor].roles]
    assert roles == [("minister", "pact-1"), ("judge", None)]


@pytest.mark.parametrize("values", [["Vell"], ["Vell", "The Clerk"], ["Vell, Mara"], ["Vell, Mara", "X"], []])
def test_several_values_on_one_line_come_apart_again(values: list[str]) -> None:
    assert parted(joined(values)) == values


def test_how_items_are_spoken_of(file: BriefFile, board: Board) -> None:
    quote, claim = board.quotes[0].id, board.claims[0].id
    assert called(file.brief, board, [quote]) == "the quote “We will sign the pact.”"
    assert called(file.brief, board, [claim]) == "the claim “It rained”"
    assert called(file.brief, board, [board.actors[0].id]) == board.actors[0].name
    actors = [row.id for row in board.actors[:2]]
    assert called(file.brief, board, [quote, claim, *actors]) == "1 quote, 1 claim and 2 actors"
    assert called(file.brief, board, ["q-none"]) == "q-none"
