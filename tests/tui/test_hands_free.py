"""A whole session goes by itself after "start": heard, shown and kept as the therapist wrote it."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from journeys import Patient, StoppedClock, full_program, install, rows, visit
from session_harness import press, text_of

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.cues import (
    ANSWER_SECONDS,
    COME_TO_THE_SCREEN,
    PAUSED,
    Cue,
    Tone,
    at_end,
    at_second,
    at_step,
    at_turn,
    intro_seconds,
)
from exercise_companion.core.dose import CHANGE_OVER_SECONDS, set_steps, set_targets
from exercise_companion.core.program import Item
from exercise_companion.core.settings import UNHEARD_HERE
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.cueing import Cueing
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.screens.walk_told import WalkToldScreen
from exercise_companion.tui.widgets import step_clock
from exercise_companion.tui.widgets.by_itself import HELD
from exercise_companion.tui.widgets.set_face import SetFace
from exercise_companion.tui.widgets.step_clock import StepClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from textual.pilot import Pilot

    from exercise_companion.core.dose import SetTarget, Step, StepKind

PATIENCE = 100
"""Looks, a hundredth of a second apart, after which nothing more comes by itself."""

LOOPS_A_TICK = 8
"""Turns of the event loop that show a tick and give its cue."""

PROGRAM_A = Path(__file__).parents[2] / "programs" / "a-spinal-stenosis.json"


@dataclass
class FastClock:
    """Seconds that pass only when the session has nothing to do."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Recorder:
    """A voice and a loudspeaker that write down what they were given, when, and what was shown."""

    clock: FastClock
    app: ExerciseApp
    heard: list[tuple[float, str, str]] = field(default_factory=list)
    """Seconds, what was said, and the large word on the screen at that moment."""
    sounded: list[tuple[float, Tone]] = field(default_factory=list)
    """Seconds, and which tone."""
    flashed: list[float] = field(default_factory=list)

    def say(self, text: str) -> bool:
        faces = self.app.screen.query(SetFace)
        shown = faces.first()._shown.word if faces else type(self.app.screen).__name__
        self.heard.append((self.clock.now, text, shown))
        return True

    def tone(self, tone: Tone) -> bool:
        self.sounded.append((self.clock.now, tone))
        return True

    hushed: int = 0
    has_voice: bool = True
    has_tones: bool = True

    def hush(self) -> None:
        self.hushed += 1

    def close(self) -> None: ...


class Watched(Cueing):
    """Cues whose flashes are written down, too."""

    def __init__(self, app: ExerciseApp, recorder: Recorder) -> None:
        super().__init__(app, recorder)
        self._recorder = recorder

    def _flash(self) -> None:
        self._recorder.flashed.append(self._recorder.clock.now)
        super()._flash()


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> FastClock:
    clock = FastClock()
    monkeypatch.setattr(step_clock, "steady_seconds", clock)
    return clock


def ready_to_start(folder: Path, clock: StoppedClock, program: Path = PROGRAM_A) -> Companion:
    companion = Companion(folder, clock)
    patient = json.loads(program.read_text())["patient"]
    companion.preview(program)
    companion.install(program, patient["display_name"], patient["birth_date"])
    companion.change_settings({"hands_free": "on", "speech": "on"})
    companion.start()
    visit(companion, Patient(), until=prompts.ShowDecision)
    companion.close()
    return companion


async def wait_for(pilot: Pilot[None], name: str) -> None:
    for _ in range(500):
        screen = pilot.app.screen
        if type(screen).__name__ == name and getattr(screen, "ready", True):
            return
        await pilot.pause(0.01)
    pytest.fail(f"{name} did not come; {type(pilot.app.screen).__name__} is there")


@dataclass
class Run:
    """An app that goes by itself, and the clock that drives it."""

    app: ExerciseApp
    pilot: Pilot[None]
    fast: FastClock
    recorder: Recorder
    _at: object = None

    async def tick(self) -> bool:
        """Go to the moment when the clock of the screen next has something to do.

        Returns:
            False while another screen comes, or when nothing on this one goes by itself.

        """
        screen = self.app.screen
        if not (isinstance(screen, PromptScreen) and screen.ready):
            return False
        if screen is not self._at:
            self._at = screen
            await self.pilot.pause()  # until what it says first was said
        for clock in screen.query(StepClock):
            going = clock._going
            if going is not None and going.expected is not None:
                self.fast.now = max(self.fast.now, going.expected)
                clock.look()
                for _ in range(LOOPS_A_TICK):
                    await asyncio.sleep(0)
                return True
        return False

    async def until(self, seconds: float) -> None:
        """Let time pass up to a moment."""
        while self.fast.now < seconds:
            if not await self.tick():
                await asyncio.sleep(0.01)

    async def to_the_end(self) -> None:
        """Let time pass until the session waits for an answer."""
        waited = 0
        while waited < PATIENCE:
            if await self.tick():
                waited = 0
            else:
                waited += 1
                await asyncio.sleep(0.01)


@asynccontextmanager
async def going_by_itself(folder: Path, clock: StoppedClock, fast: FastClock) -> AsyncIterator[Run]:
    """Today's session, just begun with its one key."""
    app = ExerciseApp(lambda: Companion(folder, clock))
    recorder = Recorder(fast, app)
    app.cueing = Watched(app, recorder)
    async with app.run_test(size=(100, 30)) as pilot:
        while not app.today.confirmed:
            await pilot.pause(0.01)
        await press(pilot, "enter")
        await wait_for(pilot, "DecisionScreen")
        await press(pilot, "enter")
        await wait_for(pilot, "IntroScreen")
        yield Run(app, pilot, fast, recorder)


WORDS: dict[StepKind, tuple[str, ...]] = {
    "ready": ("READY",),
    "rep": ("MOVE", "LEFT", "RIGHT"),
    "hold": ("HOLD",),
    "release": ("LET GO",),
    "work": ("GO", "WALK"),
    "rest": ("REST",),
}


def expected_steps(
    items: list[Item], intro: list[float]
) -> Iterator[tuple[float, Step, SetTarget]]:
    """When every step of a session begins, worked out from the doses alone."""
    at = 0.0
    for item, seconds in zip(items, intro, strict=True):
        at += seconds
        if is_a_walk(item):
            at += CHANGE_OVER_SECONDS  # the first part waits for whoever walks outside
        for number, target in enumerate(set_targets(item.dose)):
            for step in set_steps(item.dose, target, first=number == 0):
                yield at, step, target
                assert step.seconds is not None
                at += step.seconds
        at += ANSWER_SECONDS * (2 if item.dose.intensity is not None else 1)


def expected_cues(items: list[Item], intro: list[float]) -> Iterator[tuple[float, Cue]]:
    """Every cue of a session and its moment, worked out from the doses alone.

    Of what is read out (an introduction, a question) only the tone and the flash count here.
    """
    at, asks = 0.0, Cue("", "ask", flash=True)
    for item, seconds in zip(items, intro, strict=True):
        yield at, asks
        at += seconds + CHANGE_OVER_SECONDS * is_a_walk(item)
        targets = set_targets(item.dose)
        for number, target in enumerate(targets):
            for step in set_steps(item.dose, target, first=number == 0):
                yield at, at_step(step, target)
                yield from ((at + turn.at_seconds, at_turn(turn)) for turn in step.turns)
                assert step.seconds is not None
                at += step.seconds
                for left in range(1, int(step.seconds)):
                    cue = at_second(step, left)
                    if cue is not None:
                        yield at - left, cue
            yield at, at_end(target, last=number == len(targets) - 1)
        yield at, asks  # how much it hurt; after the last, the patient is called
        if item is not items[-1]:
            at += ANSWER_SECONDS
            if item.dose.intensity is not None:
                yield at, asks
                at += ANSWER_SECONDS


def is_a_walk(item: Item) -> bool:
    return item.dose.type == "duration" and item.dose.mode == "walk"


def monday_items() -> list[Item]:
    tree = json.loads(PROGRAM_A.read_text())
    items = [Item.model_validate_json(json.dumps(one)) for one in tree["phases"][0]["items"]]
    return [one for one in items if one.when.days is None or "mon" in one.when.days]


async def test_program_a_by_itself_is_said_shown_and_kept_to_the_second(
    tmp_path: Path, fast: FastClock
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    ready_to_start(folder, clock)
    async with going_by_itself(folder, clock, fast) as run:
        began = fast.now
        await run.to_the_end()
        assert isinstance(run.app.screen, WalkToldScreen)  # what only the patient can say
        heard = [(round(at - began, 2), said, shown) for at, said, shown in run.recorder.heard]
        sounded = [(round(at - began, 2), tone) for at, tone in run.recorder.sounded]
        flashed = [round(at - began, 2) for at in run.recorder.flashed]

    said_at = {(at, said) for at, said, _ in heard}
    shown_at = {(at, said): shown for at, said, shown in heard}
    introduced = [(at, said) for at, said, shown in heard if shown == "IntroScreen"]
    items = monday_items()
    lengths = [intro_seconds(Cue(said)) for _, said in introduced]
    assert len(introduced) == len(items)
    steps = list(expected_steps(items, lengths))
    for at, step, target in steps:
        words = at_step(step, target).say
        assert (at, words) in said_at
        assert shown_at[at, words] in WORDS[step.kind]
        for turn in step.turns:
            assert (at + turn.at_seconds, f"{turn.words}.") in said_at
    assert any(step.turns for _, step, _ in steps)

    cues = list(expected_cues(items, lengths))
    assert sorted(sounded) == sorted((round(at, 2), cue.tone) for at, cue in cues)
    assert sorted(flashed) == sorted(round(at, 2) for at, cue in cues if cue.flash)
    between_sides = "Rest for 10 seconds. Then set 1 of 2, your RIGHT side."
    assert between_sides in {said for _, said in said_at}
    sides_without_rest: set[Tone] = {"turn"}  # none in this prescription
    assert {tone for _, tone in sounded} == set(get_args(Tone)) - sides_without_rest

    last_at, last_step, _ = steps[-1]
    assert last_step.seconds is not None
    over = last_at + last_step.seconds
    assert heard[-1][:2] == (over, COME_TO_THE_SCREEN.say)

    kept = rows(folder, "SELECT item_id, side, done_reps, done_seconds, counted_by FROM set_log")
    assert kept == [
        (item.id, target.side, target.reps, target.seconds, "clock")
        for item in items
        for target in set_targets(item.dose)
    ]
    sides = [side for item_id, side, *_ in kept if item_id == "A2"]
    assert sides == ["left", "right", "left", "right"]
    assert all(at >= CHANGE_OVER_SECONDS for at in lengths)
    pain = rows(
        folder, "SELECT DISTINCT score_0_to_10, outcome FROM pain_entry WHERE asked='during'"
    )
    assert pain == [(None, "")]
    effort = rows(folder, "SELECT item_id, effort_0_to_10 FROM item_effort")
    hard = [one.id for one in items if one.dose.intensity is not None]
    assert (effort, hard[-1]) == ([(one, None) for one in hard[:-1]], "A9")


async def test_any_key_or_click_pauses_and_is_not_taken_for_anything_else(
    tmp_path: Path, fast: FastClock
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    ready_to_start(folder, clock)
    async with going_by_itself(folder, clock, fast) as run:
        await run.until(fast.now + 60)
        player = run.app.screen
        assert isinstance(player, PlayerScreen)
        for key in ("enter", "7", "z", "space", "down"):
            assert player.clock.is_running
            await press(run.pilot, key)
            assert not player.clock.is_running
            assert run.recorder.heard[-1][1] == PAUSED.say
            await press(run.pilot, "space")
        assert player.clock.is_running
        await run.pilot.click(SetFace)
        assert not player.clock.is_running
        assert run.app.screen is player
        fast.now += 3600
        player.clock.look()
        assert rows(folder, "SELECT count(*) FROM set_log") == [(0,)]


async def test_whoever_is_at_the_keys_is_waited_for(tmp_path: Path, fast: FastClock) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    ready_to_start(folder, clock)
    async with going_by_itself(folder, clock, fast) as run:
        assert "Starts in" in text_of(run.app)
        await press(run.pilot, "down")
        assert HELD in text_of(run.app)
        assert not await run.tick()
        await press(run.pilot, "enter")
        await wait_for(run.pilot, "PlayerScreen")


async def test_what_nobody_answered_is_asked_again_at_the_end_and_can_be_answered(
    tmp_path: Path, fast: FastClock
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        companion.change_settings({"hands_free": "on", "speech": "on"})
        companion.start()
        visit(companion, Patient(), until=prompts.ShowDecision)
    async with going_by_itself(folder, clock, fast) as run:
        await run.to_the_end()
        assert "Once more: the worst pain during" in text_of(run.app)
        await press(run.pilot, "m")
        await wait_for(run.pilot, "PainScreen")
        assert "Once more" in text_of(run.app)
        await press(run.pilot, "k")
        await run.to_the_end()
        assert "Once more" not in text_of(run.app)
    scores = rows(
        folder,
        "SELECT item_id, score_0_to_10 FROM pain_entry WHERE asked='during' AND site='back'"
        " ORDER BY ordinal",
    )
    assert [score for _, score in scores] == [None, None, 2, None]


@pytest.mark.parametrize("heard", [True, False])
async def test_a_session_that_cannot_be_heard_says_so_before_it_begins(
    tmp_path: Path,
    fast: FastClock,
    heard: bool,  # noqa: FBT001 - a parameter
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    ready_to_start(folder, clock)
    app = ExerciseApp(lambda: Companion(folder, clock))
    recorder = Recorder(fast, app)
    recorder.has_voice = recorder.has_tones = heard
    app.cueing = Cueing(app, recorder)
    async with app.run_test(size=(100, 30)) as pilot:
        while not app.today.confirmed:
            await pilot.pause(0.01)
        await press(pilot, "enter")
        await wait_for(pilot, "DecisionScreen")
        assert (" ".join(UNHEARD_HERE) in " ".join(text_of(app).split())) is not heard


async def test_a_pause_ends_what_is_being_said(tmp_path: Path, fast: FastClock) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    ready_to_start(folder, clock)
    async with going_by_itself(folder, clock, fast) as run:
        await run.until(fast.now + 60)
        await press(run.pilot, "space")
        await press(run.pilot, "space")
        hushed = run.recorder.hushed
        run.app.screen.action_pause()
        await run.pilot.pause()
        assert run.recorder.hushed == hushed + 1
