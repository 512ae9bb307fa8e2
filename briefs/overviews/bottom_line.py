"""The bottom line and the gaps of a brief, each with what it rests on and what there is to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tearline.briefs.checking.tradecraft import tradecraft_warnings
from tearline.briefs.curation.assessing import StatementKind
from tearline.briefs.document.brief_items import item_of
from tearline.briefs.model import Brief, Claim, Confidence, Event, Gap, Likelihood, Quote, Statement
from tearline.briefs.problems import Problem

_STATEMENT = re.compile(r"bottom_line\[(\d+)\]")
_GAP = re.compile(r"gaps\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Reason:
    """An item that a statement rests on: its id, its words, what it is; empty words where it is unknown."""

    id: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement of the bottom line at its place from 1, its reasons, and what `check` says of it."""

    place: int
    kind: StatementKind
    words: str
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    because: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        return f"statement {self.place}"


@dataclass(frozen=True, slots=True)
class GapLine:
    """An open question at its place from 1, and why it matters."""

    place: int
    question: str
    why: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        return f"gap {self.place}"


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Something to mend elsewhere in the brief. `item` is the id of the item it concerns, empty if none."""

    n: int
    problem: Problem
    item: str = ""

    @property
    def id(self) -> str:
        return f"problem {self.n}"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The bottom line, the gaps, and the problems that concern neither, in the order of the file."""

    statements: tuple[StatementLine, ...] = ()
    gaps: tuple[GapLine, ...] = ()
    problems: tuple[ProblemLine, ...] = ()


def assessment(brief: Brief, problems: Sequence[Problem] = ()) -> Assessment:
    """What a brief concludes and asks; `problems` are those that `check_brief` finds in it."""
    of_statement: dict[int, list[Problem]] = {}
    of_gap: dict[int, list[Problem]] = {}
    elsewhere: list[Problem] = []
    for problem in problems:
        if found := _STATEMENT.match(problem.key):
            of_statement.setdefault(int(found[1]), []).append(problem)
        elif found := _GAP.match(problem.key):
            of_gap.setdefault(int(found[1]), []).append(problem)
        else:
            elsewhere.append(problem)
    statements = tuple(
        StatementLine(
            n + 1,
            kind_of(statement),
            statement.words,
            statement.likelihood,
            statement.confidence,
            tuple(reason(brief, one) for one in statement.because),
            tuple(of_statement.get(n, ())),
        )
        for n, statement in enumerate(brief.bottom_line)
    )
    gaps = tuple(
        GapLine(
            n + 1,
            gap.question if isinstance(gap, Gap) else gap,
            (gap.why or "") if isinstance(gap, Gap) else "",
            tuple(of_gap.get(n, ())),
        )
        for n, gap in enumerate(brief.gaps)
    )
    lines = (ProblemLine(n, one, _item_in(brief, one.key)) for n, one in enumerate(elsewhere))
    return Assessment(statements, gaps, tuple(lines))


def kind_of(statement: Statement) -> StatementKind:
    """Whether it is a judgement, an assumption or a fact."""
    return "judgement" if statement.judgement else "assumption" if statement.assumption else "fact"


def reason(brief: Brief, item_id: str) -> Reason:
    """What an id stands for, in words."""
    match item_of(brief, item_id):
        case Quote() as quote:
            return Reason(item_id, " … ".join(quote.stretches), "quote")
        case Claim() as claim:
            return Reason(item_id, claim.claim, "claim")
        case Event() as event:
            return Reason(item_id, f"{event.when}: {event.what}", "event")
        case _:
            return Reason(item_id, "", "not in the brief")


def weaknesses(
    words: str,
    kind: StatementKind,
    likelihood: Likelihood | None = None,
    confidence: Confidence | None = None,
    because: Iterable[str] = (),
) -> tuple[tuple[str, str], ...]:
    """What `check` would warn of in a statement that is still being written: what is wrong, what is expected.

    Nothing for a statement without words.
    """
    if not words.strip():
        return ()
    statement = Statement.model_validate(
        {kind: words, "likelihood": likelihood, "confidence": confidence, "because": tuple(because)}
    )
    brief = Brief(tearline=1, title="-", bottom_line=(statement,))
    return tuple((what, wanted) for _, _, what, wanted in tradecraft_warnings(brief))


def _item_in(brief: Brief, key: str) -> str:
    """The id that a problem's key names: "claims.c-7q2mzz.kind" gives "c-7q2mzz"."""
    parts = key.split(".")
    name = parts[1].partition("[")[0] if len(parts) > 1 else ""
    return name if item_of(brief, name) is not None else ""
