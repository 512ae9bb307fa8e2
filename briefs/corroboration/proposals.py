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

from tearline.briefs.corroboration.gist import Gist
from tearline.briefs.corroboration.judging import Reason, Story, judge
from tearline.briefs.corroboration.wording import sentence
from tearline.briefs.model import RelationKind

# A claim is looked up by pairs of so many of its terms and figures, the most telling ones.
_TELLING = 9
# A pair that more claims have is not looked up by: it stands for a whole subject.
_COMMON = 48

_Key = tuple[str, str]


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
        self._by_key: dict[_Key, set[str]] = {}
        self._of: dict[str, dict[str, Proposal]] = defaultdict(dict)

    def put(self, article: str, told: Told | None) -> tuple[list[Proposal], list[Proposal]]:
        """Put what an article tells in the place of what it told; None takes it out.

        Returns the proposals that are gone by it and those that have come.
        """
        before = self._told.get(article)
        if before == told:
            return [], []
        gone: dict[frozenset[str], Proposal] = {}
        come: dict[frozenset[str], Proposal] = {}
        # Keys that have come to tell something by it, or tell nothing any more.
        telling: set[_Key] = set()
        silent: set[_Key] = set()
        for gist in before.gists if before else ():
            for key in _keys(gist):
                claims = self._by_key[key]
                claims.discard(gist.id)
                if len(claims) == _COMMON:
                    telling.add(key)
                if not claims:
                    del self._by_key[key]
            del self._gists[gist.id]
            for other, proposal in self._of.pop(gist.id, {}).items():
                self._of[other].pop(gist.id, None)
                gone[frozenset((gist.id, other))] = proposal
        self._told.pop(article, None)
        if told is not None:
            self._told[article] = told
            for gist in told.gists:
                self._gists[gist.id] = gist
                for key in _keys(gist):
                    claims = self._by_key.setdefault(key, set())
                    claims.add(gist.id)
                    if len(claims) == _COMMON + 1:
                        silent.add(key)
            for gist in told.gists:
                for other in frozenset[str]().union(*map(self._having, _keys(gist))):
                    self._consider(gist.id, other, come)
        for key in telling - silent:
            for one, other in combinations(self._having(key), 2):
                self._consider(one, other, come)
        for key in silent - telling:
            for one, other in combinations(self._by_key[key], 2):
                known = self._of[one].get(other)
                if known is not None and not self._is_looked_up(one, other):
                    del self._of[one][other], self._of[other][one]
                    gone[frozenset((one, other))] = known
        # What is proposed again as it was has neither gone nor come.
        same = {pair for pair in gone.keys() & come.keys() if gone[pair] == come[pair]}
        return (
            [gone[pair] for pair in gone if pair not in same],
            [come[pair] for pair in come if pair not in same],
        )

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

    def _having(self, key: _Key) -> set[str]:
        claims = self._by_key.get(key, set())
        return claims if len(claims) <= _COMMON else set()

    def _consider(self, one: str, other: str, come: dict[frozenset[str], Proposal]) -> None:
        if one == other or other in self._of[one]:
            return
        found = self._judge(one, other)
        if found is not None:
            self._of[one][other] = self._of[other][one] = found
            come[frozenset((one, other))] = found

    def _is_looked_up(self, one: str, other: str) -> bool:
        keys = set(_keys(self._gists[one])) & set(_keys(self._gists[other]))
        return any(len(self._by_key[key]) <= _COMMON for key in keys)

    def _judge(self, one: str, other: str) -> Proposal | None:
        earlier, later = self._gists[one], self._gists[other]
        others, its = self._told[earlier.article].story, self._told[later.article].story
        if its.origin == others.origin:
            return None
        if (its.published or "~", later.id) < (others.published or "~", earlier.id):
            earlier, later, others, its = later, earlier, its, others
        one_voice = later.voice.may_be(earlier.voice)
        verdict = judge(later, earlier, its, others, one_voice=one_voice)
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
    return proposals.all()


def _keys(gist: Gist) -> list[_Key]:
    """What a claim is looked up by: pairs of its most telling terms and figures, smaller one first."""
    telling = sorted(gist.terms, key=lambda term: (-gist.terms[term], term))[:_TELLING]
    telling += [f"#{figure.value:g}" for figure in gist.figures if figure.value > 1][:3]
    return list(combinations(sorted(telling), 2))
