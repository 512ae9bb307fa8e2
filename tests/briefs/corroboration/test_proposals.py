"""What is proposed between claims: the kind, the independence, the reason, whatever the order of articles."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.board.live_board import LiveBoard
from tearline.briefs.board.rows import Board, RelationRow
from tearline.briefs.corroboration import proposals as proposing
from tearline.briefs.corroboration.proposals import Told
from tearline.briefs.drafting import draft_article
from tearline.index.article import Article
from tearline.index.reading import article_from_text

sys.path.insert(0, str(Path(__file__).parents[2] / "relations"))

from sample import read_half


def told(outlet: str, text: str) -> Told:
    """What an article of these words tells."""
    live = LiveBoard()
    article = article_from_text(text, outlet=outlet, published="2031-03-04")
    live.add(article, draft_article(article))
    live.relate()
    return live._relating._proposals._told[article.id]


ARTICLES = list(read_half("dev").articles.values())
FINDINGS = {article.id: draft_article(article) for article in ARTICLES}


def related(*texts: tuple[str, str, str]) -> tuple[Board, list[RelationRow]]:
    """The board of articles given as outlet, date and text, and its relations."""
    live = LiveBoard()
    for outlet, published, text in texts:
        article = article_from_text(text, outlet=outlet, published=published)
        live.add(article, draft_article(article))
    live.relate()
    board = live.board()
    return board, list(board.relations)


def only(*texts: tuple[str, str, str]) -> RelationRow:
    _, rows = related(*texts)
    assert len(rows) == 1, rows
    return rows[0]


KILLED_SIX = (
    "Six miners were killed when a tunnel collapsed at Orrin Colliery in Tolmere, the rescue service said."
)
MAYOR = "The collapse of a tunnel at Orrin Colliery in Tolmere killed six workers, the mayor, Ilse Rand said."
OTHER = "\n\nThe weather in Tolmere stayed fine, and the market was full until late in the evening."


def test_two_outlets_that_say_one_thing_corroborate_each_other() -> None:
    row = only(
        ("Gazette", "2031-03-04", KILLED_SIX),
        (
            "Courier",
            "2031-03-04",
            MAYOR,
        ),
    )
    assert (row.kind, row.independent) == ("corroborates", True)
    assert "same figures six" in row.why
    assert "Orrin" in row.why


def test_a_later_and_other_figure_updates_the_earlier() -> None:
    board, rows = related(
        ("Gazette", "2031-03-04", KILLED_SIX),
        (
            "Courier",
            "2031-03-06",
            "Nine miners were killed when a tunnel fell in at Orrin Colliery in Tolmere, the rescuers said.",
        ),
    )
    assert [row.kind for row in rows] == ["updates"]
    later = board.item(rows[0].claim)
    assert later is not None
    assert later.words.startswith("Nine")
    assert "figures differ (nine against six)" in rows[0].why


def test_a_denial_contradicts() -> None:
    row = only(
        (
            "Gazette",
            "2031-03-04",
            "Kestoria has shut the oil pipeline to Veldania, the Veldanian minister Jon Tarn said.",
        ),
        ("Courier", "2031-03-04", "Kestoria denied that it had shut the oil pipeline to Veldania."),
    )
    assert row.kind == "contradicts"
    assert "one denies it" in row.why


def test_who_rests_on_one_relayer_is_not_independent() -> None:
    row = only(
        (
            "Gazette",
            "2031-03-04",
            "President Anton Velk will withdraw the troops from the Kolm valley by May, Oren Tasko said.",
        ),
        (
            "Courier",
            "2031-03-05",
            "Velk's troops will retreat from the Kolm valley by May, according to Oren Tasko.",
        ),
    )
    assert (row.kind, row.independent) == ("restates", False)
    assert "Oren Tasko" in row.why


def test_what_holds_under_a_condition_qualifies() -> None:
    row = only(
        (
            "Gazette",
            "2031-03-04",
            "Thrush Lines will pay 20 million crowns to the families of the passengers, it said.",
        ),
        (
            "Courier",
            "2031-03-05",
            "Thrush Lines said it would pay 20 million crowns to the passengers' families if the court "
            "found it guilty.",
        ),
    )
    assert row.kind == "qualifies"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Sarkovia sold 40,000 tonnes of wheat to Halvania.",
            "Sarkovia moved 40,000 troops towards Halvania.",
        ),
        (
            "A fire in a warehouse in Varn injured six people on Wednesday.",
            "A fire in a theatre in Brenmark injured six people on Friday.",
        ),
        ("Edda Sund opened a bridge in Tolmere.", "Edda Sund opposed a tax on fish in Tolmere."),
    ],
)
def test_the_same_actors_or_figures_in_another_matter_are_not_related(one: str, other: str) -> None:
    assert related(("Gazette", "2031-03-07", one), ("Courier", "2031-03-08", other))[1] == []


def test_copies_of_one_text_are_not_related_and_stand_for_one_another() -> None:
    wire = KILLED_SIX + OTHER
    copy = "A headline of its own\n\n" + wire
    assert related(("Gazette", "2031-03-04", wire), ("Courier", "2031-03-05", copy))[1] == []
    rows = related(
        ("Gazette", "2031-03-04", wire), ("Courier", "2031-03-05", copy), ("Post", "2031-03-05", MAYOR)
    )[1]
    assert len(rows) == 1


def test_hostile_words_make_no_error() -> None:
    hostile = (
        "\x1b[2J The \ud800 army \u202e said 99999999999999999999 of 1,000,000,000 % were “killed”, not 7."
    )
    related(("Gazette", "2031-03-07", hostile * 3), ("Courier", "x", hostile * 4))


def board_of(articles: list[Article], extra: list[Article]) -> Board:
    live = LiveBoard()
    for n, article in enumerate([*articles, *extra]):
        live.add(article, FINDINGS[article.id])
        if n % 5 == 0:
            live.relate(3)
    for article in extra:
        live.remove(article.id)
    assert live.relate() == 0
    return live.board()


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 1000))
def test_what_is_proposed_follows_from_the_articles_alone(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    kept = chance.sample(ARTICLES, 18)
    expected = board_of(kept, []).relations
    extra = [article for article in ARTICLES if article not in kept]
    chance.shuffle(kept)
    assert board_of(kept, extra).relations == expected


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 1000))
def test_so_it_does_where_terms_are_too_common_to_compare_by(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proposing, "_COMMON", 2)
        kept = chance.sample(ARTICLES, 18)
        expected = board_of(kept, []).relations
        extra = [article for article in ARTICLES if article not in kept]
        chance.shuffle(kept)
        assert board_of(kept, extra).relations == expected


def test_a_story_that_everyone_tells_is_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = 0
    judge = proposing.judge

    def counted(*given_to: object, **named: object) -> object:
        nonlocal judged
        judged += 1
        return judge(*given_to, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(proposing, "judge", counted)
    texts = [
        (f"Outlet {n}", "2031-03-04", f"{KILLED_SIX} {' '.join(random.Random(n).choices('abcdefgh', k=40))}.")  # noqa: S311
        for n in range(120)
    ]
    related(*texts)
    assert judged < 120 * 60


@pytest.mark.parametrize("told_first", ["where it stands now", "where it stood"])
def test_a_claim_that_moved_to_another_article_is_compared_there(told_first: str) -> None:
    stood, stands, third = (
        told(outlet, text) for outlet, text in (("Gazette", KILLED_SIX), ("Courier", OTHER), ("Post", MAYOR))
    )
    claim, *rest = stood.gists
    after = [
        Told(stands.story, (*stands.gists, replace(claim, article=stands.gists[0].article))),
        Told(stood.story, tuple(rest)),
    ]
    places = [stands.gists[0].article, claim.article]
    proposals = proposing.Proposals()
    for one in (stood, stands, third):
        proposals.put(one.gists[0].article, one)
    proposals.settle()
    assert proposals.of(claim.id)
    for place, one in list(zip(places, after, strict=True))[
        :: 1 if told_first == "where it stands now" else -1
    ]:
        proposals.put(place, one)
        proposals.settle()
    assert [one.to for one in proposals.of(claim.id)] or [one.claim for one in proposals.of(claim.id)]
    gist = proposals.gist(claim.id)
    assert gist is not None
    assert gist.article == places[0]
    proposals.put(places[0], None)
    proposals.settle()
    assert proposals.all() == []
