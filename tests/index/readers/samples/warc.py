"""Web archives with pages, failures and pictures."""

import gzip

PAGE = (
    "<!doctype html><html lang=en><head><title>Harbour shut, {0}</title></head><body><article>"
    "<h1>Harbour shut, {0}</h1>"
    "<p>The harbour of Velmora was closed on Monday, the port authority said, for time {0} this year.</p>"
    "<p>“We will sail all the same,” said Tam Orl, who speaks for the crews of {0} ships that lie there.</p>"
    "</article></body></html>"
)


def record(number: int, status: str, kind: str) -> bytes:
    page = PAGE.format(number).encode()
    answer = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-04-07T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Target-URI: https://velmora.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def samples() -> dict[str, bytes]:
    records = [
        record(1, "200 OK", "text/html; charset=utf-8"),
        record(2, "404 Not Found", "text/html"),
        record(3, "200 OK", "image/png"),
        record(4, "200 OK", "text/html"),
    ]
    return {
        "pages.warc": b"".join(records),
        "pages.warc.gz": b"".join(gzip.compress(each, mtime=0) for each in records),
    }
