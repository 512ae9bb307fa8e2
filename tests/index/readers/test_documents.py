"""What is read of word processors' files, of books, and of pages saved as one file."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tearline.index.article import Article
from tearline.index.errors import Unreadable
from tearline.index.formats import format_of
from tearline.index.parts import Unfolding
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import article_of

SAMPLES = Path(__file__).parent / "samples"
DOCX: dict[str, Any] = runpy.run_path(str(SAMPLES / "docx.py"))
ODT: dict[str, Any] = runpy.run_path(str(SAMPLES / "odt.py"))
EPUB: dict[str, Any] = runpy.run_path(str(SAMPLES / "epub.py"))
RTF: dict[str, Any] = runpy.run_path(str(SAMPLES / "rtf.py"))
MHTML: dict[str, Any] = runpy.run_path(str(SAMPLES / "mhtml.py"))


def found(name: str, data: bytes) -> list[Article | Unreadable]:
    return [
        article_of(part.found, part.path) if isinstance(part.found, Reading) else part.found
        for part in Unfolding().readings(Raw.of(name, data))
    ]


def article(name: str, data: bytes) -> Article:
    (only,) = found(name, data)
    assert isinstance(only, Article), only
    return only


def refused(name: str, data: bytes) -> Unreadable:
    (only,) = found(name, data)
    assert isinstance(only, Unreadable), only
    assert only.advice
    return only


def test_a_word_document_is_read_with_its_changes_accepted() -> None:
    text = article("note.docx", DOCX["packed"](DOCX["PARTS"])).text
    assert text.split("\n\n") == [
        "Border shut",
        "The minister said so on Monday.",
        "One sentence, in two parts.",
        "Yard | Jobs\nAmsel | 900",
        "first\nsecond",
        "The end.",
        "Told to this paper.",
    ]


def test_an_open_document_is_read_with_its_changes_accepted() -> None:
    text = article("note.odt", ODT["_packed"](ODT["PARTS"])).text
    assert text.split("\n\n") == [
        "Border shut",
        "The minister said so. Twice.\nAnd again.",
        "first\nsecond",
        "Amsel | 900",
        "Told to\nthis paper.",
    ]


def test_rich_text_is_read_without_what_was_deleted() -> None:
    pytest.importorskip("striprtf")
    assert article("note.rtf", RTF["NOTE"]).text.split("\n\n") == [
        "Border shut",
        "The minister said “no” on Monday in the café, for €5.",
        "Мир and the link.",
        "Amsel | 900",
        "The end. \U0001f200",
        "Told to this paper.",
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note.docx", DOCX["packed"](DOCX["PARTS"])),
        ("note.odt", ODT["_packed"](ODT["PARTS"])),
        ("note.rtf", RTF["NOTE"]),
    ],
)
def test_a_documents_properties_are_hints(name: str, data: bytes) -> None:
    if name.endswith(".rtf"):
        pytest.importorskip("striprtf")
    read = article(name, data)
    assert (read.title, read.author, read.published) == ("Border shut", "Oda Lisle", "2031-03-04")
    assert read.inferred["author"] == read.inferred["published"] == "the document's properties"


def test_what_the_text_shows_counts_for_more_than_properties() -> None:
    body = DOCX["PARTS"]["word/document.xml"].replace("The minister ", "By Jorun Askeby")
    body = body.replace("<w:ins>", "<w:del>").replace("</w:ins>", "</w:del>").replace(" on Monday.", "")
    read = article("note.docx", DOCX["packed"]({**DOCX["PARTS"], "word/document.xml": body}))
    assert (read.author, read.inferred["author"]) == ("Jorun Askeby", "the byline")


def test_each_chapter_of_a_book_is_an_article() -> None:
    first, second = found("book.epub", EPUB["_packed"](EPUB["PARTS"]))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.path, first.title) == ("book.epub!/OPS/part 1/one.xhtml", "The first winter")
    assert (second.title, second.section, second.author) == (
        "The second winter",
        "The Straits",
        "Oda Lisle, Tam Orl",
    )
    assert first.text.endswith("\n\n“We will sail,” said Tam Orl.")
    assert first.inferred == {}


def test_a_locked_book_is_said_to_be_one() -> None:
    rights = '<e><CipherReference URI="OPS/two.xhtml"/></e>'
    parts = {**EPUB["PARTS"], "META-INF/encryption.xml": rights}
    assert "DRM" in refused("book.epub", EPUB["_packed"](parts)).reason
    fonts = {**EPUB["PARTS"], "META-INF/encryption.xml": '<e><CipherReference URI="OPS/f.otf"/></e>'}
    assert len(found("book.epub", EPUB["_packed"](fonts))) == 2


def test_a_page_saved_as_one_file_is_read_as_a_page() -> None:
    pytest.importorskip("trafilatura")
    ((name, data),) = MHTML["samples"]().items()
    read = article(name, data)
    assert (read.path, read.title) == (name, "Harbour shut")
    assert (read.url, read.published) == ("https://velmora.example/2031/04/07/harbour", "2031-04-07")
    assert (
        "no page" in refused("x.mhtml", b"From: <Saved by Blink>\r\nContent-Type: text/plain\r\n\r\nx").reason
    )


# What is hostile


def with_part(name: str, words: str) -> bytes:
    made: bytes = DOCX["packed"]({**DOCX["PARTS"], name: words})
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1/d.dtd" [<!ENTITY % p SYSTEM "x">]>',
    ],
)
def test_entities_are_never_expanded(declared: str, encoding: str) -> None:
    words = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<d>&a;</d>'.encode(encoding)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", words)
    assert "entities" in refused("x.docx", made.getvalue()).reason


def test_what_is_too_large_unpacked_is_refused() -> None:
    assert (
        "larger than"
        in refused("x.docx", with_part("word/document.xml", "<d>" + " " * 50_000_000 + "</d>")).reason
    )


def test_deep_nesting_is_read_or_refused() -> None:
    body = DOCX["PARTS"]["word/document.xml"].replace("<w:body>", "<w:body>" + "<w:sdt>" * 50_000)
    body = body.replace("</w:body>", "</w:sdt>" * 50_000 + "</w:body>")
    assert "The end." in article("x.docx", with_part("word/document.xml", body)).text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.docx", b"PK\x03\x04 and no more", "damaged"),
        ("x.docx", with_part("word/document.xml", "<w:document><open>"), "damaged"),
        ("x.docx", with_part("word/document.xml", '<?xml version="1.0" encoding="utf-7"?><d/>'), "damaged"),
        ("x.docx", DOCX["packed"]({"_rels/.rels": "<r/>", "word/document.xml": "<d/>"}), "no text"),
        (
            "x.docx",
            with_part("_rels/.rels", '<r><a Type="x/officeDocument" Target="xl/book.xml"/></r>'),
            "no Word",
        ),
        ("x.odt", ODT["_packed"]({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged"),
        (
            "x.odt",
            ODT["_packed"]({**ODT["PARTS"], "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            "encrypted",
        ),
        ("x.epub", EPUB["_packed"]({"mimetype": "application/epub+zip"}), "damaged"),
    ],
    ids=["archive", "xml", "encoding", "empty", "spreadsheet", "no content", "encrypted", "no book"],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, says: str) -> None:
    assert says in refused(name, data).reason


def test_documents_are_known_by_what_they_begin_with() -> None:
    for data, name in ((DOCX["samples"](), "docx"), (ODT["samples"](), "odt"), (EPUB["samples"](), "epub")):
        (made,) = data.values()
        chosen = format_of("renamed.zip", made[:4096])
        assert chosen is not None
        assert chosen.name == name
