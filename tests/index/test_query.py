from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tearline.index.query import (
    QueryError,
    article_part,
    asks_for_findings,
    matches,
    parse,
    sought,
)
from tearline.index.query_tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Words,
)


def word(text: str, field: str = "") -> Words:
    return Words((text,), field)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("gas", word("gas")),
        ("Gas PRICES", And((word("gas"), word("prices")))),
        ('"gas prices"', Words(("gas", "prices"))),
        ("“gas prices”", Words(("gas", "prices"))),
        ("«gas prices»", Words(("gas", "prices"))),
        ("gas AND price", And((word("gas"), word("price")))),
        ("gas and price", And((word("gas"), word("and"), word("price")))),
        ("gas oil OR coal", Or((And((word("gas"), word("oil"))), word("coal")))),
        ("gas (oil OR coal)", And((word("gas"), Or((word("oil"), word("coal")))))),
        ("gas -oil", And((word("gas"), Not(word("oil"))))),
        ("gas NOT oil", And((word("gas"), Not(word("oil"))))),
        ("-(gas oil)", Not(And((word("gas"), word("oil"))))),
        ("NOT NOT gas", word("gas")),
        ("gas*", Prefix(("gas",))),
        ('"prime min"*', Prefix(("prime", "min"))),
        ("gass~", Fuzzy("gass", 1)),
        ("pipeline~", Fuzzy("pipeline", 2)),
        ("pipeline~1", Fuzzy("pipeline", 1)),
        ("gas NEAR pipe*", Near((word("gas"),), (Prefix(("pipe",)),), 10)),
        ("gas NEAR/3 (oil OR coal)", Near((word("gas"),), (word("oil"), word("coal")), 3)),
        ("title:gas", word("gas", "title")),
        ('Title:"gas prices"', Words(("gas", "prices"), "title")),
        ("title:(gas OR oil)", Or((word("gas", "title"), word("oil", "title")))),
        ("title: gas", word("gas", "title")),
        ("speaker:orlan about:gas", And((word("orlan", "speaker"), word("gas", "about")))),
        ("in:morning", word("morning", "in")),
        ("date:2031", Dated(20310101, 20311231)),
        ("date:2031-02", Dated(20310201, 20310228)),
        ("date:2031-02-03", Dated(20310203, 20310203)),
        ("date:2031/2/3", Dated(20310203, 20310203)),
        ("date:2031-04..2032", Dated(20310401, 20321231)),
        ("date:2031..", Dated(20310101, 99991231)),
        ("date:..2031", Dated(0, 20311231)),
        ("-date:2031", Not(Dated(20310101, 20311231))),
        ("gas-price", Words(("gas", "price"))),
        ("Orlan’s", Words(("orlan", "s"))),
        ("http://a.example/b", Words(("http", "a", "example", "b"))),
        ("10:30", Words(("10", "30"))),
        ("北京", Words(("北", "京"))),
        ("", Everything()),
        ("  ", Everything()),
    ],
)
def test_queries_are_read_as_documented(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("unfinished", "meant"),
    [
        ('gas "oil pri', 'gas "oil pri"'),
        ("gas AND", "gas"),
        ("gas OR ", "gas"),
        ("gas -", "gas"),
        ("gas NOT", "gas"),
        ("gas NEAR", "gas"),
        ("AND gas", "gas"),
        ("gas AND AND oil", "gas oil"),
        ("gas OR OR oil", "gas OR oil"),
        ("(gas (oil", "gas oil"),
        ("gas ()", "gas"),
        ("gas title:", "gas"),
        ("gas date:", "gas"),
        ("gas date:2031-", "gas date:2031"),
        ("gas date:2031-0", "gas date:2031"),
        ("gas date:203", "gas date:2030..2039"),
        ("gas …", "gas"),
        ("OR", ""),
        ('"', ""),
        ("-", ""),
    ],
)
def test_what_is_not_finished_yet_is_read_as_far_as_it_goes(unfinished: str, meant: str) -> None:
    assert parse(unfinished).root == parse(meant).root


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("gas)", 3),
        ("pipe*line", 4),
        ("gas-price~", 9),
        ("gas~9", 3),
        ("date:2031-13", 5),
        ("date:2031-02-30", 5),
        ("date:yesterday", 5),
        ("gas date:2032..2031", 9),
        ("autor:kordel", 0),
        ("gas !!!", None),
        ("!!!", 0),
        ("(gas) NEAR -oil", 6),
        ("title:gas NEAR oil", 10),
        ("(" * 60, 50),
        ("a* " * 60, 150),
        ("x" * 30_000, 20_000),
    ],
)
def test_what_cannot_be_meant_is_refused_where_it_stands(text: str, position: int | None) -> None:
    if position is None:
        parse(text)
        return
    with pytest.raises(QueryError) as refused:
        parse(text)
    assert refused.value.position == position
    assert refused.value.message.endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("gas pri", And((word("gas"), Prefix(("pri",))))),
        ('gas "oil pri', And((word("gas"), Prefix(("oil", "pri"))))),
        ("gas ", word("gas")),
        ('"oil price"', Words(("oil", "price"))),
        ("title:ga", Prefix(("ga",), "title")),
        ("gas OR", word("gas")),
    ],
)
def test_while_typing_the_last_word_is_only_begun(text: str, root: Node) -> None:
    assert parse(text, typing=True).root == root


_PIECES = [
    "(",
    ")",
    '"',
    "“",
    "-",
    "*",
    "~",
    ":",
    "/",
    " ",
    "AND",
    "OR",
    "NOT",
    "NEAR/2",
    "title:",
    "date:",
    "gas",
    "é",
]


@given(st.text(max_size=200) | st.lists(st.sampled_from(_PIECES), max_size=300).map("".join), st.booleans())
@example("((((" * 2_500, False)
@example("-" * 10_000, False)
@example('"' * 9_999, True)
@example("a OR (" * 1_600, False)
@example("~" * 10_000, False)
@example("title:" * 1_600, True)
@example("NOT (" * 45 + "gas", False)
@example("\ud83d\udc4d\ud800", False)
@example("北" * 10_000, True)
def test_anything_typed_is_a_query_or_one_clear_sentence(text: str, typing: bool) -> None:
    try:
        query = parse(text, typing)
    except QueryError as error:
        refused = error
    else:
        matches(query, {"text": "gas and oil", "date": "2031"})
        hash(query)
        assert not asks_for_findings(article_part(query))
        return
    assert 0 <= refused.position <= len(text)
    assert "\n" not in refused.message


RECORD = {
    "text": "“Gas prices rose,” the minister said.",
    "title": "Energy",
    "outlet": "The Velmora Herald",
    "date": "2031-04",
    "kind": "quote",
    "speaker": "Tomas Orlan",
    "about": "Velmora; Gas Union",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gas", True),
        ("herald", True),
        ("orlan", False),
        ("speaker:orlan", True),
        ('speaker:"tomas orlan"', True),
        ("about:gas kind:quote", True),
        ("kind:claim", False),
        ("-kind:claim", True),
        ('"gas prices rose"', True),
        ('"prices gas"', False),
        ("gas NEAR/3 minister", True),
        ("gas NEAR/2 minister", False),
        ("minister NEAR/3 gas", True),
        ("gas NEAR gas", False),
        ("date:2031-04-15", True),
        ("date:2031-05..", False),
        ("energy herald", True),
        ('"energy the"', False),
    ],
)
def test_a_record_in_memory_is_held_against_the_query(query: str, found: bool) -> None:
    assert matches(parse(query), RECORD) is found


def test_a_record_without_a_date_is_in_no_range() -> None:
    assert not matches(parse("date:..2099"), {"text": "gas"})
    assert matches(parse("-date:..2099"), {"text": "gas"})


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("speaker:orlan gas", "gas"),
        ("speaker:orlan OR gas", ""),
        ("-speaker:orlan gas", "gas"),
        ("-(speaker:orlan gas)", ""),
        ("gas (kind:quote OR in:morning)", "gas"),
        ("gas oil", "gas oil"),
    ],
)
def test_the_part_of_a_query_for_articles_leaves_findings_open(text: str, part: str) -> None:
    assert article_part(parse(text)).root == parse(part).root
    assert asks_for_findings(parse(text)) is (text != part)


def test_what_is_sought_leaves_out_what_is_excluded() -> None:
    assert sought(parse('gas -oil "coal price"')) == (word("gas"), Words(("coal", "price")))
