"""`program new` takes no answer that the check refuses, and asks again for one that is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_program_new import (
    FOUR,
    PLAN,
    at_a_terminal,
    facts,
    in_a_folder,
    only_draft,
    run,
)

from exercise_companion.core.draft import Draft, value_at
from exercise_companion.core.draft_paths import typed_path

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["facts", "in_a_folder"]

END = ["", "", "yes"]
"""The last operation, what is asked before a session, and that every dose is right."""
DOSE = "phases.0.items.0"


@pytest.mark.parametrize(
    ("field", "lines", "said"),
    [
        ("contacts.therapist", ("mon-fri 9-5", "mon-fri 9-17"), "closes before it opens"),
        ("baseline_pain", ("back 11", "back 3"), "11 is out of bounds"),
        ("goals", ("Cook, 3, 77", "Cook, 3, 7"), "77 is more than 10"),
        ("goals", ("Cook, 7, 3", "Cook, 3, 7"), "is not above the start"),
        ("prescriber.licence_no", ("none", "PH-1"), "The licence number is missing"),
        ("prescriber.licence_no", ("DEMO-1", "PH-1"), "of a demonstration"),
        ("prescriber.phone", ("9-17", "020 7946 0123"), "is not a phone number"),
        ("contacts.therapist.tested_on", ("1 May 2027", "1 May 2026"), "after the signing"),
        ("reviews", ("1 May 2030", "2w"), "No review is planned"),
        ("time_budget_minutes", ("999", "30"), "999 is out of bounds"),
    ],
)
def test_an_answer_that_the_check_refuses_is_refused_where_it_is_typed(
    monkeypatch: pytest.MonkeyPatch,
    facts: list[str],
    field: str,
    lines: tuple[str, str],
    said: str,
) -> None:
    """Also while the patient's name and other fields are still missing."""
    at_a_terminal(monkeypatch)
    others = [change for change in PLAN[1::2] if change.partition("=")[0] != field]
    changes = [word for change in (*others, f"{field}=null") for word in ("--set", change)]
    words = [*FOUR, *changes, *facts]
    own = {"contacts.therapist", "prescriber.phone"}
    last = [""] if field in own else []  # whether that number was rung
    operation, *rest = END
    patient = {"baseline_pain", "time_budget_minutes"}
    typed = [*lines, operation] if field in patient else [operation, *lines]
    code, result = run(*words, typed=[*typed, *last, *rest])
    assert code == 0, result.stderr
    assert said in result.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            "3 x 4 min, twice a day, morning",
            "1 time of day is given, and it is done 2 times a day.",
        ),
        (
            "3 x 4 min, once a day, morning, evening",
            "2 times of day are given, and it is done once a day.",
        ),
        ("2 x 12-8", "The range goes down, from 12 to 8"),
        ("99 x 8", "99 is out of bounds"),
        ("2 x 8, effort 8-3", "The range goes down"),
    ],
)
def test_h17_a_dose_that_the_check_refuses_is_refused_while_others_are_missing(
    monkeypatch: pytest.MonkeyPatch, facts: list[str], wrong: str, said: str
) -> None:
    at_a_terminal(monkeypatch)
    words = ["--exercise", "bridge", "--exercise", "clamshell", "--exercise", "walk", *PLAN, *facts]
    code, result = run(*words, typed=[wrong, "2 x 8", "2 x 8", "10 min", *END])
    assert code == 0, result.stderr
    assert said in result.stderr
    assert "Please type it again: 2 x 8" in result.stderr


@pytest.mark.parametrize(
    ("changes", "answers", "there"),
    [
        (
            ['contacts.therapist.hours=[{"days":["mon"],"opens":"09:00","closes":"05:00"}]'],
            ["", "mon 9-17"],
            {"contacts.therapist.hours.0.closes": "17:00"},
        ),
        (['baseline_pain={"back": 11}'], ["back 4", ""], {"baseline_pain.back": 4}),
        (
            ["goals.0.target_score=77"],
            ["", "Walk to the shop, 3, 7"],
            {"goals.0.target_score": 7, "goals.0.id": "shop"},
        ),
        ([f"{DOSE}.dose=2 x 12-8"], ["2 x 8-12", ""], {f"{DOSE}.dose.reps": [8, 12]}),
        (
            [f"{DOSE}.when.times_per_day=2", f'{DOSE}.when.slots=["morning"]'],
            ["2 x 8, morning and evening", ""],
            {f"{DOSE}.when.slots": ["morning", "evening"]},
        ),
        (
            ["contacts.therapist.phone=9-17"],
            ["", "Ruth Hall, 020 7946 0123", ""],
            {"contacts.therapist.phone": "020 7946 0123"},
        ),
        (
            ['baseline_pain={"back": 11}', "goals.0.target_score=77", f"{DOSE}.dose=99 x 8"],
            ["2 x 8", "back 4", "", "Walk to the shop, 3, 7"],
            {"baseline_pain.back": 4, f"{DOSE}.dose.sets": 2},
        ),
    ],
)
def test_a_draft_that_is_gone_on_with_asks_again_for_what_the_check_refuses(
    monkeypatch: pytest.MonkeyPatch,
    facts: list[str],
    changes: Sequence[str],
    answers: Sequence[str],
    there: dict[str, object],
) -> None:
    options = [word for change in changes for word in ("--set", change)]
    assert run(*FOUR, *PLAN, *facts, "--out", "p.json")[0] == 1
    assert run("--continue", "p.draft.json", *options, "--confirm-doses")[0] == 1
    draft = Draft(only_draft())
    at_a_terminal(monkeypatch)
    code, result = run("--continue", "p.draft.json", typed=[*answers, *END[1:]])
    assert code == 0, result.stderr
    assert "What stands there cannot be used." in result.stderr
    program = Draft(json.loads(Path("p.json").read_bytes()))
    for place, value in there.items():
        assert value_at(program, typed_path(draft, place)) == value


def test_what_may_stay_open_and_was_refused_is_left_out_with_enter(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    given = ["--set", "contacts.therapist.tested_on=2027-05-01", "--out", "p.json"]
    assert run(*FOUR, *PLAN, *facts, *given, "--confirm-doses")[0] == 1
    at_a_terminal(monkeypatch)
    code, result = run("--continue", "p.draft.json", typed=["", "", *END[1:]])
    assert code == 0, result.stderr
    assert "after the signing" in result.stderr
    assert "tested_on" not in json.loads(Path("p.json").read_bytes())["contacts"]["therapist"]


def test_a_country_that_is_not_on_file_can_be_finished(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    nothing = ["--set", "region=null", "--set", "contacts.emergency_number=null"]
    answers = ["", "zz", "112", "Rung from there in May"]
    code, result = run(*FOUR, *PLAN, *facts, *nothing, typed=[*answers, *END[1:]])
    assert code == 0, result.stderr
