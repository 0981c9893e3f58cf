"""Asks before a session whether it is a flare-up, once a day where the pain is well up (2.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.companion import deciding, diary, typed
from exercise_companion.core.flare_question import AskFlare, raised
from exercise_companion.core.item_views import site_label
from exercise_companion.core.noticed import figure

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.flare_question import IsFlare

ASKED_ON: Final = "flare_asked_on"
"""The setting that holds the exercise day on which it was asked last."""


def ask(context: Context) -> AskFlare | None:
    """The question; None where the pain is not up, one is on record, or it was asked today."""
    program = context.require_program()
    if deciding.in_flare(context) or context.store.setting(ASKED_ON) == str(context.day):
        return None
    usual, scores = program.baseline_pain, deciding.pain_before(context)
    up = raised(usual, scores)
    numbers = tuple(
        f"{site_label(program, site)} pain {scores[site]}, usually {figure(usual[site])}."
        for site in up
    )
    return AskFlare(numbers) if up else None


def keep(context: Context, given: IsFlare) -> None:
    """Record the answer: a yes begins a flare-up, and its questions come next (rule FL-1).

    Raises:
        Refused: it is not asked now.

    """
    if ask(context) is None:
        raise typed.not_asked_now()
    with context.store.transaction():
        context.store.set_setting(ASKED_ON, str(context.day))
        if given.yes:
            diary.log_flare(context, "start")
