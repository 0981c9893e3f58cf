"""A journey: the emergency number is asked about, and is the right one from then on (H-08)."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, console_for, full_program, install, visit

from exercise_companion.cli import run
from exercise_companion.companion import Companion
from exercise_companion.companion.projection import today_at_a_glance
from exercise_companion.core import prompts
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.crisis_prompts import AskCrisis
from exercise_companion.core.emergency import NO_NUMBER
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn, Whereabouts
from exercise_companion.errors import Refused, StoreFault, UsageFault
from exercise_companion.plain.session import PlainSession
from exercise_companion.store import open_store
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable
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


def at_the_opening(companion: Companion) -> AskWhereabouts:
    """The question, as it comes when the program is opened."""
    companion.greet()
    question = asked(companion)
    assert question is not None
    return question


def read_back(companion: Companion) -> list[str]:
    """The number as it is read back, where it is not the plan's."""
    told = companion.next()
    if not isinstance(told, Told):
        return []
    companion.reply(told, prompts.Go())
    return list(told.lines[:1])


def refuse_once(write: Callable[..., None]) -> Callable[..., None]:
    """A disk that is full for a moment."""
    left = [True]

    def keep(*given: object) -> None:
        if left:
            left.clear()
            raise StoreFault("The disk is full.", "Make some room.")
        write(*given)

    return keep


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
        question = at_the_opening(companion)
        assert question.question == "Are you in the United Kingdom today?"
        assert bool(question.there) is (zone != SAO_PAULO)
        companion.reply(question, IsIn(place))
        said = read_back(companion)
        assert said == (
            [] if place == "home" else [f"In an emergency, call {number or NO_NUMBER}."]
        )
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
    outside = "outside the United Kingdom: the emergency number there"
    line = f"O{outside[1:]}"
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[2:4] == ("Call 999", f"({outside})")
        assert line in [one.name for one in companion.contacts()]
        companion.something_is_wrong()
        told = visit(companion, Patient(CHEST), until=prompts.ShowAdvice)[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert told.advice.number == "999"
        assert told.advice.do_now[0] == f"Call 999 ({outside}) now."
        assert line in [one.name for one in told.advice.contacts]
        companion.reply(told, prompts.Acknowledged("seen"))
        view = companion.today()
        assert view.alert_line.endswith(f"In an emergency call 999 ({outside}).")
        assert any(f"call 999 ({outside})" in reason for reason in view.reasons)


def test_h08_until_it_is_answered_a_crisis_says_both(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        shown = visit(companion, Patient({"RF-MH-01": YES}), until=AskCrisis)[-1]
        assert isinstance(shown, AskCrisis)
        assert shown.numbers[0] == ("Samaritans (only in the United Kingdom)", "116 123")
        outside = "(outside the United Kingdom: the emergency number there)"
        assert shown.opening[-1] == f"In an emergency: 999 {outside}."
        assert outside in companion.today().alert_line


def test_h08_yes_holds_for_the_day_and_no_until_the_clock_is_set_again(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    for place, tomorrow in (("home", "(outside"), ("there", "if you have")):
        with Companion(folder, clock) as companion:
            question = at_the_opening(companion)
            companion.reply(question, IsIn(place))  # type: ignore[arg-type]
            read_back(companion)
            companion.greet()
            assert companion.next() is None
            clock.advance(DAY)
            assert companion.emergency_card()[3].startswith(tomorrow)
            assert asked(companion) is not None
    clock.travel(AUCKLAND)
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[3].startswith("(outside")
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
        question = at_the_opening(companion)
        assert question.question == "Are you in the country of your plan today?"
        companion.reply(question, IsIn("home"))
        assert companion.emergency_card()[2] == "Call 192"
        clock.advance(DAY)
        question = at_the_opening(companion)
        companion.reply(question, IsIn("elsewhere"))
        assert companion.emergency_card()[2] == f"Call {NO_NUMBER}"


def test_h08_an_answer_that_was_not_offered_or_not_asked_is_refused(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(SAO_PAULO)
    with Companion(folder, clock) as companion:
        question = at_the_opening(companion)
        with pytest.raises(Refused):
            companion.reply(question, IsIn("there"))
        companion.reply(question, IsIn("elsewhere"))
    clock.travel("Europe/London")
    with Companion(folder, clock) as companion, pytest.raises(Refused):
        companion.reply(question, IsIn("home"))


def test_h08_put_off_it_comes_before_the_session(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        question = at_the_opening(companion)
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "2026-11-23 ES GB nowhere",
        "2026-11-99 ES GB there",
        "2026-11-23 FR GB there",
        "2026-11-23 ES US there",
        "2026-11-25 ES GB",
    ],
)
def test_h08_an_answer_that_cannot_be_read_counts_as_none(
    folder: Path, clock: StoppedClock, text: str
) -> None:
    with open_store(folder, clock=clock) as store:
        store.set_setting("whereabouts", text)
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.greet()
        assert asked(companion) is not None
        assert companion.emergency_card()[3].startswith("(outside")


def test_h08_line_by_line_it_is_asked_in_the_same_words(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        console, out = console_for(Patient({"RF-CAR-01": YES}), clock)
        PlainSession(companion, console).exercise()
        assert "Are you in the United Kingdom today?" in out.getvalue()
        assert "This computer's clock is set to the time of Madrid." in out.getvalue()
        assert "2 = No, in Spain" in out.getvalue()
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


def test_h08_an_answer_is_changed_at_any_time(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        question = at_the_opening(companion)
        companion.reply(question, IsIn("there"))
        assert read_back(companion) == ["In an emergency, call 112."]
        assert companion.next() is None
        companion.ask_where()
        again = asked(companion)
        assert again == question
        companion.reply(again, prompts.Leave())
        assert companion.next() is None
        companion.ask_where()
        companion.reply(again, IsIn("home"))
        assert companion.next() is None
        assert companion.emergency_card()[2] == "Call 999"
        assert companion.say_where("elsewhere") is not None
        assert companion.emergency_card()[2] == f"Call {NO_NUMBER}"
    clock.travel("Europe/London")
    with Companion(folder, clock) as companion:
        assert companion.where() is None
        companion.ask_where()
        assert companion.next() is None


def test_h08_an_answer_that_was_not_yes_ends_after_a_week(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.say_where("there")
        clock.advance(7 * DAY)
        assert companion.emergency_card()[2:4][0] == "Call 112"
        clock.advance(DAY)
        assert companion.emergency_card()[3].startswith("(outside")


def test_h08_from_one_zone_of_a_country_to_another_the_answer_stays(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel("America/New_York")
    with Companion(folder, clock) as companion:
        companion.say_where("there")
        clock.travel("America/Los_Angeles")
        companion.greet()
        assert companion.next() is None
        assert companion.emergency_card()[2] == "Call 911"


def test_h08_a_yes_is_about_one_country_and_ends_with_its_plan(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.say_where("home")
    program = full_program() | {
        "version": 2,
        "region": "US",
        "history": [{"version": 1, "date": "2026-11-20", "note": "First version."}],
    }
    program["contacts"]["emergency_number"] = "911"
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        question = at_the_opening(companion)
        assert question.home == "the United States"
        assert companion.emergency_card()[2:4] == (
            "Call 911",
            "(outside the United States: the emergency number there)",
        )


def test_h08_a_number_of_the_plans_own_is_not_taken_for_the_neighbours(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = full_program() | {"region": "AT"}
    program["contacts"] |= {
        "emergency_number": "144",
        "emergency_override_reason": "The ambulance in Austria.",
        "time_zone": "Europe/Vienna",
    }
    clock.travel(MADRID)
    install(tmp_path / "data", program, clock)
    with Companion(tmp_path / "data", clock) as companion:
        question = at_the_opening(companion)
        assert question.question == "Are you in Austria today?"
        companion.reply(question, IsIn("there"))
        assert companion.emergency_card()[2] == "Call 112"


def test_h08_away_the_plans_people_are_called_with_their_country_code(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel("America/New_York")
    with Companion(folder, clock) as companion:
        companion.say_where("there")
        names = {one.phone: one.name for one in companion.contacts()}
        assert names["020 7946 0200"] == "Hill Road Clinic (from abroad with the country code)"
        assert "111" not in names
        assert "(only in" not in "".join(names.values())
        with pytest.raises(UsageFault):
            companion.add_contact("My helper", "999")


# --- where data fail ------------------------------------------------------------------------------


def test_h08_what_cannot_be_read_leaves_the_plans_number_and_the_hint(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    with sqlite3.connect(folder / FILE_NAME) as database:
        database.execute("DROP TABLE setting")
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[2] == "Call 999"
        assert companion.emergency_card()[3].startswith("(outside")
        assert companion.contacts()[0].phone == "999"


@pytest.mark.parametrize("table", ["alert", "session", "safety_answer"])
def test_h08_where_the_record_fails_the_answer_still_counts(
    folder: Path, clock: StoppedClock, table: str
) -> None:
    clock.travel("America/New_York")
    with Companion(folder, clock) as companion:
        companion.say_where("there")
    with sqlite3.connect(folder / FILE_NAME) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("PRAGMA legacy_alter_table = ON")
        database.execute(f"ALTER TABLE {table} RENAME TO gone")
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[2] == "Call 911"
        companion.something_is_wrong()
        told = visit(companion, Patient(CHEST), until=prompts.ShowAdvice)[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert told.advice.number == "911"
        assert companion.today().alert_line.endswith("call 911.")


def test_h08_where_the_data_are_destroyed_meanwhile_the_answer_still_counts(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel("America/New_York")
    with Companion(folder, clock) as companion:
        companion.say_where("there")
        companion.something_is_wrong()
        told = visit(companion, Patient(CHEST), until=prompts.ShowAdvice)[-1]
        for file in folder.glob(f"{FILE_NAME}*"):
            file.write_bytes(b"no database at all" * 1000)
        assert not companion.reply(told, prompts.Acknowledged("calling"))
        again = companion.next()
        assert isinstance(again, prompts.ShowAdvice)
        assert again.advice.number == "911"


def test_h08_an_answer_that_cannot_be_saved_counts_in_this_window(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        question = at_the_opening(companion)
        write = Journal._write

        def refuse(self: Journal, *given: object) -> int:
            if self.is_kept:
                raise StoreFault("The disk is full.", "Make some room.")
            return write(self, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(Journal, "_write", refuse)
        assert not companion.reply(question, IsIn("there"))
        assert companion.emergency_card()[2] == "Call 112"
        assert read_back(companion) == ["In an emergency, call 112."]
        assert companion.next() is None


# --- line by line and from a shell ----------------------------------------------------------------


def test_h08_contacts_where_says_and_changes_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", MADRID)
    assert run(["--data", str(folder), "contacts", "where"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("Are you in the United Kingdom today?")
    assert said[2] == "2 = No, in Spain"
    assert run(["--data", str(folder), "contacts", "where", "2"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Saved.", "In an emergency, call 112."]
    assert run(["--data", str(folder), "contacts", "where", "1"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Saved."]
    monkeypatch.setenv("TZ", "Europe/London")
    assert run(["--data", str(folder), "contacts", "where"]) == 0
    assert "country of your plan" in capsys.readouterr().out
    monkeypatch.setenv("TZ", SAO_PAULO)
    assert run(["--data", str(folder), "contacts", "where", "3"]) == 2


def test_h08_until_it_is_answered_every_number_of_home_says_so(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        names = {one.phone: one.name for one in companion.contacts()}
        assert names["111"] == "NHS 111 (only in the United Kingdom)"
        companion.something_is_wrong()
        told = visit(companion, Patient({"RF-CES-01": YES}), until=prompts.ShowAdvice)[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert "999 (outside the United Kingdom" in told.advice.do_now[1]


def test_h08_it_comes_at_once_where_the_patient_asks_for_it(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        clock.travel(MADRID)
        companion.ask_where()
        question = asked(companion)
        assert question is not None
        companion.reply(question, IsIn("home"))
        waits = companion.next()
        assert isinstance(waits, AskGoOn), "no set begins by itself"
        companion.reply(waits, prompts.Go())
        assert isinstance(companion.next(), prompts.DoSet)


def test_h08_the_kept_view_of_another_day_does_not_outlive_the_answer(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        companion.say_where("home")
        advised(companion)
    assert today_at_a_glance(folder, clock.local()) is not None
    clock.advance(DAY)
    assert today_at_a_glance(folder, clock.local()) is None


def test_h08_what_could_not_be_saved_is_when_it_can_be(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        question = at_the_opening(companion)
        with monkeypatch.context() as broken:
            broken.setattr(Journal, "set_setting", refuse_once(Journal.set_setting))
            companion.reply(question, IsIn("there"))
        assert read_back(companion) == ["In an emergency, call 112."]
        companion.today()
        assert companion.fault is None
        assert companion.emergency_card()[2] == "Call 112"
    with Companion(folder, clock) as companion:
        assert companion.emergency_card()[2] == "Call 112"


def test_h08_an_answer_at_the_moment_the_data_fail_counts(
    folder: Path, clock: StoppedClock
) -> None:
    clock.travel(MADRID)
    with Companion(folder, clock) as companion:
        question = at_the_opening(companion)
        with sqlite3.connect(folder / FILE_NAME) as database:
            database.execute("DROP TABLE setting")
        companion.reply(question, IsIn("there"))
        assert companion.emergency_card()[2] == "Call 112"
        assert companion.contacts()[0].phone == "112"
        assert companion.where() == question


def test_h08_of_damaged_data_the_contacts_open(folder: Path, clock: StoppedClock) -> None:
    clock.travel(MADRID)
    (folder / FILE_NAME).write_bytes(b"no database at all" * 100)
    with Companion(folder, clock) as companion:
        assert companion.where() is None
        assert companion.contacts()[0].phone == NO_NUMBER


def test_h08_the_patients_own_numbers_take_none_away(folder: Path, clock: StoppedClock) -> None:
    with sqlite3.connect(folder / FILE_NAME) as database:
        database.execute("DROP TABLE own_contact")
    with Companion(folder, clock) as companion:
        assert companion.contacts()[0].phone == "999"
