"""What a careful colleague says about a prescription: each remark, where it comes and where not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import (
    DAY_AND_EVENING,
    Tree,
    changed,
    make_dose,
    make_exercise,
    make_item,
    make_sound_program,
    make_template,
    make_walk_dose,
    without,
)

from exercise_companion.core.program import Program, Template
from exercise_companion.core.review import Reference, review
from exercise_companion.core.review_doses import USUAL

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import Problem

REFERENCE = Reference(sides={"clamshell": "each_side"}, urgent_regions=frozenset({"GB"}))

GOAL: Tree = {
    "id": "cook",
    "activity": "Cook a meal",
    "start_score": 3,
    "target_score": 7,
    "target_date": "2027-01-02",
}
ITEM = ("phases", 0, "items", 0)
THERAPIST = ("contacts", "therapist")
WARD: Tree = {"name": "Ward 4", "phone": "020 7946 0555"}
INJECTION, SURGERY = "spinal_injection_date", "spinal_surgery_date"
EASIER: JsonValue = {"instruction": "Do one set.", "dose": make_dose(sets=1)}


def sound(**changes: JsonValue) -> Tree:
    """A prescription nobody has anything to say about."""
    return make_sound_program(**changes)


def demo() -> Tree:
    """A demonstration, whose numbers ring nowhere."""
    return changed(sound(demo=True), "patient", "patient_id", to="demo-ana")


def abroad() -> Tree:
    """A prescription for somebody who is treated in New York."""
    return changed(NO_LINE, "contacts", "emergency_number", to="911")


def asked(question: str) -> Tree:
    """A question of the therapist's own."""
    return {"id": "own", "question": question, "kind": "text"}


def plan(items: list[Tree], *exercises: Tree, **changes: JsonValue) -> Tree:
    """A sound prescription with these items."""
    tree = sound(exercises=[make_exercise(), *exercises], **changes)
    return changed(tree, "phases", 0, "items", to=items)


def item(**fields: JsonValue) -> Tree:
    """A sound prescription with one item of that kind."""
    return plan([make_item(**fields)])


def of_category(category: str, dose: Tree, **fields: JsonValue) -> Tree:
    """One item of another kind of exercise."""
    exercise = make_exercise("other", name="Other", category=category, **fields)
    return plan([make_item("other-1", "other", dose=dose, modify_down=EASIER)], exercise)


def goal(activity: str) -> Tree:
    return changed(sound(), "goals", 0, "activity", to=activity)


def remarks(tree: Tree) -> tuple[Problem, ...]:
    model = Template if tree["kind"] == "template" else Program
    return review(model.model_validate_json(json.dumps(tree)), REFERENCE)


def hold(seconds: int, **fields: JsonValue) -> Tree:
    dose = without(make_dose(), "tempo")
    return dose | {"type": "hold", "hold_seconds": seconds, "reps": 5} | fields


WEIGHT: JsonValue = {"type": "weight", "load_kg": 3}
MON_FRI: JsonValue = {"days": ["mon", "fri"]}
TWICE_A_DAY: JsonValue = {
    "slots": ["morning", "evening"], "times_per_day": 2, "min_hours_between": 4,
}  # fmt: skip
BREATHES = make_exercise(cues=["Keep breathing."])
WALK = make_exercise("walk", name="Walk", category="aerobic", position="standing")
BALANCE = make_exercise("tandem", name="Tandem stand", category="balance")
BALANCE_ITEM = make_item("t-1", "tandem", dose=make_dose(reps=5), modify_down=EASIER)
CLAMSHELL = make_exercise("clamshell", name="Clamshell")
LONG_PHASE = changed(sound(valid_until="2027-01-17"), "phases", 0, "ends_on", to="2027-01-17")
NO_LINE: Tree = changed(
    sound(region="US"), "contacts", "time_zone", to="America/New_York"
)  # where no line is for what cannot wait
NINE_TO_FIVE: JsonValue = [
    {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:00"}
]
OPERATION: JsonValue = {"active": True, "procedure": "Decompression", "date": "2026-11-19"}


def twice(
    first: JsonValue, second: JsonValue, one: Tree | None = None, other: Tree | None = None
) -> Tree:
    """A plan with the same exercise twice in its phase, each at its own times."""
    return plan(
        [
            make_item("b-1", when=first, dose=one or make_dose()),
            make_item("b-2", when=second, dose=other or make_dose(reps=10)),
        ]
    )


def reviews(*days: str, until: str = "2027-01-02", **changes: JsonValue) -> Tree:
    listed = [{"date": day, "kind": "visit", "label": "Review"} for day in days]
    return changed(sound(valid_until=until, reviews=listed, **changes), "title", to="Plan")


def many(number: int, **fields: JsonValue) -> Tree:
    usual: Tree = {"when": {"times_per_day": 1}}
    ranked = (usual | {"priority": 1 + n % 3} | fields for n in range(number))
    every = [make_item(f"b-{n}", f"own-{n}", **one) for n, one in enumerate(ranked)]
    return plan(every, *(make_exercise(f"own-{n}", name=f"Own {n}") for n in range(number)))


def two_phases(dose: Tree) -> Tree:
    """The same item in two phases, later with another dose."""
    first = changed(sound(), "phases", 0, "ends_on", to="2026-12-05")
    phase = {
        "id": "build",
        "title": "Build",
        "aim": "Do more.",
        "starts_on": "2026-12-06",
        "ends_on": "2027-01-02",
        "items": [make_item(dose=dose)],
    }
    return changed(first, "phases", to=[*first["phases"], phase])


FIRES: list[tuple[str, Tree]] = [
    ("R-01", many(7)),
    ("R-02", item(dose=make_dose(load=WEIGHT), when=MON_FRI)),
    ("R-02", item(dose=make_dose(intensity={"target": [4, 5]}), when=MON_FRI)),
    ("R-02", item(dose=make_dose(sets=4, reps=10))),
    ("R-02", plan([make_item("t-1", "tandem", dose=make_dose(reps=5))], BALANCE)),
    (
        "R-03",
        changed(
            changed(item(clash_accepted_reason="Agreed."), "risk", "falls", to="yes"),
            "exercises",
            0,
            "contraindications",
            to=["falls"],
        ),
    ),
    ("R-04", item(dose=make_dose(load=WEIGHT), modify_down=EASIER)),
    ("R-04", item(dose=make_dose(load=WEIGHT), modify_down=EASIER, when={"days_per_week": 7})),
    ("R-05", goal("Walk to the shop")),
    ("R-05", goal("Stand to cook a meal")),
    ("R-05", goal("Climb the stairs at home")),
    ("R-05", goal("Get up from the sofa")),
    ("R-05", goal("Lift my grandchild")),
    ("R-05", goal("Ride my bike to work")),
    ("R-05", goal("Be steady on my feet")),
    ("R-06", reviews("2026-12-30", "2027-03-01", until="2027-03-01")),
    ("R-06", reviews("2026-12-30", until="2027-04-30")),
    (
        "R-06",
        reviews("2026-12-30", post_op=OPERATION, restrictions=[{"text": "Do not twist."}]),
    ),
    ("R-07", item(dose=hold(5))),
    ("R-07", item(flare_safe=True, flare_dose=hold(5))),
    ("R-08", item(dose=make_dose(sets=8, reps=4))),
    ("R-08", item(dose=make_dose(reps=2))),
    (
        "R-08",
        of_category(
            "flexibility", {"type": "duration", "side": "none", "sets": 1, "duration_seconds": 600}
        ),
    ),
    ("R-08", of_category("aerobic", make_walk_dose(sets=1, max_bouts=1, duration_seconds=3600))),
    ("R-09", without(sound(goals=[GOAL]), "flare_plan")),
    ("R-10", LONG_PHASE),
    ("R-11", changed(NO_LINE, "contacts", "therapist", "hours", to=NINE_TO_FIVE)),
    ("R-12", plan([make_item("c-1", "clamshell", when=MON_FRI)], CLAMSHELL)),
    ("R-13", many(5, priority=2)),
    ("R-14", sound(progression={"patient_may_step_up": True})),
    ("R-15", two_phases(make_dose(sets=4, reps=9))),
    ("R-16", item(when={"times_per_day": 3})),
    ("R-17", sound(version=2, version_note="Update.")),
    ("R-18", changed(plan([BALANCE_ITEM], BALANCE), "risk", "falls", to="yes")),
    ("R-19", reviews("2026-12-10", post_op=OPERATION)),
    ("R-20", without(sound(), "contacts", "therapist", "hours")),
    ("R-21", plan([make_item("b-1"), make_item("o-1", "other")], make_exercise("other"))),
    ("R-21", many(2, when={})),
    ("R-22", sound(check_ins=[asked("Are your legs weaker or numb today?")])),
    ("R-22", sound(check_ins=[asked("How often did you nearly FALL?")])),
    ("R-23", changed(sound(), "risk", "diabetes", to="not_recorded")),
    ("R-23", changed(sound(), "risk", INJECTION, to=None)),
    ("R-23", changed(sound(), "risk", SURGERY, to=None)),
    (
        "R-23",
        changed(
            reviews("2026-12-10", post_op=OPERATION, restrictions=[{"text": "Do not twist."}]),
            "risk",
            SURGERY,
            to=None,
        ),
    ),
    ("R-24", without(sound(), *THERAPIST, "tested_on")),
    ("R-24", changed(sound(), *THERAPIST, "tested_on", to="2026-05-23")),
    *(
        ("R-24", changed(sound(), "contacts", name, to=WARD | {"hours": DAY_AND_EVENING}))
        for name in ("clinic", "surgical_team")
    ),
    ("R-25", without(abroad(), "contacts", "time_zone")),
    ("R-26", twice({}, {"times_per_day": 1})),
    ("R-26", twice(MON_FRI, {"days": ["fri"]})),
    ("R-26", twice({"slots": ["morning"]}, {})),
    ("R-26", twice({"slots": ["morning"]}, TWICE_A_DAY)),
    ("R-26", twice({}, MON_FRI, make_dose(side="left"), make_dose(side="each_side"))),
    ("R-27", changed(sound(), "risk", INJECTION, to="2026-11-23")),
    ("R-27", changed(sound(), "risk", SURGERY, to="2026-12-10")),
    (
        "R-27",
        reviews(
            "2026-12-10",
            post_op={"active": True, "procedure": "Decompression", "date": "2026-11-23"},
            restrictions=[{"text": "Do not twist."}],
        ),
    ),
    ("R-28", changed(sound(), "patient", "display_name", to="020 7946 0123")),
    ("R-28", changed(sound(), "prescriber", "name", to="+44 20 7946 0123")),
    ("R-28", changed(sound(), "prescriber", "clinic", to="Clinic, 020 7946 0123")),
    ("R-28", changed(sound(), *THERAPIST, "name", to="07700 900123")),
]

SILENT: list[tuple[str, Tree]] = [
    ("R-01", many(6)),
    (
        "R-01",
        plan([make_item(f"b-{n}", when={"days": ["mon" if n % 2 else "tue"]}) for n in range(8)]),
    ),
    ("R-02", item(dose=make_dose(load=WEIGHT), when=MON_FRI, modify_down=EASIER)),
    ("R-02", item(dose=make_dose(load={"type": "bodyweight"}))),
    (
        "R-03",
        changed(
            item(clash_accepted_reason="Agreed."), "exercises", 0, "contraindications", to=["falls"]
        ),
    ),
    ("R-04", item(dose=make_dose(load=WEIGHT), modify_down=EASIER, when=MON_FRI)),
    ("R-04", item(dose=make_dose())),
    ("R-04", of_category("aerobic", make_walk_dose(intensity={"target": [5, 6]}))),
    (
        "R-05",
        changed(
            plan([make_item("w-1", "walk", dose=make_walk_dose())], WALK),
            "goals",
            0,
            "activity",
            to="Walk to the shop",
        ),
    ),
    ("R-05", goal("Sleep through the night")),
    ("R-05", goal("Sit at my desk for an hour")),
    ("R-06", reviews("2026-12-30", "2027-02-20", until="2027-05-20")),
    ("R-06", reviews("2026-12-10", post_op=OPERATION)),
    ("R-07", changed(item(dose=hold(5)), "exercises", 0, to=BREATHES)),
    ("R-07", item(dose=make_dose())),
    ("R-08", item(dose=make_dose(sets=3, reps=[8, 12]))),
    ("R-08", item(modify_down={"instruction": "Do two.", "dose": make_dose(sets=1, reps=2)})),
    ("R-08", of_category("flexibility", hold(30, reps=3), cues=["Keep breathing."])),
    ("R-10", sound()),
    ("R-11", changed(sound(), "contacts", "therapist", "hours", to=NINE_TO_FIVE)),
    ("R-11", NO_LINE),
    ("R-12", plan([make_item("c-1", "clamshell", dose=make_dose(side="each_side"))], CLAMSHELL)),
    ("R-13", many(5)),
    ("R-13", many(4, priority=2)),
    (
        "R-14",
        changed(
            item(modify_up={"instruction": "Do ten.", "dose": make_dose(reps=10)}),
            "progression",
            to={"patient_may_step_up": True},
        ),
    ),
    ("R-15", two_phases(make_dose(sets=4, reps=8))),
    ("R-16", item(when={"times_per_day": 3, "min_hours_between": 3})),
    ("R-17", sound(version=2, version_note="Bridges were easy, so there are more.")),
    ("R-18", plan([BALANCE_ITEM], BALANCE)),
    (
        "R-18",
        changed(
            plan([BALANCE_ITEM], BALANCE | {"support_needed": "A counter."}),
            "risk",
            "falls",
            to="yes",
        ),
    ),
    ("R-19", reviews("2026-12-10", post_op=OPERATION, restrictions=[{"text": "Do not twist."}])),
    ("R-20", sound()),
    ("R-21", item()),
    ("R-21", plan([make_item("b-1"), make_item("b-2", when=MON_FRI)])),
    ("R-21", plan([make_item("b-1"), make_item("b-2", when={"times_per_day": 1})])),
    ("R-22", sound(check_ins=[asked("How far did you walk in the fallow field?")])),
    ("R-23", sound()),
    ("R-24", changed(sound(), *THERAPIST, "tested_on", to="2026-05-24")),
    ("R-24", without(demo(), *THERAPIST, "tested_on")),
    ("R-25", abroad()),
    ("R-25", without(without(abroad(), *THERAPIST, "hours"), "contacts", "time_zone")),
    ("R-26", twice(MON_FRI, {"days": ["tue"]})),
    ("R-26", twice({"slots": ["morning"]}, {"slots": ["evening"]})),
    ("R-26", twice({}, {}, make_dose(side="left"), make_dose(side="right"))),
    ("R-26", plan([make_item("b-1"), make_item("o-1", "other")], make_exercise("other"))),
    ("R-26", two_phases(make_dose())),
    ("R-24", changed(sound(), "contacts", "out_of_hours", to={"name": "NHS 111", "phone": "111"})),
    ("R-27", changed(sound(), "risk", INJECTION, to="2026-11-19")),
    ("R-27", changed(sound(), "risk", SURGERY, to="no")),
    ("R-27", reviews("2026-12-10", post_op=OPERATION)),
    ("R-28", changed(sound(), "prescriber", "clinic", to="Clinic 24, Street 7")),
    ("R-28", changed(sound(), "contacts", "out_of_hours", to={"name": "NHS 111", "phone": "111"})),
]


def test_a_sound_prescription_is_left_alone() -> None:
    assert remarks(sound()) == ()


@pytest.mark.parametrize(("code", "tree"), FIRES)
def test_a_colleague_notices(code: str, tree: Tree) -> None:
    told = remarks(tree)
    assert {remark.code for remark in told} == {code}
    for remark in told:
        assert remark.severity == "warning"
        assert remark.place
        assert remark.what.endswith(".")


@pytest.mark.parametrize(("code", "tree"), SILENT)
def test_a_colleague_says_nothing(code: str, tree: Tree) -> None:
    assert code not in {remark.code for remark in remarks(tree)}


def test_every_remark_is_tried_both_ways_and_listed() -> None:
    noticed, left = ({code for code, _ in table} for table in (FIRES, SILENT))
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (R-\d\d) ", page, re.MULTILINE))
    assert noticed == listed
    assert noticed - left == {"R-09"}  # silent in `sound`


def test_the_page_lists_what_is_usual() -> None:
    page = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    for kind, usual in USUAL.items():
        bounds = (usual.sets, usual.reps, usual.hold_seconds, usual.duration_seconds)
        cells = (f"{one[0]} to {one[1]}" if one else "-" for one in bounds)
        assert f"| {' | '.join((kind, *cells))} |" in page


def test_a_template_is_looked_at_without_a_person() -> None:
    assert [remark.code for remark in remarks(make_template())] == ["R-09"]


def test_a_remark_names_its_place() -> None:
    (remark,) = remarks(item(dose=make_dose(sets=8, reps=4)))
    assert remark.path == (*ITEM, "dose")
    assert remark.place == "phases / settle / items / bridge-1 / dose"


def test_r27_a_last_day_that_is_still_to_come_names_both_days() -> None:
    (remark,) = remarks(changed(sound(), "risk", INJECTION, to="2026-12-10"))
    assert remark.path == ("risk", INJECTION)
    signed_on = sound()["prescriber"]["signed_on"]
    assert remark.what == (
        f"The last spinal injection was on 2026-12-10, and the plan is signed on {signed_on}."
    )
    assert remark.how == (
        "Write the date of the last one there was. One still to come is not on record yet."
    )


# --- the reason beside it -------------------------------------------------------------------------

HARD = item(dose=make_dose(load=WEIGHT))


def reasons(tree: Tree) -> dict[str, str]:
    return {remark.code: remark.reason for remark in remarks(tree)}


def test_a_remark_with_a_reason_is_not_hidden() -> None:
    told = reasons(changed(HARD, *ITEM, "$comment", to="R-02: She asked for none."))
    assert told == {"R-02": "She asked for none.", "R-04": ""}


def test_one_comment_may_answer_several_remarks() -> None:
    comment = "Agreed on Monday. R-02: None is easier. R-04: Ten minutes\nonly."
    told = reasons(changed(HARD, *ITEM, "$comment", to=comment))
    assert told == {"R-02": "None is easier.", "R-04": "Ten minutes only."}


def test_a_comment_about_something_else_is_no_reason() -> None:
    told = reasons(changed(HARD, *ITEM, "$comment", to="A weight is in kilograms."))
    assert set(told.values()) == {""}


def test_the_nearest_comment_counts() -> None:
    near = changed(HARD, *ITEM, "$comment", to="R-02: Near.")
    both = changed(near, "$comment", to="R-02: Far. R-04: For the whole plan.")
    assert reasons(both) == {"R-02": "Near.", "R-04": "For the whole plan."}


def test_what_is_missing_is_answered_where_it_would_stand() -> None:
    tree = changed(
        without(sound(goals=[GOAL]), "flare_plan"), "$comment", to="R-09: He has one on paper."
    )
    assert reasons(tree) == {"R-09": "He has one on paper."}


def test_an_accepted_risk_stands_beside_its_own_reason() -> None:
    risky = next(tree for code, tree in FIRES if code == "R-03")
    told = changed(risky, *ITEM, "clash_accepted_reason", to="A helper is there.")
    assert reasons(told) == {"R-03": "A helper is there."}
