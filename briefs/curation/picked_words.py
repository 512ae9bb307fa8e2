"""Words of an article picked by hand: where they stand, and what the marks around them say they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tearline.briefs.board.rows import GAP, ArticleRow, Board
from tearline.briefs.findings import QuoteForm
from tearline.briefs.problems import EditError
from tearline.index.article import Article, Span

if TYPE_CHECKING:
    from tearline.briefs.drafting.quotation import Run

# Typed words find these whatever glyph the source has, and the source's own are what is taken.
_GLYPHS = ('“”„‟«»‹›″＂"', "‘’‚‛′＇`´'", "-‐‑‒–—−")
_CLASS = {char: f"[{re.escape(chars)}]" for chars in _GLYPHS for char in chars}
# Of words that stand in more places than this, none is told by looking at them all.
_MOST_PLACES = 100
# Words in marks up to which a passage that nobody is named for is taken for scare quotes.
_SCARE_WORDS = 4
_WORD = re.compile(r"\w+")
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_LINE_ENDS}]+")
_SHORTEST_ID = 6


@dataclass(frozen=True, slots=True)
class Picked:
    """A passage as it is taken: its spans without what surrounds the words, and the form that its marks show.

    `form` is for words that somebody said; `few_in_marks` tells of a phrase in marks, perhaps scare quotes.
    """

    spans: tuple[Span, ...]
    form: QuoteForm
    few_in_marks: bool


def find_words(text: str, words: str, nth: int | None = None) -> tuple[Span, ...]:
    """Where words stand in a text, "…" between stretches that something interrupts.

    White space, the glyphs of quotation marks and the length of dashes do not count. `nth` chooses, from 1,
    among several places. Raises EditError where the words stand nowhere, or in several places and none is
    chosen. Linear in the length of the text.
    """
    typed = " ".join(words.split())
    if not typed:
        raise EditError("no words were given")
    whole = _places(text, typed)
    if whole:
        return (_chosen(text, typed, whole, nth),)
    stretches = [part.strip() for part in re.split(r"…|\.\.\.", typed) if part.strip()]
    if len(stretches) < 2:
        raise EditError(f"the words “{_short(typed)}” stand nowhere in the article")
    found: list[Span] = []
    for n, stretch in enumerate(stretches):
        after = found[-1][1] if found else 0
        places = _places(text, stretch, after)
        if not places:
            raise EditError(f"the words “{_short(stretch)}” stand nowhere{' after these' if n else ''}")
        found.append(places[0] if n else _chosen(text, stretch, places, nth))
    return tuple(found)


def places_of_words(text: str, words: str) -> tuple[Span, ...]:
    """All places where words stand in a text, up to a hundred, as `find_words` compares them."""
    typed = " ".join(words.split())
    return tuple(_places(text, typed)) if typed else ()


def _places(text: str, typed: str, start: int = 0) -> list[Span]:
    pattern = r"\s+".join(
        "".join(_CLASS.get(char) or re.escape(char) for char in word) for word in typed.split(" ")
    )
    found = re.compile(pattern).finditer(text, start)
    return [match.span() for match in islice(found, _MOST_PLACES)]


def _chosen(text: str, typed: str, places: Sequence[Span], nth: int | None) -> Span:
    if nth is not None:
        if not 1 <= nth <= len(places):
            raise EditError(f"“{_short(typed)}” stands there {len(places)} times; there is no number {nth}")
        return places[nth - 1]
    if len(places) == 1:
        return places[0]
    seen = "; ".join(
        f"{n}: …{_short(text[max(0, start - 30) : end + 20])}" for n, (start, end) in enumerate(places[:5], 1)
    )
    raise EditError(
        f"“{_short(typed)}” stands there {len(places)} times; say which, or give more words ({seen})"
    )


def pick(article: Article, spans: Sequence[Span]) -> Picked:
    """A selection without white space and the marks around it. Raises EditError where nothing is left of it.

    The spans count code points of the article's text, end exclusive; they must be in order and apart.
    """
    text = article.text
    before = 0
    for start, end in spans:
        if not before <= start < end <= len(text):
            raise EditError(f"no words stand at {start}–{end} of {article.path or article.id[:12]}")
        before = end
    runs = _runs_around(text, spans)
    kept: list[Span] = []
    quoted = plain = words_in_marks = 0
    for start, end in spans:
        start, end = _stripped(text, start, end)
        for run in runs:
            if run.outer_end <= start or run.outer_start >= end:
                continue
            if start == run.outer_start and end <= run.outer_end:
                start, end = run.start, min(end, run.end)
            elif run.outer_start <= start and end == run.outer_end:
                end = run.end
        start, end = _stripped(text, start, end)
        if start >= end or not _WORD.search(text, start, end):
            continue
        kept.append((start, end))
        for word in _WORD.finditer(text, start, end):
            around = next((run for run in runs if run.start <= word.start() < run.end), None)
            quoted, plain = quoted + (around is not None), plain + (around is None)
            if around is not None:
                words_in_marks = max(words_in_marks, len(text[around.start : around.end].split()))
    if not kept:
        raise EditError("there are no words in what is selected")
    form: QuoteForm = ("mixed" if plain else "direct") if quoted else "indirect"
    return Picked(tuple(kept), form, form == "direct" and words_in_marks <= _SCARE_WORDS)


def _runs_around(text: str, spans: Sequence[Span]) -> Sequence[Run]:
    """What stands in quotation marks in the paragraphs of some spans."""
    # The rules of drafting are heavy to load for whoever only looks at a brief.
    from tearline.briefs.drafting.quotation import read_runs

    first, last = spans[0][0], spans[-1][1]
    while first > 0 and text[first - 1] not in _LINE_ENDS:
        first -= 1
    while last < len(text) and text[last] not in _LINE_ENDS:
        last += 1
    lines = [match.span() for match in _LINE.finditer(text, first, last)]
    return read_runs(text, lines)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def words_at(text: str, spans: Sequence[Span]) -> str:
    """The words of some spans, " … " between them."""
    return GAP.join(text[start:end] for start, end in spans)


def article_named(board: Board, words: str) -> ArticleRow:
    """The one article that is meant: by path, key among the sources, id, or words of its path or title.

    Raises EditError where none or several are.
    """
    plain = words.casefold().strip()
    rows = board.articles
    for found in (
        [row for row in rows if words in (row.path, row.source, row.id)],
        [row for row in rows if len(words) >= _SHORTEST_ID and row.id.startswith(words)],
        [row for row in rows if row.path.casefold().rpartition("/")[2] == plain],
        [row for row in rows if plain and (plain in row.path.casefold() or plain in row.title.casefold())],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise EditError(f"“{words}” may be {', '.join(row.path or row.id for row in found[:5])}")
    raise EditError(f"no article here is called “{words}”")


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
