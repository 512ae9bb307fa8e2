"""From the board into the brief: rows written as a brief's entries, with the sources and actors they need."""

from __future__ import annotations

import re
from typing import Any

from tearline.briefs.anchoring.anchors import make_anchor
from tearline.briefs.board.rows import ActorRow, Board, ClaimRow, EventRow, Item, QuoteRow
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.ids import source_key
from tearline.briefs.model import Review
from tearline.briefs.names import is_pronoun
from tearline.index.article import Article, Span

Entry = dict[str, Any]

# An actor's entry opens with what it is called and does most; the articles have the rest.
MOST_ALIASES = 6
MOST_ROLES = 3


def add_row(file: BriefFile, board: Board, row: Item, review: Review) -> None:
    """Add a suggestion to the brief under its own id, and before it the source and actors that it names.

    Raises EditError where the brief can't take it, and ValueError for a row without words at a place.
    """
    source = ensure_source(file, board.texts[row.article])
    if isinstance(row, QuoteRow):
        section, entry = "quotes", _quote(file, board, row, source)
    elif isinstance(row, ClaimRow):
        section, entry = "claims", _claim(file, board, row, source)
    else:
        section, entry = "timeline", _event(file, board, row, source)
    file.add_item(section, {**filled(entry), "review": review})


def ensure_source(file: BriefFile, article: Article) -> str:
    """The key of the article among the brief's sources, added if it is not there."""
    text = f"sha256:{article.id}"
    key = source_key(article)
    sources = file.brief.sources
    for known, source in sources.items():
        if source.text == text:
            return known
    if key in sources:
        # Four digits of the hash fell together with another article's of this outlet.
        key = next(longer for end in range(5, 65) if (longer := key[:-4] + article.id[:end]) not in sources)
    stated = {
        name: getattr(article, name) for name in ("title", "outlet", "author", "published", "url", "language")
    }
    # A title of several lines, or one of control characters alone, is still one value of one line.
    plain = {name: " ".join(str(value).split()) for name, value in stated.items() if value}
    inferred = {name: basis for name, basis in article.inferred.items() if plain.get(name)}
    entry = {"file": article.path or key, "text": text, **plain, "inferred": inferred}
    file.add_source(key, filled(entry))
    return key


def ensure_actor(file: BriefFile, board: Board, actor_id: str) -> str:
    """The key of an actor of the board among the brief's, added if it is not there.

    That of whatever it was merged into, where the board does not know of that yet. An actor that was rejected
    is so no longer.
    """
    if actor_id in file.brief.actors:
        return actor_id
    for key, actor in file.brief.actors.items():
        if actor_id in actor.merged:
            return key
    row = board.actor(actor_id)
    if row is None:
        row = ActorRow(actor_id, actor_id, "group")
    allow(file, actor_id)
    file.add_actor(actor_id, actor_entry(file, row))
    return actor_id


def allow(file: BriefFile, item_id: str) -> None:
    """Take an id from among the rejected, if it is there."""
    for n in reversed([n for n, one in enumerate(file.brief.rejected) if one == item_id]):
        file.remove_item(f"rejected[{n}]")


def actor_entry(file: BriefFile, row: ActorRow) -> Entry:
    """What a brief would say of an actor of the board."""
    roles = [
        filled({"role": " ".join(role.split()), "source": _source_among(file, articles)})
        for role, articles in list(zip(row.roles, row.roles_in, strict=True))[:MOST_ROLES]
    ]
    aliases = list(row.aliases[:MOST_ALIASES])
    return filled({"name": row.name, "type": row.type, "aliases": aliases, "roles": roles})


def _source_among(file: BriefFile, articles: frozenset[str]) -> str | None:
    """The first of the brief's sources that is one of these articles."""
    for key, source in file.brief.sources.items():
        if (source.text or "").removeprefix("sha256:") in articles:
            return key
    return None


def _quote(file: BriefFile, board: Board, row: QuoteRow, source: str) -> Entry:
    text = board.texts[row.article].text
    places = [place_at(source, text, span) for span in row.spans]
    said = [text[start:end] for start, end in row.spans]
    via = [party_entry(file, board, *pair) for pair in zip(row.via_actors, row.via, strict=True)]
    return {
        "id": row.id,
        "speaker": party_entry(file, board, row.speaker, row.speaker_name),
        "via": [party for party in via if party is not None],
        "form": row.form,
        "cue": row.cue,
        "said": said[0] if len(said) == 1 else said,
        "at": places[0] if len(places) == 1 else places,
        "audience": party_entry(file, board, row.audience_actor, row.audience),
    }


def _claim(file: BriefFile, board: Board, row: ClaimRow, source: str) -> Entry:
    return {
        "id": row.id,
        "claim": _begun(" ".join(row.words.split())),
        "kind": row.kind,
        "by": party_entry(file, board, row.by, row.by_name),
        "content_of": party_entry(file, board, row.content_of, row.content_of_name),
        "condition": row.condition,
        "denied": row.denied or None,
        "evidence": _evidence(board, row, source),
        "origins": row.origins,
    }


def _begun(words: str) -> str:
    """The words as a sentence begins: with a capital, unless their first word has one of its own ("eBay")."""
    first = re.match(r"[^\W\d_]+", words)
    return words[0].upper() + words[1:] if first and first[0].islower() else words


def _event(file: BriefFile, board: Board, row: EventRow, source: str) -> Entry:
    return {
        "id": row.id,
        "when": row.when,
        "what": " ".join(row.words.split()),
        "actors": [ensure_actor(file, board, actor) for actor in row.actors],
        "evidence": _evidence(board, row, source),
        "basis": row.basis if row.basis != "stated" else None,
    }


def _evidence(board: Board, row: ClaimRow | EventRow, source: str) -> list[Entry]:
    text = board.texts[row.article].text
    return [place_at(source, text, span, exact=True) for span in row.spans]


def place_at(source: str, text: str, span: Span, *, exact: bool = False) -> Entry:
    """Words at their place as a brief anchors them, with the words themselves where `exact` is set."""
    anchor = make_anchor(source, text, *span)
    return {
        "source": source,
        "start": anchor.start,
        "end": anchor.end,
        **({"exact": anchor.exact} if exact else {}),
        "before": anchor.prefix,
        "after": anchor.suffix,
    }


def party_entry(file: BriefFile, board: Board, actor_id: str | None, name: str) -> str | Entry | None:
    """A party as a brief names it; None for a pronoun, which describes nobody outside its own text."""
    if actor_id is not None:
        return ensure_actor(file, board, actor_id)
    words = " ".join(name.split())
    return {"described": words} if words and not is_pronoun(words) else None


def filled(entry: Entry) -> Entry:
    """The entry without the keys that say nothing."""
    return {key: value for key, value in entry.items() if value not in (None, "", [], {})}
