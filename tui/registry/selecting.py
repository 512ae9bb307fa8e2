"""Working on words by hand: selecting them in the Reader, adding them to the brief, naming their speaker."""

from __future__ import annotations

from tearline.tui.registry.action import Action


def _move(argument: str, keys: tuple[str, ...], name: str, label: str = "", rank: int = 9) -> Action:
    return Action(
        "caret",
        name,
        keys,
        f"While selecting: {name[0].lower()}{name[1:]}.",
        "Select",
        "selecting",
        label=label,
        rank=rank,
        argument=argument,
        footer_in=("selecting",),
        in_palette=False,
    )


def _whole(what: str, key: str, rank: int) -> Action:
    return Action(
        "whole",
        f"The whole {what}",
        (key,),
        f"While selecting: take the whole {what} at the caret.",
        "Select",
        "selecting",
        label=what,
        rank=rank,
        argument=what,
        footer_in=("selecting",),
        in_palette=False,
    )


def _add(kind: str, key: str, rank: int) -> Action:
    return Action(
        "add_selected",
        f"Add the words as a {kind}",
        (key,),
        f"While selecting: take the words into the brief as a {kind}.",
        "Select",
        "selecting",
        label=f"add {kind}",
        rank=rank,
        argument=kind,
        footer_in=("selecting",),
        in_palette=False,
    )


ACTIONS: tuple[Action, ...] = (
    Action(
        "attribute",
        "Name the speaker",
        ("s",),
        "Say whose words a quote is, or who asserts a claim: choose an actor by typing a few letters.",
        "Brief",
    ),
    Action(
        "select_words",
        "Select words in the article",
        ("v",),
        "Select words of the article, to add them to the brief or to copy them. With the mouse: drag.",
        "Select",
        label="select",
        rank=7,
        footer_in=("reader",),
        at_once=True,
    ),
    _add("quote", "enter", 0),
    _add("claim", "c", 1),
    Action(
        "hold",
        "Begin the selection here",
        ("v", "space"),
        "While selecting: begin at the caret, or let go.",
        "Select",
        "selecting",
        label="begin here",
        rank=1,
        footer_in=("selecting",),
        in_palette=False,
    ),
    _move("next word", ("w",), "Next word", "word", 3),
    _move("end of word", ("e",), "End of the word"),
    _move("word before", ("b",), "Word before", "back", 4),
    _whole("sentence", "s", 2),
    _whole("paragraph", "p", 6),
    Action(
        "other_end",
        "The other end",
        ("o",),
        "While selecting: go to the other end, to move that one.",
        "Select",
        "selecting",
        label="other end",
        rank=7,
        footer_in=("selecting",),
        in_palette=False,
    ),
    _move("left", ("h", "left"), "One letter left"),
    _move("right", ("l", "right"), "One letter right"),
    _move("down", ("j", "down"), "One line down"),
    _move("up", ("k", "up"), "One line up"),
    _move("start of line", ("0", "home"), "Start of the line"),
    _move("end of line", ("dollar_sign", "end"), "End of the line"),
    _move("next paragraph", ("right_curly_bracket",), "Next paragraph"),
    _move("paragraph before", ("left_curly_bracket",), "Paragraph before"),
    _move("start", ("g",), "Start of the text"),
    _move("end", ("G",), "End of the text"),
    _move("page down", ("ctrl+d", "pagedown"), "A page down"),
    _move("page up", ("ctrl+u", "pageup"), "A page up"),
    Action(
        "stop_selecting",
        "Stop selecting",
        ("escape",),
        "While selecting: stop, and select nothing.",
        "Select",
        "selecting",
        label="stop",
        rank=2,
        footer_in=("selecting",),
        in_palette=False,
    ),
)

# What the Reader does only while words are being selected.
WHILE_SELECTING = frozenset(action.id for action in ACTIONS if action.place == "selecting")
