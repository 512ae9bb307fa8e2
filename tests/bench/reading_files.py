"""Makes files of every format for `reading.py`: invented reports, each of two dozen paragraphs."""

from __future__ import annotations

import io
import runpy
from pathlib import Path
from typing import Any

SENTENCE = (
    "The harbour of Velmora was closed on Monday, the port authority said in paragraph {0} of report {1}."
)


def paragraphs(number: int, most: int = 24) -> list[str]:
    return [SENTENCE.format(paragraph, number) * 3 for paragraph in range(most)]


def text(number: int) -> bytes:
    return "\n\n".join(paragraphs(number)).encode()


def page(number: int) -> bytes:
    body = "".join(f"<p>{words}</p>" for words in paragraphs(number))
    links = "".join(f'<li><a href="/{link}">Section {link}</a></li>' for link in range(60))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Report {number} | Velmora</title>"
        f'<meta property="og:site_name" content="Velmora Herald"></head><body><nav><ul>{links}</ul></nav>'
        f"<article><h1>Report {number}</h1>{body}</article><footer><ul>{links}</ul></footer></body></html>"
    ).encode()


def packed_texts(number: int) -> bytes:
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(50):
            archive.writestr(f"{part}.txt", text(number * 50 + part))
    return data.getvalue()


def tarred_texts(number: int) -> bytes:
    import tarfile

    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for part in range(50):
            held = text(number * 50 + part)
            entry = tarfile.TarInfo(f"{part}.txt")
            entry.size = len(held)
            archive.addfile(entry, io.BytesIO(held))
    return data.getvalue()


def json_lines(number: int) -> bytes:
    import json

    return "\n".join(
        json.dumps({"title": f"Report {part}", "text": "\n\n".join(paragraphs(part)), "date": "2031-04-07"})
        for part in range(number * 50, number * 50 + 50)
    ).encode()


def table(number: int) -> bytes:
    import csv

    data = io.StringIO()
    writer = csv.writer(data)
    writer.writerow(["title", "text", "date"])
    for part in range(number * 50, number * 50 + 50):
        writer.writerow([f"Report {part}", "\n\n".join(paragraphs(part)), "2031-04-07"])
    return data.getvalue().encode()


def letter(number: int) -> bytes:
    from email.message import EmailMessage

    made = EmailMessage()
    made["Subject"], made["From"] = f"Report {number}", "Ines Kordel <ines@velmora.example>"
    made["Date"] = "Mon, 07 Apr 2031 10:00:00 +0000"
    made.set_content("\n\n".join(paragraphs(number)), cte="base64")
    return bytes(made)


def feed(number: int) -> bytes:
    items = ""
    for part in range(number * 20, number * 20 + 20):
        body = "".join(f"<p>{words}</p>" for words in paragraphs(part))
        items += f"<item><title>{part}</title><description><![CDATA[{body}]]></description></item>"
    return f"<rss version='2.0'><channel><title>Velmora Herald</title>{items}</channel></rss>".encode()


def archived(number: int) -> bytes:
    import gzip

    records = []
    for part in range(number * 20, number * 20 + 20):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(part)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://velmora.example/{part}\r\n"
            f"WARC-Record-ID: <urn:uuid:{part}>\r\nWARC-Date: 2031-04-07T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + answer + b"\r\n\r\n"))
    return b"".join(records)


def printed(_: int) -> bytes:
    made: bytes = sample("pdf")["newspaper"](2)
    return made


def sample(name: str) -> dict[str, Any]:
    """The module that makes the files that the tests of a reader use."""
    return runpy.run_path(str(Path(__file__).parents[1] / "index" / "readers" / "samples" / f"{name}.py"))


_OFFICE = "http://schemas.openxmlformats.org"
_CONTENT_TYPES = (
    f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    '<Relationship Id="r" Target="word/document.xml" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"


def word_document(number: int) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs(number))
    document = (
        f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    )
    parts = {"[Content_Types].xml": _CONTENT_TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    made: bytes = sample("docx")["packed"](parts)
    return made


def open_document(number: int) -> bytes:
    body = "".join(f"<text:p>{words}</text:p>" for words in paragraphs(number))
    office = f'xmlns:office="{_OASIS}:office:1.0" office:version="1.2"'
    listed = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", _OPEN_DOCUMENT), ("meta.xml", "text/xml"), ("content.xml", "text/xml"))
    )
    parts = {
        "mimetype": _OPEN_DOCUMENT,
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OASIS}:manifest:1.0">{listed}</m:manifest>',
        "meta.xml": f'<office:document-meta {office} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        f"<dc:title>Report {number}</dc:title></office:meta></office:document-meta>",
        "content.xml": f'<office:document-content {office} xmlns:text="{_OASIS}:text:1.0"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>",
    }
    made: bytes = sample("docx")["packed"](parts)
    return made


def rich_text(number: int) -> bytes:
    return ("{\\rtf1\\ansi " + "\\par ".join(paragraphs(number)) + "}").encode()


def book(number: int) -> bytes:
    chapters = {f"{part}.xhtml": page(part).decode() for part in range(number * 10, number * 10 + 10)}
    files = "".join(f'<item id="{n}" href="{n}" media-type="text/html"/>' for n in chapters)
    order = "".join(f'<itemref idref="{n}"/>' for n in chapters)
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<c><rootfile full-path="book.opf"/></c>',
        "book.opf": f"<package><manifest>{files}</manifest><spine>{order}</spine></package>",
    }
    made: bytes = sample("docx")["packed"]({**parts, **chapters})
    return made
