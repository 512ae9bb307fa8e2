"""Deciding who is who: merging, splitting and keeping apart."""

from __future__ import annotations

from tearline.tui.registry.action import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "merge",
        "Merge two actors",
        ("m",),
        "Make the actor at hand, or the two marked, one with another; shows first what would change.",
        "Brief",
        label="merge",
        rank=6,
    ),
    Action(
        "decide_names",
        "Names to decide about",
        ("W",),
        "Who is who: the pairs of names that may be one, each with its reason, to merge or keep apart.",
        "Brief",
    ),
    Action(
        "split",
        "Split an actor",
        ("P",),
        "Take names and items away from the actor at hand, to a new one.",
        "Brief",
    ),
    Action(
        "keep_apart",
        "Keep two actors apart",
        ("K",),
        "Note that the actor at hand is never another: no suggestion and no merge makes them one.",
        "Brief",
    ),
)
