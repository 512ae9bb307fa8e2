"""What has changed between two states of a brief, in the terms of the analyst who wrote it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from tearline.briefs.anchoring.reanchoring import reanchored
from tearline.briefs.checking.evidence import ArticleOf
from tearline.briefs.differences.actor_changes import actor_changes, renamed_actors
from tearline.briefs.differences.change import Change, Kind, Section
from tearline.briefs.document.brief_items import items_of
from tearline.briefs.model import (
    Brief,
    Claim,
    Described,
    Event,
    Evidence,
    Gap,
    Part,
    Place,
    Quote,
    Relation,
    Source,
    Statement,
)

__all__ = ["Change", "anchor_changes", "diff_briefs", "in_order"]

# A statement of the bottom line that is at least so like another is the same one, reworded.
_REWORDED = 0.5
# Comparing every statement with every other is for bottom lines, not for attacks.
_MOST_COMPARED = 40

# The kind of change that another value of a key is; what is not here is "changed".
_KINDS: Mapping[str, Kind] = {
    "claim": "reworded",
    "said": "reworded",
    "what": "reworded",
    "judgement": "reworded",
    "assumption": "reworded",
    "fact": "reworded",
    "likelihood": "grade",
    "confidence": "grade",
    "credibility": "grade",
    "reliability": "grade",
    "reliability_by": "grade",
    "reliability_why": "grade",
    "review": "review",
    "speaker": "attribution",
    "via": "attribution",
    "audience": "attribution",
    "by": "attribution",
    "content_of": "attribution",
}
_FATES: Mapping[str, Kind] = {"moved": "moved", "ambiguous": "uncertain", "lost": "lost"}
_ANCHORED: Mapping[str, Section] = {"quotes": "quotes", "claims": "claims", "timeline": "timeline"}
# Keys whose change says nothing to a reader, or is told otherwise.
_PASSED_OVER = ("id", "rule", "at", "evidence", "because", "text")


def diff_briefs(old: Brief, new: Brief) -> tuple[Change, ...]:
    """Every difference that a reader would see, by section, in the order of the briefs.

    Items are the same by their id or key, relations by their claims, open questions by their words,
    statements of the bottom line by likeness. The order of items, the rules that suggested them and the words
    around anchors make no difference.
    """
    return tuple(_Diff(old, new).changes())


def anchor_changes(brief: Brief, article_of: ArticleOf) -> tuple[Change, ...]:
    """What has become of a brief's anchored words in its sources as they are now, where they do not stand."""
    told = []
    for one in reanchored(brief, article_of):
        place, located = one.anchored.place, one.located
        if located.status == "same":
            continue
        kind = _FATES[located.status]
        section = _ANCHORED[str(one.anchored.path[0])]
        now = f"{located.span[0]}–{located.span[1]}" if located.span else ""
        place_then = f"{place.source} {place.start}–{place.end}"
        told.append(
            Change(section, kind, one.anchored.item, one.anchored.words or "", "source", place_then, now)
        )
    return tuple(told)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes from several askings, by section as a reader is told."""
    sections = get_args(Section)
    return tuple(sorted(changes, key=lambda change: sections.index(change.section)))


class _Diff:
    """Two states of a brief, and who of the old one goes by which key in the new."""

    def __init__(self, old: Brief, new: Brief) -> None:
        self.old, self.new = old, new
        self.went = renamed_actors(old, new)
        self.sources = _renamed_sources(old, new)
        self.rejected = set(new.rejected) - set(old.rejected)

    def changes(self) -> Iterator[Change]:
        old, new = self.old, self.new
        for field in ("title", "status", "marking", "tags"):
            was, now = _words(getattr(old, field)), _words(getattr(new, field))
            if was != now:
                yield Change("brief", "changed", "", new.title, field, was, now)
        yield from self._extra("brief", "", new.title, old, new)
        yield from self._bottom_line()
        yield from self._items("claims", old.claims, new.claims, lambda claim, _: claim.claim)
        yield from self._items("quotes", old.quotes, new.quotes, _quoted)
        yield from self._relations()
        yield from self._items("timeline", old.timeline, new.timeline, lambda event, _: event.what)
        yield from self._gaps()
        yield from self._sources()
        yield from actor_changes(old, new)
        yield from self._rejected()

    def _items(
        self, section: Section, old: Sequence[Any], new: Sequence[Any], titled: Callable[[Any, Brief], str]
    ) -> Iterator[Change]:
        before = {item.id: item for item in old}
        after = {item.id: item for item in new}
        for item_id, item in after.items():
            title = titled(item, self.new)
            if item_id not in before:
                yield Change(section, "new", item_id, title)
            else:
                yield from self._fields(section, item_id, title, before[item_id], item)
                yield from self._evidence(section, item_id, title, before[item_id], item)
        for item_id, item in before.items():
            if item_id not in after:
                kind: Kind = "rejected" if item_id in self.rejected else "withdrawn"
                yield Change(section, kind, item_id, titled(item, self.old))

    def _fields(self, section: Section, item: str, title: str, old: Part, new: Part) -> Iterator[Change]:
        """Each key of an item whose value reads otherwise."""
        for field in type(new).model_fields:
            if field in _PASSED_OVER:
                continue
            was = self._read(field, getattr(old, field), self.old)
            now = self._read(field, getattr(new, field), self.new)
            if was != now:
                yield Change(section, _KINDS.get(field, "changed"), item, title, field, was, now)
        yield from self._extra(section, item, title, old, new)

    def _extra(self, section: Section, item: str, title: str, old: Part, new: Part) -> Iterator[Change]:
        """Keys that the schema does not know are the analyst's own, and told like others."""
        was, now = old.model_extra or {}, new.model_extra or {}
        for field in dict.fromkeys((*now, *was)):
            if was.get(field) != now.get(field):
                before, after = _words(was.get(field)), _words(now.get(field))
                yield Change(section, "changed", item, title, field, before, after)

    def _read(self, field: str, value: Any, brief: Brief) -> str:
        """A value in words; an actor's key as the name that the actor has now, wherever it went."""
        if field in ("speaker", "via", "audience", "by", "content_of", "about", "actors") and value:
            several = value if isinstance(value, tuple) else (value,)
            return ", ".join(self._name(one, brief) for one in several)
        return _words(value)

    def _name(self, party: str | Described, brief: Brief) -> str:
        if isinstance(party, Described):
            return party.described
        key = self.went.get(party, party)
        # Under one key, a renamed actor is told once, among the actors.
        actor = self.new.actors.get(key) or brief.actors.get(party)
        return actor.name if actor else party

    def _evidence(self, section: Section, item: str, title: str, old: Any, new: Any) -> Iterator[Change]:
        was, now = self._rests_on(old), self._rests_on(new)
        for key, place in now.items():
            before = was.get(key)
            if before is None:
                if not isinstance(new, Quote):
                    yield Change(section, "evidence", item, title, "evidence", "", _shown(key))
            elif place != before:
                then, there = f"{key[0]} {before[0]}–{before[1]}", f"{key[0]} {place[0]}–{place[1]}"
                yield Change(section, "moved", item, title, "at", then, there)
        if isinstance(new, Quote):
            gone = [key[0] for key in was if key not in now]
            come = [key[0] for key in now if key not in was]
            if old.said == new.said and gone != come:
                yield Change(section, "moved", item, title, "at", ", ".join(gone), ", ".join(come))
            return
        for key in was:
            if key not in now:
                yield Change(section, "evidence", item, title, "evidence", _shown(key), "")

    def _rests_on(self, item: Quote | Claim | Event) -> dict[tuple[str, str, int], tuple[int, int]]:
        """What an item rests on, by source, words and how often they came before; places as start and end."""
        found: dict[tuple[str, str, int], tuple[int, int]] = {}
        times: Counter[tuple[str, str]] = Counter()
        if isinstance(item, Quote):
            rests: list[tuple[Evidence, str]] = list(zip(item.places, item.stretches, strict=True))
        else:
            rests = [(one, one.exact or "" if isinstance(one, Place) else "") for one in item.evidence]
        for one, words in rests:
            source = self.sources.get(one.source, one.source) if isinstance(one, Place) else one
            place = (one.start, one.end) if isinstance(one, Place) else (0, 0)
            found[source, words, times[source, words]] = place
            times[source, words] += 1
        return found

    def _bottom_line(self) -> Iterator[Change]:
        pairs = _paired(self.old.bottom_line, self.new.bottom_line)
        for n, statement in enumerate(self.new.bottom_line):
            item, title = f"bottom_line[{n}]", statement.words
            if n not in pairs:
                yield Change("bottom_line", "new", item, title)
                continue
            before = self.old.bottom_line[pairs[n]]
            if before.words != statement.words:
                yield Change("bottom_line", "reworded", item, title, "", before.words, statement.words)
            was, now = _sort_of(before), _sort_of(statement)
            if was != now:
                yield Change("bottom_line", "changed", item, title, "kind", was, now)
            for field in ("likelihood", "confidence"):
                was, now = _words(getattr(before, field)), _words(getattr(statement, field))
                if was != now:
                    yield Change("bottom_line", "grade", item, title, field, was, now)
            lost = [name for name in before.because if name not in statement.because]
            came = [name for name in statement.because if name not in before.because]
            if lost or came:
                rests = ", ".join(lost), ", ".join(came)
                yield Change("bottom_line", "evidence", item, title, "because", *rests)
            yield from self._extra("bottom_line", item, title, before, statement)
        kept = set(pairs.values())
        for n, statement in enumerate(self.old.bottom_line):
            if n not in kept:
                yield Change("bottom_line", "withdrawn", f"bottom_line[{n}]", statement.words)

    def _relations(self) -> Iterator[Change]:
        before, after = _by_ends(self.old.relations), _by_ends(self.new.relations)
        for ends, relation in after.items():
            title = _related(relation, self.new)
            if ends not in before:
                yield Change("relations", "new", f"{ends[0]} {ends[1]}", title, "kind", "", relation.kind)
            else:
                yield from self._fields("relations", f"{ends[0]} {ends[1]}", title, before[ends], relation)
        for ends, relation in before.items():
            if ends not in after:
                title = _related(relation, self.old)
                yield Change("relations", "withdrawn", f"{ends[0]} {ends[1]}", title, "kind", relation.kind)

    def _gaps(self) -> Iterator[Change]:
        before = {_question(gap): gap for gap in self.old.gaps}
        after = {_question(gap): gap for gap in self.new.gaps}
        for question, gap in after.items():
            if question not in before:
                yield Change("gaps", "new", "", question)
            elif (was := _why(before[question])) != (now := _why(gap)):
                yield Change("gaps", "changed", "", question, "why", was, now)
        for question in before:
            if question not in after:
                yield Change("gaps", "withdrawn", "", question)

    def _sources(self) -> Iterator[Change]:
        came_from = {new: old for old, new in self.sources.items()}
        for key, source in self.new.sources.items():
            was = self.old.sources.get(came_from.get(key, key))
            title = _source_title(source)
            if was is None:
                yield Change("sources", "new", key, title)
                continue
            if key in came_from:
                yield Change("sources", "renamed", key, title, "key", came_from[key], key)
            if was.text != source.text and was.text and source.text:
                yield Change("sources", "changed", key, title, "text", was.text[:19], source.text[:19])
            yield from self._fields("sources", key, title, was, source)
        for key, source in self.old.sources.items():
            if key not in self.new.sources and key not in self.sources:
                yield Change("sources", "withdrawn", key, _source_title(source))

    def _rejected(self) -> Iterator[Change]:
        """Suggestions that never stood in the brief and were rejected, or may come back."""
        items = {item.id for item in items_of(self.old)}
        again = {item.id for item in items_of(self.new)}
        for name in self.new.rejected:
            if name in self.rejected and name not in items and name not in self.old.actors:
                yield Change("rejected", "rejected", name, "")
        for name in self.old.rejected:
            if name not in self.new.rejected and name not in again and name not in self.new.actors:
                yield Change("rejected", "withdrawn", name, "")


def _renamed_sources(old: Brief, new: Brief) -> dict[str, str]:
    """Sources under another key than before, by their text: old key to new."""
    by_text = {source.text: key for key, source in new.sources.items() if key not in old.sources}
    return {
        key: by_text[source.text]
        for key, source in old.sources.items()
        if key not in new.sources and source.text is not None and source.text in by_text
    }


def _paired(old: Sequence[Statement], new: Sequence[Statement]) -> dict[int, int]:
    """Which statement of the new bottom line is which of the old: the same words, else the likest."""
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(old)))
    by_words: dict[str, list[int]] = {}
    for m, statement in enumerate(old):
        by_words.setdefault(statement.words, []).append(m)
    for n, statement in enumerate(new):
        if same := by_words.get(statement.words):
            pairs[n] = same.pop(0)
            free.pop(pairs[n])
    left = [n for n in range(len(new)) if n not in pairs][:_MOST_COMPARED]
    likeness = [(-_likeness(old[m], new[n]), n, m) for n in left for m in list(free)[:_MOST_COMPARED]]
    for unlike, n, m in sorted(likeness):
        if -unlike >= _REWORDED and n not in pairs and m in free:
            pairs[n] = m
            free.pop(m)
    return pairs


def _likeness(old: Statement, new: Statement) -> float:
    """How much of the words, or of what they rest on, two statements share; 0 to 1."""
    words = difflib.SequenceMatcher(
        None, old.words[:400].split(), new.words[:400].split(), autojunk=False
    ).ratio()
    either = len({*old.because, *new.because})
    shared = len({*old.because} & {*new.because}) / either if either else 0.0
    return max(words, (words + shared) / 2)


def _by_ends(relations: Sequence[Relation]) -> dict[tuple[str, str, int], Relation]:
    found: dict[tuple[str, str, int], Relation] = {}
    times: Counter[tuple[str, str]] = Counter()
    for relation in relations:
        ends = relation.claim, relation.to
        found[*ends, times[ends]] = relation
        times[ends] += 1
    return found


def _related(relation: Relation, brief: Brief) -> str:
    claims = {claim.id: claim.claim for claim in brief.claims}
    return f"{claims.get(relation.claim, relation.claim)} / {claims.get(relation.to, relation.to)}"


def _quoted(quote: Quote, brief: Brief) -> str:
    words = " … ".join(quote.stretches)
    speaker = quote.speaker
    if speaker is None:
        return words
    if isinstance(speaker, Described):
        return f"{speaker.described}: {words}"
    actor = brief.actors.get(speaker)
    return f"{actor.name if actor else speaker}: {words}"


def _shown(key: tuple[str, str, int]) -> str:
    """A piece of evidence: an item's id, or words and their source."""
    return f"“{key[1]}” ({key[0]})" if key[1] else key[0]


def _sort_of(statement: Statement) -> str:
    return next(name for name in ("judgement", "assumption", "fact") if getattr(statement, name) is not None)


def _question(gap: str | Gap) -> str:
    return gap if isinstance(gap, str) else gap.question


def _why(gap: str | Gap) -> str:
    return "" if isinstance(gap, str) else gap.why or ""


def _source_title(source: Source) -> str:
    return ", ".join(filter(None, [source.outlet, source.title, source.published])) or source.file


def _words(value: Any) -> str:
    """Any value in words, "" for none."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_words(part)}" for key, part in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (
            " … ".join(map(_words, value))
            if value and isinstance(value[0], str)
            else ", ".join(map(_words, value))
        )
    return str(value)
