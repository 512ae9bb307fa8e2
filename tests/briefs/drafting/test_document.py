"""An article as tokens, sentences and paragraphs: the reading that all of drafting shares."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.briefs.drafting import draft_article
from tearline.briefs.drafting.document import Document, read_document
from tearline.index.article import Article, Zone

ARTICLES = sorted((Path(__file__).parents[2] / "desk" / "articles").iterdir())


def read(text: str, *zones: Zone) -> Document:
    return read_document(Article(text, zones=zones))


def sentences(text: str) -> list[str]:
    document = read(text)
    return [text[slice(*document.span(first, last))] for first, last in document.sentences]


def test_tokens_are_words_numbers_and_marks() -> None:
    text = "Mr. Vey's Moscow-Beijing plan cost $1,500, didn't it -- in the U.S.?"
    assert read(text).words == [
        *(
            "Mr.",
            "Vey's",
            "Moscow-Beijing",
            "plan",
            "cost",
            "$",
            "1,500",
            ",",
            "didn't",
            "it",
            "--",
            "in",
            "the",
        ),
        *("U.S.", "?"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quay is closed. Nobody came.", ["The quay is closed.", "Nobody came."]),
        ("Mr. Vey met Dr. Brask. They left.", ["Mr. Vey met Dr. Brask.", "They left."]),
        ("J. Vey left at 3 p.m. on Monday.", ["J. Vey left at 3 p.m. on Monday."]),
        ("He lives in the U.S. He works there.", ["He lives in the U.S.", "He works there."]),
        (
            "Vell v. Orly opened. It is Vell vs. Orly again.",
            ["Vell v. Orly opened.", "It is Vell vs. Orly again."],
        ),
        (
            "She met Supt. Vey at No. 10 Pier Road. No. He left.",
            ["She met Supt. Vey at No. 10 Pier Road.", "No.", "He left."],
        ),
        (
            "Ranked no. 3, by Art. 5 of vol. 2. It rained.",
            ["Ranked no. 3, by Art. 5 of vol. 2.", "It rained."],
        ),
        ("It cost 3.5 crowns. Fine.", ["It cost 3.5 crowns.", "Fine."]),
        ("“It is. It was,” he said. So?", ["“It is. It was,” he said.", "So?"]),
        ("“Why now?” Ines Kordel asked. Nobody knew.", ["“Why now?” Ines Kordel asked.", "Nobody knew."]),
        ("“It is closed.” Nobody came.", ["“It is closed.”", "Nobody came."]),
        ("One line\nand another", ["One line", "and another"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    text = "\n".join(
        [
            "The quay of the small town was closed for the winter by order of",
            "the harbour master, who had seen the ice come down the river and",
            "feared for the boats that were tied up there since the autumn and",
            "for their owners.",
            "",
            "Nobody came.",
        ]
    )
    assert len(read(text).paragraphs) == 2


def test_silent_zones_have_no_tokens() -> None:
    text = "By Ines Kordel\nThe quay is closed."
    document = read(text, Zone("byline", 0, 14))
    assert document.words == ["The", "quay", "is", "closed", "."]


def test_places_lead_to_tokens_sentences_and_paragraphs() -> None:
    document = read("One two. Three four.\nFive.")
    assert document.tokens_in(4, 19) == (1, 5)
    assert [document.sentence_at(token) for token in (0, 2, 3, 6)] == [0, 0, 1, 2]
    assert [document.paragraph_at(token) for token in (0, 5, 6)] == [0, 0, 1]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    document = read(text)
    assert len(document.words) == len(document.starts) == len(document.run_of)
    ends = [document.end(token) for token in range(len(document.words))]
    for word, start, end in zip(document.words, document.starts, ends, strict=True):
        assert text[start:end] == word
    assert all(end <= start for end, start in zip(ends, document.starts[1:], strict=False))
    for ranges in (document.sentences, document.paragraphs):
        assert [token for first, last in ranges for token in range(first, last)] == list(
            range(len(document.words))
        )
    assert not any(word.isspace() for word in document.words)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_apostrophe_is_one_however_it_is_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # What the desk's articles lack is added.
    text += "\nThe union isn't in Brunsloh's port and won't pay if the talks don't end, Mara Vell said."
    straight, curly = (
        dataclasses.asdict(draft_article(Article(re.sub(r"(?<=\w)['’](?=\w)", mark, text)))) for mark in "'’"
    )
    assert straight["article"] != curly["article"]
    straight["article"] = curly["article"]
    assert json.dumps(curly, ensure_ascii=False).replace("’", "'") == json.dumps(straight, ensure_ascii=False)
