"""Our two themes, night and day: the only place where colours are written down.

Every token that text is written in has a contrast of at least 7:1 on every ground it is used on
(a test works it out). The style sheets use the tokens by name.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.app import App
from textual.color import Color
from textual.theme import Theme

from exercise_companion.tui.no_colour import Reversed

if TYPE_CHECKING:
    from collections.abc import Mapping

NIGHT: Final = "companion-night"
DAY: Final = "companion-day"

LARGE: Final = "-large"
"""The class of the app in large mode; the style sheets ask for `App.-large`."""

FIRST_CSS: Final[list[str | PurePath]] = [Path(__file__).with_name("companion.tcss")]
"""What *Today* needs."""

LATER_CSS: Final[list[str | PurePath]] = [
    Path(__file__).with_name("prompts.tcss"),
    Path(__file__).with_name("session.tcss"),
    Path(__file__).with_name("pages.tcss"),
]
"""What the screens above it need; read when the first of them is shown."""

CSS_FILES: Final[list[str | PurePath]] = FIRST_CSS + LATER_CSS
"""All style sheets, for an app that shows a screen of ours without *Today*."""


TERMINAL_COLOURS: Final = "COLORFGBG"
"""The variable in which many terminals name their own colours: "15;0" is white on black."""

DARK_GROUNDS: Final = frozenset({"0", "1", "2", "3", "4", "5", "6", "8"})
"""Of the sixteen colours of a terminal, those that are dark behind a text."""


def suits(environ: Mapping[str, str]) -> str:
    """The theme that fits a terminal, as far as that says what it looks like; otherwise night.

    It is looked at once, at the start: asking the terminal itself would delay the first paint
    wherever it does not answer.

    Args:
        environ: the process environment.

    """
    ground = environ.get(TERMINAL_COLOURS, "").rpartition(";")[2]
    return DAY if ground.isdecimal() and ground not in DARK_GROUNDS else NIGHT


class Tokens(NamedTuple):
    """The colours of one theme. A field `ink_soft` is `$ink-soft` in a style sheet."""

    ground: str
    """Behind everything."""
    card: str
    """Behind a panel."""
    bar: str
    """Behind the top line, the key line and a choice."""
    ink: str
    ink_soft: str
    """Text of second rank."""
    accent: str
    """The one accent: titles, the bar of a card, the primary choice."""
    accent_ink: str
    """Text on the accent."""
    danger: str
    danger_ink: str
    """Text on danger."""
    danger_ground: str
    caution: str
    caution_ground: str
    number: str
    """Clocks and counts."""
    good: str
    rule: str
    """Hairlines and scroll bars; never text."""


NIGHT_TOKENS: Final = Tokens(
    ground="#0f1716",
    card="#182220",
    bar="#1f2c29",
    ink="#f3f5f1",
    ink_soft="#b1c5e3",
    accent="#86d5cb",
    accent_ink="#0b1413",
    danger="#ffa48f",
    danger_ink="#1d0906",
    danger_ground="#2c1614",
    caution="#f4c76f",
    caution_ground="#2a2110",
    number="#f4c76f",
    good="#93d693",
    rule="#607a73",
)

DAY_TOKENS: Final = Tokens(
    ground="#fcfbf7",
    card="#f2f0e9",
    bar="#e6e3d8",
    ink="#12211f",
    ink_soft="#233c63",
    accent="#084b45",
    accent_ink="#ffffff",
    danger="#861111",
    danger_ink="#ffffff",
    danger_ground="#fbe6e0",
    caution="#5f3c00",
    caution_ground="#fbf0d6",
    number="#5f3c00",
    good="#17501a",
    rule="#7d7c6f",
)


def use_themes(app: App[int] | App[None] | App[object], name: str = NIGHT) -> None:
    """Register both themes with an app that does not run yet, and wear one of them.

    Where the environment has NO_COLOR, no colour is sent at all (no-color.org).

    Args:
        app: any app that shows our screens.
        name: `NIGHT` or `DAY`.

    """
    for theme in (_theme(NIGHT, NIGHT_TOKENS, dark=True), _theme(DAY, DAY_TOKENS, dark=False)):
        app.register_theme(theme)
    if app.no_color:
        reverse = Reversed(lambda: Color.parse(app.current_theme.background or ""))
        app._filters.append(reverse)  # noqa: SLF001 - alone, Textual would send shades of grey
    app.set_reactive(App.theme, name)  # without the watcher, which would read all styles twice
    app.stylesheet.set_variables(app.get_css_variables())


def _theme(name: str, tokens: Tokens, *, dark: bool) -> Theme:
    own = {name.replace("_", "-"): colour for name, colour in tokens._asdict().items()}
    scrollbars = {
        "scrollbar": tokens.rule,
        "scrollbar-hover": tokens.accent,
        "scrollbar-active": tokens.accent,
        "scrollbar-background": tokens.ground,
        "scrollbar-background-hover": tokens.ground,
        "scrollbar-background-active": tokens.ground,
        "scrollbar-corner-color": tokens.ground,
    }
    cursors = {
        "input-cursor-background": tokens.ink,
        "input-cursor-foreground": tokens.ground,
        "input-selection-background": tokens.rule,
        "border": tokens.accent,
        "border-blurred": tokens.rule,
    }
    return Theme(
        name=name,
        primary=tokens.accent,
        secondary=tokens.accent,
        accent=tokens.accent,
        warning=tokens.caution,
        error=tokens.danger,
        success=tokens.good,
        foreground=tokens.ink,
        background=tokens.ground,
        surface=tokens.card,
        panel=tokens.bar,
        dark=dark,
        variables=own | scrollbars | cursors,
    )
