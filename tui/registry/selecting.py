"""Working on words by hand: selecting them in the Reader, adding them to the brief, naming their speaker."""

from __future__ import annotations

from tearline.tui.registry.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "attribute",
        "Name the speaker",
        ("s",),
        "Say whose words a quote is, or who asserts a claim: choose an actor by typing a few letters.",
        "Brief",
    ),
)
