"""What holds for the quotes of any text at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearline.briefs.drafting.certainty import rule_precision
from tearline.briefs.drafting.document import read_document
from tearline.briefs.drafting.quotes import find_quotes
from tearline.briefs.findings import Actor, Party, Quote
from tearline.index.article import Article, Zone

PIECES = [
    *(
        "said",
        "told",
        "“",
        "”",
        '"',
        "''",
        "‘",
        "’",
        "«",
        "»",
        "he",
        "Vey",
        "Ines Kordel",
        ",",
        ".",
        "?",
        ":",
        ";",
    ),
    *(
        "that",
        "who",
        "to",
        "and",
        "but",
        "according",
        "the",
        "of",
        "in",
        "Monday",
        "(",
        ")",
        "—",
        "-",
        "\n",
        "\n\n",
    ),
    *(
        "called",
        "it",
        "saying",
        "“a quay,”",
        "have",
        "been",
        "was",
        "not",
        "as",
        "when",
        "put",
        "claim",
        "VEY:",
        "A:",
    ),
    *(
        "his",
        "'s",
        "’s",
        "reporters",
        "if",
        "is",
        "quoted",
        "had",
        "he's",
        "they'd",
        "1",
        "2031",
        "…",
        "\0",
        "\u202e",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=120)


def find(text: str, zones: tuple[Zone, ...] = ()) -> tuple[Quote, ...]:
    place = text.find("Vey")
    actors = [Actor("vey", "Vey", "person", ((place, place + 3),))] if place >= 0 else []
    return find_quotes(read_document(Article(text, zones=zones)), actors)


def parties(quote: Quote) -> Iterator[Party]:
    yield from (party for party in (quote.speaker, quote.audience, *quote.relay) if party is not None)


@settings(max_examples=300)
@given(texts)
def test_every_span_is_in_bounds_and_says_what_it_says(text: str) -> None:
    for quote in find(text):
        assert quote.content
        for start, end in quote.content:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for party in parties(quote):
            assert party.text
            assert text[slice(*party.span)] == party.text
        if quote.cue is not None:
            assert 0 <= quote.cue[0] < quote.cue[1] <= len(text)
        assert 0 <= quote.precision <= 1
        assert (quote.form == "scare") <= (quote.speaker is None)


@given(texts)
def test_the_same_text_gives_the_same_quotes(text: str) -> None:
    assert find(text) == find(text)


@given(texts)
def test_quotes_come_in_the_order_of_their_words(text: str) -> None:
    starts = [quote.content[0] for quote in find(text)]
    assert starts == sorted(starts)


@given(texts, st.integers(0, 60), st.integers(1, 60))
def test_nothing_is_taken_from_a_zone(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    if start >= end:
        return
    for quote in find(text, (Zone("credit", start, end),)):
        for party in parties(quote):
            assert (
                party.span[1] <= start or end <= party.span[0] or party.span[0] < start < end < party.span[1]
            )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "a",
            '"',
            "“",
            "”",
            "said",
            "“ said",
            ", said",
            ": “",
            "said he",
            "who said",
            ") said",
            "\0",
            "\ud800",
        ),
        *(
            "“" * 3000,
            '"' * 3001,
            "'" * 3000,
            "said " * 3000,
            "“a,” he said, " * 2000,
            "\n" * 3000,
            "(" * 3000,
        ),
        *(
            "he said that " * 2000,
            "A: " * 3000,
            ", saying" * 2000,
            "x" * 100_000,
            "of the " * 3000,
            "\t" * 3000,
        ),
        "".join(map(chr, range(0x3000))),
        "\u202eהוא אמר “שלום”\u202c said “no”.",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_degenerate_texts_give_an_answer(text: str) -> None:
    find(text)


def test_the_precision_of_rules_is_a_share() -> None:
    shares = rule_precision()
    assert shares
    assert all(0 <= share <= 1 for share in shares.values())
