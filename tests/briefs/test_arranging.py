"""Lists in another order, and fewer rows of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.board.arrangement import ORDERS, REVIEWS, Arrangement, ListName, readable, told
from tearline.briefs.board.arranging import arranged, arranged_articles, offered
from tearline.briefs.board.rows import ActorRow, ClaimRow, QuoteRow


@dataclass(frozen=True)
class Card:
    id: str
    title: str | None
    outlet: str | None
    published: str | None


CARDS = {
    card.id: card
    for card in (
        Card("a", "Crews strike", "Veldan Wire", "2031-04-05"),
        Card("b", "bridge closed", None, "2031-03"),
        Card("c", None, "ansel Courier", None),
    )
}
QUOTES = (
    QuoteRow("q1", "a", "one", "direct", (), "osk", "Osk Varga", status="accepted"),
    QuoteRow("q2", "b", "two", "indirect", (), "mira", "Mira Dolan"),
    QuoteRow("q3", "c", "three", "direct", (), None, "", status="rejected"),
    QuoteRow("q4", "a", "four", "direct", (), "mira", "Mira Dolan", status="draft"),
)
CLAIMS = (
    ClaimRow("c1", "b", "one", "pledge", (), by_name="Osk Varga", origins=1),
    ClaimRow("c2", "a", "two", "fact", (), origins=3),
    ClaimRow("c3", "c", "three", "fact", (), by_name="Mira Dolan", origins=2),
)
ACTORS = (
    ActorRow("osk", "Osk Varga", "person", articles=frozenset({"a"}), quotes=1),
    ActorRow("mira", "mira Dolan", "person", articles=frozenset({"b", "a"}), quotes=3),
    ActorRow("veldania", "Veldania", "state", articles=frozenset({"c"})),
)


def quotes(**how: str) -> list[str]:
    return [row.id for row in arranged("quotes", QUOTES, Arrangement(**how), CARDS.get)]


def claims(**how: str) -> list[str]:
    return [row.id for row in arranged("claims", CLAIMS, Arrangement(**how), CARDS.get)]


def actors(**how: str) -> list[str]:
    return [row.id for row in arranged("actors", ACTORS, Arrangement(**how), CARDS.get)]


def articles(**how: str) -> list[str]:
    return [card.id for card in arranged_articles(CARDS.values(), Arrangement(**how), {"a"})]


def test_rows_stay_as_they_are_where_nothing_is_asked() -> None:
    assert quotes() == ["q1", "q2", "q3", "q4"]


def test_an_order_keeps_equal_rows_as_they_stood_and_puts_those_without_last() -> None:
    assert quotes(order="speaker") == ["q2", "q4", "q1", "q3"]
    assert quotes(order="oldest") == ["q2", "q1", "q4", "q3"]
    assert quotes(order="outlet") == ["q1", "q4", "q3", "q2"] or quotes(order="outlet") == [
        "q3",
        "q1",
        "q4",
        "q2",
    ]
    assert claims(order="who") == ["c3", "c1", "c2"]
    assert claims(order="origins") == ["c2", "c3", "c1"]
    assert claims(order="newest") == ["c2", "c1", "c3"]
    assert actors(order="name") == ["mira", "osk", "veldania"]
    assert actors(order="articles") == ["mira", "osk", "veldania"]
    assert actors(order="quotes") == ["mira", "osk", "veldania"]
    assert articles(order="oldest") == ["b", "a", "c"]
    assert articles(order="outlet") == ["c", "a", "b"]
    assert articles(order="title") == ["b", "a", "c"]


def test_rows_are_kept_by_review() -> None:
    assert quotes(review="in-brief") == ["q1", "q4"]
    assert quotes(review="draft") == ["q4"]
    assert quotes(review="suggested") == ["q2"]
    assert quotes(review="rejected") == ["q3"]
    assert articles(review="in-brief") == ["a"]
    assert articles(review="suggested") == ["b", "c"]


def test_rows_are_kept_by_form_kind_and_type() -> None:
    assert quotes(kind="direct") == ["q1", "q3", "q4"]
    assert claims(kind="fact") == ["c2", "c3"]
    assert actors(kind="state") == ["veldania"]


def test_rows_are_kept_by_the_outlet_and_date_of_their_article() -> None:
    assert quotes(outlet="Veldan Wire") == ["q1", "q4"]
    assert quotes(published="2031") == ["q1", "q2", "q4"]
    assert quotes(published="2031-04") == ["q1", "q4"]
    assert articles(published="2031-03") == ["b"]
    assert actors(outlet="Veldan Wire") == ["osk", "mira"]
    assert quotes(outlet="Veldan Wire", kind="direct", review="draft", order="speaker") == ["q4"]


def test_what_is_offered_is_what_there_is_with_its_number() -> None:
    choices = offered("quotes", QUOTES, CARDS.get)
    assert choices["review"] == [("in-brief", 2), ("draft", 1), ("suggested", 1), ("rejected", 1)]
    assert choices["kind"] == [("direct", 3), ("indirect", 1)]
    assert dict(choices["outlet"]) == {"Veldan Wire": 2, "outlet unknown": 1, "ansel Courier": 1}
    assert choices["published"] == [("2031-04", 2), ("2031-03", 1), ("2031", 3)]


@pytest.mark.parametrize("name", ["actors", "quotes", "claims"])
def test_each_value_offered_keeps_as_many_rows_as_it_says(name: ListName) -> None:
    rows = {"actors": ACTORS, "quotes": QUOTES, "claims": CLAIMS}[name]
    for aspect, values in offered(name, rows, CARDS.get).items():
        for value, count in values:
            kept = arranged(name, rows, replace(Arrangement(), **{aspect: value}), CARDS.get)  # type: ignore[type-var]
            assert len(kept) == count, (aspect, value)


def test_toggling_a_value_twice_changes_nothing() -> None:
    once = Arrangement(order="speaker").toggled("kind", "direct")
    assert list(once.chosen()) == [("order", "speaker"), ("kind", "direct")]
    assert once.toggled("kind", "direct") == Arrangement(order="speaker")


def test_every_order_and_review_has_words() -> None:
    for name, orders in ORDERS.items():
        assert all(told(name, "order", order) == words for order, words in orders.items())
    assert all(told("quotes", "review", review) != "" for review in REVIEWS)


@settings(max_examples=50)
@given(
    st.sampled_from(list(ORDERS)),
    st.dictionaries(
        st.sampled_from(["order", "review", "kind", "outlet", "published", "mood"]),
        st.one_of(st.text(max_size=8), st.none(), st.integers(), st.lists(st.text())),
    ),
)
def test_whatever_was_stored_gives_an_arrangement_that_can_be_used(
    name: ListName, stored: dict[str, object]
) -> None:
    arrangement = readable(name, stored)
    assert arrangement.order in ("", *ORDERS[name])
    assert arrangement.review in ("", *REVIEWS)
    assert set(arranged("quotes", QUOTES, arrangement, CARDS.get)) <= set(QUOTES)
