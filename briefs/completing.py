"""What may complete a query: fields and their values on this desk, and its common words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from tearline.briefs.board.rows import ActorRow, Status
from tearline.briefs.curation.picking import Candidate, pick_actors
from tearline.briefs.findings import ActorType, ClaimKind, QuoteForm
from tearline.index.engine import Completion, Facet, Facets
from tearline.index.query_completion import Begun
from tearline.index.query_tree import FIELDS
from tearline.index.words import fold, words_of

# Words are not completed before so many letters: fewer begin too many.
_FEWEST_LETTERS = 2
_KINDS = tuple(dict.fromkeys((*get_args(QuoteForm), *get_args(ClaimKind), "event", *get_args(ActorType))))


@dataclass(frozen=True, slots=True)
class Offer:
    """A value to complete with, and what is told of it: how many articles or findings have it."""

    value: str
    told: str = ""


def offers(
    begun: Begun,
    *,
    words: Callable[[str, int], Iterable[Completion]],
    facets: Facets,
    actors: Sequence[Candidate],
    briefs: Sequence[str],
    limit: int = 8,
) -> tuple[Offer, ...]:
    """The likeliest completions of what was begun, best first; none that is typed out already.

    `words` gives the commonest words of the desk that begin so, `actors` those of the board, `briefs` names.
    """
    match begun.field:
        case "outlet":
            found = _of_facets(facets.outlet, begun.words)
        case "author":
            found = _of_facets(facets.author, begun.words)
        case "date":
            found = [Offer(month.value, _articles(month.articles)) for month in facets.month
                     if month.value.startswith(begun.words)]  # fmt: skip
        case "speaker":
            speaking = [one for one in actors if one.row.quotes or one.row.claims]
            found = [Offer(row.name, _said(row)) for row in pick_actors(speaking, begun.words, limit)]
        case "actor" | "about":
            found = [Offer(row.name, row.type) for row in pick_actors(actors, begun.words, limit)]
        case "kind":
            found = _of_words(_KINDS, begun.words)
        case "status":
            found = _of_words(get_args(Status), begun.words)
        case "in":
            found = _of_words(briefs, begun.words)
        case _:
            found = _of_words([f"{name}:" for name in FIELDS], begun.words) if not begun.field else []
            if len(begun.words) >= _FEWEST_LETTERS and len(words_of(begun.words)) == 1:
                common = words(begun.words, limit)
                found += [Offer(one.word, _articles(one.articles)) for one in common]
    typed = fold(begun.words)
    return tuple(one for one in found if fold(one.value) != typed)[:limit]


def _of_facets(values: Iterable[Facet], begun: str) -> list[Offer]:
    """The values that begin so, then those with a word that does, commonest first."""
    wanted = "".join(f" {word}" for word in words_of(begun))
    first: list[Offer] = []
    within: list[Offer] = []
    for value in values:
        words = "".join(f" {word}" for word in words_of(value.value))
        if wanted in words:
            (first if words.startswith(wanted) else within).append(
                Offer(value.value, _articles(value.articles))
            )
    return [*first, *within]


def _of_words(values: Iterable[str], begun: str) -> list[Offer]:
    return [Offer(value) for value in values if fold(value).startswith(fold(begun))]


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def _said(row: ActorRow) -> str:
    return f"{row.quotes:,} quote{'' if row.quotes == 1 else 's'}"
