"""Proposals of relations between claims, kept up to date at the cost of what changed.

Which claims to compare is looked up, never tried: two claims are compared that have two of their most telling
terms and figures in common. A pair of terms that very many claims have tells nothing, and is passed over.
What is proposed follows from the claims alone, in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from tearline.briefs.corroboration.gist import Gist
from tearline.briefs.corroboration.judging import Reason, Story, judge
from tearline.briefs.corroboration.wording import sentence
from tearline.briefs.model import RelationKind

# A claim is looked up by pairs of so many of its terms and figures, the most telling ones.
_TELLING = 9
# A pair that more claims have is not looked up by: it stands for a whole subject.
_COMMON = 48

# From 16 claims on, each doubling leaves so much of a term's weight: on a desk about an election, "election"
# tells little.
_SEEN, _RARITY = 4, 0.75

# Up to so many claims under a key are held as a tuple.
_FEW = 6

_Key = tuple[str, str]
_Claims = tuple[str, ...] | set[str]
_Indexed = TypeVar("_Indexed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a claim bears on another, in the machine's view; `claim` and `to` are ids of claims.

    `claim` is the one published later, for "qualifies" the one under a condition. `independent`: the two rest
    on different origins and voices. `score` is how alike the claims are, 0 to 1. `why` says the reason in one
    plain sentence.
    """

    claim: str
    to: str
    kind: RelationKind
    independent: bool
    score: float
    reason: Reason
    why: str

    @property
    def agrees(self) -> bool:
        """Whether the two say the same thing, if under a condition."""
        return self.kind in ("corroborates", "restates", "qualifies")


@dataclass(frozen=True, slots=True)
class Told:
    """All the claims of one article, ready to be compared, and what the article is about."""

    story: Story
    gists: tuple[Gist, ...]


class Proposals:
    """The relations between the claims of the articles at hand. Claims of one origin are not compared."""

    def __init__(self) -> None:
        self._told: dict[str, Told] = {}
        self._gists: dict[str, Gist] = {}
        self._by_key: dict[_Key, _Claims] = {}
        self._by_term: dict[str, _Claims] = {}
        self._unsettled: set[str] = set()
        self._of: dict[str, dict[str, Proposal]] = defaultdict(dict)

    def put(self, article: str, told: Told | None) -> None:
        """Put what an article tells in the place of what it told; None takes it out. `settle` compares it."""
        before = self._told.pop(article, None)
        if told is not None:
            self._told[article] = told
        if before == told:
            return
        # A claim may be told of where it stands now before it is gone from where it stood.
        moved = [self._gists[gist.id] for gist in told.gists if gist.id in self._gists] if told else []
        terms = [each.story.uses for each in (before, told) if each] + [gist.terms for gist in moved]
        rarities = {term: self._rarity(term) for some in terms for term in some}
        # Keys that have come to tell something by it, or tell nothing any more.
        turned: set[_Key] = set()
        for gist in {gist.id: gist for gist in (*(before.gists if before else ()), *moved)}.values():
            if self._gists.get(gist.id) is not gist:
                continue  # it stands elsewhere by now
            del self._gists[gist.id]
            self._drop(gist.id)
            for key in _keys(gist):
                if self._change(self._by_key, key, gist.id, -1) == _COMMON:
                    turned.add(key)
            for term in gist.terms:
                self._change(self._by_term, term, gist.id, -1)
        for gist in told.gists if told else ():
            self._gists[gist.id] = gist
            for key in _keys(gist):
                if self._change(self._by_key, key, gist.id, 1) == _COMMON + 1:
                    turned.add(key)
            for term in gist.terms:
                self._change(self._by_term, term, gist.id, 1)
        again = {gist.id for gist in told.gists} if told else set()
        again |= {one for key in turned for one in self._by_key.get(key, ())}
        for term, rarity in rarities.items():
            if self._rarity(term) != rarity:
                again.update(self._by_term.get(term, ()))
        self._unsettled |= again

    @property
    def unsettled(self) -> int:
        """How many claims are to be compared anew."""
        return len(self._unsettled)

    def settle(self, most: int | None = None) -> None:
        """Compare `most` of the claims anew whose proposals may have changed, or all."""
        claims = sorted(self._unsettled)[:most]
        self._unsettled.difference_update(claims)
        for claim in claims:
            self._drop(claim)
        for claim in claims:
            if claim in self._gists:
                for other in frozenset[str]().union(*map(self._having, _keys(self._gists[claim]))):
                    self._consider(claim, other)

    def _rarity(self, term: str) -> float:
        """What is left of a term's weight on a desk where many claims have it."""
        return _RARITY ** max(0, len(self._by_term.get(term, ())).bit_length() - _SEEN)

    def _drop(self, claim: str) -> None:
        for other in self._of.pop(claim, {}):
            self._of[other].pop(claim, None)

    @staticmethod
    def _change(index: dict[_Indexed, _Claims], key: _Indexed, claim: str, by: int) -> int:
        """Add a claim under a key, or take it out; how many are there then."""
        claims = index.get(key, ())
        if isinstance(claims, tuple):
            # Most keys have one claim or two, for which a set would take five times the room.
            claims = tuple(one for one in claims if one != claim)
            if by > 0:
                claims = (*claims, claim)
            index[key] = set(claims) if len(claims) > _FEW else claims
        else:
            (claims.add if by > 0 else claims.discard)(claim)
        if not claims:
            index.pop(key, None)
        return len(claims)

    def all(self) -> list[Proposal]:
        """All proposals, the surest first."""
        found = {id(one): one for others in self._of.values() for one in others.values()}
        return sorted(found.values(), key=order)

    def gist(self, claim: str) -> Gist | None:
        """A claim as it is compared; None for one that is not."""
        return self._gists.get(claim)

    def story(self, article: str) -> Story | None:
        """What an article is about; None for one that is not at hand."""
        told = self._told.get(article)
        return told.story if told else None

    def of(self, claim: str) -> list[Proposal]:
        """The proposals in which a claim stands, the surest first."""
        return sorted(self._of.get(claim, {}).values(), key=order)

    def _having(self, key: _Key) -> _Claims:
        claims = self._by_key.get(key, ())
        return claims if len(claims) <= _COMMON else ()

    def _consider(self, one: str, other: str) -> None:
        if one == other or other in self._of[one]:
            return
        found = self._judge(one, other)
        if found is not None:
            self._of[one][other] = self._of[other][one] = found

    def _judge(self, one: str, other: str) -> Proposal | None:
        earlier, later = self._gists[one], self._gists[other]
        others, its = self._told[earlier.article].story, self._told[later.article].story
        if its.origin == others.origin:
            return None
        if (its.published or "~", later.id) < (others.published or "~", earlier.id):
            earlier, later, others, its = later, earlier, its, others
        one_voice = later.voice.may_be(earlier.voice)
        verdict = judge(later, earlier, its, others, self._rarity, one_voice=one_voice)
        if verdict is None:
            return None
        if verdict.kind == "qualifies" and earlier.conditional:
            later, earlier = earlier, later
        why = sentence(verdict, later, earlier, one_voice=one_voice)
        return Proposal(later.id, earlier.id, verdict.kind, not one_voice, verdict.score, verdict.reason, why)


def order(proposal: Proposal) -> tuple[float, str, str]:
    """Sorts proposals, the surest first."""
    return -proposal.score, proposal.claim, proposal.to


def propose(told: Iterable[Told]) -> list[Proposal]:
    """All relations proposed between the claims of these articles, the surest first."""
    proposals = Proposals()
    for each in told:
        if each.gists:
            proposals.put(each.gists[0].article, each)
    proposals.settle()
    return proposals.all()


def _keys(gist: Gist) -> list[_Key]:
    """What a claim is looked up by: pairs of its most telling terms and figures, smaller one first."""
    telling = sorted(gist.terms, key=lambda term: (-gist.terms[term], term))[:_TELLING]
    telling += [f"#{figure.value:g}" for figure in gist.figures if figure.value > 1][:3]
    return list(combinations(sorted(telling), 2))
