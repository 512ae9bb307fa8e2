"""What the views show, as it is made from the board and the brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.briefs.board.build import build_board
from tearline.briefs.board.rows import ActorRow, ArticleRow, Board, ClaimRow, QuoteRow, RelationRow
from tearline.briefs.checking.check import check_brief
from tearline.briefs.curation.assessing import ask, judge, reask, restate
from tearline.briefs.curation.relation_verdicts import to_decide
from tearline.briefs.curation.verdicts import accept
from tearline.briefs.differences.last_time import last_time, leave, since
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.drafting import draft_article
from tearline.briefs.overviews.actor_page import actor_page
from tearline.briefs.overviews.bottom_line import assessment, weaknesses
from tearline.briefs.overviews.source_sheet import differences, source_sheet
from tearline.briefs.problems import EditError
from tearline.index.article import Article

WIRE = Article(
    "Mira Dolan, transport minister of Veldania, said the ferry would sail again in May.\n"
    "“We will not close the crossing,” Dolan told reporters in Port Ansel.\n"
    "The bridge at Tarn was closed in March after an engineer saw cracks in its northern pier, and lorries "
    "have gone round by the valley road since then, which costs the hauliers three hours and much fuel.\n"
    "At the ticket hall in Port Ansel a clerk was painting new prices on the board while a line of drivers "
    "waited outside in the rain with their papers, and the harbour master walked along the quay to count the "
    "trucks, as he has done on every working day since the first of them was turned away from the bridge.",
    path="wire.md",
    title="Ferry to sail",
    outlet="Veldan Wire",
    published="2031-04-02",
)
COPY = Article(
    WIRE.text + "\nThe Courier could not reach the union.",
    path="copy.md",
    title="Ferry will sail",
    outlet="The Ansel Courier",
    published="2031-04-03",
)


@pytest.fixture
def board() -> Board:
    return build_board([WIRE, COPY], {one.id: draft_article(one) for one in (WIRE, COPY)}, None)


@pytest.fixture
def file(tmp_path: Path) -> BriefFile:
    return BriefFile.new(tmp_path / "ferry.yaml", "Ferry")


class TestSources:
    def test_counts_what_rests_on_a_source_and_tells_of_its_copies(
        self, board: Board, file: BriefFile
    ) -> None:
        quote = next(row for row in board.quotes if row.article == WIRE.id)
        accept(file, board, quote.id)
        articles = {"wire.md": WIRE, "copy.md": COPY}
        own, other = source_sheet(board, file.brief, lambda source: articles.get(source.file))
        assert (own.in_brief, own.quotes, own.claims, own.same, own.troubled) == (True, 1, 0, 1, False)
        assert own.family == (WIRE.id, COPY.id) == other.family
        assert not other.in_brief
        copy = differences(board, own)[COPY.id]
        assert [COPY.text[start:end].strip() for start, end in copy.own] == [
            "The Courier could not reach the union."
        ]

    def test_says_what_became_of_anchored_words(self, board: Board, file: BriefFile) -> None:
        quote = next(row for row in board.quotes if row.article == WIRE.id)
        accept(file, board, quote.id)

        def standing(article: Article | None) -> tuple[int, int, int, bool, bool]:
            row = source_sheet(board, file.brief, lambda _: article)[0]
            return row.same, row.moved, row.lost, row.changed, row.troubled

        moved = Article("PORT ANSEL — " + WIRE.text, path="wire.md")
        lost = Article("Nothing of it is here any more.", path="wire.md")
        assert standing(WIRE) == (1, 0, 0, False, False)
        assert standing(moved) == (0, 1, 0, True, True)
        assert standing(lost) == (0, 0, 1, True, True)
        assert standing(None) == (0, 0, 0, False, True)


class TestActorPage:
    def test_has_what_an_actor_says_and_what_is_said_of_it(self) -> None:
        board = Board(
            actors=(
                ActorRow(
                    "dolan",
                    "Mira Dolan",
                    "person",
                    roles=("minister", "mayor"),
                    roles_in=(frozenset({COPY.id, WIRE.id}), frozenset()),
                    articles=frozenset({WIRE.id, COPY.id}),
                ),
                ActorRow("varga", "Osk Varga", "person", articles=frozenset({WIRE.id})),
                ActorRow("tarn", "Tarn", "place"),
            ),
            quotes=(
                QuoteRow("q-1", WIRE.id, "one", "direct", ((0, 1),), "dolan", about=("varga",)),
                QuoteRow("q-2", WIRE.id, "two", "direct", ((0, 1),), "varga", audience_actor="dolan"),
                QuoteRow("q-3", WIRE.id, "three", "indirect", ((0, 1),), "varga", via_actors=("dolan",)),
                QuoteRow("q-4", WIRE.id, "four", "direct", ((0, 1),), "dolan", status="rejected"),
            ),
            claims=(
                ClaimRow("c-1", WIRE.id, "one", "pledge", ((0, 1),), by="dolan"),
                ClaimRow("c-2", WIRE.id, "two", "pledge", ((0, 1),), by="varga", content_of="dolan"),
                ClaimRow("c-3", WIRE.id, "three", "fact", ((0, 1),), about=("dolan",)),
            ),
            texts={WIRE.id: WIRE, COPY.id: COPY},
        )
        page = actor_page(board, None, "dolan")
        assert page is not None
        assert [row.id for row in page.quotes_by] == ["q-1"]
        assert [row.id for row in page.quotes_about] == ["q-2"]
        assert [row.id for row in page.relayed] == ["q-3"]
        assert [row.id for row in page.claims_by] == ["c-1"]
        assert [row.id for row in page.content] == ["c-2"]
        assert [row.id for row in page.claims_about] == ["c-3"]
        first, second = page.roles
        assert (first.role, first.article, first.when, first.articles) == (
            "minister",
            WIRE.id,
            "2031-04-02",
            2,
        )
        assert (second.role, second.when) == ("mayor", "")
        assert [(one.row.id, one.articles, one.items) for one in page.company] == [("varga", 1, 4)]

    def test_there_is_none_of_who_is_not_there(self) -> None:
        assert actor_page(Board(), None, "nobody") is None


class TestAssessment:
    def test_problems_stand_beside_what_they_concern(self, board: Board, file: BriefFile) -> None:
        judge(file, board, "The ferry could sail.")
        ask(file, "Who pays?")
        claim = board.claims[0].id
        accept(file, board, claim)
        file.set_value(claim, "credibility", 1)
        articles = {"wire.md": WIRE, "copy.md": COPY}
        made = assessment(file.brief, check_brief(file, lambda source: articles.get(source.file)))
        (statement,) = made.statements
        assert {problem.code for problem in statement.problems} == {"T02"}
        assert all(problem.line > 0 for problem in statement.problems)
        assert [(gap.question, gap.why) for gap in made.gaps] == [("Who pays?", "")]
        assert claim in [problem.item for problem in made.problems]

    def test_a_statement_is_judged_while_it_is_written(self) -> None:
        assert weaknesses("", "judgement") == ()
        assert any("rests on nothing" in what for what, _ in weaknesses("It sails.", "judgement"))
        assert weaknesses("It sails.", "judgement", "likely", "low", ("c-1",)) == ()

    def test_writing_a_statement_anew_takes_away_what_is_not_given(
        self, board: Board, file: BriefFile
    ) -> None:
        claim = board.claims[0].id
        judge(file, board, "It sails.", likelihood="likely", confidence="low", because=[claim])
        restate(file, board, "It sails.", kind="fact", likelihood=None, confidence="high", because=(), at=1)
        (statement,) = file.brief.bottom_line
        assert (statement.fact, statement.judgement) == ("It sails.", None)
        assert (statement.likelihood, statement.confidence, statement.because) == (None, "high", ())
        file.undo()
        assert file.brief.bottom_line[0].likelihood == "likely"

    def test_a_question_is_put_in_other_words(self, file: BriefFile) -> None:
        ask(file, "Who pays?")
        reask(file, 1, "Who pays for the ferry?", "The ledger is blank.")
        (gap,) = assessment(file.brief).gaps
        assert (gap.question, gap.why) == ("Who pays for the ferry?", "The ledger is blank.")
        with pytest.raises(EditError):
            reask(file, 1, "  ")
        with pytest.raises(EditError):
            reask(file, 2, "What?")

    def test_a_question_of_one_line_in_the_file_can_be_changed_too(self, tmp_path: Path) -> None:
        path = tmp_path / "b.yaml"
        path.write_text("tearline: 1\ntitle: Ferry\ngaps:\n  - Who pays?\n  - Who sails?\n")
        file = BriefFile.load(path)
        reask(file, 1, "Who pays the crew?")
        assert file.text.endswith("gaps:\n  - Who pays the crew?\n  - Who sails?\n")
        reask(file, 1, "Who pays?", "It is unclear.")
        assert [(gap.question, gap.why) for gap in assessment(file.brief).gaps] == [
            ("Who pays?", "It is unclear."),
            ("Who sails?", ""),
        ]


class TestSinceLastTime:
    def test_a_desk_never_left_has_no_last_time(self, tmp_path: Path) -> None:
        assert last_time(tmp_path, "ferry") is None

    def test_what_was_kept_is_what_was_left(self, tmp_path: Path, file: BriefFile) -> None:
        leave(tmp_path, "ferry", file.text, [WIRE.id])
        before = last_time(tmp_path, "ferry")
        assert before is not None
        assert before.brief == file.brief
        assert last_time(tmp_path, "another").brief is None  # type: ignore[union-attr]

    def test_what_changed_and_what_came(self, tmp_path: Path, board: Board, file: BriefFile) -> None:
        leave(tmp_path, "ferry", file.text, [WIRE.id, "0" * 64])
        before = last_time(tmp_path, "ferry")
        assert before is not None
        ask(file, "Who pays?")
        found = since(board, file.brief, before.brief, before.articles)
        assert [(change.section, change.kind) for change in found.changes] == [("gaps", "new")]
        assert [new.row.id for new in found.came] == [COPY.id]
        assert found.went == 1

    def test_a_brief_that_was_not_there_is_all_new(self, board: Board, file: BriefFile) -> None:
        ask(file, "Who pays?")
        assert [change.kind for change in since(board, file.brief, None, None).changes] == ["new"]

    def test_what_was_damaged_counts_as_not_kept(self, tmp_path: Path) -> None:
        leave(tmp_path, "ferry", "tearline: 1\ntitle: [", [WIRE.id])
        before = last_time(tmp_path, "ferry")
        assert before is not None
        assert before.brief is None
        (tmp_path / "last-time" / "articles.txt").write_bytes(b"\xff\xfe")
        assert last_time(tmp_path, "ferry") is None

    def test_where_nothing_can_be_written_nothing_is_kept(self, tmp_path: Path) -> None:
        (tmp_path / "last-time").write_text("in the way")
        leave(tmp_path, "ferry", "tearline: 1\ntitle: Ferry\n", [WIRE.id])
        assert last_time(tmp_path, "ferry") is None


def test_relations_to_decide_upon_come_first_contradictions_before_all() -> None:
    def relation(n: int, kind: str, score: float, status: str = "suggested") -> RelationRow:
        return RelationRow(f"r-{n}", f"c-{n}", "c-9", kind, score=score, status=status)  # type: ignore[arg-type]

    rows = (
        relation(1, "restates", 0.9),
        relation(2, "contradicts", 0.5, "accepted"),
        relation(3, "contradicts", 0.4),
        relation(4, "restates", 0.95, "rejected"),
        relation(5, "contradicts", 0.8),
    )
    assert [row.id for row in to_decide(rows)] == ["r-5", "r-3", "r-1", "r-2"]
    assert [row.id for row in to_decide(rows, {"c-3"})] == ["r-3"]


def test_an_article_row_of_the_board_names_its_source() -> None:
    row = ArticleRow("a", "wire-1", "wire.md", "", "Veldan Wire", "", "", "a")
    (sheet,) = source_sheet(Board(articles=(row,)), None, lambda _: None)
    assert (sheet.key, sheet.article, sheet.in_brief, sheet.rests) == ("wire-1", "a", False, 0)
