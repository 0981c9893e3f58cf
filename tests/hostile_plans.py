"""Prescriptions whose every field is possible and which are wrong all the same, in named groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import PROGRAM_ID, as_bytes, changed, make_dose, make_exercise, make_item
from builders import make_program as plan
from hostile_bytes import DOSE
from signatures import a_key, signed

from exercise_companion.canonical import content_hash

if TYPE_CHECKING:
    from builders import Tree
    from hostile_bytes import Group

    from exercise_companion.canonical import JsonValue

ITEM = ("phases", 0, "items", 0)
EASIER = {"instruction": "Lift only half way.", "dose": make_dose(reps=5)}
CARD = {"id": "c", "title": "Pain", "body": "Rest.", "source": "The clinic."}
FLAG = {"id": "X-1", "question": "Is your scar wet?", "tier": "U"}
REASON = "The surgeon asked for it."


def at(*path: str | int, to: JsonValue) -> bytes:
    """The good plan with one value put in."""
    return as_bytes(changed(plan(), *path, to=to))


def of(**changes: JsonValue) -> bytes:
    """The good plan with other fields."""
    return as_bytes(plan(**changes))


def hours(opens: str, closes: str) -> bytes:
    """The good plan with the hours of a line."""
    line = {"days": ["mon"], "opens": opens, "closes": closes}
    return at("contacts", "therapist", "hours", to=[line])


def phases(*spans: tuple[str, str]) -> bytes:
    """The good plan cut into other phases."""
    one = plan()["phases"][0]
    return of(
        phases=[
            one | {"id": f"p{number}", "starts_on": first, "ends_on": last}
            for number, (first, last) in enumerate(spans)
        ]
    )


def numbers(**values: JsonValue) -> bytes:
    """The good plan with other safety numbers, each with a reason."""
    return of(safety_parameters=values, override_reason=dict.fromkeys(values, REASON))


DATES: Group = {
    "a day that is not": (of(valid_from="2026-02-30"), "V-04"),
    "the day first": (of(valid_from="22.11.2026"), "V-04"),
    "a date with a time": (of(valid_from="2026-11-22T00:00:00"), "V-04"),
    "a date with a zone": (of(valid_from="2026-11-22Z"), "V-04"),
    "a date without dashes": (of(valid_from="20261122"), "V-04"),
    "a year of five digits": (of(valid_from="12026-11-22"), "V-04"),
    "a week date": (of(valid_from="2026-W47-7"), "V-04"),
    "full-width date": (of(valid_from="\uff12\uff10\uff12\uff16-11-20"), "V-04"),
    "Unix time for a date": (of(valid_from=1763596800), "V-04"),
    "Unix time as a text": (of(valid_from="1763596800"), "V-04"),
    "days counted in a real plan": (of(valid_from="+0d"), "V-04"),
    "the end of time": (of(valid_until="9999-12-31"), "V-05"),
    "the beginning of time": (of(valid_from="0001-01-01"), "V-04"),
    "ends before it starts": (of(valid_until="2026-11-21"), "V-04"),
    "born tomorrow": (at("patient", "birth_date", to="2026-11-23"), "V-04"),
    "born in 1800": (at("patient", "birth_date", to="1800-01-01"), "V-04"),
    "signed after the end": (at("prescriber", "signed_on", to="2027-01-03"), "V-04"),
    "a goal in the past": (at("goals", 0, "target_date", to="2026-11-01"), "V-04"),
    "no such zone": (at("contacts", "time_zone", to="Europe/Lodnon"), "V-04"),
    "a zone that is a path": (at("contacts", "time_zone", to="/etc/passwd"), "V-04"),
    "a zone that goes up": (at("contacts", "time_zone", to="../../etc/passwd"), "V-04"),
    "25 o'clock": (hours("25:00", "26:00"), "V-04"),
    "hours with seconds": (hours("08:00:00", "17:00"), "V-04"),
    "closes before it opens": (hours("17:00", "08:00"), "V-04"),
    "a demonstration beyond the calendar": (
        as_bytes(plan(demo=True, valid_until="+999d")),
        "V-22",
    ),
}

REFERENCES: Group = {
    "an exercise that is not there": (at(*ITEM, "exercise", to="brige"), "V-17"),
    "two exercises of one id": (of(exercises=[make_exercise(), make_exercise()]), "V-17"),
    "two items of one id": (at("phases", 0, "items", to=[make_item(), make_item()]), "V-17"),
    "two goals of one id": (of(goals=plan()["goals"] * 2), "V-17"),
    "an easier way with no exercise": (
        at(*ITEM, "modify_down", to=EASIER | {"exercise": "nothing"}),
        "V-17",
    ),
    "an easier way that is the same": (
        at(*ITEM, "modify_down", to=EASIER | {"dose": make_dose()}),
        "V-17",
    ),
    "a flare plan of nothing": (of(flare_plan={"text": "Do less.", "items": ["walk"]}), "V-17"),
    "a flare dose nobody may use": (at(*ITEM, "flare_dose", to=make_dose(reps=4)), "V-17"),
    "a card for no phase": (of(education=[CARD | {"show_in_phase": "later"}]), "V-17"),
    "an id with a slash": (at("goals", 0, "id", to="../walk"), "V-17"),
    "an id of 41 characters": (at("goals", 0, "id", to="a" * 41), "V-17"),
    "an id that is blank": (at("goals", 0, "id", to=""), "V-17"),
    "a program id that is no UUID": (of(program_id="1"), "V-23"),
    "a program id in capitals": (of(program_id=PROGRAM_ID.upper()), "V-23"),
    "a sign nobody knows": (of(extra_flags=[FLAG | {"replaces_tier_of": "RF-XXX-01"}]), "V-20"),
    "a known sign nobody knows": (
        of(known_baseline=[{"flag_id": "X-9", "note": "Old.", "recorded_on": "2026-11-20"}]),
        "V-20",
    ),
    "a reason for nothing": (of(override_reason={"pain_limits": REASON}), "V-21"),
}

CLINICAL: Group = {
    "a warning sign lowered": (
        of(extra_flags=[FLAG | {"tier": "S", "replaces_tier_of": "RF-CES-01"}]),
        "V-20",
    ),
    "the crisis question replaced": (
        of(extra_flags=[FLAG | {"replaces_tier_of": "RF-MH-01"}]),
        "V-20",
    ),
    "a worked-out contact made a lock": (
        of(extra_flags=[FLAG | {"replaces_tier_of": "RF-PAIN-03"}]),
        "V-20",
    ),
    "a score of mood made a lock": (
        of(extra_flags=[FLAG | {"replaces_tier_of": "RF-MH-02"}]),
        "V-20",
    ),
    "a catalogue sign defined anew": (of(extra_flags=[FLAG | {"id": "RF-CES-01"}]), "V-20"),
    "pain limit above the bounds": (numbers(pain_limit=8), "V-21"),
    "pain numbers out of order": (numbers(green_max=6), "V-21"),
    "a lower wall than the limit": (numbers(hard_cap=7, exercise_hard=8), "V-21"),
    "an override without a reason": (of(safety_parameters={"pain_limit": 4}), "V-21"),
    "a check that is valid for a day": (numbers(screen_valid_hours=24), "V-21"),
    "a contraindication that meets its risk": (
        as_bytes(
            changed(
                plan(exercises=[make_exercise(contraindications=["falls"])]),
                "risk",
                "falls",
                to="yes",
            )
        ),
        "V-18",
    ),
    "a risk that was not asked": (at("risk", "cancer", to="not_recorded"), "V-28"),
    "high usual pain without a reason": (of(baseline_pain={"back": 6}), "V-29"),
    "no usual pain": (of(baseline_pain={}), "V-29"),
    "usual pain of an unknown place": (of(baseline_pain={"tail": 3}), "V-29"),
    "another emergency number": (at("contacts", "emergency_number", to="911"), "V-09"),
    "an unknown region": (of(region="ZZ"), "V-09"),
    "no phone number": (at("contacts", "therapist", "phone", to="call me"), "V-10"),
    "nobody to call": (of(contacts={"emergency_number": "999"}), "V-11"),
    "the emergency number as the therapist's": (
        at("contacts", "therapist", "phone", to="999"),
        "V-11",
    ),
    "an operation and no surgical team": (
        of(post_op={"active": True, "procedure": "Decompression", "date": "2026-10-20"}),
        "V-11",
    ),
    "a range that goes down": (at(*DOSE, "reps", to=[12, 8]), "V-12"),
    "kilograms that are no weight": (at(*DOSE, "load", to={"type": "band", "load_kg": 2}), "V-15"),
    "heavier than may be lifted": (
        as_bytes(
            changed(
                plan(restrictions=[{"text": "Lift little.", "lift_max_kg": 2}]),
                *DOSE,
                "load",
                to={"type": "weight", "load_kg": 9},
            )
        ),
        "V-15",
    ),
    "a side in words only": (
        of(exercises=[make_exercise(steps=["Lie down.", "Lift your left leg."])]),
        "V-13",
    ),
    "a session of hours": (
        at(*DOSE, to=make_dose(sets=10, reps=50, rest_seconds=300)),
        "V-14",
    ),
    "a plan for a year": (
        as_bytes(changed(plan(valid_until="2027-11-22"), "phases", 0, "ends_on", to="2027-11-22")),
        "V-05",
    ),
    "no review for months": (at("reviews", 0, "date", to="2027-01-10"), "V-06"),
    "no licence": (at("prescriber", "licence_no", to="n/a"), "V-07"),
    "days that do not agree": (
        at(*ITEM, "when", to={"days": ["mon"], "days_per_week": 3}),
        "V-26",
    ),
    "phases that overlap": (
        phases(("2026-11-22", "2026-12-10"), ("2026-12-01", "2027-01-02")),
        "V-27",
    ),
    "a phase too short": (phases(("2026-11-22", "2026-12-10")), "V-27"),
}

IDENTITY: Group = {
    "a demonstration without its marks": (of(demo=True), "V-22"),
    "the demonstration's patient in a real plan": (
        at("patient", "patient_id", to="demo-ana"),
        "V-22",
    ),
    "the demonstration's licence in a real plan": (
        at("prescriber", "licence_no", to="DEMO-000"),
        "V-07",
    ),
    "a second version of nothing": (of(version=2), "V-23"),
    "a version that replaces itself": (
        of(version=2, supersedes={"program_id": PROGRAM_ID, "version": 2}),
        "V-23",
    ),
    "a version that replaces a later one": (
        of(version=2, supersedes={"program_id": PROGRAM_ID, "version": 3}),
        "V-23",
    ),
    "a history of the future": (
        of(version=3, history=[{"version": 4, "date": "2026-10-01", "note": "x"}]),
        "V-23",
    ),
    "version nought": (of(version=0), "V-12"),
    "version minus one": (of(version=-1), "V-12"),
    "version ten thousand": (of(version=10_000), "V-12"),
    "a format of the future": (of(schema_version="2.0.0"), "V-01"),
    "a format that is none": (of(schema_version="latest"), "V-01"),
}


def _signed(**integrity: JsonValue) -> bytes:
    """A signed plan whose `integrity` says something else."""
    tree = signed(plan())
    tree["integrity"] |= integrity
    return as_bytes(tree)


def _changed_after(tree: Tree, *, hash_too: bool) -> bytes:
    """A signed plan with another title."""
    after = changed(tree, "title", to="Another")
    if hash_too:
        after = changed(after, "integrity", "sha256", to=content_hash(after))
    return as_bytes(after)


_SIGNATURE = signed(plan())["integrity"]["signature"]

TAMPERED: Group = {
    "changed after it was hashed": (of(integrity={"sha256": "0" * 64}), "V-19"),
    "a hash that is none": (of(integrity={"sha256": "0" * 63}), "V-19"),
    "a hash in capitals": (of(integrity={"sha256": "A" * 64}), "V-19"),
    "integrity without a hash": (of(integrity={}), "V-02"),
    "integrity that is a text": (of(integrity="yes"), "V-02"),
    "changed after it was signed": (_changed_after(signed(plan()), hash_too=False), "V-19"),
    "changed, and the hash made anew": (_changed_after(signed(plan()), hash_too=True), "V-19"),
    "the signature of another plan": (
        _signed(signature=signed(plan(title="Another"))["integrity"]["signature"]),
        "V-19",
    ),
    "a signature of nothing": (_signed(signature="0" * 128), "V-19"),
    "a signature cut short": (_signed(signature=_SIGNATURE[:-2]), "V-19"),
    "a signature that is no hex": (_signed(signature="z" * 128), "V-19"),
    "the key of somebody else": (
        _signed(
            public_key=a_key(2).public.hexadecimal,
            key_id=a_key(2).public.key_id,
        ),
        "V-19",
    ),
    "the code of somebody else's key": (_signed(key_id=a_key(2).public.key_id), "V-19"),
    "a key that is no point": (_signed(public_key="f" * 64), "V-19"),
    "a signature without its key": (_signed(public_key=None), "V-19"),
    "a key without a signature": (_signed(signature=None), "V-19"),
    "a clearance's signature": (as_bytes(signed(plan(), purpose="clearance")), "V-19"),
}

PLAN_GROUPS: dict[str, Group] = {
    "dates and time zones": DATES,
    "ids and references": REFERENCES,
    "clinical rules across fields": CLINICAL,
    "identity and versions": IDENTITY,
    "tampering": TAMPERED,
}
