"""Items change key by key, words only to words of the source; grades, links and judgements are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board
from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation.assessing import (
    ask,
    cite,
    close,
    grade_claim,
    grade_source,
    judge,
    link,
    unlink,
    withdraw,
)
from tearline.briefs.curation.editing import attribute, edit
from tearline.briefs.curation.verdicts import accept, decide, reject, restore
from tearline.briefs.curation.who import who_of
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.findings import Findings
from tearline.briefs.model import Described
from tearline.briefs.problems import EditError
from tearline.index.article import Article

Story = tuple[Article, Findings]
Maker = Callable[..., Story]

TEXT = "Mara Vell said: “We will sign the pact.” She wept. “We will sign the pact.” It rained. It snowed."


@pytest.fixture(name="pact")
def pact_story(story: Maker) -> Story:
    return story(
        TEXT,
        {"Mara Vell": "person", "Tarnia": "state"},
        quotes=[("We will sign the pact.", "Mara Vell")],
        claims=[("It rained", "Mara Vell", 0.9), ("It snowed", None, 0.8)],
        events=[("It rained", "2031")],
        path="articles/pact.txt",
    )


@pytest.fixture(name="file")
def new_brief(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "pact.yaml", "The pact")


@pytest.fixture(name="board")
def board_under(file: BriefFile, pact: Story) -> Board:
    live = LiveBoard(file.brief)
    live.add(*pact)
    return live.board()


def errors(file: BriefFile, article: Article) -> list[str]:
    return [str(one) for one in check_brief(file, lambda _: article) if one.severity == "error"]


def test_new_words_are_anchored_where_they_stand(file: BriefFile, board: Board, pact: Story) -> None:
    quote = board.quotes[0].id
    edit(file, board, quote, "said", "sign  the pact")
    now = file.brief.quotes[0]
    assert (now.said, now.review, now.places[0].start) == ("sign the pact", "edited", TEXT.index("sign"))
    edit(file, board, quote, "said", ["sign", "She wept."])
    now = file.brief.quotes[0]
    assert (now.said, len(now.places)) == (("sign", "She wept."), 2)
    with pytest.raises(EditError, match="stands there 2 times"):
        edit(file, board, quote, "said", "We will")
    edit(file, board, quote, "said", "We will sign")
    assert file.brief.quotes[0].said == "We will sign"
    assert errors(file, pact[0]) == []


def test_words_with_a_gap_stand_where_the_quote_stood(file: BriefFile, board: Board, pact: Story) -> None:
    quote = board.quotes[0].id
    edit(file, board, quote, "said", "We will … the pact.")
    now = file.brief.quotes[0]
    assert now.said == ("We will", "the pact.")
    assert now.form == "direct"
    assert [place.start for place in now.places] == [TEXT.index("We will"), TEXT.index("the pact")]
    assert errors(file, pact[0]) == []


def test_words_that_reach_beyond_the_marks_are_no_direct_quote(file: BriefFile, board: Board) -> None:
    quote = board.quotes[0].id
    edit(file, board, quote, "said", "We will sign the pact.” She wept")
    assert file.brief.quotes[0].form == "mixed"
    edit(file, board, quote, "said", "sign the pact")
    assert file.brief.quotes[0].form == "mixed", "only the analyst makes it direct again"


def test_words_that_the_source_does_not_have_are_refused(file: BriefFile, board: Board) -> None:
    quote = board.quotes[0].id
    accept(file, board, quote)
    text = file.text
    for words in ("We shall sign the pact", "", ["She wept.", "We will"]):
        with pytest.raises(EditError):
            edit(file, board, quote, "said", words)
        assert file.text == text
    edit(file, board, quote, "said", "We will sign the pact.")
    assert file.text == text


def test_keys_take_what_fits_them(file: BriefFile, board: Board, pact: Story) -> None:
    quote, claim, event = board.quotes[0].id, board.claims[0].id, board.events[0].id
    edit(file, board, quote, "speaker", "Tarnia")
    edit(file, board, quote, "via", "described: an aide, Mara Vell")
    edit(file, board, quote, "about", "tarnia")
    edit(file, board, claim, "claim", "It may rain.")
    edit(file, board, claim, "credibility", "2")
    edit(file, board, claim, "denied", "yes")
    edit(file, board, event, "when", "2031-05")
    edit(file, board, "mara-vell", "aliases", "Vell, The Ferrywoman")
    edit(file, board, "Mara Vell", "name", "Dame Mara Vell")
    edit(file, board, "brief", "tags", "ports, ice")
    source = next(iter(file.brief.sources))
    edit(file, board, source, "outlet", "The Harbour Post")
    brief = file.brief
    assert brief.quotes[0].speaker == "tarnia"
    assert brief.quotes[0].via == (Described(described="an aide"), "mara-vell")
    assert (brief.claims[0].claim, brief.claims[0].credibility, brief.claims[0].denied) == (
        "It may rain.",
        2,
        True,
    )
    assert {item.review for item in (*brief.quotes, *brief.claims, *brief.timeline)} == {"edited"}
    assert brief.actors["mara-vell"].aliases == ("Vell", "The Ferrywoman", "Mara Vell")
    assert brief.tags == ("ports", "ice")
    assert brief.sources[source].outlet == "The Harbour Post"
    edit(file, board, claim, "denied", "no")
    edit(file, board, quote, "speaker", "nobody")
    assert (file.brief.claims[0].denied, file.brief.quotes[0].speaker) == (False, None)
    assert errors(file, pact[0]) == []


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("id", "q-mine", "keep the id"),
        ("at", "1", "its place follows"),
        ("mood", "glum", "may have speaker, via"),
        ("form", "loud", "direct"),
        ("speaker", "Ida Sorrel", "nobody here is called"),
        ("speaker", "described:", "described: what"),
    ],
)
def test_what_cannot_stand_there_is_refused(
    file: BriefFile, board: Board, key: str, value: str, why: str
) -> None:
    accept(file, board, board.quotes[0].id)
    text = file.text
    with pytest.raises(EditError, match=why):
        edit(file, board, board.quotes[0].id, key, value)
    assert file.text == text


def test_a_quote_and_a_claim_are_given_another_speaker(file: BriefFile, board: Board) -> None:
    quote, claim = board.quotes[0].id, board.claims[0].id
    attribute(file, board, quote, "Tarnia", via=["Mara Vell"])
    attribute(file, board, claim, "Tarnia", via=["Mara Vell"])
    brief = file.brief
    assert (brief.quotes[0].speaker, brief.quotes[0].via) == ("tarnia", ("mara-vell",))
    assert (brief.claims[0].by, brief.claims[0].content_of) == ("mara-vell", "tarnia")
    attribute(file, board, quote, who_of("described: an aide"))
    assert file.brief.quotes[0].speaker == Described(described="an aide")
    assert file.brief.quotes[0].via == ("mara-vell",)
    attribute(file, board, quote, None, via=())
    assert (file.brief.quotes[0].speaker, file.brief.quotes[0].via) == (None, ())
    attribute(file, board, claim, "tarnia", via=())
    assert (file.brief.claims[0].by, file.brief.claims[0].content_of) == ("tarnia", None)
    with pytest.raises(EditError, match="no quote or claim"):
        attribute(file, board, board.events[0].id, "tarnia")


def test_the_same_speaker_again_is_no_change(file: BriefFile, board: Board) -> None:
    accept(file, board, board.quotes[0].id)
    text = file.text
    attribute(file, board, board.quotes[0].id, "Mara Vell")
    assert file.text == text


def test_many_verdicts_are_one_step_and_name_what_failed(file: BriefFile, board: Board) -> None:
    text = file.text
    ids = [board.quotes[0].id, "q-nothing", board.claims[0].id]
    decided = decide(file, board, ids, accept)
    assert decided.done == (ids[0], ids[2])
    assert [one for one, _ in decided.refused] == ["q-nothing"]
    assert file.undo()
    assert file.text == text
    assert decide(file, board, ids[:1], reject).done == (ids[0],)
    assert decide(file, board, [ids[0], ids[0], ids[2]], restore).done == (ids[0],)
    assert file.brief.rejected == ()


def test_what_something_rests_on_is_not_rejected(file: BriefFile, board: Board) -> None:
    quote, claim, other = board.quotes[0].id, board.claims[0].id, board.claims[1].id
    cite(file, board, claim, [quote])
    link(file, board, claim, "corroborates", other, independent=True, why="two skies")
    judge(file, board, "It will snow.", because=[other])
    text = file.text
    with pytest.raises(EditError, match=claim):
        reject(file, board, quote)
    with pytest.raises(EditError, match="statement 1 of the bottom line"):
        reject(file, board, other)
    assert file.text == text
    reject(file, board, claim)
    assert file.brief.relations == ()


def test_sources_and_claims_are_graded(file: BriefFile, board: Board) -> None:
    key = grade_source(file, board, "pact.txt", "B", by="the desk", why="own correspondent")
    source = file.brief.sources[key]
    assert (source.reliability, source.reliability_by, source.reliability_why) == (
        "B",
        "the desk",
        "own correspondent",
    )
    grade_source(file, board, key, None)
    assert file.brief.sources[key].reliability_by is None
    grade_claim(file, board, board.claims[0].id, 3)
    assert file.brief.claims[0].credibility == 3
    for wrong in ("G", "1"):
        with pytest.raises(EditError, match="A"):
            grade_source(file, board, key, wrong)  # type: ignore[arg-type]
    with pytest.raises(EditError, match="1"):
        grade_claim(file, board, board.claims[0].id, 7)
    with pytest.raises(EditError, match="is no claim"):
        grade_claim(file, board, board.quotes[0].id, 3)


def test_two_claims_have_one_relation_in_one_direction(file: BriefFile, board: Board) -> None:
    one, other = board.claims[0].id, board.claims[1].id
    link(file, board, one, "corroborates", other, independent=True, why="two skies")
    link(file, board, one, "contradicts", other)
    [relation] = file.brief.relations
    assert (relation.kind, relation.independent, relation.why, relation.review) == (
        "contradicts",
        True,
        "two skies",
        "edited",
    )
    with pytest.raises(EditError, match="itself"):
        link(file, board, one, "restates", one)
    with pytest.raises(EditError, match="not “echoes”"):
        link(file, board, one, "echoes", other)  # type: ignore[arg-type]
    unlink(file, other, one)
    assert file.brief.relations == ()
    with pytest.raises(EditError, match="not linked"):
        unlink(file, one, other)


def test_evidence_never_goes_round_in_a_circle(file: BriefFile, board: Board) -> None:
    one, other = board.claims[0].id, board.claims[1].id
    cite(file, board, one, [other])
    cite(file, board, one, [other])
    assert [rest for rest in file.brief.claims[0].evidence if isinstance(rest, str)] == [other]
    with pytest.raises(EditError, match="can't rest on"):
        cite(file, board, other, [one])


def test_the_bottom_line_and_the_gaps_are_written(file: BriefFile, board: Board, pact: Story) -> None:
    claim = board.claims[0].id
    assert judge(file, board, "It will snow.", likelihood="likely", confidence="low", because=[claim]) == 1
    assert judge(file, board, "Ice is cold.", kind="fact", because=[claim]) == 2
    judge(file, board, "It may snow.", kind="assumption", at=1)
    first = file.brief.bottom_line[0]
    assert (first.judgement, first.assumption, first.likelihood) == (None, "It may snow.", "likely")
    withdraw(file, 2)
    assert len(file.brief.bottom_line) == 1
    assert (ask(file, "Who paid?", "the ledger is blank"), ask(file, "And when?")) == (1, 2)
    with pytest.raises(EditError, match="already"):
        ask(file, "Who  paid?")
    close(file, 1)
    assert [getattr(gap, "question", gap) for gap in file.brief.gaps] == ["And when?"]
    for wrong in (lambda: close(file, 2), lambda: withdraw(file, 0), lambda: judge(file, board, "x", at=9)):
        with pytest.raises(EditError, match="there is no"):
            wrong()
    with pytest.raises(EditError, match="likelihood is one of"):
        judge(file, board, "x", likelihood="maybe")  # type: ignore[arg-type]
    assert errors(file, pact[0]) == []
