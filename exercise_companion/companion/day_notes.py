"""What stands in the diary of a day besides its sessions: signs that were told, entries, talks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.companion import asking, slipping
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.check_ins import stands_elsewhere
from exercise_companion.core.dose_words import length_unit
from exercise_companion.core.follow_ups import FollowUp, follow_up_of
from exercise_companion.core.item_views import site_label
from exercise_companion.core.late_entry import SOURCES
from exercise_companion.core.lock_words import reported
from exercise_companion.core.terms import Action, Answer, Moment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.flags import FlagItem
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import (
        CheckEnd,
        CheckPurpose,
        StoredCheck,
        WalkMode,
        WalkRecord,
        When,
    )
    from exercise_companion.store.check_in_records import KeptCheckIn
    from exercise_companion.store.kept import PastAlert

EntryT = TypeVar("EntryT")

PURPOSES: Final[dict[CheckPurpose, str]] = {
    "wrong": "Questions after you pressed !",
    "mistake": "Questions asked again, because you pressed one by mistake",
}
"""Why questions were asked, where it is not the usual check."""

CHECK_ENDS: Final[dict[CheckEnd | None, str]] = {
    "complete": "answered to the end",
    "emergency": "ended by an emergency sign",
    "abandoned": "left before the end",
    None: "not ended",
}

ANSWERS: Final[dict[Answer, str]] = {
    Answer.YES: "yes",
    Answer.NO: "no",
    Answer.NOT_SURE: "not sure",
}

WALKS: Final[dict[WalkMode, str]] = {
    "outdoor_walk": "Walk",
    "treadmill": "Treadmill",
    "bike": "Bike",
    "other": "Other",
}

OUTSIDE: Final[dict[Moment, str]] = {
    Moment.DAY: "",
    Moment.WEEK: " in the last 7 days, on average:",
}
"""Scores that belong to no session, and what is said of them."""

TOLD: Final = frozenset({Action.LOCK, Action.HOLD, Action.CONTACT, Action.SKIP_TODAY})
"""A crisis answer is private, and a note was told to nobody (clinical-spec 1.6)."""


def signs(context: Context, day: date) -> Iterator[str]:
    """The safety questions of a day, what was reported, and how it ended, in order of time."""
    alerts = [one for one in context.store.alerts(day, day) if one.alert.alert.action in TOLD]
    told = [(past.alert.raised, (_told(context, past),)) for past in alerts]
    said = frozenset(past.alert.alert.flag_id for past in alerts)
    checks = context.store.checks_between(day, day)
    asked = [(one.started, tuple(_check(context, one, said))) for one in checks]
    for when, (first, *more) in _in_order((*asked, *told)):
        yield f"{_at(context, when)}: {first}"
        yield from more


def _in_order(entries: Iterable[tuple[When, EntryT]]) -> list[tuple[When, EntryT]]:
    """By their moments; what happened at the same one stays in the order it is given in."""
    return sorted(entries, key=lambda entry: entry[0].utc)


def _check(context: Context, check: StoredCheck, said: Collection[str]) -> Iterator[str]:
    """How it ended and what was answered; a sign that has a line of its own is in `said`."""
    what = PURPOSES.get(check.purpose, "Safety questions")
    yield f"{what}, {CHECK_ENDS[check.ended]}.{_when_all_were_no(check)}"
    given: dict[str, list[Answer]] = defaultdict(list)
    for answer in check.answers:
        given[answer.question_id].append(answer.value)
    for values in given.values():
        if len(set(values)) > 1:
            words = ", then ".join(ANSWERS[value] for value in values)
            yield f"An answer changed when it was asked again: {words}."
    for question_id, values in given.items():
        if values[-1] is not Answer.NO and question_id not in {*said, asking.CRISIS_FLAG}:
            yield from _answered(context.flags.get(question_id), values[-1])


def _when_all_were_no(check: StoredCheck) -> str:
    """Only what was answered: nothing follows from it, and no dizziness that did not settle."""
    answers = {answer.value for answer in check.answers}
    asked = {follow_up_of(answer.question_id) for answer in check.answers}
    if answers != {Answer.NO} or any(one and one[1] is FollowUp.SETTLED for one in asked):
        return ""
    return f" Every answer{'' if check.ended == 'complete' else ' given'} was no."


def _answered(item: FlagItem | None, value: Answer) -> Iterator[str]:
    """An answer to a question about one sign from which nothing followed that day."""
    if item is not None:
        about = " to a private question" if item.sensitive else f': "{item.say}"'
        yield f'You answered "{ANSWERS[value]}"{about}.'


def _told(context: Context, past: PastAlert) -> str:
    """What was told or worked out, and how it ended; what counts for a day only has no end."""
    alert = past.alert.alert
    if is_computed(alert.rules):
        words = f"Your record showed: {alert.numbers}."
    else:
        words = reported(alert, context.signs_of([alert]))
    if alert.action is Action.SKIP_TODAY:
        return words
    ended = slipping.outcome(context, past)
    return f"{words} {ended[:1].upper()}{ended[1:]}."


def diary(context: Context, day: date, program: Program | None) -> Iterator[str]:
    """What was written down on a day, outside sessions: what has a time in order of it."""
    store = context.store
    for pause in store.pauses():
        if pause.first_day <= day <= pause.last_day:
            yield f"Days off: {pause.reason}."
    for when, words in _in_order(_at_a_time(context, day, program)):
        yield f"{_at(context, when)}: {words}"
    for _, walk in _walks(context, day, later=True):
        yield f"Entered later: {_walk(walk, program)}"
    yield from _goals(context, day, program)


def _at_a_time(context: Context, day: date, program: Program | None) -> Iterator[tuple[When, str]]:
    """Each entry with its moment."""
    store = context.store
    yield from _day_pain(context, day, program)
    for when, walk in _walks(context, day, later=False):
        yield when, _walk(walk, program)
    yield from _medicine(context, day)
    for entry in store.flares_between(day, day):
        yield entry.when, f"a flare-up {'began' if entry.change == 'start' else 'ended'}."
    for when, obstacle in store.obstacles(day, day):
        yield when, f"what got in the way: {obstacle.reason.replace('_', ' ')}."
    yield from _check_ins(context, day)
    for when, talk in store.talks(day, day):
        yield when, f"talk with {talk.who}, {talk.role}. They said: {talk.said}"


def _walks(context: Context, day: date, *, later: bool) -> Iterator[tuple[When, WalkRecord]]:
    """The walks of a day: those of sessions entered later, which have no time, or the others."""
    sessions = context.store.sessions(day, day)
    entered = {one.id for one in sessions if one.source in SOURCES}
    for when, walk in context.store.walks(day, day):
        if (walk.session_id in entered) is later:
            yield when, walk


def _day_pain(context: Context, day: date, program: Program | None) -> Iterator[tuple[When, str]]:
    """Scores of the day outside a session, in the order they were given."""
    for row in context.store.pain(day, day):
        if row.session_id is None and row.record.moment in OUTSIDE:
            site = row.record.site
            label = site_label(program, site) if program else site.capitalize()
            score = "not given" if row.record.score is None else str(row.record.score)
            yield row.when, f"{label} pain{OUTSIDE[row.record.moment]} {score}."


def _goals(context: Context, day: date, program: Program | None) -> Iterator[str]:
    """The last score of each activity; what it replaced on that day is said."""
    names = {goal.id: goal.activity for goal in program.goals} if program else {}
    given: dict[str, list[int]] = defaultdict(list)
    for _, one in context.store.activities(day, day):
        given[one.goal_id].append(one.score)
    for goal_id, scores in given.items():
        first = ", then ".join(str(score) for score in scores[:-1])
        corrected = f" (corrected, first {first})" if first else ""
        yield f"{names.get(goal_id, goal_id)}: {scores[-1]} of 10{corrected}."


def _medicine(context: Context, day: date) -> Iterator[tuple[When, str]]:
    """The medicine days; the last count of a day stands, the first beside it."""
    told = context.store.medicine(day, day)
    if not told:
        return
    (_, first), (when, medicine) = told[0], told[-1]
    strong = medicine.strong_days_of_14
    some = "" if strong is None else f", {strong} of them with a strong one"
    is_other = any(one.days_of_14 != first.days_of_14 for _, one in told)
    corrected = f" (corrected, first {first.days_of_14})" if is_other else ""
    yield when, f"medicine on {medicine.days_of_14} of 14 days{some}{corrected}."


def _check_ins(context: Context, day: date) -> Iterator[tuple[When, str]]:
    """Questions of the plan; an answer that stands with the activities or medicine does there."""
    kept: dict[str, list[KeptCheckIn]] = defaultdict(list)
    for one in context.store.check_ins(day, day):
        kept[one.record.question_id].append(one)
    for same in kept.values():
        record, first = same[-1].record, same[0].record.answer
        if record.given.number is None or not stands_elsewhere(record.question_id):
            answer = record.answer
            said = f"{answer[:1].upper()}{answer[1:]}".removesuffix(".")
            corrected = f" (corrected, first {first.removesuffix('.')})" if len(same) > 1 else ""
            yield same[-1].when, f"{record.question} {said}{corrected}."


def _walk(walk: WalkRecord, program: Program | None) -> str:
    return ", ".join(_walk_parts(walk, program)) + "."


def _walk_parts(walk: WalkRecord, program: Program | None) -> Iterable[str]:
    minutes = walk.minutes_total
    long = "minutes not given" if minutes is None else f"{minutes:g} minutes"
    yield f"{WALKS[walk.mode]}, {long}"
    if walk.minutes_to_first_symptom is not None:
        yield f"legs felt it after {walk.minutes_to_first_symptom:g}"
    elif walk.legs is not None:
        yield "legs felt it" if walk.legs == "felt" else "legs not given"
    if walk.leg_pain_max is not None:
        yield f"leg pain up to {walk.leg_pain_max}"
    if walk.distance_metres is not None:
        unit = length_unit(walk.distance_metres, program.units if program else "metric")
        yield f"{unit.of(walk.distance_metres):g} {unit.sign}"
    if walk.gave_way:
        yield "a leg gave way"


def _at(context: Context, when: When) -> str:
    return f"{context.local_time(when.utc):%H:%M}"
