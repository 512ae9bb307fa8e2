"""The two themes of the app: paper by day, slate by night."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="tearline-dark",
    primary="#7cb7e8",
    secondary="#8fa3b8",
    accent="#f0c05a",
    warning="#f0c05a",
    error="#ef7d7d",
    success="#86c98f",
    foreground="#dde3ea",
    background="#12161b",
    surface="#191f26",
    panel="#222a33",
    dark=True,
    variables={
        "dim": "#909dab",
        "border-blurred": "#3a4552",
        "mark": "#5a4715",
        "row": "#24425c",
        "row-blurred": "#262e38",
    },
)

LIGHT = Theme(
    name="tearline-light",
    primary="#1b5e94",
    secondary="#55677a",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a3262b",
    success="#1f6b32",
    foreground="#1d2329",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e6e2d7",
    dark=False,
    variables={
        "dim": "#626a72",
        "border-blurred": "#b9b3a4",
        "mark": "#ffdf8c",
        "row": "#c9dff2",
        "row-blurred": "#e6e2d7",
    },
)
