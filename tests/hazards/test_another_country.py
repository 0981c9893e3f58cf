"""A journey: the emergency number is asked about, and is the right one from then on (H-08)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, console_for, full_program, install, visit

from exercise_companion.companion import Companion
from exercise_companion.companion.projection import today_at_a_glance
from exercise_companion.core import prompts
from exercise_companion.core.crisis_prompts import AskCrisis
from exercise_companion.core.emergency import NO_NUMBER
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn, Whereabouts
from exercise_companion.errors import Refused
from exercise_companion.plain.session import PlainSession
from exercise_companion.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

MADRID, AUCKLAND, SAO_PAULO = "Europe/Madrid", "Pacific/Auckland", "America/Sao_Paulo"
DAY = 24 * 3600
CHEST = {"RF-CAR-01": YES}


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def folder(tmp_path: Path, clock: StoppedClock) -> Path:
    install(tmp_path / "data", full_program(), clock)
    return tmp_path / "data"


def asked(companion: Companion) -> AskWhereabouts | None:
    prompt = companion.next()
    return prompt if isinstance(prompt, AskWhereabouts) else None


def advised(companion: Companion, *, place: Whereabouts = "home") -> prompts.ShowAdvice:
    """What is advised for chest pain, told before a session."""
    companion.start()
    told = visit(companion, Patient(CHEST, place=place), until=prompts.ShowAdvice)[-1]
    assert isinstance(told, prompts.ShowAdvice)
    return told


def test_h08_at_home_nothing_is_asked(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.greet()
        assert companion.next() is None
        companion.start()
        shown = visit(companion, Patient())
        assert not any(isinstance(one, AskWhereabouts) for one in shown)


@pytest.mark.parametrize(
    ("zone", "place", "number"),
    [
        (MADRID, "home", "999"),
        (MADRID, "there", "112"),
        (MADRID, "elsewhere", None),
        (AUCKLAND, "there", "111"),
        (SAO_PAULO, "elsewhere", None),
    ],
)
def test_h08_the_answer_decides_which_number_is_shown(
    folder: Path, clock: StoppedClock, zone: str, place: Whereabouts, number: str | None
) -> None:
    clock.travel(zone)
    with Companion(folder, clock) as companion:
        companion.greet()
        question = asked(companion)
        assert question is not None
        assert question.question == "Are you in the United Kingdom today?"
        assert bool(question.there) is (zone != SAO_PAULO)
        companion.reply(question, IsIn(place))
        assert companion.next() is None
    with Companion(folder, clock) as companion:  # it is on disk
        assert companion.emergency_card()[2] == f"Call {number or NO_NUMBER}"
        assert companion.contacts()[0].phone == (number or NO_NUMBER)
        told = advised(companion)
        assert told.advice.number == number
        words = "\n".join((*told.advice.do_now, told.advice.number_label))
        assert ("999" in words.replace(NO_NUMBER, "")) is (number == "999")
        assert companion.today().alert_line.endswith(f"call {number or NO_NUMBER}.")


def test_h08_until_it_is_answered_both_are_said(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    outside = "Outside the United Kingdom: the emergency number there"
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[2:4] == ("Call 999", f"({outside})")
        assert outside in [one.name for one in companion.contacts()]
        companion.something_is_wrong()
        told = visit(companion, Patient(CHEST), until=prompts.ShowAdvice)[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert told.advice.number == "999"
        assert outside in [one.name for one in told.advice.contacts]


def test_h08_yes_holds_for_the_day_and_no_until_the_clock_is_set_again(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    for place, tomorrow in (("home", "(Outside"), ("there", "if you have")):
        with Companion(folder, clock) as companion:
            companion.greet()
            question = asked(companion)
            assert question is not None
            companion.reply(question, IsIn(place))  # type: ignore[arg-type]
            companion.greet()
            assert asked(companion) is None
            clock.advance(DAY)
            assert companion.emergency_card()[3].startswith(tomorrow)
            assert asked(companion) is not None
    clock.travel(AUCKLAND)
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[3].startswith("(Outside")
    clock.travel("Europe/London")
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[3].startswith("if you have")
        companion.greet()
        assert companion.next() is None


def test_h08_a_crisis_shows_the_line_that_answers_there(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient({"RF-MH-01": YES}, place="there"), until=AskCrisis)[-1]
        assert isinstance(shown, AskCrisis)
        assert [number for _name, number in shown.numbers] == ["116 123", "112"]


def test_h08_a_plan_for_a_country_without_numbers_is_asked_about_too(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = full_program() | {"region": "BR"}
    program["contacts"]["emergency_number"] = "192"
    program["contacts"]["emergency_override_reason"] = "The ambulance number in Brazil."
    program["contacts"]["time_zone"] = SAO_PAULO
    clock.travel("America/Argentina/Buenos_Aires")
    install(tmp_path / "data", program, clock)
    with Companion(tmp_path / "data", clock) as companion:
        companion.greet()
        question = asked(companion)
        assert question is not None
        assert question.question == "Are you in the country of your plan today?"
        companion.reply(question, IsIn("home"))
        assert companion.emergency_card()[2] == "Call 192"
        clock.advance(DAY)
        companion.greet()
        question = asked(companion)
        assert question is not None
        companion.reply(question, IsIn("elsewhere"))
        assert companion.emergency_card()[2] == f"Call {NO_NUMBER}"


def test_h08_an_answer_that_was_not_offered_or_not_asked_is_refused(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(SAO_PAULO)
    with Companion(folder, clock) as companion:
        companion.greet()
        question = asked(companion)
        assert question is not None
        with pytest.raises(Refused):
            companion.reply(question, IsIn("there"))
        companion.reply(question, IsIn("elsewhere"))
        with pytest.raises(Refused):
            companion.reply(question, IsIn("home"))


def test_h08_put_off_it_comes_before_the_session(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.greet()
        question = asked(companion)
        assert question is not None
        companion.reply(question, prompts.Leave())
        assert companion.next() is None
        companion.start()
        assert asked(companion) is not None


def test_h08_what_was_kept_for_the_first_look_is_not_shown_after_a_journey(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        advised(companion)
    assert today_at_a_glance(folder, clock.local()) is not None
    clock.travel(MADRID)
    assert today_at_a_glance(folder, clock.local()) is None


@pytest.mark.parametrize("text", ["", "nonsense", "2026-11-30 Europe/Madrid nowhere", "a b"])
def test_h08_an_answer_that_cannot_be_read_counts_as_none(
    folder: Path, clock: StoppedClock, text: str
) -> None:
    with open_store(folder, clock=clock) as store:
        store.set_setting("whereabouts", text)
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert asked(companion) is not None
        assert companion.emergency_card()[3].startswith("(Outside")


def test_h08_line_by_line_it_is_asked_in_the_same_words(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        console, out = console_for(Patient({"RF-CAR-01": YES}), clock)
        PlainSession(companion, console).exercise()
        assert "Are you in the United Kingdom today?" in out.getvalue()
        assert "This computer's clock is set to Europe/Madrid." in out.getvalue()
        assert "no = No, in the European Union" in out.getvalue()
        assert companion.emergency_card()[2] == f"Call {NO_NUMBER}"


def test_h08_a_session_that_goes_on_is_not_interrupted_by_a_new_day(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        clock.travel(MADRID)
        clock.advance(timedelta(minutes=5).total_seconds())
        assert isinstance(companion.next(), prompts.DoSet)
