"""Going through suggestions one by one: in which order, and what an analyst must see to decide on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tearline.briefs.board.rows import Board, ClaimRow, QuoteRow
from tearline.briefs.corroboration.stems import is_empty, stem
from tearline.briefs.trust import rests_on_little
from tearline.index.article import Span

Suggestion = QuoteRow | ClaimRow

# Code points of context on each side of the words, at most; a paragraph is seldom as long.
_CONTEXT = 600
# No text is wrapped at a wider column; a line that is longer is a paragraph.
_WRAPPED = 120
_MOST_ALIKE = 4
# Of the telling words of the shorter, so many are in the longer where two say much the same.
_ALIKE = 0.6
_FEWEST_SHARED = 3
_WORD = re.compile(r"[^\W_]+")
_LINE_END = re.compile(r"\r?\n")
_EMPTY_LINE = re.compile(r"\r?\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Alike:
    """A quote or claim elsewhere that says much the same: its id, words, whose they are, and where."""

    id: str
    words: str
    who: str
    where: str
    status: str


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion with what speaks for it.

    `context` is the paragraph it stands in, `marks` where its words stand in that; both are empty where its
    article is not at hand. `where` is outlet, date and title. `alike` are others that say much the same.
    """

    row: Suggestion
    context: str = ""
    marks: tuple[Span, ...] = ()
    where: str = ""
    alike: tuple[Alike, ...] = ()


def to_review(*kinds: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """What is not decided upon yet, drafts too: strong ones before weak ones, else in the order given."""
    waiting = [row for rows in kinds for row in rows if row.status in ("suggested", "draft")]
    return tuple(sorted(waiting, key=rests_on_little))


class Reviewing:
    """Makes the cards of one board; what it looks up for one card it keeps for the next."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._where = {
            row.id: ", ".join(filter(None, (row.outlet or "outlet unknown", row.published or "undated")))
            + (f" · {row.title}" if row.title else "")
            for row in board.articles
        }
        self._telling: list[tuple[Suggestion, frozenset[str]]] | None = None

    def card(self, item_id: str) -> Card | None:
        """The card of a quote or a claim, None where the board has it no longer."""
        row = self.board.item(item_id)
        if not isinstance(row, QuoteRow | ClaimRow):
            return None
        article = self.board.texts.get(row.article)
        where = self._where.get(row.article, "")
        if article is None or not row.spans:
            return Card(row, where=where, alike=self._alike(row))
        start, end = paragraph(article.text, row.spans)
        marks = tuple((first - start, last - start) for first, last in row.spans)
        return Card(row, article.text[start:end], marks, where, self._alike(row))

    def _alike(self, row: Suggestion) -> tuple[Alike, ...]:
        if self._telling is None:
            rows: Sequence[Suggestion] = (*self.board.quotes, *self.board.claims)
            self._telling = [(one, _telling(one.words)) for one in rows if one.status != "rejected"]
        own = _telling(row.words)
        found: list[tuple[float, Suggestion]] = []
        for one, words in self._telling:
            shorter = min(len(own), len(words))
            if one.article == row.article or shorter < _FEWEST_SHARED:
                continue
            shared = len(own & words)
            if shared >= _FEWEST_SHARED and shared >= _ALIKE * shorter:
                found.append((shared / max(len(own), len(words)), one))
        found.sort(key=lambda pair: -pair[0])
        return tuple(
            Alike(one.id, one.words, _who(one), self._where.get(one.article, ""), one.status)
            for _, one in found[:_MOST_ALIKE]
        )


def paragraph(text: str, spans: Sequence[Span]) -> Span:
    """The paragraph, or the paragraphs, in which words stand; cut at a word where that is very long.

    A long line is a paragraph; short ones are those of a text that was wrapped, up to the next empty line.
    """
    first, last = spans[0][0], spans[-1][1]
    low, high = max(0, first - _CONTEXT), min(len(text), last + _CONTEXT)
    line_end = text.find("\n", last, high)
    line = (line_end if line_end >= 0 else high) - max(low, text.rfind("\n", low, first) + 1)
    between = _LINE_END if line > _WRAPPED else _EMPTY_LINE
    breaks = [found.end() for found in between.finditer(text, low, first)]
    start = breaks[-1] if breaks else low and (text.find(" ", low, first) + 1 or low)
    after = between.search(text, last, high)
    if after is not None:
        return start, after.start()
    cut = text.rfind(" ", last, high) if high < len(text) else high
    return start, cut if cut >= 0 else high


def _telling(words: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in _WORD.findall(words[:_CONTEXT].casefold())
        if len(word) > 2 and not is_empty(word)
    )


def _who(row: Suggestion) -> str:
    return row.speaker_name if isinstance(row, QuoteRow) else row.by_name or "the article"
