"""Accepting takes a suggestion in with all it needs; rejecting keeps it out for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation.verdicts import accept, reject
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.findings import Findings
from tearline.briefs.model import Described
from tearline.briefs.problems import EditError
from tearline.index.article import Article

Story = tuple[Article, Findings]


@pytest.fixture(name="pact")
def pact_story(story: Callable[..., Story]) -> Story:
    return story(
        "Mara Vell of Tarnia said: “We will sign.” An aide called it “a leap”.\n"
        "Tarnia was silent in May 2031.",
        {"Mara Vell": "person", "Tarnia": "state"},
        quotes=[("We will sign.", "Mara Vell"), ("a leap", "An aide")],
        claims=[("Tarnia was silent", "Tarnia", 0.9)],
        events=[("Tarnia was silent in May 2031", "2031-05"), ("An aide", None)],
        path="articles/pact.txt",
        outlet="The Harbour Post",
        title="Tarnia\nturns",
        roles={"Mara Vell": "of Tarnia"},
    )


@pytest.fixture(name="file")
def new_brief(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "pact.yaml", "The pact")


def board_under(file: BriefFile, *stories: Story) -> Board:
    live = LiveBoard(file.brief)
    for article, found in stories:
        live.add(article, found)
    return live.board()


def errors(file: BriefFile, article: Article) -> list[str]:
    return [str(one) for one in check_brief(file, lambda _: article) if one.severity == "error"]


def test_an_accepted_quote_comes_with_its_source_and_speaker(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    signed = board.quotes[0]
    accept(file, board, signed.id)
    [quote] = file.brief.quotes
    assert (quote.id, quote.speaker, quote.said, quote.review) == (
        signed.id,
        "mara-vell",
        "We will sign.",
        "accepted",
    )
    [(key, source)] = file.brief.sources.items()
    assert key.startswith("the-harbour-post-")
    assert (source.file, source.title, source.text) == (
        "articles/pact.txt",
        "Tarnia turns",
        f"sha256:{pact[0].id}",
    )
    assert file.brief.actors["mara-vell"].roles[0].source == key
    assert errors(file, pact[0]) == []
    again = board_under(file, pact).item(signed.id)
    assert again is not None
    assert again.status == "accepted"


def test_a_descriptor_stays_a_descriptor(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    accept(file, board, board.quotes[1].id)
    assert file.brief.quotes[0].speaker == Described(described="An aide")
    assert file.brief.actors == {}


def test_claims_and_events_keep_the_words_they_rest_on(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    accept(file, board, board.claims[0].id)
    accept(file, board, board.events[0].id)
    assert file.brief.claims[0].by == "tarnia"
    assert file.brief.timeline[0].when == "2031-05"
    assert errors(file, pact[0]) == []


def test_a_draft_is_marked_accepted_and_nothing_else_changes(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    one = board.quotes[0].id
    accept(file, board, one)
    accepted = file.text
    file.set_value(one, "review", "draft")
    accept(file, board, one)
    assert file.text == accepted
    file.set_value(one, "review", "edited")
    edited = file.text
    accept(file, board, one)
    assert file.text == edited


def test_accepting_is_one_step_of_undo(file: BriefFile, pact: Story) -> None:
    before = file.text
    board = board_under(file, pact)
    accept(file, board, board.quotes[0].id)
    assert file.undo()
    assert file.text == before


def test_a_rejected_finding_is_noted_and_may_be_accepted_after_all(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    one = board.quotes[0].id
    reject(file, board, one)
    assert file.brief.rejected == (one,)
    board = board_under(file, pact)
    assert board.quotes[0].status == "rejected"
    accept(file, board, one)
    assert (file.brief.rejected, [quote.id for quote in file.brief.quotes]) == ((), [one])


def test_rejecting_an_item_takes_it_out(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    one = board.quotes[0].id
    accept(file, board, one)
    reject(file, board_under(file, pact), one)
    assert (file.brief.quotes, file.brief.rejected) == ((), (one,))


def test_rejecting_an_item_renamed_by_hand_keeps_its_finding_out_too(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    one = board.quotes[0].id
    accept(file, board, one)
    file.set_value(one, "id", "q-mine")
    reject(file, board_under(file, pact), "q-mine")
    assert set(file.brief.rejected) == {"q-mine", one}
    assert board_under(file, pact).quotes[0].status == "rejected"


def test_an_actor_is_accepted_and_rejected_by_its_id(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    accept(file, board, "tarnia")
    assert file.brief.actors["tarnia"].type == "state"
    reject(file, board_under(file, pact), "tarnia")
    assert ("tarnia" in file.brief.actors, file.brief.rejected) == (False, ("tarnia",))
    row = board_under(file, pact).actor("tarnia")
    assert row is not None
    assert row.status == "rejected"


def test_an_actor_that_an_item_names_is_not_taken_away(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    accept(file, board, board.quotes[0].id)
    before = file.text
    with pytest.raises(EditError, match=board.quotes[0].id):
        reject(file, board, "mara-vell")
    assert file.text == before


@pytest.mark.parametrize("verdict", [accept, reject])
def test_an_id_of_nothing_is_refused(
    file: BriefFile, pact: Story, verdict: Callable[[BriefFile, Board, str], None]
) -> None:
    before = file.text
    with pytest.raises(EditError, match="q-nothing"):
        verdict(file, board_under(file, pact), "q-nothing")
    assert file.text == before


def test_two_sources_with_one_key_are_told_apart(file: BriefFile, pact: Story) -> None:
    board = board_under(file, pact)
    key = board.articles[0].source
    file.add_source(key, {"file": "articles/other.txt", "text": "sha256:" + "0" * 64})
    accept(file, board_under(file, pact), board.quotes[0].id)
    longer = [one for one in file.brief.sources if one != key]
    assert len(longer) == 1
    assert longer[0].startswith(key)
