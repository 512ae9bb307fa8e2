"""A prepared brief as data for a user's template: the keys of the YAML, with names and notes resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tearline.briefs.export import wording
from tearline.briefs.export.prepared import (
    Note,
    Passage,
    Prepared,
    PreparedClaim,
    PreparedEvent,
    PreparedQuote,
    PreparedStatement,
    Who,
)
from tearline.briefs.model import Part, Source
from tearline.index.reading import EXPORT_MARK

Data = dict[str, Any]


def template_data(prepared: Prepared) -> Data:
    """What a template can speak of, as JSON data. docs/templates.md explains every key."""
    brief = prepared.brief
    return {
        "title": brief.title,
        "status": brief.status,
        "marking": brief.marking,
        "tags": list(brief.tags),
        "bottom_line": list(map(_statement, prepared.bottom_line)),
        "claims": list(map(_claim, prepared.claims)),
        "quotes": list(map(_quote, prepared.quotes)),
        "timeline": list(map(_event, prepared.timeline)),
        "gaps": [
            {"question": gap, "why": None} if isinstance(gap, str) else _keys(gap) for gap in brief.gaps
        ],
        "actors": {key: _who(who) for key, who in prepared.actors.items()},
        "sources": {key: _source(key, source) for key, source in prepared.sources.items()},
        "notes": [_note(note, prepared.sources) for note in prepared.notes],
        "mark": EXPORT_MARK,
    }


def _statement(prepared: PreparedStatement) -> Data:
    statement = prepared.statement
    kind = "judgement" if statement.judgement else "assumption" if statement.assumption else "fact"
    return {**_keys(statement), "kind": kind, "words": statement.words, "notes": list(prepared.notes)}


def _claim(prepared: PreparedClaim) -> Data:
    return {
        **_keys(prepared.claim),
        "by": _who(prepared.by),
        "content_of": _who(prepared.content_of),
        "about": _people(prepared.about),
        "evidence": _passages(prepared.passages),
        "relations": [
            {
                **_keys(each.relation),
                "verb": each.verb,
                "other": _keys(each.other),
                "notes": list(each.notes),
            }
            for each in prepared.relations
        ],
        "notes": list(prepared.notes),
    }


def _quote(prepared: PreparedQuote) -> Data:
    quote = prepared.quote
    return {
        **_keys(quote),
        "speaker": _who(prepared.speaker),
        "via": _people(prepared.via),
        "audience": _who(prepared.audience),
        "about": _people(prepared.about),
        "said": list(quote.stretches),
        "words": wording.quoted(quote, str),
        "at": _passages(prepared.passages),
        "notes": list(prepared.notes),
    }


def _event(prepared: PreparedEvent) -> Data:
    return {
        **_keys(prepared.event),
        "date": wording.event_date(prepared.event, str),
        "actors": _people(prepared.actors),
        "evidence": _passages(prepared.passages),
        "notes": list(prepared.notes),
    }


def _source(key: str, source: Source) -> Data:
    return {
        **_keys(source),
        "key": key,
        "described": wording.described(source, str),
        "graded": wording.graded(source, str),
    }


def _note(note: Note, sources: Mapping[str, Source]) -> Data:
    return {
        "number": note.number,
        "cited": wording.cited(note, sources, str),
        "passages": _passages(note.passages),
    }


def _who(who: Who | None) -> Data | None:
    """An actor's keys, those of one who is only described empty, and the name to call them by."""
    if who is None:
        return None
    actor = _keys(who.actor) if who.actor else {"type": None, "aliases": [], "roles": [], "affiliations": []}
    return {**actor, "key": who.key, "name": who.name, "affiliation": who.affiliation}


def _people(people: Iterable[Who]) -> list[Data | None]:
    return [_who(who) for who in people]


def _passages(passages: Iterable[Passage]) -> list[Data]:
    return [
        {name: getattr(passage, name) for name in Passage.__slots__ if not name.startswith("_")}
        for passage in passages
    ]


def _keys(part: Part) -> Data:
    """What the YAML holds, under its keys; a key that is not there is None or empty."""
    return part.model_dump(by_alias=True)
