"""Small valid prescriptions to start a test from, and ways to change them."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

from exercise_companion.canonical import JsonValue
from exercise_companion.core.checks import Tables
from exercise_companion.core.dose import SetTarget, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.plan_parts import Plan

Tree = dict[str, JsonValue]

TODAY = date(2026, 11, 22)
"""The day the small prescription starts."""

PROGRAM_ID = "3f2b8a1c-5d4e-4f6a-8b7c-9d0e1f2a3b4c"

RISK_FACTS = (
    "anticoagulant",
    "steroid",
    "osteoporosis",
    "previous_fracture",
    "cancer",
    "immunosuppressed",
    "diabetes",
    "iv_drug_use",
    "aaa",
    "cardiac",
    "falls",
    "depression",
    "hip_replacement",
)
LAST_DAYS = ("spinal_injection_date", "spinal_surgery_date")
"""Recorded by the day of the last one, or "no"."""


def make_exercise(exercise_id: str = "bridge", **changes: JsonValue) -> Tree:
    """An exercise that names no side."""
    exercise: Tree = {
        "id": exercise_id,
        "name": "Bridge",
        "category": "strength",
        "purpose": "Makes your hips strong.",
        "position": "supine",
        "setup": "Lie on your back. Bend your knees.",
        "steps": ["Lift your hips.", "Let them down slowly."],
        "stop_signs": ["Stop if your pain goes over your limit."],
        "media": {"alt_text": "You lie on your back and lift your hips, then let them down."},
    }
    return exercise | deepcopy(changes)


def make_dose(**changes: JsonValue) -> Tree:
    """Two sets of eight."""
    dose: Tree = {
        "type": "reps",
        "side": "both_together",
        "sets": 2,
        "rest_seconds": 30,
        "reps": 8,
        "tempo": {"out_seconds": 2, "hold_seconds": 0, "back_seconds": 2},
    }
    return dose | deepcopy(changes)


def make_walk_dose(**changes: JsonValue) -> Tree:
    """Three bouts of four minutes with rests; four at most when the legs interrupt one (NC-1)."""
    dose: Tree = {
        "type": "duration",
        "side": "none",
        "sets": 3,
        "rest_seconds": 60,
        "duration_seconds": 240,
        "mode": "walk",
        "max_bouts": 4,
        "pause_on_leg_symptoms": True,
    }
    return dose | deepcopy(changes)


def make_item(item_id: str = "bridge-1", exercise: str = "bridge", **changes: JsonValue) -> Tree:
    """An item of every day."""
    item: Tree = {"id": item_id, "exercise": exercise, "dose": make_dose()}
    return item | deepcopy(changes)


def make_program(**changes: JsonValue) -> Tree:
    """A small valid prescription that is no demonstration; `changes` replace top-level fields."""
    program: Tree = {
        "schema_version": "1.0.0",
        "title": "Back program",
        "region": "GB",
        "time_budget_minutes": 20,
        "exercises": [make_exercise()],
        "phases": [
            {
                "id": "settle",
                "title": "Settle and learn",
                "aim": "Learn the moves.",
                "starts_on": "2026-11-22",
                "ends_on": "2027-01-02",
                "items": [make_item()],
            }
        ],
        "kind": "prescription",
        "program_id": PROGRAM_ID,
        "version": 1,
        "version_note": "First version.",
        "patient": {
            "patient_id": "p-1001",
            "display_name": "Ana Novak",
            "birth_date": "1957-03-04",
        },
        "prescriber": {
            "name": "Ruth Hall",
            "profession": "Physiotherapist",
            "regulator": "HCPC",
            "licence_no": "PH-104233",
            "clinic": "Hill Road Clinic",
            "phone": "020 7946 0123",
            "signed_on": "2026-11-20",
        },
        "diagnosis_label": "Low back pain",
        "contacts": {
            "therapist": {
                "name": "Ruth Hall",
                "phone": "020 7946 0123",
                "tested_on": "2026-11-19",
            },
            "emergency_number": "999",
        },
        "valid_from": "2026-11-22",
        "valid_until": "2027-01-02",
        "reviews": [{"date": "2026-12-30", "kind": "visit", "label": "Six weeks"}],
        "risk": dict.fromkeys((*RISK_FACTS, *LAST_DAYS), "no"),
        "baseline_pain": {"back": 3},
        "goals": [
            {
                "id": "walk",
                "activity": "Walk to the shop",
                "start_score": 3,
                "target_score": 7,
                "target_date": "2027-01-02",
            }
        ],
    }
    return program | deepcopy(changes)


DAY_AND_EVENING: JsonValue = [
    {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "opens": "08:00", "closes": "22:00"}
]


def make_sound_program(**changes: JsonValue) -> Tree:
    """A prescription that no rule and no colleague has anything to say about."""
    program = make_program(flare_plan={"text": "Do one set a day for a week."})
    program = changed(program, "contacts", "therapist", "hours", to=DAY_AND_EVENING)
    return changed(program, "goals", 0, "activity", to="Cook a meal") | deepcopy(changes)


def make_template(**changes: JsonValue) -> Tree:
    """A small valid template."""
    program = make_program()
    shared = ("schema_version", "title", "region", "time_budget_minutes", "exercises", "phases")
    template: Tree = {name: program[name] for name in shared}
    return template | {"kind": "template", "template_id": "back"} | deepcopy(changes)


def changed(tree: Tree, *path: str | int, to: JsonValue) -> Tree:
    """A copy with one value replaced, or added under its last key."""
    copy = deepcopy(tree)
    _holder(copy, path)[path[-1]] = deepcopy(to)
    return copy


def without(tree: Tree, *path: str | int) -> Tree:
    """A copy with one value taken out."""
    copy = deepcopy(tree)
    del _holder(copy, path)[path[-1]]
    return copy


def as_bytes(tree: JsonValue) -> bytes:
    """The tree as a file: one value a line, so that line numbers mean something."""
    return json.dumps(tree, indent=1, ensure_ascii=False).encode()


def make_tables(minutes: float = 15) -> Tables:
    """Reference data of two regions and a few warning signs; every session takes `minutes`."""

    def session_minutes(plan: Plan) -> Mapping[str, float]:
        return {phase.id: minutes for phase in plan.phases}

    return Tables(
        emergency_numbers={"GB": frozenset({"999", "112"}), "US": frozenset({"911"})},
        flag_tiers={
            "RF-CES-01": "E-go",
            "RF-NEU-03": "U",
            "RF-MH-01": "MH",
            "RF-MH-02": "S",
            "RF-PAIN-03": "S",
        },
        figures=frozenset({"bridge"}),
        session_minutes=session_minutes,
    )


def _holder(tree: Tree, path: tuple[str | int, ...]) -> dict[str, JsonValue] | list[JsonValue]:
    node: JsonValue = tree
    for part in path[:-1]:
        node = node[part]
    assert isinstance(node, dict | list)
    return node


def a_target(**changes: object) -> SetTarget:
    facts: dict[str, object] = {
        "set_number": 1,
        "sets": 2,
        "side": "none",
        "reps": None,
        "enough_from": None,
        "seconds": None,
        "load_kg": None,
        "metres": None,
    }
    return SetTarget(**(facts | changes))


def a_step(kind: str, seconds: float | None, **changes: object) -> Step:
    facts: dict[str, object] = {
        "kind": kind,
        "seconds": seconds,
        "instruction": kind.capitalize(),
        "set_number": 1,
        "sets": 2,
        "rep": None,
        "reps": None,
        "side": "none",
    }
    return Step(**(facts | changes))
