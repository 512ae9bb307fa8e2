"""Check a brief: its keys and references, every anchored word in its source, the craft of its statements."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from tearline.briefs.anchors import locate
from tearline.briefs.brief_file import BriefFile
from tearline.briefs.evidence import Anchored, ArticleOf, anchored_words
from tearline.briefs.model import Brief, Described, Place
from tearline.briefs.problems import Problem, Severity
from tearline.briefs.schema_problems import Path, unknown_keys
from tearline.briefs.tradecraft import tradecraft_warnings
from tearline.index.article import Article

__all__ = ["Problem", "check_brief"]

# One thing found: how bad, where in the data, what is wrong, what was expected.
Finding = tuple[Severity, Path, str, str]
# Looking for the name that was meant compares it with every other; in a large brief that takes too long.
_MOST_COMPARED = 200


def check_brief(file: BriefFile, article_of: ArticleOf) -> list[Problem]:
    """All there is to mend in a brief, by line. `article_of` gives a source's article as it is now."""
    brief = file.brief
    found = list(_unknown_keys(brief))
    found += _identities(brief)
    found += _references(brief)
    found += _anchors(brief, article_of)
    found += (("warning", path, what, wanted) for path, what, wanted in tradecraft_warnings(brief))
    problems = {
        Problem(severity, str(file.path), file.line(path), file.key(path), what, wanted)
        for severity, path, what, wanted in found
    }
    return sorted(problems, key=lambda problem: problem.order)


def _unknown_keys(brief: Brief) -> Iterator[Finding]:
    for n, (path, known) in enumerate(unknown_keys(brief)):
        near = difflib.get_close_matches(str(path[-1])[:60], known, n=1) if n < _MOST_COMPARED else []
        yield "warning", path, "is no key of a brief; it is kept and not used", f"{near[0]}?" if near else ""


def _identities(brief: Brief) -> Iterator[Finding]:
    rejected = set(brief.rejected)
    seen: set[str] = set()
    for section in ("quotes", "claims", "timeline"):
        for n, item in enumerate(getattr(brief, section)):
            path = (section, n, "id")
            if item.id in seen:
                yield "error", path, f"the id {item.id} stands here twice", "an id of its own for each item"
            elif item.id in rejected:
                yield "error", path, f"{item.id} is also among the rejected", "it in one of the two places"
            seen.add(item.id)


def _references(brief: Brief) -> Iterator[Finding]:
    claims = {claim.id for claim in brief.claims}
    evidence = claims | {quote.id for quote in brief.quotes}
    items = evidence | {event.id for event in brief.timeline}
    for path, key in _named_actors(brief):
        if key not in brief.actors:
            yield _unknown(path, key, "an actor", brief.actors)
    for path, key in _named_sources(brief):
        if key not in brief.sources:
            yield _unknown(path, key, "a source", brief.sources)
    for n, statement in enumerate(brief.bottom_line):
        for m, name in enumerate(statement.because):
            if name not in items:
                yield _unknown(("bottom_line", n, "because", m), name, "a quote, claim or event", items)
    for section in ("claims", "timeline"):
        for n, item in enumerate(getattr(brief, section)):
            for m, rest in enumerate(item.evidence):
                if isinstance(rest, str) and rest not in evidence:
                    yield _unknown((section, n, "evidence", m), rest, "a quote or claim", evidence)
                elif rest == item.id:
                    yield (
                        "error",
                        (section, n, "evidence", m),
                        "rests on itself",
                        "something else it rests on",
                    )
    for n, relation in enumerate(brief.relations):
        for key, name in (("claim", relation.claim), ("to", relation.to)):
            if name not in claims:
                yield _unknown(("relations", n, key), name, "a claim", claims)
    for n, event in enumerate(brief.timeline):
        if event.until is not None and event.until < event.when[: len(event.until)]:
            yield "error", ("timeline", n, "until"), "ends before it begins", f"{event.when} or later"


def _named_actors(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Every place where an actor's key stands."""
    for n, quote in enumerate(brief.quotes):
        for key, party in (("speaker", quote.speaker), ("audience", quote.audience)):
            if isinstance(party, str):
                yield ("quotes", n, key), party
        for m, party in enumerate(quote.via):
            if not isinstance(party, Described):
                yield ("quotes", n, "via", m), party
        for m, actor in enumerate(quote.about):
            yield ("quotes", n, "about", m), actor
    for n, claim in enumerate(brief.claims):
        for key, party in (("by", claim.by), ("content_of", claim.content_of)):
            if isinstance(party, str):
                yield ("claims", n, key), party
        for m, actor in enumerate(claim.about):
            yield ("claims", n, "about", m), actor
    for n, event in enumerate(brief.timeline):
        for m, actor in enumerate(event.actors):
            yield ("timeline", n, "actors", m), actor


def _named_sources(brief: Brief) -> Iterator[tuple[Path, str]]:
    for anchored in anchored_words(brief):
        yield (*anchored.path, "source"), anchored.place.source
    for key, actor in brief.actors.items():
        for n, role in enumerate(actor.roles):
            if role.source is not None:
                yield ("actors", key, "roles", n, "source"), role.source


def _unknown(path: Path, name: str, kind: str, known: Collection[str]) -> Finding:
    near = difflib.get_close_matches(name[:60], known, n=1) if len(known) < _MOST_COMPARED else []
    wanted = f"{kind} of this brief" + (f"; perhaps {near[0]}" if near else "")
    return "error", path, f"“{name:.60}” is not in this brief", wanted


def _anchors(brief: Brief, article_of: ArticleOf) -> Iterator[Finding]:
    articles: dict[str, Article | None] = {}
    for key, source in brief.sources.items():
        article = articles[key] = article_of(source)
        if article is None:
            what = f"{source.file} is not among the articles of this desk"
            yield (
                "error",
                ("sources", key, "file"),
                what,
                "that file, or its text in another file of the desk",
            )
            continue
        if article.path and article.path != source.file:
            what = f"the text of this source is in another file than {source.file} now"
            yield "warning", ("sources", key, "file"), what, f"file: {article.path}"
        if source.text is None:
            what = "has no hash of its text, so a change in it goes unnoticed"
            yield "warning", ("sources", key), what, f"text: sha256:{article.id}"
        elif source.text != f"sha256:{article.id}":
            what = f"the text of {source.file} has changed since its words were anchored"
            yield (
                "warning",
                ("sources", key, "text"),
                what,
                f"sha256:{article.id}, once every anchor is right",
            )
    for anchored in anchored_words(brief):
        article = articles.get(anchored.place.source)
        if article is not None:
            source = brief.sources[anchored.place.source]
            yield from _anchor(anchored, article, changed=source.text != f"sha256:{article.id}")
    for n, quote in enumerate(brief.quotes):
        for m, (words, place) in enumerate(zip(quote.stretches, quote.places, strict=True)):
            if place.exact is not None and place.exact != words:
                at = ("quotes", n, "at") if isinstance(quote.at, Place) else ("quotes", n, "at", m)
                yield "error", (*at, "exact"), "differs from what is said", "the same words as in `said`"


def _anchor(anchored: Anchored, article: Article, *, changed: bool) -> Iterator[Finding]:
    place, path = anchored.place, anchored.path
    if anchored.words is None:
        stands = article.text[place.start : place.end]
        yield "error", path, "gives no words to hold its place to", f"exact: {_short(stands)}"
        return
    stands_there = anchored.stands_in(article.text)
    if stands_there and not changed:
        return
    found = locate(anchored.anchor, article.text)
    where = f"characters {place.start}–{place.end} of {place.source}"
    if found.status == "same":
        return
    if found.span is not None:
        start, end = found.span
        what = f"the words have moved from {where}"
        yield "error", path, what, f"start: {start}, end: {end}"
    elif found.status == "ambiguous":
        seen = ", ".join(f"{start}–{end}" for start, end in found.candidates[:5])
        what = f"the words are in {place.source}, yet nothing proves that the passage is the one meant"
        yield "error", path, what, f"start and end of the right one, after a look at characters {seen}"
    else:
        stands, words = article.text[place.start : place.end], anchored.words
        same = next((n for n, pair in enumerate(zip(stands, words, strict=False)) if pair[0] != pair[1]), 0)
        what = f"the words {_short(words, same)} are nowhere in {place.source}"
        wanted = f"the source's own words; at {place.start}–{place.end} stands {_short(stands, same)}"
        yield "error", anchored.words_path, what, wanted


def _short(words: str, around: int = 0) -> str:
    """At most sixty characters of the words, those around an offset among them."""
    first = max(0, min(around - 30, len(words) - 60))
    cut = " ".join(words[first : first + 60].split())
    return f"“{'…' if first else ''}{cut}{'…' if first + 60 < len(words) else ''}”"
