"""A brief as STIX 2.1: a report on identities, with notes for what they say and opinions for its grades."""

from __future__ import annotations

import re
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
    PreparedStatement,
    Who,
)
from tearline.briefs.export.wording import (
    asserted,
    described,
    event_date,
    graded,
    grades,
    line,
    listing,
    quoted,
)
from tearline.briefs.json_text import escaped
from tearline.briefs.model import Actor

# The scales of STIX 2.1, appendix A: "Low / Med / High" for confidence, "Admiralty Credibility" for claims.
_CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}
_CREDIBILITY = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
# What a grade says of a claim; 6, which says that it cannot be judged, is no opinion.
_OPINIONS = {
    1: ("strongly-agree", "Credibility 1: confirmed by other sources."),
    2: ("agree", "Credibility 2: probably true."),
    3: ("neutral", "Credibility 3: possibly true."),
    4: ("disagree", "Credibility 4: doubtful."),
    5: ("strongly-disagree", "Credibility 5: improbable."),
}
_CLASSES = {
    "person": "individual",
    "organization": "organization",
    "government": "organization",
    "state": "organization",
    "media": "organization",
    "group": "group",
}
_SECTORS = {"government": ["government"], "state": ["government"]}
# For a brief in which nothing is dated: STIX asks for a time, and the clock's would differ at each export.
_UNDATED = "1970-01-01"


def export(prepared: Prepared) -> str:
    """The bundle. Ids come from content and times from the brief's dates. Raises MissingLibrary."""
    return _Bundle(prepared, library("stix2", "stix")).text()


class _Bundle:
    """One brief on its way to a bundle; knows which objects are made and what they are called."""

    def __init__(self, prepared: Prepared, stix2: Any) -> None:
        self.prepared = prepared
        self.stix2 = stix2
        brief = prepared.brief
        dates = [source.published for source in prepared.sources.values() if source.published]
        self.date = max(dates, default=max((each.event.when for each in prepared.timeline), default=_UNDATED))
        self.times: dict[str, Any] = {}
        self.report = f"report--{fixed_id('report', brief.model_dump(mode='json', by_alias=True))}"
        self.marking = self.marking_definition()
        self.marked = {"object_marking_refs": [self.marking.id]} if self.marking is not None else {}
        self.maker = stix2.v21.Identity(
            id=f"identity--{fixed_id('maker')}",
            created=self.time("2026-01-01"),
            modified=self.time("2026-01-01"),
            name="Tearline",
            identity_class="system",
        )
        self.identities = {key: self.identity(key, each) for key, each in brief.actors.items()}
        self.references = {
            key: stix2.v21.ExternalReference(
                source_name=line(source.outlet or source.file),
                description=" ".join(
                    filter(None, (f"{described(source, str)}, {source.file}.", graded(source, str)))
                ),
                external_id=key,
                **({"url": source.url} if source.url else {}),
            )
            for key, source in prepared.sources.items()
        }
        self.notes: dict[str, Any] = {}

    def text(self) -> str:
        """The whole bundle, an object a line."""
        prepared = self.prepared
        for quote in prepared.quotes:
            self.notes[quote.quote.id] = self.quote(quote)
        for claim in prepared.claims:
            self.notes[claim.claim.id] = self.claim(claim)
        for event in prepared.timeline:
            self.notes[event.event.id] = self.event(event)
        more = [
            *self.opinions(),
            *self.relationships(),
            *map(self.statement, prepared.bottom_line),
            *self.gaps(),
        ]
        objects = [*self.identities.values(), *self.notes.values(), *more]
        # Two items that say the same of the same are one object.
        objects = list({each.id: each for each in objects}.values())
        objects = [self.report_on(objects), *objects]
        if self.marking is not None:
            objects.append(self.marking)
        bundle_id = f"bundle--{fixed_id('bundle', self.report, [each.id for each in objects])}"
        lines = ",\n".join(escaped(each.serialize(ensure_ascii=False)) for each in [self.maker, *objects])
        return f'{{"type": "bundle", "objects": [\n{lines}\n], "id": "{bundle_id}"}}\n'

    def time(self, date: str) -> Any:
        """The first moment of a partial date; for a year that STIX cannot write, the one of no date."""
        if date not in self.times:
            written = date if date >= "1000" else _UNDATED
            year, month, day = [*written.split("-"), "01", "01"][:3]
            self.times[date] = self.stix2.utils.parse_into_datetime(
                f"{year}-{month}-{day}T00:00:00Z", precision="millisecond", precision_constraint="min"
            )
        return self.times[date]

    def common(self, date: str) -> dict[str, Any]:
        when = self.time(date)
        return {"created": when, "modified": when, "created_by_ref": self.maker.id, **self.marked}

    def marking_definition(self) -> Any:
        marking = self.prepared.brief.marking
        if marking is None:
            return None
        if light := re.fullmatch(r"TLP[: ](CLEAR|WHITE|GREEN|AMBER|RED)", marking.strip(), re.IGNORECASE):
            colour = light[1].upper().replace("CLEAR", "WHITE")
            return getattr(self.stix2.v21, f"TLP_{colour}")
        return self.stix2.v21.MarkingDefinition(
            id=f"marking-definition--{fixed_id('marking', marking)}",
            created=self.time(self.date),
            definition_type="statement",
            definition=self.stix2.v21.StatementMarking(statement=marking),
        )

    def identity(self, key: str, actor: Actor) -> Any:
        told = [f"Also called {listing([line(alias) for alias in actor.aliases])}."] if actor.aliases else []
        told += [f"A {actor.type}."] if actor.type not in _CLASSES else []
        told += [line(actor.note)] if actor.note else []
        sectors = {"sectors": _SECTORS[actor.type]} if actor.type in _SECTORS else {}
        roles = {"roles": [line(role.role) for role in actor.roles]} if actor.roles else {}
        description = {"description": " ".join(told)} if told else {}
        kind = _CLASSES.get(actor.type, "unknown")
        return self.stix2.v21.Identity(
            id=f"identity--{fixed_id('identity', key, actor.name, kind)}",
            name=line(actor.name),
            identity_class=kind,
            **self.common(self.date),
            **sectors,
            **roles,
            **description,
        )

    def note(
        self,
        kind: str,
        item: str,
        content: str,
        refs: Iterable[str] = (),
        passages: Sequence[Passage] = (),
        **others: Any,
    ) -> Any:
        """A note on the objects of `refs`, or on the report where there are none."""
        refs = list(dict.fromkeys(refs))
        sources = list(dict.fromkeys(passage.source for passage in passages))
        dates = [date for key in sources if (date := self.prepared.sources[key].published)]
        if sources:
            others["external_references"] = [self.references[key] for key in sources]
        # Told apart by what they say, so that a changed item is another note and no silent variant of one.
        places = [(passage.source, passage.start, passage.end) for passage in passages]
        said = [others.get(name) for name in ("abstract", "authors", "confidence")]
        return self.stix2.v21.Note(
            id=f"note--{fixed_id(kind, item, content, refs, places, said)}",
            content=content,
            object_refs=refs or [self.report],
            labels=[kind],
            **self.common(min(dates, default=self.date)),
            **others,
        )

    def who(self, *people: Who | None) -> Iterator[str]:
        for who in people:
            if who is not None and who.key in self.identities:
                yield self.identities[who.key].id

    def quote(self, each: PreparedQuote) -> Any:
        told = each.speaker.name if each.speaker else "Speaker not named"
        told += f", via {listing([who.name for who in each.via])}" if each.via else ""
        told += f", to {each.audience.name}" if each.audience else ""
        authors = {"authors": [each.speaker.name]} if each.speaker else {}
        return self.note(
            "quote",
            each.quote.id,
            quoted(each.quote, str),
            self.who(each.speaker, *each.via, each.audience, *each.about),
            each.passages,
            abstract=f"{told} ({each.quote.form} quote)",
            **authors,
        )

    def claim(self, each: PreparedClaim) -> Any:
        claim = each.claim
        told = list(grades(claim))
        if each.by:
            told.append(f"{asserted(claim)} {each.by.name}")
        if each.content_of:
            told.append(f"relaying {each.content_of.name}")
        if claim.condition:
            told.append(f"condition: {line(claim.condition)}")
        score = _CREDIBILITY.get(claim.credibility or 6)
        return self.note(
            "claim",
            claim.id,
            claim.claim,
            self.who(each.by, each.content_of, *each.about),
            each.passages,
            abstract=" · ".join(told),
            **({"authors": [each.by.name]} if each.by else {}),
            **({"confidence": score} if score is not None else {}),
        )

    def event(self, each: PreparedEvent) -> Any:
        content = f"{event_date(each.event, str)}: {each.event.what}"
        return self.note("event", each.event.id, content, self.who(*each.actors), each.passages)

    def statement(self, each: PreparedStatement) -> Any:
        statement = each.statement
        kind = "judgement" if statement.judgement else "assumption" if statement.assumption else "fact"
        told: dict[str, Any] = {}
        if statement.confidence:
            told["confidence"] = _CONFIDENCE[statement.confidence]
        if statement.likelihood:
            told["abstract"] = f"Likelihood: {statement.likelihood}"
        refs = [self.notes[item].id for item in statement.because if item in self.notes]
        return self.note(kind, "bottom line", statement.words, refs, **told)

    def gaps(self) -> Iterator[Any]:
        for gap in self.prepared.brief.gaps:
            question, why = (gap, None) if isinstance(gap, str) else (gap.question, gap.why)
            told: dict[str, Any] = {"abstract": why} if why else {}
            yield self.note("open-question", "gap", question, **told)

    def opinions(self) -> Iterator[Any]:
        """One opinion for each grade, on all the claims that have it."""
        for grade, (opinion, explanation) in _OPINIONS.items():
            refs = [
                self.notes[each.claim.id].id
                for each in self.prepared.claims
                if each.claim.credibility == grade
            ]
            if refs:
                refs = list(dict.fromkeys(refs))
                yield self.stix2.v21.Opinion(
                    id=f"opinion--{fixed_id('opinion', opinion, refs)}",
                    opinion=opinion,
                    explanation=explanation,
                    object_refs=refs,
                    **self.common(self.date),
                )

    def relationships(self) -> Iterator[Any]:
        """How claims bear on each other, and which actors belong to which."""
        for claim in self.prepared.claims:
            for each in claim.relations:
                relation = each.relation
                # Each relation stands with both of its claims.
                if relation.claim == claim.claim.id:
                    basis = {True: "Independent origins.", False: "Not independent.", None: ""}
                    told = " ".join(filter(None, (basis[relation.independent], relation.why)))
                    yield self.relationship(
                        self.notes[relation.claim], relation.kind, self.notes[relation.to], told
                    )
        for key, actor in self.prepared.brief.actors.items():
            for whole in actor.affiliations:
                if whole in self.identities and whole != key:
                    yield self.relationship(self.identities[key], "member-of", self.identities[whole])

    def relationship(self, source: Any, kind: str, target: Any, description: str = "") -> Any:
        return self.stix2.v21.Relationship(
            id=f"relationship--{fixed_id('relationship', kind, source.id, target.id, description)}",
            relationship_type=kind,
            source_ref=source.id,
            target_ref=target.id,
            **self.common(self.date),
            **({"description": description} if description else {}),
        )

    def report_on(self, objects: Sequence[Any]) -> Any:
        brief = self.prepared.brief
        words = " ".join(each.statement.words for each in self.prepared.bottom_line)
        told = {
            "description": words,
            "labels": list(brief.tags),
            "external_references": list(self.references.values()),
        }
        return self.stix2.v21.Report(
            id=self.report,
            name=brief.title,
            published=self.time(self.date),
            # A report is on something: where the brief is empty, on who made it.
            object_refs=[each.id for each in objects] or [self.maker.id],
            **self.common(self.date),
            **{name: value for name, value in told.items() if value},
        )
