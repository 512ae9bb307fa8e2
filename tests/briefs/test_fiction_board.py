"""On the fiction desk, one person in several articles is one actor, and copies of a story have one origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tearline.briefs.board.build import build_board
from tearline.briefs.board.rows import Board
from tearline.briefs.drafting import draft_article
from tearline.index.article import Article
from tearline.index.reading import read_article

DESK = Path(__file__).parents[1] / "desk"
ACROSS: dict[str, Any] = yaml.safe_load((DESK / "annotations" / "across.yaml").read_text(encoding="utf-8"))


@pytest.fixture(name="articles", scope="module")
def all_articles() -> dict[str, Article]:
    """The desk's articles by the names of their files."""
    folder = DESK / "articles"
    return {path.name: read_article(folder, Path(path.name)) for path in sorted(folder.iterdir())}


@pytest.fixture(name="board", scope="module")
def whole_board(articles: dict[str, Article]) -> Board:
    found = {article.id: draft_article(article) for article in articles.values()}
    return build_board(list(articles.values()), found, None)


@pytest.mark.parametrize("entry", ACROSS["same_actor"], ids=lambda entry: entry["name"])
def test_a_full_name_is_one_actor_in_all_articles(
    board: Board, articles: dict[str, Article], entry: dict[str, Any]
) -> None:
    rows = [row for row in board.actors if entry["name"] in (row.name, *row.aliases)]
    assert len(rows) == 1
    assert rows[0].articles >= {articles[name].id for name in entry["articles"]}


@pytest.mark.parametrize("names", ACROSS["apart"], ids=" / ".join)
def test_two_people_stay_two(board: Board, names: list[str]) -> None:
    rows = [{row.id for row in board.actors if name in (row.name, *row.aliases)} for name in names]
    assert all(rows)
    assert not set.intersection(*rows)


def test_a_claim_that_copies_carry_has_one_origin(board: Board, articles: dict[str, Article]) -> None:
    copies = {articles[name].id for name in ACROSS["families"]["ferry-wire"]}
    carried = [claim for claim in board.claims if claim.article in copies and "right of way" in claim.words]
    assert carried
    assert {claim.origins for claim in carried} == {1}


def test_reports_that_rest_on_one_relayer_are_no_two_origins(
    board: Board, articles: dict[str, Article]
) -> None:
    [rested] = ACROSS["one_relayer"]
    reports = {articles[name].id for name in rested["articles"]}
    claims = [claim for claim in board.claims if claim.article in reports and "support" in claim.words]
    assert claims
    assert {claim.origins for claim in claims} == {1}
