"""What the panes show: one row for each actor, quote, claim, event and article, with all that they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from tearline.briefs.findings import ActorType, ClaimKind, QuoteForm
from tearline.index.article import Article, Span

if TYPE_CHECKING:
    from tearline.briefs.model import RelationKind

# suggested: a finding alone. draft, accepted, edited: it stands in the brief, reviewed or not.
Status = Literal["suggested", "draft", "accepted", "edited", "rejected"]

# Between the stretches of words that something interrupts in the text, as a cue does a quote.
GAP = " … "


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor over all articles. `id` is its key in the brief, or would be one.

    `name` and `aliases` are the brief's where it has the actor. `roles_in` gives, in step with `roles`, the
    articles that state each. `spans` gives the mentions by proper name in each article by its id; `mentions`
    counts them. `quotes` counts those by the actor, `claims` those it asserts. `salience` is the sum over the
    articles of 0 to 1 in each.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    roles_in: tuple[frozenset[str], ...] = ()
    articles: frozenset[str] = frozenset()
    mentions: int = 0
    quotes: int = 0
    claims: int = 0
    status: Status = "suggested"
    salience: float = 0.0
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote. `id` is its id in the brief, `finding` what drafting calls it, empty if it found none.

    `words` are its stretches joined by " … ", `spans` where these stand in the text of `article`. `speaker`
    is an actor's id; where it is None, `speaker_name` is a descriptor ("a Kremlin aide"), or empty where
    nobody is named. `via` names who passed the words on, from the speaker's side to the reader's, and
    `via_actors` gives their ids in step, None for a descriptor. `precision` is how often the rule is right
    about the speaker, 0 to 1; 1 for a quote that stands in the brief alone. `article` is empty, and so are
    the `spans`, where the words are not found in any article at hand.
    """

    id: str
    article: str
    words: str
    form: QuoteForm
    spans: tuple[Span, ...]
    speaker: str | None = None
    speaker_name: str = ""
    via: tuple[str, ...] = ()
    via_actors: tuple[str | None, ...] = ()
    audience: str = ""
    audience_actor: str | None = None
    about: tuple[str, ...] = ()
    cue: str = ""
    status: Status = "suggested"
    rule: str = ""
    precision: float = 0.0
    finding: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim. `id` and `finding` are as a quote's.

    `by` asserts it, `content_of` is the actor whose content `by` passes on; both are actors' ids. `by_name`
    names whoever asserts it, by name or descriptor; empty where the article itself does. `origins` counts the
    independent origins of the same words. `about` are other actors named in it. `precision` is that of the
    quote by which somebody asserts it; 1 where the article itself does.
    """

    id: str
    article: str
    words: str
    kind: ClaimKind
    spans: tuple[Span, ...]
    by: str | None = None
    by_name: str = ""
    content_of: str | None = None
    content_of_name: str = ""
    condition: str = ""
    denied: bool = False
    origins: int = 1
    about: tuple[str, ...] = ()
    status: Status = "suggested"
    rule: str = ""
    score: float = 0.0
    precision: float = 1.0
    finding: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A dated happening. `id` and `finding` are as a quote's.

    `when` is an ISO 8601 date as precise as known, `basis` how it was worked out.
    """

    id: str
    article: str
    words: str
    when: str | None
    spans: tuple[Span, ...]
    actors: tuple[str, ...] = ()
    status: Status = "suggested"
    basis: str = ""
    rule: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article on the board. `source` is its key among the brief's sources, `in_brief` whether it is one.

    `origin` is the id of the first article of the family that shares its text, its own where it copies none.
    In an article that is not `english` nothing was looked for.
    """

    id: str
    source: str
    path: str
    title: str
    outlet: str
    author: str
    published: str
    origin: str
    in_brief: bool = False
    quotes: int = 0
    claims: int = 0
    english: bool = True


@dataclass(frozen=True, slots=True)
class RelationRow:
    """How one claim bears on another: a proposal, or what the brief says. `claim` and `to` are claims' ids.

    `id` names the pair, in whichever direction and of whatever kind. `independent` is None where the brief
    does not say. `score` is how alike the claims are, 0 to 1; 1 for a relation of the brief alone. `why` is
    one plain sentence, empty where the brief gives none.
    """

    id: str
    claim: str
    to: str
    kind: RelationKind
    independent: bool | None = None
    score: float = 1.0
    why: str = ""
    status: Status = "suggested"

    @property
    def agrees(self) -> bool:
        """Whether the two say the same thing, if under a condition."""
        return self.kind in ("corroborates", "restates", "qualifies")


Item = QuoteRow | ClaimRow | EventRow


@dataclass(frozen=True)
class Board:
    """All rows, in the order in which they are shown.

    Actors stand by their salience over all articles; claims by score, since the strongest statement is read
    first, whoever carries it; quotes by article, the newest first, and in it as they stand, since words are
    judged in their context; events by date, those without one last; articles newest first, undated ones last.
    Quotes and claims that rest on little (`trust.rests_on_little`) stand behind all others of their kind.
    Relations stand by their scores; there are those of the articles that were related (`LiveBoard.relate`).
    Accepting or rejecting changes a row's status and never its place, so that nothing moves under the cursor.

    `texts` holds every article of the board by its id, those that a narrowed board has no row for too.
    """

    actors: tuple[ActorRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    relations: tuple[RelationRow, ...] = ()
    texts: Mapping[str, Article] = field(default_factory=dict, repr=False)
    # What searching has folded, by row id: the row and its words. It is filled as rows are searched.
    folded: dict[str, tuple[object, str]] = field(default_factory=dict, repr=False, compare=False)

    def item(self, item_id: str) -> Item | None:
        """The quote, claim or event of that id."""
        # Asked for one at a time, on boards that change in between: looking is cheaper than an index.
        kinds: tuple[tuple[Item, ...], ...] = (self.quotes, self.claims, self.events)
        return next((row for rows in kinds for row in rows if row.id == item_id), None)

    def relation(self, relation_id: str) -> RelationRow | None:
        """The relation of that id."""
        return next((row for row in self.relations if row.id == relation_id), None)

    def actor(self, actor_id: str) -> ActorRow | None:
        """The actor of that id."""
        return self._actors.get(actor_id)

    @cached_property
    def _actors(self) -> dict[str, ActorRow]:
        return {row.id: row for row in self.actors}
