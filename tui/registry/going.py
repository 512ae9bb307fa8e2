"""Going from pane to pane and from row to row."""

from __future__ import annotations

from tearline.tui.registry.action import Action


def _pane(number: int, pane: str, title: str, what: str) -> Action:
    return Action(
        "focus_pane",
        f"Go to {title}",
        (str(number),),
        f"Go to {title}: {what}. Twice: the whole window, and back.",
        "Go",
        argument=pane,
        at_once=True,
    )


ACTIONS: tuple[Action, ...] = (
    _pane(1, "actors", "Actors", "people, organizations and states in the articles"),
    _pane(2, "quotes", "Quotes", "what was said, by whom, through whom"),
    _pane(3, "claims", "Key claims", "statements a summary would keep"),
    _pane(4, "articles", "Articles", "the sources, newest first"),
    _pane(5, "reader", "the Reader", "the article itself, with its findings marked"),
    Action("next_pane", "Next pane", ("tab",), "Go to the next pane.", "Go", in_palette=False, at_once=True),
    Action(
        "previous_pane",
        "Previous pane",
        ("shift+tab",),
        "Go to the pane before.",
        "Go",
        in_palette=False,
        at_once=True,
    ),
    Action("row_down", "Down", ("j", "down"), "One row down.", "Go", "list", in_palette=False),
    Action("row_up", "Up", ("k", "up"), "One row up.", "Go", "list", in_palette=False),
    Action("row_first", "First row", ("g", "home"), "Go to the first row.", "Go", "list", in_palette=False),
    Action("row_last", "Last row", ("G", "end"), "Go to the last row.", "Go", "list", in_palette=False),
    Action(
        "page_of_rows_down",
        "Page down",
        ("ctrl+d", "pagedown"),
        "A page of rows down.",
        "Go",
        "list",
        in_palette=False,
    ),
    Action(
        "page_of_rows_up",
        "Page up",
        ("ctrl+u", "pageup"),
        "A page of rows up.",
        "Go",
        "list",
        in_palette=False,
    ),
)
