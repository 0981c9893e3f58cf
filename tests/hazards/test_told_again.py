"""A sign told again is an event of its own: nothing said or given before can end it (7.5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from journeys import NOT_SURE, YES, Patient, StoppedClock, install, keyed_program, rows, visit
from locks import ASSESSED, RUTH, at_the_lock, report
from questions import up_to

from exercise_companion.clinic import clearing
from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

    from exercise_companion.core.prompts import Prompt, Reply

HOUR, DAY = 3600, 24 * 3600
SIGN = "RF-CAR-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a key, so that locks are ended by a code."""
    folder = tmp_path / "data"
    install(folder, keyed_program(), StoppedClock())
    return folder


def codes(folder: Path) -> list[object]:
    return [one for (one,) in rows(folder, "SELECT event_id FROM alert ORDER BY id")]


def answer_through(companion: Companion, patient: Patient, question_id: str) -> None:
    """Answer up to a question, and that one."""
    while (asked := companion.next()) is not None:
        companion.reply(asked, patient.reply(asked))
        if isinstance(asked, prompts.AskSafety) and asked.question.id == question_id:
            return
    pytest.fail(f"{question_id} was not asked")


def seen_by_a_doctor(companion: Companion) -> ways.WayOut:
    """The way out of the lock once a doctor saw the patient."""
    companion.reply(at_the_lock(companion), ASSESSED)
    way_out = at_the_lock(companion).way_out
    assert way_out is not None
    return way_out


def code_for(folder: Path, way_out: ways.WayOut, clock: StoppedClock) -> str:
    plan = folder.parent / "data-program.json"
    return clearing.clear(
        clearing.read_lock(plan, way_out.lock_code, clock), RUTH, clock, assessed=True
    ).code


def test_a_code_made_before_it_does_not_end_it(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    """Chest pain on Monday, a code on Monday evening, chest pain again on Wednesday."""
    report(companion, SIGN)
    clock.advance(8 * HOUR)
    way_out = seen_by_a_doctor(companion)
    code = code_for(folder, way_out, clock)
    clock.advance(40 * HOUR)
    report(companion, SIGN)
    assert codes(folder) == ["A-20261123-1", "A-20261125-1"]
    lock = at_the_lock(companion)
    assert lock.way_out is not None
    assert lock.way_out.assessment == "missing"
    with pytest.raises(Refused):
        companion.reply(lock, ways.CodeTyped(code))
    assert companion.is_blocked()
    later = seen_by_a_doctor(companion)
    assert later.lock_code != way_out.lock_code
    companion.reply(at_the_lock(companion), ways.CodeTyped(code_for(folder, later, clock)))
    assert not companion.is_blocked()


def test_its_help_is_asked_about_again(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    """SI-13: help for the first is no help for the second."""
    report(companion, SIGN)
    clock.advance(DAY + HOUR)
    companion.start()
    visit(companion, Patient(begins=False))
    assert rows(folder, "SELECT count(*) FROM help_answer") == [(1,)]
    report(companion, SIGN)
    clock.advance(DAY + HOUR)
    companion.start()
    visit(companion, Patient(begins=False))
    assert rows(folder, "SELECT count(*) FROM help_answer") == [(2,)]


@pytest.mark.parametrize("sign", ["RF-NEU-01", "RF-NEU-05", "RF-CAR-01"])
def test_before_its_advice_was_answered_it_is_the_same_event(
    companion: Companion, folder: Path, sign: str
) -> None:
    for _ in range(2):
        companion.something_is_wrong()
        visit(companion, Patient({sign: YES}, begins=False), until=prompts.ShowAdvice)
    assert codes(folder) == ["A-20261123-1"]


def test_pressed_by_mistake_and_told_again_is_the_same_event(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    companion.something_is_wrong()
    mistaken = Patient({"RF-NEU-01": YES}, begins=False)
    shown = visit(companion, mistaken, until=prompts.ShowAdvice)[-1]
    companion.reply(shown, prompts.Acknowledged("mistake"))
    clock.advance(60)
    visit(companion, mistaken)
    assert codes(folder) == ["A-20261123-1"]
    assert companion.is_blocked()


def test_a_crisis_told_again_has_its_screens_again(companion: Companion, folder: Path) -> None:
    """H-27: the numbers come at once, as often as it is told."""
    for _ in range(2):
        companion.something_is_wrong()
        shown = visit(companion, Patient({"RF-MH-01": YES}, begins=False))
        kinds = [type(one) for one in shown]
        assert crisis_prompts.AskCrisis in kinds
        assert crisis_prompts.ShowCrisis in kinds
    assert rows(folder, "SELECT count(*) FROM crisis_event") == [(2,)]


class LeavesTheFollowUp(Patient):
    """Leaves whenever it is asked when a weak leg began."""

    def reply(self, prompt: Prompt) -> Reply:
        asked = prompt.question.id if isinstance(prompt, prompts.AskSafety) else ""
        if asked.endswith("/recent_2_days"):
            return prompts.Leave()
        return super().reply(prompt)


def leave_its_follow_up(folder: Path, clock: StoppedClock) -> None:
    """Tell a weak leg under `!`, and leave its follow-up open, that day and on the next ones."""
    for day in range(4):
        with Companion(folder, clock) as companion:
            if day == 0:
                companion.something_is_wrong()
            else:
                companion.greet()
            visit(companion, LeavesTheFollowUp({"RF-NEU-01": YES}, begins=False))
        clock.advance(DAY)


def test_what_waits_is_asked_out_day_by_day_and_told_once(
    folder: Path, clock: StoppedClock
) -> None:
    """H-07: one telling is one alert, however often its follow-up is put off."""
    leave_its_follow_up(folder, clock)
    assert codes(folder) == ["A-20261123-1"]
    assert rows(folder, "SELECT count(*) FROM alert_acknowledgement") == [(1,)]


def test_a_cleared_sign_waits_for_nothing_and_is_not_raised_by_the_plan_that_clears_it(
    folder: Path, clock: StoppedClock
) -> None:
    leave_its_follow_up(folder, clock)
    clearance = {
        "event_id": "A-20261123-1",
        "cleared_by": "Ruth Hall",
        "role": "physiotherapist",
        "licence_no": "PH-104233",
        "date": "2026-11-27",
        "note": "Seen today.",
    }
    second = keyed_program(version=2, clearances=[clearance])
    second["supersedes"] = {"program_id": second["program_id"], "version": 1}
    install(folder, second, clock)
    with Companion(folder, clock) as companion:
        assert not companion.is_blocked()
        companion.greet()
        seen = visit(companion, Patient(begins=False))
        asked = [one.question.id for one in seen if isinstance(one, prompts.AskSafety)]
        assert "RF-NEU-01/recent_2_days" not in asked
    assert codes(folder) == ["A-20261123-1"]


def test_a_mistake_ends_what_waits_of_that_sign(folder: Path, clock: StoppedClock) -> None:
    """SI-14: it was never a sign (decisions A7)."""
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        mistaken = LeavesTheFollowUp({"RF-NEU-01": YES}, begins=False)
        shown = visit(companion, mistaken, until=prompts.ShowAdvice)[-1]
        companion.reply(shown, prompts.Acknowledged("mistake"))
        visit(companion, Patient(begins=False))
        assert not companion.is_blocked()
    for _ in range(2):
        clock.advance(DAY)
        with Companion(folder, clock) as companion:
            companion.greet()
            visit(companion, Patient(begins=False))
            assert not companion.is_blocked()
    assert codes(folder) == ["A-20261123-1"]


def test_an_earlier_telling_stands_where_a_later_one_was_a_mistake(
    folder: Path, clock: StoppedClock
) -> None:
    """C-01: both legs, told and read; told again by mistake; then a weak leg."""
    with Companion(folder, clock) as companion:
        report(companion, "RF-CES-07")
        clock.advance(600)
        companion.something_is_wrong()
        again = Patient({"RF-CES-07": YES}, begins=False)
        shown = visit(companion, again, until=prompts.ShowAdvice)[-1]
        companion.reply(shown, prompts.Acknowledged("mistake"))
        visit(companion, Patient({"RF-NEU-02": YES}, begins=False))
    assert ("RF-CES-07", "E-go") in rows(folder, "SELECT flag_id, tier FROM alert")


@pytest.mark.parametrize("minutes", [30, -30])
def test_a_clearance_ends_what_was_told_before_it_whatever_the_clock_said(
    folder: Path, clock: StoppedClock, minutes: int
) -> None:
    """H-22: told, cleared, told again by a clock that was set back, then a weak leg (C-01)."""
    with Companion(folder, clock) as companion:
        report(companion, "RF-CES-07")
        clock.advance(HOUR)
        code = code_for(folder, seen_by_a_doctor(companion), clock)
        companion.reply(at_the_lock(companion), ways.CodeTyped(code))
        clock.advance(minutes * 60)
        report(companion, "RF-CES-07")
        clock.advance(HOUR)
        report(companion, "RF-NEU-02")
    assert ("RF-CES-07", "E-go") in rows(folder, "SELECT flag_id, tier FROM alert")


@pytest.mark.parametrize("minutes", [30, -90])
def test_a_cleared_sign_combines_with_nothing_whatever_the_clock_said(
    folder: Path, clock: StoppedClock, minutes: int
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-CES-07")
        clock.advance(minutes * 60)
        code = code_for(folder, seen_by_a_doctor(companion), clock)
        companion.reply(at_the_lock(companion), ways.CodeTyped(code))
        clock.advance(HOUR)
        report(companion, "RF-NEU-02")
    assert ("RF-CES-07", "E-go") not in rows(folder, "SELECT flag_id, tier FROM alert")


def issued_code(companion: Companion, folder: Path, clock: StoppedClock, sign: str) -> str:
    """A code for the lock of a sign; it was not typed yet."""
    report(companion, sign)
    return code_for(folder, seen_by_a_doctor(companion), clock)


def type_an_old(companion: Companion, code: str) -> None:
    lock = at_the_lock(companion)
    with pytest.raises(Refused):
        companion.reply(lock, ways.CodeTyped(code))
    assert companion.is_blocked()


@pytest.mark.parametrize("sign", ["RF-CES-03", "RF-INF-01"])
def test_told_on_and_asked_out_on_another_day_it_is_not_ended_by_an_older_code(
    folder: Path, clock: StoppedClock, sign: str
) -> None:
    """The telling began after the code was made, whichever check asks it out."""
    with Companion(folder, clock) as companion:
        code = issued_code(companion, folder, clock, sign)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        patient = Patient({sign: YES}, begins=False)
        while isinstance(asked := companion.next(), prompts.AskSafety | ways.AskHelp):
            topic = isinstance(asked, prompts.AskSafety) and asked.question.id.startswith("T")
            companion.reply(asked, patient.reply(asked))
            if topic and patient.reply(asked) == prompts.Answered(YES):
                break
        now = companion.next()
        assert now is not None
        companion.reply(now, prompts.Leave())
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.greet()
        visit(companion, Patient({sign: YES}, begins=False))
        type_an_old(companion, code)


def test_another_sign_told_in_the_questions_of_a_mistake_is_not_ended_by_an_older_code(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        code = issued_code(companion, folder, clock, "RF-INF-01")
        clock.advance(DAY)
        companion.something_is_wrong()
        numb = Patient({"RF-NEU-03": YES}, begins=False)
        shown = visit(companion, numb, until=prompts.ShowAdvice)[-1]
        companion.reply(shown, prompts.Acknowledged("mistake"))
        visit(companion, Patient({"RF-INF-01": YES}, begins=False))
        type_an_old(companion, code)


def test_a_crisis_told_again_in_what_was_left_open_has_its_screens_again(
    folder: Path, clock: StoppedClock
) -> None:
    """H-27: read in the morning, not sure at noon, yes in the evening."""
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, Patient({"RF-MH-01": YES}, begins=False))
        companion.something_is_wrong()
        unsure = Patient({"RF-MH-01": NOT_SURE}, begins=False)
        answer_through(companion, unsure, "RF-MH-01")
        again = companion.next()
        assert again is not None
        companion.reply(again, prompts.Leave())
    clock.advance(HOUR)
    with Companion(folder, clock) as companion:
        companion.greet()
        kinds = [type(one) for one in visit(companion, Patient({"RF-MH-01": YES}, begins=False))]
        assert crisis_prompts.AskCrisis in kinds


def test_told_after_a_clearance_in_a_check_begun_before_it_it_waits(
    folder: Path, clock: StoppedClock
) -> None:
    """A9: the place of the telling counts, not that of the check."""
    with Companion(folder, clock) as companion:
        companion.start()
        first = companion.next()
        assert isinstance(first, prompts.AskSafety)
        companion.reply(first, Patient().reply(first))
        code = issued_code(companion, folder, clock, "RF-CES-03")
        companion.reply(at_the_lock(companion), ways.CodeTyped(code))
        clock.advance(600)
        companion.start()
        answer_through(companion, Patient({"RF-CES-03": YES}), "RF-CES-03")
    clock.advance(600)
    with Companion(folder, clock) as companion:
        companion.greet()
        asked_now = companion.next()
        assert isinstance(asked_now, prompts.AskSafety)
        assert asked_now.question.id == "RF-CES-03/ces_onset_14_days"


def test_a_mistake_that_was_a_yes_once_more_keeps_its_lock_over_the_end_of_the_day(
    folder: Path, clock: StoppedClock
) -> None:
    """SI-14: asked again and told again, the sign is no mistake, whatever is said after."""
    clock.instant = datetime(2026, 11, 24, 3, 56, tzinfo=UTC)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        numb = Patient({"RF-NEU-03": YES}, begins=False)
        shown = visit(companion, numb, until=prompts.ShowAdvice)[-1]
        companion.reply(shown, prompts.Acknowledged("mistake"))
        answer_through(companion, numb, "RF-NEU-03")
        late = companion.next()
        assert late is not None
        clock.advance(5 * 60)
        companion.reply(late, numb.reply(late))
        visit(companion, Patient(begins=False))
        assert companion.is_blocked()


def press_by_mistake(companion: Companion, sign: str) -> None:
    """Tell a sign under `!` by mistake, and say no to everything then."""
    companion.something_is_wrong()
    shown = visit(companion, Patient({sign: YES}, begins=False), until=prompts.ShowAdvice)[-1]
    companion.reply(shown, prompts.Acknowledged("mistake"))
    visit(companion, Patient(begins=False))


def test_what_ends_a_later_event_leaves_an_earlier_one_in_the_rules(
    folder: Path, clock: StoppedClock
) -> None:
    """C-20 and decisions A7: the first event is open, so its sign counts."""
    with Companion(folder, clock) as companion:
        report(companion, "RF-INF-01")
        clock.advance(HOUR)
        press_by_mistake(companion, "RF-INF-01")
        assert companion.is_blocked()
        clock.advance(HOUR)
        report(companion, "RF-NEU-03")
    assert ("RF-NEU-03", "E-go") in rows(folder, "SELECT flag_id, tier FROM alert")


def test_a_sign_that_waits_still_does_after_a_later_press_was_a_mistake(
    folder: Path, clock: StoppedClock
) -> None:
    """A9: dizzy in the daily check, left at "has it gone?"; pressed under `!` by mistake."""
    with Companion(folder, clock) as companion:
        companion.start()
        patient = Patient({"RF-CAR-04": YES})
        while not isinstance(asked := companion.next(), prompts.AskSettled):
            assert asked is not None
            companion.reply(asked, patient.reply(asked))
        companion.reply(asked, prompts.Leave())
        clock.advance(20 * 60)
        press_by_mistake(companion, "RF-CAR-04")
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.greet()
        seen = visit(companion, Patient(begins=False))
    assert any(isinstance(one, prompts.AskSettled) for one in seen)


def test_a_telling_asked_out_on_another_day_is_ended_whole_by_its_clearance(
    folder: Path, clock: StoppedClock
) -> None:
    """A7: what was told before it was left belongs to the event that was cleared."""
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, LeavesTheFollowUp({"RF-NEU-01": YES}, begins=False))
    clock.advance(12 * HOUR)
    with Companion(folder, clock) as companion:
        companion.greet()
        visit(companion, Patient(begins=False))
        way_out = seen_by_a_doctor(companion)
        code = code_for(folder, way_out, clock)
        companion.reply(at_the_lock(companion), ways.CodeTyped(code))
        clock.advance(HOUR)
        report(companion, "RF-NEU-03")
    assert ("RF-NEU-03", "E-go") not in rows(folder, "SELECT flag_id, tier FROM alert")


# --- each event clears separately (7.5) ---------------------------------------------------------


def second_version(*cleared: tuple[str, str], **risks: str) -> Tree:
    """The next version, which ends these events; each with the day it was decided on."""
    plan = keyed_program(version=2)
    plan["supersedes"] = {"program_id": plan["program_id"], "version": 1}
    plan["risk"] |= risks
    plan["clearances"] = [
        {
            "event_id": code,
            "cleared_by": "Ruth Hall",
            "role": "physiotherapist",
            "licence_no": "PH-104233",
            "date": day,
            "note": "Seen today.",
        }
        for code, day in cleared
    ]
    return plan


@pytest.mark.parametrize(
    ("sign", "then", "joined"),
    [
        ("RF-CES-07", "RF-NEU-02", ("RF-CES-07", "E-go")),
        ("RF-CAR-05", "RF-CAR-04", ("RF-CAR-05", "E-call")),
    ],
)
def test_the_first_cleared_leaves_the_second_in_every_rule(
    folder: Path, clock: StoppedClock, sign: str, then: str, joined: tuple[str, str]
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, sign)
        clock.advance(2 * DAY)
        report(companion, sign)
    clock.advance(60)
    install(folder, second_version((str(codes(folder)[0]), "2026-11-25"), cardiac="no"), clock)
    with Companion(folder, clock) as companion:
        report(companion, then)
    assert joined in rows(folder, "SELECT flag_id, tier FROM alert")


def test_the_second_cleared_leaves_the_first_in_the_rules_of_the_week(
    folder: Path, clock: StoppedClock
) -> None:
    """C-10: with diabetes, night pain that still stands makes a fever URGENT."""
    with Companion(folder, clock) as companion:
        report(companion, "RF-PAIN-04")
        clock.advance(DAY)
        report(companion, "RF-PAIN-04")
    clock.advance(60)
    _, second = codes(folder)
    install(folder, second_version((str(second), "2026-11-24"), diabetes="yes"), clock)
    clock.advance(2 * DAY)
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-01")
    assert "C-10" in str(rows(folder, "SELECT rules FROM alert ORDER BY id DESC LIMIT 1"))


def test_a_clearance_of_the_first_leaves_what_was_told_again_and_waits(
    folder: Path, clock: StoppedClock
) -> None:
    """A7, A9: of the second there is no alert yet. Its question comes first."""
    sign, follow_up = "RF-CES-02", "RF-CES-02/ces_onset_14_days"
    with Companion(folder, clock) as companion:
        report(companion, sign)
        clock.advance(2 * DAY)
        companion.something_is_wrong()
        answer_through(companion, Patient({sign: YES}, begins=False), sign)
        companion.reply(up_to(companion, Patient(begins=False), follow_up), prompts.Leave())
    clock.advance(60)
    install(folder, second_version((str(codes(folder)[0]), "2026-11-23")), clock)
    with Companion(folder, clock) as companion:
        answer_through(companion, Patient(begins=False), follow_up)
        visit(companion, Patient(begins=False))
        assert companion.is_blocked()
    assert codes(folder) == ["A-20261123-1", "A-20261125-1"]


def test_one_telling_is_one_event_where_only_another_sign_of_it_waited(
    folder: Path, clock: StoppedClock
) -> None:
    """C-02: unsteadiness told and read, then a weak leg, left at "is the unsteadiness recent?"."""
    follow_up = "RF-NEU-04/recent_2_days"
    with Companion(folder, clock) as companion:
        report(companion, "RF-NEU-04")
        clock.advance(HOUR)
        companion.something_is_wrong()
        answer_through(companion, Patient({"RF-NEU-01": YES}, begins=False), "RF-NEU-01")
        companion.reply(up_to(companion, Patient(begins=False), follow_up), prompts.Leave())
        visit(companion, Patient(begins=False))
    clock.advance(2 * DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({follow_up: YES}, begins=False))
    of_it = [
        tier
        for sign, tier in rows(folder, "SELECT flag_id, tier FROM alert")
        if sign == "RF-NEU-04"
    ]
    assert of_it == ["U", "E-go"]


def test_a_sign_cleared_meanwhile_joins_nothing_in_the_check_that_goes_on(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    """C-20, A7: told, left in the middle, ended by a code; then the rest of the questions."""
    companion.something_is_wrong()
    answer_through(companion, Patient({"RF-NEU-03": YES}, begins=False), "T6")
    companion.reply(up_to(companion, Patient(begins=False), "T7"), prompts.Leave())
    visit(companion, Patient(begins=False))
    clock.advance(HOUR)
    way_out = seen_by_a_doctor(companion)
    companion.reply(at_the_lock(companion), ways.CodeTyped(code_for(folder, way_out, clock)))
    assert not companion.is_blocked()
    companion.start()
    visit(companion, Patient({"RF-INF-01": YES}, begins=False), until=prompts.ShowAdvice)
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [
        ("RF-NEU-03", "U"),
        ("RF-INF-01", "U"),
    ]


def test_a_sign_cleared_by_the_new_version_hides_no_emergency_of_another(
    folder: Path, clock: StoppedClock
) -> None:
    """C-09: two weak legs told in one check, one of them cleared; cancer is recorded now."""
    follow_up = "RF-NEU-02/recent_2_days"
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        told = Patient({"RF-NEU-01": YES, "RF-NEU-02": YES}, begins=False)
        answer_through(companion, told, "RF-NEU-02")
        companion.reply(up_to(companion, Patient(begins=False), follow_up), prompts.Leave())
    clock.advance(60)
    first, _ = codes(folder)
    install(folder, second_version((str(first), "2026-11-23"), cancer="yes"), clock)
    assert ("RF-NEU-02", "E-go") in rows(folder, "SELECT flag_id, tier FROM alert")
