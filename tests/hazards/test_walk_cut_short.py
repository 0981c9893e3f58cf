"""A walk that pain, a change or a closed window cuts short: every second walked is on record."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, install, records, rows, visit
from walks import BOUT, Walker, told, walk_program

from exercise_companion.companion import Companion, interrupted
from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.terms import Moment
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.prompts import Prompt, Reply

Felt, Legs, Hurts, Did = walks.FeltLegs, walks.Legs, prompts.Hurts, prompts.DidSet

DAY = 86400

MILD, MORE, STOPS = 2, 5, 6
"""Goes on; PR-02c: less from here on; PR-02b: the exercise stops, or the easier version."""


@pytest.fixture(scope="module")
def with_walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Checked and begun: the walk is next."""
    folder = tmp_path_factory.mktemp("walk") / "data"
    install(folder, walk_program(), StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.ShowIntro)
    return folder


@pytest.fixture
def folder(with_walk: Path, tmp_path: Path) -> Path:
    return shutil.copytree(with_walk, tmp_path / "data")


class InPain(Walker):
    """A walker whose back has these scores while walking, the last from then on; quiet legs."""

    def __init__(
        self, clock: StoppedClock, script: tuple[Reply, ...], *pains: int | str, eases: bool = False
    ) -> None:
        super().__init__(clock, *script)
        self.pains, self.eases = list(pains), eases

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.ShowNotice) and prompt.offers_easier and self.eases:
            return prompts.UseEasier()
        if isinstance(prompt, prompts.AskSettled):
            self.clock.advance(3600)
        if not isinstance(prompt, prompts.AskPain) or prompt.moment is not Moment.DURING:
            return super().reply(prompt)
        pain = self.pains.pop(0) if self.pains else MILD
        if pain == "new":
            return prompts.Scored(new_sensation=True)
        assert isinstance(pain, int)
        return prompts.Scored((("back", pain), ("leg", MILD)))


def walked(folder: Path, walker: InPain) -> list[Prompt]:
    with Companion(folder, walker.clock) as companion:
        companion.start()
        return visit(companion, walker)


def sets(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT variant, set_number, done_seconds FROM set_log ORDER BY id")


def logged(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT minutes_total, bouts FROM walk_log")


def test_pr02b_the_seconds_before_the_easier_version_stay(
    folder: Path, clock: StoppedClock
) -> None:
    walked(folder, InPain(clock, (Hurts(200),), STOPS, eases=True))
    assert sets(folder) == [("as_written", 1, 200), ("easier", 1, 240), ("easier", 2, 240)]
    assert logged(folder) == [(11.33, 3)]


def test_pr02c_the_seconds_before_the_easier_version_stay(
    folder: Path, clock: StoppedClock
) -> None:
    """The second time there is no easier one: the exercise ends."""
    walked(folder, InPain(clock, (Hurts(100), Hurts(100)), MORE, MORE))
    assert sets(folder) == [("as_written", 1, 100), ("easier", 1, 100)]
    assert logged(folder) == [(3.33, 2)]
    assert rows(folder, "SELECT outcome, reason FROM item_end") == [("partly", "pain")]


@pytest.mark.parametrize("pain", [STOPS, "new"])
def test_pr02b_pr05_the_seconds_before_the_exercise_stops_stay(
    pain: int | str, folder: Path, clock: StoppedClock
) -> None:
    """The easier version was not wanted; or a new feeling ended it."""
    walked(folder, InPain(clock, (Hurts(200),), pain))
    assert sets(folder) == [("as_written", 1, 200)]
    assert logged(folder) == [(3.33, 1)]
    assert rows(folder, "SELECT outcome FROM item_end") == [("stopped_by_pain",)]


@pytest.mark.parametrize(("pain", "outcome"), [(STOPS, "stopped_by_pain"), (MORE, "partly")])
def test_pr02_in_the_last_part_nothing_is_left_for_an_easier_version(
    pain: int, outcome: str, folder: Path, clock: StoppedClock
) -> None:
    """Never more parts than were left: the one that hurts ends here, none is offered after it."""
    shown = walked(folder, InPain(clock, (BOUT, BOUT, Hurts(200)), pain, eases=True))
    assert not [one for one in shown if isinstance(one, prompts.ShowNotice) and one.offers_easier]
    assert sets(folder)[2:] == [("as_written", 3, 200)]
    assert rows(folder, "SELECT outcome FROM item_end") == [(outcome,)]
    assert rows(folder, "SELECT id FROM variant_change") == []


def test_h11_a_window_closed_in_a_part_that_hurt_keeps_its_seconds(
    folder: Path, clock: StoppedClock
) -> None:
    """The next day the session is closed: the part stands as far as it came."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, InPain(clock, (Hurts(200),), STOPS), until=prompts.ShowNotice)
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        companion.start()
    assert sets(folder) == [("as_written", 1, 200)]
    assert logged(folder) == [(3.33, 1)]


@pytest.mark.parametrize("reply", [prompts.Skip("tired"), walks.WasOut()])
@pytest.mark.parametrize("before", [(BOUT,), (Felt(70), Legs(1, "none"))])
def test_a_walk_that_has_begun_is_not_left_out_or_typed_over(
    before: tuple[Reply, ...], reply: Reply, folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        walker = Walker(clock, *before)
        while walker.script:
            prompt = companion.next()
            assert prompt is not None
            companion.reply(prompt, walker.reply(prompt))
        asked = companion.next()
        assert isinstance(asked, walks.DoBout)
        kept = records(folder)
        with pytest.raises(Refused):
            companion.reply(asked, reply)
        assert records(folder) == kept
        assert companion.next() == asked


def test_after_a_change_to_easier_the_walk_is_not_typed_over(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        walker = InPain(clock, (Hurts(200),), STOPS, eases=True)
        while walker.script or walker.pains:
            prompt = companion.next()
            assert prompt is not None
            companion.reply(prompt, walker.reply(prompt))
        visit(companion, walker, until=walks.DoBout)
        asked = companion.next()
        assert isinstance(asked, walks.DoBout)
        assert asked.item.variant == "easier"
        with pytest.raises(Refused):
            companion.reply(asked, walks.WasOut())


def test_a_part_is_never_saved_shorter_than_its_first_sign(
    folder: Path, clock: StoppedClock
) -> None:
    script = (Felt(200), Legs(2, "none"), Did(seconds=60), BOUT, BOUT, told(symptom="heavy"))
    walked(folder, InPain(clock, script))
    assert sets(folder)[0] == ("as_written", 1, 200)
    ((total, first),) = rows(folder, "SELECT minutes_total, minutes_to_first_symptom FROM walk_log")
    assert (total, first) == (11.33, 3.33)


@pytest.mark.parametrize("overtaken", [True, False], ids=["in this window", "the next day"])
def test_legs_that_felt_it_are_spoken_of_when_the_session_cannot_go_on(
    folder: Path,
    clock: StoppedClock,
    overtaken: bool,  # noqa: FBT001 - a parameter
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Walker(clock), until=walks.DoBout)[-1]
        if overtaken:
            clock.advance(DAY)
        companion.reply(shown, Felt(50))
        closed = companion.next() if overtaken else None
    if not overtaken:
        clock.advance(DAY)
        with Companion(folder, clock) as companion:
            companion.start()
            closed = companion.next()
    assert isinstance(closed, Told)
    assert closed.title == "Your earlier session was closed"
    assert interrupted.LEGS_KEPT in closed.lines


def test_legs_that_were_asked_about_are_not_spoken_of_again(
    folder: Path, clock: StoppedClock
) -> None:
    walked(folder, InPain(clock, (Felt(50), Legs(2, "none"), prompts.Leave())))
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        closed = companion.next()
    assert isinstance(closed, Told)
    assert interrupted.LEGS_KEPT not in closed.lines
