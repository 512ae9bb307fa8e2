"""Puts the rows of a list in another order, and keeps those of one review, form or kind, outlet or date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, Protocol, TypeVar

from tearline.briefs.board.arrangement import NO_OUTLET, ORDERS, REVIEWS, Arrangement, Aspect, ListName
from tearline.briefs.board.rows import ActorRow, ClaimRow, QuoteRow

_IN_BRIEF = frozenset({"draft", "accepted", "edited"})


class Listed(Protocol):
    """What is asked of an article, be it a card of the desk or a row of the board."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


Row = TypeVar("Row", ActorRow, QuoteRow, ClaimRow)
Article = TypeVar("Article", bound=Listed)


def arranged(
    name: ListName, rows: Sequence[Row], arrangement: Arrangement, article: Callable[[str], Listed | None]
) -> Sequence[Row]:
    """The rows of a list of findings that it keeps, in its order; `article` gives an article by its id."""
    kept = list(rows)
    if arrangement.review:
        kept = [row for row in kept if _has_review(row.status, arrangement.review)]
    if arrangement.kind:
        kept = [row for row in kept if _kind(row) == arrangement.kind]
    if arrangement.outlet or arrangement.published:
        fitting: dict[str, bool] = {}

        def fits(article_id: str) -> bool:
            if article_id not in fitting:
                fitting[article_id] = _fits(article(article_id), arrangement)
            return fitting[article_id]

        kept = [row for row in kept if any(map(fits, _articles(row)))]
    if arrangement.order in ORDERS[name]:
        kept.sort(key=_key(arrangement.order, article))
    return kept


def arranged_articles(
    articles: Iterable[Article], arrangement: Arrangement, in_brief: Set[str]
) -> list[Article]:
    """The articles that it keeps, in its order; `in_brief` are the ids of the sources of the brief."""
    kept = [one for one in articles if _fits(one, arrangement)]
    if arrangement.review in ("in-brief", "suggested"):
        kept = [one for one in kept if (one.id in in_brief) == (arrangement.review == "in-brief")]
    match arrangement.order:
        case "oldest":
            kept.sort(key=lambda one: (not one.published, one.published or ""))
        case "outlet":
            kept.sort(key=lambda one: (not one.outlet, (one.outlet or "").casefold()))
        case "title":
            kept.sort(key=lambda one: (not one.title, (one.title or "").casefold()))
    return kept


def offered(
    name: ListName, rows: Iterable[Any], article: Callable[[str], Listed | None], most: int = 60
) -> dict[Aspect, list[tuple[str, int]]]:
    """What a list can be narrowed to, with how many of its rows there are of each.

    Outlets and kinds come by number, dates newest first, at most so many of each. The rows of the list of
    articles are `Listed`.
    """
    reviews: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    outlets: Counter[str] = Counter()
    dates: Counter[str] = Counter()
    facts: dict[str, tuple[str, str]] = {}
    for row in rows:
        if name == "articles":
            seen = {_facts(row)}
        else:
            reviews.update(review for review in REVIEWS if _has_review(row.status, review))
            kinds[_kind(row)] += 1
            seen = set()
            for article_id in _articles(row):
                if article_id not in facts:
                    facts[article_id] = _facts(article(article_id))
                seen.add(facts[article_id])
        outlets.update({outlet for outlet, _ in seen})
        dates.update({part for _, date in seen for part in (date[:4], date[:7]) if part})
    if len([date for date in dates if len(date) == 4]) > 3:
        # Over many years, months would be a long list.
        dates = Counter({date: count for date, count in dates.items() if len(date) == 4})
    return {
        "review": [(review, reviews[review]) for review in REVIEWS if reviews[review]],
        "kind": kinds.most_common(most),
        "outlet": outlets.most_common(most),
        "published": sorted(dates.items(), reverse=True)[:most],
    }


def _has_review(status: str, review: str) -> bool:
    return status in _IN_BRIEF if review == "in-brief" else status == review


def _kind(row: ActorRow | QuoteRow | ClaimRow) -> str:
    match row:
        case QuoteRow():
            return row.form
        case ClaimRow():
            return row.kind
        case _:
            return row.type


def _articles(row: ActorRow | QuoteRow | ClaimRow) -> Iterable[str]:
    return row.articles if isinstance(row, ActorRow) else (row.article,)


def _facts(article: Listed | None) -> tuple[str, str]:
    """Outlet and date; what is in the brief alone has neither."""
    return (article.outlet or NO_OUTLET, article.published or "") if article is not None else (NO_OUTLET, "")


def _fits(article: Listed | None, arrangement: Arrangement) -> bool:
    outlet, date = _facts(article)
    return (not arrangement.outlet or outlet == arrangement.outlet) and date.startswith(arrangement.published)


def _key(order: str, article: Callable[[str], Listed | None]) -> Callable[[Any], Any]:
    """What rows are sorted by; those that lack it stand last, the others of one rank stay as they stood."""

    def date(row: Any) -> str:
        return _facts(article(row.article))[1]

    match order:
        case "name":
            return lambda row: row.name.casefold()
        case "quotes":
            return lambda row: -row.quotes
        case "articles":
            return lambda row: -len(row.articles)
        case "speaker":
            return lambda row: (not row.speaker_name, row.speaker_name.casefold())
        case "who":
            return lambda row: (not row.by_name, row.by_name.casefold())
        case "origins":
            return lambda row: -row.origins
        case "outlet":
            return lambda row: _last_without(article(row.article))
        case "oldest":
            return lambda row: (not date(row), date(row))
        case _:
            # Newest first: digits turned round, so that one ascending sort keeps equal rows in their order.
            return lambda row: (not date(row), [-ord(character) for character in date(row)])


def _last_without(article: Listed | None) -> tuple[bool, str]:
    outlet = article.outlet if article is not None else None
    return not outlet, (outlet or "").casefold()
