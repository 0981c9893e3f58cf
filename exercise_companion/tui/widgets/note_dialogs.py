"""The questions about what is written down besides a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.clearing_prompts import I_SPOKE, WHAT_WAS_SAID
from exercise_companion.core.flare_question import QUESTION, WHAT_FOLLOWS, WHAT_IT_IS
from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog

if TYPE_CHECKING:
    from exercise_companion.core.days_off import DaysOff
    from exercise_companion.core.records import WalkMode

TALK_FIELDS: Final = (
    Field("who", "Whom did you talk to?"),
    Field("role", "What are they? For example: nurse"),
    Field("said", WHAT_WAS_SAID),
)
CONFIRMATION: Final = Field("confirmation", f"To confirm, type: {I_SPOKE}")
MEDICINE_FIELDS: Final = (
    Field("days", "On how many of the last 14 days did you take it?"),
    Field(
        "strong",
        "On how many of these was it a strong one? You may leave it empty.",
        may_be_empty=True,
    ),
)
PAUSE_FIELDS: Final = (
    Field("first", "First day? For example: tomorrow or Monday"),
    Field("last", "The last day off"),
    Field("reason", "Why? For example: holiday"),
)


NOT_SAID: Final = ("The words at the end are missing.", f'Type: "{I_SPOKE}"')
"""What is said, and what to do, where a talk that ends something was not confirmed."""


def says_it(typed: tuple[str, ...]) -> bool:
    """Whether the last line confirms that they talked."""
    return typed[-1].strip().casefold() == I_SPOKE.casefold()


def flare_begins_dialog() -> ChoiceDialog[bool]:
    """Is this a flare-up? (clinical-spec 2.7)."""
    choices = (Choice("y", "Yes, a flare-up", value=True),)
    lines = (WHAT_IT_IS, WHAT_FOLLOWS)
    return ChoiceDialog(QUESTION, choices, way_out="No", lines=lines, out_key="n")


def flare_ends_dialog() -> ChoiceDialog[bool]:
    """Has it ended? (rule FL-3)."""
    choices = (Choice("y", "Yes, it has ended", value=True),)
    return ChoiceDialog("Has the flare-up ended?", choices, way_out="Not yet", out_key="n")


def talk_dialog(
    typed: tuple[str, ...], *, ends: bool, refused: str = "", at: str = ""
) -> FormDialog:
    """Who it was and what they said; where it ends a hold, that is confirmed.

    Args:
        typed: what was typed before and could not be taken.
        ends: whether it ends a hold.
        refused: why it could not be taken.
        at: the id of the field to be mended.

    """
    fields = _filled((*TALK_FIELDS, CONFIRMATION) if ends else TALK_FIELDS, typed)
    title = "A talk with a clinician"
    return FormDialog(title, fields, confirm="Save", refused=refused, at=at)


def review_dialog(day: str) -> ChoiceDialog[bool]:
    """Was it the planned review? (decisions A16)."""
    choices = (
        Choice("y", "Yes, the review", value=True),
        Choice("n", "No, another talk", value=False),
    )
    question = f"Was it the review planned for {day}?"
    return ChoiceDialog(question, choices, way_out="Back")


def medicine_dialog(typed: tuple[str, ...]) -> FormDialog:
    """How many days with medicine (clinical-spec 5.1)."""
    fields = _filled(MEDICINE_FIELDS, typed)
    return FormDialog("Medicine for bad pain", fields, confirm="Save")


NEW_DAYS_OFF: Final = 0
"""Chosen instead of the id of days off: new ones are to be written down."""

MOST_OFFERED: Final = 9
"""Days off to take back have a digit each; the others wait until a nearer one is over."""


def days_off_dialog(coming: tuple[DaysOff, ...]) -> ChoiceDialog[int]:
    """Those on record, one of them to take back, or new ones; the answer is an id."""
    new = Choice("n", "New days off", NEW_DAYS_OFF)
    back = (
        Choice(str(place), f"Take back {one.days}", one.id)
        for place, one in enumerate(coming[:MOST_OFFERED], start=1)
    )
    lines = ("On record:", *(one.line for one in coming))
    question = "New days off, or take some back?"
    return ChoiceDialog(question, (new, *back), way_out="Back", lines=lines)


def take_back_dialog(one: DaysOff) -> ChoiceDialog[bool]:
    """Sure? And what holds then."""
    choices = (Choice("y", "Yes, take them back", value=True),)
    lines = (one.line, one.taken_back)
    question = "Take back these days off?"
    return ChoiceDialog(question, choices, way_out="No", lines=lines, out_key="n")


def pause_dialog(typed: tuple[str, ...]) -> FormDialog:
    """Which days off (decisions D10)."""
    lines = ("Nothing is planned on these days.",)
    return FormDialog("Days off", _filled(PAUSE_FIELDS, typed), confirm="Save", lines=lines)


def mode_dialog() -> ChoiceDialog[WalkMode]:
    """What kind of walk or ride."""
    choices: tuple[Choice[WalkMode], ...] = (
        Choice("w", "A walk outside", "outdoor_walk"),
        Choice("t", "A treadmill", "treadmill"),
        Choice("r", "A ride on a bike", "bike"),
        Choice("o", "Something else", "other"),
    )
    return ChoiceDialog("What was it?", choices, way_out="Back")


def _filled(fields: tuple[Field, ...], typed: tuple[str, ...]) -> tuple[Field, ...]:
    """With what was typed before and could not be taken."""
    return tuple(
        replace(field, value=typed[place]) if place < len(typed) else field
        for place, field in enumerate(fields)
    )
