"""Styles of a widget's parts as the stylesheet has them; Textual's own lookup leaves out reversed ones."""

from __future__ import annotations

from textual.style import Style
from textual.widget import Widget

_REVERSED = Style(reverse=True)


def component_style(widget: Widget, *names: str, partial: bool = False) -> Style:
    """The style of a part by its component class; a partial one has nothing of what lies under it."""
    style = widget.get_visual_style(*names, partial=partial)
    is_reversed = any(widget.get_component_styles(name).text_style.reverse for name in names)
    return style + _REVERSED if is_reversed else style
