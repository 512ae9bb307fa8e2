"""Check a brief: its keys and references, every anchored word in its source, the craft of its statements."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from tearline.briefs.checking.anchor_check import Finding, anchor_problems
from tearline.briefs.checking.codes import CODES
from tearline.briefs.checking.evidence import ArticleOf, anchored_words
from tearline.briefs.checking.tradecraft import tradecraft_warnings
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.schema_problems import Path, unknown_keys
from tearline.briefs.model import Brief, Described
from tearline.briefs.problems import Problem

__all__ = ["Problem", "check_brief"]

# Looking for the name that was meant compares it with every other; in a large brief that takes too long.
_MOST_COMPARED = 200


def check_brief(file: BriefFile, article_of: ArticleOf) -> list[Problem]:
    """All there is to mend in a brief, by line. `article_of` gives a source's article as it is now."""
    brief = file.brief
    found = list(_unknown_keys(brief))
    found += _identities(brief)
    found += _references(brief)
    found += anchor_problems(brief, article_of)
    found += tradecraft_warnings(brief)
    problems = {
        Problem(CODES[code], str(file.path), file.line(path), file.key(path), what, wanted, code)
        for code, path, what, wanted in found
    }
    return sorted(problems, key=lambda problem: problem.order)


def _unknown_keys(brief: Brief) -> Iterator[Finding]:
    for n, (path, known) in enumerate(unknown_keys(brief)):
        near = difflib.get_close_matches(str(path[-1])[:60], known, n=1) if n < _MOST_COMPARED else []
        yield "F02", path, "is no key of a brief; it is kept and not used", f"{near[0]}?" if near else ""


def _identities(brief: Brief) -> Iterator[Finding]:
    rejected = set(brief.rejected)
    seen: set[str] = set()
    for section in ("quotes", "claims", "timeline"):
        for n, item in enumerate(getattr(brief, section)):
            path = (section, n, "id")
            if item.id in seen:
                yield "F03", path, f"the id {item.id} stands here twice", "an id of its own for each item"
            elif item.id in rejected:
                yield "F04", path, f"{item.id} is also among the rejected", "it in one of the two places"
            seen.add(item.id)


def _references(brief: Brief) -> Iterator[Finding]:
    claims = {claim.id for claim in brief.claims}
    evidence = claims | {quote.id for quote in brief.quotes}
    items = evidence | {event.id for event in brief.timeline}
    for path, key in _named_actors(brief):
        if key not in brief.actors:
            yield _unknown("R01", path, key, "an actor", brief.actors)
    for path, key in _named_sources(brief):
        if key not in brief.sources:
            yield _unknown("R02", path, key, "a source", brief.sources)
    for n, statement in enumerate(brief.bottom_line):
        for m, name in enumerate(statement.because):
            if name not in items:
                yield _unknown(
                    "R03", ("bottom_line", n, "because", m), name, "a quote, claim or event", items
                )
    for section in ("claims", "timeline"):
        for n, item in enumerate(getattr(brief, section)):
            for m, rest in enumerate(item.evidence):
                if isinstance(rest, str) and rest not in evidence:
                    yield _unknown("R03", (section, n, "evidence", m), rest, "a quote or claim", evidence)
                elif rest == item.id:
                    yield "R05", (section, n, "evidence", m), "rests on itself", "something else it rests on"
    for n, relation in enumerate(brief.relations):
        for key, name in (("claim", relation.claim), ("to", relation.to)):
            if name not in claims:
                yield _unknown("R04", ("relations", n, key), name, "a claim", claims)
        if relation.claim == relation.to:
            yield "R05", ("relations", n, "to"), "relates a claim to itself", "another claim"
    for n, event in enumerate(brief.timeline):
        if event.until is not None and event.until < event.when[: len(event.until)]:
            yield "F05", ("timeline", n, "until"), "ends before it begins", f"{event.when} or later"


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


def _unknown(code: str, path: Path, name: str, kind: str, known: Collection[str]) -> Finding:
    near = difflib.get_close_matches(name[:60], known, n=1) if len(known) < _MOST_COMPARED else []
    wanted = f"{kind} of this brief" + (f"; perhaps {near[0]}" if near else "")
    return code, path, f"“{name:.60}” is not in this brief", wanted
