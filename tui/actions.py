"""The one registry of what a user can do: keys, footer, command palette and help are all made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

# Where an action's keys work: on the whole desk, in a list, in the reader, in the search box.
Place = Literal["desk", "list", "reader", "search"]
Group = Literal["Go", "Narrow", "Read", "Brief", "Desk"]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `id` names the method action_ID; `keys` are Textual's names, the first one is shown.

    `name` is what the palette lists, `help` a sentence for the help screen, `label` the word in the footer
    (none where empty; the lowest `rank` stays longest when room is short), `argument` the method's.
    """

    id: str
    name: str
    keys: tuple[str, ...]
    help: str
    group: Group
    place: Place = "desk"
    label: str = ""
    rank: int = 9
    argument: str = ""
    footer_in: tuple[Place, ...] = ("list", "reader")
    in_palette: bool = True
    # Done before the next key is looked at: what moves the focus, so that fast typing goes where it belongs.
    at_once: bool = False

    @property
    def key(self) -> str:
        return self.keys[0]

    @property
    def target(self) -> str:
        """The action as Textual writes it: "accept", "focus_pane('actors')"."""
        return f"{self.id}({self.argument!r})" if self.argument else self.id


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
    Action(
        "next_finding",
        "Next finding in the article",
        ("n",),
        "Go to the next quote or claim in the article.",
        "Read",
        label="next",
        rank=3,
        footer_in=("reader",),
    ),
    Action(
        "previous_finding",
        "Previous finding in the article",
        ("N",),
        "Go to the quote or claim before.",
        "Read",
    ),
    Action("line_down", "Scroll down", ("j", "down"), "One line down.", "Read", "reader", in_palette=False),
    Action("line_up", "Scroll up", ("k", "up"), "One line up.", "Read", "reader", in_palette=False),
    Action(
        "text_start",
        "Start of the text",
        ("g", "home"),
        "Go to the start.",
        "Read",
        "reader",
        in_palette=False,
    ),
    Action("text_end", "End of the text", ("G", "end"), "Go to the end.", "Read", "reader", in_palette=False),
    Action(
        "text_page_down",
        "Page down",
        ("space", "ctrl+d", "pagedown"),
        "A page down.",
        "Read",
        "reader",
        in_palette=False,
    ),
    Action(
        "text_page_up", "Page up", ("b", "ctrl+u", "pageup"), "A page up.", "Read", "reader", in_palette=False
    ),
    Action(
        "copy",
        "Copy the passage with its citation",
        ("y",),
        "Copy the words at hand with outlet, author, date and title, through the terminal (OSC 52).",
        "Read",
        label="copy",
        rank=8,
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
    Action("undo", "Undo", ("u",), "Take back the last change to the brief.", "Brief", label="undo", rank=4),
    Action("redo", "Redo", ("ctrl+r",), "Do again what undo took back.", "Brief"),
    Action(
        "export",
        "Export the brief to Markdown",
        ("E",),
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
    Action(
        "read_again",
        "Read the folder again",
        ("r",),
        "Look for new, changed and removed articles.",
        "Desk",
    ),
    Action(
        "stop_reading",
        "Stop reading",
        ("c",),
        "Stop reading and drafting; what is done is kept, r goes on.",
        "Desk",
    ),
    Action(
        "show_unreadable",
        "Show what could not be read",
        ("U",),
        "List the files that could not be read, why, and what to do.",
        "Desk",
    ),
    Action("switch_theme", "Switch between light and dark", ("ctrl+t",), "Light or dark.", "Desk"),
    Action(
        "help",
        "Help",
        ("question_mark", "f1"),
        "This page.",
        "Desk",
        label="help",
        rank=0,
        footer_in=("list", "reader", "search"),
    ),
    Action(
        "palette",
        "Command palette",
        ("ctrl+p",),
        "Find any of these by name.",
        "Desk",
        label="commands",
        rank=6,
        footer_in=("list", "reader", "search"),
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
    ),
)

_SHOWN_KEYS = {
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "f1": "F1",
}


def shown_key(key: str) -> str:
    """A key as people write it: "/" for slash, "^p" for ctrl+p."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return _SHOWN_KEYS.get(key, key)


def shown_keys(action: Action) -> str:
    """All keys of an action, as people write them."""
    return " ".join(shown_key(key) for key in action.keys)


def bindings(place: Place) -> list[Binding]:
    """The key bindings of a place, for a widget's or a screen's BINDINGS."""
    return [
        Binding(
            ",".join(action.keys),
            action.target,
            action.name,
            show=False,
            priority=action.at_once,
            id=".".join(part for part in (place, action.id, action.argument) if part),
        )
        for action in ACTIONS
        if action.place == place
    ]


def footer(place: Place) -> list[Action]:
    """What the footer offers while the focus is in `place`, in the registry's order."""
    return [action for action in ACTIONS if action.label and place in action.footer_in]


def key_of(action_id: str) -> str:
    """The key of an action as people write it, for sentences that tell what to press."""
    return next(shown_key(action.key) for action in ACTIONS if action.id == action_id)
