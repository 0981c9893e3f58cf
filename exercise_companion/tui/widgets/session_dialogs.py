"""The questions of a session: how much time there is, why one is left out, whether to ease it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.kept_set import kept_words
from exercise_companion.core.short_time import QUESTION, RANKED, all_label, shortest_line
from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog

if TYPE_CHECKING:
    from exercise_companion.core.next_step import HarderView
    from exercise_companion.core.prompts import DidSet
    from exercise_companion.core.records import SkipReason
    from exercise_companion.core.short_time import ShortChoice
    from exercise_companion.core.views import EasierView

SKIP_CHOICES: Final[tuple[Choice[SkipReason], ...]] = (
    Choice("p", "Pain", "pain"),
    Choice("t", "Too tired", "tired"),
    Choice("m", "No time", "no_time"),
    Choice("c", "Not clear how to do it", "unclear"),
    Choice("e", "Something I need is missing", "equipment"),
    Choice("a", "I was told to leave it", "advice"),
    Choice("d", "Not today", "not_today"),
)
"""Why an exercise is left out. Leaving one out is always allowed (clinical-spec 2.3)."""


def skip_dialog(name: str, did: DidSet | None = None) -> ChoiceDialog[SkipReason]:
    """Why is this exercise left out today?

    Args:
        name: the exercise.
        did: what was done of the set that runs: it is kept.

    """
    if did is None:
        return ChoiceDialog(
            f"Leave out {name} today. Why?", SKIP_CHOICES, way_out="Do not leave it out"
        )
    return ChoiceDialog(
        f"Leave out the rest of {name} today. Why?",
        SKIP_CHOICES,
        lines=(kept_line(did),),
        way_out="Do not leave it out",
    )


def easier_dialog(easier: EasierView, did: DidSet | None = None) -> ChoiceDialog[bool]:
    """Shows what the therapist wrote before the easier version is taken (H-17).

    The letter is another one than that which opens it, so that a bouncing key takes nothing.

    Args:
        easier: what the therapist wrote.
        did: what was done of the set that runs: it is kept, and counts as one of the sets.

    """
    kept = () if did is None else (f"{kept_line(did)} Easier from the next set on.",)
    return ChoiceDialog(
        "The easier version your therapist wrote",
        (Choice("y", "Yes, do it the easier way", value=True),),
        lines=(*easier.lines, *kept),
        way_out="Stay with this one",
    )


def last_set_dialog(did: DidSet) -> ChoiceDialog[bool]:
    """Of the last set no easier one is left: with what was done of it the exercise is over."""
    return ChoiceDialog(
        "This is the last set",
        (Choice("y", "End this exercise here", value=True),),
        lines=(kept_line(did), "No easier set is left after it."),
        way_out="Stay with this one",
    )


def counted_dialog(did: DidSet, *, last: bool, leaves: bool) -> ChoiceDialog[bool]:
    """Asks whether what was counted was done, before a set is left or begun anew (H-17).

    Args:
        did: what the clock counted of the set that runs.
        last: with this set its exercise is over.
        leaves: it is left for the instructions; else it would be begun anew.

    """
    over = ("It is the last set of this exercise.",) if last and leaves else ()
    return ChoiceDialog(
        "Did you do what was counted of this set?",
        (
            Choice("y", f"Yes, keep it: {kept_words(did)}", value=True),
            Choice("n", "No, none: do this set again", value=False),
        ),
        lines=("Kept and done again, it would be more than your therapist wrote.", *over),
        way_out="Go on with this set",
    )


def kept_line(did: DidSet) -> str:
    """What of a set stays on record when something else comes."""
    return f"What you did of this set is kept: {kept_words(did)}."


def step_up_dialog(harder: HarderView) -> ChoiceDialog[bool]:
    """Shows what the therapist wrote before the next step is taken (H-17, clinical-spec 2.4).

    The letter is another one than that which opens it, so that a bouncing key takes nothing.
    """
    lines = (harder.name, harder.instruction, harder.dose, harder.criteria_line)
    return ChoiceDialog(
        "The next step your therapist wrote",
        (Choice("y", "Do the next step", value=True),),
        lines=tuple(filter(None, lines)),
        way_out="Stay with the plan",
    )


def minutes_dialog(choices: tuple[ShortChoice, ...], of: int, minutes: int) -> ChoiceDialog[int]:
    """How much time is there? Answers with minutes, 0 for all of it.

    Args:
        choices: shortest first.
        of: how many exercises there are in all.
        minutes: how long all of them take.

    """
    numbered = [
        Choice(str(number), choice.label(of), choice.minutes)
        for number, choice in enumerate(choices, start=1)
    ]
    lines = (*RANKED, shortest_line(choices))
    return ChoiceDialog(
        QUESTION,
        (*numbered, Choice("a", all_label(of, minutes), 0)),
        lines=tuple(filter(None, lines)),
        way_out="Back",
    )
