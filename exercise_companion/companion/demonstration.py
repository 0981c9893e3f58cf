"""A ready-made patient with six weeks of history, for looking around (decisions D6).

The history is lived through the patient's own use cases, by a made-up patient and with the clock
moved along, so that it can never disagree with the rules. Nothing is written past them.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion.late import LateSession
from exercise_companion.companion.rehearsal import Dice, Mood, Rehearsal, StoryClock, visit
from exercise_companion.companion.service import Companion
from exercise_companion.core.prompts import Talked
from exercise_companion.errors import Refused
from exercise_companion.paths import programs_folder
from exercise_companion.store.guard import NoStore, store_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.core.records import SkipReason

PROGRAM: Final = "b-chronic-back-pain.json"
NAME, BORN = "Daniel Specimen", "1981-06-02"
"""The patient of that file."""

STORY_DAYS: Final = 45
"""Days of history before the day of the demonstration: six weeks, and a week half lived."""

USUAL_UNTIL: Final = 21
"""From this day on pain is mostly a point lower."""

SEED: Final = 20

MORNING: Final = time(7, 40)
NOON: Final = time(12, 30)
EVENING: Final = time(18, 10)

NOT_OPENED: Final = frozenset({4, 9, 12, 19, 24, 33, 36, 40, 43})
"""Days without a word from the patient."""

PAUSE: Final = (30, 31)
FLARE: Final[Mapping[int, int]] = {22: 7, 23: 6, 25: 6, 26: 5}
"""Pain on the days of the flare-up that were opened."""

FLARE_BEGINS, FLARE_ENDS = 22, 27

SIGN_DAY, TALK_DAY = 35, 37
"""A weekly question answered yes, which holds the sessions; the talk that ends the hold."""

SIGN: Final = frozenset({"W3", "RF-MED-01"})

SKIPS: Final[Mapping[int, Mapping[int, SkipReason]]] = {
    3: {4: "equipment"},
    8: {3: "no_time"},
    15: {3: "tired"},
    20: {2: "unclear"},
    29: {3: "no_time", 4: "no_time"},
    38: {2: "tired"},
}
STOPPED_EARLY: Final[Mapping[int, int]] = {16: 3}
PAPER_DAY, ENTERED_ON = 12, 13
FIRST_REVIEW, SECOND_REVIEW = 14, 42


@dataclass(frozen=True, slots=True)
class _Story:
    """The made-up patient's six weeks."""

    companion: Companion
    clock: StoryClock
    first: date
    dice: Dice = field(default_factory=lambda: Dice(SEED))

    def tell(self) -> None:
        """Live through every day, in order."""
        for number in range(STORY_DAYS):
            self._diary(number)
            if number not in NOT_OPENED and number not in range(PAUSE[0], PAUSE[1] + 1):
                self._at(number, EVENING)
                visit(self.companion, self.clock, Rehearsal(self._mood(number), self.dice))

    def _at(self, number: int, moment: time) -> None:
        self.clock.turn_to(self.first + timedelta(days=number), moment)

    def _mood(self, number: int) -> Mood:
        """Pain comes down from the usual 4 to 3 over the weeks, but for the flare-up."""
        usual = 4 if number < USUAL_UNTIL or not self.dice.below(3) else 3
        return Mood(
            pain=FLARE.get(number, usual),
            signs=SIGN if number == SIGN_DAY else frozenset(),
            skips=SKIPS.get(number, {}),
            stops_at=STOPPED_EARLY.get(number, 0),
        )

    def _diary(self, number: int) -> None:
        """What the patient writes down besides the sessions."""
        entries: dict[int, Callable[[], object]] = {
            ENTERED_ON: self._enter_paper_session,
            FIRST_REVIEW: lambda: self._talk("We went through each move by phone.", review=True),
            FLARE_BEGINS: lambda: self.companion.log_flare("start"),
            FLARE_ENDS: lambda: self.companion.log_flare("end"),
            PAUSE[0] - 1: self._plan_pause,
            TALK_DAY: lambda: self._talk("The tablets are noted. Keep to the plan."),
            SECOND_REVIEW: lambda: self._talk("We looked at the last six weeks.", review=True),
        }
        self._at(number, MORNING if number in FLARE else NOON)
        if number in entries:
            entries[number]()

    def _enter_paper_session(self) -> None:
        day = self.first + timedelta(days=PAPER_DAY)
        self.companion.log_session(LateSession(day, "paper", pain_before=(("back", 4),), effort=4))

    def _plan_pause(self) -> None:
        first, last = (self.first + timedelta(days=number) for number in PAUSE)
        self.companion.log_pause(first, last, "weekend away")

    def _talk(self, said: str, *, review: bool = False) -> None:
        self.companion.log_talk(Talked("DEMO therapist", "physiotherapist", said), review=review)


def make(folder: Path, clock: Clock) -> None:
    """Make the demonstration in a folder. Its last day is yesterday.

    Args:
        folder: where its store is made; there must be none.
        clock: tells which day is today, and where the patient is.

    Raises:
        Refused: the folder holds data already; nothing was changed.

    """
    _require_no_store(folder)
    today = clock.when().local_day
    first = today - timedelta(days=STORY_DAYS)
    story_clock = StoryClock(clock.local().tzinfo)
    story_clock.turn_to(first, MORNING)
    with Companion(folder, story_clock) as companion:
        companion.install(programs_folder() / PROGRAM, NAME, BORN)
        _live(companion, _Story(companion, story_clock, first), today)


def _require_no_store(folder: Path) -> None:
    with suppress(NoStore):
        store_file(folder)
        what_happened = "There is data in this folder already."
        raise Refused(what_happened, "Choose an empty folder.")


def _live(companion: Companion, story: _Story, today: date) -> None:
    """All six weeks in one commit: a demonstration is there whole, or without history."""
    context = companion.context
    assert context is not None  # noqa: S101 - a program was installed
    with context.store.transaction():
        context.defers_projection = True
        story.tell()
        context.defers_projection = False
        story.clock.turn_to(today, MORNING)
        context.refresh_projection()
