"""A brief as one page of HTML: no script, nothing from elsewhere, and every footnote beside its passage."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, Undefined
from markupsafe import Markup

from tearline.briefs.export import html_words, wording
from tearline.briefs.export.drawing import likelihood, timeline
from tearline.briefs.export.matrix import BEARING_OF, Bearing, labels, matrix
from tearline.briefs.export.prepared import Note, Passage, Prepared, PreparedQuote, Who
from tearline.briefs.export.scales import BANDS, CREDIBILITY, PERCENT
from tearline.index.reading import EXPORT_MARK

# A table of more columns than the page is wide, or of more cells than anyone reads, is listed instead.
_COLUMNS = 16
_CELLS = 4000
_MOST_ROLES = 2
_MEANINGS: dict[Bearing, str] = {
    "states": "states it",
    "agrees": "agrees, in another claim",
    "bears": "qualifies or updates it",
    "differs": "differs",
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a source around what a note cites: its parts in order, each with whether it is cited.

    `places` are the cited characters in words: "410–532 and 570–600".
    """

    source: str
    places: str
    parts: tuple[tuple[str, bool], ...]


def export(prepared: Prepared) -> str:
    """The whole brief as a page, with a security policy that forbids everything but its own style sheet."""
    return _Page(prepared).text()


class _Page:
    """One brief on its way to its page; counts the calls for each note, for the links that lead back."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.counts: Counter[int] = Counter()
        self.number_of_source = {key: n for n, key in enumerate(prepared.sources, 1)}

    def text(self) -> str:
        prepared = self.prepared
        style = (files(__package__) / "page" / "page.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        table = matrix(prepared)
        return _template().render(
            style=Markup(style),  # noqa: S704 - the page's own
            style_hash=f"sha256-{digest}",
            export_mark=Markup(EXPORT_MARK),  # noqa: S704 - the program's own
            brief=prepared.brief,
            status=wording.STATUS[prepared.brief.status],
            contents=list(self.contents()),
            bottom_line=prepared.bottom_line,
            claims=prepared.claims,
            number_of={each.claim.id: n for n, each in enumerate(prepared.claims, 1)},
            matrix=table,
            labels=labels(table.columns, prepared),
            drawn=len(table.columns) <= _COLUMNS and len(table.columns) * len(table.rows) <= _CELLS,
            quotes=prepared.quotes,
            speakers=list(_speakers(prepared.quotes)),
            timeline=prepared.timeline,
            drawing=timeline([each.event for each in prepared.timeline]),
            sources=prepared.sources,
            source_number=self.number_of_source,
            notes=prepared.notes,
            excerpts=self.excerpts,
            called=self.called,
            count_of=self.counts.__getitem__,
        )

    def contents(self) -> Iterator[tuple[str, str, int]]:
        """The parts of the page that are not empty: id, title, number of entries."""
        prepared = self.prepared
        parts = [
            ("bottom-line", "Bottom line", 0, bool(prepared.bottom_line)),
            ("claims", "Key claims", len(prepared.claims), bool(prepared.claims)),
            ("matrix", "Claims by origin", 0, any(claim.passages for claim in prepared.claims)),
            ("quotes", "Quotes", len(prepared.quotes), bool(prepared.quotes)),
            ("timeline", "Timeline", len(prepared.timeline), bool(prepared.timeline)),
            ("gaps", "Open questions", len(prepared.brief.gaps), bool(prepared.brief.gaps)),
            ("sources", "Sources", len(prepared.sources), bool(prepared.sources)),
            ("notes", "Notes and passages", len(prepared.notes), bool(prepared.notes)),
            ("reading", "How to read the grades", 0, True),
        ]
        yield from ((id_, title, count) for id_, title, count, there in parts if there)

    def called(self, notes: Sequence[int]) -> list[tuple[int, int]]:
        """Each note with how often it has now been called for."""
        self.counts.update(notes)
        return [(number, self.counts[number]) for number in notes]

    def excerpts(self, note: Note) -> Iterator[Excerpt]:
        """What a note cites, in its surroundings; passages with overlapping surroundings stand in one."""
        alike: list[list[Passage]] = []
        for passage in sorted(
            note.passages, key=lambda each: (self.number_of_source[each.source], each.start)
        ):
            joined = alike[-1] if alike and alike[-1][0].source == passage.source else None
            if joined and passage.start - len(passage.before) <= max(map(_closes, joined)):
                joined.append(passage)
            else:
                alike.append([passage])
        yield from map(self.excerpt, alike)

    def excerpt(self, passages: Sequence[Passage]) -> Excerpt:
        """The text around passages that stand near each other, in the order of their starts."""
        source = passages[0].source
        text = self.prepared.articles[source].text
        last = max(passages, key=_closes)
        parts = [("… ", False)] if passages[0].cut_before else []
        place = passages[0].start - len(passages[0].before)
        for passage in passages:
            # A passage may lie within the one before it, or begin there.
            if passage.end > place:
                parts += [
                    (text[place : passage.start], False),
                    (text[max(place, passage.start) : passage.end], True),
                ]
                place = passage.end
        parts += [(text[place : _closes(last)], False)] + ([(" …", False)] if last.cut_after else [])
        spans = wording.widest([(passage.start, passage.end) for passage in passages])
        places = wording.listing([f"{start}–{end}" for start, end in spans])
        return Excerpt(source, places, tuple(part for part in parts if part[0]))


def _closes(passage: Passage) -> int:
    """Where the surroundings of a passage end."""
    return passage.end + len(passage.after)


def _speakers(quotes: Sequence[PreparedQuote]) -> Iterator[tuple[Who | None, list[PreparedQuote]]]:
    """The quotes of each speaker in turn, None for those that nobody is named for."""
    for name, theirs in groupby(quotes, key=lambda quote: quote.speaker.name if quote.speaker else None):
        group = list(theirs)
        yield (group[0].speaker if name is not None else None), group


def _roles(who: Who) -> list[str]:
    return [wording.line(role.role) for role in who.actor.roles[:_MOST_ROLES]] if who.actor else []


def _printed(value: Any) -> Any:
    """What the page prints: nothing from outside can be markup, hide or turn the order of letters around."""
    return value if isinstance(value, Markup | Undefined) else html_words.escape(str(value))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda name: (files(__package__) / "page" / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        line=wording.line, date=wording.date_in_words, address=html_words.address, tag=html_words.language
    )
    environment.globals.update(
        kinds=wording.KINDS,
        reliability=wording.RELIABILITY,
        credibility=CREDIBILITY,
        bands=BANDS,
        percent=PERCENT,
        likelihood=likelihood,
        own_marks=wording.own_marks,
        asserted=wording.asserted,
        manner=wording.manner,
        shown_stretches=wording.shown_stretches,
        bearing=BEARING_OF,
        meanings=_MEANINGS,
        roles=_roles,
    )
    return environment.get_template("brief.html.j2")
