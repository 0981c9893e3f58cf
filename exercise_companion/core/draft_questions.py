"""What a draft still has to be told, one plain question a fact, in the order of a first visit.

A question is open while its field is empty. What has one right answer for everybody is not asked:
the patient's id, the version and the dates are set when the draft is made. Wording and order are
our decision.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exercise_companion.core import typed
from exercise_companion.core.checks_people import FIRST_REVIEW_DAYS, LONGEST_SPAN_DAYS
from exercise_companion.core.dose_between import lacks_let_go
from exercise_companion.core.dose_line import line_at, line_fault
from exercise_companion.core.dose_typed import (
    EXAMPLES,
    MORE_EXAMPLES,
    read_dose,
    with_typed_dose,
)
from exercise_companion.core.draft import Draft, entries_at, value_at, with_value
from exercise_companion.core.draft_items import items_of, shifted, with_item
from exercise_companion.core.draft_question import (
    Question,
    Setting,
    is_missing,
    is_open,
    text_question,
    with_number,
)
from exercise_companion.core.draft_questions_patient import about_clashes, about_the_patient
from exercise_companion.core.draft_questions_therapist import (
    about_the_contacts,
    about_the_therapist,
)
from exercise_companion.core.form_dates import first_day
from exercise_companion.core.library_search import exercise_named, matching, meant_by
from exercise_companion.core.program import ISO_DATE
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.library import LibraryExercise
    from exercise_companion.core.problem import JsonPath

REVIEW_AFTER_DAYS: Final = 42
"""The first review that is proposed. Our decision, needs sign-off; V-06 allows 45."""

assert REVIEW_AFTER_DAYS <= FIRST_REVIEW_DAYS  # noqa: S101 - what is proposed is allowed


def open_questions(draft: Draft, setting: Setting) -> Iterator[Question]:
    """The questions whose field is still empty, in order."""
    yield from _about_the_plan(draft, setting)
    yield from about_the_patient(draft, setting)
    against = {name: each.contraindications for name, each in setting.exercises.items()}
    yield from about_clashes(draft, against)
    yield from _about_the_goals(draft, setting)
    yield from about_the_therapist(draft, setting)
    yield from about_the_contacts(draft, setting)


def _about_the_plan(draft: Draft, setting: Setting) -> Iterator[Question]:
    yield from text_question(
        draft, setting, ("version_note",), "What is new in this version?", _NOTE_EXAMPLE
    )
    asks = "What is the plan called?"
    yield from text_question(draft, setting, ("title",), asks, "such as: Back program")
    for number in range(len(entries_at(draft, ("phases",)))):
        aim: JsonPath = ("phases", number, "aim")
        yield from text_question(draft, setting, aim, "What is its aim?", _AIM_EXAMPLE)
        yield from _weeks(draft, setting, number)
    minutes: JsonPath = ("time_budget_minutes",)
    if is_open(draft, setting, minutes):
        asks = "How many minutes a day does the patient have?"
        yield Question(minutes, asks, "a number: 20", with_number(minutes))
    yield from _about_the_exercises(draft, setting)
    yield from _about_the_doses(draft, setting)


def _weeks(draft: Draft, setting: Setting, phase: int) -> Iterator[Question]:
    """How long a phase lasts; the last one ends with the program."""
    end: JsonPath = ("phases", phase, "ends_on")
    is_last = phase == len(entries_at(draft, ("phases",))) - 1
    also: tuple[JsonPath, ...] = (("valid_until",),) if is_last else ()
    if is_missing(draft, end) or setting.refuses(end, *also):
        asks = "How many weeks is it for?"
        yield Question(end, asks, "a number: 6", _with_weeks(phase), also=also)


_AIM_EXAMPLE: Final = "for the patient, such as: Learn the moves"
_NOTE_EXAMPLE: Final = "for the patient, such as: More sets for the bridge"


def _about_the_exercises(draft: Draft, setting: Setting) -> Iterator[Question]:
    """Which, where there is none yet.

    The field it fills is the list in full, which the check can judge while the doses are missing.
    """
    if not any(items_of(draft)):
        asks = "Which exercises?"
        yield Question(("exercises",), asks, _EXERCISES_EXAMPLE, _with_exercises(setting))


_EXERCISES_EXAMPLE: Final = (
    "names with commas between: Small bridge, Clamshell, Walk. A word lists what it finds: balance"
)


def _with_exercises(setting: Setting) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        chosen = [_chosen(setting, words) for words in _names_in(setting, typed.plain(line))]
        for exercise in chosen:
            draft = with_item(draft, 0, exercise)
        return draft

    return answered


def _names_in(setting: Setting, line: str) -> Iterator[str]:
    """What stands between the commas; a name that has one itself is one."""
    whole = {one.name.casefold() for one in setting.exercises.values()}
    parts = [part.strip() for part in line.split(",")]
    while parts:
        two = ", ".join(parts[:2])
        count = 2 if two.casefold() in whole else 1
        yield two if count > 1 else parts[0]
        parts = parts[count:]


def _chosen(setting: Setting, words: str) -> LibraryExercise:
    """The one exercise that is meant.

    Raises:
        NotUnderstoodError: there is none of that name, or more than one; their names are said.

    """
    wanted = words.strip().casefold()
    if one := exercise_named(setting.exercises.values(), wanted):
        return one
    found = matching(setting.exercises.values(), wanted) if wanted else ()
    if len(found) == 1:
        return found[0]
    if not found:
        near = " or ".join(meant_by(setting.exercises.values(), wanted))
        ask = f" Did you mean {near}?" if near else ""
        what = f'There is no exercise "{words.strip()}" in the library.{ask}'
        raise NotUnderstoodError(what=what)
    names = " · ".join(one.name for one in found)
    raise NotUnderstoodError(what=f'"{words.strip()}" is in more than one: {names}.')


def _about_the_doses(draft: Draft, setting: Setting) -> Iterator[Question]:
    for phase in range(len(entries_at(draft, ("phases",)))):
        for index, item in enumerate(entries_at(draft, ("phases", phase, "items"))):
            path: JsonPath = ("phases", phase, "items", index, "dose")
            when: JsonPath = (*path[:-1], "when")
            line = line_at(draft, path[:-1])
            is_wrong = setting.refuses(path, when)
            lacks = lacks_let_go(item.get("dose"))
            if not (line or is_wrong or lacks or is_missing(draft, (*path, "sets"))):
                continue
            exercise = str(item.get("exercise"))
            known = setting.exercises.get(exercise)
            name = known.name if known is not None else exercise
            side = _SIDES.get(str(value_at(draft, (*path, "side"))), "")
            before = _BETWEEN_HOLDS if lacks else ""
            before = f' "{line}" was typed at the desk and not taken:' if line else before
            asks = f"{name}{side}:{before} which dose, on which days? No day named: every day."
            expects = f"{EXAMPLES} · {MORE_EXAMPLES}"
            proposed = line if line and not line_fault(line, item.get("dose")) else None
            yield Question(
                path, asks, expects, _with_dose(phase, index), default=proposed, also=(when,)
            )


_BETWEEN_HOLDS: Final = " how long to let go between two holds is not written:"

_SIDES: Final = {
    "left": ", left side",
    "right": ", right side",
    "each_side": ", each side",
    "alternate": ", sides in turn",
}
"""How a side is said behind an exercise's name, where it has one."""


_MOST_WEEKS: Final = (LONGEST_SPAN_DAYS + 1) // 7
"""Rule V-05."""

_TITLE_OF_WEEKS: Final = re.compile(r"Weeks 1 to \d+", re.ASCII)
"""A title that was made from the weeks follows them."""


def _with_weeks(phase: int) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        start, weeks = str(value_at(draft, ("valid_from",))), typed.a_number(line)
        end = shifted(start, weeks * 7 - 1)
        if end is None or end < start:
            raise NotUnderstoodError(what="That is no number of weeks.")
        if weeks > _MOST_WEEKS:
            raise NotUnderstoodError(what=f"A program is valid for at most {_MOST_WEEKS} weeks.")
        path: JsonPath = ("phases", phase)
        fields: JsonObject = {"title": f"Weeks 1 to {weeks}", "starts_on": start}
        old = value_at(draft, path)
        kept = {} if not isinstance(old, dict) else old
        if _TITLE_OF_WEEKS.fullmatch(str(kept.get("title"))):
            kept = {name: value for name, value in kept.items() if name != "title"}
        whole = fields | kept | {"ends_on": end}
        return with_value(with_value(draft, path, whole), ("valid_until",), end)

    return answered


def _with_dose(phase: int, index: int) -> Callable[[Draft, str], Draft]:
    return lambda draft, line: with_typed_dose(draft, phase, index, read_dose(line))


def _about_the_goals(draft: Draft, setting: Setting) -> Iterator[Question]:
    if is_open(draft, setting, ("goals",)):
        yield Question(
            ("goals",),
            "What does the patient want to do again?",
            "what, the score now, the score to reach (0 cannot, 10 as before): "
            "Walk to the shop, 3, 7; Cook a meal, 4, 8",
            _with_goals,
        )
    is_one = len(entries_at(draft, ("reviews",))) == 1  # the answer is one
    if is_missing(draft, ("reviews",)) or (is_one and setting.refuses(("reviews",))):
        proposed = _first_review(draft)
        asks = "When is the first review?"
        expects = "a date, or 6w from the start; Enter takes the one proposed"
        yield Question(("reviews",), asks, expects, _with_review, default=proposed)


def _with_goals(draft: Draft, line: str) -> Draft:
    target = str(value_at(draft, ("valid_until",)))
    kept = {str(goal.get("activity")): goal.get("id") for goal in entries_at(draft, ("goals",))}
    goals: list[JsonValue] = [
        goal | {"id": kept.get(str(goal["activity"])) or goal["id"]}
        for goal in typed.goals(line, target)
    ]
    return with_value(draft, ("goals",), goals)


def _first_review(draft: Draft) -> str | None:
    start, end = (value_at(draft, (name,)) for name in ("valid_from", "valid_until"))
    later = shifted(start, REVIEW_AFTER_DAYS) if isinstance(start, str) else None
    if later is None or not isinstance(end, str) or not ISO_DATE.fullmatch(end):
        return None
    return min(later, end)


def _with_review(draft: Draft, line: str) -> Draft:
    day = typed.a_day(line, first_day(draft))
    review: JsonObject = {"date": day, "kind": "visit", "label": "Review"}
    return with_value(draft, ("reviews",), [review])
