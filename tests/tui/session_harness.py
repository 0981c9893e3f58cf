"""A tiny app that shows one screen of a session and keeps the replies, and things to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from exercise_companion.core.next_step import HarderView
from exercise_companion.core.prompts import DoSet, Place
from exercise_companion.core.views import EasierView, ItemView
from exercise_companion.tui.screens.base import (
    HEIGHTS,
    WIDTHS,
    CompanionScreen,
    Cued,
    PromptScreen,
)
from exercise_companion.tui.themes import CSS_FILES, use_themes

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from exercise_companion.core.dose import SetTarget, Step
    from exercise_companion.core.prompts import Reply

PLACE = Place(position=3, of=6, minutes_left=12)

EASIER = EasierView("Lift only half as high.", "1 × 6, hold 2 s", "1 set of 6, hold 2 seconds")


HARDER = HarderView(
    name="One-leg bridge",
    instruction="Lift with one leg at a time.",
    dose="3 × 8, hold 3 s",
    spoken_dose="3 sets of 8, hold 3 seconds",
    criteria="Three calm mornings in a row.",
)


def an_item(**changes: object) -> ItemView:
    facts: dict[str, object] = {
        "item_id": "bridge",
        "name": "Bridge",
        "dose": "2 × 8, hold 3 s",
        "brief_dose": "2 × 8, hold 3 s",
        "spoken_dose": "2 sets of 8, hold 3 seconds",
        "minutes": 3,
        "purpose": "Makes the muscles around your hips stronger.",
        "position": "supine",
        "setup": "Lie on your back, knees bent.",
        "steps": ("Tighten your tummy.", "Lift your hips.", "Lower slowly."),
        "cues": ("Keep breathing.",),
        "common_mistakes": ("Lifting too high.",),
        "watch_for": ("Cramp in the thigh.",),
        "stop_signs": ("Pain goes further down your leg than usual.",),
        "equipment": ("Mat",),
        "support_needed": "",
        "note": "",
        "alt_text": "",
        "variant": "as_written",
        "variant_instruction": "",
        "easier": EASIER,
    }
    return ItemView(**(facts | changes))


def a_set(target: SetTarget, *steps: Step, **item: object) -> DoSet:
    return DoSet(an_item(**item), PLACE, target, steps, next_name="Sit to stand")


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class OneScreen(App[None]):
    """Shows one screen with our themes, and keeps what it answers."""

    CSS_PATH = CSS_FILES
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, screen: PromptScreen[Any]) -> None:
        super().__init__()
        use_themes(self)
        self.first = screen
        self.replies: list[Reply] = []
        self.cued: list[str] = []
        """What was said."""

    async def on_mount(self) -> None:
        await self.push_screen(self.first)

    def on_prompt_screen_replied(self, message: PromptScreen.Replied) -> None:
        self.replies.append(message.reply)

    def on_cued(self, message: Cued) -> None:
        self.cued.append(message.cue.say)


async def settle(pilot: Pilot[None], screen: CompanionScreen) -> None:
    """Wait until the screen is in sight, and let its waiting time be over."""
    while screen._shown_at is None:
        await pilot.pause()
    screen._shown_at -= 60


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each long after the one before."""
    for key in keys:
        CompanionScreen.gate._key = ""
        await pilot.press(key)
    await pilot.pause()


def text_of(app: App[None]) -> str:
    """Everything on the screen, as text."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines)


class Shown:
    """A screen with a clock under test, and that clock."""

    def __init__(self, app: OneScreen, screen: Any, pilot: Pilot[None], clock: Clock) -> None:  # noqa: ANN401 - any that runs a clock
        self.app, self.screen, self.pilot, self.clock = app, screen, pilot, clock

    async def wait(self, seconds: float) -> None:
        """Let time pass as it does, with a look at every half second."""
        for _ in range(int(seconds * 2)):
            self.clock.now += 0.5
            self.screen.clock.look()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    @property
    def text(self) -> str:
        return text_of(self.app)

    @property
    def replies(self) -> list[object]:
        return list(self.app.replies)
