"""PDFs: a letter-wide column, and two and three columns with hyphens, running heads and page numbers."""

# ruff: noqa: E501 (markup and prose stand as they are)

import runpy
from pathlib import Path

_writer = runpy.run_path(str(Path(__file__).parents[1] / "pdf_writer.py"))

PARAGRAPHS = [
    "Kestoria will not sign the Meridian Pact in its present form, Foreign Minister Anneliese van der Moer said on "
    "Monday, ending eleven weeks of talks with Veldania.",
    '"We came here with open hands," van der Moer told reporters at the Customs House, "and we leave with a blank '
    'page."',
    "The minister, 58, said the draft would have closed two of the country's four naval yards. “A pact that disarms "
    "one side,” she said, “is not a pact. It is an invoice.”",
    "He added that the talks could resume within a month if Kestoria withdrew its demand for a long-term veto.",
    "Lord Hesketh-Vane, chairman of the Straits Commission, which has sponsored the talks since January, urged both "
    "sides to return, and said that a long-term settlement was worth another winter.",
]
TITLE = "Kestoria walks away from pact talks"


def newspaper(columns: int, pages: int = 2, on_its_side: int = 0) -> bytes:
    """The paragraphs, four times over, in columns with an indent, under a title and running heads."""
    margin, between = 50, 18
    wide = (595 - 2 * margin - between * (columns - 1)) / columns
    waiting = _writer["column"]("\n".join(PARAGRAPHS * 4), 0, 0, wide, indent=10)
    room = -(-len(waiting) // (columns * pages))
    made = []
    for page in range(pages):
        lines = [
            (margin, 810, 9, "Brenmark Courier"),
            (480, 810, 9, "March 4, 2031"),
            (290, 30, 9, str(page + 1)),
        ]
        if page == 0:
            lines += [(margin, 770, 22, TITLE), (margin, 748, 10, "By Oda Lisle")]
        for column in range(columns):
            top = 728
            for left, _, size, words in waiting[:room]:
                lines.append((margin + column * (wide + between) + left, top, size, words))
                top -= 12
            del waiting[:room]
        made.append(lines)
    return _writer["pdf"](
        made,
        {"Title": "talks_final.indd", "Author": "Oda Lisle", "CreationDate": "D:20310304"},
        turned=on_its_side,
        rotated=on_its_side,
    )


def samples() -> dict[str, bytes]:
    return {
        f"columns-{columns}.pdf": newspaper(columns, pages=3 if columns == 1 else 2) for columns in (1, 2, 3)
    } | {"on-its-side.pdf": newspaper(2, on_its_side=1)}
