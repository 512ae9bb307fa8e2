"""Holds a board's claims against each other as articles come and go, and lays the brief's relations over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tearline.briefs.board.rows import ClaimRow, RelationRow
from tearline.briefs.corroboration.families import ClaimFamily, families_of
from tearline.briefs.corroboration.gist import Gist, Reader
from tearline.briefs.corroboration.judging import Story
from tearline.briefs.corroboration.proposals import Proposal, Proposals, Told
from tearline.briefs.corroboration.stems import name_stems
from tearline.briefs.corroboration.voices import Voice
from tearline.briefs.findings import Claim, Findings
from tearline.briefs.ids import relation_id
from tearline.briefs.model import Brief
from tearline.briefs.names import family
from tearline.briefs.trust import SURE, TELLING
from tearline.index.article import Article

# What a name in common tells of whether two articles are about one matter: states stand in every other one.
_NAME_WEIGHTS = {"person": 1.3, "body": 1.0, "land": 0.5}


@dataclass(frozen=True, slots=True)
class View:
    """An article as the board shows it: what relating its claims needs.

    `copied` are the folded words of the claims that the first article of its family has, where it is a copy.
    `claims` are its rows, `suggested` the ids that its findings' claims have as suggestions, in step with
    these. `id_of` and `name_of` give the board's id of an actor of the findings, and the name of such an id.
    """

    article: Article
    findings: Findings
    origin: str
    copied: frozenset[str]
    claims: tuple[ClaimRow, ...]
    suggested: tuple[str, ...]
    id_of: Callable[[str], str | None]
    name_of: Callable[[str], str]


class Relating:
    """Relations between the claims of a board, worked out for the articles that changed."""

    def __init__(self) -> None:
        self._proposals = Proposals()
        self._waiting: dict[str, None] = {}
        self._rows: tuple[RelationRow, ...] = ()
        self._laid: Brief | None = None
        self._stale = True

    def note(self, article: str) -> None:
        """Say that an article has come, gone or changed."""
        self._waiting[article] = None

    @property
    def left(self) -> int:
        """How many articles are to be read, and claims to be compared."""
        return len(self._waiting) + self._proposals.unsettled

    def work(self, view_of: Callable[[str], View | None], most: int | None = None) -> None:
        """Read `most` of the articles that changed; where all are read, compare `most` claims. None: all.

        `view_of` gives None for an article that is gone.
        """
        reads = bool(self._waiting)
        for article in list(self._waiting)[:most]:
            del self._waiting[article]
            view = view_of(article)
            self._proposals.put(article, told_by(view) if view else None)
            self._stale = True
        if most is None or not reads:
            self._stale |= bool(self._proposals.unsettled)
            self._proposals.settle(most)

    def rows(self, brief: Brief) -> tuple[RelationRow, ...]:
        """What is proposed and what the brief says, the surest first."""
        if self._stale or self._laid is not brief:
            self._rows = tuple(sorted(lay(self._proposals.all(), brief), key=_order))
            self._laid, self._stale = brief, False
        return self._rows

    def confirmed(self, brief: Brief) -> dict[str, int]:
        """The independent origins of the claims that agree with others as the brief says."""
        rows = [row for row in self.rows(brief) if row.agrees and row.status not in ("suggested", "rejected")]
        claims = dict.fromkeys(one for row in rows for one in (row.claim, row.to))
        return {one: family.origins for family in self.families(rows, claims) for one in family.claims}

    def families(self, relations: Iterable[RelationRow], claims: Iterable[str]) -> tuple[ClaimFamily, ...]:
        """These claims in families that say one thing, by the relations given, with the origins of each."""
        return families_of(claims, relations, self._proposals.gist, self._proposals.story)


def told_by(view: View) -> Told:
    """What an article tells, of the claims that are not rejected and tell more than any sentence does."""
    reader = Reader(view.article, view.findings, view.id_of, view.name_of)
    by_finding = dict(zip(view.suggested, view.findings.claims, strict=True))
    gists: list[Gist] = []
    for row in view.claims:
        if row.status == "rejected" or not row.spans:
            continue
        # What the original says too is compared there, unless it is this article's words that were taken in.
        if row.status == "suggested" and (row.score < TELLING or folded(row.words) in view.copied):
            continue
        found = by_finding.get(row.finding)
        gist = reader.read(found or _by_hand(row), row.id)
        if found is None or row.status == "edited":
            gist = replace(gist, voice=_voice(row))
        elif row.precision < SURE:
            # Who is not surely the speaker may be anyone: a voice too few is better than one too many.
            gist = replace(gist, voice=replace(gist.voice, actor=None, words=frozenset()))
        gists.append(gist)
    uses = Counter(term for gist in gists for term in gist.terms)
    names = _names(view)
    story = Story(view.origin, view.article.published or "", names, dict(uses))
    return Told(story, tuple(gists))


def folded(words: str) -> str:
    """The words of a claim without case and white space, by which copies of it are known."""
    return " ".join(words.casefold().split())


def _by_hand(row: ClaimRow) -> Claim:
    """A claim that stands in the brief alone, as drafting would have found it."""
    return Claim(row.spans, 1.0, row.kind, "by-hand", polarity=not row.denied)


def _voice(row: ClaimRow) -> Voice:
    return Voice(row.by, row.by_name, frozenset(name_stems(row.by_name)))


def _names(view: View) -> dict[str, float]:
    """What the article's names weigh: persons by the board's id, all else by the words of its name."""
    names: dict[str, float] = {}
    for actor in view.findings.actors:
        kind = family(actor.type)
        if kind == "person":
            names["@" + (view.id_of(actor.id) or actor.id)] = _NAME_WEIGHTS[kind]
            continue
        stems = name_stems(actor.name)
        for stem in stems:
            names["@" + stem] = max(names.get("@" + stem, 0.0), _NAME_WEIGHTS[kind] / len(stems))
    return names


def lay(proposals: Sequence[Proposal], brief: Brief) -> Iterable[RelationRow]:
    """A row for each proposal and each relation of the brief; what the brief says of a pair stands."""
    rejected = frozenset(brief.rejected)
    said = {relation_id(one.claim, one.to): one for one in brief.relations}
    for one in proposals:
        row_id = relation_id(one.claim, one.to)
        stated = said.pop(row_id, None)
        row = RelationRow(row_id, one.claim, one.to, one.kind, one.independent, one.score, one.why)
        if stated is not None:
            yield replace(
                row,
                claim=stated.claim,
                to=stated.to,
                kind=stated.kind,
                independent=stated.independent,
                why=stated.why or "",
                status=stated.review,
            )
        else:
            yield replace(row, status="rejected") if row_id in rejected else row
    for row_id, stated in said.items():
        yield RelationRow(
            row_id,
            stated.claim,
            stated.to,
            stated.kind,
            stated.independent,
            why=stated.why or "",
            status=stated.review,
        )


def _order(row: RelationRow) -> tuple[float, str, str]:
    return -row.score, row.claim, row.to
