"""Tables as CSV or TSV: each row that has a text is an article; its columns go by their usual names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from tearline.index.decoding import decoded
from tearline.index.fields import TEXT, columns_of, reading_of
from tearline.index.readers.reader import LARGEST_FILE, Found, Raw

SUFFIXES = (".csv", ".tsv")
LARGEST = 200 * 1024 * 1024
_SEPARATORS = ",;\t|"
_MOST_COLUMNS = 1000
_AT_ONCE = 65_536  # characters


def read(raw: Raw) -> Iterator[Found]:
    """The rows below the first, which names the columns. A part is the number of its row."""
    text, _ = decoded(raw)
    text = text.lstrip("\ufeff")
    head = text[:65_536].partition("\n")[0]
    # csv has one limit for the whole process; its own is lower than articles are long.
    csv.field_size_limit(LARGEST_FILE)
    rows = csv.reader(_lines(text), delimiter=max(_SEPARATORS, key=head.count), strict=False)
    try:
        names = [name.strip() for name in next(rows, [])][:_MOST_COLUMNS]
        columns = columns_of(names, raw.columns)
        if TEXT not in columns:
            raise raw.unreadable(
                f"none of its columns is known to hold the text ({', '.join(names)[:200] or 'it is empty'})",
                f"name it in a file beside it, {raw.name.rpartition('/')[2]}.yaml: columns: {{text: …}}",
            )
        for number, row in enumerate(rows, start=1):
            if not any(row):
                continue
            found = reading_of(dict(zip(names, row, strict=False)), columns, str(number))
            yield found or raw.unreadable("the row has no text", "", str(number))
    except csv.Error as error:
        raise raw.unreadable(f"it is no table ({error})", "save it once more as CSV") from None


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends; only "\\n" ends one."""
    return chain.from_iterable(map(io.StringIO, _stretches(text)))


def _stretches(text: str) -> Iterator[str]:
    """A text in stretches of whole lines, since a StringIO takes four bytes for each character."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _AT_ONCE) + 1 or len(text)
        yield text[start:end]
        start = end
