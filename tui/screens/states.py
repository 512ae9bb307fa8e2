"""What the panes say while there is nothing in them: what is happening, and what to press."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from tearline.tui.actions import key_of
from tearline.tui.narrowing import Shown
from tearline.tui.safe import content
from tearline.tui.view import View
from tearline.tui.workspace import Contents

if TYPE_CHECKING:
    from tearline.briefs.board.rows import ClaimRow, QuoteRow

Lines = tuple[str, ...]

_COUNTED = {
    "quotes": "quotes with it, {:,}.",
    "claims": "key claims with it, {:,}.",
    "articles": "articles with it, {:,}.",
    "actors": "actors with it, {:,}.",
}


def empty_lists(
    contents: Contents, shown: Shown, view: View, *, reading: bool, trouble: str
) -> dict[str, Lines]:
    """For each list, what it says when it has no rows."""
    said = dict.fromkeys(_COUNTED, ("Nothing to show.",)) | _empty_lists(
        contents, shown, view, reading=reading, trouble=trouble
    )
    for name, arrangement in view.arrangements.items():
        if contents.cards and any(aspect != "order" for aspect, _ in arrangement.chosen()):
            said[name] = (
                "Nothing here is let through by this pane's filter.",
                f"{key_of('arrange_rows')} changes the filter, {key_of('widen')} widens one step.",
            )
    return said


def _empty_lists(
    contents: Contents, shown: Shown, view: View, *, reading: bool, trouble: str
) -> dict[str, Lines]:
    if trouble:
        return {}
    if view.steps_of():
        widen = f"{key_of('widen')} widens one step."
        # A word may stand in an article without standing in anything said there: then say where it is.
        full = [pane for pane in ("quotes", "claims", "articles", "actors") if getattr(shown, pane)]
        weak = sum(shown.weak.values())
        elsewhere = [
            f"Press {key_of('focus_pane', pane)}: {_COUNTED[pane].format(len(getattr(shown, pane)))}"
            for pane in full[:1]
        ]
        if weak:
            elsewhere.append(
                f"{key_of('toggle_weak')} shows {weak:,} weaker suggestion{'s' if weak > 1 else ''}."
            )
        narrowed: dict[str, Lines] = dict.fromkeys(_COUNTED, ("Nothing here.", *elsewhere, widen))
        only = view.value("article")
        if any(line.card.id == only and not line.english for line in shown.articles):
            by_hand = f"{key_of('select_words')} in the Reader selects words to take in by hand."
            foreign = ("Not in English, so nothing is looked for in it.", by_hand, widen)
            narrowed |= dict.fromkeys(("actors", "quotes", "claims"), foreign)
        if view.value("query") and not full:
            narrowed["articles"] = ("Nothing found.", "Fewer words find more.", widen)
        return narrowed
    if not contents.cards and not reading:
        return {
            "actors": ("No articles, so no actors yet.",),
            "quotes": ("Quotes appear here once there are articles.",),
            "claims": ("Key claims appear here once there are articles.",),
            "articles": ("No articles yet.",),
        }
    if not contents.cards:
        return dict.fromkeys(_COUNTED, ("Looking for articles…",))
    return dict.fromkeys(_COUNTED, ("Still reading…" if reading else "None found in these articles.",))


def reader_lines(root: Path, contents: Contents, *, reading: bool, trouble: str) -> Lines:
    """What the reader says while no article is open."""
    where = str(root.absolute())
    if trouble:
        return (
            "This folder can't be opened as a desk.",
            "",
            trouble,
            "",
            f"{key_of('help')} help   {key_of('leave')} quit",
        )
    if reading and not contents.cards:
        return (f"Looking for articles in {where} …",)
    if not contents.cards and contents.unreadable:
        count = len(contents.unreadable)
        several = count > 1
        return (
            f"None of the {count:,} files here could be read:"
            if several
            else "The one file here could not be read:",
            "",
            *(f"{Path(bad.path).name}: {bad.reason}" for bad in contents.unreadable[:5]),
            "",
            f"Press {key_of('show_unreadable')} for "
            f"{'all of them and what to do about each' if several else 'what to do about it'}, "
            f"then {key_of('read_again')} to read the folder again.",
        )
    if not contents.cards:
        return (
            "No articles in this folder yet.",
            "Put articles (text, HTML, PDF …) into",
            f"  {where}",
            f"or a folder below it. They appear by themselves; {key_of('read_again')} looks at once.",
            "",
            f"Or leave ({key_of('leave')}) and run one of",
            "  tearline add FILE…      copies articles in here",
            "  tearline ~/articles     opens another folder",
            "  tearline demo           opens the sample desk",
        )
    return ("Choose an article, a quote or a claim to read it here.",)


def lost_words(row: QuoteRow | ClaimRow, brief: str) -> Lines:
    """What the reader says of a finding of the brief whose words are in no article at hand."""
    return (
        row.words,
        "",
        "These words of the brief are in no article of this desk: "
        "their source is missing, or no longer says so.",
        "",
        f"`tearline check {brief}` names the source.",
    )


def too_small(width: int, height: int, need_width: int, need_height: int) -> Content:
    """Said where the window has no room for the desk."""
    return content(
        f"Tearline needs {need_width} × {need_height} characters, this window has {width} × {height}. "
        f"Make it larger, or press {key_of('leave')} to leave."
    )
