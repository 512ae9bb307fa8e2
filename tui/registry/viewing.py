"""The views, each one key away from the desk: timeline, sources, matrix, bottom line, differences, actor."""

from __future__ import annotations

from tearline.tui.registry.action import Action, Place

# The views that show a whole brief or desk, and what each shows; the page of one actor stands apart.
_VIEWS = (
    ("timeline", "t", "Timeline", "what happened when, over a histogram of what was published then"),
    ("sources", "S", "Sources", "their grades, whose text they share, what rests on them, lost anchors"),
    ("matrix", "M", "Corroboration matrix", "which origin says which claim, and the relations proposed"),
    ("assessment", "L", "Bottom line and gaps", "write and mend what you conclude and what is still open"),
    ("changes", "D", "Differences since last time", "what is new in the brief and on the desk"),
)
VIEWS: tuple[Place, ...] = ("timeline", "sources", "matrix", "assessment", "changes", "actor")


def _open(view: str, key: str, title: str, what: str, place: Place) -> Action:
    return Action(
        "open_view",
        title,
        (key,),
        f"{title}: {what}.",
        "View",
        place,
        argument=view,
        label="timeline" if view == "timeline" and place == "desk" else "",
        rank=8,
        in_palette=place == "desk",
    )


def _in(place: Place, id: str, name: str, keys: tuple[str, ...], help: str, label: str, rank: int) -> Action:  # noqa: A002
    return Action(id, name, keys, help, "View", place, label=label, rank=rank, footer_in=(place,))


ACTIONS: tuple[Action, ...] = (
    *(_open(*view, "desk") for view in _VIEWS),
    Action(
        "view_actor",
        "Page of an actor",
        ("i",),
        "All of an actor: quotes by and about it, claims, events, roles over time, who appears with it.",
        "View",
    ),
    *(_open(*view, "view") for view in _VIEWS),
    Action(
        "close_view",
        "Back to the desk",
        ("escape", "q"),
        "In a view: back to the desk, which is as you left it.",
        "View",
        "view",
        label="desk",
        rank=1,
        footer_in=VIEWS,
        in_palette=False,
    ),
    Action(
        "next_shape",
        "Show more or less of the view",
        ("v",),
        "In a view: the next of its ways to show things, which its title names.",
        "View",
        "view",
        label="show",
        rank=5,
        footer_in=("timeline", "sources", "matrix", "changes"),
        in_palette=False,
    ),
    Action(
        "copy",
        "Copy the row",
        ("y",),
        "In a view: copy the row at hand, words with their citation, through the terminal (OSC 52).",
        "View",
        "view",
        label="copy",
        rank=8,
        footer_in=VIEWS,
        in_palette=False,
    ),
    Action(
        "undo",
        "Undo",
        ("u",),
        "Take back the last change to the brief.",
        "Brief",
        "view",
        footer_in=(),
        in_palette=False,
    ),
    Action(
        "redo",
        "Redo",
        ("ctrl+r",),
        "Do again what undo took back.",
        "Brief",
        "view",
        footer_in=(),
        in_palette=False,
    ),
    Action(
        "help",
        "Help",
        ("question_mark", "f1"),
        "This page.",
        "Desk",
        "view",
        label="help",
        rank=0,
        footer_in=VIEWS,
        in_palette=False,
    ),
    _in("timeline", "earlier", "Earlier dates", ("left", "h"), "In the timeline: the bar before.", "", 9),
    _in("timeline", "later", "Later dates", ("right", "l"), "In the timeline: the next bar.", "", 9),
    _in(
        "timeline",
        "finer",
        "Finer bars",
        ("plus",),
        "In the timeline: weeks for months, days for weeks.",
        "finer",
        6,
    ),
    _in(
        "timeline", "coarser", "Coarser bars", ("minus",), "In the timeline: months for weeks.", "coarser", 6
    ),
    _in(
        "timeline",
        "narrow_dates",
        "Narrow the desk to these dates",
        ("d",),
        "In the timeline: the desk shows what was published within the bar at hand.",
        "narrow to dates",
        2,
    ),
    _in(
        "timeline",
        "accept",
        "Accept the event",
        ("a",),
        "In the timeline: take the event into the brief.",
        "accept",
        3,
    ),
    _in(
        "timeline", "reject", "Reject the event", ("x",), "In the timeline: keep the event out.", "reject", 3
    ),
    _in(
        "sources",
        "grade",
        "Grade the source",
        ("e",),
        "Among the sources: say how far it can be relied on, A to F, who says so and why.",
        "grade",
        2,
    ),
    _in(
        "sources",
        "repair",
        "Follow words that moved",
        ("f",),
        "Among the sources: write back where words stand now that have moved for certain.",
        "follow moved words",
        3,
    ),
    _in(
        "matrix",
        "accept",
        "Accept the relation",
        ("a",),
        "In the matrix: take the proposed relation of two claims into the brief, with its claims.",
        "accept",
        2,
    ),
    _in(
        "matrix",
        "reject",
        "Reject the relation",
        ("x",),
        "In the matrix: the two claims are not proposed to bear on each other again.",
        "reject",
        2,
    ),
    _in(
        "assessment",
        "add_statement",
        "Add a statement",
        ("a",),
        "A judgement, an assumption or a fact.",
        "add",
        2,
    ),
    _in(
        "assessment",
        "add_gap",
        "Add an open question",
        ("o",),
        "What is not known, and why it matters.",
        "question",
        3,
    ),
    _in("assessment", "edit", "Edit it", ("e",), "The statement or question at hand.", "edit", 2),
    _in(
        "assessment",
        "remove",
        "Take it out",
        ("x",),
        "The statement or question at hand; u brings it back.",
        "remove",
        4,
    ),
    _in(
        "actor",
        "narrow_actor",
        "Narrow the desk to this actor",
        ("d",),
        "On an actor's page: the desk shows what concerns it.",
        "narrow to it",
        2,
    ),
    _in(
        "actor",
        "next_part",
        "Next part of the page",
        ("n",),
        "On an actor's page: to its next heading.",
        "next part",
        3,
    ),
    _in(
        "actor",
        "previous_part",
        "Previous part of the page",
        ("N",),
        "On an actor's page: to the heading before.",
        "",
        9,
    ),
    *(
        Action(what, name, keys, told, "Go", "grid", footer_in=(), in_palette=False)
        for what, name, keys, told in (
            ("row_down", "Down", ("j", "down"), "One row down."),
            ("row_up", "Up", ("k", "up"), "One row up."),
            ("row_first", "First row", ("g", "home"), "Go to the first row."),
            ("row_last", "Last row", ("G", "end"), "Go to the last row."),
            ("page_of_rows_down", "Page down", ("ctrl+d", "pagedown"), "A page of rows down."),
            ("page_of_rows_up", "Page up", ("ctrl+u", "pageup"), "A page of rows up."),
            ("column_left", "Column to the left", ("h", "left"), "In the matrix: the origin to the left."),
            (
                "column_right",
                "Column to the right",
                ("l", "right"),
                "In the matrix: the origin to the right.",
            ),
            (
                "open_cell",
                "Words of the cell",
                ("enter",),
                "In the matrix: what this origin says, in the Reader.",
            ),
        )
    ),
)
