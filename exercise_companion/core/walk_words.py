"""What both interfaces say on a walk or ride inside a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.actuals import time_words

if TYPE_CHECKING:
    from exercise_companion.core.walk_in_progress import WalkState
    from exercise_companion.core.walk_prompts import AskLegs, AskWalk, DoBout

NEAR_OR_OUT: Final = (
    "Walk near this screen: it counts.",
    "Or go out with a watch or the phone, and type it in after.",
)

RIDE_NEAR_OR_ELSEWHERE: Final = (
    "Ride near this screen: it counts.",
    "Or ride elsewhere with a watch, and type it in after.",
)

HAS_EASED: Final = "Your legs have eased. You may go on."

LEGS_QUESTION: Final = "How are your legs now?"

NUMB_QUESTION: Final = "Is a leg numb or weak, or did one give way?"

MAY_SKIP: Final = "Skip what you do not remember."

WAIT_ASKS: Final = "Nothing was said. That counts as not eased."


def where_in_walk(walk: WalkState) -> str:
    """Where a walk was left, after the name of its exercise."""
    if walk.stage == "rest":
        return ". You were resting until your legs ease."
    if walk.stage == "legs":
        return ". Your legs felt it."
    if walk.stage != "bout":
        return ". A few questions about it are left."
    target = walk.targets()[0]
    part = f", part {target.set_number} of {target.sets}"
    return f"{part}, after {time_words(walk.so_far)} of it." if walk.so_far else f"{part}."


def bout_lines(prompt: DoBout) -> tuple[str, ...]:
    """What to know before a bout; nothing where it follows the one before."""
    if prompt.eased:
        return (HAS_EASED,)
    if prompt.has_begun:
        return ()
    return NEAR_OR_OUT if prompt.is_walk else RIDE_NEAR_OR_ELSEWHERE


def legs_lines(prompt: AskLegs) -> tuple[str, ...]:
    """What to do while the legs are asked about, and how they were before."""
    before = f"Before the session they were {prompt.before}."
    return (before,) if prompt.resting is None else (*prompt.resting.lines, before)


def walk_title(prompt: AskWalk) -> str:
    """What the last questions are about."""
    noun = "ride" if prompt.about.mode == "bike" else "walk"
    if prompt.about.late:
        return f"About your {noun}"
    return (
        f"Your {noun} outside"
        if prompt.about.measured is None and noun == "walk"
        else (f"About your {noun}")
    )
