"""What comes from weak rules stands behind what is sure, and stays in its place whatever is decided."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearline.briefs.board.build import build_board
from tearline.briefs.board.rows import ActorRow, ClaimRow, QuoteRow
from tearline.briefs.findings import Actor, Claim, Findings, Party, Quote
from tearline.briefs.model import Brief
from tearline.briefs.trust import TELLING, is_weak, rests_on_little
from tearline.index.article import Article, text_hash

TEXT = "Dolan on ferries\n\nDolan: ferries may sail. “We sail in May,” Dolan said. Fog lifted at noon."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def quote(words: str, precision: float) -> Quote:
    return Quote(
        "direct", (span(words),), Party("Dolan", span("Dolan"), "a"), None, "rule", precision=precision
    )


ARTICLE = Article(text=TEXT, path="ferry.txt")
FINDINGS = Findings(
    text_hash(TEXT),
    len(TEXT),
    actors=(Actor("a", "Dolan", "person", (span("Dolan"),)),),
    quotes=(quote("ferries may sail", 0.6), quote("“We sail in May,”", 0.95)),
    claims=(
        Claim((span("ferries may sail"),), 0.9, "forecast", "reported", by="a"),
        Claim((span("We sail in May"),), 0.5, "forecast", "quoted", by="a"),
        Claim((span("Fog lifted at noon"),), 0.1, "fact", "sentence"),
    ),
)


def test_a_quote_is_weak_when_its_rule_is_right_less_than_four_times_in_five() -> None:
    sure = QuoteRow("q-1", "x", "words", "direct", (), precision=0.8)
    assert not is_weak(sure)
    assert is_weak(replace(sure, precision=0.79))


def test_a_claim_is_weak_when_it_tells_little_or_when_it_is_unsure_who_says_so() -> None:
    telling = ClaimRow("c-1", "x", "words", "fact", (), score=TELLING)
    assert not is_weak(telling)
    assert is_weak(replace(telling, score=TELLING - 0.01))
    assert is_weak(replace(telling, precision=0.79))


@pytest.mark.parametrize("status", ["draft", "accepted", "edited", "rejected"])
def test_what_was_decided_upon_is_no_weak_suggestion(status: str) -> None:
    row = QuoteRow("q-1", "x", "words", "direct", (), precision=0.1, status=status)  # type: ignore[arg-type]
    assert rests_on_little(row)
    assert not is_weak(row)


def test_an_actor_is_never_weak() -> None:
    assert not is_weak(ActorRow("a", "Dolan", "person"))


def test_sure_rows_come_first_and_a_claim_takes_its_sureness_from_the_quote_it_rests_on() -> None:
    board = build_board([ARTICLE], {ARTICLE.id: FINDINGS}, None)
    assert [row.words for row in board.quotes] == ["“We sail in May,”", "ferries may sail"]
    assert [(row.words, row.precision) for row in board.claims] == [
        ("We sail in May", 0.95),
        ("ferries may sail", 0.6),
        ("Fog lifted at noon", 1.0),
    ]


def test_rejecting_a_weak_row_leaves_it_where_it_is() -> None:
    before = build_board([ARTICLE], {ARTICLE.id: FINDINGS}, None)
    rejected = before.quotes[-1].id
    after = build_board(
        [ARTICLE], {ARTICLE.id: FINDINGS}, Brief(tearline=1, title="Ferries", rejected=(rejected,))
    )
    assert [row.id for row in after.quotes] == [row.id for row in before.quotes]
    assert after.quotes[-1].status == "rejected"
