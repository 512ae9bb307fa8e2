"""A brief as FollowTheMoney entities: articles, actors, and who is quoted, claims or appears in which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tearline.briefs.export.fixed_ids import fixed_id
from tearline.briefs.export.libraries import library
from tearline.briefs.export.prepared import (
    Passage,
    Prepared,
    PreparedClaim,
    PreparedEvent,
    PreparedQuote,
    Who,
)
from tearline.briefs.export.wording import asserted, event_date, grades, line
from tearline.briefs.json_text import json_text
from tearline.briefs.model import Actor, Source

# The model has no schema for a state; its public bodies come nearest, and can be a member's organization.
_SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "government": "PublicBody",
    "state": "PublicBody",
    "place": "Address",
    "media": "Organization",
    "group": "LegalEntity",
}

_Values = str | Iterable[str | None] | None


def export(prepared: Prepared) -> str:
    """One entity a line, as the tools of FollowTheMoney read them. Raises MissingLibrary."""
    entities = _Entities(prepared, library("followthemoney", "ftm")).all()
    # Two items that say the same of the same are one entity.
    unique = {entity.id: entity for entity in entities}
    return "".join(json_text(_record(entity), indent=None) + "\n" for entity in unique.values())


def _record(entity: Any) -> dict[str, Any]:
    data = entity.to_dict()
    # The library keeps values in sets in some versions; sorted, they stand in one order in all.
    properties = {name: sorted(values) for name, values in sorted(data["properties"].items())}
    return {"id": data["id"], "schema": data["schema"], "properties": properties}


def _add(entity: Any, /, *, cleaned: bool, **values: _Values) -> None:
    """Add values to an entity, cut to the length that the model allows, which says so by an ellipsis."""
    for name, given in values.items():
        for value in [given] if isinstance(given, str) else given or ():
            if value:
                longest = entity.schema.get(name).max_length
                fits = value if len(value) <= longest else f"{value[: longest - 1]}…"
                entity.add(name, fits, cleaned=cleaned)


class _Entities:
    """One brief on its way to entities; knows which entity an actor and a source are."""

    def __init__(self, prepared: Prepared, followthemoney: Any) -> None:
        self.prepared = prepared
        self.model = followthemoney.model
        self.actors = {key: self.actor(key, each) for key, each in prepared.brief.actors.items()}
        self.articles = {key: self.article(source) for key, source in prepared.sources.items()}

    def all(self) -> Iterator[Any]:
        yield from self.articles.values()
        yield from self.actors.values()
        yield from self.memberships()
        for quote in self.prepared.quotes:
            yield from self.quote(quote)
        for claim in self.prepared.claims:
            yield from self.claim(claim)
        for event in self.prepared.timeline:
            yield self.event(event)

    def make(self, schema: str, identity: Sequence[Any], /, **values: _Values) -> Any:
        """An entity of a schema, its values as they are: the words of a source stay verbatim."""
        entity = self.model.make_entity(schema)
        entity.id = f"tearline-{fixed_id(schema, *identity)}"
        _add(entity, cleaned=True, **values)
        return entity

    def actor(self, key: str, actor: Actor) -> Any:
        schema = _SCHEMATA[actor.type]
        roles = [line(role.role) for role in actor.roles]
        entity = self.make(
            schema,
            (key, actor.name),
            name=line(actor.name),
            alias=[line(alias) for alias in actor.aliases],
            notes=[line(actor.note)] if actor.note else None,
        )
        _add(entity, cleaned=True, **{"position" if schema == "Person" else "summary": roles})
        if schema == "Address":
            _add(entity, cleaned=True, full=line(actor.name))
        return entity

    def article(self, source: Source) -> Any:
        entity = self.make(
            "Article",
            (source.text or source.file,),
            title=line(source.title) if source.title else None,
            author=line(source.author) if source.author else None,
            publisher=line(source.outlet) if source.outlet else None,
            fileName=line(source.file),
        )
        # The library puts these into the form that its model asks for, and leaves out what has none.
        _add(
            entity,
            cleaned=False,
            publishedAt=source.published,
            sourceUrl=source.url,
            language=source.language,
        )
        return entity

    def memberships(self) -> Iterator[Any]:
        for key, actor in self.prepared.brief.actors.items():
            for whole in actor.affiliations:
                if whole not in self.actors or whole == key:
                    continue
                member, organization = self.actors[key], self.actors[whole]
                if member.schema.is_a("LegalEntity") and organization.schema.is_a("Organization"):
                    yield self.make(
                        "Membership",
                        (member.id, organization.id),
                        member=member.id,
                        organization=organization.id,
                    )
                else:
                    yield self.make(
                        "UnknownLink",
                        (member.id, organization.id),
                        subject=member.id,
                        object=organization.id,
                        role="belongs to",
                    )

    def known(self, people: Iterable[Who | None]) -> list[str]:
        keys = dict.fromkeys(who.key for who in people if who is not None and who.key in self.actors)
        return [self.actors[key].id for key in keys if key is not None]

    def quote(self, each: PreparedQuote) -> Iterator[Any]:
        """That an article documents an actor: who speaks, who passes it on, who is told, whom it is about.

        A quote that names no actor of the brief is a note.
        """
        quote = each.quote
        parts = (
            (f"speaker, {quote.form} quote", (each.speaker,)),
            ("relays the quote", each.via),
            ("is told the quote", (each.audience,)),
            ("subject of the quote", each.about),
        )
        words = " … ".join(passage.words for passage in each.passages)
        if not any(self.known(people) for _, people in parts):
            speaker = each.speaker.name if each.speaker else "speaker not named"
            proofs = self.proofs(each.passages)
            # A name may be 384 characters long, a summary has room for all.
            yield self.make(
                "Note", (quote.id, words), name=words, summary=words, description=speaker, proof=proofs
            )
        for role, people in parts:
            for actor in self.known(people):
                for source in dict.fromkeys(passage.source for passage in each.passages):
                    article = self.articles[source]
                    yield self.make(
                        "Documentation",
                        (quote.id, words, role, actor, article.id),
                        document=article.id,
                        entity=actor,
                        role=role,
                        summary=words,
                        recordId=quote.id,
                        date=self.prepared.sources[source].published,
                    )

    def claim(self, each: PreparedClaim) -> Iterator[Any]:
        """A note on all whom a claim concerns, with the articles that prove that it was made."""
        claim = each.claim
        told = [*grades(claim)]
        told += [f"{asserted(claim)} {each.by.name}"] if each.by else []
        told += [f"relaying {each.content_of.name}"] if each.content_of else []
        told += [f"condition: {line(claim.condition)}"] if claim.condition else []
        actors = self.known((each.by, each.content_of, *each.about))
        yield self.make(
            "Note",
            (claim.id, claim.claim, actors),
            name=claim.claim,
            summary=claim.claim,
            description=" · ".join(told),
            entity=actors,
            proof=self.proofs(each.passages),
            keywords=claim.kind,
        )

    def event(self, each: PreparedEvent) -> Any:
        event = each.event
        actors = self.known(each.actors)
        return self.make(
            "Event",
            (event.id, event.what, event.when, actors),
            name=event.what,
            description=event_date(event, str),
            date=event.when,
            startDate=event.when if event.until else None,
            endDate=event.until,
            involved=actors,
            proof=self.proofs(each.passages),
        )

    def proofs(self, passages: Iterable[Passage]) -> list[str]:
        return [self.articles[key].id for key in dict.fromkeys(passage.source for passage in passages)]
