"""Writes small PDFs for the tests: lines of text at places, as a newspaper's layout program puts them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# Widths of Helvetica's letters in thousandths of the type size; what is not listed is taken for 556.
_WIDTHS = dict.fromkeys("ijl'", 222) | dict.fromkeys(" .,ft!/:;I[]|", 278) | dict.fromkeys('r()-"', 333)
_WIDTHS |= dict.fromkeys("cksvxyz", 500) | dict.fromkeys("ABEKPSVXY", 667) | dict.fromkeys("CDHNRUw", 722)
_WIDTHS |= dict.fromkeys("FTZ", 611) | dict.fromkeys("GOQ", 778) | {"m": 833, "M": 833, "W": 944}

Line = tuple[float, float, float, str]  # left and baseline in points from the bottom left, type size, words


def width(words: str, size: float) -> float:
    """How wide `words` print, in points."""
    return sum(_WIDTHS.get(letter, 556) for letter in words) * size / 1000


def column(
    words: str,
    left: float,
    top: float,
    wide: float,
    size: float = 10,
    leading: float = 12,
    hyphenate: bool = True,
    indent: float = 0,
) -> list[Line]:
    """Paragraphs (separated by newlines) set in lines of at most `wide` points; long words are hyphenated."""
    lines: list[Line] = []
    for paragraph in words.split("\n"):
        start = left + indent
        line = ""
        for word in paragraph.split():
            while True:
                longer = f"{line} {word}" if line else word
                room = left + wide - start
                if width(longer, size) <= room:
                    line = longer
                    break
                cut = _cut(word, room - width(f"{line} ", size), size) if hyphenate else 0
                if cut:
                    lines.append((start, top, size, f"{line} {word[:cut]}-".strip()))
                    word = word[cut:]
                else:
                    lines.append((start, top, size, line))
                start, line = left, ""
                top -= leading
        lines.append((start, top, size, line))
        top -= leading
    return lines


def _cut(word: str, room: float, size: float) -> int:
    """How many letters of a word of seven or more fit before a hyphen; 0 for none."""
    if len(word) < 7 or not word.isalpha():
        return 0
    return next((at for at in range(len(word) - 3, 2, -1) if width(word[:at] + "-", size) <= room), 0)


def pdf(
    pages: Sequence[Iterable[Line]],
    info: Mapping[str, str] | None = None,
    extra: str = "",
    size: tuple[int, int] = (595, 842),
    turned: int = 0,
    rotated: int = 0,
) -> bytes:
    """A PDF with these lines on its pages. `extra` is put into the trailer as it stands. What is on a page is
    `turned` by so many quarters, against the clock; a viewer shows it `rotated` by so many, with the clock.
    """
    turn = (*("", "0 1 -1 0 {1} 0 cm\n", "-1 0 0 -1 {0} {1} cm\n", "0 -1 1 0 0 {0} cm\n"),)[turned].format(
        *size
    )
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<<{' '.join(f'/{key} ({_escaped(words)})' for key, words in (info or {}).items())}>>".encode(
            "cp1252"
        ),
    ]
    kids = []
    for lines in pages:
        content = turn + "\n".join(
            f"BT /F1 {points} Tf {left:.2f} {bottom:.2f} Td ({_escaped(words)}) Tj ET"
            for left, bottom, points, words in lines
        )
        stream = content.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            f"<< /Type /Page /Rotate {90 * rotated} /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {extra} >>\n".encode()
    made += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(made)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
