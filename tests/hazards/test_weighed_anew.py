"""What was told and not asked out weighs more where a new version records a risk (C-05, -09, -21).

And what the therapist raised is not lowered by a question (V-20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import NO, NOT_SURE, YES, Patient, StoppedClock, install, keyed_program, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

    from exercise_companion.core.terms import Answer

NOTHING_WRONG = dict.fromkeys(("anticoagulant", "cancer", "cardiac"), "no")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, with_risks(), StoppedClock())
    return folder


def with_risks(version: int = 1, **risks: str) -> Tree:
    program = keyed_program(version=version)
    facts = {**program["risk"], **NOTHING_WRONG, **risks}
    if version > 1:
        program["supersedes"] = {"program_id": program["program_id"], "version": 1}
    return program | {"risk": facts}


def leave_after(companion: Companion, sign: str, *, told: dict[str, Answer]) -> None:
    """Tell signs under `!` and leave once the named one was told."""
    companion.something_is_wrong()
    patient = Patient(told, begins=False)
    while (prompt := companion.next()) is not None:
        companion.reply(prompt, patient.reply(prompt))
        if isinstance(prompt, prompts.AskSafety) and prompt.question.id == sign:
            return


def alerts(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT flag_id, tier, rules FROM alert ORDER BY id")


CASES = {
    "C-21": ("RF-CAR-04", {}, "cardiac", ("RF-CAR-04", "E-call", "RF-CAR-04 C-21")),
    "C-05": (
        "RF-FALL-01",
        {"RF-FALL-03": YES},
        "anticoagulant",
        ("RF-FALL-01", "E-call", "RF-FALL-01 C-05"),
    ),
    "C-09": ("RF-NEU-02", {}, "cancer", ("RF-NEU-02", "E-go", "RF-NEU-02 C-09")),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_sign_left_at_its_follow_up_is_weighed_by_the_new_version(
    rule: str, folder: Path, clock: StoppedClock
) -> None:
    sign, also, risk, alert = CASES[rule]
    with Companion(folder, clock) as companion:
        leave_after(companion, sign, told={**also, sign: YES})
        assert alert not in alerts(folder)
    clock.advance(120)
    install(folder, with_risks(2, **{risk: "yes"}), clock)
    assert alert in alerts(folder)
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), prompts.ShowAdvice)
        assert companion.is_blocked()
        companion.start()
        visit(companion, Patient())
    assert alerts(folder).count(alert) == 1
    assert rows(folder, "SELECT count(*) FROM session") == [(0,)]


LATER_ANSWERS = {
    "C-05, its question answered": (
        {"RF-FALL-03": YES, "RF-FALL-01": YES},
        "RF-FALL-02",
        {"anticoagulant": "yes"},
        ("RF-FALL-01", "E-call", "RF-FALL-01 C-05"),
    ),
    "C-09, another topic told": (
        {"RF-NEU-03": YES, "T5": YES},
        "T5",
        {"cancer": "yes"},
        ("RF-NEU-03", "E-go", "RF-NEU-03 C-09"),
    ),
    "C-21, another sign denied": (
        {"RF-CAR-05": YES},
        "RF-CAR-06",
        {"cardiac": "yes"},
        ("RF-CAR-05", "E-call", "RF-CAR-05 C-21"),
    ),
}


@pytest.mark.parametrize("case", LATER_ANSWERS)
def test_what_was_answered_after_it_keeps_nothing_from_being_weighed(
    case: str, folder: Path, clock: StoppedClock
) -> None:
    """H-28: the new version would have ended the questions before these answers."""
    told, left_after, risks, alert = LATER_ANSWERS[case]
    with Companion(folder, clock) as companion:
        leave_after(companion, left_after, told=told)
        assert alert not in alerts(folder)
    clock.advance(300)
    install(folder, with_risks(2, **risks), clock)
    assert alerts(folder).count(alert) == 1
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), prompts.ShowAdvice)


def test_a_sign_left_unsure_is_asked_after_the_emergency_that_the_new_version_finds(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        leave_after(companion, "RF-STR-02", told={"RF-CAR-05": YES, "RF-STR-02": NOT_SURE})
    clock.advance(300)
    install(folder, with_risks(2, cardiac="yes"), clock)
    assert alerts(folder)[-1] == ("RF-CAR-05", "E-call", "RF-CAR-05 C-21")
    with Companion(folder, clock) as companion:
        visit(companion, Patient({"RF-STR-02": NOT_SURE}, begins=False))
    assert alerts(folder)[-1] == ("RF-STR-02", "E-call", "RF-STR-02")


def test_what_the_new_version_raises_is_told_although_half_its_questions_were_answered(
    folder: Path, clock: StoppedClock
) -> None:
    """A4, V-20: "14 days" was answered no, "three months" is not asked any more."""
    with Companion(folder, clock) as companion:
        leave_after(
            companion,
            "RF-CES-02/ces_onset_14_days",
            told={"RF-CES-02": YES, "RF-CES-02/ces_onset_14_days": NO},
        )
        assert alerts(folder) == []
    raised = {"id": "OWN-9", "question": "Is it so?", "tier": "E-call"}
    raised["replaces_tier_of"] = "RF-CES-02"
    install(folder, with_risks(2) | {"extra_flags": [raised]}, clock)
    assert alerts(folder) == [("RF-CES-02", "E-call", "RF-CES-02")]
    with Companion(folder, clock) as companion:
        assert companion.is_blocked()


def test_an_emergency_found_in_what_was_told_again_is_told_beside_an_earlier_one(
    folder: Path, clock: StoppedClock
) -> None:
    """7.5: the first, open and answered, stands for no later event."""
    fall = {"RF-FALL-03": YES, "RF-FALL-01": YES}
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, Patient({**fall, "RF-FALL-01/head_injury_signs": YES}, begins=False))
        clock.advance(2 * 24 * 3600)
        leave_after(companion, "RF-FALL-01", told=fall)
    before = [tier for sign, tier, _ in alerts(folder) if sign == "RF-FALL-01"]
    assert before.count("E-call") == 1
    install(folder, with_risks(2, anticoagulant="yes"), clock)
    after = [tier for sign, tier, _ in alerts(folder) if sign == "RF-FALL-01"]
    assert after.count("E-call") == 2
    with Companion(folder, clock) as companion:
        assert isinstance(companion.next(), prompts.ShowAdvice)


def test_an_emergency_that_it_finds_makes_what_waits_elsewhere_count_in_full(
    folder: Path, clock: StoppedClock
) -> None:
    """1.5: nothing else is asked; dizziness left at its ten minutes is not lowered any more."""
    with Companion(folder, clock) as companion:
        companion.start()
        prompt = companion.next()
        while not isinstance(prompt, prompts.AskSettled):
            assert prompt is not None
            companion.reply(prompt, Patient({"RF-CAR-04": YES}).reply(prompt))
            prompt = companion.next()
        companion.reply(prompt, prompts.Leave())
    with Companion(folder, clock) as companion:
        leave_after(companion, "RF-NEU-02", told={"RF-NEU-02": YES})
    install(folder, with_risks(2, cancer="yes"), clock)
    found = [(sign, tier) for sign, tier, _ in alerts(folder)]
    assert found[-2:] == [("RF-NEU-02", "E-go"), ("RF-CAR-04", "U")]


def test_a_version_that_records_nothing_of_it_raises_nothing(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        leave_after(companion, "RF-CAR-04", told={"RF-CAR-04": YES})
    clock.advance(120)
    install(folder, with_risks(2), clock)
    assert alerts(folder) == []
    with Companion(folder, clock) as companion:
        companion.start()
        asked = companion.next()
        assert isinstance(asked, prompts.AskSafety)
        assert asked.question.id == "RF-CAR-01"


def test_what_a_clinician_cleared_since_is_not_raised_by_it(
    folder: Path, clock: StoppedClock
) -> None:
    """The version that records the risk clears the sign: both are the therapist's word."""
    with Companion(folder, clock) as companion:
        leave_after(companion, "RF-NEU-02", told={"RF-NEU-02": YES})
    clearance = {
        "event_id": "A-20261123-1",
        "cleared_by": "Ruth Hall",
        "role": "physiotherapist",
        "licence_no": "PH-104233",
        "date": "2026-11-23",
        "note": "Seen today.",
    }
    clock.advance(120)
    install(folder, with_risks(2, cancer="yes") | {"clearances": [clearance]}, clock)
    assert [tier for _, tier, _ in alerts(folder)] == ["U"]


@pytest.mark.parametrize(
    ("sign", "tier"), [("RF-CAR-04", "E-call"), ("RF-CAR-04", "E-go"), ("RF-CES-02", "E-call")]
)
def test_what_the_therapist_raised_is_told_at_once(
    sign: str, tier: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """1.5: advice at once. No question that could only lower it comes first (C-13, A4)."""
    raised = {"id": "OWN-9", "question": "Is it so?", "tier": tier, "replaces_tier_of": sign}
    folder = tmp_path / "raised"
    install(folder, keyed_program(extra_flags=[raised]), clock)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        shown = visit(companion, Patient({sign: YES}, begins=False), until=prompts.ShowAdvice)
    last = shown[-2]
    assert isinstance(last, prompts.AskSafety)
    assert last.question.id == sign
    assert alerts(folder) == [(sign, tier, sign)]
