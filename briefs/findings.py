"""What drafting found in one article: actors, quotes, claims, dates. Derived from the text, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tearline.index.article import Span

ActorType = Literal["person", "organization", "government", "state", "place", "media", "group"]
QuoteForm = Literal["direct", "mixed", "indirect", "scare"]
ClaimKind = Literal["fact", "allegation", "pledge", "opinion", "forecast"]
PartyBasis = Literal["name", "pronoun", "descriptor", "continued"]

_RELATIVES = frozenset({"who", "whom", "which", "that"})


@dataclass(frozen=True, slots=True)
class Role:
    """An office or role that the article gives an actor: "foreign policy adviser to President Putin"."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts in the article, under every proper name it has there.

    `id` is a slug of the name ("yuri-ushakov"), unique in the article. `mentions` are the spans of proper
    names only, in order, and never overlap. `aliases` are the other names used, without the first.
    `salience` is 0 to 1; actors are listed by it, most salient first. `rule` names what decided type and
    name.
    """

    id: str
    name: str
    type: ActorType
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    salience: float = 0.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever speaks, relays or is spoken to: the words that name them here, and the actor these resolve to.

    `actor` is None where the words are a descriptor ("a Kremlin aide") or nothing supports one actor.
    `basis` says how the words name the actor: by name, by pronoun, by descriptor, or, where the speaker of an
    earlier quote goes on without a cue, "continued" (the span is then the earlier mention).
    """

    text: str
    span: Span
    actor: str | None = None
    basis: PartyBasis = "name"

    @property
    def described(self) -> str:
        """The words as one would print them: "voters" where the text has "voters who" speak."""
        head, _, last = self.text.rpartition(" ")
        return head.rstrip(",") if head and last in _RELATIVES else self.text


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or content that the article attributes to a speaker.

    `content` holds one span for each stretch of it, in order, without the quotation marks: a quote split by
    its cue is one quote. A direct quote is words in marks alone, a mixed one has marks inside it, an indirect
    one none; scare marks are attributed to nobody. `speaker` is None where the rules abstain.
    `relay` lists who passed the content on, from the speaker's side to the reader's ("Ushakov said that Xi
    had said": speaker Xi, relay Ushakov). `about` lists actors named in the content. `precision` is the share
    of this rule's quotes with the right speaker, measured on human annotations, 0 to 1.
    """

    form: QuoteForm
    content: tuple[Span, ...]
    speaker: Party | None
    cue: Span | None
    rule: str
    relay: tuple[Party, ...] = ()
    audience: Party | None = None
    about: tuple[str, ...] = ()
    precision: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A whole, readable statement of the article that a summary would keep.

    `score` is 0 to 1, claims are listed by it, highest first. `by` asserts it (an actor's id), `by_text` are
    the words that name whoever asserts it where no actor fits; neither: the article itself does. `content_of`
    is the actor whose content it is, when `by` relays it. `condition` is the span of "if …" or "unless …".
    `denied` says that whoever asserts it denies that it is so ("denied that …", "dismissed claims that …").
    `polarity` is false where the words are negative or a denial, whoever's they are.
    """

    span: tuple[Span, ...]
    score: float
    kind: ClaimKind
    rule: str
    by: str | None = None
    by_text: str | None = None
    content_of: str | None = None
    condition: Span | None = None
    polarity: bool = True
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening: who did what, when.

    `when` is an ISO 8601 date as precise as the words allow, None where they name no calendar date
    ("yesterday" in an article without a date). `when_span` are the words that date it, `span` the sentence,
    `basis` says how the date follows from the words: "stated", or what a relative date was resolved against.
    """

    span: Span
    when: str | None
    when_span: Span
    basis: str
    rule: str
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that drafting found in one text, of which `article` is the hash and `chars` the length.

    In a text that is not `english` nothing is looked for.
    """

    article: str
    chars: int
    actors: tuple[Actor, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    english: bool = True
