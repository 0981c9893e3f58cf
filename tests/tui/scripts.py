"""Ready-made prompts for the stories, and the app they are told with."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fakes import FakeCompanion, today_view

from exercise_companion.core.advice import Advice, Choice, ContactLine
from exercise_companion.core.prompts import AskSafety, ShowAdvice, ShowDecision
from exercise_companion.core.screening import Question
from exercise_companion.core.terms import Tier
from exercise_companion.core.views import DecisionView
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.keygate import REPEAT_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

TOPICS = ("Peeing and pooing", "Legs and walking", "Chest and breath")


def safety(number: int = 1, *, attempt: int = 1) -> AskSafety:
    title = TOPICS[number - 1]
    question = Question(
        f"T{number}",
        title,
        "Chest pain? Short of breath?",
        attempt,
        "It comes when you rest.",
        "You climbed stairs.",
        sensitive=True,
    )
    topics = tuple((topic, "No" if at < number else "") for at, topic in enumerate(TOPICS, 1))
    return AskSafety(question, number, len(TOPICS), topics, "Only what is new.", "")


def advice(*, saved: bool = True, help_lines: tuple[str, ...] = ()) -> ShowAdvice:
    return ShowAdvice(
        Advice(
            tier=Tier.EMERGENCY_GO,
            template="emergency_go.1",
            title="Stop exercising now",
            word="EMERGENCY",
            do_now=("Go to an emergency department now.",),
            number_label="If you cannot get there safely, call",
            number="999",
            contacts=(ContactLine("Emergency, also", "112", "", None),),
            say="I have a back problem.",
            avoid=("Do not exercise.",),
            closing=("This is not a diagnosis.",),
            choices=(
                Choice("calling", "I am on my way"),
                Choice("helped", "Someone is helping me"),
                Choice("cannot_call", "I cannot get there"),
            ),
        ),
        saved,
        help_lines=help_lines,
    )


def held(*, may_record_talk: bool = True) -> ShowDecision:
    decision = DecisionView(
        "held", "Talk to your therapist first", ("Your next session is on hold.",), ("Because.",)
    )
    return ShowDecision(
        decision,
        items=(),
        minutes=0,
        contacts=(("Amir Rahman", "020 7946 0123"),),
        may_begin=False,
        may_record_talk=may_record_talk,
    )


@asynccontextmanager
async def story(
    companion: FakeCompanion | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], FakeCompanion]]:
    """The whole app over a scripted companion; *Today* is confirmed when the story begins."""
    fake = companion or FakeCompanion()
    app = ExerciseApp(lambda: fake, today_view())  # type: ignore[arg-type, return-value]
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.today.confirmed)
            yield pilot, fake
    finally:
        app.background.close()


async def until(pilot: Pilot[int], true: object) -> None:
    """Wait for a state, not for a time; give up after about five seconds."""
    assert callable(true)
    for _ in range(250):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError


async def screen(pilot: Pilot[int], name: str) -> None:
    """Wait until a screen is on display and takes keys."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)
    await until(pilot, lambda: getattr(pilot.app.screen, "seconds_shown", 1) > 0)


async def press_until(pilot: Pilot[int], key: str, true: Callable[[], bool]) -> None:
    """Press again: a key that comes too soon after a screen, or after itself, does not count."""
    for _ in range(100):
        if true():
            return
        await pilot.press(key)
        await pilot.pause(REPEAT_SECONDS * 1.5)
    raise AssertionError


def words_on(pilot: Pilot[int]) -> str:
    """Everything written on the screen in sight."""
    shown = [
        widget for widget in pilot.app.screen.query("Static, TopBar, MarkedList") if widget.display
    ]
    return "\n".join(str(widget.render()) for widget in shown)
