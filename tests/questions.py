"""Which question about warning signs is asked, and the way to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import Patient

from exercise_companion.core import prompts

if TYPE_CHECKING:
    from exercise_companion.companion import Companion
    from exercise_companion.core.prompts import Prompt

MOST_REPLIES = 200
"""More than any check has questions."""


def asked(prompt: Prompt | None) -> str:
    """The topic, sign or follow-up that is asked; empty for everything else."""
    if isinstance(prompt, prompts.AskSafety):
        return prompt.question.id
    return prompt.asked.id if isinstance(prompt, prompts.AskSettled) and prompt.asked else ""


def up_to(companion: Companion, patient: Patient, question_id: str) -> Prompt:
    """Answer until that question is asked; its prompt."""
    for _ in range(MOST_REPLIES):
        prompt = companion.next()
        if prompt is None:
            break
        if asked(prompt) == question_id:
            return prompt
        companion.reply(prompt, patient.reply(prompt))
    pytest.fail(f"{question_id} was not asked")


def tell_of_a_feeling(companion: Companion) -> None:
    """In a session, at the pain of an exercise: a new feeling (rule PR-05)."""
    companion.start()
    while not (
        isinstance(shown := companion.next(), prompts.AskPain) and shown.may_report_sensation
    ):
        assert shown is not None
        companion.reply(shown, Patient().reply(shown))
    companion.reply(shown, prompts.Scored(new_sensation=True))
