"""The choices below a running set, and which of them there are at a moment of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.widgets.actions import ActionRow, Actions
from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.widget import Widget

    from exercise_companion.core.actuals import Actuals
    from exercise_companion.tui.widgets.set_state import SetState


def set_choices() -> Iterator[BigChoice]:
    """Every choice a set may have."""
    yield BigChoice("Less", "-", id="fewer")
    yield BigChoice("More", "+", id="more")
    yield BigChoice("All", "A", id="all")
    yield BigChoice("Done with this set", "Enter", id="enter", classes="-primary")
    yield BigChoice("Pause", "Space", id="space")
    yield BigChoice("What else", "W", id="next")
    yield BigChoice("It hurts", "H", id="hurts", classes="-danger")


def show_choices(below: Widget, state: SetState) -> None:
    """Label the choices for a moment, and put those away that do nothing then."""
    actions, named = choices_of(below)
    actuals = state.actuals if state.asking else None
    following = actuals.following if actuals is not None else None
    named["enter"].relabel(state.enter_words, "Enter")
    named["space"].relabel("Pause" if state.clock.is_running else "Go on", "Space")
    if actuals is not None:
        named["all"].relabel(f"All {actuals.marked.target_words}", "A")
    if following is not None:
        named["next"].relabel(following.short_name, "W")
    arrange(actions, actuals)
    below.query_one(ActionRow).set_class(state.asking, "-asking")
    put_away(
        named,
        {
            "space": state.asking or state.by_itself,
            "fewer": actuals is None,
            "more": actuals is None,
            "all": actuals is None or actuals.is_as_asked,
            "next": following is None,
        },
    )


def arrange(actions: Actions, asked: Actuals | None) -> None:
    """Less and more stand side by side while an amount is asked, with "All" where it differs."""
    actions.set_class(asked is not None, "-many", "-asks")
    actions.set_class(asked is not None and asked.is_as_asked, "-as-asked")


def choices_of(screen: Widget) -> tuple[Actions, dict[str, BigChoice]]:
    """The row of choices of a screen, and each of them by its id."""
    actions = screen.query_one("#actions", Actions)
    found = (one for one in actions.children if isinstance(one, BigChoice))
    return actions, {one.id or "": one for one in found}


def put_away(named: Mapping[str, BigChoice], off: Mapping[str, bool]) -> None:
    """Show each of these choices, or not; which are not named stay as they are."""
    for name, is_off in off.items():
        named[name].set_class(is_off, "-off")
