"""How "Are you done with this set?" looks: what was counted, and what of it can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.widgets.set_face import Face

if TYPE_CHECKING:
    from exercise_companion.core.actuals import Actuals


def question_face(actuals: Actuals | None, side_words: str) -> Face:
    """The question, and the amount the keys change drawn large.

    Args:
        actuals: what was counted; None when the set is not measured in anything.
        side_words: the side of the set, written out; may be empty.

    """
    if actuals is None:
        return Face(f"{side_words}Are you done with this set?", "DONE?", "")
    marked = actuals.marked
    return Face(
        f"{side_words}{_asked(actuals)}",
        "DONE?",
        marked.words.upper(),
        caption=f"Asked for {marked.target_words}. Change with + or -{_what_else(actuals)}",
    )


def _asked(actuals: Actuals) -> str:
    if actuals.at:
        return f"How much was it: {actuals.marked.name}?"
    return "How many did you do?" if actuals.marked.unit == "reps" else "How much did you do?"


def _what_else(actuals: Actuals) -> str:
    return f". W: {actuals.following.name}" if actuals.following is not None else ""
