"""Proposals of relations between claims, kept up to date at the cost of what changed.

Which claims to compare is looked up, never tried: two claims are compared that have two of their most telling
terms and figures in common. A pair of terms that very many claims have tells nothing, and is passed over.
What is proposed follows from the claims alone, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

    def set(self, article: str, told: Told | None) -> tuple[list[Proposal], list[Proposal]]:
        """Put what an article tells in the place of what it told; None takes it out.

        Returns the proposals that are gone by it and those that have come.
        """
        before = self._told.get(article)
        if before == told:
            return [], []
        gone: dict[tuple[str, str], Proposal] = {}
        # Pairs of claims of other articles that a key now tells to compare, or not any more.
        again: set[_Key] = set()
        for gist in before.gists if before else ():
            del self._gists[gist.id]
            for key in _keys(gist):
                claims = self._by_key[key]
                again |= {key} if len(claims) == _COMMON + 1 else set()
                claims.discard(gist.id)
                if not claims:
                    del self._by_key[key]
            for other, proposal in self._of.pop(gist.id, {}).items():
                self._of[other].pop(gist.id, None)
                gone[gist.id, other] = proposal
        if told is None:
            self._told.pop(article, None)
        else:
            self._told[article] = told
            for gist in told.gists:
                self._gists[gist.id] = gist
                for key in _keys(gist):
                    claims = self._by_key.setdefault(key, set())
                    again |= {key} if len(claims) == _COMMON else set()
                    claims.add(gist.id)
        pairs = {(one, other) for key in again for one, other in combinations(self._by_key.get(key, ()), 2)}
        for gist in told.gists if told else ():
            pairs |= {(gist.id, other) for key in _keys(gist) for other in self._having(key)}
        come = list(self._compare(pairs, gone))
        stayed = {id(one) for one in come} & {id(one) for one in gone.values()}
        return (
            [one for one in gone.values() if id(one) not in stayed],
            [one for one in come if id(one) not in stayed],
        )

    def all(self) -> list[Proposal]:
        """All proposals, the surest first."""
        found = {id(one): one for others in self._of.values() for one in others.values()}
        return sorted(found.values(), key=order)

    def of(self, claim: str) -> list[Proposal]:
        """The proposals in which a claim stands, the surest first."""
        return sorted(self._of.get(claim, {}).values(), key=order)

    def _having(self, key: _Key) -> Iterable[str]:
        claims = self._by_key.get(key, set())
        return claims if len(claims) <= _COMMON else ()

    def _compare(
        self, pairs: Iterable[tuple[str, str]], gone: dict[tuple[str, str], Proposal]
    ) -> Iterator[Proposal]:
        done: set[frozenset[str]] = set()
        for one, other in pairs:
            both = frozenset((one, other))
            if both in done or len(both) < 2:
                continue
            done.add(both)
            known = self._of.get(one, {}).get(other)
            found = self._judge(one, other) if self._is_looked_up(one, other) else None
            if found == known:
                continue
            if known is not None:
                gone[one, other] = known
                del self._of[one][other], self._of[other][one]
            if found is not None:
                self._of[one][other] = self._of[other][one] = found
                yield found

    def _is_looked_up(self, one: str, other: str) -> bool:
        keys = set(_keys(self._gists[one])) & set(_keys(self._gists[other]))
        return any(len(self._by_key[key]) <= _COMMON for key in keys)

    def _judge(self, one: str, other: str) -> Proposal | None:
        gists = [self._gists[one], self._gists[other]]
        gists.sort(key=lambda gist: (self._told[gist.article].story.published or "~", gist.article, gist.id))
        earlier, later = gists
        its, others = self._told[later.article].story, self._told[earlier.article].story
        if its.origin == others.origin:
            return None
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
            proposals.set(each.gists[0].article, each)
    return proposals.all()


def _keys(gist: Gist) -> list[_Key]:
    """What a claim is looked up by: pairs of its most telling terms and figures, smaller one first."""
    telling = sorted(gist.terms, key=lambda term: (-gist.terms[term], term))[:_TELLING]
    telling += [f"#{figure.value:g}" for figure in gist.figures if figure.value > 1][:3]
    return list(combinations(sorted(telling), 2))


def story_of(
    gists: Sequence[Gist], names: Mapping[str, float], *, origin: str, published: str | None
) -> Story:
    """What an article is about, from all its claims and the names in it."""
    uses = Counter(term for gist in gists for term in gist.terms)
    return Story(origin, published or "", dict(names), dict(uses))
