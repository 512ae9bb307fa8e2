"""The views as they look, on rows made by hand, so that only a change of the screen changes a picture."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tearline.briefs.board.rows import EventRow, RelationRow
from tearline.briefs.corroboration.matrix import Cell, Column, Line, Matrix
from tearline.briefs.differences.change import Change
from tearline.briefs.differences.last_time import NewArticle, Since
from tearline.briefs.overviews.actor_page import actor_page
from tearline.briefs.overviews.bottom_line import Assessment, GapLine, ProblemLine, Reason, StatementLine
from tearline.briefs.overviews.coverage import Moment, coverage
from tearline.briefs.overviews.source_sheet import SourceRow
from tearline.briefs.problems import Problem
from tearline.tui.screens.views import actor, assessment, changes, matrix, sources, timeline

# The desk of the other snapshots, whose module lies beside this one.
_spec = importlib.util.spec_from_file_location(
    "desk_snapshots", Path(__file__).with_name("test_snapshots.py")
)
assert _spec is not None
assert _spec.loader is not None
desk = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(desk)

SIZES = {"small": (80, 24), "middle": (120, 36), "large": (200, 60)}


def _moments() -> timeline._Made:
    events = [
        Moment(
            "t-1",
            "2031-03",
            EventRow("t-1", desk.FERRY.id, "The bridge at Tarn was closed in March", "2031-03", ()),
        ),
        Moment(
            "t-2",
            "2031-04-06",
            EventRow(
                "t-2",
                desk.STRIKE.id,
                "Crews of the Port Ansel ferry strike",
                "2031-04-06",
                (),
                status="accepted",
            ),
        ),
    ]
    papers = [Moment(row.id, row.published, row) for row in desk.BOARD.articles]
    moments = sorted([*events, *papers], key=lambda one: one.when)
    return timeline._Made(moments, coverage(moments, "day"))


def _matrix() -> matrix._Made:
    columns = (
        Column("a", ("a", "b"), ("The Ansel Courier", "Tolmere Gazette")),
        Column("c", ("c",), ("Veldan Wire",)),
        Column("d", ("d",), ("Brenmark Post",)),
    )
    said, relayed, silent = Cell("says", ("c-1",)), Cell("relays", ("c-1",), "Mira Dolan"), Cell()
    lines = (
        Line("c-1", "The ferry will sail again in May", ("c-1",), 2, (said, relayed, silent)),
        Line("c-2", "Crews of the Port Ansel ferry will strike on Monday unless wages are paid", ("c-2",), 1,
             (Cell("differs", ("c-2",)), Cell("says", ("c-2",)), silent)),
    )  # fmt: skip
    relations = (
        RelationRow(
            "r-1", "c-1", "c-2", "contradicts", True, 0.71, "The same matter, told otherwise: opposites."
        ),
        RelationRow("r-2", "c-2", "c-3", "corroborates", None, 0.64, "Both say it.", "accepted"),
    )
    claims = {row.id: row for row in desk.BOARD.claims}
    return matrix._Made(Matrix(columns, lines), relations, desk.BOARD, claims, True)


def _sources() -> sources._Made:
    graded = SourceRow(
        "ansel-courier-1a2b", desk.FERRY.id, True, "The Ansel Courier", "Ferry talks resume", "Lio Marsh",
        "2031-04-02", "ferry.md", "B", "J. Marl", "A named reporter on the quay", quotes=2, claims=1, same=3,
        origin="x", family=(desk.FERRY.id,),
    )  # fmt: skip
    moved = SourceRow(
        "veldan-wire-3c4d", desk.STRIKE.id, True, "Veldan Wire", "Crews plan a strike", "", "2031-04-05",
        "strike.md", claims=1, moved=1, changed=True, origin="y", family=(desk.STRIKE.id,),
    )  # fmt: skip
    return sources._Made((graded, moved))


def _assessment() -> Assessment:
    warned = Problem(
        "warning", "ferry.yaml", 6, "bottom_line[1]", "this judgement rests on nothing", "because: ids", "T02"
    )
    half = Problem(
        "warning", "ferry.yaml", 31, "actors.varga.name", "Varga is named by one name alone", "the full name"
    )
    return Assessment(
        (
            StatementLine(1, "judgement", "The ferry sails again before June.", "likely", "moderate",
                          (Reason("c-1", "The ferry will sail again in May", "claim"),)),
            StatementLine(2, "judgement", "The crews give in.", problems=(warned,)),
        ),
        (GapLine(1, "Who pays for the wages?", "The ledger is blank."),),
        (ProblemLine(0, half),),
    )  # fmt: skip


def _changes() -> changes._Made:
    told = (
        Change(
            "bottom_line",
            "grade",
            "bottom_line[0]",
            "The ferry sails again before June.",
            "likelihood",
            "",
            "likely",
        ),
        Change("quotes", "new", "q-2", "Mira Dolan: The harbour is open."),
        Change(
            "sources",
            "grade",
            "ansel-courier-1a2b",
            "The Ansel Courier, Ferry talks resume",
            "reliability",
            "C",
            "B",
        ),
    )
    return changes._Made(Since(told, (NewArticle(desk.BOARD.articles[0], 1, 2, 1),)), "2031-04-04 18:30")


MADE: dict[str, tuple[Any, Callable[[], object], str]] = {
    "timeline": (timeline.TimelineView, _moments, "t"),
    "sources": (sources.SourcesView, _sources, "S"),
    "matrix": (matrix.MatrixView, _matrix, "M"),
    "assessment": (assessment.AssessmentView, _assessment, "L"),
    "changes": (changes.ChangesView, _changes, "D"),
    "actor": (actor.ActorView, lambda: actor_page(desk.BOARD, None, "osk-varga"), "i"),
}


@pytest.mark.parametrize(
    ("name", "size", "theme", "keys"),
    [
        ("timeline", "small", "dark", ("j",)),
        ("timeline", "large", "light", ("j", "j")),
        ("sources", "small", "light", ()),
        ("sources", "middle", "dark", ("j",)),
        ("matrix", "small", "dark", ("l",)),
        ("matrix", "large", "light", ("tab",)),
        ("assessment", "small", "dark", ("j",)),
        ("assessment", "middle", "light", ("e",)),
        ("changes", "middle", "dark", ("j",)),
        ("actor", "small", "dark", ("j",)),
        ("actor", "large", "light", ()),
    ],
)
def test_view(
    snap_compare: Any,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    size: str,
    theme: str,
    keys: tuple[str, ...],
) -> None:
    view, made, key = MADE[name]
    monkeypatch.setattr(view, "make", lambda *_: made())
    app = desk.fixed_app(theme=f"tearline-{theme}")
    first = ("1", "j") if name == "actor" else ()
    assert snap_compare(app, terminal_size=SIZES[size], run_before=desk.doing(*first, key, *keys))
