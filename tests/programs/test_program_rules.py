"""Each rule V-01 ... V-29 of clinical-spec 3.4: a breach is found, at its place, and nothing else.

V-08 and the rest of V-23 compare with what is installed, V-24 is in `test_hostile_files`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import (
    PROGRAM_ID,
    TODAY,
    as_bytes,
    changed,
    make_dose,
    make_exercise,
    make_item,
    make_program,
    make_tables,
    make_template,
    without,
)

from exercise_companion import catalogue
from exercise_companion.canonical import content_hash
from exercise_companion.core.checks_safety import WORKED_OUT
from exercise_companion.programs import read

if TYPE_CHECKING:
    from collections.abc import Collection

    from builders import Tree
    from conftest import Faults, OnlyFault

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

ITEM = ("phases", 0, "items", 0)
DOSE = (*ITEM, "dose")
PARAMETERS = "safety_parameters"
EASIER = {"instruction": "Lift only half way.", "dose": make_dose(reps=5)}
NEXT = {"instruction": "Hold at the top.", "dose": make_dose(reps=12)}
FLARE = {"flare_safe": True, "flare_dose": make_dose(reps=4)}


def with_item(**changes: JsonValue) -> Tree:
    program = make_program()
    return changed(program, *ITEM, to=make_item(**changes))


def with_when(**when: JsonValue) -> Tree:
    return with_item(when=when)


def with_parameters(reasons: Collection[str] = (), **values: JsonValue) -> Tree:
    reasons = dict.fromkeys(reasons or values, "The surgeon asked for it.")
    return make_program(safety_parameters=values, override_reason=reasons)


def with_phases(*spans: tuple[str, str]) -> Tree:
    phases = [
        make_program()["phases"][0] | {"id": f"phase-{n}", "starts_on": start, "ends_on": end}
        for n, (start, end) in enumerate(spans)
    ]
    return make_program(phases=phases)


def demo_program(**changes: JsonValue) -> Tree:
    program = make_program(demo=True, **changes)
    program = changed(program, "prescriber", "licence_no", to="DEMO-000")
    return changed(program, "patient", "patient_id", to="demo-ana")


def test_a_sound_prescription_has_no_problem(faults: Faults) -> None:
    assert faults(make_program()) == ()


def test_a_sound_template_has_no_problem(faults: Faults) -> None:
    assert faults(make_template()) == ()


def test_a_sound_demonstration_has_no_problem(faults: Faults) -> None:
    assert faults(demo_program()) == ()


# --- the envelope and the fields --------------------------------------------------------------


@pytest.mark.parametrize("version", ["2.0.0", "0.9.0", "1.0", "one", "\uff11.0.0", 1])
def test_v01_unknown_schema_version(only_fault: OnlyFault, version: JsonValue) -> None:
    problem = only_fault(make_program(schema_version=version))
    assert (problem.code, problem.path) == ("V-01", ("schema_version",))


def test_v01_a_newer_format_is_named_before_its_unknown_fields(only_fault: OnlyFault) -> None:
    program = make_program(schema_version="2.0.0", new_field=1)
    assert only_fault(program).code == "V-01"


REQUIRED = [name for name in make_program() if name not in {"kind", "risk", "baseline_pain"}]


@pytest.mark.parametrize("name", REQUIRED)
def test_v02_each_required_field_is_missed(only_fault: OnlyFault, name: str) -> None:
    problem = only_fault(without(make_program(), name))
    assert (problem.code, problem.path) == ("V-02", (name,))
    assert problem.what == f'"{name}" is missing.'


def test_v02_the_side_of_a_dose_is_required(only_fault: OnlyFault) -> None:
    problem = only_fault(without(make_program(), *DOSE, "side"))
    assert (problem.code, problem.path) == ("V-02", (*DOSE, "side"))
    assert problem.place == "phases / settle / items / bridge-1 / dose / side"


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("pain_limits",), None),
        (("valid_untill",), "valid_until"),
        ((*ITEM, "pain_limits"), "pain_limit"),
        ((*DOSE, "rest_second"), "rest_seconds"),
        ((*DOSE, "tempo", "hold_second"), "hold_seconds"),
        (("exercises", 0, "Steps"), "steps"),
        (("contacts", "therapist", "fone"), "phone"),
        (("patient", "comment_"), "$comment"),
        (("patient", "comment"), "$comment"),
        (("zzzzzz",), None),
    ],
)
def test_v03_an_unknown_field_is_answered_with_the_nearest(
    only_fault: OnlyFault, path: JsonPath, nearest: str | None
) -> None:
    problem = only_fault(changed(make_program(), *path, to=3))
    assert (problem.code, problem.path) == ("V-03", path)
    assert problem.how == (f'Did you mean "{nearest}"?' if nearest else "Take it out.")


def test_v03_the_dose_type_decides_which_fields_there_are(only_fault: OnlyFault) -> None:
    problem = only_fault(changed(make_program(), *DOSE, "duration_second", to=60))
    assert "duration_seconds" not in problem.how


@pytest.mark.parametrize(
    "written", ["2026-02-30", "22.11.2026", "2026-11-22T00:00:00", "20261122", "", 20261122, None]
)
def test_v04_a_date_that_is_none(only_fault: OnlyFault, written: JsonValue) -> None:
    problem = only_fault(make_program(valid_from=written))
    assert (problem.code, problem.path) == ("V-04", ("valid_from",))


def test_v04_only_a_demonstration_counts_days(faults: Faults, only_fault: OnlyFault) -> None:
    offsets = {"valid_from": "+0d", "valid_until": "+41d"}
    assert faults(demo_program(**offsets)) == ()
    problem = only_fault(make_program(valid_from="+0d"))
    assert problem.code == "V-04"
    assert "only a demonstration" in problem.what


def test_v04_ends_before_it_starts(faults: Faults) -> None:
    problem = faults(make_program(valid_until="2026-11-21"))[0]
    assert (problem.code, problem.path) == ("V-04", ("valid_until",))


@pytest.mark.parametrize("born", ["2026-11-22", "2030-01-01", "1900-01-01"])
def test_v04_impossible_birth_date(only_fault: OnlyFault, born: str) -> None:
    problem = only_fault(changed(make_program(), "patient", "birth_date", to=born))
    assert (problem.code, problem.path) == ("V-04", ("patient", "birth_date"))


@pytest.mark.parametrize(
    "changes",
    [
        {"prescriber": make_program()["prescriber"] | {"signed_on": "2027-01-03"}},
        {"second_reviewer": make_program()["prescriber"] | {"signed_on": "2027-01-03"}},
        {"risk": make_program()["risk"] | {"spinal_injection_date": "2027-01-03"}},
        {"risk": make_program()["risk"] | {"spinal_surgery_date": "2027-01-03"}},
        {"known_baseline": [{"flag_id": "RF-NEU-03", "note": "Old.", "recorded_on": "2027-01-03"}]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_v04_recorded_after_the_end(only_fault: OnlyFault, changes: Tree) -> None:
    assert only_fault(make_program(**changes)).code == "V-04"


def test_v04_operation_after_the_end(only_fault: OnlyFault) -> None:
    program = make_program(
        post_op={"active": True, "procedure": "Decompression", "date": "2027-01-03"}
    )
    surgeon = {"name": "Ward 4", "phone": "020 7946 0555"}
    problem = only_fault(changed(program, "contacts", "surgical_team", to=surgeon))
    assert (problem.code, problem.path) == ("V-04", ("post_op", "date"))


@pytest.mark.parametrize("name", ["spinal_injection_date", "spinal_surgery_date"])
def test_the_last_injection_or_surgery_is_a_day_or_no(
    faults: Faults, only_fault: OnlyFault, name: str
) -> None:
    program = make_program()
    assert faults(changed(program, "risk", name, to="no")) == ()
    assert faults(changed(program, "risk", name, to="2026-11-20")) == ()
    for value in ("yes", "lately", 3):
        problem = only_fault(changed(program, "risk", name, to=value))
        assert (problem.code, problem.path) == ("V-04", ("risk", name))
        assert problem.how == 'Write it as year, month, day: 2026-11-22. Or "no".'


def test_v04_a_number_was_tried_before_the_signing(faults: Faults, only_fault: OnlyFault) -> None:
    """H-09: the day of the test call."""
    tested = ("contacts", "therapist", "tested_on")
    assert faults(changed(make_program(), *tested, to="2026-11-20")) == ()
    problem = only_fault(changed(make_program(), *tested, to="2026-11-21"))
    assert (problem.code, problem.path) == ("V-04", tested)


def test_v04_goal_before_the_start(only_fault: OnlyFault) -> None:
    problem = only_fault(changed(make_program(), "goals", 0, "target_date", to="2026-11-01"))
    assert (problem.code, problem.path) == ("V-04", ("goals", 0, "target_date"))


def test_v04_line_closes_before_it_opens(only_fault: OnlyFault) -> None:
    hours = [{"days": ["mon"], "opens": "17:00", "closes": "09:00"}]
    problem = only_fault(changed(make_program(), "contacts", "therapist", "hours", to=hours))
    assert problem.code == "V-04"
    assert problem.path[-1] == "closes"


@pytest.mark.parametrize("written", ["8:30", "24:00", "08:30:00", 830, "0\u096e:30"])
def test_v04_a_time_of_day_that_is_none(only_fault: OnlyFault, written: JsonValue) -> None:
    hours = [{"days": ["mon"], "opens": written, "closes": "23:00"}]
    problem = only_fault(changed(make_program(), "contacts", "therapist", "hours", to=hours))
    assert problem.code == "V-04"
    assert "time of day" in problem.what


@pytest.mark.parametrize("zone", ["Europe/Lodnon", "Mars", "/etc/passwd", "Europe"])
def test_v04_unknown_time_zone(only_fault: OnlyFault, zone: str) -> None:
    problem = only_fault(changed(make_program(), "contacts", "time_zone", to=zone))
    assert (problem.code, problem.path) == ("V-04", ("contacts", "time_zone"))


def test_v05_span_over_190_days(faults: Faults, only_fault: OnlyFault) -> None:
    longest = with_phases(("2026-11-22", "2027-05-31")) | {"valid_until": "2027-05-31"}
    assert faults(longest) == ()
    longer = with_phases(("2026-11-22", "2027-06-01")) | {"valid_until": "2027-06-01"}
    problem = only_fault(longer)
    assert (problem.code, problem.path) == ("V-05", ("valid_until",))


@pytest.mark.parametrize(("day", "codes"), [("2027-01-06", []), ("2027-01-07", ["V-06"])])
def test_v06_first_review_within_45_days(faults: Faults, day: str, codes: list[str]) -> None:
    problems = faults(changed(make_program(), "reviews", 0, "date", to=day))
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize("day", ["2026-11-21", "2027-01-17"])
def test_v06_review_outside_the_program(only_fault: OnlyFault, day: str) -> None:
    review = make_program()["reviews"][0]
    days = sorted([day, "2026-12-30"])
    problem = only_fault(make_program(reviews=[review | {"date": each} for each in days]))
    assert problem.code == "V-06"
    assert day in problem.what


def test_v06_reviews_in_order(only_fault: OnlyFault) -> None:
    review = make_program()["reviews"][0]
    reviews = [review, review | {"date": "2026-12-01"}]
    problem = only_fault(make_program(reviews=reviews))
    assert (problem.code, problem.path) == ("V-06", ("reviews", 1, "date"))


@pytest.mark.parametrize("licence", [" ", "-", "n/a", "TBC", "none", "DEMO-000", "demo-1"])
def test_v07_licence_missing_or_of_a_demonstration(only_fault: OnlyFault, licence: str) -> None:
    problem = only_fault(changed(make_program(), "prescriber", "licence_no", to=licence))
    assert (problem.code, problem.path) == ("V-07", ("prescriber", "licence_no"))


# --- whom to call -----------------------------------------------------------------------------


def test_v09_not_the_emergency_number_of_the_region(faults: Faults, only_fault: OnlyFault) -> None:
    assert faults(changed(make_program(), "contacts", "emergency_number", to="112")) == ()
    wrong = changed(make_program(), "contacts", "emergency_number", to="911")
    problem = only_fault(wrong)
    assert (problem.code, problem.path) == ("V-09", ("contacts", "emergency_number"))
    assert "112 or 999" in problem.how
    reason = "The campus has its own ambulance."
    assert faults(changed(wrong, "contacts", "emergency_override_reason", to=reason)) == ()


def test_v09_unknown_region_needs_a_reason(faults: Faults, only_fault: OnlyFault) -> None:
    unknown = make_program(region="ZZ")
    assert (only_fault(unknown).code, only_fault(unknown).path) == ("V-09", ("region",))
    reason = "Asked the patient: 999 is right there."
    assert faults(changed(unknown, "contacts", "emergency_override_reason", to=reason)) == ()


@pytest.mark.parametrize("region", ["gb", "GBR", "", "G1"])
def test_v09_region_is_two_capital_letters(only_fault: OnlyFault, region: str) -> None:
    assert only_fault(make_program(region=region)).code == "V-09"


@pytest.mark.parametrize("phone", ["call me", "12", "1" * 21, "\uff11\uff12\uff13\uff14", ""])
def test_v10_phone_pattern(only_fault: OnlyFault, phone: str) -> None:
    problem = only_fault(changed(make_program(), "contacts", "therapist", "phone", to=phone))
    assert (problem.code, problem.path) == ("V-10", ("contacts", "therapist", "phone"))


def test_v11_nobody_to_call(only_fault: OnlyFault) -> None:
    problem = only_fault(without(make_program(), "contacts", "therapist"))
    assert (problem.code, problem.path) == ("V-11", ("contacts", "therapist"))


def test_v11_the_clinic_alone_is_enough(faults: Faults) -> None:
    program = without(make_program(), "contacts", "therapist")
    clinic = {"name": "Hill Road Clinic", "phone": "020 7946 0123"}
    assert faults(changed(program, "contacts", "clinic", to=clinic)) == ()


def test_v11_after_surgery_the_surgical_team(faults: Faults, only_fault: OnlyFault) -> None:
    operation = {"active": True, "procedure": "Decompression", "date": "2026-10-20"}
    problem = only_fault(make_program(post_op=operation))
    assert (problem.code, problem.path) == ("V-11", ("contacts", "surgical_team"))
    assert faults(make_program(post_op=operation | {"active": False})) == ()


def test_v11_the_emergency_number_is_nobodys_own(only_fault: OnlyFault) -> None:
    problem = only_fault(changed(make_program(), "contacts", "therapist", "phone", to="999"))
    assert (problem.code, problem.path) == ("V-11", ("contacts", "therapist", "phone"))


# --- doses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sets", 0),
        ("sets", 11),
        ("reps", 51),
        ("reps", 0),
        ("reps", [8, 51]),
        ("reps", [8]),
        ("reps", [8, 9, 10]),
        ("reps", [12, 8]),
        ("reps", "8"),
        ("reps", True),
        ("rest_seconds", 301),
        ("rest_seconds", -1),
        ("type", "repetitions"),
    ],
)
def test_v12_bounds_of_a_dose(only_fault: OnlyFault, name: str, value: JsonValue) -> None:
    problem = only_fault(changed(make_program(), *DOSE, name, to=value))
    assert problem.code == "V-12"
    assert problem.path[: len(DOSE)] == DOSE


@pytest.mark.parametrize("value", ["3", 3.0, True, None, [3], {}, "\uff13"])
def test_v02_nothing_is_taken_for_a_whole_number(only_fault: OnlyFault, value: JsonValue) -> None:
    problem = only_fault(changed(make_program(), *DOSE, "sets", to=value))
    assert (problem.code, problem.path) == ("V-02", (*DOSE, "sets"))
    assert "whole number" in problem.how


def test_v12_a_range_of_seconds_or_effort_goes_up(faults: Faults) -> None:
    dose = make_dose(type="duration", duration_seconds=[60, 30], intensity={"target": [4, 3]})
    del dose["reps"], dose["tempo"]
    problems = faults(with_item(dose=dose))
    assert [(p.code, p.path[4:]) for p in problems] == [
        ("V-12", ("dose", "duration_seconds")),
        ("V-12", ("dose", "intensity", "target")),
    ]


def test_v12_fewer_bouts_than_sets(only_fault: OnlyFault) -> None:
    dose = make_dose(type="duration", duration_seconds=60, sets=3, max_bouts=2)
    del dose["reps"], dose["tempo"]
    assert only_fault(with_item(dose=dose)).path == (*DOSE, "max_bouts")


@pytest.mark.parametrize(
    "question",
    [{"kind": "choice"}, {"kind": "choice", "choices": ["One"]}, {"kind": "text", "choices": "AB"}],
)
def test_v12_choices_belong_to_a_choice(only_fault: OnlyFault, question: Tree) -> None:
    question = {"id": "q", "question": "How is it?"} | question
    question["choices"] = list(question.get("choices", []))
    assert only_fault(make_program(check_ins=[question])).code == "V-12"


def test_v12_a_goal_looks_up(only_fault: OnlyFault) -> None:
    problem = only_fault(changed(make_program(), "goals", 0, "target_score", to=3))
    assert (problem.code, problem.path) == ("V-12", ("goals", 0, "target_score"))


@pytest.mark.parametrize("side", ["none", "both_together"])
@pytest.mark.parametrize(
    "words",
    ["Lift your left leg.", "Now the RIGHT one.", "Do each side.", "Then the other side."],
)
def test_v13_side_named_in_words_but_not_in_the_dose(
    faults: Faults, only_fault: OnlyFault, side: str, words: str
) -> None:
    program = make_program(exercises=[make_exercise(steps=["Lie down.", words])])
    problem = only_fault(changed(program, *DOSE, "side", to=side))
    assert (problem.code, problem.path) == ("V-13", (*DOSE, "side"))
    assert faults(changed(program, *DOSE, "side", to="each_side")) == ()


@pytest.mark.parametrize("words", ["Bend to a right angle.", "Stand upright.", "Stop right away."])
def test_v13_a_right_that_is_no_side(faults: Faults, words: str) -> None:
    assert faults(make_program(exercises=[make_exercise(steps=["Lie down.", words])])) == ()


def test_v13_the_note_and_every_version_count(faults: Faults) -> None:
    item = {"note": "Your left knee first.", "modify_down": EASIER} | FLARE
    item["modify_down"] = EASIER | {"instruction": "Only the right leg."}
    paths = [problem.path[4:] for problem in faults(with_item(**item))]
    assert paths == [("dose", "side"), ("modify_down", "dose", "side")]


def test_v13_the_name_says_the_other_side(only_fault: OnlyFault) -> None:
    program = make_program(exercises=[make_exercise(name="Left leg lift")])
    problem = only_fault(changed(program, *DOSE, "side", to="right"))
    assert (problem.code, problem.path) == ("V-13", (*DOSE, "side"))


def test_v14_session_over_an_hour(faults: Faults, only_fault: OnlyFault) -> None:
    problem = only_fault(make_program(), minutes=61)
    assert (problem.code, problem.severity, problem.path) == ("V-14", "error", ("phases", 0))
    assert faults(make_program(time_budget_minutes=60), minutes=60) == ()


def test_v14_session_over_the_patients_time_is_a_warning(only_fault: OnlyFault) -> None:
    problem = only_fault(make_program(), minutes=21)
    assert (problem.code, problem.severity) == ("V-14", "warning")


@pytest.mark.parametrize(
    "load", [{"type": "weight"}, {"type": "band", "load_kg": 2.0}, {"load_kg": 2.0}]
)
def test_v15_kilograms_belong_to_a_weight(only_fault: OnlyFault, load: Tree) -> None:
    problem = only_fault(changed(make_program(), *DOSE, "load", to=load))
    assert (problem.code, problem.path) == ("V-15", (*DOSE, "load", "load_kg"))


def test_v15_a_number_needs_its_unit(only_fault: OnlyFault) -> None:
    question = {"id": "q", "question": "How many steps?", "kind": "number"}
    problem = only_fault(make_program(check_ins=[question]))
    assert (problem.code, problem.path) == ("V-15", ("check_ins", 0, "unit"))


def test_v15_nothing_heavier_than_the_lifting_limit(faults: Faults, only_fault: OnlyFault) -> None:
    program = changed(make_program(), *DOSE, "load", to={"type": "weight", "load_kg": 2.5})
    limit = [{"text": "Lift little.", "lift_max_kg": 2.0}]
    assert faults(program | {"precautions": [{"text": "Lift little.", "lift_max_kg": 2.5}]}) == ()
    problem = only_fault(program | {"restrictions": limit})
    assert (problem.code, problem.path) == ("V-15", (*DOSE, "load", "load_kg"))


# --- ids --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"exercises": [make_exercise(), make_exercise()]}, ("exercises", 1, "id")),
        ({"goals": make_program()["goals"] * 2}, ("goals", 1, "id")),
        (
            {"check_ins": [{"id": "q", "question": "How?", "kind": "text"}] * 2},
            ("check_ins", 1, "id"),
        ),
        (
            {"education": [{"id": "c", "title": "A", "body": "Rest.", "source": "Us."}] * 2},
            ("education", 1, "id"),
        ),
    ],
    ids=lambda value: "/".join(map(str, value)),
)
def test_v17_ids_used_twice(only_fault: OnlyFault, changes: Tree, path: JsonPath) -> None:
    problem = only_fault(make_program(**changes))
    assert (problem.code, problem.path) == ("V-17", path)


def test_v17_item_ids_are_unique_in_a_phase(faults: Faults) -> None:
    items = [make_item(), make_item()]
    paths = [p.path for p in faults(changed(make_program(), "phases", 0, "items", to=items))]
    assert paths == [("phases", 0, "items", 1, "id")]
    assert faults(with_phases(("2026-11-22", "2026-12-01"), ("2026-12-02", "2027-01-02"))) == ()


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"exercise": "brige"}, ("exercise",)),
        ({"modify_down": EASIER | {"exercise": "nothing"}}, ("modify_down", "exercise")),
        ({"modify_up": NEXT | {"exercise": "nothing"}}, ("modify_up", "exercise")),
    ],
    ids=["item", "easier", "next"],
)
def test_v17_exercise_is_not_in_the_file(only_fault: OnlyFault, item: Tree, path: JsonPath) -> None:
    problem = only_fault(with_item(**item))
    assert (problem.code, problem.path) == ("V-17", (*ITEM, *path))


def test_v17_card_for_an_unknown_phase(only_fault: OnlyFault) -> None:
    card = {"id": "c", "title": "A", "body": "Rest.", "source": "Us.", "show_in_phase": "later"}
    problem = only_fault(make_program(education=[card]))
    assert (problem.code, problem.path) == ("V-17", ("education", 0, "show_in_phase"))


def test_v17_a_figure_nobody_drew_is_a_warning(faults: Faults, only_fault: OnlyFault) -> None:
    def showing(figure: str) -> Tree:
        media = {"alt_text": "You lie on your back and lift your hips.", "figure": figure}
        return make_program(exercises=[make_exercise(media=media)])

    assert faults(showing("bridge")) == ()
    problem = only_fault(showing("brige"))
    assert (problem.code, problem.severity) == ("V-17", "warning")
    assert problem.path == ("exercises", 0, "media", "figure")


def test_v17_versions_differ_from_the_item_and_each_other(
    faults: Faults, only_fault: OnlyFault
) -> None:
    assert faults(with_item(modify_down=EASIER, modify_up=NEXT)) == ()
    same = EASIER | {"dose": make_dose()}
    assert only_fault(with_item(modify_down=same)).path == (*ITEM, "modify_down")
    assert faults(with_item(modify_down=same | {"exercise": "bridge"})) != ()
    equal = NEXT | {"dose": EASIER["dose"]}
    assert only_fault(with_item(modify_down=EASIER, modify_up=equal)).path == (*ITEM, "modify_up")


@pytest.mark.parametrize("item", [{}, {"flare_safe": True}])
def test_v17_flare_plan_items_have_a_flare_dose(
    faults: Faults, only_fault: OnlyFault, item: Tree
) -> None:
    plan = {"text": "Do less for some days.", "items": ["bridge-1"]}
    assert faults(with_item(**FLARE) | {"flare_plan": plan}) == ()
    problem = only_fault(with_item(**item) | {"flare_plan": plan})
    assert (problem.code, problem.path) == ("V-17", ITEM)


def test_v17_flare_plan_of_an_unknown_item(only_fault: OnlyFault) -> None:
    problem = only_fault(make_program(flare_plan={"text": "Do less.", "items": ["walk"]}))
    assert (problem.code, problem.path) == ("V-17", ("flare_plan", "items", 0))


def test_v17_a_flare_dose_nobody_may_use(only_fault: OnlyFault) -> None:
    problem = only_fault(with_item(flare_dose=make_dose(reps=4)))
    assert (problem.code, problem.path) == ("V-17", (*ITEM, "flare_safe"))


# --- the person -------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", "not_recorded"])
def test_v18_contraindication_meets_a_risk(
    faults: Faults, only_fault: OnlyFault, answer: str
) -> None:
    program = make_program(exercises=[make_exercise(contraindications=["falls"])])
    assert faults(program) == ()
    clash = changed(program, "risk", "falls", to=answer)
    problem = only_fault(clash)
    assert (problem.code, problem.path) == ("V-18", ITEM)
    assert faults(changed(clash, *ITEM, "clash_accepted_reason", to="With a helper.")) == ()


def test_v18_the_exercise_of_an_easier_version_counts(only_fault: OnlyFault) -> None:
    risky = make_exercise("sit-up", contraindications=["osteoporosis"])
    program = with_item(modify_down=EASIER | {"exercise": "sit-up"})
    program["exercises"].append(risky)
    problem = only_fault(changed(program, "risk", "osteoporosis", to="yes"))
    assert problem.code == "V-18"


def test_v19_hash_of_the_content(faults: Faults, only_fault: OnlyFault) -> None:
    program = make_program()
    right = program | {"integrity": {"sha256": content_hash(program)}}
    assert faults(right) == ()
    problem = only_fault(right | {"title": "Other title"})
    assert (problem.code, problem.path) == ("V-19", ("integrity", "sha256"))


def test_v19_a_hash_that_is_none(only_fault: OnlyFault) -> None:
    problem = only_fault(make_program(integrity={"sha256": "0" * 63}))
    assert problem.code == "V-19"


def extra_flag(**changes: JsonValue) -> Tree:
    flag = {"id": "X-1", "question": "Is your scar wet?", "tier": "U"}
    return make_program(extra_flags=[flag | changes])


def test_v20_a_warning_sign_can_be_added_or_raised(faults: Faults) -> None:
    assert faults(extra_flag()) == ()
    assert faults(extra_flag(tier="E-call", replaces_tier_of="RF-CES-01")) == ()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"id": "RF-CES-01"}, "id"),
        ({"tier": "S", "replaces_tier_of": "RF-NEU-03"}, "tier"),
        ({"tier": "U", "replaces_tier_of": "RF-CES-01"}, "tier"),
        ({"replaces_tier_of": "RF-XXX-01"}, "replaces_tier_of"),
        ({"replaces_tier_of": "RF-MH-01"}, "replaces_tier_of"),
        ({"replaces_tier_of": "RF-MH-02"}, "replaces_tier_of"),
        ({"replaces_tier_of": "RF-PAIN-03"}, "replaces_tier_of"),
        ({"tier": "S", "replaces_tier_of": "RF-PAIN-03"}, "replaces_tier_of"),
    ],
)
def test_v20_a_warning_sign_is_never_lowered_or_replaced(
    only_fault: OnlyFault, changes: Tree, where: str
) -> None:
    problem = only_fault(extra_flag(**changes))
    assert (problem.code, problem.path) == ("V-20", ("extra_flags", 0, where))


@pytest.mark.parametrize("sign", ["RF-MH-02", "RF-PAIN-03"])
def test_v20_what_is_worked_out_is_not_raised_and_the_author_is_told_what_does_it(
    only_fault: OnlyFault, sign: str
) -> None:
    """Decisions A8 and rule C-19: it asks for a contact, and never holds or locks."""
    problem = only_fault(extra_flag(replaces_tier_of=sign))
    assert problem.what == (
        f'"{sign}" is worked out, not asked: it asks for a contact, and cannot hold or lock.'
    )
    assert problem.how == "Take replaces_tier_of out: your question is then asked every day."


def test_v20_every_other_sign_is_one_that_is_asked() -> None:
    not_asked = {item.id for item in catalogue.red_flags() if not item.is_asked}
    assert not_asked == WORKED_OUT


def test_v20_extra_flag_ids_are_unique(only_fault: OnlyFault) -> None:
    flags = extra_flag()["extra_flags"] * 2
    assert only_fault(make_program(extra_flags=flags)).path == ("extra_flags", 1, "id")


def test_v20_known_baseline_names_a_warning_sign(faults: Faults, only_fault: OnlyFault) -> None:
    known = {"flag_id": "X-1", "note": "For years.", "recorded_on": "2026-11-20"}
    assert faults(extra_flag() | {"known_baseline": [known]}) == ()
    problem = only_fault(make_program(known_baseline=[known]))
    assert (problem.code, problem.path) == ("V-20", ("known_baseline", 0, "flag_id"))


# --- safety numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"green_max": 5},
        {"green_max": 6},
        {"pain_limit": 7, "limit_cap": 6},
        {"limit_cap": 8, "hard_cap": 8},
        {"pain_limit": 7, "exercise_hard": 7},
        {"hard_cap": 7, "exercise_hard": 8, "limit_cap": 6},
        {"pre_easy": 8},
        {"pre_block": 9, "pre_block_cap": 8},
        {"next_amber": 3},
        {"relief_expected_min": 20, "relief_alarm_min": 20},
        {"stop_sessions": [5, 3]},
        {"red_mornings": [0, 3]},
    ],
    ids="-".join,
)
def test_v21_parameter_order(only_fault: OnlyFault, values: Tree) -> None:
    as_usual = [("limit_cap", 8), ("exercise_hard", 8)]
    reasons = [name for name, value in values.items() if (name, value) not in as_usual]
    problem = only_fault(with_parameters(reasons, **values))
    assert problem.code == "V-21"
    assert problem.path[0] == PARAMETERS
    assert problem.how.startswith("This must hold")


@pytest.mark.parametrize(
    "values",
    [{"pain_limit": 8}, {"hard_cap": 10}, {"delta_reduce": 5}, {"walk_drop_ratio": 0.95}],
    ids="-".join,
)
def test_v21_parameter_bounds(only_fault: OnlyFault, values: Tree) -> None:
    problem = only_fault(with_parameters(**values))
    assert (problem.code, problem.path) == ("V-21", (PARAMETERS, *values))


def test_v21_each_override_needs_its_reason(faults: Faults, only_fault: OnlyFault) -> None:
    assert faults(with_parameters(pain_limit=4)) == ()
    problem = only_fault(make_program(safety_parameters={"pain_limit": 4}))
    assert (problem.code, problem.path) == ("V-21", (PARAMETERS, "pain_limit"))


@pytest.mark.parametrize("name", ["pain_limit", "pain_limits", "comment"])
def test_v21_a_reason_names_a_changed_number(only_fault: OnlyFault, name: str) -> None:
    problem = only_fault(make_program(override_reason={name: "Because."}))
    assert (problem.code, problem.path) == ("V-21", ("override_reason", name))


def test_v21_one_fixed_limit_with_usual_pain_of_four(faults: Faults, only_fault: OnlyFault) -> None:
    absolute = with_parameters(pain_mode="absolute")
    assert faults(absolute) == ()
    problem = only_fault(absolute | {"baseline_pain": {"back": 4}})
    assert (problem.code, problem.severity) == ("V-21", "warning")
    without_reason = absolute | {"baseline_pain": {"back": 4}, "override_reason": {}}
    assert {p.severity for p in faults(without_reason)} == {"error", "warning"}


def test_v21_an_items_own_limit_is_not_above_the_cap(only_fault: OnlyFault) -> None:
    program = with_parameters(limit_cap=6) | {"phases": with_item(pain_limit=7)["phases"]}
    problem = only_fault(program)
    assert (problem.code, problem.path) == ("V-21", (*ITEM, "pain_limit"))


def test_v22_a_demonstration_is_marked_everywhere(faults: Faults) -> None:
    codes = [problem.path for problem in faults(make_program(demo=True))]
    assert codes == [("patient", "patient_id"), ("prescriber", "licence_no")]
    assert {problem.code for problem in faults(make_program(demo=True))} == {"V-22"}


def test_v22_a_real_program_never_carries_the_demonstration_patient(only_fault: OnlyFault) -> None:
    problem = only_fault(changed(make_program(), "patient", "patient_id", to="Demo-ana"))
    assert (problem.code, problem.path) == ("V-22", ("patient", "patient_id"))


def test_v23_a_later_version_says_what_came_before(faults: Faults, only_fault: OnlyFault) -> None:
    problem = only_fault(make_program(version=2))
    assert (problem.code, problem.path) == ("V-23", ("version",))
    before = {"program_id": PROGRAM_ID, "version": 1}
    assert faults(make_program(version=2, supersedes=before)) == ()
    entry = {"version": 1, "date": "2026-10-01", "note": "First."}
    assert faults(make_program(version=2, history=[entry])) == ()


def test_v23_versions_go_up(faults: Faults, only_fault: OnlyFault) -> None:
    before = {"program_id": PROGRAM_ID, "version": 2}
    problem = only_fault(make_program(version=2, supersedes=before))
    assert (problem.code, problem.path) == ("V-23", ("supersedes", "version"))
    other = {"program_id": PROGRAM_ID.replace("3f2b", "aaaa"), "version": 7}
    assert faults(make_program(version=1, supersedes=other)) == ()


@pytest.mark.parametrize("versions", [[3], [4], [1, 1]])
def test_v23_history_lists_each_earlier_version_once(
    only_fault: OnlyFault, versions: list[int]
) -> None:
    history = [{"version": n, "date": "2026-10-01", "note": "Earlier."} for n in versions]
    problem = only_fault(make_program(version=3, history=history))
    assert problem.code == "V-23"
    assert problem.path[0] == "history"


def test_v25_hard_words_are_a_warning(only_fault: OnlyFault) -> None:
    hard = "Subsequently incorporate proprioceptive neuromuscular facilitation methodologies."
    problem = only_fault(make_program(exercises=[make_exercise(steps=[hard, hard])]))
    assert (problem.code, problem.severity) == ("V-25", "warning")
    assert problem.path == ("exercises", 0)


# --- days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "when",
    [
        {"days": ["mon"], "days_per_week": 1},
        {"days": ["mon"], "every_n_days": 2},
        {"days_per_week": 3, "every_n_days": 2},
        {"days": ["mon", "tue", "mon"]},
        {"slots": ["morning"], "times_per_day": 2},
        {"slots": ["morning", "morning"], "times_per_day": 2},
        {"times_per_day": 5, "min_hours_between": 5.0},
        {"times_per_day": 7},
        {"every_n_days": 1},
    ],
    ids=str,
)
def test_v26_days_and_times_that_do_not_agree(only_fault: OnlyFault, when: Tree) -> None:
    problem = only_fault(with_when(**when))
    assert problem.code == "V-26"
    assert problem.path[: len(ITEM) + 1] == (*ITEM, "when")


@pytest.mark.parametrize(
    "when",
    [
        {},
        {"days": ["mon", "thu"]},
        {"days_per_week": 3, "min_hours_between": 24.0},
        {"slots": ["morning", "evening"], "times_per_day": 2},
        {"times_per_day": 5, "min_hours_between": 4.0},
    ],
    ids=str,
)
def test_v26_days_and_times_that_agree(faults: Faults, when: Tree) -> None:
    assert faults(with_when(**when)) == ()


def test_v27_phase_ends_before_it_starts(faults: Faults) -> None:
    problems = faults(with_phases(("2027-01-02", "2026-11-22")))
    assert ("V-27", ("phases", 0, "ends_on")) in [(p.code, p.path) for p in problems]


@pytest.mark.parametrize("second", ["2026-12-10", "2026-12-12", "2026-11-01"])
def test_v27_phases_do_not_overlap_or_leave_days_free(only_fault: OnlyFault, second: str) -> None:
    problem = only_fault(with_phases(("2026-11-22", "2026-12-10"), (second, "2027-01-02")))
    assert (problem.code, problem.path) == ("V-27", ("phases", 1, "starts_on"))


@pytest.mark.parametrize(
    ("span", "where"),
    [(("2026-11-23", "2027-01-02"), "starts_on"), (("2026-11-22", "2027-01-01"), "ends_on")],
)
def test_v27_phases_cover_the_validity(
    only_fault: OnlyFault, span: tuple[str, str], where: str
) -> None:
    problem = only_fault(with_phases(span))
    assert (problem.code, problem.path) == ("V-27", ("phases", 0, where))


@pytest.mark.parametrize(
    "name",
    [
        "anticoagulant",
        "steroid",
        "osteoporosis",
        "previous_fracture",
        "cancer",
        "immunosuppressed",
        "cardiac",
        "aaa",
    ],
)
def test_v28_risk_facts_are_answered(faults: Faults, only_fault: OnlyFault, name: str) -> None:
    problem = only_fault(changed(make_program(), "risk", name, to="not_recorded"))
    assert (problem.code, problem.path) == ("V-28", ("risk", name))
    assert faults(changed(demo_program(), "risk", name, to="not_recorded")) == ()


def test_v28_the_other_risk_facts_may_be_open(faults: Faults) -> None:
    assert faults(changed(make_program(), "risk", "diabetes", to="not_recorded")) == ()


@pytest.mark.parametrize(
    ("site", "score", "high"),
    [("back", 5.5, False), ("back", 6, True), ("leg", 4.5, False), ("leg", 5, True)],
)
def test_v29_high_usual_pain_needs_a_reason(
    faults: Faults, site: str, score: float, *, high: bool
) -> None:
    program = make_program(baseline_pain={site: score})
    expected = [("V-29", ("baseline_pain", site))] if high else []
    assert [(p.code, p.path) for p in faults(program)] == expected
    assert faults(program | {"high_baseline_reason": "Long-standing, stable."}) == ()


def test_v29_usual_pain_is_required(only_fault: OnlyFault) -> None:
    problem = only_fault(without(make_program(), "baseline_pain"))
    assert (problem.code, problem.path) == ("V-29", ("baseline_pain",))


def test_v29_from_seven_on_every_item_has_its_limit(faults: Faults, only_fault: OnlyFault) -> None:
    reason = {"baseline_pain": {"back": 7}, "high_baseline_reason": "Long-standing."}
    problem = only_fault(make_program(**reason))
    assert (problem.code, problem.path) == ("V-29", ITEM)
    assert faults(with_item(pain_limit=7) | reason) == ()


@pytest.mark.parametrize("value", [{"bak": 3}, {"back": 11}, {"back": 3.2}, {"back": "3"}, {}])
def test_v29_usual_pain_of_known_sites_in_half_points(
    only_fault: OnlyFault, value: JsonValue
) -> None:
    problem = only_fault(make_program(baseline_pain=value))
    assert problem.code == "V-29"
    assert problem.path[0] == "baseline_pain"


@pytest.mark.parametrize("field", [{"usual_morning": {"leg": 3}}, {"pain_sides": {"leg": "left"}}])
def test_v29_only_sites_that_are_asked(only_fault: OnlyFault, field: Tree) -> None:
    problem = only_fault(make_program(**field))
    assert (problem.code, problem.path) == ("V-29", (*field, "leg"))


# --- all at once, in order ----------------------------------------------------------------------


def test_all_problems_of_a_stage_come_at_once_in_the_order_of_the_file(faults: Faults) -> None:
    program = make_program(region="ZZ", version=2, valid_until="2027-01-03")
    problems = faults(changed(program, *DOSE, "reps", to=[12, 8]))
    assert [problem.code for problem in problems] == ["V-09", "V-27", "V-12", "V-23"]
    lines = [problem.line or 0 for problem in problems]
    assert lines == sorted(lines)


def test_a_template_is_held_to_the_rules_of_a_plan(faults: Faults) -> None:
    template = make_template(schema_version="1.0.0")
    problems = faults(changed(template, *DOSE, "reps", to=[12, 8]))
    assert [(p.code, p.path) for p in problems] == [("V-12", (*DOSE, "reps"))]


def test_warnings_do_not_stop_a_prescription() -> None:
    program = make_program()
    loaded = read(as_bytes(program), anchor=TODAY, tables=make_tables(minutes=30))
    assert [p.code for p in loaded.warnings] == ["V-14"]
    assert loaded.sha256 == content_hash(program)
    assert re.fullmatch("[0-9a-f]{64}", loaded.sha256)
