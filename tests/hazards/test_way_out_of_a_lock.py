"""H-19: a false block traps nobody, and H-18: what ends a lock ends nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from builders import PROGRAM_ID, as_bytes
from journeys import (
    BORN,
    CLEARANCE_KEY,
    NAME,
    NO,
    YES,
    Patient,
    StoppedClock,
    full_program,
    install,
    keyed_program,
    rows,
    visit,
)
from locks import ASSESSED, RUTH, at_the_lock, report

from exercise_companion.clinic import clearing
from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.prompts import AskSafety, ShowAdvice, ShowDecision
from exercise_companion.core.records import WalkRecord
from exercise_companion.errors import CompanionError, Refused
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from pathlib import Path

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keyed") / "data"
    install(folder, keyed_program(), StoppedClock())
    return folder


def lock_code(companion: Companion) -> str:
    way = at_the_lock(companion).way_out
    assert way is not None
    assert way.lock_code
    return way.lock_code


def answer_to(code: str, plan: Path, clock: StoppedClock) -> str:
    """The therapist's tool answers a lock code."""
    return clearing.clear(clearing.read_lock(plan, code, clock), RUTH, clock, assessed=True).code


def type_code(companion: Companion, code: str) -> None:
    companion.reply(at_the_lock(companion), ways.CodeTyped(code))


def refusal_of(companion: Companion, code: str) -> str:
    with pytest.raises(Refused) as refused:
        type_code(companion, code)
    assert companion.is_blocked()
    return f"{refused.value.what_happened} {refused.value.what_to_do}"


def open_flags(companion: Companion) -> list[str]:
    assert companion.context is not None
    return [one.alert.flag_id for one in companion.context.store.open_alerts()]


def tries(folder: Path) -> list[str]:
    return [str(one) for (one,) in rows(folder, "SELECT outcome FROM clearance_code_try")]


# --- two steps: a medical clinician, then the therapist -------------------------------------------


def test_h19_two_steps_end_a_lock_and_every_item_is_asked_before_the_next_session(
    companion: Companion, folder: Path, clock: StoppedClock, plan: Path
) -> None:
    report(companion, "RF-NEU-01")
    lock = at_the_lock(companion)
    assert lock.way_out is not None
    assert (lock.way_out.assessment, lock.way_out.lock_code) == ("missing", "")
    companion.reply(lock, ASSESSED)
    assert companion.is_blocked()
    type_code(companion, answer_to(lock_code(companion), plan, clock))
    told = companion.next()
    assert isinstance(told, ways.Told)
    companion.reply(told, prompts.Go())
    assert companion.next() is None
    assert not companion.is_blocked()
    assert "999" in companion.today().alert_line
    assert tries(folder) == ["accepted"]
    assert rows(
        folder, "SELECT method, cleared_by, licence_no, note, decided_on FROM clearance"
    ) == [
        ("code", "made by the therapist's tool", "", "Entered by the patient.", "2026-11-23"),
    ]
    companion.start()
    first = visit(companion, Patient(), until=prompts.AskSafety)[-1]
    assert isinstance(first, prompts.AskSafety)
    assert first.question.id.startswith("RF-")


def when_to_call(companion: Companion) -> str:
    """The line of the lock that says whom to call."""
    (line,) = (one for one in at_the_lock(companion).decision.lines if "call today" in one)
    return line


def test_the_lock_says_whom_to_call_before_and_after_a_clinician_saw_the_patient(
    companion: Companion,
) -> None:
    report(companion, "RF-NEU-01")
    assert when_to_call(companion).startswith("If nobody has seen you yet, call today: ")
    companion.reply(at_the_lock(companion), ASSESSED)
    assert when_to_call(companion).startswith("If it gets worse, or comes back, call today: ")


def test_a_second_sign_nobody_saw_the_patient_for_still_asks_for_a_call_today(
    companion: Companion,
) -> None:
    """H-19: one assessment does not stand for what it was not about."""
    report(companion, "RF-NEU-01")
    companion.reply(at_the_lock(companion), ASSESSED)
    report(companion, "RF-GEN-04")
    assert when_to_call(companion).startswith("If nobody has seen you yet, ")


@pytest.mark.parametrize(
    ("later", "since"), [(HOUR, "since 09:00 today: "), (DAY, "since 23 November: ")]
)
def test_what_was_cleared_counts_again_only_when_it_is_new_or_worse_since(
    companion: Companion, clock: StoppedClock, plan: Path, later: int, since: str
) -> None:
    report(companion, "RF-NEU-01")
    companion.reply(at_the_lock(companion), ASSESSED)
    type_code(companion, answer_to(lock_code(companion), plan, clock))
    clock.advance(later)
    companion.start()
    shown = visit(companion, Patient())
    texts = {one.question.id: one.question.text for one in shown if isinstance(one, AskSafety)}
    assert texts["RF-NEU-01"].startswith(f"Only what is new or worse {since}")
    assert "new or worse" not in texts["RF-NEU-02"]


def test_h19_a_code_is_not_taken_before_the_medical_assessment(
    companion: Companion, folder: Path
) -> None:
    report(companion, "RF-NEU-01")
    assert "No code can be taken now." in refusal_of(companion, "ABCDE-FGHJK")
    assert tries(folder) == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (ways.Assessed("", "today", "Go home."), "Where you were seen"),
        (ways.Assessed("Ward", "today", " \n "), "What they said"),
        (ways.Assessed("Ward\x1b[2J", "today", "Go home."), "Where you were seen"),
        (ways.Assessed("Ward", "today", "x" * 501), "What they said"),
        (ways.Assessed("Ward", "someday", "Go home."), "cannot be read"),
        (ways.Assessed("Ward", "2026-11-24", "Go home."), "not come yet"),
        (ways.Assessed("Ward", "yesterday", "Go home."), "nothing was reported yet"),
    ],
)
def test_h19_half_an_assessment_is_not_kept(
    companion: Companion, folder: Path, told: ways.Assessed, words: str
) -> None:
    report(companion, "RF-NEU-01")
    with pytest.raises(Refused, match=words):
        companion.reply(at_the_lock(companion), told)
    assert rows(folder, "SELECT * FROM medical_assessment") == []


def test_h19_an_assessment_does_not_count_for_what_is_reported_after_it(
    companion: Companion, clock: StoppedClock
) -> None:
    report(companion, "RF-NEU-01")
    companion.reply(at_the_lock(companion), ASSESSED)
    assert at_the_lock(companion).way_out is not None
    clock.advance(HOUR)
    report(companion, "RF-DVT-01")
    way = at_the_lock(companion).way_out
    assert way is not None
    assert (way.assessment, way.lock_code) == ("missing", "")


def test_h19_a_hold_ends_by_a_code_alone(
    companion: Companion, clock: StoppedClock, plan: Path
) -> None:
    report(companion, "RF-GEN-02")
    way = at_the_lock(companion).way_out
    assert way is not None
    assert way.assessment == "not_needed"
    type_code(companion, answer_to(way.lock_code, plan, clock))
    assert not companion.is_blocked()


def test_h19_one_code_ends_every_open_alert(
    companion: Companion, folder: Path, clock: StoppedClock, plan: Path
) -> None:
    report(companion, "RF-GEN-02", "RF-NEU-05", "RF-PAIN-02")
    assert len(open_flags(companion)) == 3
    type_code(companion, answer_to(lock_code(companion), plan, clock))
    assert open_flags(companion) == []
    assert len(rows(folder, "SELECT id FROM clearance WHERE method = 'code'")) == 3


# --- codes that are refused -----------------------------------------------------------------------


def test_h18_a_code_ends_nothing_when_something_new_was_reported_after_it(
    companion: Companion, folder: Path, clock: StoppedClock, plan: Path
) -> None:
    report(companion, "RF-GEN-02")
    code = answer_to(lock_code(companion), plan, clock)
    report(companion, "RF-NEU-05")
    assert "Something new was reported after" in refusal_of(companion, code)
    assert sorted(open_flags(companion)) == ["RF-GEN-02", "RF-NEU-05"]
    assert tries(folder) == []
    type_code(companion, answer_to(lock_code(companion), plan, clock))
    assert not companion.is_blocked()


def test_h18_a_code_ends_nothing_that_comes_after_it(
    companion: Companion, clock: StoppedClock, plan: Path
) -> None:
    report(companion, "RF-GEN-02")
    code = answer_to(lock_code(companion), plan, clock)
    type_code(companion, code)
    clock.advance(HOUR)
    report(companion, "RF-GEN-02")
    assert "not the code" in refusal_of(companion, code)


def test_h19_a_code_of_eight_days_ago_is_too_old(
    folder: Path, clock: StoppedClock, plan: Path
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        code = answer_to(lock_code(companion), plan, clock)
    for days in (8, -3):
        clock.advance(days * DAY)
        with Companion(folder, clock) as companion:
            assert "more than 7 days old" in refusal_of(companion, code), (
                "nor by the clock set back"
            )
    assert tries(folder) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"clearance_key": CLEARANCE_KEY[::-1]},
        {"program_id": "11111111-5d4e-4f6a-8b7c-9d0e1f2a3b4c"},
        {"patient": {"patient_id": "p-2", "display_name": "Bo Berg", "birth_date": "1950-01-01"}},
    ],
    ids=["key", "program", "patient"],
)
def test_h19_the_tool_refuses_a_lock_code_of_another_program(
    companion: Companion, clock: StoppedClock, tmp_path: Path, changes: dict[str, object]
) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(as_bytes(keyed_program(**changes)))
    report(companion, "RF-GEN-02")
    with pytest.raises(CompanionError, match="not a lock code of this program"):
        clearing.read_lock(other, lock_code(companion), clock)


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDE-FGHJ0", "ABCDE-FGHJKL"])
def test_h19_what_is_no_code_is_not_counted_as_a_try(
    companion: Companion, folder: Path, typed: str
) -> None:
    report(companion, "RF-GEN-02")
    assert "10 letters and digits" in refusal_of(companion, typed)
    assert tries(folder) == []


def wrong_codes(companion: Companion, count: int) -> str:
    return [refusal_of(companion, f"AAAAA-AAAA{letter}") for letter in "ABCDEFGH"[:count]][-1]


def test_h19_five_wrong_codes_rest_for_an_hour_that_a_restart_does_not_shorten(
    folder: Path, clock: StoppedClock, plan: Path
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        right = answer_to(lock_code(companion), plan, clock)
        assert "not the code" in wrong_codes(companion, 4)
        assert "after 10:00" in wrong_codes(companion, 1)
    assert tries(folder) == [*["wrong"] * 5, "pause"]
    clock.advance(59 * MINUTE)
    with Companion(folder, clock) as companion:
        assert "after 10:00" in refusal_of(companion, right)
        clock.advance(MINUTE)
        type_code(companion, right)
        assert not companion.is_blocked()


def test_h19_a_clock_set_back_does_not_shorten_the_rest_nor_stretch_it(
    companion: Companion, folder: Path, clock: StoppedClock, plan: Path
) -> None:
    report(companion, "RF-GEN-02")
    right = answer_to(lock_code(companion), plan, clock)
    wrong_codes(companion, 5)
    clock.advance(-3 * HOUR)
    assert "after 07:00" in refusal_of(companion, right)
    clock.advance(59 * MINUTE)
    assert "after 07:00" in refusal_of(companion, right)
    clock.advance(MINUTE)
    type_code(companion, right)
    assert not companion.is_blocked()


def test_h19_a_right_code_begins_the_count_anew(
    companion: Companion, folder: Path, clock: StoppedClock, plan: Path
) -> None:
    for _ in range(2):
        report(companion, "RF-GEN-02")
        wrong_codes(companion, 4)
        type_code(companion, answer_to(lock_code(companion), plan, clock))
        clock.advance(DAY)
    assert "pause" not in tries(folder)


def test_h19_without_a_key_no_code_is_offered_or_taken(tmp_path: Path, clock: StoppedClock) -> None:
    folder = tmp_path / "data"
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        lock = at_the_lock(companion)
        assert lock.way_out is not None
        assert lock.way_out.lock_code == ""
        assert not any("code" in line for line in (*lock.way_out.steps, *lock.decision.lines))
        assert "No code can be taken" in refusal_of(companion, "ABCDE-FGHJK")
    with pytest.raises(Refused, match="no clearance key"):
        clearing.read_lock(tmp_path / "data-program.json", "ABCD-EFGH", clock)


# --- the therapist's side -------------------------------------------------------------------------


def test_the_cover_may_make_a_code_and_a_stranger_may_not(
    companion: Companion, clock: StoppedClock, tmp_path: Path
) -> None:
    program = keyed_program()
    program["contacts"]["cover"] = {"name": "Bea Lang", "phone": "020 7946 0999"}
    path = tmp_path / "covered.json"
    path.write_bytes(as_bytes(program))
    report(companion, "RF-GEN-02")
    lock = clearing.read_lock(path, lock_code(companion), clock)
    made = clearing.clear(lock, clearing.Clearer("bea  LANG", "PT", "X-1"), clock, assessed=False)
    for name, licence, words in (
        ("Max Stone", "PH-104233", "does not name that person"),
        ("Ruth Hall", "PH-1", "licence number is not"),
        (" ", "PH-104233", "are needed"),
    ):
        with pytest.raises(CompanionError, match=words):
            clearing.clear(lock, clearing.Clearer(name, "PT", licence), clock, assessed=False)
    type_code(companion, made.code)
    assert not companion.is_blocked()


def test_the_tool_asks_for_the_medical_assessment_too(
    companion: Companion, clock: StoppedClock, plan: Path
) -> None:
    report(companion, "RF-NEU-01")
    companion.reply(at_the_lock(companion), ASSESSED)
    lock = clearing.read_lock(plan, lock_code(companion), clock)
    assert (lock.code.alerts, lock.code.assessed_first) == (1, True)
    with pytest.raises(Refused, match="has to assess the patient"):
        clearing.clear(lock, RUTH, clock, assessed=False)


# --- a mistake, in time and after it --------------------------------------------------------------


def mis_key(companion: Companion, flag: str) -> ShowAdvice:
    """Answer yes by mistake; the advice that follows."""
    companion.something_is_wrong()
    advice = visit(companion, Patient({flag: YES}, begins=False), until=ShowAdvice)[-1]
    assert isinstance(advice, ShowAdvice)
    return advice


def offers(advice: ShowAdvice) -> bool:
    return "mistake" in {choice.ack for choice in advice.advice.choices}


def take_back(companion: Companion, advice: ShowAdvice) -> None:
    companion.reply(advice, prompts.Acknowledged("mistake"))


def test_h19_a_mistake_that_a_code_has_overtaken_is_not_asked_about_any_more(
    companion: Companion, clock: StoppedClock, plan: Path
) -> None:
    take_back(companion, mis_key(companion, "RF-NEU-01"))
    confirm = companion.next()
    assert isinstance(confirm, ways.ConfirmMistake)
    companion.reply(confirm, ways.MistakeTyped("mistake"))
    first = companion.next()
    assert isinstance(first, AskSafety)
    companion.reply(first, prompts.Leave())
    companion.reply(at_the_lock(companion), ASSESSED)
    type_code(companion, answer_to(lock_code(companion), plan, clock))
    assert not companion.is_blocked()
    companion.start()
    shown = visit(companion, Patient(), until=prompts.AskPain)
    purposes = {one.purpose for one in shown if isinstance(one, AskSafety)}
    assert not any("mistake" in purpose for purpose in purposes)


@pytest.mark.parametrize("flag", ["RF-NEU-01", "RF-CES-01", "RF-FALL-05", "RF-GEN-04"])
def test_h19_a_mistake_is_taken_back_in_time_with_everything_asked_again(
    companion: Companion, folder: Path, clock: StoppedClock, flag: str
) -> None:
    signs = {flag: YES} | ({"RF-FALL-03": YES} if flag.startswith("RF-FALL") else {})
    companion.something_is_wrong()
    advice = visit(companion, Patient(signs, begins=False), until=ShowAdvice)[-1]
    assert isinstance(advice, ShowAdvice)
    assert offers(advice)
    clock.advance(9 * MINUTE)
    take_back(companion, advice)
    confirm = companion.next()
    assert isinstance(confirm, ways.ConfirmMistake)
    with pytest.raises(Refused, match="not the word"):
        companion.reply(confirm, ways.MistakeTyped("yes"))
    companion.reply(confirm, ways.MistakeTyped(" mistake "))
    shown = visit(companion, Patient())
    asked = {one.question.id for one in shown if isinstance(one, prompts.AskSafety)}
    assert {"RF-CES-01", "RF-NEU-01", "RF-CAR-01", "RF-STR-01", "RF-PAIN-02"} <= asked
    assert not any(one.startswith("T") for one in asked)
    assert isinstance(shown[-1], ways.Told)
    assert not companion.is_blocked()
    assert "999" in companion.today().alert_line, "the banner stays for a day (SI-12)"
    assert rows(folder, "SELECT method, role FROM clearance") == [("mistake", "patient")]
    answers = rows(folder, "SELECT question_id, value FROM safety_answer ORDER BY id")
    assert [value for question, value in answers if question == flag] in (["yes", "no"], ["yes"])
    contents = companion.report(None, None)
    row = next(one for one in contents.alerts if one.alert.alert.flag_id == flag)
    assert row.answer == "answered yes, then changed at 09:09"
    assert contents.chain.faults == ()


@pytest.mark.parametrize("flag", ["RF-CES-01", "RF-NEU-01"])
def test_h19_what_is_reported_again_stays_locked_and_its_advice_comes_again(
    companion: Companion, flag: str
) -> None:
    take_back(companion, mis_key(companion, flag))
    companion.reply(companion.next(), ways.MistakeTyped("MISTAKE"))
    again = visit(companion, Patient({flag: YES}), until=ShowAdvice)[-1]
    assert isinstance(again, ShowAdvice)
    assert not offers(again), "once a day"
    assert companion.is_blocked()


def test_h19_another_sign_reported_in_the_repeat_locks_and_is_told(companion: Companion) -> None:
    take_back(companion, mis_key(companion, "RF-NEU-01"))
    companion.reply(companion.next(), ways.MistakeTyped("MISTAKE"))
    shown = visit(companion, Patient({"RF-CAR-01": YES}), until=ShowAdvice)
    assert isinstance(shown[-1], ShowAdvice)
    assert shown[-1].advice.number == "999"
    assert sorted(open_flags(companion)) == ["RF-CAR-01", "RF-NEU-01"]


@pytest.mark.parametrize("flag", ["RF-CAR-01", "RF-STR-01", "RF-PE-01", "RF-AAA-01"])
def test_a14_an_emergency_to_be_called_in_is_never_taken_back(
    companion: Companion, folder: Path, flag: str
) -> None:
    advice = mis_key(companion, flag)
    assert not offers(advice)
    take_back(companion, advice)
    assert isinstance(companion.next(), ways.Told)
    companion.reply(companion.next(), prompts.Go())
    visit(companion, Patient(begins=False))
    way = at_the_lock(companion).way_out
    assert way is not None
    assert not way.may_take_back
    assert companion.is_blocked()
    assert rows(folder, "SELECT id FROM clearance") == []


@pytest.mark.parametrize("minutes", [11, -1])
def test_h19_after_ten_minutes_or_with_the_clock_set_back_it_stays(
    companion: Companion, folder: Path, clock: StoppedClock, minutes: int
) -> None:
    advice = mis_key(companion, "RF-NEU-01")
    clock.advance(11 * MINUTE)
    companion.reply(advice, prompts.Acknowledged("seen"))
    clock.advance((minutes - 11) * MINUTE)
    take_back(companion, advice)
    told = companion.next()
    assert isinstance(told, ways.Told)
    assert "10 minutes" in " ".join(told.lines) or minutes > 0
    assert companion.is_blocked()
    assert rows(folder, "SELECT id FROM clearance") == []


def test_h19_the_ten_minutes_count_when_the_word_is_typed(
    companion: Companion, clock: StoppedClock
) -> None:
    take_back(companion, mis_key(companion, "RF-NEU-01"))
    confirm = companion.next()
    clock.advance(11 * MINUTE)
    companion.reply(confirm, ways.MistakeTyped("MISTAKE"))
    assert isinstance(companion.next(), ways.Told)
    assert companion.is_blocked()


def test_h19_going_back_from_the_word_shows_the_advice_again(companion: Companion) -> None:
    take_back(companion, mis_key(companion, "RF-CES-01"))
    companion.reply(companion.next(), prompts.Leave())
    assert isinstance(companion.next(), ShowAdvice)


def test_h19_a_repeat_that_was_left_can_be_finished_later(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        take_back(companion, mis_key(companion, "RF-NEU-01"))
        companion.reply(companion.next(), ways.MistakeTyped("MISTAKE"))
        companion.reply(companion.next(), prompts.Answered(NO))
    clock.advance(30 * MINUTE)
    with Companion(folder, clock) as companion:
        advice = companion.next()
        assert isinstance(advice, ShowAdvice)
        assert offers(advice)
        take_back(companion, advice)
        companion.reply(companion.next(), ways.MistakeTyped("MISTAKE"))
        visit(companion, Patient())
        assert not companion.is_blocked()


def taken_back(companion: Companion) -> bool:
    """Report by mistake and take it back; whether the lock ended."""
    take_back(companion, mis_key(companion, "RF-NEU-01"))
    if isinstance(companion.next(), ways.ConfirmMistake):
        visit(companion, Patient())
    return not companion.is_blocked()


def test_h19_once_a_day_and_three_times_in_a_fortnight(
    companion: Companion, clock: StoppedClock, plan: Path
) -> None:
    assert taken_back(companion)
    assert not taken_back(companion)
    told = companion.next()
    assert isinstance(told, ways.Told)
    assert "once a day" in told.lines[0]
    companion.reply(told, prompts.Go())
    advice = companion.next()
    assert isinstance(advice, ShowAdvice)
    assert not offers(advice)
    companion.reply(advice, prompts.Acknowledged("seen"))
    companion.reply(at_the_lock(companion), ASSESSED)
    type_code(companion, answer_to(lock_code(companion), plan, clock))
    for _ in range(2):
        clock.advance(DAY)
        assert taken_back(companion)
    clock.advance(DAY)
    assert not taken_back(companion)
    told = companion.next()
    assert isinstance(told, ways.Told)
    assert "3 times in 14 days" in told.lines[0]


def test_h19_a_mistake_can_be_said_at_the_lock_too(
    companion: Companion, clock: StoppedClock
) -> None:
    report(companion, "RF-NEU-01")
    lock = at_the_lock(companion)
    assert lock.way_out is not None
    assert lock.way_out.may_take_back
    companion.reply(lock, ways.TookBack())
    visit(companion, Patient())
    assert not companion.is_blocked()


# --- did you get help? ----------------------------------------------------------------------------


def launch(folder: Path, clock: StoppedClock) -> tuple[Companion, object]:
    companion = Companion(folder, clock)
    return companion, companion.next()


def test_si13_a_day_later_the_next_launch_asks_once_a_day_until_yes(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-NEU-01")
    clock.advance(DAY - 1)
    with Companion(folder, clock) as companion:
        assert companion.next() is None
    clock.advance(1)
    for value in ("not_yet", "no"):
        with Companion(folder, clock) as companion:
            asked = companion.next()
            assert isinstance(asked, ways.AskHelp)
            assert asked.reported == "Monday 23 November, 09:00"
            companion.reply(asked, ways.HelpAnswered(value))
            advice = companion.next()
            assert isinstance(advice, ShowAdvice)
            assert not offers(advice)
            companion.reply(advice, prompts.Acknowledged("seen"))
            assert companion.next() is None
            assert companion.is_blocked()
        clock.advance(DAY)
    with Companion(folder, clock) as companion:
        asked = companion.next()
        assert isinstance(asked, ways.AskHelp)
        with pytest.raises(Refused, match="Who saw you"):
            companion.reply(asked, ways.HelpAnswered("yes", " "))
        companion.reply(asked, ways.HelpAnswered("yes", "Dr Osei"))
        told = companion.next()
        assert isinstance(told, ways.Told)
        companion.reply(told, prompts.Go())
        assert companion.is_blocked(), "the answer ends no lock"
        with pytest.raises(Refused):
            companion.reply(asked, ways.HelpAnswered("yes", "Dr Osei"))
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert companion.next() is None
    assert rows(folder, "SELECT answer, seen_by FROM help_answer") == [
        ("not_yet", ""),
        ("no", ""),
        ("yes", "Dr Osei"),
    ]


def test_si13_questions_about_what_is_wrong_now_come_first(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-NEU-01")
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        assert isinstance(companion.next(), prompts.AskSafety)


def test_si13_a_hold_is_not_asked_about(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
    clock.advance(2 * DAY)
    with Companion(folder, clock) as companion:
        assert companion.next() is None


# --- what can be said on the phone, and shown -----------------------------------------------------


def test_what_to_say_names_the_time_of_the_first_report(
    companion: Companion, clock: StoppedClock
) -> None:
    clock.advance(DAY + 12 * MINUTE)
    advice = mis_key(companion, "RF-NEU-01")
    assert "On Tuesday 24 November, 09:12 I reported: my foot" in advice.advice.say


def test_the_slip_says_what_was_reported_told_and_done(
    companion: Companion, clock: StoppedClock
) -> None:
    with pytest.raises(Refused, match="nothing for a slip"):
        companion.slip()
    report(companion, "RF-NEU-01", "RF-NEU-02")
    companion.reply(at_the_lock(companion), ASSESSED)
    slip = companion.slip()
    flat = " ".join(slip.split())
    for words in (
        "Ana Novak, born 4 March 1957",
        'Monday 23 November, 09:00: I reported "my foot has started to drop',
        "TODAY",
        "(open)",
        "I was told: TODAY. Stop exercising now Do not exercise now.",
        "Hill Road Clinic today 020 7946 0200",
        "seen at Emergency department, Hill Hospital",
        "They said: They let me go home.",
        "Medicines asked about (blood thinners, steroids): none is recorded.",
        "Emergency: Emergency 999",
        "This is not a diagnosis.",
    ):
        assert words in flat, words
    assert flat.count("I was told:") == 1
    assert max(map(len, slip.splitlines())) <= 70


def test_the_slip_does_not_say_that_an_advice_was_read_that_nobody_answered(
    companion: Companion,
) -> None:
    """The window was closed over it, or in the question after it."""
    companion.something_is_wrong()
    visit(companion, Patient({"RF-NEU-01": YES}, begins=False), until=prompts.ShowAdvice)
    flat = " ".join(companion.slip().split())
    assert "What this program advises; it may not have been read yet: TODAY. Stop" in flat
    assert "I was told:" not in flat
    visit(companion, Patient(begins=False))
    assert "I was told: TODAY. Stop" in " ".join(companion.slip().split())


def test_the_slip_says_when_a_sign_began(companion: Companion) -> None:
    """Whoever reads it must not take a sign of years for one of today."""
    companion.something_is_wrong()
    said = {"RF-CES-05": YES, "RF-CES-05/ces_onset_14_days": NO, "RF-CES-05/ces_onset_3_months": NO}
    visit(companion, Patient(said, begins=False))
    flat = " ".join(companion.slip().split())
    assert (
        "Did it start, or last get worse, in the last 14 days? No."
        " Did it start, or last get worse, in the last 3 months? No. TODAY"
    ) in flat


def test_the_slip_keeps_what_ended_for_two_days(companion: Companion, clock: StoppedClock) -> None:
    assert taken_back(companion)
    assert "pressed by mistake, changed, Monday 23 November, 09:00" in " ".join(
        companion.slip().split()
    )
    clock.advance(2 * DAY)
    with pytest.raises(Refused):
        companion.slip()


# --- the banner, and what stays of use ------------------------------------------------------------


@pytest.mark.parametrize("flag", ["RF-CES-01", "RF-NEU-01"])
def test_si12_the_number_stays_in_sight_for_a_day_after_the_lock_has_ended(
    companion: Companion, clock: StoppedClock, plan: Path, flag: str
) -> None:
    report(companion, flag)
    companion.reply(at_the_lock(companion), ASSESSED)
    type_code(companion, answer_to(lock_code(companion), plan, clock))
    clock.advance(DAY - MINUTE)
    assert companion.today().alert_line == (
        "You reported a warning sign. In an emergency call 999."
    )
    clock.advance(MINUTE)
    assert companion.today().alert_line == ""


def test_si12_the_number_stays_as_long_as_the_lock(
    companion: Companion, clock: StoppedClock
) -> None:
    report(companion, "RF-NEU-01")
    clock.advance(30 * DAY)
    assert "999" in companion.today().alert_line


def test_h18_while_locked_contacts_logging_export_and_the_questions_work(
    companion: Companion, folder: Path
) -> None:
    """Clinical-spec 7.5: only timers and sessions do not."""
    report(companion, "RF-NEU-01")
    assert {"Emergency", "Therapist"} <= {one.role for one in companion.contacts()}
    companion.log_pain((("back", 4), ("leg", 2)))
    companion.log_walk(WalkRecord("outdoor_walk", 5.0, None, 1, 2, "done"))
    companion.log_talk(prompts.Talked("Dr Osei", "doctor", "Come in today please."), review=False)
    assert companion.is_blocked(), "a talk does not end a sign a doctor has to see"
    assert len(companion.report(None, None).alerts) == 1
    assert companion.slip()
    companion.something_is_wrong()
    assert isinstance(companion.next(), prompts.AskSafety)
    assert len(rows(folder, "SELECT id FROM pain_entry")) == 2


def test_a_program_clears_what_it_names_and_its_conditions_only_leave_out(
    companion: Companion, folder: Path, tmp_path: Path
) -> None:
    report(companion, "RF-NEU-01")
    clearance = {
        "event_id": "A-20261123-1",
        "cleared_by": "Ruth Hall",
        "role": "physiotherapist",
        "licence_no": "PH-104233",
        "date": "2026-11-23",
        "note": "Seen at the clinic.",
        "skip_items": ["reach-1"],
    }
    path = tmp_path / "version-2.json"
    before = {"program_id": PROGRAM_ID, "version": 1}
    program = keyed_program(version=2, supersedes=before, clearances=[clearance])
    path.write_bytes(as_bytes(program))
    companion.preview(path)
    companion.install(path, NAME, BORN)
    assert not companion.is_blocked()
    assert rows(folder, "SELECT method, cleared_by, conditions FROM clearance") == [
        ("program", "Ruth Hall", "reach-1")
    ]
    companion.start()
    ready = visit(companion, Patient(begins=False), until=ShowDecision)[-1]
    assert isinstance(ready, ShowDecision)
    assert [item.item_id for item in ready.items] == ["bridge-1"]


def test_the_report_shows_the_assessment_and_the_help_beside_the_alert(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-NEU-01")
        companion.reply(at_the_lock(companion), ASSESSED)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        visit(companion, Patient(helped="no"))
        (alert,) = json.loads(json_report.text(companion.report(None, None)))["alerts"]
    (seen,) = alert["medical_assessments"]
    assert (seen["place"], seen["seen_on"]) == (ASSESSED.place, "2026-11-23")
    assert seen["outcome"] == "They let me go home."
    (help_given,) = alert["help_answers"]
    assert (help_given["answer"], help_given["seen_by"]) == ("no", "")


# --- a clock that was set back --------------------------------------------------------------------


def test_h22_every_sign_is_asked_after_a_lock_that_ended_by_a_clock_set_back(
    folder: Path, plan: Path, clock: StoppedClock
) -> None:
    """The check from before the lock stands later on the clock, and earlier in the record."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(begins=False))
        clock.advance(60)
        report(companion, "RF-NEU-03")
        companion.reply(at_the_lock(companion), ASSESSED)
        clock.advance(-20 * 60)
        type_code(companion, answer_to(lock_code(companion), plan, clock))
        visit(companion, Patient(begins=False))
        clock.advance(30 * 60)
        companion.start()
        assert isinstance(companion.next(), prompts.AskSafety)
        visit(companion, Patient())
    after = "SELECT check_id FROM session WHERE check_id > (SELECT check_id FROM alert)"
    assert len(rows(folder, after)) == 1


# --- a clock that was ahead -----------------------------------------------------------------------


def was_ahead(folder: Path, clock: StoppedClock, days: int) -> None:
    """One start by a clock that ran ahead, and was put right."""
    clock.advance(days * DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        companion.next()
    clock.advance(-days * DAY + HOUR)


@pytest.mark.parametrize("typed_after", [0, 5, 7])
@pytest.mark.parametrize("days", [3, 7, 8, 9, 30, 400])
def test_d9_a_code_is_taken_although_the_clock_was_once_ahead(
    folder: Path, clock: StoppedClock, plan: Path, days: int, typed_after: int
) -> None:
    was_ahead(folder, clock, days)
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        code = answer_to(lock_code(companion), plan, clock)
        clock.advance(typed_after * DAY)
        type_code(companion, code)
        assert not companion.is_blocked()


def test_d9_a_clearance_by_the_day_of_the_clock_resets_the_latest_date_seen(
    folder: Path, clock: StoppedClock, plan: Path
) -> None:
    """A plan that counted as ended because of it is one again."""
    was_ahead(folder, clock, 400)
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        assert companion.today().state == "expired"
        type_code(companion, answer_to(lock_code(companion), plan, clock))
        visit(companion, Patient(begins=False))
        assert companion.today().state == "ready"


@pytest.mark.parametrize("days", [8, 9, 30])
def test_d9_a_code_from_before_the_clock_was_ahead_is_not_taken(
    folder: Path, clock: StoppedClock, plan: Path, days: int
) -> None:
    """It may be an old one, and the clock set back."""
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        old = answer_to(lock_code(companion), plan, clock)
    was_ahead(folder, clock, days)
    with Companion(folder, clock) as companion:
        assert "more than 7 days old" in refusal_of(companion, old)
        type_code(companion, answer_to(lock_code(companion), plan, clock))
        assert not companion.is_blocked()


def test_d9_nor_is_one_for_a_day_that_is_no_longer_the_latest_seen(
    folder: Path, clock: StoppedClock, plan: Path
) -> None:
    was_ahead(folder, clock, 9)
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        old = answer_to(lock_code(companion), plan, clock)
    was_ahead(folder, clock, 30)
    with Companion(folder, clock) as companion:
        assert "not the code" in refusal_of(companion, old)


def test_d9_a_used_code_ends_nothing_told_afterwards(
    folder: Path, clock: StoppedClock, plan: Path
) -> None:
    was_ahead(folder, clock, 9)
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
        used = answer_to(lock_code(companion), plan, clock)
        type_code(companion, used)
        visit(companion, Patient(begins=False))
        clock.advance(HOUR)
        report(companion, "RF-GEN-02")
        assert "not the code" in refusal_of(companion, used)


def test_d9_a_clock_set_to_long_ago_takes_a_code_of_the_right_day(
    folder: Path, clock: StoppedClock, plan: Path
) -> None:
    """An empty battery: the therapist's day is that of the latest date seen."""
    with Companion(folder, clock) as companion:
        report(companion, "RF-GEN-02")
    therapist = StoppedClock(clock.instant)
    clock.advance(-2000 * DAY)
    with Companion(folder, clock) as companion:
        type_code(companion, answer_to(lock_code(companion), plan, therapist))
        assert not companion.is_blocked()


# --- a journey ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told_in", "seen_in", "day"),
    [
        ("Pacific/Auckland", "America/Los_Angeles", "today"),
        ("Pacific/Auckland", "America/Los_Angeles", "24 November 2026"),
        ("America/Los_Angeles", "Pacific/Auckland", "today"),
        ("America/Los_Angeles", "Pacific/Auckland", "23 November 2026"),
    ],
)
def test_h22_seen_on_a_journey_counts_by_either_date(
    folder: Path, told_in: str, seen_in: str, day: str
) -> None:
    """Told at 20:00 UTC on the 23rd: already the 24th in Auckland, midday in Los Angeles."""
    clock = StoppedClock(datetime(2026, 11, 23, 20, 0, tzinfo=UTC), told_in)
    with Companion(folder, clock) as companion:
        report(companion, "RF-NEU-03")
        clock.advance(5 * HOUR if day != "24 November 2026" else 13 * HOUR)
        clock.travel(seen_in)
        companion.reply(at_the_lock(companion), ways.Assessed("Hill Hospital", day, "Sent home."))
    assert len(rows(folder, "SELECT id FROM medical_assessment")) == 1


def test_h22_seen_today_counts_for_what_a_clock_that_ran_ahead_dated_later(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        clock.advance(40 * 24 * HOUR)
        report(companion, "RF-NEU-03")
        clock.advance(-40 * 24 * HOUR + HOUR)
        assert companion.context is not None
        companion.context.store.reset_latest_seen()
        companion.reply(
            at_the_lock(companion), ways.Assessed("Hill Hospital", "today", "Sent home.")
        )
        with pytest.raises(Refused):
            companion.reply(
                at_the_lock(companion), ways.Assessed("Hill Hospital", "yesterday", "Sent home.")
            )
    assert len(rows(folder, "SELECT id FROM medical_assessment")) == 1


def test_h22_seen_the_day_before_it_was_told_does_not_count(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-NEU-03")
        before = ways.Assessed("Hill Hospital", "22 November 2026", "Sent home.")
        with pytest.raises(Refused, match="nothing was reported yet"):
            companion.reply(at_the_lock(companion), before)
