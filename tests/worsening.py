"""A patient who gets worse, so that a computed rule asks for a contact (clinical-spec 2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import make_dose, make_exercise, make_item, make_program

from exercise_companion.core.records import PainRecord
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from builders import Tree
    from journeys import StoppedClock

    from exercise_companion.companion import Companion
    from exercise_companion.core.terms import Site

DAY = 24 * 3600


def plan(**changes: object) -> Tree:
    easier = {"instruction": "Do one set.", "dose": make_dose(sets=1, reps=4, rest_seconds=0)}
    items = [make_item(modify_down=easier, flare_safe=True), make_item("reach-1", "reach")]
    program = make_program(
        exercises=[make_exercise(), make_exercise("reach", name="Reach")],
        baseline_pain={"back": 3, "leg": 3},
        flare_plan={"text": "Lie down twice a day and walk a little."},
        **changes,
    )
    program["phases"][0]["items"] = items
    return program


def live(companion: Companion, clock: StoppedClock, leg: list[int], *, back: int = 3) -> None:
    """Give a score before a session on each day, and stay on the last of them."""
    context = companion.context
    assert context is not None
    for number, score in enumerate(leg):
        if number:
            clock.advance(DAY)
        scores: dict[Site, int] = {"back": back, "leg": score}
        with context.store.transaction():
            for site, one in scores.items():
                context.store.log_pain(PainRecord(Moment.BEFORE, site, one))


def worsen(companion: Companion, clock: StoppedClock) -> None:
    """A week at 2, a week at 4: TR-1 for the leg on day 14."""
    live(companion, clock, [2] * 7 + [4] * 8)
    assert companion.next() is not None
