"""What a list or the Reader says while there is nothing in it, folded to the room that there is."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content

from tearline.tui.safe import content
from tearline.tui.widgets.wrapping import lay_out


@lru_cache(maxsize=32)  # a pane asks for it once for each line that it draws
def folded(lines: tuple[str, ...], width: int, indent: int = 1) -> tuple[Content, ...]:
    """`lines` under an empty one, each at most `width` cells long; what goes on does so below its first word.

    `indent` cells stand before each, and those that a line begins with.
    """
    drawn = [Content("")]
    for line in lines:
        words = line.lstrip(" ")
        lead = " " * (indent + len(line) - len(words))
        layout = lay_out(words, width - len(lead))
        spans = [layout.span(n) for n in range(len(layout))] or [(0, 0)]
        drawn += [content(lead + layout.shown[start:end]) for start, end in spans]
    return tuple(drawn)
