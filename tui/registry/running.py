"""The desk itself: what is read, how it looks, help, the way out."""

from __future__ import annotations

from tearline.tui.registry.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "read_again",
        "Read the folder again",
        ("r",),
        "Look for new, changed and removed articles.",
        "Desk",
        label="read again",
        footer_in=("empty",),
    ),
    Action(
        "stop_reading",
        "Stop reading",
        ("c",),
        "Stop reading and drafting; what is done is kept, and reading again goes on from there.",
        "Desk",
    ),
    Action(
        "show_unreadable",
        "Show what could not be read",
        ("U",),
        "List the files that could not be read, why, and what to do.",
        "Desk",
    ),
    Action("switch_theme", "Switch between light and dark", ("ctrl+t",), "Light or dark, at once.", "Desk"),
    Action(
        "choose_theme",
        "Choose the theme",
        ("T",),
        "Dark, light, the colours of your terminal, or monochrome; each is shown as you go through them.",
        "Desk",
    ),
    Action(
        "tour",
        "Take the tour",
        ("f2",),
        "Be shown round in eight steps, each of which you do yourself; Esc ends it.",
        "Desk",
    ),
    Action(
        "help",
        "Help",
        ("question_mark", "f1"),
        "This page.",
        "Desk",
        label="help",
        rank=0,
        footer_in=("list", "reader", "search", "empty"),
    ),
    Action(
        "palette",
        "Command palette",
        ("ctrl+p",),
        "Find any of these by name.",
        "Desk",
        label="commands",
        rank=6,
        footer_in=("list", "reader", "search", "empty"),
        in_palette=False,
    ),
    Action(
        "leave",
        "Quit",
        ("q", "ctrl+q"),
        "Leave Tearline. The brief is already saved.",
        "Desk",
        label="quit",
        rank=5,
        footer_in=("list", "reader", "empty"),
    ),
)
