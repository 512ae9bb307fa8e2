"""How fast files are read, format by format, against the library that does the work, bare, in the same run.

    python tests/bench/reading.py                     every format; syncing 10,000 files, and again unchanged
    python tests/bench/reading.py --only html pdf     these formats alone
    python tests/bench/reading.py --files 100000      syncing so many small text files

A row is a format: made files of it, and the bare library on the same bytes. "Over library" is how much longer
Tearline takes than the library alone; "over both", than the library and the look at each text that every
format gets (zones, metadata, hash), which for a light format is most of the work.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import runpy
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tearline.index.desk import Desk
from tearline.index.formats import formats
from tearline.index.parts import Unfolding
from tearline.index.pool import read_files
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import article_from_text, article_of, read_articles

SENTENCE = (
    "The harbour of Velmora was closed on Monday, the port authority said in paragraph {0} of report {1}."
)
REPEATED = 7  # times that each is measured; the median counts


class Row(NamedTuple):
    """A format: so many made files of it, called by a name with its suffix, and the texts that the bare
    library finds in one.
    """

    format: str
    library: str
    files: int
    name: str
    make: Callable[[int], bytes]
    bare: Callable[[bytes], list[str]]


def paragraphs(number: int, most: int = 24) -> list[str]:
    return [SENTENCE.format(paragraph, number) * 3 for paragraph in range(most)]


# Making


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


def word_document(number: int) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs(number))
    name_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{name_space}"><w:body>{body}</w:body></w:document>'
    made: bytes = sample("docx")["packed"]({"[Content_Types].xml": "<x/>", "word/document.xml": document})
    return made


def open_document(number: int) -> bytes:
    body = "".join(f"<t:p>{words}</t:p>" for words in paragraphs(number))
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<o xmlns:t='t'>{body}</o>",
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


# The libraries, bare


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
        part = archive.read(archive.infolist()[1])
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


def bare_warc(data: bytes) -> list[str]:
    from warcio.archiveiterator import ArchiveIterator

    return [
        text
        for record in ArchiveIterator(io.BytesIO(data))
        for text in bare_html(record.content_stream().read())
    ]


# A format more is a line more: its name, its library, how many files, what they are called, what makes one.
ROWS = (
    Row("text", "bytes.decode", 400, "a.txt", text, bare_text),
    Row("html", "trafilatura", 30, "a.html", page, bare_html),
    Row("pdf", "pypdfium2, lines with their places", 20, "a.pdf", printed, bare_pdf),
    Row("docx", "zipfile + ElementTree", 100, "a.docx", word_document, bare_xml),
    Row("odt", "zipfile + ElementTree", 100, "a.odt", open_document, bare_xml),
    Row("rtf", "striprtf", 40, "a.rtf", rich_text, bare_rtf),
    Row("epub", "zipfile + html.parser", 10, "a.epub", book, bare_book),
    Row("warc", "warcio + trafilatura", 2, "a.warc.gz", archived, bare_warc),
    Row("zip", "zipfile", 10, "a.zip", packed_texts, bare_zip),
    Row("tar", "tarfile", 10, "a.tar.gz", tarred_texts, bare_tar),
    Row("json", "json", 10, "a.jsonl", json_lines, bare_json),
    Row("csv", "csv", 10, "a.csv", table, bare_csv),
    Row("mail", "email", 100, "a.eml", letter, bare_mail),
    Row("feed", "ElementTree + html.parser", 10, "a.rss", feed, bare_feed),
)


def seconds(work: Callable[[bytes], object], files: list[bytes]) -> float:
    """CPU seconds over all files, the median of several runs: other processes take nothing away from it."""
    taken = []
    for _ in range(REPEATED):
        started = time.process_time()
        for data in files:
            work(data)
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def measure(row: Row) -> None:
    if missing := formats()[row.format].missing():
        print(f"{row.format:6} {', '.join(missing)} is not installed")
        return
    files = [row.make(number) for number in range(row.files)]
    articles = 0

    def read(data: bytes) -> None:
        nonlocal articles
        for part in Unfolding().readings(Raw.of(row.name, data)):
            assert isinstance(part.found, Reading), part.found
            articles += bool(article_of(part.found, part.path, inside=part.inside).id)

    def both(data: bytes) -> None:
        for words in row.bare(data):
            assert article_from_text(words).id

    read(files[0])
    both(files[0])
    articles = 0
    ours, bare, with_look = (seconds(work, files) for work in (read, row.bare, both))
    per_run = articles // REPEATED
    print(
        f"{row.format:6} {per_run / ours:9,.0f} {per_run / bare:10,.0f}  {ours / bare - 1:+12.0%} "
        f"{ours / with_look - 1:+10.0%}   {row.library}"
    )


def small_files(root: Path, count: int) -> None:
    choose = random.Random(1)  # noqa: S311 (only to vary the texts)
    words = [a + b for a in ("vel", "mor", "kest", "brin", "tol") for b in ("mora", "ia", "gas", "en", "ith")]
    for number in range(count):
        path = root / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        lines = (" ".join(choose.choices(words, k=60)).capitalize() + "." for _ in range(5))
        path.write_text("\n\n".join(lines) + f" {number}\n")
        os.utime(path, (1e9, 1e9))


def sync(count: int) -> None:
    """The first sync of so many small text files, the next with nothing changed, and what memory it took."""
    with tempfile.TemporaryDirectory(prefix="tearline-reading-") as folder:
        os.environ["XDG_STATE_HOME"] = folder
        root = Path(folder) / "desk"
        root.mkdir()
        small_files(root, count)
        for what in ("first sync", "unchanged"):
            started = time.perf_counter()
            with Desk(root) as desk:
                report = desk.sync()
            taken = time.perf_counter() - started
            assert report.added + report.unchanged == count
            print(f"{count:,} text files, {what}: {taken:.2f} s, {count / taken:,.0f} files/s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"most memory: {peak:,} MB")


def workers(files: int = 600) -> None:
    """Pages in a desk: read in processes, one for each core, against one after the other in this one."""
    with tempfile.TemporaryDirectory(prefix="tearline-reading-") as folder:
        root = Path(folder)
        given = []
        for number in range(files):
            (root / f"{number}.html").write_bytes(page(number))
            given.append((f"{number}.html", (root / f"{number}.html").stat().st_size))
        started = time.perf_counter()
        found = sum(len(piece.found) for piece in read_files(root, given))
        pooled = time.perf_counter() - started
        started = time.perf_counter()
        for number in range(files):
            list(read_articles(root, Path(f"{number}.html")))
        alone = time.perf_counter() - started
        cores = len(os.sched_getaffinity(0))
        print(
            f"{found} pages in {cores} processes: {pooled:.2f} s, their start included; in one: {alone:.2f} s"
        )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--only", nargs="+", metavar="FORMAT", help="these formats alone, and no sync")
    options.add_argument("--files", type=int, default=10_000, help="small text files to sync")
    given = options.parse_args()
    print("format articles/s     bare/s  over library  over both   library")
    for row in ROWS:
        if not given.only or row.format in given.only:
            measure(row)
    if not given.only:
        workers()
        sync(given.files)


if __name__ == "__main__":
    main()
