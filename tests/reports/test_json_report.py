"""The JSON report: alerts first, gaps shown as gaps, nothing smoothed (H-26)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import make_program
from journeys import NO, YES, Patient, StoppedClock, install, visit

from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core import prompts
from exercise_companion.core.prompts import Talked
from exercise_companion.core.records import AnswerRecord, MedicineRecord, WalkRecord
from exercise_companion.core.terms import Answer, Moment
from exercise_companion.errors import Refused, UsageFault
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue

GOLDEN = Path(__file__).parent / "golden_report.json"

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="module")
def companion(tmp_path_factory: pytest.TempPathFactory, clock: StoppedClock) -> Iterator[Companion]:
    """Ten days: a session, a gap, a hold and its talk, an easier day, a paper session, a pause."""
    folder = tmp_path_factory.mktemp("report") / "data"
    install(folder, make_program(baseline_pain={"back": 3, "leg": 2}), clock)
    with Companion(folder, clock) as opened:
        live(opened, clock)
        yield opened


def live(companion: Companion, clock: StoppedClock) -> None:
    go(companion, Patient(pain=3))
    days_later(clock, 2)
    go(companion, Patient(signs={"RF-GEN-02": YES}))
    days_later(clock, 1)
    companion.log_talk(Talked("Ruth Hall", "physiotherapist", "Go on as before."), review=False)
    go(companion, SkippingPatient(pain=2))
    days_later(clock, 3)
    companion.log_session(LateSession(MONDAY + timedelta(days=4), "paper", sets=1, effort=4))
    companion.log_pain((("leg", 6),))
    companion.log_walk(WalkRecord("outdoor_walk", 12.5, 8.0, 2, 4, "leg_symptoms"))
    companion.log_pause(MONDAY + timedelta(days=7), MONDAY + timedelta(days=7), "holiday")
    companion.log_flare("start")
    days_later(clock, 3)


def go(companion: Companion, patient: Patient) -> None:
    patient.begins = not patient.signs
    companion.start()
    visit(companion, patient)


def days_later(clock: StoppedClock, days: int) -> None:
    clock.advance(days * 24 * 3600)


class SkippingPatient(Patient):
    """Gives no pain after the session."""

    def reply(self, prompt: prompts.Prompt) -> prompts.Reply:
        if isinstance(prompt, prompts.ShowIntro):
            return prompts.Skip("no_time")
        if isinstance(prompt, prompts.AskPain) and prompt.may_skip:
            return prompts.Scored()
        return super().reply(prompt)


@pytest.fixture(scope="module")
def report(companion: Companion) -> dict[str, JsonValue]:
    return json_report.document(companion.report(None, None))


def test_the_report_is_as_the_golden_one(report: dict[str, JsonValue]) -> None:
    """Hashes and the questions of the day are left out: they follow the catalogue of signs."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert settled(report) == golden
    assert list(report) == list(golden)


def settled(report: dict[str, JsonValue]) -> dict[str, JsonValue]:
    copy = json.loads(json.dumps(report))
    for program in copy["programs"]:
        program["sha256"] = "..."
    for session in copy["sessions"]:
        session["program_sha256"] = "..."
    for check in copy["safety_checks"]:
        check["answers"] = check["rules_version"] = "..."
    copy["safety_chain"] |= {"head_sha256": "...", "position": "..."}
    return copy


def test_alerts_come_before_everything_that_was_done(report: dict[str, JsonValue]) -> None:
    names = list(report)
    assert names.index("alerts") < names.index("adherence") < names.index("sessions")


def test_days_are_told_apart(report: dict[str, JsonValue]) -> None:
    states = {day["day"][5:]: day["state"] for day in report["adherence"]["days"]}
    assert states == {
        "11-22": "not_opened",
        "11-23": "done",
        "11-24": "not_opened",
        "11-25": "locked",
        "11-26": "skipped",
        "11-27": "partly",
        "11-28": "not_opened",
        "11-29": "opened",
        "11-30": "paused",
        "12-01": "not_opened",
        "12-02": "planned",
    }


def test_h26_a_gap_is_null_and_never_a_number(report: dict[str, JsonValue]) -> None:
    series = {(one["moment"], one["site"]): one for one in report["pain"]}
    assert len(series) == len(Moment) * 2
    before = series["before", "back"]
    by_day = {day["day"][5:]: day["scores_0_to_10"] for day in before["days"]}
    assert by_day == {
        "11-22": None,
        "11-23": [3],
        "11-24": None,
        "11-25": None,
        "11-26": [2],
        "11-27": None,
        "11-28": None,
        "11-29": None,
        "11-30": None,
        "12-01": None,
        "12-02": None,
    }
    assert (before["n"], before["median_0_to_10"]) == (2, 2.5)
    after = series["after", "back"]
    assert (after["n"], after["asked_but_not_given"]) == (1, 1)
    assert {"day": "2026-11-26", "scores_0_to_10": [None]} in after["days"]
    empty = series["during", "leg"]
    assert empty["median_0_to_10"] == 3
    assert series["day", "back"]["median_0_to_10"] is None
    assert series["day", "back"]["n"] == 0


def test_a_morning_without_a_score_is_unknown(report: dict[str, JsonValue]) -> None:
    outcomes = [(one["session_day"], one["outcome"]) for one in report["mornings_after"]]
    assert outcomes == [("2026-11-23", "GREEN"), ("2026-11-26", "UNKNOWN")]


def test_targets_stand_beside_what_was_done(report: dict[str, JsonValue]) -> None:
    paper = next(one for one in report["sessions"] if one["source"] == "paper")
    (exercise,) = paper["exercises"]
    assert (paper["day"], paper["effort_0_to_10"]) == ("2026-11-27", 4)
    assert (exercise["name"], exercise["outcome"]) == ("Bridge", "partly")
    (done,) = exercise["sets"]
    assert (done["target_reps"], done["done_reps"], done["simulated"]) == (8, 8, False)


def test_the_chain_head_is_that_of_the_store(
    report: dict[str, JsonValue], companion: Companion
) -> None:
    assert companion.context is not None
    head = companion.context.store.chain_head()
    assert report["safety_chain"]["head_sha256"] == head.row_hash
    assert report["safety_chain"]["whole"] is True


def test_only_the_days_asked_for_are_shown(companion: Companion) -> None:
    day = MONDAY + timedelta(days=4)
    report = json_report.document(companion.report(day, day))
    assert report["period"] == {"first_day": "2026-11-27", "last_day": "2026-11-27"}
    assert [one["day"] for one in report["sessions"]] == ["2026-11-27"]
    assert report["alerts"] == report["walks"] == report["pauses"] == []
    assert all(len(series["days"]) == 1 for series in report["pain"])


def test_days_in_the_wrong_order_are_refused(companion: Companion) -> None:
    with pytest.raises(UsageFault, match="is after"):
        companion.report(MONDAY, MONDAY - timedelta(days=1))


def test_without_a_plan_there_is_nothing_to_report(tmp_path: Path, clock: StoppedClock) -> None:
    with Companion(tmp_path, clock) as companion, pytest.raises(Refused, match="no plan here"):
        companion.report(None, None)


# --- what the small history does not show ---------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Companion]:
    """A companion whose store the test writes to itself."""
    moment = StoppedClock()
    install(tmp_path / "data", make_program(), moment)
    with Companion(tmp_path / "data", moment) as opened:
        yield opened


def test_an_open_alert_of_earlier_days_stays_in_the_report(own: Companion) -> None:
    assert own.context is not None
    go(own, Patient(signs={"RF-NEU-01": Answer.NOT_SURE}))
    own.context.clock.advance(3 * 24 * 3600)
    (alert,) = json_report.document(own.report(MONDAY + timedelta(days=3), None))["alerts"]
    assert (alert["flag_id"], alert["open"]) == ("RF-NEU-01", True)
    assert alert["answer"] == "answered not sure"


def test_si15_a_changed_answer_stays_visible(own: Companion) -> None:
    assert own.context is not None
    go(own, Patient(signs={"RF-NEU-01": YES}))
    store = own.context.store
    (alert,) = store.open_alerts()
    own.context.clock.advance(360)
    check = store.begin_check("wrong", "=RF-NEU-01", "1")
    store.add_answer(check, AnswerRecord("RF-NEU-01", 1, NO, 2000))
    store.end_check(check, "complete")
    store.clear_by_mistake([alert.id], check)
    (row,) = json_report.document(own.report(None, None))["alerts"]
    assert row["answer"] == "answered yes, then changed at 09:06"
    assert row["clearance"]["method"] == "mistake"


@pytest.mark.parametrize(
    ("dwell_ms", "expected"), [(799, (1, True)), (800, (0, False)), (None, (0, None))]
)
def test_si06_answers_given_too_fast_are_marked(
    dwell_ms: int | None, expected: tuple[int, bool | None], own: Companion
) -> None:
    assert own.context is not None
    store = own.context.store
    check = store.begin_check("wrong", "=RF-NEU-01", "1")
    store.add_answer(check, AnswerRecord("RF-NEU-01", 1, NO, dwell_ms))
    (row,) = json_report.document(own.report(None, None))["safety_checks"]
    assert (row["answers_too_fast"], row["answers"][0]["too_fast"]) == expected


def test_a_score_that_opened_no_session_is_not_lost(own: Companion) -> None:
    go(own, Patient(pain=9))
    (series,) = [
        one
        for one in json_report.document(own.report(None, None))["pain"]
        if one["moment"] == "before"
    ]
    assert series["n"] == 1
    assert series["median_0_to_10"] == 9


def test_a_broken_chain_is_said(own: Companion, tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415 - only this test goes behind the store

    go(own, Patient())
    with sqlite3.connect(tmp_path / "data" / "companion.db") as connection:
        connection.execute("DROP TRIGGER safety_answer_is_never_changed")
        connection.execute("UPDATE safety_answer SET value = 'yes' WHERE id = 1")
    connection.close()
    chain = json_report.document(own.report(None, None))["safety_chain"]
    assert chain["whole"] is False
    assert "safety_answer 1 was changed." in chain["faults"]


def test_a_typed_text_cannot_act_on_a_terminal(own: Companion) -> None:
    assert own.context is not None
    said = "\x9b2J \u202e \U000e0041 done, Zoë"
    own.context.store.add_pause(MONDAY, MONDAY, said)
    text = json_report.text(own.report(None, None))
    assert not set("\x9b\u202e\U000e0041") & set(text)
    assert "Zoë" in text
    assert json.loads(text)["pauses"][0]["reason"] == said


# --- computed rules -------------------------------------------------------------------------------


def test_what_the_rules_notice_is_reported_told_or_not(
    companion: Companion, report: dict[str, JsonValue]
) -> None:
    """TR-7 and the third day of a flare-up are for the therapist; the patient is told nothing."""
    weights = {one["rule"]: one["weight"] for one in report["computed_rules"]}
    assert weights == {"FL-4": "note", "TR-7": "note"}
    assert companion.context is not None
    assert not any("TR-7" in one.alert.rules for one in companion.context.store.open_alerts())


def test_without_scores_the_report_says_unknown_and_nothing_better(tmp_path: Path) -> None:
    """TR-0, H-21: a month of silence."""
    clock = StoppedClock()
    install(tmp_path / "data", make_program(baseline_pain={"back": 3, "leg": 2}), clock)
    with Companion(tmp_path / "data", clock) as opened:
        days_later(clock, 30)
        document = json_report.document(opened.report(None, None))
    found = [(one["rule"], one["site"], one["weight"]) for one in document["computed_rules"]]
    assert found == [
        ("TR-0", "back", "unknown"),
        ("TR-0", "leg", "unknown"),
        ("TR-7", None, "note"),
    ]


def test_activities_and_medicine_days_are_reported(tmp_path: Path) -> None:
    clock = StoppedClock()
    install(tmp_path / "data", make_program(), clock)
    with Companion(tmp_path / "data", clock) as opened:
        opened.log_activities((("walk", 4),))
        opened.log_medicine(MedicineRecord(5, 1))
        document = json_report.document(opened.report(None, None))
    (activity,), (medicine,) = document["activities"], document["medicine_days"]
    assert (activity["goal_id"], activity["score_0_to_10"]) == ("walk", 4)
    assert (medicine["days_of_14"], medicine["strong_days_of_14"]) == (5, 1)


def test_three_contacts_in_two_weeks_ask_for_other_thresholds(tmp_path: Path) -> None:
    """H-07: the alarm budget."""
    clock = StoppedClock()
    install(tmp_path / "data", make_program(), clock)
    with Companion(tmp_path / "data", clock) as opened:
        opened.log_flare("start")
        days_later(clock, 7)
        go(opened, Patient({"RF-PAIN-02": YES, "RF-MED-04": YES}))
        rules = {
            one["rule"] for one in json_report.document(opened.report(None, None))["computed_rules"]
        }
    assert "H-07" in rules
