"""The brief's own items as rows: its wording, speaker and status, and what the finding behind it knows."""

from __future__ import annotations

from tearline.briefs import model
from tearline.briefs.board.rows import GAP, ClaimRow, EventRow, QuoteRow
from tearline.briefs.model import Brief
from tearline.index.article import Span


def quote_row(
    brief: Brief, item: model.Quote, article: str, spans: tuple[Span, ...], finding: QuoteRow | None
) -> QuoteRow:
    """A quote of the brief, with its words at `spans` of the article, over the finding of the same words."""
    speaker, speaker_name = _party(brief, item.speaker)
    audience, audience_name = _party(brief, item.audience)
    relay = [_party(brief, party) for party in item.via]
    return QuoteRow(
        id=item.id,
        article=article,
        words=GAP.join(item.stretches),
        form=item.form,
        spans=spans,
        speaker=speaker,
        speaker_name=speaker_name,
        via=tuple(name for _, name in relay),
        via_actors=tuple(actor for actor, _ in relay),
        audience=audience_name,
        audience_actor=audience,
        about=item.about or (finding.about if finding else ()),
        cue=item.cue or "",
        status=item.review,
        rule=finding.rule if finding else item.rule or "",
        precision=finding.precision if finding else 1.0,
        finding=finding.finding if finding else "",
    )


def claim_row(
    brief: Brief, item: model.Claim, article: str, spans: tuple[Span, ...], finding: ClaimRow | None
) -> ClaimRow:
    """A claim of the brief, its evidence at `spans` of the article, over the finding of the same words."""
    by, by_name = _party(brief, item.by)
    of, of_name = _party(brief, item.content_of)
    return ClaimRow(
        id=item.id,
        article=article,
        words=item.claim,
        kind=item.kind,
        spans=spans,
        by=by,
        by_name=by_name,
        content_of=of,
        content_of_name=of_name,
        condition=item.condition or "",
        denied=item.denied,
        origins=finding.origins if finding else item.origins or 1,
        about=item.about or (finding.about if finding else ()),
        status=item.review,
        rule=finding.rule if finding else item.rule or "",
        score=finding.score if finding else 1.0,
        precision=finding.precision if finding else 1.0,
        finding=finding.finding if finding else "",
    )


def event_row(
    _brief: Brief, item: model.Event, article: str, spans: tuple[Span, ...], finding: EventRow | None
) -> EventRow:
    """An event of the brief, its evidence at `spans` of the article, over the finding of the same words."""
    return EventRow(
        id=item.id,
        article=article,
        words=item.what,
        when=item.when,
        spans=spans,
        actors=item.actors or (finding.actors if finding else ()),
        status=item.review,
        basis=item.basis or "",
        rule=finding.rule if finding else item.rule or "",
        finding=finding.finding if finding else "",
    )


def _party(brief: Brief, party: str | model.Described | None) -> tuple[str | None, str]:
    """An actor's id and name, or no id and the words that describe someone unnamed."""
    if party is None:
        return None, ""
    if isinstance(party, model.Described):
        return None, party.described
    return party, brief.actors[party].name if party in brief.actors else party
