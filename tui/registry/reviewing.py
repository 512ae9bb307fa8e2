"""Going through the suggestions one by one."""

from __future__ import annotations

from tearline.tui.registry.action import Action, Place


def _in_review(
    id: str,  # noqa: A002 - as Action calls it
    name: str,
    keys: tuple[str, ...],
    help: str,  # noqa: A002
    label: str = "",
    rank: int = 9,
) -> Action:
    footer: tuple[Place, ...] = ("review",) if label else ()
    return Action(
        id, name, keys, f"In the review: {help}", "Review", "review",
        label=label, rank=rank, footer_in=footer, in_palette=False,
    )  # fmt: skip


ACTIONS: tuple[Action, ...] = (
    Action(
        "review",
        "Go through the suggestions",
        ("V",),
        "One suggestion after another with its words in context, the strongest first, within the narrowing.",
        "Brief",
        label="review",
        rank=4,
    ),
    _in_review("accept", "Accept and go on", ("a",), "take it into the brief, and go on.", "accept", 1),
    _in_review("reject", "Reject and go on", ("x",), "keep it out for good, and go on.", "reject", 1),
    _in_review("skip", "Skip", ("space", "n", "right"), "leave it undecided, and go on.", "skip", 2),
    _in_review("back", "Back", ("N", "left", "backspace"), "to the one before.", "back", 5),
    _in_review("edit", "Edit", ("e",), "fill in its form; what you change is accepted with it.", "edit", 3),
    _in_review("attribute", "Name the speaker", ("s",), "say whose words it is.", "speaker", 3),
    _in_review("undo", "Undo", ("u",), "take back the last change, and return to it.", "undo", 4),
    _in_review("redo", "Redo", ("ctrl+r",), "do again what undo took back."),
    _in_review("scroll_down", "Scroll down", ("j", "down"), "one line down."),
    _in_review("scroll_up", "Scroll up", ("k", "up"), "one line up."),
    _in_review("page_down", "Page down", ("pagedown", "ctrl+d"), "a page down."),
    _in_review("page_up", "Page up", ("pageup", "ctrl+u"), "a page up."),
    _in_review("read", "Read it in its article", ("enter",), "leave for the words in the Reader.", "read", 6),
    _in_review("close", "Leave the review", ("escape", "q"), "to the desk; all decisions stay.", "leave", 2),
)  # fmt: skip
