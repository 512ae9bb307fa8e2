"""Web pages saved as one file (MHTML): the page in it goes to the reader of web pages."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from email.message import Message

from tearline.index.readers.reader import Enclosed, Found, Raw

SUFFIXES = (".mhtml", ".mht")
# Every browser that saves such files begins them so.
OPENING = rb"From: \"?<?Saved by "
LARGEST = 100 * 1024 * 1024  # bytes, the pictures in it included


def read(raw: Raw) -> Iterator[Found]:
    """The page in it. Raises Unreadable where there is none."""
    message = email.message_from_bytes(raw.data, policy=email.policy.compat32)
    page = _page(message)
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes) or not data:
        raise raw.unreadable("there is no page in it", "save the page again, as HTML")
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    known = {"url": address} if address.startswith(("http://", "https://")) else {}
    # It is a page, whatever it begins with.
    marked = data if data.lstrip().lower().startswith((b"<html", b"<!doctype")) else b"<html>" + data
    yield Enclosed("", io.BytesIO(marked), metadata=known, charset=page.get_content_charset() or "")


def _page(message: Message) -> Message | None:
    """The part that the others belong to: the first that is a page."""
    pages = (
        part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
    )
    return next(pages, None)
