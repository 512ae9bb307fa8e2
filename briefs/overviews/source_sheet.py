"""The sources of a brief: their grades, what rests on each, whose text they share, how anchors stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tearline.briefs.anchoring.reanchoring import reanchored
from tearline.briefs.board.rows import ArticleRow, Board
from tearline.briefs.checking.evidence import ArticleOf, places_of
from tearline.briefs.model import Brief, Source
from tearline.index.article import Article
from tearline.index.similar import Copy, compare_copies


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of the brief, or an article that is none yet. `key` is its key, or would be one.

    `article` is the id of its article on the desk now, empty where there is none. `quotes`, `claims` and
    `events` count the items of the brief that rest on it. `same`, `moved`, `uncertain` and `lost` count its
    anchored words by where they stand now. `origin` is the id of the first article of the family of copies
    it belongs to, `family` the ids of all of that family on the desk, its own included.
    """

    key: str
    article: str
    in_brief: bool
    outlet: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    file: str = ""
    reliability: str = ""
    reliability_by: str = ""
    reliability_why: str = ""
    note: str = ""
    inferred: Mapping[str, str] = field(default_factory=dict)
    quotes: int = 0
    claims: int = 0
    events: int = 0
    same: int = 0
    moved: int = 0
    uncertain: int = 0
    lost: int = 0
    changed: bool = False
    origin: str = ""
    family: tuple[str, ...] = ()

    @property
    def rests(self) -> int:
        """How many items of the brief rest on the source."""
        return self.quotes + self.claims + self.events

    @property
    def troubled(self) -> bool:
        """Whether something about it wants mending."""
        return bool(
            self.in_brief and (not self.article or self.moved or self.uncertain or self.lost or self.changed)
        )


def source_sheet(board: Board, brief: Brief | None, article_of: ArticleOf) -> tuple[SourceRow, ...]:
    """The sources of the brief in its order, then the articles of the board that are none, newest first."""
    families = _families(board.articles)
    origins = {row.id: row.origin for row in board.articles}
    rows: list[SourceRow] = []
    taken: set[str] = set()
    if brief is not None:
        articles = {key: article_of(source) for key, source in brief.sources.items()}
        resting = _resting(brief)
        standing = _standing(brief, articles)
        for key, source in brief.sources.items():
            article = articles[key]
            origin = origins.get(article.id, "") if article is not None else ""
            family = families.get(origin, ())
            rows.append(_of_brief(key, source, article, resting[key], standing[key], origin, family))
            if article is not None:
                taken.add(article.id)
    rows += [
        SourceRow(
            key=row.source,
            article=row.id,
            in_brief=False,
            outlet=row.outlet,
            title=row.title,
            author=row.author,
            published=row.published,
            file=row.path,
            origin=row.origin,
            family=families.get(row.origin, ()),
        )
        for row in board.articles
        if row.id not in taken
    ]
    return tuple(rows)


def differences(board: Board, row: SourceRow) -> dict[str, Copy]:
    """How each other article of a source's family differs from the first of it, by the article's id.

    Compares whole texts, so it is asked for one source at a time.
    """
    first = board.texts.get(row.origin)
    if first is None:
        return {}
    others = [board.texts[one] for one in row.family if one != row.origin and one in board.texts]
    return {article.id: compare_copies(first, article) for article in others}


def _families(articles: Iterable[ArticleRow]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[ArticleRow]] = {}
    for row in articles:
        found.setdefault(row.origin, []).append(row)
    return {
        origin: tuple(
            row.id
            for row in sorted(rows, key=lambda row: (row.id != origin, not row.published, row.published))
        )
        for origin, rows in found.items()
    }


def _resting(brief: Brief) -> Mapping[str, Counter[str]]:
    """How many quotes, claims and events rest on each source."""
    found: dict[str, Counter[str]] = {key: Counter() for key in brief.sources}
    places = places_of(brief)
    for section in ("quotes", "claims", "timeline"):
        for item in getattr(brief, section):
            for key in {place.source for place in places(item.id)}:
                if key in found:
                    found[key][section] += 1
    return found


def _standing(brief: Brief, articles: Mapping[str, Article | None]) -> Mapping[str, Counter[str]]:
    """How many of each source's anchored words stand as they did, moved, are uncertain or lost."""
    found: dict[str, Counter[str]] = {key: Counter() for key in brief.sources}
    known = {id(brief.sources[key]): article for key, article in articles.items()}
    for one in reanchored(brief, lambda source: known[id(source)]):
        status = one.located.status
        # Words whose glyphs changed are where they were: they want mending all the same.
        if status == "same" and one.located.words is not None:
            status = "moved"
        found[one.anchored.place.source][status] += 1
    return found


def _of_brief(
    key: str,
    source: Source,
    article: Article | None,
    resting: Counter[str],
    standing: Counter[str],
    origin: str,
    family: tuple[str, ...],
) -> SourceRow:
    return SourceRow(
        key=key,
        article=article.id if article is not None else "",
        in_brief=True,
        outlet=source.outlet or "",
        title=source.title or "",
        author=source.author or "",
        published=source.published or "",
        file=source.file,
        reliability=source.reliability or "",
        reliability_by=source.reliability_by or "",
        reliability_why=source.reliability_why or "",
        note=source.note or "",
        inferred=source.inferred,
        quotes=resting["quotes"],
        claims=resting["claims"],
        events=resting["timeline"],
        same=standing["same"],
        moved=standing["moved"],
        uncertain=standing["ambiguous"],
        lost=standing["lost"],
        changed=article is not None and source.text is not None and source.text != f"sha256:{article.id}",
        origin=origin,
        family=family,
    )
