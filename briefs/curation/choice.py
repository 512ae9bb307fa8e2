"""What of a board a first brief should hold: the little that a reader of all would not do without.

The choice looks at findings alone, not at any brief: whatever an analyst has accepted, edited or rejected,
drafting proposes the same items, and those are then known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from tearline.briefs.board.rows import ActorRow, Board, ClaimRow, EventRow, QuoteRow
from tearline.briefs.names import is_pronoun
from tearline.briefs.trust import rests_on_little
from tearline.index.article import Span

# Words in marks fewer than this are a phrase rather than a statement.
_STATEMENT = 4

# From one article, a page's worth; from all of them together, what can be reviewed at one sitting.
_QUOTES_EACH, _QUOTES = 8, 80
_CLAIMS_EACH, _CLAIMS = 5, 40
_EVENTS_EACH, _EVENTS = 3, 30
# So many actors stand in the brief for their salience: these, and one more for each article. As many more
# may be there as people who speak or are named in what is taken in.
_ACTORS, _MOST_ACTORS = 10, 24
# An actor with less than this share of the first one's salience is in the background.
_CENTRAL = 0.15

RowT = TypeVar("RowT", QuoteRow, ClaimRow, EventRow)


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows to take into a brief, each kind in the order of the board."""

    actors: tuple[ActorRow, ...]
    quotes: tuple[QuoteRow, ...]
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]


def choose(board: Board) -> Choice:
    """The most salient actors, sure quotes, telling claims and dated events of a board without a brief.

    At most 8 quotes, 5 claims and 3 events of an article, 80, 40 and 30 in all; of words that several
    articles carry, the earliest article's.
    """
    age = {row.id: (not row.published, row.published, row.id) for row in board.articles}
    salience = {row.id: row.salience for row in board.actors}

    def prominence(row: QuoteRow) -> float:
        return salience.get(row.speaker or "", 0.0)

    quotes = _each(_earliest(filter(_is_sure, board.quotes), age), _quotes_of_article)
    claims = _each(_earliest(filter(_is_telling, board.claims), age), _claims_of_article)
    events = _each(_earliest((row for row in board.events if row.when), age), _events_of_article)
    best_claims = _first(board.claims, claims, _CLAIMS, lambda row: (-row.score, row.id))
    people = {row.speaker for row in board.quotes if _is_sure(row)}
    people.update(actor for row in best_claims for actor in (row.by, row.content_of, *row.about))
    return Choice(
        actors=_central(board, people),
        quotes=_first(board.quotes, quotes, _QUOTES, lambda row: (-prominence(row), _standing(row))),
        claims=best_claims,
        events=_first(
            board.events, events, _EVENTS, lambda row: (age[row.article][0], -len(row.actors), row.id)
        ),
    )


def _central(board: Board, people: set[str | None]) -> tuple[ActorRow, ...]:
    """The most salient actors, and the persons among `people`, as many again at most."""
    if not board.actors:
        return ()
    least = board.actors[0].salience * _CENTRAL
    most = min(_MOST_ACTORS, _ACTORS + len(board.articles))
    central = {row.id for row in board.actors[:most] if row.salience >= least}
    others = (row.id for row in board.actors if row.type == "person" and row.id in people - central)
    central.update(islice(others, most))
    return tuple(row for row in board.actors if row.id in central)


def _is_sure(row: QuoteRow) -> bool:
    named = row.speaker is not None or (row.speaker_name != "" and not is_pronoun(row.speaker_name))
    return named and row.form != "scare" and not rests_on_little(row)


def _is_telling(row: ClaimRow) -> bool:
    # A claim whose asserter is only "he" rests on nobody that a reader of the brief could name.
    return not rests_on_little(row) and (row.by is not None or not is_pronoun(row.by_name))


def _standing(row: QuoteRow) -> tuple[object, ...]:
    """Sorts an article's quotes: statements before phrases, spoken or relayed words before reported ones."""
    words = len(row.words.split())
    reported = row.form == "indirect" and not row.via
    return (words < _STATEMENT, reported, -round(row.precision, 2), row.spans, row.id)


def _quotes_of_article(rows: Sequence[QuoteRow]) -> list[QuoteRow]:
    kept: list[QuoteRow] = []
    for row in sorted(rows, key=_standing):
        # Of two readings of the same words, the one of higher standing.
        if len(kept) < _QUOTES_EACH and not any(_overlap(row.spans, one.spans) for one in kept):
            kept.append(row)
    return kept


def _claims_of_article(rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    kept: list[ClaimRow] = []
    for row in sorted(rows, key=lambda row: (-row.score, row.spans, row.id)):
        if len(kept) < _CLAIMS_EACH and not any(_overlap(row.spans, one.spans) for one in kept):
            kept.append(row)
    return kept


def _events_of_article(rows: Sequence[EventRow]) -> list[EventRow]:
    return sorted(rows, key=lambda row: (-len(row.actors), row.spans, row.id))[:_EVENTS_EACH]


def _overlap(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    """Whether most of the shorter of two stretches of text lies in the other."""
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ours for b in theirs)
    return 2 * both > min(sum(b - a for a, b in ours), sum(b - a for a, b in theirs))


def _earliest(rows: Iterable[RowT], age: dict[str, tuple[bool, str, str]]) -> list[RowT]:
    """The rows, of those with the same words only the one in the earliest article."""
    first: dict[str, RowT] = {}
    for row in sorted(rows, key=lambda row: (age[row.article], row.spans, row.id)):
        first.setdefault(folded(row.words), row)
    return list(first.values())


def folded(words: str) -> str:
    """Words for telling whether two rows say the same: without case, quotation marks and white space."""
    kept = words.translate(_MARKS).casefold()
    return " ".join(kept.split())


_MARKS = str.maketrans(dict.fromkeys("“”„‟«»\"‘’‚‛'", ""))


def _each(rows: Iterable[RowT], select: Callable[[list[RowT]], list[RowT]]) -> list[RowT]:
    """What `select` takes of each article's rows."""
    by_article: dict[str, list[RowT]] = defaultdict(list)
    for row in rows:
        by_article[row.article].append(row)
    return [row for own in by_article.values() for row in select(own)]


def _first(
    board: Sequence[RowT], rows: Iterable[RowT], most: int, key: Callable[[RowT], tuple[object, ...]]
) -> tuple[RowT, ...]:
    """The first of the rows by a key, in the order of the board."""
    kept = {row.id for row in sorted(rows, key=key)[:most]}
    return tuple(row for row in board if row.id in kept)
