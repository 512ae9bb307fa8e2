"""What front matter states, what layout shows, and what of hostile YAML survives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.metadata import find_metadata, read_front_matter
from tearline.index.reading import article_from_text

BODY = "Kestoria closed its border with Veldania on Monday, the interior ministry said in the capital.\n"


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", BODY])


def test_front_matter_states_the_metadata() -> None:
    article = article_from_text(
        front(
            "title: 'Border: shut'",
            "outlet: Amsel Ledger",
            "authors: [Oda Lisle, Jorun Askeby]",
            "date: 2031-03-04",
            "url: https://ledger.example/border",
            "language: en",
            "tags: [border]",
        )
    )
    assert (article.title, article.outlet, article.author) == (
        "Border: shut",
        "Amsel Ledger",
        "Oda Lisle, Jorun Askeby",
    )
    assert (article.published, article.url, article.language) == (
        "2031-03-04",
        "https://ledger.example/border",
        "en",
    )
    assert article.inferred == {}
    assert article.notes == ()


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("4 March 2031", "2031-03-04"),
        ("2031-03-04 10:00:00", "2031-03-04"),
    ],
)
def test_dates_keep_their_precision(written: str, published: str) -> None:
    assert article_from_text(front(f"date: {written}")).published == published


@pytest.mark.parametrize("name", ["No", "1984", "2031-03-04", "null and void", "0x10"])
def test_scalars_are_text_as_written(name: str) -> None:
    assert article_from_text(front(f"title: {name}")).title == name


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_an_empty_value_states_nothing(value: str) -> None:
    article = article_from_text(front(f"author: {value}"))
    assert article.author is None
    assert article.notes == ()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["title: [unclosed"], "not valid YAML"),
        (["title: a", "  b: c", " d"], "not valid YAML"),
        (["title: {a: b}"], "is no text"),
        (["title: a", "title: b"], "stands above"),
        (["date: someday"], "is no date"),
        (["date: 03/04/2031"], "is no date"),
        (["title: " + "x" * 20_000], "longer than"),
        (["a: &a [x, x]", "b: &b [*a, *a]", "title: *b"], "is no text"),
        (["title: !!python/object/apply:os.system ['true']"], None),
        (["title: " + "[" * 5_000], "too deeply"),
        (["title: " + "- " * 5_000], "too deeply"),
        (["title: " + "[" * 50], "not valid YAML"),
        (["title: \x07bell"], "not valid YAML"),
    ],
)
def test_trouble_in_front_matter_is_said_and_the_article_is_read(lines: list[str], says: str | None) -> None:
    article = article_from_text(front(*lines))
    assert article.text.endswith(BODY)
    if says is None:
        assert article.notes == ()
    else:
        assert says in article.notes[0]


def test_of_a_key_that_stands_twice_the_first_is_used() -> None:
    assert article_from_text(front("title: a", "title: b")).title == "a"


def test_what_is_stated_to_the_reader_wins_over_front_matter_and_layout() -> None:
    article = article_from_text("Border shut\n\n" + BODY, title="The border")
    assert article.title == "The border"
    assert "title" not in article.inferred


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="headline"):
        article_from_text(BODY, headline="x")


@pytest.mark.parametrize(
    ("head", "field", "value", "basis"),
    [
        ("Border shut\n\n", "title", "Border shut", "the title line"),
        ("# Border shut #\n\n", "title", "Border shut", "the title line"),
        ("Border shut\nBy Oda Lisle\n\n", "author", "Oda Lisle", "the byline"),
        ("Border shut\nBy Oda Lisle in Port Amsel\n\n", "author", "Oda Lisle", "the byline"),
        ("Border shut\nBy Oda Lisle\nAmsel Ledger\n\n", "outlet", "Amsel Ledger", "the line at its head"),
        ("Border shut\nAmsel Ledger, April 14, 2031\n\n", "published", "2031-04-14", "the date line"),
        ("Border shut\nMonday, April 14, 2031\n\n", "published", "2031-04-14", "the date line"),
        ("BRENMARK (Straits Wire) - ", "outlet", "Straits Wire", "the dateline"),
        ("BRENMARK, March 3, 2031 (Straits Wire) - ", "published", "2031-03-03", "the dateline"),
    ],
)
def test_layout_shows_metadata_with_its_basis(head: str, field: str, value: str, basis: str) -> None:
    article = article_from_text(head + BODY)
    assert getattr(article, field) == value
    assert article.inferred[field] == basis


@pytest.mark.parametrize(
    ("tail", "author", "outlet"),
    [
        (
            "About the writer\nOda Lisle is Straitsweek's Naval Correspondent covering ports.",
            "Oda Lisle",
            "Straitsweek",
        ),
        (
            "About the author\nOda Lisle is the Harbour Post's correspondent for the bank.",
            "Oda Lisle",
            "Harbour Post",
        ),
        (
            "About the author\nOda Lisle is a senior reporter at the Harbour Post.",
            "Oda Lisle",
            "Harbour Post",
        ),
        ("About the author\nOda Lisle is a reporter who lives in Port Amsel.", "Oda Lisle", None),
        ("(Reporting by T. Quast in Tolmere; Editing by O. Lisle)", "T. Quast", None),
    ],
)
def test_the_end_of_a_text_shows_who_wrote_it(tail: str, author: str, outlet: str | None) -> None:
    article = article_from_text(BODY + "\n" + tail)
    assert (article.author, article.outlet) == (author, outlet)


def test_whoever_sought_comment_is_the_outlet() -> None:
    article = article_from_text(
        BODY + "Straitsweek has contacted the two foreign ministries to request comment.\n"
    )
    assert article.outlet == "Straitsweek"
    assert article.inferred["outlet"] == "the request for comment"


@pytest.mark.parametrize(
    "text",
    [
        BODY + "The minister told Straitsweek that the border would stay shut.\n",
        "BRENMARK, March 3 — " + BODY,
        "Border shut\nBrenmark, Kestoria\n\n" + BODY,
    ],
)
def test_what_is_only_likely_is_not_guessed(text: str) -> None:
    article = article_from_text(text)
    assert article.outlet is None
    assert article.published is None


@pytest.mark.parametrize("unit", ["A", "A. ", "A has contacted b ", "By A ", "A is B’s ", "comment "])
def test_metadata_of_long_texts_is_found(unit: str) -> None:
    for head in ("", "By ", "About the author\n", "comment "):
        assert article_from_text(head + unit * (1_000_000 // len(unit))).url is None


@given(st.text(alphabet=st.characters(), max_size=300))
def test_no_front_matter_raises(block: str) -> None:
    values, notes = read_front_matter(f"---\n{block}\n---\n")
    assert all(isinstance(value, str) for value in [*values.values(), *notes])


@given(st.text())
def test_every_inferred_field_has_a_value(text: str) -> None:
    article = article_from_text(text)
    assert all(getattr(article, name) for name in article.inferred)
    assert find_metadata(text, article.zones).inferred == article.inferred
