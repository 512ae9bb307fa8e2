"""PDFs with a text layer: column after column, lines joined to paragraphs, running heads left out."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from tearline.index.article import Zone
from tearline.index.readers.pdf_layout import LINE_END_HYPHEN, Layout, Line, lay_out
from tearline.index.readers.reader import Found, Raw, Reading

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

SUFFIXES = (".pdf",)
# A few bytes may stand before it, which every PDF reader takes; a PDF inside of another file is not meant.
OPENING = rb"[^\w{]{0,20}%PDF-\d"
NEEDS = ("pypdfium2",)
EXTRA = "pdf"
LARGEST = 100 * 1024 * 1024  # bytes

_MOST_PAGES = 2_000
_MOST_CHARS = 5_000_000
_TOLD_FROM, _FEWEST_LETTERS, _SURE_LETTERS = 20_000, 300, 1000  # characters
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# How PDFium gives a hyphen at the end of a line, which it joins to the next.
_HYPHENS = ("\x02", "\ufffe")
_LINE_END = re.compile("[\r\n]+|\x02|\ufffe")
# In points: no page is larger, and no type that is read.
_FARTHEST, _TALLEST = 100_000, 1_000
_LOOKED_AT = 24  # letters of a page, to tell how its text is turned
_SLANTED = 0.2  # what is turned by less is upright type that leans
_WIDEST_SPACE = 0.9  # of the type size, between two words of a line
_CLEANED: dict[int, str | None] = {
    **_LIGATURES,
    **dict.fromkeys(range(32), " "),
    0xA0: " ",
    0xAD: None,
    0x200B: None,
    0xFEFF: None,
}
_SPACE = re.compile(r"\s+")
_NO_SIGNS = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]+")
_SMALL = 0.9  # of the size of the running text
# In small type: "Tam Orl / Straits Press", "© Straits Press", "Source: Port Authority".
_NAMES = r"[^\W\d_a-zß-öø-ÿ][\w.’'&-]*(?: (?:[a-z]{2,3} )?[^\W\d_a-zß-öø-ÿ][\w.’'&-]*){0,4}"
_CREDIT = re.compile(
    rf"{_NAMES} ?/ ?{_NAMES}|(?:(?:©|\(c\)) ?|(?:Sources?|Quellen?|Fuentes?): )[^.!?]{{2,80}}"
)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
# Titles that programs put into a PDF's properties by themselves.
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - |untitled|document\d*$|.*\.(?:docx?|odt|rtf|indd|qxp|pdf|html?)$)", re.I
)


def read(raw: Raw) -> Iterator[Found]:
    """The document as one article. Raises Unreadable where it is a scan, encrypted or damaged."""
    import pypdfium2
    from pypdfium2 import raw as pdfium

    try:
        document = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise raw.unreadable("it is encrypted", "save a copy without a password") from None
        raise raw.unreadable(
            "it is a damaged PDF", "get the file once more, or print it to PDF anew"
        ) from None
    try:
        yield _reading(raw, document)
    finally:
        document.close()


def _reading(raw: Raw, document: PdfDocument) -> Reading:
    pages, pictures, notes = _pages(document)
    layout = lay_out(pages)
    text = "\n\n".join(paragraph.words for paragraph in layout.paragraphs)
    if len(text) < 20 * max(1, pictures) and pictures:
        raise raw.unreadable(
            "it is a scan: its pages are pictures, without text",
            "make its text with a program that recognizes letters (ocrmypdf does), and add what that writes",
        )
    if not text:
        raise raw.unreadable("its pages have no text", "save its text in a .txt file")
    if _is_garbled(text):
        raise raw.unreadable(
            "its fonts do not tell which letters they show, so that its text is garbled",
            "make its text with a program that recognizes letters (ocrmypdf --force-ocr does), and add that",
        )
    if pictures:
        notes.append(f"{pictures} of {len(document)} pages are pictures without text, and were not read.")
    metadata, inferred = {}, {}
    if layout.address:
        metadata["url"], inferred["url"] = layout.address, "the foot of its pages"
    title, zones = _printed_title(layout)
    if title:
        metadata["title"], inferred["title"] = title, "the largest type on its first page"
    zones = (*zones, *_small_credits(layout))
    return Reading(
        text,
        metadata=metadata,
        inferred=inferred,
        hints=_properties(document),
        zones=zones,
        notes=tuple(notes),
    )


def _is_garbled(text: str) -> bool:
    """Whether a text is what comes of fonts that name no letters: signs without meaning, or other letters in
    the place of each. Then vowels are rare, two fifths of the letters in any language with A to Z, or the
    letters that are common in all of these, more than half of them.
    """
    start = text[:_TOLD_FROM]
    signs = len(start) - start.count(" ") - start.count("\n")
    unknown = sum(map(len, _NO_SIGNS.findall(start)))
    if unknown * 5 > signs:
        return True
    # Cyrillic in a font of its own stands where accented letters do, of which no language has so many.
    accented = sum("\xc0" <= char <= "\xff" for char in start)
    if accented >= _FEWEST_LETTERS and accented * 2 > signs:
        return True
    plain = normalize("NFD", start).lower()
    letters = sum(map(plain.count, ascii_lowercase))
    if letters < _FEWEST_LETTERS or letters * 2 < signs:
        # Other letters than Latin ones, or hardly any: tables of numbers, say.
        return False
    vowels, common = (sum(map(plain.count, each)) / letters for each in ("aeiouy", "eaionrts"))
    return vowels < 0.25 or (letters >= _SURE_LETTERS and (vowels < 0.32 or common < 0.45))


def _pages(document: PdfDocument) -> tuple[list[list[Line]], int, list[str]]:
    """The lines of each page, how many pages are pictures without text, and notes on what was not read."""
    pages: list[list[Line]] = []
    notes: list[str] = []
    pictures = chars = 0
    for number in range(min(len(document), _MOST_PAGES)):
        lines, is_picture = _page(document, number)
        pages.append(lines)
        pictures += is_picture
        chars += sum(len(line.words) for line in lines)
        if chars > _MOST_CHARS:
            break
    if len(pages) < len(document):
        notes.append(f"Only the first {len(pages):,} of {len(document):,} pages were read.")
    return pages, pictures, notes


def _page(document: PdfDocument, number: int) -> tuple[list[Line], bool]:
    """The lines of a page, and whether it is a picture without text."""
    import pypdfium2
    from pypdfium2 import raw as pdfium

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return [], False
    try:
        text_page = page.get_textpage()
        try:
            if turned := _quarters_turned(text_page):
                _straighten(page, turned)
                text_page.close()
                text_page = page.get_textpage()
            lines = list(_lines(text_page))
        finally:
            text_page.close()
        if lines:
            return lines, False
        pictures = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
        return [], next(iter(pictures), None) is not None
    except pypdfium2.PdfiumError:
        return [], False
    finally:
        page.close()


def _quarters_turned(text_page: Any) -> int:
    """By how many quarters the text of a page is turned, 0 to 3: as most of its letters are."""
    from pypdfium2 import raw as pdfium

    count = text_page.count_chars()
    turned = Counter(
        round(_angle(text_page.raw, index) / (math.pi / 2)) % 4
        for index in range(0, count - 1, max(1, count // _LOOKED_AT))
        # Spaces that the library puts between words stand as they would on any page.
        if pdfium.FPDFText_IsGenerated(text_page.raw, index) == 0
    )
    quarters, times = turned.most_common(1)[0] if turned else (0, 0)
    return quarters if 2 * times > turned.total() else 0


def _angle(handle: Any, index: int) -> float:
    """By what angle a character is turned, 0 to 2π. None, where the next does not stand where that would have
    it: letters that are turned twice over are upright, and who writes from right to left turns none.
    """
    from pypdfium2 import raw as pdfium

    angle = float(pdfium.FPDFText_GetCharAngle(handle, index))
    if not _SLANTED < angle < 2 * math.pi - _SLANTED:
        return 0.0
    (x, y), (next_x, next_y) = (_origin(handle, each) for each in (index, index + 1))
    along = (next_x - x) * math.cos(angle) - (next_y - y) * math.sin(angle)
    return angle if along > 0 else 0.0


def _origin(handle: Any, index: int) -> tuple[float, float]:
    from pypdfium2 import raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
    return x.value, y.value


def _straighten(page: PdfPage, quarters: int) -> None:
    """Turn all that is on a page so that its text runs from left to right: only then are the places of its
    letters known. The page as it is in the file is not changed.
    """
    from pypdfium2 import raw as pdfium

    left, bottom, right, top = page.get_mediabox()
    cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarters]
    turn = (cosine, sine, -sine, cosine, 0.0, 0.0)
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        pdfium.FPDFPageObj_Transform(pdfium.FPDFPage_GetObject(page.raw, number), *turn)
    across = [cosine * x - sine * y for x in (left, right) for y in (bottom, top)]
    up = [sine * x + cosine * y for x in (left, right) for y in (bottom, top)]
    page.set_rotation(0)
    page.set_mediabox(min(across), min(up), max(across), max(up))


def _lines(text_page: Any) -> Iterator[Line]:
    """The lines of a page, in the order in which the PDF has them; those that are turned against the others
    are not reporting but credits, and left out.
    """
    from pypdfium2 import raw as pdfium

    count = text_page.count_chars()
    handle = text_page.raw
    text = text_page.get_text_range() if count > 0 else ""
    if len(text) != count:
        # Letters beyond the first 65,536 are two here and one there: each is asked for.
        codes = (pdfium.FPDFText_GetUnicode(handle, index) for index in range(count))
        text = "".join(chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)
    places = _Places(handle)
    for start, end, hyphen in _line_spans(text):
        pieces = list(places.lines(text, start, end))
        if pieces and hyphen:
            pieces[-1] = pieces[-1]._replace(words=pieces[-1].words + LINE_END_HYPHEN)
        yield from pieces


def _line_spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the lines of a page stand in its characters, and whether a hyphen ends each."""
    start = 0
    for match in _LINE_END.finditer(text):
        yield start, match.start(), match[0] in _HYPHENS
        start = match.end()
    yield start, len(text), False


class _Places:
    """Where the characters of a page stand."""

    def __init__(self, handle: Any) -> None:
        from pypdfium2 import raw as pdfium

        self._pdfium = pdfium
        self._handle = handle
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._runs = self._runs_by_height()

    def line(self, text: str, start: int, end: int) -> Line | None:
        """The line of the characters from `start` to `end`; None where it is blank or turned."""
        words = text[start:end]
        end -= len(words) - len(words.rstrip())
        start += len(words) - len(words.lstrip())
        shown = _SPACE.sub(" ", text[start:end].translate(_CLEANED)).strip()
        if not shown or _angle(self._handle, start):
            return None
        left, size = self._bounds(start)[0], self._box.top - self._box.bottom
        right = self._bounds(end - 1)[1]
        self._pdfium.FPDFText_GetCharOrigin(self._handle, start, self._x, self._y)
        # What is written in a mirror ends before it begins.
        places = (min(left, right), max(left, right), self._y.value, size)
        return Line(*places, shown) if all(abs(place) < _FARTHEST for place in places) else None

    def lines(self, text: str, start: int, end: int) -> Iterator[Line]:
        """The line of the characters from `start` to `end`, or its pieces where they stand so far apart that
        they may be of two columns.
        """
        whole = self.line(text, start, end)
        if whole is None:
            return
        if not self._has_gap(whole):
            yield whole
            return
        for match in _SPACE.finditer(text, start, end):
            if start < match.start() and match.end() < end:
                gap = self._bounds(match.end())[0] - self._bounds(match.start() - 1)[1]
                if gap > _WIDEST_SPACE * whole.size:
                    if piece := self.line(text, start, match.start()):
                        yield piece
                    start = match.end()
        if piece := self.line(text, start, end):
            yield piece

    def _bounds(self, index: int) -> tuple[float, float]:
        """The left and right end of a character, in points."""
        self._pdfium.FPDFText_GetLooseCharBox(self._handle, index, self._box)
        return self._box.left, self._box.right

    def _runs_by_height(self) -> dict[int, list[tuple[float, float]]]:
        """The left and right end of each run of characters that was set in one go, by its height."""
        numbers = [ctypes.c_double() for _ in range(4)]
        found: dict[int, list[tuple[float, float]]] = {}
        for index in range(self._pdfium.FPDFText_CountRects(self._handle, 0, -1)):
            self._pdfium.FPDFText_GetRect(self._handle, index, *numbers)
            left, top, right, bottom = (number.value for number in numbers)
            if not (math.isfinite(left + right) and abs(bottom) < _FARTHEST and 0 <= top - bottom < _TALLEST):
                continue
            for height in range(round(bottom), round(top) + 1):
                found.setdefault(height, []).append((left, right))
        return found

    def _has_gap(self, line: Line) -> bool:
        middle = self._runs.get(round(line.base + line.size / 4), ())
        if any(left <= line.left + 1 and line.right - 1 <= right for left, right in middle):
            return False
        runs: set[tuple[float, float]] = set()
        for height in range(round(line.base), round(line.base + line.size / 2) + 1):
            runs.update(self._runs.get(height, ()))
        if len(runs) < 2:
            return False
        reached = line.left
        for left, right in sorted(runs):
            if left > line.right:
                break
            if reached < left and left - reached > _WIDEST_SPACE * line.size:
                return True
            reached = max(reached, right)
        return False


def _printed_title(layout: Layout) -> tuple[str, tuple[Zone, ...]]:
    """The paragraph in the largest type at the head of the first page, with its zone; "" where none is larger
    than the running text.
    """
    place = 0
    candidates = []
    for paragraph in layout.paragraphs[:8]:
        if paragraph.page == 0 and 4 <= len(paragraph.words) <= 250:
            candidates.append((paragraph.size, -place, paragraph.words))
        place += len(paragraph.words) + 2
    size, place, words = max(candidates, default=(0.0, 0, ""))
    if size < 1.25 * layout.body_size:
        return "", ()
    return words, (Zone("title", -place, len(words) - place),)


def _small_credits(layout: Layout) -> Iterator[Zone]:
    """The paragraphs in type smaller than the running text that say who made a picture or a chart."""
    place = 0
    for paragraph in layout.paragraphs:
        if paragraph.size < _SMALL * layout.body_size and _CREDIT.fullmatch(paragraph.words):
            yield Zone("credit", place, place + len(paragraph.words))
        place += len(paragraph.words) + 2


def _properties(document: PdfDocument) -> dict[str, tuple[str, str]]:
    """What the program that made the PDF wrote into it: right as often as not, since it says who made the
    file and when.
    """
    found = document.get_metadata_dict()
    hints = {}
    title, author = found.get("Title", "").strip(), found.get("Author", "").strip()
    if title and not _NO_TITLE.match(title):
        hints["title"] = title
    if author and " " in author:
        hints["author"] = author
    if match := _DATE.match(found.get("CreationDate", "")):
        hints["published"] = "-".join(part for part in match.groups() if part)
    return {name: (value, "the properties of the PDF") for name, value in hints.items()}
