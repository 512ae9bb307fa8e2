"""The quotes of a brief as Markdown: a heading for each speaker, and what each quote is about."""

from __future__ import annotations

from collections.abc import Iterator

from tearline.briefs.export.markdown import document, quote, section, sources
from tearline.briefs.export.prepared import Prepared, PreparedQuote
from tearline.briefs.export.wording import listing
from tearline.briefs.markdown import escape


def export(prepared: Prepared) -> str:
    """The quotes sheet."""
    part = prepared.selected(quotes=prepared.quotes)
    speakers: dict[str, list[PreparedQuote]] = {}
    for each in part.quotes:
        speakers.setdefault(each.speaker.name if each.speaker else "Speaker not named", []).append(each)
    return document(
        part,
        f"# {escape(prepared.brief.title)}: quotes",
        *([] if speakers else ["No quote is in the brief."]),
        *(
            text
            for speaker, said in speakers.items()
            for text in section(escape(speaker), _entries(said), apart="\n\n")
        ),
        *section("Sources", sources(part)),
    )


def _entries(quotes: list[PreparedQuote]) -> Iterator[str]:
    for each in quotes:
        about = listing([escape(who.name) for who in each.about])
        yield quote(each) + (f" About {about}." if about else "")
