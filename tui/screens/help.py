"""The help page, written from the registry of actions."""

from __future__ import annotations

import textwrap

from textual.content import Content
from textual.widget import Widget

from tearline.tui.actions import ACTIONS, Action, keys_of, shown_keys
from tearline.tui.safe import fit
from tearline.tui.widgets.rows import STATUS_GLYPHS

_GROUPS = ("Go", "Narrow", "Read", "Select", "View", "Brief", "Review", "Desk")
_KEYS_WIDTH = 14
_EXAMPLES_WIDTH = 24
_MEANINGS = {
    "suggested": "suggested: found in an article, not in the brief",
    "weak": "weaker: its rule names the right speaker less than four times in five, or it tells little",
    "draft": "drafted into the brief, not reviewed yet",
    "accepted": "in the brief",
    "rejected": "rejected: kept out, and not suggested again",
}
_SEARCH = (
    ("putin gas", "both words; curly and straight quotes, accents and case are the same"),
    ('"mutual benefit"', "in this order, next to each other"),
    ("gas OR oil   -coal", "either word; without this one"),
    ("sanction*   kremlin~", "words that begin so; spelled almost so"),
    ("outlet: author: title:", "only there, as in outlet:newsweek"),
    ("speaker: about: actor:", "of quotes and claims, as in speaker:xi"),
    ("date:2021-12..2022-10", "published then; date:2022.. is since 2022"),
    ("status:suggested", "also draft, accepted, rejected"),
)


def _in_group(group: str) -> list[Action]:
    """A group's actions, one for each name: j means the same in every pane."""
    actions = [action for action in ACTIONS if action.group == group]
    merged: dict[tuple[str, ...], Action] = {}
    for action in actions:
        merged.setdefault((action.name, *keys_of(action)), action)
    return list(merged.values())


def help_text(widget: Widget, width: int) -> list[Content]:
    """The whole page in lines of at most `width` cells; `widget` gives the theme's colours."""
    heading = widget.app.theme_variables["primary"] + " bold"
    key = widget.app.theme_variables["accent"] + " bold"

    def entry(name: str, meaning: str, name_width: int) -> list[Content]:
        first, *rest = textwrap.wrap(meaning, max(20, width - name_width - 3)) or [""]
        hanging = " " * (name_width + 3)
        return [
            Content.assemble("  ", (fit(name, name_width), key), " ", first),
            *(Content(hanging + line) for line in rest),
        ]

    lines: list[Content] = []
    for group in _GROUPS:
        lines.append(Content.styled(group, heading))
        for action in _in_group(group):
            lines += entry(shown_keys(action), action.help, _KEYS_WIDTH)
        lines.append(Content(""))
    lines.append(Content.styled("Search", heading))
    for example, meaning in _SEARCH:
        lines += entry(example, meaning, _EXAMPLES_WIDTH)
    lines += [Content(""), Content.styled("Signs", heading)]
    for status, meaning in _MEANINGS.items():
        lines += entry(STATUS_GLYPHS[status], meaning, 3)
    lines += entry("▍▏┊", "in the Reader's margin: words in the brief, suggested, suggested weakly", 3)
    lines += entry("“ §", "a quote begins here, a key claim begins here", 3)
    return lines
