"""The themes of the app: slate by night, paper by day, the terminal's own colours, and none at all."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="tearline-dark",
    primary="#7cb7e8",
    secondary="#8fa3b8",
    accent="#f0c05a",
    warning="#f0c05a",
    error="#f49292",
    success="#86c98f",
    foreground="#dde3ea",
    background="#12161b",
    surface="#191f26",
    panel="#222a33",
    dark=True,
    variables={
        "dim": "#a3afbc",
        "border-blurred": "#3a4552",
        "mark": "#5a4715",
        "row": "#1f3d57",
        "row-blurred": "#262e38",
    },
)

LIGHT = Theme(
    name="tearline-light",
    primary="#1b5e94",
    secondary="#55677a",
    accent="#7f5300",
    warning="#7f5300",
    error="#a3262b",
    success="#1f6b32",
    foreground="#1d2329",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e6e2d7",
    dark=False,
    variables={
        "dim": "#575e66",
        "border-blurred": "#b9b3a4",
        "mark": "#ffdf8c",
        "row": "#c9dff2",
        "row-blurred": "#e6e2d7",
    },
)

# What Textual draws with colours of its own, in those of the terminal.
_OWN_COLOURS = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-text-style": "bold",
    "block-hover-background": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
    "scrollbar": "ansi_default",
    "scrollbar-hover": "ansi_default",
    "scrollbar-active": "ansi_default",
    "scrollbar-background": "ansi_default",
    "scrollbar-corner-color": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    # A background in a colour that we do not know could hide the words on it: what these mark is drawn
    # reversed or underlined instead (`:ansi` in the stylesheets).
    "mark": "ansi_default",
    "row": "ansi_default",
    "row-blurred": "ansi_default",
    "dim": "ansi_default",
    "border-blurred": "ansi_default",
}

TERMINAL = Theme(
    name="tearline-terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_magenta",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables=_OWN_COLOURS,
)

MONO = Theme(
    name="tearline-mono",
    ansi=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables=_OWN_COLOURS,
)

# In the order in which they are offered, with what a user reads.
THEMES: dict[str, tuple[Theme, str]] = {
    DARK.name: (DARK, "Dark: slate"),
    LIGHT.name: (LIGHT, "Light: paper"),
    TERMINAL.name: (TERMINAL, "Terminal: the colours that your terminal has"),
    MONO.name: (MONO, "Monochrome: bold, underline and reverse, no colour"),
}
