"""A sign whose follow-up is open: nothing begins, nothing is forgotten, silence is never a no."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from journeys import (
    NO,
    NOT_SURE,
    YES,
    Patient,
    console_for,
    full_program,
    install,
    rows,
    visit,
)
from questions import up_to

from exercise_companion import catalogue
from exercise_companion.companion import Companion, exercising
from exercise_companion.core import prompts
from exercise_companion.core.terms import Tier
from exercise_companion.errors import Refused
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.terms import Answer

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


def alerts(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT flag_id, tier, rules FROM alert ORDER BY id")


def answered(companion: Companion, prompt: Prompt, value: Answer) -> None:
    companion.reply(prompt, prompts.Answered(value))


# --- how long it has been there (decisions A4) ----------------------------------------------------

ONSETS = [
    ((YES,), Tier.EMERGENCY_GO),
    ((NOT_SURE, NOT_SURE), Tier.EMERGENCY_GO),
    ((NO, YES), Tier.URGENT),
    ((NO, NOT_SURE, NOT_SURE), Tier.URGENT),
    ((NO, NO), Tier.SOON),
]


@pytest.mark.parametrize(("answers", "tier"), ONSETS)
def test_a_bladder_sign_has_the_tier_of_its_onset(
    folder: Path, clock: StoppedClock, answers: tuple[Answer, ...], tier: Tier
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        up_to(companion, Patient({"RF-CES-02": YES}), "RF-CES-02/ces_onset_14_days")
        assert alerts(folder) == []
        for value in answers:
            prompt = companion.next()
            assert isinstance(prompt, prompts.AskSafety)
            assert prompt.question.id.startswith("RF-CES-02/")
            assert prompt.serious
            answered(companion, prompt, value)
        assert alerts(folder) == [("RF-CES-02", tier.value, "RF-CES-02")]
        told = visit(companion, Patient(), until=prompts.ShowAdvice)[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert told.advice.tier is tier
        visit(companion, Patient(begins=False))
        assert companion.is_blocked()
    assert rows(folder, "SELECT id FROM session") == []


@pytest.mark.parametrize("away", [MINUTE, 7 * HOUR, DAY, 12 * DAY])
def test_si07_a_question_left_open_comes_first_however_much_later(
    folder: Path, clock: StoppedClock, away: int
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = up_to(companion, Patient({"RF-CES-05": YES}), "RF-CES-05/ces_onset_14_days")
        companion.reply(prompt, prompts.Leave())
    clock.advance(away)
    with Companion(folder, clock) as companion:
        assert companion.context is not None
        with pytest.raises(Refused, match="No session can begin yet"):
            exercising.begin(companion.context, helper=False)
        companion.start()
        prompt = companion.next()
        assert isinstance(prompt, prompts.AskSafety)
        assert prompt.question.id == "RF-CES-05/ces_onset_14_days"
        answered(companion, prompt, YES)
        assert alerts(folder) == [("RF-CES-05", "E-go", "RF-CES-05")]
        assert isinstance(companion.next(), prompts.ShowAdvice)
    assert rows(folder, "SELECT id FROM session") == []


def test_the_slip_names_the_hour_a_sign_was_told_and_not_that_of_its_follow_up(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = up_to(companion, Patient({"RF-CES-01": YES}), "RF-CES-01/ces_onset_14_days")
        companion.reply(prompt, prompts.Leave())
        clock.advance(8 * HOUR)
        companion.start()
        again = companion.next()
        assert isinstance(again, prompts.AskSafety)
        answered(companion, again, YES)
        text = companion.slip()
    told = [line for line in text.splitlines() if "I reported" in line]
    assert told
    assert all("09:0" in line or "Monday" not in line for line in told)
    assert "17:0" not in "".join(told)


def test_left_open_twice_it_is_still_asked(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        up_to(companion, Patient({"RF-CES-01": YES}), "RF-CES-01/ces_onset_14_days")
    for _ in range(3):
        clock.advance(DAY)
        with Companion(folder, clock) as companion:
            companion.start()
            prompt = companion.next()
            assert isinstance(prompt, prompts.AskSafety)
            assert prompt.question.id == "RF-CES-01/ces_onset_14_days"
            assert prompt.purpose == "You told us about this before. It comes first."


def test_the_check_it_was_left_in_does_not_count_as_made(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        up_to(companion, Patient({"RF-CES-02": YES}), "RF-CES-02/ces_onset_14_days")
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        for _ in range(2):
            prompt = companion.next()
            assert isinstance(prompt, prompts.AskSafety)
            answered(companion, prompt, NO)
        visit(companion, Patient())
        assert companion.is_blocked()
    ends = rows(
        folder,
        "SELECT purpose, check_end FROM safety_check JOIN safety_check_end"
        " ON check_id = safety_check.id ORDER BY safety_check.id",
    )
    assert ends == [("daily", "abandoned"), ("left_open", "complete")]


def test_a_sign_left_open_is_not_lost_when_the_questions_change(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update in between: the old answers fit no more, the sign still waits (H-28)."""
    with Companion(folder, clock) as companion:
        companion.start()
        up_to(companion, Patient({"RF-CES-05": YES}), "RF-CES-05/ces_onset_14_days")
    known = catalogue.load()
    first, *others = known.topics
    changed = replace(known, topics=(replace(first, items=first.items[3:]), *others))
    monkeypatch.setattr(catalogue, "load", lambda: changed)
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = companion.next()
        assert isinstance(prompt, prompts.AskSafety)
        assert prompt.question.id == "RF-CES-05/ces_onset_14_days"


def test_something_is_wrong_asks_everything_even_with_a_sign_left_open(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        up_to(companion, Patient({"RF-CAR-04": YES}), "RF-CAR-04/dizzy_settled")
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        assert isinstance(companion.next(), prompts.AskSettled)
        companion.something_is_wrong()
        prompt = companion.next()
        assert isinstance(prompt, prompts.AskSafety)
        assert prompt.question.id == "T3"


def test_an_emergency_makes_an_open_sign_count_in_full(folder: Path, clock: StoppedClock) -> None:
    """Nothing more is asked then, so the dizziness would be lost."""
    with Companion(folder, clock) as companion:
        companion.start()
        signs = Patient({"RF-CAR-04": YES, "RF-STR-01": YES})
        visit(companion, signs, until=prompts.ShowAdvice)
    assert [row[:2] for row in alerts(folder)] == [("RF-CAR-04", "U"), ("RF-STR-01", "E-call")]


# --- dizzy: rest, and say again (C-13) ------------------------------------------------------------


def dizzy(companion: Companion) -> prompts.AskSettled:
    companion.start()
    asked = up_to(companion, Patient({"RF-CAR-04": YES}), "RF-CAR-04/dizzy_settled")
    assert isinstance(asked, prompts.AskSettled)
    return asked


def test_c13_every_other_question_comes_before_the_rest(folder: Path, clock: StoppedClock) -> None:
    """Ten minutes are not spent waiting while a stroke could be asked about."""
    with Companion(folder, clock) as companion:
        dizzy(companion)
    asked = [row[0] for row in rows(folder, "SELECT question_id FROM safety_answer ORDER BY id")]
    assert {"RF-STR-01", "RF-PE-01", "RF-OP-03"} <= set(asked)
    shown = Patient({"RF-CAR-04": YES})
    assert shown.signs


def test_c13_says_what_to_do_meanwhile(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = up_to(companion, Patient({"RF-CAR-04": YES}), "RF-CAR-05")
        assert isinstance(prompt, prompts.AskSafety)
        assert prompt.serious.startswith("Sit or lie down.")


def test_c13_settled_after_ten_minutes_holds_and_not_before(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        asked = dizzy(companion)
        assert asked.ask_from > asked.handed_out
        with pytest.raises(Refused, match="too soon"):
            answered(companion, asked, YES)
        assert alerts(folder) == []
        clock.advance(10 * MINUTE)
        answered(companion, asked, YES)
        assert alerts(folder) == [("RF-CAR-04", "S", "RF-CAR-04 C-13")]
        visit(companion, Patient())
        assert companion.is_blocked()


@pytest.mark.parametrize("value", [NO, NOT_SURE])
def test_c13_not_settled_or_not_sure_is_urgent(
    folder: Path, clock: StoppedClock, value: Answer
) -> None:
    with Companion(folder, clock) as companion:
        asked = dizzy(companion)
        clock.advance(10 * MINUTE)
        answered(companion, asked, value)
        assert alerts(folder) == [("RF-CAR-04", "U", "RF-CAR-04 C-13")]


def test_c13_still_dizzy_may_be_said_at_once(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        answered(companion, dizzy(companion), NO)
    assert alerts(folder) == [("RF-CAR-04", "U", "RF-CAR-04 C-13")]


def test_c13_silence_is_neither_yes_nor_no(folder: Path, clock: StoppedClock) -> None:
    """Decisions A9: the next opening asks that first."""
    with Companion(folder, clock) as companion:
        dizzy(companion)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert alerts(folder) == []
        companion.start()
        asked = companion.next()
        assert isinstance(asked, prompts.AskSettled)
        assert asked.ask_from <= asked.handed_out
        answered(companion, asked, YES)
        assert alerts(folder) == [("RF-CAR-04", "S", "RF-CAR-04 C-13")]


def test_c13_in_a_session_ends_it_before_the_rest_is_over(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        companion.something_is_wrong()
        up_to(companion, Patient({"RF-CAR-04": YES}), "RF-CAR-05")
        assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]
    with Companion(folder, clock) as companion:
        companion.start()
        assert not isinstance(companion.next(), prompts.ShowIntro | prompts.DoSet)


def test_c13_a_second_spell_within_two_weeks_is_urgent_at_once(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        asked = dizzy(companion)
        clock.advance(10 * MINUTE)
        answered(companion, asked, YES)
        visit(companion, Patient(begins=False))
        companion.log_talk(
            prompts.Talked("Ruth Hall", "physiotherapist", "Stand up slowly."), review=False
        )
        assert not companion.is_blocked()
    clock.advance(3 * DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-CAR-04": YES}), until=prompts.ShowAdvice)
    assert alerts(folder)[-1] == ("RF-CAR-04", "U", "RF-CAR-04 C-13")


def test_c21_with_a_heart_disease_nobody_waits(tmp_path: Path, clock: StoppedClock) -> None:
    folder = tmp_path / "data"
    program = full_program()
    program["risk"]["cardiac"] = "yes"
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        companion.start()
        told = visit(companion, Patient({"RF-CAR-04": YES}), until=prompts.ShowAdvice)[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert told.advice.tier is Tier.EMERGENCY_CALL
    assert alerts(folder) == [("RF-CAR-04", "E-call", "RF-CAR-04 C-21")]


# --- a sign raised by another ---------------------------------------------------------------------


def test_a_recent_weakness_becomes_an_emergency_in_its_own_alert(
    folder: Path, clock: StoppedClock
) -> None:
    """C-02: the URGENT alert is on disk before the follow-up is asked."""
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = up_to(companion, Patient({"RF-NEU-01": YES}), "RF-NEU-01/recent_2_days")
        assert alerts(folder) == [("RF-NEU-01", "U", "RF-NEU-01")]
        answered(companion, prompt, YES)
        assert alerts(folder)[1:] == [("RF-NEU-01", "E-go", "RF-NEU-01 C-02")]
        told = companion.next()
        assert isinstance(told, prompts.ShowAdvice)
        assert told.advice.tier is Tier.EMERGENCY_GO


def test_signs_of_two_checks_within_a_day_are_seen_together(
    folder: Path, clock: StoppedClock
) -> None:
    """C-20: numb in the morning, weak in the afternoon."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-NEU-03": YES}))
        clock.advance(5 * HOUR)
        companion.something_is_wrong()
        visit(companion, Patient({"RF-NEU-02": YES}), until=prompts.ShowAdvice)
    assert ("RF-NEU-03", "E-go", "RF-NEU-03 RF-NEU-02 C-20") in alerts(folder)


def test_a_risk_that_is_not_recorded_counts(tmp_path: Path, clock: StoppedClock) -> None:
    """Decisions A12."""
    folder = tmp_path / "data"
    program = full_program()
    del program["risk"]["diabetes"]
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        companion.start()
        ill = Patient({"RF-GEN-01": YES, "RF-PAIN-02": YES})
        visit(companion, ill, until=prompts.ShowAdvice)
    assert alerts(folder) == [("RF-PAIN-02", "U", "RF-PAIN-02 RF-GEN-01 C-10")]


# --- line by line ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        ({"RF-CES-02": YES, "/ces_onset_14_days": NO}, "BEFORE YOUR NEXT SESSION"),
        ({"RF-CES-02": YES}, "EMERGENCY"),
        ({"RF-NEU-02": YES, "/both_legs": YES}, "EMERGENCY"),
        ({"RF-NEU-02": YES}, "TODAY"),
        ({"RF-CAR-04": YES}, "TODAY"),
    ],
)
def test_line_by_line_the_same_follow_ups_lead_to_the_same_advice(
    folder: Path, clock: StoppedClock, signs: dict[str, Answer], words: str
) -> None:
    console, out = console_for(Patient(signs), clock)
    with Companion(folder, clock) as companion:
        assert PlainSession(companion, console).exercise() == 4
    assert f"{words}. " in out.getvalue()
