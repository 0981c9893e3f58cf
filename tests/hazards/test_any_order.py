"""Whatever is done in whatever order, no session begins that may not (H-01, -03, -05, -06, -18).

The companion on a real store, under a clock that moves when told. Every session that begins is
judged from what is on disk by `watch`, which knows nothing of how the companion decides.
A long run: `pytest -m harness tests/hazards/test_any_order.py`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final, get_args

import pytest
import scratch
from builders import as_bytes, changed
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from journeys import (
    BORN,
    FIRST_DAY,
    NAME,
    YES,
    Patient,
    StoppedClock,
    full_program,
    install,
    visit,
)
from random_patient import RandomPatient
from watch import Watch

from exercise_companion import catalogue
from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core import prompts
from exercise_companion.core.late_entry import LateSource
from exercise_companion.core.prompts import Leave, Prompt, Reply, Talked
from exercise_companion.core.records import WalkRecord
from exercise_companion.errors import CompanionError
from exercise_companion.store.kept import FlareChange

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

    from exercise_companion.companion.diary import Scores

MINUTE, HOUR, DAY = 60, 3600, 86400
WAITS: Final = (1, MINUTE, 20 * MINUTE, HOUR, 5 * HOUR, 7 * HOUR, DAY, DAY, 3 * DAY, 8 * DAY)
FLAGS: Final = tuple(item.id for item in catalogue.red_flags() if item.is_asked)
MOST_ASKED: Final = 200
"""Every item twice and more: a visit that asks longer goes round in circles."""

REACHED: Final = (prompts.ShowDecision, prompts.ShowIntro, prompts.DoSet)
SEEDS = st.integers(0, 10_000)


def plan() -> Tree:
    """A plan that also asks questions of its own, some of them every day."""
    measures = ("activities", "analgesic_days", "mood", "global_change")
    own = [
        {"id": "dry", "question": "Is it dry?", "kind": "yes_no", "every_days": 1},
        {"id": "week", "question": "How was it?", "kind": "text", "every_days": 2},
    ]
    asked = [{"measure": one, "every_days": 7} for one in measures]
    return full_program() | {"outcomes": asked, "check_ins": own}  # type: ignore[operator]


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """A store with that plan, on its first day."""
    install(tmp_path / "asking", plan(), StoppedClock())
    return tmp_path / "asking"


class AnyOrder(RuleBasedStateMachine):
    """One patient, one store, and everything that can be done with them."""

    store: Path
    tally: ClassVar[Counter[str]] = Counter()
    """What came of all that was done: a run that never gets anywhere proves nothing."""

    @initialize()
    def open(self) -> None:
        self.place = scratch.folder()
        self.scratch = self.place.__enter__()
        self.folder = shutil.copytree(self.store, self.scratch / "data")
        self.clock = StoppedClock()
        self.companion = Companion(self.folder, self.clock)
        self.watch = Watch(self.folder)
        self.version = 1
        self.shown: list[tuple[Prompt, Reply]] = []

    def teardown(self) -> None:
        if hasattr(self, "watch"):
            self.tally["sessions"] += len(self.watch.all("SELECT id FROM session"))
            self.tally["alerts"] += len(self.watch.all("SELECT id FROM alert"))
            self.tally["cleared"] += len(self.watch.all("SELECT id FROM clearance"))
            self.tally["check-ins"] += len(self.watch.all("SELECT id FROM check_in"))
            self.tally["versions"] += self.version - 1
            self.watch.connection.close()
            self.companion.close()
            self.place.__exit__(None, None, None)

    @invariant()
    def every_session_was_allowed(self) -> None:
        if hasattr(self, "watch"):
            self.tally["doings"] += 1
            self.watch.look()

    # --- the patient --------------------------------------------------------------------------

    @rule(seed=SEEDS, replies=st.integers(1, 25))
    def answer_anything(self, seed: int, replies: int) -> None:
        """Reply at random to whatever comes."""
        patient = RandomPatient(seed)
        for _ in range(replies):
            prompt = self.companion.next()
            if prompt is None:
                return
            self.give(prompt, patient.reply(prompt))

    @rule()
    def start(self) -> None:
        with suppress(CompanionError):
            self.companion.start()

    @rule()
    def exercise_with_nothing_to_report(self) -> None:
        """Start, and answer as somebody without any sign does, up to the end of the session."""
        with suppress(CompanionError):
            self.companion.start()
            visit(self.companion, Patient())

    @rule()
    def get_somewhere(self) -> None:
        """With nothing to report, a visit comes to a session or to a decision (a lock says so)."""
        self.companion.start()
        patient, shown = Patient(begins=False), 0
        while not isinstance(prompt := self.companion.next(), REACHED):
            assert prompt is not None, "nothing was decided"
            shown += 1
            assert shown <= MOST_ASKED, prompt
            self.companion.reply(prompt, patient.reply(prompt))
        self.tally[type(prompt).__name__] += 1

    @rule(flag=st.sampled_from(FLAGS))
    def exercise_with_a_sign(self, flag: str) -> None:
        """The same with one sign: whatever its tier, it never helps."""
        with suppress(CompanionError):
            self.companion.start()
            visit(self.companion, Patient({flag: YES}))

    @rule()
    def something_is_wrong(self) -> None:
        self.companion.something_is_wrong()

    @rule()
    def leave(self) -> None:
        prompt = self.companion.next()
        if prompt is not None:
            self.give(prompt, Leave())

    @rule()
    def close_and_open_again(self) -> None:
        self.companion.close()
        self.companion = Companion(self.folder, self.clock)

    @precondition(lambda self: self.shown)
    @rule(place=st.integers(0, 1000))
    def give_an_old_reply_again(self, place: int) -> None:
        """A prompt of long ago, as a second window or a slow screen would send it."""
        self.give(*self.shown[place % len(self.shown)])

    # --- time ---------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from(WAITS))
    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    @rule()
    def come_back_when_the_plan_has_ended(self) -> None:
        self.clock.instant = max(self.clock.instant, FIRST_DAY + timedelta(days=42))
        self.exercise_with_nothing_to_report()

    @rule(days=st.sampled_from((1, 2, 40)))
    def set_the_clock_back(self, days: int) -> None:
        """Never before the plan was installed: then nothing at all may be begun."""
        self.clock.instant = max(FIRST_DAY, self.clock.instant - timedelta(days=days))

    # --- the diary ----------------------------------------------------------------------------

    @rule(score=st.integers(0, 10), morning=st.booleans())
    def log_pain(self, score: int, morning: bool) -> None:  # noqa: FBT001 - drawn
        keep = self.companion.log_morning if morning else self.companion.log_pain
        with suppress(CompanionError):
            keep((("back", score), ("leg", score)))

    @rule(change=st.sampled_from(get_args(FlareChange)))
    def log_flare(self, change: FlareChange) -> None:
        with suppress(CompanionError):
            self.companion.log_flare(change)

    @rule(review=st.booleans())
    def log_talk(self, review: bool) -> None:  # noqa: FBT001 - drawn
        talked = Talked("Ruth Hall", "physiotherapist", "Go on with the exercises.")
        with suppress(CompanionError):
            self.companion.log_talk(talked, review=review)

    @rule(
        minutes=st.floats(1, 40),
        leg=st.integers(0, 10),
        still_there=st.booleans(),
        gave_way=st.sampled_from((False, False, False, True)),
    )
    def log_walk(self, minutes: float, leg: int, *, still_there: bool, gave_way: bool) -> None:
        walk = WalkRecord(
            "outdoor_walk",
            minutes,
            minutes / 2,
            2,
            leg,
            "leg_symptoms",
            still_there=still_there,
            gave_way=gave_way,
        )
        with suppress(CompanionError):
            self.companion.log_walk(walk)

    @rule(
        days_ago=st.sampled_from((0, 1, 3, 14, 15)),
        source=st.sampled_from(get_args(LateSource)),
        score=st.integers(0, 10),
        asks=st.booleans(),
    )
    def log_session(self, days_ago: int, source: LateSource, score: int, *, asks: bool) -> None:
        """One done without the program; it opens no guided one, whatever it tells."""
        day = self.companion.day - timedelta(days=days_ago)
        scores: Scores = (("back", score), ("leg", score))
        late = LateSession(day, source, sets=1, pain_before=scores, pain_after=scores, effort=3)
        with suppress(CompanionError):
            self.companion.log_session(late, asks=asks)

    # --- the plan -----------------------------------------------------------------------------

    @rule(ends=st.sampled_from(("2026-12-01", "2027-01-02")))
    def load_the_next_version(self, ends: str) -> None:
        before = {"program_id": plan()["program_id"], "version": self.version}
        tree = changed(plan(), "version", to=self.version + 1)
        tree = changed(changed(tree, "supersedes", to=before), "valid_until", to=ends)
        if self.load(until(tree, ends)):
            self.version += 1

    @rule()
    def load_somebody_elses(self) -> None:
        tree = changed(plan(), "version", to=self.version + 1)
        assert not self.load(changed(tree, "patient", "patient_id", to="p-2002"))

    @rule()
    def load_an_older_one(self) -> None:
        assert not self.load(changed(plan(), "title", to="Another"))

    @rule()
    def load_one_that_has_ended(self) -> None:
        tree = changed(plan(), "version", to=self.version + 1)
        assert not self.load(until(tree, "2026-11-22"))

    # --- how ----------------------------------------------------------------------------------

    def give(self, prompt: Prompt, reply: Reply) -> None:
        self.shown.append((prompt, reply))
        with suppress(CompanionError):
            self.companion.reply(prompt, reply)
        self.watch.look()

    def load(self, tree: Tree) -> bool:
        """Offer a plan; whether it was installed."""
        path = self.scratch / "offered.json"
        path.write_bytes(as_bytes(tree))
        try:
            self.companion.preview(path)
            self.companion.install(path, NAME, BORN)
        except CompanionError:
            return False
        return True


def until(tree: Tree, day: str) -> Tree:
    """The plan, ending on a day, with its phase, its review and its goal."""
    ended = changed(changed(tree, "valid_until", to=day), "phases", 0, "ends_on", to=day)
    ended = changed(ended, "reviews", 0, "date", to=day)
    return changed(ended, "goals", 0, "target_date", to=day)


def run(store: Path, **profile: int) -> None:
    AnyOrder.store = store
    AnyOrder.tally.clear()
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            derandomize=True,
            database=None,
            **profile,
        ),
    )
    print(AnyOrder.tally)
    assert AnyOrder.tally["sessions"] > 0
    assert AnyOrder.tally["alerts"] > 0
    assert AnyOrder.tally["check-ins"] > 0


def test_no_order_of_doings_begins_a_session_that_may_not(asking: Path) -> None:
    run(asking, max_examples=40, stateful_step_count=30)


@pytest.mark.harness
def test_no_order_of_doings_begins_one_in_a_long_run(asking: Path) -> None:
    run(asking, max_examples=500, stateful_step_count=60)
