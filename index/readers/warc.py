"""Web archives (WARC), as crawlers and "save page" tools write them: each page is read as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from tearline.index.readers.reader import Enclosed, Found, Raw

SUFFIXES = (".warc",)
OPENING = rb"WARC/\d\.\d\r?\n"
NEEDS = ("warcio",)
EXTRA = "warc"
LARGEST = 16 * 1024**3
_KINDS = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "application/pdf": "page.pdf",
    "text/plain": "page.txt",
}


def read(raw: Raw) -> Iterator[Found]:
    """The pages that were fetched, not pictures, scripts and failures. A part is the number of its record."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(raw.file):
            number += 1
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            headers = record.http_headers or record.rec_headers
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
            called = _KINDS.get(kind.strip().lower())
            if status != "200" or called is None:
                continue
            known = {"url": record.rec_headers.get_header("WARC-Target-URI") or ""}
            fetched = (record.rec_headers.get_header("WARC-Date") or "")[:10]
            yield Enclosed(
                str(number),
                cast(BinaryIO, record.content_stream()),
                called,
                {name: value for name, value in known.items() if value},
                {"published": (fetched, "the day it was fetched")} if fetched else {},
                rest.rpartition("charset=")[2].strip(" \"';") if "charset=" in rest.lower() else "",
            )
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError) as error:
        # An AttributeError: warcio takes it for granted that a record names its address.
        raise raw.unreadable(
            f"after {number:,} records it is damaged ({str(error)[:100]})", "get the file once more"
        ) from None
