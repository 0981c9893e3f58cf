"""How "Are you done with this set?" looks: what was counted, and what of it can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.tui.widgets.set_face import Face

if TYPE_CHECKING:
    from exercise_companion.core.actuals import Actuals, Unit


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
        both_sides=_both_sides(actuals) if marked.unit in _ON_A_SIDE else "",
    )


_ON_A_SIDE: Final[dict[Unit, str]] = {
    "left_reps": "How many on your LEFT side?",
    "right_reps": "How many on your RIGHT side?",
}


def _both_sides(actuals: Actuals) -> str:
    """All that would be saved of a set whose sides are counted for themselves."""
    return " ".join(f"{one.name[0].upper()} {one.words}" for one in actuals.counted)


def _asked(actuals: Actuals) -> str:
    if actuals.marked.unit in _ON_A_SIDE:
        return _ON_A_SIDE[actuals.marked.unit]
    if actuals.at:
        return f"How much was it: {actuals.marked.name}?"
    return "How many did you do?" if actuals.marked.unit == "reps" else "How much did you do?"


def _what_else(actuals: Actuals) -> str:
    return f". W: {actuals.following.name}" if actuals.following is not None else ""
