"""No way round the safety check: random replies, forged replies, locks, a second window."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from journeys import (
    IN_SESSION,
    YES,
    Patient,
    StoppedClock,
    full_program,
    install,
    rows,
    visit,
)
from random_patient import RandomPatient
from watch import Watch

from exercise_companion.companion import Companion, exercising
from exercise_companion.core import prompts
from exercise_companion.errors import CompanionError, Locked, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.prompts import Prompt, Reply

DAY = 24 * 3600


# --- H-06: whatever is pressed --------------------------------------------------------------------


STREAMS = 300
STREAM_GROUPS = 10
LONGEST = 40


@pytest.mark.parametrize("group", range(STREAM_GROUPS))
def test_si01_h06_a_session_only_ever_begins_after_a_whole_check(
    second_day: Path, tmp_path: Path, group: int
) -> None:
    begun = 0
    for number in range(STREAMS // STREAM_GROUPS):
        folder = shutil.copytree(second_day, tmp_path / str(number))
        begun += press_at_random(folder, seed=group * 1000 + number)
    assert begun > 0


def press_at_random(folder: Path, seed: int) -> int:
    """One stream of valid replies; how many sessions began."""
    patient, clock = RandomPatient(seed), StoppedClock()
    clock.advance(DAY)
    watch = Watch(folder)
    watch.seen = 1
    companion = Companion(folder, clock)
    with closing(companion), closing(watch.connection):
        for _ in range(LONGEST):
            clock.advance(patient.random.choice((1, 1, 60, 3600)))
            if patient.often(0.02):
                companion.close()
                companion = Companion(folder, clock)
            if patient.often(0.03):
                companion.something_is_wrong()
            prompt = companion.next()
            if prompt is None:
                companion.start()
                continue
            with suppress(Refused, Locked):
                companion.reply(prompt, patient.reply(prompt))
            watch.look()
        companion.close()
    return watch.seen - 1


def recorded(folder: Path, clock: StoppedClock) -> list[tuple[Prompt, Reply]]:
    """Every prompt of a whole session with the reply to it."""
    patient = Patient()
    with Companion(folder, clock) as companion:
        companion.start()
        return [(prompt, patient.reply(prompt)) for prompt in visit(companion, patient)]


def test_h06_replies_out_of_their_place_begin_nothing(
    prepared: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    """The replies of a whole session, given where none of them was asked for."""
    other = shutil.copytree(prepared, tmp_path / "other")
    replies = recorded(other, clock)
    folder = shutil.copytree(prepared, tmp_path / "data")
    for starts in (False, True):
        with Companion(folder, clock) as companion:
            if starts:
                companion.start()
            for prompt, reply in replies:
                if not isinstance(prompt, prompts.AskSafety):
                    with suppress(Refused, Locked):
                        companion.reply(prompt, reply)
    assert rows(folder, "SELECT id FROM session") == []
    assert rows(folder, "SELECT id FROM set_log") == []


def test_h06_a_reply_of_another_kind_is_refused(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = companion.next()
        assert isinstance(prompt, prompts.AskSafety)
        for reply in (prompts.Go(), prompts.DidSet(), prompts.Effort(3), prompts.Scored()):
            with pytest.raises(Refused):
                companion.reply(prompt, reply)
        assert companion.next() == prompt
    assert rows(folder, "SELECT id FROM safety_answer") == []


# --- H-18: while it is locked ---------------------------------------------------------------------


def locked_store(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-NEU-01": YES}, begins=False))
        assert companion.is_blocked()


def test_h18_every_reply_of_a_session_is_refused_while_it_is_locked(
    prepared: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    replies = recorded(shutil.copytree(prepared, tmp_path / "other"), clock)
    folder = shutil.copytree(prepared, tmp_path / "data")
    locked_store(folder, clock)
    before = rows(folder, "SELECT count(*) FROM safety_answer")
    with Companion(folder, clock) as companion:
        companion.start()
        for prompt, reply in replies:
            if isinstance(prompt, (*IN_SESSION, prompts.ShowDecision)):
                with suppress(Refused, Locked):
                    companion.reply(prompt, reply)
        assert companion.context is not None
        with pytest.raises(Locked):
            exercising.begin(companion.context, helper=False)
    assert rows(folder, "SELECT id FROM session") == []
    assert rows(folder, "SELECT count(*) FROM safety_answer") == before


def test_h18_a_decision_shown_before_the_lock_begins_nothing_after_it(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        ready = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
        assert isinstance(ready, prompts.ShowDecision)
        assert ready.may_begin
        companion.something_is_wrong()
        visit(companion, Patient({"RF-CAR-01": YES}, begins=False))
        with pytest.raises(Locked):
            companion.reply(ready, prompts.Go())
    assert rows(folder, "SELECT id FROM session") == []


@pytest.mark.parametrize("flag", ["RF-CAR-01", "RF-NEU-01", "RF-GEN-02", "RF-GEN-01"])
def test_h18_a_sign_reported_in_a_session_ends_it(
    folder: Path, clock: StoppedClock, flag: str
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(), until=prompts.DoSet)
        companion.reply(shown[-1], prompts.DidSet())
        companion.something_is_wrong()
        after = visit(companion, Patient({flag: YES}, begins=False))
        assert not any(isinstance(prompt, IN_SESSION) for prompt in after)
        with pytest.raises((Refused, Locked)):
            companion.reply(shown[-1], prompts.DidSet())
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]
    assert len(rows(folder, "SELECT id FROM set_log")) == 1


def test_h18_nothing_wrong_after_all_goes_on_with_the_session(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        companion.something_is_wrong()
        visit(companion, Patient())
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def test_h18_what_is_locked_stays_useful(folder: Path, clock: StoppedClock) -> None:
    """Contacts, the questions and Today work (clinical-spec 7.5)."""
    locked_store(folder, clock)
    with Companion(folder, clock) as companion:
        assert any(view.phone == "020 7946 0123" for view in companion.contacts())
        today = companion.today()
        assert (today.state, bool(today.reasons)) == ("locked", True)
        assert "999" in today.alert_line
        companion.something_is_wrong()
        assert isinstance(companion.next(), prompts.AskSafety)


# --- H-20: scores that are none -------------------------------------------------------------------

BAD_SCORES = [
    (("back", 11), ("leg", 2)),
    (("back", -1), ("leg", 2)),
    (("back", True), ("leg", 2)),
    (("back", 5.0), ("leg", 2)),
    (("back", "5"), ("leg", 2)),
    (("back", None), ("leg", 2)),
    (("back", 2),),
    (("leg", 2), ("back", 2)),
    (("back", 2), ("leg", 2), ("hip", 2)),
    (("back", 2), ("back", 2)),
    (),
]


@pytest.mark.parametrize("scores", BAD_SCORES, ids=str)
@pytest.mark.parametrize("moment", ["before", "during"])
def test_h20_a_score_that_is_none_is_refused(
    folder: Path, clock: StoppedClock, scores: tuple[tuple[str, int], ...], moment: str
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.AskPain)[-1]
        if moment == "during":
            companion.reply(asked, Patient().reply(asked))
            asked = visit(companion, Patient(), until=prompts.AskPain)[-1]
        assert isinstance(asked, prompts.AskPain)
        assert asked.moment.value == moment
        before = rows(folder, "SELECT count(*) FROM pain_entry")
        with pytest.raises(Refused, match="whole number from 0 to 10"):
            companion.reply(asked, prompts.Scored(scores))  # type: ignore[arg-type]
        assert rows(folder, "SELECT count(*) FROM pain_entry") == before
        assert companion.next() == asked


@pytest.mark.parametrize("moment", ["before", "after"])
def test_h20_only_what_was_offered_may_be_given_instead(
    folder: Path, clock: StoppedClock, moment: str
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.AskPain)[-1]
        while isinstance(asked, prompts.AskPain) and asked.moment.value != moment:
            companion.reply(asked, Patient().reply(asked))
            asked = visit(companion, Patient(), until=prompts.AskPain)[-1]
        assert isinstance(asked, prompts.AskPain)
        for given in (prompts.Scored(no_more_than_before=True), prompts.Scored(new_sensation=True)):
            with pytest.raises(Refused):
                companion.reply(asked, given)


@pytest.mark.parametrize("effort", [-1, 11])
def test_h20_an_effort_that_is_none_is_refused(
    folder: Path, clock: StoppedClock, effort: int
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.AskEffort)[-1]
        with pytest.raises(CompanionError):
            companion.reply(asked, prompts.Effort(effort))
        assert companion.next() == asked
    assert rows(folder, "SELECT id FROM session_end") == []


@pytest.mark.parametrize("did", [prompts.DidSet(reps=-1), prompts.DidSet(load_kg=-2.0)])
def test_h20_less_than_nothing_cannot_be_done(
    folder: Path, clock: StoppedClock, did: prompts.DidSet
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.DoSet)[-1]
        with pytest.raises(CompanionError):
            companion.reply(asked, did)
        assert companion.next() == asked
    assert rows(folder, "SELECT id FROM set_log") == []


# --- H-23: two windows ----------------------------------------------------------------------------


def test_h23_a_second_window_cannot_start_a_session(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        first.start()
        visit(first, Patient(), until=prompts.DoSet)
        with pytest.raises(Refused) as refusal:
            second.start()
        assert refusal.value.what_happened == "The session is open in a second window."
        assert second.next() is None
        assert second.context is not None
        with pytest.raises(Refused):
            second.reply(a_decision(second), prompts.Go())
    assert len(rows(folder, "SELECT id FROM session")) == 1


def a_decision(companion: Companion) -> prompts.ShowDecision:
    """A decision to begin, as an older prompt of this window."""
    from exercise_companion.companion import explaining  # noqa: PLC0415 - only here

    assert companion.context is not None
    return explaining.nothing_planned(companion.context)


def test_h23_something_is_wrong_works_in_the_second_window_and_ends_the_session(
    folder: Path, clock: StoppedClock
) -> None:
    """Decisions E6: the player reads the alerts again before each commit."""
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        first.start()
        playing = visit(first, Patient(), until=prompts.DoSet)[-1]
        second.something_is_wrong()
        visit(second, Patient({"RF-STR-01": YES}, begins=False))
        with pytest.raises(Locked):
            first.reply(playing, prompts.DidSet())
        shown = visit(first, Patient(begins=False))
        assert not any(isinstance(prompt, IN_SESSION) for prompt in shown)
    assert rows(folder, "SELECT id FROM set_log") == []


def test_h23_the_session_is_free_again_when_the_first_window_closes(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as first:
        first.start()
        visit(first, Patient(), until=prompts.DoSet)
    with Companion(folder, clock) as second:
        second.start()
        visit(second, Patient())
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def test_a_real_store_takes_no_skipped_waiting(tmp_path: Path, clock: StoppedClock) -> None:
    """Decisions D8."""
    folder = tmp_path / "data"
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.DoSet)[-1]
        with pytest.raises(Refused, match="waiting cannot be skipped"):
            companion.reply(asked, prompts.DidSet(waits_skipped=True))
        assert not companion.may_skip_waits
    assert rows(folder, "SELECT id FROM set_log") == []
