"""Encodings are told apart, and what a text's was taken for is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.decoding import NotText, decode

TEXTS = {
    "Russian": (
        "Порт закрыт. В понедельник власти сообщили, что суда возвращаются к причалам, а экипажи ждут.",
        ["cp1251", "koi8_r", "iso8859_5", "cp866"],
    ),
    "Ukrainian": (
        "Порт закрито. У понеділок влада повідомила, що їхні судна повертаються, а екіпажі чекають.",
        ["cp1251", "koi8_u"],
    ),
    "Polish": (
        "Port zamknięty. W poniedziałek władze ogłosiły, że statki wracają, a załogi czekają na żołd.",
        ["cp1250", "iso8859_2"],
    ),
    "Czech": (
        "Přístav uzavřen. V pondělí úřady oznámily, že se lodě vracejí a posádky čekají na žold.",
        ["cp1250", "iso8859_2"],
    ),
    "French": (
        "Le port est fermé. Les autorités ont annoncé lundi que les navires étaient rentrés à quai.",
        ["cp1252", "latin_1"],
    ),
    "Turkish": (
        "Liman kapandı. Yetkililer pazartesi günü gemilerin döndüğünü, mürettebatın beklediğini açıkladı.",
        ["cp1254"],
    ),
    "Greek": (
        "Το λιμάνι έκλεισε. Τη Δευτέρα οι αρχές ανακοίνωσαν ότι τα πλοία επιστρέφουν στην προβλήτα.",
        ["cp1253", "iso8859_7"],
    ),
    "Hebrew": ("הנמל נסגר. ביום שני הודיעו הרשויות כי הספינות חוזרות והצוותים ממתינים ברציף.", ["cp1255"]),
    "Arabic": (
        "أغلق الميناء. وقالت السلطات يوم الاثنين إن السفن تعود والطواقم تنتظر على الرصيف.",
        ["cp1256", "iso8859_6"],
    ),
    "Chinese": ("港口关闭。当局周一表示,船只正在返回,船员在码头等待进一步的通知。", ["gb2312", "gb18030"]),
    "Taiwanese": ("港口關閉。當局週一表示,船隻正在返回,船員在碼頭等待進一步的通知。", ["big5"]),
    "Japanese": (
        "港は閉鎖された。当局は月曜日、船が戻り、乗組員が岸壁で待っていると発表した。",
        ["cp932", "euc_jp", "iso2022_jp"],
    ),
    "Korean": ("항구가 폐쇄됐다. 당국은 월요일 선박들이 돌아오고 선원들이 기다린다고 밝혔다.", ["cp949"]),
}
CASES = [(text, encoding) for text, encodings in TEXTS.values() for encoding in encodings]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_a_paragraph_is_read_in_its_encoding_and_that_is_said(text: str, encoding: str) -> None:
    read, said = decode(f"{text}\r\n\r\n{text}\r\n".encode(encoding))
    assert read == f"{text}\r\n\r\n{text}\r\n"
    assert said
    assert said.startswith("not UTF-8, read as ")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_read(encoding: str) -> None:
    assert decode("The port is shut, “for good”.".encode(encoding))[0] == "The port is shut, “for good”."


def test_a_few_broken_bytes_leave_a_text_utf8() -> None:
    text, said = decode("Le port est fermé depuis été. ".encode() * 40 + b"caf\xe9 " + "fermé".encode() * 3)
    assert text.count("\ufffd") == 1
    assert text.count("é") == 123
    assert said == "UTF-8 with 1 broken place"


def test_quotation_marks_of_windows_are_not_taken_for_letters() -> None:
    text = "“We will sail,” she said – and they’d sail… " * 3
    assert decode(text.encode("cp1252")) == (text, "not UTF-8, read as Windows-1252")


def test_what_the_sender_declares_counts_where_it_can_be_true() -> None:
    text = "Порт"
    assert decode(text.encode("koi8_r"), "koi8-r") == (text, "koi8-r, as it says")
    assert decode(text.encode(), "koi8-r") == (text, None)
    for nonsense in ("rot13", "no-such-code", "hex", "utf-8", "\0"):
        assert decode("naïve".encode("cp1252"), nonsense)[0] == "naïve"


@given(st.binary(max_size=300), st.sampled_from(["", "utf-16", "iso2022_jp", "x"]))
def test_any_bytes_are_a_text_or_none(data: bytes, declared: str) -> None:
    try:
        text, _ = decode(data, declared)
    except NotText:
        return
    assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode()) == (text, None)
