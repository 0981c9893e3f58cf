"""A sign told again while nothing can be saved is an event of its own, raised later (A17, 7.5)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from disks import full_disk
from journeys import YES, Patient, StoppedClock, install, keyed_program, rows, visit
from locks import ASSESSED, RUTH, at_the_lock, report

from exercise_companion.clinic import clearing
from exercise_companion.companion import Companion, unsaved
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.core.records import WalkRecord
from exercise_companion.core.terms import Tier
from exercise_companion.errors import Refused, StoreFault
from exercise_companion.store import unwritten
from exercise_companion.store.guard import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exercise_companion.companion.context import Context

HOUR, DAY = 3600, 24 * 3600

GAVE_WAY = WalkRecord("outdoor_walk", 10, 5, 2, 3, "leg_symptoms", gave_way=True)

LEG, CRISIS = "RF-NEU-02", "RF-MH-01"

SIGNS = ["RF-STR-01", "RF-CAR-01", "RF-INF-01", "RF-CES-03", "RF-NEU-05"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a key, so that locks are ended by a code."""
    folder = tmp_path / "data"
    install(folder, keyed_program(), StoppedClock())
    return folder


def issued_code(companion: Companion, folder: Path, clock: StoppedClock) -> str:
    """A code for what is open now; it was not typed yet."""
    way_out = at_the_lock(companion).way_out
    if way_out is not None and way_out.assessment == "missing":
        companion.reply(at_the_lock(companion), ASSESSED)
        way_out = at_the_lock(companion).way_out
    assert way_out is not None
    lock = clearing.read_lock(folder.parent / "data-program.json", way_out.lock_code, clock)
    return clearing.clear(lock, RUTH, clock, assessed=True).code


def told_and_answered(folder: Path, clock: StoppedClock, sign: str) -> str:
    """The first event of a sign, its advice answered; a code that would end it, not typed yet."""
    with Companion(folder, clock) as companion:
        report(companion, sign)
        code = issued_code(companion, folder, clock)
    clock.advance(DAY)
    return code


def tell(companion: Companion, sign: str) -> list[prompts.Prompt]:
    companion.something_is_wrong()
    return visit(companion, Patient({sign: YES}, begins=False))


def events(folder: Path, sign: str) -> int:
    ((number,),) = rows(folder, f"SELECT count(*) FROM alert WHERE flag_id = '{sign}'")  # noqa: S608 - ours
    assert isinstance(number, int)
    return number


def deny_everything_and_type(folder: Path, clock: StoppedClock, code: str) -> None:
    """The next start: all is denied, and an older code ends nothing."""
    with Companion(folder, clock) as companion:
        companion.greet()
        visit(companion, Patient(begins=False))
        assert companion.is_blocked()
        type_an_old(companion, code)
        if (way_out := at_the_lock(companion).way_out) and way_out.assessment == "missing":
            companion.reply(at_the_lock(companion), ASSESSED)
            type_an_old(companion, code)


def type_an_old(companion: Companion, code: str) -> None:
    lock = at_the_lock(companion)
    with pytest.raises(Refused):
        companion.reply(lock, ways.CodeTyped(code))
    assert companion.is_blocked()


# --- under `!` ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", SIGNS)
def test_a17_told_again_it_is_an_event_of_its_own_that_no_older_code_ends(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    code = told_and_answered(folder, clock, sign)
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        shown = tell(companion, sign)
        assert any(isinstance(one, prompts.ShowAdvice) and not one.saved for one in shown)
    assert any(line.startswith(f"{sign} ") for line in unwritten.read(folder))
    clock.advance(HOUR)
    deny_everything_and_type(folder, clock, code)
    assert events(folder, sign) == 2
    assert not unwritten.read(folder)


@pytest.mark.parametrize("marks", [True, False])
def test_a17_it_is_raised_as_soon_as_it_can_be_saved_in_the_same_window(
    folder: Path,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    marks: bool,  # noqa: FBT001 - a parameter
) -> None:
    code = told_and_answered(folder, clock, "RF-STR-01")
    with Companion(folder, clock) as companion:
        with full_disk(monkeypatch, marks=marks):
            tell(companion, "RF-STR-01")
        clock.advance(HOUR)
        assert companion.today().state == "locked"
        shown = visit(companion, Patient(begins=False))
        assert any(isinstance(one, prompts.ShowAdvice) and one.saved for one in shown)
        assert events(folder, "RF-STR-01") == 2
    deny_everything_and_type(folder, clock, code)
    assert events(folder, "RF-STR-01") == 2


def test_a17_told_once_it_is_raised_once_however_often_its_mark_is_read(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mark that could not be taken away raises nothing again, not even after a clearance."""
    told_and_answered(folder, clock, "RF-STR-01")
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        tell(companion, "RF-STR-01")
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        visit(companion, Patient(begins=False))  # read in a window that cannot save it either
    marked = unwritten.read(folder)
    with Companion(folder, clock) as companion:
        visit(companion, Patient(begins=False))
        assert events(folder, "RF-STR-01") == 2
        code = issued_code(companion, folder, clock)
        companion.reply(at_the_lock(companion), ways.CodeTyped(code))
        assert not companion.is_blocked()
    unwritten.mark(folder, [line for line in marked if not line.endswith(" told")])
    with Companion(folder, clock) as companion:
        assert not companion.is_blocked()
    assert events(folder, "RF-STR-01") == 2


def test_h07_before_its_advice_was_answered_it_is_the_same_event(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        patient = Patient({"RF-STR-01": YES}, begins=False)
        visit(companion, patient, until=prompts.ShowAdvice)
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        tell(companion, "RF-STR-01")
    with Companion(folder, clock) as companion:
        companion.greet()
        visit(companion, Patient(begins=False))
    assert events(folder, "RF-STR-01") == 1


def test_h27_a_crisis_told_again_is_shown_at_the_next_opening(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read in the morning; told again on a full disk, and the window closed at the numbers."""
    with Companion(folder, clock) as companion:
        tell(companion, CRISIS)
    clock.advance(HOUR)
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        companion.something_is_wrong()
        patient = Patient({CRISIS: YES}, begins=False)
        visit(companion, patient, until=crisis_prompts.AskCrisis)
    clock.advance(HOUR)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert isinstance(companion.next(), crisis_prompts.AskCrisis)
    assert events(folder, CRISIS) == 2


# --- on a walk, and with a score ------------------------------------------------------------------


def test_nc5_a_leg_that_gave_way_again_has_its_advice_and_is_raised(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = told_and_answered(folder, clock, LEG)
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        with pytest.raises(StoreFault):
            companion.log_walk(GAVE_WAY)
        advice = companion.next()
        assert isinstance(advice, prompts.ShowAdvice | prompts.AskSafety)
        assert any(line.startswith(f"{LEG} U ") for line in unwritten.read(folder))
        shown = visit(companion, Patient(begins=False))
        assert any(isinstance(one, prompts.ShowAdvice) for one in shown)
    clock.advance(HOUR)
    deny_everything_and_type(folder, clock, code)
    assert events(folder, LEG) == 2


QUESTIONS = [f"{LEG}/recent_2_days", f"{LEG}/both_legs"]
"""What follows a weak leg (C-02, C-03)."""


def asked(shown: list[prompts.Prompt]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, prompts.AskSafety)]


def test_nc5_its_questions_follow_although_it_could_not_be_saved(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch), Companion(folder, clock) as companion:
        with pytest.raises(StoreFault):
            companion.log_walk(GAVE_WAY)
        assert asked(visit(companion, Patient(begins=False))) == QUESTIONS


def test_a9_its_questions_follow_at_the_next_start_where_they_were_left(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        full_disk(monkeypatch),
        Companion(folder, clock) as companion,
        pytest.raises(StoreFault),
    ):
        companion.log_walk(GAVE_WAY)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert asked(visit(companion, Patient(begins=False)))[:2] == QUESTIONS
    assert events(folder, LEG) == 1


def test_pr01a_pain_too_high_on_another_day_has_its_advice_although_nothing_can_be_saved(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for saves in (True, False):
        with Companion(folder, clock) as companion:
            companion.start()
            asked_now = visit(companion, Patient(), until=prompts.AskPain)[-1]
            assert isinstance(asked_now, prompts.AskPain)
            high = prompts.Scored(tuple((one.site, 10) for one in asked_now.sites))
            with suppress(StoreFault) if saves else full_disk(monkeypatch):
                companion.reply(asked_now, high)
                shown = visit(companion, Patient(begins=False))
        advised = [one.advice.title for one in shown if isinstance(one, prompts.ShowAdvice)]
        assert advised == ["No session today"]
        if saves:
            clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), prompts.ShowAdvice)
    assert events(folder, "PR-01a") == 2


# --- the store breaks -----------------------------------------------------------------------------


def test_a17_told_again_while_the_data_cannot_even_be_read_it_is_an_event_of_its_own(
    folder: Path, clock: StoppedClock
) -> None:
    """What was answered before the data broke stands for nothing that is told after."""
    code = told_and_answered(folder, clock, LEG)
    with Companion(folder, clock) as companion:
        assert companion.next() is not None
        whole = {file: file.read_bytes() for file in folder.glob(f"{FILE_NAME}*")}
        for file in whole:
            file.write_bytes(b"\x00garbage" * (file.stat().st_size // 8 + 1))
        with pytest.raises(StoreFault):
            companion.log_walk(GAVE_WAY)
        assert isinstance(companion.next(), prompts.ShowAdvice)
    for file, content in whole.items():
        file.write_bytes(content)
    deny_everything_and_type(folder, clock, code)
    assert events(folder, LEG) == 2


# --- what a mark says -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "raised"),
    [
        ("RF-STR-01 E-call X RF-STR-01 A-20261122-3-9f3a1c", "A-20261122-3-9f3a1c"),
        ("RF-STR-01 E-call X RF-STR-01", "A-20261123-1"),
        ("RF-STR-01 E-call X RF-STR-01 [red]\x1b[2J", "A-20261123-1"),
        (f"RF-STR-01 E-call X RF-STR-01 {'A' * 41}", "A-20261123-1"),
    ],
    ids=["named", "of an older version", "no name", "too long"],
)
def test_a_mark_names_its_event(folder: Path, clock: StoppedClock, line: str, raised: str) -> None:
    unwritten.mark(folder, [line])
    with Companion(folder, clock) as companion:
        assert companion.is_blocked()
    assert rows(folder, "SELECT flag_id, event_id FROM alert") == [("RF-STR-01", raised)]


def test_a_line_that_was_cut_off_and_written_on_counts_as_an_emergency(
    folder: Path, clock: StoppedClock
) -> None:
    unwritten.mark(
        folder, ["RF-INF-01 U X RF-INF-01 A-2026RF-INF-01 U X RF-INF-01 A-20261123-1-9f"]
    )
    with Companion(folder, clock) as companion:
        shown = companion.next()
        assert isinstance(shown, prompts.ShowAdvice)
        assert shown.advice.tier is Tier.EMERGENCY_CALL


def test_what_another_window_adds_while_a_mark_is_read_is_not_lost(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = "RF-CAR-01 E-call X RF-CAR-01 A-20261123-2-9f3a1c"
    unwritten.mark(folder, ["RF-STR-01 E-call X RF-STR-01 A-20261123-1-9f3a1c"])
    raise_again = unsaved.raise_again

    def and_another_window_adds(context: Context, marked: Sequence[str]) -> None:
        raise_again(context, marked)
        if late not in marked:
            unwritten.mark(folder, [late])

    monkeypatch.setattr(unsaved, "raise_again", and_another_window_adds)
    with Companion(folder, clock) as companion:
        companion.next()
    assert (events(folder, "RF-STR-01"), events(folder, "RF-CAR-01")) == (1, 1)
    assert not unwritten.read(folder)
