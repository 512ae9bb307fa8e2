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
from tearline.index.readers.pdf import _is_garbled
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


LANGUAGES = (
    "The harbour of Velmora was closed on Monday after a long strike, the port authority said, and no ferry left before the evening. Most crews stayed at home, while the minister asked for patience and promised new talks within a week.",
    "Der Hafen von Velmora wurde am Montag nach einem langen Streik geschlossen, teilte die Behörde mit, und keine Fähre legte vor dem Abend ab. Die meisten Mannschaften blieben zu Hause, während der Minister um Geduld bat.",
    "Le port de Velmora a été fermé lundi après une longue grève, a déclaré la direction, et aucun bateau n'est parti avant le soir. La plupart des équipages sont restés chez eux, tandis que le ministre demandait de la patience.",
    "El puerto de Velmora fue cerrado el lunes tras una larga huelga, dijo la autoridad portuaria, y ningún barco salió antes de la noche. La mayoría de las tripulaciones se quedó en casa mientras el ministro pedía paciencia.",
    "Il porto di Velmora è stato chiuso lunedì dopo un lungo sciopero, ha detto l'autorità, e nessun traghetto è partito prima della sera. Quasi tutti gli equipaggi sono rimasti a casa mentre il ministro chiedeva pazienza.",
    "Port w Velmorze został zamknięty w poniedziałek po długim strajku, podał zarząd, i żaden prom nie wypłynął przed wieczorem. Większość załóg została w domu, a minister prosił o cierpliwość i obiecał nowe rozmowy w ciągu tygodnia.",
    "Přístav ve Velmoře byl v pondělí po dlouhé stávce uzavřen, uvedla správa, a žádný trajekt nevyplul před večerem. Většina posádek zůstala doma, zatímco ministr prosil o trpělivost a slíbil nová jednání do týdne.",
    "Velmora kikötőjét hétfőn hosszú sztrájk után bezárták, közölte a hatóság, és egyetlen komp sem indult el estig. A legtöbb legénység otthon maradt, a miniszter pedig türelmet kért, és új tárgyalásokat ígért egy héten belül.",
    "Velmoran satama suljettiin maanantaina pitkän lakon jälkeen, kertoi satamalaitos, eikä yksikään lautta lähtenyt ennen iltaa. Useimmat miehistöt jäivät kotiin, kun ministeri pyysi malttia ja lupasi uusia neuvotteluja viikon sisällä.",
    "Velmora limanı uzun bir grevin ardından pazartesi günü kapatıldı, dedi liman idaresi, ve akşama kadar hiçbir vapur kalkmadı. Mürettebatın çoğu evde kaldı, bakan ise sabır istedi ve bir hafta içinde yeni görüşmeler için söz verdi.",
    "Cảng Velmora đã bị đóng cửa hôm thứ hai sau một cuộc đình công dài, ban quản lý cảng cho biết, và không có chuyến phà nào rời bến trước buổi tối. Phần lớn thủy thủ ở nhà, trong khi bộ trưởng xin mọi người kiên nhẫn.",
    "Caewyd harbwr Velmora ddydd Llun ar ôl streic hir, meddai awdurdod y porthladd, ac ni adawodd yr un fferi cyn y nos. Arhosodd y rhan fwyaf o'r criwiau gartref, tra gofynnodd y gweinidog am amynedd ac addo trafodaethau newydd.",
    "De haven van Velmora werd maandag na een lange staking gesloten, zei het havenbedrijf, en geen veerboot vertrok voor de avond. De meeste bemanningen bleven thuis, terwijl de minister om geduld vroeg en nieuwe gesprekken beloofde.",
    "Bandari ya Velmora ilifungwa siku ya Jumatatu baada ya mgomo mrefu, mamlaka ya bandari ilisema, na hakuna kivuko kilichoondoka kabla ya jioni. Wafanyakazi wengi walibaki nyumbani, huku waziri akiomba subira.",
    "Pelabuhan Velmora ditutup pada hari Senin setelah pemogokan panjang, kata otoritas pelabuhan, dan tidak ada kapal yang berangkat sebelum malam. Sebagian besar awak tinggal di rumah, sementara menteri meminta kesabaran.",
    "Luka Velmora zatvorena je u ponedjeljak nakon dugog štrajka, rekla je uprava, i nijedan trajekt nije isplovio prije večeri. Većina posada ostala je kod kuće, dok je ministar tražio strpljenje i obećao nove razgovore.",
)  # fmt: skip


@pytest.mark.parametrize("words", LANGUAGES)
def test_no_language_is_taken_for_garbled(words: str) -> None:
    assert not _is_garbled(words)
    assert not _is_garbled(words * 2)
    assert not _is_garbled(words.upper() * 6)


@pytest.mark.parametrize(
    "words",
    [
        "The port 1,234 | 5,678 | 9,012\n" * 100,
        "Порт закрыли в понедельник. " * 50,
        "港は月曜日に閉鎖された。" * 80,
        "x = f(y) + g(z[0])\n" * 2,
        "é" * 20,
        "",
    ],
)
def test_what_has_few_letters_of_a_to_z_is_not_judged_by_them(words: str) -> None:
    assert not _is_garbled(words)


def turned(words: str, by: int) -> str:
    """Each letter by so many further on in the alphabet."""
    return "".join(
        chr((ord(each) - 97 + by) % 26 + 97) if "a" <= each <= "z" else each for each in words.lower()
    )


@pytest.mark.parametrize("by", [2, 3, 8, 9, 10, 14, 16, 19, 20, 25])
def test_letters_in_the_place_of_others_are_garbled_in_any_language(by: int) -> None:
    told = [_is_garbled(turned(words, by) * 6) for words in LANGUAGES]
    # In a language or two such a text may look like one: it is read then.
    assert sum(told) >= len(told) - 1


@pytest.mark.parametrize(
    "garbled",
    [
        "Порт закрыли в понедельник, сообщило управление. ".encode("cp1251").decode("cp1252"),
        "Порт закрили у понеділок, повідомило управління. ".encode("koi8-u").decode("latin-1"),
        "Το λιμάνι έκλεισε τη Δευτέρα. ".encode("cp1253").decode("latin-1"),
        "\ue001\ue014\ue032 \ue007\ue008. ",
        "\ufffd\ufffd\ufffd a \ufffd\ufffd ",
        "".join(chr(ord(each) - 29) if each.islower() else each for each in LANGUAGES[0]),
        "".join(chr(ord(each) + 31) if each.islower() else each for each in LANGUAGES[1]),
    ],
)  # fmt: skip
def test_broken_encodings_are_garbled(garbled: str) -> None:
    assert _is_garbled(garbled * 30)


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


def test_small_print_at_the_foot_stands_behind_all_columns() -> None:
    left, right = (
        lines_of(words, start) for words, start in (("The left column ", 50), ("The right one ", 306))
    )
    foot = Line(50, 200, 60, 8, "With the help of a fund.")
    found = [each.words for each in lay_out([[*left, foot, *right]]).paragraphs]
    assert found[-1] == "With the help of a fund."
    assert "left column" in found[0]


def test_a_caption_in_the_margin_parts_no_sentence() -> None:
    text = lines_of("The harbour was closed and nobody knew for how long it would be", 120)
    words = ("The Customs", "House on", "Monday.")
    caption = [Line(20, 70, 690 - 9 * number, 7.5, each) for number, each in enumerate(words)]
    found = [each.words for each in lay_out([[*caption, *text]]).paragraphs]
    assert found[-1] == "The Customs House on Monday."
    assert not any("Customs" in words for words in found[:-1])


def lines_of(words: str, left: float) -> list[Line]:
    return [Line(left, left + 230, 700 - 12 * number, 10, f"{words} {number}") for number in range(20)]


def test_a_headline_across_columns_stands_before_what_is_below_it() -> None:
    words = [f"words of the column {row}" for row in range(6)]
    above = lines("A headline across both of the columns", right=570, top=740, size=20)
    page = [*lines(*words), *above, *lines(*words, left=320, right=570)]
    assert paragraphs(page)[0] == "A headline across both of the columns"


STORY = (
    "The foreign minister of Kestoria said on Monday that her country would not sign the harbour pact, which "
    "eleven governments had agreed on.\nThe port authority said it would reopen the harbour on Friday."
)


@pytest.mark.parametrize("rotated", [0, 1])
@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_a_page_on_its_side_is_read_as_one_that_stands(turned: int, rotated: int) -> None:
    lines = WRITER["column"](STORY, 50, 500, 480, hyphenate=False)
    assert reading(WRITER["pdf"]([lines], turned=turned, rotated=rotated)).text == STORY.replace("\n", "\n\n")


def test_what_stands_upright_in_the_margin_is_left_out() -> None:
    made = WRITER["pdf"]([[*WRITER["column"](STORY, 50, 700, 480, hyphenate=False), (30, 400, 6, "CREDIT")]])
    upright = made.replace(b"6 Tf 30.00 400.00 Td (CREDIT)", b"6 Tf 0 1 -1 0 30 4 Tm (TAM ORL)")
    assert upright != made
    assert reading(upright).text == STORY.replace("\n", "\n\n")


@pytest.mark.parametrize(
    "credit",
    [
        *("Foto: Tam Orl", "FOTO: DPA/TAM ORL", "Tam Orl / Straits Press", "© Straits Press"),
        *("Source: Port Authority", "The harbour of Velmora on Sunday. Bild: Tam Orl"),
    ],
)
def test_credits_in_small_type_are_no_evidence(credit: str) -> None:
    lines = WRITER["column"](STORY, 50, 700, 230, hyphenate=False)
    found = article(WRITER["pdf"]([[*lines, (300, 600, 6, credit)]]))
    at = found.text.index(credit)
    zone = found.zone_at(at, at + len(credit))
    assert zone is not None
    assert (zone.kind in ("credit", "furniture"), zone.start, zone.end) == (True, at, at + len(credit))
    assert found.zone_at(0, 20) is None


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
