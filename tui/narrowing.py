"""What each pane shows: the board as far as the view, the search and the states of findings allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tearline.briefs.board.arrangement import PLAIN, ListName
from tearline.index.article import Span
from tearline.tui.view import View
from tearline.tui.widgets.rows import ArticleLine

if TYPE_CHECKING:
    from tearline.briefs.board.held import Held
    from tearline.briefs.board.rows import ActorRow, Board, ClaimRow, QuoteRow
    from tearline.index.desk import ArticleCard
    from tearline.index.query import Query
    from tearline.index.snippets import Snippet


# Code points of an article in which words searched for are marked: more than anybody scrolls through.
_LOOKED_THROUGH = 200_000


@dataclass(frozen=True)
class Found:
    """What a query found among `cards`: its text, the query as parsed, and the ids of articles that match.

    `saved` is the query of a saved search that it was held within. `snippets` are those of the articles that
    stand first in the list, None where they were not made yet. `held` is what briefs hold, if the query
    asks for it.
    """

    text: str
    query: Query
    ids: frozenset[str]
    cards: Sequence[ArticleCard]
    snippets: Mapping[str, Snippet] | None = None
    saved: str = ""
    held: Held = field(default_factory=dict)

    def answers(self, text: str, cards: Sequence[ArticleCard], saved: str = "") -> bool:
        """Whether this is what a query finds among these cards, within what a saved one finds."""
        return (self.text, self.saved) == (text, saved) and self.cards is cards


@dataclass(frozen=True)
class Shown:
    """The rows of the four lists, and how many of each there are without any narrowing.

    `weak` counts the weak suggestions of each list that would show too, were they not turned off.
    """

    actors: Sequence[ActorRow] = ()
    quotes: Sequence[QuoteRow] = ()
    claims: Sequence[ClaimRow] = ()
    articles: Sequence[ArticleLine] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    weak: Mapping[str, int] = field(default_factory=dict)


def what_shows(board: Board, cards: Sequence[ArticleCard], view: View, found: Found | None) -> Shown:
    """The rows to show. An article that was not drafted yet shows wherever nothing rules it out."""
    from tearline.briefs.board.arranging import arranged, arranged_articles
    from tearline.briefs.board.narrowing import Focus, narrow
    from tearline.briefs.trust import is_weak
    from tearline.index.query import asks_for_findings

    actor, article = view.value("actor"), view.value("article")
    query = found.query if found else None
    hits = found.ids if found else None
    narrowed = narrow(board, Focus(actor, article, query, hits, found.held if found else {}))
    actors: Sequence[ActorRow] = narrowed.actors
    quotes: Sequence[QuoteRow] = narrowed.quotes
    claims: Sequence[ClaimRow] = narrowed.claims
    if not _shows_rejected(view, "actors"):
        actors = tuple(row for row in actors if row.status != "rejected")
    if not _shows_rejected(view, "quotes"):
        quotes = tuple(row for row in quotes if row.status != "rejected")
    if not _shows_rejected(view, "claims"):
        claims = tuple(row for row in claims if row.status != "rejected")
    weak: dict[str, int] = {}
    if not view.show_weak:
        all_quotes, all_claims = quotes, claims
        quotes = tuple(row for row in quotes if not is_weak(row))
        claims = tuple(row for row in claims if not is_weak(row))
        weak = {"quotes": len(all_quotes) - len(quotes), "claims": len(all_claims) - len(claims)}
    within: set[str] | None = None
    if found is not None and asks_for_findings(found.query):
        within = {quote.article for quote in quotes} | {claim.article for claim in claims}
    elif found is not None or actor is not None:
        within = {row.id for row in narrowed.articles}
        if actor is None and found is not None:
            within |= found.ids
    sources = {row.id for row in board.articles if row.in_brief}
    kept: Sequence[ArticleCard] = [card for card in cards if within is None or card.id in within]
    if view.arrangements:
        by_id = {card.id: card for card in cards}
        if (how := view.arrangement("actors")) != PLAIN:
            actors = arranged("actors", actors, how, by_id.get)
        if (how := view.arrangement("quotes")) != PLAIN:
            quotes = arranged("quotes", quotes, how, by_id.get)
        if (how := view.arrangement("claims")) != PLAIN:
            claims = arranged("claims", claims, how, by_id.get)
        if (how := view.arrangement("articles")) != PLAIN:
            kept = arranged_articles(kept, how, sources)
    foreign = {row.id for row in board.articles if not row.english}
    articles = [
        ArticleLine(card, card.id in sources, _snippet(found, card), card.id not in foreign) for card in kept
    ]
    totals = {
        "actors": _count(board.actors, view, "actors"),
        "quotes": _count(board.quotes, view, "quotes"),
        "claims": _count(board.claims, view, "claims"),
        "articles": len(cards),
    }
    return Shown(actors, quotes, claims, articles, totals, weak)


def _shows_rejected(view: View, name: ListName) -> bool:
    return view.show_rejected or view.arrangement(name).review == "rejected"


def _snippet(found: Found | None, card: ArticleCard) -> Snippet | None:
    snippet = found.snippets.get(card.id) if found and found.snippets else None
    return snippet if snippet and snippet.text else None


def with_snippets(shown: Shown, found: Found) -> Shown:
    """The same rows, the articles with the words that were found in them."""
    lines = [replace(line, snippet=_snippet(found, line.card)) for line in shown.articles]
    return replace(shown, articles=lines)


def _count(rows: Sequence[ActorRow | QuoteRow | ClaimRow], view: View, name: ListName) -> int:
    from tearline.briefs.trust import is_weak

    rejected = _shows_rejected(view, name)
    return sum(
        (rejected or row.status != "rejected") and (view.show_weak or not is_weak(row)) for row in rows
    )


@lru_cache(maxsize=8)
def found_words(query: Query, text: str) -> tuple[Span, ...]:
    """Where a query's words and phrases stand in an article; only in its beginning where it is very long."""
    from tearline.index.query import sought
    from tearline.index.query_matching import positions_of, stretches
    from tearline.index.query_tree import Near
    from tearline.index.words import word_spans

    words, places_in_text = word_spans(text[:_LOOKED_THROUGH])
    places = positions_of(words)
    leaves = [
        leaf
        for part in sought(query)
        for leaf in ((*part.left, *part.right) if isinstance(part, Near) else (part,))
        if not leaf.field
    ]
    found = {stretch for leaf in leaves for stretch in stretches(leaf, places)}
    return tuple(sorted((places_in_text[first].start(), places_in_text[last].end()) for first, last in found))
