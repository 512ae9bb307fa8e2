"""A board that grows as articles come in and follows the brief, at the cost of what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from tearline.briefs.board.actor_rows import actor_row, display_name
from tearline.briefs.board.overlay import Overlay
from tearline.briefs.board.recalled import Recalled
from tearline.briefs.board.roster import Roster
from tearline.briefs.board.rows import ActorRow, ArticleRow, Board, ClaimRow, EventRow, QuoteRow
from tearline.briefs.board.sorted_rows import SortedRows
from tearline.briefs.board.suggestions import Block, Suggesting
from tearline.briefs.corroboration.families import ClaimFamily
from tearline.briefs.corroboration.relating import Relating, View, folded
from tearline.briefs.findings import Claim, Findings
from tearline.briefs.ids import source_key
from tearline.briefs.model import Brief
from tearline.briefs.names import family, fold, surname
from tearline.briefs.trust import rests_on_little
from tearline.index.article import Article
from tearline.index.similar import Origins

# Where the rows stand whose words are in no article at hand.
_NOWHERE = ""


class _Stands(NamedTuple):
    """Where an article stands: its path, and how recent it is, the most recent smallest."""

    path: str
    recency: int


class LiveBoard:
    """Takes articles in and out and gives the board as it then is. For one thread at a time.

    Changes are worked out when the board is asked for: many at once cost less than one by one.
    """

    def __init__(
        self,
        brief: Brief | None = None,
        articles: Recalled[Article] | None = None,
        findings: Recalled[Findings] | None = None,
    ) -> None:
        """`articles` and `findings` hold what is added, by article id; without them, memory does."""
        self._articles: MutableMapping[str, Article] = {} if articles is None else articles
        self._findings: MutableMapping[str, Findings] = {} if findings is None else findings
        self._stands: dict[str, _Stands] = {}
        self._paths: dict[str, str] = {}
        self._roster = Roster()
        self._origins = Origins()
        self._overlay = Overlay(None)
        self._relating = Relating()
        # What is shown now, by article, and what each article contributes to it.
        self._blocks: dict[str, Block] = {}
        # The ids that each article's claims have as suggestions.
        self._suggested: dict[str, tuple[str, ...]] = {}
        self._owners: dict[str, str] = {}
        self._cast: dict[str, frozenset[str]] = {}
        self._sources: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        self._actor_rows: dict[str, ActorRow] = {}
        self._article_rows: dict[str, ArticleRow] = {}
        self._folded: dict[str, tuple[object, str]] = {}
        self._quotes_by: Counter[str] = Counter()
        self._claims_by: Counter[str] = Counter()
        # What a claim says to the voices that carry them, by article; and each article's part of it.
        self._voices: dict[int, dict[str, frozenset[str]]] = defaultdict(dict)
        self._carried: dict[str, dict[int, frozenset[str]]] = {}
        # What is to be worked out anew, and the rows that leave and enter by it.
        self._gone: list[Block] = []
        self._come: list[Block] = []
        self._dirty: set[str] = set()
        self._stale_actors: set[str] = set()
        self._quotes: SortedRows[QuoteRow] = SortedRows(self._quote_key)
        self._claims: SortedRows[ClaimRow] = SortedRows(self._claim_key)
        self._events: SortedRows[EventRow] = SortedRows(self._event_key)
        self._actors: SortedRows[ActorRow] = SortedRows(lambda row: (-row.salience, -row.mentions, row.id))
        self._listed: SortedRows[ArticleRow] = SortedRows(lambda row: (_newest_first(row.published), row.id))
        if brief is not None:
            self.set_brief(brief)

    def add(self, article: Article, findings: Findings) -> None:
        """Take an article in with what drafting found in it; in the place of its former findings, if any."""
        if article.id in self._articles:
            self.remove(article.id)
        self._articles[article.id] = article
        self._findings[article.id] = findings
        self._stands[article.id] = _Stands(article.path, _newest_first(article.published))
        self._paths[article.path] = article.id
        self._dirty |= self._origins.add(article)
        self._dirty |= {article.id, _NOWHERE} | self._roster.add(article.id, findings.actors)

    def remove(self, article_id: str) -> None:
        """Take an article out, if it is in."""
        if article_id not in self._articles:
            return
        # Rows go by the order they came in by, so while their article is still known.
        self._show(article_id, Block())
        self._place_rows()
        row = self._article_rows.pop(article_id, None)
        self._listed.change([row] if row else [], [])
        self._carry(article_id, {})
        self._stale_actors |= self._cast.pop(article_id, frozenset())
        self._sources.pop(article_id, None)
        self._suggested.pop(article_id, None)
        stood = self._stands.pop(article_id)
        del self._articles[article_id], self._findings[article_id]
        if self._paths.get(stood.path) == article_id:
            del self._paths[stood.path]
        self._dirty |= self._origins.remove(article_id)
        self._dirty |= self._roster.remove(article_id) | {_NOWHERE}
        self._dirty.discard(article_id)

    def set_brief(self, brief: Brief | None) -> None:
        """Lay this brief over the findings, in the place of the former one."""
        before, after = self._overlay, Overlay(brief)
        self._overlay = after
        self._dirty |= self._roster.set_known(after.known())
        for key in before.keys | after.keys:
            if before.all_of(key) != after.all_of(key):
                self._dirty |= {_NOWHERE, *self._articles_of(before, key), *self._articles_of(after, key)}
        ids = (before.rejected ^ after.rejected) | (before.ids ^ after.ids)
        self._dirty |= {self._owners[one] for one in ids if one in self._owners}
        old, new = before.brief.actors, after.brief.actors
        self._stale_actors |= {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        self._stale_actors |= {key for key, _ in before.statuses.items() ^ after.statuses.items()}
        self._stale_actors |= before.rejected ^ after.rejected

    def board(self) -> Board:
        """The board as it is now."""
        self._work_out()
        return Board(
            actors=self._actors.rows(),
            quotes=self._quotes.rows(),
            claims=self._counted(self._claims.rows()),
            events=self._events.rows(),
            articles=self._listed.rows(),
            relations=self._relating.rows(self._overlay.brief),
            texts=self._articles.copy() if isinstance(self._articles, Recalled) else dict(self._articles),
            folded=self._folded,
        )

    def copies(self) -> Iterator[tuple[str, ...]]:
        """The families of articles that share an origin, by their ids, each with its first one first."""
        return self._origins.families()

    def relate(self, most: int | None = None) -> int:
        """Hold the claims that are new or changed against the others: a step of so much, or all of it.

        Returns how much is left, 0 when done. Boards made afterwards have the relations found so far.
        """
        self._work_out()
        self._relating.work(self._view, most)
        return self._relating.left

    def families(self, claims: Iterable[str] | None = None) -> tuple[ClaimFamily, ...]:
        """The claims of these ids, or all that are not rejected, in families that say one thing."""
        rows = self.board().claims
        asked = [row.id for row in rows if row.status != "rejected"] if claims is None else claims
        return self._relating.families(self._relating.rows(self._overlay.brief), asked)

    def _counted(self, rows: tuple[ClaimRow, ...]) -> tuple[ClaimRow, ...]:
        """The claims with the origins of those that the brief says agree with them."""
        counts = self._relating.confirmed(self._overlay.brief)
        if not counts:
            return rows
        return tuple(
            replace(row, origins=counts[row.id]) if counts.get(row.id, 0) > row.origins else row
            for row in rows
        )

    def _view(self, article_id: str) -> View | None:
        if article_id not in self._articles:
            return None
        return View(
            self._articles[article_id],
            self._findings[article_id],
            origin := self._origins.of(article_id),
            frozenset(folded(row.words) for row in self._blocks.get(origin, Block()).claims)
            if origin != article_id
            else frozenset(),
            self._blocks.get(article_id, Block()).claims,
            self._suggested.get(article_id, ()),
            lambda local: self._roster.id_of(article_id, local),
            self._name,
        )

    # ---- working out what changed ----

    def _work_out(self) -> None:
        if not self._dirty and not self._stale_actors:
            return
        dirty = {one for one in self._dirty if one in self._articles}
        stale = self._stale_actors
        for article_id in dirty:
            cast = frozenset(self._cast_of(article_id))
            stale |= cast | self._cast.get(article_id, frozenset())
            self._cast[article_id] = cast
        dirty |= self._renamed(stale)
        # A claim that another voice joins or leaves counts anew in every article that carries it.
        for article_id in sorted(dirty):
            dirty |= self._carry(article_id, self._voices_of(article_id))
        before = [self._article_rows[one] for one in dirty if one in self._article_rows]
        for article_id in sorted(dirty):
            self._render(article_id)
        self._listed.change(before, [self._article_rows[one] for one in dirty])
        if _NOWHERE in self._dirty:
            present = {key for keys in self._sources.values() for key in keys}
            self._show(_NOWHERE, self._overlay.loose(present))
        self._place_rows()
        self._list_actors(stale | self._stale_actors)
        self._dirty = set()
        self._stale_actors = set()

    def _cast_of(self, article_id: str) -> Iterator[str]:
        for actor in self._findings[article_id].actors:
            actor_id = self._roster.id_of(article_id, actor.id)
            if actor_id is not None:
                yield actor_id

    def _renamed(self, actor_ids: Iterable[str]) -> set[str]:
        """The articles whose rows show an actor under a name that it no longer has."""
        changed: set[str] = set()
        for actor_id in actor_ids:
            bearers = self._roster.bearers(actor_id)
            known = self._overlay.brief.actors.get(actor_id)
            name = display_name(bearers, known) if bearers or known else ""
            if self._names.get(actor_id, name) != name:
                changed.update(*(bearer.spans for bearer in bearers))
            self._names[actor_id] = name
        return changed

    def _name(self, actor_id: str) -> str:
        return self._names.get(actor_id) or actor_id

    def _render(self, article_id: str) -> None:
        """Work out one article's rows, and show them."""
        article, overlay = self._articles[article_id], self._overlay
        keys = overlay.sources_of(article, self._articles)

        def is_taken(one: str) -> bool:
            owner = self._owners.get(one, article_id)
            return owner not in (article_id, _NOWHERE) or overlay.reserved_elsewhere(one, keys)

        findings = self._findings[article_id]
        suggesting = Suggesting(
            article=article,
            findings=findings,
            id_of=lambda local: self._roster.id_of(article_id, local),
            name_of=self._name,
            is_taken=is_taken,
            origins_of=lambda claim: self._origins_of(article_id, claim),
        )
        suggested = suggesting.block()
        self._suggested[article_id] = tuple(row.id for row in suggested.claims)
        block = overlay.lay(suggested, article, keys)
        if keys != self._sources.get(article_id, []):
            self._dirty.add(_NOWHERE)
        self._sources[article_id] = keys
        self._show(article_id, block)
        row = ArticleRow(
            id=article_id,
            source=keys[0] if keys else source_key(article),
            path=article.path,
            title=article.title or "",
            outlet=article.outlet or "",
            author=article.author or "",
            published=article.published or "",
            origin=self._origins.of(article_id),
            in_brief=bool(keys),
            quotes=len(block.quotes),
            claims=len(block.claims),
            english=findings.english,
        )
        self._article_rows[article_id] = row

    def _show(self, article_id: str, block: Block) -> None:
        """Put these rows in the place of the article's former ones."""
        for one in (article_id, *self._origins.family(article_id)):
            self._relating.note(one)
        before = self._blocks.pop(article_id, Block())
        self._gone.append(before)
        self._come.append(block)
        for sign, rows in ((-1, before), (1, block)):
            for quote in rows.quotes:
                if quote.speaker is not None and quote.status != "rejected":
                    self._quotes_by[quote.speaker] += sign
                    self._stale_actors.add(quote.speaker)
            for claim in rows.claims:
                if claim.by is not None and claim.status != "rejected":
                    self._claims_by[claim.by] += sign
                    self._stale_actors.add(claim.by)
        for item in before.items:
            if self._owners.get(item.id) == article_id:
                del self._owners[item.id]
        for item in block.items:
            self._owners[item.id] = article_id
        if block.items:
            self._blocks[article_id] = block

    def _place_rows(self) -> None:
        """Put the rows in their places that have changed since last time."""
        gone, come = self._gone, self._come
        self._quotes.change(chain(*(one.quotes for one in gone)), chain(*(one.quotes for one in come)))
        self._claims.change(chain(*(one.claims for one in gone)), chain(*(one.claims for one in come)))
        self._events.change(chain(*(one.events for one in gone)), chain(*(one.events for one in come)))
        self._gone, self._come = [], []

    def _list_actors(self, actor_ids: Iterable[str]) -> None:
        gone: list[ActorRow] = []
        come: list[ActorRow] = []
        overlay = self._overlay
        for actor_id in actor_ids:
            before = self._actor_rows.pop(actor_id, None)
            bearers = self._roster.bearers(actor_id)
            known = overlay.brief.actors.get(actor_id)
            row = None
            if bearers or known:
                quotes, claims = self._quotes_by[actor_id], self._claims_by[actor_id]
                row = actor_row(actor_id, bearers, known, overlay.status_of(actor_id), quotes, claims)
                self._actor_rows[actor_id] = row
            if row != before:
                gone += [before] if before else []
                come += [row] if row else []
        self._actors.change(gone, come)

    def _articles_of(self, overlay: Overlay, source: str) -> Iterable[str]:
        """The articles at hand that a brief's source is, by its text or its file."""
        stated = overlay.brief.sources.get(source)
        if stated is None:
            return ()
        found = {(stated.text or "").removeprefix("sha256:"), self._paths.get(stated.file, "")}
        return found & self._articles.keys()

    # ---- how many independent voices carry a claim ----

    def _voices_of(self, article_id: str) -> dict[int, frozenset[str]]:
        voices: dict[int, set[str]] = defaultdict(set)
        text = self._articles[article_id].text
        for claim in self._findings[article_id].claims:
            voices[_said(text, claim)].add(self._voice(article_id, claim))
        return {words: frozenset(found) for words, found in voices.items()}

    def _voice(self, article_id: str, claim: Claim) -> str:
        """What a claim rests on: whoever asserts it, however many report that; else the article's origin.

        Persons go by surname here: one person under two names must not count as two.
        """
        if claim.by is not None:
            for actor in self._findings[article_id].actors:
                if actor.id == claim.by:
                    person = family(actor.type) == "person"
                    return "by " + (surname(actor.name) if person else fold(actor.name))
        return self._origins.of(article_id)

    def _carry(self, article_id: str, voices: dict[int, frozenset[str]]) -> set[str]:
        """Note the voices of an article's claims; the articles with a claim that counts otherwise by it."""
        changed: set[str] = set()
        before = self._carried.pop(article_id, {})
        if before == voices:
            self._carried[article_id] = voices
            return changed
        for words in before.keys() | voices.keys():
            carriers = self._voices[words]
            count = self._count(words)
            carriers.pop(article_id, None)
            if words in voices:
                carriers[article_id] = voices[words]
            if count != self._count(words):
                changed |= carriers.keys()
        if voices:
            self._carried[article_id] = voices
        self._dirty |= changed
        return changed

    def _count(self, words: int) -> int:
        return len(frozenset().union(*self._voices[words].values()))

    def _origins_of(self, article_id: str, claim: Claim) -> int:
        return max(1, self._count(_said(self._articles[article_id].text, claim)))

    # ---- the order of the rows ----

    def _recency(self, article_id: str) -> tuple[int, str]:
        stands = self._stands.get(article_id)
        return stands.recency if stands else 0, article_id

    def _quote_key(self, row: QuoteRow) -> tuple[object, ...]:
        return (rests_on_little(row), *self._recency(row.article), _position(row), row.id)

    def _claim_key(self, row: ClaimRow) -> tuple[object, ...]:
        return (rests_on_little(row), -row.score, *self._recency(row.article), _position(row), row.id)

    def _event_key(self, row: EventRow) -> tuple[object, ...]:
        return (row.when or "~", *self._recency(row.article), _position(row), row.id)


def _newest_first(published: str | None) -> int:
    """Sorts dates newest first; a year alone after the days of that year, no date after all."""
    digits = (published or "").replace("-", "")
    return -int(digits.ljust(8, "0")) if digits.isdecimal() else 0


def _position(row: QuoteRow | ClaimRow | EventRow) -> int:
    # What is lost stands behind what is found.
    return row.spans[0][0] if row.spans else 1 << 60


def _said(text: str, claim: Claim) -> int:
    """What a claim says: a hash of its words, folded, as the words themselves would be kept twice."""
    return hash(" ".join(" ".join(text[start:end] for start, end in claim.span).casefold().split()))
