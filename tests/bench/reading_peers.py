"""The libraries that Tearline reads files with, bare: each function gives the texts in a file, and no more.

What a reader has to do besides, and the bare library is spared: telling what the file is, limits on its size
and on what it unpacks to, metadata, tables, footnotes, deleted words, sidecars. A library that gives metadata
by itself, as trafilatura does, is asked for them.
"""

from __future__ import annotations

import io


def bare_pdf(data: bytes) -> list[str]:
    """The lines of a PDF with their places and type sizes, without which columns and paragraphs can't be told
    apart.
    """
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    lines = []
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for number in range(len(document)):
        text_page = document[number].get_textpage()
        for each in range(text_page.count_rects()):
            left, bottom, right, top = text_page.get_rect(each)
            first = raw.FPDFText_GetCharIndexAtPos(text_page.raw, left + 1, (bottom + top) / 2, 2, 2)
            raw.FPDFText_GetCharOrigin(text_page.raw, first, x, y)
            raw.FPDFText_GetLooseCharBox(text_page.raw, first, box)
            words = text_page.get_text_bounded(left, bottom, right, top)
            lines.append((left, right, y.value, box.top - box.bottom, words))
    document.close()
    return ["\n\n".join(line[-1] for line in lines)]


def bare_xml(data: bytes) -> list[str]:
    """The paragraphs of a document, element by element, as tabs, breaks and deleted words ask for."""
    import zipfile
    from xml.etree import ElementTree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(archive.infolist()[-1])
    words: list[str] = []
    for element in ElementTree.fromstring(part).iter():  # noqa: S314
        match element.tag.rpartition("}")[2]:
            case "p":
                words += ("\n\n", element.text or "")
            case "t":
                words.append(element.text or "")
            case "tab" | "br" | "s" | "line-break":
                words.append(" ")
    return ["".join(words).strip()]


def bare_rtf(data: bytes) -> list[str]:
    from striprtf.striprtf import rtf_to_text

    return [rtf_to_text(data.decode())]


def words_of(markup: str) -> str:
    """The paragraphs of a markup, by the parser of the standard library."""
    from html.parser import HTMLParser

    class Paragraphs(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.words: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag in ("p", "h1", "h2", "li", "div"):
                self.words.append("\n\n")

        def handle_data(self, data: str) -> None:
            self.words.append(data)

    parser = Paragraphs()
    parser.feed(markup)
    parser.close()
    return "".join(parser.words).strip()


def bare_book(data: bytes) -> list[str]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [words_of(archive.read(entry).decode()) for entry in archive.infolist()[3:]]


def bare_text(data: bytes) -> list[str]:
    return [data.decode()]


def bare_zip(data: bytes) -> list[str]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(entry).decode() for entry in archive.infolist()]


def bare_tar(data: bytes) -> list[str]:
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return [file.read().decode() for member in archive if (file := archive.extractfile(member))]


def bare_json(data: bytes) -> list[str]:
    import json

    return [json.loads(line)["text"] for line in data.splitlines()]


def bare_csv(data: bytes) -> list[str]:
    import csv

    return [row["text"] for row in csv.DictReader(io.StringIO(data.decode()))]


def bare_mail(data: bytes) -> list[str]:
    from email import message_from_bytes, policy

    return [message_from_bytes(data, policy=policy.default).get_body().get_content()]  # type: ignore[union-attr]


def bare_feed(data: bytes) -> list[str]:
    from xml.etree import ElementTree

    items = ElementTree.fromstring(data).iter("item")  # noqa: S314
    return [words_of(item.findtext("description", "")) for item in items]


def bare_html(data: bytes) -> list[str]:
    import trafilatura

    return [trafilatura.bare_extraction(data.decode(), with_metadata=True).text]


def bare_html_text(data: bytes) -> list[str]:
    """The text of a page alone, without what the page says of it: a part of what a reader has to do."""
    import trafilatura

    return [trafilatura.bare_extraction(data.decode(), with_metadata=False).text]


def bare_warc(data: bytes) -> list[str]:
    from warcio.archiveiterator import ArchiveIterator

    return [
        text
        for record in ArchiveIterator(io.BytesIO(data))
        for text in bare_html(record.content_stream().read())
    ]


def bare_odt(data: bytes) -> list[str]:
    """As a script with the library for OpenDocument gets the text and what the document says of itself."""
    from odf import dc, opendocument, teletype, text

    document = opendocument.load(io.BytesIO(data))
    assert document.meta.getElementsByType(dc.Title) is not None
    return ["\n\n".join(map(teletype.extractText, document.getElementsByType(text.P)))]


def bare_docx(data: bytes) -> list[str]:
    """As a script with the library for Word documents gets the text and what the document says of itself."""
    import docx

    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.title is not None
    return ["\n\n".join(paragraph.text for paragraph in document.paragraphs)]
