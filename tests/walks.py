"""A prescription with a walk in it, and a patient whose legs follow a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import make_exercise, make_item, make_program, make_walk_dose
from journeys import Patient, told_of_walk

from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks

if TYPE_CHECKING:
    from builders import Tree
    from journeys import StoppedClock

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.prompts import Prompt, Reply


def walk_program(**dose: JsonValue) -> Tree:
    """One exercise of every day: a walk; `dose` changes how it is written."""
    exercise = make_exercise(
        "walk",
        name="Walk in bouts",
        category="aerobic",
        purpose="Keeps you moving.",
        position="standing",
        setup="Put on firm shoes.",
        steps=["Walk at your own pace.", "Sit down when your legs feel it."],
        media={"alt_text": "You walk, and sit down when your legs feel it."},
    )
    easier = {
        "instruction": "Walk 2 bouts of 4 minutes.",
        "dose": make_walk_dose(sets=2, max_bouts=3),
    }
    item = make_item("walk-1", "walk", dose=make_walk_dose(**dose), modify_down=easier)
    program = make_program(exercises=[exercise], baseline_pain={"back": 3, "leg": 2})
    program["phases"][0]["items"] = [item]
    return program


class Walker(Patient):
    """Replies to the prompts of a walk by a script, then by the usual rules.

    A number in the script lets so many minutes pass before the next reply.
    """

    def __init__(self, clock: StoppedClock, *script: Reply | float) -> None:
        super().__init__()
        self.clock = clock
        self.script = list(script)

    def reply(self, prompt: Prompt) -> Reply:
        if not isinstance(prompt, walks.DoBout | walks.AskLegs | walks.AskWalk):
            return super().reply(prompt)
        while self.script and isinstance(self.script[0], int | float):
            self.clock.advance(float(self.script.pop(0)) * 60)  # type: ignore[arg-type]
        if not self.script:
            return super().reply(prompt)
        reply = self.script.pop(0)
        assert not isinstance(reply, int | float)
        if isinstance(reply, walks.WalkTold):
            assert isinstance(prompt, walks.AskWalk)
            return walks.WalkTold(told_of_walk(prompt.about, **dict(reply.answers)))
        return reply

    @staticmethod
    def hurts(reply: Reply) -> bool:
        """Whether the pain is asked next: that lives only while the program runs."""
        return isinstance(reply, prompts.Hurts)


def told(**answers: str | float | None) -> walks.WalkTold:
    """What is said at the end, by name; what is asked besides is answered as usual."""
    return walks.WalkTold(tuple(answers.items()))  # type: ignore[arg-type]


BOUT = prompts.DidSet()
"""A bout as it was asked for."""
