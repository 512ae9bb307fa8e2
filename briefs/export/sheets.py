"""Outside text in CSV: tables that a spreadsheet shows and does not run, by RFC 4180.

A spreadsheet takes a cell that begins with =, +, - or @ for a formula, also behind white space. One whose
separator is the semicolon or the tab begins a cell at each of these, and at line breaks, inside one too.
An apostrophe there keeps it text. Where an apostrophe stands there already another one joins it, so that
taking one away everywhere gives the words back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from tearline.briefs.markdown import readable

# The full-width forms count too: spreadsheets in East Asian settings read them as the others.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_ASIDE = '[ "\u00a0\u3000]*'
_FIRST = re.compile(rf"['\t\r\n]|{_ASIDE}[{_SIGNS}]")
_WITHIN = re.compile(rf"([;|\t\r\n]{_ASIDE})(?=[{_SIGNS}'])")
_GUARDED = re.compile(rf"^'|([;|\t\r\n]{_ASIDE})'")


def table(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> str:
    """The rows as CSV under their header, every cell in double quotes, lines ended by CR LF.

    Control characters and surrogates, which no spreadsheet holds, are shown by signs that can be seen.
    """
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(_cell(value)) for value in row] for row in rows)
    return file.getvalue()


def guarded(words: str) -> str:
    """The words for a cell, with an apostrophe wherever a spreadsheet would see a formula begin."""
    return ("'" if _FIRST.match(words) else "") + _WITHIN.sub(r"\g<1>'", words)


def unguarded(cell: str) -> str:
    """The words that `guarded` made a cell of."""
    return _GUARDED.sub(lambda found: found[1] or "", cell)


def _cell(value: str | int | None) -> str:
    return "" if value is None else readable(str(value))
