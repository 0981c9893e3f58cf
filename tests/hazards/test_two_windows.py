"""Two windows ask the same question: of two answers the cautious one counts (decisions A9)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import NO, NOT_SURE, YES, Patient, rows, visit
from locks import report
from questions import asked, tell_of_a_feeling

from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.crisis_prompts import CrisisAnswer
    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.records import GotHelp
    from exercise_companion.core.terms import Answer

IN_DANGER = "Please call 999 now"
HOUR, DAY = 3600, 24 * 3600
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
        tell_of_a_feeling(companion)
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
    assert in_danger.lines[0].startswith(IN_DANGER)
    with Companion(folder, clock) as third:
        assert third.next() == in_danger


def both_asked_of_danger(windows: tuple[Companion, Companion]) -> Prompt:
    """Both windows ask "Are you in danger now?" of one crisis."""
    first, second = windows
    first.something_is_wrong()
    (*_, shown) = visit(
        first, Patient({"RF-MH-01": YES}, begins=False), until=crisis_prompts.AskCrisis
    )
    assert second.next() == shown
    return shown


def is_told_of_danger(companion: Companion) -> bool:
    shown = companion.next()
    assert isinstance(shown, crisis_prompts.ShowCrisis)
    return shown.lines[0].startswith(IN_DANGER)


def test_h27_a_page_that_stayed_open_is_no_reading_of_a_crisis_told_since(
    windows: tuple[Companion, Companion], folder: Path, clock: StoppedClock
) -> None:
    """Each has its own question, and its own advice."""
    first, second = windows
    first.reply(both_asked_of_danger(windows), crisis_prompts.CrisisAnswered("no"))
    of_the_first_time = first.next()
    assert of_the_first_time is not None
    assert second.next() == of_the_first_time
    second.reply(of_the_first_time, prompts.Go())
    clock.advance(3600)
    asked_again = both_asked_of_danger((second, second))
    first.reply(of_the_first_time, prompts.Go())
    assert second.next() == asked_again
    with Companion(folder, clock) as third:
        assert third.next() == asked_again


@pytest.mark.parametrize("told", ["yes", "not_sure", "prefer_not_to_say"])
@pytest.mark.parametrize("is_no_first", [True, False])
def test_h27_a_no_never_weakens_what_to_do_in_danger_until_that_was_read(
    windows: tuple[Companion, Companion],
    folder: Path,
    clock: StoppedClock,
    told: CrisisAnswer,
    *,
    is_no_first: bool,
) -> None:
    shown = both_asked_of_danger(windows)
    answers: tuple[CrisisAnswer, ...] = ("no", told) if is_no_first else (told, "no")
    for window, answer in zip(windows, answers, strict=True):
        window.reply(shown, crisis_prompts.CrisisAnswered(answer))
    assert all(is_told_of_danger(window) for window in windows)
    with Companion(folder, clock) as third:
        assert is_told_of_danger(third)
    assert rows(folder, "SELECT answer FROM crisis_event") == [(one,) for one in answers]
    (of_second,) = rows(folder, "SELECT shown_text FROM crisis_event ORDER BY id DESC LIMIT 1")
    assert str(of_second[0]).startswith(IN_DANGER)


def test_h27_what_the_milder_screen_said_is_not_what_was_to_be_read(
    windows: tuple[Companion, Companion], folder: Path, clock: StoppedClock
) -> None:
    """Read on the screen of a no, while another window was told to call: that comes next here."""
    first, second = windows
    shown = both_asked_of_danger(windows)
    first.reply(shown, crisis_prompts.CrisisAnswered("no"))
    milder = first.next()
    assert milder is not None
    second.reply(shown, crisis_prompts.CrisisAnswered("yes"))
    first.reply(milder, prompts.Go())
    assert is_told_of_danger(first)
    with Companion(folder, clock) as third:
        assert is_told_of_danger(third)


def test_h27_after_it_was_read_a_no_brings_nothing_back(
    windows: tuple[Companion, Companion],
) -> None:
    first, second = windows
    shown = both_asked_of_danger(windows)
    first.reply(shown, crisis_prompts.CrisisAnswered("yes"))
    what_to_do = first.next()
    assert what_to_do is not None
    first.reply(what_to_do, prompts.Go())
    second.reply(shown, crisis_prompts.CrisisAnswered("no"))
    assert second.next() is None


@pytest.mark.parametrize("days", [0, 1])
@pytest.mark.parametrize("not_helped", ["no", "not_yet"])
def test_si13_no_help_in_the_second_counts_although_the_first_said_yes(
    folder: Path, clock: StoppedClock, not_helped: GotHelp, days: int
) -> None:
    """Its advice comes once more, and the question on the next day."""
    with Companion(folder, clock) as companion:
        report(companion, "RF-CAR-01")
    clock.advance(DAY + HOUR)
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        shown = first.next()
        assert isinstance(shown, ways.AskHelp)
        assert second.next() == shown
        first.reply(shown, ways.HelpAnswered("yes", "Dr Osei"))
        clock.advance(days * DAY)
        second.reply(shown, ways.HelpAnswered(not_helped))
        advice = second.next()
        assert isinstance(advice, prompts.ShowAdvice)
        second.reply(advice, prompts.Acknowledged("seen"))
        assert second.next() is None
        with pytest.raises(Refused):
            second.reply(shown, ways.HelpAnswered("no"))
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), ways.AskHelp)
    assert rows(folder, "SELECT answer FROM help_answer") == [("yes",), (not_helped,)]


def test_si13_help_in_the_second_is_no_answer_where_the_first_had_none(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        report(companion, "RF-CAR-01")
    clock.advance(DAY + HOUR)
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        shown = first.next()
        assert shown is not None
        assert second.next() == shown
        first.reply(shown, ways.HelpAnswered("no"))
        with pytest.raises(Refused, match="not asked any more"):
            second.reply(shown, ways.HelpAnswered("yes", "Dr Osei"))
        assert isinstance(first.next(), prompts.ShowAdvice)
