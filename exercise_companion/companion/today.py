"""Today: what is due, how the week stands, what else is waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import (
    advising,
    days_off,
    deciding,
    exercising,
    explaining,
    interrupted,
    reminding,
    renewed,
    watching,
)
from exercise_companion.companion.days import days
from exercise_companion.companion.diary import STILL_ASKS
from exercise_companion.core import schedule
from exercise_companion.core.day_words import DAY_NAMES, date_words
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.dose import minutes
from exercise_companion.core.new_version import WAITS
from exercise_companion.core.progress import STRIP_STATES
from exercise_companion.core.records import ItemEndRecord
from exercise_companion.core.schedule import DAYS_PER_WEEK
from exercise_companion.core.today_plan import OnRecord, doses, planned_today, review_lines
from exercise_companion.core.today_view import BLOCKED, TodayView, WeekDay
from exercise_companion.core.today_words import HEADLINES
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.decision import Decision
    from exercise_companion.core.program import Program
    from exercise_companion.core.progress import Day
    from exercise_companion.core.schedule import DayPlan
    from exercise_companion.core.today_view import TodayState


FLARE_ASKS: Final = "A flare-up is on record. The safety questions come before any exercise."

FLARE_ON: Final = "A flare-up is on record. Only what your therapist wrote for it is offered."

NOTHING_SAVED: Final = "Nothing can be saved now."
"""Stays on every screen where that is so, unless a warning sign has its own line."""


def nothing_here(day: date, state: TodayState) -> TodayView:
    """Today without a plan."""
    return TodayView(
        state=state,
        date_text=date_words(day),
        demo=False,
        first_name="",
        program_title="",
        prescriber="",
        valid_until="",
        week=0,
        weeks=0,
        items=(),
        minutes=0,
        week_days=(),
        due=(),
        reasons=(),
        alert_line="",
        precautions=(),
    )


def today(context: Context) -> TodayView:
    """Today as it stands now."""
    program = context.program
    if program is None:
        return nothing_here(context.day, "no_program")
    plan = deciding.day_plan(context)
    made = deciding.decision(context)
    state = _state(context, plan, made.kind)
    reasons, morning = _reasons(context, state, made), deciding.morning_due(context) is not None
    return _view(context, program, plan, state, context.day, morning=morning, reasons=reasons)


def unsaved(context: Context, view: TodayView, fault: StoreFault) -> TodayView:
    """Today where nothing can be saved: no exercise, and why; a lock stays one.

    Where the data cannot be read either, what was told since is all there is of a lock.
    """
    why = (fault.what_happened, fault.what_to_do)
    if view.state in BLOCKED:
        return replace(view, due=(), reasons=(*view.reasons, *why))
    told = advising.lock_lines(context) if view.state == "no_program" else ()
    return replace(
        view,
        state="cannot_save",
        due=(),
        reminders=(),
        reasons=(*told, *why),
        alert_line=advising.banner(context) or NOTHING_SAVED,
    )


def as_far_as_known(context: Context, fault: StoreFault) -> TodayView:
    """Today where a part of what is on record cannot be read: a lock, whom to call, and why."""
    nothing = nothing_here(context.day, "no_program")
    try:
        return unsaved(context, nothing, fault)
    except StoreFault:  # not even what was told
        return replace(
            nothing,
            state="cannot_save",
            reasons=(fault.what_happened, fault.what_to_do),
            alert_line=NOTHING_SAVED,
        )


def ahead(context: Context, days_ahead: int) -> Iterator[tuple[date, TodayView]]:
    """What *Today* will show on the coming days if nothing happens until then (decisions E8).

    Not on days that depend on the hour: a session is open, or a morning score may still be due.
    """
    program = context.program
    if program is None or context.store.open_session() or deciding.morning_due(context):
        return
    morning = deciding.morning_to_come(context) is not None
    done, paused = deciding.done(context), deciding.paused(context)
    reviews = context.reviews_done()
    for offset in range(1, 2 if morning else days_ahead):
        later = timedelta(days=offset)
        day = context.day + later
        plan = schedule.due(program, day, done, context.clock.now_utc() + later, paused)
        if (
            program.valid_from <= day <= program.valid_until
            and schedule.standing(program, context.clock.local() + later, reviews) == "valid"
        ):
            state: TodayState = "ready" if plan.now else "rest_day"
            why = () if plan.now else days_off.lines_on(context, day)
            yield day, _view(context, program, plan, state, day, morning=morning, reasons=why)


def _view(  # noqa: PLR0913 - the parts Today is made of
    context: Context,
    program: Program,
    plan: DayPlan,
    state: TodayState,
    shown: date,
    *,
    morning: bool,
    reasons: tuple[str, ...] = (),
) -> TodayView:
    known = OnRecord(_partly(context, plan, shown), in_flare=deciding.in_flare(context))
    shown_of_plan = planned_today(program, plan, state, shown, known)
    return replace(
        shown_of_plan,
        minutes=minutes(doses(deciding.still_to_do(context, plan), known)),
        week_days=week_days(context, program, shown),
        due=_due_lines(context, program, shown, morning=morning),
        reminders=() if state in BLOCKED or shown != context.day else reminding.lines(context),
        reasons=reasons,
        alert_line=advising.banner(context),
        call=advising.first_to_call(context) if state in {"locked", "held"} else None,
    )


def _state(context: Context, plan: DayPlan, kind: DecisionKind) -> TodayState:
    state = context.program_state
    if kind is DecisionKind.LOCKED:
        return "locked"
    if state in {"expired", "review_overdue", "not_started"}:
        return state
    if kind is DecisionKind.HELD:
        return "held"
    if exercising.open_session(context) is not None:
        return "resume"
    if kind is DecisionKind.REST_TODAY:
        return "advised_rest"
    if deciding.still_to_do(context, plan):
        return "ready"
    if plan.later:
        return "later"
    return "done" if plan.finished else "rest_day"


def _reasons(context: Context, state: TodayState, made: Decision) -> tuple[str, ...]:
    """What to do now, then why; the headline of the state is not said twice."""
    if state == "resume" and (stored := exercising.open_session(context)) is not None:
        session = exercising.rebuild(context, stored)
        return (interrupted.where(context.require_program(), session),)
    if state == "rest_day":
        return days_off.lines_on(context, context.day)
    if state in {"ready", "resume", "done", "later"}:
        return ()
    shown = explaining.show(context, made)
    steps = shown.way_out.steps if shown.way_out is not None else ()
    lines = (*shown.decision.lines, *steps, *shown.decision.reasons)
    return tuple(line for line in dict.fromkeys(lines) if line != HEADLINES[state])


def _partly(context: Context, plan: DayPlan, day: date) -> frozenset[str]:
    """Ids of what was begun that day and not done in full."""
    if not plan.finished:
        return frozenset()
    ends = [
        event
        for session in context.store.sessions(day, day)
        for event in session.events
        if isinstance(event, ItemEndRecord)
    ]
    done = {event.item_id for event in ends if event.outcome == "done"}
    return frozenset(event.item_id for event in ends if event.outcome == "partly") - done


def _due_lines(context: Context, program: Program, day: date, *, morning: bool) -> tuple[str, ...]:
    lines = []
    if morning:
        lines.append("How was the morning after your last session?")
    if day == context.day and renewed.waits(context):
        lines.append(WAITS)
    if day == context.day:
        lines += _flare_lines(context)
        lines += [
            f"Please talk to your therapist: {one.alert.numbers}."
            for one in advising.contacts_due(context)
        ]
    lines += review_lines(program, day, context.reviews_done())
    return tuple(lines)


def _flare_lines(context: Context) -> tuple[str, ...]:
    asks_first = watching.check_due(context) == "flare"
    if deciding.in_flare(context):
        return (FLARE_ASKS if asks_first else FLARE_ON,)
    return (STILL_ASKS,) if asks_first else ()


# --- the week -----------------------------------------------------------------------------------


def week_days(context: Context, program: Program, day: date) -> tuple[WeekDay, ...]:
    """The program week of a day: what was done, planned, missed or advised against."""
    first = day - timedelta(days=(day - program.valid_from).days % DAYS_PER_WEEK)
    rows = days(context, first, first + timedelta(days=DAYS_PER_WEEK - 1), today=day)
    return tuple(_week_day(row, is_today=row.day == day) for row in rows)


def _week_day(row: Day, *, is_today: bool) -> WeekDay:
    name = DAY_NAMES[row.day.weekday()]
    return WeekDay(name[0], name, STRIP_STATES[row.state], is_today)
