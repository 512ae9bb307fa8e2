"""What workers tell the screen. Floods coalesce: of several states of one kind only the last is handled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from tearline.tui.narrowing import Found, Shown
from tearline.tui.open_brief import Said
from tearline.tui.view import View
from tearline.tui.workspace import Contents, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tearline.briefs.curation.name_conflicts import Conflict
    from tearline.briefs.curation.picking import Candidate
    from tearline.briefs.curation.plans import Plan
    from tearline.briefs.curation.reviewing import Card
    from tearline.index.text_search import FoldedText
    from tearline.tui.widgets.completion_list import Line


class _Latest(Message):
    """A state that makes an earlier one still waiting pointless."""

    def can_replace(self, message: Message) -> bool:
        return type(message) is type(self)


class ProgressMade(_Latest):
    """Reading or drafting is so far."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


class ContentsChanged(_Latest):
    """There are articles or findings, or the brief says something else of them."""

    def __init__(self, contents: Contents) -> None:
        super().__init__()
        self.contents = contents


class DeskStirred(_Latest):
    """Files came, changed or went in the desk's folder."""


class ReadingEnded(Message):
    """Reading is done, was stopped, or failed with what `trouble` says."""

    def __init__(self, *, stopped: bool = False, trouble: str = "") -> None:
        super().__init__()
        self.stopped = stopped
        self.trouble = trouble


class Narrowed(_Latest):
    """What the panes show in `view`; `found` is what the search found, `trouble` what is wrong with it
    and `position` the code point of the query where it is."""

    def __init__(
        self,
        view: View,
        shown: Shown | None,
        found: Found | None,
        trouble: str = "",
        position: int | None = None,
    ) -> None:
        super().__init__()
        self.position = position
        self.view = view
        self.shown = shown
        self.found = found
        self.trouble = trouble


class BriefChanged(Message):
    """The brief was opened, edited, undone or read anew: what there is to tell."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        self.said = said


class Completed(_Latest):
    """What may complete the query `text` at the cursor."""

    def __init__(self, text: str, cursor: int, lines: tuple[Line, ...]) -> None:
        super().__init__()
        self.text = text
        self.cursor = cursor
        self.lines = lines


class Suggested(_Latest):
    """What a query that finds next to nothing may have meant."""

    def __init__(self, query: str, meant: str) -> None:
        super().__init__()
        self.query = query
        self.meant = meant


class HistoryRead(_Latest):
    """The searches made on this desk, newest first."""

    def __init__(self, history: tuple[str, ...]) -> None:
        super().__init__()
        self.history = history


class TextFolded(Message):
    """A text is ready for words to be found in it."""

    def __init__(self, text_id: str, folded: FoldedText) -> None:
        super().__init__()
        self.text_id = text_id
        self.folded = folded


class ActorsGathered(_Latest):
    """The actors that a picker chooses from."""

    def __init__(self, known: tuple[Candidate, ...]) -> None:
        super().__init__()
        self.known = known


class ViewMade(_Latest):
    """What a view shows, as it was made from the desk, or what kept it from being made."""

    def __init__(self, made: object, trouble: str = "") -> None:
        super().__init__()
        self.made = made
        self.trouble = trouble


class CopiesCompared(_Latest):
    """The articles of one origin were held against each other."""


class ViewProgress(_Latest):
    """Making a view is so far."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


class Ready(Message):
    """What something is to begin with was worked out; `then` begins it."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self.then = then


class FieldChecked(Message):
    """What was typed into a field of a form was tried; `problem` is empty where it can stand there."""

    def __init__(self, key: str, words: str, problem: str) -> None:
        super().__init__()
        self.key = key
        self.words = words
        self.problem = problem


class PlanMade(_Latest):
    """What a change would do was worked out, or why it can't be done; `way` is which of several it is."""

    def __init__(self, way: int, plan: Plan | None, trouble: str = "") -> None:
        super().__init__()
        self.way = way
        self.plan = plan
        self.trouble = trouble


class ConflictsFound(_Latest):
    """The pairs of names to decide about."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__()
        self.conflicts = conflicts


class CardMade(_Latest):
    """The suggestion at hand with what speaks for it; None where the desk has it no longer."""

    def __init__(self, item_id: str, card: Card | None) -> None:
        super().__init__()
        self.item_id = item_id
        self.card = card
