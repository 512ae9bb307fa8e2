"""From a brief and its articles to what is exported: words verified, names resolved, footnotes numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tearline.briefs.checking.evidence import ArticleOf, anchored_words, places_of
from tearline.briefs.export.prepared import (
    Passage,
    Prepared,
    PreparedClaim,
    PreparedEvent,
    PreparedQuote,
    PreparedRelation,
    PreparedStatement,
    Who,
    numbered,
)
from tearline.briefs.export.wording import RELATIONS, inside, line
from tearline.briefs.model import (
    Brief,
    Claim,
    Described,
    Event,
    Place,
    Quote,
    Relation,
)
from tearline.index.article import Article
from tearline.index.errors import TearlineError

# How much of its paragraph is shown on either side of a passage, in code points.
_SURROUNDINGS = 240


class ExportRefused(TearlineError):  # noqa: N818 - it says what happened, in the words of the manual
    """The brief holds words that are not verbatim in their source; `items` gives each id with its reason."""

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        self.items = tuple(items)
        reasons = "\n".join(f"{item}: {reason}" for item, reason in self.items)
        super().__init__(f"Not exported, since not every quoted word stands in its source:\n{reasons}")


def prepare(brief: Brief, article_of: ArticleOf) -> Prepared:
    """The brief, ready for any export. `article_of` gives a source's article as it is now.

    Raises ExportRefused where any anchored words are not verbatim at their place, naming every such item.
    Items whose ids are among the rejected are left out, and nothing rests on them.
    """
    articles = {key: article_of(source) for key, source in brief.sources.items()}
    standing = _without_rejected(brief)
    if refused := list(_not_verbatim(standing, articles)):
        raise ExportRefused(refused)
    found = {key: article for key, article in articles.items() if article is not None}
    return numbered(_Preparing(brief, standing, found).prepared())


def _without_rejected(brief: Brief) -> Brief:
    rejected = set(brief.rejected)
    if not rejected:
        return brief
    sections = {
        section: tuple(item for item in getattr(brief, section) if item.id not in rejected)
        for section in ("quotes", "claims", "timeline")
    }
    return brief.model_copy(update=sections)


def _not_verbatim(brief: Brief, articles: Mapping[str, Article | None]) -> Iterator[tuple[str, str]]:
    for anchored in anchored_words(brief):
        key, place = anchored.place.source, anchored.place
        article = articles.get(key)
        where = f"characters {place.start}–{place.end} of {key}"
        if key not in brief.sources:
            yield anchored.item, f"its source “{key}” is not in the brief"
        elif article is None:
            yield anchored.item, f"the article {brief.sources[key].file} is not on the desk"
        elif anchored.words is None:
            yield anchored.item, f"gives no words for {where}"
        elif not anchored.stands_in(article.text):
            yield anchored.item, f"{_short(anchored.words)} does not stand at {where}"
        elif place.exact is not None and place.exact != anchored.words:
            yield anchored.item, f"{_short(place.exact)}, its `exact`, does not stand at {where}"


def _short(words: str) -> str:
    words = line(words)
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"


class _Preparing:
    """One brief on its way to its prepared form; each passage and each name is made once."""

    def __init__(self, brief: Brief, standing: Brief, articles: Mapping[str, Article]) -> None:
        self.brief = brief
        self.standing = standing
        self.articles = articles
        self.places = places_of(standing)
        self.made: dict[tuple[str, int, int], Passage] = {}
        self.actors = {key: self.who(key) for key in brief.actors}
        self.claims = {claim.id: claim for claim in standing.claims}
        self.relations: dict[str, list[Relation]] = {}
        for relation in brief.relations:
            for end in {relation.claim: None, relation.to: None}:
                self.relations.setdefault(end, []).append(relation)

    def prepared(self) -> Prepared:
        standing = self.standing
        return Prepared(
            brief=standing,
            bottom_line=tuple(
                PreparedStatement(statement, tuple(map(self.rests_on, statement.because)))
                for statement in standing.bottom_line
            ),
            claims=tuple(map(self.claim, standing.claims)),
            quotes=_by_speaker([self.quote(quote) for quote in standing.quotes]),
            timeline=tuple(
                PreparedEvent(event, self.named(event.actors), self.evidence(event))
                for event in sorted(standing.timeline, key=lambda event: event.when)
            ),
            notes=(),
            actors=self.actors,
            sources=self.brief.sources,
            articles=self.articles,
        )

    def claim(self, claim: Claim) -> PreparedClaim:
        return PreparedClaim(
            claim=claim,
            by=self.party(claim.by),
            content_of=self.party(claim.content_of),
            about=self.named(claim.about),
            passages=self.evidence(claim),
            relations=tuple(self.related(claim)),
        )

    def related(self, claim: Claim) -> Iterator[PreparedRelation]:
        for relation in self.relations.get(claim.id, ()):
            away = relation.claim == claim.id
            other = self.claims.get(relation.to if away else relation.claim)
            if other is not None:
                verb = RELATIONS[relation.kind][0 if away else 1]
                yield PreparedRelation(relation, verb, other, self.evidence(other))

    def quote(self, quote: Quote) -> PreparedQuote:
        return PreparedQuote(
            quote=quote,
            speaker=self.party(quote.speaker),
            via=tuple(who for party in quote.via if (who := self.party(party))),
            audience=self.party(quote.audience),
            about=self.named(quote.about),
            passages=tuple(map(self.passage, quote.places)),
        )

    def party(self, party: str | Described | None) -> Who | None:
        if party is None:
            return None
        return Who(None, inside(line(party.described))) if isinstance(party, Described) else self.who(party)

    def named(self, keys: Iterable[str]) -> tuple[Who, ...]:
        return tuple(map(self.who, keys))

    def who(self, key: str) -> Who:
        actor = self.brief.actors.get(key)
        if actor is None:
            return Who(key, line(key))
        whole = next(iter(actor.affiliations), "")
        affiliation = self.brief.actors[whole].name if whole in self.brief.actors else whole
        return Who(key, line(actor.name), actor, line(affiliation))

    def evidence(self, item: Claim | Event) -> tuple[Passage, ...]:
        """What an item rests on: the places it gives itself, then those of the quotes and claims it names."""
        own = [rest for rest in item.evidence if isinstance(rest, Place)]
        through = [place for rest in item.evidence if isinstance(rest, str) for place in self.places(rest)]
        return tuple(dict.fromkeys(map(self.passage, [*own, *through])))

    def rests_on(self, item_id: str) -> tuple[Passage, ...]:
        return tuple(map(self.passage, self.places(item_id)))

    def passage(self, place: Place) -> Passage:
        at = (place.source, place.start, place.end)
        if at not in self.made:
            self.made[at] = _passage(place, self.articles[place.source].text)
        return self.made[at]


def _passage(place: Place, text: str) -> Passage:
    start, end = place.start, place.end
    first = max(0, start - _SURROUNDINGS)
    opens = max(text.rfind("\n", first, start), text.rfind("\r", first, start)) + 1
    cut_before = not opens and first > 0
    if cut_before:
        space = text.find(" ", first, start)
        opens = space + 1 if space >= 0 else first
    last = min(len(text), end + _SURROUNDINGS)
    breaks = [at for mark in "\n\r" if (at := text.find(mark, end, last)) >= 0]
    cut_after = not breaks and last < len(text)
    if cut_after:
        space = text.rfind(" ", end, last)
        breaks = [space if space >= 0 else last]
    closes = min(breaks, default=last)
    return Passage(
        source=place.source,
        start=start,
        end=end,
        words=text[start:end],
        before=text[opens:start],
        after=text[end:closes],
        cut_before=cut_before,
        cut_after=cut_after,
        prefix=place.before if text.endswith(place.before, 0, start) else "",
        suffix=place.after if text.startswith(place.after, end) else "",
    )


def _by_speaker(quotes: Sequence[PreparedQuote]) -> tuple[PreparedQuote, ...]:
    first: dict[str | None, int] = {}
    for n, quote in enumerate(quotes):
        name = quote.speaker.name if quote.speaker else None
        first.setdefault(name, n if name is not None else len(quotes))
    return tuple(sorted(quotes, key=lambda quote: first[quote.speaker.name if quote.speaker else None]))
