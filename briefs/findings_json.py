"""Findings as JSON: the record that `tearline extract` prints, and the compact form that a cache keeps."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from tearline.briefs.findings import Actor, Claim, Event, Findings, Party, Quote
from tearline.index.article import Article, Span


class StoredFindingsError(ValueError):
    """Stored findings are not in the form this version writes."""


# ---- the printed record ----


def extract_record(article: Article, findings: Findings, record_id: str | None = None) -> dict[str, Any]:
    """The findings of one article as plain JSON values, for people and programs to read.

    Spans are [start, end) in code points of the text. `record_id` is what the caller knows the article by;
    without one, its path, or the hash of its text where it has none. Actors come most salient first,
    quotes and events in the order of the text, claims by score.
    """
    return {
        "id": record_id if record_id is not None else article.path or article.id,
        "article": findings.article,
        "chars": findings.chars,
        "english": findings.english,
        "actors": [_actor(actor) for actor in findings.actors],
        "quotes": [_quote(quote, article.text) for quote in findings.quotes],
        "claims": [_claim(claim, article.text) for claim in findings.claims],
        "events": [_event(event, article.text) for event in findings.events],
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "mentions": _spans(actor.mentions),
        "aliases": list(actor.aliases),
        "roles": [{"role": role.text, "span": list(role.span)} for role in actor.roles],
        "salience": actor.salience,
        "rule": actor.rule,
    }


def _quote(quote: Quote, text: str) -> dict[str, Any]:
    return {
        "form": quote.form,
        "content": _spans(quote.content),
        "words": [text[start:end] for start, end in quote.content],
        "speaker": _party(quote.speaker),
        "cue": list(quote.cue) if quote.cue else None,
        "via": [party.actor for party in quote.relay if party.actor],
        "relay": [_party(party) for party in quote.relay],
        "audience": _party(quote.audience),
        "about": list(quote.about),
        "rule": quote.rule,
        "precision": quote.precision,
    }


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    return {
        "span": _spans(claim.span),
        "words": [text[start:end] for start, end in claim.span],
        "score": claim.score,
        "kind": claim.kind,
        "by": claim.by,
        "by_text": claim.by_text,
        "content_of": claim.content_of,
        "condition": list(claim.condition) if claim.condition else None,
        "polarity": claim.polarity,
        "denied": claim.denied,
        "rule": claim.rule,
    }


def _event(event: Event, text: str) -> dict[str, Any]:
    return {
        "span": list(event.span),
        "words": text[slice(*event.span)],
        "when": event.when,
        "when_span": list(event.when_span),
        "basis": event.basis,
        "actors": list(event.actors),
        "rule": event.rule,
    }


def _party(party: Party | None) -> dict[str, Any] | None:
    if party is None:
        return None
    return {"actor": party.actor, "text": party.text, "span": list(party.span), "basis": party.basis}


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


# ---- the stored form ----
# A dataclass is stored as the list of its fields in order, so that a hundred thousand articles' findings stay
# small. Lone surrogates, which an article read from JSON can hold, survive as escapes.


def findings_to_json(findings: Findings) -> str:
    """The findings whole, as ASCII JSON that `findings_from_json` turns back into an equal value."""
    return json.dumps(_plain(findings), separators=(",", ":"))


def findings_from_json(stored: str) -> Findings:
    """The findings that `findings_to_json` stored. Raises StoredFindingsError for any other text."""
    try:
        value = json.loads(stored)
        findings = _reader(Findings)(value)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise StoredFindingsError(f"stored findings can't be read: {error}") from error
    assert isinstance(findings, Findings)  # noqa: S101  the reader of a class gives that class
    return findings


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, name)) for name in _field_names(type(value))]
    return value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What turns a plain JSON value back into a value of the type that the hint names."""
    arguments = typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _class_reader(hint)
    if typing.get_origin(hint) is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _reader(arguments[0])
            return lambda value: tuple(map(each, _checked(value, list)))
        return lambda value: _fixed(value, arguments)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (some,) = (argument for argument in arguments if argument is not type(None))
        inner = _reader(some)
        return lambda value: None if value is None else inner(value)
    if typing.get_origin(hint) is typing.Literal:
        choices = frozenset(arguments)
        return lambda value: _one_of(value, choices)
    if hint is float:
        return lambda value: _checked(value, (float, int))
    return lambda value: _checked(value, hint)


def _class_reader(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = [_reader(hints[name]) for name in _field_names(kind)]

    def read(value: Any) -> Any:
        parts = _checked(value, list)
        if len(parts) != len(readers):
            raise ValueError(f"{kind.__name__} has {len(readers)} fields, not {len(parts)}")
        return kind(*[reader(part) for reader, part in zip(readers, parts, strict=True)])

    return read


def _fixed(value: Any, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    if type(value) is not list or len(value) != len(kinds) or not all(map(isinstance, value, kinds)):
        raise ValueError(f"expected {len(kinds)} values, not {value!r:.40}")
    return tuple(value)


def _one_of(value: Any, choices: frozenset[Any]) -> Any:
    if value not in choices:
        raise ValueError(f"{value!r:.40} is none of {', '.join(sorted(choices))}")
    return value


def _checked(value: Any, kind: type | tuple[type, ...]) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.40} is not of the expected type")
    return value
