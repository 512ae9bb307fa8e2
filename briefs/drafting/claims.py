"""Picks an article's key claims: the statements that a summary would keep, with who makes them."""

from __future__ import annotations

from collections.abc import Sequence

from tearline.briefs.drafting.claim_kinds import is_denied, is_pledged, sort_of
from tearline.briefs.drafting.claim_ranking import rank
from tearline.briefs.drafting.claim_words import POINTING
from tearline.briefs.drafting.document import Document
from tearline.briefs.drafting.statements import Statement, find_statements, title_stems
from tearline.briefs.findings import Actor, Claim, ClaimKind, Party, Quote


def find_claims(document: Document, actors: Sequence[Actor], quotes: Sequence[Quote]) -> tuple[Claim, ...]:
    """The key claims of an article, most important first."""
    title = title_stems(document)
    statements = find_statements(document, quotes, title)
    ranked = rank(document, statements, title, actors)
    return tuple([_claim(document, statement, score) for statement, score in ranked])


def _claim(document: Document, statement: Statement, score: float) -> Claim:
    sort = sort_of(document, statement)
    by, content_of = _asserted(document, statement, sort.kind)
    return Claim(
        span=tuple([document.span(*part) for part in statement.tokens]),
        score=score,
        kind=sort.kind,
        rule=statement.rule,
        by=by.actor if by else None,
        by_text=by.described if by and by.actor is None and by.text.lower() not in POINTING else None,
        content_of=content_of,
        condition=sort.condition,
        polarity=sort.affirms,
        denied=is_denied(document, statement),
    )


def _asserted(document: Document, statement: Statement, kind: ClaimKind) -> tuple[Party | None, str | None]:
    """Who asserts a statement, and whose content it is where that party relays it."""
    parties = [
        party for quote in statement.quotes for party in (*reversed(quote.relay), quote.speaker) if party
    ]
    # Whoever commits themselves in the reporter's own words is who makes the pledge.
    if kind == "pledge":
        parties += [
            quote.speaker for quote in statement.inside if quote.speaker and is_pledged(document, quote)
        ][:1]
    if not parties:
        return None, None
    by, origin = parties[0], parties[-1].actor
    return by, origin if origin != by.actor else None
