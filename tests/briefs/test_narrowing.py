"""Narrowing keeps the rows one asks about, and says of a query what `query.matches` says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.board.build import build_board
from tearline.briefs.board.narrowing import Focus, narrow
from tearline.briefs.board.row_search import RowSearch
from tearline.briefs.board.rows import Board, QuoteRow
from tearline.briefs.findings import Findings
from tearline.index.article import Article
from tearline.index.query import QueryError, matches, parse

Story = tuple[Article, Findings]


@pytest.fixture(name="board", scope="module")
def two_articles(story: Callable[..., Story]) -> Board:
    pact = story(
        "Mara Vell of Tarnia said: “We will sign the pact.” Later Oda Quill objected: “Never.”",
        {"Mara Vell": "person", "Oda Quill": "person", "Tarnia": "state"},
        quotes=[("We will sign the pact.", "Mara Vell"), ("Never.", "Oda Quill")],
        claims=[("Mara Vell of Tarnia said", "Mara Vell", 0.6)],
        events=[("Later", "2031-05-04")],
        title="Tarnia turns",
        outlet="The Harbour Post",
        published="2031-05-04",
        roles={"Oda Quill": "harbour master"},
    )
    tide = story(
        "The tide was high in Lume, the harbour’s pilot said.",
        {"Lume": "place"},
        quotes=[("The tide was high in Lume", "pilot")],
        claims=[("The tide was high", None, 0.8)],
        outlet="Lume Gazette",
        published="2030",
    )
    both = [pact, tide]
    return build_board([one for one, _ in both], {one.id: found for one, found in both}, None)


def found(board: Board, query: str, hits: frozenset[str] | None = None) -> Board:
    return narrow(board, Focus(query=parse(query), hits=hits))


def words(board: Board) -> list[str]:
    return [row.words for row in board.quotes]


def test_no_focus_is_the_whole_board(board: Board) -> None:
    assert narrow(board, Focus()) is board


def test_an_actor_keeps_what_concerns_it_and_leaves_the_actors_to_choose_from(board: Board) -> None:
    narrowed = narrow(board, Focus(actor="oda-quill"))
    assert words(narrowed) == ["Never."]
    assert narrowed.claims == ()
    assert len(narrowed.articles) == 1
    assert narrowed.actors == board.actors
    assert [row.words for row in narrow(board, Focus(actor="tarnia")).claims] == ["Mara Vell of Tarnia said"]


def test_an_article_keeps_what_stands_in_it_and_leaves_the_articles_to_choose_from(board: Board) -> None:
    tide = board.articles[1].id
    narrowed = narrow(board, Focus(article=tide))
    assert words(narrowed) == ["The tide was high in Lume"]
    assert [row.name for row in narrowed.actors] == ["Lume"]
    assert narrowed.articles == board.articles


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("pact", ["We will sign the pact."]),
        ("quill", ["Never."]),
        ("speaker:mara", ["We will sign the pact."]),
        ('"sign the pact"', ["We will sign the pact."]),
        ("sig*", ["We will sign the pact."]),
        ("title:turnz~", ["We will sign the pact.", "Never."]),
        ('"pact mara"', []),
        ("pact NEAR mara", []),
        ("pakt~", ["We will sign the pact."]),
        ("post -never", ["We will sign the pact."]),
        ("outlet:gazette", ["The tide was high in Lume"]),
        ("title:turns", ["We will sign the pact.", "Never."]),
        ("turns", []),
        ("date:2030", ["The tide was high in Lume"]),
        ("status:suggested never", ["Never."]),
        ("kind:direct tide", ["The tide was high in Lume"]),
        ("nowhere", []),
    ],
)
def test_a_query_keeps_the_rows_that_it_finds(board: Board, query: str, quotes: list[str]) -> None:
    assert words(found(board, query)) == quotes


def test_a_query_keeps_the_actors_it_names_and_those_who_figure_in_what_it_finds(board: Board) -> None:
    assert [row.name for row in found(board, "pact").actors] == ["Mara Vell"]
    assert [row.name for row in found(board, '"harbour master"').actors] == ["Oda Quill"]


def test_only_articles_that_were_hit_are_looked_at(board: Board) -> None:
    pact, tide = (row.id for row in board.articles)
    assert words(found(board, "harbour", frozenset([pact]))) == ["We will sign the pact.", "Never."]
    assert words(narrow(board, Focus(hits=frozenset([tide])))) == ["The tide was high in Lume"]
    assert {row.id for row in found(board, "nowhere", frozenset([tide])).articles} == {tide}


def test_words_of_the_brief_that_are_in_no_article_are_found_by_themselves(board: Board) -> None:
    lost = QuoteRow("q-lost", "", "we sail in May", "direct", (), status="accepted")
    with_lost = replace(board, quotes=(*board.quotes, lost))
    found = narrow(with_lost, Focus(query=parse("sail"), hits=frozenset()))
    assert [row.id for row in found.quotes] == ["q-lost"]


def test_searching_again_after_a_row_changed_reads_the_row_as_it_is(board: Board) -> None:
    assert words(found(board, "pact"))
    changed = tuple(
        QuoteRow(row.id, row.article, "We waver.", row.form, row.spans) for row in board.quotes[:1]
    )
    other = Board(quotes=changed, texts=board.texts, folded=board.folded)
    assert words(found(other, "pact")) == []
    assert words(found(other, "waver")) == ["We waver."]


WORDS = st.sampled_from(["mara", "vell", "sign", "the", "pact", "tide", "high", "post", "never", "quill"])
LEAVES = st.one_of(
    WORDS,
    WORDS.map(lambda word: word[:2] + "*"),
    WORDS.map(lambda word: f"{word}~"),
    st.tuples(WORDS, WORDS).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
    WORDS.map(lambda word: f"speaker:{word}"),
    st.sampled_from(["date:2031..", "kind:direct", "sign NEAR pact", "outlet:lume"]),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        inner.map(lambda one: f"NOT ({one})"),
    ),
    max_leaves=5,
)


@given(QUERIES)
@settings(max_examples=500)
def test_a_row_is_found_exactly_when_its_record_is(board: Board, text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    test = RowSearch(board).of_quotes(query)
    for row in board.quotes:
        article = board.texts[row.article]
        record = {
            # Far enough apart for no phrase, and nothing that stands near, to run from one into the other.
            "text": f"{row.words} {'and ' * 99} {row.speaker_name}",
            "outlet": article.outlet or "",
            "date": article.published or "",
            "kind": row.form,
            "speaker": row.speaker_name,
        }
        assert test(row) == matches(query, record)
