"""Deciding what the brief holds, and giving it away."""

from __future__ import annotations

from tearline.tui.registry.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "mark",
        "Mark the row",
        ("space",),
        "Mark the row, to accept or reject several at once.",
        "Brief",
        "list",
        label="mark",
        rank=7,
        footer_in=("list",),
        in_palette=False,
    ),
    Action(
        "accept",
        "Accept into the brief",
        ("a",),
        "Take the marked rows, or the one at hand, into the brief as accepted.",
        "Brief",
        label="accept",
        rank=1,
    ),
    Action(
        "reject",
        "Reject",
        ("x",),
        "Reject the marked rows, or the one at hand: it is not suggested again.",
        "Brief",
        label="reject",
        rank=1,
    ),
    Action(
        "accept_all",
        "Accept all that is shown",
        ("A",),
        "Take all rows of the list into the brief, as narrowed as it is; asks first, with their number.",
        "Brief",
    ),
    Action(
        "restore",
        "Let a rejected row be suggested again",
        ("z",),
        "Take back the rejection of the marked rows, or the one at hand; R shows those that were rejected.",
        "Brief",
    ),
    Action(
        "edit",
        "Edit the row at hand, rename an actor",
        ("e",),
        "Fill in the form of a quote, a claim or an actor; what you type is checked as you type.",
        "Brief",
        label="edit",
        rank=3,
    ),
    Action(
        "open_editor",
        "Open the brief in your editor",
        ("E",),
        "Open the brief in $VISUAL or $EDITOR at the row at hand; what you save there is read back.",
        "Brief",
    ),
    Action("undo", "Undo", ("u",), "Take back the last change to the brief.", "Brief", label="undo", rank=4),
    Action("redo", "Redo", ("ctrl+r",), "Do again what undo took back.", "Brief"),
    Action(
        "export",
        "Export the brief to Markdown",
        ("X",),
        "Write the brief to briefs/NAME.md, a footnote under every statement.",
        "Brief",
        label="export",
        rank=6,
    ),
    Action(
        "choose_brief",
        "Open another brief or start one",
        ("B",),
        "Choose which brief is open, or start a new one.",
        "Brief",
    ),
)
