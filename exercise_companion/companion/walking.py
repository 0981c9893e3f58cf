"""What a walk or ride in a session shows: a bout, how the legs are, a rest, what is left to say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exercise_companion.companion.playing import current, next_name, place
from exercise_companion.companion.viewing import pictured_view
from exercise_companion.core.dose import set_steps
from exercise_companion.core.pain_words import rest_until_it_eases
from exercise_companion.core.session import walk_of, work
from exercise_companion.core.walk_flow import WalkTurn, about_of
from exercise_companion.core.walk_prompts import AskLegs, AskWalk, DoBout, Resting
from exercise_companion.core.walk_records import LegReport
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.dose import Step
    from exercise_companion.core.session import Session, SessionItem
    from exercise_companion.core.views import ItemView
    from exercise_companion.core.walk_in_progress import WalkState

SECONDS_PER_MINUTE = 60


def turn_of(context: Context, session: Session, session_id: int = 0) -> WalkTurn:
    """The walk that is being done, now."""
    return WalkTurn(
        session,
        current(session),
        context.require_program().safety_parameters,
        session_id,
        context.clock.now_utc(),
    )


def state_of(turn: WalkTurn) -> WalkState:
    """Where it stands.

    Raises:
        Refused: the exercise is no walk.

    """
    state = turn.state
    if state is None:
        what_happened = "This exercise is not a walk."
        raise Refused(what_happened, "Please answer the question on the screen.")
    return state


def comes_before_the_instructions(session: Session) -> bool:
    """Whether a rest or a question is on: it goes on at once, however the session was left."""
    state = walk_of(session, current(session))
    return state is not None and state.stage != "bout"


def next_of_walk(context: Context, session: Session, *, typed: bool) -> DoBout | AskLegs | AskWalk:
    """The prompt of a walk where it stands.

    Args:
        context: the open store and what belongs to it.
        session: with a walk as its current exercise.
        typed: the patient was out, and types it in.

    """
    turn = turn_of(context, session)
    state, view = state_of(turn), _view(context, session)
    if typed or state.stage == "tell":
        return AskWalk(view.name, place(session), about_of(turn, state, typed=typed))
    if state.stage in {"legs", "rest"}:
        resting = _resting(context, state) if state.stage == "rest" else None
        return AskLegs(view, place(session), state.before, resting)
    return _bout(context, session, state, view)


def _view(context: Context, session: Session) -> ItemView:
    entry = current(session)
    return pictured_view(context.require_program(), entry.item, work(session, entry).variant)


def _bout(context: Context, session: Session, state: WalkState, view: ItemView) -> DoBout:
    entry = current(session)
    target = state.targets()[0]
    eased = _just_eased(session, entry)
    rests = state.done > 0 and not state.so_far and not eased
    steps = set_steps(state.dose, target, first=not rests)
    return DoBout(
        item=view,
        place=place(session),
        target=target,
        steps=_left(steps, state.so_far),
        seconds_so_far=state.so_far,
        is_walk=state.dose.mode != "bike",
        waits=eased or not state.is_under_way,
        eased=eased,
        has_begun=state.has_begun,
        next_name=next_name(context, session),
    )


def _just_eased(session: Session, entry: SessionItem) -> bool:
    """Whether the last thing that happened is that the legs eased in a rest."""
    events = session.events_of(entry.item.id)
    return (
        bool(events)
        and isinstance(events[-1], LegReport)
        and (events[-1].resting_seconds is not None)
    )


def _left(steps: tuple[Step, ...], so_far: int) -> tuple[Step, ...]:
    """What is left of a bout that was interrupted: it goes on at once."""
    if not so_far:
        return steps
    work_step = steps[-1]
    return (replace(work_step, seconds=max(1.0, (work_step.seconds or 0) - so_far)),)


def _resting(context: Context, state: WalkState) -> Resting:
    program = context.require_program()
    parameters = program.safety_parameters
    now = context.clock.now_utc()
    minutes = parameters.relief_alarm_min if state.slow else parameters.relief_expected_min
    return Resting(
        since=state.rest_from or now,
        handed_out=now,
        limit_seconds=minutes * SECONDS_PER_MINUTE,
        lines=(
            rest_until_it_eases(program.risk),
            _after_the_rest(state, parameters.relief_expected_min),
        ),
        over=not state.bouts_left,
    )


def _after_the_rest(state: WalkState, expected: int) -> str:
    """What becomes of the walk (NC-1, NC-2)."""
    noun = "ride" if state.dose.mode == "bike" else "walk"
    if state.slow:
        return f"It had not eased after {expected} minutes: the {noun} is over for today."
    left = len(state.bouts_left)
    if not left:
        return f"The {noun} is over for today. Rest until it eases."
    parts = "1 part is" if left == 1 else f"{left} parts are"
    return f"Then you go on. {parts} left."
