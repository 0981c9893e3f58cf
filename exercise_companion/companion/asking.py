"""Asking the safety questions: the next one in words, and what an answer sets off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from exercise_companion.companion import settling, watching
from exercise_companion.companion.checking import latest_daily_today, open_check, standing
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.combination import COUNTED
from exercise_companion.core.day_words import day_and_month
from exercise_companion.core.follow_ups import FollowUp, question_id
from exercise_companion.core.mood import MOOD_FLAG, STEPS
from exercise_companion.core.prompts import AskSafety, AskSettled
from exercise_companion.core.records import AlertRecord, AnswerRecord, StoredCheck
from exercise_companion.core.screening_plan import How
from exercise_companion.core.so_far import RAISES_ALERT
from exercise_companion.core.terms import Action, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from exercise_companion.companion.checking import Standing
    from exercise_companion.companion.context import Context
    from exercise_companion.core.findings import Finding
    from exercise_companion.core.prompts import Answered
    from exercise_companion.core.records import CheckPurpose
    from exercise_companion.core.screening import Question

PURPOSE_LINES: Final[dict[CheckPurpose, str]] = {
    "daily": "Only what is new, or worse than usual. Each question needs its own answer.",
    "wrong": "Tell us what is wrong. Each question needs its own answer.",
    "stop": "You stopped. Two questions first.",
    "hard_stop": "You stopped because of pain. These questions come first.",
    "after": "One question about the session.",
    "high_pain": "Your pain is high today. One question first.",
    "worked_out": "Your record has changed. These questions come first.",
    "flare": "A flare-up: every question is asked first.",
    "mistake": "You pressed it by mistake. Each question is asked again.",
    "left_open": "You told us about this before. It comes first.",
}

MOOD_LINE: Final = (
    "This is about the last two weeks, new or not. Each question needs its own answer."
)

NOT_SAVED_LINE: Final = "What you answer now cannot be saved. You are told what to do all the same."
"""In place of why it is asked, where the data cannot be written to (decisions A17)."""

CRISIS_FLAG: Final = "RF-MH-01"
"""Thoughts of death or of hurting oneself."""

SERIOUS_LINE: Final = "You told us about something that needs a call. A few more questions first."

NEEDS_A_CALL: Final = frozenset({Tier.URGENT, Tier.SOON})

MOOD_QUESTIONS: Final = frozenset(question_id(MOOD_FLAG, step) for step in STEPS)

SETTLE_TIME: Final = timedelta(minutes=10)
"""How long a dizzy patient rests before being asked again (rule C-13)."""


def ask(context: Context, check: StoredCheck) -> AskSafety | AskSettled | None:
    """The next question of a check; None when it has ended."""
    where = standing(context, check)
    question = where.walk.question
    if question is None:
        return None
    if question.follow_up is FollowUp.SETTLED:
        return ask_whether_settled(context, check, question)
    entry = where.plan.entries[where.walk.number - 1]
    gate = entry.how is How.GATE
    return AskSafety(
        question=_with_anchor(context, question, check),
        number=1 if gate else where.walk.number,
        of=1 if gate else where.walk.of,
        topics=() if gate else _topics(context, where),
        purpose=_purpose(check, question, is_kept=context.store.is_kept),
        serious=_serious_line(where),
        sign=_place_in_topic(context, question, entry.id),
    )


def _purpose(check: StoredCheck, question: Question, *, is_kept: bool) -> str:
    """Why it is asked; mood and thoughts of death as they are, new or not (C-19, H-27)."""
    if not is_kept:
        return NOT_SAVED_LINE
    if check.purpose == "daily" and _is_about_mood(question):
        return MOOD_LINE
    return PURPOSE_LINES[check.purpose]


def _is_about_mood(question: Question) -> bool:
    """Low mood and thoughts of death: asked about as they are, new or not (C-19, H-27)."""
    return question.follow_up in STEPS or question.id == CRISIS_FLAG


def _serious_line(where: Standing) -> str:
    """What to do while the questions go on after a sign that matters.

    Not after low mood: the question about ending one's life comes next, and who fears that too
    much is made of an answer does not give it [S16].
    """
    if "RF-CAR-04" in where.walk.waiting:
        return f"Sit or lie down. {SERIOUS_LINE}"
    but_mood = tuple(one for one in where.walk.findings if one.flag_id != MOOD_FLAG)
    walk = replace(where.walk, findings=but_mood)
    return SERIOUS_LINE if walk.waiting or walk.worst in NEEDS_A_CALL else ""


def ask_whether_settled(context: Context, check: StoredCheck, question: Question) -> AskSettled:
    """Rule C-13: the patient rests ten minutes, counted from the answer, then is asked.

    From now, where a clock that was set back puts the answer ahead (H-22).
    """
    told = tuple(_told_at(context, check, "RF-CAR-04"))
    now = context.clock.now_utc()
    return AskSettled(
        title="Sit or lie down",
        lines=(
            "Sit or lie down until the dizzy feeling has gone.",
            "Press ! if it gets worse or anything else is wrong.",
        ),
        question=question.text,
        about=question.title,
        ask_from=settling.ask_from(max(told), SETTLE_TIME, now) if told else now,
        handed_out=now,
        asked=question,
    )


def is_resting(context: Context, purpose: CheckPurpose) -> bool:
    """Whether the check for that purpose has come to the ten minutes' rest (rule C-13)."""
    check = open_check(context, purpose)
    question = standing(context, check).walk.question if check is not None else None
    return question is not None and question.follow_up is FollowUp.SETTLED


def _told_at(context: Context, check: StoredCheck, flag_id: str) -> Iterator[datetime]:
    """When a sign was told in a check, or in one that was left and that it asks to its end."""
    for one in map(context.store.check, context.store.continued_by(check.id)):
        given = zip(one.answers, one.answered_utc, strict=True) if one is not None else ()
        for answer, at in given:
            if answer.question_id == flag_id and answer.value is not Answer.NO:
                yield at


def _with_anchor(context: Context, question: Question, check: StoredCheck) -> Question:
    """Say what is known of it, or since when.

    A long-standing sign the therapist noted (clinical-spec 1.1), what was cleared before
    (decisions A1), the last check (the short repeat). Nothing of that kind is said about mood.
    """
    if _is_about_mood(question):
        return question
    if "{since}" in question.text:
        last = latest_daily_today(context)
        since = last.ended_at if last and last.ended_at else check.started
        clock_time = _clock_time(context, since.utc)
        return replace(question, text=question.text.replace("{since}", clock_time))
    notes = _known_of(context, question)
    if notes:
        known = " ".join(f'"{note}"' for note in notes)
        asked = f"Your therapist knows: {known} Is it worse than usual? {question.text}"
        return replace(question, text=asked)
    ended = [one for one in context.store.last_clearances() if one.flag_id == question.id]
    if not ended:
        return question
    latest = max(ended, key=lambda one: one.position).when
    day = latest.local_day
    today = f"{_clock_time(context, latest.utc)} today"
    anchor = today if day == context.day else day_and_month(day)
    return replace(question, text=f"Only what is new or worse since {anchor}: {question.text}")


def _known_of(context: Context, question: Question) -> tuple[str, ...]:
    """What the therapist noted of the sign, or of the signs of a topic that is asked as a whole."""
    if context.program is None:
        return ()
    asked = {question.id}
    asked.update(*(one.items for one in context.catalogue.topics if one.id == question.id))
    return tuple(known.note for known in context.program.known_baseline if known.flag_id in asked)


def _place_in_topic(context: Context, question: Question, topic_id: str) -> str:
    """Which sign of its topic is asked: the number of the topic stands still meanwhile."""
    topic = next((one for one in context.catalogue.topics if one.id == topic_id), None)
    if topic is None or question.id not in topic.items or MOOD_FLAG in topic.items:
        return ""
    return f"sign {topic.items.index(question.id) + 1} of {len(topic.items)}"


def _clock_time(context: Context, moment: datetime) -> str:
    return f"{context.local_time(moment):%H:%M}"


def _topics(context: Context, where: Standing) -> tuple[tuple[str, str], ...]:
    """Every topic of the check with what was answered so far."""
    topics = {topic.id: topic for topic in context.catalogue.topics}
    rows = []
    for number, entry in enumerate(where.plan.entries, start=1):
        topic = topics.get(entry.id)
        if topic is None:  # one sign, or one question before the topics
            continue
        ids = {topic.id, *topic.items, *(MOOD_QUESTIONS if MOOD_FLAG in topic.items else ())}
        answers = [answer.value for answer in where.check.answers if answer.question_id in ids]
        rows.append((topic.title, _summed(answers) if number < where.walk.number else ""))
    return tuple(rows)


def _summed(answers: list[Answer]) -> str:
    if Answer.YES in answers:
        return "Yes"
    return "Not sure" if Answer.NOT_SURE in answers else "No"


# --- the answer ---------------------------------------------------------------------------------


class Kept(NamedTuple):
    """What an answer found, and the alerts that now stand for it."""

    found: tuple[Finding, ...]
    alert_ids: tuple[int, ...]


def answer(context: Context, before: Standing, given: Answered) -> Kept:
    """Keep an answer, and with it in one commit every alert it raises.

    The end of the check is a record of its own, in the same commit.
    """
    record = _record(before, given)
    after = standing(context, before.check, record)
    found = _news(before, after)
    with context.store.transaction():
        alerts = _within_budget(context, alerts_of(found))
        alert_ids = context.store.add_answer(before.check.id, record, alerts)
        if after.walk.end is not None:
            context.store.end_check(before.check.id, after.walk.end)
    return Kept(found, alert_ids)


def _within_budget(context: Context, alerts: tuple[AlertRecord, ...]) -> tuple[AlertRecord, ...]:
    """A contact that counting asks for (C-16, C-17) comes at most once in 14 days (A8).

    The answer is kept all the same, and stands in the report.
    """
    counted = [alert for alert in alerts if _is_counted(alert)]
    if not counted or watching.contact_is_due_again(context):
        return alerts
    return tuple(alert for alert in alerts if alert not in counted)


def _is_counted(alert: AlertRecord) -> bool:
    return alert.action is Action.CONTACT and is_computed(alert.rules)


def leaves_waiting(context: Context, before: Standing, given: Answered) -> bool:
    """Whether a sign then waits for its follow-up: until that, it may be serious."""
    return bool(standing(context, before.check, _record(before, given)).walk.waiting)


def _record(before: Standing, given: Answered) -> AnswerRecord:
    asked = before.walk.question
    assert asked is not None  # noqa: S101 - only a check that asks something is answered
    return AnswerRecord(asked.id, asked.attempt, given.value, given.dwell_ms)


def _news(before: Standing, after: Standing) -> tuple[Finding, ...]:
    return after.walk.findings[len(before.walk.findings) :]


def alerts_of(found: Iterable[Finding]) -> tuple[AlertRecord, ...]:
    """The alerts that findings raise."""
    return tuple(
        AlertRecord(finding.flag_id, finding.rules, finding.tier, finding.action, _counted(finding))
        for finding in found
        if finding.action in RAISES_ALERT
    )


def _counted(finding: Finding) -> str:
    return next((COUNTED[rule] for rule in finding.rules if rule in COUNTED), "")
