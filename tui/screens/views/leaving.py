"""With what a view is left: words to read on the desk, what to narrow it to, or another view."""

from __future__ import annotations

from dataclasses import dataclass

from tearline.index.article import Span
from tearline.tui.view import Step


@dataclass(frozen=True, slots=True)
class ReadWords:
    """Show these words of an article in the Reader; `item` is the finding whose words they are, if any."""

    article: str
    spans: tuple[Span, ...] = ()
    item: str = ""


@dataclass(frozen=True, slots=True)
class NarrowTo:
    """Narrow the desk to an actor, or to what was published within some dates."""

    step: Step | None = None
    dates: str = ""


@dataclass(frozen=True, slots=True)
class OpenView:
    """Open another view, or with an actor's id its page."""

    view: str
    actor: str = ""


Leaving = ReadWords | NarrowTo | OpenView
