"""Arranging panes and rows: how much room a pane has, in which order its rows stand, which of them show."""

from __future__ import annotations

from tearline.tui.registry.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "arrange_rows",
        "Sort and filter this pane",
        ("F",),
        "Choose how the pane at hand is sorted, and what it shows: review, form or kind, outlet, date.",
        "Narrow",
        label="sort, filter",
        rank=7,
        footer_in=("list",),
    ),
    Action(
        "grow_pane",
        "Make this pane larger",
        ("plus",),
        "Make the pane at hand larger. A border can also be dragged with the mouse.",
        "Go",
    ),
    Action("shrink_pane", "Make this pane smaller", ("minus",), "Make the pane at hand smaller.", "Go"),
    Action("even_panes", "Panes as large as usual", ("equals_sign",), "Undo all resizing of panes.", "Go"),
)
