"""How printed pages become paragraphs."""

# ruff: noqa: E501 (a file stands as it is)

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from tearline.index.article import Article
from tearline.index.errors import Unreadable
from tearline.index.readers import pdf
from tearline.index.readers.pdf_layout import LINE_END_HYPHEN, Line, lay_out
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import article_of

pytest.importorskip("pypdfium2")

HERE = Path(__file__).parent
WRITER: dict[str, Any] = runpy.run_path(str(HERE / "pdf_writer.py"))
SAMPLE: dict[str, Any] = runpy.run_path(str(HERE / "samples" / "pdf.py"))


def reading(data: bytes) -> Reading:
    (found,) = pdf.read(Raw.of("paper.pdf", data))
    assert isinstance(found, Reading)
    return found


def article(data: bytes) -> Article:
    return article_of(reading(data), "paper.pdf")


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        list(pdf.read(Raw.of("paper.pdf", data)))
    return caught.value


@pytest.mark.parametrize(("columns", "pages"), [(1, 3), (2, 2), (2, 4), (3, 2)])
def test_columns_are_read_one_after_the_other_and_words_are_whole(columns: int, pages: int) -> None:
    found = article(SAMPLE["newspaper"](columns, pages))
    assert found.text.split("\n\n") == [SAMPLE["TITLE"], "By Oda Lisle", *SAMPLE["PARAGRAPHS"] * 4]


def test_the_title_is_the_largest_type_and_properties_are_only_hints() -> None:
    found = article(SAMPLE["newspaper"](2))
    assert (found.title, found.inferred["title"]) == (SAMPLE["TITLE"], "the largest type on its first page")
    assert (found.author, found.inferred["author"]) == ("Oda Lisle", "the byline")
    assert (found.published, found.inferred["published"]) == ("2031-03-04", "the properties of the PDF")
    assert [zone.kind for zone in found.zones][:2] == ["title", "byline"]


def printed(*lines: tuple[float, float, float, str], pages: int = 1) -> bytes:
    made: bytes = WRITER["pdf"]([lines] * pages)
    return made


def test_the_address_that_a_browser_prints_on_each_page_is_the_articles() -> None:
    body = WRITER["column"](SAMPLE["PARAGRAPHS"][0], 50, 700, 400)
    foot = (50, 20, 8, "https://courier.example/pact?id=7 1/2")
    found = article(printed(*body, foot))
    assert (found.url, found.inferred["url"]) == (
        "https://courier.example/pact?id=7",
        "the foot of its pages",
    )
    assert "https" not in found.text


def test_what_a_browser_prints_above_a_page_is_left_out() -> None:
    words = "The harbour of Velmora was closed on Monday."
    found = article(
        printed(
            (28, 820, 8, "4/7/31, 9:30 AM"),
            (250, 820, 8, "Harbour shut"),
            (60, 700, 11, words),
            (28, 20, 8, "file:///home/ines/page.html"),
            (560, 20, 8, "1/1"),
        )
    )
    assert found.text == words


def test_a_text_whose_letters_stand_for_others_is_refused() -> None:
    words = "The harbour of Velmora was closed on Monday the port authority said to reporters"
    shifted = "".join(chr(ord(letter) - 29) if letter.islower() else letter for letter in words)
    lines = [(60.0, 700.0 - 14 * number, 11.0, shifted) for number in range(20)]
    assert "fonts do not tell which letters" in str(refused(printed(*lines)))


def test_a_page_without_text_is_said_to_be_a_scan() -> None:
    picture = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>>>\n"
        b"endobj\n4 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Length 1>>\nstream\n\x00\nendstream\nendobj\n5 0 obj\n<</Length 27>>\nstream\nq 100 0 0 100 0 0 cm /I Do Q\n"
        b"endstream\nendobj\ntrailer\n<</Root 1 0 R>>\n"
    )  # fmt: skip
    error = refused(picture)
    assert "a scan" in error.reason
    assert "ocrmypdf" in error.advice
    assert "no text" in refused(printed()).reason


def test_encrypted_and_damaged_ones_are_refused() -> None:
    # Standard encryption that the empty password does not open.
    keys = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >> /ID [<01><01>]"
    )
    assert "encrypted" in refused(WRITER["pdf"]([[(50, 700, 10, "secret")]], extra=keys)).reason
    assert "damaged" in refused(b"%PDF-1.7 and so on").reason


# The layout alone


def lines(
    *words: str, left: float = 50, top: float = 700, right: float = 300, size: float = 10
) -> list[Line]:
    return [Line(left, right, top - 12 * row, size, each) for row, each in enumerate(words)]


def paragraphs(*pages: list[Line]) -> list[str]:
    return [each.words for each in lay_out(pages).paragraphs]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the har" + LINE_END_HYPHEN, "bour was shut", "the harbour was shut"),
        ("the har-", "bour was shut", "the harbour was shut"),
        ("Lord Hesketh-", "Vane said so", "Lord Hesketh-Vane said so"),
        ("a long-", "term plan and a long-term hope", "a long-term plan and a long-term hope"),
        ("the port—", "and the town", "the port—and the town"),
        ("the years 1999-", "2001 were good", "the years 1999- 2001 were good"),
        ("one", "two", "one two"),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_whole_again(first: str, second: str, joined: str) -> None:
    assert paragraphs(lines(first, second)) == [joined]


def test_a_gap_an_indent_and_a_short_line_end_a_paragraph() -> None:
    gap = [*lines("one", "two"), *lines("three", "four", top=660)]
    assert paragraphs(gap) == ["one two", "three four"]
    body = lines("one", "two", "three", "four", "five", "six")
    assert paragraphs([*body[:3], body[3]._replace(left=62), *body[4:]]) == ["one two three", "four five six"]
    assert paragraphs([*body[:2], body[2]._replace(right=120), *body[3:]]) == [
        "one two three",
        "four five six",
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    one, other = ([f"words of {name} column {row}" for row in "abcdefgh"] for name in ("the", "another"))
    left, right = lines(*one), lines(*other, left=320, right=570)
    assert paragraphs(left + right) == [" ".join(one + other)]
    assert paragraphs(left, lines(*other)) == [" ".join(one + other)]
    ended = [*left[:-1], left[-1]._replace(words="the end.", right=120)]
    assert len(paragraphs(ended, right)) == 2


def test_a_headline_across_columns_stands_before_what_is_below_it() -> None:
    words = [f"words of the column {row}" for row in range(6)]
    above = lines("A headline across both of the columns", right=570, top=740, size=20)
    page = [*lines(*words), *above, *lines(*words, left=320, right=570)]
    assert paragraphs(page)[0] == "A headline across both of the columns"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            *lines(f"The Amsel Ledger, page {number}", top=800),
            *lines(f"{number} words here", "more words", "and more words", "and the last ones."),
            *lines(f"– {number} –", top=30),
        ]
        for number in (1, 2, 3)
    ]
    text = "\n".join(paragraphs(*pages))
    assert "Ledger" not in text
    assert "–" not in text
    assert "2 words here" in text


@pytest.mark.parametrize("page", [[], lines(""), lines("x"), [Line(0, 0, 0, 0, "x")] * 50])
def test_any_lines_make_a_layout(page: list[Line]) -> None:
    assert all(isinstance(each, str) for each in paragraphs(page, page))
