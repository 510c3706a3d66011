"""The colours: one quiet dark theme, one light one, and the terminal's own.

One accent for the pane with the focus and for keys; blue and orange for what differs, so that nothing rests on red
against green. Every state is also told by a sign or by bold, for NO_COLOR and for those who see colours otherwise.
"""

from textual.theme import Theme

DARK = Theme(
    name="crossread-dark",
    primary="#8fb4d9",
    secondary="#7d8590",
    accent="#8fb4d9",
    warning="#e0a45e",
    error="#e58a6f",
    success="#8fb4d9",
    foreground="#d6d4ce",
    background="#17191c",
    surface="#17191c",
    panel="#212429",
    boost="#25292f",
    dark=True,
    variables={
        "differ-here": "#8fb4d9",
        "differ-there": "#e0a45e",
        "found": "#e8c983",
        "rule": "#33383f",
        "cursor": "#262b32",
        "block-cursor-background": "#2b323b",
        "block-cursor-foreground": "#d6d4ce",
        "input-selection-background": "#8fb4d9 30%",
        "scrollbar": "#3a4048",
        "scrollbar-hover": "#4a525c",
        "scrollbar-active": "#8fb4d9",
        "scrollbar-background": "#17191c",
        "scrollbar-background-hover": "#17191c",
        "scrollbar-background-active": "#17191c",
    },
)

LIGHT = Theme(
    name="crossread-light",
    primary="#285a8e",
    secondary="#6a6f76",
    accent="#285a8e",
    warning="#9a5b00",
    error="#a8401f",
    success="#285a8e",
    foreground="#2a2a28",
    background="#fbfaf6",
    surface="#fbfaf6",
    panel="#f0eee7",
    boost="#eae8e0",
    dark=False,
    variables={
        "differ-here": "#285a8e",
        "differ-there": "#9a5b00",
        "found": "#8a5a00",
        "rule": "#d5d2c8",
        "cursor": "#e9edf1",
        "block-cursor-background": "#dfe6ee",
        "block-cursor-foreground": "#2a2a28",
        "input-selection-background": "#285a8e 25%",
        "scrollbar": "#cfccc2",
        "scrollbar-hover": "#b9b6ab",
        "scrollbar-active": "#285a8e",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#fbfaf6",
        "scrollbar-background-active": "#fbfaf6",
    },
)

OURS = (DARK, LIGHT)
"""The themes that are registered beside Textual's own."""

_OWN = ("differ-here", "differ-there", "found", "rule", "cursor")
"""The variables that our styles use and other themes lack."""
_OF_THE_TERMINAL = {
    "differ-here": "ansi_blue",
    "differ-there": "ansi_yellow",
    "found": "ansi_yellow",
    "rule": "ansi_bright_black",
    "cursor": "ansi_default",
}


def fallback_variables(theme: Theme) -> dict[str, str]:
    """Return what a theme that is not ours lacks: the colours of ours that is as dark, or the terminal's own."""
    if theme.ansi:
        return _OF_THE_TERMINAL
    ours = DARK if theme.dark else LIGHT
    return {name: ours.variables[name] for name in _OWN}


IN_TERMINAL_COLOURS = """
Painted:ansi, VerticalScroll:ansi {
    scrollbar-color: ansi_bright_black;
    scrollbar-color-hover: ansi_bright_black;
    scrollbar-color-active: ansi_default;
    scrollbar-background: ansi_default;
    scrollbar-background-hover: ansi_default;
    scrollbar-background-active: ansi_default;
}
Painted:ansi {
    & > .paint--dim, & > .paint--shared, & > .paint--absent { color: ansi_default; text-style: dim; }
    & > .paint--current { text-style: reverse; }
    & > .paint--chosen { background: ansi_default; color: $accent; text-style: bold reverse; }
}
PaneTitle:ansi, Outcome:ansi, #strip:ansi, .hint:ansi { text-style: dim; }
ModalScreen:ansi { background: transparent; }
#panes > .-here > PaneTitle:ansi { text-style: bold; }
"""
"""Styles for themes of the terminal's own colours: those cannot be blended, so dim and reverse do what blending did."""
