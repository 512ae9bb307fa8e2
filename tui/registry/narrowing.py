"""Narrowing every pane to a search, an actor or an article, and widening again."""

from __future__ import annotations

from tearline.tui.registry.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "choose",
        "Choose the row",
        ("enter",),
        "An actor or article narrows every pane to it (again: widens); a quote or claim opens in the Reader.",
        "Narrow",
        "list",
        label="choose",
        rank=3,
        footer_in=("list",),
        in_palette=False,
    ),
    Action(
        "search",
        "Search",
        ("slash",),
        'Every pane narrows while you type. Words, "phrases", AND OR NOT, outlet: speaker: date:2021..2022.',
        "Narrow",
        label="search",
        rank=2,
        at_once=True,
    ),
    Action(
        "widen",
        "Widen one step",
        ("escape",),
        "Take back the last narrowing: the search, an actor, an article. In the search box: leave it.",
        "Narrow",
        label="widen",
        rank=5,
        footer_in=("list", "reader", "search"),
        at_once=True,
    ),
    Action(
        "keep_search",
        "Keep the search and go to what it found",
        ("enter", "down"),
        "In the search box: keep what it found and go there.",
        "Narrow",
        "search",
        label="go to results",
        rank=1,
        footer_in=("search",),
        in_palette=False,
        at_once=True,
    ),
    Action(
        "toggle_rejected",
        "Show or hide what was rejected",
        ("R",),
        "Show rejected findings (✕) in the lists, or hide them again.",
        "Narrow",
    ),
    Action(
        "toggle_weak",
        "Turn weaker suggestions off or on",
        ("w",),
        "Hide weaker suggestions (?), whose rule is right less than four times in five, or show them again.",
        "Narrow",
    ),
)
