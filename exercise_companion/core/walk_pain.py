"""Pain told on a walk: pain in an exercise, and a report of the legs. The stricter of both holds.

"It hurts" and "my legs feel it" are two keys for the same legs: the same score asks for the same
rest (rules PR-02 and NC-1; clinical-spec 2.3, 2.6).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.records import ItemEndRecord, PainRecord, VariantRecord
from exercise_companion.core.walk_flow import cut_bout, within_limit
from exercise_companion.core.walk_in_progress import advise, rested_seconds
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.core.walking import WalkAdvice, WalkStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.records import SessionEvent
    from exercise_companion.core.session import Judgement
    from exercise_companion.core.walk_flow import WalkTurn
    from exercise_companion.core.walk_in_progress import WalkState


def weighed_with_legs(turn: WalkTurn, judged: Judgement, leg: int | None) -> Judgement:
    """The judgement, with the rest that the legs ask for where they do.

    Args:
        turn: the walk at the moment of the report.
        judged: what rules PR-02 and PR-03 make of the pain at every site.
        leg: the leg score, 0-10; None where it was not asked.

    """
    state = turn.state
    if state is None or judged.outcome is DuringOutcome.STOP_SESSION:
        return judged
    step = _step(turn, state, judged, leg)
    if step is None:
        return judged
    return replace(judged, events=(*_events(turn, state, judged, leg, step),), offers_easier=False)


def _step(turn: WalkTurn, state: WalkState, judged: Judgement, leg: int | None) -> WalkStep | None:
    """What the legs ask for; None where the pain alone decides.

    Legs that rest go on with it: pain that ends or changes the exercise ends the walk alone.
    """
    ends = judged.offers_easier or any(isinstance(one, ItemEndRecord) for one in judged.events)
    if state.stage in {"legs", "rest"}:
        changes = any(isinstance(one, VariantRecord) for one in judged.events)
        return WalkStep(WalkAdvice.END, judged.rule) if ends or changes else None
    if state.stage != "bout" or leg is None:
        return None
    step = advise(turn.parameters, state, leg, "none", turn.now_utc)
    step = within_limit(turn, leg, step)
    if step.advice is WalkAdvice.WALK:
        return None
    return WalkStep(WalkAdvice.END, judged.rule) if ends else step


def _events(
    turn: WalkTurn, state: WalkState, judged: Judgement, leg: int | None, step: WalkStep
) -> Iterator[SessionEvent]:
    """The bout as far as it came, the scores, an easier version from here on, and the rest."""
    if state.stage == "bout":
        yield WalkMark(turn.item_id, "felt", state.so_far)
    yield from cut_bout(turn.session, turn.entry)
    kept = PainRecord if step.advice is WalkAdvice.END else PainRecord | VariantRecord
    yield from (one for one in judged.events if isinstance(one, kept))
    yield LegReport(
        turn.item_id,
        turn.now_utc,
        leg,
        None,  # of numb or weak legs nothing was asked
        rested_seconds(state, turn.now_utc),
        step.advice,
        step.rule,
    )
