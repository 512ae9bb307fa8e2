"""The dated events of a brief as Markdown, each with whom it concerns and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from tearline.briefs.export.markdown import document, event, section, sources
from tearline.briefs.export.prepared import Prepared, PreparedEvent
from tearline.briefs.export.wording import listing
from tearline.briefs.markdown import escape


def export(prepared: Prepared) -> str:
    """The timeline alone, a heading for each year."""
    part = prepared.selected(timeline=prepared.timeline)
    years: dict[str, list[PreparedEvent]] = {}
    for each in part.timeline:
        years.setdefault(each.event.when[:4], []).append(each)
    return document(
        part,
        f"# {escape(prepared.brief.title)}: timeline",
        *([] if years else ["No dated event is in the brief."]),
        *(text for year, events in years.items() for text in section(year, _entries(events))),
        *section("Sources", sources(part)),
    )


def _entries(events: list[PreparedEvent]) -> Iterator[str]:
    for each in events:
        yield event(each)
        if each.actors:
            yield f"  - {listing([escape(who.name) for who in each.actors])}"
