"""What a claim comes to when it is held against others: concepts, actors, figures, dates, sense and voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tearline.briefs.corroboration.figures import Figure, find_figures
from tearline.briefs.corroboration.stems import concept_of, is_empty, name_stems, phrases, stem, weight_of
from tearline.briefs.corroboration.voices import Voice, teller_in, voice_of
from tearline.briefs.drafting.lexicon import words
from tearline.briefs.drafting.word_facts import is_finite
from tearline.briefs.findings import Actor, Claim, Findings
from tearline.briefs.names import family
from tearline.index.article import Article, Span
from tearline.index.dates import MONTH_NUMBERS, WEEKDAYS

# "COVID-19" is a name; scores, ranges and ages ("3-2", "40-year-old") are no figures of anything.
_TOKEN = re.compile(
    r"[^\W\d_]+[-–]\d+|\d+[-–/][\d/]+|\d+[-–]years?[-–]olds?|\d+(?:[.,]\d+)*|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]"
)
_NEGATOR = words("relations", "negator")
_AFTER_NO_NEGATION = words("relations", "after no negation")
_DENYING = words("relations", "denying verb")
_HEDGE = frozenset({"may", "might", "could", "possibly", "perhaps"})
_OPENING = 5  # words within which a statement comes to its verb
_CHANGE = words("relations", "change")
_NOT_TERMS = frozenset(MONTH_NUMBERS) | frozenset(WEEKDAYS)
# A statement longer than this is compared by its first words.
_LONGEST = 120
# What an actor is worth in telling what a statement is about: states stand in every other statement.
_ACTOR_WEIGHTS = {"person": 1.3, "body": 1.3, "land": 0.8}


@dataclass(frozen=True, slots=True)
class Gist:
    """A claim as it is compared.

    `terms` weighs each concept and actor ("@edda-sund") it speaks of, `sides` gives the concepts of which it
    speaks by the opposite word; its condition is left out of both. `said` are the words behind each term.
    `dates` are ISO dates as precise as stated. `denies` is true where the statement is a denial, None where
    it negates something in passing. `replaces`: it says that something is otherwise than before.
    """

    id: str
    article: str
    terms: Mapping[str, float]
    sides: frozenset[str]
    said: Mapping[str, str]
    figures: tuple[Figure, ...]
    dates: tuple[str, ...]
    denies: bool | None
    conditional: bool
    replaces: bool
    looks_ahead: bool
    voice: Voice
    words: str = field(compare=False, default="")


class Reader:
    """Reads the claims of one article. `id_of` gives the board's id of an actor of its findings."""

    def __init__(
        self,
        article: Article,
        findings: Findings,
        id_of: Callable[[str], str | None],
        name_of: Callable[[str], str],
    ) -> None:
        self._article, self._findings = article, findings
        self._id_of, self._name_of = id_of, name_of
        mentions = [(start, end, actor) for actor in findings.actors for start, end in actor.mentions]
        self._mentions = sorted(mentions, key=lambda found: found[:2])
        self._starts = [start for start, _, _ in self._mentions]
        self._roles = [role.span for actor in findings.actors for role in actor.roles]
        self._dated = [(event.when_span, event.when) for event in findings.events if event.when]

    def read(self, claim: Claim, claim_id: str) -> Gist:
        """One claim as it is compared, known by `claim_id`."""
        text = self._article.text
        teller = teller_in(self._article, claim)
        found = [
            match
            for start, end in claim.span
            for match in _TOKEN.finditer(text, start, end)
            if not _is_in(match.start(), claim.condition) and not _is_in(match.start(), teller)
        ][:_LONGEST]
        tokens = [match[0].lower().replace("’", "'") for match in found]
        figures, counted = find_figures(tokens)
        weigher = _Weigher()
        places = [match.start() for match in found]
        in_names = self._weigh_names(claim.span, places, weigher) | self._in_roles(claim.span, places)
        content = [n for n in range(len(tokens)) if n not in counted and n not in in_names]
        for n, concept, sign, word in _concepts(tokens, content):
            if tokens[n] in _NOT_TERMS:
                continue
            if n and found[n][0][0].isupper() and weight_of(tokens[n]) > 1:
                weigher.name(found[n][0], 1.0)
            else:
                weigher.weigh(concept, weight_of(tokens[n]), word, sign)
        return Gist(
            id=claim_id,
            article=self._article.id,
            terms=weigher.terms,
            sides=frozenset(weigher.sides),
            said=weigher.said,
            figures=figures,
            dates=tuple(when for span, when in self._dated if when and _within(span, claim.span)),
            denies=_denies(tokens, claim.polarity),
            conditional=claim.condition is not None,
            replaces=_holds(tokens, _CHANGE),
            looks_ahead=claim.kind in ("pledge", "forecast"),
            voice=voice_of(self._article, self._findings, claim, self._id_of, self._name_of),
            words=" ".join(" ".join(text[start:end] for start, end in claim.span).split()),
        )

    def _weigh_names(self, spans: Sequence[Span], places: Sequence[int], weigher: _Weigher) -> set[int]:
        """Weigh the actors named in the spans; which of the tokens at these places belong to their names."""
        inside: set[int] = set()
        for start, end, actor in self._within(spans):
            first = bisect_left(places, start)
            while first < len(places) and places[first] < end:
                inside.add(first)
                first += 1
            name, kind = self._article.text[start:end], family(actor.type)
            actor_id = self._id_of(actor.id)
            if kind == "person" and actor_id is not None:
                weigher.weigh("@" + actor_id, _ACTOR_WEIGHTS[kind], name)
            else:
                weigher.name(name, _ACTOR_WEIGHTS[kind])
        return inside

    def _in_roles(self, spans: Sequence[Span], places: Sequence[int]) -> set[int]:
        """Which of the tokens say who somebody is ("the coast guard captain") rather than what happened."""
        inside: set[int] = set()
        for start, end in self._roles:
            if _within((start, end), spans):
                inside.update(range(bisect_left(places, start), bisect_left(places, end)))
        return inside

    def _within(self, spans: Sequence[Span]) -> list[tuple[int, int, Actor]]:
        found = []
        for start, end in spans:
            place = bisect_left(self._starts, start)
            while place < len(self._mentions) and self._starts[place] < end:
                found.append(self._mentions[place])
                place += 1
        return found


class _Weigher:
    """Collects the terms of a statement."""

    def __init__(self) -> None:
        self.terms: dict[str, float] = {}
        self.sides: set[str] = set()
        self.said: dict[str, str] = {}

    def weigh(self, term: str, weight: float, word: str, sign: int = 1) -> None:
        self.terms[term] = max(self.terms.get(term, 0.0), weight)
        self.said.setdefault(term, word)
        if sign < 0:
            self.sides.add(term)

    def name(self, name: str, weight: float) -> None:
        """Weigh a name by its words, so that "Corvane" and "Corvane Chemical" have half in common."""
        stems = name_stems(name)
        for word in stems:
            self.weigh("@" + word, weight / len(stems), name)


def _concepts(tokens: Sequence[str], content: Sequence[int]) -> list[tuple[int, str, int, str]]:
    """Each concept among the words at the places `content`: its place, side and word."""
    found: list[tuple[int, str, int, str]] = []
    pairs = phrases()
    skipped = -1
    for n in content:
        if n == skipped:
            continue
        following = tokens[n + 1] if n + 1 < len(tokens) else ""
        joined = pairs.get((stem(tokens[n]), stem(following))) if following else None
        if joined:
            skipped = n + 1
            found.append((n, *concept_of(joined), f"{tokens[n]} {following}"))
        elif not is_empty(tokens[n]):
            found.append((n, *concept_of(tokens[n]), tokens[n]))
    return found


def _denies(tokens: Sequence[str], affirms: bool) -> bool | None:
    """Whether a statement is a denial; `affirms` is what drafting made of its cue and its main verb."""
    negations = _negations(tokens)
    opening = tokens[:_OPENING]
    if not affirms or _holds(opening, _DENYING):
        # Who denies that something is not so affirms it; who rejects an offer denies nothing.
        if not _HEDGE.isdisjoint(tokens):
            return None
        return negations < 2 if any(map(is_finite, tokens)) else None
    return None if negations else False


def _negations(tokens: Sequence[str]) -> int:
    """How often the words negate what they state; "no more than" and "not 27" do not."""
    count = 0
    for n, word in enumerate(tokens):
        following = tokens[n + 1] if n + 1 < len(tokens) else "."
        if word in _NEGATOR or word.endswith("n't") or f"{word} {following}" in _NEGATOR:
            count += following not in _AFTER_NO_NEGATION and not following[0].isdigit()
    return count


def _holds(tokens: Sequence[str], phrases_: frozenset[str]) -> bool:
    return not phrases_.isdisjoint(tokens) or not phrases_.isdisjoint(map(" ".join, pairwise(tokens)))


def _is_in(place: int, span: Span | None) -> bool:
    return span is not None and span[0] <= place < span[1]


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
