"""The questions a plan asks from time to time, before a session (clinical-spec 5.1, 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.companion import measures, typed
from exercise_companion.companion.days import first_day
from exercise_companion.core import check_ins
from exercise_companion.core.check_ins import AskCheckIn, CheckedIn, CheckInRecord
from exercise_companion.core.records import ActivityRecord, MedicineRecord
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.check_ins import CheckInQuestion


PUT_OFF_ON: Final = "check_ins_put_off_on"
"""The setting that holds the exercise day whose questions were put off until the next."""


def ask(context: Context) -> AskCheckIn | None:
    """The next question of today; None when all are asked, or were put off until tomorrow."""
    if context.store.setting(PUT_OFF_ON) == str(context.day):
        return None
    due = _due(context, _asked(context))
    if not due:
        return None
    given = len(answered_today(context))
    return AskCheckIn(due[0], given + 1, given + len(due), may_go_back=given > 0)


def put_off(context: Context) -> None:
    """Leave the rest of today's questions for tomorrow."""
    with context.store.transaction():
        context.store.set_setting(PUT_OFF_ON, str(context.day))


def ask_again(context: Context, again: tuple[str, ...]) -> AskCheckIn | None:
    """The first of these questions that was answered today, once more; None for none.

    How often a strong medicine was taken follows from how often any was: after another count it
    is asked as if it had not been.

    Args:
        context: store and plan.
        again: their ids.

    """
    if not again:
        return None
    given = answered_today(context)
    names = list(given)
    of = len(names) + len(_due(context, _asked(context)))
    strong = _strong_days_due(context)
    for name in again:
        if strong is not None and name == strong.id:
            place = names.index(check_ins.MEDICINE_DAYS) + 1
            return AskCheckIn(strong, place + 1, max(of, place + 1), may_go_back=True)
        question = _known(context, name)
        if question is not None and name in given:
            place = names.index(name)
            return AskCheckIn(question, place + 1, of, given[name].answer, place > 0)
    return None


def following(context: Context, again: tuple[str, ...], answered: str) -> tuple[str, ...]:
    """What is still asked once more after one of these questions was answered.

    Another count of days with medicine brings the question about a strong one along.
    """
    left = tuple(name for name in again if name != answered)
    is_count = answered == check_ins.MEDICINE_DAYS and answered in again
    if not is_count or check_ins.STRONG_DAYS in left or _strong_days_due(context) is None:
        return left
    return (check_ins.STRONG_DAYS, *left)


def answered_today(context: Context) -> dict[str, CheckInRecord]:
    """Today's questions as they were answered last, in the order in which they came first."""
    kept = context.store.check_ins(context.day, context.day)
    return {one.record.question_id: one.record for one in kept}


def before(context: Context, asked: AskCheckIn) -> str:
    """The question that was answered before this one today.

    Raises:
        Refused: this one is the first.

    """
    names = list(answered_today(context))
    if asked.question.id in names:
        names = names[: names.index(asked.question.id)]
    if not names:
        what_happened = "No question was answered before this one."
        raise Refused(what_happened, "Please answer this one.")
    return names[-1]


def _known(context: Context, name: str) -> CheckInQuestion | None:
    """A question of the plan by its id; None where a new version of the plan has it no more."""
    if name == check_ins.STRONG_DAYS:
        days = context.store.last_check_ins()[check_ins.MEDICINE_DAYS].record.given.number
        return check_ins.strong_days(int(days)) if days else None
    every = check_ins.questions(context.require_program())
    return next((one for one in every if one.id == name), None)


def _due(context: Context, asked: dict[str, date]) -> tuple[CheckInQuestion, ...]:
    """What is left of today's questions; how often a strong medicine comes after how often any."""
    strong = _strong_days_due(context)
    questions = check_ins.questions(context.require_program())
    due = check_ins.due(questions, asked, first_day(context), context.day)
    return due if strong is None else (strong, *due)


def _asked(context: Context) -> dict[str, date]:
    """When each question was asked last, or its answer was written down without being asked."""
    store = context.store
    asked = {name: one.when.local_day for name, one in store.last_check_ins().items()}
    written = {
        f"{check_ins.ACTIVITY}{one.goal_id}": when.local_day
        for when, one in store.last_activities(measures.MOST_SCORES)
    }
    for when, _ in store.medicine(first_day(context), context.day):
        written[check_ins.MEDICINE_DAYS] = when.local_day
    for name, day in written.items():
        asked[name] = max(day, asked.get(name, day))
    return asked


def _strong_days_due(context: Context) -> CheckInQuestion | None:
    """The second question about medicine, after some days were given to the first today."""
    kept = context.store.last_check_ins()
    days, strong = kept.get(check_ins.MEDICINE_DAYS), kept.get(check_ins.STRONG_DAYS)
    if days is None or not days.record.given.number or (strong and strong.id > days.id):
        return None
    if days.when.local_day != context.day:
        return None  # it speaks of the days before that one
    return check_ins.strong_days(int(days.record.given.number))


def keep(
    context: Context, asked: AskCheckIn, given: CheckedIn, again: tuple[str, ...] = ()
) -> None:
    """Keep an answer, or that it was left out.

    One that is asked once more is a row of its own: the last of a day counts. Left out then, what
    was answered before stands.

    Raises:
        Refused: it is not asked now, or the answer does not fit the question; nothing was kept.

    """
    question = asked.question
    now = ask_again(context, again) or ask(context)
    if now is None or now.question != question:
        raise typed.not_asked_now()
    if now.earlier and given == CheckedIn():
        return
    if given.words is not None and question.kind == "text":
        given = CheckedIn(words=typed.text("Your answer", given.words))
    if not check_ins.fits(question, given):
        what_happened = "This cannot be the answer to the question."
        raise Refused(what_happened, "Please answer it again, or leave it out.")
    with context.store.transaction():
        context.store.add_check_in(
            CheckInRecord(
                question.id,
                question.text,
                question.kind,
                question.every_days,
                question.unit,
                given,
            )
        )
        _keep_measure(context, question, given)


def _keep_measure(context: Context, question: CheckInQuestion, given: CheckedIn) -> None:
    """Activities and medicine days stand with those written down at any time (rules TR-4, TR-6).

    A count of days stands there at once; what is said of a strong medicine comes as a second row.
    """
    number = None if given.number is None else int(given.number)
    if number is None:
        return
    if question.id == check_ins.STRONG_DAYS:
        context.store.log_medicine(MedicineRecord(question.most, number))
    elif question.id.startswith(check_ins.ACTIVITY):
        goal_id = question.id.removeprefix(check_ins.ACTIVITY)
        context.store.log_activities([ActivityRecord(goal_id, number)])
    elif question.id == check_ins.MEDICINE_DAYS:
        context.store.log_medicine(MedicineRecord(number, None if number else 0))
