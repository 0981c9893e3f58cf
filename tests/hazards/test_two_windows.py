"""Two windows ask the same question: of two answers the cautious one counts (decisions A9)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import NO, NOT_SURE, YES, Patient, rows, visit
from questions import asked

from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.terms import Answer

AGAIN = "You told us about this before. It comes first."


@pytest.fixture
def windows(folder: Path, clock: StoppedClock) -> Iterator[tuple[Companion, Companion]]:
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        yield first, second


def both_at(windows: tuple[Companion, Companion], question_id: str, **told: Answer) -> Prompt:
    """Both windows show that question of one check; what comes before it is answered."""
    first, second = windows
    first.something_is_wrong()
    second.something_is_wrong()
    patient = Patient({key.replace("_", "-"): value for key, value in told.items()})
    for _ in range(200):
        shown = first.next()
        assert shown is not None
        if asked(shown) == question_id:
            assert second.next() == shown
            return shown
        first.reply(shown, patient.reply(shown))
    pytest.fail(f"{question_id} was not asked")


def to_the_end(companion: Companion, patient: Patient) -> list[str]:
    """Everything that is asked of warning signs from here on, up to the first advice."""
    found = []
    while isinstance(prompt := companion.next(), prompts.AskSafety | prompts.AskSettled):
        found.append(asked(prompt))
        companion.reply(prompt, patient.reply(prompt))
    return found


def flags(folder: Path) -> list[object]:
    return [flag for (flag,) in rows(folder, "SELECT flag_id FROM alert ORDER BY id")]


def test_two_windows_an_answer_counts_only_for_the_question_that_was_shown(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        first.something_is_wrong()
        second.something_is_wrong()
        shown_in_first, shown_in_second = first.next(), second.next()
        assert shown_in_first == shown_in_second
        assert shown_in_first is not None
        assert shown_in_second is not None
        first.reply(shown_in_first, prompts.Answered(NO))
        with pytest.raises(Refused, match="another window"):
            second.reply(shown_in_second, prompts.Answered(NO))
    assert rows(folder, "SELECT question_id FROM safety_answer") == [("T3",)]


@pytest.mark.parametrize("told", [YES, NOT_SURE])
def test_a_topic_told_in_the_second_is_asked_out_although_the_first_said_no(
    windows: tuple[Companion, Companion], folder: Path, told: Answer
) -> None:
    first, second = windows
    shown = both_at(windows, "T3")
    first.reply(shown, prompts.Answered(NO))
    second.reply(shown, prompts.Answered(told))
    prompt = second.next()
    assert isinstance(prompt, prompts.AskSafety)
    assert (prompt.question.id[:3], prompt.purpose) == ("RF-", AGAIN)
    second.reply(prompt, prompts.Answered(YES))
    assert flags(folder) == [prompt.question.id]


def test_what_the_second_told_comes_first_in_every_window(
    windows: tuple[Companion, Companion], folder: Path, clock: StoppedClock
) -> None:
    first, second = windows
    shown = both_at(windows, "T3")
    first.reply(shown, prompts.Answered(NO))
    second.reply(shown, prompts.Answered(YES))
    with Companion(folder, clock) as third:
        third.start()
        assert any(one.startswith("RF-CAR-") for one in to_the_end(third, Patient()))


def test_it_counts_after_the_first_has_answered_every_question(
    windows: tuple[Companion, Companion],
) -> None:
    first, second = windows
    shown = both_at(windows, "T3")
    assert to_the_end(first, Patient())
    second.reply(shown, prompts.Answered(YES))
    prompt = second.next()
    assert isinstance(prompt, prompts.AskSafety)
    assert (prompt.question.id[:3], prompt.purpose) == ("RF-", AGAIN)


def test_c13_a_follow_up_answered_otherwise_in_the_second_is_asked_again(
    windows: tuple[Companion, Companion], folder: Path, clock: StoppedClock
) -> None:
    """Here it is the no that counts: the dizziness has not gone."""
    first, second = windows
    shown = both_at(windows, "RF-CAR-04/dizzy_settled", RF_CAR_04=YES)
    clock.advance(11 * 60)
    first.reply(shown, prompts.Answered(YES))
    second.reply(shown, prompts.Answered(NO))
    assert rows(folder, "SELECT tier FROM alert") == [("S",)]
    assert to_the_end(second, Patient({"RF-CAR-04": YES})) == ["RF-CAR-04"]
    assert rows(folder, "SELECT flag_id, tier FROM alert")[1:] == [("RF-CAR-04", "U")]


def test_a_yes_of_an_earlier_check_stands_for_none_of_this_one(
    windows: tuple[Companion, Companion], folder: Path, clock: StoppedClock
) -> None:
    """What was told an hour ago was about the hours before it."""
    first, second = windows
    first.something_is_wrong()
    to_the_end(first, Patient({"T9": YES}))
    clock.advance(3600)
    shown = both_at(windows, "T9")
    first.something_is_wrong()
    to_the_end(first, Patient())
    second.reply(shown, prompts.Answered(YES))
    prompt = second.next()
    assert isinstance(prompt, prompts.AskSafety)
    assert (prompt.question.id[:3], prompt.purpose) == ("RF-", AGAIN)


@pytest.mark.parametrize(("of_first", "of_second"), [(YES, YES), (YES, NOT_SURE), (YES, NO)])
def test_what_the_first_told_already_is_refused_and_stays_told(
    windows: tuple[Companion, Companion], folder: Path, of_first: Answer, of_second: Answer
) -> None:
    first, second = windows
    shown = both_at(windows, "T3")
    first.reply(shown, prompts.Answered(of_first))
    with pytest.raises(Refused, match="another window"):
        second.reply(shown, prompts.Answered(of_second))
    assert rows(folder, "SELECT question_id, value FROM safety_answer") == [("T3", "yes")]


@pytest.mark.parametrize("days", [0, 2])
@pytest.mark.parametrize("shown_is", ["RF-CAR-01", "T3"])
def test_the_same_sign_told_after_its_advice_was_read_is_told_anew(
    windows: tuple[Companion, Companion],
    folder: Path,
    clock: StoppedClock,
    shown_is: str,
    days: int,
) -> None:
    """H-07: the window may have stood open while a doctor saw what was told in the other one."""
    first, second = windows
    shown = both_at(windows, shown_is, RF_CAR_01=YES)
    chest = Patient({"RF-CAR-01": YES}, begins=False)
    visit(first, chest)
    clock.advance(days * 24 * 3600 + 60)
    second.reply(shown, prompts.Answered(YES))
    assert "RF-CAR-01" in to_the_end(second, chest)
    assert flags(folder) == ["RF-CAR-01", "RF-CAR-01"]


def test_a_yes_tells_more_than_a_lasting_not_sure_of_a_sign(
    windows: tuple[Companion, Companion], folder: Path
) -> None:
    """A6: left unsure, a doctor's word to stop is only reported; yes is a hold."""
    first, second = windows
    sign = "RF-GEN-02"
    first.reply(both_at(windows, sign, RF_GEN_02=YES), prompts.Answered(NOT_SURE))
    shown = first.next()
    assert shown is not None
    assert second.next() == shown
    first.reply(shown, prompts.Answered(NOT_SURE))
    second.reply(shown, prompts.Answered(YES))
    to_the_end(second, Patient({sign: YES}))
    assert sign in flags(folder)


def test_of_the_one_question_after_a_session_everything_behind_it_is_asked(
    windows: tuple[Companion, Companion], clock: StoppedClock
) -> None:
    """1.5: the signs after the operation and the crisis question, too."""
    first, second = windows
    first.start()
    visit(first, Patient())
    clock.advance(2 * 24 * 3600)
    shown = []
    for window, days_ago in ((first, 0), (second, 1)):
        day = clock.when().local_day - timedelta(days=days_ago)
        window.log_session(LateSession(day, "late", ("bridge-1",)), asks=True)
        while not isinstance(prompt := window.next(), prompts.AskAnythingNew):
            assert prompt is not None
            window.reply(prompt, Patient(begins=False).reply(prompt))
        shown.append(prompt)
    second.reply(shown[1], prompts.Answered(NO))
    first.reply(shown[0], prompts.Answered(YES))
    found = to_the_end(first, Patient())
    assert {"RF-CAR-01", "RF-OP-01", "RF-PAIN-02", "RF-MH-01"} <= set(found)


@pytest.mark.parametrize(("of_first", "of_second"), [(YES, NO), (NO, YES)])
def test_pr05_a_feeling_that_is_still_there_counts_in_whichever_window(
    folder: Path, clock: StoppedClock, of_first: Answer, of_second: Answer
) -> None:
    """Yes is "gone"."""
    with Companion(folder, clock) as companion:
        companion.start()
        while not (
            isinstance(prompt := companion.next(), prompts.AskPain) and prompt.may_report_sensation
        ):
            assert prompt is not None
            companion.reply(prompt, Patient().reply(prompt))
        companion.reply(prompt, prompts.Scored(new_sensation=True))
    clock.advance(16 * 60)
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        first.greet()
        second.greet()
        shown = first.next()
        assert isinstance(shown, prompts.AskSettled)
        also = second.next()
        assert isinstance(also, prompts.AskSettled)
        first.reply(shown, prompts.Answered(of_first))
        second.reply(also, prompts.Answered(of_second))
        assert second.is_blocked()
    assert flags(folder) == ["RF-NEU-03"]


def test_h27_in_danger_after_all_has_its_screen_although_the_other_window_was_read(
    windows: tuple[Companion, Companion], folder: Path, clock: StoppedClock
) -> None:
    first, second = windows
    first.something_is_wrong()
    (*_, asked_first) = visit(
        first, Patient({"RF-MH-01": YES}, begins=False), until=crisis_prompts.AskCrisis
    )
    second.greet()
    asked_second = second.next()
    assert isinstance(asked_second, crisis_prompts.AskCrisis)
    first.reply(asked_first, crisis_prompts.CrisisAnswered("no"))
    what_to_do = first.next()
    assert isinstance(what_to_do, crisis_prompts.ShowCrisis)
    first.reply(what_to_do, prompts.Go())
    second.reply(asked_second, crisis_prompts.CrisisAnswered("yes"))
    in_danger = second.next()
    assert isinstance(in_danger, crisis_prompts.ShowCrisis)
    assert in_danger.lines[0].startswith("Please call 999 now")
    with Companion(folder, clock) as third:
        assert third.next() == in_danger
