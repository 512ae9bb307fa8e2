"""The brief as data: what may stand in a brief's YAML, schema version 1."""

from __future__ import annotations

import datetime
import json
import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from tearline.briefs.findings import ActorType, ClaimKind, QuoteForm

# The words of US Intelligence Community Directive 203 for likelihood: two names for each of seven bands.
Likelihood = Literal[
    "almost no chance",
    "remote",
    "very unlikely",
    "highly improbable",
    "unlikely",
    "improbable",
    "roughly even chance",
    "roughly even odds",
    "likely",
    "probable",
    "very likely",
    "highly probable",
    "almost certain",
    "nearly certain",
]
Confidence = Literal["low", "moderate", "high"]
# The Admiralty code: how far a source can be relied on, A completely, E not; F where it cannot be judged.
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Review = Literal["draft", "accepted", "edited"]
RelationKind = Literal["corroborates", "restates", "updates", "qualifies", "contradicts"]

Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Offset = Annotated[int, Field(ge=0)]


def _date(value: str) -> str:
    parts = [int(part) for part in re.findall(r"\d+", value, re.ASCII)]
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value, re.ASCII):
        try:
            datetime.date(*[*parts, 1, 1][:3])
        except ValueError:
            pass
        else:
            return value
    raise PydanticCustomError(
        "brief",
        "“{value}” is no date",
        {"value": value, "expected": "a date as precise as it is known: 2022, 2022-10 or 2022-10-03"},
    )


# YAML reads an unquoted 2022 as a number and 2022-10-03 as a date; both are meant as they are written.
PartialDate = Annotated[
    str,
    AfterValidator(_date),
    Field(
        json_schema_extra={
            "type": ["string", "integer"],
            "pattern": r"^\d{4}(-\d\d){0,2}$",
        }
    ),
]


class Part(BaseModel):
    """Anything in a brief. Keys that the schema does not know are kept, and warned about when checked."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)


class Described(Part):
    """Someone the source does not name: {described: a Kremlin aide}."""

    described: Words


def _party_tag(value: Any) -> str:
    return "<words>" if isinstance(value, dict | Described) else "<key>"


# Whoever speaks, relays, asserts or is spoken to: an actor's key, or the words that describe someone unnamed.
Party = Annotated[
    Annotated[Words, Tag("<key>")] | Annotated[Described, Tag("<words>")], Discriminator(_party_tag)
]


class Place(Part):
    """Where words stand in a source: code points [start, end) of its text, between `before` and `after`.

    `exact` are the words themselves; at a quote they are left out, since `said` gives them.
    """

    source: Words
    start: Offset
    end: Offset
    exact: Words | None = None
    before: str = ""
    after: str = ""

    @model_validator(mode="after")
    def _some_words(self) -> Place:
        if self.end <= self.start:
            raise PydanticCustomError(
                "brief", "the end is not after the start", {"expected": "start below end, in characters"}
            )
        return self


def _evidence_tag(value: Any) -> str:
    return "<place>" if isinstance(value, dict | Place) else "<id>"


# What a statement rests on: the id of a quote or claim, or words at a place.
Evidence = Annotated[
    Annotated[Words, Tag("<id>")] | Annotated[Place, Tag("<place>")], Discriminator(_evidence_tag)
]


def _many_tag(value: Any) -> str:
    return "<several>" if isinstance(value, list | tuple) else "<one>"


class Statement(Part):
    """A sentence of the bottom line: a judgement, an assumption or a fact, and what it rests on."""

    judgement: Words | None = None
    assumption: Words | None = None
    fact: Words | None = None
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    because: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _one_statement(self) -> Statement:
        if sum(part is not None for part in (self.judgement, self.assumption, self.fact)) != 1:
            raise PydanticCustomError(
                "brief",
                "does not say one thing",
                {"expected": "exactly one of the keys judgement, assumption or fact"},
            )
        return self

    @property
    def words(self) -> str:
        return self.judgement or self.assumption or self.fact or ""


class Source(Part):
    """An article the brief rests on. `text` is the hash of the text that its anchors were made on."""

    file: Words
    text: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")] | None = None
    title: Words | None = None
    outlet: Words | None = None
    author: Words | None = None
    published: PartialDate | None = None
    url: Words | None = None
    language: Words | None = None
    # Field to basis, for what the article does not state: {outlet: the author block}.
    inferred: dict[str, str] = Field(default_factory=dict)
    reliability: Reliability | None = None
    reliability_by: Words | None = None
    reliability_why: Words | None = None
    note: Words | None = None


class Role(Part):
    """An office or role, and the source that says so."""

    role: Words
    source: Words | None = None


class Actor(Part):
    """A person, organization, government, state, place, medium or group; `not` names whom it never is.

    `merged` gives the keys of actors that were merged into this one: what articles call so goes under it.
    """

    name: Words
    type: ActorType
    aliases: tuple[Words, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliations: tuple[Words, ...] = ()
    not_: tuple[Words, ...] = Field(default=(), alias="not")
    merged: tuple[Words, ...] = ()
    note: Words | None = None


class Quote(Part):
    """Words or content attributed to a speaker. Split by their cue, `said` and `at` are lists in step."""

    id: Words
    speaker: Party | None = None
    via: tuple[Party, ...] = ()
    form: QuoteForm
    cue: Words | None = None
    said: Annotated[
        Annotated[Words, Tag("<one>")] | Annotated[tuple[Words, ...], Field(min_length=1), Tag("<several>")],
        Discriminator(_many_tag),
    ]
    at: Annotated[
        Annotated[Place, Tag("<one>")] | Annotated[tuple[Place, ...], Field(min_length=1), Tag("<several>")],
        Discriminator(_many_tag),
    ]
    audience: Party | None = None
    about: tuple[Words, ...] = ()
    review: Review = "accepted"
    rule: Words | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _in_step(self) -> Quote:
        if len(self.stretches) != len(self.places):
            raise PydanticCustomError(
                "brief",
                "`said` and `at` do not have the same number of entries",
                {"expected": "one place for each stretch of words"},
            )
        return self

    @property
    def stretches(self) -> tuple[str, ...]:
        """The words of each stretch, in order."""
        return (self.said,) if isinstance(self.said, str) else self.said

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each stretch stands, in step with `stretches`."""
        return (self.at,) if isinstance(self.at, Place) else self.at


class Claim(Part):
    """A statement someone makes. `by` asserts it; `content_of` is whose words `by` passes on.

    `credibility` is the Admiralty code's: 1 confirmed by other sources to 5 improbable, 6 not to be judged.
    `origins` counts the independent texts it rests on.
    """

    id: Words
    claim: Words
    kind: ClaimKind
    by: Party | None = None
    content_of: Party | None = None
    condition: Words | None = None
    denied: bool = False
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    evidence: tuple[Evidence, ...] = ()
    origins: Annotated[int, Field(ge=1)] | None = None
    about: tuple[Words, ...] = ()
    review: Review = "accepted"
    rule: Words | None = None
    note: Words | None = None


class Relation(Part):
    """How one claim bears on another, and whether the two rest on independent origins."""

    claim: Words
    to: Words
    kind: RelationKind
    independent: bool | None = None
    why: Words | None = None
    review: Review = "accepted"


class Event(Part):
    """A dated happening; `basis` says how the date was worked out where it is not stated."""

    id: Words
    when: PartialDate
    until: PartialDate | None = None
    what: Words
    actors: tuple[Words, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    basis: Words | None = None
    review: Review = "accepted"
    rule: Words | None = None
    note: Words | None = None


class Gap(Part):
    """An open question, and why it matters."""

    question: Words
    why: Words | None = None


def _gap_tag(value: Any) -> str:
    return "<gap>" if isinstance(value, dict | Gap) else "<question>"


GapEntry = Annotated[
    Annotated[Words, Tag("<question>")] | Annotated[Gap, Tag("<gap>")], Discriminator(_gap_tag)
]


def _version(value: Any) -> int:
    if str(value) != "1":
        raise PydanticCustomError(
            "brief",
            "a brief of version “{value}”, which this Tearline cannot read",
            {"value": str(value)[:20], "expected": "1, or a newer Tearline"},
        )
    return 1


class Brief(Part):
    """A whole brief. Everything but the version and the title may be missing."""

    tearline: Annotated[Literal[1], BeforeValidator(_version)]
    title: Words
    status: Literal["draft", "review", "final"] = "draft"
    marking: Words | None = None
    tags: tuple[Words, ...] = ()
    bottom_line: tuple[Statement, ...] = ()
    sources: dict[str, Source] = Field(default_factory=dict)
    actors: dict[str, Actor] = Field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    timeline: tuple[Event, ...] = ()
    gaps: tuple[GapEntry, ...] = ()
    rejected: tuple[Words, ...] = ()


def keys_of(part: type[Part]) -> tuple[str, ...]:
    """The keys of a part in the order in which Tearline writes them."""
    return tuple(field.alias or name for name, field in part.model_fields.items())


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    about = {key: value for key, value in schema.items() if key in ("title", "description", "default")}
    accepted = {key: value for key, value in schema.items() if key not in about}
    choices = accepted["anyOf"] if set(accepted) == {"anyOf"} else [accepted]
    nothing = {"type": "null"}
    return {**about, "anyOf": choices if nothing in choices else [*choices, nothing]}


def json_schema() -> str:
    """The schema of a brief for editors, as it ships in brief.schema.json."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Brief.model_json_schema()}
    for part in (schema, *schema["$defs"].values()):
        # A key without a value is one that is not there, as in `gaps:` with nothing below it yet.
        for key, value in part.get("properties", {}).items():
            if key not in part.get("required", ()):
                part["properties"][key] = _or_nothing(value)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(json_schema(), end="")  # noqa: T201
