"""The questions of diary entries, line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.companion import days_off
from exercise_companion.companion.late import LateSession
from exercise_companion.core.clearing_prompts import I_SPOKE
from exercise_companion.core.late_entry import BOTH, SIDE_ASKED, LateItem
from exercise_companion.core.records import MedicineRecord, WalkRecord
from exercise_companion.core.typed_day import read_day
from exercise_companion.errors import UsageFault
from exercise_companion.plain import asking, reading, values
from exercise_companion.plain.walks import ask_late, leg_gave_way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Literal

    from exercise_companion.companion import Companion
    from exercise_companion.core.days_off import DaysOff
    from exercise_companion.core.late_entry import LateExercise, OneSide
    from exercise_companion.core.prompts import Talked
    from exercise_companion.core.records import (
        LegSide,
        LegSymptom,
        ReliefAction,
        SkipReason,
        WalkMode,
        WalkStop,
        WalkSupport,
    )
    from exercise_companion.core.terms import Site
    from exercise_companion.plain.console import Console

ValueT = TypeVar("ValueT")

SOURCES: Final[dict[str, Literal["late", "paper"]]] = {"memory": "late", "paper": "paper"}

MODES: Final[dict[str, WalkMode]] = {
    "walk": "outdoor_walk",
    "treadmill": "treadmill",
    "bike": "bike",
    "other": "other",
}

STOPS: Final[dict[str, WalkStop]] = {
    "legs": "leg_symptoms",
    "back": "back",
    "breath": "breath",
    "tired": "tired",
    "done": "done",
    "other": "other",
}
"""Why a walk ended (clinical-spec 2.6)."""

SUPPORTS: Final[dict[str, WalkSupport]] = {
    "none": "none",
    "stick": "stick",
    "poles": "poles",
    "walker": "walker",
    "trolley": "trolley",
}

SYMPTOMS: Final[dict[str, LegSymptom]] = {
    "pain": "pain",
    "heavy": "heavy",
    "numb": "numb",
    "tingle": "tingle",
    "weak": "weak",
}

SIDES: Final[dict[str, LegSide]] = {"left": "left", "right": "right", "both": "both"}

RELIEFS: Final[dict[str, ReliefAction]] = {
    "sat": "sat",
    "bent": "bent_forward",
    "lay": "lay_down",
    "stood": "stood_still",
    "nothing": "none",
}
"""What eased it (clinical-spec 2.6)."""

YES_NO: Final[dict[str, bool]] = {"yes": True, "no": False}

WHY_NOT: Final[dict[str, SkipReason]] = {**reading.SKIP_REASONS, "told to": "advice"}
"""Why an exercise was not done, or not in full."""


class DiaryQuestions:
    """Asks for an entry, question by question; a line that means nothing is asked again.

    Args:
        companion: the patient's use cases.
        console: lines out, lines in.
        today: the exercise day.

    """

    def __init__(self, companion: Companion, console: Console, today: date) -> None:
        self._companion = companion
        self._console = console
        self._today = today

    def session(self) -> LateSession:
        """A session done away from the screen."""
        on, exercises = self._until("On which day? A date, today, or yesterday", self._day)
        source = self._choose("Do you enter it from memory or from paper?", SOURCES)
        each = self._walks(exercises, self._each(exercises))
        before, after = self._pain_at("before"), self._pain_at("after")
        effort = self._unless("How hard was it, 0 to 10? Or skip", "skip", reading.score)
        return LateSession(
            on, source, each=each, pain_before=before, pain_after=after, effort=effort
        )

    def _day(self, text: str) -> tuple[date, tuple[LateExercise, ...]] | None:
        """A day with what may be entered for it."""
        on = read_day(text, self._today)
        return None if on is None else (on, self._companion.exercises_left(on))

    def _each(self, exercises: tuple[LateExercise, ...]) -> tuple[LateItem, ...]:
        """What was done of each exercise; nothing is taken for done that was not named."""
        self._console.say(
            *(f"{place}. {one.name}: {one.dose}" for place, one in enumerate(exercises, start=1))
        )
        places = {str(place): one.item_id for place, one in enumerate(exercises, start=1)}

        def read(text: str) -> tuple[str, ...] | None:
            words = text.casefold().replace(",", " ").split()
            if words in (["all"], ["none"]):
                return tuple(places.values()) if words == ["all"] else ()
            known = bool(words) and all(word in places for word in words)
            return tuple(places[word] for word in words) if known else None

        done = self._until("Which did you do? Type all, none, or their numbers", read)
        whole = not done or self._choose("Did you do all their sets?", YES_NO)
        return tuple(
            self._one(one, whole=whole) if one.item_id in done else self._not_done(one)
            for one in exercises
        )

    def _one(self, exercise: LateExercise, *, whole: bool) -> LateItem:
        """How much was done of an exercise that was done or begun."""
        if whole:
            return LateItem(exercise.item_id)
        most = exercise.sets
        side = self._side(exercise)

        def read(text: str) -> int | None:
            sets = values.count(text)
            return sets if sets is not None and sets <= most else None

        question = f"{exercise.name}: how many whole sets, 0 to {most}?"
        sets = self._until(question, read)
        if sets == most and side is None:
            return LateItem(exercise.item_id)
        reason = self._maybe(f"Why not all of {exercise.name}?", WHY_NOT)
        return LateItem(exercise.item_id, sets, reason=reason, side=side if sets else None)

    def _side(self, exercise: LateExercise) -> OneSide | None:
        """The only side that was done of an exercise with sets on each side; None for both."""
        if not exercise.by_side:
            return None
        chosen = self._choose(f"{exercise.name}: {SIDE_ASKED}", SIDES)
        return None if chosen == BOTH else chosen

    def _not_done(self, exercise: LateExercise) -> LateItem:
        reason = self._maybe(f"Why not {exercise.name}?", WHY_NOT)
        return LateItem(exercise.item_id, 0, begun=False, reason=reason)

    def _walks(
        self, exercises: tuple[LateExercise, ...], each: tuple[LateItem, ...]
    ) -> tuple[LateItem, ...]:
        """The same with what is remembered of each walk that was begun."""
        asked = {one.item_id: one.walk for one in exercises}
        return tuple(
            replace(one, walk=ask_late(self._companion, self._console, walk))
            if one.begun and (walk := asked[one.item_id]) is not None
            else one
            for one in each
        )

    def _pain_at(self, when: str) -> tuple[tuple[Site, int], ...]:
        given = (
            (site, self._unless(f"Pain {when} it, {site}, 0 to 10? Or skip", "skip", reading.score))
            for site in self._companion.sites()
        )
        return tuple((site, score) for site, score in given if score is not None)

    def pain(self) -> tuple[tuple[Site, int], ...]:
        """A score for each place."""
        return tuple(
            (site, self._until(f"Pain, {site}, 0 to 10?", reading.score))
            for site in self._companion.sites()
        )

    def walk(self) -> WalkRecord:
        """A walk or ride."""
        gave_way = self._choose("Did a leg give way?", YES_NO)
        if gave_way:
            leg_gave_way(self._companion, self._console)
        mode = self._choose("What was it?", MODES)
        begun = WalkRecord(mode, None, None, None, None, None, gave_way=gave_way)
        walk = self._how_far(self._how_long(begun))
        if walk.minutes_to_first_symptom is None and walk.stop_reason != "leg_symptoms":
            return walk
        return self._legs(walk)

    def _how_long(self, walk: WalkRecord) -> WalkRecord:
        """The minutes in all, and those until the legs felt it."""
        minutes = values.of_walk(lambda one: replace(walk, minutes_total=one))
        timed = replace(walk, minutes_total=self._until("How many minutes in all?", minutes))
        first = values.of_walk(lambda one: replace(timed, minutes_to_first_symptom=one))
        question = "After how many minutes did your legs bother you? Or none"
        return replace(timed, minutes_to_first_symptom=self._unless(question, "none", first))

    def _how_far(self, walk: WalkRecord) -> WalkRecord:
        """In how many parts, why it ended, and how far it was."""
        metres = values.of_walk(lambda one: replace(walk, distance_metres=one))
        return replace(
            walk,
            bouts=self._until("In how many parts, with rests between them?", values.bouts(walk)),
            leg_pain_max=self._unless("Worst leg pain, 0 to 10? Or skip", "skip", reading.score),
            stop_reason=self._choose("Why did you stop?", STOPS),
            support=self._maybe("What did you hold on to?", SUPPORTS),
            distance_metres=self._unless("How far, in metres? Or skip", "skip", metres),
        )

    def _legs(self, walk: WalkRecord) -> WalkRecord:
        """What the legs felt, where, and how it eased; that it did not is told last (NC-3)."""
        felt = replace(
            walk,
            symptom=self._maybe("What did your legs feel most?", SYMPTOMS),
            side=self._maybe("Which leg?", SIDES),
            in_calf=self._maybe("Was it in the calf?", YES_NO),
            relief_action=self._maybe("What eased it?", RELIEFS),
        )
        asked = "After how many minutes of rest did it ease? Or not yet, or skip"
        eased = self._until(asked, values.eased(felt))
        return replace(
            felt,
            minutes_to_relief=eased if isinstance(eased, float) else None,
            still_there=eased == values.NOT_YET,
        )

    def _maybe(self, question: str, choices: Mapping[str, ValueT]) -> ValueT | None:
        """One of the choices, or skip."""
        asked = f"{question} {', '.join(choices)}. Or skip"
        return self._unless(asked, "skip", lambda text: choices.get(text.casefold()))

    def activities(self) -> tuple[tuple[str, int], ...]:
        """A score for each activity of the goals."""
        return tuple(
            (goal_id, self._until(f"{words}, 0 cannot to 10 as before?", reading.score))
            for goal_id, words in self._companion.goals()
        )

    def medicine(self) -> MedicineRecord:
        """Days of the last 14 with medicine for bad pain."""
        days = self._until("On how many of the last 14 days did you take it?", values.medicine_days)
        question = "On how many of these was it a strong one? Or skip"
        return MedicineRecord(days, self._unless(question, "skip", values.strong_days(days)))

    def flare(self) -> Literal["start", "end"]:
        """Whether a flare-up began or ended."""
        choices: dict[str, Literal["start", "end"]] = {"start": "start", "end": "end"}
        return self._choose("Did a flare-up start or end?", choices)

    def pause(self) -> tuple[date, date, str]:
        """Days off."""
        first, last = self._first_and_last()
        return first, last, self._until("Why? For example holiday or illness", days_off.reason_of)

    def _first_and_last(self) -> tuple[date, date]:
        """Both are asked again where they do not go together: nobody knows which one is wrong."""
        while True:
            first = self._until("From which day? A date, today, tomorrow, a weekday", self._first)
            last = self._until("To which day, that day included?", self._coming)
            try:
                self._companion.require_days_off(first, last)
            except UsageFault as fault:
                self._console.refuse(fault)
            else:
                return first, last

    def _first(self, text: str) -> date | None:
        first = self._coming(text)
        if first is not None:
            self._companion.require_days_off(first)
        return first

    def days_off(self, coming: tuple[DaysOff, ...]) -> int | None:
        """Which of them to take back, by its id; None for new days off."""
        self._console.say(
            "Days off on record:",
            *(f"{place}. {one.line}" for place, one in enumerate(coming, start=1)),
        )
        known = {str(place): one.id for place, one in enumerate(coming, start=1)}
        asked = "Type new, or the number of the days off to take back"
        return self._unless(asked, "new", known.get)

    def _coming(self, text: str) -> date | None:
        return read_day(text, self._today, ahead=True)

    def talk(self) -> tuple[Talked, bool]:
        """A talk with a clinician, and whether it was the review."""
        talked = asking.talk(self._console)
        return talked, self._until("Was it the planned review? yes, no", self._was_review)

    def _was_review(self, text: str) -> bool | None:
        review = YES_NO.get(text.casefold())
        if review:
            self._companion.require_review_near()
        return review

    def confirms_talk(self) -> bool:
        """Whether the patient types that they spoke to them (clinical-spec 7.5)."""
        question = f"This ends a hold. Type {I_SPOKE}, or leave"
        return self._choose(question, {I_SPOKE.casefold(): True, "leave": False}, offered="")

    def _choose(
        self, question: str, choices: Mapping[str, ValueT], *, offered: str | None = None
    ) -> ValueT:
        words = ", ".join(choices) if offered is None else offered
        asked = f"{question} {words}".strip()
        return self._until(asked, lambda text: choices.get(text.casefold()))

    def _until(self, question: str, read: Callable[[str], ValueT | None]) -> ValueT:
        return asking.until(self._console, question, read)

    def _unless(
        self, question: str, nothing: str, read: Callable[[str], ValueT | None]
    ) -> ValueT | None:
        """Ask until the line means something, or is the word for nothing."""

        def read_or_nothing(text: str) -> tuple[ValueT | None] | None:
            return (None,) if text.casefold() == nothing else _one_of(read(text))

        (found,) = self._until(question, read_or_nothing)
        return found


def _one_of(value: ValueT | None) -> tuple[ValueT] | None:
    return None if value is None else (value,)
