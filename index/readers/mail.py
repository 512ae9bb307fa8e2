"""Mail: single messages (.eml) and mailboxes (.mbox); what a message quotes of another is no evidence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from tearline.index.article import Span, Zone
from tearline.index.decoding import NotText, decode
from tearline.index.formats import is_article_name
from tearline.index.readers.html_text import html_blocks
from tearline.index.readers.paragraphs import Block, joined
from tearline.index.readers.reader import LARGEST_FILE, Enclosed, Found, Raw, Reading

if TYPE_CHECKING:
    from email.message import Message

SUFFIXES = (".eml", ".mbox", ".mbx")
OPENING = rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +[A-Z][a-z]{2} +\d[^\n]{8,60}\n[A-Za-z-]+:"
LARGEST = 16 * 1024**3
_MOST_PARTS = 500  # of one message
_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$")
# Where the message that is answered begins, to the end of the text.
_ANSWERED = re.compile(
    r"^(?:[ \t]*-{2,}[ \t]*(?:Original Message|Forwarded message|Ursprüngliche Nachricht)[ \t]*-{2,}"
    r"|_{20,}[ \t]*\r?\n(?:From|Von|De): "
    # The head of the other message, as Outlook puts it into this one.
    r"|\*?(?:From|Von|De|Da|Van):\*? ?[^\n]{3,200}\n\s{0,4}"
    r"\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden):\*? )",
    re.M | re.I,
)
# Such a head, where it stands above all else: what follows is what the message was sent for.
_OTHERS_HEAD = re.compile(
    r"[ \t]*(?:[-_][^\n]{0,80}\n\s{0,4})?"
    r"(?:\*?(?:From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Attachments|Von|Gesendet|Datum|An|Betreff"
    r"|De|Envoyé|À|Objet|Enviado|Para|Asunto|Da|Inviato|A|Oggetto|Van|Verzonden|Aan|Onderwerp)"
    r":\*? ?[^\n]{0,500}(?:\n\s{0,4}|\Z)){1,10}",
    re.I,
)
_INTRODUCED = re.compile(
    r"(?:On|Am|Le|El) [^\n]{5,200}(?:wrote|schrieb|écrit|escribió)[^\n]{0,80}:[ \t]*\r?$"
)
_SIGNATURE = re.compile(r"^-- \r?$", re.M)


def read(raw: Raw) -> Iterator[Found]:
    """Each message, and what is attached to it. In a mailbox a part is the number of its message."""
    raw.largest = LARGEST_FILE
    if not raw.head.startswith(b"From "):
        yield from _message(raw, raw.data, "")
        return
    for number, data in enumerate(_messages(raw), start=1):
        if data is None:
            yield raw.too_large(str(number))
        else:
            yield from _message(raw, data, str(number))


def _messages(raw: Raw) -> Iterator[bytes | None]:
    """The messages of a mailbox; None for one that is too large."""
    lines: list[bytes] = []
    size, blank = 0, True
    raw.file.readline(LARGEST_FILE)
    while line := raw.file.readline(LARGEST_FILE):
        if blank and line.startswith(b"From "):
            yield b"".join(lines) if size <= LARGEST_FILE else None
            lines, size = [], 0
            continue
        blank = not line.strip()
        size += len(line)
        if size > LARGEST_FILE:
            lines = []
            continue
        # Lines that would look like the start of a message are written with a mark before them.
        lines.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line)
    yield b"".join(lines) if size <= LARGEST_FILE else None


def _message(raw: Raw, data: bytes, part: str) -> Iterator[Found]:
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.compat32)
    metadata = {
        "title": _header(message, "Subject"),
        "author": _ADDRESS.sub("", _header(message, "From")).strip(" \"'"),
        "published": re.sub(r"\s*\(.*", "", _header(message, "Date")),
        "language": _header(message, "Content-Language"),
        "url": _header(message, "Archived-At").strip("<>"),
    }
    if not message.keys():
        raise raw.unreadable("it is no mail message", "save the message once more, with its head", part)
    text, shown_quoted, attached = _body(message)
    if text.strip():
        zones = (*shown_quoted, *_quoted(text))
        yield Reading(text, part, {k: v for k, v in metadata.items() if v}, zones=zones)
    else:
        yield raw.unreadable("the message has no text", "", part)
    for name, inner in attached:
        payload = _payload(inner)
        if payload:
            charset = inner.get_content_charset() or ""
            yield Enclosed(f"{part}/{name}" if part else name, io.BytesIO(payload), name, charset=charset)


def _body(message: Message) -> tuple[str, tuple[Zone, ...], list[tuple[str, Message]]]:
    """The text of a message, plain where it has it so, what its markup shows to be quoted in it, and the
    articles attached to it by their names.
    """
    texts: dict[str, list[str]] = {"plain": [], "html": []}
    attached: list[tuple[str, Message]] = []
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        kind = part.get_content_type()
        name = _name(part)
        if kind == "message/rfc822" and seen > 1:
            attached.append((f"message-{len(attached) + 1}.eml", part))
        elif part.is_multipart():
            waiting += reversed(_parts(part))
        elif name and is_article_name(name):
            attached.append((name, part))
        elif not name and part.get_content_maintype() == "text":
            texts.setdefault(part.get_content_subtype(), []).append(_text(part))
    plain = "\n\n".join(text for text in texts["plain"] if text.strip())
    if plain:
        return plain, (), attached
    blocks = [block for markup in texts["html"] for block in html_blocks(markup)]
    text, places = joined(blocks)
    return text, tuple(_quoted_blocks(blocks, places)), attached


def _quoted_blocks(blocks: Sequence[Block], places: Sequence[Span]) -> Iterator[Zone]:
    """The quotations of messages that are introduced as such, with the line that does; other quotations are
    the message's own.
    """
    begun = -1
    for number, (block, (start, _)) in enumerate(zip(blocks, places, strict=True)):
        introduced = block.kind != "quote" and _INTRODUCED.match(block.text.split("\n")[-1])
        if begun >= 0 and (introduced or block.kind in ("text", "caption")):
            yield Zone("quoted", begun, places[number - 1][1])
            begun = -1
        if introduced and number + 1 < len(blocks) and blocks[number + 1].kind == "quote":
            begun = start
    if begun >= 0:
        yield Zone("quoted", begun, places[-1][1])


def _text(part: Message) -> str:
    try:
        text, _ = decode(_payload(part), part.get_content_charset() or "")
    except NotText:
        return ""
    if str(part.get_param("format", "")).lower() == "flowed":
        # A space at the end of a line means that the paragraph goes on, but after the mark of a signature.
        joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        text = re.sub(r"(?<!^--) \r?\n(?!>|\r?\n)", joint, text, flags=re.M)
    return text


def _payload(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return _parts(part)[0].as_bytes()
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _parts(message: Message) -> list[Message]:
    """The messages that one with several parts is made of."""
    return cast("list[Message]", message.get_payload())


def _name(part: Message) -> str:
    name = part.get_filename()
    return _decoded(name).replace("/", "_") if name else ""


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name, "")))


def _decoded(value: str) -> str:
    """The words of a header, which may be written in several encodings."""
    from email.header import decode_header

    try:
        chunks = decode_header(re.sub(r"\r?\n[ \t]", " ", value[:10_000]))
    except (ValueError, LookupError):
        return value
    words = ""
    for chunk, charset in chunks:
        if isinstance(chunk, str):
            words += chunk
            continue
        try:
            words += decode(chunk, charset or "")[0]
        except NotText:
            words += chunk.decode("latin-1")
    return " ".join(words.split())


def _quoted(text: str) -> tuple[Zone, ...]:
    """Where a message quotes others, and where its signature stands."""
    zones: list[Zone] = []
    end = len(text)
    if match := _ANSWERED.search(text):
        head = None if text[: match.start()].strip() else _OTHERS_HEAD.match(text, match.start())
        if head:
            zones.append(Zone("furniture", match.start(), match.start() + len(head[0].rstrip())))
        else:
            zones.append(Zone("quoted", match.start(), end))
            end = match.start()
    if match := _SIGNATURE.search(text, 0, end):
        zones.append(Zone("furniture", match.start(), end))
        end = match.start()
    position, begun, before = 0, -1, (-1, -1)
    while position < end:
        stop = text.find("\n", position, end) + 1 or end
        line = text[position:stop]
        if line.startswith(">"):
            begun = before[0] if begun < 0 and before[0] >= 0 else begun if begun >= 0 else position
        elif line.strip():
            if begun >= 0:
                zones.append(Zone("quoted", begun, position))
            begun = -1
            before = (position, stop) if _INTRODUCED.match(line.rstrip("\n")) else (-1, -1)
        position = stop
    if begun >= 0:
        zones.append(Zone("quoted", begun, end))
    return tuple(sorted(zones, key=lambda zone: zone.start))
