"""Adding by hand: words selected in an article become a quote, a claim or an event of the brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Literal, TypeVar

from tearline.briefs.board.rows import GAP, Board, ClaimRow, EventRow, Item, QuoteRow
from tearline.briefs.curation.choice import folded
from tearline.briefs.curation.entries import allow, ensure_actor, ensure_source, filled, party_entry, place_at
from tearline.briefs.curation.picked_words import Picked, pick, words_at
from tearline.briefs.curation.references import items_by_section
from tearline.briefs.curation.verdicts import accept
from tearline.briefs.curation.who import Who, actor_named, party
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import item_of
from tearline.briefs.findings import ClaimKind, QuoteForm
from tearline.briefs.ids import finding_id, source_key
from tearline.briefs.model import Claim, Event, Quote
from tearline.briefs.problems import EditError
from tearline.briefs.trust import is_weak
from tearline.index.article import Article, Span

# A selection that lies in a finding by this share of its characters has that finding's speaker.
_WITHIN = 0.8
# What may stand before the first letter of words that are folded for comparing.
_BEFORE_WORDS = " \t\r\n“”„‟«»\"‘’‚‛'"


class WorkedOut(Enum):
    """Stands for what is to be worked out from the article."""

    WORKED_OUT = "worked out"


WORKED_OUT: Final = WorkedOut.WORKED_OUT

Given = Who | WorkedOut
RowT = TypeVar("RowT", QuoteRow, ClaimRow, EventRow)


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: the item's id, whether it is new in the brief, others of the same words."""

    id: str
    new: bool
    same_words: tuple[str, ...] = ()


def add_quote(
    file: BriefFile,
    board: Board,
    article_id: str,
    spans: Sequence[Span],
    *,
    speaker: Given = WORKED_OUT,
    via: Sequence[Who] | WorkedOut = WORKED_OUT,
    audience: Given = WORKED_OUT,
    form: QuoteForm | None = None,
    cue: str | None = None,
    note: str | None = None,
) -> Added:
    """Take words of an article into the brief as a quote.

    `spans` count code points of the article's text, end exclusive. What is not given is worked out: the form
    from the marks, speaker, relay and cue from the finding that the words lie in; without a sure one nobody
    is named. Words that the brief has at that place already are named rather than doubled. One step of undo;
    the file is not saved. Raises EditError for spans without words, and actors nobody knows.
    """
    article, picked = _article(board, article_id), pick(_article(board, article_id), spans)
    there = _there(article, picked, board.quotes)
    if there is not None and there.status not in ("suggested", "rejected"):
        return _same(file, there.id, words_at(article.text, picked.spans))
    near = _around(article, picked.spans, board.quotes)
    words = words_at(article.text, picked.spans)
    with file.together(f"added “{words[:40]}”"):
        said_by: Any = None
        relayed: list[Any] = []
        if speaker is not WORKED_OUT:
            said_by = party(file, board, speaker)
        elif near:
            said_by = party_entry(file, board, near.speaker, near.speaker_name)
        if via is not WORKED_OUT:
            relayed = [party(file, board, one) for one in via]
        elif near and speaker is WORKED_OUT:
            relayed = [party_entry(file, board, *one) for one in zip(near.via_actors, near.via, strict=True)]
        heard: Any = None
        if audience is not WORKED_OUT:
            heard = party(file, board, audience)
        elif near and speaker is WORKED_OUT:
            heard = party_entry(file, board, near.audience_actor, near.audience)
        scare = picked.few_in_marks and said_by is None and not relayed
        source = ensure_source(file, article)
        said = [article.text[start:end] for start, end in picked.spans]
        places = [place_at(source, article.text, span) for span in picked.spans]
        entry = {
            "id": _id(file, board, "q", article, words, there),
            "speaker": said_by,
            "via": [one for one in relayed if one is not None],
            "form": form or ("scare" if scare else picked.form),
            "cue": cue or (near.cue if near and speaker is WORKED_OUT else None),
            "said": said[0] if len(said) == 1 else said,
            "at": places[0] if len(places) == 1 else places,
            "audience": heard,
            "note": note,
        }
        return _added(file, "quotes", entry, words)


def add_claim(
    file: BriefFile,
    board: Board,
    article_id: str,
    spans: Sequence[Span],
    *,
    wording: str | None = None,
    by: Given = WORKED_OUT,
    content_of: Given = WORKED_OUT,
    kind: ClaimKind | None = None,
    condition: str | None = None,
    denied: bool | None = None,
    credibility: int | None = None,
    note: str | None = None,
) -> Added:
    """Take a statement of an article into the brief as a claim, in its own words or in `wording`.

    What is not given is worked out from the claim, or the quote, that drafting found there; without one it is
    the article's own statement: a fact as reported, or an allegation where somebody is named as making it.
    Otherwise as `add_quote`.
    """
    article = _article(board, article_id)
    picked = pick(article, spans)
    words = words_at(article.text, picked.spans)
    there = _there(article, picked, board.claims)
    if there is not None and there.status not in ("suggested", "rejected"):
        return _same(file, there.id, words)
    near = _around(article, picked.spans, board.claims)
    quote = _around(article, picked.spans, board.quotes) if near is None else None
    with file.together(f"added “{words[:40]}”"):
        asserts: Any = None
        content: Any = None
        if by is not WORKED_OUT:
            asserts = party(file, board, by)
        elif near:
            asserts = party_entry(file, board, near.by, near.by_name)
        elif quote and quote.via:
            asserts = party_entry(file, board, quote.via_actors[-1], quote.via[-1])
            content = party_entry(file, board, quote.speaker, quote.speaker_name)
        elif quote:
            asserts = party_entry(file, board, quote.speaker, quote.speaker_name)
        if content_of is not WORKED_OUT:
            content = party(file, board, content_of)
        elif near and by is WORKED_OUT:
            content = party_entry(file, board, near.content_of, near.content_of_name)
        source = ensure_source(file, article)
        entry = {
            "id": _id(file, board, "c", article, words, there),
            "claim": " ".join((wording or words).split()),
            "kind": kind or (near.kind if near else "allegation" if asserts else "fact"),
            "by": asserts,
            "content_of": content,
            "condition": condition or (near.condition if near else None),
            "denied": (denied if denied is not None else near.denied if near else False) or None,
            "credibility": credibility,
            "evidence": [place_at(source, article.text, span, exact=True) for span in picked.spans],
            "origins": near.origins if there is not None and near else None,
            "note": note,
        }
        return _added(file, "claims", entry, words)


def add_event(
    file: BriefFile,
    board: Board,
    article_id: str,
    spans: Sequence[Span],
    when: str | None = None,
    *,
    until: str | None = None,
    what: str | None = None,
    actors: Sequence[str] | WorkedOut = WORKED_OUT,
    basis: str | None = None,
    note: str | None = None,
) -> Added:
    """Take a dated happening of an article into the brief, in its own words or as `what` puts it.

    `when` and `until` are dates as precise as known (2031, 2031-05 or 2031-05-07); without `when`, the date
    that drafting found there. Otherwise as `add_quote`; raises EditError where there is no date.
    """
    article = _article(board, article_id)
    picked = pick(article, spans)
    words = words_at(article.text, picked.spans)
    there = _there(article, picked, board.events)
    if there is not None and there.status not in ("suggested", "rejected"):
        return _same(file, there.id, words)
    near = _around(article, picked.spans, board.events)
    date = when or (near.when if near else None)
    if date is None:
        raise EditError(f"“{words[:40]}”: when was that? Give a date as precise as it is known")
    with file.together(f"added “{words[:40]}”"):
        if actors is WORKED_OUT:
            acting = [ensure_actor(file, board, one) for one in (near.actors if near else ())]
        else:
            acting = [ensure_actor(file, board, actor_named(file.brief, board, one)) for one in actors]
        source = ensure_source(file, article)
        worked_out = near.basis if near and when is None and near.basis != "stated" else None
        entry = {
            "id": _id(file, board, "t", article, words, there),
            "when": date,
            "until": until,
            "what": " ".join((what or words).split()),
            "actors": list(dict.fromkeys(acting)),
            "evidence": [place_at(source, article.text, span, exact=True) for span in picked.spans],
            "basis": basis or worked_out,
            "note": note,
        }
        return _added(file, "timeline", entry, words)


def add_claim_on(
    file: BriefFile,
    board: Board,
    rests_on: Sequence[str],
    wording: str,
    *,
    by: Given = WORKED_OUT,
    kind: ClaimKind | None = None,
    credibility: int | None = None,
    note: str | None = None,
) -> Added:
    """A claim in the analyst's words that rests on quotes or claims; suggested ones are taken in first.

    Whoever says all of these quotes asserts it, unless `by` is given. One step of undo; the file is not
    saved. Raises EditError for evidence that is neither suggested nor in the brief.
    """
    words = " ".join(wording.split())
    if not words or not rests_on:
        raise EditError("a claim needs words, and something that it rests on")
    with file.together(f"added “{words[:40]}”"):
        speakers: list[Any] = []
        for one in dict.fromkeys(rests_on):
            accept(file, board, one)
            item = item_of(file.brief, one)
            speaker = getattr(item, "speaker", None) or getattr(item, "by", None)
            if item is None or hasattr(item, "when"):
                raise EditError(f"{one} is no quote or claim")
            speakers.append(speaker)
        common = speakers[0] if all(one == speakers[0] for one in speakers) else None
        asserts = party(file, board, common if by is WORKED_OUT else by)
        new = finding_id("c", "+".join(sorted(rests_on)), words)
        if item_of(file.brief, new) is not None:
            return Added(new, False)
        entry = {
            "id": new,
            "claim": words,
            "kind": kind or ("allegation" if asserts else "fact"),
            "by": asserts,
            "credibility": credibility,
            "evidence": list(dict.fromkeys(rests_on)),
            "note": note,
        }
        return _added(file, "claims", entry, words)


def _article(board: Board, article_id: str) -> Article:
    article = board.texts.get(article_id)
    if article is None:
        raise EditError(f"no article {article_id[:12]} is on the desk")
    return article


def _there(article: Article, picked: Picked, rows: Sequence[RowT]) -> RowT | None:
    """The row whose words these are, at the same place."""
    return next((row for row in rows if row.article == article.id and row.spans == picked.spans), None)


def _around(article: Article, spans: Sequence[Span], rows: Sequence[RowT]) -> RowT | None:
    """The item or sure finding that most of the words lie in: the tightest of several."""
    chars = sum(end - start for start, end in spans)
    best: tuple[float, int, str] | None = None
    found: RowT | None = None
    for row in rows:
        if row.article != article.id or not row.spans or row.status == "rejected" or is_weak(row):
            continue
        shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in spans for b in row.spans)
        if shared < _WITHIN * chars:
            continue
        key = (-shared, sum(end - start for start, end in row.spans), row.id)
        if best is None or key < best:
            best, found = key, row
    return found


def _id(
    file: BriefFile,
    board: Board,
    kind: Literal["q", "c", "t"],
    article: Article,
    words: str,
    there: Item | None,
) -> str:
    """The id of words at a place: the finding's own, else the first of these words' that nothing else has."""
    if there is not None:
        return there.id
    nth = 0
    while True:
        one = finding_id(kind, source_key(article), words, nth)
        if item_of(file.brief, one) is None and board.item(one) is None:
            return one
        nth += 1


def _added(file: BriefFile, section: str, entry: dict[str, Any], words: str) -> Added:
    allow(file, entry["id"])
    file.add_item(section, {**filled(entry), "review": "accepted"})
    return Added(entry["id"], True, _same_words(file, entry["id"], words))


def _same(file: BriefFile, item_id: str, words: str) -> Added:
    return Added(item_id, False, _same_words(file, item_id, words))


def _same_words(file: BriefFile, item_id: str, words: str) -> tuple[str, ...]:
    """The brief's other items of one kind that have the same words."""
    wanted, kind = folded(words), item_id[:2]
    found = []
    for _, item in items_by_section(file.brief):
        own = GAP.join(item.stretches) if isinstance(item, Quote) else _wording(item)
        # Folding thousands of items takes long; most differ in the first letter.
        near = own.lstrip(_BEFORE_WORDS)[:1].casefold()[:1] == wanted[:1]
        if near and item.id != item_id and item.id[:2] == kind and folded(own) == wanted:
            found.append(item.id)
    return tuple(found)


def _wording(item: Claim | Event) -> str:
    return item.claim if isinstance(item, Claim) else item.what
