"""The only door for text from outside: what is unsafe to show is replaced one-for-one, so offsets hold.

Textual writes control characters to the terminal as they stand and reads plain strings as markup almost
everywhere. Words from articles, briefs, file names and queries therefore reach a widget only as the
`Content` made here, or as a string of `visible` where Textual takes nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rich._unicode_data import load as load_cell_table
from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.style import Style

from tearline.index.article import Span

REPLACED = "\N{REPLACEMENT CHARACTER}"

# Marks on one letter beyond this many are a flood that paints over its neighbours, not a script.
_MARKS_ON_A_LETTER = 4
_FIRST_MARK = 0x300


def _replacements() -> dict[int, str]:
    table: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20)}  # ESC is shown as ␛, NUL as ␀
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    # Whatever ends or spaces a line is one space here; widgets break lines themselves.
    for code in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029):
        table[code] = " "
    for first, last in (
        (0x80, 0x84),  # C1 controls: CSI, OSC and DCS as one character each
        (0x86, 0x9F),
        (0x200B, 0x200B),  # zero-width space
        (0x200E, 0x200F),  # direction marks
        (0x202A, 0x202E),  # bidirectional embeddings and overrides
        (0x2060, 0x206F),  # word joiner, invisible operators, isolates, deprecated format characters
        (0xD800, 0xDFFF),  # lone surrogates, which no terminal encoding can hold
        (0xFFF0, 0xFFFB),  # unassigned specials and interlinear annotation
        (0xFFFE, 0xFFFF),
        (0x13430, 0x13455),  # hieroglyph joiners
        (0x1BCA0, 0x1BCA3),  # shorthand format controls
        (0x1D173, 0x1D17A),  # musical format controls
        (0xE0000, 0xE00FF),  # tag characters: text nobody sees
        (0xE01F0, 0xE0FFF),
    ):
        table.update(dict.fromkeys(range(first, last + 1), REPLACED))
    for code in (0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0):
        table[code] = REPLACED
    table[0xAD] = "-"  # terminals disagree about the width of a soft hyphen
    # Variation selectors and skin tones change the width of what stands before them, differently in each
    # terminal; as a space, every terminal counts the same cells.
    for first, last in ((0x180B, 0x180D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x1F3FB, 0x1F3FF)):
        table.update(dict.fromkeys(range(first, last + 1), " "))
    # The letters of flags: some terminals make one wide sign of two, others two of them, of either width.
    table.update({0x1F1E6 + place: chr(ord("A") + place) for place in range(26)})
    return table


_TABLE = _replacements()

# Joiners shape letters in Arabic and Indic scripts; elsewhere they hide a seam or fuse emoji.
_STRAY_JOINER = re.compile("(?<![\u0620-\u06ff\u0750-\u077f\u0900-\u0dff])[\u200c\u200d]")
# Letters, digits and punctuation of Western text, among which no mark and no joiner can stand.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf]*")


def _class(codes: Iterable[int]) -> str:
    """The characters of these codes as a class of a regular expression."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


# Looking for what must go is many times faster than translating what may stay.
_UNSAFE = re.compile(_class(_TABLE))
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@cache
def _flood(last_code: int) -> re.Pattern[str]:
    """Matches more marks than a letter may carry: those that it may, and those that follow. A mark is what
    takes no cell of its own; none beyond `last_code` is looked for, as every range makes looking slower."""
    table = load_cell_table("auto").widths
    marks = (range(first, last + 1) for first, last, width in table if width == 0 and last >= _FIRST_MARK)
    mark = _class(code for codes in marks for code in codes if code <= last_code)
    return re.compile(f"({mark}{{{_MARKS_ON_A_LETTER}}})({mark}+)")


def visible(text: str) -> str:
    """`text` with every unsafe character replaced by a harmless one, code point for code point.

    Safe are characters that a terminal draws and counts alike whatever stands beside them; line breaks and
    tabs become one space each.
    """
    shown = text.replace("\n", " ")
    if _PLAIN.fullmatch(shown):
        return shown
    shown = _UNSAFE.sub(_harmless, shown)
    if "\u200c" in shown or "\u200d" in shown:
        shown = _STRAY_JOINER.sub(REPLACED, shown)
    flood = _flood(0x10FFFF if _BEYOND.search(shown) else 0xFFFF)
    return flood.sub(lambda found: found[1] + REPLACED * len(found[2]), shown)


def _harmless(found: re.Match[str]) -> str:
    return _TABLE[ord(found[0])]


def content(text: str, style: Style | str = "") -> Content:
    """Text from outside as `Content`, never read as markup; offsets into it are offsets into `text`."""
    return Content.styled(visible(text), style, strip_control_codes=False)


def assemble(*parts: str | Content | tuple[str, Style | str]) -> Content:
    """Parts joined into one `Content`; strings and (string, style) pairs are made safe on the way."""
    return Content.assemble(
        *(
            part if isinstance(part, Content) else content(*((part,) if isinstance(part, str) else part))
            for part in parts
        )
    )


def marked(text: str, marks: tuple[Span, ...] | list[Span], style: Style) -> Content:
    """`text` with the stretches of `marks` in `style`; marks outside the text are cut to it."""
    shown = content(text)
    for start, end in marks:
        shown = shown.stylize(style, max(0, start), min(len(text), end)) if start < end else shown
    return shown


def fit(text: str, width: int) -> str:
    """`text` made safe and exactly `width` cells wide: cut with an ellipsis, or padded with spaces."""
    if width <= 0:
        return ""
    # A cell holds one character at least but for marks, so far fewer than this need to be looked at.
    shown = visible(text[: width * (_MARKS_ON_A_LETTER + 1) + 1])
    if cell_len(shown) > width or len(shown) < len(text):
        shown = set_cell_size(shown, width - 1).rstrip() + "…"
    return set_cell_size(shown, width)
