"""Reading an article with its findings marked."""

from __future__ import annotations

from tearline.tui.registry.action import Action

ACTIONS: tuple[Action, ...] = (
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
)
