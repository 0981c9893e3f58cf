"""An overdue review and a plan that has ended are alerts with an id (H-03, decisions A16)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from builders import changed
from journeys import NAME, Patient, StoppedClock, install, keyed_program, rows, visit
from locks import RUTH, at_the_lock

from exercise_companion.clinic import clearing
from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.prompts import Talked
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builders import Tree

    from exercise_companion.core.prompts import Prompt

GRACE_OVER = datetime(2027, 1, 14, 10, 0, tzinfo=UTC)
"""The review of 30 December is fifteen days late."""
AFTER_THE_END = datetime(2027, 3, 2, 10, 0, tzinfo=UTC)
TALK = Talked("Ruth Hall", "physiotherapist", "We had the review by phone.")
ALERTS = "SELECT flag_id, rules, tier, action, numbers FROM alert ORDER BY id"
REVIEW = ("REVIEW", "A16", "S", "H", "review planned for 30 December 2026")
PLAN_END = ("PLAN-END", "A16", "S", "C", "plan ended on 1 March 2027")


def plan(**changes: object) -> Tree:
    longer = changed(keyed_program(), "valid_until", to="2027-03-01")
    whole = changed(longer, "phases", 0, "ends_on", to="2027-03-01")
    return whole | changes  # type: ignore[operator]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    install(tmp_path / "data", plan(), StoppedClock())
    return tmp_path / "data"


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(GRACE_OVER)


@pytest.fixture
def companion(folder: Path, clock: StoppedClock) -> Iterator[Companion]:
    with Companion(folder, clock) as opened:
        yield opened


def shown_to(companion: Companion, patient: Patient | None = None) -> list[Prompt]:
    companion.start()
    return visit(companion, patient or Patient())


def test_it_is_told_once_with_whom_to_call_and_holds(folder: Path, companion: Companion) -> None:
    first = shown_to(companion)
    assert rows(folder, ALERTS) == [REVIEW]
    (advice,) = [one for one in first if isinstance(one, prompts.ShowAdvice)]
    assert advice.advice.template == "soon_hold.1"
    assert "My review is overdue (review planned for 30 December 2026)." in advice.advice.say
    assert rows(folder, "SELECT id FROM session") == []
    again = shown_to(companion)
    assert not any(isinstance(one, prompts.ShowAdvice) for one in again)
    assert rows(folder, ALERTS) == [REVIEW]


def test_the_lock_says_what_the_plan_says_and_how_it_ends(companion: Companion) -> None:
    lock = at_the_lock(companion)
    assert lock.decision.kind is DecisionKind.NO_VALID_PROGRAM
    assert lock.decision.title == "Your review comes first"
    assert "Your plan says: review planned for 30 December 2026." in lock.decision.lines
    assert lock.may_record_talk
    assert lock.way_out is not None
    assert lock.way_out.lock_code
    assert not lock.way_out.may_take_back
    assert any(line.startswith("Number for your therapist: ") for line in lock.decision.lines)


def test_the_patients_record_of_the_talk_ends_it(folder: Path, companion: Companion) -> None:
    companion.reply(at_the_lock(companion), TALK)
    assert companion.today().state == "ready"
    shown_to(companion)
    assert len(rows(folder, "SELECT id FROM session")) == 1
    assert rows(folder, "SELECT method FROM clearance") == [("talk",)]


def test_the_review_written_down_as_one_ends_it(folder: Path, companion: Companion) -> None:
    shown_to(companion)
    companion.log_talk(TALK, review=True)
    assert companion.today().state == "ready"
    assert rows(folder, "SELECT review_day FROM talk") == [("2026-12-30",)]


def test_written_down_before_it_was_told_it_ends_it_too(folder: Path, companion: Companion) -> None:
    companion.log_talk(TALK, review=True)
    shown_to(companion)
    assert companion.today().state == "done"
    assert rows(folder, "SELECT method FROM clearance") == [("talk",)]


def test_another_talk_does_not_end_it(folder: Path, companion: Companion) -> None:
    shown_to(companion)
    companion.log_talk(TALK, review=False)
    assert companion.today().state == "review_overdue"
    assert rows(folder, "SELECT id FROM clearance") == []


def test_one_talk_stands_for_one_review(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    companion.close()
    reviews = [
        {"date": day, "kind": "visit", "label": "Review"} for day in ("2026-12-28", "2026-12-30")
    ]
    install(folder, plan(version=2, reviews=reviews, **SECOND), clock)
    with Companion(folder, clock) as opened:
        opened.reply(at_the_lock(opened), TALK)
        assert opened.today().state == "review_overdue"
        again = at_the_lock(opened)
        assert not again.may_record_talk, "one talk a fortnight ends such a hold"
        with pytest.raises(Refused):
            opened.reply(again, TALK)
        assert opened.today().state == "review_overdue"


def test_the_therapists_code_ends_it(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    lock = at_the_lock(companion)
    assert lock.way_out is not None
    read = clearing.read_lock(folder.parent / "data-program.json", lock.way_out.lock_code, clock)
    code = clearing.clear(read, RUTH, clock, assessed=False).code
    companion.reply(lock, ways.CodeTyped(code))
    assert companion.today().state == "ready"


def test_a_clearance_of_a_new_version_can_name_it(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    """The review stays in the plan; naming its alert says that it took place."""
    shown_to(companion)
    ((event_id,),) = rows(folder, "SELECT event_id FROM alert")
    cleared = {
        "event_id": event_id,
        "cleared_by": "Ruth Hall",
        "role": "physiotherapist",
        "licence_no": "PH-104233",
        "date": "2027-01-14",
        "note": "Seen at the clinic.",
    }
    companion.close()
    install(folder, plan(version=2, clearances=[cleared], **SECOND), clock, name=NAME)
    with Companion(folder, clock) as opened:
        assert opened.today().state == "ready"
    assert rows(folder, "SELECT note FROM clearance") == [("Seen at the clinic.",)]


def test_a_new_version_whose_review_is_not_overdue_ends_it(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    shown_to(companion)
    companion.close()
    review = {"date": "2027-01-05", "kind": "visit", "label": "Next"}
    install(folder, plan(version=2, reviews=[review], **SECOND), clock)
    with Companion(folder, clock) as opened:
        assert opened.today().state == "ready"
        assert not opened.is_blocked()
    found = rows(folder, "SELECT method, cleared_by, note FROM clearance")
    assert found == [("program", "Ruth Hall", "A new version of the plan.")]


def test_a_new_version_with_the_same_overdue_review_ends_nothing(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    shown_to(companion)
    companion.close()
    install(folder, plan(version=2, **SECOND), clock)
    with Companion(folder, clock) as opened:
        assert opened.is_blocked()
        shown_to(opened)
    assert rows(folder, ALERTS) == [REVIEW]


def test_one_clearance_does_not_stand_for_a_later_review(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    companion.close()
    reviews = [
        {"date": day, "kind": "visit", "label": "Review"} for day in ("2026-12-30", "2027-02-01")
    ]
    install(folder, plan(version=2, reviews=reviews, **SECOND), clock)
    with Companion(folder, clock) as opened:
        opened.reply(at_the_lock(opened), TALK)
        assert opened.today().state == "ready"
        clock.instant = datetime(2027, 2, 16, 10, 0, tzinfo=UTC)
        shown_to(opened)
        assert opened.is_blocked()
    assert len(rows(folder, ALERTS)) == 2


def test_a_plan_that_has_ended_asks_once_for_a_new_one(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    companion.reply(at_the_lock(companion), TALK)
    clock.instant = AFTER_THE_END
    shown_to(companion)
    shown_to(companion)
    assert rows(folder, ALERTS) == [REVIEW, PLAN_END]
    assert companion.today().state == "expired"
    companion.log_talk(Talked("Ruth Hall", "physio", "She sends the new one."), review=False)
    shown_to(companion)
    assert companion.today().state == "expired"
    assert rows(folder, ALERTS) == [REVIEW, PLAN_END]


def test_a_new_plan_ends_what_the_end_of_the_old_one_asked_for(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    clock.instant = AFTER_THE_END
    shown_to(companion)
    companion.close()
    dates = {"valid_from": "2027-03-01", "valid_until": "2027-04-15"}
    review = {"date": "2027-04-01", "kind": "visit", "label": "Next"}
    renewed = plan(version=2, reviews=[review], **dates, **SECOND)
    renewed["goals"][0]["target_date"] = "2027-04-15"
    renewed["phases"][0] |= {"starts_on": "2027-03-01", "ends_on": "2027-04-15"}
    install(folder, renewed, clock)
    with Companion(folder, clock) as opened:
        assert opened.today().state == "ready"
        assert opened.context is not None
        assert opened.context.store.open_alerts() == ()


SECOND = {
    "history": [{"version": 1, "date": "2026-11-20", "note": "First version."}],
    "version_note": "Changed.",
}
