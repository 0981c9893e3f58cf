"""The choices below a running set, and which of them there are at a moment of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.dom import DOMNode

    from exercise_companion.tui.widgets.set_state import SetState


def set_choices() -> Iterator[BigChoice]:
    """Every choice a set may have."""
    yield BigChoice("Done with this set", "Enter", id="enter", classes="-primary")
    yield BigChoice("Pause", "Space", id="space")
    yield BigChoice("It hurts", "H", id="hurts", classes="-danger")
    yield BigChoice("Less", "-", id="fewer")
    yield BigChoice("More", "+", id="more")
    yield BigChoice("All", "A", id="all")
    yield BigChoice("What else", "W", id="next")


def show_choices(below: DOMNode, state: SetState) -> None:
    """Label the choices for a moment, and put those away that do nothing then."""
    actuals = state.actuals if state.asking else None
    following = actuals.following if actuals is not None else None
    below.query_one("#enter", BigChoice).relabel(state.enter_words, "Enter")
    space = below.query_one("#space", BigChoice)
    space.relabel("Pause" if state.clock.is_running else "Go on", "Space")
    if actuals is not None:
        below.query_one("#all", BigChoice).relabel(f"All {actuals.marked.target_words}", "A")
    if following is not None:
        below.query_one("#next", BigChoice).relabel(following.short_name, "W")
    below.query("#actions").set_class(actuals is not None, "-many", "-asks")
    below.query("#space").set_class(state.asking or state.by_itself, "-off")
    below.query("#fewer, #more").set_class(actuals is None, "-off")
    below.query("#all").set_class(actuals is None or actuals.is_as_asked, "-off")
    below.query("#next").set_class(following is None, "-off")
