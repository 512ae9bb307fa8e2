"""What an action is: its name, its keys, its line of help, and where it stands in the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Where an action's keys work: on the whole desk, in a list, in the reader, there while words are selected, in
# the search box, in the box for words to find in the article; in every view, in the grid of the matrix, in
# one view; in the review. "empty" is a desk without articles, for its footer alone.
Place = Literal[
    "desk",
    "empty",
    "list",
    "reader",
    "selecting",
    "search",
    "chip",
    "find",
    "view",
    "grid",
    "timeline",
    "sources",
    "matrix",
    "assessment",
    "changes",
    "actor",
    "review",
]
Group = Literal["Go", "Narrow", "Read", "Select", "View", "Brief", "Review", "Desk"]


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

    @property
    def full_id(self) -> str:
        """What the action is called in a file of keys: "desk.accept", "desk.focus_pane.actors"."""
        parts = (self.place, self.id, self.argument.replace(" ", "_"))
        return ".".join(part for part in parts if part)
