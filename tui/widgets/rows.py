"""How an actor, a quote, a claim and an article look as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tearline.tui.safe import assemble, fit, marked, visible
from tearline.tui.widgets.passages import IN_BRIEF
from tearline.tui.widgets.row_list import Look

if TYPE_CHECKING:
    from tearline.briefs.board.rows import ActorRow, ClaimRow, EventRow, Item, QuoteRow
    from tearline.index.desk import ArticleCard
    from tearline.index.snippets import Snippet

# ● in the brief, ◐ drafted into it and not yet looked at, ○ only suggested, ? suggested by a weak rule,
# ✕ rejected.
STATUS_GLYPHS = {
    "suggested": "○",
    "weak": "?",
    "draft": "◐",
    "accepted": "●",
    "edited": "●",
    "rejected": "✕",
}


def state_of(row: ActorRow | QuoteRow | ClaimRow | EventRow) -> str:
    """A row's status, "weak" for a weak suggestion."""
    from tearline.briefs.trust import is_weak

    return "weak" if is_weak(row) else row.status


def status_glyph(row: ActorRow | QuoteRow | ClaimRow | EventRow) -> str:
    """The sign of a row's state."""
    return STATUS_GLYPHS[state_of(row)]


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in the list: its card, whether it is a source of the brief, what a search found in it.

    In one that is not `english` nothing was looked for.
    """

    card: ArticleCard
    in_brief: bool
    snippet: Snippet | None = None
    english: bool = True


def _status(status: str, look: Look) -> Content:
    name = "in-brief" if status in IN_BRIEF else status if status == "rejected" else "suggested"
    return Content.styled(STATUS_GLYPHS.get(status, "○") + " ", look.style(f"row--{name}"))


def _lead(status: str, words: str, look: Look, style: str = "row--strong") -> Content:
    """The first line of a finding: its state, then its words in the rest of the width."""
    weight = look.style(style if status in IN_BRIEF else "row--dim" if status == "weak" else "row--plain")
    return _status(status, look) + assemble((fit(words, look.width - 2), weight))


def _under(words: str, look: Look) -> Content:
    return assemble((fit("  " + words, look.width), look.style("row--dim")))


def draw_actor(row: ActorRow, look: Look) -> Sequence[Content]:
    """State, name, and how many quotes (“) and claims (§) are by or about it."""
    quotes = f"{row.quotes}“" if row.quotes else ""
    claims = f"{row.claims}§" if row.claims else ""
    counts = f"{quotes:>5}{claims:>5}" if look.width >= 24 else ""
    name_width = look.width - 2 - len(counts)
    name = assemble(
        (fit(row.name, name_width), look.style("row--strong" if row.status in IN_BRIEF else "row--plain"))
    )
    first = _status(row.status, look) + name + assemble((counts, look.style("row--dim")))
    return (first,)


def quoted(words: str, form: str) -> str:
    """Words as said: in marks where the article has them in marks."""
    if form == "direct":
        return f"“{words}”"
    return f"‘{words}’" if form == "scare" else words


def who_said(row: QuoteRow) -> str:
    """ "Xi Jinping, via Yuri Ushakov, to reporters" as far as it is known."""
    if row.form == "scare" and not row.speaker_name:
        return "nobody's words in particular"
    parts = [row.speaker_name or "speaker not certain"]
    parts += [f"via {name}" for name in row.via]
    if row.audience:
        parts.append(f"to {row.audience}")
    return ", ".join(parts)


def draw_quote(row: QuoteRow, look: Look) -> Sequence[Content]:
    """The words, and under them who said them through whom; on one line, the speaker first."""
    words = quoted(row.words, row.form)
    if look.lines == 1:
        state = state_of(row)
        speaker = row.speaker_name or "—"
        column = min(20, look.width // 4)
        said = assemble((fit(speaker, column) + " ", look.style("row--dim")))
        plain = "row--dim" if state == "weak" else "row--plain"
        weight = look.style("row--strong" if row.status in IN_BRIEF else plain)
        return (_status(state, look) + said + assemble((fit(words, look.width - column - 3), weight)),)
    return _lead(state_of(row), words, look), _under(f"{who_said(row)} · {row.form}", look)


def who_claims(row: ClaimRow) -> str:
    """ "Kremlin aide · allegation · 1 origin"."""
    origins = f"{row.origins} origin{'' if row.origins == 1 else 's'}" if row.origins else ""
    return " · ".join(part for part in (row.by_name or "the article", row.kind, origins) if part)


def draw_claim(row: ClaimRow, look: Look) -> Sequence[Content]:
    """The statement, and under it who makes it, of what kind it is, and on how many origins it rests."""
    first = _lead(state_of(row), row.words, look)
    return (first,) if look.lines == 1 else (first, _under(who_claims(row), look))


def describe(item: Item) -> str:
    """A finding in a few words: "quote, Xi Jinping, via Yuri Ushakov"."""
    from tearline.briefs.board.rows import ClaimRow, QuoteRow

    match item:
        case QuoteRow():
            return f"quote, {who_said(item)}"
        case ClaimRow():
            return f"claim, {who_claims(item)}"
        case _:
            return "event"


def outlet_and_date(card: ArticleCard) -> str:
    """ "Newsweek, 2022-10"."""
    return ", ".join(part for part in (card.outlet or "outlet unknown", card.published or "undated") if part)


def draw_article(row: ArticleLine, look: Look) -> Sequence[Content]:
    """Date, outlet and title; while searching, the words that were found."""
    card = row.card
    state = _status("accepted" if row.in_brief else "suggested", look)
    date = fit(card.published or "undated", 10) + " "
    title = card.title or card.path.rpartition("/")[2]
    if look.lines == 1:
        outlet = fit(card.outlet or "—", min(16, max(4, look.width // 5))) + " "
        rest = look.width - 2 - len(date) - Content(outlet).cell_length
        return (state + assemble((date + outlet, look.style("row--dim")), fit(title, rest)),)
    first = state + assemble((date, look.style("row--dim")), fit(title, look.width - 2 - len(date)))
    if row.snippet is not None:
        return first, Content("  ") + _found(row.snippet, look)
    said = ("" if row.english else "not in English", card.outlet or "outlet unknown", card.author)
    by = " · ".join(part for part in said if part)
    return first, _under(by, look)


def _found(snippet: Snippet, look: Look) -> Content:
    """As much of a snippet as there is room for, from a little before its first match."""
    width = look.width - 2
    first = snippet.marks[0][0] if snippet.marks else 0
    start = 0 if first < width // 2 else snippet.text.rfind(" ", 0, first - width // 4) + 1
    lead = "…" if start else ""
    marks = [(begin - start + len(lead), end - start + len(lead)) for begin, end in snippet.marks]
    shown = marked(lead + snippet.text[start : start + width * 2], marks, look.style("row--match"))
    return shown.truncate(width, ellipsis=True)


def citation(words: str, card: ArticleCard) -> str:
    """Words with where they stand, as copied: “words” (Outlet, Author, “Title”, date)."""
    source = ", ".join(
        part
        for part in (
            card.outlet or "outlet unknown",
            card.author,
            f"“{card.title}”" if card.title else card.path,
            card.published,
        )
        if part
    )
    return visible(f"“{words}” ({source})")
