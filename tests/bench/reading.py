"""How fast files are read, format by format, against the library that does the work, bare, in the same run.

    python tests/bench/reading.py                     every format; syncing 10,000 files, and again unchanged
    python tests/bench/reading.py --only html pdf     these formats alone
    python tests/bench/reading.py --files 100000      syncing so many small text files

A row is a format: made files of it, and the bare library on the same bytes in memory (`reading_peers.py`).
"Over library" is how much longer Tearline takes than the library alone; "over both", than the library and
the look at each text that every format gets (zones, metadata, hash): of a light format most of the work.
What is left in "over both" is telling what the file is, its limits, and what of it is no text.

Which figure is to stay within 15 % depends on what the library does, and is marked with a star:
* It reads the format as people use it, text and metadata alike: that it takes no longer with Tearline, "over
  library". For a page that is trafilatura, for a DOCX python-docx, for an ODT odfpy.
* It only opens what the text lies in (a ZIP, a table, letters of a PDF): then the look at the text is part
  of the job, which it does not do, and "over both" counts.
Rows without a star are harder than that: a library that is asked for less than the job. They are there to be
seen.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import reading_files as files
import reading_peers as peers

from tearline.index.desk import Desk
from tearline.index.formats import formats
from tearline.index.parts import Unfolding
from tearline.index.pool import read_files
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import article_from_text, article_of, read_articles

REPEATED = 11  # times that each is measured; the median counts


class Row(NamedTuple):
    """A format: so many made files of it, called by a name with its suffix, and the texts that the bare
    library finds in one. `job` is how much of Tearline's work the library does: "all" of it, so that "over
    library" counts; it "opens" the file, so that "over both" does; or a "part", for which no bound is set.
    `needs` is what must be installed for the library besides what Tearline brings, module and package.
    """

    format: str
    library: str
    files: int
    name: str
    make: Callable[[int], bytes]
    bare: Callable[[bytes], list[str]]
    job: str = "opens"
    needs: tuple[str, str] = ("", "")


# A format more is a line more: its name, its library, how many files, what they are called, what makes one.
ROWS = (
    Row("text", "bytes.decode", 400, "a.txt", files.text, peers.bare_text),
    Row("html", "trafilatura, text and metadata", 30, "a.html", files.page, peers.bare_html, "all"),
    Row("html", "trafilatura, text alone", 30, "a.html", files.page, peers.bare_html_text, "part"),
    Row("pdf", "pypdfium2, lines with their places", 20, "a.pdf", files.printed, peers.bare_pdf),
    Row(
        *("docx", "python-docx, text and properties", 40, "a.docx", files.word_document),
        *(peers.bare_docx, "all", ("docx", "python-docx")),
    ),
    Row(
        "docx",
        "zipfile + ElementTree, text alone",
        100,
        "a.docx",
        files.word_document,
        peers.bare_xml,
        "part",
    ),
    Row(
        *("odt", "odfpy, text and properties", 40, "a.odt", files.open_document),
        *(peers.bare_odt, "all", ("odf", "odfpy")),
    ),
    Row(
        "odt", "zipfile + ElementTree, text alone", 100, "a.odt", files.open_document, peers.bare_xml, "part"
    ),
    Row("rtf", "striprtf", 40, "a.rtf", files.rich_text, peers.bare_rtf),
    Row("epub", "zipfile + html.parser", 10, "a.epub", files.book, peers.bare_book),
    Row("warc", "warcio + trafilatura", 2, "a.warc.gz", files.archived, peers.bare_warc),
    Row("zip", "zipfile", 10, "a.zip", files.packed_texts, peers.bare_zip),
    Row("tar", "tarfile", 10, "a.tar.gz", files.tarred_texts, peers.bare_tar),
    Row("json", "json", 10, "a.jsonl", files.json_lines, peers.bare_json),
    Row("csv", "csv", 10, "a.csv", files.table, peers.bare_csv),
    Row("mail", "email", 100, "a.eml", files.letter, peers.bare_mail),
    Row("feed", "ElementTree + html.parser", 10, "a.rss", files.feed, peers.bare_feed),
)


def seconds(works: Sequence[Callable[[bytes], object]], files: list[bytes]) -> list[tuple[float, ...]]:
    """CPU seconds that each work takes over all files, in several rounds. In a round each has its turn, so
    that what else the machine does, which makes all of them slower, makes none look slower than another.
    """
    rounds = []
    for _ in range(REPEATED):
        taken = []
        for work in works:
            started = time.process_time()
            for data in files:
                work(data)
            taken.append(time.process_time() - started)
        rounds.append(tuple(taken))
    return rounds


def measure(row: Row) -> None:
    if missing := formats()[row.format].missing():
        print(f"{row.format:6} {', '.join(missing)} is not installed")
        return
    module, package = row.needs
    if module and find_spec(module) is None:
        print(f"{row.format:6} {package} is not installed (pip install {package})")
        return
    made = [row.make(number) for number in range(row.files)]
    articles = 0

    def read(data: bytes) -> None:
        nonlocal articles
        for part in Unfolding().readings(Raw.of(row.name, data)):
            assert isinstance(part.found, Reading), part.found
            articles += bool(article_of(part.found, part.path, inside=part.inside).id)

    def both(data: bytes) -> None:
        for words in row.bare(data):
            assert article_from_text(words).id

    read(made[0])
    both(made[0])
    articles = 0
    rounds = seconds((read, row.bare, both), made)
    per_run = articles // REPEATED
    ours, bare = (per_run / statistics.median(times[which] for times in rounds) for which in (0, 1))
    library, with_look = (
        statistics.median(times[0] / times[which] for times in rounds) - 1 for which in (1, 2)
    )
    over_library = f"{library:+.0%}{'*' if row.job == 'all' else ' '}"
    over_both = f"{with_look:+.0%}{'*' if row.job == 'opens' else ' '}"
    print(f"{row.format:6} {ours:9,.0f} {bare:10,.0f} {over_library:>14} {over_both:>10}   {row.library}")


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


def memory(count: int) -> None:
    """The first sync of so many PDFs: the most memory that the desk and the largest of its processes took."""
    with tempfile.TemporaryDirectory(prefix="tearline-reading-") as folder:
        os.environ["XDG_STATE_HOME"] = folder
        root = Path(folder) / "desk"
        root.mkdir()
        data = files.printed(0)
        for number in range(count):
            (root / f"{number}.pdf").write_bytes(data.replace(b"Kestoria will", b"Kest%05d will" % number))
        started = time.perf_counter()
        with Desk(root) as desk:
            report = desk.sync()
        taken = time.perf_counter() - started
        assert report.added == count
        peaks = (
            resource.getrusage(who).ru_maxrss // 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        desk_peak, largest = peaks
        print(
            f"{count:,} PDFs: {taken:.1f} s, {count / taken:,.0f} files/s; most memory: {desk_peak:,} MB,"
            f" and {largest:,} MB in the largest of {len(os.sched_getaffinity(0))} processes"
        )


def workers(count: int = 600) -> None:
    """Pages in a desk: read in processes, one for each core, against one after the other in this one."""
    with tempfile.TemporaryDirectory(prefix="tearline-reading-") as folder:
        root = Path(folder)
        given = []
        for number in range(count):
            (root / f"{number}.html").write_bytes(files.page(number))
            given.append((f"{number}.html", (root / f"{number}.html").stat().st_size))
        started = time.perf_counter()
        found = sum(len(piece.found) for piece in read_files(root, given))
        pooled = time.perf_counter() - started
        started = time.perf_counter()
        for number in range(count):
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
    options.add_argument("--pdfs", type=int, default=2_000, help="PDFs to sync for their memory")
    given = options.parse_args()
    print("format articles/s     bare/s  over library  over both   library      (* to stay within 15 %)")
    for row in ROWS:
        if not given.only or row.format in given.only:
            measure(row)
    if not given.only:
        workers()
        memory(given.pdfs)
        sync(given.files)


if __name__ == "__main__":
    main()
