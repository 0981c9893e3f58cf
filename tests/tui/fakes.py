"""A companion that follows a script, and a few views to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core import emergency
from exercise_companion.core.settings import Settings, changed
from exercise_companion.core.today_view import TodayItem, TodayView, WeekDay
from exercise_companion.core.views import ContactView, LoadView

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.today_view import DayState, TodayState
    from exercise_companion.errors import CompanionError

WEEK: tuple[DayState, ...] = ("done", "missed", "rest", "done", "planned", "planned", "rest")


def today_view(
    state: TodayState = "ready",
    *,
    alert_line: str = "",
    reasons: tuple[str, ...] = (),
    due: tuple[str, ...] = (),
) -> TodayView:
    names = (
        ("Pelvic tilt", "2 × 10"),
        ("Single knee to chest", "3 × 20 s, each side"),
        ("Bridge", "2 × 8, hold 3 s"),
        ("Seated forward bend", "3 × 15 s"),
        ("Sit to stand", "2 × 6"),
        ("Walking, sit when you need to", "10 minutes"),
    )
    return TodayView(
        state=state,
        date_text="Sunday 22 November",
        demo=False,
        first_name="Margaret",
        program_title="Lumbar stenosis, phase 1",
        prescriber="Amir Rahman, physiotherapist",
        valid_until="3 January 2027",
        week=3,
        weeks=12,
        items=tuple(
            TodayItem(name, dose, done=state == "resume" and number < 2, times="")
            for number, (name, dose) in enumerate(names)
        ),
        minutes=18,
        week_days=tuple(
            WeekDay(letter, letter, day, is_today=number == 3)
            for number, (letter, day) in enumerate(zip("MTWTFSS", WEEK, strict=True))
        ),
        due=due,
        reasons=reasons,
        alert_line=alert_line,
        precautions=(),
    )


LOAD_VIEW = LoadView(
    title="Lumbar stenosis, phase 1",
    prescriber="Amir Rahman, physiotherapist, Harbour Clinic",
    version=2,
    valid="22 November 2026 to 3 January 2027",
    demo=False,
    is_first=False,
    changes=("Bridge: 2 × 8 instead of 2 × 6", "New: Sit to stand, 2 × 6"),
    note="A little more for the legs.",
    emergency_number="999",
    region_name="United Kingdom",
)


class FakeCompanion:
    """Hands out the prompts of a list and keeps the replies.

    Args:
        prompts: what is asked, in this order.
        view: what *Today* shows.
        faults: raised by the next replies (or installs), one each.
        start_fault: raised by `start`.

    """

    def __init__(
        self,
        prompts: tuple[Prompt, ...] = (),
        *,
        view: TodayView | None = None,
        faults: tuple[CompanionError, ...] = (),
        start_fault: CompanionError | None = None,
    ) -> None:
        self.prompts = list(prompts)
        self.view = view or today_view()
        self.faults = list(faults)
        self.start_fault = start_fault
        self.replies: list[tuple[Prompt, Reply]] = []
        self.asked_wrong = False
        self.active = False
        self.named_keys: list[str | None] = []
        self.installed: list[tuple[str, str]] = []
        self.closed = False
        self.kept = Settings()

    def today(self) -> TodayView:
        return self.view

    seconds_left = 3600.0

    def start(self) -> None:
        if self.start_fault:
            raise self.start_fault
        self.active = True

    fault = None

    def greet(self) -> None:
        """Nothing is new unless the script says so."""

    def something_is_wrong(self) -> None:
        self.asked_wrong = True
        self.active = True

    def next(self) -> Prompt | None:
        return self.prompts[0] if self.active and self.prompts else None

    def reply(self, prompt: Prompt, reply: Reply) -> None:
        if self.faults:
            raise self.faults.pop(0)
        assert prompt is self.prompts.pop(0)
        self.replies.append((prompt, reply))

    def contacts(self) -> tuple[ContactView, ...]:
        return (
            ContactView("Emergency", "Emergency services", "999", ""),
            ContactView(
                "Therapist", "Amir Rahman", "020 7946 0123", "Mon to Fri 08:30 to 17:00, open now"
            ),
            ContactView("Out of hours", "NHS 111", "111", ""),
        )

    def where(self) -> None:
        """At home."""

    def emergency_card(self) -> tuple[str, ...]:
        return emergency.card("999")

    def preview(self, _path: Path, named_key: str | None = None) -> LoadView:
        self.named_keys.append(named_key)
        if self.faults:
            raise self.faults.pop(0)
        return LOAD_VIEW

    def install(self, _path: Path, name: str, born: str) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.installed.append((name, born))

    def settings(self) -> Settings:
        return self.kept

    def change_settings(self, changes: Mapping[str, str]) -> Settings:
        if self.faults:
            raise self.faults.pop(0)
        self.kept = changed(self.kept, changes)
        return self.kept

    def slip(self) -> str:
        return "I reported [b]this[/b].\n"

    def close(self) -> None:
        self.closed = True
