"""A check that goes on after a sign told in it was ended: what is told then is told anew (7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import NO, YES, Patient, install, keyed_program, rows, visit
from locks import RUTH, at_the_lock
from questions import up_to

from exercise_companion.clinic import clearing
from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.terms import Answer

HOUR, DAY = 3600, 24 * 3600
WORRY, WEAK = "RF-GEN-04", "RF-NEU-02"
RECENT = f"{WEAK}/recent_2_days"


class Worries(Patient):
    """Answers topics as told to, and no to every sign: a topic told twice is a worry."""

    def answer(self, question_id: str, attempt: int) -> Answer:  # noqa: ARG002 - it is the same
        return self.signs.get(question_id, NO)


def alerts(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT event_id, flag_id, tier FROM alert ORDER BY id")


def begin(companion: Companion, purpose: str) -> None:
    if purpose == "wrong":
        companion.something_is_wrong()
    else:
        companion.start()


def leave_and_read(companion: Companion, choice: str) -> None:
    """Leave the questions after a sign was told, and answer its advice."""
    asked = companion.next()
    assert asked is not None
    companion.reply(asked, prompts.Leave())
    shown = companion.next()
    assert isinstance(shown, prompts.ShowAdvice)
    companion.reply(shown, prompts.Acknowledged(choice))


def end_the_lock(companion: Companion, folder: Path, clock: StoppedClock, how: str) -> None:
    leave_and_read(companion, "mistake" if how == "mistake" else "calling")
    if how == "mistake":
        visit(companion, Patient(begins=False))
    elif how == "talk":
        talk = prompts.Talked("Dr Osei", "doctor", "Go on with the exercises.")
        companion.reply(at_the_lock(companion), talk)
    else:
        way_out = at_the_lock(companion).way_out
        assert way_out is not None
        lock = clearing.read_lock(folder.parent / "data-program.json", way_out.lock_code, clock)
        code = clearing.clear(lock, RUTH, clock, assessed=True).code
        companion.reply(at_the_lock(companion), ways.CodeTyped(code))
    assert not companion.is_blocked()


@pytest.mark.parametrize("how", ["talk", "code", "mistake"])
@pytest.mark.parametrize("purpose", ["daily", "wrong"])
def test_a_worry_told_again_locks_again(
    tmp_path: Path, clock: StoppedClock, how: str, purpose: str
) -> None:
    """H-07: through another topic, in the questions that go on after its lock ended."""
    folder = tmp_path / "data"
    install(folder, keyed_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(begins=False))
        clock.advance(DAY)
        begin(companion, purpose)
        up_to(companion, Worries({"T3": YES}, begins=False), "T4")
        end_the_lock(companion, folder, clock, how)
        clock.advance(HOUR)
        companion.start()
        visit(companion, Worries({"T6": YES}, begins=True))
        assert companion.is_blocked()
    assert [one[1:] for one in alerts(folder)] == [(WORRY, "U"), (WORRY, "U")]


@pytest.mark.parametrize("purpose", ["daily", "wrong"])
def test_nothing_more_is_asked_of_a_sign_that_was_a_mistake(
    companion: Companion, folder: Path, clock: StoppedClock, purpose: str
) -> None:
    """SI-14: the questions go on with what comes after it."""
    begin(companion, purpose)
    up_to(companion, Patient({WEAK: YES}, begins=False), RECENT)
    leave_and_read(companion, "mistake")
    visit(companion, Patient(begins=False))
    clock.advance(60)
    begin(companion, purpose)
    seen = visit(companion, Patient(begins=False))
    asked = [one.question.id for one in seen if isinstance(one, prompts.AskSafety)]
    assert asked
    assert RECENT not in asked
    assert not companion.is_blocked()
    assert len(alerts(folder)) == 1


@pytest.mark.parametrize("days", [0, 1])
def test_a_talk_written_down_beside_it_ends_no_sign_whose_question_waits(
    tmp_path: Path, clock: StoppedClock, days: int
) -> None:
    """C-14: whether the pain began in the last two days may make it an emergency."""
    folder, tree = tmp_path / "data", keyed_program()
    never = {"spinal_injection_date": "no", "spinal_surgery_date": "no"}
    tree["risk"] = {**tree["risk"], "anticoagulant": "yes", **never}
    del tree["post_op"]
    install(folder, tree, clock)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        up_to(companion, Patient({"RF-PAIN-01": YES}), "RF-PAIN-01/recent_2_days")
        leave_and_read(companion, "calling")
        talk = prompts.Talked("Mia", "nurse", "Take it easy today please.")
        companion.log_talk(talk, review=False)
        assert companion.is_blocked()
        clock.advance(days * DAY + 60)
    with Companion(folder, clock) as companion:
        companion.greet()
        waits = Patient({"RF-PAIN-01/recent_2_days": YES}, begins=False)
        visit(companion, waits, until=prompts.ShowAdvice)
    assert ("RF-PAIN-01", "E-go") in [one[1:] for one in alerts(folder)]
