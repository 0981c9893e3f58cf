"""What is left to ask about a walk inside a session, one question after the other (2.6).

Only what the program could not measure, and only where it applies: a walk without leg signs that
was timed here asks nothing. Both interfaces ask the same, in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast

from exercise_companion.core.records import WalkRecord
from exercise_companion.core.walk_measured import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.records import (
        LegSide,
        LegsKnown,
        LegSymptom,
        ReliefAction,
        WalkMode,
        WalkStop,
        WalkSupport,
    )

WalkField = Literal[
    "gave_way",
    "minutes",
    "bouts",
    "first_symptom",
    "leg_max",
    "symptom",
    "side",
    "relief_action",
    "in_calf",
    "relief",
    "stop_reason",
    "support",
    "distance",
]

WalkAnswers = tuple[tuple[WalkField, str | float | None], ...]
"""What was answered, in the order it was asked; None: not given."""

LONGEST_MINUTES: Final = 24 * 60
MOST_BOUTS: Final = 50
LONGEST_METRES: Final = 200_000
HIGHEST_SCORE: Final = 10

NONE: Final = "none"
NOT_YET: Final = "not yet"
SOME_TIME: Final = "some time"


@dataclass(frozen=True, slots=True)
class WalkChoice:
    """One answer that is chosen."""

    key: str
    """The letter that gives it on the screen."""
    word: str
    """What is typed line by line."""
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class WalkQuestion:
    """One question about a walk: a choice, or a number."""

    id: WalkField
    text: str
    choices: tuple[WalkChoice, ...] = ()
    most: float | None = None
    """A number is asked, at most this one; None: one of the choices."""
    least: float = 0
    is_score: bool = False
    """A number from 0 to 10."""
    may_skip: bool = False


@dataclass(frozen=True, slots=True)
class WalkAbout:
    """What the questions depend on."""

    mode: WalkMode
    asks_support: bool
    """The therapist wrote something to hold on to."""
    measured: Measured | None
    """What was timed here; None: the walk is typed in."""
    late: bool = False
    """It is entered on a later day or from paper: whatever nobody remembers is left out."""
    is_whole: bool = True
    """At least the least that was written was walked. Where it was not, nobody has said why."""


def _choices(*rows: tuple[str, str, str, str]) -> tuple[WalkChoice, ...]:
    return tuple(WalkChoice(*row) for row in rows)


_YES_NO: Final = _choices(("n", "no", "No", "no"), ("y", "yes", "Yes", "yes"))
_FELT: Final = _choices(("n", "none", "They did not", NONE))
_FELT_LATE: Final = (
    *_FELT,
    *_choices(("s", SOME_TIME, "They did, I do not know when", SOME_TIME)),
)
_SYMPTOMS: Final = _choices(
    ("p", "pain", "Pain", "pain"),
    ("h", "heavy", "Heavy", "heavy"),
    ("n", "numb", "Numb", "numb"),
    ("t", "tingle", "Tingling", "tingle"),
    ("w", "weak", "Weak", "weak"),
)
_SIDES: Final = _choices(
    ("l", "left", "Left", "left"), ("r", "right", "Right", "right"), ("b", "both", "Both", "both")
)
_RELIEFS: Final = _choices(
    ("s", "sat", "Sitting down", "sat"),
    ("f", "bent", "Bending forward", "bent_forward"),
    ("l", "lay", "Lying down", "lay_down"),
    ("t", "stood", "Just standing still", "stood_still"),
    ("n", "nothing", "Nothing", "none"),
)
_STOPS: Final = _choices(
    ("d", "done", "I had done it all", "done"),
    ("l", "legs", "My legs", "leg_symptoms"),
    ("p", "back", "My back", "back"),
    ("h", "breath", "My breath", "breath"),
    ("t", "tired", "I was tired", "tired"),
    ("o", "other", "Something else", "other"),
)
_SUPPORTS: Final = _choices(
    ("n", "none", "Nothing", "none"),
    ("s", "stick", "A stick", "stick"),
    ("p", "poles", "Poles", "poles"),
    ("w", "walker", "A walker", "walker"),
    ("t", "trolley", "A trolley", "trolley"),
)


def next_question(
    about: WalkAbout, answers: Mapping[WalkField, str | float | None]
) -> WalkQuestion | None:
    """The question that comes after these answers; None when all is said."""
    question = next((one for one in _questions(about, answers) if one.id not in answers), None)
    return replace(question, may_skip=True) if question is not None and about.late else question


def every_question(about: WalkAbout) -> tuple[WalkQuestion, ...]:
    """All that can be asked about a walk, in its order."""
    felt: dict[WalkField, str | float | None] = {
        "first_symptom": SOME_TIME,
        "relief_action": "stood_still",
    }
    return tuple(_questions(about, felt))


def _questions(
    about: WalkAbout, answers: Mapping[WalkField, str | float | None]
) -> Iterator[WalkQuestion]:
    measured = about.measured
    if measured is None:
        yield from _typed(about, answers)
    if measured is None or (measured.ended_by_patient and measured.stop_reason == "other"):
        stops = _STOPS if measured is None else _STOPS[1:]
        yield WalkQuestion("stop_reason", "Why did you stop?", stops)
    if about.asks_support:
        yield WalkQuestion("support", "What did you hold on to?", _SUPPORTS, may_skip=True)
    if measured is None:
        yield _first_symptom(about, answers)
    if _legs_felt_it(about, answers):
        yield from _legs(about, answers)


def _typed(
    about: WalkAbout, answers: Mapping[WalkField, str | float | None]
) -> Iterator[WalkQuestion]:
    """What the clock would have measured."""
    rode = about.mode == "bike"
    yield WalkQuestion("gave_way", "Did a leg give way?", _YES_NO)
    yield WalkQuestion(
        "minutes",
        f"How many minutes did you {'ride' if rode else 'walk'}, without the rests?",
        most=LONGEST_MINUTES,
        least=1,
    )
    if not _forgot_minutes(answers):
        yield WalkQuestion(
            "bouts", "In how many parts, with rests between them?", most=MOST_BOUTS, least=1
        )
        yield WalkQuestion(
            "distance", "How far was it, in metres?", most=LONGEST_METRES, least=1, may_skip=True
        )


def _first_symptom(
    about: WalkAbout, answers: Mapping[WalkField, str | float | None]
) -> WalkQuestion:
    return WalkQuestion(
        "first_symptom",
        "After how many minutes did your legs first feel it?",
        _FELT_LATE if about.late else _FELT,
        most=_number(answers, "minutes") or LONGEST_MINUTES,
    )


def _legs_felt_it(about: WalkAbout, answers: Mapping[WalkField, str | float | None]) -> bool:
    if about.measured is not None:
        return about.measured.first_felt is not None
    first = answers.get("first_symptom")
    felt = first != NONE and not (about.late and first is None)
    return felt or answers.get("gave_way") == "yes"


def _forgot_minutes(answers: Mapping[WalkField, str | float | None]) -> bool:
    """Nobody knows how long it was: nor how far, nor in how many parts."""
    return "minutes" in answers and answers["minutes"] is None


def _legs(
    about: WalkAbout, answers: Mapping[WalkField, str | float | None]
) -> Iterator[WalkQuestion]:
    """What they felt, where, and how it eased.

    Whether it eased is the last of all: who says that it did not has then said everything, and it
    is kept with that answer (rule NC-3).
    """
    measured = about.measured
    if measured is None:
        yield WalkQuestion(
            "leg_max",
            "How bad were your legs at the worst?",
            most=HIGHEST_SCORE,
            is_score=True,
            may_skip=True,
        )
    yield WalkQuestion("symptom", "What did your legs feel most?", _SYMPTOMS, may_skip=True)
    yield WalkQuestion("side", "Which leg was it?", _SIDES, may_skip=True)
    rested = measured is None or measured.relief_seconds is not None or measured.asked
    if rested:
        yield WalkQuestion("relief_action", "What eased it?", _RELIEFS, may_skip=True)
    if answers.get("relief_action") == "stood_still":
        yield WalkQuestion("in_calf", "Was it in the calf?", _YES_NO, may_skip=True)
    if measured is None or (measured.asked and measured.resting):
        yield WalkQuestion(
            "relief",
            "After how many minutes of rest did it ease?",
            _choices(("y", NOT_YET, "Not yet", NOT_YET)),
            most=LONGEST_MINUTES,
            may_skip=measured is None,
        )


def _number(answers: Mapping[WalkField, str | float | None], name: WalkField) -> float | None:
    value = answers.get(name)
    return None if isinstance(value, str) or value is None else float(value)


# --- the record -----------------------------------------------------------------------------------


def usual_answers(about: WalkAbout) -> WalkAnswers:
    """What somebody says of a walk without anything to tell: each first choice, each least number.

    For the made-up patient of the demonstration.
    """
    answers: dict[WalkField, str | float | None] = {}
    while (question := next_question(about, answers)) is not None:
        answers[question.id] = question.choices[0].value if question.choices else question.least
    return tuple(answers.items())


GAVE_WAY: Final[WalkAnswers] = (("gave_way", "yes"),)
"""Of a walk that is typed in this alone may be told: it is kept at once (rule NC-5)."""


def is_complete(about: WalkAbout, given: WalkAnswers) -> bool:
    """Whether these are answers to what is asked, all of it and nothing else."""
    answers: dict[WalkField, str | float | None] = {}
    for name, value in given:
        question = next_question(about, answers)
        if question is None or question.id != name or not _fits(question, value):
            return False
        answers[name] = value
    return next_question(about, answers) is None


def _fits(question: WalkQuestion, value: str | float | None) -> bool:
    if value is None:
        return question.may_skip
    if isinstance(value, str):
        return any(choice.value == value for choice in question.choices)
    return question.most is not None and question.least <= value <= question.most


def record_of(about: WalkAbout, given: WalkAnswers, session_id: int, item_id: str) -> WalkRecord:
    """The walk as it is logged; what was measured is never asked."""
    answers = dict(given)
    measured = about.measured or Measured()
    timed = about.measured is not None
    first, worst = _number(answers, "first_symptom"), _number(answers, "leg_max")
    parts = _number(answers, "bouts")
    stopped = cast("WalkStop | None", answers.get("stop_reason"))
    relief = _number(answers, "relief")
    return WalkRecord(
        mode=about.mode,
        minutes_total=measured.minutes if timed else _number(answers, "minutes"),
        minutes_to_first_symptom=measured.minutes_to_first_symptom if timed else first,
        bouts=measured.parts if timed else _whole(parts),
        leg_pain_max=measured.leg_max if timed else _whole(worst),
        stop_reason=stopped or _known_reason(about),
        support=cast("WalkSupport | None", answers.get("support")),
        symptom=cast("LegSymptom | None", answers.get("symptom")),
        side=cast("LegSide | None", answers.get("side")),
        relief_action=cast("ReliefAction | None", answers.get("relief_action")),
        minutes_to_relief=measured.minutes_to_relief if relief is None else relief,
        still_there=_still_there(measured, answers),
        in_calf=_yes(answers.get("in_calf")),
        gave_way=measured.gave_way if timed else _yes(answers.get("gave_way")),
        distance_metres=_number(answers, "distance"),
        session_id=session_id,
        item_id=item_id,
        timed=timed,
        legs=None if timed else _legs_known(answers),
    )


def _known_reason(about: WalkAbout) -> WalkStop | None:
    """Why it ended, as far as it was measured; None where nobody said it."""
    reason = about.measured.stop_reason if about.measured else None
    return None if reason == "done" and not about.is_whole else reason


def is_empty(given: WalkAnswers) -> bool:
    """Whether nothing at all was said of the walk: then none is logged."""
    return all(value is None for _, value in given)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _yes(answer: str | float | None) -> bool | None:
    return None if answer is None else answer == "yes"


def _legs_known(answers: Mapping[WalkField, str | float | None]) -> LegsKnown | None:
    """What the minutes cannot say; silence is never taken for legs that felt nothing (A9)."""
    if answers.get("first_symptom") == SOME_TIME:
        return "felt"
    return "not_said" if answers.get("first_symptom") is None else None


def _still_there(measured: Measured, answers: Mapping[WalkField, str | float | None]) -> bool:
    """Not eased, as far as anybody said: silence is never a yes (decisions A9)."""
    if "relief" in answers and answers["relief"] is not None:
        return answers["relief"] == NOT_YET
    return measured.not_eased or measured.resting
