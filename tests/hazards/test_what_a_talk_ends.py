"""A talk ends what its window showed and a talk can end, and nothing else (7.5, A15, H-27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, full_program, install, rows, visit
from locks import at_the_lock, report

from exercise_companion import catalogue
from exercise_companion.companion import Companion
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from journeys import StoppedClock

TALK = prompts.Talked("Ruth Hall", "physiotherapist", "Go on with the exercises.")
CRISIS = "RF-MH-01"
DAY = 24 * 3600
CLEARED = "SELECT flag_id FROM clearance JOIN alert ON alert.id = clearance.alert_id"


@pytest.fixture
def windows(folder: Path, clock: StoppedClock) -> Iterator[tuple[Companion, Companion]]:
    with Companion(folder, clock) as first, Companion(folder, clock) as second:
        yield first, second


def asked(companion: Companion, question_id: str) -> str:
    """The words of a question when it comes; everything before it is answered."""
    while (prompt := companion.next()) is not None:
        if isinstance(prompt, prompts.AskSafety) and prompt.question.id == question_id:
            return prompt.question.text
        companion.reply(prompt, Patient(begins=False).reply(prompt))
    pytest.fail(f"{question_id} was not asked")


# --- a crisis -------------------------------------------------------------------------------------


def plain_words() -> str:
    return next(one.question for one in catalogue.load().items if one.id == CRISIS)


def tell_a_crisis(companion: Companion, *, until: type | None = None) -> None:
    companion.something_is_wrong()
    visit(companion, Patient({CRISIS: YES}, begins=False), until=until)


def test_h27_a_talk_at_a_hold_does_not_end_a_crisis(companion: Companion, folder: Path) -> None:
    tell_a_crisis(companion)
    report(companion, "RF-NEU-05")
    companion.reply(at_the_lock(companion), TALK)
    assert rows(folder, CLEARED) == [("RF-NEU-05",)]


def test_h27_a_crisis_told_in_another_window_is_still_shown_after_a_talk(
    windows: tuple[Companion, Companion], folder: Path
) -> None:
    first, second = windows
    report(first, "RF-NEU-05")
    lock = at_the_lock(first)
    tell_a_crisis(second, until=crisis_prompts.AskCrisis)
    first.reply(lock, TALK)
    assert rows(folder, CLEARED) == [("RF-NEU-05",)]
    assert isinstance(first.next(), crisis_prompts.AskCrisis)


def test_h27_its_question_is_never_about_what_is_new_or_worse(
    folder: Path, clock: StoppedClock
) -> None:
    """Also where a record of before holds a clearance of it: that would invite a no."""
    plain = plain_words()
    with Companion(folder, clock) as companion:
        tell_a_crisis(companion)
        report(companion, "RF-NEU-05")
        companion.reply(at_the_lock(companion), TALK)
        clock.advance(600)
        companion.something_is_wrong()
        assert asked(companion, CRISIS) == plain


def test_h27_a_note_of_the_therapist_is_not_put_before_it(
    tmp_path: Path, clock: StoppedClock
) -> None:
    folder = tmp_path / "noted"
    known = {"flag_id": CRISIS, "note": "Known to the doctor.", "recorded_on": "2026-11-20"}
    install(folder, full_program() | {"known_baseline": [known]}, clock)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        assert asked(companion, CRISIS) == plain_words()


# --- another window -------------------------------------------------------------------------------


def test_a_talk_at_a_hold_ends_nothing_that_was_told_elsewhere_meanwhile(
    windows: tuple[Companion, Companion], folder: Path
) -> None:
    first, second = windows
    report(first, "RF-NEU-05")
    lock = at_the_lock(first)
    report(second, "RF-CA-01")
    first.reply(lock, TALK)
    assert rows(folder, CLEARED) == [("RF-NEU-05",)]
    assert first.is_blocked()


def test_a_talk_at_a_hold_is_kept_where_a_lock_came_elsewhere_meanwhile(
    windows: tuple[Companion, Companion], folder: Path
) -> None:
    first, second = windows
    report(first, "RF-NEU-05")
    lock = at_the_lock(first)
    report(second, "RF-NEU-03")
    first.reply(lock, TALK)
    assert rows(folder, CLEARED) == [("RF-NEU-05",)]
    assert first.today().state == "locked"


def test_a_talk_of_the_diary_ends_what_was_shown_when_it_was_begun(
    windows: tuple[Companion, Companion], folder: Path
) -> None:
    first, second = windows
    report(first, "RF-NEU-05")
    page = first.notes()
    report(second, "RF-CA-01")
    first.log_talk(TALK, review=False, about=page.talk_about)
    assert rows(folder, CLEARED) == [("RF-NEU-05",)]
    assert first.is_blocked()


def test_a_talk_of_the_diary_that_showed_no_hold_ends_none(
    windows: tuple[Companion, Companion], folder: Path
) -> None:
    first, second = windows
    page = first.notes()
    report(second, "RF-NEU-05")
    first.log_talk(TALK, review=False, about=page.talk_about)
    assert rows(folder, "SELECT who FROM talk") == [("Ruth Hall",)]
    assert rows(folder, CLEARED) == []


# --- a new version of the plan --------------------------------------------------------------------


def load_clearing(folder: Path, clock: StoppedClock, event_id: str) -> None:
    """A new version of the plan comes, whose clearance names that event."""
    plan = full_program() | {"version": 2}
    plan["supersedes"] = {"program_id": plan["program_id"], "version": 1}
    plan["clearances"] = [
        {
            "event_id": event_id,
            "cleared_by": "Ruth Hall",
            "role": "physiotherapist",
            "licence_no": "PH-104233",
            "date": "2026-11-23",
            "note": "Seen today.",
        }
    ]
    install(folder, plan, clock)


@pytest.mark.parametrize("until", [crisis_prompts.AskCrisis, crisis_prompts.ShowCrisis])
def test_h27_a_clearance_of_a_new_plan_does_not_end_a_crisis(
    folder: Path, clock: StoppedClock, until: type
) -> None:
    with Companion(folder, clock) as companion:
        tell_a_crisis(companion, until=until)
    ((event_id,),) = rows(folder, "SELECT event_id FROM alert")
    load_clearing(folder, clock, str(event_id))
    assert rows(folder, CLEARED) == []
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), until)


def test_h27_a_crisis_that_was_ended_by_an_earlier_version_of_the_program_is_shown_to_its_end(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        tell_a_crisis(companion, until=crisis_prompts.AskCrisis)
    end_in_the_record(folder, clock)
    clock.advance(3 * DAY)
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), crisis_prompts.AskCrisis)
        visit(companion, Patient(begins=False))
        assert companion.next() is None


def end_in_the_record(folder: Path, clock: StoppedClock) -> None:
    """Earlier versions let a clearance end a crisis; the record is never changed."""
    with open_store(folder, clock=clock) as store, store.transaction():
        (alert,) = store.open_alerts()
        clearance = {
            **store._stamp(),
            "program_version_id": store._program_version_id(),
            "alert_id": alert.id,
            "method": "program",
            "cleared_by": "Ruth Hall",
            "role": "physiotherapist",
            "licence_no": "PH-104233",
            "decided_on": clock.when().local_day.isoformat(),
            "note": "Go on.",
            "conditions": "",
            "talk_id": None,
            "check_id": None,
        }
        store._append_safety("clearance", clearance)
