"""Claims that say one thing stand in one line, counted by independent origins; verdicts on relations last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import RelationRow
from tearline.briefs.checking.check import check_brief
from tearline.briefs.corroboration.families import ClaimFamily
from tearline.briefs.corroboration.matrix import matrix_of
from tearline.briefs.curation.verdicts import accept, reject, restore
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.drafting import draft_article
from tearline.briefs.problems import EditError
from tearline.index.reading import article_from_text

WIRE = (
    "Six miners were killed when a tunnel collapsed at Orrin Colliery in Tolmere, the rescuers said.\n\n"
    "The owner of the mine was not to be found on Tuesday, and the gate stayed shut until the evening.\n"
)
STORIES = [
    ("Straits Wire", "2031-03-04", WIRE),
    ("Gazette", "2031-03-05", "Grief in Tolmere\n\n" + WIRE),
    ("Courier", "2031-03-05", "A collapse at Orrin Colliery in Tolmere killed six miners, the mayor said."),
    (
        "Post",
        "2031-03-05",
        "Six miners were killed by the collapse at Orrin Colliery, the rescuers said.",
    ),
    ("Echo", "2031-03-07", "Nine miners were killed by the collapse at Orrin Colliery, the hospital said."),
]


@pytest.fixture(name="live")
def related_board() -> LiveBoard:
    live = LiveBoard()
    for outlet, published, text in STORIES:
        article = article_from_text(text, f"{outlet}.txt", outlet=outlet, published=published)
        live.add(article, draft_article(article))
    live.relate()
    return live


@pytest.fixture(name="file")
def new_brief(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "mine.yaml", "The mine")


def family_of_six(live: LiveBoard) -> ClaimFamily:
    return live.families()[0]


def between(live: LiveBoard, one: str, other: str) -> RelationRow:
    """The relation of the claims that these two outlets make."""
    board = live.board()
    outlets = {row.id: board.texts[row.article].outlet for row in board.claims}
    return next(row for row in board.relations if {outlets[row.claim], outlets[row.to]} == {one, other})


def test_copies_and_reports_of_one_voice_count_once(live: LiveBoard) -> None:
    family = family_of_six(live)
    # The wire and its copy are one origin, the Post has it from the rescuers too; the mayor is another.
    assert family.origins == 2
    assert len(family.claims) == 3


def test_who_contradicts_differs_whatever_else_is_updated(live: LiveBoard) -> None:
    (family, *others) = live.families()
    against = [(one, replace(row, kind="contradicts")) for one, row in family.differing]
    both = replace(family, differing=(*family.differing, *against))
    found = matrix_of(live.board(), [both, *others])
    assert found.lines[0].cells[-1].bearing == "differs"


def test_the_matrix_says_who_says_who_relays_who_updates_and_who_is_silent(live: LiveBoard) -> None:
    found = matrix_of(live.board(), live.families())
    names = [column.outlets for column in found.columns]
    cells = dict(zip(names, found.lines[0].cells, strict=True))
    assert cells["Straits Wire", "Gazette"].bearing == "says"
    assert cells[("Courier",)].bearing == "says"
    assert (cells[("Post",)].bearing, cells[("Post",)].via) == ("relays", "the rescuers")
    assert cells[("Echo",)].bearing == "updates"
    silent = [line for line in found.lines if line.words.startswith("The owner")]
    assert all(cell.bearing == "silent" for line in silent for cell in line.cells[1:])


def test_the_copy_stands_in_its_origins_column_alone(live: LiveBoard) -> None:
    found = matrix_of(live.board(), live.families())
    assert sorted(len(column.articles) for column in found.columns) == [1, 1, 1, 2]


def test_an_accepted_relation_is_in_the_brief_with_its_claims(live: LiveBoard, file: BriefFile) -> None:
    row = between(live, "Straits Wire", "Echo")
    accept(file, live.board(), row.id)
    [stated] = file.brief.relations
    assert (stated.claim, stated.to, stated.kind, stated.review) == (row.claim, row.to, "updates", "accepted")
    assert stated.why == row.why
    assert {claim.id for claim in file.brief.claims} == {row.claim, row.to}
    live.set_brief(file.brief)
    assert not [one for one in check_brief(file, lambda _: None) if one.key.startswith("relations")]
    assert between(live, "Straits Wire", "Echo").status == "accepted"


def test_a_rejected_relation_never_comes_back_until_it_is_restored(live: LiveBoard, file: BriefFile) -> None:
    row = between(live, "Straits Wire", "Courier")
    reject(file, live.board(), row.id)
    live.set_brief(file.brief)
    live.relate()
    assert between(live, "Straits Wire", "Courier").status == "rejected"
    assert not {row.claim, row.to} <= set(family_of_six(live).claims)
    restore(file, live.board(), row.id)
    live.set_brief(file.brief)
    assert between(live, "Straits Wire", "Courier").status == "suggested"


def test_an_accepted_agreement_counts_the_origins_of_both_claims(live: LiveBoard, file: BriefFile) -> None:
    row = between(live, "Straits Wire", "Courier")
    claims = {one.id: one.origins for one in live.board().claims}
    assert (claims[row.claim], claims[row.to]) == (1, 1)
    accept(file, live.board(), row.id)
    live.set_brief(file.brief)
    claims = {one.id: one.origins for one in live.board().claims}
    assert (claims[row.claim], claims[row.to]) == (2, 2)


def test_rejecting_takes_an_accepted_relation_out_of_the_brief(live: LiveBoard, file: BriefFile) -> None:
    row = between(live, "Straits Wire", "Echo")
    accept(file, live.board(), row.id)
    reject(file, live.board(), row.id)
    assert file.brief.relations == ()
    assert row.id in file.brief.rejected
    file.undo()
    file.undo()
    assert file.brief.claims == ()


def test_a_relation_that_is_none_is_refused_by_its_id(live: LiveBoard, file: BriefFile) -> None:
    for verdict in (accept, reject):
        with pytest.raises(EditError, match="r-000000 is no relation"):
            verdict(file, live.board(), "r-000000")


def test_the_id_of_a_relation_is_that_of_the_pair_in_both_directions(live: LiveBoard) -> None:
    again = LiveBoard()
    for outlet, published, text in reversed(STORIES):
        article = article_from_text(text, f"{outlet}.txt", outlet=outlet, published=published)
        again.add(article, draft_article(article))
    again.relate()
    assert [row.id for row in again.board().relations] == [row.id for row in live.board().relations]
