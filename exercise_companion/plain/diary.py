"""Diary entries line by line: what the words mean, and the questions when none were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar, cast, get_args

from exercise_companion.companion.late import LateSession
from exercise_companion.core.prompts import Talked
from exercise_companion.core.records import WalkRecord
from exercise_companion.core.safetext import neutral
from exercise_companion.core.terms import Site
from exercise_companion.core.typed_day import read_day
from exercise_companion.errors import UsageFault
from exercise_companion.plain import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from typing import Literal

    from exercise_companion.companion import Companion
    from exercise_companion.plain.console import Console

ValueT = TypeVar("ValueT")

NOT_UNDERSTOOD: Final = "That was not understood."

I_SPOKE: Final = "i spoke to them"
"""What is typed before a talk may end a hold (clinical-spec 7.5)."""

SOURCES: Final[dict[str, Literal["late", "paper"]]] = {"memory": "late", "paper": "paper"}

MODES: Final[dict[str, Literal["outdoor_walk", "treadmill", "bike", "other"]]] = {
    "walk": "outdoor_walk",
    "treadmill": "treadmill",
    "bike": "bike",
    "other": "other",
}

STOPS: Final[dict[str, Literal["leg_symptoms", "back", "breath", "tired", "done", "other"]]] = {
    "legs": "leg_symptoms",
    "back": "back",
    "breath": "breath",
    "tired": "tired",
    "done": "done",
    "other": "other",
}
"""Why a walk ended (clinical-spec 2.6)."""


# --- what typed words mean ----------------------------------------------------------------------


def scores(texts: Iterable[str]) -> tuple[tuple[Site, int], ...]:
    """What `back=3` and `leg=2` say.

    Raises:
        UsageFault: one of them is no place with a whole number from 0 to 10.

    """
    found = []
    for text in texts:
        site, _, number = text.casefold().partition("=")
        score = reading.score(number)
        if site not in get_args(Site) or score is None:
            what_happened = f"{neutral(text)} is no pain score."
            raise UsageFault(what_happened, "Give a place and a number from 0 to 10: back=3.")
        found.append((cast("Site", site), score))
    return tuple(found)


def day(text: str, today: date) -> date:
    """What `today`, `yesterday` and a date say.

    Raises:
        UsageFault: it is no date.

    """
    found = read_day(text, today)
    if found is None:
        what_happened = f"{neutral(text)} is no date."
        raise UsageFault(what_happened, "Give it like 2026-11-21, or yesterday.")
    return found


def minutes(text: str) -> float | None:
    """A number of minutes such as 12 or 12.5; None when the text is none."""
    whole, _, part = text.partition(".")
    digits = whole + part
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:  # noqa: PLR2004 - 1440.00
        return None
    return float(f"{whole or 0}.{part or 0}")


# --- asking -------------------------------------------------------------------------------------


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
        on = self._until("On which day? A date, today, or yesterday", self._read_day)
        source = self._choose("Do you enter it from memory or from paper?", SOURCES)
        items = self._items(on)
        effort = self._unless("How hard was it, 0 to 10? Or skip", "skip", reading.score)
        return LateSession(on, source, items, None, self._pain_before(), effort)

    def _read_day(self, text: str) -> date | None:
        return read_day(text, self._today)

    def _items(self, on: date) -> tuple[str, ...]:
        views = self._companion.exercises_of(on)
        self._console.say(
            *(f"{place}. {view.name}: {view.dose}" for place, view in enumerate(views, start=1))
        )
        numbers = {str(place): view.item_id for place, view in enumerate(views, start=1)}

        def read(text: str) -> tuple[str, ...] | None:
            words = text.replace(",", " ").split()
            if words == ["all"]:
                return ()
            known = bool(words) and all(word in numbers for word in words)
            return tuple(numbers[word] for word in words) if known else None

        return self._until("Which did you do? Type all, or their numbers", read)

    def _pain_before(self) -> tuple[tuple[Site, int], ...]:
        given = (
            (site, self._unless(f"Pain before it, {site}, 0 to 10? Or skip", "skip", reading.score))
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
        return WalkRecord(
            mode=self._choose("What was it?", MODES),
            minutes_total=self._until("How many minutes in all?", minutes),
            minutes_to_first_symptom=self._first_symptom(),
            bouts=self._until("In how many parts, with rests between them?", _count),
            leg_pain_max=self._unless("Worst leg pain, 0 to 10? Or skip", "skip", reading.score),
            stop_reason=self._choose("Why did you stop?", STOPS),
        )

    def _first_symptom(self) -> float | None:
        question = "After how many minutes did your legs bother you? Or none"
        return self._unless(question, "none", minutes)

    def flare(self) -> Literal["start", "end"]:
        """Whether a flare-up began or ended."""
        choices: dict[str, Literal["start", "end"]] = {"start": "start", "end": "end"}
        return self._choose("Did a flare-up start or end?", choices)

    def pause(self) -> tuple[date, date, str]:
        """Days off."""
        first = self._until("From which day? A date, today, or yesterday", self._read_day)
        last = self._until("To which day, that day included?", self._read_day)
        return first, last, self._until("Why? For example holiday or illness", _any)

    def talk(self) -> tuple[Talked, bool]:
        """A talk with a clinician, and whether it was the review."""
        who = self._until("Who did you speak to?", _any)
        role = self._until("What is their role?", _any)
        said = self._until("What did they say?", _any)
        review = self._choose("Was it the planned review?", {"yes": True, "no": False})
        return Talked(who, role, said), review

    def confirms_talk(self) -> bool:
        """Whether the patient types that they spoke to them (clinical-spec 7.5)."""
        question = "This ends a hold. Type I spoke to them, or leave"
        return self._choose(question, {I_SPOKE: True, "leave": False}, offered="")

    def _choose(
        self, question: str, choices: Mapping[str, ValueT], *, offered: str | None = None
    ) -> ValueT:
        words = ", ".join(choices) if offered is None else offered
        asked = f"{question} {words}".strip()
        return self._until(asked, lambda text: choices.get(text.casefold()))

    def _until(self, question: str, read: Callable[[str], ValueT | None]) -> ValueT:
        """Ask until the line means something."""
        while True:
            value = read(self._console.ask(question).raw)
            if value is not None:
                return value
            self._console.say(NOT_UNDERSTOOD)

    def _unless(
        self, question: str, nothing: str, read: Callable[[str], ValueT | None]
    ) -> ValueT | None:
        """Ask until the line means something, or is the word for nothing."""
        while True:
            text = self._console.ask(question).raw
            value = read(text)
            if value is not None or text.casefold() == nothing:
                return value
            self._console.say(NOT_UNDERSTOOD)


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None  # noqa: PLR2004


def _any(text: str) -> str | None:
    return text or None
