"""What the analyst makes of it: grades, links between claims, the bottom line, open questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args

from tearline.briefs.board.rows import Board
from tearline.briefs.curation.entries import ensure_source
from tearline.briefs.curation.picked_words import article_named
from tearline.briefs.curation.plans import plain
from tearline.briefs.curation.verdicts import accept
from tearline.briefs.document.brief_file import BriefFile
from tearline.briefs.document.brief_items import item_of
from tearline.briefs.model import (
    Claim,
    Confidence,
    Event,
    Gap,
    Likelihood,
    Quote,
    RelationKind,
    Reliability,
)
from tearline.briefs.problems import EditError

StatementKind = Literal["judgement", "assumption", "fact"]
_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)


def grade_source(
    file: BriefFile,
    board: Board,
    source: str,
    reliability: Reliability | None,
    *,
    by: str | None = None,
    why: str | None = None,
) -> str:
    """Say how far a source can be relied on (A to E, F where it can't be judged), who says so and why.

    `source` is its key, or names an article as `passages.article_named` takes it; an article that is no
    source yet becomes one. None takes grade and reasons away. Returns the key. One step of undo; the file is
    not saved. Raises EditError for an unknown source and for what is no grade.
    """
    if reliability is not None and reliability not in get_args(Reliability):
        raise EditError(f"reliability is A (completely) to E (not) or F (can't be judged), not {reliability}")
    with file.together(f"graded {source}"):
        key = source
        if key not in file.brief.sources:
            key = ensure_source(file, board.texts[article_named(board, source).id])
        values: dict[str, Any] = {"reliability": reliability}
        if by is not None or reliability is None:
            values["reliability_by"] = _line(by)
        if why is not None or reliability is None:
            values["reliability_why"] = _line(why)
        file.set_values(f"sources.{key}", values)
    return key


def grade_claim(file: BriefFile, board: Board, claim: str, credibility: int | None) -> None:
    """Say how credible a claim is: 1 confirmed to 5 improbable, 6 where it can't be judged.

    None takes the grade away. A suggested claim is taken in. One step of undo; the file is not saved. Raises
    EditError.
    """
    if credibility is not None and credibility not in range(1, 7):
        raise EditError(f"credibility is 1 (confirmed) to 5 (improbable) or 6 (unknown), not {credibility}")
    with file.together(f"graded {claim}"):
        _taken_in(file, board, claim, Claim, "claim")
        before = item_of(file.brief, claim)
        file.set_value(claim, "credibility", credibility)
        if item_of(file.brief, claim) != before:
            file.set_value(claim, "review", "edited")


def link(
    file: BriefFile,
    board: Board,
    claim: str,
    kind: RelationKind,
    to: str,
    *,
    independent: bool | None = None,
    why: str | None = None,
) -> None:
    """Say how one claim bears on another: it corroborates, restates, updates, qualifies or contradicts it.

    Suggested claims are taken in. Two claims have one relation in one direction: another kind, or other
    reasons, take the place of the former. One step of undo; the file is not saved. Raises EditError.
    """
    if kind not in get_args(RelationKind):
        raise EditError(f"a claim {', '.join(get_args(RelationKind))} another, not “{kind}”")
    if claim == to:
        raise EditError(f"{claim} can't be linked with itself")
    with file.together(f"linked {claim} and {to}"):
        for one in (claim, to):
            _taken_in(file, board, one, Claim, "claim")
        n = _relation(file, claim, to)
        if n is None:
            entry = {"claim": claim, "to": to, "kind": kind, "independent": independent, "why": _line(why)}
            kept = {key: value for key, value in entry.items() if value is not None}
            file.add_item("relations", {**kept, "review": "accepted"})
            return
        values: dict[str, Any] = {"kind": kind}
        if independent is not None:
            values["independent"] = independent
        if why is not None:
            values["why"] = _line(why)
        before = file.brief
        file.set_values(f"relations[{n}]", values)
        if file.brief is not before:
            file.set_values(f"relations[{n}]", {"review": "edited"})


def unlink(file: BriefFile, claim: str, to: str) -> None:
    """Take out what one claim is said to be to another, in whichever direction. Raises EditError."""
    n = _relation(file, claim, to)
    n = _relation(file, to, claim) if n is None else n
    if n is None:
        raise EditError(f"{claim} and {to} are not linked")
    with file.together(f"unlinked {claim} and {to}"):
        file.remove_item(f"relations[{n}]")


def cite(file: BriefFile, board: Board, item_id: str, evidence: Sequence[str]) -> None:
    """Give a claim or an event more to rest on: ids of quotes or claims, suggested ones taken in.

    One step of undo; the file is not saved. Raises EditError, as where a claim would rest on itself.
    """
    with file.together(f"gave {item_id} evidence"):
        if item_of(file.brief, item_id) is None:
            accept(file, board, item_id)
        item = item_of(file.brief, item_id)
        if not isinstance(item, Claim | Event):
            raise EditError(f"{item_id} is no claim or event, so it rests on its own words")
        for one in evidence:
            if one == item_id or _rests(file, one, item_id):
                raise EditError(f"{item_id} can't rest on {one}, which is or rests on it")
            _taken_in(file, board, one, Quote | Claim, "quote or claim")
        present = [
            one if isinstance(one, str) else one.model_dump(exclude_unset=True) for one in item.evidence
        ]
        more = [one for one in dict.fromkeys(evidence) if one not in present]
        if more:
            file.set_value(item_id, "evidence", [*present, *more])
            file.set_value(item_id, "review", "edited")


# ---- the bottom line ----


def judge(
    file: BriefFile,
    board: Board,
    words: str,
    *,
    kind: StatementKind = "judgement",
    likelihood: Likelihood | None = None,
    confidence: Confidence | None = None,
    because: Sequence[str] = (),
    at: int | None = None,
) -> int:
    """Add a statement to the bottom line, or with `at`, its place from 1, change that one.

    A change leaves likelihood, confidence and `because` as they are where none are given. What it rests on
    are ids of quotes, claims and events, suggested ones taken in. Returns its place. One step of undo; the
    file is not saved. Raises EditError.
    """
    if kind not in _KINDS:
        raise EditError(f"a statement is a {', '.join(_KINDS)}, not a “{kind}”")
    if not words.strip() and at is None:
        raise EditError(f"a {kind} needs words")
    if likelihood is not None and likelihood not in get_args(Likelihood):
        raise EditError(f"likelihood is one of: {', '.join(get_args(Likelihood))}; not “{likelihood}”")
    if confidence is not None and confidence not in get_args(Confidence):
        raise EditError(f"confidence is low, moderate or high, not “{confidence}”")
    n = None if at is None else _place(file, "bottom_line", at, "statement")
    with file.together(f"{'wrote' if n is None else 'changed'} a {kind}"):
        for one in because:
            if item_of(file.brief, one) is None:
                accept(file, board, one)
            if item_of(file.brief, one) is None:
                raise EditError(f"{one} is no quote, claim or event; a statement rests on these")
        given = {
            "likelihood": likelihood,
            "confidence": confidence,
            "because": list(dict.fromkeys(because)),
        }
        values: dict[str, Any] = {key: value for key, value in given.items() if value}
        if n is None:
            file.add_item("bottom_line", {kind: _line(words), **values})
            return len(file.brief.bottom_line)
        if words.strip():
            values |= {one: _line(words) if one == kind else None for one in _KINDS}
        file.set_values(f"bottom_line[{n}]", values)
        return n + 1


def restate(
    file: BriefFile,
    board: Board,
    words: str,
    *,
    kind: StatementKind,
    likelihood: Likelihood | None,
    confidence: Confidence | None,
    because: Sequence[str],
    at: int | None = None,
) -> int:
    """Write a statement as a whole: as `judge` does, but what is not given is taken away.

    Returns its place. One step of undo; the file is not saved. Raises EditError.
    """
    with file.together(f"{'wrote' if at is None else 'changed'} a {kind}"):
        place = judge(
            file,
            board,
            words,
            kind=kind,
            likelihood=likelihood,
            confidence=confidence,
            because=because,
            at=at,
        )
        given = {"likelihood": likelihood, "confidence": confidence, "because": because}
        if at is not None:
            file.set_values(
                f"bottom_line[{place - 1}]", {key: None for key, value in given.items() if not value}
            )
    return place


def withdraw(file: BriefFile, at: int) -> None:
    """Take a statement out of the bottom line by its place, from 1. Raises EditError."""
    n = _place(file, "bottom_line", at, "statement")
    with file.together(f"withdrew statement {at}"):
        file.remove_item(f"bottom_line[{n}]")


# ---- open questions ----


def ask(file: BriefFile, question: str, why: str | None = None) -> int:
    """Add an open question, and why it matters. Returns its place, from 1. Raises EditError for no words."""
    words = _line(question)
    if words is None:
        raise EditError("a gap needs a question")
    reason = _line(why)
    if any(words == (gap.question if isinstance(gap, Gap) else gap) for gap in file.brief.gaps):
        raise EditError(f"“{words[:60]}” is among the gaps already")
    with file.together(f"asked “{words[:40]}”"):
        file.add_item("gaps", {"question": words, "why": reason} if reason else {"question": words})
    return len(file.brief.gaps)


def reask(file: BriefFile, at: int, question: str, why: str | None = None) -> None:
    """Put the open question at a place, from 1, in other words, with why it matters, if anything says so.

    One step of undo; the file is not saved. Raises EditError.
    """
    words, reason = _line(question), _line(why)
    if words is None:
        raise EditError("a gap needs a question")
    n = _place(file, "gaps", at, "gap")
    with file.together(f"changed gap {at}"):
        if isinstance(file.brief.gaps[n], Gap):
            file.set_values(f"gaps[{n}]", {"question": words, "why": reason})
            return
        # A plain sentence has no keys to set.
        gaps = [plain(gap) for gap in file.brief.gaps]
        gaps[n] = {"question": words, "why": reason} if reason else words
        file.set_field("gaps", gaps)


def close(file: BriefFile, at: int) -> None:
    """Take out an open question by its place, from 1. Raises EditError."""
    n = _place(file, "gaps", at, "gap")
    with file.together(f"closed gap {at}"):
        file.remove_item(f"gaps[{n}]")


def _taken_in(file: BriefFile, board: Board, item_id: str, kind: Any, called: str) -> None:
    """See that the brief has an item, taking it in where it is suggested."""
    if item_of(file.brief, item_id) is None:
        if board.item(item_id) is None:
            raise EditError(f"{item_id} is neither among the suggestions nor in the brief")
        accept(file, board, item_id)
    if not isinstance(item_of(file.brief, item_id), kind):
        raise EditError(f"{item_id} is no {called}")


def _relation(file: BriefFile, claim: str, to: str) -> int | None:
    found = (n for n, one in enumerate(file.brief.relations) if (one.claim, one.to) == (claim, to))
    return next(found, None)


def _rests(file: BriefFile, item_id: str, on: str) -> bool:
    """Whether an item rests on another, by way of whatever stands between."""
    waiting, seen = [item_id], set[str]()
    while waiting:
        item = item_of(file.brief, waiting.pop())
        if not isinstance(item, Claim) or item.id in seen:
            continue
        seen.add(item.id)
        names = [one for one in item.evidence if isinstance(one, str)]
        if on in names:
            return True
        waiting += names
    return False


def _place(file: BriefFile, section: str, at: int, called: str) -> int:
    there = len(getattr(file.brief, section))
    if not 1 <= at <= there:
        raise EditError(f"there is no {called} {at}; the brief has {there or 'none'}")
    return at - 1


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words is not None else None
