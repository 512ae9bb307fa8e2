"""The tour through the desk: what each step says, and how it is seen that the user has done it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tearline.tui.actions import key_of

if TYPE_CHECKING:
    from tearline.tui.screens.linked import LinkedScreen


@dataclass(frozen=True, slots=True)
class Seen:
    """What the steps look at: the desk at one moment."""

    pane: str
    quote: str
    actor: str
    query: str
    brief: str
    view_open: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, the keys it tells to press, and whether it is done, given the desk when the step
    began and the desk now."""

    words: str
    press: str
    done: Callable[[Seen, Seen], bool]


def seen(screen: LinkedScreen) -> Seen:
    """The desk as it is now."""
    from tearline.tui.screens.views.base import ViewScreen

    return Seen(
        pane=screen.panes.focused_pane or "",
        quote=screen.panes.rows("quotes").current_id or "",
        actor=screen.view.value("actor") or "",
        query=screen.view.value("query") or "",
        brief=screen.workspace.brief.text or "",
        view_open=isinstance(screen.app.screen, ViewScreen),
    )


def steps() -> tuple[Step, ...]:
    """The steps in their order, with the keys that the user has."""
    quotes, claims = key_of("focus_pane", "quotes"), key_of("focus_pane", "claims")
    return (
        Step(
            "This is a desk: a folder of articles that has been read. Who is in them, who said what and what "
            "is claimed stands in the lists; the Reader shows it in its place.",
            f"Press {quotes} to see who said what.",
            lambda _, now: now.pane == "quotes",
        ),
        Step(
            "Each quote has its speaker, and through whom the words came. The Reader follows and marks them "
            "where they stand: nothing here is in other words than the article's.",
            f"Press {key_of('row_down')} to go down the quotes.",
            lambda begun, now: bool(now.quote) and now.quote != begun.quote,
        ),
        Step(
            "● stands in the brief, ○ is only suggested. Whatever you choose narrows everything else to it.",
            f"Press {key_of('focus_pane', 'actors')} for the actors, then {key_of('choose')} on one.",
            lambda _, now: bool(now.actor),
        ),
        Step(
            "Quotes, claims and articles now concern this actor alone; the chip beside the search says so.",
            f"Press {key_of('choose')} on the same actor to see everything again.",
            lambda _, now: not now.actor,
        ),
        Step(
            "The search box looks through articles, quotes and claims while you type. It also knows phrases, "
            "dates and speakers.",
            f"Press {key_of('search')}, type a word such as support, then {key_of('keep_search')}.",
            lambda _, now: bool(now.query) and bool(now.pane),
        ),
        Step(
            "You decide what the brief holds. It is a YAML file in briefs/, which your editor and git can "
            "work on as well.",
            f"Among the quotes ({quotes}) or claims ({claims}), go to a row with ○ and press "
            f"{key_of('accept')} to take it in.",
            lambda begun, now: now.brief != begun.brief,
        ),
        Step(
            "Taken in, with its source and its exact place. Nothing you do is final.",
            f"Press {key_of('undo')} to take it back.",
            lambda begun, now: now.brief != begun.brief,
        ),
        Step(
            "Beyond the lists there are views: a timeline, the sources and their grades, which origins bear "
            "each other out, your bottom line.",
            f"Press {key_of('open_view', 'timeline')} for the timeline; {key_of('close_view')} comes back.",
            lambda _, now: now.view_open,
        ),
    )


def farewell() -> str:
    """What is said at the end."""
    return (
        f"That is the way round. {key_of('widen')} widens the search, {key_of('help')} shows every key, "
        f"{key_of('palette')} finds a command by name, {key_of('export')} writes the brief out with a "
        "footnote under every statement. For your own articles: tearline FOLDER."
    )
