"""A brief as Markdown: the bottom line first, and a footnote under every statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tearline.briefs.checking.evidence import ArticleOf
from tearline.briefs.export.prepared import (
    Prepared,
    PreparedClaim,
    PreparedEvent,
    PreparedQuote,
    PreparedStatement,
    Who,
)
from tearline.briefs.export.preparing import prepare
from tearline.briefs.export.wording import (
    STATUS,
    asserted,
    cited,
    described,
    event_date,
    graded,
    grades,
    line,
    listing,
    manner,
    quoted,
    without_stop,
)
from tearline.briefs.markdown import escape
from tearline.briefs.model import Brief, Gap, Source
from tearline.index.reading import EXPORT_MARK


def to_markdown(brief: Brief, article_of: ArticleOf) -> str:
    """The brief as Markdown with footnotes; the same brief gives the same text.

    `article_of` gives a source's article as it is now. Raises ExportRefused where any anchored words are not
    verbatim at their place, naming every such item. Items whose ids are among the rejected are left out.
    """
    return export(prepare(brief, article_of))


def export(prepared: Prepared) -> str:
    """The whole brief."""
    return document(
        prepared,
        f"# {escape(prepared.brief.title)}",
        *bottom_line(prepared.bottom_line),
        *section("Key claims", claims(prepared.claims)),
        *section("Quotes", map(quote, prepared.quotes), apart="\n\n"),
        *section("Timeline", map(event, prepared.timeline)),
        *section("Open questions", map(_gap, prepared.brief.gaps)),
        *section("Sources", sources(prepared)),
    )


def document(prepared: Prepared, title: str, *parts: str) -> str:
    """A document under its title: marking and status, the parts, the footnotes, and the mark of an export."""
    notes = (f"[^{note.number}]: {cited(note, prepared.sources, escape)}" for note in prepared.notes)
    standing = f"*{' · '.join(_standing(prepared.brief))}*"
    return "\n\n".join([title, standing, *parts, *notes, EXPORT_MARK]) + "\n"


def section(title: str, entries: Iterable[str], apart: str = "\n") -> list[str]:
    """A heading and its entries; nothing where there is no entry."""
    body = apart.join(entries)
    return [f"## {title}", body] if body else []


def _standing(brief: Brief) -> Iterator[str]:
    if brief.marking is not None:
        yield escape(brief.marking)
    yield STATUS[brief.status]
    yield from map(escape, brief.tags)


def bottom_line(statements: Iterable[PreparedStatement]) -> Iterator[str]:
    for n, statement in enumerate(statements):
        yield ("**Bottom line.** " if n == 0 else "") + _statement(statement)


def _statement(prepared: PreparedStatement) -> str:
    statement = prepared.statement
    words, end = without_stop(statement.words)
    lead = "Assumption: " if statement.assumption is not None else ""
    likely = f"; *{statement.likelihood}*." if statement.likelihood else end
    rests = _calls(prepared.notes) if statement.because or not lead else ""
    sentence = f"{lead}{escape(words)}{likely}{rests}"
    return sentence + (f" Confidence: {statement.confidence}." if statement.confidence else "")


def claims(prepared: Iterable[PreparedClaim]) -> Iterator[str]:
    """Each claim as an entry of a list, with how other claims bear on it below."""
    for each in prepared:
        yield f"- {_said_by(each)} *{' · '.join(grades(each.claim))}*{_calls(each.notes, apart=True)}"
        for related in each.relations:
            relation = related.relation
            basis = {True: " (independent origins)", False: " (not independent)", None: ""}
            why = f" — {escape(without_stop(relation.why)[0])}" if relation.why else ""
            words = escape(without_stop(related.other.claim)[0])
            yield (f"  - {related.verb}{basis[relation.independent]}: {words}{why}.{_calls(related.notes)}")


def _said_by(prepared: PreparedClaim) -> str:
    claim = prepared.claim
    words, end = without_stop(claim.claim)
    condition = ""
    if claim.condition is not None and claim.condition not in claim.claim:
        condition = f" Condition: {escape(without_stop(claim.condition)[0])}."
    if prepared.by is None:
        return f"{escape(words)}{end}{condition}"
    relay = f", relaying {escape(prepared.content_of.name)}" if prepared.content_of else ""
    joint = "," if end == "." else f"{end} —"
    return f"{escape(words)}{joint} {asserted(claim)} {_at_length(prepared.by)}{relay}.{condition}"


def quote(prepared: PreparedQuote) -> str:
    """One quote: who said it, through whom and to whom, the words, the footnote."""
    said = prepared.quote
    name = prepared.speaker.name if prepared.speaker else "Speaker not named"
    if prepared.speaker and prepared.speaker.key is None:
        name = name[:1].upper() + name[1:]  # a description opens the line here; a name stays as it is
    speaker = escape(name)
    via = f", via {listing([escape(who.name) for who in prepared.via])}" if prepared.via else ""
    to = f", to {escape(prepared.audience.name)}" if prepared.audience else ""
    how = f", {manner(said)}" if manner(said) else ""
    state = " *Unreviewed*" if said.review == "draft" else ""
    return f"**{speaker}**{via}{to}{how}: {quoted(said, escape)}{state}{_calls(prepared.notes, apart=True)}"


def event(prepared: PreparedEvent) -> str:
    """One event as an entry of a list."""
    words, end = without_stop(prepared.event.what)
    state = " *Unreviewed*" if prepared.event.review == "draft" else ""
    when = event_date(prepared.event, escape)
    return f"- {when}: {escape(words)}{end}{state}{_calls(prepared.notes, apart=True)}"


def _at_length(who: Who) -> str:
    return escape(who.name) + (f" ({escape(who.affiliation)})" if who.affiliation else "")


def _calls(notes: Iterable[int], *, apart: bool = False) -> str:
    marks = "".join(f"[^{number}]" for number in notes)
    return f"{' ' if apart else ''}{marks}" if marks else " *(unsourced)*"


def sources(prepared: Prepared) -> Iterator[str]:
    """Each source with its grade, as an entry of a list."""
    yield from map(_listed, prepared.sources.values())


def _listed(source: Source) -> str:
    grade = graded(source, escape)
    return f"- {described(source, escape)}, {escape(line(source.file))}." + (f" {grade}" if grade else "")


def _gap(gap: str | Gap) -> str:
    if isinstance(gap, str):
        return f"- {escape(gap)}"
    return f"- {escape(gap.question)}" + (f" — {escape(gap.why)}" if gap.why else "")
