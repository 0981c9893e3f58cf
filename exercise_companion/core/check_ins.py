"""Questions a plan asks from time to time: its outcome measures and the therapist's own questions.

Source: clinical-spec 5.1 and 5.2, in our own words; how often is the plan's. Each may be left out.
They are for the therapist to read; only the activities and the medicine days are what rules TR-4,
TR-6 and TR-10 look at, too (`core.daily_life`). The two questions about mood that a rule counts are
asked with the safety questions (`core.mood`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import CheckIn

AnswerKind = Literal["score", "choice", "number", "yes_no", "text"]

MOST_MEASURES_A_DAY: Final = 3
"""More of the measures wait for the next day. Our decision, needs sign-off."""

ACTIVITY: Final = "activity:"
"""Begins the id of a question about an activity of the goals; the goal's id follows."""

MEDICINE_DAYS: Final = "analgesic_days"
STRONG_DAYS: Final = "strong_days"
"""Asked after medicine was taken on any of the days (clinical-spec 5.2)."""

OWN: Final = "own:"
"""Begins the id of a question the therapist wrote; its id in the plan follows."""

COUNTED_DAYS: Final = 14
"""Days with medicine are counted over so many (clinical-spec 5.1)."""

HIGHEST_SCORE: Final = 10

MOST_OF_A_NUMBER: Final = 100_000
"""Of a number the therapist asks for nothing else is known."""

LONGEST_TEXT: Final = 500

WHY: Final = "For your therapist. You may skip it."

ASKED_TOMORROW: Final = "You are asked again tomorrow."

NOT_READ_NOW: Final = "Nobody reads this today. For a warning sign press !"
"""Said where words are typed: no rule reads them."""


@dataclass(frozen=True, slots=True)
class CheckInQuestion:
    """One question and how it is answered."""

    id: str
    text: str
    kind: AnswerKind
    every_days: int = 1
    """How often the plan asks it, in days."""
    lowest: str = ""
    highest: str = ""
    """What 0 and 10 of a score mean; empty where the therapist's question says it."""
    choices: tuple[str, ...] = ()
    unit: str = ""
    most: int = MOST_OF_A_NUMBER
    """The largest number that can be given."""
    measure: str = ""
    """The measure it belongs to, whose questions are asked on one day; empty for an own one."""

    @property
    def is_own(self) -> bool:
        """Whether the therapist wrote it."""
        return not self.measure


@dataclass(frozen=True, slots=True)
class AskCheckIn:
    """A question of the plan. Replies: CheckedIn, AskTomorrow, AnswerLastAgain, Leave."""

    question: CheckInQuestion
    number: int
    """Which of today's, from 1."""
    of: int
    earlier: str = ""
    """What was answered today, where it is asked once more; to skip it then leaves that answer."""
    may_go_back: bool = False
    """Another question was answered before it today."""

    @property
    def why(self) -> str:
        """Why it is asked, or what stands for now."""
        return f"You answered: {self.earlier}. Skip leaves it so." if self.earlier else WHY

    @property
    def answered_by(self) -> AnswerKind:
        """What is given: a score, one of the choices, a number, yes or no, or words."""
        return self.question.kind


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """An answer: a number, or words (a choice, "yes", "no", a text); both None: left out."""

    number: float | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class AskTomorrow:
    """None of today's questions now: they come again tomorrow."""


@dataclass(frozen=True, slots=True)
class AnswerLastAgain:
    """The answer before this question was not right: it is asked once more."""


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """A question that was asked, as it was worded then, and what was answered."""

    question_id: str
    question: str
    kind: AnswerKind
    every_days: int
    unit: str
    given: CheckedIn

    @property
    def answer(self) -> str:
        """What was answered, in words: "7 of 10", "3 days", "yes"; "left out" for nothing."""
        number, words = self.given.number, self.given.words
        if number is None:
            return words or "left out"
        return (
            f"{number:g} of {HIGHEST_SCORE}" if self.kind == "score" else f"{number:g} {self.unit}"
        )


def _score(name: str, text: str, lowest: str, highest: str) -> CheckInQuestion:
    return CheckInQuestion(name, text, "score", lowest=lowest, highest=highest)


def _count(name: str, text: str, unit: str, most: int) -> CheckInQuestion:
    return CheckInQuestion(name, text, "number", unit=unit, most=most)


_GLOBAL_CHANGE: Final = (
    "Much worse",
    "Worse",
    "A little worse",
    "The same",
    "A little better",
    "Better",
    "Much better",
)

MEASURES: Final[Mapping[str, tuple[CheckInQuestion, ...]]] = {
    "walking": (
        _count(
            "walking",
            "On a usual day now, how many minutes can you walk before you have to stop?",
            "minutes",
            600,
        ),
    ),
    "analgesic_days": (
        _count(
            MEDICINE_DAYS,
            f"On how many of the last {COUNTED_DAYS} days did you take medicine for bad pain?",
            "days",
            COUNTED_DAYS,
        ),
    ),
    "interference": (
        _score(
            "interference_tasks",
            "In the last 7 days, how much did pain get in the way of what you have to do?",
            "not at all",
            "all of it",
        ),
        _score(
            "interference_joys",
            "In the last 7 days, how much did pain get in the way of what you enjoy?",
            "not at all",
            "all of it",
        ),
    ),
    "mood": (_score("mood", "In the last 7 days, how was your mood?", "very low", "very good"),),
    "anger": (
        _score(
            "anger",
            "In the last 7 days, how much did anger about your pain bother you?",
            "not at all",
            "all the time",
        ),
    ),
    "sleep": (
        _count("sleep", "In how many of the last 7 nights did pain break your sleep?", "nights", 7),
    ),
    "global_change": (
        CheckInQuestion(
            "global_change",
            "How are you now, next to when your plan began?",
            "choice",
            choices=_GLOBAL_CHANGE,
        ),
    ),
    "chair_stand": (
        _count(
            "chair_stand",
            "How often could you stand up from a chair in 30 seconds?"
            " Only if you counted it, as your therapist showed you.",
            "times",
            99,
        ),
    ),
    "phq2": (),
}
"""What each measure asks, in our own words: our decision, needs sign-off. The activities are the
plan's own; the low mood that a rule counts (C-19) is asked with the safety questions."""


def questions(plan: Plan) -> tuple[CheckInQuestion, ...]:
    """Every question of a plan: its measures in its order, then the therapist's own."""
    measures = (
        replace(one, every_days=outcome.every_days, measure=outcome.measure)
        for outcome in plan.outcomes
        for one in (
            _activities(plan) if outcome.measure == "activities" else MEASURES[outcome.measure]
        )
    )
    return (*measures, *(_own(question) for question in plan.check_ins))


def _activities(plan: Plan) -> Iterator[CheckInQuestion]:
    for goal in plan.goals if plan.kind == "prescription" else ():
        text = f"How well can you do this now? {goal.activity}"
        yield _score(f"{ACTIVITY}{goal.id}", text, "cannot do it", "as before")


def _own(written: CheckIn) -> CheckInQuestion:
    return CheckInQuestion(
        f"{OWN}{written.id}",
        written.question,
        written.kind,
        every_days=written.every_days,
        choices=written.choices,
        unit=written.unit or "",
    )


def strong_days(days: int) -> CheckInQuestion:
    """What is asked once medicine was taken on some days."""
    taken = f"You took medicine for bad pain on {days} of the last {COUNTED_DAYS} days."
    text = f"{taken} On how many of these was it a strong one?"
    return replace(_count(STRONG_DAYS, text, "days", days), measure=MEDICINE_DAYS)


def stands_elsewhere(question_id: str) -> bool:
    """Whether an answer is kept with the activities or the medicine days, too."""
    return question_id.startswith(ACTIVITY) or question_id in {MEDICINE_DAYS, STRONG_DAYS}


def due(
    asked_for: Sequence[CheckInQuestion], asked: Mapping[str, date], began: date, day: date
) -> tuple[CheckInQuestion, ...]:
    """What is to be asked on a day, in the plan's order.

    The first time is when its days have gone by since the plan began, that day included: a daily
    question is asked on the first day, a weekly one on the seventh. Of the measures at most
    `MOST_MEASURES_A_DAY` are asked on a day, those that waited longest; all questions of one are
    asked on the same day, so that the activities can be weighed together (rule TR-4). The
    therapist's own are all asked.

    Args:
        asked_for: the questions of the plan.
        asked: when each was last asked, answered or not, by its id.
        began: the first day of the first plan.
        day: the exercise day.

    """
    waits = {one.id: _days_late(one, asked.get(one.id), began, day) for one in asked_for}
    late = [one for one in asked_for if waits[one.id] >= 0]
    begun = [one.measure for one in asked_for if asked.get(one.id) == day and not one.is_own]
    waiting = sorted((one for one in late if not one.is_own), key=lambda one: -waits[one.id])
    measures = list(dict.fromkeys((*begun, *(one.measure for one in waiting))))
    today = measures[: max(MOST_MEASURES_A_DAY, len(set(begun)))]
    return tuple(one for one in late if one.is_own or one.measure in today)


def _days_late(one: CheckInQuestion, last: date | None, began: date, day: date) -> int:
    """How many days ago it became due; below zero before."""
    since = began - timedelta(days=1) if last is None else last
    return (day - since).days - one.every_days


def fits(question: CheckInQuestion, given: CheckedIn) -> bool:
    """Whether this can be the answer to the question; to leave it out always can."""
    number, words = given.number, given.words
    if words is None:
        return number is None or _is_in_range(question, number)
    if number is not None or question.kind in {"score", "number"}:
        return False
    if question.kind == "text":
        return 0 < len(words) <= LONGEST_TEXT
    return words in (("yes", "no") if question.kind == "yes_no" else question.choices)


def _is_in_range(question: CheckInQuestion, number: float) -> bool:
    """Whether a number is one of the question's: whole, but for what the therapist asks for."""
    if question.kind not in {"score", "number"}:
        return False
    most = HIGHEST_SCORE if question.kind == "score" else question.most
    may_be_a_part = question.kind == "number" and question.is_own
    return 0 <= number <= most and (may_be_a_part or number == int(number))
